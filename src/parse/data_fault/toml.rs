//! A field between `+++` lines, or of `site.toml`, that cannot be read.

use super::lines_of_toml::{fields_of_line, odd_line, over_lines};
use super::seen::Seen;
use super::typed::{
    braces, has_curly, is_bare, list, quoted, series, truth, words, words_in_marks,
};
use crate::diagnostic::data_syntax::Mistake;
use crate::diagnostic::written_date;
use crate::model::date::Date;
use crate::parse::entry::{self, Line};

/// What is wrong with `entry`, of which the parser says `cause`.
pub(super) fn see(entry: &str, cause: &str) -> Seen {
    if cause.contains("duplicate key") {
        return Seen::line(entry, Mistake::Twice, None);
    }
    if let Some(seen) = odd_line(entry).or_else(|| over_lines(entry)) {
        return seen;
    }
    if let Some(fields) = fields_of_line(entry) {
        return Seen::line(entry, Mistake::TwoFields, Some(fields.join("\n")));
    }
    let line = entry::line(entry);
    let Line {
        name, sign, value, ..
    } = line;
    let with = |value: String| Some(format!("{} = {value}", name.replace(' ', "_")));
    match sign {
        _ if entry.starts_with('[') => Seen::line(entry, Mistake::Unknown, None),
        None => Seen::line(entry, Mistake::NoField, None),
        // From the surest to the least: a wrong sign explains whatever else is wrong on the line.
        Some(':') => Seen::line(entry, Mistake::Sign, with(valued(name, value))),
        Some(_) if name.is_empty() => Seen::line(entry, Mistake::NoField, None),
        Some(_) if name.contains(' ') && !name.starts_with(['"', '\'']) => {
            Seen::line(entry, Mistake::SpaceInName, with(valued(name, value)))
        }
        Some(_) if value.is_empty() => Seen::line(entry, Mistake::NoValue, None),
        Some(_) if value.starts_with('=') => {
            let value = value.trim_start_matches('=').trim();
            Seen::line(entry, Mistake::SignTwice, with(valued(name, value)))
        }
        Some(_) if entry::is_open(entry) => open(entry),
        Some(_) => {
            let (mistake, typed) = of_value(name, value, cause);
            Seen::value(entry, mistake, typed.and_then(with))
        }
    }
}

/// A value as it should be typed, whatever marks it has.
fn valued(name: &str, value: &str) -> String {
    if is_bare(value) || Date::parse(value).is_some_and(|date| date.to_string() == value) {
        return value.to_owned();
    }
    if let Some(truth) = truth(name, value) {
        return truth.to_owned();
    }
    let listed = list(value).or_else(|| braces(value));
    let listed = listed.or_else(|| series(name, value));
    listed.unwrap_or_else(|| quoted(words(value)))
}

/// A list or a table that never ends: the bracket belongs behind what is typed of it.
fn open(entry: &str) -> Seen {
    let line = entry::line(entry);
    let is_list = line.value.starts_with('[');
    let mistake = if is_list {
        Mistake::OpenList
    } else {
        Mistake::OpenTable
    };
    let is_one_line = entry.lines().skip(1).all(entry::is_nothing);
    let is_simple = entry.matches(['[', '{']).count() == 1 && !line.value.contains('#');
    let typed = if is_one_line && is_simple {
        let value = line.value.trim_end_matches(',');
        let bracket = if is_list { "]" } else { " }" };
        let listed = list(line.value).filter(|_| is_list);
        let value = listed.unwrap_or_else(|| format!("{value}{bracket}"));
        Some(format!("{} = {value}", line.name))
    } else {
        None
    };
    Seen::value(entry, mistake, typed)
}

/// What is wrong with a value on one line, and how to type it.
fn of_value(name: &str, value: &str, cause: &str) -> (Mistake, Option<String>) {
    let one = |mistake| (mistake, Some(quoted(words(value))));
    match written_date::candidates(words(value))[..] {
        [] => {}
        [date] => return (Mistake::Date, Some(date.to_string())),
        [date, ..] => return (Mistake::EitherDate, Some(date.to_string())),
    }
    if has_curly(value) {
        return (Mistake::CurlyMarks, Some(valued(name, value)));
    }
    if let Some(truth) = truth(name, value) {
        return (Mistake::Truth, Some(truth.to_owned()));
    }
    if let Some(list) = series(name, value) {
        return (Mistake::UnquotedItems, Some(list));
    }
    // The first sign says what the writer meant to type; a mistake is named only where nothing else would
    // explain the value.
    match value.chars().next() {
        Some('[') => match list(value) {
            Some(list) => (Mistake::UnquotedItems, Some(list)),
            None => (Mistake::Unknown, None),
        },
        Some('{') => match braces(value) {
            Some(braces) => (Mistake::Sign, Some(braces)),
            None => (Mistake::Unknown, None),
        },
        Some(mark @ ('"' | '\'')) => match value.matches(mark).count() {
            _ if value.starts_with("\"\"\"") || value.starts_with("'''") => {
                (Mistake::OpenText, None)
            }
            1 => one(Mistake::OpenText),
            2 if value.ends_with(',') => one(Mistake::CommaAtEnd),
            2 if value.ends_with(mark) && value.contains('\\') => one(Mistake::Backslash),
            _ if value.ends_with([mark, ',']) => (
                Mistake::InnerMarks,
                Some(quoted(words_in_marks(value, mark))),
            ),
            _ => (Mistake::TextBehind, None),
        },
        Some('0'..='9') if value.chars().all(|c| c.is_ascii_digit()) => {
            let number = value.trim_start_matches('0');
            (Mistake::LeadingZero, Some(number.to_owned()))
        }
        _ if cause.is_empty() => (Mistake::Unknown, None),
        _ if value.ends_with(',') && is_bare(value.trim_end_matches(',')) => {
            let bare = value.trim_end_matches(',');
            (Mistake::CommaAtEnd, Some(bare.to_owned()))
        }
        _ if value.ends_with('"') && value.matches('"').count() == 1 => one(Mistake::Unquoted),
        _ if value.contains(['#', '"']) => (Mistake::Unquoted, None),
        _ => one(Mistake::Unquoted),
    }
}
