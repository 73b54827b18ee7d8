//! What `site.toml` names must be there: in its menu, and among the kinds that are printed. The rule
//! is `invalid-setting`.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::{invalid_menu, invalid_setting};
use crate::model::lang::Lang;
use crate::model::page::Withheld;
use crate::model::site::{MenuEntry, MenuItem, Site};
use crate::model::source::Span;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    judge_printed(site, findings);
    let missing = missing(&site.menu);
    if missing.is_empty() {
        return;
    }
    let known = known(site);
    let left_out = left_out(site);
    let missing = missing.iter();
    findings.extend(missing.filter_map(|(name, span)| {
        match left_out.get(name.as_str()) {
            // What keeps that page from being published is told there.
            Some(Some(Withheld::Fault)) => None,
            Some(Some(Withheld::Hidden)) => Some(invalid_menu::hidden(*span, name)),
            Some(_) => Some(invalid_menu::left_out(*span, name)),
            None => Some(invalid_menu::nothing(*span, name, &known)),
        }
    }));
}

/// The pages that are not published, with why.
fn left_out(site: &Site) -> HashMap<&str, Option<Withheld>> {
    let pages = site.drafts.iter().map(|page| &page.meta);
    pages
        .map(|meta| (meta.id.value.as_str(), meta.withheld))
        .collect()
}

/// The names that stand for nothing, those in groups too.
fn missing(menu: &[MenuEntry]) -> Vec<(&String, Span)> {
    let missing = menu.iter().flat_map(|entry| match &entry.leads_to {
        MenuItem::Missing { name, span } => vec![(name, *span)],
        MenuItem::Group(entries) => self::missing(entries),
        _ => Vec::new(),
    });
    missing.collect()
}

fn judge_printed(site: &Site, findings: &mut Vec<Diagnostic>) {
    let kinds = site.schema.kinds.iter();
    let kinds: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
    let printed = site.config.print.kinds.iter().flatten();
    let unknown = printed.filter(|kind| !kinds.contains(&kind.value.as_str()));
    findings
        .extend(unknown.map(|kind| invalid_setting::printed_kind(kind.span, &kind.value, &kinds)));
}

/// Every name that a menu may use.
fn known(site: &Site) -> Vec<&str> {
    let pages = site.pages.iter().map(|page| &page.page.meta);
    let pages = pages.filter(|meta| meta.lang == Lang(0));
    let mut known: Vec<&str> = pages.map(|meta| meta.id.value.as_str()).collect();
    let kinds = site.listed_kinds();
    known.extend(kinds.map(|kind| kind.listing.as_deref().unwrap_or(&kind.id)));
    known.extend(site.builtin_pages.iter().map(|page| page.name));
    known
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_misspelled_name_gets_the_nearest_page_list_or_kind() {
        let site =
            "title = \"T\"\nmenu = [\"abuot\", \"method\", \"metods\", \"source\", \"zzzz\"]\n";
        let page = "+++\ntitle = \"About\"\n+++\nx\n";
        assert_eq!(
            of(
                "invalid-setting",
                &[("site.toml", site), ("content/about.md", page)]
            ),
            [
                "error[invalid-setting] site.toml:2:9 the menu names `abuot`, which is nothing here; help: did you mean `about`?",
                "error[invalid-setting] site.toml:2:28 the menu names `metods`, which is nothing here; help: did you mean `methods`?",
                "error[invalid-setting] site.toml:2:48 the menu names `zzzz`, which is nothing here; help: name a page by its id, a list of pages such as \"methods\", or a page such as \"sources\"",
            ]
        );
    }
}
