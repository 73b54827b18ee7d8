//! Words that stand for text which is still to be written.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Heading, Node, Page, Text};
use crate::model::source::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    name: "leftover-placeholder",
    severity: Severity::Warning,
    about: "TODO, FIXME, TBD or lorem ipsum in a text, outside code, or a section of open questions \
            that says only that there are none.",
};

/// Whole words in capitals.
const MARKS: [&str; 3] = ["TODO", "FIXME", "TBD"];

const FILLER: &str = "lorem ipsum";

/// A text without any of these has no placeholder.
const PARTS: [&str; 5] = ["TODO", "FIXME", "TBD", "psum", "PSUM"];

/// What a section of open questions says when it says nothing, in lower case and without the full
/// stop.
const NOTHING: [&str; 16] = [
    "none",
    "none yet",
    "none so far",
    "none known",
    "nothing",
    "nothing yet",
    "no open questions",
    "n/a",
    "-",
    "aucune",
    "aucune pour l'instant",
    "aucune pour le moment",
    "keine",
    "bisher keine",
    "ninguna",
    "ninguna por ahora",
];

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    findings.extend(no_questions(page));
    // Most pages have none, and the whole text is quickly searched for parts of them.
    let text = page.text.as_bytes();
    if !PARTS
        .iter()
        .any(|part| memmem::find(text, part.as_bytes()).is_some())
    {
        return;
    }
    let fields = [("title", &page.meta.title), ("summary", &page.meta.summary)];
    for (name, field) in fields {
        findings.extend(field.as_ref().and_then(|field| in_field(name, field)));
    }
    let names = names(&page.text);
    for event in &page.body.events {
        let EventKind::Text(text) = event.kind else {
            continue;
        };
        let words = page.body.words(text, event.span, &page.text);
        for (at, placeholder) in placeholders(words) {
            if is_name(words, at, placeholder, &names) {
                continue;
            }
            let start = event.span.start as usize + at;
            let span = match text {
                Text::Verbatim => Span::new(event.span.source, start..start + placeholder.len()),
                Text::Stored(_) => event.span,
            };
            findings.push(in_text(span, placeholder));
        }
    }
}

fn in_field(name: &str, field: &Spanned<String>) -> Option<Diagnostic> {
    let mut found = placeholders(&field.value);
    let (_, placeholder) =
        found.find(|(at, placeholder)| !is_name(&field.value, *at, placeholder, &[]))?;
    let message = format!("`{placeholder}` is left in the {name}");
    Some(
        RULE.at(field.span, message)
            .help(format!("write the {name}")),
    )
}

fn in_text(span: Span, placeholder: &str) -> Diagnostic {
    RULE.at(span, format!("`{placeholder}` is left in the text"))
        .help("write what is missing, or put the remark into a comment: <!-- … -->")
}

/// Each placeholder of a text with its place.
fn placeholders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| matches!(bytes[*at], b'T' | b'F' | b'L' | b'l');
    (0..bytes.len()).filter(begins).filter_map(move |at| {
        let rest = &bytes[at..];
        let mark = MARKS.iter().find(|mark| rest.starts_with(mark.as_bytes()));
        let filler = || {
            rest.get(..FILLER.len())
                .is_some_and(|b| b.eq_ignore_ascii_case(FILLER.as_bytes()))
        };
        let length = mark
            .map(|mark| mark.len())
            .or_else(|| filler().then_some(FILLER.len()))?;
        let end = at + length;
        let joined = |c: char| c.is_alphanumeric() || c == '_';
        let whole = !text[..at].ends_with(joined) && !text[end..].starts_with(joined);
        whole.then(|| (at, &text[at..end]))
    })
}

/// Words before a noun: behind one a placeholder is spoken of, and none.
const ARTICLES: &str = "the a an this that these your our my their its his her any every each no \
    called named like der die das den dem des ein eine einen einem eines kein keine le la les un une \
    des du ce cette el los las una unos il lo gli uno o os as um uma het de een";

/// What people write behind a placeholder for themselves to do.
const TASKS: &str = "add write fix check update explain describe find insert link translate replace \
    remove review complete fill finish ask mention clarify expand include make put see rewrite verify \
    confirm change create define discuss document improve move need needs provide test decide get \
    rename restructure merge split cite quote list show give more elaborate";

/// Whether what looks like a placeholder is a part of a name, or a word that is spoken of: the TODO
/// Group, a TODO list, TODO.md.
fn is_name(text: &str, at: usize, placeholder: &str, names: &[&str]) -> bool {
    if placeholder.eq_ignore_ascii_case(FILLER) {
        return false;
    }
    let (before, after) = (text[..at].trim_end(), &text[at + placeholder.len()..]);
    if names.iter().any(|name| text[at..].starts_with(name)) {
        return true;
    }
    let joins = |mark: char| {
        let behind = after.strip_prefix(mark);
        behind.is_some_and(|behind| behind.starts_with(char::is_alphanumeric))
    };
    let is_quoted = text[..at].ends_with(['“', '"', '\'', '‘', '«', '„']);
    joins('.') || joins('-') || joins('/') || is_quoted || is_behind_article(before) || {
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '(', ')']);
        next_word(after).is_some_and(|word| is_named_by(word, after, begins))
    }
}

