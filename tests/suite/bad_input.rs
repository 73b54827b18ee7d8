//! What is wrong in a project is found at its place, and hides nothing else: beside each fault
//! stands a page with a slip of its own, which must be found too.

mod files;
mod nesting;
mod stops;

use std::fs;
use std::path::Path;

use crate::project::Project;

/// A page whose third line has a field that no page has.
const WITNESS: (&str, &str) = (
    "content/witness.md",
    "+++\ntitle = \"Witness\"\nsumary = \"red\"\n+++\n",
);

const FOUND_IN_WITNESS: (&str, &str) = ("unknown-field", "content/witness.md:3:1");

/// A project of these files and the witness.
fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::new(files);
    project.write(WITNESS.0, WITNESS.1);
    project
}

/// Asserts that a project of these files has a finding of a rule at a place, and the witness's.
#[track_caller]
pub(crate) fn finds(files: &[(&str, &str)], rule: &str, place: &str) -> Project {
    let project = project(files);
    still_found(&project, &[(rule, place)]);
    project
}

/// Asserts that a project has findings, by rule and place, and the witness's, and that it can be
/// built in spite of them.
#[track_caller]
fn still_found(project: &Project, wanted: &[(&str, &str)]) {
    project.finds(&[wanted, &[FOUND_IN_WITNESS]].concat());
    project.run(&["build", "--allow-errors"]).ends(0);
    assert!(project.files("public").contains_key("witness.html"));
}

/// A page of this text, below front matter of three lines.
pub(crate) fn page(text: &str) -> String {
    format!("+++\ntitle = \"A\"\n+++\n{text}\n")
}

#[track_caller]
pub(crate) fn page_finds(text: &str, rule: &str, place: &str) -> Project {
    let place = format!("content/a.md:{place}");
    finds(&[("content/a.md", &page(text))], rule, &place)
}

#[test]
fn malformed_toml_is_found_at_its_byte_and_its_page_is_kept_back() {
    let text = "+++\ntitle = \"Kept\"\nstatus = draft\ntags = [\"kept\"]\n+++\n\nText.\n";
    let project = finds(
        &[("content/a.md", text)],
        "data-syntax",
        "content/a.md:3:10",
    );
    let files = project.files("public");
    assert!(!files.contains_key("a.html") && !files.contains_key("tags/kept.html"));
}

#[test]
fn malformed_yaml_is_found_at_its_byte_and_its_page_is_kept_back() {
    let text = "---\ntitle: one: two\n---\n\nText.\n";
    let project = finds(&[("content/a.md", text)], "data-syntax", "content/a.md:2:8");
    assert!(!project.files("public").contains_key("a.html"));
}

#[test]
fn front_matter_that_is_never_closed_shows_no_field_as_text() {
    let text = "+++\ntitle = \"A\"\nextra = \"PRIVATE\"\n";
    let project = finds(&[("content/a.md", text)], "data-syntax", "content/a.md:1:1");
    let files = project.files("public");
    let mut texts = files.values().map(|bytes| String::from_utf8_lossy(bytes));
    assert!(!texts.any(|text| text.contains("PRIVATE")) && !files.contains_key("a.html"));
}

#[test]
fn deeply_nested_data_is_found_and_not_read() {
    let text = format!("+++\nextra = {}\n+++\n", "[".repeat(10_000));
    finds(
        &[("content/a.md", &text)],
        "data-syntax",
        "content/a.md:2:73",
    );
}

#[test]
fn an_unknown_field_is_found_at_its_name() {
    let text = "+++\ntitle = \"A\"\nsumary = \"x\"\n+++\n";
    let project = finds(
        &[("content/a.md", text)],
        "unknown-field",
        "content/a.md:3:1",
    );
    project.run(&["check"]).says("did you mean");
}

#[test]
fn an_ill_typed_field_is_found_at_its_value() {
    let text = "+++\ntitle = \"A\"\norder = \"one\"\n+++\n";
    finds(
        &[("content/a.md", text)],
        "ill-typed-field",
        "content/a.md:3:9",
    );
}

