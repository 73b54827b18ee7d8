//! A citation style from anywhere costs itself alone: it is told where it is named, and everything else is built.

use crate::project::Project;

const BIB: &str = "@book{book, author = {Ann Able}, title = {First}, date = {2001}, verified = {Seen.}}\n\
                   @online{web, author = {Ben Baker}, title = {Second}, date = {2002}, url = {https://example.org/}, verified = {Seen.}}\n";
const PAGE: &str = "+++\ntitle = \"Page\"\n+++\n\nOne claim [@book, p. 3].\n";
const OTHER: &str = "+++\ntitle = \"Other\"\n+++\n\nOne claim [@web].\n";

/// A style of words with this id, whose marks and list show the title and what `more` says.
fn style(id: &str, more: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\"><info><title>{id}</title><id>{id}</id>\
         <updated>2020-01-01T00:00:00Z</updated></info><citation><layout prefix=\"(\" suffix=\")\"><text variable=\"title\"/><text variable=\"locator\"/>\
         {more}</layout></citation><bibliography><layout><text variable=\"title\" prefix=\"Own: \"/>{more}</layout></bibliography>\
         </style>"
    )
}

/// A style that follows another.
fn dependent(parent: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>Child</title><id>child</id>\
         <link href=\"{parent}\" rel=\"independent-parent\"/><updated>2020-01-01T00:00:00Z</updated></info></style>"
    )
}

/// What hayagriva stops at.
const STOPS: &str = "<text value=\"q\" quotes=\"true\"/><text value=\".y\" prefix=\"x”\"/>";

/// The findings about the style in a project of these files, and what a page shows in the end.
fn built(setting: &str, styles: &[(&str, String)]) -> (Vec<String>, String) {
    let site = format!("title = \"Test\"\n[citations]\nstyle = \"{setting}\"\n");
    let project = Project::new(&[
        ("site.toml", &site),
        ("content/s.bib", BIB),
        ("content/page.md", PAGE),
        ("content/other.md", OTHER),
    ]);
    for (path, text) in styles {
        project.write(&format!("content/{path}"), text);
    }
    let ran = project.run(&["build", "--allow-errors"]).ends(0);
    assert!(!ran.err.contains("fault in groundwork"), "{}", ran.err);
    let found = project.findings().into_iter();
    let found = found.filter(|one| matches!(&*one.rule, "citation-style" | "invalid-setting"));
    let found = found
        .map(|one| format!("{} {}", one.place, one.message))
        .collect();
    let page = String::from_utf8(project.files("public")["page.html"].clone()).unwrap();
    (found, page)
}

#[test]
fn a_style_that_cannot_be_used_is_told_where_it_is_named_and_the_site_is_built() {
    let endless = style("a", "<text macro=\"m\"/>").replace(
        "<citation>",
        "<macro name=\"m\"><text macro=\"m\"/></macro><citation>",
    );
    let deep = style(
        "a",
        &format!("{}{}", "<group>".repeat(20_000), "</group>".repeat(20_000)),
    );
    let large = style("a", &"<!-- -->".repeat(700_000));
    let never = "parts of this citation style call each other without end";
    for (text, message) in [
        (style("a", STOPS), "stops at every work"),
        (endless, never),
        (deep, never),
        (large, "larger than any citation style"),
        ("<style".to_owned(), "is no citation style"),
        (dependent("https://example.org/parent"), "which is not here"),
    ] {
        let (found, page) = built("odd.csl", &[("odd.csl", text)]);
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("site.toml:3:9 ") && one.contains(message)),
            "{found:?}"
        );
        assert!(
            page.contains("[1, p.\u{a0}3]") || page.contains("[1,\u{a0}p.\u{a0}3]"),
            "{page}"
        );
    }
}

#[test]
fn a_style_that_stops_at_one_work_is_told_at_its_record_and_kept_for_the_others() {
    let of_web = style(
        "a",
        &format!("<choose><if type=\"webpage\">{STOPS}</if></choose>"),
    );
    let (found, page) = built("odd.csl", &[("odd.csl", of_web)]);
    assert_eq!(
        found,
        [
            "content/s.bib:2:9 the citation style stops at `web`, so that it is shown in a plainer one"
        ]
    );
    assert!(page.contains("Own: First"), "{page}");
}

#[test]
fn a_style_that_follows_another_finds_it_among_the_files() {
    let id = "https://example.org/parent";
    let child = || ("child.csl", dependent(id));
    let (found, page) = built(
        "child.csl",
        &[child(), ("styles/parent.csl", style(id, ""))],
    );
    assert_eq!(found, Vec::<String>::new());
    assert!(page.contains("Own: First"), "{page}");
    let twice = [child(), ("a.csl", style(id, "")), ("b.csl", style(id, ""))];
    let (found, _) = built("child.csl", &twice);
    assert!(
        matches!(found.as_slice(), [one] if one.contains("which is in several files: \"a.csl\", \"b.csl\"")),
        "{found:?}"
    );
}

#[test]
fn two_styles_of_one_name_are_told_and_a_file_in_another_folder_is_found() {
    let (found, page) = built("apa", &[("styles/apa.csl", style("a", ""))]);
    assert!(
        matches!(found.as_slice(), [one] if one.contains("two citation styles are called `apa`")),
        "{found:?}"
    );
    assert!(page.contains("Able, A. (2001)"), "{page}");
    let (found, _) = built("own.csl", &[("styles/own.csl", style("a", ""))]);
    assert_eq!(
        found,
        ["site.toml:3:9 there is no citation style in content/own.csl"]
    );
}
