//! Dates as people write them, where a field takes year, month and day.

use crate::model::date::{Date, days_in};

/// Names of months, each as English and some other languages begin it.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// The days that a text may mean, the likeliest first; none where it is a date already, or no date.
pub(crate) fn candidates(text: &str) -> Vec<Date> {
    let text = text.trim().to_lowercase();
    if Date::parse(&text).is_some_and(|date| date.to_string() == text) {
        return Vec::new();
    }
    let mut dates: Vec<Date> = Vec::new();
    for (year, month, day) in readings(&text) {
        let is_year = (1000..=9999).contains(&year);
        let parts = (u8::try_from(month), u8::try_from(day));
        let (true, (Ok(month), Ok(day))) = (is_year, parts) else {
            continue;
        };
        let date = Date::new(year, month, day);
        dates.extend(date.filter(|date| !dates.contains(date)));
    }
    dates
}

/// Names of the months in messages.
const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a text names a day in an order of its own, or one that does not exist.
pub(crate) fn is_meant(text: &str) -> bool {
    !candidates(text).is_empty() || no_such_day(text).is_some()
}

/// Why there is no such day as a text names in numbers or with a month's name, and what to write; `None` for what names a day
/// that exists, or none.
pub(crate) fn no_such_day(text: &str) -> Option<(String, String)> {
    let day = text.trim().to_lowercase();
    // A time of the day may follow.
    let (day, _) = day
        .split_once('t')
        .filter(|(day, _)| day.len() == 10)
        .unwrap_or((&day, ""));
    if !candidates(day).is_empty() || Date::parse(day).is_some() {
        return None;
    }
    let all = readings(day);
    let (year, month, day) = *all
        .iter()
        .find(|(_, month, _)| (1..=12).contains(month))
        .or(all.first())?;
    let is_day = (1000..=9999).contains(&year) && day <= 99 && month <= 99;
    if !is_day {
        return None;
    }
    let Some(name) = usize::from(month)
        .checked_sub(1)
        .and_then(|at| NAMES.get(at))
    else {
        let why = format!("there is no month {month}");
        return Some((
            why,
            "write year, month and day, such as 2026-11-22".to_owned(),
        ));
    };
    let last = days_in(year, month as u8);
    let why = format!("there is no {day} {name} {year}: that month has {last} days");
    let near = u8::try_from(day).unwrap_or(last).clamp(1, last);
    Some((
        why,
        format!("write the day that is meant, such as {year:04}-{month:02}-{near:02}"),
    ))
}

/// The years, months and days that a text in small letters may mean, whether or not there are such.
fn readings(text: &str) -> Vec<(u16, u16, u16)> {
    let is_between = |c: char| matches!(c, '.' | '/' | '-' | ',') || c.is_whitespace();
    let parts: Vec<&str> = text
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts[..] else {
        return Vec::new();
    };
    match [first, second, third].map(number) {
        [Some(year), Some(month), Some(day)] if year > 31 => vec![(year, month, day)],
        [Some(day), Some(month), Some(year)] => vec![(year, month, day), (year, day, month)],
        [Some(day), None, Some(year)] => with_month_name(second, year, day),
        [None, Some(day), Some(year)] => with_month_name(first, year, day),
        _ => Vec::new(),
    }
}

/// A number, with the letters that English writes behind one taken away.
fn number(text: &str) -> Option<u16> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
    let ending = &text[digits.len()..];
    let is_number = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "º");
    is_number.then(|| digits.parse().ok())?
}

fn with_month_name(month: &str, year: u16, day: u16) -> Vec<(u16, u16, u16)> {
    let begins = |names: &&[&str]| names.iter().any(|name| month.starts_with(name));
    let month = MONTHS.iter().position(begins);
    let month = month.map(|at| (year, at as u16 + 1, day));
    month.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{candidates, no_such_day};

    #[test]
    fn dates_are_known_in_whatever_order_they_are_written() {
        for (text, expected) in [
            ("22/11/2026", &["2026-11-22"][..]),
            ("11/22/2026", &["2026-11-22"]),
            ("5.11.2026", &["2026-11-05", "2026-05-11"]),
            ("22-11-2026", &["2026-11-22"]),
            ("2026-1-5", &["2026-01-05"]),
            ("2026/11/22", &["2026-11-22"]),
            ("22 November 2026", &["2026-11-22"]),
            ("November 22nd, 2026", &["2026-11-22"]),
            ("22 novembre 2026", &["2026-11-22"]),
            ("2026-11-22", &[]),
            ("31/31/2026", &[]),
            ("1.2.3", &[]),
            ("soon", &[]),
        ] {
            let dates = candidates(text).into_iter().map(|date| date.to_string());
            assert_eq!(dates.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_said_with_the_last_that_does() {
        for (text, why, write) in [
            (
                "2026-02-30",
                "there is no 30 February 2026: that month has 28 days",
                "2026-02-28",
            ),
            (
                "31.04.2026",
                "there is no 31 April 2026: that month has 30 days",
                "2026-04-30",
            ),
            (
                "0 June 2026",
                "there is no 0 June 2026: that month has 30 days",
                "2026-06-01",
            ),
            (
                "2026-02-29T19:00",
                "there is no 29 February 2026: that month has 28 days",
                "2026-02-28",
            ),
            ("2026-13-01", "there is no month 13", "2026-11-22"),
            ("2026-00-10", "there is no month 0", "2026-11-22"),
        ] {
            let (found, help) = no_such_day(text).expect(text);
            assert_eq!(found, why);
            assert!(help.ends_with(write), "{help}");
        }
        for text in [
            "2026-02-28",
            "2024-02-29",
            "tomorrow",
            "",
            "1.2.3",
            "22/11/2026",
        ] {
            assert_eq!(no_such_day(text), None, "{text}");
        }
    }
}
