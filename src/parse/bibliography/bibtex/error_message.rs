//! Why a piece of a BibLaTeX file cannot be read, in a writer's words and at the place to mend.
//!
//! biblatex says which token it missed and where it noticed. A value without its closing brace is
//! noticed at the end of the file; the place to mend is where the value begins.

use std::ops::Range;

use biblatex::{ParseError, ParseErrorKind, Token};

use crate::parse::bibliography::excerpt::excerpt;

/// A mistake: its place in the piece, what is wrong, and what to type.
#[derive(Debug, PartialEq)]
pub(super) struct Broken {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// Explains an error of biblatex in `piece`, one entry's text.
pub(super) fn error_message(piece: &str, error: &ParseError) -> Broken {
    let at = error.span.start.min(piece.len());
    let fields = fields(piece);
    let field = fields.iter().rev().find(|field| field.value <= at);
    if at >= piece.trim_end().len() {
        return unclosed(piece, &fields);
    }
    match &error.kind {
        ParseErrorKind::UnexpectedEof => no_value(piece, at, field),
        ParseErrorKind::Expected(Token::Comma) => match field {
            Some(field) => no_comma(piece, at, field),
            None => bad_key(piece, at),
        },
        ParseErrorKind::Expected(Token::Equals) => no_equals(piece, at),
        ParseErrorKind::Expected(Token::Identifier) => no_name(piece, at),
        ParseErrorKind::Expected(Token::OpeningBrace) => no_brace(piece, at),
        kind => Broken {
            range: char_at(piece, at),
            message: format!("{} cannot be read: {kind}", subject(piece)),
            help: "compare it with an entry that works".into(),
        },
    }
}

/// A field of a broken entry, as far as its braces tell.
#[derive(Debug)]
struct Field<'t> {
    name: &'t str,
    /// Where its value begins.
    value: usize,
    /// Whether another field seems to begin inside the value.
    swallows: bool,
    closed: bool,
}

/// The fields at the entry's own level. A value that never closes takes in all that follows.
fn fields(piece: &str) -> Vec<Field<'_>> {
    let bytes = piece.as_bytes();
    let mut fields: Vec<Field<'_>> = Vec::new();
    let (mut depth, mut quoted, mut at) = (0usize, false, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            // A quotation mark opens a value only outside of braces; within them, and in a key, it is a character.
            b'"' if depth == 1 && !fields.is_empty() => quoted = !quoted,
            _ if quoted => {}
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'=' if depth == 1 => fields.push(Field {
                name: word_before(piece, at),
                value: piece.len() - piece[at + 1..].trim_start().len(),
                swallows: false,
                closed: false,
            }),
            _ => {}
        }
        at += 1;
        if let Some(field) = fields.last_mut() {
            field.closed = depth == 1 && !quoted;
            let inside = depth > 1 || quoted;
            let line_ends = bytes.get(at - 1) == Some(&b'\n');
            field.swallows |= inside && line_ends && looks_like_field(&piece[at..]);
        }
    }
    fields
}

fn word_before(piece: &str, at: usize) -> &str {
    let before = piece[..at].trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '+'))
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    &before[start..]
}

/// Whether a line reads `name = {`, `name = "` or `name = 1`.
fn looks_like_field(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    line.split_once('=').is_some_and(|(name, value)| {
        let name = name.trim();
        let value = value.trim_start();
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
            && value.starts_with(|c: char| matches!(c, '{' | '"') || c.is_ascii_digit())
    })
}

/// The entry in words: its key if it has one.
fn subject(piece: &str) -> String {
    let key = piece
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once(','))
        .map(|(key, _)| key.trim())
        .filter(|key| !key.is_empty() && !key.contains(char::is_whitespace));
    match key {
        Some(key) => format!("the entry `{}`", excerpt(key)),
        None => "this entry".into(),
    }
}

/// The character at `at`, or the last of the piece.
fn char_at(piece: &str, at: usize) -> Range<usize> {
    match piece[at..].chars().next() {
        Some(c) => at..at + c.len_utf8(),
        None => {
            let last = piece.trim_end().char_indices().next_back();
            last.map_or(0..0, |(at, c)| at..at + c.len_utf8())
        }
    }
}

/// The end of what stands before `at`, as the place after which something is missing.
fn before(piece: &str, at: usize) -> Range<usize> {
    let end = piece[..at].trim_end().len();
    let start = piece[..end]
        .char_indices()
        .next_back()
        .map_or(0, |(i, _)| i);
    start..end
}

