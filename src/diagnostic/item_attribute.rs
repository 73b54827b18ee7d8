//! Attributes of an item of an agenda that cannot be read.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::minutes_meant::minutes_meant;
use crate::diagnostic::suggest::{is_only_case, suggest};
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::agenda::{ItemKind, Priority};
use crate::model::field_set::ITEM;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "item-attribute",
    severity: Severity::Error,
    about: "An attribute in the braces of an agenda's item that cannot be read: a key that no item \
            has, a value with a space, a number that is none.",
};

pub(crate) fn unknown_key(span: Span, key: &str) -> Diagnostic {
    let finding = RULE.at(span, format!("an item has no attribute `{key}`"));
    match suggest(key, ITEM.names()) {
        Some(near) => {
            let start = span.start as usize;
            let place = Span::new(span.source, start..start + key.len());
            finding.did_you_mean(near, Suggestion::maybe(place, near))
        }
        None if key.starts_with(|c: char| c.is_ascii_digit()) => {
            finding.help("write how long the item takes as minutes=10")
        }
        None => finding.help(format!(
            "an item takes {}",
            ITEM.names().collect::<Vec<_>>().join(", ")
        )),
    }
}

/// A length of time that stands alone, and is read as the minutes of the item.
pub(crate) fn minutes_without_key(span: Span, typed: &str, minutes: u32) -> Diagnostic {
    let whole = format!("minutes={minutes}");
    RULE.at(span, format!("an item has no attribute `{typed}`"))
        .help(format!("write how long the item takes as {whole}"))
        .suggest(Suggestion::maybe(span, whole))
}

/// A comma between two attributes; `behind` is what stands behind it without a space.
pub(crate) fn comma(span: Span, key: &str, value: &str, behind: &str) -> Diagnostic {
    let whole = format!("{key}={value} {behind}");
    let whole = whole.trim_end();
    RULE.at(
        span,
        "a comma stands here, where a space parts one attribute from the next",
    )
    .help(format!("write {whole}"))
    .suggest(Suggestion::new(Applicability::Maybe, span, whole))
}

/// The value is read so already, but for a role, of which the words may have another name.
pub(crate) fn spaces(span: Span, key: &str, value: &str) -> Diagnostic {
    let whole = format!("{key}={value}");
    RULE.at(span, format!("`{key}` has a space in it"))
        .help(format!("write {whole}"))
        .suggest(Suggestion::new(
            Applicability::of(key != "lead"),
            span,
            whole,
        ))
}

pub(crate) fn no_value(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` has no value"))
        .help(format!("write {}", example(key)))
}

/// `span` is the place of the value with its marks, or of key and value where these have spaces.
pub(crate) fn quoted(span: Span, key: &str, value: &str) -> Diagnostic {
    let is_alone = span.range().len() == value.len() + 2;
    let suggestion = is_alone.then(|| Suggestion::sure(span, value));
    RULE.at(span, "a value here has no quotation marks")
        .help(format!("write {key}={value}"))
        .suggest(suggestion)
}

pub(crate) fn twice(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` stands here twice"))
        .help("take one of the two out")
}

/// What is wrong with a number of minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum MinutesFault {
    /// `-5`, `-5+1/person`
    Negative,
    /// `2.5`: whole minutes only, but for those a person.
    Fraction,
    /// `0`, `0+0/person`
    None,
    TooMany,
    /// `5min`, `2+1`, `1/person`
    Form,
}

pub(crate) fn minutes(span: Span, value: &str, fault: MinutesFault) -> Diagnostic {
    let message = match fault {
        MinutesFault::Negative => "an item cannot take less than no time".to_owned(),
        MinutesFault::Fraction => "an item takes whole minutes".to_owned(),
        MinutesFault::None => "this item takes no time at all".to_owned(),
        MinutesFault::TooMany => "an item is at most a day".to_owned(),
        MinutesFault::Form => format!("`{value}` is no number of minutes"),
    };
    RULE.at(span, message).help(meant(value, fault))
}

/// What to type for what was meant, where that can be seen.
fn meant(value: &str, fault: MinutesFault) -> String {
    if fault == MinutesFault::TooMany {
        return "write an agenda for each day".to_owned();
    }
    let is_read = matches!(fault, MinutesFault::Form | MinutesFault::Fraction);
    let minutes = minutes_meant(value).filter(|_| is_read && !value.contains('/'));
    if let Some((hours, _)) = value.split_once(':')
        && let Some(minutes) = minutes
    {
        return format!("write minutes={minutes}, or minutes={hours} if it is minutes and seconds");
    }
    let range = value.split_once(['-', '\u{2013}']);
    let range = range.and_then(|(least, most)| Some((minutes_meant(least)?, minutes_meant(most)?)));
    match (minutes, range) {
        (Some(minutes), _) => format!("write minutes={minutes}"),
        (_, Some((least, most))) if least < most => {
            format!("write minutes={most} least={least}")
        }
        _ => "write minutes=10, or minutes=2+0.75/person for one that grows with each who comes"
            .to_owned(),
    }
}

