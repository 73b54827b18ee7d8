//! The navigation of the other tool as this program has it: an order of pages, a menu, and a page of contents.

use std::collections::HashMap;

use crate::import::handbook::{Handbook, NavEntry, NavTarget, SourcePage};
use crate::import::notes::{Kind, Notes};
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::placing::Places;
use crate::import::routes::{Item, Routes};
use crate::model::slug::slug;

/// Numbers in an order are so far apart, so that a page can be put between two others.
const STEP: f64 = 10.0;

/// A menu with more entries leads to the contents alone.
const MOST_IN_MENU: usize = 9;

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum MenuEntry {
    /// A page, by its place, and what the menu calls it where that is not its title.
    Page {
        place: String,
        label: Option<String>,
    },
    /// A page of another site, and what it is called.
    Web { url: String, label: String },
}

/// All of them.
pub(super) type Menu = Vec<MenuEntry>;

/// An entry whose page is known, by its index.
struct Entry {
    label: Option<String>,
    page: Option<usize>,
    web: Option<String>,
    children: Vec<Entry>,
}

/// Gives pages their order and labels, adds pages for sections and for the contents, and gives the menu.
pub(super) fn apply(
    handbook: &mut Handbook,
    places: &mut Places,
    titles: &HashMap<String, String>,
    notes: &mut Notes,
) -> Menu {
    let (entries, own) = {
        let handbook: &Handbook = handbook;
        let routes = Routes::new(handbook, &[]);
        let mut find = |entries: &[NavEntry]| -> Vec<Entry> {
            let entries = entries.iter();
            entries
                .flat_map(|entry| known(entry, handbook, &routes, notes))
                .collect()
        };
        (find(&handbook.navigation), find(&handbook.menu))
    };
    label_and_order(handbook, &entries);
    let mut menu = self::menu(handbook, places, titles, &own);
    let is_whole = if menu.is_empty() {
        menu = self::menu(handbook, places, titles, &entries);
        count(&entries) <= menu.len() + 1
    } else {
        holds_all(&menu, handbook, &entries)
    };
    if !is_whole {
        let contents = contents(handbook, places, titles, &entries);
        menu.push(MenuEntry::Page {
            place: contents,
            label: None,
        });
    }
    menu
}

/// Whether a menu leads to all pages that the navigation lists, but for the first of the site.
fn holds_all(menu: &Menu, handbook: &Handbook, entries: &[Entry]) -> bool {
    let mut order = Vec::new();
    walk(entries, &mut order);
    let mut places = order.iter().map(|(page, _)| &handbook.pages[*page].to);
    places.all(|place| is_home(place) || leads_to(menu, place))
}

fn leads_to(menu: &Menu, wanted: &str) -> bool {
    let mut entries = menu.iter();
    entries.any(|entry| matches!(entry, MenuEntry::Page { place, .. } if place == wanted))
}

fn is_home(place: &str) -> bool {
    matches!(place, "index.md" | "README.md" | "_index.md")
}

/// The menu of these entries.
fn menu(
    handbook: &mut Handbook,
    places: &mut Places,
    titles: &HashMap<String, String>,
    entries: &[Entry],
) -> Menu {
    let mut menu = Menu::new();
    // A menu stands at the head of every page: a long one is left to the page of the contents.
    let is_long = entries.len() > MOST_IN_MENU;
    for entry in entries.iter().filter(|_| !is_long) {
        let place = match (entry.page, &entry.label) {
            (Some(page), _) => Some(handbook.pages[page].to.clone()),
            (None, Some(label)) if !entry.children.is_empty() => {
                Some(section(handbook, places, titles, label, entry))
            }
            _ => None,
        };
        let place = place.filter(|place| !is_home(place) && !leads_to(&menu, place));
        let label = entry.page.and_then(|page| {
            let title = titles.get(&handbook.pages[page].from)?;
            entry.label.clone().filter(|label| label != title)
        });
        let page = place.map(|place| MenuEntry::Page { place, label });
        let found = page.or_else(|| {
            Some(MenuEntry::Web {
                url: entry.web.clone()?,
                label: entry.label.clone().or_else(|| entry.web.clone())?,
            })
        });
        menu.extend(found.filter(|found| !menu.contains(found)));
    }
    menu
}

