//! The lines with which other tools begin and end a block: `:::note[Title]`, `::: {.callout-tip}`, `:::`,
//! `!!! note "Title"`, `??? note`, MyST's ```` ```{note} Title ````; and the lines that say something of the
//! block beside them: `(label)=`, `{: .class}`.

use std::ops::Range;

use crate::model::page::{Audience, Fold, MarkerKind};
use crate::parse::{attributes, callout};

/// Blocks of MyST that hold text, pictures or lists, and no code.
pub(crate) const OF_MYST: [&str; 21] = [
    "aside",
    "bibliography",
    "card",
    "dropdown",
    "epigraph",
    "figure",
    "glossary",
    "grid",
    "image",
    "include",
    "list-table",
    "margin",
    "panels",
    "sidebar",
    "tab-item",
    "tab-set",
    "table",
    "tableofcontents",
    "toctree",
    "topic",
    "video",
];

/// What stands in braces behind the signs of code that is shown or run elsewhere.
const OF_CODE: [&str; 22] = [
    "bash",
    "code",
    "code-block",
    "code-cell",
    "css",
    "dot",
    "html",
    "javascript",
    "js",
    "julia",
    "literalinclude",
    "math",
    "mermaid",
    "ojs",
    "parsed-literal",
    "python",
    "r",
    "raw",
    "ruby",
    "sh",
    "sql",
    "yaml",
];

/// What such a line says. Ranges count from its own beginning.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum BlockLine {
    Open(Opening),
    /// It opens a block of which nobody here knows what it is.
    Unknown,
    Close,
}

/// The beginning of a block that is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opening {
    pub(super) kind: MarkerKind,
    pub(super) fold: Option<Fold>,
    pub(super) title: Option<Range<usize>>,
}

/// Reads a line that begins with three colons or slashes, or more. `words` are those behind these.
pub(super) fn fence(line: &str, words: &str, is_timed: bool) -> BlockLine {
    if words.is_empty() {
        return BlockLine::Close;
    }
    let at = line.find(words).unwrap_or(0);
    match words.strip_prefix('{') {
        Some(_) => in_braces(words, at, is_timed),
        None => by_name(words, at, is_timed),
    }
    .filter(|open| !is_hidden_before(&open.kind))
    .or_else(|| unclear(words, is_timed))
    .map_or(BlockLine::Unknown, BlockLine::Open)
}

/// Whether blocks of this name are hidden before lines are read. One that is still there lacks its end, for which
/// the page is withheld.
fn is_hidden_before(kind: &MarkerKind) -> bool {
    const HIDDEN: [&str; 3] = ["content-hidden", "hidden", "private"];
    matches!(kind, MarkerKind::Unknown(name) if HIDDEN.contains(&&**name))
}

/// A block that nobody knows, on a page that is timed: it is perhaps for the facilitator alone.
fn unclear(words: &str, is_timed: bool) -> Option<Opening> {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '.' | '"');
    let name = words.split(is_sign).find(|word| !word.is_empty());
    let kind = MarkerKind::Unknown(name.unwrap_or(words).into());
    is_timed.then(|| opening(kind, None, None, 0))
}

/// What a block of several names is: for whom it is counts before what it looks like.
fn kind_of<'n>(
    names: impl Iterator<Item = &'n str>,
    rest: &str,
    is_timed: bool,
) -> Option<MarkerKind> {
    let kinds = names.filter_map(|name| callout::kind_named(name, rest, is_timed));
    let kinds: Vec<MarkerKind> = kinds.collect();
    let is_restricted = |kind: &&MarkerKind| kind.audience() != Audience::Everyone;
    let restricted = kinds.iter().find(is_restricted);
    restricted.or(kinds.first()).cloned()
}

/// The length of the name at the head of a text. Only that of `what if` is two words.
fn name_length(words: &str) -> usize {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let word = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let first = word(words);
    let behind = words[first..].trim_start();
    let second = &behind[..word(behind)];
    if words[..first].eq_ignore_ascii_case("what") && second.eq_ignore_ascii_case("if") {
        words.len() - behind.len() + second.len()
    } else {
        first
    }
}

