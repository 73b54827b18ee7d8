//! Dates as bibliography files write them: EDTF as far as BibLaTeX takes it. The check comes before
//! biblatex's own reading of a date, which panics on some texts that are none.

/// Whether `text` is a date or a range that can be understood: `2020`, `2020-05`, `2020-05-17`,
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

/// Whether `text` is a year as the old field `year` takes it.
pub(super) fn is_year(text: &str) -> bool {
    let digits = text.trim().trim_start_matches('-');
    digits.len() <= 4 && is_number(digits, 0..=9999)
}

/// Whether `text` is a month as the old field `month` takes it: a number, an English name or its
/// first three letters, with or without a day.
pub(super) fn is_month(text: &str) -> bool {
    let mut words = text
        .split([' ', '-', '~', '\u{a0}'])
        .filter(|w| !w.is_empty());
    let Some(month) = words.next() else {
        return false;
    };
    let named = month.len() >= 3
        && MONTHS.iter().any(|name| {
            *name == month.to_ascii_lowercase() || name[..3] == month.to_ascii_lowercase()
        });
    let month_is_good = named || (month.len() <= 2 && is_number(month, 1..=12));
    month_is_good && words.next().is_none_or(is_day) && words.next().is_none()
}

/// Whether `text` is a day of a month.
pub(super) fn is_day(text: &str) -> bool {
    text.len() <= 2 && is_number(text, 1..=31)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
    use super::{is_date, is_month, is_year};

    #[test]
    fn dates_are_told_from_what_is_none() {
        for text in [
            "2020",
            "2020-05",
            "2024-02-29",
            "2020~",
            "1990?",
            "2019/2021",
            "2019/..",
            "/2020",
            "199X",
            "19XX",
            "2020-XX",
            "2020-05-XX",
            "-0044",
            "2020-05-17T12:30:00Z",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "",
            "forthcoming",
            "20",
            "2020-13",
            "2020-00",
            "2023-02-29",
            "/",
            "../..",
            "12345X",
            "2020-5",
            "May 2020",
            "2020-05-17T25:00",
            "é",
            "2020-é",
            "20é0",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn months_are_numbers_or_english_names() {
        for text in ["1", "05", "12", "jan", "January", "jan 12", "July~4"] {
            assert!(is_month(text), "{text}");
        }
        for text in ["", "0", "13", "août", "jan 300", "spring", "é", "1 2 3"] {
            assert!(!is_month(text), "{text}");
        }
        assert!(is_year("1999") && !is_year("c. 1999") && !is_year(""));
    }
}
