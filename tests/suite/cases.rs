//! Runs the cases: each is a small site in one file, with what a build of it is to say and show.
//!
//! `UPDATE_CASES=1 cargo test --test suite` writes anew what they expect; read the difference
//! before committing it. [`file`] says how a case is written.

mod diff;
mod file;
mod narrow;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use groundwork::check::RULES;
use groundwork::engine::{Engine, Options};
use groundwork::report::{self, Format};
use rayon::prelude::*;

use crate::project::Project;
use file::{Case, Expectation};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// What a build gives, made whole.
struct Result {
    report: String,
    artifacts: BTreeMap<String, Vec<u8>>,
}

#[test]
fn every_case_says_and_shows_what_it_expects() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let always = build(&[], &Options::default());
    let failures: Vec<String> = paths()
        .par_iter()
        .filter_map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let failure = run(path, &always, update).err()?;
            Some(format!("{name}: {failure}"))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The name of a case, its files by their paths, and whether drafts are built.
pub(crate) type Site = (String, Vec<(String, String)>, bool);

/// The sites of all cases.
pub(crate) fn sites() -> Vec<Site> {
    let sites = paths().into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a case can be read");
        let case = Case::parse(&text).unwrap_or_else(|error| panic!("{error}"));
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        (name.into_owned(), case.files, case.drafts)
    });
    sites.collect()
}

/// The case files; anything else beside them is a mistake.
fn paths() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("tests/cases is a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in &paths {
        let named = file::is_named(path);
        assert!(named, "{} is not named like-this.case", path.display());
    }
    paths
}

fn run(path: &Path, always: &Result, update: bool) -> std::result::Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut case = Case::parse(&text)?;
    let files: Vec<(&str, &str)> = case
        .files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let options = Options {
        drafts: case.drafts,
        ..Options::default()
    };
    let result = build(&files, &options);
    for (expectation, expected) in &mut case.expectations {
        let found = found(expectation, &result, always)?;
        if !update && *expected != found {
            return Err(format!(
                "{}\n{}",
                expectation.heading(),
                diff::lines(expected, &found)
            ));
        }
        *expected = found;
    }
    let written = case.write();
    if update && written != text {
        fs::write(path, written).map_err(|error| error.to_string())?;
    } else if written != text {
        return Err("is not written as it would be; UPDATE_CASES=1 mends that".to_owned());
    }
    Ok(())
}

fn build(files: &[(&str, &str)], options: &Options) -> Result {
    let project = Project::new(files);
    let mut engine = Engine::new(&project.root());
    let input = engine.read(options).expect("the project can be read");
    let mut built = engine.build(input, options);
    engine
        .settle(&mut built, &|| {})
        .expect("every artifact can be made");
    let mut report = Vec::new();
    let (findings, sources) = (&built.findings, engine.sources());
    report::draw(Format::Text, findings, sources, RULES, false, &mut report)
        .expect("memory takes what is written");
    let report = String::from_utf8_lossy(&report);
    let artifacts = built
        .output
        .paths()
        .into_iter()
        .filter_map(|path| Some((path.to_owned(), built.output.make(path)?.ok()?)));
    Result {
        report: format!("{report}{}\n", report::summary(findings)),
        artifacts: artifacts.collect(),
    }
}

/// What there is where a case expects something; `always` holds what every site has.
fn found(
    expectation: &Expectation,
    result: &Result,
    always: &Result,
) -> std::result::Result<String, String> {
    match expectation {
        Expectation::Findings => Ok(result.report.clone()),
        Expectation::Files => {
            let usual: BTreeSet<&String> = always.artifacts.keys().collect();
            // What search loads is named by a hash of all text.
            let own = result.artifacts.keys().filter(|path| !usual.contains(path));
            let own = own.filter(|path| !path.starts_with("search/"));
            Ok(own.map(|path| format!("{path}\n")).collect())
        }
        Expectation::Shows { path, part } => {
            let bytes = result.artifacts.get(path);
            let bytes = bytes.ok_or_else(|| format!("there is no {path}"))?;
            Ok(narrow::part(&String::from_utf8_lossy(bytes), part))
        }
        Expectation::Lacks { path, words } => lacks(result, path, words),
    }
}

fn lacks(result: &Result, path: &str, words: &str) -> std::result::Result<String, String> {
    let mut looked_at = result
        .artifacts
        .iter()
        .filter(|(one, _)| path == "*" || *one == path)
        .peekable();
    if looked_at.peek().is_none() {
        return Err(format!("there is no {path}"));
    }
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|at| at == words.as_bytes());
    match looked_at.find(|(path, bytes)| holds(bytes) || path.contains(words)) {
        Some((path, _)) => Err(format!("{path} holds `{words}`")),
        None => Ok(String::new()),
    }
}