#[test]
fn an_unknown_kind_is_found_with_the_nearest() {
    let text = "+++\ntitle = \"A\"\nkind = \"metod\"\n+++\n";
    let project = finds(
        &[("content/a.md", text)],
        "unknown-kind",
        "content/a.md:3:8",
    );
    project.run(&["check"]).says("`method`");
}

#[test]
fn an_unknown_language_is_found() {
    let text = "+++\ntitle = \"A\"\nlang = \"fr\"\n+++\n";
    finds(
        &[("content/a.md", text)],
        "unlisted-language-suffix",
        "content/a.md:3:8",
    );
}

#[test]
fn an_id_that_is_no_name_is_found_and_leaves_the_content_folder_alone() {
    let text = "+++\ntitle = \"A\"\nid = \"../../up\"\n+++\n";
    finds(
        &[("content/a.md", text)],
        "invalid-front-matter",
        "content/a.md:3:6",
    );
}

#[test]
fn a_missing_footnote_is_found_at_its_reference() {
    page_finds("A claim[^nothing].", "missing-footnote", "4:8");
}

#[test]
fn malformed_and_empty_citations_are_found() {
    page_finds("A claim [source:].", "malformed-citation", "4:9");
    page_finds("A claim [@].", "malformed-citation", "4:9");
    page_finds("A claim [@a; b].", "malformed-citation", "4:9");
    page_finds("A claim [source: two words].", "malformed-citation", "4:18");
}

#[test]
fn text_that_markdown_swallows_is_found() {
    page_finds("- [@a]: Start", "swallowed-text", "4:3");
    page_finds("\n<!-- never closed\n\nGone.", "swallowed-text", "5:1");
}

#[test]
fn an_unknown_marker_is_found_and_its_block_withheld() {
    let project = page_finds("> [!SYA] SECRET", "unknown-marker", "4:3");
    let page = project.files("public")["a.html"].clone();
    assert!(!String::from_utf8_lossy(&page).contains("SECRET"));
}

/// Whether a page has no script but those of the theme and the data that the page gives of itself,
/// whole and by itself.
fn runs_nothing(page: &str) -> bool {
    let blocks = page.split("<script").skip(1);
    let own = scripts_of_the_theme();
    let is_own = |block: &&str| {
        let address = block
            .strip_prefix(" src=\"")
            .and_then(|rest| rest.split_once('"'));
        address.is_some_and(|(address, _)| {
            let address = address.trim_start_matches("../").trim_start_matches('/');
            own.iter().any(|own| address.starts_with(own))
        })
    };
    let mut others = blocks.filter(|block| !is_own(block));
    others.all(|block| {
        let data = block.strip_prefix(" type=\"application/ld+json\">");
        let data = data.and_then(|rest| rest.split_once("</script>"));
        data.is_some_and(|(json, _)| serde_json::from_str::<serde_json::Value>(json).is_ok())
    })
}

/// How the addresses of the theme's scripts begin.
fn scripts_of_the_theme() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/static");
    let files = fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| Some(format!("assets/{}-", name.strip_suffix(".js")?)))
        .collect()
}

#[test]
fn an_address_that_runs_code_is_never_written() {
    let text =
        "[x](javascript:alert(1)) <a href=\"javascript:alert(1)\">y</a> <script>alert(1)</script>";
    let project = project(&[("content/a.md", &page(text))]);
    project.run(&["build", "--allow-errors"]).ends(0);
    let page = project.files("public")["a.html"].clone();
    let page = String::from_utf8_lossy(&page);
    assert!(
        !page.contains("javascript:") && runs_nothing(&page),
        "{page}"
    );
}

