//! Words for what is known only of one meeting, such as `{end}`, that come to nothing or to a wrong time.

use crate::diagnostic::Applicability::{Maybe, Sure};
use crate::diagnostic::minutes_meant::minutes_meant;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::agenda::Agenda;
use crate::model::config::Schema;
use crate::model::meeting_word::{Braces, MeetingWord, braces, closed, opened};
use crate::model::page::{Event, EventKind, Node, Page, Text};
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "meeting-word",
    severity: Severity::Error,
    about: "A word in braces on an agenda or on the page of roles, such as `{end}` or `{start+30}`, that stands for nothing, \
            stands in a heading or in HTML, or is a time outside the meeting.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let mut in_heading = false;
    for event in &page.body.events {
        match event.kind {
            EventKind::Html(text) | EventKind::InlineHtml(text) => {
                let typed = typed(page, text, event);
                let known = typed.filter(|(_, one)| one.word.is_some());
                findings.extend(known.map(|(place, one)| in_html(place, one.inner)));
            }
            EventKind::Start(Node::Heading(_)) => in_heading = true,
            EventKind::End(Node::Heading(_)) => in_heading = false,
            EventKind::Text(text) => {
                let typed = typed(page, text, event);
                let found = typed.filter_map(|(place, one)| match (in_heading, one.word) {
                    (true, Some(_)) => Some(heading(place, one.inner)),
                    (true, None) => None,
                    (false, Some(word)) => outside(agenda, place, word),
                    (false, None) => Some(unknown(place, one.inner)),
                });
                findings.extend(found);
            }
            _ => {}
        }
    }
    divided(page, findings);
}

/// Role cards show the page of roles for a meeting, so its words are judged as well, but for times, of which each meeting
/// has others.
pub(crate) fn judge_roles(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut pages: Vec<_> = site.role_pages.iter().copied().flatten().collect();
    pages.sort_unstable();
    pages.dedup();
    for index in pages {
        let page = &site.pages[index].page;
        if page.agenda.is_some() {
            continue;
        }
        for event in &page.body.events {
            let EventKind::Text(text) = event.kind else {
                continue;
            };
            let unknown = typed(page, text, event).filter(|(_, one)| one.word.is_none());
            findings.extend(unknown.map(|(place, one)| self::unknown(place, one.inner)));
        }
        divided(page, findings);
    }
}

/// Words that the end of a line divides.
fn divided(page: &Page, findings: &mut Vec<Diagnostic>) {
    for three in page.body.events.windows(3) {
        let [one, line_end, other] = three else {
            continue;
        };
        let (EventKind::Text(first), EventKind::Text(second)) = (one.kind, other.kind) else {
            continue;
        };
        let is_end = matches!(line_end.kind, EventKind::SoftBreak | EventKind::HardBreak);
        // Only of texts that stand as they are typed is the place known.
        if !is_end || first != Text::Verbatim || second != Text::Verbatim {
            continue;
        }
        let words = page.body.words(first, one.span, &page.text);
        let Some((at, opened)) = opened(words) else {
            continue;
        };
        let start = one.span.start as usize + at;
        let is_escaped = at == 0 && page.text[..start].ends_with('\\');
        let rest = closed(opened, page.body.words(second, other.span, &page.text));
        if let Some(rest) = rest.filter(|_| !is_escaped) {
            let end = other.span.start as usize + rest.len() + 1;
            let place = Span::new(one.span.source, start..end);
            findings.push(unknown(place, &format!("{opened} {rest}")));
        }
    }
}

fn in_html(place: Span, inner: &str) -> Diagnostic {
    let finding = RULE.at(
        place,
        format!("HTML shows `{{{inner}}}` as it is typed, since words of a meeting are filled in only in text"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding.help("write the line without tags")
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
        let minutes = if over == 1 { "minute" } else { "minutes" };
        let message = format!(
            "`{{{word}}}` is {over} {minutes} after the end of this meeting, which has {declared}"
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
fn unknown(place: Span, inner: &str) -> Diagnostic {
    let typed = format!("{{{inner}}}");
    let finding = RULE.at(place, format!("`{typed}` stands for nothing in a meeting"));
    let plain: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = without_unit(&plain.to_lowercase().replace(['−', '–'], "-"));
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

/// `start+30` of `start+30min`, `start+90` of `start+1h30`.
fn without_unit(plain: &str) -> String {
    let Some(at) = plain.find(['+', '-']) else {
        return plain.to_owned();
    };
    let (name, length) = plain.split_at(at + 1);
    let is_number = length.bytes().all(|b| b.is_ascii_digit());
    match minutes_meant(length).filter(|_| !is_number) {
        Some(minutes) => format!("{name}{minutes}"),
        None => plain.to_owned(),
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
    use crate::check::testing::{of, of_agenda};

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
                "{start+30min}",
                "error 7:1 `{start+30min}` stands for nothing in a meeting; help: write {start+30}",
            ),
            (
                "{start + 1 h}",
                "error 7:1 `{start + 1 h}` stands for nothing in a meeting; help: write {start+60}",
            ),
            (
                "We close {end\n-5} sharp.",
                "error 7:10 `{end -5}` stands for nothing in a meeting; help: write {end-5}",
            ),
            (
                "<p>Ends {end}</p>",
                "warning 7:9 HTML shows `{end}` as it is typed, since words of a meeting are filled in only in text; help: write the line without tags",
            ),
            (
                "{people+2}",
                "error 7:1 `{people+2}` stands for nothing in a meeting; help: write {people}",
            ),
            (
                "{start+61}",
                "error 7:1 `{start+61}` is 1 minute after the end of this meeting, which has 60; help: write {end}, or a time within it such as {start+30}",
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
    fn words_of_the_page_of_roles_are_judged_too() {
        let roles =
            "+++\ntitle = \"Roles\"\n+++\n## Facilitator\n\nEnd by {ende}, {end-5}, \\{ende}.\n";
        let agenda =
            "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\n+++\n## T {minutes=5}\n";
        let files = [
            ("content/meeting-roles.md", roles),
            ("content/a.md", agenda),
        ];
        assert_eq!(
            of("meeting-word", &files),
            [
                "error[meeting-word] content/meeting-roles.md:6:8 `{ende}` stands for nothing in a meeting; help: write {end}"
            ]
        );
        assert!(of("meeting-word", &files[..1]).is_empty());
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
