//! `groundwork check --fix`: sure edits are made, nothing else changes, and it says what it did.

#[cfg(unix)]
use std::fs;

use serde_json::Value;

use crate::project::Project;
use crate::suggestions::page;

const UNUSED: &str = "<!-- allow dead-link: soon -->";

#[test]
fn what_is_sure_is_made_and_the_rest_is_shown() {
    let project = Project::new(&[
        (
            "content/a.md",
            &page("", &format!("One.\n\n{UNUSED}\n\nTwo.\n\nThree [[bb]].")),
        ),
        ("content/b.md", &format!("\u{feff}{}", page("", "Text."))),
    ]);
    let ran = project.run(&["check"]);
    assert!(
        ran.out
            .contains("; groundwork check --fix mends 2 of them; groundwork explain "),
        "{}",
        ran.out
    );
    let ran = project.run(&["check", "--fix"]).ends(1);
    let done = "fixed content/a.md:7:1 [unused-allow] `dead-link` finds nothing here\n\
                fixed content/b.md:1:1 [byte-order-mark] this file begins with a byte order mark\n\
                2 fixed\n\n";
    assert!(ran.out.starts_with(done), "{}", ran.out);
    assert!(
        ran.out.contains("did you mean [[b]]?")
            && ran
                .out
                .contains("\n1 error; groundwork explain dead-link says more\n"),
        "{}",
        ran.out
    );
    let files = project.files("content");
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    assert_eq!(text("a.md"), page("", "One.\n\n\n\nTwo.\n\nThree [[bb]]."));
    assert_eq!(text("b.md"), page("", "Text."));
    assert_eq!(files.len(), 2, "nothing else is left in the folder");
    let again = project.run(&["check", "--fix"]).ends(1);
    assert!(
        again
            .out
            .starts_with("nothing was fixed: no suggestion is sure\n"),
        "{}",
        again.out
    );
}

#[test]
fn the_exit_status_is_that_of_what_remains() {
    let project = Project::new(&[("content/a.md", &page("order = \"3\"\n", "Text."))]);
    project.run(&["check"]).ends(1);
    project
        .run(&["check", "--fix"])
        .ends(0)
        .says("nothing to mend");
}

#[test]
fn of_two_edits_at_one_place_one_waits_for_the_next_run() {
    let text = format!("\u{feff}Words {UNUSED}{UNUSED} more.\n");
    let project = Project::new(&[("content/a.md", &text)]);
    let ran = project.run(&["check", "--fix"]);
    assert!(
        ran.out
            .contains("another edit was made at the same place; run this again\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\n2 fixed, 1 left\n"), "{}", ran.out);
    project.run(&["check", "--fix"]).says("1 fixed\n");
    let after = &project.files("content")["a.md"];
    assert_eq!(String::from_utf8_lossy(after), "Words  more.\n");
}

#[test]
fn json_says_what_was_done_within_its_object() {
    let project = Project::new(&[("content/a.md", &page("order = \"3\"\n", "[[nowhere]]"))]);
    let ran = project.run(&["check", "--fix", "--format", "json"]).ends(1);
    let report: Value = serde_json::from_str(&ran.out).expect("it is one object");
    let fix = &report["fixes"][0];
    assert_eq!(
        (&fix["rule"], &fix["fixed"]),
        (&"ill-typed-field".into(), &true.into())
    );
    assert_eq!(
        (&fix["path"], &fix["line"]),
        (&"content/a.md".into(), &3.into())
    );
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    let without: Value = serde_json::from_str(&project.run(&["check", "--format", "json"]).out)
        .expect("it is one object");
    assert!(without.get("fixes").is_none());
}

