//! Lines of TOML that are at fault as a whole: those of other notations, two fields on one line, and one
//! field on several.

use super::seen::Seen;
use super::typed::{quoted, words};
use crate::diagnostic::data_syntax::Mistake;
use crate::parse::entry::{self, Line};

/// A line that is no field: a comment of another notation, a line that sets fields apart in pages, and the head of
/// a part without one of its brackets.
pub(super) fn odd_line(entry: &str) -> Option<Seen> {
    let line = entry.lines().next()?.trim();
    if let Some(comment) = line.strip_prefix("//") {
        let comment = format!("# {}", comment.trim());
        return Some(Seen::line(entry, Mistake::Comment, Some(comment)));
    }
    let first = line.chars().next()?;
    let is_fence = line.len() >= 3 && line.chars().all(|c| c == first);
    if is_fence && matches!(first, '-' | '+' | '=' | '*') {
        return Some(Seen::line(entry, Mistake::Fence, None));
    }
    head(line).map(|head| Seen::line(entry, Mistake::Brackets, Some(head)))
}

/// The line that begins a part, `[print]`, of one that lacks brackets.
fn head(line: &str) -> Option<String> {
    if !line.starts_with('[') && !line.ends_with(']') {
        return None;
    }
    let name = line.trim_matches(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || !name.chars().all(is_letter) {
        return None;
    }
    let is_double = line.starts_with("[[") || line.ends_with("]]");
    let (opening, closing) = if is_double { ("[[", "]]") } else { ("[", "]") };
    Some(format!("{opening}{name}{closing}"))
}

/// A text that begins on one line and ends on another, which together are to be one.
pub(super) fn over_lines(entry: &str) -> Option<Seen> {
    let Line {
        name,
        sign: Some('='),
        value,
        ..
    } = entry::line(entry)
    else {
        return None;
    };
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return None;
    }
    let mut typed = value.to_owned();
    let mut end = 0;
    let mut at = 0;
    for (number, line) in entry.split_inclusive('\n').enumerate() {
        let text = line.trim();
        if number > 0 && !text.is_empty() {
            typed.push(' ');
            typed.push_str(text);
        }
        if !text.is_empty() {
            end = at + line.trim_end().len();
        }
        at += line.len();
        if number > 0 && text.ends_with(mark) {
            break;
        }
    }
    let is_one = typed.matches(mark).count() == 2 && typed.ends_with(mark) && typed != value;
    let typed = is_one.then(|| format!("{name} = {}", quoted(words(&typed))))?;
    Some(Seen {
        mistake: Mistake::OverLines,
        range: 0..end,
        typed: Some((0..end, typed)),
    })
}

/// Two or more fields that stand on one line, each as it is typed.
pub(super) fn fields_of_line(entry: &str) -> Option<Vec<String>> {
    let mut rest = entry.lines().next()?.trim();
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=')?;
        let name = name.trim();
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || !name.chars().all(is_letter) {
            return None;
        }
        let value = behind.trim_start();
        let end = value_end(value)?;
        fields.push(format!("{name} = {}", &value[..end]));
        rest = value[end..].trim_start_matches([',', ';']).trim();
        if rest.starts_with('#') {
            break;
        }
    }
    (fields.len() > 1).then_some(fields)
}

/// Where a value ends that is typed well: a text between marks, a list or braces on one line, a word of digits
/// and plain letters.
fn value_end(value: &str) -> Option<usize> {
    let first = value.chars().next()?;
    match first {
        '"' | '\'' => Some(value[1..].find(first)? + 2),
        '[' => Some(value.find(']')? + 1),
        '{' => Some(value.find('}')? + 1),
        _ => {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
            let end = value.find(|c: char| !is_letter(c)).unwrap_or(value.len());
            let word = &value[..end];
            let is_value = matches!(word, "true" | "false") || first.is_ascii_digit();
            is_value.then_some(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fields_of_line, head, over_lines};

    #[test]
    fn two_fields_on_a_line_are_told_apart() {
        let fields = |line: &str| fields_of_line(line).map(|fields| fields.join("|"));
        let two = Some("title = \"P\"|summary = \"x = y\"".to_owned());
        assert_eq!(fields("title = \"P\" summary = \"x = y\""), two);
        assert_eq!(fields("title = \"P\", summary = \"x = y\"  # why"), two);
        assert_eq!(
            fields("draft = true order = 2"),
            Some("draft = true|order = 2".to_owned())
        );
        for line in [
            "title = \"P\"",
            "title = \"P\" x",
            "title = P order = 3",
            "",
        ] {
            assert_eq!(fields(line), None, "{line}");
        }
    }

    #[test]
    fn a_head_gets_the_brackets_that_it_lacks() {
        for (line, expected) in [
            ("[print", Some("[print]")),
            ("print]", Some("[print]")),
            ("[[upstream]", Some("[[upstream]]")),
            ("[a b", None),
            ("print", None),
        ] {
            assert_eq!(head(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_text_over_lines_keeps_its_words() {
        let typed = |entry: &str| Some(over_lines(entry)?.typed?.1);
        assert_eq!(
            typed("a = \"One\n  two lines.\"\n").as_deref(),
            Some("a = \"One two lines.\"")
        );
        assert_eq!(typed("a = \"One\n"), None);
        assert_eq!(typed("a = \"One\"\n# why\n"), None);
    }
}
