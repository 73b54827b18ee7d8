//! `init`, `new` and `status`: what a writer begins with, and how far it has come.

use groundwork::diagnostic::Severity;
use groundwork::engine::{Engine, Options};
use groundwork::scaffold;

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
fn a_new_project_is_clean_and_ends_with_the_one_command_to_see_it() {
    let folder = Project::bare(&[]);
    let said = folder.run(&["init", "our handbook"]).ends(0).out;
    assert_eq!(
        said.lines().last(),
        Some("  groundwork serve --open 'our handbook'")
    );
    folder
        .run_in("our handbook", &["check", "--strict"])
        .ends(0)
        .says("nothing to mend");
    folder.run_in("our handbook", &["build"]).ends(0);
    let files = folder.files("our handbook/public");
    for page in [
        "index.html",
        "methods/go-round.html",
        "agendas/first-meeting.html",
        "agendas/first-meeting.run-sheet.html",
        "glossary.html",
        "sources/seeds-facilitation-tools.html",
    ] {
        assert!(files.contains_key(page), "{page}");
    }
}

#[test]
fn a_new_project_takes_its_name_in_any_script_and_its_language() {
    for (name, lang) in [
        ("The \"big\" \\ book of 'ours'", "en"),
        ("Книга «Наша»", "ru"),
        ("我們的《手冊》", "zh-Hant"),
        ("“كتاب” \"لنا\"", "ar"),
    ] {
        let folder = Project::bare(&[]);
        folder
            .run(&["init", "h", "--name", name, "--lang", lang])
            .ends(0)
            .says(name);
        let report = folder
            .run_in("h", &["check", "--format", "json"])
            .ends(0)
            .out;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        // Paper needs a font of Chinese, which the writer is told to get.
        let faults: Vec<_> = findings
            .filter(|one| one["severity"] != "note" && one["rule"] != "missing-glyph")
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
        folder.run_in("h", &["build"]).ends(0);
        let home = &folder.files("h/public")["index.html"];
        let home = String::from_utf8_lossy(home).into_owned();
        assert!(home.contains(&format!("lang=\"{lang}\"")), "{home}");
    }
}

#[test]
fn a_name_of_nothing_and_a_language_that_is_no_code_are_refused() {
    let folder = Project::bare(&[]);
    for lang in ["French", "f", "fr\"x", "../x", "français", ""] {
        folder
            .run(&["init", "h", "--lang", lang])
            .ends(2)
            .says("such as en, fr or pt-BR");
    }
    folder
        .run(&["init", "h", "--name", " "])
        .ends(2)
        .says("write the name");
    assert!(folder.files("").is_empty());
}

#[test]
fn a_folder_with_something_in_it_is_not_made_a_project() {
    let folder = Project::bare(&[("taken/diary.txt", "mine"), ("file", "mine")]);
    for name in ["a", "b", "c", "d"] {
        folder.write(&format!("many/{name}.txt"), "mine");
    }
    let before = folder.files("");
    folder.run(&["init", "taken"]).ends(2).says("diary.txt");
    folder
        .run(&["init", "many"])
        .ends(2)
        .says("it holds a.txt, b.txt, c.txt and 1 more");
    folder
        .run_in("taken", &["init"])
        .ends(2)
        .says("this folder is not empty: it holds diary.txt");
    folder.run(&["init", "file"]).ends(2).says("is a file");
    assert_eq!(folder.files(""), before);
}

#[test]
fn a_project_begins_in_the_folder_one_stands_in_beside_what_git_and_systems_leave() {
    let folder = Project::bare(&[(".git/HEAD", "ref: refs/heads/main\n"), (".DS_Store", "")]);
    let said = folder.run(&["init"]).ends(0).out;
    assert_eq!(said.lines().last(), Some("  groundwork serve --open"));
    folder.run(&["check", "--strict"]).ends(0);
}

/// A kind with a field of each type, none of which has an example.
const KIND_WITHOUT_EXAMPLES: &str = "title = \"T\"\n[kinds.plan]\nsummary = true\nfields = [\n\
  { id = \"a\", type = \"text\" },\n  { id = \"b\", type = \"list\" },\n  { id = \"c\", type = \"number\" },\n\
  { id = \"d\", type = \"choice\", choices = { one = { en = \"One\" }, two = { en = \"Two\" } } },\n\
  { id = \"e\", type = \"time\" },\n  { id = \"f\", type = \"range\" },\n  { id = \"g\", type = \"date\" },\n\
  { id = \"h\", type = \"table\" },\n]\n\
  sections = [{ id = \"why\", headings = { en = [\"Why\"] }, required = true }]\n";

