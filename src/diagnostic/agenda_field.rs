//! Front matter of an agenda from which no times can be made.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::agenda::DAY;
use crate::model::front_matter::Notation;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "agenda-field",
    severity: Severity::Error,
    about: "A field of an agenda from which no times can be made: a start that is no time of the day, \
            minutes below one or with a fraction, people in the wrong order.",
};

pub(crate) fn start(span: Span, text: &str, notation: Notation) -> Diagnostic {
    let finding = RULE.at(span, format!("\"{text}\" is no time of the day"));
    match guess(text) {
        Some((hours, minutes)) => {
            let clock = format!("{hours:02}:{minutes:02}");
            finding
                .help(format!(
                    "write {}",
                    notation.field("start", format!("\"{clock}\""))
                ))
                .suggest(Suggestion::value(
                    Applicability::of(is_clear(text, hours)),
                    span,
                    text,
                    &clock,
                ))
        }
        None => finding.help(format!(
            "write a time such as {} or {}",
            notation.field("start", "\"19:00\""),
            notation.field("start", "\"7:00 pm\"")
        )),
    }
}

/// What is meant by `7.30 pm`, `19h`, `7pm`, `1900`, `2026-12-01T19:00`.
fn guess(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().to_lowercase();
    let text = without_day(&text);
    if let [hours @ .., _, _] = text.as_bytes()
        && matches!(hours.len(), 1 | 2)
        && text.bytes().all(|b| b.is_ascii_digit())
    {
        let (hours, minutes) = text.split_at(hours.len());
        let clock = (hours.parse().ok()?, minutes.parse().ok()?);
        return (clock.0 < 24 && clock.1 < 60).then_some(clock);
    }
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let hours: u32 = numbers.next()?.parse().ok()?;
    let minutes: u32 = numbers.next().map_or(Some(0), |part| part.parse().ok())?;
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let hours = match letters.as_str() {
        letters if letters.starts_with("pm") && hours < 12 => hours + 12,
        "am" if hours == 12 => 0,
        _ => hours,
    };
    (hours < 24 && minutes < 60).then_some((hours, minutes))
}

/// The time of a day that is written with it.
fn without_day(text: &str) -> &str {
    let is_day = |day: &str| {
        day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-') && day.contains('-')
    };
    match text.split_once(['t', ' ']) {
        Some((day, time)) if is_day(day) => time,
        _ => text,
    }
}

/// Whether a text of which these hours were read is a time in a common form, and which half of the day
/// is meant.
fn is_clear(text: &str, hours: u32) -> bool {
    let text = text.trim().to_lowercase();
    let half = ["pm", "p.m.", "am", "a.m."];
    let without_half = half.iter().find_map(|half| text.strip_suffix(half));
    let time = without_half.unwrap_or(&text).trim_end();
    let time = time.strip_suffix('h').unwrap_or(time);
    let (hour, minutes) = time.split_once(['.', ':', 'h']).unwrap_or((time, "00"));
    let digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_half_clear = match without_half {
        Some(_) => hour.parse().is_ok_and(|hour: u32| (1..=12).contains(&hour)),
        None => hours > 12,
    };
    digits(hour, &[1, 2]) && digits(minutes, &[2]) && is_half_clear
}

pub(crate) fn fraction(span: Span, field: &str, notation: Notation) -> Diagnostic {
    RULE.at(span, format!("`{field}` takes whole minutes"))
        .help(format!(
            "write {}",
            notation.field(field, if field == "buffer" { 5 } else { 90 })
        ))
}

pub(crate) fn out_of_range(span: Span, field: &str, number: i64, least: i64) -> Diagnostic {
    let finding = RULE.at(span, format!("`{field}` cannot be {number}"));
    if number > i64::from(DAY) {
        let days = number.div_euclid(i64::from(DAY)) + 1;
        return finding.help(format!(
            "a day has {DAY} minutes: write an agenda for each of the {days} days"
        ));
    }
    finding.help(format!("write a number of minutes from {least} to {DAY}"))
}

pub(crate) fn nobody(span: Span, name: &str, notation: Notation) -> Diagnostic {
    RULE.at(span, format!("`{name}` is no number of people"))
        .help(format!(
            "write a whole number from 1 to 10,000: {}",
            if name == "people" {
                notation.field("people", 16)
            } else {
                let range = [("min", 6), ("expected", 16), ("max", 30)];
                notation.field("people", notation.braces(&range))
            }
        ))
}

