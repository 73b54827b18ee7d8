//! Words in an agenda's text that stand for what is known of one meeting: `{start}`, `{end-5}`, `{people}`.
//!
//! `document` finds them in whatever an agenda shows, `check` in what its writer typed. What each comes to is worked out
//! here, by the same clock as every other time of the meeting.

use std::fmt;
use std::ops::Range;

use crate::model::agenda::{Agenda, DAY};
use crate::model::date::Date;
use crate::model::page::{Condition, Counted};

/// What stands between the braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingWord {
    /// `{start}`, or so many minutes after or before it.
    Start(i32),
    /// `{end}`, or so many minutes after or before it.
    End(i32),
    /// `{people}`: how many come.
    People,
    /// `{minutes}`: how long the meeting is.
    Minutes,
    /// `{date}`
    Date,
    /// `{place}`
    Place,
}

/// What a word comes to in one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingValue<'a> {
    /// In minutes after midnight.
    Clock(u32),
    /// A number.
    Count(u32),
    /// A day.
    Day(Date),
    /// Words as they are to be printed.
    Words(&'a str),
}

/// Braces in a text that hold a word, or what may have been meant for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Braces<'t> {
    /// Of the text, the braces included.
    pub range: Range<usize>,
    /// What stands between them.
    pub inner: &'t str,
    /// `None` for what is no word of a meeting.
    pub word: Option<MeetingWord>,
}

impl MeetingWord {
    /// The words without minutes, in the order in which findings list them.
    pub const NAMES: [&'static str; 6] = ["start", "end", "people", "minutes", "date", "place"];

    /// What stands between braces: a name, after `start` and `end` perhaps a sign and minutes.
    pub fn parse(inner: &str) -> Option<MeetingWord> {
        let at = inner.find(['+', '-']).unwrap_or(inner.len());
        let (name, minutes) = inner.split_at(at);
        let minutes = match minutes {
            "" => None,
            minutes => {
                let is_number = minutes[1..].bytes().all(|b| b.is_ascii_digit());
                let number = minutes.parse::<i32>().ok().filter(|_| is_number)?;
                Some(number.clamp(-MOST, MOST))
            }
        };
        Some(match (name, minutes) {
            ("start", minutes) => MeetingWord::Start(minutes.unwrap_or(0)),
            ("end", minutes) => MeetingWord::End(minutes.unwrap_or(0)),
            ("people", None) => MeetingWord::People,
            ("minutes", None) => MeetingWord::Minutes,
            ("date", None) => MeetingWord::Date,
            ("place", None) => MeetingWord::Place,
            _ => return None,
        })
    }

    /// Minutes after the start of a meeting of so many minutes; `None` for what is no time of the day.
    pub fn minutes_in(self, declared: u32) -> Option<i32> {
        match self {
            MeetingWord::Start(minutes) => Some(minutes),
            MeetingWord::End(minutes) => Some(declared as i32 + minutes),
            _ => None,
        }
    }
}

/// More minutes than any meeting has, so that no sum overflows.
const MOST: i32 = 100 * DAY as i32;

impl fmt::Display for MeetingWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MeetingWord::Start(0) => f.write_str("start"),
            MeetingWord::End(0) => f.write_str("end"),
            MeetingWord::Start(minutes) => write!(f, "start{minutes:+}"),
            MeetingWord::End(minutes) => write!(f, "end{minutes:+}"),
            MeetingWord::People => f.write_str("people"),
            MeetingWord::Minutes => f.write_str("minutes"),
            MeetingWord::Date => f.write_str("date"),
            MeetingWord::Place => f.write_str("place"),
        }
    }
}

/// The longest that stands between braces and may have been meant for a word.
const LONGEST: usize = 24;

/// The braces of a text that hold a word, or one that is not known: a few letters, perhaps with a sign and a number.
/// `source` is the text that `words` was taken from, where it was taken as it is, and its place there: behind a
/// backslash braces are only braces.
pub fn braces<'t>(
    words: &'t str,
    source: Option<(&'t str, usize)>,
) -> impl Iterator<Item = Braces<'t>> {
    let is_escaped = move |open: usize| {
        let before = source.filter(|_| open == 0);
        before.is_some_and(|(text, start)| text[..start].ends_with('\\'))
    };
    words.match_indices('{').filter_map(move |(open, _)| {
        let rest = &words[open + 1..];
        let length = rest.find(['{', '}']).filter(|length| *length <= LONGEST)?;
        let is_closed = rest[length..].starts_with('}');
        let inner = &rest[..length];
        let is_doubled = words[..open].ends_with('{') || rest[length + 1..].starts_with('}');
        if !is_closed || is_doubled || is_escaped(open) || !is_like_a_word(inner) {
            return None;
        }
        Some(Braces {
            range: open..open + length + 2,
            inner,
            word: MeetingWord::parse(inner),
        })
    })
}

