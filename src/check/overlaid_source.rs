//! Records of the bibliography in whose place another of the same id stands.

use crate::diagnostic::{Diagnostic, Rule, Severity, duplicate_source};
use crate::model::bibliography::{BibEntry, SecondRecord};
use crate::model::layer::{LayerIndex, OURS};
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "overlaid-source",
    severity: Severity::Warning,
    about: "A source of this handbook and one of a handbook beneath have the same id, and are not the same work. The \
            one of this handbook counts, so that claims of the other point at a work that they were not taken from. \
            A note where the works are the same and only some fields differ.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for second in &*site.second_records {
        findings.extend(finding(site, second));
    }
}

fn finding(site: &Site, second: &SecondRecord) -> Option<Diagnostic> {
    let (first, other) = (&second.first, &second.record);
    // Two records of one project are no overlay: they are told as `duplicate-source`, a note where they are equal.
    if second.layer == second.first_layer {
        let finding = duplicate_source::taken(&other.id, other.span, first.span);
        let is_same = first.entry == other.entry && first.own == other.own;
        return Some(if is_same { noted(finding) } else { finding });
    }
    let differing = differing_fields(first, other);
    if differing.is_empty() {
        return None;
    }
    let name = |layer: LayerIndex| site.layers.get(usize::from(layer)).map(|one| &*one.name);
    let (upper, lower) = (name(second.first_layer)?, name(second.layer)?);
    let id = &first.id;
    let what = differing.join(", ");
    let message = if second.first_layer == OURS {
        format!(
            "`{id}` is here in place of the source of that id in {lower}, whose record differs: {what}"
        )
    } else {
        format!(
            "`{id}` of {upper} is here in place of the source of that id in {lower}, whose record differs: {what}"
        )
    };
    let finding = RULE
        .at(place(site, second), message)
        .note(first.span, "this one counts")
        .note(
            other.span,
            "pages there cite this one, and show the other here",
        );
    Some(if is_one_work(&differing) {
        noted(finding).help("nothing is to be done where you have mended it on purpose")
    } else {
        finding.help(format!(
            "if these are two works, give yours an id of its own, such as {id}-2, and cite it by that"
        ))
    })
}

/// At our record; or, for two handbooks beneath of which neither knows the other, at our own entry.
fn place(site: &Site, second: &SecondRecord) -> Span {
    let named_at = |layer: LayerIndex| site.layers.get(usize::from(layer))?.named_at;
    let (upper, lower) = (named_at(second.first_layer), named_at(second.layer));
    match lower {
        Some(lower) if upper.is_some() && upper != Some(lower) => lower,
        _ => second.first.span,
    }
}

fn noted(finding: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: Severity::Note,
        ..finding
    }
}

const TITLE: &str = "the title";
const PEOPLE: &str = "the people";
const YEAR: &str = "the date";

/// Works of one title are taken for one work.
fn is_one_work(differing: &[&str]) -> bool {
    !differing.contains(&TITLE)
}

/// What of two records differs that readers see in the reference.
fn differing_fields(one: &BibEntry, other: &BibEntry) -> Vec<&'static str> {
    let folded = |record: &BibEntry| record.title().map(|title| title.to_lowercase());
    let (entry, beneath) = (&one.entry, &other.entry);
    let mut differing = Vec::new();
    if folded(one) != folded(other) {
        differing.push(TITLE);
    }
    if entry.authors() != beneath.authors() || entry.editors() != beneath.editors() {
        differing.push(PEOPLE);
    }
    if entry.date() != beneath.date() || one.written.issued != other.written.issued {
        differing.push(YEAR);
    }
    if differing.is_empty() && (entry != beneath || one.written != other.written) {
        differing.push("other fields");
    }
    differing
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn two_files_of_one_handbook_may_not_give_one_id_to_two_works() {
        let page = ("content/a.md", "+++\ntitle = \"A\"\n+++\nSo. [@x, p. 1]\n");
        let one = (
            "content/one.bib",
            "@book{x, title = {One}, verified = {y}}\n",
        );
        let two = (
            "content/two.bib",
            "@book{x, title = {Two}, verified = {y}}\n",
        );
        let found = of("duplicate-source", &[page, one, two]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("error") && found[0].contains("content/two.bib"));
        let same = of("duplicate-source", &[page, one, ("content/two.bib", one.1)]);
        assert!(same[0].starts_with("note"), "{same:?}");
    }
}
