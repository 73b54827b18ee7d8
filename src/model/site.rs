//! All pages together: what `resolve` makes and every later phase reads.
//!
//! A [`Site`] never changes. What a link, a mark or a relation leads to is worked out here once;
//! what leads nowhere is recorded as [`Missing`] and judged by `check`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::adaptation::Adaptation;
use crate::model::bibliography::{BibEntry, SecondRecord};
pub use crate::model::builtin_page::BuiltinPage;
pub use crate::model::citations::{Citations, InnerCitation, WorkIndex};
use crate::model::config::{Config, Schema};
use crate::model::download::Download;
use crate::model::export::ExportFormat;
use crate::model::file_name::fitting;
use crate::model::format::FileFormat;
use crate::model::kind::{Kind, Localized};
use crate::model::lang::Lang;
use crate::model::layer::Layer;
use crate::model::own_fields::OwnFile;
use crate::model::page::{Page, Quote, RelationKind, TypedRelation, Withheld};
use crate::model::sheet::{Printing, Sheet};
use crate::model::source::{Span, Spanned};

/// A page's place in [`Site::pages`].
pub type PageIndex = usize;

/// Everything that the pages, the bibliography and `site.toml` come to once they are joined.
#[derive(Debug)]
pub struct Site {
    /// From `site.toml`, under what the command line asks for.
    pub config: Config,
    /// The languages and kinds that the pages were parsed with.
    pub schema: Schema,
    /// By path.
    pub pages: Vec<SitePage>,
    /// The sources of the bibliography, by id.
    pub works: Vec<Work>,
    /// The records that do not count, since others have their ids.
    pub second_records: Arc<[SecondRecord]>,
    /// The sources that the site has no use for and leaves out, in the order of their files.
    pub unused: Vec<Arc<BibEntry>>,
    /// What files say of sources beside their records.
    pub own_fields: Vec<OwnFile>,
    /// Drafts and other pages that are left out, so that a link to one can say so.
    pub drafts: Vec<Arc<Page>>,
    /// The languages and ids of the pages of projects beneath that their writers have seen; `None` where no
    /// such list is kept.
    pub known_beneath: Option<Arc<BTreeSet<(String, String)>>>,
    /// The projects that it is made of, ours first.
    pub layers: Arc<[Layer]>,
    /// What pages of projects beneath are called that are in languages which the site does not list: an id
    /// or a path, and a title.
    pub unlisted: Arc<[(String, Arc<str>)]>,
    /// Files of the content folder that are neither pages nor bibliographies, by path.
    pub files: Arc<BTreeMap<String, File>>,
    /// By language and slug.
    pub tags: Arc<BTreeMap<(Lang, String), Tag>>,
    /// In the order of `menu` in `site.toml`.
    pub menu: Vec<MenuEntry>,
    /// The pages that are made for every language, where there is a use for them.
    pub builtin_pages: Vec<&'static BuiltinPage>,
    /// For each language the page whose headings are the roles of meetings; empty for a site without
    /// agendas.
    pub role_pages: Vec<Option<PageIndex>>,
    /// Every path of the output but the assets', and what is there.
    pub routes: Arc<BTreeMap<String, Vec<Route>>>,
}

/// A file that pages may show or link to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// Of its bytes.
    pub hash: String,
    /// In bytes.
    pub len: u64,
    /// By its first bytes and its ending.
    pub format: FileFormat,
}

