//! Words for what is known only of one meeting, such as `{end}`, that come to nothing or to a wrong time.

use crate::diagnostic::Applicability::{Maybe, Sure};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::agenda::Agenda;
use crate::model::config::Schema;
use crate::model::meeting_word::{Braces, MeetingWord, braces};
use crate::model::page::{Event, EventKind, Node, Page, Text};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "meeting-word",
    severity: Severity::Error,
    about: "A word in braces on an agenda, such as `{end}` or `{start+30}`, that stands for nothing, stands in a heading, \
            or is a time outside the meeting.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let mut in_heading = false;
    for event in &page.body.events {
        match event.kind {
            EventKind::Start(Node::Heading(_)) => in_heading = true,
            EventKind::End(Node::Heading(_)) => in_heading = false,
            EventKind::Text(text) => {
                let typed = typed(page, text, event);
                let found = typed.filter_map(|(place, one)| match (in_heading, one.word) {
                    (true, Some(_)) => Some(heading(place, one.inner)),
                    (true, None) => None,
                    (false, Some(word)) => outside(agenda, place, word),
                    (false, None) => Some(unknown(place, &one)),
                });
                findings.extend(found);
            }
            _ => {}
        }
    }
}

/// The braces in a text, each with its place.
fn typed<'p>(
    page: &'p Page,
    text: Text,
    event: &Event,
) -> impl Iterator<Item = (Span, Braces<'p>)> {
    let event = *event;
    let words = page.body.words(text, event.span, &page.text);
    let is_verbatim = text == Text::Verbatim;
    let source = is_verbatim.then_some((&*page.text, event.span.start as usize));
    braces(words, source).map(move |one| {
        let start = event.span.start as usize;
        let place = match text {
            Text::Verbatim => Span::new(
                event.span.source,
                start + one.range.start..start + one.range.end,
            ),
            Text::Stored(_) => event.span,
        };
        (place, one)
    })
}

fn heading(place: Span, inner: &str) -> Diagnostic {
    let finding = RULE.at(
        place,
        format!("a heading shows `{{{inner}}}` as it is typed, since links and lists name it"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding.help("write it into the text below the heading")
    }
}

/// A time that is not within the meeting. Doors may open before it.
fn outside(agenda: &Agenda, place: Span, word: MeetingWord) -> Option<Diagnostic> {
    if !agenda.settings.says_minutes {
        return None;
    }
    let declared = agenda.declared();
    let minutes = word.minutes_in(declared)?;
    // The help names a time in the middle, which is within any meeting.
    let (message, help) = if minutes > declared as i32 {
        let over = minutes - declared as i32;
        let message = format!(
            "`{{{word}}}` is {over} minutes after the end of this meeting, which has {declared}"
        );
        (
            message,
            format!(
                "write {{end}}, or a time within it such as {{start+{}}}",
                declared / 2
            ),
        )
    } else if minutes < 0 && matches!(word, MeetingWord::End(_)) {
        let message = format!(
            "`{{{word}}}` is before the start of this meeting, which has {declared} minutes"
        );
        (
            message,
            format!(
                "write {{start}}, or a time within it such as {{end-{}}}",
                declared / 2
            ),
        )
    } else {
        return None;
    };
    Some(RULE.at(place, message).help(help))
}

/// A word that is none, or is typed with spaces or capital letters.
fn unknown(place: Span, one: &Braces<'_>) -> Diagnostic {
    let typed = format!("{{{}}}", one.inner);
    let finding = RULE.at(place, format!("`{typed}` stands for nothing in a meeting"));
    let plain: String = one.inner.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_lowercase().replace(['−', '–'], "-");
    let is_alone = place.range().len() == typed.len();
    // Only spaces and capital letters are surely a slip; another word may be meant as it stands.
    let (applicability, meant) = match MeetingWord::parse(&plain) {
        Some(_) => (Sure, Some(plain)),
        None => (Maybe, near(&plain)),
    };
    match meant {
        Some(meant) => {
            let meant = format!("{{{meant}}}");
            let suggestion =
                is_alone.then(|| Suggestion::new(applicability, place, meant.as_str()));
            finding.help(format!("write {meant}")).suggest(suggestion)
        }
        None => {
            let names = MeetingWord::NAMES
                .map(|name| format!("{{{name}}}"))
                .join(" ");
            let finding = finding.help(format!(
                "write one of {names}, {{start+30}} or {{end-5}}; for braces that are only braces, \\{typed}"
            ));
            Diagnostic {
                severity: Severity::Warning,
                ..finding
            }
        }
    }
}

/// The word that is near to what was typed, with its minutes.
fn near(plain: &str) -> Option<String> {
    let at = plain
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(plain.len());
    let (name, minutes) = plain.split_at(at);
    let known = match name {
        "time" | "begin" | "beginning" => "start",
        "finish" | "close" => "end",
        "participants" | "persons" | "person" => "people",
        "day" => "date",
        "room" | "venue" | "location" => "place",
        name => suggest(name, MeetingWord::NAMES)?,
    };
    let whole = format!("{known}{minutes}");
    let whole = MeetingWord::parse(&whole).map(|_| whole);
    Some(whole.unwrap_or_else(|| known.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    fn found(text: &str) -> Vec<String> {
        let items = format!("{text}\n\n## A {{minutes=60}}");
        of_agenda("meeting-word", "minutes = 60", &items)
    }

    #[test]
    fn words_that_stand_for_nothing_are_found_with_what_to_type() {
        for (text, expected) in [
            (
                "By {strat}.",
                "error 7:4 `{strat}` stands for nothing in a meeting; help: write {start}",
            ),
            (
                "{start + 30}",
                "error 7:1 `{start + 30}` stands for nothing in a meeting; help: write {start+30}",
            ),
            (
                "{End−5}",
                "error 7:1 `{End−5}` stands for nothing in a meeting; help: write {end-5}",
            ),
            (
                "{people+2}",
                "error 7:1 `{people+2}` stands for nothing in a meeting; help: write {people}",
            ),
            (
                "{start+61}",
                "error 7:1 `{start+61}` is 1 minutes after the end of this meeting, which has 60; help: write {end}, or a time within it such as {start+30}",
            ),
            (
                "{end-61}",
                "error 7:1 `{end-61}` is before the start of this meeting, which has 60 minutes; help: write {start}, or a time within it such as {end-30}",
            ),
            (
                "Ask {somebody}.",
                "warning 7:5 `{somebody}` stands for nothing in a meeting; help: write one of {start} {end} {people} {minutes} {date} {place}, {start+30} or {end-5}; for braces that are only braces, \\{somebody}",
            ),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_that_are_known_and_braces_that_are_no_words_are_left_alone() {
        for text in [
            "{start} {start-15} {start+60} {end} {end-60} {people} {minutes} {date} {place}",
            "`{strat}` \\{strat} {{strat}} {} {1, 2}",
            "[a](https://example.org/{strat})",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_word_in_a_heading_is_found_and_not_lost() {
        for heading in ["## Until {end} {minutes=5}", "## Until {end}"] {
            let found = of_agenda("meeting-word", "minutes = 60", heading);
            assert_eq!(
                found,
                [
                    "warning 7:10 a heading shows `{end}` as it is typed, since links and lists name it; help: write it into the text below the heading"
                ]
            );
            assert!(of_agenda("heading-braces", "minutes = 60", heading).is_empty());
            assert!(of_agenda("item-attribute", "minutes = 60", heading).is_empty());
        }
    }
}