pub(crate) fn order(
    span: Span,
    min: u32,
    expected: u32,
    max: u32,
    notation: Notation,
) -> Diagnostic {
    let message = if min > expected {
        format!("at least {min} are to come, and {expected} are expected")
    } else {
        format!("{expected} are expected, and at most {max} are to come")
    };
    let mut numbers = [min, expected, max];
    numbers.sort_unstable();
    let [min, expected, max] = numbers;
    let range = [("min", min), ("expected", expected), ("max", max)];
    RULE.at(span, message).help(format!(
        "put them in order: {}",
        notation.field("people", notation.braces(&range))
    ))
}

#[cfg(test)]
mod tests {
    use super::{guess, is_clear};
    use crate::check::testing::of;

    fn found(fields: &str) -> Vec<String> {
        let page = format!(
            "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\n{fields}\n+++\n## T {{minutes=5}}\n\nText.\n"
        );
        let found = of("agenda-field", &[("content/a.md", &page)]);
        let short = found.iter().map(|line| {
            line.trim_start_matches("error[agenda-field] content/a.md:5:")
                .to_owned()
        });
        short.collect()
    }

    #[test]
    fn a_start_is_a_time_of_the_day() {
        for (start, help) in [
            ("19h", "write start = \"19:00\""),
            (
                "24:00",
                "write a time such as start = \"19:00\" or start = \"7:00 pm\"",
            ),
            ("5pm-ish", "write start = \"17:00\""),
            ("1900", "write start = \"19:00\""),
            ("2026-12-01T19:00", "write start = \"19:00\""),
            (
                "2026-12-01",
                "write a time such as start = \"19:00\" or start = \"7:00 pm\"",
            ),
            (
                "evening",
                "write a time such as start = \"19:00\" or start = \"7:00 pm\"",
            ),
        ] {
            let expected = format!("9 \"{start}\" is no time of the day; help: {help}");
            assert_eq!(found(&format!("start = \"{start}\"")), [expected]);
        }
        for (start, expected) in [
            ("7.30 pm", true),
            ("19h", true),
            ("19h30", true),
            ("12am", true),
            ("7.30", false),
            ("7-9 pm", false),
            ("13 pm", false),
        ] {
            let hours = guess(start).map_or(0, |(hours, _)| hours);
            assert_eq!(is_clear(start, hours), expected, "{start}");
        }
        for start in [
            "19:00", "7:05", "00:00", "23:59", "7.30 pm", "6:30pm", "12am",
        ] {
            assert!(found(&format!("start = \"{start}\"")).is_empty(), "{start}");
        }
    }

    #[test]
    fn minutes_and_people_are_whole_numbers_in_order() {
        for (field, expected) in [
            (
                "minutes = 0",
                "11 `minutes` cannot be 0; help: write a number of minutes from 1 to 1440",
            ),
            (
                "minutes = -90",
                "11 `minutes` cannot be -90; help: write a number of minutes from 1 to 1440",
            ),
            (
                "minutes = 90.5",
                "11 `minutes` takes whole minutes; help: write minutes = 90",
            ),
            (
                "buffer = -5",
                "10 `buffer` cannot be -5; help: write a number of minutes from 0 to 1440",
            ),
            (
                "people = { min = 0, max = 5 }",
                "18 `min` is no number of people; help: write a whole number from 1 to 10,000: people = { min = 6, expected = 16, max = 30 }",
            ),
            (
                "people = { min = 20, expected = 16, max = 30 }",
                "10 at least 20 are to come, and 16 are expected; help: put them in order: people = { min = 16, expected = 20, max = 30 }",
            ),
            (
                "people = { expected = 16, max = 12 }",
                "10 16 are expected, and at most 12 are to come; help: put them in order: people = { min = 1, expected = 12, max = 16 }",
            ),
        ] {
            assert_eq!(found(field), [expected], "{field}");
        }
        for field in ["minutes = 90.0", "buffer = 0", "people = { max = 1 }"] {
            assert!(found(field).is_empty(), "{field}");
        }
    }
}
