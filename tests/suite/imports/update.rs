//! After the original has changed, `--update` touches only what nobody has touched since.

use std::fs;

use super::PNG;
use crate::project::Project;

/// What stands in a file of the project.
fn text(project: &Project, path: &str) -> Option<String> {
    let bytes = fs::read(project.root().join("new").join(path)).ok()?;
    Some(String::from_utf8(bytes).unwrap())
}

fn write(project: &Project, folder: &str, name: &str, words: &str) {
    project.write(
        &format!("{folder}/{name}.md"),
        format!("# {name}\n\n{words}\n"),
    );
}

/// A handbook of small pages, and the project that was made of it.
fn imported() -> Project {
    let project = Project::bare(&[("original/silent.md", "# silent\n\n![](photo.png)\n")]);
    for name in ["same", "theirs", "ours", "both", "gone", "goneours", "away"] {
        write(&project, "original", name, "Text.");
    }
    project.write("original/photo.png", PNG);
    project
        .run(&["import", "original", "--into", "new"])
        .ends(0);
    project
}

const UPDATE: [&str; 5] = ["import", "original", "--into", "new", "--update"];

#[test]
fn an_update_without_changes_changes_nothing() {
    let project = imported();
    let silent = text(&project, "content/silent.md");
    assert!(silent.is_some_and(|text| text.contains("missing-alt")));
    let first = project.files("new");
    project.run(&UPDATE).ends(0);
    let second = project.files("new");
    for (path, bytes) in &first {
        let found = second.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(found, Some(String::from_utf8_lossy(bytes)), "{path}");
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn an_update_takes_what_changed_and_leaves_what_was_touched() {
    let project = imported();
    for name in ["theirs", "both"] {
        write(&project, "original", name, "New.");
    }
    for name in ["ours", "both", "goneours"] {
        write(&project, "new/content", name, "Mine.");
    }
    for path in [
        "original/gone.md",
        "original/goneours.md",
        "new/content/away.md",
    ] {
        fs::remove_file(project.root().join(path)).unwrap();
    }
    write(&project, "original", "added", "Text.");
    write(&project, "new/content", "mine", "Text.");
    project.run(&UPDATE).ends(0);
    for (name, words) in [
        ("same", Some("Text.")),
        ("theirs", Some("New.")),
        ("ours", Some("Mine.")),
        ("both", Some("Mine.")),
        ("gone", None),
        ("goneours", Some("Mine.")),
        ("away", None),
        ("added", Some("Text.")),
        ("mine", Some("Text.")),
    ] {
        let expected = words.map(|words| format!("# {name}\n\n{words}\n"));
        assert_eq!(
            text(&project, &format!("content/{name}.md")),
            expected,
            "{name}"
        );
    }
    let report = text(&project, "IMPORT.md").unwrap();
    for words in [
        "`content/both.md`: you have changed it, and the original has changed too",
        "`content/goneours.md`: the original has it no more",
    ] {
        assert!(report.contains(words), "{report}");
    }
}
