//! `groundwork new … --of ID`: a translation, and a page that changes one beneath.

use std::fs;

use super::{check, over_base};
use crate::project::Project;

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap_or_else(|_| panic!("{path}"))
}

#[test]
fn a_page_that_changes_one_beneath_begins_with_its_sections_named_and_its_original_kept() {
    let project = over_base(&[]);
    let ran = project.run_in("ours", &["new", "ritual", "B at the door", "--of", "b"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines,
        ["content/methods/b.md", "content/.originals/en/b.md"],
        "{}",
        ran.err
    );
    let page = text(&project, "ours/content/methods/b.md");
    assert!(
        page.contains("extends = \"b\"") && page.contains("## Middle   {#middle}"),
        "{page}"
    );
    assert_eq!(
        text(&project, "ours/content/.originals/en/b.md"),
        text(&project, "base/content/methods/b.md")
    );
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("content/methods/b.md"), "{said}");
}

#[test]
fn a_translation_stands_beside_its_original_with_its_headings_in_that_language() {
    let project = Project::new(&[
        (
            "ours/site.toml",
            "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n",
        ),
        (
            "ours/content/methods/talks.md",
            "+++\ntitle = \"One-to-ones\"\nkind = \"method\"\nid = \"one-to-ones\"\nsummary = \"S.\"\n+++\n\n## Steps\n\nOne.\n",
        ),
    ]);
    let args = [
        "new",
        "method",
        "Les entretiens",
        "--lang",
        "fr",
        "--of",
        "one-to-ones",
    ];
    project.run_in("ours", &args).ends(0);
    let page = text(&project, "ours/content/methods/talks.fr.md");
    assert!(
        page.contains("id = \"one-to-ones\"") && page.contains("title = \"Les entretiens\""),
        "{page}"
    );
    assert!(page.contains("\u{c9}tapes"), "{page}");
    assert!(text(&project, "ours/content/.originals/fr/one-to-ones.md").contains("One."));
    project
        .run_in("ours", &args)
        .ends(2)
        .says("and yours: change content/methods/talks.fr.md");
}

#[test]
fn what_cannot_be_begun_is_said_and_nothing_is_written() {
    let project = over_base(&[(
        "ours/content/own.md",
        "+++\ntitle = \"Own\"\n+++\n\nText.\n",
    )]);
    let before = project.files("");
    for (args, words) in [
        (&["page", "X", "--of", "bb"][..], "did you mean `b`?"),
        (
            &["page", "X", "--of", "zzzzzz"],
            "there is no page `zzzzzz`",
        ),
        (
            &["page", "X", "--of", "b"],
            "groundwork new ritual \"X\" --of b",
        ),
        (
            &["page", "X", "--of", "own"],
            "and yours: change content/own.md",
        ),
        (&["page", "X", "--of", "about"], "there is no page `about`"),
        (
            &["page", "X", "--of", "a", "--lang", "fr"],
            "does not list the language `fr`",
        ),
        (&["page", " ", "--of", "a"], "a page needs a title"),
    ] {
        let args = [&["new"], args].concat();
        project.run_in("ours", &args).ends(2).says(words);
    }
    assert_eq!(project.files(""), before);
}

#[test]
fn a_translated_meeting_begins_with_the_items_of_its_original() {
    let project = Project::bare(&[
        ("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n"),
        (
            "content/m.md",
            "+++\ntitle = \"M\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 45\n+++\n\n\
             ## Talk {minutes=10}\n\nX.\n\n## Two {#second minutes=20 .input}\n\nY.\n",
        ),
    ]);
    let new = ["new", "agenda", "Réunion", "--lang", "fr", "--of", "m"];
    project.run(&new).ends(0);
    let text = std::fs::read_to_string(project.root().join("content/m.fr.md")).unwrap();
    for expected in [
        "\nminutes = 45\n",
        "\n## Talk {#talk minutes=10}\n",
        "\n## Two {#second minutes=20 .input}\n",
    ] {
        assert!(text.contains(expected), "{text}");
    }
}