#[test]
fn a_title_is_text_wherever_it_is_shown() {
    let title = "</title><script>alert(1)</script>\\\" onload=\\\"alert(1)";
    let text =
        format!("+++\ntitle = \"{title}\"\ntags = [\"<script>\"]\nsummary = \"<script>\"\n+++\n");
    let link = page("[[x]] [[x|<script>alert(1)</script>]]");
    let project = project(&[("content/x.md", &text), ("content/a.md", &link)]);
    project.run(&["build", "--allow-errors"]).ends(0);
    for (path, bytes) in project.files("public") {
        let page = String::from_utf8_lossy(&bytes);
        let in_tag = |at: usize| page[..at].rfind('<') > page[..at].rfind('>');
        let mut attributes = page.match_indices("\" onload");
        assert!(!attributes.any(|(at, _)| in_tag(at)), "{path}");
        assert!(runs_nothing(&page), "{path}");
    }
}

#[test]
fn a_broken_record_is_found_and_the_others_load() {
    let bib = "@book{one, title = {One}, date = {2001}}\n@book{broken, title = {Broken\n\n\
               @book{two, title = {Two}, date = {2002}}\n";
    let site = "title = \"T\"\n[citations]\nuncited = \"list\"\n";
    let project = project(&[("content/sources.bib", bib), ("site.toml", site)]);
    let broken = project.findings();
    let place = broken
        .iter()
        .find(|finding| finding.rule == "bibliography-syntax");
    assert!(
        place.is_some_and(|finding| finding.place.starts_with("content/sources.bib:2:")),
        "{broken:#?}"
    );
    project.finds(&[FOUND_IN_WITNESS]);
    project.run(&["build", "--allow-errors"]).ends(0);
    let files = project.files("public");
    assert!(files.contains_key("sources/one.html") && files.contains_key("sources/two.html"));
}

#[test]
fn a_source_given_twice_is_found() {
    let bib = "@book{one, title = {One}}\n@book{one, title = {Other}}\n";
    finds(
        &[("content/sources.bib", bib)],
        "duplicate-source",
        "content/sources.bib:2:7",
    );
}

#[test]
fn each_fault_of_the_settings_is_found_at_its_place() {
    for (settings, rule, place) in [
        ("title = ", "data-syntax", "1:1"),
        ("titel = \"T\"", "unknown-field", "1:1"),
        ("title = \"T\"\ntheme = \"none\"", "invalid-setting", "2:9"),
        (
            "title = \"T\"\nlanguages = [\"english\"]",
            "invalid-setting",
            "2:14",
        ),
        (
            "title = \"T\"\nbase_url = \"example.org\"",
            "invalid-setting",
            "2:12",
        ),
        ("title = \"T\"\ndate = \"soon\"", "ill-typed-field", "2:8"),
        (
            "title = \"T\"\n[citations]\nstyle = \"none\"",
            "invalid-setting",
            "3:9",
        ),
        (
            "title = \"T\"\n[preview]\neditor = \"edit://open?line={line}\"",
            "invalid-setting",
            "3:10",
        ),
        (
            "title = \"T\"\n[preview]\neditor = \"javascript:alert('{path}')\"",
            "invalid-setting",
            "3:10",
        ),
        (
            "title = \"T\"\n[print]\npaper = \"a2\"",
            "invalid-setting",
            "3:9",
        ),
        (
            "title = \"T\"\n[print]\nkinds = [\"method\", \"agend\"]",
            "invalid-setting",
            "3:20",
        ),
        (
            "title = \"T\"\n[print]\npapers = \"a4\"",
            "unknown-field",
            "3:1",
        ),
        (
            "title = \"T\"\n[kinds.x]\nlabels = 3",
            "ill-typed-field",
            "3:10",
        ),
    ] {
        let files = [("site.toml", settings)];
        finds(&files, rule, &format!("site.toml:{place}"));
    }
}

#[test]
fn settings_that_cannot_be_read_at_all_are_a_failure() {
    let project = Project::bare(&[("site.toml/file", ""), ("content/a.md", "")]);
    project.run(&["build"]).ends(2).says("site.toml");
}
