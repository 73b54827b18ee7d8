//! `groundwork rename`: small projects in, what they hold afterwards out.

mod files;
mod names;
mod references;
mod safety;

use std::collections::BTreeMap;

use crate::project::{Project, Ran};

const FRENCH: (&str, &str) = ("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n");

/// Stands for the text of a file that is not there afterwards.
const GONE: &str = "(gone)";

/// A page with the title "Talks", which is the one that is renamed.
const TALKS: &str = "+++\ntitle = \"Talks\"\n+++\n\n## Steps\n\nOne by one.\n";

/// That page afterwards, with the aliases that lead on to it.
fn talks(aliases: &str) -> String {
    TALKS.replace(
        "\"Talks\"\n",
        &format!("\"Talks\"\naliases = [{aliases}]\n"),
    )
}

/// A page of this text.
fn page(text: &str) -> String {
    format!("+++\ntitle = \"Other\"\n+++\n\n{text}\n")
}

fn texts(project: &Project) -> BTreeMap<String, String> {
    let files = project.files("").into_iter();
    files
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

/// Asserts that all files are as they were but those of `expected`.
#[track_caller]
fn assert_files(project: &Project, before: &BTreeMap<String, String>, expected: &[(&str, &str)]) {
    let mut wanted = before.clone();
    for (path, text) in expected {
        match *text {
            GONE => wanted.remove(*path),
            text => wanted.insert((*path).to_owned(), text.to_owned()),
        };
    }
    let found = texts(project);
    for (path, text) in &wanted {
        assert_eq!(found.get(path), Some(text), "{path}");
    }
    let paths = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&found), paths(&wanted));
}

/// Renames in a project of these files; asserts that only those of `expected` are others then.
#[track_caller]
fn renames(files: &[(&str, &str)], names: [&str; 2], expected: &[(&str, &str)]) -> Project {
    let project = Project::new(files);
    let before = texts(&project);
    let [id, new] = names;
    project.run(&["rename", id, new, "--dry-run"]).ends(0);
    assert_files(&project, &before, &[]);
    project.run(&["rename", id, new]).ends(0);
    assert_files(&project, &before, expected);
    project
}

/// Asserts that a renaming is refused, that this is said, and that nothing is written.
#[track_caller]
fn refuses(files: &[(&str, &str)], names: [&str; 2], said: &str) -> Ran {
    let project = Project::new(files);
    let before = texts(&project);
    let [id, new] = names;
    let ran = project.run(&["rename", id, new]);
    assert_files(&project, &before, &[]);
    ran.ends(2).says(said)
}

/// Renames `talks` to `words` beside a page that says `before`; asserts that it says `after` then.
#[track_caller]
fn rewrites(before: &str, after: &str) {
    let (before, after) = (page(before), page(after));
    let renamed = talks("\"talks\", \"methods/talks\"");
    let files = [
        ("content/methods/talks.md", TALKS),
        ("content/concepts/p.md", before.as_str()),
    ];
    let mut expected = vec![
        ("content/methods/talks.md", GONE),
        ("content/methods/words.md", renamed.as_str()),
    ];
    if before != after {
        expected.push(("content/concepts/p.md", after.as_str()));
    }
    renames(&files, ["talks", "words"], &expected);
}

#[test]
fn the_plan_shows_each_line_before_and_after_and_writes_nothing() {
    let other = page("A [[talks]] and [[talks#steps]].\n\nNothing.");
    let project = Project::new(&[
        ("content/methods/talks.md", TALKS),
        ("content/p.md", &other),
    ]);
    let before = texts(&project);
    let ran = project
        .run(&["rename", "talks", "words", "--dry-run"])
        .ends(0);
    assert_eq!(
        ran.out,
        "\
content/methods/talks.md moves to content/methods/words.md

content/methods/talks.md:3
+ aliases = [\"talks\", \"methods/talks\"]

content/p.md:5
- A [[talks]] and [[talks#steps]].
+ A [[words]] and [[words#steps]].

nothing was written; leave out --dry-run to do this
"
    );
    assert_files(&project, &before, &[]);
}

#[test]
fn a_summary_is_short() {
    let other = page("A [[talks]] and [[talks#steps]].");
    let project = Project::new(&[
        ("content/methods/talks.md", TALKS),
        ("content/p.md", &other),
    ]);
    let ran = project.run(&["rename", "talks", "words"]).ends(0);
    assert_eq!(
        ran.out,
        "\
content/methods/talks.md is now content/methods/words.md
2 references rewritten, 2 files changed; the old name and address still lead to the page
"
    );
}

#[test]
fn old_links_and_bookmarks_still_lead_to_the_page_in_each_language() {
    let project = Project::new(&[
        FRENCH,
        ("content/methods/talks.md", TALKS),
        ("content/methods/talks.fr.md", TALKS),
        ("content/about.md", &page("x")),
    ]);
    project.run(&["rename", "talks", "words"]).ends(0);
    project.run(&["rename", "about", "we"]).ends(0);
    project.write("content/p.md", page("[[talks]] [[methods/talks]]"));
    project.run(&["build"]).ends(0);
    let built = project.files("public");
    for (old, new) in [
        ("methods/talks.html", "/methods/words.html"),
        ("fr/methods/talks.html", "/fr/methods/words.html"),
        ("about.html", "we.html"),
    ] {
        let text = String::from_utf8_lossy(&built[old]).into_owned();
        let refresh = text.lines().find(|line| line.contains("url="));
        assert!(
            refresh.is_some_and(|line| line.ends_with(&format!("{new}\">"))),
            "{old}: {text}"
        );
    }
}
