//! A page without a title.

use crate::check::empty_page::is_blank;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::Page;
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "missing-title",
    severity: Severity::Error,
    about: "A page without a title. Links, lists and the browser's tab would show its id instead.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.meta.title.is_none() && !is_blank(page) {
        findings.push(finding(page));
    }
}

fn finding(page: &Page) -> Diagnostic {
    let title = title(page);
    let help = match page.text.trim_start_matches('\u{feff}') {
        text if text.starts_with("+++") => {
            format!("write title = \"{title}\" between the +++ lines")
        }
        text if text.starts_with("---") => format!("write title: {title} between the --- lines"),
        _ => format!("begin the file with three lines: +++, then title = \"{title}\", then +++"),
    };
    RULE.at(Span::whole(page.source), "this page has no title")
        .help(help)
}

/// The words of a first heading, which other tools take for the title, or else those of the id.
fn title(page: &Page) -> String {
    let first = page.body.headings.iter().find(|heading| heading.level == 1);
    if let Some(heading) = first {
        return heading.text.replace('"', "'");
    }
    let words = page.meta.id.value.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn the_help_gives_the_line_to_write() {
        for (text, expected) in [
            (
                "Text.",
                "begin the file with three lines: +++, then title = \"One to ones\", then +++",
            ),
            (
                "# A \"talk\"\n\nText.",
                "begin the file with three lines: +++, then title = \"A 'talk'\", then +++",
            ),
            (
                "+++\ntitle = \" \"\n+++\nText.",
                "write title = \"One to ones\" between the +++ lines",
            ),
            (
                "---\ntags: [a]\n---\n",
                "write title: One to ones between the --- lines",
            ),
        ] {
            let expected = format!(
                "error[missing-title] content/one-to-ones.md:1:1 this page has no title; help: {expected}"
            );
            let files = [("content/one-to-ones.md", text)];
            assert_eq!(of("missing-title", &files), [expected], "{text}");
        }
        assert!(of("missing-title", &[("content/a.md", " \n")]).is_empty());
    }
}
