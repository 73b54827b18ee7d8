//! The program itself: what its commands write, say and end with.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;

use crate::project::Project;

const PAGE: (&str, &str) = ("content/a.md", "+++\ntitle = \"A\"\n+++\n\nHello.\n");
const OTHER: (&str, &str) = ("content/b.md", "+++\ntitle = \"B\"\n+++\n\nSee [[a]].\n");
const ERROR: (&str, &str) = ("content/wrong.md", "+++\ntitle = 3\n+++\n\nStill here.\n");
const WARNING: (&str, &str) = (
    "content/odd.md",
    "+++\ntitle = \"Odd\"\nsumary = \"red\"\n+++\n",
);

/// Each file's number and time of change.
fn stamps(folder: &Path) -> BTreeMap<String, (u64, SystemTime)> {
    let files = crate::project::files(folder).into_keys();
    files
        .map(|path| {
            let found = fs::metadata(folder.join(&path)).unwrap();
            (path, (found.ino(), found.modified().unwrap()))
        })
        .collect()
}

#[test]
fn the_exit_status_tells_findings_from_failures() {
    let fine = Project::new(&[PAGE, WARNING]);
    fine.run(&["build"]).ends(0);
    fine.run(&["check"]).ends(0).says("unknown-field");
    let wrong = Project::new(&[PAGE, ERROR]);
    wrong.run(&["build"]).ends(1).says("nothing was written");
    wrong.run(&["check"]).ends(1).says("ill-typed-field");
    wrong.run(&["build", "--no-such-option"]).ends(2);
    wrong.run(&["no-such-command"]).ends(2);
    wrong.run(&[]).ends(2);
    wrong.run(&["--help"]).ends(0);
    wrong.run(&["--version"]).ends(0).says("groundwork 0.");
}

#[test]
fn an_error_leaves_the_old_site_unless_it_is_allowed() {
    let project = Project::new(&[PAGE, OTHER]);
    project.run(&["build"]).ends(0);
    let before = project.files("public");
    project.write(ERROR.0, ERROR.1);
    project.run(&["build"]).ends(1);
    assert_eq!(project.files("public"), before);
    project.run(&["build", "--allow-errors"]).ends(0);
    assert!(project.files("public").contains_key("wrong.html"));
}

#[test]
fn a_second_build_writes_nothing() {
    let project = Project::new(&[PAGE, OTHER]);
    project.run(&["build"]).ends(0);
    let public = project.root().join("public");
    let before = stamps(&public);
    project.run(&["build"]).ends(0).says("nothing has changed");
    assert_eq!(stamps(&public), before);
}

#[test]
fn only_what_changed_is_written_anew() {
    let project = Project::new(&[PAGE, OTHER]);
    project.run(&["build"]).ends(0);
    let public = project.root().join("public");
    let before = stamps(&public);
    project.write("content/a.md", "+++\ntitle = \"A\"\n+++\n\nHello again.\n");
    project.run(&["build"]).ends(0).says("2 changed");
    let changed: Vec<String> = stamps(&public)
        .into_iter()
        .filter(|(path, stamp)| before.get(path) != Some(stamp))
        .map(|(path, _)| path)
        .filter(|path| {
            !path.starts_with("search/en/titles-") && !path.starts_with("search/en/words-")
        })
        .collect();
    // No page but the one that was written names what search finds in it.
    assert_eq!(
        changed,
        [".groundwork.json", "a.html", "search/en/index.js"]
    );
}

#[test]
fn what_no_page_makes_any_more_is_removed_and_foreign_files_stay() {
    let project = Project::new(&[PAGE, OTHER]);
    project.run(&["build"]).ends(0);
    project.write("public/CNAME", "example.org");
    fs::remove_file(project.root().join("content/b.md")).unwrap();
    project.run(&["build"]).ends(0).says("4 removed");
    let files = project.files("public");
    assert!(!files.contains_key("b.html"));
    assert_eq!(files["CNAME"], b"example.org");
}

