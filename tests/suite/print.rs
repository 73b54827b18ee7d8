//! What is printed: which files there are, and what is said where something cannot be.
//!
//! What stands on the paper is looked at in `tests/paper`.

use crate::project::Project;

const AGENDA: &str = "+++\ntitle = \"Meeting\"\nkind = \"agenda\"\nsummary = \"S.\"\nstart = \"19:00\"\nminutes = 30\n\
                      people = { min = 2, expected = 10, max = 20 }\n+++\n\n## Go-round {minutes=20 priority=must}\n\n\
                      ## How was it? {.evaluation minutes=5}\n";
const HANDOUT: &str = "+++\ntitle = \"Sheet\"\nkind = \"handout\"\nsummary = \"S.\"\n+++\n\n## Text\n\nWords.\n\n## How to use it\n\nRead.\n";
const METHOD: &str = "+++\ntitle = \"Way\"\nkind = \"method\"\nsummary = \"S.\"\nstatus = \"stub\"\n+++\n\n## Steps\n\n1. One.\n";

fn project(settings: &str) -> Project {
    let settings = format!("title = \"Test\"\n{settings}");
    Project::new(&[
        ("site.toml", &settings),
        ("content/meeting.md", AGENDA),
        ("content/sheet.md", HANDOUT),
        ("content/way.md", METHOD),
    ])
}

/// The PDFs of a folder, by path.
fn pdfs(project: &Project, folder: &str) -> Vec<String> {
    let files = project.files(folder).into_keys();
    files.filter(|path| path.ends_with(".pdf")).collect()
}

fn holds(file: &[u8], words: &str) -> bool {
    file.windows(words.len())
        .any(|part| part == words.as_bytes())
}

#[test]
fn a_sheet_with_a_date_is_for_archives_too() {
    for (settings, is_archived) in [("date = 2026-11-22\n", true), ("", false)] {
        let project = project(settings);
        project.run(&["print", "sheet", "-o", "p"]).ends(0);
        for (path, bytes) in project.files("p") {
            let promised = [
                "<pdfaid:part>2</pdfaid:part>",
                "<pdfuaid:part>1</pdfuaid:part>",
            ];
            assert_eq!(
                promised.map(|words| holds(&bytes, words)),
                [is_archived, true],
                "{path}"
            );
        }
    }
}

#[test]
fn the_line_on_pdfs_ends_with_one_stop_where_its_time_has_one() {
    let page = AGENDA.replace("people = { min = 2, expected = 10, max = 20 }\n", "");
    let project = Project::new(&[
        (
            "site.toml",
            "title = \"T\"\nlanguages = [\"es\"]\nclock = 12\n",
        ),
        ("content/meeting.md", &page),
    ]);
    project.run(&["build"]).ends(0);
    let line = "<p class=\"note\">Los PDF están hechos para esta reunión: 7:00 p. m.</p>";
    assert!(holds(&project.files("public")["meeting.html"], line));
}

#[test]
fn a_build_prints_agendas_and_handouts() {
    let project = project("");
    project.run(&["build"]).ends(0);
    assert_eq!(
        pdfs(&project, "public"),
        [
            "print/meeting/agenda.pdf",
            "print/meeting/booklet-imposed.pdf",
            "print/meeting/booklet.pdf",
            "print/meeting/evaluation.pdf",
            "print/meeting/notes.pdf",
            "print/meeting/packing-list.pdf",
            "print/meeting/role-cards.pdf",
            "print/meeting/run-sheet.pdf",
            "print/meeting/script.pdf",
            "print/meeting/sign-in.pdf",
            "print/meeting/wall-agenda-imposed.pdf",
            "print/meeting/wall-agenda.pdf",
            "print/sheet/sheet.pdf",
        ]
    );
}

#[test]
fn a_site_says_which_kinds_are_printed_and_a_page_for_itself() {
    let project =
        project("[print]\nkinds = [\"method\"]\npaper = [\"letter\", \"a4\"]\nlarge = true\n");
    let text = HANDOUT.replace("summary", "print = true\nsummary");
    project.write("content/sheet.md", text);
    project.run(&["build"]).ends(0);
    assert_eq!(
        pdfs(&project, "public"),
        [
            "print/sheet/sheet-a4.pdf",
            "print/sheet/sheet-large-a4.pdf",
            "print/sheet/sheet-large.pdf",
            "print/sheet/sheet.pdf",
            "print/way/sheet-a4.pdf",
            "print/way/sheet-large-a4.pdf",
            "print/way/sheet-large.pdf",
            "print/way/sheet.pdf",
        ]
    );
    project.write(
        "content/way.md",
        METHOD.replace("status", "print = false\nstatus"),
    );
    project.run(&["build"]).ends(0);
    assert!(!project.files("public").contains_key("print/way/sheet.pdf"));
}