#[test]
fn each_commented_field_of_a_new_page_works_when_uncommented() {
    let mut tried = 0;
    let site = [("site.toml", KIND_WITHOUT_EXAMPLES)];
    let schema = Engine::default().build_texts(&site, &Options::default());
    for kind in &schema.site.schema.kinds {
        let page = scaffold::page(kind, "New", "en", "en");
        let commented: Vec<(&str, &str)> = page
            .text
            .lines()
            .filter_map(|line| Some((line, line.strip_prefix("# ")?)))
            .filter(|(_, field)| field.contains(" = "))
            .collect();
        let all = kind.fields.iter().filter(|field| {
            let own = page.text.contains(&format!("\n{} = ", field.id));
            own || commented
                .iter()
                .any(|(_, line)| line.starts_with(&format!("{} = ", field.id)))
        });
        assert_eq!(all.count(), kind.fields.len(), "{}", page.text);
        let whole = commented
            .iter()
            .fold(page.text.clone(), |text, (line, field)| {
                text.replace(line, field)
            });
        works(&page.path, &whole, &commented);
        for one in &commented {
            works(&page.path, &page.text.replace(one.0, one.1), &[*one]);
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

/// Asserts that a page has these fields, and no findings but placeholders and notes.
fn works(path: &str, text: &str, fields: &[(&str, &str)]) {
    let path = format!("content/{path}");
    let files = [("site.toml", KIND_WITHOUT_EXAMPLES), (&path, text)];
    let built = Engine::default().build_texts(&files, &Options::default());
    let faults: Vec<_> = built
        .findings
        .iter()
        .filter(|one| one.severity > Severity::Note && !one.rule.name.contains("placeholder"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    let meta = &built.site.pages[0].page.meta;
    for (_, field) in fields {
        let name = field.split(" = ").next().unwrap();
        let is_read = meta.fields.iter().any(|known| known.id == name)
            || name == "tags" && !meta.tags.is_empty();
        assert!(is_read, "`{field}` is not read\n{text}");
    }
}

#[test]
fn an_example_of_another_type_than_its_field_is_found_and_not_shown() {
    let project = Project::new(&[(
        "site.toml",
        "title = \"T\"\n[kinds.plan]\nfields = [\n  { id = \"level\", type = \"number\", example = \"high\" },\n  \
         { id = \"until\", type = \"date\", example = 2027-05-01 },\n]\n",
    )]);
    project.finds(&[("ill-typed-field", "site.toml:4:46")]);
    project.run(&["new", "plan", "Ours"]).ends(0);
    let text = project.files("content").remove("ours.md").unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(
        text.contains("# level = 1\n# until = 2027-05-01\n"),
        "{text}"
    );
}

#[test]
fn a_new_page_says_what_belongs_into_each_section() {
    let built = Engine::default().build_texts(&[], &Options::default());
    for kind in &built.site.schema.kinds {
        for section in &kind.sections {
            assert!(
                section.about.contains_key("en"),
                "{} {}",
                kind.id,
                section.id
            );
        }
        let text = scaffold::page(kind, "New", "en", "en").text;
        assert!(
            !text.contains("TODO\n\n##") && !text.ends_with("TODO\n"),
            "{text}"
        );
    }
}

#[test]
fn a_new_page_is_named_on_one_stream_and_where_it_is_seen_on_the_other() {
    let project = Project::new(&[("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n")]);
    let ran = project.run(&["new", "method", "Power mapping"]).ends(0);
    assert_eq!(ran.out, "content/methods/power-mapping.md\n");
    assert!(
        ran.err.contains("/methods/power-mapping.html while"),
        "{}",
        ran.err
    );
    let ran = project
        .run(&["new", "page", "Carte", "--lang", "fr"])
        .ends(0);
    assert!(
        ran.err.contains("public/fr/pages/carte.html"),
        "{}",
        ran.err
    );
    project.run(&["build"]).ends(0);
    assert!(project.files("public").contains_key("fr/pages/carte.html"));
}

#[test]
fn the_status_counts_what_is_open_and_names_the_first_places() {
    let project = Project::bare(&[]);
    project.run(&["init"]).ends(0);
    project.run(&["new", "method", "Power mapping"]).ends(0);
    project
        .run(&["status"])
        .ends(0)
        .says("5 pages, 1 source")
        .says("1 stub: ")
        .says("content/methods/power-mapping.md:2  Power mapping")
        .says("4 drafts: ")
        .says("1 source that nobody has looked up");
    let report = project.run(&["status", "--json"]).ends(0).out;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["lists"][0]["name"], "stubs");
    assert_eq!(report["lists"][0]["count"], 1);
    assert_eq!(
        report["lists"][1]["places"].as_array().map(Vec::len),
        Some(4)
    );
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