/// A page in its place: where it goes, what it leads to, and what leads to it.
#[derive(Debug)]
pub struct SitePage {
    /// As it was parsed.
    pub page: Arc<Page>,
    /// Of a page of ours that was made from another: what has changed there since.
    pub adaptation: Option<Arc<Adaptation>>,
    /// What every page that names this one asks of it, as `page` has it: `page` itself is far away in
    /// memory, and on a large site waiting for that takes longer than all the rest of a link.
    pub title: Box<str>,
    /// That of its metadata, near at hand as the title is.
    pub kind: Arc<Kind>,
    /// That of its metadata, near at hand too.
    pub lang: Lang,
    /// From the output's root: `fr/methods/one-to-ones.html`.
    pub url: String,
    /// Where its own links, images, embeds, marks and relations lead.
    pub resolved: Arc<ResolvedLinks>,
    /// The embeds of its body that are shown as links, in order.
    pub linked_embeds: Vec<LinkedEmbed>,
    /// Relations that other pages have to this one.
    pub inverses: Vec<Inverse>,
    /// By page.
    pub backlinks: Vec<Backlink>,
    /// Its versions in other languages, in the order of the site's languages.
    pub translations: Vec<PageIndex>,
    /// Its place in each series it is part of.
    pub series: Vec<SeriesPlace>,
    /// For a series: its parts in order.
    pub series_parts: Vec<SeriesPart>,
    /// For a series: those of its parts that are pages, in order.
    pub parts: Vec<PageIndex>,
    /// For a page about a source: the record it adds prose to.
    pub work: Option<WorkIndex>,
}

/// What an embed shows: a page, or the section of one of its headings.
pub type Shown = (PageIndex, Option<u32>);

/// An embed that is shown as a link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedEmbed {
    /// Index into the embeds of the page's body.
    pub embed: u32,
    /// Of several reasons the first in the order of [`Unshown`].
    pub why: Unshown,
    /// What would be shown within what, for the first of a page that a limit makes a link.
    pub chain: Vec<Shown>,
}

/// Why an embed is shown as a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// A page would be shown within itself.
    Endless,
    /// It would be shown within itself where others embed its page. On the page itself it is shown.
    EndlessElsewhere,
    /// Embeds would stand in embeds too deep. This and what follows hold for the page itself; what
    /// other pages show of it is counted there.
    TooDeep,
    /// The page would show so many bytes of other pages.
    PageIsFull(u64),
    /// All pages together would show more of each other than `EMBEDDED_ON_SITE` allows.
    SiteIsFull,
}

impl Unshown {
    /// Whether a limit makes it a link.
    pub fn is_of_limit(self) -> bool {
        !matches!(self, Unshown::Endless | Unshown::EndlessElsewhere)
    }
}

/// What all that a page names leads to.
#[derive(Debug, Default)]
pub struct ResolvedLinks {
    /// Whether any of its links, images, embeds or relations is missing.
    pub dead_ends: bool,
    /// For each link of the body.
    pub links: Vec<Resolution>,
    /// For each image of the body: a path into [`Site::files`].
    pub images: Vec<Result<String, Missing>>,
    /// For each embed of the body.
    pub embeds: Vec<Resolution>,
    /// For each mark of the body, the works that its items name.
    pub citations: Citations,
    /// For each typed relation of the metadata.
    pub relations: Vec<Resolution>,
    /// The pages whose headings it names.
    pub headings_of: Vec<PageIndex>,
    /// The other pages to which its relations lead, with their kinds and places.
    pub related: Vec<(RelationKind, u32, PageIndex)>,
    /// For a series: what its own list items begin with, in order.
    pub parts: Vec<SeriesPart>,
    /// The other pages that everyone is led to: those of each link, and those that are only
    /// embedded.
    pub to_pages: Vec<(PageIndex, Option<u32>)>,
    /// The works that everyone sees cited, with the marks that do.
    pub to_works: Vec<(WorkIndex, u32)>,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution {
    /// A page, or one of its headings.
    Page {
        /// In the language of the page that links, where there is a version in it.
        page: PageIndex,
        /// Index into the headings of the page's body.
        heading: Option<u32>,
    },
    /// A place in a page that raw HTML names.
    Anchor {
        /// The page that holds the HTML.
        page: PageIndex,
        /// Index into the anchors of the page's body.
        anchor: u32,
    },
    /// The page of a source of the bibliography.
    Work(WorkIndex),
    /// A path into [`Site::files`].
    File(String),
    /// A page that is made for every site, by its path in the output.
    Builtin(String),
    /// An address outside the site, which is in the [`Target`](crate::model::page::Target).
    External,
    /// Nothing that a reader can be led to.
    Missing(Missing),
}

impl Resolution {
    /// The heading that it leads to, as an index into those of its page.
    pub fn heading(&self) -> Option<u32> {
        match self {
            Resolution::Page { heading, .. } => *heading,
            _ => None,
        }
    }

