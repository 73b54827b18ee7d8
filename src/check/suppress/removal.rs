//! How an allowance that is of no use is taken out of a page.
//!
//! A comment parts what stands before it from what follows. Where it stands on lines of its own an empty
//! line takes its place, and within a line only a comment behind words goes without asking, so that the
//! text stays parted as it was.

use crate::diagnostic::Suggestion;
use crate::model::page::{Page, Suppression};
use crate::model::source::Span;

/// The edit that takes an allowance out, where it is known.
pub(super) fn suggest_removal(page: &Page, allow: &Suppression) -> Option<Suggestion> {
    let text = &*page.text;
    match allow.place {
        Some(_) => comment(text, allow.rule.span),
        None => field(text, allow),
    }
}

fn comment(text: &str, span: Span) -> Option<Suggestion> {
    let is_whole = |comment: &str| comment.starts_with("<!--") && comment.ends_with("-->");
    let trimmed = text[span.range()].trim_end();
    let span = Span::new(
        span.source,
        span.start as usize..span.start as usize + trimmed.len(),
    );
    if !is_whole(trimmed) || trimmed[4..].contains("<!--") {
        return None;
    }
    let before = &text[..span.start as usize];
    let line = before.rsplit('\n').next().unwrap_or(before);
    let after = &text[span.end as usize..];
    let rest = after.split('\n').next().unwrap_or(after);
    // Two lists with a comment between them would become one, and a tag before it may go on behind it.
    let is_alone = line.is_empty() && rest.trim().is_empty();
    let is_sure = if is_alone {
        !parts_a_list(&before[..before.len() - line.len()], &after[rest.len()..])
    } else {
        line.contains(char::is_alphabetic) && !line.trim_start().starts_with('<')
    };
    Some(if is_sure {
        Suggestion::sure(span, "")
    } else {
        Suggestion::maybe(span, "")
    })
}

/// Whether lists, quotations or indented lines stand on either side, which would become one without
/// the comment between them.
fn parts_a_list(before: &str, after: &str) -> bool {
    let is_filled = |line: &&str| !line.trim().is_empty();
    let begins = |line: &str| {
        line.starts_with(|c: char| {
            c.is_whitespace()
                || c.is_ascii_digit()
                || matches!(c, '-' | '*' | '+' | '>' | '|' | ':')
        })
    };
    let last = before.lines().rev().find(is_filled);
    let next = after.lines().find(is_filled);
    last.is_some_and(|line| begins(line) || line.starts_with('<')) && next.is_some_and(begins)
}

/// A field goes with its line, where nothing else stands on it: `allow = { rule = "reason" }`, or a
/// line below `[allow]` or `allow:`.
fn field(text: &str, allow: &Suppression) -> Option<Suggestion> {
    let (key, reason) = (&allow.rule, allow.reason.as_ref()?);
    let start = text[..key.span.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let length = text[start..].find('\n').map(|length| length + 1)?;
    let line = text[start..start + length].trim();
    let name = &text[key.span.range()];
    let is_entry = |entry: &str, sign: char| {
        let value = entry.trim().strip_prefix(name).map(str::trim_start);
        let value = value
            .and_then(|rest| rest.strip_prefix(sign))
            .map(str::trim);
        value.is_some_and(|value| value.trim_matches(['"', '\'']) == reason)
    };
    // Only the two forms that stand whole on one line: any other takes a writer's eye.
    let inline = |sign: char| {
        let rest = line.strip_prefix("allow")?.trim_start();
        let table = rest.strip_prefix(sign)?.trim();
        table.strip_prefix('{')?.strip_suffix('}')
    };
    let is_alone = ['=', ':'].iter().any(|sign| {
        is_entry(line, *sign) || inline(*sign).is_some_and(|entry| is_entry(entry, *sign))
    });
    let place = Span::new(key.span.source, start..start + length);
    is_alone.then(|| Suggestion::sure(place, ""))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::engine::{Engine, Options};
    use crate::model::edit::applied;

    /// What becomes of a page by what its unused allowances suggest, and whether each is sure.
    fn removed(page: &str) -> (String, Vec<bool>) {
        let mut engine = Engine::default();
        let built = engine.build_texts(&[("content/a.md", page)], &Options::default());
        let unused: Vec<&Diagnostic> = built
            .findings
            .iter()
            .filter(|found| found.rule.name == "unused-allow")
            .collect();
        let suggestions = unused.iter().filter_map(|found| found.suggestion.as_ref());
        let edits = suggestions.flat_map(|one| one.edits.clone());
        let sure = unused.iter().map(|found| found.is_fixable());
        (applied(page, edits), sure.collect())
    }

    const COMMENT: &str = "<!-- allow dead-link: planned -->";

    fn of_text(text: &str) -> (String, Vec<bool>) {
        let head = "+++\ntitle = \"A\"\n+++\n";
        let text = text.replace("COMMENT", COMMENT);
        let (page, sure) = removed(&format!("{head}{text}"));
        (page.replace(head, ""), sure)
    }

    #[test]
    fn a_comment_leaves_an_empty_line_and_what_it_parts_stays_parted() {
        for (text, expected, is_sure) in [
            ("One.\n\nCOMMENT\n\nTwo.\n", "One.\n\n\n\nTwo.\n", true),
            ("One.\nCOMMENT\nTwo.\n", "One.\n\nTwo.\n", true),
            ("One. COMMENT Two.\n", "One.  Two.\n", true),
            ("COMMENT Two.\n", " Two.\n", false),
            ("- one\n\nCOMMENT\n\n- two\n", "- one\n\n\n\n- two\n", false),
            ("- one\n\nCOMMENT\n\nTwo.\n", "- one\n\n\n\nTwo.\n", true),
            ("> COMMENT\n> One.\n", "> \n> One.\n", false),
        ] {
            assert_eq!(
                of_text(text),
                (expected.to_owned(), vec![is_sure]),
                "{text}"
            );
        }
    }

    #[test]
    fn a_field_goes_with_its_line_where_it_is_alone_there() {
        for (fields, expected) in [
            ("allow = { dead-link = \"planned\" }\n", Some("")),
            (
                "allow = { dead-link = \"planned\", missing-alt = \"x\" }\n",
                None,
            ),
            ("[allow]\ndead-link = \"planned\"\n", Some("[allow]\n")),
            ("allow.dead-link = \"planned\"\n", None),
        ] {
            let page = |fields: &str| format!("+++\ntitle = \"A\"\n{fields}+++\nText.\n");
            let (after, sure) = removed(&page(fields));
            let expected = expected.map(page);
            assert_eq!(after, expected.clone().unwrap_or(page(fields)), "{fields}");
            assert!(
                sure.iter().all(|sure| *sure == expected.is_some()),
                "{fields}"
            );
        }
        let yaml = "---\ntitle: A\nallow:\n  dead-link: planned\n---\nText.\n";
        let (after, sure) = removed(yaml);
        assert_eq!(
            (after.as_str(), sure),
            ("---\ntitle: A\nallow:\n---\nText.\n", vec![true])
        );
    }
}
