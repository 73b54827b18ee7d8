//! What every template of one language is given, made once.

use std::collections::HashMap;
use std::sync::Mutex;

use tera::{Context, Value};

use crate::config::{Config, Lang};
use crate::diagnostic::Diagnostic;
use crate::render::address;
use crate::render::asset::Assets;
use crate::render::context::{
    DateText, HoverData, Language, Linked, MenuEntry, SearchData, SiteData, Translation,
};
use crate::render::licence;
use crate::render::scripts::{self, Feature};
use crate::render::search;
use crate::render::theme::Theme;
use crate::render::web;
use crate::render::words::{AllWords, Words};
use crate::site::{Generated, MenuItem, PageIndex, Site, WebFile, in_lang};

/// Nothing is loaded from elsewhere, nothing runs, nothing is sent.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'";

/// As [`POLICY`], for pages that a script of the theme makes more of, and which read other pages in
/// frames. What looks a site over for its keeper asks its host for more from within a page.
const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; \
                      frame-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// What scripts add to every page.
const EVERYWHERE: [Feature; 2] = [Feature::Search, Feature::LinkPreview];

/// The template of the menu, which is filled once for all pages that show the same.
const MENU: &str = "menu.html";

/// Values that the pages of a language share.
pub(crate) struct Shared {
    /// What does not differ from page to page, once for each thread: a value counts who holds it, and
    /// threads that count at one place wait for each other.
    bases: Vec<Context>,
    menu: Vec<Linked>,
    /// What [`MENU`] has made, by the way to the output's root and where in the menu the page is.
    menus: Mutex<HashMap<(String, Option<Here>), Value>>,
}

/// The entry of the menu that a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Here {
    /// It leads to the page itself.
    Page(usize),
    /// It leads to the list that has the page.
    Section(usize),
}

impl Shared {
    pub(crate) fn new(site: &Site, lang: Lang, theme: &Theme, assets: &Assets) -> Self {
        let menu = menu(site, lang, theme);
        let base = || base(site, lang, theme, assets, &menu);
        let threads = rayon::current_num_threads();
        Shared {
            bases: (0..threads).map(|_| base()).collect(),
            menu,
            menus: Mutex::default(),
        }
    }

    fn base(&self) -> &Context {
        let thread = rayon::current_thread_index().unwrap_or(0);
        &self.bases[thread % self.bases.len()]
    }

    /// The context of the artifact at `path`, to which its own data is still to be added.
    pub(crate) fn context(
        &self,
        site: &Site,
        path: &str,
        title: &str,
        description: Option<&str>,
    ) -> Context {
        let mut context = self.base().clone();
        context.insert("root", &address::root(path));
        context.insert("path", path);
        context.insert("title", title);
        context.insert("description", &description);
        let canonical = site.config.base_url.as_ref();
        let canonical = canonical.map(|base| address::absolute(base, path));
        context.insert("canonical", &canonical);
        if site.config.languages.len() > 1 {
            context.insert("alternates", &web::alternates(site, path));
        }
        context
    }

    /// Adds the menu, as data and as HTML, to the context of an artifact.
    ///
    /// # Errors
    /// A finding with the place in the menu's template.
    pub(crate) fn add_menu(
        &self,
        context: &mut Context,
        theme: &Theme,
        config: &Config,
    ) -> Result<(), Box<Diagnostic>> {
        let text = |key| context.get(key).and_then(Value::as_str).unwrap_or_default();
        let entry = |key| {
            let url = text(key);
            self.menu.iter().position(|entry| entry.url == url)
        };
        let here = entry("path").map(Here::Page);
        let here = here.or_else(|| entry("section").map(Here::Section));
        let key = (text("root").to_owned(), here);
        if here.is_some() {
            context.insert_value("menu", entries(&self.menu, here));
        }
        if theme.has(MENU) {
            context.insert_value("menu_html", self.menu_html(key, theme, config)?);
        }
        Ok(())
    }

    fn menu_html(
        &self,
        key: (String, Option<Here>),
        theme: &Theme,
        config: &Config,
    ) -> Result<Value, Box<Diagnostic>> {
        let menus = || self.menus.lock().expect("nothing fails while it is locked");
        if let Some(known) = menus().get(&key) {
            return Ok(known.clone());
        }
        let mut context = self.base().clone();
        context.insert("root", &key.0);
        context.insert_value("menu", entries(&self.menu, key.1));
        let html = theme.fill(MENU, &context, config)?;
        let html = Value::from(String::from_utf8_lossy(&html).into_owned());
        menus().insert(key, html.clone());
        Ok(html)
    }
}

