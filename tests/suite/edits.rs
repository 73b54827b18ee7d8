//! The law of the engine: after any series of edits its output and its findings equal those of a
//! fresh one.

use std::collections::BTreeMap;
use std::fs;

use groundwork::check::RULES;
use groundwork::engine::{Engine, Options};
use groundwork::report::{self, Format};
use groundwork::write::Artifacts as _;

use crate::project::Project;

/// The artifacts by their paths, and the findings.
type Made = (BTreeMap<String, Result<Vec<u8>, String>>, String);

/// A new text of a file; `None` takes the file away.
type Edit<'a> = (&'a str, Option<&'a str>);

const SITE: &str = "title = \"Test\"\nlanguages = [\"en\", \"fr\"]\nmenu = [\"a\", \"sources\"]\n";

const A: &str = "+++\ntitle = \"Page A\"\ntags = [\"one\"]\n+++\nSee [[b]] and [[b#Part]]. \
                 A claim [source: x]. ![](/p.svg)\n\n```rust\nlet a = 1;\n```\n";
const B: &str = "+++\ntitle = \"Page B\"\nprerequisites = [\"a\"]\n+++\n## Part\n\nWords [source: y, p. 2].\n\n![[a]]\n";
const C: &str =
    "+++\ntitle = \"Series\"\nkind = \"series\"\n+++\n## Summary\n\nS.\n\n- [[a]]\n- [[b]]\n";
const BIB: &str =
    "@book{x, title = {X}, author = {Ada}, year = {2001}}\n@book{y, title = {Y}, year = {2002}}\n";
const B_WITHOUT_PART: &str = "+++\ntitle = \"Page B\"\nprerequisites = [\"a\"]\n+++\n## Other\n\nWords [source: y, p. 2].\n\n![[a]]\n";
const B_WITH_OTHER_WORDS: &str =
    "+++\ntitle = \"Page B\"\nprerequisites = [\"a\"]\n+++\n## Part\n\nSee [[c]], [source: x].\n";
const PICTURE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect/></svg>";
const TEMPLATE: &str = "<html lang=\"{{ lang }}\"><title>{{ title }}</title></html>\n";

const EDITS: &[&[Edit<'_>]] = &[
    &[("content/b.md", Some(B_WITHOUT_PART))],
    &[("content/b.md", Some(B_WITH_OTHER_WORDS))],
    &[("content/b.md", Some(B))],
    &[(
        "content/a.md",
        Some("+++\ntitle = \"Page A\"\n+++\n# A\n\nSee [[b]].\n"),
    )],
    &[(
        "content/a.md",
        Some("+++\ntitle = \"New\"\naliases = [\"old/a\"]\n+++\n\n[^1] TODO\n"),
    )],
    &[(
        "content/a.md",
        Some("+++\ntitle = \"Cut\nkind = \"method\"\n+++\n"),
    )],
    &[("content/a.md", Some(A))],
    &[("content/b.md", None)],
    &[(
        "content/b.md",
        Some("+++\ntitle = \"B\"\ndraft = true\n+++\n\nNo heading.\n"),
    )],
    &[
        ("content/b.md", Some(B)),
        (
            "content/b.fr.md",
            Some("+++\ntitle = \"La B\"\n+++\nOui.\n"),
        ),
    ],
    &[(
        "content/x.bib",
        Some("@book{x, title = {Other}, nonsense = {1}}\n"),
    )],
    &[("content/x.bib", None), ("content/y.bib", Some(BIB))],
    &[(
        "content/x.bib",
        Some("@book{x, title = {Second}}\n@book{x, title = {Third}}\n"),
    )],
    &[(
        "content/p.svg",
        Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"9\"/>"),
    )],
    &[("content/p.svg", Some("no picture"))],
    &[
        ("content/p.svg", Some(PICTURE)),
        ("content/q.svg", Some(PICTURE)),
    ],
    &[(
        "site.toml",
        Some("title = \"T\"\nlanguages = [\"fr\", \"en\"]\ncitation_style = \"nature\"\n"),
    )],
    &[(
        "site.toml",
        Some(
            "title = \"T\"\ncitation_style = \"none of these\"\n[kinds.page]\nsections = [{ id = \"part\", headings = { en = [\"Part\"] }, required = true }]\n",
        ),
    )],
    &[
        ("site.toml", Some("title = \"T\"\ntheme = \"own\"\n")),
        ("themes/own/templates/page.html", Some(TEMPLATE)),
    ],
    &[("themes/own/templates/page.html", Some("{{ nothing }"))],
    &[
        ("themes/own/templates/page.html", Some("{{ nothing }}")),
        ("themes/own/static/s.css", Some("a{}")),
    ],
    &[
        ("site.toml", Some(SITE)),
        ("content/x.bib", Some(BIB)),
        ("content/y.bib", None),
        ("content/b.fr.md", None),
    ],
];

#[test]
fn after_every_edit_an_engine_makes_what_a_fresh_one_makes() {
    let first = [
        ("site.toml", SITE),
        ("content/a.md", A),
        ("content/b.md", B),
        ("content/c.md", C),
        ("content/x.bib", BIB),
        ("content/p.svg", PICTURE),
    ];
    let project = Project::new(&first);
    let mut engine = Engine::new(&project.root());
    let before = made(&mut engine);
    for (at, edits) in EDITS.iter().enumerate() {
        for (path, text) in *edits {
            match text {
                Some(text) => project.write(path, text),
                None => fs::remove_file(project.root().join(path)).unwrap(),
            }
        }
        let fresh = made(&mut Engine::new(&project.root()));
        let kept = made(&mut engine);
        assert_eq!(kept.1, fresh.1, "the findings after edit {at}");
        let differs = |path: &&String| kept.0.get(*path) != fresh.0.get(*path);
        let mut paths = kept.0.keys().chain(fresh.0.keys());
        let differing = paths.find(differs);
        assert_eq!(differing, None, "after edit {at}");
    }
    fs::remove_file(project.root().join("content/q.svg")).unwrap();
    let after = made(&mut engine);
    assert!(after.0.len() > 15 && after == before);
}

fn made(engine: &mut Engine) -> Made {
    let options = Options::default();
    let input = engine.read(&options).unwrap();
    let mut built = engine.build(input, &options);
    let paths = built.output.paths().into_iter();
    let artifacts = paths.map(|path| {
        let bytes = built.output.make(path).unwrap();
        (path.to_owned(), bytes.map_err(|unmade| unmade.to_string()))
    });
    let artifacts = artifacts.collect();
    engine.settle(&mut built, &|| {}).unwrap();
    let mut report = Vec::new();
    let sources = engine.sources();
    report::draw(
        Format::Json,
        &built.findings,
        sources,
        RULES,
        false,
        &mut report,
    )
    .unwrap();
    (artifacts, String::from_utf8(report).unwrap())
}
