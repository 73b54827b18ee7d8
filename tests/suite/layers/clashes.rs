//! Where projects that lie over each other do not go together: licences, sources, ids, faults of the one beneath.

use super::{built, check, over_base};
use crate::project::Project;

const SITE: &str = "[[upstream]]\npath = \"../base\"\n";

/// What `check --full` says of `ours` over a page `a` that is under a licence.
fn licences(ours: &str, theirs: &str, page: &str) -> String {
    let site = format!("title = \"Ours\"\n{ours}\n{SITE}");
    let base = format!("title = \"Base\"\n{theirs}\n");
    let project = over_base(&[
        ("ours/site.toml", &site),
        ("base/site.toml", &base),
        ("ours/content/a.md", page),
    ]);
    check(&project, &["--full"]).0
}

const EXTENDS: &str = "+++\nextends = \"a\"\n+++\n\nOurs.\n";
const REPLACES: &str =
    "+++\ntitle = \"A\"\n+++\n\nAll of this is a text of our own, of which theirs has nothing.\n";

#[test]
fn what_nobody_may_change_is_not_changed_in_silence() {
    let nd = "licence = \"CC-BY-ND-4.0\"";
    let said = licences("", nd, EXTENDS);
    assert!(said.contains("warning[licence-clash]"), "{said}");
    assert!(
        said.contains("content/a.md:2:11") && said.contains("“A of base” of Base"),
        "{said}"
    );
    // One that takes the place of theirs with a text of its own is no version of it.
    assert!(!licences("", nd, REPLACES).contains("licence-clash"));
    let allowed = "+++\nextends = \"a\"\nallow = { licence-clash = \"they said yes in May\" }\n+++\n\nOurs.\n";
    let said = licences("", nd, allowed);
    assert!(!said.contains("licence-clash"), "{said}");
}

#[test]
fn a_version_stays_under_the_licence_that_its_original_asks_for() {
    let sa = "licence = \"CC-BY-SA-4.0\"";
    // What extends a page is under the licence of that one, unless it says otherwise.
    assert!(!licences("licence = \"CC-BY-4.0\"", sa, EXTENDS).contains("licence-clash"));
    let other = "+++\nextends = \"a\"\nlicence = \"CC0-1.0\"\n+++\n\nOurs.\n";
    let said = licences("", sa, other);
    assert!(
        said.contains("asks for the same one, `CC-BY-SA-4.0`"),
        "{said}"
    );
    // Text of theirs on a page of ours, and a translation of ours.
    let taken =
        "+++\ntitle = \"A\"\n+++\n\nThese words are theirs, and there are enough of them.\n";
    let project = over_base(&[
        (
            "ours/site.toml",
            &format!("title = \"Ours\"\nlanguages = [\"en\", \"fr\"]\n{SITE}"),
        ),
        ("base/site.toml", &format!("title = \"Base\"\n{sa}\n")),
        ("base/content/a.md", taken),
        ("ours/content/a.md", taken),
        (
            "ours/content/b.fr.md",
            "+++\ntitle = \"B en fran\u{e7}ais\"\n+++\n\nTexte.\n",
        ),
    ]);
    let (said, status) = check(&project, &["--full"]);
    assert!(
        said.contains("content/a.md:2:9") && said.contains("content/b.fr.md:2:9"),
        "{said}"
    );
    assert!(said.contains("its own license is none"), "{said}");
    assert_eq!(status, Some(0), "a warning stops no build: {said}");
}

/// Of a page with a text of its own that nobody took from anywhere, nothing is said.
#[test]
fn what_was_made_from_a_page_beneath_names_it_at_once() {
    let site = format!("title = \"Ours\"\nlanguages = [\"en\", \"fr\"]\n{SITE}");
    let base =
        "title = \"Base\"\nlicence = \"CC-BY-SA-4.0\"\nbase_url = \"https://base.example/\"\n";
    let long = |title: &str| {
        format!(
            "+++\ntitle = \"{title}\"\n+++\n\nThese words are theirs, and there are enough of them.\n"
        )
    };
    let (a, b) = (long("A of base"), long("B of base"));
    let project = over_base(&[
        ("ours/site.toml", &site),
        ("base/site.toml", base),
        ("base/content/a.md", &a),
        ("base/content/methods/b.md", &b),
        (
            "ours/content/a.fr.md",
            "+++\ntitle = \"A\"\n+++\n\nTexte.\n",
        ),
        ("ours/content/b.md", &b),
        ("ours/content/index.md", REPLACES),
    ]);
    let file = built(&project);
    let credit = |path: &str, title: &str| {
        let words = format!(
            "href=\"https://base.example/{path}\">Base: {title}</a> <span class=\"note\">CC-BY-SA-4.0</span>"
        );
        move |page: &str| page.contains(&words)
    };
    assert!(
        credit("a.html", "A of base")(&file("fr/a.html")),
        "{}",
        file("fr/a.html")
    );
    assert!(
        credit("methods/b.html", "B of base")(&file("b.html")),
        "{}",
        file("b.html")
    );
    assert!(!file("index.html").contains("Base: "));
}

