//! Which page is to be renamed.
//!
//! Takes what the writer typed; gives the page that a link of these words would lead to, with its
//! versions in other languages that have the same id.

use crate::diagnostic::suggest::suggest;
use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Site};
use crate::rename::refusal::{RULE, Refusal};
use crate::resolve::names::{Holders, Named, Names};
use crate::resolve::routes;

/// The pages of the site, with its drafts, that `typed` means: one page in its languages, the first
/// of them first.
pub(super) fn find(site: &Site, names: &Names, typed: &str) -> Result<Vec<PageIndex>, Refusal> {
    let typed = typed.trim();
    let page = match found(site, names, typed)? {
        Some(page) => page,
        // A shell completes the paths of files.
        None => match typed.strip_prefix("content/") {
            Some(path) => found(site, names, path)?.ok_or_else(|| unknown(site, path))?,
            None => return Err(unknown(site, typed)),
        },
    };
    let meta = &site.pages[page].page.meta;
    let mut members = vec![page];
    let same_id = |other: &PageIndex| site.pages[*other].page.meta.id.value == meta.id.value;
    let translations = site.pages[page].translations.iter().copied();
    members.extend(translations.filter(same_id));
    members.sort_by_key(|member| (site.pages[*member].page.meta.lang, *member));
    Ok(members)
}

fn found(site: &Site, names: &Names, typed: &str) -> Result<Option<PageIndex>, Refusal> {
    let name = typed.strip_suffix(".md").unwrap_or(typed);
    match names.holders(site, name, Lang(0)) {
        Holders::One((page, None)) => match of_one_id(site, page, name).as_slice() {
            [_, _, ..] if name == typed => {
                Err(ambiguous(site, typed, &of_one_id(site, page, name)))
            }
            _ => Ok(Some(page)),
        },
        Holders::One((page, Some(heading))) => Err(term(site, typed, (page, heading))),
        Holders::Several(several) => Err(ambiguous(site, typed, several)),
        Holders::None => Ok(names.file_at(site, typed.trim_matches('/'), Lang(0))),
    }
}

/// The pages of the language of `page` that have the id `name`.
fn of_one_id(site: &Site, page: PageIndex, name: &str) -> Vec<Named> {
    let lang = site.pages[page].page.meta.lang;
    let pages = site.pages.iter().enumerate();
    let of_id = pages.filter(|(_, page)| {
        let meta = &page.page.meta;
        meta.lang == lang && meta.id.value == name
    });
    of_id.map(|(index, _)| (index, None)).collect()
}

fn ambiguous(site: &Site, typed: &str, several: &[Named]) -> Refusal {
    let page = |(index, _): &Named| &*site.pages[*index].page;
    let place = |named: &Named| match named.1 {
        Some(heading) => page(named).body.headings[heading as usize].span,
        None => page(named).meta.id.span,
    };
    let ways: Vec<String> = several
        .iter()
        .map(|named| page(named).path.to_string())
        .collect();
    let message = format!("`{typed}` is the name of {} things", several.len());
    let finding = RULE.at(place(&several[0]), message);
    let finding = several[1..].iter().fold(finding, |finding, other| {
        finding.note(place(other), "another")
    });
    let help = format!("name one of them by its path: {}", ways.join(" or "));
    Refusal::Place(Box::new(finding.help(help)))
}

fn term(site: &Site, typed: &str, (page, heading): (PageIndex, u32)) -> Refusal {
    let page = &site.pages[page].page;
    let span = page.body.headings[heading as usize].span;
    let message = format!("`{typed}` is a term of the glossary, not a page");
    let finding = RULE.at(span, message);
    Refusal::Place(Box::new(finding.help(
        "change its heading here; groundwork check then finds the links to it",
    )))
}

fn unknown(site: &Site, typed: &str) -> Refusal {
    if let Some(record) = site.records().find(|record| record.id == typed) {
        let message = format!("`{typed}` is a source, not a page");
        let finding = RULE.at(record.span, message);
        return Refusal::Place(Box::new(finding.help(
            "change its id here; groundwork check then finds the marks that cite it",
        )));
    }
    let mut known = Vec::new();
    for page in &site.pages {
        let meta = &page.page.meta;
        known.push(meta.id.value.as_str());
        known.push(meta.title());
        known.extend(meta.aliases.iter().map(|alias| alias.value.as_str()));
        known.push(routes::stem(&page.page.path, &site.config.languages));
    }
    Refusal::Words(match suggest(typed, known) {
        Some(near) => format!("there is no page `{typed}`; did you mean `{near}`?"),
        None => format!(
            "there is no page `{typed}`; name it as a link would: by its id, its title or its path"
        ),
    })
}
