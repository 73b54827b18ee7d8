//! No line decides by what a kind of page is called: all that differs between kinds is data.
//!
//! Shown twice. [`source`] reads the program's own code and finds where the name of a built-in kind
//! meets something that is called a kind. And a whole project whose kinds are all called otherwise is
//! built beside the same project as it is: but for the names, both say and show the same.

mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use groundwork::engine::{Engine, Options};
use groundwork::model::print_request;
use groundwork::model::sheet::Sheet;
use groundwork::scaffold;

use source::Names;

const KINDS: &str = include_str!("../../themes/default/kinds.toml");

/// What every name of a kind is followed by where kinds are called otherwise.
const OTHERWISE: &str = "-otherwise";

/// A page with something wrong for each kind that rules ask about.
const FAULTS: [(&str, &str, &str); 8] = [
    ("agenda", "roles = [\"juggler\"]\n", "No item.\n"),
    ("glossary", "", "No term.\n"),
    ("glossary", "", ""),
    ("method", "", "## Stepps\n\nText.\n"),
    ("reading-list", "", "- [@nothing] A work.\n"),
    (
        "series",
        "",
        "## Parts\n\n- [[a-series-of-itself]]\n- [[one-to-ones]]: first\n",
    ),
    ("handout", "", ""),
    ("source", "", ""),
];

#[test]
fn no_line_of_the_program_decides_by_the_name_of_a_kind() {
    let names = Names::new(kinds());
    let found = source::decisions(&names);
    assert!(
        found.is_empty(),
        "ask what the kind can do, which themes/default/kinds.toml says:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_decision_by_the_name_of_a_kind_is_found_in_every_form() {
    let names = Names::new(kinds());
    for decision in [
        "meta.kind.value == \"agenda\"",
        "\"agenda\" != kind.id",
        "matches!(kind.as_str(), \"source\" | \"glossary\")",
        "match (kind.id.as_str(), 1) { (\"agenda\", _) => true, _ => false }",
        "if let Some(\"guide\") = kind { true } else { false }",
        "schema.kind(\"agenda\").is_some()",
        "kind_of(site, \"source\").is_some()",
        "kinds.contains(&\"case\")",
        "PRINTED.contains(&kind)",
        "kind.id == METHOD",
        "theme.has(\"kinds/source.html\")",
        "kinds.iter().any(|one| one.id == \"page\")",
    ] {
        let code = format!(
            "const METHOD: &str = \"method\"; const PRINTED: [&str; 2] = [\"agenda\", \"handout\"];\n\
             fn f() -> bool {{ {decision} }}"
        );
        assert_eq!(names.decisions_in(&code).len(), 1, "{decision}");
    }
    // What is called as a kind is but has nothing to do with kinds of pages.
    for other in [
        "Sheet::Agenda.name() == \"agenda\"",
        "word.eq_ignore_ascii_case(\"source\")",
        "context.insert(\"page\", &data) == fields.text(\"page\")",
        "match label { \"p\" | \"page\" => Kind::Page, _ => Kind::None }",
        "event.kind == EventKind::Text",
        "Kind { id: \"page\".to_owned() }",
    ] {
        let found = names.decisions_in(&format!("fn f() -> bool {{ {other} }}"));
        assert!(found.is_empty(), "{other}: {found:?}");
    }
}

#[test]
fn kinds_that_are_called_otherwise_are_the_same_kinds() {
    let [mut named, mut renamed] = [false, true].map(built);
    let back = |text: &str| text.replace(OTHERWISE, "");
    assert!(named.len() > 100, "{} artifacts", named.len());
    renamed = renamed
        .into_iter()
        .map(|(path, text)| (back(&path), back(&text)))
        .collect();
    for (path, text) in std::mem::take(&mut named) {
        let other = renamed.remove(&path);
        assert!(
            other.as_ref() == Some(&text),
            "{path} differs:\n{text}\n{other:?}"
        );
    }
    assert!(renamed.is_empty(), "{:?}", renamed.keys());
}

fn kinds() -> Vec<String> {
    let table: toml::Table = KINDS.parse().expect("the theme's kinds can be read");
    table.keys().cloned().collect()
}

/// All that is made of the project, by path: artifacts, findings, and the beginnings of new pages.
fn built(renamed: bool) -> BTreeMap<String, String> {
    let files = project(renamed);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let mut engine = Engine::default();
    let mut built = engine.build_texts(&files, &Options::default());
    let settled = engine.settle(&mut built, &|| {});
    settled.expect("every artifact can be made");
    let findings = built.findings.iter().map(|finding| {
        let source = &engine.sources().get(finding.span.source).path;
        let help = finding.help.as_deref().unwrap_or_default();
        format!(
            "{} {source} {} {help}\n",
            finding.rule.name, finding.message
        )
    });
    // The order is that of places, which longer names move.
    let mut findings: Vec<String> = findings.map(|line| line.replace(OTHERWISE, "")).collect();
    findings.sort();
    let mut all = BTreeMap::from([("the findings".to_owned(), findings.concat())]);
    for kind in &built.site.schema.kinds {
        let page = scaffold::page(kind, "New", "en", "en");
        let of_kind = format!("a new {}", kind.id);
        all.insert(of_kind, format!("{}\n{}", page.path, page.text));
    }
    for page in &built.site.pages {
        let sheets = print_request::sheets(&page.page).into_iter();
        let sheets: Vec<&str> = sheets.map(Sheet::name).collect();
        all.insert(format!("to print: {}", page.url), sheets.join(" "));
    }
    for path in built.output.paths() {
        let made = built.output.make(path).and_then(Result::ok);
        let text = made.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        all.insert(path.to_owned(), text.unwrap_or_default());
    }
    all
}

/// The shipped pages and theme as texts, and some pages with faults.
fn project(renamed: bool) -> Vec<(String, String)> {
    let end = if renamed { OTHERWISE } else { "" };
    let site = "title = \"Test\"\ntheme = \"own\"\nmenu = [\"methods\", \"agendas\"]\n\
                [print]\nkinds = []\n";
    let mut files = vec![("site.toml".to_owned(), site.to_owned())];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, to) in [("content", "content"), ("themes/default", "themes/own")] {
        for (path, text) in texts(&root.join(folder)) {
            files.push((format!("{to}/{path}"), text));
        }
    }
    for (at, (kind, fields, text)) in FAULTS.iter().enumerate() {
        let path = format!("content/faults/{at}-{kind}.md");
        let front = format!("+++\ntitle = \"Fault {at}\"\nkind = \"{kind}\"\n{fields}+++\n");
        files.push((path, front + text));
    }
    for (path, text) in &mut files {
        for kind in kinds() {
            if path.ends_with("/kinds.toml") {
                *text = text.replace(&format!("\n[{kind}]\n"), &format!("\n[{kind}{end}]\n"));
                *text = text.replace(&format!("\n[{kind}."), &format!("\n[{kind}{end}."));
            } else if path.ends_with(".md") {
                let field = |end: &str| format!("kind = \"{kind}{end}\"\n");
                *text = text.replacen(&field(""), &field(end), 1);
            }
        }
    }
    files
}

/// The files below a folder that are text, by their paths from there.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let files = files.filter_map(|entry| {
        let path = entry.expect("the folder can be read").into_path();
        let text = fs::read_to_string(&path).ok()?;
        let path = path.strip_prefix(folder).expect("it is below the folder");
        Some((path.to_string_lossy().replace('\\', "/"), text))
    });
    files.collect()
}
