//! The items of a CSL JSON text and their fields, each with its place: serde_json tells no places,
//! and gives up a whole file at the first mistake.

use std::ops::Range;

use serde_json::{Map, Value};

/// One item: its fields as values, and where they stand in the text.
pub(super) struct Item<'t> {
    pub text: &'t str,
    pub place: Range<usize>,
    pub members: Vec<Member>,
    pub fields: Map<String, Value>,
}

/// The place of a field: of its name without quotation marks, and of its value.
#[derive(Debug, PartialEq)]
pub(super) struct Member {
    pub name: Range<usize>,
    pub value: Range<usize>,
}

impl Item<'_> {
    fn member(&self, name: &str) -> Option<&Member> {
        let mut members = self.members.iter();
        members.find(|member| &self.text[member.name.clone()] == name)
    }

    /// The place of a field's value, or of the item.
    pub(super) fn place_of(&self, name: &str) -> Range<usize> {
        let member = self.member(name);
        member.map_or(self.place.start..self.place.start + 1, |m| m.value.clone())
    }
}

/// The items of the list that begins at `start`, or that the object there holds.
pub(super) fn list(text: &str, start: usize) -> Option<Vec<Range<usize>>> {
    match text.as_bytes().get(start)? {
        b'[' => Some(children(text, start)),
        b'{' => {
            let members = members(text, start);
            let listed = members.iter().find(|member| {
                matches!(&text[member.name.clone()], "items" | "references")
                    && text[member.value.clone()].starts_with('[')
            });
            match listed {
                Some(member) => Some(children(text, member.value.start)),
                None => Some(std::iter::once(start..text.trim_end().len()).collect()),
            }
        }
        _ => None,
    }
}

/// The fields of the object that begins at `start`.
pub(super) fn members(text: &str, start: usize) -> Vec<Member> {
    let mut members = Vec::new();
    for child in children(text, start) {
        let Some(inner) = text[child.clone()].strip_prefix('"') else {
            continue;
        };
        let Some(length) = string_end(inner) else {
            continue;
        };
        let name = child.start + 1..child.start + 1 + length;
        let behind = text[name.end + 1..child.end].trim_start();
        if let Some(value) = behind.strip_prefix(':') {
            let value = child.end - value.trim_start().len()..child.end;
            members.push(Member { name, value });
        }
    }
    members
}

fn string_end(inner: &str) -> Option<usize> {
    let bytes = inner.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// What stands between the commas of the list or object that begins at `start`, without blanks.
///
/// A text cannot hold a line break, so one that is never closed ends with its line. A child that
/// is never closed ends where a brace stands at the head of a line, in the column of the first.
fn children(text: &str, start: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut push = |range: Range<usize>| {
        let child = text[range.clone()].trim_start();
        let begin = range.end - child.len();
        if !child.trim_end().is_empty() {
            found.push(begin..begin + child.trim_end().len());
        }
    };
    let (mut depth, mut quoted, mut at, mut begin) = (1usize, false, start + 1, start + 1);
    let column = first_column(text, start + 1);
    while at < bytes.len() {
        match bytes[at] {
            // Texts come before brackets, since none within a text counts. In JSON none holds a line break (RFC 8259).
            b'\\' if quoted => at += 1,
            b'\n' => quoted = false,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' if depth > 1 && column.is_some() && column == line_head(text, at) => {
                push(begin..text[..at].trim_end().trim_end_matches(',').len());
                (begin, depth) = (at, 2);
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    push(begin..at);
                    return found;
                }
            }
            b',' if depth == 1 => {
                push(begin..at);
                begin = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    push(begin.min(text.len())..text.len());
    found
}

/// The column of the first child if it is an object at the head of an indented line.
fn first_column(text: &str, start: usize) -> Option<usize> {
    let at = text.len() - text[start..].trim_start().len();
    let is_object = text[at..].starts_with('{');
    line_head(text, at).filter(|column| is_object && *column > 0)
}

/// The column of `at` if nothing but blanks stands before it on its line.
fn line_head(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let blank = text[line..at]
        .bytes()
        .all(|byte| byte == b' ' || byte == b'\t');
    blank.then_some(at - line)
}

#[cfg(test)]
mod tests {
    use super::{list, members};

    fn texts(text: &str) -> Vec<&str> {
        let ranges = list(text, 0).unwrap();
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn items_are_cut_at_the_commas_of_their_list() {
        assert_eq!(
            texts("[{\"a\": [1, \"],\"]} , {}\n]"),
            ["{\"a\": [1, \"],\"]}", "{}"]
        );
        assert_eq!(texts("{\"x\": 1, \"items\": [{}, {}]}"), ["{}", "{}"]);
        assert_eq!(texts("{\"id\": 1}"), ["{\"id\": 1}"]);
    }

    #[test]
    fn an_item_without_an_end_stops_where_the_next_begins() {
        let text = "[\n  {\n    \"a\": {\n  },\n  {\n    \"b\": \"x\n  },\n  {}\n]";
        assert_eq!(texts(text).len(), 3);
        assert_eq!(texts(text)[2], "{}");
    }

    #[test]
    fn members_have_the_places_of_names_and_values() {
        let text = "{\"id\": \"x\", \"a\\\"\" : [1]}";
        let of = |m: super::Member| (&text[m.name], &text[m.value]);
        let found: Vec<_> = members(text, 0).into_iter().map(of).collect();
        assert_eq!(found, [("id", "\"x\""), ("a\\\"", "[1]")]);
    }
}
