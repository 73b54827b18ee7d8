//! Attributes of an item of an agenda that cannot be read.

use crate::agenda::Sort;
use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::parse::{ITEM_KEYS, MinutesFault};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "item-attribute",
    severity: Severity::Error,
    about: "An attribute in the braces of an agenda's item that cannot be read: a key that no item \
            has, a value with a space, a number that is none.",
};

pub(crate) fn unknown_key(span: Span, key: &str) -> Diagnostic {
    let finding = RULE.at(span, format!("an item has no attribute `{key}`"));
    match nearest(key, ITEM_KEYS) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None if key.starts_with(|c: char| c.is_ascii_digit()) => {
            finding.help("write how long the item takes as minutes=10")
        }
        None => finding.help(format!("an item takes {}", ITEM_KEYS.join(", "))),
    }
}

pub(crate) fn spaces(span: Span, key: &str, value: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` has a space in it"))
        .help(format!("write {key}={value}"))
}

pub(crate) fn no_value(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` has no value"))
        .help(format!("write {}", example(key)))
}

pub(crate) fn quoted(span: Span, key: &str, value: &str) -> Diagnostic {
    RULE.at(span, "a value here has no quotation marks")
        .help(format!("write {key}={value}"))
}

pub(crate) fn twice(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` stands here twice"))
        .help("delete one of the two")
}

pub(crate) fn minutes(span: Span, value: &str, fault: MinutesFault) -> Diagnostic {
    let message = match fault {
        MinutesFault::Negative => "an item cannot take less than no time".to_owned(),
        MinutesFault::Fraction => "an item takes whole minutes".to_owned(),
        MinutesFault::None => "this item takes no time at all".to_owned(),
        MinutesFault::TooMany => "an item is at most a day".to_owned(),
        MinutesFault::Form => format!("`{value}` is no number of minutes"),
    };
    RULE.at(span, message)
        .help("write minutes=10, or minutes=2+0.75/person for one that grows with each who comes")
}

pub(crate) fn number(span: Span, key: &str, value: &str) -> Diagnostic {
    RULE.at(span, format!("`{value}` is no whole number of minutes"))
        .help(format!("write {}", example(key)))
}

pub(crate) fn priority(span: Span, value: &str) -> Diagnostic {
    RULE.at(span, format!("`{value}` is no priority"))
        .help("write priority=must, priority=should or priority=could")
}

pub(crate) fn empty_name(span: Span, value: &str) -> Diagnostic {
    let names: Vec<&str> = value.split(',').filter(|name| !name.is_empty()).collect();
    RULE.at(span, "a comma here stands beside no name")
        .help(format!("write uses={}", names.join(",")))
}

pub(crate) fn two_types(span: Span, first: &str, second: &str) -> Diagnostic {
    RULE.at(span, format!("this item is of type `{first}` already"))
        .help(format!(
            "keep one of .{first} and .{second}, or make two items of it"
        ))
}

pub(crate) fn unknown_type(span: Span, class: &str) -> Diagnostic {
    let names = Sort::ALL.map(|(name, _)| name);
    let finding = RULE.at(span, format!("there is no type of item `{class}`"));
    match nearest(class, names) {
        Some(near) => finding.help(format!("did you mean .{near}?")),
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
    fn what_cannot_be_read_is_found_once_with_what_to_type() {
        for (braces, expected) in [
            (
                "minuts=5",
                "7 an item has no attribute `minuts`; help: did you mean `minutes`?",
            ),
            (
                "5",
                "7 an item has no attribute `5`; help: write how long the item takes as minutes=10",
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
                "17 `minutes` stands here twice; help: delete one of the two",
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
            ("2.5", "an item takes whole minutes"),
            ("0", "this item takes no time at all"),
            ("2000", "an item is at most a day"),
            ("5min", "`5min` is no number of minutes"),
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
