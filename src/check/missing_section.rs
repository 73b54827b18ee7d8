//! A page without a section that its kind requires.

use crate::check::empty_page::is_blank;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::kind::{Ability, Kind, SectionKind, base};
use crate::model::lang::Lang;
use crate::model::page::{Heading, Page, Status};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "missing-section",
    severity: Severity::Error,
    about: "A page without a section that its kind requires, known by the heading at the second \
            level. On a page whose status is `stub` it is a note only.",
};

pub(crate) fn judge(page: &Page, schema: &Schema, findings: &mut Vec<Diagnostic>) {
    let kind = &*page.meta.kind.value;
    if is_blank(page) {
        return;
    }
    let code = |lang: Lang| schema.languages[lang.0 as usize].as_str();
    let languages = (code(page.meta.lang), code(Lang(0)));
    let missing = kind.sections.iter().filter(|section| {
        section.required && !headings(page).any(|heading| *heading.id == *section.id)
    });
    let mut found: Vec<Diagnostic> = missing
        .map(|section| finding(page, kind, section, languages))
        .collect();
    if kind.any_heading && headings(page).all(|heading| kind.has_section(&heading.id)) {
        found.push(no_heading(page, kind));
    }
    if page.meta.status == Some(Status::Stub) {
        found.iter_mut().for_each(|f| f.severity = Severity::Note);
    }
    findings.extend(found);
}

/// The headings that sections have.
fn headings(page: &Page) -> impl Iterator<Item = &Heading> {
    let headings = page.body.headings.iter();
    headings.filter(|heading| heading.level == 2 && heading.public && !heading.nested)
}

fn finding(
    page: &Page,
    kind: &Kind,
    section: &SectionKind,
    (lang, fallback): (&str, &str),
) -> Diagnostic {
    let heading = section.heading(lang, fallback);
    let message = format!("a page of kind `{}` needs a section \"{heading}\"", kind.id);
    let finding = RULE.at(page.meta.kind.span, message);
    // Where the kind has no words in the page's language, the id says which section it is.
    let write = if has_words(section, lang) {
        format!("## {heading}")
    } else {
        format!("## … {{#{}}}", section.id)
    };
    match meant(page, kind, section, heading) {
        Some(meant) => finding
            .note(meant.span, "is this the section?")
            .help(format!("then write its heading as {write}"))
            .suggest(rewritten(page, meant, write)),
        None => finding.help(format!("write {write}, and the text below it")),
    }
}

/// The heading anew, where it is one line of its own without an id or attributes.
fn rewritten(page: &Page, heading: &Heading, write: String) -> Option<Suggestion> {
    let typed = page.text[heading.span.range()].trim_end();
    let is_plain = typed.starts_with('#') && !typed.contains(['\n', '{', '[']);
    let start = heading.span.start as usize;
    let place = Span::new(heading.span.source, start..start + typed.len());
    (is_plain && heading.public && !write.contains('…')).then(|| Suggestion::maybe(place, write))
}

fn has_words(section: &SectionKind, lang: &str) -> bool {
    let headings = &section.headings;
    headings.contains_key(lang) || headings.contains_key(base(lang))
}

/// A heading that may be meant for the section: of another level, or misspelled.
fn meant<'a>(
    page: &'a Page,
    kind: &Kind,
    section: &SectionKind,
    words: &str,
) -> Option<&'a Heading> {
    let all = || page.body.headings.iter();
    let of_level = all().find(|heading| *heading.id == *section.id);
    of_level.or_else(|| {
        let free = || all().filter(|heading| !kind.has_section(&heading.id));
        let text = suggest(words, free().map(|heading| &*heading.text))?;
        free().find(|heading| &*heading.text == text)
    })
}

fn no_heading(page: &Page, kind: &Kind) -> Diagnostic {
    let message = format!("a page of kind `{}` needs a heading of its own", kind.id);
    let help = if kind.can(Ability::Timed) {
        "write each item as a heading: ## Go-round {minutes=10}"
    } else if kind.can(Ability::Entries) {
        "write a heading such as ## Books, and a list of sources below it"
    } else {
        "write a heading that begins with ##, and the text below it"
    };
    RULE.at(page.meta.kind.span, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    const RULE: &str = "missing-section";

    fn page(kind: &str, text: &str) -> String {
        format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\nsummary = \"S.\"\n+++\n{text}\n")
    }

    #[test]
    fn each_missing_section_is_named_with_its_heading() {
        let page = page(
            "case",
            "## What happened\n\nx\n\n### What to copy\n\nx\n\n## Why it wrked\n",
        );
        let at = "error[missing-section] content/a.md:3:8 a page of kind `case` needs a section";
        assert_eq!(
            of(RULE, &[("content/a.md", &page)]),
            [
                format!(
                    "{at} \"What to copy\"; help: then write its heading as ## What to copy; note content/a.md:10:1 is this the section?"
                ),
                format!(
                    "{at} \"Why it worked or did not\"; help: write ## Why it worked or did not, and the text below it"
                ),
            ]
        );
    }

    #[test]
    fn the_heading_is_in_the_language_of_the_page() {
        let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n[kinds.ritual]\nsections = [{ id = \"opening\", headings = { en = [\"Opening\"], fr = [\"Ouverture\"] }, required = true }, { id = \"end\", headings = { en = [\"Close\"] }, required = true }]\n";
        let page = page("ritual", "");
        let files = [("site.toml", site), ("content/a.fr.md", page.as_str())];
        assert_eq!(
            of(RULE, &files),
            [
                "error[missing-section] content/a.fr.md:3:8 a page of kind `ritual` needs a section \"Close\"; help: write ## … {#end}, and the text below it",
                "error[missing-section] content/a.fr.md:3:8 a page of kind `ritual` needs a section \"Ouverture\"; help: write ## Ouverture, and the text below it"
            ]
        );
    }

    #[test]
    fn some_kinds_need_any_heading() {
        let agenda = page("agenda", "Text.");
        assert_eq!(
            of(RULE, &[("content/a.md", &agenda)]),
            [
                "error[missing-section] content/a.md:3:8 a page of kind `agenda` needs a heading of its own; help: write each item as a heading: ## Go-round {minutes=10}"
            ]
        );
        let handout = page("handout", "## How to use it\n\nx\n\n## Sheet\n\nx\n");
        assert!(of(RULE, &[("content/a.md", &handout)]).is_empty());
    }

    #[test]
    fn a_stub_is_told_in_notes() {
        let stub = page("programme", "").replace("summary", "status = \"stub\"\nsummary");
        let found = of(RULE, &[("content/a.md", &stub)]);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|line| line.starts_with("note[")));
    }
}
