//! `groundwork take`: a neighbor's copy is compared, nothing is written before it is chosen, and archives that could do
//! harm are refused.

use std::fs;
use std::io::Write as _;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::project::Project;

fn project() -> Project {
    let page = |steps: &str| {
        format!(
            "+++\ntitle = \"Doors\"\n+++\n\nThe beginning.\n\n## Steps\n\n{steps}\n\n## End\n\nThe end.\n"
        )
    };
    Project::bare(&[
        ("ours/site.toml", "title = \"Ours\"\n"),
        ("ours/content/doors.md", &page("Knock once.")),
        (
            "ours/content/same.md",
            "+++\ntitle = \"Same\"\n+++\n\nAlike.\n",
        ),
        (
            "ours/content/more.md",
            "+++\ntitle = \"More\"\n+++\n\nOurs alone.\n",
        ),
        (
            "theirs/site.toml",
            "title = \"Riverside\"\nlicence = \"CC-BY-4.0\"\nbase_url = \"https://e.org/\"\n",
        ),
        (
            "theirs/content/doors.md",
            &format!("{}\n## Variants\n\nTwo knock.\n", page("Knock twice.")),
        ),
        (
            "theirs/content/same.md",
            "+++\ntitle = \"Same\"\n+++\n\nAlike.\n",
        ),
        (
            "theirs/content/new/bread.md",
            "+++\ntitle = \"Bread\"\n+++\n\nWe eat. ![A loaf](loaf.svg)\n",
        ),
        (
            "theirs/content/new/loaf.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>\n",
        ),
    ])
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap_or_else(|_| panic!("{path}"))
}

