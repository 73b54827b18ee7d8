//! Nothing that can be typed lacks its place in the manual, and the manual speaks of nothing that is gone.

use std::collections::BTreeSet;

use clap::CommandFactory;
use groundwork::check::RULES;
use groundwork::diagnostic::Severity;
use groundwork::engine::{Engine, Options};
use groundwork::manual::{Explained, Manual};
use groundwork::model::field_set::{self, FieldSet};

use super::blocks::chapters;
use super::cli::Cli;
use super::reference;
use super::tables::kinds;

/// Rules of which no example can be typed on a page of the manual: they are about bytes, sizes or time. What brings them
/// about is said in words.
const IN_WORDS: [&str; 16] = [
    "people-out-of-range",
    "large-embed",
    "plain-code",
    "long-name",
    "over-limit",
    "unreadable-file",
    "invalid-utf8",
    "byte-order-mark",
    "line-ends",
    "stale-override",
    "card-too-long",
    "too-long-to-fold",
    "too-many-sides",
    "unfinished-sheet",
    "heavy-one-file",
    "left-out-of-one-file",
];

/// Below what every rule has to say how its findings are mended.
const MENDING: &str = "**Mend it:**";

/// The headings of a level on a page of the reference.
fn headings(page: &str, level: usize) -> BTreeSet<String> {
    let sign = format!("{} ", "#".repeat(level));
    let (_, text) = reference(page);
    let mut in_code = false;
    let lines = text.lines().filter(move |line| {
        in_code ^= line.starts_with("```");
        !in_code
    });
    let lines = lines.filter_map(|line| line.strip_prefix(&sign));
    lines
        .map(|line| line.split(" {").next().unwrap_or(line).to_owned())
        .collect()
}

#[test]
fn every_rule_has_a_heading_an_example_and_a_mending() {
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(headings("rules", 3), names);
    let (_, text) = reference("rules");
    for part in text.split("\n### ").skip(1) {
        let name = part.lines().next().unwrap_or_default();
        assert!(
            part.contains(&format!("\n\n<!-- generated: rule {name} -->")),
            "{name}"
        );
        assert!(part.contains(MENDING), "{name} is not mended");
    }
    let chapters = chapters();
    let shown: BTreeSet<&str> = chapters
        .iter()
        .filter_map(|chapter| {
            let (page, rule) = chapter.name.split_once(": ")?;
            let mut blocks = chapter.blocks.iter();
            let has_example = blocks.any(|block| block.value("finds") == Some(rule));
            (page == "reference/rules.md" && has_example).then_some(rule)
        })
        .collect();
    let missing: Vec<&String> = names
        .iter()
        .filter(|name| !shown.contains(name.as_str()) && !IN_WORDS.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "without an example: {missing:?}");
    let needless: Vec<&&str> = IN_WORDS
        .iter()
        .filter(|name| shown.contains(*name))
        .collect();
    assert!(needless.is_empty(), "they have an example: {needless:?}");
}

#[test]
fn every_command_and_every_kind_has_a_heading() {
    let command = Cli::command();
    let commands: BTreeSet<String> = command
        .get_subcommands()
        .map(|command| format!("groundwork {}", command.get_name()))
        .collect();
    assert_eq!(headings("commands", 2), commands);
    let kinds: BTreeSet<String> = kinds().into_iter().map(|kind| kind.id).collect();
    assert_eq!(headings("kinds", 3), kinds);
}

#[test]
fn whatever_can_be_typed_can_be_explained() {
    let manual = Manual::read();
    let command = Cli::command();
    let commands = command.get_subcommands().map(clap::Command::get_name);
    let sets = [
        &field_set::SITE,
        &field_set::CITATIONS,
        &field_set::OWN_FIELDS,
        &field_set::PRINT,
        &field_set::PREVIEW,
        &field_set::THEME,
        &field_set::LOOK,
        &field_set::MENU_ENTRY,
        &field_set::PAGE,
        &field_set::FOREIGN,
        &field_set::ITEM,
        &field_set::ITEM_TYPES,
        &field_set::PICTURE,
        &field_set::MARKERS,
        &field_set::KIND,
    ];
    let rules = RULES.iter().map(|rule| rule.name);
    let fields = sets.into_iter().flat_map(FieldSet::names);
    let options = command.get_subcommands().flat_map(|command| {
        let below = command.get_subcommands();
        let all = std::iter::once(command).chain(below);
        let arguments = all.flat_map(clap::Command::get_arguments);
        arguments.filter(|argument| !argument.is_hide_set())
    });
    let options = options.filter_map(clap::Arg::get_long);
    let options: Vec<String> = options.map(|long| format!("--{long}")).collect();
    assert!(options.len() > 30, "{options:?}");
    let names = commands.map(str::to_owned).chain(options);
    let names = names.chain(rules.chain(fields).map(str::to_owned));
    let unknown = names.filter(|name| !matches!(manual.explain(name, 80), Explained::Text(_)));
    let unknown: Vec<String> = unknown.collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_field_of_another_tool_that_the_manual_names_is_read() {
    for field in field_set::FOREIGN.fields {
        let value = match field.takes {
            "a date" => "2026-11-22",
            "a number" => "3",
            "a path" | "a path, or a list" => "/old/place/",
            _ => "words",
        };
        let page = format!("---\ntitle: A\n{}: {value}\n---\n\nText.\n", field.name);
        let built = Engine::default().build_texts(&[("content/a.md", &page)], &Options::default());
        let said: Vec<_> = built
            .findings
            .iter()
            .filter(|one| one.severity > Severity::Note || one.rule.name == "unread-field")
            .map(|one| &one.message)
            .collect();
        assert!(said.is_empty(), "{}: {said:?}", field.name);
    }
}