/// What does not differ from page to page.
fn base(site: &Site, lang: Lang, theme: &Theme, assets: &Assets, menu: &[Linked]) -> Context {
    let words = &theme.words;
    let own = &words[lang.0 as usize];
    let mut base = Context::new();
    base.insert("site", &site_data(site, words, own));
    base.insert("lang", site.config.code(lang));
    base.insert("dir", own.plain("direction"));
    base.insert("home", &site.generated_url(lang, Generated::Home));
    let scripts = scripts::urls(&EVERYWHERE, assets);
    base.insert("csp", policy(&scripts));
    base.insert("scripts", &scripts);
    let has = |feature: Feature| feature.is_in(assets);
    let search = has(Feature::Search).then(|| search(lang, own, assets, site));
    base.insert("search", &search);
    let hover = has(Feature::LinkPreview).then(|| hover(own));
    base.insert("hover", &hover);
    base.insert(
        "stylesheet",
        assets.static_url("style.css").unwrap_or("style.css"),
    );
    base.insert("favicon", &assets.static_url("favicon.svg"));
    base.insert_value("words", word_map(own));
    base.insert("section", &None::<&str>);
    base.insert("footer", &footer(site, lang, theme));
    base.insert("downloads", &downloads(site, own));
    let feed = site.web_url(WebFile::Feed(lang));
    let feed = site.urls.contains_key(&feed).then_some(feed);
    base.insert("feed", &feed.as_deref().map(address::encode));
    base.insert("translations", &[(); 0]);
    base.insert("alternates", &[(); 0]);
    base.insert("open_graph", &[(); 0]);
    base.insert("json_ld", &None::<&str>);
    base.insert_value("menu", entries(menu, None));
    base
}

/// What a page with these scripts may load and run.
fn policy(scripts: &[&str]) -> &'static str {
    if scripts.is_empty() {
        POLICY
    } else {
        POLICY_WITH_SCRIPT
    }
}

/// Lets a page run the scripts of `more`, after those that every page runs.
pub(crate) fn add_scripts(context: &mut Context, more: &[Feature], assets: &Assets) {
    let scripts = scripts::urls(&[&EVERYWHERE, more].concat(), assets);
    context.insert("csp", policy(&scripts));
    context.insert("scripts", &scripts);
}

/// What a page needs for search.
fn search(lang: Lang, words: &Words, assets: &Assets, site: &Site) -> SearchData {
    let index = search::folder_of(site.config.code(lang));
    let root = address::root(&index);
    let finders = scripts::finders(assets).map(|url| format!("{root}{url}"));
    SearchData {
        finder: finders.collect::<Vec<_>>().join(" "),
        index,
        words: words_for("search-", &["results"], words),
        a_to_z: site.generated_url(lang, Generated::AToZ),
    }
}

/// What a page needs to show previews of its links.
fn hover(words: &Words) -> HoverData {
    HoverData {
        words: words_for("hover-", &[], words),
    }
}

/// The words that begin with a prefix, without it, as JSON; of the counted ones every form.
fn words_for(prefix: &str, counted: &[&str], words: &Words) -> String {
    let plain = words.all().iter().filter_map(|(key, word)| {
        let key = key.strip_prefix(prefix)?;
        Some((
            key.replace('-', "_"),
            serde_json::Value::from(word.as_str()),
        ))
    });
    let forms = counted.iter().filter_map(|key| {
        let forms = words.forms(&format!("{prefix}{key}"))?.iter();
        let forms = forms.map(|(category, form)| (category.clone(), form.as_str().into()));
        Some((
            key.replace('-', "_"),
            serde_json::Value::Object(forms.collect()),
        ))
    });
    let all: serde_json::Map<_, _> = plain.chain(forms).collect();
    serde_json::Value::Object(all).to_string()
}

/// A page in the other languages.
pub(crate) fn translations(site: &Site, index: PageIndex, words: &AllWords) -> Vec<Translation> {
    let translations = site.pages[index].translations.iter();
    translations
        .map(|other| {
            let lang = site.pages[*other].page.meta.lang;
            let words = &words[lang.0 as usize];
            Translation {
                lang: site.config.code(lang).to_owned(),
                name: words.plain("name").to_owned(),
                url: site.pages[*other].url.clone(),
                dir: words.plain("direction").to_owned(),
            }
        })
        .collect()
}