#[test]
fn sarif_stays_a_log_and_what_was_done_is_said_beside_it() {
    let project = Project::new(&[("content/a.md", &page("order = \"3\"\n", "[[a1]]"))]);
    let before: Value = serde_json::from_str(&project.run(&["check", "--format", "sarif"]).out)
        .expect("it is a log");
    let fix = &before["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["properties"]["applicability"], "sure");
    assert_eq!(
        fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "3"
    );
    let ran = project.run(&["check", "--fix", "--format", "sarif"]);
    serde_json::from_str::<Value>(&ran.out).expect("it is a log");
    assert!(
        ran.err.contains("fixed content/a.md:3:9 [ill-typed-field]"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_with_the_line_ends_of_windows_keeps_them() {
    let text = page("order = \"3\"\n", &format!("One.\n\n{UNUSED}\n\nTwo.")).replace('\n', "\r\n");
    let project = Project::new(&[("content/a.md", &text)]);
    project.run(&["check", "--fix"]).says("2 fixed\n");
    let expected = page("order = 3\n", "One.\n\n\n\nTwo.").replace('\n', "\r\n");
    let after = &project.files("content")["a.md"];
    assert_eq!(String::from_utf8_lossy(after), expected);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_only_be_read_is_left_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let text = page("order = \"3\"\n", "Text.");
    let project = Project::new(&[("content/a.md", &text), ("content/b.md", &text)]);
    let mode = |path: &str, mode: u32| {
        let path = project.root().join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    mode("content/a.md", 0o444);
    mode("content/b.md", 0o640);
    let ran = project.run(&["check", "--fix"]).ends(1);
    assert!(
        ran.out.contains(": the file may only be read\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("1 fixed, 1 left\n"), "{}", ran.out);
    let files = project.files("content");
    assert_eq!(String::from_utf8_lossy(&files["a.md"]), text);
    assert_ne!(String::from_utf8_lossy(&files["b.md"]), text);
    let after = fs::metadata(project.root().join("content/b.md")).expect("it is there");
    assert_eq!(after.permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_behind_it_is_mended() {
    let project = Project::new(&[("notes/a.md", &page("order = \"3\"\n", "Text."))]);
    fs::create_dir(project.root().join("content")).expect("there is room");
    for name in ["a.md", "b.md"] {
        std::os::unix::fs::symlink("../notes/a.md", project.root().join("content").join(name))
            .expect("there is room");
    }
    project.run(&["check", "--fix"]).says("2 fixed\n");
    let link = project.root().join("content/a.md");
    assert!(link.is_symlink());
    let after = fs::read_to_string(link).expect("it is there");
    assert_eq!(after, page("order = 3\n", "Text."));
}

#[test]
fn files_of_a_theme_are_left_as_they_are() {
    let kinds = "\u{feff}[page]\nlabels = { en = \"Page\" }\n";
    let project = Project::new(&[
        ("site.toml", "title = \"T\"\ntheme = \"own\"\n"),
        ("content/a.md", &page("", "Text.")),
        ("themes/own/kinds.toml", kinds),
    ]);
    let ran = project.run(&["check", "--fix"]);
    let left = "left themes/own/kinds.toml:1:1 [byte-order-mark] this file begins with a byte order \
                mark: only site.toml and the content folder are changed\n";
    assert!(ran.out.contains(left), "{}", ran.out);
    let after = &project.files("themes")["own/kinds.toml"];
    assert_eq!(String::from_utf8_lossy(after), kinds);
}

#[test]
fn a_file_in_utf_16_becomes_utf_8() {
    let text = page("", "Caf\u{e9}.");
    let project = Project::new(&[]);
    let bytes = format!("\u{feff}{text}")
        .encode_utf16()
        .collect::<Vec<u16>>();
    let bytes: Vec<u8> = bytes.into_iter().flat_map(u16::to_le_bytes).collect();
    project.write("content/a.md", bytes);
    project
        .run(&["check"])
        .ends(0)
        .says("warning[invalid-utf8]: this file is UTF-16");
    project
        .run(&["check", "--fix"])
        .ends(0)
        .says("1 fixed\n")
        .says("nothing to mend\n");
    assert_eq!(
        String::from_utf8_lossy(&project.files("content")["a.md"]),
        text
    );
}

#[test]
fn a_file_that_is_not_utf8_is_left() {
    let project = Project::new(&[]);
    project.write(
        "content/a.md",
        b"+++\ntitle = \"A\"\norder = \"3\"\n+++\nCaf\xe9.\n",
    );
    let ran = project.run(&["check", "--fix"]).ends(1);
    assert!(
        ran.out
            .contains("the file is not UTF-8, and nothing of it may be lost\n"),
        "{}",
        ran.out
    );
    let after = project.files("content")["a.md"].clone();
    assert!(
        after.ends_with(b"Caf\xe9.\n") && after.starts_with(b"+++\ntitle = \"A\"\norder = \"3\"")
    );
}