    /// The page that it leads to, also where it names a heading there.
    pub fn page(&self) -> Option<PageIndex> {
        match self {
            Resolution::Page { page, .. } | Resolution::Anchor { page, .. } => Some(*page),
            _ => None,
        }
    }
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// No page, source or file has this name or path.
    Nothing,
    /// A draft, which this site leaves out.
    Draft,
    /// A page that is never published.
    Withheld(Withheld),
    /// A page of a project beneath that is left out, by its title.
    Hidden(Arc<str>),
    /// The same for what names it in a project beneath, or another part that a project above has changed:
    /// no fault, and shown as words.
    TakenAway(Arc<str>),
    /// Each page, with the heading where it is a term of a glossary.
    Ambiguous(Arc<Vec<Shown>>),
    /// The page is there, and has no such heading that everyone may read.
    Heading(PageIndex),
    /// A path that leaves the content folder.
    Outside,
    /// An address that no page may link to, or for an image any address on the web.
    Refused,
}

/// A relation seen from its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Inverse {
    /// As the other page has it: `Prerequisite` where this page comes before that one.
    pub kind: RelationKind,
    /// The page whose relation it is.
    pub from: PageIndex,
    /// Its place among the relations of that page's metadata.
    pub relation: u32,
}

/// A link of another page that leads here.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlink {
    /// The page on which the link stands.
    pub from: PageIndex,
    /// Where in its sentences the link stands; none for a page that only embeds this one.
    pub quote: Option<Quote>,
    /// The heading to which it leads, as an index into those of this page's body.
    pub heading: Option<u32>,
}

/// A mark that cites a work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CitingMark {
    /// The page on which the mark stands.
    pub from: PageIndex,
    /// Index into the marks of its body.
    pub mark: u32,
    /// Where in its sentences the mark stands.
    pub quote: Option<Quote>,
}

/// A part of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeriesPart {
    /// A page of the site.
    Page(PageIndex),
    /// A work of the bibliography.
    Work(WorkIndex),
}

/// Where a page or a work comes in a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeriesPlace {
    /// The page of the series, whose parts are in [`SitePage::series_parts`].
    pub series: PageIndex,
    /// From 0.
    pub position: usize,
}

/// A source of the bibliography, and what cites it.
#[derive(Debug, Clone)]
pub struct Work {
    /// As the bibliography has it.
    pub record: Arc<BibEntry>,
    /// Its page, from the folder of a language.
    pub url: String,
    /// The pages that add prose to it, in whichever language.
    pub source_pages: Vec<PageIndex>,
    /// The marks that everyone may read, by page.
    pub citing: Vec<CitingMark>,
    /// The public marks of claims that rest on it through another work, by page.
    pub cited_through: Vec<CitingMark>,
    /// Its place in each series it is part of, in whichever language.
    pub series: Vec<SeriesPlace>,
}

impl Work {
    /// Whether it is known only by what other works say of it.
    pub fn is_second_hand(&self) -> bool {
        self.citing.is_empty() && !self.cited_through.is_empty()
    }

    /// The title, or else the id.
    pub fn title(&self) -> String {
        self.record
            .title()
            .unwrap_or_else(|| self.record.id.clone())
    }
}

/// A tag in one language, and what has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// In the spelling of the first page that has it.
    pub label: String,
    /// From the output's root: `tags/meetings.html`.
    pub url: String,
    /// Each once, in the order of [`Site::pages`].
    pub pages: Vec<PageIndex>,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuEntry {
    /// As in [`MenuSetting::label`](crate::model::menu::MenuSetting::label).
    pub label: Option<Localized>,
    /// What it stands for.
    pub leads_to: MenuItem,
}

