//! A time of the day that is typed in a line to say, where it stays when the meeting moves.

use crate::diagnostic::{Applicability, Diagnostic, Rule, Severity, Suggestion};
use crate::model::agenda::Agenda;
use crate::model::config::Schema;
use crate::model::kind::base;
use crate::model::page::{EventKind, MarkerKind, Page, Text};
use crate::model::source::Span;

mod languages;
mod spoken;

use self::spoken::{Spoken, spoken};

pub(crate) static RULE: Rule = Rule {
    name: "typed-clock-time",
    severity: Severity::Note,
    about: "A time of the day in what is said in a meeting (`SAY`, `CUE`, `DECISION`, `LATE`, `WHAT IF` of an agenda), such \
            as \"half past eight\" or 20:30. It stays as it is typed when \
            the meeting begins at another time; `{end}` and `{start+30}` follow.",
};

pub(crate) fn judge(page: &Page, schema: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let lang = schema.languages.get(page.meta.lang.0 as usize);
    let lang = base(lang.map_or("en", String::as_str));
    for block in agenda.marked() {
        if !is_spoken(&page.body.markers[block.marker as usize].kind) {
            continue;
        }
        for at in block.events.clone() {
            let event = page.body.events[at as usize];
            let EventKind::Text(text) = event.kind else {
                continue;
            };
            let words = page.body.words(text, event.span, &page.text);
            findings.extend(spoken(words, lang).map(|time| {
                let start = event.span.start as usize;
                let range = start + time.range.start..start + time.range.end;
                // A stored text differs from what was typed, so places in it are none in the file.
                let place = match text {
                    Text::Verbatim => Span::new(event.span.source, range),
                    Text::Stored(_) => event.span,
                };
                finding(agenda, place, &words[time.range.clone()], &time)
            }));
        }
    }
}

/// Whether what is marked so is said in the meeting, or done at a moment of it.
fn is_spoken(kind: &MarkerKind) -> bool {
    matches!(
        kind,
        MarkerKind::Say
            | MarkerKind::Cue(_)
            | MarkerKind::Decision
            | MarkerKind::Late
            | MarkerKind::WhatIf(_)
    )
}

fn finding(agenda: &Agenda, place: Span, typed: &str, time: &Spoken) -> Diagnostic {
    let message = format!("\"{typed}\" stays as it is when the meeting begins at another time");
    let finding = RULE.at(place, message);
    let is_alone = place.range().len() == typed.len();
    match word_for(agenda, time) {
        Some(word) => finding
            .help(format!("write {word}, which follows the start"))
            .suggest(is_alone.then(|| Suggestion::new(Applicability::Maybe, place, word))),
        None => {
            finding.help("write {start}, {end} or minutes from one of them: {start+30}, {end-5}")
        }
    }
}

/// The word that says this time while the meeting begins as its page has it; `None` for a time outside the meeting.
fn word_for(agenda: &Agenda, time: &Spoken) -> Option<String> {
    const HALF_A_DAY: u32 = 12 * 60;
    let start = agenda.settings.start?;
    let declared = agenda.declared();
    let day = if time.is_exact {
        2 * HALF_A_DAY
    } else {
        HALF_A_DAY
    };
    let after = (time.minutes + 2 * day - start % day) % day;
    match after {
        0 => Some("{start}".to_owned()),
        after if after == declared => Some("{end}".to_owned()),
        after if after < declared && 2 * after > declared => {
            Some(format!("{{end-{}}}", declared - after))
        }
        after if after < declared => Some(format!("{{start+{after}}}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    fn found(fields: &str, text: &str) -> Vec<String> {
        let items = format!("## A {{minutes=90}}\n\n> [!SAY] {text}");
        of_agenda("typed-clock-time", fields, &items)
    }

    #[test]
    fn a_time_of_the_day_in_a_line_to_say_is_a_note_with_the_word_for_it() {
        let fields = "start = \"19:00\"\nminutes = 90";
        for (text, word) in [
            ("We end at half past eight.", "{end}"),
            ("We end at 8:30 pm.", "{end}"),
            ("It is 19:00.", "{start}"),
            ("A break at 7.30 p.m.!", "{start+30}"),
            ("Back by quarter past eight", "{end-15}"),
            ("Until eight o'clock", "{end-30}"),
        ] {
            let found = found(fields, text);
            let help = format!("help: write {word}, which follows the start");
            assert!(
                found.len() == 1 && found[0].ends_with(&help),
                "{text}: {found:?}"
            );
            assert!(found[0].starts_with("note 10:"), "{found:?}");
        }
        let found = found(fields, "The last bus is at 23:10.");
        assert_eq!(
            found,
            [
                "note 10:29 \"23:10\" stays as it is when the meeting begins at another time; help: write {start}, {end} or minutes from one of them: {start+30}, {end-5}"
            ]
        );
    }

    #[test]
    fn a_time_is_found_in_all_that_is_said() {
        for marker in [
            "SAY",
            "CUE timekeeper",
            "DECISION",
            "LATE",
            "WHAT IF",
            "WHAT IF people > 3",
        ] {
            let items = format!("## A {{minutes=90}}\n\n> [!{marker}] We go on at 20:00.");
            let found = of_agenda("typed-clock-time", "minutes = 90", &items);
            assert_eq!(found.len(), 1, "{marker}: {found:?}");
        }
    }

    #[test]
    fn lengths_numbers_and_words_are_no_times() {
        for text in [
            "Half a minute each, and 3 minutes to write; 10.30 euros; a vote of 12:3; Matthew 5:400",
            "We end at {end}; eight of us, half of the room, quarter past.",
            "`19:00`",
        ] {
            assert!(found("minutes = 90", text).is_empty(), "{text}");
        }
        let elsewhere = of_agenda(
            "typed-clock-time",
            "minutes = 90",
            "## A {minutes=90}\n\nWe end at 20:30.\n\n> [!FACILITATOR] At 20:00.",
        );
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
    }
}
