//! Gives a page the fields that it needs here: what the navigation and the settings of the other tool say of it.

use std::collections::HashSet;

use crate::import::draft::Draft;
use crate::import::fields::{self, Head, list, quoted};
use crate::import::handbook::SourcePage;
use crate::import::notes::{Kind, Notes};
use crate::import::placing;
use crate::import::settings;
use crate::model::config::Config;
use crate::model::source::Sources;
use crate::model::value::Data;
use crate::parse::site_toml;
use crate::resolve::routes;

/// The addresses of the new site, so that no old address takes one of them.
pub(super) struct Addresses {
    own: Vec<String>,
    taken: HashSet<String>,
    count: usize,
}

impl Addresses {
    /// Those of all pages, under the settings that `toml` gives.
    pub(super) fn new(drafts: &[Draft], toml: &str) -> Self {
        let source = Sources::default().insert("site.toml", "");
        let (config, _) = site_toml::parse(source, toml, None);
        let own: Vec<String> = drafts.iter().map(|draft| address(draft, &config)).collect();
        let mut taken: HashSet<String> = own.iter().map(|url| url.to_lowercase()).collect();
        let of_site = placing::own_names().map(|name| format!("/{name}.html"));
        taken.extend(of_site.filter_map(|url| routes::redirect(&url)));
        for draft in drafts {
            let aliases = draft
                .page
                .meta
                .aliases
                .iter()
                .chain(&draft.page.meta.redirects);
            taken.extend(
                aliases
                    .filter_map(|alias| routes::redirect(&alias.value))
                    .map(|url| url.to_lowercase()),
            );
        }
        Addresses {
            own,
            taken,
            count: 0,
        }
    }

    /// The old address of a page, where it leads from elsewhere to the page at this index.
    fn redirect(&mut self, at: usize, old: Option<&str>) -> Option<String> {
        let url = routes::redirect(old?)?;
        let is_new = url != self.own[at] && self.taken.insert(url.to_lowercase());
        self.count += usize::from(is_new);
        is_new.then(|| old.unwrap_or_default().to_owned())
    }

    /// Those that matter to the page at this index.
    pub(super) fn of(&mut self, at: usize) -> OfPage<'_> {
        OfPage {
            addresses: self,
            at,
        }
    }

    /// How many old addresses lead to their pages.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// The addresses of the site, as one page looks at them.
pub(super) struct OfPage<'a> {
    addresses: &'a mut Addresses,
    at: usize,
}

fn address(draft: &Draft, config: &Config) -> String {
    routes::page_url(&draft.page.place, draft.page.meta.lang, config)
}

/// Fields that give pages an order already.
const ORDER: [&str; 4] = ["order", "weight", "nav_order", "sidebar_position"];

/// A page with its fields. `id` is the one that has to be typed.
pub(super) fn finish(
    page: &SourcePage,
    draft: &Draft,
    text: &str,
    id: Option<&str>,
    addresses: OfPage<'_>,
    notes: &mut Notes,
) -> String {
    let head = fields::head(text);
    if head.is_faulty {
        return text.to_owned();
    }
    let has = |name: &str| head.table.get(name).is_some();
    let mut added: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| added.push((name.to_owned(), value));
    if let (None, Some(label), false) = (&draft.page.meta.title, &page.label, has("title")) {
        notes.add(Kind::NoTitle, &page.to, label.as_str());
        add("title", quoted(label));
    }
    if let (Some(id), false) = (id, has("id")) {
        add("id", quoted(id));
    }
    if let Some(order) = order(page, &head) {
        add("order", order.to_string());
    }
    if let Some(why) = page.hidden {
        notes.add(Kind::Hidden, &page.to, why);
        // A field that the page says already cannot be said again, so another that hides it takes its place.
        let hiding = [("draft", "true"), ("publish", "false"), ("private", "true")];
        let free = hiding.into_iter().find(|(name, _)| !has(name));
        let (name, value) = free.unwrap_or(("unpublished", "true"));
        add(name, value.to_owned());
    }
    for (name, value) in page.fields.iter().filter(|(name, _)| !has(name)) {
        add(name, value.clone());
    }
    let names = ["aliases", "redirect_from"];
    let free = names.into_iter().find(|name| !has(name));
    if let (Some(name), true) = (free, page.hidden.is_none()) {
        let all = page.address.iter().chain(&page.old);
        let old: Vec<String> = all
            .filter_map(|old| addresses.addresses.redirect(addresses.at, Some(old)))
            .collect();
        if !old.is_empty() {
            add(name, list(&old));
        }
    }
    fields::add(text, &added)
}

/// The place in the order, where the page says none itself. Starlight keeps it in a table.
fn order(page: &SourcePage, head: &Head) -> Option<f64> {
    if ORDER.iter().any(|name| head.table.get(name).is_some()) {
        return None;
    }
    let own = head
        .table
        .get("sidebar")
        .and_then(|entry| settings::entry(&entry.value, "order"));
    let own = own.and_then(|value| match value.data {
        Data::Integer(number) => Some(number as f64),
        _ => None,
    });
    own.or(page.order)
}
