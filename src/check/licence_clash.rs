//! Pages of ours that were made from others, under a licence that the licence of those does not allow.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::layer::OURS;
use crate::model::licence_terms::{LicenceTerms, is_earlier_version};
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};

pub(crate) static RULE: Rule = Rule {
    name: "licence-clash",
    severity: Severity::Warning,
    about: "A page that changes or translates another in a way that the license of that one does not allow: nobody may publish \
            changed versions of it, or only under the same license, or not for sale.",
};

/// What a page was made from.
struct Work<'a> {
    title: String,
    licence: &'a str,
}

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let pages = site.pages.iter().enumerate();
    let ours = pages.filter(|(_, page)| page.page.standing.layer == OURS);
    for (index, page) in ours {
        if let Some(work) = work(site, index) {
            findings.extend(finding(site, &page.page, &work));
        }
    }
}

/// The work that a page names itself, or else the page beneath from which it was made.
fn work(site: &Site, index: PageIndex) -> Option<Work<'_>> {
    if let Some(work) = &site.pages[index].page.meta.adapted_from {
        return Some(Work {
            title: work.title.clone(),
            licence: work.licence.as_deref()?,
        });
    }
    let from = site.made_from(index)?;
    let layer = site.layers.get(usize::from(from.layer))?;
    let own = from.page.meta.licence.as_deref();
    Some(Work {
        title: format!("“{}” of {}", from.page.meta.title(), layer.name),
        licence: own.or(layer.licence.as_deref())?,
    })
}

fn finding(site: &Site, page: &Page, work: &Work<'_>) -> Option<Diagnostic> {
    let Work { title, licence } = work;
    let terms = LicenceTerms::of(licence);
    let own = site.licence(page);
    let own_terms = own.map(LicenceTerms::of).unwrap_or_default();
    let at = |message: String| RULE.at(page.own_span(), message);
    if terms.forbids_changes {
        let message = format!(
            "this page is made from {title}, whose license lets nobody publish a changed version: {licence}"
        );
        return Some(at(message).help(
            "leave their page as it is, and write what is yours on a page with an id of its own; if they have allowed it, \
             write so: allow = { licence-clash = \"who allowed it, and when\" }",
        ));
    }
    let is_earlier = own.is_some_and(|own| is_earlier_version(own, licence));
    if !terms.allows_sharing_under(&own_terms) || terms.share_alike.is_some() && is_earlier {
        let ours = own.map_or("none".to_owned(), |own| format!("`{own}`"));
        let message = format!(
            "this page is made from {title}, whose license asks for the same one, `{licence}`; its own license is {ours}"
        );
        return Some(at(message).help(format!(
            "write at the head of this page, or in site.toml for all pages: licence = \"{licence}\""
        )));
    }
    // Without a licence nobody else may use it, for sale neither.
    if terms.forbids_sale && own.is_some_and(|_| !own_terms.forbids_sale) {
        let own = own.unwrap_or_default();
        let message = format!(
            "this page is made from {title}, which may not be sold, `{licence}`; its own license, `{own}`, lets others sell it"
        );
        return Some(at(message).help(format!(
            "write at the head of this page: licence = \"{licence}\""
        )));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    fn found(site: &str, original: &str) -> Vec<String> {
        let page = format!(
            "+++\ntitle = \"A\"\nadapted_from = {{ title = \"B\", licence = \"{original}\" }}\n+++\nText.\n"
        );
        let site = format!("title = \"T\"\n{site}");
        of(
            "licence-clash",
            &[("site.toml", &site), ("content/a.md", &page)],
        )
    }

    #[test]
    fn a_page_may_not_be_under_less_than_its_original_asks() {
        for (site, original, words) in [
            ("", "CC-BY-ND-4.0", "lets nobody publish a changed version"),
            (
                "licence = \"CC-BY-ND-4.0\"",
                "CC-BY-ND-4.0",
                "nobody publish",
            ),
            (
                "licence = \"CC-BY-4.0\"",
                "CC-BY-SA-4.0",
                "its own license is `CC-BY-4.0`",
            ),
            ("", "CC-BY-SA-4.0", "its own license is none"),
            (
                "licence = \"CC-BY-4.0\"",
                "CC-BY-NC-4.0",
                "lets others sell it",
            ),
        ] {
            let found = found(site, original);
            assert_eq!(found.len(), 1, "{site} {original}");
            assert!(found[0].contains(words), "{found:?}");
        }
        for (site, original) in [
            ("licence = \"CC-BY-SA-4.0\"", "CC-BY-SA-3.0"),
            ("licence = \"CC-BY-SA-4.0\"", "CC-BY-4.0"),
            ("licence = \"CC-BY-NC-4.0\"", "CC-BY-NC-4.0"),
            ("", "CC-BY-4.0"),
            ("licence = \"MIT\"", "CC0-1.0"),
        ] {
            assert!(found(site, original).is_empty(), "{site} {original}");
        }
    }
}
