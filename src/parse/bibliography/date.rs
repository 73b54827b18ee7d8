//! Dates as bibliography files write them: EDTF as far as BibLaTeX takes it, times of day, words.
//!
//! hayagriva has a year, a month and a day, and no other form: of a range it keeps the end, of a
//! decade its last year, and a year that is no number vanishes (hayagriva 0.10.1 and biblatex 0.12,
//! which panics on some texts that are no date). What has no such form is a text, printed as it is.

mod words;

use hayagriva::types::Date;

/// What a field says of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    Date(Date),
    /// What is printed as it stands: `in press`, `1968–1972`.
    Text(String),
}

/// Reads a date; `None` for an empty text.
pub(super) fn read(text: &str) -> Option<When> {
    let text = text.trim().trim_matches(['{', '}']).trim();
    if text.is_empty() {
        return None;
    }
    let point = text
        .trim_end_matches(['?', '~', '%'])
        .trim_start_matches('~');
    let approximate = point.len() < text.len();
    let date = from_point(point).or_else(|| words::date(point));
    Some(match date {
        Some(date) => When::Date(Date {
            approximate,
            ..date
        }),
        None => When::Text(range(text).unwrap_or_else(|| words::tidied(text))),
    })
}

/// Whether a text that is no date says something of the time all the same: a year in words, or that
/// there is none yet.
pub(super) fn is_telling(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || words::says_when(text)
}

/// A year, a month or a day, with or without a time of day, which no reference prints.
fn from_point(text: &str) -> Option<Date> {
    let date = match text.split_once(['T', ' ']) {
        Some((date, time))
            if date.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            date
        }
        Some(_) => return None,
        None => text,
    };
    // `2020-XX` is some time of 2020.
    let date = date.trim_end_matches("-XX");
    let (sign, digits) = match date.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, date),
    };
    let separator = if digits.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = digits.split(separator).collect();
    let part = |nth: usize, range| {
        let part = parts.get(nth)?;
        (part.len() <= 2 && is_number(part, range)).then(|| part.parse::<u8>().ok())?
    };
    let year = parts.first().filter(|year| is_four(year))?;
    let date = Date::from_year(sign * year.parse::<i32>().ok()?);
    match parts.len() {
        1 => Some(date),
        2 => Some(Date {
            month: Some(part(1, 1..=12)? - 1),
            ..date
        }),
        3 => {
            let month = part(1, 1..=12)?;
            let day = part(2, 1..=last_day(year, &format!("{month:02}")))?;
            Some(Date {
                month: Some(month - 1),
                day: Some(day - 1),
                ..date
            })
        }
        _ => None,
    }
}

/// A range or a stretch of years as it is printed.
fn range(text: &str) -> Option<String> {
    if is_unspecified(text) {
        let known = text.trim_end_matches('X');
        let first = format!("{known:0<4}");
        return Some(format!("{first}–{known:9<4}"));
    }
    if let Some(season) = season(text) {
        return Some(season);
    }
    let (start, end) = text.split_once('/')?;
    let (start, end) = (start.trim(), end.trim());
    let is_year = |text: &str| is_four(text.trim_end_matches(['~', '?', '%']));
    match (is_open(start), is_open(end)) {
        (false, false) if start == end => None,
        (false, false) if is_year(start) && is_year(end) => {
            Some(format!("{}–{}", about(start), about(end)))
        }
        (false, false) if from_point(start).is_some() && from_point(end).is_some() => {
            Some(format!("{start} – {end}"))
        }
        (false, true) if from_point(start).is_some() => Some(format!("{start}–")),
        (true, false) if from_point(end).is_some() => Some(format!("–{end}")),
        _ => None,
    }
}

/// `2004-21`: the season of a year, as EDTF counts them from 21.
fn season(text: &str) -> Option<String> {
    let (year, number) = text.split_once('-')?;
    let names = ["Spring", "Summer", "Autumn", "Winter"];
    let number: usize = number.parse().ok().filter(|_| is_four(year))?;
    let name = names.get(number.checked_sub(21)?)?;
    Some(format!("{name} {year}"))
}

/// A year of a range with its doubts in words: `c. 1850` for `1850~`.
fn about(year: &str) -> String {
    let bare = year.trim_end_matches(['~', '?', '%']);
    let marks = &year[bare.len()..];
    let before = if marks.contains(['~', '%']) {
        "c. "
    } else {
        ""
    };
    let behind = if marks.contains(['?', '%']) { "?" } else { "" };
    format!("{before}{bare}{behind}")
}

/// Whether `text` is a date that biblatex can read: `2020`, `2020-05`, `2020-05-17`,
/// `2020~`, `2019/2021`, `2019/..`, `199X`.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    if is_unspecified(text) {
        return true;
    }
    match text.split_once('/') {
        Some((start, end)) if is_open(start) => !is_open(end) && is_point(end),
        Some((start, end)) => is_point(start) && (is_open(end) || is_point(end)),
        None => is_point(text),
    }
}

/// The date of the old fields `year`, `month` and `day`, in which words may stand: `Spring`.
pub(super) fn from_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<When> {
    let year = year.trim();
    let Some(month) = month.map(str::trim).filter(|month| !month.is_empty()) else {
        return read(year);
    };
    let whole = match day {
        Some(day) => format!("{day} {month} {year}"),
        None => format!("{month} {year}"),
    };
    match words::date(&whole) {
        Some(date) => Some(When::Date(date)),
        // Of a year that is none, a month says nothing.
        None if !is_four(year) => read(year),
        None => Some(When::Text(words::tidied(&whole))),
    }
}

fn is_open(text: &str) -> bool {
    matches!(text.trim(), "" | "..")
}

