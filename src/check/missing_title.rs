//! A page without a title.

use crate::check::empty_page::is_blank;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::front_matter::Notation;
use crate::model::page::Page;
use crate::model::source::Span;
use crate::parse;

pub(crate) static RULE: Rule = Rule {
    name: "missing-title",
    severity: Severity::Note,
    about: "A page without a title, neither in its front matter nor as the heading with which its text \
            begins. Links, lists and the browser's tab show the words of its file's name instead.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.meta.title.is_none() && !is_blank(page) {
        findings.push(finding(page));
    }
}

fn finding(page: &Page) -> Diagnostic {
    let title = page.meta.title();
    let message = format!("this page has no title, so it is called `{title}` after its file");
    let title = title.replace(['"', '\\'], "'");
    // A page may begin with a line --- that is a rule.
    let notation = parse::front_matter(page.source, &page.text).notation;
    let help = match notation {
        Some(Notation::Toml) => format!("write title = \"{title}\" between the +++ lines"),
        Some(Notation::Yaml) => format!("write title: \"{title}\" between the --- lines"),
        None => format!("begin the text with a line # {title}"),
    };
    RULE.at(Span::whole(page.source), message)
        .fact("no title")
        .help(help)
        .suggest(added(page, &title, notation))
}

/// The title below the line with which the front matter begins, or front matter with it.
fn added(page: &Page, title: &str, notation: Option<Notation>) -> Option<Suggestion> {
    if title.contains(|c: char| matches!(c, '"' | '\\') || c.is_control()) {
        return None;
    }
    let text = &*page.text;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[start..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    let (at, new) = match notation {
        Some(Notation::Toml) => (start + line.len(), format!("title = \"{title}\"\n")),
        Some(Notation::Yaml) => (start + line.len(), format!("title: \"{title}\"\n")),
        None => (start, format!("# {title}\n\n")),
    };
    Some(Suggestion::maybe(Span::new(page.source, at..at), new))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn the_help_gives_the_line_to_write() {
        for (text, expected) in [
            ("Text.", "begin the text with a line # One to ones"),
            (
                "Text.\n\n# Below text",
                "begin the text with a line # One to ones",
            ),
            (
                "+++\ntitle = \" \"\n+++\nText.",
                "write title = \"One to ones\" between the +++ lines",
            ),
            (
                "---\ntags: [a]\n---\nText.",
                "write title: \"One to ones\" between the --- lines",
            ),
        ] {
            let expected = format!(
                "note[missing-title] content/one-to-ones.md:1:1 this page has no title, so it is called `One to ones` after its file; help: {expected}"
            );
            let files = [("content/one-to-ones.md", text)];
            assert_eq!(of("missing-title", &files), [expected], "{text}");
        }
        for text in [" \n", "# A \"talk\"\n\nText.", "![logo](l.png)\n\n# A\n"] {
            assert!(
                of("missing-title", &[("content/a.md", text)]).is_empty(),
                "{text}"
            );
        }
    }
}