fn unclosed(piece: &str, fields: &[Field<'_>]) -> Broken {
    let culprit = fields
        .iter()
        .find(|field| field.swallows)
        .or_else(|| fields.last().filter(|field| !field.closed));
    let Some(field) = culprit else {
        let brace = piece.find('{').unwrap_or(0);
        return Broken {
            range: 0..(brace + 1).min(piece.len()),
            message: format!("{} is never closed", subject(piece)),
            help: "type a `}` on a line of its own after its last field".into(),
        };
    };
    let mark = if piece[field.value..].starts_with('"') {
        '"'
    } else {
        '}'
    };
    Broken {
        range: char_at(piece, field.value),
        message: format!("the value of `{}` is never closed", field.name),
        help: format!("type a `{mark}` where it ends, and look for a brace too many or too few"),
    }
}

fn no_value(piece: &str, at: usize, field: Option<&Field<'_>>) -> Broken {
    let name = field.map_or("field", |field| field.name);
    Broken {
        range: char_at(piece, at),
        message: format!("the value of `{name}` stands neither in braces nor in quotation marks"),
        help: format!("type it as {name} = {{…}}"),
    }
}

fn no_comma(piece: &str, at: usize, field: &Field<'_>) -> Broken {
    Broken {
        range: before(piece, at),
        message: format!("there is no comma after the field `{}`", field.name),
        help: "type a comma here".into(),
    }
}

fn bad_key(piece: &str, at: usize) -> Broken {
    let (range, message) = if piece[at..].starts_with('=') {
        (
            before(piece, at),
            "this entry has no key: its first field stands where the key belongs",
        )
    } else if piece[at..].starts_with('}') {
        (before(piece, at), "this entry has a key and nothing else")
    } else {
        (
            char_at(piece, at),
            "there is no comma after the key of this entry, or the key has a space",
        )
    };
    Broken {
        range,
        message: message.into(),
        help: "type a key without spaces and a comma after the brace: @book{smith-2020,".into(),
    }
}

fn no_equals(piece: &str, at: usize) -> Broken {
    let name = word_before(piece, at);
    let range = before(piece, at);
    Broken {
        range: range.end - name.len().min(range.end)..range.end,
        message: format!("`{}` is not followed by `=` and a value", excerpt(name)),
        help: "type it as name = {value}; a comma inside a value needs the value in braces".into(),
    }
}

fn no_name(piece: &str, at: usize) -> Broken {
    let range = char_at(piece, at);
    let message = match &piece[range.clone()] {
        "," => "there is a comma too many here".into(),
        found => format!("`{found}` stands where the name of a field belongs"),
    };
    Broken {
        range,
        message,
        help: "each field is name = {value}, with one comma between two fields".into(),
    }
}

fn no_brace(piece: &str, at: usize) -> Broken {
    let message = match piece[at..].chars().next() {
        Some('(') => "the round bracket that opens this entry is never closed",
        _ => "there is no `{` after the type of this entry",
    };
    Broken {
        range: char_at(piece, at),
        message: message.into(),
        help: "put the entry in braces: @book{smith-2020, title = {…}}".into(),
    }
}

#[cfg(test)]
mod tests {
    use biblatex::RawBibliography;

    use super::error_message;

    fn explained(piece: &str) -> (String, &str) {
        let error = RawBibliography::parse(piece).unwrap_err();
        let broken = error_message(piece, &error);
        (broken.message, &piece[broken.range])
    }

    #[test]
    fn the_place_is_where_the_mistake_was_made() {
        let cases = [
            (
                "@book{a,\n title = {A,\n year = {2020}\n}\n",
                ("the value of `title` is never closed", "{"),
            ),
            (
                "@book{a,\n title = \"A,\n year = {2020}\n}\n",
                ("the value of `title` is never closed", "\""),
            ),
            (
                "@book{a,\n title = {A}\n\n",
                ("the entry `a` is never closed", "@book{"),
            ),
            (
                "@book{a,\n title = {A}\n year = {2020}\n}",
                ("there is no comma after the field `title`", "}"),
            ),
            (
                "@book{a,\n title {A}\n}",
                ("`title` is not followed by `=` and a value", "title"),
            ),
            (
                "@book{a,,\n title = {A}\n}",
                ("there is a comma too many here", ","),
            ),
            (
                "@book{a,\n year = -5\n}",
                (
                    "the value of `year` stands neither in braces nor in quotation marks",
                    "-",
                ),
            ),
            (
                "@book{title = {A}}",
                (
                    "this entry has no key: its first field stands where the key belongs",
                    "e",
                ),
            ),
            (
                "@book{my key, title = {A}}",
                (
                    "there is no comma after the key of this entry, or the key has a space",
                    "k",
                ),
            ),
            (
                "@book(a, title = {A})",
                (
                    "the round bracket that opens this entry is never closed",
                    "(",
                ),
            ),
            (
                "@book a, title = {A}",
                ("there is no `{` after the type of this entry", "a"),
            ),
        ];
        for (piece, (message, place)) in cases {
            assert_eq!(explained(piece), (message.to_owned(), place), "{piece}");
        }
    }

    #[test]
    fn nothing_panics_on_what_is_cut_short() {
        let piece = "@bôok{é, tïtle = {É \\é \"x\"} # \"y\", ñ = é, 5 = {é}, = , é\"é\" = é}";
        for (start, _) in piece.char_indices() {
            for (end, _) in piece.char_indices().filter(|(end, _)| *end >= start) {
                let part = format!("@a{{{}", &piece[start..end]);
                if let Err(error) = RawBibliography::parse(&part) {
                    let broken = error_message(&part, &error);
                    assert!(part.get(broken.range).is_some(), "{part}");
                }
            }
        }
    }
}
