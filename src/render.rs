//! Names everything a reader will get and makes the bytes of each when they are asked for.
//!
//! 1. [`render`] compiles the theme, names the files that pages show, and lists the artifacts.
//! 2. [`Renderer::make`] makes one: gathers its data (`page`, `listing`), writes bodies (`html`)
//!    and fills the template; or the whole of what programs read (`web`).
//!
//! Takes the site and the theme's files; gives an [`Output`]. Only what everyone may read reaches
//! any artifact.

mod address;
mod agenda;
pub(crate) mod asset;
mod by_time;
mod context;
pub(crate) mod download;
mod highlight;
mod html;
pub mod image;
mod licence;
mod listing;
mod map;
mod memo;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod print;
mod printshop;
pub mod reference;
mod references;
mod sanitize;
mod scripts;
mod search;
mod shared;
mod shelf;
mod theme;
mod web;
mod words;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use tera::{Context, Value};

pub use self::memo::Memo;
pub(crate) use self::search::FOLDER as SEARCH;
use crate::check::{invalid_setting, unusable_image};
use crate::config::Lang;
use crate::diagnostic::Diagnostic;
use crate::load::{self, StaticFile, ThemeFiles};
use crate::output::{Artifact, Made, Output, Traced, Unmade};
use crate::print::{Meeting, Sheet};
use crate::render::asset::Assets;
use crate::render::highlight::Highlighter;
use crate::render::html::{Html, Writing};
use crate::render::page as page_data;
#[cfg(feature = "pdf")]
use crate::render::printshop::Printshop;
use crate::render::reference::Styles;
use crate::render::references::References;
use crate::render::scripts::Feature;
use crate::render::search::Search;
use crate::render::shared::Shared;
use crate::render::theme::{MAP, SHELF, Theme};
use crate::site::{Generated, Owner, PageIndex, Site, WebFile, WorkIndex};
use crate::source::{Sources, Span};

/// Makes artifacts of one site. Shared by threads.
pub struct Renderer {
    site: Arc<Site>,
    theme: Theme,
    references: Arc<References>,
    highlighter: Highlighter,
    assets: Assets,
    statics: BTreeMap<String, Arc<[u8]>>,
    /// For each language.
    shared: Vec<Shared>,
    /// None for a theme that has no script to search with.
    search: Option<Search>,
    /// The project's folder; none for a project of texts.
    root: Option<PathBuf>,
    #[cfg(feature = "pdf")]
    printing: Printshop,
}

/// Lists the artifacts of a site and makes ready what they share.
///
/// What cannot be used (a template, a picture, a citation style) is a finding, and the output goes
/// without it. `meeting` is what sheets say of one meeting. `memo` spares what the last build has made from the same, and changes nothing else.
pub fn render(
    site: Arc<Site>,
    files: &ThemeFiles,
    sources: &Sources,
    root: Option<PathBuf>,
    meeting: Meeting,
    memo: &mut Memo,
) -> (Output, Vec<Diagnostic>) {
    let (theme, mut findings) = Theme::new(files, &site.config, sources);
    let styles = styles(&site, memo, &mut findings);
    let references = memo.references(&site, &styles);
    let read = |path: &str| read(root.as_deref(), path);
    let own = asset::clean_statics(&files.statics);
    let (assets, found) = Assets::gather(&site, &own, &mut memo.pictures, &read);
    findings.extend(found);
    let shared = site
        .config
        .langs()
        .map(|lang| Shared::new(&site, lang, &theme, &assets))
        .collect();
    let artifacts = artifacts(&site, &assets, &theme);
    let languages = site.config.languages.len();
    let search = Feature::Search
        .is_in(&assets)
        .then(|| Search::new(languages));
    #[cfg(feature = "pdf")]
    let printing = Printshop {
        press: memo.press(files, sources),
        build: memo.builds,
        meeting,
    };
    #[cfg(not(feature = "pdf"))]
    let _ = meeting;
    let renderer = Renderer {
        #[cfg(feature = "pdf")]
        printing,
        theme,
        references,
        highlighter: Highlighter::new(memo.syntaxes.clone()),
        assets,
        statics: statics(&own),
        shared,
        search,
        root,
        site,
    };
    (Output::new(artifacts, renderer), findings)
}

