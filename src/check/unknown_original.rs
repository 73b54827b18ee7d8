//! Pages that extend a page which is not there, and headings that change sections of none.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::extended_page::{self, Unknown};
use crate::diagnostic::suggest::suggest;
use crate::model::config::Schema;
use crate::model::layer::LayerIndex;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::Spanned;
use crate::model::unicode::nfc;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let pages = site.pages.iter().map(|page| &*page.page);
    let extending = pages.filter_map(|page| Some((page, page.meta.extends.as_ref()?)));
    findings.extend(extending.map(|(page, extends)| finding(site, page, extends)));
}

fn finding(site: &Site, page: &Page, extends: &Spanned<String>) -> Diagnostic {
    let layer = page.standing.layer;
    let wanted = &*nfc(extends.value.trim());
    let beneath: Vec<&Page> = pages_beneath(site, layer).collect();
    let mut others: Vec<&str> = beneath
        .iter()
        .filter(|one| one.meta.id.value == wanted)
        .map(|one| site.config.code(one.meta.lang))
        .collect();
    others.sort_unstable();
    others.dedup();
    // Each cause has its own way out, and the nearest to what was typed is told first.
    let is_own = |one: &&Page| one.standing.layer == layer && one.meta.id.value == wanted;
    let mut own = site.pages.iter().map(|page| &*page.page).filter(is_own);
    let ids: BTreeSet<&str> = beneath
        .iter()
        .map(|one| one.meta.id.value.as_str())
        .collect();
    let why = if usize::from(layer) + 1 >= site.layers.len() {
        Unknown::NothingBeneath
    } else if !others.is_empty() {
        Unknown::OtherLanguage(site.config.code(page.meta.lang), others)
    } else if page.meta.id.value == wanted {
        Unknown::Itself
    } else if own.next().is_some() {
        Unknown::Own
    } else {
        Unknown::Nothing(suggest(wanted, ids))
    };
    extended_page::unknown(extends, &why)
}

fn pages_beneath(site: &Site, layer: LayerIndex) -> impl Iterator<Item = &Page> {
    let pages = site.pages.iter().map(|page| &*page.page);
    let left_out = site.drafts.iter().map(|page| &**page);
    pages
        .chain(left_out)
        .filter(move |page| page.standing.layer > layer)
}

/// The headings of a page that extends none, and yet change sections.
pub(crate) fn judge_page(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    // Of an agenda's items every attribute is read.
    if page.meta.extends.is_some() || page.agenda.is_some() {
        return;
    }
    for heading in &page.body.headings {
        let mut keys = heading.attributes.iter().map(|(key, _)| &**key);
        if let Some(key) = keys.find(|key| ["add", "place"].contains(key)) {
            findings.push(extended_page::extends_nothing(heading.span, key));
        }
    }
}