#[test]
fn translations_are_printed_in_the_folder_of_their_language() {
    let project = project("languages = [\"en\", \"fr\"]\n");
    project.write("content/sheet.fr.md", HANDOUT);
    project.run(&["build"]).ends(0);
    let files = pdfs(&project, "public");
    assert!(
        files.contains(&"fr/print/sheet/sheet.pdf".to_owned()),
        "{files:?}"
    );
}

#[test]
fn print_writes_what_is_asked_for_where_it_is_asked_for() {
    let project = project("");
    project
        .run(&[
            "print",
            "meeting",
            "run-sheet",
            "--start",
            "18:30",
            "-o",
            "tonight",
        ])
        .ends(0)
        .says("tonight/run-sheet.pdf");
    assert_eq!(pdfs(&project, "tonight"), ["run-sheet.pdf"]);
    project.run(&["print", "way", "card", "sheet"]).ends(0);
    assert_eq!(pdfs(&project, "print"), ["way/card.pdf", "way/sheet.pdf"]);
    project
        .run(&["print", "way", "--booklet", "-o", "b"])
        .ends(0);
    assert_eq!(pdfs(&project, "b"), ["booklet-imposed.pdf", "booklet.pdf"]);
}

#[test]
fn all_the_paper_of_a_meeting_is_one_file() {
    let project = project("");
    let all = ["print", "meeting", "--all", "--start", "6:30pm", "-o", "t"];
    project.run(&all).ends(0).says("t/tonight.pdf");
    assert_eq!(pdfs(&project, "t"), ["tonight-a3.pdf", "tonight.pdf"]);
    // Each promises to be readable without eyes, as the sheets do.
    for (path, bytes) in project.files("t") {
        assert!(holds(&bytes, "<pdfuaid:part>1</pdfuaid:part>"), "{path}");
    }
    project
        .run(&["print", "way", "--all"])
        .ends(2)
        .says("--all is for a meeting");
    let papers = ["--paper", "a4", "--paper", "letter"];
    project
        .run(&[&["print", "meeting", "--all"], &papers[..]].concat())
        .ends(2)
        .says("--all makes a file for one paper");
}

#[test]
fn a_page_is_printed_by_its_path_or_its_title() {
    let project = project("languages = [\"en\", \"fr\"]\n");
    project.write(
        "content/meeting.fr.md",
        AGENDA.replace("title = \"", "title = \"Soir "),
    );
    project.write(
        "content/sub/other.md",
        AGENDA
            .replace("Meeting", "Other")
            .replace("kind =", "aliases = [\"Reunion\"]\nkind ="),
    );
    for name in [
        "meeting.fr.md",
        "content/meeting.fr.md",
        "./content/meeting.fr.md",
        "meeting.fr",
        "fr/meeting",
        "other.md",
        "reunion",
    ] {
        project
            .run(&["print", name, "notes", "-o", "by-path"])
            .ends(0)
            .says("by-path/notes.pdf");
    }
}

#[test]
fn no_paper_of_a_page_takes_the_place_of_that_of_another() {
    let project = project("languages = [\"en\", \"fr\"]\n");
    // Of a title that both languages have, the first is printed.
    project.write("content/meeting.fr.md", AGENDA);
    for (name, file) in [
        ("Meeting", "print/meeting/notes.pdf"),
        ("fr/meeting", "print/fr/meeting/notes.pdf"),
    ] {
        project.run(&["print", name, "notes"]).ends(0).says(file);
    }
    assert_eq!(
        pdfs(&project, "print"),
        ["fr/meeting/notes.pdf", "meeting/notes.pdf"]
    );
    project.write("content/sub/again.md", AGENDA);
    project
        .run(&["print", "Meeting", "notes"])
        .ends(2)
        .says("several pages are called `Meeting`; name one of them: meeting, sub/again");
}

#[test]
fn what_cannot_be_tonight_is_said_with_what_to_type() {
    let project = project("");
    for (args, words) in [
        (["--start", "25:00"], "for the night after it write 01:00"),
        (["--start", "5pm-ish"], "such as 18:30 or 6:30pm"),
        (["--people", "0"], "at least 1"),
        (
            ["--people", "10,000"],
            "write the number in digits alone: 10000",
        ),
        (
            ["--date", "2026-02-30"],
            "the calendar has no day 2026-02-30",
        ),
    ] {
        let args = [&["print", "meeting"][..], &args].concat();
        project.run(&args).ends(2).says(words);
    }
    let place = "x".repeat(300);
    let args = [
        "print", "meeting", "sign-in", "--place", &place, "--people", "1000",
    ];
    project.run(&args).says("sign-in.pdf");
}