/// The pages that a pattern names, such as `part/*.qmd`, by their paths.
fn fitting(pattern: &str, handbook: &Handbook) -> Vec<Entry> {
    let rooted = format!("/{}", pattern.trim_start_matches('/'));
    let patterns = Patterns::new([rooted.as_str()]);
    let pages = handbook.pages.iter().enumerate();
    let mut found: Vec<(&str, usize)> = pages
        .filter(|(_, page)| page.is_shown() && patterns.fit(&page.from))
        .map(|(at, page)| (page.from.as_str(), at))
        .collect();
    found.sort_unstable();
    let entries = found.into_iter().map(|(_, at)| Entry {
        label: None,
        page: Some(at),
        web: None,
        children: Vec::new(),
    });
    entries.collect()
}

fn known(
    entry: &NavEntry,
    handbook: &Handbook,
    routes: &Routes<'_>,
    notes: &mut Notes,
) -> Vec<Entry> {
    let (mut page, mut web) = (None, None);
    let mut more = Vec::new();
    match &entry.target {
        Some(NavTarget::Web(address)) => web = Some(address.clone()),
        Some(NavTarget::Path(path)) if path.contains('*') => {
            more = fitting(path, handbook);
            if more.is_empty() {
                notes.add(Kind::Navigation, path, "");
            }
        }
        Some(NavTarget::Path(path)) => match routes.of_original(path) {
            Some(Item::Page(at)) => page = Some(at),
            Some(Item::Asset(_)) => {}
            None => notes.add(
                Kind::Navigation,
                path,
                entry.label.clone().unwrap_or_default(),
            ),
        },
        None => {}
    }
    let children = entry
        .children
        .iter()
        .flat_map(|child| known(child, handbook, routes, notes));
    let children: Vec<Entry> = children.collect();
    // A pattern stands among others; under a name it fills a section.
    if !more.is_empty() && entry.label.is_none() && children.is_empty() {
        return more;
    }
    more.extend(children);
    let found = Entry {
        label: entry.label.clone(),
        page,
        web,
        children: more,
    };
    let is_empty = found.page.is_none() && found.web.is_none() && found.children.is_empty();
    // A chapter that is still to be written stays in the contents.
    let is_planned = entry.target.is_none() && found.label.is_some();
    if is_empty && !is_planned {
        return Vec::new();
    }
    vec![found]
}

fn walk(entries: &[Entry], order: &mut Vec<(usize, Option<String>)>) {
    for entry in entries {
        if let Some(page) = entry.page
            && !order.iter().any(|(known, _)| *known == page)
        {
            order.push((page, entry.label.clone()));
        }
        walk(&entry.children, order);
    }
}

fn count(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + count(&entry.children)).sum()
}

/// Gives pages what the navigation calls them, and its order where the tool goes by it.
fn label_and_order(handbook: &mut Handbook, entries: &[Entry]) {
    let mut order = Vec::new();
    walk(entries, &mut order);
    let is_ordered = handbook.orders_pages;
    for (number, (page, label)) in order.into_iter().enumerate() {
        let page = &mut handbook.pages[page];
        if page.label.is_none() {
            page.label = label;
        }
        if is_ordered {
            page.order = Some((number as f64 + 1.0) * STEP);
        }
    }
}

/// A page for a section that has none: in the folder of its pages, if that has no page of its own.
fn section(
    handbook: &mut Handbook,
    places: &mut Places,
    titles: &HashMap<String, String>,
    label: &str,
    entry: &Entry,
) -> String {
    let to = places.take(&place_of_section(handbook, label, entry));
    let text = format!(
        "# {label}\n\n{}",
        list(handbook, titles, &entry.children, &to, 0)
    );
    add(handbook, &to, text);
    to
}