#[test]
fn a_page_beneath_is_under_its_own_licence_everywhere() {
    let site =
        format!("title = \"Ours\"\nlicence = \"CC-BY-4.0\"\nbase_url = \"https://e.org/\"\n{SITE}");
    let page = "+++\ntitle = \"A\"\nupdated = 2026-11-20\n+++\n\nText.\n";
    for (theirs, name) in [
        ("licence = \"CC-BY-SA-4.0\"", Some("CC BY-SA 4.0")),
        ("", None),
    ] {
        let base = format!("title = \"Base\"\n{theirs}\n");
        let project = over_base(&[
            ("ours/site.toml", &site),
            ("base/site.toml", &base),
            ("base/content/a.md", page),
        ]);
        let file = built(&project);
        let (page, feed) = (file("a.html"), file("changes.atom"));
        let json = page.split("application/ld+json").nth(1).unwrap();
        let json = json.split("</script>").next().unwrap();
        match name {
            Some(name) => {
                assert!(page.contains(name) && json.contains("by-sa/4.0"), "{page}");
                assert!(feed.contains(&format!("<rights>{name}</rights>")), "{feed}");
            }
            None => {
                assert!(
                    !page.contains("CC BY 4.0") && !json.contains("by/4.0"),
                    "{page}"
                );
            }
        }
    }
}

#[test]
fn a_source_id_of_two_works_is_told_and_ours_counts() {
    let bib = |title: &str, year: u32| {
        format!("@book{{moblab, title = {{{title}}}, author = {{Ann}}, year = {year}}}\n")
    };
    for (ours, words) in [
        (bib("Ours", 2020), Some("warning[overlaid-source]")),
        (bib("Theirs", 2021), Some("note[overlaid-source]")),
        (bib("Theirs", 2019), None),
    ] {
        let project = over_base(&[
            ("ours/content/sources.bib", &ours),
            ("base/content/sources.bib", &bib("Theirs", 2019)),
            (
                "base/content/c.md",
                "+++\ntitle = \"C\"\n+++\n\nSo. [@moblab, p. 1]\n",
            ),
        ]);
        let (said, _) = check(&project, &["--full"]);
        match words {
            Some(words) => assert!(
                said.contains(words) && said.contains("content/sources.bib:1:7"),
                "{said}"
            ),
            None => assert!(!said.contains("overlaid-source"), "{said}"),
        }
    }
    // Two beneath that do not know each other meet at our own entry.
    let entries = format!("title = \"Ours\"\n{SITE}[[upstream]]\npath = \"../other\"\n");
    let project = over_base(&[
        ("ours/site.toml", &entries),
        ("base/content/sources.bib", &bib("Theirs", 2019)),
        ("other/site.toml", "title = \"Other\"\n"),
        ("other/content/sources.bib", &bib("Another", 2001)),
    ]);
    let (said, _) = check(&project, &[]);
    assert!(
        said.contains("site.toml:5:8") && said.contains("`moblab` of Base is here in place of"),
        "{said}"
    );
}

#[test]
fn two_pages_beneath_with_one_id_are_told_where_ours_changes_one() {
    let twice = [
        (
            "base/content/one.md",
            "+++\ntitle = \"One\"\nid = \"twice\"\n+++\n\nText one.\n",
        ),
        (
            "base/content/two.md",
            "+++\ntitle = \"Two\"\nid = \"twice\"\n+++\n\nText two.\n",
        ),
    ];
    let project = over_base(&twice);
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("duplicate-id"), "{said}");
    let (said, status) = check(&project, &["--upstream"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("duplicate-id") && said.contains("../base/content/two.md"),
        "{said}"
    );
    project.write(
        "ours/content/twice.md",
        "+++\nextends = \"twice\"\n+++\n\nOurs.\n",
    );
    let (said, _) = check(&project, &[]);
    assert!(
        said.contains("content/twice.md:2:11") && said.contains("one.md and two.md"),
        "{said}"
    );
    assert!(built(&project)("one.html").contains("Ours."));
}