#[test]
fn what_a_neighbor_says_otherwise_is_shown_and_nothing_is_written() {
    let project = project();
    let before = project.files("");
    let ran = project.run_in("ours", &["take", "../theirs"]).ends(0);
    for words in [
        "doors · Doors",
        "Knock once.",
        "Knock twice.",
        "Variants",
        "bread · Bread · content/new/bread.md (new)",
        "nothing was written",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(
        !ran.out.contains("same ·") && !ran.out.contains("Ours alone"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("here and not there"), "{}", ran.out);
    let args = [
        "take",
        "../theirs",
        "--take",
        "doors",
        "--take",
        "bread",
        "--dry-run",
    ];
    project
        .run_in("ours", &args)
        .ends(0)
        .says("content/new/loaf.svg: new");
    assert_eq!(project.files(""), before);
}

#[test]
fn what_a_neighbor_lacks_is_said_although_nobody_can_take_it() {
    let page = |parts: &str| format!("+++\ntitle = \"Doors\"\n+++\n\nThe beginning.\n{parts}");
    let ours = page("\n## Steps\n\nKnock.\n\n## Songs\n\nSing.\n\n## End\n\nThe end.\n");
    let theirs = page("\n## Steps\n\nKnock.\n\n## End\n\nThe end.\n");
    let project = Project::bare(&[
        ("ours/site.toml", "title = \"Ours\"\n"),
        ("ours/content/doors.md", &ours),
        ("theirs/site.toml", "title = \"Riverside\"\n"),
        ("theirs/content/doors.md", &theirs),
    ]);
    let ran = project.run_in("ours", &["take", "../theirs", "--list"]);
    assert_eq!(
        ran.out,
        "Riverside says nothing otherwise than this handbook\n\nhere and not there, which stays as it is:\n  \
         content/doors.md: Songs\n"
    );
    project
        .run_in("theirs", &["take", "../ours", "--list"])
        .ends(0)
        .says("Songs is new");
}

#[test]
fn a_section_is_taken_with_credit_and_another_stays_for_good() {
    let project = project();
    let before = project.files("theirs");
    let args = [
        "take",
        "../theirs",
        "--take",
        "doors#variants",
        "--keep",
        "doors#steps",
        "--take",
        "bread",
    ];
    project
        .run_in("ours", &args)
        .ends(0)
        .says("Steps stays as it is");
    let doors = text(&project, "ours/content/doors.md");
    assert!(
        doors.contains("Knock once.") && !doors.contains("Knock twice."),
        "{doors}"
    );
    assert!(
        doors.ends_with("The end.\n\n## Variants\n\nTwo knock.\n"),
        "{doors}"
    );
    assert!(
        doors.contains("adapted_from = { title = \"Riverside: Doors\", url = \"https://e.org/doors.html\", licence = \"CC-BY-4.0\", changes = \"taken from there: Variants\" }"),
        "{doors}"
    );
    assert!(text(&project, "ours/content/new/bread.md").contains("Riverside: Bread"));
    assert!(text(&project, "ours/content/new/loaf.svg").contains("M0 0h9"));
    project.run_in("ours", &["check"]).ends(0);
    // What stays is told again only when theirs says something else.
    let ran = project.run_in("ours", &["take", "../theirs"]).ends(0);
    assert!(!ran.out.contains("Knock twice."), "{}", ran.out);
    assert_eq!(
        project.files("theirs"),
        before,
        "nothing is written to the copy"
    );
    let other = text(&project, "theirs/content/doors.md").replace("twice", "three times");
    project.write("theirs/content/doors.md", other);
    project
        .run_in("ours", &["take", "../theirs"])
        .says("Knock three times.");
    project
        .run_in("ours", &["take", "../theirs", "--take", "doors#steps"])
        .ends(0);
    let doors = text(&project, "ours/content/doors.md");
    assert!(
        doors.contains("## Steps\n\nKnock three times.\n\n## End"),
        "{doors}"
    );
}

/// An archive of entries: names, texts, and the mode of a file on Unix.
fn archive(entries: &[(&str, &[u8], u32)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes, mode) in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(*mode);
        if *mode == 0o777 {
            zip.add_symlink(*name, String::from_utf8_lossy(bytes), options)
                .unwrap();
        } else {
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// An archive whose list says that its first file takes gigabytes.
fn claiming_to_be_huge(mut archive: Vec<u8>) -> Vec<u8> {
    let list = archive
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    archive[list + 24..list + 28].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
    archive
}

#[test]
fn an_archive_is_read_and_one_that_could_do_harm_is_refused() {
    let project = project();
    let site: (&str, &[u8], u32) = ("copy/site.toml", b"title = \"Zipped\"\n", 0o644);
    let page: (&str, &[u8], u32) = (
        "copy/content/doors.md",
        b"+++\ntitle = \"Doors\"\n+++\n\nThe beginning.\n\n## Steps\n\nRing.\n",
        0o644,
    );
    project.write("good.zip", archive(&[site, page]));
    project
        .run_in("ours", &["take", "../good.zip"])
        .ends(0)
        .says("Ring.")
        .says("Zipped has");
    let before = project.files("");
    let huge = claiming_to_be_huge(archive(&[site, page]));
    let beneath: (&str, &[u8], u32) = (
        "copy/site.toml",
        b"title = \"Z\"\n[[upstream]]\npath = \"/\"\n",
        0o644,
    );
    for (what, bytes, words) in [
        (
            "above",
            archive(&[site, ("../evil.md", b"x", 0o644)]),
            "names a file outside of itself",
        ),
        (
            "windows",
            archive(&[site, ("..\\evil.md", b"x", 0o644)]),
            "names a file outside of itself",
        ),
        (
            "absolute",
            archive(&[site, ("/tmp/evil.md", b"x", 0o644)]),
            "names a file outside of itself",
        ),
        (
            "link",
            archive(&[site, ("copy/content/l.md", b"/etc/passwd", 0o777)]),
            "holds a link",
        ),
        ("huge", huge, "more than the 1 GB that a handbook may take"),
        ("empty", archive(&[]), "is no handbook of groundwork"),
        (
            "built",
            archive(&[("index.html", b"<html>", 0o644)]),
            "is a site that was built",
        ),
        (
            "two",
            archive(&[site, ("other/site.toml", b"title = \"O\"\n", 0o644)]),
            "holds several handbooks",
        ),
        ("text", b"PK no archive".to_vec(), "is no zip archive"),
        ("missing", archive(&[beneath, page]), "Z has"),
    ] {
        project.write("bad.zip", bytes);
        let ran = project.run_in("ours", &["take", "../bad.zip"]);
        assert!(
            ran.err.contains(words) || ran.out.contains(words),
            "{what}: {}{}",
            ran.out,
            ran.err
        );
        fs::remove_file(project.root().join("bad.zip")).unwrap();
    }
    assert_eq!(project.files(""), before, "nothing is written");
}

#[test]
fn what_cannot_be_taken_is_said() {
    let project = project();
    project.write("base/site.toml", "title = \"Base\"\n");
    let page = |words: &str| format!("+++\ntitle = \"T\"\n+++\n\n## Steps\n\n{words}\n");
    project.write("base/content/theme.md", page("One."));
    project.write("theirs/content/theme.md", page("Two."));
    let adds = "+++\nextends = \"theme\"\n+++\n\n## Steps {add=before}\n\nFirst.\n";
    project.write("ours/content/theme.md", adds);
    project.write(
        "ours/site.toml",
        "title = \"Ours\"\n[[upstream]]\npath = \"../base\"\n",
    );
    let before = project.files("");
    for (args, words) in [
        (&["take", "../gone"][..], "cannot open ../gone"),
        (&["take", "."], "is this handbook itself"),
        (
            &["take", "../theirs", "--take", "dors"],
            "did you mean `doors`?",
        ),
        (
            &["take", "../theirs", "--take", "doors#end"],
            "what it says otherwise: steps",
        ),
        (
            &["take", "../theirs", "--take", "same"],
            "or have it as you do",
        ),
        (
            &["take", "../theirs", "--take", "theme"],
            "adds to the section `steps` of a page beneath",
        ),
        (&["take", "content"], "holds no site.toml"),
    ] {
        project.run_in("ours", args).ends(2).says(words);
    }
    assert_eq!(project.files(""), before);
}

#[test]
fn a_copy_without_the_handbook_beneath_it_takes_no_text_away() {
    let whole =
        "+++\ntitle = \"A\"\n+++\n\nThe beginning.\n\n## Steps\n\nOurs.\n\n## End\n\nThe end.\n";
    let project = Project::bare(&[
        ("ours/site.toml", "title = \"Ours\"\n"),
        ("ours/content/a.md", whole),
        (
            "theirs/site.toml",
            "title = \"Theirs\"\n\n[[upstream]]\npath = \"../up\"\n",
        ),
        (
            "theirs/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## Steps\n\nTheirs.\n",
        ),
    ]);
    let ran = project.run_in("ours", &["take", "../theirs"]).ends(0);
    assert!(ran.out.contains("only a part of this page"), "{}", ran.out);
    assert!(!ran.out.contains("The end."), "{}", ran.out);
    let ran = project.run_in("ours", &["take", "../theirs", "--take", "a"]);
    assert_ne!(ran.status, Some(0), "{}", ran.out);
    assert_eq!(text(&project, "ours/content/a.md"), whole);
}

#[test]
fn the_lines_of_windows_are_no_change_and_stay() {
    let page = "+++\ntitle = \"A\"\n+++\n\nOne.\n\nTwo\n\n## Steps\n\nOurs.\n\nMore\n";
    let ours = page.replace('\n', "\r\n");
    let project = Project::bare(&[
        ("ours/site.toml", "title = \"Ours\"\n"),
        ("ours/content/a.md", &ours),
        ("theirs/site.toml", "title = \"Theirs\"\n"),
        ("theirs/content/a.md", page),
    ]);
    let ran = project.run_in("ours", &["take", "../theirs"]).ends(0);
    assert!(ran.out.contains("says nothing otherwise"), "{}", ran.out);
    let theirs = page.replace("Ours.", "Theirs.\n\nAnd more.");
    fs::write(project.root().join("theirs/content/a.md"), theirs).unwrap();
    project
        .run_in("ours", &["take", "../theirs", "--take", "a#steps"])
        .ends(0);
    let taken = text(&project, "ours/content/a.md");
    assert!(taken.contains("Theirs.\r\n\r\nAnd more.\r\n"), "{taken:?}");
    assert_eq!(
        taken.matches('\n').count(),
        taken.matches("\r\n").count(),
        "{taken:?}"
    );
}

#[test]
fn pictures_of_sections_that_are_not_taken_stay_there_and_so_do_sections_that_theirs_lacks() {
    let project = project();
    let text = text(&project, "theirs/content/doors.md");
    project.write(
        "theirs/content/doors.md",
        text.replace("Knock twice.", "Knock twice. ![A loaf](new/loaf.svg)"),
    );
    let args = ["take", "../theirs", "--take"];
    let take =
        |what: &'static str| project.run_in("ours", &[&args[..], &[what, "--dry-run"]].concat());
    let ran = take("doors#variants").ends(0);
    assert!(!ran.out.contains("loaf.svg"), "{}", ran.out);
    take("doors#steps")
        .ends(0)
        .says("content/new/loaf.svg: new");
    project.write(
        "ours/content/doors.md",
        "+++\ntitle = \"Doors\"\n+++\n\n## Steps\n\nKnock once.\n\n## Lamps\n\nOurs.\n",
    );
    take("doors#lamps").says("their `doors` has no section `lamps`; to leave it out of yours too");
    take("doors#lmaps").says("`doors` has no section `lmaps`; what it says otherwise: ");
}

#[test]
fn an_archive_may_hold_the_handbook_in_a_folder_within_another() {
    let project = project();
    let site: (&str, &[u8], u32) = ("a/b/c/site.toml", b"title = \"Zipped\"\n", 0o644);
    let page: (&str, &[u8], u32) = (
        "a/b/c/content/doors.md",
        b"+++\ntitle = \"Doors\"\n+++\n\nAnother beginning.\n",
        0o644,
    );
    project.write("deep.zip", archive(&[site, page]));
    project
        .run_in("ours", &["take", "../deep.zip"])
        .ends(0)
        .says("Zipped has");
}

#[test]
fn the_minutes_of_an_item_are_told_and_taken_and_a_page_is_named_in_one_language() {
    let item = |minutes: u32, words: &str| {
        format!("+++\ntitle = \"A\"\n+++\n\n## Break {{#break minutes={minutes}}}\n\n{words}\n")
    };
    let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n";
    let project = Project::bare(&[
        ("ours/site.toml", site),
        (
            "ours/content/index.md",
            "+++\ntitle = \"Home\"\n+++\n\nText.\n",
        ),
        ("ours/content/a.md", &item(7, "Rest.")),
        ("theirs/site.toml", site),
        (
            "theirs/content/index.md",
            "+++\ntitle = \"Home\"\n+++\n\nText.\n",
        ),
        ("theirs/content/a.md", &item(17, "Rest.")),
        (
            "theirs/content/a.fr.md",
            "+++\ntitle = \"Un\"\n+++\n\n## Pause {#pause}\n\nPause.\n",
        ),
    ]);
    let ran = project
        .run_in("ours", &["take", "../theirs", "--list"])
        .ends(0);
    ran.says("minutes=17");
    project
        .run_in("ours", &["take", "../theirs", "--take", "a#break"])
        .ends(0);
    assert!(text(&project, "ours/content/a.md").contains("## Break {#break minutes=17}\n\nRest."));
    assert!(!project.root().join("ours/content/a.fr.md").exists());
    project
        .run_in("ours", &["take", "../theirs", "--take", "a.fr"])
        .ends(0);
    assert!(text(&project, "ours/content/a.fr.md").contains("Pause."));
}

/// Two groups that build on one handbook, each with changes of its pages.
fn neighbors() -> Project {
    let page = |words: &str| {
        format!(
            "+++\ntitle = \"Walk\"\n+++\n\nBegins.\n\n## Steps\n\n{words}\n\n### Small\n\nSmall steps.\n\n## End\n\nThe end.\n"
        )
    };
    let site = |title: &str| format!("title = \"{title}\"\n[[upstream]]\npath = \"../up\"\n");
    Project::bare(&[
        ("up/site.toml", "title = \"Up\"\n"),
        (
            "up/content/index.md",
            "+++\ntitle = \"Home\"\n+++\n\nText.\n",
        ),
        ("up/content/walk.md", &page("Walk on.")),
        (
            "up/content/talk.md",
            &page("Talk on.").replace("Walk", "Talk"),
        ),
        ("ours/site.toml", &site("Ours")),
        (
            "ours/content/my-walk.md",
            "---\nextends: walk\n---\n\n## End\n\nOur end.\n",
        ),
        ("theirs/site.toml", &site("Theirs")),
        (
            "theirs/content/walk.md",
            "+++\nextends = \"walk\"\n+++\n\n## Steps\n\nThey run.\n\n### Small\n\nSmall steps.\n\n## Songs {place=after:steps}\n\nThey sing.\n\n## End\n\nTheir end.\n",
        ),
        (
            "theirs/content/talk.md",
            "+++\nextends = \"talk\"\n+++\n\n### Small\n\nVery small.\n",
        ),
    ])
}

/// Two groups that build on one handbook take from each other, whoever of them has changed the page already.
#[test]
fn what_a_neighbor_changed_of_a_page_beneath_is_taken_into_a_page_of_ours_that_changes_it() {
    let project = neighbors();
    let ran = project
        .run_in("ours", &["take", "../theirs", "--list"])
        .ends(0);
    ran.says("what you take stands in a page of yours that changes it");
    let taken = [
        "take",
        "../theirs",
        "--take",
        "walk#steps",
        "--take",
        "walk#songs",
        "--take",
        "talk#small",
    ];
    project.run_in("ours", &taken).ends(0);
    let walk = text(&project, "ours/content/my-walk.md");
    assert!(walk.starts_with("---\nadapted_from: {"), "{walk}");
    assert!(
        walk.ends_with("extends: walk\n---\n\n## End\n\nOur end.\n\n## Steps {#steps}\n\nThey run.\n\n### Small\n\nSmall steps.\n\n## Songs {#songs place=after:steps}\n\nThey sing.\n"),
        "{walk}"
    );
    let talk = text(&project, "ours/content/talk.md");
    assert!(
        talk.contains("extends = \"talk\"")
            && talk.ends_with("### Small {#small}\n\nVery small.\n"),
        "{talk}"
    );
    project.run_in("ours", &["check"]).ends(0);
    project.run_in("ours", &["build"]).ends(0);
    let html = text(&project, "ours/public/walk.html");
    let places: Vec<usize> = [
        "Begins.",
        "They run.",
        "Small steps.",
        "They sing.",
        "Our end.",
    ]
    .iter()
    .map(|words| {
        html.find(&format!("<p>{words}"))
            .unwrap_or_else(|| panic!("{words}: {html}"))
    })
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(text(&project, "ours/public/talk.html").contains("Talk on."));
    // What was taken is no difference any more, and what stands in the file is taken in its place.
    let ran = project
        .run_in("ours", &["take", "../theirs", "--list"])
        .ends(0);
    assert!(
        !ran.out.contains("They run.") && ran.out.contains("Their end."),
        "{}",
        ran.out
    );
    project
        .run_in("ours", &["take", "../theirs", "--take", "walk#end"])
        .ends(0);
    let walk = text(&project, "ours/content/my-walk.md");
    assert!(
        walk.contains("---\n\n## End\n\nTheir end.\n\n## Steps"),
        "{walk}"
    );
}
