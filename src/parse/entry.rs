//! The lines of front matter as a person sees them, for texts that no parser can read.
//!
//! Takes fields in either notation; gives the lines of each, from its name to the end of its value.

use std::ops::Range;

use crate::model::front_matter::Notation;

/// A field's name, the sign behind it, and what follows on its line.
#[derive(Debug, PartialEq)]
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    /// `=` or `:`; none where the line has neither.
    pub(super) sign: Option<char>,
    pub(super) value: &'a str,
    /// Where the value begins within the line.
    pub(super) value_at: usize,
}

/// Takes a line apart at the first sign that may stand behind a name.
pub(super) fn line(text: &str) -> Line<'_> {
    let first = text.lines().next().unwrap_or_default();
    let Some(at) = first.find(['=', ':']) else {
        return Line {
            name: first.trim(),
            sign: None,
            value: "",
            value_at: first.trim_end().len(),
        };
    };
    let behind = &first[at + 1..];
    Line {
        name: first[..at].trim(),
        sign: first[at..].chars().next(),
        value: behind.trim(),
        value_at: at + 1 + behind.len() - behind.trim_start().len(),
    }
}

/// The bytes of each field of `text`, with its line breaks; comments and empty lines belong to the field
/// above them.
pub(super) fn entries(text: &str, notation: Notation) -> Vec<Range<usize>> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    // Where a text ends that goes on over lines.
    let mut text_ends = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let goes_on = match notation {
            Notation::Toml if at < text_ends => true,
            Notation::Toml => is_nothing(line) || depth > 0 && !is_field(line),
            Notation::Yaml => is_nothing(line) || line.starts_with([' ', '\t', '-']),
        };
        match entries.last_mut() {
            Some(last) if goes_on => last.end = end,
            _ => {
                depth = 0;
                entries.push(at..end);
            }
        }
        if notation == Notation::Toml && at >= text_ends {
            text_ends = at + text_over_lines(&text[at..]);
        }
        depth = deeper(depth, line);
        at = end;
    }
    entries
}

/// How many bytes the text takes that begins on the first line and ends, with the same mark, at the end of
/// another; 0 where it ends on its own line, or never.
fn text_over_lines(text: &str) -> usize {
    /// A text that goes on for longer is one that never ends.
    const LONGEST: usize = 30;
    let mut lines = text.split_inclusive('\n').take(LONGEST);
    let first = lines.next().unwrap_or_default();
    let value = line(first).value;
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(mark) = mark.filter(|mark| value.matches(*mark).count() == 1 && is_field(first))
    else {
        return 0;
    };
    let mut end = first.len();
    for line in lines {
        end += line.len();
        if is_nothing(line) || is_field(line) || line.starts_with('[') {
            return 0;
        }
        if line.trim_end().ends_with(mark) {
            return end;
        }
    }
    0
}

/// The lines of a field, under the name that it has at the top.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NamedEntry {
    /// Empty for comments before the first field.
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
    /// Whether it begins with a line in square brackets, so that plain fields have to stand before it.
    pub(crate) is_table: bool,
}

/// The lines of each field of `text` at the top: a table of TOML is one with all that is in it.
pub(crate) fn named_entries(text: &str, notation: Notation) -> Vec<NamedEntry> {
    let mut named: Vec<NamedEntry> = Vec::new();
    for range in entries(text, notation) {
        let first = text[range.clone()].lines().next().unwrap_or_default();
        let header = first.trim_start().strip_prefix('[');
        let header = header.filter(|_| notation == Notation::Toml);
        let is_table = header.is_some();
        // What follows the head of a table belongs to it, up to the next head.
        match named.last_mut() {
            Some(last) if last.is_table && !is_table => {
                last.range.end = range.end;
                continue;
            }
            _ => {}
        }
        let name = header.map_or_else(|| line(first).name, |header| header.trim_start_matches('['));
        let name = if is_nothing(first) { "" } else { name };
        let end = name.find(['.', ']']).filter(|_| notation == Notation::Toml);
        let name = &name[..end.unwrap_or(name.len())];
        named.push(NamedEntry {
            name: name.trim().trim_matches(['"', '\'']).to_owned(),
            range,
            is_table,
        });
    }
    named
}

/// Whether more brackets open than close in a field.
pub(super) fn is_open(entry: &str) -> bool {
    entry.lines().fold(0, deeper) > 0
}

/// Whether a line begins a field, as a name of plain letters with one of the signs behind it does.
pub(super) fn is_field(text: &str) -> bool {
    let Line { name, sign, .. } = line(text);
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    sign.is_some()
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(is_letter)
}

/// Whether a line is empty or a comment.
pub(super) fn is_nothing(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// The depth of brackets behind a line, without those in quotation marks and comments.
fn deeper(depth: usize, line: &str) -> usize {
    let mut depth = depth;
    let mut quote = None;
    let mut before = ' ';
    for c in line.chars() {
        match (quote, c) {
            (Some(mark), _) if c == mark && before != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            // Within a word it is an apostrophe.
            (None, '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, '#') if before.is_whitespace() => break,
            _ => {}
        }
        before = c;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::{entries, is_open, named_entries};
    use crate::model::front_matter::Notation;

    fn split(text: &str, notation: Notation) -> Vec<&str> {
        let entries = entries(text, notation).into_iter();
        entries.map(|range| &text[range]).collect()
    }

    #[test]
    fn a_field_ends_where_the_next_begins() {
        let toml =
            "title = \"A\"\n# why\ntags = [\n  \"a\",\n]\nstray\nopen = [\"a\"\nkind = \"b\"\n";
        let expected = [
            "title = \"A\"\n# why\n",
            "tags = [\n  \"a\",\n]\n",
            "stray\n",
            "open = [\"a\"\n",
            "kind = \"b\"\n",
        ];
        assert_eq!(split(toml, Notation::Toml), expected);
        let yaml = "title: A\ntags:\n  - a\n- b\n\nupdated:\n\ton: x\n";
        let expected = ["title: A\n", "tags:\n  - a\n- b\n\n", "updated:\n\ton: x\n"];
        assert_eq!(split(yaml, Notation::Yaml), expected);
    }

    #[test]
    fn a_table_is_one_field_with_all_that_is_in_it() {
        let toml = "# why\ntitle = \"A\"\nextra.a = 1\ntags = [\n \"a\",\n]\n[allow]\nx = \"y\"\n[extra.b]\nz = 1\n";
        let named = named_entries(toml, Notation::Toml).into_iter();
        let named: Vec<_> = named
            .map(|one| (one.name, one.is_table, toml[one.range].lines().count()))
            .collect();
        let expected = [
            ("", false, 1),
            ("title", false, 1),
            ("extra", false, 1),
            ("tags", false, 3),
            ("allow", true, 2),
            ("extra", true, 2),
        ];
        let expected = expected.map(|(name, is_table, lines)| (name.to_owned(), is_table, lines));
        assert_eq!(named, expected);
    }

    #[test]
    fn brackets_in_quotation_marks_open_nothing() {
        for (entry, expected) in [
            ("a = [\"x\", \"y\"\n", true),
            ("a = [\"x]\"\n", true),
            ("a = \"[\"\n", false),
            ("a = [\"Don't\"]\n", false),
            ("a = 1 # [\n", false),
        ] {
            assert_eq!(is_open(entry), expected, "{entry}");
        }
    }
}
