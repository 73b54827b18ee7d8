//! A glossary without terms, or a term without words that say what it means.

use crate::check::empty_page::is_blank;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::Ability;
use crate::model::page::{EventKind, Heading, Node, Page};

pub(crate) static RULE: Rule = Rule {
    name: "missing-term",
    severity: Severity::Error,
    about: "A glossary without terms. Each heading of the second level is one.",
};

pub(crate) static UNDEFINED: Rule = Rule {
    name: "undefined-term",
    severity: Severity::Warning,
    about: "A term of a glossary without a paragraph below it. The first paragraph is the short \
            definition, which pages show where the term stands.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if !page.meta.kind.value.can(Ability::Terms) || is_blank(page) {
        return;
    }
    let terms = || page.terms().map(|(_, term)| term);
    if terms().next().is_none() {
        let finding = RULE.at(page.meta.kind.span, "this glossary has no terms");
        findings.push(
            finding.help(
                "write each term as a heading that begins with ##, and what it means below it",
            ),
        );
    }
    for term in terms().filter(|term| !is_defined(page, term)) {
        let message = format!("nothing says what \"{}\" means", term.text);
        let finding = UNDEFINED.at(term.span, message);
        findings.push(finding.help("write a short paragraph below the heading"));
    }
}

fn is_defined(page: &Page, term: &Heading) -> bool {
    let mut events = page.body.visible(term.events.clone());
    events.any(|(_, event)| event.kind == EventKind::Start(Node::Paragraph))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_glossary_has_terms_and_terms_have_paragraphs() {
        let head = "+++\ntitle = \"G\"\nkind = \"glossary\"\nsummary = \"S.\"\n+++\n";
        let none = format!("{head}Text.\n");
        assert_eq!(
            of("missing-term", &[("content/g.md", &none)]),
            [
                "error[missing-term] content/g.md:3:8 this glossary has no terms; help: write each term as a heading that begins with ##, and what it means below it"
            ]
        );
        let bare = format!("{head}## Base\n\n## Ally\n\nA friend.\n");
        assert_eq!(
            of("undefined-term", &[("content/g.md", &bare)]),
            [
                "warning[undefined-term] content/g.md:6:1 nothing says what \"Base\" means; help: write a short paragraph below the heading"
            ]
        );
    }
}