/// What an entry in the menu of `site.toml` stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum MenuItem {
    /// A page of the default language, by its id.
    Page(PageIndex),
    /// The list of a kind's pages.
    Kind(String),
    /// A page that is made for every language, by its name.
    Builtin(&'static BuiltinPage),
    /// An address out of the site.
    Address(String),
    /// Entries, none of which is a group.
    Group(Vec<MenuEntry>),
    /// Nothing, which is a finding.
    Missing {
        /// As typed.
        name: String,
        /// Its place in `site.toml`.
        span: Span,
    },
}

/// What stands at a path of the output.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// A page of the content folder.
    Page(PageIndex),
    /// An alias of a page, by its place among the page's aliases.
    Redirect(PageIndex, usize),
    /// The page of a source, in a language.
    Work(Lang, WorkIndex),
    /// The list of the pages of a kind, by the kind's id.
    Kind(Lang, String),
    /// The list of the pages with a tag, by the tag's slug.
    Tag(Lang, String),
    /// A page that is made for every language.
    Builtin(Lang, &'static BuiltinPage),
    /// A sheet that is made of an agenda, as a page of HTML.
    Sheet(PageIndex, Sheet),
    /// A sheet of paper.
    Print(PageIndex, Printing),
    /// A file for programs.
    Web(FeedFile),
    /// A file that holds the whole site.
    Download(Download),
    /// Sources as a file for reference managers.
    Export(Exported, ExportFormat),
}

/// Whose sources a file for reference managers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported {
    /// All of the site.
    Site,
    /// Those that a page cites.
    Page(PageIndex),
}

/// Files for programs that search or follow a site. They name whole addresses, so they are made only
/// where that of the site is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFile {
    /// All pages, or else the parts that name them.
    Sitemap,
    /// From 0.
    SitemapPart(usize),
    /// What programs that search the web may read, and where the map is.
    Robots,
    /// The latest changes in a language.
    Feed(Lang),
}

impl Route {
    /// Which of those that claim one path stands there. Where there are two, which is an error, a
    /// written page goes first.
    pub fn first(owners: &[Route]) -> Option<&Route> {
        let page = owners.iter().find(|owner| matches!(owner, Route::Page(_)));
        page.or(owners.first())
    }

    /// Whether a written page at the same path stands in for it.
    pub fn is_replaceable(&self) -> bool {
        matches!(self, Route::Builtin(_, page) if page.is_replaceable)
    }

    /// Whether programs that search the web are to find it: a page that is neither made of another
    /// for paper nor in the place of one.
    pub fn is_searched(&self) -> bool {
        match self {
            Route::Page(_) | Route::Work(..) | Route::Kind(..) | Route::Tag(..) => true,
            Route::Builtin(_, page) => page.is_searched,
            Route::Redirect(..)
            | Route::Sheet(..)
            | Route::Print(..)
            | Route::Web(_)
            | Route::Download(_)
            | Route::Export(..) => false,
        }
    }
}

impl SitePage {
    /// The relations of its front matter and its agenda, each with what it leads to.
    pub fn relations(&self) -> impl Iterator<Item = (&TypedRelation, &Resolution)> {
        let typed = self.page.meta.relations.iter();
        typed.zip(&self.resolved.relations)
    }

    /// Why one of its embeds is shown as a link, if it is.
    pub fn linked_embed(&self, embed: u32) -> Option<&LinkedEmbed> {
        let linked = &self.linked_embeds;
        let at = linked.binary_search_by_key(&embed, |one| one.embed);
        Some(&linked[at.ok()?])
    }
}

impl Site {
    /// The logo, where it is a picture of the project.
    pub fn logo(&self) -> Option<&Spanned<String>> {
        let logo = self.config.look.logo.as_ref()?;
        let file = self.files.get(&logo.value)?;
        (file.format == FileFormat::Picture).then_some(logo)
    }

    /// All sources of the bibliography, those that are left out too.
    pub fn records(&self) -> impl Iterator<Item = &Arc<BibEntry>> {
        let works = self.works.iter().map(|work| &work.record);
        works.chain(&self.unused)
    }

    /// The code of a page's language.
    pub fn lang_of(&self, page: PageIndex) -> &str {
        self.config.code(self.pages[page].lang)
    }

