//! What is known only of one meeting, in the words of a language: `{end-5}`, the condition of a `WHAT IF`, whether as many
//! come as the agenda is made for.

use crate::model::agenda::{Agenda, Attendance};
use crate::model::groups::Groups;
use crate::model::meeting_word::{MeetingValue, MeetingWord, braces};
use crate::model::page::{Condition, Counted};
use crate::render::i18n::Words;

/// How many letters a line is long that stands in place of a word that is not known.
pub(crate) const BLANK: usize = 14;

/// What a word comes to, without a full stop of its own where one follows, as behind `7:30 p. m.`; `None` where it is not known,
/// so that a line to write on takes its place.
pub(crate) fn shown(
    words: &Words,
    agenda: &Agenda,
    word: MeetingWord,
    before_stop: bool,
) -> Option<String> {
    let value = agenda.value(word)?;
    let mut shown = match value {
        MeetingValue::Clock(minutes) => words.clock(minutes),
        MeetingValue::Count(count) => count.to_string(),
        MeetingValue::Day(date) => words.date(date),
        MeetingValue::Words(text) => text.to_owned(),
    };
    if before_stop && shown.ends_with('.') {
        shown.pop();
    }
    Some(shown)
}

/// A plain text with its words filled in.
pub(crate) fn fill(words: &Words, agenda: &Agenda, text: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut done = 0;
    for one in braces(text, None) {
        let Some(word) = one.word else { continue };
        filled.push_str(&text[done..one.range.start]);
        let before_stop = text[one.range.end..].starts_with('.');
        let shown = shown(words, agenda, word, before_stop);
        filled.push_str(&shown.unwrap_or_else(|| "_".repeat(BLANK)));
        done = one.range.end;
    }
    filled.push_str(&text[done..]);
    filled
}

/// What stands at the head of a `WHAT IF` with a condition: a question, or, once the number is known for which it holds,
/// that number.
pub(crate) fn what_if(words: &Words, agenda: Option<&Agenda>, condition: &Condition) -> String {
    let count = agenda.and_then(|agenda| agenda.count(condition.of));
    match count {
        Some(count) => {
            let amount = words.count(condition.of.name(), count as usize);
            words.plain("what-if-settled").replace("{amount}", &amount)
        }
        None => words
            .plain("what-if-asked")
            .replace("{condition}", &in_words(words, condition)),
    }
}

/// `more than 18 come`
fn in_words(words: &Words, condition: &Condition) -> String {
    let counted = match condition.of {
        Counted::People => "people",
        Counted::Minutes => "minutes",
    };
    let key = format!("if-{counted}-{}", condition.is.name());
    let number = condition.number.to_string();
    words.plain(&key).replace("{n}", &number)
}

/// What to do where more or fewer come than the agenda is made for.
pub(crate) fn attendance(words: &Words, agenda: &Agenda) -> Option<String> {
    let (key, coming, bound) = match agenda.settings.attendance() {
        Attendance::Fits => return None,
        Attendance::TooMany { coming, max } => ("too-many-people", coming, max),
        Attendance::TooFew { coming, min } => ("too-few-people", coming, min),
    };
    let coming = coming.to_string();
    let text = words.plain(key).replace("{n}", &coming);
    let text = text.replace("{times}", &coming);
    Some(text.replace("{bound}", &bound.to_string()))
}

/// `5 groups of 3, 1 of 4`
pub(crate) fn groups(words: &Words, groups: Groups) -> String {
    let Groups {
        count,
        size,
        larger,
    } = groups;
    let counted = |n: u32| words.count("groups", n as usize);
    if larger == 0 {
        let even = words
            .plain("groups-even")
            .replace("{groups}", &counted(count));
        return even.replace("{size}", &size.to_string());
    }
    let uneven = words
        .plain("groups-uneven")
        .replace("{groups}", &counted(count - larger))
        .replace("{size}", &size.to_string());
    let more = uneven.replace("{more}", &larger.to_string());
    more.replace("{larger}", &groups.largest().to_string())
}
