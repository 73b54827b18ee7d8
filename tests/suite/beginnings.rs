//! `init` and `new`: what a writer begins with.

use crate::project::Project;

const KINDS: [&str; 12] = [
    "method",
    "concept",
    "case",
    "guide",
    "agenda",
    "handout",
    "reading-list",
    "series",
    "programme",
    "glossary",
    "source",
    "page",
];

#[test]
fn a_new_project_builds_without_findings() {
    let folder = Project::bare(&[]);
    folder
        .run(&["init", "our handbook"])
        .ends(0)
        .says("groundwork build");
    folder.run_in("our handbook", &["build"]).ends(0);
    folder
        .run_in("our handbook", &["check", "--strict"])
        .ends(0);
    assert!(
        folder
            .files("our handbook/public")
            .contains_key("index.html")
    );
}

#[test]
fn a_folder_with_something_in_it_is_not_made_a_project() {
    let folder = Project::bare(&[("taken/diary.txt", "mine"), ("file", "mine")]);
    let before = folder.files("");
    folder.run(&["init", "taken"]).ends(2).says("not empty");
    folder.run(&["init", "file"]).ends(2);
    assert_eq!(folder.files(""), before);
}

#[test]
fn a_new_page_of_each_kind_has_no_errors_but_placeholders() {
    let project = Project::new(&[]);
    for kind in KINDS {
        let ran = project.run(&["new", kind, &format!("A new {kind}: \"ours\"")]);
        let path = ran.ends(0).out;
        assert!(project.root().join(path.trim()).is_file(), "{path}");
    }
    let findings = project.findings();
    let others: Vec<_> = findings
        .iter()
        .filter(|finding| !finding.rule.contains("placeholder"))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    project.run(&["build", "--allow-errors"]).ends(0);
}

#[test]
fn a_new_page_never_takes_the_place_of_another() {
    let project = Project::new(&[]);
    project.run(&["new", "page", "Our aims"]).ends(0);
    let before = project.files("content");
    project
        .run(&["new", "page", "Our aims"])
        .ends(2)
        .says("is there already");
    assert_eq!(project.files("content"), before);
}

#[test]
fn a_new_page_may_be_in_another_language() {
    let project = Project::new(&[("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n")]);
    let ran = project
        .run(&["new", "method", "Tour de table", "--lang", "fr"])
        .ends(0);
    assert_eq!(ran.out.trim(), "content/methods/tour-de-table.fr.md");
    project
        .run(&["new", "method", "X", "--lang", "de"])
        .ends(2)
        .says("it lists: en, fr");
}

#[test]
fn an_unknown_kind_or_an_empty_title_is_refused() {
    let project = Project::new(&[]);
    project
        .run(&["new", "metod", "X"])
        .ends(2)
        .says("did you mean `method`?");
    project
        .run(&["new", "spaceship", "X"])
        .ends(2)
        .says("the kinds are: method");
    project
        .run(&["new", "page", " "])
        .ends(2)
        .says("needs a title");
    assert!(project.files("content").is_empty());
}

#[test]
fn a_new_page_stays_in_the_content_folder_whatever_its_title() {
    let project = Project::new(&[]);
    for title in [
        "../../escape",
        "/etc/passwd",
        "a/b",
        "..",
        "CON",
        "日本語",
        "<b> & \"c\"",
    ] {
        let path = project.run(&["new", "page", title]).ends(0).out;
        let path = project.root().join(path.trim()).canonicalize().unwrap();
        assert!(
            path.starts_with(project.root().join("content")),
            "{}",
            path.display()
        );
    }
}