#[test]
fn a_kind_of_ones_own_is_printed_as_the_sheets_it_names() {
    let kind = "like = \"agenda\"\nsheets = [\"sign-in\", \"sheet\"]\n";
    let project = project(&format!("[kinds.assembly]\n{kind}"));
    let text = AGENDA.replace("\"agenda\"", "\"assembly\"");
    project.write("content/meeting.md", text);
    project.run(&["print", "meeting"]).ends(0);
    let sheets = ["meeting/sheet.pdf", "meeting/sign-in.pdf"];
    assert_eq!(pdfs(&project, "print"), sheets);
    let said = "has no sheet `notes`; it has these: sign-in, sheet";
    project
        .run(&["print", "meeting", "notes"])
        .ends(2)
        .says(said);
}

#[test]
fn what_cannot_be_printed_is_said_with_what_can() {
    let project = project("");
    for (args, words) in [
        (
            &["print", "meting"][..],
            "there is no page `meting`; did you mean `meeting`?",
        ),
        (&["print", "zzzzzzzz"], "name a page by its id"),
        (
            &["print", "way", "run-sheet"],
            "has no sheet `run-sheet`; it has these: sheet, card, booklet",
        ),
        (
            &["print", "meeting", "--start", "25:00"],
            "a day ends at 23:59",
        ),
        (&["print", "meeting", "--people", "0"], "at least 1"),
        (
            &["print", "meeting", "--date", "2026-02-30"],
            "the calendar has no day 2026-02-30",
        ),
        (&["print", "meeting", "--paper", "a2"], "write a4 or letter"),
    ] {
        project.run(args).ends(2).says(words);
    }
    assert!(!project.root().join("print").exists());
}

#[test]
fn a_template_that_does_not_work_is_found_at_its_place() {
    let project = project("theme = \"own\"\n[print]\nkinds = [\"handout\"]\n");
    project.write("themes/own/templates/page.html", "{{ page.body | safe }}");
    for name in [
        "home",
        "list",
        "a-z",
        "open-questions",
        "sources",
        "changes",
        "404",
        "redirect",
    ] {
        project.write(&format!("themes/own/templates/{name}.html"), "x");
    }
    project.write("themes/own/templates/kinds/source.html", "x");
    project.write(
        "themes/own/print/page.typ",
        "#let data = json(\"/data.json\")\n#data.nothing\n",
    );
    let kinds = include_str!("../../themes/default/kinds.toml");
    project.write("themes/own/kinds.toml", kinds);
    project.finds(&[("template-error", "themes/own/print/page.typ:2:7")]);
    project.run(&["print", "sheet"]).ends(1).says("nothing");
    // No template reaches a file of the machine, nor of the project.
    project.write("themes/own/print/page.typ", "#read(\"/site.toml\")\n");
    project.finds(&[("template-error", "themes/own/print/page.typ:1:7")]);
}

#[test]
fn any_page_is_a_zine_of_eight_small_pages_that_says_what_has_no_room() {
    let project = project("");
    for page in ["way", "sheet", "meeting"] {
        project.run(&["print", page, "zine", "-o", page]).ends(0);
        assert_eq!(pdfs(&project, page), ["zine-imposed.pdf", "zine.pdf"]);
    }
    let section = |at: u32| {
        format!(
            "## Part {at}\n\n{}\n\n",
            "Words that fill a page. ".repeat(200)
        )
    };
    let long: String = (1..=40).map(section).collect();
    let head =
        "+++\ntitle = \"Long\"\nkind = \"guide\"\nstatus = \"stub\"\nsummary = \"S.\"\n+++\n\n";
    project.write("content/long.md", format!("{head}{long}"));
    project
        .run(&["print", "long", "zine", "-o", "long"])
        .ends(0)
        .says("zine.pdf holds eight small pages, and has no room for")
        .says("“Part 9”")
        .says("print the booklet or the sheet, which have all of it");
    let sides = |folder: &str, file: &str| crate::paper::sides(&project.files(folder)[file]);
    assert!((7..=8).contains(&sides("long", "zine.pdf")));
    assert_eq!(sides("long", "zine-imposed.pdf"), 1);
    assert_eq!(sides("way", "zine-imposed.pdf"), 1);
    project
        .run(&["print", "way", "zine", "--large"])
        .ends(2)
        .says("a zine has small letters");
}
