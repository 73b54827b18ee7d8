//! Finds times of the day in plain text, as digits and in the words of the languages that the interface speaks.

use std::ops::Range;

use super::languages::{LANGUAGES, Language};

/// A time of the day in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) range: Range<usize>,
    /// After midnight.
    pub(super) minutes: u32,
    /// Whether it is said which half of the day is meant.
    pub(super) is_exact: bool,
}

/// The times of the day in a text of a language, in order.
pub(super) fn spoken(text: &str, lang: &str) -> impl Iterator<Item = Spoken> {
    let lower = text.to_lowercase();
    // Letters that are longer in small would move all places behind them.
    let lower = if lower.len() == text.len() {
        lower
    } else {
        text.to_ascii_lowercase()
    };
    let language = LANGUAGES.iter().find(|language| language.code == lang);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let is_start = lower.is_char_boundary(at) && !lower[..at].ends_with(is_joined);
        let time = is_start.then(|| {
            let rest = &lower[at..];
            in_digits(rest).or_else(|| {
                let language = language?;
                in_words(rest, language)
                    .or_else(|| alone(&lower[..at], rest, language))
                    .or_else(|| named(rest, language))
            })
        });
        match time.flatten() {
            Some((length, minutes, is_exact)) => {
                found.push(Spoken {
                    range: at..at + length,
                    minutes,
                    is_exact,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found.into_iter()
}

/// What joins a number to what stands before it, so that it is no time.
fn is_joined(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ':' | '.' | ',' | '/' | '{' | '+' | '-')
}

/// `8` of "at 8.", `20.30` of "at 20.30", `vingt heures` of "à vingt heures"; likewise.
fn alone(before: &str, text: &str, language: &Language) -> Option<(usize, u32, bool)> {
    let before = before.strip_suffix([' ', '\u{a0}'])?;
    let stands_before = |word: &str| {
        let head = before.strip_suffix(word);
        head.is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    if language.code == "en"
        && let Some(found) = in_a_range(text, &stands_before)
    {
        return Some(found);
    }
    let mut words = language.at.iter();
    let (_, added) = words.find(|(word, _)| stands_before(word))?;
    if let Some((minutes, rest)) = dotted(text)
        && ends_clause(rest, language)
    {
        return Some((text.len() - rest.len(), minutes, minutes >= 13 * 60));
    }
    let (hours, rest) = hour(text, language)?;
    let mut behinds = language.hours_behind.iter();
    let behind = behinds.find_map(|words| phrase_behind(rest.trim_start(), words));
    // "Um zwanzig" is by twenty, and no hour without its word.
    let is_hour = hours <= 12 || text.starts_with(|c: char| c.is_ascii_digit());
    let (rest, ends) = match behind {
        Some(rest) => (rest, true),
        None if language.hours_behind.is_empty() => (rest, is_hour && ends_clause(rest, language)),
        None => return None,
    };
    let minutes = hours * 60 + *added as u32;
    (ends && hours > 0).then(|| (text.len() - rest.len(), minutes, hours > 12))
}

/// `8` of "from 8 to 8.15", and `8.15` of it. Without a point it may be any number: from 8 to 10 people.
fn in_a_range(text: &str, stands_before: &dyn Fn(&str) -> bool) -> Option<(usize, u32, bool)> {
    let first = dotted(text).or_else(|| {
        let (hours, rest) = number(text)?;
        (hours < 24).then_some((hours * 60, rest))
    });
    let (minutes, rest) = first?;
    let is_time = if stands_before("from") {
        rest.strip_prefix(" to ").is_some_and(|rest| {
            let is_clock = in_digits(rest).is_some();
            is_clock || dotted(rest).is_some_and(|(_, rest)| !is_length(rest))
        })
    } else {
        stands_before("to") && dotted(text).is_some() && ends(rest)
    };
    is_time.then(|| (text.len() - rest.len(), minutes, minutes >= 13 * 60))
}

/// The minutes after midnight of `20.30`, and what follows it.
fn dotted(text: &str) -> Option<(u32, &str)> {
    let (hours, rest) = number(text)?;
    let behind = rest.strip_prefix('.')?;
    let (minutes, rest) = number(behind)?;
    let is_time = behind.len() - rest.len() == 2 && hours < 24 && minutes < 60;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '%');
    (is_time && ends).then_some((hours * 60 + minutes, rest))
}

/// Whether nothing follows that a number could count, or only when that is.
fn ends_clause(rest: &str, language: &Language) -> bool {
    let mut days = language.day.iter();
    let behind = rest.strip_prefix([' ', '\u{a0}']);
    let is_day = |rest| days.any(|day| phrase_behind(rest, day).is_some());
    ends(rest) || behind.is_some_and(is_day)
}

/// Whether a clause ends here.
fn ends(rest: &str) -> bool {
    let behind = rest.trim_start_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”', '’']);
    let is_number = behind.starts_with(|c: char| c.is_ascii_digit());
    rest.is_empty() || behind.len() < rest.len() && !is_number
}

/// Whether what follows says that a number is a length: `3:30 minutes`.
fn is_length(rest: &str) -> bool {
    const UNITS: [&str; 9] = [
        "minute",
        "minuto",
        "min",
        "second",
        "segundo",
        "sekunde",
        "hours",
        "stunden",
        "heures de",
    ];
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-']);
    UNITS.iter().any(|unit| rest.starts_with(unit))
}

/// `noon`; likewise.
fn named(text: &str, language: &Language) -> Option<(usize, u32, bool)> {
    let mut names = language.named.iter();
    names.find_map(|(word, minutes)| {
        let rest = phrase_behind(text, word)?;
        Some((text.len() - rest.len(), *minutes, true))
    })
}

/// `19:00`, `7.30 pm`, `7pm`, `20h30`, `20 h 30`, `20.30 uhr`: its length, its minutes, and whether its half of the day is clear.
fn in_digits(text: &str) -> Option<(usize, u32, bool)> {
    let (hours, rest) = number(text)?;
    if let Some((minutes, rest)) = spaced_h(hours, rest) {
        let is_time = hours < 24 && minutes < 60;
        return is_time.then(|| (text.len() - rest.len(), hours * 60 + minutes, hours > 12));
    }
    let (minutes, sign, rest) = match rest.chars().next() {
        Some(sign @ (':' | '.' | 'h')) => match number(&rest[1..]) {
            Some((minutes, behind)) if rest.len() - behind.len() == 3 => {
                (minutes, Some(sign), behind)
            }
            _ if sign == 'h' => (0, Some(sign), &rest[1..]),
            _ => return None,
        },
        _ => (0, None, rest),
    };
    let (half, rest) = half(rest);
    // A point parts hours from minutes in German, where the word for a clock follows.
    let uhr = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']);
    let uhr = uhr.and_then(|rest| phrase_behind(rest, "uhr"));
    if let (Some('.'), None, Some(rest)) = (sign, half, uhr) {
        let is_time = hours < 24 && minutes < 60;
        return is_time.then(|| (text.len() - rest.len(), hours * 60 + minutes, hours > 12));
    }
    let is_time = match (sign, half) {
        (_, Some(_)) => (1..=12).contains(&hours),
        (Some(':' | 'h'), None) => true,
        _ => false,
    };
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
    if half.is_none() && is_length(rest) {
        return None;
    }
    let hours = half.map_or(hours, |half| hours % 12 + half);
    let is_clear = half.is_some() || hours > 12 || hours == 0;
    (is_time && ends && hours < 24 && minutes < 60)
        .then(|| (text.len() - rest.len(), hours * 60 + minutes, is_clear))
}

/// The minutes of ` h 30` behind an hour, and what follows; of ` h` alone only where the hours are too many for a length.
fn spaced_h(hours: u32, text: &str) -> Option<(u32, &str)> {
    const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
    let rest = phrase_behind(text.strip_prefix(SPACES)?, "h")?;
    let minutes = rest.strip_prefix(SPACES).and_then(number);
    match minutes {
        Some((minutes, rest)) if !rest.starts_with(char::is_alphanumeric) => Some((minutes, rest)),
        _ => (hours > 12).then_some((0, rest)),
    }
}

/// One or two digits, and what follows them.
fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    (length <= 2).then(|| (number, &text[length..]))
}

/// The hour at which the half of the day begins that a text names first, and what follows.
fn half(text: &str) -> (Option<u32>, &str) {
    let trimmed = text
        .strip_prefix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(text);
    let halves = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let mut named = halves.iter().filter_map(|(word, hour)| {
        let rest = trimmed.strip_prefix(word)?;
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
        ends.then_some((Some(*hour), rest))
    });
    named.next().unwrap_or((None, text))
}

/// `half past eight`, `a las ocho y media`, `20 uhr`; likewise.
fn in_words(text: &str, language: &Language) -> Option<(usize, u32, bool)> {
    let mut befores = language.before.iter();
    let before = befores.find_map(|(words, minutes)| Some((phrase(text, words)?, *minutes)));
    let (rest, before) = before.map_or((text, None), |(rest, minutes)| (rest, Some(minutes)));
    let (hours, rest) = hour(rest, language)?;
    let both = language.behind_both.iter().filter(|_| before.is_some());
    let behind = language
        .behind
        .iter()
        .chain(both)
        .find_map(|(words, minutes)| {
            let behind = phrase_behind(rest.trim_start(), words)?;
            // "Five thirty-year-olds" and "seven fifteen minute rounds" count something.
            let counts = behind.starts_with('-') || is_length(behind);
            (!counts).then_some((behind, *minutes))
        });
    let (rest, behind) = behind.map_or((rest, None), |(rest, minutes)| (rest, Some(minutes)));
    if before.is_none() && behind.is_none() {
        return None;
    }
    let minutes = hours as i32 * 60 + before.unwrap_or(0) + behind.unwrap_or(0);
    let minutes = minutes.rem_euclid(24 * 60) as u32;
    Some((text.len() - rest.len(), minutes, hours > 12))
}

/// What follows a phrase and a space.
fn phrase<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    text.strip_prefix(words)?.strip_prefix(' ')
}

/// What follows a phrase that ends there.
fn phrase_behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(words)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// An hour in words or digits, and what follows it.
fn hour<'t>(text: &'t str, language: &Language) -> Option<(u32, &'t str)> {
    if let Some((hours, rest)) = number(text) {
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | ','));
        return (hours < 24 && (ends || rest.starts_with([' ', '.']))).then_some((hours, rest));
    }
    // The longest first: "dix-huit" begins with "dix".
    let length = text
        .find(|c: char| !c.is_alphabetic() && c != '-')
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(length);
    let at = language.hours.iter().position(|hour| *hour == word)?;
    Some((at as u32 + 1, rest))
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn times_are_found_in_four_languages() {
        for (lang, text, expected) in [
            (
                "en",
                "We end at half past eight, or at 20:45.",
                vec!["half past eight", "20:45"],
            ),
            ("en", "Quarter to 9 then 7pm.", vec!["quarter to 9", "7pm"]),
            (
                "fr",
                "On finit à vingt heures trente, le bar ferme à 23h et le bus part à 22h15.",
                vec!["vingt heures trente", "23h", "22h15"],
            ),
            ("fr", "Il nous reste deux heures.", vec![]),
            (
                "fr",
                "À vingt heures, ou 20 h 30 ; à midi.",
                vec!["vingt heures", "20 h 30", "midi"],
            ),
            ("fr", "À deux, pendant 2 h.", vec![]),
            (
                "de",
                "Schluss ist 20.30 Uhr, nicht um acht.",
                vec!["20.30 uhr", "acht"],
            ),
            ("de", "Das kostet 20.30 Euro.", vec![]),
            ("en", "At noon. We close at 8.", vec!["noon", "8"]),
            ("en", "Sit at 8 tables, at 8.5 each.", vec![]),
            (
                "es",
                "Acabamos a las ocho y media.",
                vec!["a las ocho y media"],
            ),
            (
                "de",
                "Wir enden um halb neun, spätestens um 21 Uhr.",
                vec!["halb neun", "21 uhr"],
            ),
            ("de", "Ein halbes Jahr, acht Leute.", vec![]),
            ("pl", "Kończymy o 20:30.", vec!["20:30"]),
        ] {
            assert_eq!(found(lang, text), expected, "{text}");
        }
    }

    fn found(lang: &str, text: &str) -> Vec<String> {
        spoken(text, lang)
            .map(|time| text[time.range].to_lowercase())
            .collect()
    }

    #[test]
    fn times_are_found_as_people_say_them_and_lengths_are_none() {
        for (lang, text, expected) in [
            (
                "en",
                "At seven thirty, or eight thirty sharp. Done by nine! We finish by 8.",
                vec!["seven thirty", "eight thirty", "nine", "8"],
            ),
            (
                "en",
                "At eight tonight, not half eight; they close at 20.30.",
                vec!["eight", "eight", "20.30"],
            ),
            ("en", "A round from 8 to 8.15.", vec!["8", "8.15"]),
            (
                "en",
                "3:30 minutes each, one by one, from 8 to 10 people, five thirty-year-olds, half of us.",
                vec![],
            ),
            (
                "de",
                "Um dreiviertel neun; um zwanzig Uhr dreißig; wir kürzen um zwanzig.",
                vec!["dreiviertel neun", "zwanzig uhr dreißig"],
            ),
            (
                "es",
                "A las ocho y diez, a las nueve menos diez; somos ocho y diez más.",
                vec!["a las ocho y diez", "a las nueve menos diez"],
            ),
            (
                "fr",
                "Il est huit heures vingt, bientôt neuf heures moins dix.",
                vec!["huit heures vingt", "neuf heures moins dix"],
            ),
        ] {
            assert_eq!(found(lang, text), expected, "{text}");
        }
    }

    #[test]
    fn words_and_digits_come_to_the_same_minutes() {
        for (lang, text) in [
            ("en", "half past eight"),
            ("de", "halb neun"),
            ("es", "a las ocho y media"),
            ("en", "8:30"),
        ] {
            let minutes: Vec<u32> = spoken(text, lang).map(|time| time.minutes).collect();
            assert_eq!(minutes, [510], "{text}");
        }
        assert_eq!(
            spoken("8:30 pm", "en").map(|time| time.minutes).next(),
            Some(1230)
        );
    }
}
