//! One thing never stops another: what cannot be made costs itself, says so at its own place, and
//! everything else is built. `check`, `build`, `print` and the preview say the same of it.

use std::fs;
use std::os::unix::fs::symlink;
#[cfg(feature = "pdf")]
use std::path::Path;
use std::process::Command;

use groundwork::engine::{Engine, Options};
use groundwork::model::download::Download;

use crate::project::Project;

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"5\"/></svg>";

fn page(kind: &str, body: &str) -> String {
    format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\nsummary = \"S.\"\n+++\n{body}\n")
}

/// A page that is printed, whose text begins in the sixth line.
fn printed(body: &str) -> String {
    format!("+++\ntitle = \"A\"\nprint = true\nsummary = \"S.\"\n+++\n{body}\n")
}

/// A page that is made whatever is wrong with others.
fn beside(files: &[(&str, &str)]) -> Project {
    let project = Project::new(files);
    project.write("content/beside.md", page("page", "Beside."));
    project
}

/// What a handout may hold and paper has trouble with; the rule that names it, and its line and column,
/// if there is anything to be named.
#[cfg(feature = "pdf")]
const TROUBLE: [(&str, Option<(&str, &str)>); 25] = [
    ("# Heading of the first level", None),
    ("Text.\n\n# Heading of the first level\n\nText.", None),
    ("##\n\nText.", None),
    ("## ![](dot.svg)\n\nText.", None),
    ("## ____\n\nText.", None),
    ("#### Deep first\n\n## Then not", None),
    ("##### Alone", None),
    ("<dl><dd>No term</dd></dl>", None),
    ("<dl><dt>No text</dt></dl>", None),
    (
        "<dl></dl><ul></ul><table></table><table><tr></tr></table>",
        None,
    ),
    ("<ol start=\"99999999999999999999\"><li>a</li></ol>", None),
    (
        "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        None,
    ),
    (
        "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>",
        None,
    ),
    ("<s>a<u>b</u></s> <del>a<s>b</s></del>", None),
    ("| a |\n|---|", None),
    ("- \n- \n1.\n", None),
    ("[![](dot.svg)](https://example.org)", None),
    ("## A note[^1]\n\n[^1]: Text.", None),
    ("A\u{feff}B \u{2028} C \u{ad} \u{200d} \u{301}", None),
    ("Line\n\nA\u{7}B", Some(("missing-glyph", "8:2"))),
    ("```\na\u{1b}b\n```", Some(("missing-glyph", "7:2"))),
    ("Line\n\nA \u{ffff} B", Some(("missing-glyph", "8:3"))),
    ("Line\n\nA \u{e000} B", Some(("missing-glyph", "8:3"))),
    (
        "Line\n\n> > > > > > > > > > > > > > > > Deep.",
        Some(("unprintable", "")),
    ),
    (
        "Line\n\n- - - - - - - - - - - - - - - - - - - - Deep.",
        Some(("unprintable", "")),
    ),
];