fn is_number(text: &str, range: std::ops::RangeInclusive<u32>) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse().is_ok_and(|n| range.contains(&n))
}

/// `19XX`, `199X`, `2020-XX`, `2020-XX-XX`, `2020-05-XX`.
fn is_unspecified(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let known = year.bytes().take_while(u8::is_ascii_digit).count();
    match rest.as_slice() {
        [] => {
            year.len() == 4 && (2..4).contains(&known) && year[known..].bytes().all(|b| b == b'X')
        }
        ["XX"] | ["XX", "XX"] => year.len() == 4 && known == 4,
        [month, "XX"] => {
            known == 4 && year.len() == 4 && month.len() == 2 && is_number(month, 1..=12)
        }
        _ => false,
    }
}

/// One date without a range: year, month, day and time of day.
fn is_point(text: &str) -> bool {
    let text = text.trim();
    let (sign, rest) = text.split_at(usize::from(text.starts_with('-')));
    let (date, time) = rest.split_once('T').unwrap_or((rest, "00"));
    let parts: Vec<&str> = date.split('-').collect();
    let two = |text: &str, range| text.len() == 2 && is_number(text, range);
    let date_is_good = match parts.as_slice() {
        [year] => sign.len() <= 1 && is_four(year),
        [year, month] => is_four(year) && two(month, 1..=12),
        [year, month, day] => {
            is_four(year) && two(month, 1..=12) && two(day, 1..=last_day(year, month))
        }
        _ => false,
    };
    date_is_good && (rest.len() == date.len() || (parts.len() == 3 && is_time(time)))
}

fn is_four(year: &str) -> bool {
    year.len() == 4 && is_number(year, 0..=9999)
}

fn last_day(year: &str, month: &str) -> u32 {
    let year: u32 = year.parse().unwrap_or(0);
    match month {
        "04" | "06" | "09" | "11" => 30,
        "02" if year.is_multiple_of(4)
            && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
        {
            29
        }
        "02" => 28,
        _ => 31,
    }
}

/// A time of day without its zone, which no reference prints.
fn is_time(text: &str) -> bool {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let parts: Vec<&str> = text.split(':').collect();
    let limits = [23, 59, 59];
    parts.len() <= 3
        && parts
            .iter()
            .zip(limits)
            .all(|(part, limit)| part.len() == 2 && is_number(part, 0..=limit))
}

#[cfg(test)]
mod tests {
    use super::{When, from_parts, is_date, is_telling, read};

    fn shown(when: Option<When>) -> String {
        match when {
            Some(When::Date(date)) => date.to_string(),
            Some(When::Text(text)) => format!("“{text}”"),
            None => "nothing".into(),
        }
    }

    #[test]
    fn dates_are_read_and_all_else_is_text() {
        for (written, meant) in [
            ("2020", "2020"),
            ("2020-05", "2020-05"),
            ("2020-5-7", "2020-05-07"),
            ("2020/05/17", "2020-05-17"),
            ("2020-05-17T12:30:00Z", "2020-05-17"),
            ("2026-07-07T13:26:41.123+02:00", "2026-07-07"),
            ("2026-07-07 13:26:41", "2026-07-07"),
            ("2020~", "~2020"),
            ("2020-XX", "2020"),
            ("May 2020", "2020-05"),
            ("10 May 2020", "2020-05-10"),
            ("May 10th, 2020", "2020-05-10"),
            ("Sept. 2019", "2019-09"),
            ("2 août 2019", "2019-08-02"),
            ("10.05.2020", "2020-05-10"),
            ("2019/2021", "“2019–2021”"),
            ("2019/..", "“2019–”"),
            ("1850~/1860?", "“c. 1850–1860?”"),
            ("2004-21", "“Spring 2004”"),
            ("2004-25", "“2004-25”"),
            ("2019-05/2019-07", "“2019-05 – 2019-07”"),
            ("199X", "“1990–1999”"),
            ("19XX", "“1900–1999”"),
            ("1968-1972", "“1968–1972”"),
            ("in press", "“in press”"),
            ("[1848] 1967", "“[1848] 1967”"),
            ("2018a", "“2018a”"),
            ("50 BCE", "“50 BCE”"),
            ("5/10/2020", "“5/10/2020”"),
            ("2023-02-29", "“2023-02-29”"),
            ("", "nothing"),
            ("é", "“é”"),
            ("20é0", "“20é0”"),
        ] {
            assert_eq!(shown(read(written)), meant, "{written}");
        }
    }

    #[test]
    fn years_months_and_days_belong_together() {
        let of = |year, month, day| shown(from_parts(year, month, day));
        assert_eq!(of("2020", None, None), "2020");
        assert_eq!(of("2020", Some("5"), None), "2020-05");
        assert_eq!(of("2020", Some("jan"), Some("12")), "2020-01-12");
        assert_eq!(of("2020", Some("July 4"), None), "2020-07-04");
        assert_eq!(of("2020", Some("Spring"), None), "“Spring 2020”");
        assert_eq!(of("2020", Some("Jan./Feb."), None), "“Jan./Feb. 2020”");
        assert_eq!(of("in press", Some("5"), None), "“in press”");
    }

    #[test]
    fn a_text_without_a_time_is_told_from_one_with() {
        assert!(is_telling("in press") && is_telling("c. 1920") && is_telling("o. J."));
        assert!(!is_telling("soon") && !is_telling("x"));
    }

    #[test]
    fn dates_that_biblatex_reads_are_told_from_what_is_none() {
        for text in ["2020", "2024-02-29", "2019/..", "199X", "-0044"] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "",
            "forthcoming",
            "2020-13",
            "/",
            "../..",
            "12345X",
            "2020-é",
            "20é0",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
