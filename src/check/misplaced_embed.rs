//! An embed in a place where nothing can be shown, or of something that cannot be shown.

use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::{Body, Embed, EventKind, Node, Page};
use crate::model::site::{Resolution, Site};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "misplaced-embed",
    severity: Severity::Error,
    about: "An embed that does not stand alone in a paragraph, or that names something other than a \
            page or one of its sections.",
};

/// Embeds of what cannot be shown.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in site
        .pages
        .iter()
        .filter(|page| !page.resolved.embeds.is_empty())
    {
        for (embed, to) in page.page.body.embeds.iter().zip(&page.resolved.embeds) {
            if !matches!(to, Resolution::Page { .. } | Resolution::Missing(_)) {
                let typed = &page.page.text[embed.target_span.range()];
                findings.push(no_page(embed, typed));
            }
        }
    }
}

/// Embeds where nothing can be shown.
pub(crate) fn judge_page(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    for span in crowded(&page.body) {
        let typed = &page.text[span.range()];
        findings.push(among_text(span, typed));
    }
}

fn no_page(embed: &Embed, typed: &str) -> Diagnostic {
    let message = format!("`{typed}` is no page, and only pages can be embedded");
    RULE.at(embed.span, message)
        .help(format!("link to it: [[{typed}]]"))
        .suggest(Suggestion::maybe(sign(embed.span), ""))
}

fn among_text(span: Span, typed: &str) -> Diagnostic {
    let finding = RULE.at(span, "an embed must stand alone in a paragraph");
    let name = typed.trim_start_matches("![[").trim_end_matches("]]");
    let name = name.split(['|', '#']).next().unwrap_or(name).trim();
    if is_recording(name) {
        return finding.help(format!(
            "link to the file by its path: [what it is]({})",
            name.replace(' ', "%20")
        ));
    }
    finding
        .help(format!(
            "put {typed} between two blank lines, or link with {}",
            typed.trim_start_matches('!')
        ))
        .suggest(Suggestion::maybe(sign(span), ""))
}

/// Whether a name is that of a file that plays or is read elsewhere: no page is called so.
fn is_recording(name: &str) -> bool {
    const ENDINGS: [&str; 8] = ["mp4", "webm", "mov", "mp3", "m4a", "ogg", "wav", "pdf"];
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

/// The exclamation mark without which an embed is a link.
fn sign(embed: Span) -> Span {
    Span {
        end: embed.start + 1,
        ..embed
    }
}

/// The embeds that stand among other text, in a list or in a table.
fn crowded(body: &Body) -> Vec<Span> {
    let mut crowded = body.misplaced_embeds.clone();
    if body.embeds.is_empty() {
        return crowded;
    }
    let mut inside = 0usize;
    for event in &body.events {
        match event.kind {
            EventKind::Start(Node::Item | Node::TableCell) => inside += 1,
            EventKind::End(Node::Item | Node::TableCell) => inside -= 1,
            EventKind::Embed(_) if inside > 0 => crowded.push(event.span),
            _ => {}
        }
    }
    crowded
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn an_embed_stands_alone() {
        let help = "help: put ![[b]] between two blank lines, or link with [[b]]";
        for (text, column) in [
            ("See ![[b]]", 5),
            ("- ![[b]]", 3),
            ("- Text\n\n  more", 0),
            ("## ![[b]]", 4),
            ("| A |\n|---|\n| ![[b]] |", 0),
            ("![[b]]", 0),
            ("> ![[b]]", 0),
        ] {
            let page = titled(text);
            let b = titled("Text.");
            let found = of(
                "misplaced-embed",
                &[("content/a.md", &page), ("content/b.md", &b)],
            );
            let at = if text.contains('|') {
                "6:3".to_owned()
            } else {
                format!("4:{column}")
            };
            let expected = format!(
                "error[misplaced-embed] content/a.md:{at} an embed must stand alone in a paragraph; {help}"
            );
            if column == 0 && !text.contains('|') {
                assert!(found.is_empty(), "{text}: {found:?}");
            } else {
                assert_eq!(found, [expected], "{text}");
            }
        }
    }

    #[test]
    fn only_pages_can_be_embedded() {
        let page = titled("![[han-2014]]");
        let bib = "@book{han-2014,\n  title = {How},\n}\n";
        assert_eq!(
            of(
                "misplaced-embed",
                &[("content/a.md", &page), ("content/s.bib", bib)]
            ),
            [
                "error[misplaced-embed] content/a.md:4:1 `han-2014` is no page, and only pages can be embedded; help: link to it: [[han-2014]]"
            ]
        );
    }
}
