//! Own fields of a source that is not there, and a work that is said to be superseded by one that is not.

use std::collections::HashMap;

use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::suggest::Candidates;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::bibliography::BibEntry;
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-source",
    severity: Severity::Warning,
    about: "An id of `sources.toml`, or one that `superseded_by` names, which no bibliography has; or works that supersede each \
            other in a circle. What is said there reaches no reader.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let records: HashMap<&str, &BibEntry> = site
        .records()
        .map(|record| (record.id.as_str(), &**record))
        .collect();
    // Unknown ids are gathered first, so that what was meant by them is looked for together, on all cores.
    let mut unknown: Vec<(&str, Span, &str)> = Vec::new();
    for record in site.own_fields.iter().flat_map(|file| &*file.records) {
        if !records.contains_key(record.id.value.as_str()) {
            unknown.push((&record.id.value, record.id.span, ""));
        }
    }
    for record in site.records() {
        let Some(later) = record.own.superseded_by.as_deref() else {
            continue;
        };
        let span = place(site, record);
        if is_id(later) && !records.contains_key(later) {
            unknown.push((later, span, &record.id));
        } else if leads_back(&record.id, later, &records) {
            findings.push(circle(&record.id, later, span));
        }
    }
    if unknown.is_empty() {
        return;
    }
    let mut candidates = Candidates::default();
    site.records().for_each(|record| candidates.add(&record.id));
    let near = candidates.nearest_of_each(unknown.iter().map(|(id, ..)| *id));
    for (id, span, of) in unknown {
        findings.push(finding(id, span, of, near.get(id).copied()));
    }
}

/// Whether what stands under `superseded_by` is meant as an id: words have blanks between them.
fn is_id(text: &str) -> bool {
    !text.contains(char::is_whitespace)
}

/// Where it is said what has taken the place of a work: in `sources.toml`, or in the record.
fn place(site: &Site, record: &BibEntry) -> Span {
    let mut own = site.own_fields.iter().flat_map(|file| &*file.records);
    let own = own.find(|own| own.id.value == record.id && own.fields.superseded_by.is_some());
    let own = own.and_then(|own| own.places.iter().find(|(name, _)| *name == "superseded_by"));
    own.map_or(record.span, |(_, span)| *span)
}

/// Whether one comes back to `id` by what has taken its place.
fn leads_back(id: &str, later: &str, records: &HashMap<&str, &BibEntry>) -> bool {
    let mut next = later;
    // Longer rows of editions there are none.
    for _ in 0..50 {
        if next == id {
            return true;
        }
        let Some(later) = records
            .get(next)
            .and_then(|record| record.own.superseded_by.as_deref())
        else {
            return false;
        };
        next = later;
    }
    false
}

fn circle(id: &str, later: &str, span: Span) -> Diagnostic {
    let message = if id == later {
        format!("`{id}` is said to be superseded by itself")
    } else {
        format!("`{id}` is superseded by `{later}`, and that by `{id}` again")
    };
    RULE.at(span, message)
        .help("name under `superseded_by` the work that came later, and leave the field out there")
}

fn finding(id: &str, span: Span, of: &str, near: Option<&str>) -> Diagnostic {
    if of.is_empty() {
        let finding = RULE
            .at(
                span,
                format!("this is about a source `{id}`, which no bibliography has"),
            )
            .fact("fields of sources that no bibliography has");
        return match near {
            Some(near) => finding.did_you_mean(near, Suggestion::inner(Maybe, span, id, near)),
            None => finding.help("type the id as the bibliography has it, or add the record to a .bib file of the content folder"),
        };
    }
    let finding = RULE.at(
        span,
        format!("`{of}` is superseded by `{id}`, which no bibliography has"),
    );
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(
            "add a record with that id to a .bib file of the content folder, or say it in words",
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    fn found(toml: &str) -> Vec<String> {
        let bib = "@book{han-2014,\n  title = {A},\n}\n@book{han-2020,\n  title = {B},\n  superseded_by = {a second edition, not yet seen},\n}\n";
        let found = of(
            "unknown-source",
            &[("content/s.bib", bib), ("content/sources.toml", toml)],
        );
        let found = found
            .iter()
            .map(|line| line.replace("warning[unknown-source] content/", ""));
        found.collect()
    }

    #[test]
    fn an_id_that_is_not_there_is_told_with_the_nearest() {
        assert_eq!(
            found("[han-2041]\nverified = \"Ada\"\n"),
            [
                "sources.toml:1:2 this is about a source `han-2041`, which no bibliography has; help: did you mean `han-2014`?"
            ]
        );
        assert_eq!(
            found("[han-2014]\nverified = \"Ada\"\nsuperseded_by = \"han-2020\"\n"),
            [""; 0]
        );
    }

    #[test]
    fn what_supersedes_is_there_and_leads_nowhere_back() {
        assert_eq!(
            found("[han-2014]\nsuperseded_by = \"han-2021\"\n"),
            [
                "sources.toml:2:17 `han-2014` is superseded by `han-2021`, which no bibliography has; help: did you mean `han-2020`?"
            ]
        );
        let circle = found(
            "[han-2014]\nsuperseded_by = \"han-2020\"\n[han-2020]\nsuperseded_by = \"han-2014\"\n",
        );
        assert_eq!(circle.len(), 2, "{circle:?}");
        assert!(
            found("[han-2014]\nsuperseded_by = \"han-2014\"\n")[0].contains("superseded by itself")
        );
    }
}