/// `{.callout-note title="…" collapse="true"}`, or MyST's `{note} Title`.
fn in_braces(words: &str, at: usize, is_timed: bool) -> Option<Opening> {
    if let Some((attributes, length)) = attributes::read(words) {
        let rest = trimmed(words, length..words.len());
        let classes = attributes.classes.iter().map(String::as_str);
        let kind = kind_of(classes, &words[rest.clone()], is_timed)?;
        let title = attributes.value(&["title"]).map(|title| &title.range);
        let title = title.cloned().or((!rest.is_empty()).then_some(rest));
        let fold = attributes.value(&["collapse"]).map(|value| {
            if value.value == "true" {
                Fold::Closed
            } else {
                Fold::Open
            }
        });
        return Some(opening(kind, fold, title, at));
    }
    let end = words.find('}')?;
    let rest = trimmed(words, end + 1..words.len());
    let kind = callout::kind_named(&words[1..end], &words[rest.clone()], is_timed)?;
    Some(opening(kind, None, Some(rest), at))
}

/// `note`, `note Title`, `note[Title]`, `note{title="…"}`.
fn by_name(words: &str, at: usize, is_timed: bool) -> Option<Opening> {
    let end = name_length(words);
    let (name, behind) = words.split_at(end);
    let mut title = trimmed(words, end..words.len());
    let mut names = vec![name];
    let listed = attributes::read(&words[title.start..]);
    let listed = listed.as_ref().map(|(attributes, _)| attributes);
    names.extend(
        listed
            .iter()
            .flat_map(|list| list.classes.iter().map(String::as_str)),
    );
    if words[title.clone()].starts_with('|') {
        title = trimmed(words, title.start + 1..title.end);
    } else if let Some(closed) = bracketed(behind) {
        title = end + closed.start..end + closed.end;
    } else if let Some((attributes, length)) = attributes::read(&words[title.start..]) {
        let start = title.start;
        let given = attributes.value(&["title"]).map(|title| &title.range);
        title = given.map_or_else(
            || trimmed(words, start + length..words.len()),
            |given| start + given.start..start + given.end,
        );
    }
    let kind = kind_of(names.into_iter(), &words[title.clone()], is_timed)?;
    // VitePress folds what it calls details, and nothing else.
    let fold = name.eq_ignore_ascii_case("details").then_some(Fold::Closed);
    Some(opening(kind, fold, Some(title), at))
}

/// What stands between the brackets at the head of a text.
fn bracketed(text: &str) -> Option<Range<usize>> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (c == ']').then_some(1..at);
        }
    }
    None
}

