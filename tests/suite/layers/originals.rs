//! What the originals of pages have changed, and that everything else of theirs is taken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::project::{Project, files};

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// A handbook that lies over the one in the repository's own folder.
const EXAMPLE: &str = "tests/sites/tenants";

/// Where both are in a project of a test.
const OURS: &str = "base/tests/sites/tenants";

/// The list of this name in what `status` says to programs.
fn list(project: &Project, ours: &str, name: &str) -> Vec<Value> {
    let ran = project.run_in(ours, &["status", "--json"]);
    let report: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
    let lists = report["lists"].as_array().unwrap().iter();
    let list = lists.into_iter().find(|list| list["name"] == name).unwrap();
    list["places"].as_array().unwrap().clone()
}

/// A copy of the repository's handbook and of the example, and the methods that this one changes, in order.
fn example() -> (Project, Vec<String>) {
    let project = Project::bare(&[]);
    let repository = Path::new(REPOSITORY);
    for folder in ["content", EXAMPLE] {
        for (path, bytes) in files(&repository.join(folder)) {
            project.write(&format!("base/{folder}/{path}"), bytes);
        }
    }
    project.write(
        "base/site.toml",
        fs::read(repository.join("site.toml")).unwrap(),
    );
    // Sheets of the shipped pages take half a minute, and are tested elsewhere.
    let settings = fs::read_to_string(repository.join(EXAMPLE).join("site.toml")).unwrap();
    project.write(
        &format!("{OURS}/site.toml"),
        settings + "\n[print]\nkinds = []\n",
    );
    let methods = project
        .files(&format!("{OURS}/content/methods"))
        .into_keys();
    let ids: Vec<String> = methods.map(|path| path.replace(".md", "")).collect();
    (project, ids)
}

/// Adds a sentence of the original to the steps of a method.
fn change(project: &Project, id: &str) {
    let path = format!("base/content/methods/{id}.md");
    let text = fs::read_to_string(project.root().join(&path)).unwrap();
    let changed = text.replacen("## Steps\n", "## Steps\n\nA sentence of the original.\n", 1);
    assert_ne!(text, changed, "{id}");
    project.write(&path, changed);
}

/// A handbook over the shipped one changes ten of its pages. The original changes three of these and seven others.
#[test]
fn exactly_what_has_changed_in_what_was_adapted_is_told_and_all_else_is_taken() {
    let (project, ours) = example();
    assert_eq!(ours.len(), 10);
    let mut accept = vec!["status", "--accept-new"];
    accept.extend(ours.iter().flat_map(|id| ["--accept", id]));
    project.run_in(OURS, &accept).ends(0);
    for name in ["changed-originals", "unkept-originals", "new-beneath"] {
        assert!(list(&project, OURS, name).is_empty(), "{name}");
    }
    let others = [
        "structure-tests",
        "phone-bank",
        "campaign-plan",
        "inoculation",
        "asset-mapping",
        "choosing-an-issue",
        "leader-identification",
    ];
    assert!(others.iter().all(|id| !ours.iter().any(|own| own == id)));
    let changed = ours[..3].iter().map(String::as_str);
    for id in changed.chain(others) {
        change(&project, id);
    }
    project.write(
        "base/content/methods/brand-new.md",
        "+++\ntitle = \"Brand new\"\n+++\n\nText.\n",
    );
    let before = without_ours(&project);
    let changed = list(&project, OURS, "changed-originals");
    let paths: Vec<&str> = changed
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    let expected = ours[..3]
        .iter()
        .map(|id| format!("content/methods/{id}.md"));
    assert_eq!(paths, expected.collect::<Vec<_>>());
    for one in &changed {
        let parts = one["changes"].as_array().unwrap();
        assert_eq!(parts.len(), 1, "{one}");
        assert_eq!(parts[0]["part"], "steps");
        assert_eq!(parts[0]["after"][0], "A sentence of the original.");
    }
    is_taken(&project, &ours, &others);
    renews(&project, &ours[0]);
    assert_eq!(without_ours(&project), before, "nothing is written beneath");
}

/// The files of the original.
fn without_ours(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.files("base");
    files.retain(|path, _| !path.starts_with(EXAMPLE));
    files
}

/// The build has what the original changed, tells readers where ours may lag behind, and credits it. Ours is there too:
/// what it hides, its kind, its look and its page in French.
fn is_taken(project: &Project, ours: &[String], others: &[&str]) {
    project.run_in(OURS, &["check", "--strict"]).ends(0);
    project.run_in(OURS, &["build"]).ends(0);
    let public = project.files(&format!("{OURS}/public"));
    let page = |path: &str| {
        let bytes = public
            .get(path)
            .unwrap_or_else(|| panic!("{path} is not there"));
        String::from_utf8_lossy(bytes).into_owned()
    };
    for id in others {
        assert!(
            page(&format!("methods/{id}.html")).contains("A sentence of the original."),
            "{id}"
        );
    }
    for (at, id) in ours.iter().enumerate() {
        let page = page(&format!("methods/{id}.html"));
        assert_eq!(page.contains("original-changed"), at < 3, "{id}");
        assert!(page.contains("Organizing Methods: "), "{id} is credited");
        assert!(page.contains("CC BY-SA 4.0"), "{id} is under its license");
    }
    assert!(page("methods/one-to-ones.html").contains("Knock, say your floor"));
    for hidden in ["about.html", "methods/strike-vote.html"] {
        assert!(!public.contains_key(hidden), "{hidden}");
    }
    assert!(page("kinds/ritual.html").contains("Bread and names"));
    assert!(page("fr/premiers-pas.html").contains("lang=\"fr\""));
    let mut styles = public.iter().filter(|(path, _)| path.ends_with(".css"));
    assert!(styles.any(|(_, style)| String::from_utf8_lossy(style).contains("#0b5c4a")));
    assert!(page("index.html").contains("door"), "the logo");
}

