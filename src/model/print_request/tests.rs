use super::{Format, PrintRequest, files};
use crate::engine::{Engine, Options};
use crate::model::page::Page;
use crate::model::sheet::{Meeting, Paper, Sheet, Size};

fn page(front: &str) -> Page {
    let text =
        format!("+++\ntitle = \"T\"\nsummary = \"S.\"\n{front}\n+++\n\n## A {{minutes=5}}\n");
    let built = Engine::default().build_texts(&[("content/t.md", &text)], &Options::default());
    (*built.site.pages[0].page).clone()
}

fn names(page: &Page, sheets: &[Sheet], papers: &[Paper], large: bool) -> Vec<String> {
    let request = PrintRequest {
        sheets: sheets.to_vec(),
        papers: papers.to_vec(),
        large,
    };
    files(page, &request)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn files_are_named_after_sheet_letters_fold_and_paper() {
    let agenda = page("kind = \"agenda\"");
    assert_eq!(
        names(
            &agenda,
            &[Sheet::RunSheet, Sheet::Booklet, Sheet::WallAgenda],
            &[Paper::A4, Paper::Letter],
            false
        ),
        [
            "run-sheet.pdf",
            "booklet.pdf",
            "booklet-imposed.pdf",
            "wall-agenda.pdf",
            "wall-agenda-imposed.pdf",
            "run-sheet-letter.pdf",
            "booklet-half-letter.pdf",
            "booklet-imposed-letter.pdf",
            "wall-agenda-tabloid.pdf",
            "wall-agenda-imposed-letter.pdf",
        ]
    );
    assert_eq!(
        names(
            &agenda,
            &[Sheet::RunSheet, Sheet::Booklet],
            &[Paper::Letter],
            true
        ),
        ["run-sheet-large.pdf", "booklet-large.pdf"]
    );
}

#[test]
fn a_poster_comes_in_two_sizes_and_a_pocket_guide_folded_too() {
    let poster = page("kind = \"handout\"\npaper = \"a4, a3 for the wall\"");
    assert_eq!(Format::of(&poster), Format::Page);
    let poster = page("kind = \"handout\"\npaper = \"A3\"");
    assert_eq!(
        names(&poster, &[Sheet::Sheet], &[Paper::A4], false),
        ["sheet.pdf", "sheet-a3.pdf"]
    );
    let pocket = page("kind = \"handout\"\npaper = \"pocket\"");
    assert_eq!(
        names(&pocket, &[Sheet::Sheet], &[Paper::Letter], false),
        ["sheet.pdf", "sheet-imposed.pdf"]
    );
}

#[test]
fn every_name_of_a_sheet_and_a_paper_is_read() {
    for sheet in Sheet::ALL {
        assert_eq!(Sheet::named(sheet.name()), Some(sheet));
    }
    assert_eq!(Paper::named("Letter"), Some(Paper::Letter));
    assert_eq!(Paper::named("a3"), None);
    assert_eq!(Paper::Letter.millimetres(Size::Middle), (215.9, 279.4));
}

#[test]
fn a_meeting_is_held_with_those_who_come() {
    let mut agenda =
        page("kind = \"agenda\"\nstart = \"19:00\"\npeople = { min = 6, expected = 16, max = 30 }");
    let place = agenda.meta.id.span;
    let agenda = agenda.agenda.as_mut().expect("it is one");
    let meeting = Meeting {
        start: Some(18 * 60 + 30),
        people: Some(40),
        ..Meeting::default()
    };
    meeting.apply(agenda, place);
    assert_eq!(agenda.settings.start, Some(1110));
    let people = agenda.settings.people.as_ref().expect("it says").value;
    assert_eq!(
        (people.min, people.expected, people.max),
        (Some(6), 40, Some(40))
    );
}