/// Whose cue it is was read already, and so was when it counts: these are no titles.
fn opening(
    kind: MarkerKind,
    fold: Option<Fold>,
    title: Option<Range<usize>>,
    at: usize,
) -> Opening {
    let is_read = matches!(kind, MarkerKind::Cue(_) | MarkerKind::WhatIf(Some(_)));
    let title = title.filter(|title| !title.is_empty() && !is_read);
    Opening {
        kind,
        fold,
        title: title.map(|title| at + title.start..at + title.end),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// Reads the first line of a block whose text stands four spaces further in, as MkDocs has it. `None`
/// where it is none; the words of the name say nothing of that alone.
pub(super) fn admonition(line: &str, is_timed: bool) -> Option<BlockLine> {
    let (sign, fold) = [
        ("???+", Some(Fold::Open)),
        ("???", Some(Fold::Closed)),
        ("!!!", None),
    ]
    .into_iter()
    .find(|(sign, _)| line.starts_with(sign))?;
    let words = trimmed(line, sign.len()..line.len());
    if words.is_empty() {
        return None;
    }
    let info = &line[words.clone()];
    // Several words may be classes; only the first says what the block is, and a title stands in quotation marks.
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let names = info.find(|c| !is_name(c)).unwrap_or(info.len());
    let title = trimmed(info, names..info.len());
    let title = match info[title.clone()].strip_prefix('"') {
        Some(quoted) if quoted.ends_with('"') => title.start + 1..title.end - 1,
        _ if title.is_empty() => title,
        _ => return None,
    };
    let first = name_length(info);
    let classes = info[first..names.max(first)].split_whitespace();
    let named = kind_of(std::iter::once(&info[..first]).chain(classes), "", is_timed);
    // Behind a space a name that nobody knows begins a block too.
    let has_space = words.start > sign.len();
    let unclear = || unclear(info, is_timed && has_space).map(|open| open.kind);
    let kind = named.or_else(unclear);
    // Without a space behind the signs only a name that is known begins a block.
    if words.start == sign.len() && kind.is_none() {
        return None;
    }
    let open = kind.map(|kind| opening(kind, fold, Some(title), words.start));
    Some(open.map_or(BlockLine::Unknown, BlockLine::Open))
}

/// The signs of code with which a line begins, three or more.
pub(super) fn signs(line: &str) -> &str {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'));
    let length = sign.map_or(0, |sign| line.len() - line.trim_start_matches(sign).len());
    if length >= 3 { &line[..length] } else { "" }
}

/// Reads the first line of a block of MyST: signs of code, and behind them a name in braces. `None` where it
/// is code, or nobody here knows the name.
pub(super) fn directive(line: &str, is_timed: bool) -> Option<Opening> {
    let signs = signs(line);
    let words = line[signs.len()..].trim_start();
    let at = line.len() - words.len();
    if signs.is_empty() || !words.starts_with('{') {
        return None;
    }
    let end = words.find('}')?;
    let list = &words[1..end];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = &list[..name_length(list)];
    let rest = trimmed(words, end + 1..words.len());
    let classes = list
        .split(|c| !is_name(c))
        .filter_map(|word| word.strip_prefix('.'));
    let names = std::iter::once(name).chain(classes);
    let kind = kind_of(names, &words[rest.clone()], is_timed);
    let is_code = name.is_empty() || OF_CODE.contains(&name) || OF_MYST.contains(&name);
    let unclear = || unclear(name, is_timed && !is_code).map(|open| open.kind);
    kind.or_else(unclear)
        .map(|kind| opening(kind, None, Some(rest), at))
}

/// Whether a line behind the first of such a block says how it looks: `:class: dropdown`.
pub(super) fn is_option(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    name.is_some_and(|(name, _)| is_name(name))
}

/// The label that a line gives the block behind it: `(label)=`.
pub(super) fn label(line: &str) -> Option<&str> {
    let label = line.strip_prefix('(')?.strip_suffix(")=")?;
    is_name(label).then_some(label)
}

fn is_name(name: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    !name.is_empty() && name.chars().all(is_sign)
}

/// Whether a line holds nothing but attributes of the block beside it, as kramdown has them: `{: .class}`.
pub(super) fn is_attribute_list(line: &str) -> bool {
    let read = line.starts_with("{:").then(|| attributes::read(line));
    read.flatten()
        .is_some_and(|(_, length)| length == line.len())
}

#[cfg(test)]
mod tests {
    use super::{BlockLine, admonition, directive, fence, is_attribute_list, label};
    use crate::parse::lines;

    #[test]
    fn lines_of_myst_and_kramdown_are_read() {
        for (line, expected) in [
            ("```{note}", "Note None "),
            ("~~~~{tip} A title", "Tip None A title"),
            ("``` {Attention}", "Other None"),
            ("```{python}", "nothing"),
            ("```note", "nothing"),
            ("``{note}", "nothing"),
            ("```{facilitatr}", "Unknown(\"facilitatr\") None "),
            ("```{r echo=FALSE}", "nothing"),
            ("``` {.python .numberLines}", "nothing"),
        ] {
            let read = directive(line, false).map(BlockLine::Open);
            let found = shown(line, read);
            let found = if found.starts_with("Other") {
                "Other None"
            } else {
                &found
            };
            assert_eq!(found, expected, "{line}");
        }
        assert_eq!(label("(how-we-meet)="), Some("how-we-meet"));
        assert_eq!(label("(how we meet)="), None);
        assert!(is_attribute_list("{: .no_toc }"));
        assert!(!is_attribute_list("{: .no_toc } and more"));
        assert!(!is_attribute_list("{start}"));
    }

    /// Kind, fold and title.
    fn shown(line: &str, read: Option<BlockLine>) -> String {
        match read {
            None => "nothing".to_owned(),
            Some(BlockLine::Close) => "close".to_owned(),
            Some(BlockLine::Unknown) => "unknown".to_owned(),
            Some(BlockLine::Open(open)) => {
                let title = open.title.map_or("", |title| &line[title]);
                format!("{:?} {:?} {title}", open.kind, open.fold)
            }
        }
    }

    #[test]
    fn fences_of_every_tool_are_read() {
        for (line, expected) in [
            (":::", "close"),
            ("::::::", "close"),
            (":::note", "Note None "),
            ("::: warning", "Warning None "),
            (":::tip[Bring *chairs*]", "Tip None Bring *chairs*"),
            (":::tip Bring chairs", "Tip None Bring chairs"),
            (":::tip{title=\"Bring chairs\"}", "Tip None Bring chairs"),
            ("::: {.callout-note}", "Note None "),
            (
                "::: {.callout-tip title=\"A b\" collapse=\"true\"}",
                "Tip Some(Closed) A b",
            ),
            (":::{note} A title", "Note None A title"),
            ("::::: Warning ::::::", "Warning None "),
            ("::: cue timekeeper", "Cue(\"timekeeper\") None "),
            (":::::: objectives", "unknown"),
            ("::: {.column width=\"50%\"}", "unknown"),
            ("::: facilitatr", "Unknown(\"facilitatr\") None "),
            ("::: what if", "WhatIf(None) None "),
            ("::: sayy", "Unknown(\"sayy\") None "),
            ("::: {.note .say}", "Say None "),
            ("::: note {.facilitator}", "Facilitator None "),
            ("::: top-secret", "Unknown(\"top-secret\") None "),
            ("/// tip | Bring chairs", "Tip None Bring chairs"),
            ("/// say", "Say None "),
            ("///", "close"),
        ] {
            let (_, words) = lines::block_fence(line).expect(line);
            assert_eq!(
                shown(line, Some(fence(line, words, false))),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn what_nobody_knows_is_withheld_on_a_timed_page() {
        let withheld = |name: &str| format!("Unknown(\"{name}\") None ");
        for (line, name) in [("::: columns", "columns"), ("::: {#a .wide}", "#a")] {
            let (_, words) = lines::block_fence(line).expect(line);
            let read = Some(fence(line, words, true));
            assert_eq!(shown(line, read), withheld(name), "{line}");
        }
        assert_eq!(
            shown("", admonition("!!! custom", true)),
            withheld("custom")
        );
        let read = |line: &str| shown(line, directive(line, true).map(BlockLine::Open));
        assert_eq!(read("```{exercise}"), withheld("exercise"));
        assert_eq!(read("```{python}"), "nothing");
        assert_eq!(read("```{figure} a.png"), "nothing");
        assert_eq!(shown("!!!so", admonition("!!!so", true)), "nothing");
    }

    #[test]
    fn admonitions_of_mkdocs_are_read() {
        for (line, expected) in [
            ("!!! note", "Note None "),
            ("!!! tip inline end \"A b\"", "Tip None A b"),
            ("??? warning \"Why?\"", "Warning Some(Closed) Why?"),
            ("???+ note", "Note Some(Open) "),
            ("!!! custom", "unknown"),
            ("!!! no: this is prose", "nothing"),
            ("!!!", "nothing"),
            ("!!!note", "Note None "),
            ("!!!so", "nothing"),
        ] {
            assert_eq!(shown(line, admonition(line, false)), expected, "{line}");
        }
    }
}
