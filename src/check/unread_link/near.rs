//! What is nearly a link: a space before its parentheses, its brackets the wrong way round, no name, or a label that
//! nothing defines.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::rule::RULE;
use crate::check::prose::{Prose, is_escaped, part};
use crate::diagnostic::{Diagnostic, Suggestion};
use crate::model::page::Page;

/// What to say of one that was found.
type Say = fn(&Captures<'_>) -> Option<Said>;

/// One form of a link that is none.
struct Form {
    /// What each holds, so that most texts are passed over at once.
    sign: &'static str,
    pattern: Regex,
    say: Say,
}

/// What is wrong, and what to type in its place.
struct Said {
    message: String,
    help: String,
    /// What takes the place of all that was found, where that is known.
    mended: Option<String>,
}

/// A path that can only be a file: prose has words between its parentheses.
const PATH: &str = r"[^()\[\]<>\s]*\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)(?:#[^()\[\]\s]*)?";

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let rows: [(&str, String, Say); 5] = [
        (
            "] (",
            format!(r"(!?\[[^\[\]\n]+\])[ \t]+\(({PATH})\)"),
            spaced,
        ),
        (")[", format!(r"\(([^()\[\]\n]+)\)\[({PATH})\]"), turned),
        ("[[", r"\[\[(?:\|([^\[\]\n]*))?\]\]".to_owned(), nameless),
        ("]]", r"\[([^\[\]\n|]+)\]\]".to_owned(), half_open),
        (
            "][",
            r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]".to_owned(),
            undefined,
        ),
    ];
    let forms = rows.into_iter().map(|(sign, pattern, say)| {
        let pattern = Regex::new(&pattern).ok()?;
        Some(Form { sign, pattern, say })
    });
    forms.flatten().collect()
});

/// Says of each such link in a text what to type.
pub(super) fn judge(page: &Page, prose: &Prose, findings: &mut Vec<Diagnostic>) {
    let words = &page.text[prose.span.range()];
    if !words.contains(']') {
        return;
    }
    for form in FORMS.iter().filter(|form| words.contains(form.sign)) {
        let (mut counted, mut depth) = (0, 0i64);
        for found in form.pattern.captures_iter(words) {
            let Some(whole) = found.get(0) else {
                continue;
            };
            // Brackets that touch a word or stand within others are written by those who count or program.
            let before = words[..whole.start()].chars().next_back();
            let is_apart =
                before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '[' | ']' | ')' | '_'));
            // Each bracket is counted once, however many are found.
            for byte in words[counted..whole.start()].bytes() {
                depth += i64::from(byte == b'[') - i64::from(byte == b']');
            }
            counted = whole.start();
            let is_within = depth > 0;
            let start = prose.span.start as usize + whole.start();
            if !is_apart || is_within || is_escaped(page, start) {
                continue;
            }
            if let Some(said) = (form.say)(&found) {
                let place = part(prose.span, whole.range());
                let mended = said.mended.map(|mended| Suggestion::maybe(place, mended));
                findings.push(RULE.at(place, said.message).help(said.help).suggest(mended));
            }
        }
    }
}

fn spaced(found: &Captures<'_>) -> Option<Said> {
    let mended = format!("{}({})", &found[1], &found[2]);
    Some(Said {
        message: "a space stands before the address of this link, so it is shown as text"
            .to_owned(),
        help: format!("write {mended}"),
        mended: Some(mended),
    })
}

fn turned(found: &Captures<'_>) -> Option<Said> {
    let mended = format!("[{}]({})", &found[1], &found[2]);
    Some(Said {
        message: "the brackets of this link are the wrong way round, so it is shown as text"
            .to_owned(),
        help: format!("write {mended}"),
        mended: Some(mended),
    })
}

fn nameless(found: &Captures<'_>) -> Option<Said> {
    let words = found.get(1).map_or("", |words| words.as_str().trim());
    let link = if words.is_empty() {
        "[[page]]".to_owned()
    } else {
        format!("[[page|{words}]]")
    };
    Some(Said {
        message: format!("`{}` names no page, so it is shown as text", &found[0]),
        help: format!("write the page's name in it: {link}"),
        mended: None,
    })
}

fn half_open(found: &Captures<'_>) -> Option<Said> {
    let name = found[1].trim();
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let mended = format!("[[{name}]]");
    Some(Said {
        message: "this link begins with one bracket and ends with two, so it is shown as text"
            .to_owned(),
        help: format!("write {mended}"),
        mended: Some(mended),
    })
}

fn undefined(found: &Captures<'_>) -> Option<Said> {
    let (words, label) = (found[1].trim(), found[2].trim());
    let label = if label.is_empty() { words } else { label };
    let is_word = |text: &str| text.starts_with(char::is_alphabetic);
    (is_word(words) && is_word(label)).then(|| Said {
        message: format!("nothing says where `{label}` leads, so this link is shown as text"),
        help: format!("write [{words}](page.md), or put on a line of its own [{label}]: page.md"),
        mended: None,
    })
}
