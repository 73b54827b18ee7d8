//! Pages whose original has changed since they were made from it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::adaptation::{Adaptation, Change, PartChange};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "original-changed",
    severity: Severity::Note,
    about: "A page that was translated or adapted, whose original has changed since. Readers are told so.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        if let Some(adaptation) = &page.adaptation
            && !adaptation.changes.is_empty()
        {
            findings.push(finding(&page.page, adaptation));
        }
    }
}

fn finding(page: &Page, adaptation: &Adaptation) -> Diagnostic {
    let mut parts: Vec<&str> = adaptation.changes.iter().map(name).collect();
    // What has happened to one part comes one after the other.
    parts.dedup();
    let what = parts.join(", ");
    let id = &page.meta.id.value;
    let finding = RULE
        .at(
            page.own_span(),
            format!("the original of this page has changed since: {what}"),
        )
        .fact("originals that have changed")
        .help(format!(
            "groundwork status shows all of it; when the page is up to date: groundwork status --accept {id}"
        ));
    let original = Span::whole(adaptation.original.source);
    let parts = adaptation.changes.iter().take(PARTS);
    parts.fold(finding, |finding, part| finding.note(original, words(part)))
}

/// So many parts are shown with their words; `status` shows all.
const PARTS: usize = 5;

/// Of each part so many sentences that have gone or come.
const SENTENCES: usize = 2;

/// What has changed in a part, in its own words.
fn words(part: &PartChange) -> String {
    let name = name(part);
    let list = |sentences: &[String]| {
        let first = sentences.iter().take(SENTENCES);
        let mut quoted: Vec<String> = first.map(|one| format!("“{one}”")).collect();
        if sentences.len() > SENTENCES {
            quoted.push(format!("and {} more", sentences.len() - SENTENCES));
        }
        quoted.join(" ")
    };
    let mut said = match part.change {
        Change::New => vec![format!("{name} is new")],
        Change::Gone => vec![format!("{name} has gone")],
        Change::Words => vec![name.to_owned()],
        Change::Heading => vec![format!("{name} has another heading")],
        Change::Place => vec![format!("{name} stands elsewhere")],
    };
    if !part.before.is_empty() {
        said.push(format!("gone: {}", list(&part.before)));
    }
    if !part.after.is_empty() {
        said.push(format!("new: {}", list(&part.after)));
    }
    said.join("; ")
}

/// What a part is called in a list of parts.
fn name(part: &PartChange) -> &str {
    if part.name.is_empty() {
        "the beginning"
    } else {
        &part.name
    }
}
