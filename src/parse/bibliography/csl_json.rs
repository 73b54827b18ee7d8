//! CSL JSON, as Zotero and Pandoc write it: a list of items, or an object that holds one under
//! `items` or `references`.
//!
//! 1. Cut the text into items, with the place of each field ([`items`]).
//! 2. Read each item by itself, so that a broken one costs no other.
//! 3. Convert it to hayagriva's entry ([`convert`], [`values`]).

mod convert;
mod items;
pub(super) mod names;
mod values;

use std::ops::Range;

use serde_json::{Deserializer, Map, Value};

use self::items::{Item, members};
use crate::diagnostic::bibliography_syntax;
use crate::parse::bibliography::reading::Reading;

/// Reads a whole file.
pub(super) fn parse(reading: &mut Reading, text: &str) {
    let whole = text.trim();
    if whole.is_empty() {
        return;
    }
    let start = text.len() - text.trim_start().len();
    let whole_error = serde_json::from_str::<Value>(text).err();
    let Some(list) = items::list(text, start) else {
        let span = reading.span(start..start + whole.chars().next().map_or(0, char::len_utf8));
        let message = "this is not a list of sources in CSL JSON";
        let help = "begin the file with `[` and end it with `]`, with a `{…}` for each source";
        return reading.report(bibliography_syntax::broken(span, message, help));
    };
    // A source without an end is told at its own place.
    let mut is_told = false;
    for range in list {
        is_told |= read(reading, text, range);
    }
    if !is_told && whole_error.is_some_and(|error| error.is_eof()) {
        let span = reading.span(start..start + 1);
        let message = "this file ends before its list of sources does";
        let help = "type the `]` or `}` that is missing at its end";
        reading.report(bibliography_syntax::broken(span, message, help));
    }
}

/// Reads one item; where a comma is missing, those that stand in its place. Tells whether one has no end.
fn read(reading: &mut Reading, text: &str, range: Range<usize>) -> bool {
    let item = &text[range.clone()];
    let mut values = Deserializer::from_str(item).into_iter::<Map<String, Value>>();
    let mut start = 0;
    // Where a comma is missing, the range holds several items: the deserializer finds where each of them ends.
    while let Some(value) = values.next() {
        match value {
            Ok(fields) => {
                let end = values.byte_offset();
                let begins = start + (item[start..].len() - item[start..].trim_start().len());
                if start > 0 {
                    missing_comma(reading, range.start + begins);
                }
                let place = range.start + begins..range.start + end;
                let members = members(text, place.start);
                convert::convert(
                    reading,
                    &Item {
                        text,
                        place,
                        members,
                        fields,
                    },
                );
                start = end;
            }
            Err(error) => {
                broken(reading, item, range.start, &error);
                return error.is_eof();
            }
        }
    }
    false
}

fn missing_comma(reading: &mut Reading, at: usize) {
    let span = reading.span(at..at + 1);
    let message = "there is no comma between two sources";
    reading.report(bibliography_syntax::broken(
        span,
        message,
        "type a comma before this `{`",
    ));
}

fn broken(reading: &mut Reading, item: &str, start: usize, error: &serde_json::Error) {
    let before: usize = item
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (before + error.column().saturating_sub(1)).min(item.trim_end().len());
    while !item.is_char_boundary(at) {
        at -= 1;
    }
    let length = item[at..].chars().next().map_or(0, char::len_utf8);
    let span = reading.span(start + at..start + at + length);
    let message = format!("this source cannot be read from here on: {}", cause(error));
    let help = if error.is_eof() {
        "type what is missing at its end: a `}` for the source, and a `]` for the list"
    } else {
        "each field is \"name\": value, with a comma between two and none after the last"
    };
    reading.report(bibliography_syntax::broken(span, message, help));
}

/// What is wrong, in the words of who types it.
fn cause(error: &serde_json::Error) -> &'static str {
    let said = error.to_string();
    // serde_json keeps its error codes private, so its messages are searched. The first that fits counts, so narrower
    // parts stand before wider ones.
    let causes = [
        ("EOF while parsing a string", "a quotation mark is missing"),
        ("EOF", "it ends before its last bracket"),
        ("trailing comma", "a comma stands behind the last field"),
        (
            "expected `,` or `}`",
            "a comma is missing between two fields",
        ),
        ("expected `,` or `]`", "a comma is missing in a list"),
        (
            "expected `:`",
            "a colon is missing behind the name of a field",
        ),
        (
            "key must be a string",
            "the name of a field stands between quotation marks",
        ),
        ("control character", "a text goes on in the next line"),
        (
            "escape",
            "a backslash stands before a letter that it does not go with",
        ),
        (
            "expected value",
            "a value is missing, or is a text without quotation marks",
        ),
        ("number", "a number is not written in plain figures"),
    ];
    let found = causes.iter().find(|(part, _)| said.contains(part));
    found.map_or("a sign is missing or too many", |(_, cause)| cause)
}

#[cfg(test)]
mod tests;