/// What is accepted is told no more; what is not ours is refused.
fn renews(project: &Project, id: &str) {
    assert_eq!(list(project, OURS, "new-beneath").len(), 1);
    project.run_in(OURS, &["status", "--accept-new"]).ends(0);
    assert!(list(project, OURS, "new-beneath").is_empty());
    project.run_in(OURS, &["status", "--accept", id]).ends(0);
    assert_eq!(list(project, OURS, "changed-originals").len(), 2);
    project
        .run_in(OURS, &["status", "--accept", "brand-new"])
        .ends(2);
    let refused = project.run_in(OURS, &["rename", "brand-new", "x"]);
    refused.says("nothing is ever written there");
}

#[test]
fn a_translation_knows_what_it_was_made_from() {
    let project = Project::new(&[
        (
            "ours/site.toml",
            "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n",
        ),
        (
            "ours/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\n## Steps\n\nOne. Two.\n",
        ),
        (
            "ours/content/a.fr.md",
            "+++\ntitle = \"A\"\n+++\n\n## \u{c9}tapes {#steps}\n\nUn. Deux.\n",
        ),
    ]);
    assert!(list(&project, "ours", "changed-originals").is_empty());
    let ran = project.run_in("ours", &["status", "--accept", "a"]);
    assert_eq!(ran.out.trim(), "content/.originals/fr/a.md", "{}", ran.err);
    assert!(list(&project, "ours", "changed-originals").is_empty());
    project.write(
        "ours/content/a.md",
        "+++\ntitle = \"A\"\n+++\n\n## Steps\n\nOne. Three.\n",
    );
    let changed = list(&project, "ours", "changed-originals");
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0]["changes"][0]["before"][0], "Two.");
    assert_eq!(changed[0]["changes"][0]["after"][0], "Three.");
}

/// Headings and their order are changes too. What is new beneath can be told of from the first page that is accepted.
#[test]
fn headings_and_places_are_told_and_new_pages_are_known_from_the_first_acceptance_on() {
    let page = |text: &str| format!("+++\ntitle = \"A\"\n+++\n\nIntro.\n\n{text}");
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\n"),
        (
            "base/content/a.md",
            &page(
                "## One\n\nSee [the rules, p. 3](b.md). More.\n\n## Two\n\n1. x\n2. y\n\n## Three\n\nEnd.\n",
            ),
        ),
        ("base/content/b.md", &page("")),
        (
            "ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "ours/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## New\n\nOurs.\n",
        ),
    ]);
    let ran = project.run_in("ours", &["status", "--accept", "a"]).ends(0);
    assert!(
        ran.out.contains("content/.originals/pages.txt"),
        "{}",
        ran.out
    );
    project.write(
        "base/content/a.md",
        page("## Three\n\nEnd.\n\n## Uno {#one}\n\nSee [the rules, p. 4](b.md). More.\n\n## Two\n\n1. x\n2. z\n3. y\n"),
    );
    project.write("base/content/new.md", page(""));
    fs::remove_file(project.root().join("base/content/b.md")).unwrap();
    let changed = list(&project, "ours", "changed-originals");
    let parts = changed[0]["changes"].as_array().unwrap().iter();
    let said: Vec<String> = parts
        .map(|part| {
            format!(
                "{} {} {} {}",
                part["part"], part["change"], part["before"], part["after"]
            )
        })
        .map(|line| line.replace(['"', '\\'], ""))
        .collect();
    assert_eq!(
        said,
        [
            "three moved [] []",
            "one heading [One] [Uno]",
            "one changed [See [the rules, p. 3](b.md).] [See [the rules, p. 4](b.md).]",
            "two changed [] [z]",
        ]
    );
    assert_eq!(list(&project, "ours", "new-beneath").len(), 1);
    assert_eq!(list(&project, "ours", "gone-beneath").len(), 1);
    // How far theirs are is for them to say.
    assert!(list(&project, "ours", "unreviewed").len() <= 1);
}

/// An item that takes twice the time is another item, although its words are the same.
#[test]
fn minutes_kinds_and_levels_of_items_are_changes_and_a_renamed_page_is_neither_new_nor_gone() {
    let item = |heading: &str| {
        format!(
            "+++\ntitle = \"A\"\naliases = [\"a-before\"]\n+++\n\n{heading}\n\nTalk.\n\n## End\n\nEnd.\n"
        )
    };
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\n"),
        (
            "base/content/a.md",
            &item("## Talk {#talk .discussion minutes=20}"),
        ),
        ("base/content/b.md", "+++\ntitle = \"B\"\n+++\n\nB.\n"),
        (
            "ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "ours/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## New\n\nOurs.\n",
        ),
    ]);
    project.run_in("ours", &["status", "--accept", "a"]).ends(0);
    project.write(
        "base/content/a.md",
        item("### Talk {#talk .decision minutes=40}"),
    );
    let changed = list(&project, "ours", "changed-originals");
    let change = &changed[0]["changes"][0];
    assert_eq!(
        change["before"].to_string(),
        "[\"##\",\".discussion\",\"minutes=20\"]"
    );
    assert_eq!(
        change["after"].to_string(),
        "[\"###\",\".decision\",\"minutes=40\"]"
    );
    fs::remove_file(project.root().join("base/content/b.md")).unwrap();
    project.write(
        "base/content/c.md",
        "+++\ntitle = \"C\"\naliases = [\"b\"]\n+++\n\nB.\n",
    );
    assert!(list(&project, "ours", "new-beneath").is_empty());
    assert!(list(&project, "ours", "gone-beneath").is_empty());
}