/// Where the page of a section would best stand. It is the first page of a folder only where the folder holds all
/// pages of the section and no others.
fn place_of_section(handbook: &Handbook, label: &str, entry: &Entry) -> String {
    let mut order = Vec::new();
    walk(&entry.children, &mut order);
    let mut folders = order
        .iter()
        .map(|(page, _)| paths::folder(&handbook.pages[*page].to));
    let first = folders.next().unwrap_or_default();
    let top = first.split('/').next().unwrap_or_default();
    let is_inside = |folder: &str| folder == top || folder.starts_with(&format!("{top}/"));
    // A folder that has a page of its own, under any of these names, keeps it.
    let has_page = |folder: &str| {
        let mut pages = handbook.pages.iter();
        pages.any(|page| {
            ["index", "_index", "README", "readme"]
                .iter()
                .any(|name| page.to == format!("{folder}/{name}.md"))
        })
    };
    let pages: Vec<usize> = order.iter().map(|(page, _)| *page).collect();
    let of_others = |folder: &str| {
        let mut all = handbook.pages.iter().enumerate();
        let start = format!("{folder}/");
        all.any(|(at, page)| page.to.starts_with(&start) && page.is_shown() && !pages.contains(&at))
    };
    if !top.is_empty() && !of_others(top) && folders.all(is_inside) && !has_page(top) {
        format!("{top}/index.md")
    } else {
        format!("{}.md", slug(label))
    }
}

/// A page with all entries.
fn contents(
    handbook: &mut Handbook,
    places: &mut Places,
    titles: &HashMap<String, String>,
    entries: &[Entry],
) -> String {
    let title = match handbook
        .languages
        .first()
        .map(|code| code.split('-').next().unwrap_or(code))
    {
        Some("fr") => "Sommaire",
        Some("es") => "Contenido",
        Some("de") => "Inhalt",
        Some("it") => "Sommario",
        Some("pt") => "Conteúdo",
        _ => "Contents",
    };
    let to = places.take("contents.md");
    let text = format!("# {title}\n\n{}", list(handbook, titles, entries, &to, 0));
    add(handbook, &to, text);
    to
}

fn add(handbook: &mut Handbook, to: &str, text: String) {
    handbook.pages.push(SourcePage {
        from: format!("(made) {to}"),
        to: to.to_owned(),
        made: Some(text),
        ..SourcePage::default()
    });
}

/// A nested list of links. What readers do not see is named without a link.
fn list(
    handbook: &Handbook,
    titles: &HashMap<String, String>,
    entries: &[Entry],
    to: &str,
    depth: usize,
) -> String {
    let mut text = String::new();
    for entry in entries {
        let page = entry.page.map(|page| &handbook.pages[page]);
        let named = page.map(|page| {
            let title = titles.get(&page.from).cloned();
            title.unwrap_or_else(|| {
                paths::name(paths::without_ending(&page.to)).replace(['-', '_'], " ")
            })
        });
        let label = entry
            .label
            .clone()
            .or(named)
            .or_else(|| entry.web.clone())
            .unwrap_or_default();
        // A bracket within it would end the text of the link.
        let label = label.replace(['[', ']'], "");
        let target = match (page, &entry.web) {
            (Some(page), _) if page.is_shown() => {
                Some(paths::relative(paths::folder(to), &page.to))
            }
            (None, Some(address)) => Some(address.clone()),
            _ => None,
        };
        let words = match target {
            Some(target) => format!("[{label}](<{target}>)"),
            None => label,
        };
        text.push_str(&format!("{}- {words}\n", "  ".repeat(depth)));
        text.push_str(&list(handbook, titles, &entry.children, to, depth + 1));
    }
    text
}
