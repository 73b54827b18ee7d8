//! Templates of paper that go on without end.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Typesetter;
use crate::load;
use crate::model::source::{Sources, Span};
use crate::render::artifact::RenderError;
use crate::render::print::Printed;

const ENDLESS: &str =
    "for a in range(9999) { for b in range(9999) { for c in range(9999) { a = b } } }";

/// A theme whose pages, cards and lists are printed by these templates, given a second for each.
fn typesetter(templates: [&str; 3]) -> (Typesetter, Sources) {
    let [page, card, list] = templates;
    let files = [
        ("site.toml", "title = \"Test\"\ntheme = \"own\"\n"),
        ("themes/own/print/page.typ", page),
        ("themes/own/print/card.typ", card),
        ("themes/own/print/list.typ", list),
        ("content/a.md", "Text."),
    ];
    let mut sources = Sources::default();
    let (loaded, _) = load::texts(&files, &mut sources);
    let mut typesetter = Typesetter::new(&loaded.theme, &sources);
    typesetter.time = [Duration::from_secs(1); 2];
    (typesetter, sources)
}

/// What becomes of a sheet of one paragraph: how many bytes, or the message and the path at which it stands.
fn made(
    typesetter: &Typesetter,
    sources: &Sources,
    template: &'static str,
) -> Result<usize, String> {
    made_of(typesetter, sources, template, "Words.")
}

fn made_of(
    typesetter: &Typesetter,
    sources: &Sources,
    template: &'static str,
    words: &str,
) -> Result<usize, String> {
    let page = sources.find("content/a.md").expect("it was loaded");
    let printed = Printed {
        template,
        data: format!("{{\"text\":[{{\"t\":\"p\",\"c\":[\"{words}\"]}}]}}"),
        pictures: BTreeMap::new(),
        imposed: None,
        cards: BTreeMap::new(),
        sides: None,
        panels: None,
        findings: Vec::new(),
        place: Span::whole(page),
        blocks: Vec::new(),
    };
    match typesetter.make(&printed, "a.pdf", BTreeMap::new(), None, 1) {
        Ok(pdf) => Ok(pdf.bytes.len()),
        Err(RenderError::Finding(finding)) => {
            let path = &sources.get(finding.span.source).path;
            Err(format!("{path}: {}", finding.message))
        }
        Err(RenderError::Failure(error)) => panic!("{error:#}"),
    }
}

#[test]
fn a_template_without_end_costs_its_own_sheets_and_is_not_tried_again() {
    let endless = format!("#{ENDLESS}");
    let (typesetter, sources) = typesetter([&endless, "#set document(title: [A])\nA", ""]);
    let found = "themes/own/print/page.typ: this template does not work: a sheet is not finished after 1 seconds";
    assert_eq!(made(&typesetter, &sources, "page"), Err(found.to_owned()));
    let began = Instant::now();
    assert_eq!(made(&typesetter, &sources, "page"), Err(found.to_owned()));
    assert!(began.elapsed() < Duration::from_millis(500));
    assert!(made(&typesetter, &sources, "card").is_ok());
}

#[test]
fn a_text_without_end_costs_its_own_sheet_and_is_told_at_its_page() {
    let endless = format!(
        "#set document(title: [A])\n#if json(\"/data.json\").text.first().c.first() != \"…\" {{ {ENDLESS} }}"
    );
    // Every letter is looked up in its font again.
    let letters = "#set document(title: [A])\n#if json(\"/data.json\").text.first().c.first() != \"…\" {\n\
                   for a in range(99999) { page(text(size: (a + 1) * 1pt, str(a))) } }";
    let (typesetter, sources) = typesetter([&endless, letters, "#set document(title: [A])\nA"]);
    for template in ["page", "card"] {
        let found = "content/a.md: a.pdf is not finished after 1 seconds, so it is left out";
        assert_eq!(made(&typesetter, &sources, template), Err(found.to_owned()));
    }
    assert!(made(&typesetter, &sources, "list").is_ok());
}

#[test]
fn a_sheet_of_too_much_text_is_told_and_not_tried() {
    let (typesetter, sources) = typesetter(["#set document(title: [A])\nA", "", ""]);
    let words = "word ".repeat(110_000);
    let found = "content/a.md: what a sheet of paper holds is too long: 538 KB, at most 512 KB";
    assert_eq!(
        made_of(&typesetter, &sources, "page", &words),
        Err(found.to_owned())
    );
    assert!(made_of(&typesetter, &sources, "page", &words[..500_000]).is_ok());
}
