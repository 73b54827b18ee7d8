//! Formats the cases of CSL's test suite, which `run` has made one list of JSON: reads it from standard input, and writes
//! what each case comes to as a list of JSON to standard output. Compares nothing.

use std::io;

use anyhow::Context;
use groundwork::model::bibliography::LocatorKind;
use groundwork::model::page::Locator;
use groundwork::render::reference::{CitedWork, Styles, TextMark};
use hayagriva::citationberg::json::Item;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A case as `run` hands it over.
#[derive(Deserialize)]
struct Case {
    name: String,
    style: String,
    works: Vec<Value>,
    marks: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    note: Option<usize>,
    works: Vec<Cited>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Cited {
    work: usize,
    locator: Option<String>,
    label: Option<String>,
    prefix: Option<Box<str>>,
    suffix: Option<Box<str>>,
    #[serde(default)]
    suppress_author: bool,
}

/// What a case comes to, or why it comes to nothing.
#[derive(Serialize, Default)]
struct Outcome {
    name: String,
    marks: Vec<String>,
    list: Option<String>,
    fault: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let cases: Vec<Case> =
        serde_json::from_reader(io::stdin().lock()).context("no list of cases")?;
    // A style that gives up on a case says so in its outcome.
    std::panic::set_hook(Box::new(|_| {}));
    let outcomes: Vec<Outcome> = cases.iter().map(outcome).collect();
    serde_json::to_writer(io::stdout().lock(), &outcomes)?;
    Ok(())
}

fn outcome(case: &Case) -> Outcome {
    let made = format(case);
    let fault = made.as_ref().err().map(ToString::to_string);
    Outcome {
        name: case.name.clone(),
        fault,
        ..made.unwrap_or_default()
    }
}

fn format(case: &Case) -> anyhow::Result<Outcome> {
    let styles = Styles::of_suite(&case.style);
    let styles = styles.map_err(|error| anyhow::anyhow!("the style is refused: {error:?}"))?;
    let works = case.works.iter().cloned();
    let works: Vec<Item> = works
        .map(serde_json::from_value)
        .collect::<Result<_, _>>()
        .context("a work cannot be read")?;
    let marks: Vec<TextMark> = case.marks.iter().map(mark).collect();
    let made = styles.suite(&works, &marks).context("the style gives up")?;
    Ok(Outcome {
        marks: made.marks,
        list: made.list,
        ..Outcome::default()
    })
}

fn mark(mark: &Mark) -> TextMark {
    TextMark {
        note: mark.note,
        sources: mark.works.iter().map(cited).collect(),
    }
}

fn cited(cited: &Cited) -> CitedWork {
    let kind = cited.label.as_deref().and_then(|label| label.parse().ok());
    CitedWork {
        work: cited.work,
        locator: cited.locator.as_ref().map(|value| Locator {
            kind: kind.unwrap_or(LocatorKind::Page),
            value: value.as_str().into(),
        }),
        prefix: cited.prefix.clone(),
        suffix: cited.suffix.clone(),
        suppress_author: cited.suppress_author,
    }
}