/// Whether a capitalised word behind a placeholder makes a name of both. At the beginning of a
/// sentence it may be the first of what is to be done.
fn is_named_by(word: &str, after: &str, begins: bool) -> bool {
    let is_task = TASKS
        .split_ascii_whitespace()
        .any(|task| task == word.to_lowercase());
    let behind = after[1 + word.len()..].trim_start();
    !(is_task || begins && behind.starts_with(char::is_lowercase))
}

fn is_behind_article(before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let word = word.to_lowercase();
    ARTICLES
        .split_ascii_whitespace()
        .any(|article| article == word)
        || word.ends_with("l’")
}

/// The capitalised word that follows behind one blank.
fn next_word(after: &str) -> Option<&str> {
    let behind = after.strip_prefix(' ')?;
    let end = behind
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(behind.len());
    let word = &behind[..end];
    let mut letters = word.chars();
    let is_capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    is_capitalised.then_some(word)
}

/// The names that a page speaks of with an article: `TODO Group`.
fn names(text: &str) -> Vec<&str> {
    let found = placeholders(text).filter(|(at, _)| is_behind_article(text[..*at].trim_end()));
    let names = found.filter_map(|(at, placeholder)| {
        let word = next_word(&text[at + placeholder.len()..])?;
        Some(&text[at..at + placeholder.len() + 1 + word.len()])
    });
    names.collect()
}

/// A section of open questions without a question.
fn no_questions(page: &Page) -> Option<Diagnostic> {
    let heading = page.body.section("open-questions")?;
    let words = words_below(page, heading).to_lowercase().replace('’', "'");
    let words = words.trim().trim_end_matches(['.', '!']).trim_end();
    NOTHING.contains(&words).then(|| {
        let message = format!("\"{}\" says only that there are none", heading.text);
        let finding = RULE.at(heading.span, message);
        let events = heading.events.start as usize..heading.events.end as usize;
        let last = page.body.events[events].iter().map(|event| event.span.end);
        let section = Span {
            end: last.max().unwrap_or(heading.span.end),
            ..heading.span
        };
        finding
            .help("leave the section out until there is a question")
            .suggest(Suggestion::maybe(section, ""))
    })
}

/// The words of a section; more than it says where it holds other things than text.
fn words_below(page: &Page, heading: &Heading) -> String {
    let mut words = String::new();
    let mut in_heading = false;
    for (_, event) in page.body.visible(heading.events.clone()) {
        match event.kind {
            EventKind::Start(Node::Heading(_)) => in_heading = true,
            EventKind::End(Node::Heading(_)) => in_heading = false,
            EventKind::Text(text) if !in_heading => {
                words.push_str(page.body.words(text, event.span, &page.text));
            }
            EventKind::SoftBreak => words.push(' '),
            EventKind::Start(_) | EventKind::End(_) | EventKind::Text(_) => {}
            _ => words.push('?'),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text};

    const RULE: &str = "leftover-placeholder";

    #[test]
    fn whole_words_in_capitals_are_placeholders_outside_code() {
        for (text, expected) in [
            ("Text. TODO: more, TBD", vec!["7 `TODO`", "19 `TBD`"]),
            ("Lorem ipsum dolor", vec!["1 `Lorem ipsum`"]),
            ("éTODO TODOs TODO_X todo, a to-do", vec![]),
            ("`TODO` and <!-- TODO -->\n\n    FIXME", vec![]),
            ("## FIXME", vec!["4 `FIXME`"]),
        ] {
            let expected: Vec<String> = expected
                .iter()
                .map(|what| format!("warning[leftover-placeholder] content/a.md:4:{what} is left in the text; help: write what is missing, or put the remark into a comment: <!-- … -->"))
                .collect();
            assert_eq!(of_text(RULE, text), expected, "{text}");
        }
    }

    #[test]
    fn a_placeholder_in_a_name_is_none() {
        for text in [
            "The model of the TODO Group.[^1]\n\n[^1]: TODO Group: a site",
            "A plugin, TODO Highlighter, and TODO.md.",
            "Keep a TODO list; the word “TODO” is short.",
        ] {
            assert_eq!(of_text(RULE, text), [""; 0], "{text}");
        }
        for text in [
            "TODO Add examples.",
            "TODO: Examples",
            "Here TODO is left.",
            "TBD",
        ] {
            assert_eq!(of_text(RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_title_and_a_summary_are_read_too() {
        let page = "+++\ntitle = \"TODO\"\nsummary = \"Tell them. TBD.\"\n+++\nx\n";
        assert_eq!(
            of(RULE, &[("content/a.md", page)]),
            [
                "warning[leftover-placeholder] content/a.md:2:9 `TODO` is left in the title; help: write the title",
                "warning[leftover-placeholder] content/a.md:3:11 `TBD` is left in the summary; help: write the summary",
            ]
        );
    }

    #[test]
    fn open_questions_that_are_none_are_left_out() {
        for (text, found) in [
            ("None yet.", true),
            ("*None*", true),
            ("- None so\n  far!", true),
            ("None yet. [[a]]", false),
            ("None of us knows why.", false),
        ] {
            let text = format!("## Open questions\n\n{text}");
            let expected: &[&str] = if found {
                &[
                    "warning[leftover-placeholder] content/a.md:4:1 \"Open questions\" says only that there are none; help: leave the section out until there is a question",
                ]
            } else {
                &[]
            };
            assert_eq!(of_text(RULE, &text), expected, "{text}");
        }
    }
}
