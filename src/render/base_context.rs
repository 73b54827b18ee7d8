//! What every template of one language is given, made once.
//!
//! Each thread has a copy: a value counts who holds it, and threads that count at one place wait for each
//! other. The menu is filled once for all pages that show the same.

use std::collections::HashMap;
use std::sync::Mutex;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::document::{PublishedFiles as _, address};
use crate::model::config::Config;
use crate::model::lang::Lang;
use crate::model::site::{BuiltinPage, FeedFile, PageIndex, Route, Site};
use crate::render::asset::Assets;
use crate::render::edition_routes::EditionRoutes;
use crate::render::feedback;
use crate::render::i18n::{AllWords, Words};
use crate::render::licence;
use crate::render::menu::{self, Here};
use crate::render::scripts::{self, Feature};
use crate::render::search;
use crate::render::theme::Theme;
use crate::render::view::{
    DateText, HoverData, Language, Linked, Logo, MenuEntry, SearchData, SiteData, Translation,
};
use crate::render::web;

/// Nothing is loaded from elsewhere, nothing runs, nothing is sent.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// As [`POLICY`], for pages that a script of the theme makes more of, and which read other pages in
/// frames. What looks a site over for its keeper asks its host for more from within a page.
const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; \
                      frame-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'";

/// What scripts add to every page.
const EVERYWHERE: [Feature; 4] = [
    Feature::Search,
    Feature::LinkPreview,
    Feature::Headings,
    Feature::Masthead,
];

/// The template of the menu, which is filled once for all pages that show the same.
const MENU: &str = "menu.html";

/// Values that the pages of a language share.
pub(crate) struct BaseContext {
    /// What does not differ from page to page, once for each thread: a value counts who holds it, and
    /// threads that count at one place wait for each other.
    bases: Vec<Context>,
    menu: Vec<MenuEntry>,
    /// What [`MENU`] has made, by the way to the output's root and where in the menu the page is.
    menus: Mutex<HashMap<(String, Option<Here>), Value>>,
}

impl BaseContext {
    pub(crate) fn new(routes: EditionRoutes<'_>, lang: Lang, assets: &Assets) -> Self {
        let menu = menu::entries(routes, lang);
        let base = || base(routes, lang, assets, &menu);
        let threads = rayon::current_num_threads();
        BaseContext {
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
        context.insert("feedback", &feedback::href(site, path, title));
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
        let entry = |key| menu::position(&self.menu, text(key));
        let here = entry("path").map(Here::Page);
        let here = here.or_else(|| entry("section").map(Here::Section));
        let key = (text("root").to_owned(), here);
        if here.is_some() {
            context.insert_value("menu", menu::value(&self.menu, here));
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
        context.insert_value("menu", menu::value(&self.menu, key.1));
        let html = theme.fill(MENU, &context, config)?;
        let html = Value::from(String::from_utf8_lossy(&html).into_owned());
        menus().insert(key, html.clone());
        Ok(html)
    }
}

/// What does not differ from page to page.
fn base(routes: EditionRoutes<'_>, lang: Lang, assets: &Assets, menu: &[MenuEntry]) -> Context {
    let (site, words) = (routes.site, &routes.theme.words);
    let own = &words[lang.0 as usize];
    let mut base = Context::new();
    base.insert("site", &site_data(site, words, own));
    base.insert("lang", site.config.code(lang));
    base.insert("dir", own.plain("direction"));
    base.insert("home", &site.builtin_url(lang, BuiltinPage::HOME));
    let scripts = scripts::urls(&EVERYWHERE, assets);
    base.insert("csp", &policy(&scripts, assets));
    base.insert("scripts", &scripts);
    base.insert("scheme", &scripts::scheme(assets));
    let has = |feature: Feature| feature.is_in(assets);
    base.insert("headings", &has(Feature::Headings));
    let search = has(Feature::Search).then(|| search(lang, own, assets, site));
    base.insert("search", &search);
    let hover = has(Feature::LinkPreview).then(|| hover(own));
    base.insert("hover", &hover);
    base.insert(
        "stylesheet",
        assets.static_url("style.css").unwrap_or("style.css"),
    );
    base.insert("favicon", &assets.static_url("favicon.svg"));
    base.insert("logo", &logo(site, assets));
    base.insert_value("words", word_map(own));
    base.insert("section", &None::<&str>);
    base.insert("footer", &footer(routes, lang));
    base.insert("downloads", &downloads(routes, own));
    let feed = site.web_url(FeedFile::Feed(lang));
    let feed = site.routes.contains_key(&feed).then_some(feed);
    base.insert("feed", &feed.as_deref().map(address::encode));
    // Only single pages have these; they are empty here because a template may ask any page for them.
    base.insert("translations", &[(); 0]);
    base.insert("alternates", &[(); 0]);
    base.insert("open_graph", &[(); 0]);
    base.insert("json_ld", &None::<&str>);
    base.insert("meta", &[(); 0]);
    base.insert_value("menu", menu::value(menu, None));
    base
}

/// How high a logo is beside the title, in pixels of a screen.
const LOGO_HEIGHT: u32 = 32;

/// The logo as it is shown beside the title.
fn logo(site: &Site, assets: &Assets) -> Option<Logo> {
    let path = &site.logo()?.value;
    let (width, height) = assets.size(path)?;
    let smallest = assets.copies(path).first().map(|copy| copy.url.clone());
    Some(Logo {
        url: smallest.unwrap_or_else(|| assets.url(path)),
        width: (width * LOGO_HEIGHT).div_ceil(height.max(1)).max(1),
        height: LOGO_HEIGHT,
    })
}

/// What a page with these scripts may load and run, with letters of the theme where it has some.
fn policy(scripts: &[&str], assets: &Assets) -> String {
    let policy = if scripts.is_empty() && scripts::scheme(assets).is_none() {
        POLICY
    } else {
        POLICY_WITH_SCRIPT
    };
    if assets.has_fonts() {
        format!("{policy}; font-src 'self'")
    } else {
        policy.to_owned()
    }
}

/// Lets a page run the scripts of `more`, after those that every page runs.
pub(crate) fn add_scripts(context: &mut Context, more: &[Feature], assets: &Assets) {
    let scripts = scripts::urls(&[&EVERYWHERE, more].concat(), assets);
    context.insert("csp", &policy(&scripts, assets));
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
        a_to_z: site.builtin_url(lang, BuiltinPage::A_TO_Z),
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

/// The lists that every site has, and those that it has something for.
fn footer(routes: EditionRoutes<'_>, lang: Lang) -> Vec<Linked> {
    let (site, words) = (routes.site, &routes.theme.words[lang.0 as usize]);
    let lists = site.builtin_pages.iter().copied();
    let lists = lists.filter(|list| list.is_in_footer && routes.has_builtin(lang, list));
    let lists = lists.map(|list| Linked {
        title: words.plain(list.word).to_owned(),
        url: site.builtin_url(lang, list.name),
    });
    lists.collect()
}

/// The files that hold the whole site, where they are made.
fn downloads(routes: EditionRoutes<'_>, words: &Words) -> Vec<Linked> {
    let config = &routes.site.config;
    let all = config.downloads.iter();
    let all = all.filter(|download| routes.edition.has(&Route::Download(**download)));
    let all = all.map(|download| Linked {
        title: words.plain(download.word()).to_owned(),
        url: download.path(&config.title),
    });
    all.collect()
}