fn site_data(site: &Site, words: &AllWords, own: &Words) -> SiteData {
    let config = &site.config;
    let languages = config.langs().map(|lang| {
        let words = &words[lang.0 as usize];
        Language {
            code: config.code(lang).to_owned(),
            name: words.plain("name").to_owned(),
            dir: words.plain("direction").to_owned(),
        }
    });
    SiteData {
        title: config.title.clone(),
        version: config.version.clone(),
        date: config.date.map(|date| DateText::new(date, own)),
        licence: config.licence.as_deref().map(licence::named),
        languages: languages.collect(),
        base_url: config.base_url.clone(),
    }
}

fn word_map(words: &Words) -> Value {
    let words: std::collections::BTreeMap<String, &String> = words
        .all()
        .iter()
        .map(|(key, word)| (key.replace('-', "_"), word))
        .collect();
    Value::from_serializable(&words)
}

/// What the menu leads to in a language: the page's own version of it where there is one.
fn menu(site: &Site, lang: Lang, theme: &Theme) -> Vec<Linked> {
    let words = &theme.words[lang.0 as usize];
    let code = site.config.code(lang);
    let fallback = site.config.default_code();
    let items = site.menu.iter().filter_map(|item| match item {
        MenuItem::Page(page) => {
            let page = &site.pages[in_lang(&site.pages, *page, lang)];
            Some(Linked {
                title: page.page.meta.title().to_owned(),
                url: page.url.clone(),
            })
        }
        MenuItem::Kind(kind) => {
            // A list that a language has no page for is not made, so it is not named.
            site.pages_of_kind(lang, kind).next()?;
            Some(Linked {
                title: site.schema.kind(kind)?.plural(code, fallback).to_owned(),
                url: site.kind_url(lang, kind),
            })
        }
        MenuItem::Generated(generated) => {
            let url = site.generated_url(lang, *generated);
            let title = words.plain(word(*generated)).to_owned();
            let is_made = theme.has_page(*generated) && site.urls.contains_key(&url);
            is_made.then_some(Linked { title, url })
        }
        MenuItem::Missing { .. } => None,
    });
    items.collect()
}

fn entries(menu: &[Linked], here: Option<Here>) -> Value {
    let entries: Vec<MenuEntry> = menu
        .iter()
        .enumerate()
        .map(|(at, entry)| MenuEntry {
            title: entry.title.clone(),
            url: entry.url.clone(),
            current: here == Some(Here::Page(at)),
            within: here == Some(Here::Section(at)),
        })
        .collect();
    Value::from_serializable(&entries)
}

/// The lists that every site has, and those that it has something for.
fn footer(site: &Site, lang: Lang, theme: &Theme) -> Vec<Linked> {
    let words = &theme.words[lang.0 as usize];
    let lists = [
        Generated::AToZ,
        Generated::OpenQuestions,
        Generated::Sources,
        Generated::Changes,
        Generated::ByTime,
        Generated::PrintShelf,
        Generated::Map,
    ];
    let is_made = |list: &Generated| {
        theme.has_page(*list) && site.urls.contains_key(&site.generated_url(lang, *list))
    };
    let lists = lists.into_iter().filter(is_made);
    let lists = lists.map(|list| Linked {
        title: words.plain(word(list)).to_owned(),
        url: site.generated_url(lang, list),
    });
    lists.collect()
}

/// The files that hold the whole site, where they are made.
fn downloads(site: &Site, words: &Words) -> Vec<Linked> {
    let all = site.config.downloads.iter();
    let all = all.map(|download| Linked {
        title: words.plain(download.word()).to_owned(),
        url: download.path(&site.config.title),
    });
    all.collect()
}

/// The word for the title of a page that is made for every site.
fn word(generated: Generated) -> &'static str {
    match generated {
        Generated::Home => "home",
        Generated::Sources => "sources",
        Generated::AToZ => "a-to-z",
        Generated::OpenQuestions => "open-questions",
        Generated::Changes => "changes",
        Generated::ByTime => "by-time",
        Generated::PrintShelf => "print-shelf",
        Generated::Map => "map",
        Generated::NotFound => "not-found",
    }
}
