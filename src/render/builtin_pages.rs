//! The pages that are made for every language of a site, as one table.
//!
//! A row says all that there is to one: its name and words, its template, when a site has it, and what
//! its template is given beside what every template is. `resolve` is told of the pages, places them and
//! lets menus and links reach them; the renderer fills their templates.

use std::collections::BTreeMap;

use tera::{Context, Value};

use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::site::{BuiltinPage, Exported, Site};
use crate::render::render_context::RenderContext;
use crate::render::view::FolderGroup;
use crate::render::{by_duration, export, folders, listing, map, page, print_index, web};
use crate::resolve::{BuiltinRoute, prints};

/// A page, and what its template is given in a language, at a path.
struct Row {
    route: BuiltinRoute,
    fill: fn(RenderContext<'_>, Lang, &str, &mut Context),
}

/// In the order in which the foot of each page names them.
static TABLE: [Row; 9] = [
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::HOME,
                word: "home",
                label: "the site's home",
                template: "home.html",
                is_replaceable: true,
                is_in_footer: false,
                ..USUAL
            },
            is_made: always,
        },
        fill: home,
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::A_TO_Z,
                word: "a-to-z",
                label: "the list of all pages from A to Z",
                template: "a-z.html",
                ..USUAL
            },
            is_made: always,
        },
        fill: |cx, lang, _, context| {
            context.insert("list", &groups(listing::a_to_z(cx, lang)));
            context.insert("tags", &listing::tags(cx, lang));
        },
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::OPEN_QUESTIONS,
                word: "open-questions",
                label: "the list of open questions",
                template: "open-questions.html",
                ..USUAL
            },
            is_made: always,
        },
        fill: |cx, lang, path, context| {
            context.insert("list", &groups(listing::open_questions(cx, lang, path)));
        },
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::SOURCES,
                word: "sources",
                label: "the list of all sources",
                template: "sources.html",
                ..USUAL
            },
            is_made: always,
        },
        fill: |cx, lang, _, context| {
            context.insert("sources", &listing::sources(cx, lang));
            context.insert("exports", &export::links(cx, Exported::Site));
        },
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::CHANGES,
                word: "changes",
                label: "the list of changes",
                template: "changes.html",
                ..USUAL
            },
            is_made: always,
        },
        fill: |cx, lang, _, context| context.insert("changes", &listing::changes(cx, lang)),
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::BY_TIME,
                word: "by-time",
                label: "the list of pages by time",
                template: "list.html",
                ..USUAL
            },
            is_made: |site, lang, _| site.pages_with_time(lang).next().is_some(),
        },
        fill: |cx, lang, _, context| context.insert("list", &by_duration::list(cx, lang)),
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: "print",
                word: "print-shelf",
                label: "the list of all sheets to print",
                template: "print.html",
                is_optional: true,
                ..USUAL
            },
            is_made: prints::are_in,
        },
        fill: |cx, lang, _, context| context.insert("shelf", &print_index::groups(cx, lang)),
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::MAP,
                word: "map",
                label: "the map of what comes before what",
                template: "map.html",
                is_optional: true,
                ..USUAL
            },
            is_made: has_prerequisites,
        },
        fill: |cx, lang, path, context| context.insert("map", &map::map(cx, lang, path)),
    },
    Row {
        route: BuiltinRoute {
            page: BuiltinPage {
                name: BuiltinPage::NOT_FOUND,
                word: "not-found",
                label: "the page for addresses that are not found",
                template: "404.html",
                is_in_footer: false,
                is_searched: false,
                ..USUAL
            },
            // One serves all languages.
            is_made: |_, lang, _| lang == Lang(0),
        },
        fill: |cx, _, _, context| {
            // A page that is not found may be anywhere, so its addresses cannot be relative.
            let base = cx.site.config.base_url.as_deref();
            context.insert("root", base.unwrap_or("/"));
        },
    },
];

/// What most rows have in common.
const USUAL: BuiltinPage = BuiltinPage {
    name: "",
    word: "",
    label: "",
    template: "",
    is_optional: false,
    is_replaceable: false,
    is_in_footer: true,
    is_searched: true,
};

/// The pages, for `resolve` to place.
pub fn routes() -> impl Iterator<Item = &'static BuiltinRoute> {
    TABLE.iter().map(|row| &row.route)
}

/// Whether an edition of a site has a page in a language.
pub(super) fn is_in(page: &BuiltinPage, site: &Site, lang: Lang, edition: Edition) -> bool {
    row(page).is_some_and(|row| (row.route.is_made)(site, lang, edition))
}

/// Adds to a context what the template of a page is given, `path` being where the page stands.
pub(super) fn fill(
    page: &BuiltinPage,
    cx: RenderContext<'_>,
    lang: Lang,
    path: &str,
    context: &mut Context,
) {
    if let Some(row) = row(page) {
        (row.fill)(cx, lang, path, context);
    }
}

/// What the first page is given whether somebody has written it or not.
pub(super) fn add_contents(cx: RenderContext<'_>, lang: Lang, context: &mut Context) {
    context.insert("folders", &Vec::<FolderGroup>::new());
    context.insert("kinds", &listing::kinds(cx, lang));
    context.insert("times", &by_duration::bands(cx, lang));
    context.insert("recent", &listing::recent(cx, lang));
}

fn row(page: &BuiltinPage) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.route.page.name == page.name)
}

fn always(_: &Site, _: Lang, _: Edition) -> bool {
    true
}

/// Whether a page in `lang` says what is to be read before it; whether that is there is not known yet.
fn has_prerequisites(site: &Site, lang: Lang, _: Edition) -> bool {
    let mut pages = site.pages.iter().map(|page| &page.page.meta);
    pages.any(|meta| meta.lang == lang && meta.has_prerequisites())
}

/// The first page of a site that has written none.
fn home(cx: RenderContext<'_>, lang: Lang, path: &str, context: &mut Context) {
    let title = &cx.site.config.title;
    let head = web::head(cx, path, lang, None);
    context.insert("title", title);
    context.insert("open_graph", &head.open_graph);
    context.insert("json_ld", &head.json_ld);
    context.insert("meta", &head.meta);
    context.insert("page", &page::empty(cx.site, title));
    add_contents(cx, lang, context);
    context.insert("folders", &folders::folders(cx.site, lang));
}

/// A list that holds nothing but groups.
fn groups<T: serde::Serialize>(groups: Vec<T>) -> BTreeMap<&'static str, Value> {
    BTreeMap::from([("groups", Value::from_serializable(&groups))])
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Options};

    #[test]
    fn a_page_comes_and_goes_with_what_it_is_for() {
        let page = |fields: &str| {
            format!("+++\ntitle = \"A\"\nkind = \"method\"\nsummary = \"S.\"\n{fields}+++\nText.\n")
        };
        let mut engine = Engine::default();
        let mut has = |fields: &str, path: &str| {
            let files = [
                ("content/a.md", &*page(fields)),
                ("content/b.md", &page("")),
            ];
            let built = engine.build_texts(&files, &Options::default());
            built.output.contains(path)
        };
        for (fields, path) in [
            ("time = 30\n", "by-time.html"),
            ("prerequisites = [\"b\"]\n", "map.html"),
        ] {
            for _ in 0..2 {
                assert!(!has("", path), "{path}");
                assert!(has(fields, path), "{path}");
            }
        }
    }
}