#[test]
fn faults_of_the_settings_beneath_stop_nothing_of_ours() {
    for settings in [
        "title = \"broken\n",
        "titel = \"x\"\nlanguages = 5\n",
        "",
        "title = [\n",
    ] {
        let project = over_base(&[
            ("base/site.toml", settings),
            (
                "ours/content/own.md",
                "+++\ntitle = \"Own\"\n+++\n\nText.\n",
            ),
        ]);
        let (said, status) = check(&project, &[]);
        assert_eq!(status, Some(0), "{settings}: {said}");
        let file = built(&project);
        assert!(
            file("own.html").contains("Own") && file("a.html").contains("Text of base"),
            "{settings}"
        );
    }
}

#[test]
fn a_theme_of_the_original_is_there_for_the_fork() {
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\ntheme = \"red\"\n"),
        (
            "base/content/index.md",
            "+++\ntitle = \"Home\"\n+++\n\nText.\n",
        ),
        (
            "base/themes/red/theme.toml",
            "name = \"Red\"\nextends = \"default\"\n",
        ),
        (
            "base/themes/red/static/more.css",
            "main { border: 9px solid red }\n",
        ),
        ("base/themes/red/i18n/en.toml", "search = \"Look it up\"\n"),
        (
            "base/themes/red/templates/404.html",
            "{% extends \"base:404.html\" %}{% block main %}Lost here.{% endblock %}\n",
        ),
    ]);
    project.run(&["fork", "ours", "--from", "base"]).ends(0);
    let before = project.files("base");
    let file = built(&project);
    let styled = |project: &Project| {
        let files = project.files("ours/public");
        let mut styles = files.iter().filter(|(path, _)| path.ends_with(".css"));
        styles.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("9px solid red"))
    };
    assert!(styled(&project) && file("index.html").contains("Look it up"));
    assert!(file("404.html").contains("Lost here."));
    // What the fork has of the same theme lies over that of the original.
    project.write("ours/themes/red/i18n/en.toml", "search = \"Find\"\n");
    let file = built(&project);
    assert!(styled(&project) && !file("index.html").contains("Look it up"));
    // A theme of its own may stand on the original's.
    project.write(
        "ours/themes/own/theme.toml",
        "name = \"Own\"\nextends = \"red\"\n",
    );
    let site = std::fs::read_to_string(project.root().join("ours/site.toml")).unwrap();
    project.write(
        "ours/site.toml",
        site.replace("theme = \"red\"", "theme = \"own\""),
    );
    assert!(built(&project)("404.html").contains("Lost here.") && styled(&project));
    // A fault in it is theirs, and a copy of a template never lands there.
    project.write(
        "base/themes/red/theme.toml",
        "name = \"Red\"\nextends = \"default\"\ncolour = 1\n",
    );
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("error["), "{said}");
    project
        .run_in("ours", &["theme", "eject", "404.html"])
        .ends(0);
    let ejected =
        std::fs::read_to_string(project.root().join("ours/themes/own/templates/404.html"));
    assert!(ejected.unwrap().contains("Lost here."));
    let after = project.files("base");
    assert_eq!(
        before["themes/red/templates/404.html"],
        after["themes/red/templates/404.html"]
    );
    assert_eq!(before.len(), after.len());
}

#[test]
fn a_copy_has_the_name_that_it_was_given_and_says_whose_work_it_is() {
    let project = Project::bare(&[
        (
            "base/site.toml",
            "title = \"Base\"\nlicence = \"CC-BY-4.0\"\nbase_url = \"https://base.example/\"\n\
             feedback = \"mailto:them@base.example\"\nversion = \"3\"\ndate = 2026-01-02\n\n[look]\naccent = \"#0b5c4a\"\n",
        ),
        ("base/content/a.md", "+++\ntitle = \"A\"\n+++\n\nText.\n"),
    ]);
    project
        .run(&["fork", "ours", "--from", "base", "--copy", "--name", "Ours"])
        .ends(0);
    let files = project.files("ours");
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    // Where the original is published, who is written to and which edition it is holds for that one alone.
    assert_eq!(
        text("site.toml"),
        "title = \"Ours\"\nlicence = \"CC-BY-4.0\"\n\n[look]\naccent = \"#0b5c4a\"\n"
    );
    assert!(text("README.md").contains("a copy of Base"));
    assert!(text("README.md").contains("CC-BY-4.0"));
}