fn styles(site: &Site, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> Arc<Styles> {
    let wanted = &site.config.citation_style;
    let styles = memo.style(&wanted.value).or_else(|error| {
        let finding = invalid_setting::citation_style(wanted.span, &error.to_string());
        findings.push(finding.help(error.help()));
        memo.style("ieee")
    });
    styles.expect("the archive has IEEE")
}

fn statics(files: &[StaticFile]) -> BTreeMap<String, Arc<[u8]>> {
    let files = files.iter();
    files
        .map(|file| (file.path.clone(), file.bytes.clone()))
        .collect()
}

fn read(root: Option<&std::path::Path>, path: &str) -> anyhow::Result<Vec<u8>> {
    match root {
        Some(root) => load::content_file(root, path),
        None => anyhow::bail!("a project of texts has no files"),
    }
}

fn artifacts(site: &Site, assets: &Assets, theme: &Theme) -> BTreeMap<String, Artifact> {
    // Collected at once from what is sorted already, a map is made several times as fast.
    let owned = site.urls.iter().filter_map(|(path, owners)| {
        let owner = Owner::first(owners)?;
        is_made(owner, theme).then(|| (path.clone(), Artifact::Owned(owner.clone())))
    });
    let mut artifacts: BTreeMap<String, Artifact> = owned.collect();
    for (url, _) in site.blocked() {
        artifacts.remove(url);
    }
    for (url, path) in assets.published() {
        artifacts.insert(url.to_owned(), Artifact::File(path.to_owned()));
    }
    for (url, path) in assets.published_statics() {
        artifacts.insert(url.to_owned(), Artifact::Static(path.to_owned()));
    }
    artifacts
}

/// Whether the theme has a template for it; one of a group's own may have no use for sheets.
fn is_made(owner: &Owner, theme: &Theme) -> bool {
    match owner {
        Owner::Sheet(_, sheet) => theme.has(&template_of(*sheet)),
        Owner::Generated(_, generated) => theme.has_page(*generated),
        // They are made of outputs, and added to this one.
        Owner::Download(_) => false,
        _ => true,
    }
}

impl Renderer {
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// The bytes of the artifact at `path`.
    ///
    /// # Errors
    /// [`Unmade::Finding`] for a template that cannot be filled and a file that cannot be read any
    /// more, [`Unmade::Failure`] for an archive that cannot be packed.
    pub(crate) fn make(&self, path: &str, artifact: &Artifact) -> Result<Made, Unmade> {
        match artifact {
            Artifact::Owned(owner) => self.owned(path, owner),
            Artifact::Static(path) => Ok(Made::from(self.statics[path].to_vec())),
            Artifact::File(path) => {
                let bytes = self.file(path).map_err(Unmade::Finding)?;
                Ok(Made::from(bytes))
            }
            Artifact::Download(download, copy) => {
                self::download::bytes(*download, copy).map(Made::from)
            }
            Artifact::Search(lang) => {
                let index = self.search.as_ref();
                let index = index.map(|all| all.index(self.writing(*lang), *lang));
                Ok(Made::from(
                    index.map_or_else(Vec::new, |index| index.bytes(path)),
                ))
            }
        }
    }

    /// The file that an artifact is a copy of, as it stands, and its length; `None` for what is made.
    pub(crate) fn copied(&self, artifact: &Artifact) -> Option<(PathBuf, u64)> {
        match artifact {
            Artifact::File(path) if self.assets.is_copied(path) => {
                let root = self.root.as_deref()?;
                Some((load::content_path(root, path), self.site.files[path].len))
            }
            _ => None,
        }
    }

    /// Opens what an artifact is a copy of; `None` for what is made.
    pub(crate) fn open(&self, artifact: &Artifact) -> Option<Result<impl Read + use<>, Unmade>> {
        match artifact {
            Artifact::File(path) if self.assets.is_copied(path) => {
                let opened = load::open_content_file(self.root.as_deref()?, path);
                Some(opened.map_err(Unmade::Failure))
            }
            _ => None,
        }
    }

    /// The artifacts that search loads, which means making the indices.
    pub(crate) fn searched(&self) -> BTreeMap<String, Artifact> {
        let mut artifacts = BTreeMap::new();
        let Some(search) = &self.search else {
            return artifacts;
        };
        for lang in search.langs() {
            let index = search.index(self.writing(lang), lang);
            let paths = index.paths().map(str::to_owned);
            artifacts.extend(paths.map(|path| (path, Artifact::Search(lang))));
        }
        artifacts
    }

    /// What is published of a file; a finding where it was named first, if it cannot be read any more.
    fn file(&self, path: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let read = |path: &str| read(self.root.as_deref(), path);
        let file = &self.site.files[path];
        asset::bytes(file, path, &read).map_err(|error| {
            let place = asset::first_place(&self.site, path);
            let place = place.unwrap_or(Span::whole(self.site.config.source));
            Box::new(unusable_image::unreadable(place, path, &error))
        })
    }

    /// The page at `path` with the origin of each block of its text; `None` for what shows no page
    /// of content.
    pub(crate) fn make_with_origins(
        &self,
        path: &str,
        artifact: &Artifact,
    ) -> Option<Result<Traced, Unmade>> {
        let Artifact::Owned(owner) = artifact else {
            return None;
        };
        let index = match owner {
            Owner::Page(page) => *page,
            Owner::Work(lang, work) => self.site.prose(*lang, *work)?,
            _ => return None,
        };
        let mut body = html::page_with_origins(self.writing_of(index), index);
        let origins = std::mem::take(&mut body.origins);
        let made = match owner {
            Owner::Work(lang, work) => self.work(path, *lang, *work, Some((index, body))),
            _ => self.page(path, index, body),
        };
        Some(made.map(|html| Traced { html, origins }))
    }

    pub(crate) fn redirected(&self, artifact: &Artifact) -> Option<&str> {
        match artifact {
            Artifact::Owned(Owner::Redirect(page, _)) => Some(&self.site.pages[*page].url),
            _ => None,
        }
    }

    /// The place in the project that gives most of what an artifact shows; `None` for lists and for
    /// files.
    pub(crate) fn origin(&self, artifact: &Artifact) -> Option<Span> {
        let page = |index: PageIndex| Span::whole(self.site.pages[index].page.source);
        match artifact {
            Artifact::Owned(
                Owner::Page(index)
                | Owner::Redirect(index, _)
                | Owner::Sheet(index, _)
                | Owner::Print(index, _),
            ) => Some(page(*index)),
            Artifact::Owned(Owner::Work(lang, work)) => Some(
                self.site
                    .prose(*lang, *work)
                    .map_or(self.site.works[*work].record.span, page),
            ),
            _ => None,
        }
    }

    fn owned(&self, path: &str, owner: &Owner) -> Result<Made, Unmade> {
        let bytes = match owner {
            Owner::Page(page) => self.page(path, *page, html::page(self.writing_of(*page), *page)),
            Owner::Redirect(page, _) => self.redirect(path, *page),
            Owner::Work(lang, work) => {
                let prose = self.site.prose(*lang, *work);
                let prose = prose.map(|page| (page, html::page(self.writing(*lang), page)));
                self.work(path, *lang, *work, prose)
            }
            Owner::Kind(lang, kind) => {
                let mut list = listing::kind(self.writing(*lang), *lang, kind);
                list.map = self.map_url(*lang).filter(|_| kind == map::METHOD);
                self.list(path, *lang, list)
            }
            Owner::Tag(lang, tag) => {
                let list = listing::tag(self.writing(*lang), *lang, tag);
                self.list(path, *lang, list)
            }
            Owner::Generated(lang, generated) => self.generated(path, *lang, *generated),
            Owner::Sheet(page, sheet) => self.sheet(path, *page, *sheet),
            Owner::Web(file) => Ok(self.web(*file)),
            Owner::Download(_) => unreachable!("an output makes it of others"),
            // The only one in which something may be found that does not stop it.
            Owner::Print(page, printing) => return self.print(path, *page, *printing),
        };
        bytes.map(Made::from)
    }

    fn writing_of(&self, page: PageIndex) -> Writing<'_> {
        self.writing(self.site.pages[page].page.meta.lang)
    }

    fn writing(&self, lang: Lang) -> Writing<'_> {
        Writing {
            site: &self.site,
            words: &self.theme.words[lang.0 as usize],
            references: &self.references,
            highlighter: &self.highlighter,
            assets: &self.assets,
        }
    }

    /// What every template is given.
    fn context(&self, path: &str, lang: Lang, title: &str, description: Option<&str>) -> Context {
        let shared = &self.shared[lang.0 as usize];
        shared.context(&self.site, path, title, description)
    }

    fn fill(&self, template: &str, lang: Lang, mut context: Context) -> Result<Vec<u8>, Unmade> {
        let config = &self.site.config;
        self.shared[lang.0 as usize]
            .add_menu(&mut context, &self.theme, config)
            .and_then(|()| self.theme.fill(template, &context, config))
            .map_err(Unmade::Finding)
    }

    /// A file for programs, which a site has where its address is known.
    fn web(&self, file: WebFile) -> Vec<u8> {
        let site = &self.site;
        let base = site.config.base_url.as_deref().unwrap_or_default();
        let is_made = |owner: &Owner| is_made(owner, &self.theme);
        match file {
            WebFile::Sitemap => web::sitemap(site, base, is_made),
            WebFile::SitemapPart(part) => web::part(site, base, part, is_made),
            WebFile::Feed(lang) => web::feed(self.writing(lang), base, lang),
        }
    }

    /// What a page of content says of itself to programs.
    fn add_head(
        &self,
        context: &mut Context,
        path: &str,
        lang: Lang,
        page: Option<(PageIndex, &[WorkIndex])>,
    ) {
        let head = web::head(self.writing(lang), path, lang, page);
        context.insert("open_graph", &head.open_graph);
        context.insert("json_ld", &head.json_ld);
    }

    fn page(&self, path: &str, index: PageIndex, body: Html) -> Result<Vec<u8>, Unmade> {
        let meta = &self.site.pages[index].page.meta;
        let cited = body.works();
        let data = page_data::data(self.writing(meta.lang), index, body);
        let mut context = self.context(path, meta.lang, &data.title, data.summary.as_deref());
        self.add_head(&mut context, path, meta.lang, Some((index, &cited)));
        let translations = shared::translations(&self.site, index, &self.theme.words);
        context.insert("translations", &translations);
        context.insert("page", &data);
        context.insert("section", &self.site.kind_url(meta.lang, &meta.kind.value));
        if data.agenda.is_some() {
            shared::add_scripts(&mut context, &[Feature::AgendaTimes], &self.assets);
        }
        let own = format!("kinds/{}.html", meta.kind.value);
        let template = if path == self.site.generated_url(meta.lang, Generated::Home) {
            self.home_data(&mut context, meta.lang);
            "home.html"
        } else if self.theme.has(&own) {
            &own
        } else {
            "page.html"
        };
        self.fill(template, meta.lang, context)
    }

    /// A sheet that is made of an agenda.
    fn sheet(&self, path: &str, index: PageIndex, sheet: Sheet) -> Result<Vec<u8>, Unmade> {
        let meta = &self.site.pages[index].page.meta;
        let writing = self.writing_of(index);
        let mut data = page_data::empty(meta.title());
        data.summary = page_data::summary(&self.site, index);
        data.agenda = agenda::of_sheet(writing, index, sheet, path);
        let title = writing.words.plain(sheet.name());
        let title = format!("{}: {title}", meta.title());
        let mut context = self.context(path, meta.lang, &title, None);
        context.insert("page", &data);
        let scripts: &[Feature] = match sheet {
            Sheet::RunSheet => &[Feature::AgendaTimes, Feature::Meeting],
            _ => &[Feature::AgendaTimes],
        };
        shared::add_scripts(&mut context, scripts, &self.assets);
        self.fill(&template_of(sheet), meta.lang, context)
    }

    fn home_data(&self, context: &mut Context, lang: Lang) {
        context.insert("kinds", &listing::kinds(self.writing(lang), lang));
        context.insert("times", &by_time::bands(self.writing(lang), lang));
        context.insert("recent", &listing::recent(self.writing(lang), lang));
    }

    fn redirect(&self, path: &str, index: PageIndex) -> Result<Vec<u8>, Unmade> {
        let page = &self.site.pages[index];
        let lang = page.page.meta.lang;
        let mut context = self.context(path, lang, page.page.meta.title(), None);
        context.insert("target", &address::href(path, &page.url));
        if let Some(base) = &self.site.config.base_url {
            context.insert("canonical", &address::absolute(base, &page.url));
        }
        self.fill("redirect.html", lang, context)
    }

    fn work(
        &self,
        path: &str,
        lang: Lang,
        work: WorkIndex,
        prose: Option<(PageIndex, Html)>,
    ) -> Result<Vec<u8>, Unmade> {
        let writing = self.writing(lang);
        let code = self.site.config.code(lang);
        let cited = prose.as_ref().map(|(page, body)| (*page, body.works()));
        let data = match prose {
            Some((page, body)) => page_data::data(writing, page, body),
            None => page_data::bare_record(writing, work, code),
        };
        let reference = &self.references.of(work, code).text;
        let mut context = self.context(path, lang, &data.title, Some(reference));
        if let Some((page, cited)) = &cited {
            self.add_head(&mut context, path, lang, Some((*page, cited)));
        }
        context.insert("page", &data);
        let section = self.site.generated_url(lang, Generated::Sources);
        context.insert("section", &section);
        self.fill("kinds/source.html", lang, context)
    }

    fn list(&self, path: &str, lang: Lang, list: context::ListData) -> Result<Vec<u8>, Unmade> {
        let description = list.intro.clone().or_else(|| listing::first_titles(&list));
        let mut context = self.context(path, lang, &list.title, description.as_deref());
        context.insert("list", &list);
        self.fill("list.html", lang, context)
    }

    fn generated(&self, path: &str, lang: Lang, generated: Generated) -> Result<Vec<u8>, Unmade> {
        let writing = self.writing(lang);
        let (word, template) = match generated {
            Generated::Home => return self.bare_home(path, lang),
            Generated::Sources => ("sources", "sources.html"),
            Generated::AToZ => ("a-to-z", "a-z.html"),
            Generated::OpenQuestions => ("open-questions", "open-questions.html"),
            Generated::Changes => ("changes", "changes.html"),
            Generated::ByTime => return self.list(path, lang, by_time::list(writing, lang)),
            Generated::PrintShelf => ("print-shelf", SHELF),
            Generated::Map => ("map", MAP),
            Generated::NotFound => ("not-found", "404.html"),
        };
        let intro = writing.words.all().get(&format!("{word}-intro"));
        let intro = intro.map(String::as_str);
        let mut context = self.context(path, lang, writing.words.plain(word), intro);
        match generated {
            Generated::Sources => context.insert("sources", &listing::sources(writing, lang)),
            Generated::AToZ => {
                context.insert("list", &groups(listing::a_to_z(writing, lang)));
                context.insert("tags", &listing::tags(writing, lang));
            }
            Generated::OpenQuestions => {
                context.insert("list", &groups(listing::open_questions(writing, lang)));
            }
            Generated::Changes => context.insert("changes", &listing::changes(writing, lang)),
            Generated::PrintShelf => context.insert("shelf", &shelf::shelf(writing, lang)),
            Generated::Map => context.insert("map", &map::map(writing, lang, path)),
            // A page that is not found may be anywhere, so its addresses cannot be relative.
            Generated::NotFound => {
                let base = self.site.config.base_url.as_deref();
                context.insert("root", base.unwrap_or("/"));
            }
            Generated::Home | Generated::ByTime => {}
        }
        self.fill(template, lang, context)
    }

    /// Where the map of a language is, if there is one.
    fn map_url(&self, lang: Lang) -> Option<String> {
        let url = self.site.generated_url(lang, Generated::Map);
        let is_made = self.theme.has_page(Generated::Map) && self.site.urls.contains_key(&url);
        is_made.then_some(url)
    }

    /// The first page of a site that has written none.
    fn bare_home(&self, path: &str, lang: Lang) -> Result<Vec<u8>, Unmade> {
        let title = &self.site.config.title;
        let mut context = self.context(path, lang, title, None);
        self.add_head(&mut context, path, lang, None);
        context.insert("page", &page_data::empty(title));
        self.home_data(&mut context, lang);
        self.fill("home.html", lang, context)
    }
}

/// The template of a sheet.
fn template_of(sheet: Sheet) -> String {
    format!("sheets/{}.html", sheet.name())
}

/// A list that holds nothing but groups.
fn groups<T: serde::Serialize>(groups: Vec<T>) -> BTreeMap<&'static str, Value> {
    BTreeMap::from([("groups", Value::from_serializable(&groups))])
}
