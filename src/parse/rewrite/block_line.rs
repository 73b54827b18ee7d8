//! The lines with which other tools begin and end a block: `:::note[Title]`, `::: {.callout-tip}`, `:::`,
//! `!!! note "Title"`, `??? note`, MyST's ```` ```{note} Title ````; and the lines that say something of the
//! block beside them: `(label)=`, `{: .class}`.

use std::ops::Range;

use crate::model::page::{Fold, MarkerKind};
use crate::parse::{attributes, callout};

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

/// Reads a line that begins with three colons or more.
pub(super) fn fence(line: &str, is_timed: bool) -> BlockLine {
    let line = line.trim_end();
    // Pandoc lets colons stand behind the name too.
    let line = line.trim_end_matches(':').trim_end();
    let info = line.trim_start_matches(':');
    let at = line.len() - info.len();
    let words = info.trim_start();
    let at = at + info.len() - words.len();
    if words.is_empty() {
        return BlockLine::Close;
    }
    match words.strip_prefix('{') {
        Some(_) => in_braces(words, at, is_timed),
        None => by_name(words, at, is_timed),
    }
    .map_or(BlockLine::Unknown, BlockLine::Open)
}

/// `{.callout-note title="…" collapse="true"}`, or MyST's `{note} Title`.
fn in_braces(words: &str, at: usize, is_timed: bool) -> Option<Opening> {
    if let Some((attributes, length)) = attributes::read(words) {
        let rest = trimmed(words, length..words.len());
        let mut classes = attributes.classes.iter();
        let kind =
            classes.find_map(|name| callout::kind_named(name, &words[rest.clone()], is_timed))?;
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
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let end = words.find(|c| !is_name(c)).unwrap_or(words.len());
    let (name, behind) = words.split_at(end);
    let mut title = trimmed(words, end..words.len());
    if let Some(closed) = bracketed(behind) {
        title = end + closed.start..end + closed.end;
    } else if let Some((attributes, length)) = attributes::read(&words[title.start..]) {
        let start = title.start;
        let given = attributes.value(&["title"]).map(|title| &title.range);
        title = given.map_or_else(
            || trimmed(words, start + length..words.len()),
            |given| start + given.start..start + given.end,
        );
    }
    let kind = callout::kind_named(name, &words[title.clone()], is_timed)?;
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

/// Whose cue it is was read already, and is no title.
fn opening(
    kind: MarkerKind,
    fold: Option<Fold>,
    title: Option<Range<usize>>,
    at: usize,
) -> Opening {
    let title = title.filter(|title| !title.is_empty() && !matches!(kind, MarkerKind::Cue(_)));
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
    let name = info[..names].split_whitespace().next()?;
    let kind = callout::kind_named(name, "", is_timed);
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
    let name = &words[1..end];
    let rest = trimmed(words, end + 1..words.len());
    let kind = callout::kind_named(name, &words[rest.clone()], is_timed)?;
    let is_known = !matches!(kind, MarkerKind::Unknown(_));
    is_known.then(|| opening(kind, None, Some(rest), at))
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

    #[test]
    fn lines_of_myst_and_kramdown_are_read() {
        for (line, expected) in [
            ("```{note}", "Note None "),
            ("~~~~{tip} A title", "Tip None A title"),
            ("``` {Attention}", "Other None"),
            ("```{python}", "nothing"),
            ("```note", "nothing"),
            ("``{note}", "nothing"),
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
        ] {
            assert_eq!(shown(line, Some(fence(line, false))), expected, "{line}");
        }
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
