//! A field between `---` lines that cannot be read.

use super::seen::Seen;
use super::typed::{quoted, words, words_in_marks};
use crate::diagnostic::data_syntax::Mistake;
use crate::parse::entry::{self, Line};

/// Signs with which no text may begin that has no quotation marks.
const SIGNS: [char; 9] = ['@', '`', '%', '*', '&', '!', '|', '>', ','];

/// What is wrong with `entry`, of which the parser says `cause`.
pub(super) fn see(entry: &str, cause: &str) -> Seen {
    if cause.contains("duplicated key") {
        return Seen::line(entry, Mistake::Twice, None);
    }
    if let Some(seen) = tabs(entry) {
        return seen;
    }
    let line = entry::line(entry);
    let Line {
        name, sign, value, ..
    } = line;
    let with = |value: String| Some(format!("{name}: {value}"));
    let is_one_line = entry.lines().skip(1).all(entry::is_nothing);
    let one = |mistake| {
        Seen::value(
            entry,
            mistake,
            with(quoted(words(value))).filter(|_| is_one_line),
        )
    };
    // The order matters: a missing blank or an open bracket explains all the faults that follow from it,
    // so it is looked for first.
    match (sign, value.chars().next()) {
        (None, _) => Seen::line(entry, Mistake::NoField, None),
        (Some('='), _) if !entry.lines().next().unwrap_or_default().contains(": ") => {
            Seen::line(entry, Mistake::Sign, with(value.to_owned()))
        }
        (Some('='), _) => Seen::line(entry, Mistake::Unknown, None),
        (_, Some(c)) if !entry[..line.value_at].ends_with([' ', '\t']) && !matches!(c, '/') => {
            Seen::line(entry, Mistake::NoSpace, with(value.to_owned()))
        }
        (_, Some('[')) if entry::is_open(entry) => {
            let value = value.trim_end_matches(',');
            let typed = with(format!("{value}]")).filter(|_| is_one_line);
            Seen::value(entry, Mistake::OpenList, typed)
        }
        (_, Some('{')) if entry::is_open(entry) => {
            let typed = with(format!("{value} }}")).filter(|_| is_one_line);
            Seen::value(entry, Mistake::OpenTable, typed)
        }
        (_, Some(mark @ ('"' | '\''))) => match value.matches(mark).count() {
            1 => one(Mistake::OpenText),
            2 if value.contains('\\') => one(Mistake::Backslash),
            _ => one_with_all_marks(entry, name, value, mark),
        },
        (_, Some(first)) if SIGNS.contains(&first) => one(Mistake::FirstSign),
        _ if value.contains(": ") || value.ends_with(':') => one(Mistake::ColonInText),
        _ => Seen::line(entry, Mistake::Unknown, None),
    }
}

/// A text that begins with a mark and ends elsewhere or with another: all of it is text.
fn one_with_all_marks(entry: &str, name: &str, value: &str, mark: char) -> Seen {
    let is_one_line = entry.lines().skip(1).all(entry::is_nothing);
    let typed = format!("{name}: {}", quoted(words_in_marks(value, mark)));
    Seen::value(
        entry,
        Mistake::InnerMarks,
        Some(typed).filter(|_| is_one_line),
    )
}

/// Lines that tabs stand at the head of, with two spaces for each.
fn tabs(entry: &str) -> Option<Seen> {
    let mut at = 0;
    for line in entry.split_inclusive('\n') {
        let head = line.len() - line.trim_start().len();
        if line[..head].contains('\t') && !entry::is_nothing(line) {
            let spaces = line[..head].replace('\t', "  ");
            let range = at..at + head;
            return Some(Seen {
                mistake: Mistake::Tab,
                range: at..at + line.trim_end().len(),
                typed: Some((range, spaces)),
            });
        }
        at += line.len();
    }
    None
}