#[test]
fn each_language_has_an_index_of_its_own_and_a_theme_without_the_script_has_none() {
    let project = Project::new(&[
        ("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n"),
        ("content/a.md", "+++\ntitle = \"Apple\"\n+++\n\nRound.\n"),
        ("content/a.fr.md", "+++\ntitle = \"Pomme\"\n+++\n\nRonde.\n"),
    ]);
    project.run(&["build"]).ends(0);
    let files = project.files("public");
    let indexed = |lang: &str, word: &str| {
        let folder = format!("search/{lang}/");
        let own = files.iter().filter(|(path, _)| path.starts_with(&folder));
        own.map(|(_, bytes)| String::from_utf8_lossy(bytes))
            .any(|script| script.contains(word))
    };
    assert!(indexed("en", "Apple") && !indexed("en", "Pomme"));
    assert!(indexed("fr", "Pomme") && !indexed("fr", "Apple"));
    let theme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for folder in ["templates", "i18n", "static"] {
        for file in walkdir::WalkDir::new(theme.join(folder)) {
            let file = file.unwrap().into_path();
            if let Ok(text) = fs::read_to_string(&file)
                && !["search.js", "scheme.js", "masthead.js"]
                    .iter()
                    .any(|name| file.ends_with(name))
            {
                let path = file.strip_prefix(&theme).unwrap().display().to_string();
                project.write(&format!("themes/own/{path}"), &text);
            }
        }
    }
    for file in ["theme.toml", "kinds.toml"] {
        let text = fs::read_to_string(theme.join(file)).unwrap();
        project.write(&format!("themes/own/{file}"), &text);
    }
    let _ = fs::remove_file(project.root().join("themes/own/static/headings.js"));
    project.write(
        "site.toml",
        "title = \"T\"\ntheme = \"own\"\nlanguages = [\"en\", \"fr\"]\n",
    );
    project.run(&["build"]).ends(0);
    let files = project.files("public");
    assert!(!files.keys().any(|path| path.starts_with("search/")));
    let home = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(!home.contains("page-search") && !home.contains("script-src"));
}

#[test]
fn an_output_folder_that_holds_something_else_is_refused() {
    let project = Project::new(&[PAGE]);
    project.write("elsewhere/diary.txt", "mine");
    project.write("themes/own/theme.toml", "");
    let before = project.files("");
    for (out, said) in [
        (".", "is the project itself"),
        ("..", "contains the project"),
        ("content", "content folder"),
        ("content/public", "content folder"),
        ("themes", "themes folder"),
        (
            "elsewhere",
            "is not empty and was not written by groundwork",
        ),
        ("site.toml", "is not a folder"),
    ] {
        project.run(&["build", "--out", out]).ends(2).says(said);
        assert_eq!(project.files(""), before, "{out}");
    }
    let root = project.root();
    let whole = root.to_str().unwrap();
    project.run(&["build", "--out", whole]).ends(2);
    std::os::unix::fs::symlink(&root, root.join("loop")).unwrap();
    project.run(&["build", "--out", "loop"]).ends(2);
}

#[test]
fn another_folder_can_be_named_and_made() {
    let project = Project::new(&[PAGE]);
    project.run(&["build", "--out", "deep/er/site"]).ends(0);
    assert!(project.files("deep/er/site").contains_key("a.html"));
    fs::create_dir(project.root().join("empty")).unwrap();
    project.run(&["build", "--out", "empty"]).ends(0);
    assert!(!project.root().join("public").exists());
}

#[test]
fn the_address_given_goes_before_that_of_the_project() {
    let project = Project::new(&[
        PAGE,
        (
            "site.toml",
            "title = \"T\"\nbase_url = \"https://old.example/\"\n",
        ),
    ]);
    let args = ["build", "--base-url", "https://new.example/kb"];
    project.run(&args).ends(0);
    let page = String::from_utf8(project.files("public")["a.html"].clone()).unwrap();
    assert!(
        page.contains("href=\"https://new.example/kb/a.html\""),
        "{page}"
    );
    assert!(!page.contains("old.example"), "{page}");
    project.run(&["build", "--base-url", "example.org"]).ends(2);
}

#[test]
fn drafts_are_built_and_checked_when_asked_for() {
    let draft = "+++\ntitle = \"D\"\ndraft = true\ncolour = 1\n+++\n";
    let project = Project::new(&[PAGE, ("content/d.md", draft)]);
    project.run(&["build"]).ends(0);
    assert!(!project.files("public").contains_key("d.html"));
    project.run(&["build", "--drafts"]).ends(0);
    assert!(project.files("public").contains_key("d.html"));
    project
        .run(&["check", "--drafts", "--notes"])
        .ends(0)
        .says("colour");
}

#[test]
fn strict_makes_errors_of_warnings_and_never_of_notes() {
    Project::new(&[PAGE, WARNING])
        .run(&["check", "--strict"])
        .ends(1)
        .says("error[unknown-field]");
    let windows = (
        "content/w.md",
        "+++\r\ntitle = \"W\"\r\n+++\r\n\r\nHello.\r\n",
    );
    Project::new(&[windows])
        .run(&["check", "--strict", "--notes"])
        .ends(0)
        .says("note[line-ends]");
}

#[test]
fn notes_are_counted_and_shown_to_who_asks() {
    let windows = (
        "content/w.md",
        "+++\r\ntitle = \"W\"\r\n+++\r\n\r\nHello.\r\n",
    );
    let project = Project::new(&[windows]);
    let ran = project.run(&["check"]).ends(0);
    let expected = "nothing to mend, 1 note; groundwork check --notes shows the notes\n";
    assert_eq!(ran.out, expected);
    for option in ["--notes", "--full"] {
        let ran = project.run(&["check", option]).ends(0);
        assert!(ran.out.contains("note[line-ends]"), "{}", ran.out);
        assert!(
            ran.out.ends_with("nothing to mend, 1 note\n"),
            "{}",
            ran.out
        );
    }
}

