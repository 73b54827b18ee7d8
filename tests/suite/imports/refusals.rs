//! What cannot be brought in is refused in one line, and what can be is.

use super::PNG;
use crate::project::Project;

/// The line that the import of a folder ends with.
fn refused(project: &Project, args: &[&str]) -> String {
    let ran = project.run(&[&["import"], args].concat());
    assert_eq!(ran.status, Some(2), "{args:?}: {}{}", ran.out, ran.err);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 1, "{}", ran.err);
    ran.err
}

#[test]
fn a_folder_without_a_handbook_is_refused_with_what_to_name_instead() {
    let project = Project::bare(&[
        ("built/index.html", "<p>Text.</p>"),
        ("notes/a.docx", "x"),
        ("settings/mkdocs.yml", "docs_dir: pages\n"),
        ("settings/README.md", "# A\n"),
        ("file.md", "# A\n"),
    ]);
    std::fs::create_dir(project.root().join("empty")).unwrap();
    for (from, words) in [
        ("empty", "is empty: name the folder of a handbook"),
        ("built", "this is what another tool has made"),
        ("notes", "holds no page in Markdown"),
        ("settings", "--as markdown takes every .md file"),
        ("file.md", "is a file; name the folder"),
        ("missing", "cannot look into missing"),
    ] {
        let said = refused(&project, &[from, "--into", "new"]);
        assert!(said.contains(words), "{from}: {said}");
        assert!(!project.root().join("new").exists(), "{from}");
    }
    project
        .run(&["import", "settings", "--into", "new", "--as", "markdown"])
        .ends(0);
}

#[test]
fn the_folder_to_make_may_follow_the_other_without_the_option() {
    let project = Project::bare(&[("a/page.md", "# A\n")]);
    project.run(&["import", "a", "new"]).ends(0);
    assert!(project.root().join("new/content/page.md").exists());
}

#[test]
fn the_original_and_the_project_never_stand_in_each_other() {
    let project = Project::bare(&[("a/b/page.md", "# A\n")]);
    for (from, into, words) in [
        ("a", "a", "itself would be written to"),
        ("a", "a/new", "is inside of a"),
        ("a/b", "a", "is inside of a"),
        (".", "new", "is inside of ."),
    ] {
        let said = refused(&project, &[from, "--into", into]);
        assert!(said.contains(words), "{from} {into}: {said}");
    }
    assert_eq!(project.files("").len(), 1);
}

#[test]
fn a_folder_that_is_taken_is_left_as_it_is() {
    let project = Project::bare(&[
        ("original/page.md", "# A\n"),
        ("own/site.toml", "title = \"Own\"\n"),
        ("full/letter.txt", "Dear"),
        ("file", ""),
    ]);
    for (into, words) in [
        ("own", "holds a handbook that no import began"),
        ("full", "is not empty: it holds letter.txt"),
        ("file", "is a file"),
    ] {
        let said = refused(&project, &["original", "--into", into]);
        assert!(said.contains(words), "{into}: {said}");
    }
    let said = refused(&project, &["original", "--into", "new", "--update"]);
    assert!(said.contains("is not there yet"), "{said}");
    project
        .run(&["import", "original", "--into", "new"])
        .ends(0);
    let said = refused(&project, &["original", "--into", "new"]);
    assert!(said.contains("add --update"), "{said}");
    project.write("new/.groundwork-import.json", "{");
    let said = refused(&project, &["original", "--into", "new", "--update"]);
    assert!(said.contains("cannot be read, so nobody knows"), "{said}");
}

#[test]
fn names_that_clash_and_texts_in_old_encodings_come_in_and_are_told() {
    let project = Project::bare(&[
        (
            "original/README.md",
            "# A\n\n[one](Note.md) [two](note.md) [three](Cafe\u{301}.md)\n",
        ),
        ("original/Note.md", "# One\n\nText.\n"),
        ("original/note.md", "# Two\n\nText.\n"),
        ("original/Caf\u{e9}.md", "# Four\n\nText.\n"),
        ("original/Cafe\u{301}.md", "# Three\n\nText.\n"),
    ]);
    project.write("original/old.md", b"# Caf\xe9\n\nText.\n");
    project
        .run(&["import", "original", "--into", "new"])
        .ends(0);
    let files = project.files("new");
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    assert!(text("content/old.md").contains("Caf\u{e9}"));
    assert!(
        text("content/README.md").contains("[one](Note.md) [two](note-2.md)"),
        "{}",
        text("content/README.md")
    );
    let report = text("IMPORT.md");
    assert!(
        report.contains("Files whose names were too much alike: 2"),
        "{report}"
    );
    assert!(report.contains("Texts in an old encoding: 1"), "{report}");
    project.run_in("new", &["build"]).ends(0);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_and_files_that_cannot_be_read_are_told_and_stop_nothing() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = Project::bare(&[
        ("original/README.md", "# A\n\nText.\n"),
        ("original/mkdocs.yml", "site_name: [\n"),
        ("original/docs/index.md", "# A\n\n![A photo](photo.png)\n"),
        ("original/docs/closed.md", "# B\n"),
        ("outside/secret.md", "# Secret\n"),
    ]);
    project.write("original/docs/photo.png", PNG);
    let root = project.root();
    symlink(root.join("outside"), root.join("original/docs/out")).unwrap();
    symlink(
        root.join("outside/secret.md"),
        root.join("original/docs/secret.md"),
    )
    .unwrap();
    symlink("..", root.join("original/docs/up")).unwrap();
    let closed = root.join("original/docs/closed.md");
    let mut permissions = std::fs::metadata(&closed).unwrap().permissions();
    permissions.set_mode(0o000);
    std::fs::set_permissions(&closed, permissions).unwrap();
    project
        .run(&["import", "original", "--into", "new"])
        .ends(0);
    let files = project.files("new");
    let report = String::from_utf8(files["IMPORT.md"].clone()).unwrap();
    for words in [
        "`docs/out`: a link that leads out of the folder",
        "`docs/secret.md`",
        "`docs/up`",
        "Settings that could not be read: 1",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(
        !files.keys().any(|path| path.contains("secret")),
        "{:?}",
        files.keys()
    );
    project.run_in("new", &["build"]).ends(0);
}

#[test]
fn errors_that_are_left_are_told_in_the_report_too() {
    let project = Project::bare(&[
        ("handbook/README.md", "# Home\n\n![Us](us.png)\n"),
        ("handbook/us.png", "\u{89}PNG"),
    ]);
    let ran = project
        .run(&["import", "handbook", "--into", "new"])
        .ends(0);
    assert!(ran.out.contains("finds 1 error to mend"), "{}", ran.out);
    let files = project.files("new");
    let report = String::from_utf8_lossy(&files["IMPORT.md"]).into_owned();
    assert!(
        report.contains("- Errors that `groundwork check` finds, to be mended before the handbook can be built: 1\n")
            && !report.contains("Nothing is left"),
        "{report}"
    );
}
