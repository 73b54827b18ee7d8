//! A page without a title.

use crate::check::empty_page::is_blank;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Span;

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
    let help = match page.text.trim_start_matches('\u{feff}') {
        text if text.starts_with("+++") => {
            format!("write title = \"{title}\" between the +++ lines")
        }
        text if text.starts_with("---") => {
            format!("write title: \"{title}\" between the --- lines")
        }
        _ => format!("begin the text with a line # {title}"),
    };
    RULE.at(Span::whole(page.source), message)
        .fact("no title")
        .help(help)
        .suggest(added(page, &title))
}

/// The title below the line with which the front matter begins, or front matter with it.
fn added(page: &Page, title: &str) -> Option<Suggestion> {
    if title.contains(|c: char| matches!(c, '"' | '\\') || c.is_control()) {
        return None;
    }
    let text = &*page.text;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[start..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    let (at, new) = match line.trim_end() {
        "+++" => (start + line.len(), format!("title = \"{title}\"\n")),
        "---" => (start + line.len(), format!("title: \"{title}\"\n")),
        _ if line.starts_with(['+', '-']) => return None,
        _ => (start, format!("# {title}\n\n")),
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
