//! What is wrong between pages is found at its place, and hides nothing else, as in
//! [`crate::bad_input`].

use crate::bad_input::{finds, page, page_finds};

const PAGE: &str = "+++\ntitle = \"Page\"\n+++\n\nText.\n";

#[test]
fn dead_links_are_found_in_every_form_and_shown_as_text() {
    for (text, place) in [
        ("[[nothing]]", "4:3"),
        ("[[nothing|words]]", "4:3"),
        ("[words](nothing.md)", "4:9"),
        ("[words](/nothing)", "4:9"),
        ("![[nothing]]", "4:4"),
        ("![](nothing.png)", "4:5"),
        ("| a |\n|---|\n| [[nothing\\|words]] |", "6:5"),
    ] {
        let project = page_finds(text, "dead-link", place);
        let page = project.files("public")["a.html"].clone();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("class=\"dead-link\""), "{text}: {page}");
    }
}

#[test]
fn a_dead_relation_is_found_at_its_name() {
    let text = "+++\ntitle = \"A\"\nsee_also = [\"nothing\"]\n+++\n\nText.\n";
    finds(&[("content/a.md", text)], "dead-link", "content/a.md:3:13");
}

#[test]
fn a_missing_heading_is_found() {
    page_finds("[[witness#nothing]]", "dead-heading", "4:3");
    page_finds("[x](#nothing)", "dead-heading", "4:5");
    page_finds("![[witness#nothing]]", "dead-heading", "4:4");
}

#[test]
fn a_name_of_two_pages_is_found() {
    let files = [
        ("content/one.md", PAGE),
        ("content/two.md", PAGE),
        ("content/a.md", "+++\ntitle = \"A\"\n+++\n[[page]]\n"),
    ];
    finds(&files, "ambiguous-link", "content/a.md:4:3");
}

#[test]
fn a_page_that_embeds_itself_is_found() {
    page_finds("![[a]]", "embed-cycle", "4:1");
    let files = [
        ("content/a.md", page("![[b]]")),
        ("content/b.md", page("![[a]]")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    finds(&files, "embed-cycle", "content/a.md:4:1");
}

#[test]
fn an_unknown_citation_is_found_at_its_key() {
    page_finds("A claim [@nobody].", "unknown-citation", "4:11");
    page_finds(
        "A claim [source: nobody, p. 3].",
        "unknown-citation",
        "4:18",
    );
}

#[test]
fn a_missing_title_is_found() {
    finds(
        &[("content/a.md", "Text alone.\n")],
        "missing-title",
        "content/a.md:1:1",
    );
}

#[test]
fn a_missing_summary_or_section_is_found_at_the_kind() {
    let text = "+++\ntitle = \"A\"\nkind = \"case\"\n+++\n\nText.\n";
    finds(
        &[("content/a.md", text)],
        "missing-summary",
        "content/a.md:3:8",
    );
    finds(
        &[("content/a.md", text)],
        "missing-section",
        "content/a.md:3:8",
    );
}

#[test]
fn an_id_of_two_pages_is_found() {
    let files = [("content/one/a.md", PAGE), ("content/two/a.md", PAGE)];
    finds(&files, "duplicate-id", "content/two/a.md:1:1");
}

#[test]
fn a_page_where_another_goes_is_found() {
    finds(
        &[("content/sources.md", PAGE)],
        "path-clash",
        "content/sources.md:1:1",
    );
    let alias = "+++\ntitle = \"B\"\naliases = [\"/a\"]\n+++\n\nText.\n";
    finds(
        &[("content/a.md", PAGE), ("content/b.md", alias)],
        "path-clash",
        "content/b.md:3:12",
    );
}

#[test]
fn names_that_differ_by_case_alone_are_found() {
    let files = [("content/Base.md", PAGE), ("content/base.md", PAGE)];
    finds(&files, "case-clash", "content/base.md:1:1");
}

#[test]
fn an_empty_file_is_found() {
    finds(&[("content/a.md", "")], "empty-page", "content/a.md:1:1");
}
