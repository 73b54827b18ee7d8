//! Signs within lines of MkDocs, Pandoc, Quarto and bookdown that this program writes as HTML or not at all: lowered
//! and raised letters, marks of an editor, examples that are numbered, entries of an index, captions of tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::context::OnPage;
use super::editing::Editing;
use super::kept::Kept;
use crate::import::notes::{Kind, Notes};
use crate::import::tool::Tool;

static LOWERED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"~([^~\s\\{}\[\]/$]{1,40})~").ok());
static RAISED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\^([^\^\s\\{}\[\]/$]{1,40})\^").ok());
static ADDED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{\+\+([^\n]*?)\+\+\}").ok());
static CHANGED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{~~([^\n]*?)~>([^\n]*?)~~\}").ok());
static MARKED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{==([^\n]*?)==\}").ok());
static REMARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[ \t]*\{>>([^\n]*?)<<\}").ok());
static OF_CODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^:::[ \t]+[A-Za-z_][\w.]*[ \t]*$").ok());
static SHORT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\*\[[^\]\n]+\]:[^\n]*$").ok());
static EMOJI: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|\s)(:[a-z][a-z0-9_+-]{2,}:)(?:\s|$|[.,;!?)])").ok());
static INDEX: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\\index\{[^{}\n]*\}").ok());
static EXAMPLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^([ \t]*)\(@([\w-]*)\)[ \t]+").ok());
static NAMED_EXAMPLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\(@([\w-]+)\)").ok());
static TABLE_CAPTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^:[ \t]+([^\n{]*?)[ \t]*\{#([\w:.-]+)[^}\n]*\}[ \t]*$").ok());
static TEXT_REFERENCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\(ref:([\w-]+)\)[ \t]+([^\n]+)\n?").ok());

/// Puts words of bookdown that have a name, `(ref:name) words`, where the name stands.
pub(super) fn named_words(text: &str) -> Option<String> {
    let pattern = TEXT_REFERENCE.as_ref()?;
    let found = pattern.captures_iter(text);
    let words: Vec<(String, String)> = found
        .map(|one| (format!("(ref:{})", &one[1]), one[2].trim().to_owned()))
        .collect();
    if words.is_empty() {
        return None;
    }
    let without = pattern.replace_all(text, "").into_owned();
    // A chunk of code has them in its options, so code is no exception.
    static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\(ref:[\w-]+\)").ok());
    let words: HashMap<String, String> = words.into_iter().collect();
    let named = |found: &regex::Captures<'_>| {
        let known = words.get(&found[0]);
        known.map_or_else(|| found[0].to_owned(), Clone::clone)
    };
    Some(NAME.as_ref()?.replace_all(&without, named).into_owned())
}

/// Translates them; those of other tools stay.
pub(super) fn translate(
    editing: &mut Editing<'_>,
    kept: &Kept,
    tool: Tool,
    page: OnPage<'_>,
    notes: &mut Notes,
) {
    if tool == Tool::MkDocs {
        editing.replace_signs(ADDED.as_ref(), kept, |_, words| {
            Some(format!("<ins>{}</ins>", words[0]))
        });
        editing.replace_signs(CHANGED.as_ref(), kept, |_, words| {
            Some(format!("<del>{}</del><ins>{}</ins>", words[0], words[1]))
        });
        editing.replace_signs(MARKED.as_ref(), kept, |_, words| {
            Some(format!("<mark>{}</mark>", words[0]))
        });
        // Remarks of editors are for those who write.
        editing.replace_all(REMARK.as_ref(), |found| {
            notes.add(Kind::PartlyHidden, page.to, &found[0]);
            let words = found[1].trim().replace("--", "- -");
            Some(format!("<!-- {words} -->"))
        });
        stay(editing, &OF_CODE, 0, page, notes);
        stay(editing, &SHORT, 0, page, notes);
        stay(editing, &EMOJI, 1, page, notes);
    }
    if tool.is_pandoc() {
        editing.replace_all(INDEX.as_ref(), |_| Some(String::new()));
        examples(editing);
        editing.replace_all(TABLE_CAPTION.as_ref(), |found| {
            Some(format!("<a id=\"{}\"></a>\n*{}*", &found[2], &found[1]))
        });
    }
    if tool == Tool::MkDocs || tool.is_pandoc() {
        for (pattern, sign, element) in [(&LOWERED, '~', "sub"), (&RAISED, '^', "sup")] {
            let text = editing.text;
            editing.replace_signs(pattern.as_ref(), kept, |place, words| {
                // Two of them strike out.
                let is_other = text[..place.start].ends_with([sign, '\\'])
                    || text[place.end..].starts_with(sign);
                (!is_other).then(|| format!("<{element}>{}</{element}>", words[0]))
            });
        }
    }
}

/// Examples that are numbered through the page.
fn examples(editing: &mut Editing<'_>) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut count = 0;
    editing.replace_all(EXAMPLE.as_ref(), |found| {
        count += 1;
        numbers.insert(found[2].to_owned(), count);
        Some(format!("{}{count}. ", &found[1]))
    });
    editing.replace_all(NAMED_EXAMPLE.as_ref(), |found| {
        let number = numbers.get(&found[1])?;
        Some(format!("({number})"))
    });
}

/// Notes what stays in the text as it was typed.
fn stay(
    editing: &Editing<'_>,
    pattern: &LazyLock<Option<Regex>>,
    group: usize,
    page: OnPage<'_>,
    notes: &mut Notes,
) {
    let text = editing.text;
    let found = pattern
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text));
    for sign in found.filter_map(|found| found.get(group)) {
        if !editing.is_code(sign.start()) {
            notes.add(Kind::Sign, page.to, sign.as_str());
        }
    }
}