#[cfg(feature = "pdf")]
#[test]
fn what_paper_has_trouble_with_is_printed_or_named_at_its_line() {
    let project = beside(&[("content/dot.svg", SVG)]);
    for (at, (body, _)) in TROUBLE.iter().enumerate() {
        project.write(&format!("content/t{at:02}.md"), printed(body));
    }
    project.run(&["build", "--allow-errors"]).ends(0);
    let files = project.files("public");
    let found = project.findings();
    for (at, (body, named)) in TROUBLE.iter().enumerate() {
        let pdf = files.get(&format!("print/t{at:02}/sheet.pdf"));
        assert!(pdf.is_some_and(|pdf| pdf.starts_with(b"%PDF")), "{body}");
        let own = format!("content/t{at:02}.md:");
        let of_paper = ["missing-glyph", "unprintable", "template-error"];
        let mut own = found.iter().filter(|finding| {
            finding.place.starts_with(&own) && of_paper.contains(&finding.rule.as_str())
        });
        match named {
            None => assert_eq!(own.next(), None, "{body}"),
            Some((rule, place)) => assert!(
                own.any(|finding| finding.rule == *rule && finding.place.ends_with(place)),
                "{body}: {found:#?}"
            ),
        }
    }
    assert!(found.iter().all(|finding| finding.rule != "template-error"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_table_over_several_pages_keeps_its_form_whatever_stands_in_its_head() {
    for head in ["a[^1]", "[a](https://example.org/a)", "**b [a](b.md)**"] {
        let rows = "| a | b |\n".repeat(60);
        let body = format!("| {head} | b |\n|---|---|\n{rows}\n[^1]: A note.");
        let project = beside(&[("content/a.md", &printed(&body))]);
        project.write("content/b.md", page("page", "B."));
        let found = project.findings();
        assert!(
            found.iter().all(|finding| finding.rule != "unprintable"),
            "{head}: {found:#?}"
        );
    }
}

/// A project with a theme of its own: the default one but for its template of pages on paper.
#[cfg(feature = "pdf")]
fn with_template(template: &str, files: &[(&str, &str)]) -> Project {
    let project = beside(files);
    project.write("site.toml", "title = \"T\"\ntheme = \"own\"\n");
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for (path, bytes) in crate::project::files(&default) {
        project.write(&format!("themes/own/{path}"), bytes);
    }
    project.write("themes/own/print/page.typ", template);
    project
}

/// A theme whose sheets of pages stop at every list.
#[cfg(feature = "pdf")]
const STOPS_AT_LISTS: &str = "#import \"/print/lib.typ\": *\n#show: sheet\n#show list: it => panic(\"a list\")\n#whole-page()\n";

#[cfg(feature = "pdf")]
#[test]
fn what_a_template_cannot_set_is_printed_plainly_and_named_with_the_template() {
    let project = with_template(STOPS_AT_LISTS, &[]);
    let body = "One.\n\nTwo.\n\n- three\n\nFour.\n\n- five\n\nSix.";
    project.write("content/a.md", printed(body));
    project.finds(&[
        ("unprintable", "content/a.md:10:1"),
        ("unprintable", "content/a.md:14:1"),
    ]);
    let built = project.run(&["build"]).ends(0);
    built
        .says("its words are printed as plain paragraphs")
        .says("themes/own/print/page.typ:3:");
    assert!(project.files("public").contains_key("print/a/sheet.pdf"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_template_that_does_not_work_costs_its_sheets_alone() {
    let template = "#import \"/print/lib.typ\": *\n#nothing\n";
    let page = printed("Text.");
    let project = with_template(
        template,
        &[("content/a.md", &page), ("content/b.md", &page)],
    );
    let agenda = "+++\ntitle = \"M\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 9\n+++\n## Talk {minutes=9}\n";
    project.write("content/m.md", agenda);
    project.finds(&[("template-error", "themes/own/print/page.typ:2:2")]);
    project.run(&["build"]).ends(1).says("page.typ:2:2");
    assert!(!project.root().join("public").exists());
    project
        .run(&["build", "--allow-errors"])
        .ends(0)
        .says("page.typ:2:2");
    let files = project.files("public");
    assert!(files.contains_key("a.html") && files.contains_key("print/m/notes.pdf"));
    assert!(!files.keys().any(|path| path.starts_with("print/a/")));
    // Nothing is kept of what went wrong, so that it is told again.
    project
        .run(&["build", "--allow-errors"])
        .ends(0)
        .says("page.typ:2:2");
    project.run(&["print", "a"]).ends(1).says("page.typ:2:2");
    project.run(&["print", "m"]).ends(0);
}

#[cfg(feature = "pdf")]
#[test]
fn letters_of_a_picture_that_no_font_has_stop_nothing() {
    let letters = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 60\">\
                   <text x=\"10\" y=\"35\">contact \u{6f22} meeting \u{e000}</text></svg>";
    let project = beside(&[
        ("content/letters.svg", letters),
        ("content/a.md", &printed("Text.\n\n![words](letters.svg)")),
        ("content/b.md", &printed("Text.")),
    ]);
    let found = project.findings();
    assert!(
        found.iter().all(|one| one.rule != "template-error"),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|one| one.place.starts_with("content/a.md:8:")),
        "{found:#?}"
    );
    project.run(&["build"]).ends(0);
    let files = project.files("public");
    assert!(files.contains_key("print/a/sheet.pdf") && files.contains_key("print/b/sheet.pdf"));
    project.run(&["print", "a"]).ends(0);
}

#[test]
fn a_picture_that_goes_during_a_build_costs_itself() {
    let project = beside(&[
        ("content/dot.svg", SVG),
        ("content/a.md", &printed("Text.\n\n![A dot](dot.svg)")),
    ]);
    let mut engine = Engine::new(&project.root());
    let options = Options::default();
    let input = engine.read(&options).unwrap();
    let mut built = engine.build(input, &options);
    fs::remove_file(project.root().join("content/dot.svg")).unwrap();
    engine.settle(&mut built, &|| ()).unwrap();
    let found: Vec<&str> = built
        .findings
        .iter()
        .map(|finding| finding.rule.name)
        .collect();
    assert_eq!(found, ["unusable-image"], "{:#?}", built.findings);
    let source = engine.sources().get(built.findings[0].span.source);
    assert_eq!(&*source.path, "content/a.md");
    for path in built.output.paths() {
        let made = built.output.make(path).unwrap();
        assert!(made.is_ok() || path.starts_with("assets/dot-"), "{path}");
    }
}

#[test]
fn an_attachment_that_goes_during_a_build_costs_itself() {
    let project = beside(&[
        ("content/n.txt", "Notes"),
        ("content/talk.mp4", "video"),
        (
            "content/a.md",
            &printed("Text.\n\n[n](n.txt) [v](talk.mp4) [[nowhere]]"),
        ),
    ]);
    let mut engine = Engine::new(&project.root());
    let options = Options {
        downloads: vec![Download::Archive, Download::SingleFile],
        ..Options::default()
    };
    let input = engine.read(&options).unwrap();
    let mut built = engine.build(input, &options);
    for file in ["n.txt", "talk.mp4"] {
        fs::remove_file(project.root().join("content").join(file)).unwrap();
    }
    engine.settle(&mut built, &|| ()).unwrap();
    let found = built.findings.iter().map(|finding| finding.rule.name);
    let unusable = found.clone().filter(|rule| *rule == "unusable-image");
    assert_eq!(unusable.count(), 2, "{:#?}", built.findings);
    assert!(found.into_iter().any(|rule| rule == "dead-link"));
}

#[test]
fn a_folder_with_the_name_of_a_page_costs_what_is_in_it() {
    let project = beside(&[("content/index.html/a.md", &page("page", "Text."))]);
    project.finds(&[("path-clash", "content/index.html/a.md:1:1")]);
    project.run(&["build"]).ends(1);
    project.run(&["build", "--allow-errors"]).ends(0);
    let files = project.files("public");
    assert!(files.contains_key("index.html") && files.contains_key("beside.html"));
}

#[test]
fn a_name_too_long_for_a_file_has_a_page_and_is_named() {
    let long = "x".repeat(270);
    let id = "y".repeat(270);
    let [alias, key, kind] = ["a", "b", "c"].map(|letter| letter.repeat(270));
    let text = format!(
        "+++\ntitle = \"A\"\nid = \"{id}\"\nprint = true\nsummary = \"S.\"\ntags = [\"{long}\"]\naliases = [\"old/{alias}\"]\n+++\n[@{key}]\n"
    );
    let file = format!("content/{}.md", "z".repeat(250));
    let project = beside(&[
        ("content/a.md", &text),
        (&file, &page("page", "Text.")),
        ("content/s.bib", &format!("@book{{{key}, title = {{T}}}}\n")),
    ]);
    project.write(
        "site.toml",
        format!("title = \"{long}\"\n[kinds.{kind}]\nlabels = {{ en = \"L\" }}\n"),
    );
    project.write("content/k.md", page(&kind, "Text."));
    let found = project.findings();
    let places = found.iter().filter(|one| one.rule == "long-name");
    let places: Vec<&str> = places.map(|one| one.place.as_str()).collect();
    for place in ["content/a.md:6:9", "content/a.md:7:12", "content/s.bib:1:7"] {
        assert!(places.contains(&place), "{place} is not among {places:?}");
    }
    project.run(&["build", "--zip"]).ends(0);
    let files = project.files("public");
    assert!(files.keys().any(|path| path.starts_with("tags/xxx")));
    assert!(files.keys().any(|path| path.starts_with("zzz")));
}

#[test]
fn what_is_no_file_is_found_and_the_rest_is_built() {
    let project = beside(&[
        ("content/folder.md/inner.md", &page("page", "Text.")),
        ("content/cites.md", &page("page", "True [@good, p. 3].")),
        ("content/good.bib", "@book{good, title = {Good}}\n"),
        ("content/bad.bib", "@book{bad, title = {Bad\n"),
    ]);
    let content = project.root().join("content");
    let pipe = Command::new("mkfifo").arg(content.join("pipe.md")).status();
    assert!(pipe.unwrap().success());
    symlink(content.join("nothing"), content.join("broken.md")).unwrap();
    project.finds(&[
        ("unreadable-file", "content/pipe.md:1:1"),
        ("unreadable-file", "content/broken.md:1:1"),
        ("bibliography-syntax", "content/bad.bib:1:20"),
    ]);
    project.run(&["build", "--allow-errors"]).ends(0);
    let files = project.files("public");
    for path in ["beside.html", "folder.md/inner.html", "sources/good.html"] {
        assert!(files.contains_key(path), "{path}");
    }
}