    /// The page of content that adds prose to a source in `lang`.
    pub fn source_page(&self, lang: Lang, work: WorkIndex) -> Option<PageIndex> {
        let mut prose = self.works[work].source_pages.iter().copied();
        prose.find(|page| self.pages[*page].page.meta.lang == lang)
    }

    /// The version of a page in `lang`, or else the page itself.
    pub fn in_lang(&self, page: PageIndex, lang: Lang) -> PageIndex {
        in_lang(&self.pages, page, lang)
    }

    /// The address of the page of this name that is made for every language, in `lang`.
    pub fn builtin_url(&self, lang: Lang, name: &str) -> String {
        format!("{}{name}.html", self.config.folder(lang))
    }

    /// Where a file for programs goes, from the output's root.
    pub fn web_url(&self, file: FeedFile) -> String {
        match file {
            FeedFile::Sitemap => "sitemap.xml".to_owned(),
            FeedFile::SitemapPart(part) => format!("sitemap-{}.xml", part + 1),
            FeedFile::Robots => "robots.txt".to_owned(),
            FeedFile::Feed(lang) => format!("{}changes.atom", self.config.folder(lang)),
        }
    }

    /// Where a file of exported sources goes, from the output's root.
    pub fn export_url(&self, of: Exported, format: ExportFormat) -> String {
        match of {
            Exported::Site => format.beside("sources.html"),
            Exported::Page(page) => format.beside(&self.pages[page].url),
        }
    }

    /// Where the page of a source goes in a language, from the output's root.
    pub fn work_url(&self, lang: Lang, work: WorkIndex) -> String {
        format!("{}{}", self.config.folder(lang), self.works[work].url)
    }

    /// Paths of the output that cannot be, each with the file that would have to be a folder for it.
    pub(crate) fn blocked(&self) -> impl Iterator<Item = (&str, &str)> {
        let file = |url: &str| {
            let mut folders = url.match_indices('/').map(|(at, _)| &url[..at]);
            folders.find_map(|folder| self.routes.get_key_value(folder))
        };
        let blocked = self.routes.keys();
        blocked.filter_map(move |url| Some((url.as_str(), file(url)?.0.as_str())))
    }

    /// Where the list of a kind's pages goes, from the output's root; `kind` is its id.
    pub fn kind_url(&self, lang: Lang, kind: &str) -> String {
        format!("{}kinds/{}.html", self.config.folder(lang), fitting(kind))
    }

    /// The kinds whose pages are listed.
    pub fn listed_kinds(&self) -> impl Iterator<Item = &Kind> {
        let kinds = self.schema.kinds.iter().map(|kind| &**kind);
        kinds.filter(|kind| !kind.unlisted)
    }

    /// The pages that say how long something takes, with the minutes.
    pub fn pages_with_time(&self, lang: Lang) -> impl Iterator<Item = (PageIndex, f64)> + '_ {
        let pages = self.pages.iter().enumerate();
        pages
            .filter(move |(_, page)| page.page.meta.lang == lang)
            .filter_map(|(index, page)| Some((index, page.page.minutes()?)))
    }

    /// The pages in a language whose kind has this id, by path.
    pub fn pages_of_kind<'a>(
        &'a self,
        lang: Lang,
        kind: &'a str,
    ) -> impl Iterator<Item = PageIndex> + 'a {
        self.pages
            .iter()
            .enumerate()
            .filter_map(move |(index, page)| {
                let meta = &page.page.meta;
                (meta.lang == lang && meta.kind.value.id == kind).then_some(index)
            })
    }
}

/// The version of a page in `lang`, or else the page itself.
pub(crate) fn in_lang(pages: &[SitePage], page: PageIndex, lang: Lang) -> PageIndex {
    let translations = &pages[page].translations;
    if translations.is_empty() || pages[page].page.meta.lang == lang {
        return page;
    }
    let found = translations
        .iter()
        .find(|other| pages[**other].page.meta.lang == lang);
    found.copied().unwrap_or(page)
}
