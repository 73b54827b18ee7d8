//! The manual in `docs/`: its tables come from the code, its examples build, its commands are those that there are,
//! and the program carries it and opens it.

mod blocks;
mod commands;
mod coverage;
mod examples;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use groundwork::manual::manual_size;

use crate::project::{Project, Ran, files};

/// The arguments of the program, which belong to the binary and not to the library.
#[path = "../../src/cli.rs"]
#[allow(dead_code, reason = "what the arguments hold is read by the commands")]
mod cli;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");

/// How many bytes of the program the manual may take.
const MOST_BYTES: usize = 500_000;

/// The pages of the manual by their paths from `docs/content`, in order.
fn pages() -> Vec<(String, String)> {
    let content = files(&Path::new(DOCS).join("content")).into_iter();
    let pages = content.filter(|(path, _)| path.ends_with(".md"));
    pages
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn reference(name: &str) -> (PathBuf, String) {
    let path = Path::new(DOCS).join(format!("content/reference/{name}.md"));
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

#[test]
fn the_manual_passes_a_strict_check_of_its_own() {
    let mut check = std::process::Command::new(crate::project::PROGRAM);
    let ran = Ran::of(check.args(["check", "--strict"]).current_dir(DOCS));
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn the_manual_takes_little_of_the_program() {
    let size = manual_size();
    assert!(size <= MOST_BYTES, "{size} bytes");
}

#[test]
fn the_program_writes_its_manual_without_a_project_and_says_where() {
    let folder = Project::bare(&[]);
    let ran = folder.run(&["manual", "--out", "here", "--no-open"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("here/index.html"), "{}", ran.out);
    let written = folder.files("here");
    for path in ["index.html", "guide/index.html", "reference/rules.html"] {
        assert!(written.contains_key(path), "{path}");
    }
    let again = folder.run(&["manual", "--out", "here", "--no-open"]);
    assert_eq!(again.status, Some(0), "{}", again.err);
    assert_eq!(folder.files("here"), written);
}

#[test]
fn the_manual_is_kept_in_the_users_cache_unless_a_folder_is_named() {
    let folder = Project::bare(&[]);
    let root = folder.root();
    let mut command = folder.command(&["manual", "--no-open"]);
    command.env("XDG_CACHE_HOME", root.join("cache"));
    command
        .env("HOME", &root)
        .env("LOCALAPPDATA", root.join("cache"));
    let ran = Ran::of(&mut command);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let said = ran.out.trim().strip_prefix("The manual is at ").unwrap();
    assert!(Path::new(said).starts_with(&root), "{said}");
    assert!(Path::new(said).is_file(), "{said}");
}

#[test]
fn a_folder_that_holds_something_else_is_never_taken_for_the_manual() {
    let folder = Project::bare(&[("here/mine.txt", "mine")]);
    let ran = folder.run(&["manual", "--out", "here", "--no-open"]);
    assert_eq!(ran.status, Some(2), "{}", ran.out);
    assert!(ran.err.contains("here"), "{}", ran.err);
    assert_eq!(folder.files("here").len(), 1);
}

#[test]
fn a_topic_is_explained_and_an_unknown_one_suggests_another() {
    let folder = Project::bare(&[]);
    let ran = folder.run(&["explain", "dead-link"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("dead-link\n---------\n"), "{}", ran.out);
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 90),
        "{}",
        ran.out
    );
    let ran = folder.run(&["explain", "what", "if"]);
    assert!(ran.out.contains("WHAT IF"), "{}{}", ran.out, ran.err);
    let ran = folder.run(&["explain", "dead-lnik"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("did you mean `dead-link`?"), "{}", ran.err);
    let ran = folder.run(&["explain"]);
    for word in ["dead-link", "withheld-page", "rules", "commands"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
}

#[test]
fn a_report_names_the_command_that_explains_its_worst_finding() {
    let project = Project::new(&[("content/a.md", "# A\n\n[[nowhere]]\n")]);
    let ran = project.run(&["check"]);
    assert!(
        ran.out.contains("groundwork explain dead-link"),
        "{}",
        ran.out
    );
    let sound = Project::new(&[("content/a.md", "# A\n\nText.\n")]);
    let ran = sound.run(&["check"]);
    assert!(!ran.out.contains("explain"), "{}", ran.out);
}