/// A length of time in words, such as `5 min`, which is read as so many minutes.
pub(crate) fn in_words(span: Span, key: &str, minutes: u32) -> Diagnostic {
    let whole = format!("{key}={minutes}");
    RULE.at(span, format!("`{key}` takes a number of minutes alone"))
        .help(format!("write {whole}"))
        .suggest(Suggestion::sure(span, whole))
}

pub(crate) fn number(span: Span, key: &str, value: &str) -> Diagnostic {
    RULE.at(span, format!("`{value}` is no whole number of minutes"))
        .help(format!("write {}", example(key)))
}

pub(crate) fn priority(span: Span, value: &str) -> Diagnostic {
    let known = Priority::ALL.map(|(name, _)| name);
    let near = suggest(value, known).and_then(|near| {
        let applicability = Applicability::of(is_only_case(value, near, known));
        Suggestion::inner(applicability, span, value, near)
    });
    RULE.at(span, format!("`{value}` is no priority"))
        .help("write priority=must, priority=should or priority=could")
        .suggest(near)
}

pub(crate) fn group(span: Span, value: &str) -> Diagnostic {
    let message = match value {
        "0" | "1" => format!("a group of {value} is no group"),
        _ => format!("`{value}` is no number of people"),
    };
    RULE.at(span, message)
        .help("write how many people a group is to have, such as group=3")
}

pub(crate) fn member_without_group(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this grows with each member of a group, and the item has no groups",
    )
    .help(
        "write how many people a group is to have, such as group=3, or /person in place of /member",
    )
}

pub(crate) fn empty_name(span: Span, value: &str) -> Diagnostic {
    let names: Vec<&str> = value.split(',').filter(|name| !name.is_empty()).collect();
    let is_alone = span.range().len() == value.len() && !names.is_empty();
    RULE.at(span, "a comma here stands beside no name")
        .help(format!("write uses={}", names.join(",")))
        .suggest(is_alone.then(|| Suggestion::sure(span, names.join(","))))
}

pub(crate) fn two_types(span: Span, first: &str, second: &str) -> Diagnostic {
    RULE.at(span, format!("this item is of type `{first}` already"))
        .help(format!(
            "keep one of .{first} and .{second}, or make two items of it"
        ))
}

pub(crate) fn unknown_type(span: Span, class: &str) -> Diagnostic {
    let names = ItemKind::ALL.map(|(name, _)| name);
    let finding = RULE.at(span, format!("there is no type of item `{class}`"));
    match suggest(class, names) {
        Some(near) => {
            let applicability = Applicability::of(is_only_case(class, near, names));
            let dotted = format!(".{class}");
            finding
                .help(format!("did you mean .{near}?"))
                .suggest(Suggestion::inner(
                    applicability,
                    span,
                    &dotted,
                    format!(".{near}"),
                ))
        }
        None => finding.help(format!("write one of .{}", names.join(", ."))),
    }
}

pub(crate) fn level(span: Span, level: u8) -> Diagnostic {
    let signs = "#".repeat(level.into());
    RULE.at(span, "only a heading of the second level is an item")
        .help(format!(
            "write ## in place of {signs}, or take the braces out"
        ))
}

