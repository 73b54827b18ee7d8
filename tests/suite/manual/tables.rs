//! The tables of the reference are generated from the data that the program itself goes by.
//!
//! A table stands between two comments, `<!-- generated: name -->` and `<!-- end -->`. `UPDATE_CASES=1` writes all of
//! them anew; read the difference before committing it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use clap::{Arg, Command, CommandFactory};
use groundwork::check::RULES;
use groundwork::diagnostic::{Rule, Severity};
use groundwork::engine::{Engine, Options};
use groundwork::limits;
use groundwork::model::field_set::{self, FieldSet};
use groundwork::model::kind::{FieldType, Kind, SectionKind};
use groundwork::parse::OTHER_CALLOUTS;
use groundwork::render::reference::{Citing, Styles};

use super::cli::Cli;
use super::reference;

/// A table by the page of the reference and by its name there.
type Tables = BTreeMap<(&'static str, String), String>;

#[test]
fn the_tables_of_the_reference_are_those_of_the_code() {
    let tables = tables();
    let mut pages: Vec<&str> = tables.keys().map(|(page, _)| *page).collect();
    pages.dedup();
    let mut failures = Vec::new();
    for page in pages {
        let of_page = tables.iter().filter(|((on, _), _)| *on == page);
        let of_page = of_page.map(|((_, name), text)| (name.as_str(), text.as_str()));
        failures.extend(compare(page, &of_page.collect()));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Lays the tables of a page beside those that stand there; with `UPDATE_CASES`, writes them.
fn compare(page: &str, wanted: &BTreeMap<&str, &str>) -> Vec<String> {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let (path, text) = reference(page);
    let mut failures = Vec::new();
    let mut written = String::new();
    let mut rest = text.as_str();
    let mut seen = Vec::new();
    while let Some((before, after)) = rest.split_once("<!-- generated: ") {
        let (name, after) = after.split_once(" -->\n").expect("a name ends its comment");
        let (found, after) = after
            .split_once("<!-- end -->")
            .expect("a table has an end");
        let found = found.trim();
        seen.push(name);
        let wanted = wanted.get(name).copied();
        match wanted {
            None => failures.push(format!("{page}: `{name}` is gone from the program")),
            Some(wanted) if wanted.trim() != found && !update => {
                failures.push(format!(
                    "{page}: `{name}` is not as UPDATE_CASES=1 writes it"
                ));
            }
            Some(_) => {}
        }
        let now = wanted.unwrap_or(found).trim();
        let _ = write!(
            written,
            "{before}<!-- generated: {name} -->\n\n{now}\n\n<!-- end -->"
        );
        rest = after;
    }
    written.push_str(rest);
    if update {
        fs::write(path, written).expect("it can be written");
    }
    let missing = wanted.keys().filter(|name| !seen.contains(name));
    failures.extend(missing.map(|name| format!("{page}: there is no `{name}`")));
    failures
}

fn tables() -> Tables {
    let mut tables = Tables::new();
    let mut add = |page, name: &str, text: String| {
        tables.insert((page, name.to_owned()), text);
    };
    add("rules", "rules", rules());
    for rule in RULES {
        add("rules", &format!("rule {}", rule.name), of_rule(rule));
    }
    add("limits", "limits", limits());
    for command in Cli::command().get_subcommands() {
        let name = format!("command {}", command.get_name());
        add("commands", &name, of_command(command));
    }
    for (page, name, set) in sets() {
        add(page, name, table_of_set(set));
    }
    add("marks", "callouts", callouts());
    add("styles", "styles", styles());
    let kinds = kinds();
    add("kinds", "kinds", table_of_kinds(&kinds));
    for kind in &kinds {
        add("kinds", &format!("kind {}", kind.id), of_kind(kind));
    }
    tables
}

/// Every set of fields, with its place in the reference.
fn sets() -> [(&'static str, &'static str, &'static FieldSet); 29] {
    use field_set as set;
    [
        ("settings", "settings", &set::SITE),
        ("settings", "citations", &set::CITATIONS),
        ("settings", "print", &set::PRINT),
        ("settings", "preview", &set::PREVIEW),
        ("settings", "theme", &set::THEME),
        ("settings", "look", &set::LOOK),
        ("settings", "menu", &set::MENU_ENTRY),
        ("settings", "upstream", &set::UPSTREAM),
        ("settings", "own fields", &set::OWN_FIELDS),
        ("page-fields", "page", &set::PAGE),
        ("page-fields", "relation", &set::RELATION),
        ("page-fields", "reviewed", &set::REVIEWED),
        ("page-fields", "updated", &set::UPDATED),
        ("page-fields", "adapted_from", &set::ADAPTED),
        ("page-fields", "time", &set::TIME),
        ("page-fields", "range", &set::RANGE),
        ("page-fields", "foreign", &set::FOREIGN),
        ("attributes", "item", &set::ITEM),
        ("attributes", "types", &set::ITEM_TYPES),
        ("attributes", "priorities", &set::ITEM_PRIORITIES),
        ("attributes", "change", &set::CHANGE),
        ("attributes", "picture", &set::PICTURE),
        ("marks", "markers", &set::MARKERS),
        ("kinds", "settings of a kind", &set::KIND),
        ("kinds", "abilities", &set::ABILITIES),
        ("kinds", "field of a kind", &set::FIELD_OF_KIND),
        ("kinds", "types of field", &set::FIELD_TYPES),
        ("kinds", "section of a kind", &set::SECTION_OF_KIND),
        ("kinds", "sheets", &set::SHEETS),
    ]
}

fn table_of_set(set: &FieldSet) -> String {
    let takes_something = set.fields.iter().any(|field| !field.takes.is_empty());
    let mut table = if takes_something {
        "| Name | Takes | What it does |\n|---|---|---|\n".to_owned()
    } else {
        "| Name | What it means |\n|---|---|\n".to_owned()
    };
    for field in set.fields {
        let (name, takes, about) = (field.name, field.takes, field.about);
        let takes = if takes.is_empty() { "nothing" } else { takes };
        let _ = if takes_something {
            writeln!(table, "| `{name}` | {takes} | {about} |")
        } else {
            writeln!(table, "| `{name}` | {about} |")
        };
    }
    table
}

/// Every citation style that the program has.
fn styles() -> String {
    let mut rows: Vec<String> = Styles::known()
        .map(|(names, title, citing)| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let how = match citing {
                Citing::ByNumber => "numbers",
                Citing::ByWords => "names and years",
                Citing::InNotes => "notes",
            };
            format!("| {} | {title} | {how} |\n", names.join(", "))
        })
        .collect();
    rows.sort();
    format!(
        "| Name | Style | Cites by |\n|---|---|---|\n{}",
        rows.concat()
    )
}

fn rules() -> String {
    let mut table = "| Rule | Weight |\n|---|---|\n".to_owned();
    for rule in RULES {
        let weight = rule.severity.name();
        let _ = writeln!(table, "| [{0}](#{0}) | {weight} |", rule.name);
    }
    table
}

fn of_rule(rule: &Rule) -> String {
    let weight = match rule.severity {
        Severity::Error => "An error.",
        Severity::Warning => "A warning.",
        Severity::Note => "A note.",
    };
    format!("{weight} {}", plain(rule.about))
}

/// Words as they are, in Markdown: what looks like a mark or a tag is code.
fn plain(words: &str) -> String {
    let marks = regex::Regex::new(r"\[[^\]`]*\](?::[^,]*)?|TODO|FIXME|TBD|lorem ipsum").unwrap();
    let mut text = String::new();
    for (at, part) in words.split('`').enumerate() {
        if at % 2 == 1 {
            let _ = write!(text, "`{part}`");
        } else {
            text.push_str(&marks.replace_all(part, |found: &regex::Captures<'_>| {
                format!("`{}`", &found[0])
            }));
        }
    }
    text
}

fn limits() -> String {
    let mut table = "| What | The most | What becomes of more |\n|---|---|---|\n".to_owned();
    for limit in limits::ALL {
        let (what, most, beyond) = (limit.what, limit.most_in_words(), limit.beyond);
        let _ = writeln!(table, "| {what} | {most} | {beyond} |");
    }
    table
}

fn of_command(command: &Command) -> String {
    of_command_below("groundwork", command)
}

/// The usage and the arguments of a command, and those of the commands below it.
fn of_command_below(above: &str, command: &Command) -> String {
    let name = format!("{above} {}", command.get_name());
    let below: Vec<String> = command
        .get_subcommands()
        .map(|below| of_command_below(&name, below))
        .collect();
    let mut command = command.clone().bin_name(name);
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim().to_owned();
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut text = format!("```text\n{usage}\n```\n\n{}.\n", escaped(&about));
    let arguments: Vec<&Arg> = command.get_arguments().filter(|arg| is_own(arg)).collect();
    if !arguments.is_empty() {
        text.push_str("\n| Argument | What it does |\n|---|---|\n");
    }
    for argument in arguments {
        let _ = writeln!(text, "| `{}` | {} |", name_of(argument), help_of(argument));
    }
    for below in below {
        text.push('\n');
        text.push_str(&below);
    }
    text
}

/// Whether an argument is the command's own, and its help shows it.
fn is_own(argument: &Arg) -> bool {
    let is_common = matches!(argument.get_id().as_str(), "help" | "version");
    !is_common && !argument.is_hide_set()
}

fn name_of(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let values: Vec<String> = names.iter().map(ToString::to_string).collect();
    let value = values.join(" ");
    let takes_value = argument.get_action().takes_values();
    let short = argument.get_short().map(|short| format!("-{short}, "));
    let short = short.unwrap_or_default();
    match argument.get_long() {
        Some(long) if takes_value => format!("{short}--{long} {value}"),
        Some(long) => format!("{short}--{long}"),
        None => value,
    }
}

fn help_of(argument: &Arg) -> String {
    let help = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let values = argument.get_possible_values();
    let values: Vec<&str> = values
        .iter()
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    let is_flag = !argument.get_action().takes_values();
    let choice = if values.is_empty() || is_flag {
        String::new()
    } else {
        format!(": `{}`", values.join("`, `"))
    };
    let defaults: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    let is_silent = is_flag || argument.is_hide_default_value_set();
    let default = if defaults.is_empty() || is_silent {
        String::new()
    } else {
        format!("; `{}` if nothing is said", defaults.join(" "))
    };
    format!("{}{choice}{default}.", escaped(help.trim_end_matches('.')))
}

/// Words of a help text, in a cell of a table.
fn escaped(words: &str) -> String {
    words
        .replace('|', "\\|")
        .replace('[', "\\[")
        .replace('<', "\\<")
}

fn callouts() -> String {
    let mut by_style: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (word, style) in OTHER_CALLOUTS {
        let words = by_style
            .entry(format!("{style:?}").to_uppercase())
            .or_default();
        words.push(format!("`{word}`"));
    }
    let mut table = "| Shown like | Words |\n|---|---|\n".to_owned();
    for (style, words) in by_style {
        let _ = writeln!(table, "| `{style}` | {} |", words.join(", "));
    }
    table
}

/// The kinds that are built in.
pub(super) fn kinds() -> Vec<Kind> {
    let built = Engine::default().build_texts(&[], &Options::default());
    let kinds = built.site.schema.kinds.iter();
    kinds.map(|kind| (**kind).clone()).collect()
}

fn table_of_kinds(kinds: &[Kind]) -> String {
    let mut table = "| Kind | Needs a summary | Printed by a build |\n|---|---|---|\n".to_owned();
    let yes = |is: bool| if is { "yes" } else { "no" };
    for kind in kinds {
        let _ = writeln!(
            table,
            "| [{0}](#{0}) | {1} | {2} |",
            kind.id,
            yes(kind.summary),
            yes(kind.printed)
        );
    }
    table
}

fn of_kind(kind: &Kind) -> String {
    let mut text = String::new();
    if !kind.fields.is_empty() {
        text.push_str("| Field | Type | Shown as |\n|---|---|---|\n");
    }
    for field in &kind.fields {
        let label = field.labels.get("en").map_or("", String::as_str);
        let _ = writeln!(
            text,
            "| `{}` | {} | {label} |",
            field.id,
            type_of(&field.value)
        );
    }
    let sections = |required: bool| {
        let sections = kind
            .sections
            .iter()
            .filter(move |section| section.required == required);
        let headings: Vec<String> = sections.map(headings).collect();
        headings.join(", ")
    };
    let sheets: Vec<String> = kind
        .sheets()
        .iter()
        .map(|sheet| format!("`{}`", sheet.name()))
        .collect();
    let abilities: Vec<String> = kind
        .abilities
        .iter()
        .map(|one| format!("`{}`", one.name()))
        .collect();
    let any = if kind.any_heading { "at least one" } else { "" };
    for (what, list) in [
        ("Required sections", sections(true)),
        ("Other sections", sections(false)),
        ("Headings of your own", any.to_owned()),
        ("Abilities", abilities.join(", ")),
        ("Sheets", sheets.join(", ")),
    ] {
        if !list.is_empty() {
            let _ = write!(text, "\n{what}: {list}.\n");
        }
    }
    text
}

/// The heading of a section, and in parentheses the others that are read as it.
fn headings(section: &SectionKind) -> String {
    let headings = section.headings.get("en").map(Vec::as_slice);
    match headings.unwrap_or_default() {
        [] => String::new(),
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} (also {})", others.join(" or ")),
    }
}

fn type_of(value: &FieldType) -> String {
    match value {
        FieldType::Choice(choices) => {
            let names: Vec<String> = choices
                .iter()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            format!("choice: {}", names.join(", "))
        }
        other => other.name().to_owned(),
    }
}