/// Letters, and behind them perhaps a sign and a number, which may have a unit: `start+30min`.
fn is_like_a_word(inner: &str) -> bool {
    let inner = inner.trim();
    let rest = inner.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '_'));
    let name = &inner[..inner.len() - rest.len()];
    let is_sign = |c: char| matches!(c, '+' | '-' | '−' | '–');
    let is_minutes = |c: char| c.is_ascii_digit() || c.is_whitespace() || is_sign(c);
    let number = rest.trim_start().trim_start_matches(is_sign).trim_start();
    let has_unit = rest.trim_start().starts_with(is_sign)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | ':' | '.'));
    !name.is_empty() && (rest.chars().all(is_minutes) || has_unit)
}

/// The end of a text that opens braces which may hold a word, and does not close them: where it begins, and what it has so far.
pub fn opened(words: &str) -> Option<(usize, &str)> {
    let open = words.rfind('{')?;
    let inner = &words[open + 1..];
    let is_free = !words[..open].ends_with(['{', '\\']) && inner.len() <= LONGEST;
    (is_free && is_like_a_word(inner)).then_some((open, inner))
}

/// The beginning of a text that closes such braces, which a line's end divides: what stands before the closing one.
pub fn closed<'t>(opened: &str, words: &'t str) -> Option<&'t str> {
    let rest = &words[..words.find('}')?];
    let whole = format!("{opened} {rest}");
    (whole.len() <= LONGEST && is_like_a_word(&whole)).then_some(rest)
}

impl Agenda {
    /// How many come, or how many minutes there are; `None` where that is known only when somebody meets.
    pub fn count(&self, of: Counted) -> Option<u32> {
        match of {
            Counted::People => self.settings.coming,
            Counted::Minutes => self.settings.says_minutes.then(|| self.declared()),
        }
    }

    /// Whether a condition holds in this meeting; `None` where that is not known.
    pub fn settled(&self, condition: &Condition) -> Option<bool> {
        let count = self.count(condition.of)?;
        Some(condition.holds_for(count))
    }

    /// What a word comes to in this meeting; `None` where that is not known, so that a line to write on takes its place.
    pub fn value(&self, word: MeetingWord) -> Option<MeetingValue<'_>> {
        let settings = &self.settings;
        let people = settings.people.as_ref();
        match word {
            MeetingWord::Start(_) | MeetingWord::End(_) => {
                let minutes = word.minutes_in(self.declared())?;
                let clock = (settings.start? as i32 + minutes).rem_euclid(DAY as i32);
                Some(MeetingValue::Clock(clock as u32))
            }
            MeetingWord::People => people.map(|people| MeetingValue::Count(people.value.expected)),
            MeetingWord::Minutes => Some(MeetingValue::Count(self.declared())),
            MeetingWord::Date => settings.date.map(MeetingValue::Day),
            MeetingWord::Place => settings.place.as_deref().map(MeetingValue::Words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MeetingWord, braces};

    fn found(text: &str) -> Vec<(&str, Option<MeetingWord>)> {
        let all = braces(text, None);
        all.map(|one| (one.inner, one.word)).collect()
    }

    #[test]
    fn words_are_read_exactly_as_they_are_to_be_typed() {
        for (inner, word) in [
            ("start", Some(MeetingWord::Start(0))),
            ("start+30", Some(MeetingWord::Start(30))),
            ("end-5", Some(MeetingWord::End(-5))),
            ("people", Some(MeetingWord::People)),
            ("people+2", None),
            ("start +30", None),
            ("start+", None),
            ("start++3", None),
            ("Start", None),
        ] {
            assert_eq!(MeetingWord::parse(inner), word, "{inner}");
            if let Some(word) = word {
                assert_eq!(word.to_string(), inner);
            }
        }
    }

    #[test]
    fn only_what_may_be_a_word_is_found() {
        assert_eq!(
            found("{start} {strat} {a b} {} {{end}} {x=1} {#id} {end - 5} {end"),
            [
                ("start", Some(MeetingWord::Start(0))),
                ("strat", None),
                ("end - 5", None)
            ]
        );
        assert_eq!(
            found("{start+30min} {end - 1 h} {start+1h30} {a+b} {x5y}"),
            [
                ("start+30min", None),
                ("end - 1 h", None),
                ("start+1h30", None)
            ]
        );
    }

    #[test]
    fn behind_a_backslash_braces_are_only_braces() {
        let text = "\\{end} {end}";
        let all: Vec<_> = braces(&text[1..], Some((text, 1))).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].range, 6..11);
    }
}