fn example(key: &str) -> &'static str {
    match key {
        "minutes" => "minutes=10",
        "cap" => "cap=15, without a fraction",
        "group" => "group=3",
        "least" => "least=6, without a fraction",
        "priority" => "priority=must",
        "uses" => "uses=go-round",
        _ => "lead=facilitator",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    fn found(braces: &str) -> Vec<String> {
        let page = format!(
            "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\n+++\n## T {{{braces}}}\n\nText.\n"
        );
        let found = of("item-attribute", &[("content/a.md", &page)]);
        let short = found.iter().map(|line| {
            line.trim_start_matches("error[item-attribute] content/a.md:7:")
                .to_owned()
        });
        short.collect()
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is one table")]
    fn what_cannot_be_read_is_found_once_with_what_to_type() {
        for (braces, expected) in [
            (
                "minuts=5",
                "7 an item has no attribute `minuts`; help: did you mean `minutes`?",
            ),
            (
                "5",
                "7 an item has no attribute `5`; help: write how long the item takes as minutes=5",
            ),
            (
                "10 min",
                "7 an item has no attribute `10 min`; help: write how long the item takes as minutes=10",
            ),
            (
                "minutes=10, least=5",
                "7 a comma stands here, where a space parts one attribute from the next; help: write minutes=10",
            ),
            (
                "minutes=10,least=5",
                "7 a comma stands here, where a space parts one attribute from the next; help: write minutes=10 least=5",
            ),
            (
                "minutes=5 lead=\"Note Taker\"",
                "17 `lead` has a space in it; help: write lead=note-taker",
            ),
            (
                "minutes=5 uses=\"a, b\"",
                "17 `uses` has a space in it; help: write uses=a,b",
            ),
            (
                "minutes = 5",
                "7 `minutes` has a space in it; help: write minutes=5",
            ),
            (
                "minutes= 5",
                "7 `minutes` has a space in it; help: write minutes=5",
            ),
            (
                "minutes =5 least=2",
                "7 `minutes` has a space in it; help: write minutes=5",
            ),
            (
                "#x .opening minutes=2 + 0.75/person cap=15",
                "19 `minutes` has a space in it; help: write minutes=2+0.75/person",
            ),
            (
                "minutes=5 uses=a, b",
                "17 `uses` has a space in it; help: write uses=a,b",
            ),
            (
                "minutes=5 lead=note taker",
                "17 `lead` has a space in it; help: write lead=note-taker",
            ),
            (
                "minutes=\"5\"",
                "15 a value here has no quotation marks; help: write minutes=5",
            ),
            (
                "minutes",
                "7 `minutes` has no value; help: write minutes=10",
            ),
            (
                "minutes=5 least=",
                "17 `least` has no value; help: write least=6, without a fraction",
            ),
            (
                "minutes=5 minutes=6",
                "17 `minutes` stands here twice; help: take one of the two out",
            ),
            (
                "minutes=5 priority=most",
                "26 `most` is no priority; help: write priority=must, priority=should or priority=could",
            ),
            (
                "minutes=5 cap=1.5",
                "21 `1.5` is no whole number of minutes; help: write cap=15, without a fraction",
            ),
            (
                "minutes=5 uses=a,,b",
                "22 a comma here stands beside no name; help: write uses=a,b",
            ),
            (
                ".brek minutes=5",
                "7 there is no type of item `brek`; help: did you mean .break?",
            ),
            (
                ".break .closing minutes=5",
                "14 this item is of type `break` already; help: keep one of .break and .closing, or make two items of it",
            ),
        ] {
            assert_eq!(found(braces), [expected], "{braces}");
        }
    }

    #[test]
    fn numbers_that_are_none_are_found() {
        for (value, message) in [
            ("-5", "an item cannot take less than no time"),
            ("2+-1/person", "an item cannot take less than no time"),
            ("0", "this item takes no time at all"),
            ("2+1", "`2+1` is no number of minutes"),
            ("1/person", "`1/person` is no number of minutes"),
            ("2+0.125/person", "`2+0.125/person` is no number of minutes"),
        ] {
            let expected = format!(
                "15 {message}; help: write minutes=10, or minutes=2+0.75/person for one that grows with each who comes"
            );
            assert_eq!(found(&format!("minutes={value}")), [expected]);
        }
    }

    #[test]
    fn a_length_of_time_that_is_understood_is_proposed() {
        for (value, expected) in [
            (
                "2.5",
                "15 an item takes whole minutes; help: write minutes=3",
            ),
            (
                "2000",
                "15 an item is at most a day; help: write an agenda for each day",
            ),
            (
                "5min",
                "15 `5min` is no number of minutes; help: write minutes=5",
            ),
            (
                "~15",
                "15 `~15` is no number of minutes; help: write minutes=15",
            ),
            (
                "10+",
                "15 `10+` is no number of minutes; help: write minutes=10",
            ),
            (
                "1h30",
                "15 `1h30` is no number of minutes; help: write minutes=90",
            ),
            (
                "20-30",
                "15 `20-30` is no number of minutes; help: write minutes=30 least=20",
            ),
            (
                "1:15",
                "15 `1:15` is no number of minutes; help: write minutes=75, or minutes=1 if it is minutes and seconds",
            ),
            (
                "\"5 min\"",
                "7 `minutes` takes a number of minutes alone; help: write minutes=5",
            ),
            (
                "5 min",
                "7 `minutes` takes a number of minutes alone; help: write minutes=5",
            ),
            (
                "1 hour 15 minutes",
                "7 `minutes` takes a number of minutes alone; help: write minutes=75",
            ),
        ] {
            assert_eq!(found(&format!("minutes={value} .break")), [expected]);
        }
    }

    #[test]
    fn what_can_be_read_is_no_finding() {
        for braces in [
            "#go-round .opening minutes=2+0.75/person cap=15 least=6 priority=must lead=facilitator",
            "minutes=0+1/person",
            "minutes=10+.5/person .break",
            " minutes=5 ",
        ] {
            assert!(found(braces).is_empty(), "{braces}");
        }
    }

    #[test]
    fn attributes_belong_to_headings_of_the_second_level() {
        let page = "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\n+++\n## T {minutes=5}\n\n### U {#u minutes=5}\n\nText.\n";
        assert_eq!(
            of("item-attribute", &[("content/a.md", page)]),
            [
                "error[item-attribute] content/a.md:9:11 only a heading of the second level is an item; help: write ## in place of ###, or take the braces out"
            ]
        );
    }
}
