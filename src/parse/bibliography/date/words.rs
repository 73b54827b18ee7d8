//! Dates in words: months by their names, in the languages in which bibliographies are kept most.

use hayagriva::types::Date;

/// The names of the months, each with those of other languages and their beginnings.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio janeiro januari jan",
    "february februar février febrero febbraio fevereiro februari feb fév",
    "march märz mars marzo março maart mar mär mrz",
    "april avril abril aprile apr avr abr",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho jun",
    "july juli juillet julio luglio julho jul",
    "august août agosto augustus aug ago",
    "september septembre septiembre settembre setembro sep sept set",
    "october oktober octobre octubre ottobre outubro oct okt ott out",
    "november novembre noviembre novembro nov",
    "december dezember décembre diciembre dicembre dezembro dec dez déc dic",
];

/// What says that there is no date, or none yet.
const NO_DATE: &str = "press|forthcoming|submitted|preparation|appear|upcoming|n.d|nd|no date|undated|\
    im druck|erscheint|o.j|o. j|ohne jahr|à paraître|sous presse|s.d|s. d|en prensa|s.f|s. f|\
    próximamente|in stampa|no prelo|ongoing|present|century|siècle|jahrhundert|siglo";

/// The number of a month, from 1.
pub(super) fn month(text: &str) -> Option<u8> {
    let name = text.trim_end_matches('.').to_lowercase();
    if let Ok(number) = name.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let found = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|known| known == name));
    found.and_then(|at| u8::try_from(at + 1).ok())
}

/// A date with its month in words, or in figures by days: `10 May 2020`, `May 2020`, `10.05.2020`.
pub(super) fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split([' ', ',', '~', '\u{a0}', '.', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let has_dots = parts.len() == 3 && text.matches('.').count() == 2;
    let is_plain = parts
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    // In figures alone, only two dots say that the day comes first: `05-10-2020` may be in May or in October.
    if is_plain && !has_dots && text.contains(['-', '.']) {
        return None;
    }
    let (year, rest) = match parts.as_slice() {
        [rest @ .., year] if is_year(year) => (year, rest),
        [year, rest @ ..] if is_year(year) => (year, rest),
        _ => return None,
    };
    let (day, month_name) = match rest {
        [name] => (None, *name),
        [day_of, name] if day(day_of).is_some() => (day(day_of), *name),
        [name, day_of] if month(name).is_some() => (Some(day(day_of)?), *name),
        _ => return None,
    };
    let date = Date::from_year(year.parse().ok()?);
    let month = month(month_name)? - 1;
    Some(Date {
        month: Some(month),
        day: day.map(|day| day - 1),
        ..date
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn day(text: &str) -> Option<u8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text[digits.len()..];
    let is_ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er");
    let number = digits.parse().ok().filter(|day| (1..=31).contains(day));
    number.filter(|_| is_ordinal)
}

/// Whether a text says of a time that it is not known.
pub(super) fn says_when(text: &str) -> bool {
    let text = text.to_lowercase();
    NO_DATE.split('|').any(|words| text.contains(words))
}

/// A text as it is printed, with a dash between two years.
pub(super) fn tidied(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.split_once('-') {
        Some((start, end)) if is_year(start.trim()) && is_year(end.trim()) => {
            format!("{}–{}", start.trim(), end.trim())
        }
        _ => text,
    }
}