#[test]
fn a_cause_is_told_once_and_each_place_to_who_asks() {
    let page = "+++\ntitle = \"A\"\nsumary = \"red\"\n+++\n\nText.\n";
    let project = Project::new(&[("content/a.md", page), ("content/b.md", page)]);
    let ran = project.run(&["check"]).ends(0);
    assert_eq!(ran.out.matches("[unknown-field]").count(), 1, "{}", ran.out);
    for words in [
        "the same at another place: content/b.md:3:1",
        "2 warnings  unknown-field, 1 cause\n2 warnings; groundwork explain unknown-field says more\n",
    ] {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    let ran = project.run(&["check", "--full"]).ends(0);
    assert_eq!(ran.out.matches("[unknown-field]").count(), 2, "{}", ran.out);
    let ran = project.run(&["check", "--format", "github"]).ends(0);
    assert_eq!(
        ran.out.matches("title=unknown-field").count(),
        2,
        "{}",
        ran.out
    );
}

#[test]
fn check_writes_nothing() {
    let project = Project::new(&[PAGE, ERROR, WARNING]);
    let before = project.files("");
    project.run(&["check"]).ends(1);
    assert_eq!(project.files(""), before);
}

#[test]
fn json_counts_and_places_each_finding() {
    let project = Project::new(&[PAGE, ERROR, WARNING]);
    let ran = project.run(&["check", "--format", "json"]).ends(1);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["format"], 1);
    let findings = report["findings"].as_array().unwrap();
    let of = |severity: &str| {
        findings
            .iter()
            .filter(|one| one["severity"] == severity)
            .count()
    };
    for (count, severity) in [
        ("errors", "error"),
        ("warnings", "warning"),
        ("notes", "note"),
    ] {
        assert_eq!(report[count], of(severity), "{severity}");
    }
    let found = |finding: &&Value| finding["rule"] == "unknown-field";
    let finding = findings.iter().find(found).unwrap();
    assert_eq!(finding["path"], "content/odd.md");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&3.into(), &1.into())
    );
}

#[test]
fn github_gets_one_line_a_finding() {
    let project = Project::new(&[PAGE, ERROR, WARNING]);
    let ran = project.run(&["check", "--format", "github"]).ends(1);
    assert!(
        ran.out.lines().all(|line| line.starts_with("::")),
        "{}",
        ran.out
    );
    let warning = "::warning file=content/odd.md,line=3,";
    assert!(ran.out.contains(warning), "{}", ran.out);
    assert!(ran.out.contains("::error file=content/wrong.md,line=2,"));
}

#[test]
fn sarif_has_its_version_and_places() {
    let project = Project::new(&[PAGE, WARNING]);
    let ran = project.run(&["check", "--format", "sarif"]).ends(0);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let results = report["runs"][0]["results"].as_array().unwrap();
    let found = |result: &&Value| result["ruleId"] == "unknown-field";
    let result = results.iter().find(found).unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/odd.md");
    assert_eq!(place["region"]["startLine"], 3);
}

#[test]
fn commands_work_in_any_folder_of_the_project() {
    let project = Project::new(&[PAGE, ("content/deep/er/b.md", "+++\ntitle = \"B\"\n+++\n")]);
    project.run_in("content/deep/er", &["build"]).ends(0);
    assert!(project.files("public").contains_key("deep/er/b.html"));
    project.run_in("content", &["check"]).ends(0);
}

#[test]
fn outside_a_project_the_way_in_is_told() {
    let folder = Project::bare(&[]);
    for command in [&["build"][..], &["check"], &["new", "page", "A"]] {
        folder.run(command).ends(2).says("groundwork init");
    }
}

#[test]
fn completions_name_the_commands() {
    let folder = Project::bare(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let ran = folder.run(&["completions", shell]).ends(0);
        assert!(
            ran.out.contains("build") && ran.out.contains("allow-errors"),
            "{shell}"
        );
    }
}

#[test]
fn the_date_may_come_from_the_environment_and_not_from_files() {
    let project = Project::new(&[PAGE]);
    let run = |out: &str, seconds: &str| {
        let mut command = project.command(&["build", "--out", out]);
        let status = command
            .env("SOURCE_DATE_EPOCH", seconds)
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        String::from_utf8(project.files(out)["a.html"].clone()).unwrap()
    };
    assert!(run("one", "1795305600").contains("datetime=\"2026-11-22\""));
    assert!(run("one", "1795392000").contains("datetime=\"2026-11-23\""));
    project.run(&["build", "--out", "two"]).ends(0);
    let page = String::from_utf8(project.files("two")["a.html"].clone()).unwrap();
    assert!(!page.contains("datetime"), "{page}");
}

#[test]
fn the_same_input_makes_the_same_bytes_anywhere() {
    let built = || {
        let project = Project::bare(&[]);
        project.run(&["init", "here"]).ends(0);
        project.run_in("here", &["build"]).ends(0);
        project.files("here/public")
    };
    assert_eq!(built(), built());
}
