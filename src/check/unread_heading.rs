//! A line that was meant for a heading and is text.

use crate::check::prose::{is_escaped, part, texts};
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unread-heading",
    severity: Severity::Warning,
    about: "A line such as `##Steps`, without a plain space behind the signs or with more than six of \
            them, which is shown as text and is no heading.",
};

const DEEPEST: usize = 6;

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if !page.text.contains('#') {
        return;
    }
    for prose in texts(&page.body).filter(|prose| prose.begins_line) {
        let words = &page.text[prose.span.range()];
        if words.starts_with('#') && !is_escaped(page, prose.span.start as usize) {
            findings.extend(finding(prose.span, words));
        }
    }
}

/// `#word` is a tag, and one sign counts only with a space that was meant to be a plain one.
fn finding(span: Span, words: &str) -> Option<Diagnostic> {
    let title = words.trim_start_matches('#');
    let signs = words.len() - title.len();
    let plain = title.trim_start();
    let space = title.len() - plain.len();
    let is_odd_space = !matches!(&title[..space], "" | " " | "\t");
    let is_meant = signs >= 2 || is_odd_space;
    if !is_meant || plain.is_empty() {
        return None;
    }
    let level = "#".repeat(signs.min(DEEPEST));
    let place = part(span, 0..signs + space);
    let message = if signs > DEEPEST {
        "a heading has six signs at most, so this line is text"
    } else {
        "a heading has a plain space behind its signs, so this line is text"
    };
    Some(
        RULE.at(span, message)
            .help(format!("write {level} {plain}"))
            .suggest(Suggestion::maybe(place, format!("{level} "))),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::help_of_text;

    #[test]
    fn a_heading_without_a_space_is_found_and_a_tag_is_none() {
        for (text, help) in [
            ("##Steps", Some("write ## Steps")),
            ("Text.\n###Steps", Some("write ### Steps")),
            ("#\u{a0}Steps", Some("write # Steps")),
            ("####### Steps", Some("write ###### Steps")),
            ("#steps", None),
            ("\\##Steps", None),
            ("`##Steps`", None),
            ("```\n##Steps\n```", None),
            ("Issue ##12", None),
            ("## Steps", None),
        ] {
            assert_eq!(
                help_of_text("unread-heading", text).as_deref(),
                help,
                "{text}"
            );
        }
    }
}
