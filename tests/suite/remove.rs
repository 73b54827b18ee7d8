//! `groundwork remove`: what becomes of links, relations, the menu and old addresses, and what is refused.

use std::fs;

use crate::project::Project;

fn project(more: &[(&str, &str)]) -> Project {
    let mut files = vec![
        (
            "site.toml",
            "title = \"T\"\nlanguages = [\"en\", \"fr\"]\nmenu = [\"calls\", { label = \"More\", items = [\"calls\", \"doors\"] }, { page = \"doors\", label = \"Doors\" }]\n",
        ),
        (
            "content/methods/calls.md",
            "+++\ntitle = \"Phone calls\"\naliases = [\"ringing\"]\nsee_also = [\"doors\"]\n+++\n\n## Steps\n\nCall. See [[doors]].\n",
        ),
        (
            "content/methods/calls.fr.md",
            "+++\ntitle = \"Appels\"\n+++\n\n## \u{c9}tapes {#steps}\n\nAppelez.\n",
        ),
        (
            "content/methods/doors.md",
            "+++\ntitle = \"Doors\"\n+++\n\n## Steps\n\nKnock.\n",
        ),
        (
            "content/a.md",
            "+++\ntitle = \"A\"\nsee_also = [\"calls\", \"doors\"]\nprerequisites = [{ page = \"calls\", why = \"first\" }]\n+++\n\nOne [[calls]], [[calls|by phone]], [[Phone calls#steps|so]].\nTwo [by *ear*](methods/calls.md#steps), [ref][r], [r], [](methods/calls.md).\n\n| a | b |\n|---|---|\n| [[calls\\|cell]] | x |\n\n![[calls]]\n\n- ![[calls#steps]]\n\nEnd.\n\n[r]: methods/calls.md\n",
        ),
        (
            "content/b.fr.md",
            "---\ntitle: B\nsee_also:\n  - calls\n---\n\nVoir [[calls]].\n",
        ),
        (
            "content/meeting.md",
            "+++\ntitle = \"M\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\n+++\n\n## One {minutes=10 uses=calls,doors}\n\nX.\n\n## Two {minutes=10 uses=calls}\n\nY.\n\n## Three {uses=doors,calls minutes=5}\n\nZ.\n",
        ),
    ];
    files.extend(more);
    Project::new(&files)
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap_or_else(|_| panic!("{path}"))
}

/// The errors that `check` finds.
fn errors(project: &Project) -> String {
    let ran = project.run(&["check"]);
    ran.out
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect()
}

#[test]
fn without_another_links_become_words_and_relations_go() {
    let project = project(&[]);
    let before = project.files("");
    let dry = project.run(&["remove", "calls", "--dry-run"]).ends(0);
    let dry = dry
        .says("content/methods/calls.fr.md goes")
        .says("nothing was written");
    assert!(
        dry.out.contains("One Phone calls, by phone, so."),
        "{}",
        dry.out
    );
    assert_eq!(project.files(""), before);
    project
        .run(&["remove", "calls"])
        .ends(0)
        .says("content/methods/calls.md is gone");
    let a = text(&project, "content/a.md");
    for words in [
        "see_also = [\"doors\"]",
        "One Phone calls, by phone, so.\nTwo by *ear*, ref, r, Phone calls.\n",
        "| cell | x |\n\n- Phone calls\n\nEnd.",
    ] {
        assert!(a.contains(words), "{words}: {a}");
    }
    assert!(!a.contains("prerequisites") && !a.contains("[r]:"), "{a}");
    let b = text(&project, "content/b.fr.md");
    assert!(b.contains("Voir Appels.") && !b.contains("see_also"), "{b}");
    let meeting = text(&project, "content/meeting.md");
    for heading in [
        "## One {minutes=10 uses=doors}",
        "## Two {minutes=10}",
        "## Three {uses=doors minutes=5}",
    ] {
        assert!(meeting.contains(heading), "{heading}: {meeting}");
    }
    let site = text(&project, "site.toml");
    assert!(
        site.contains("menu = [{ label = \"More\", items = [\"doors\"] }, { page = \"doors\""),
        "{site}"
    );
    assert!(!project.root().join("content/methods/calls.fr.md").exists());
    assert_eq!(errors(&project), "");
}

#[test]
fn with_another_links_lead_there_and_so_do_old_addresses() {
    let project = project(&[]);
    // One embed stands where none may, before and after.
    let before = errors(&project);
    project
        .run(&["remove", "Phone calls", "--to", "doors"])
        .ends(0)
        .says("lead to the other page");
    let a = text(&project, "content/a.md");
    for words in [
        "see_also = [\"doors\"]",
        "prerequisites = [{ page = \"doors\", why = \"first\" }]",
        "One [[doors]], [[doors|by phone]], [[doors#steps|so]].",
        "Two [by *ear*](methods/doors.md#steps), [ref][r], [r], [](methods/doors.md).",
        "| [[doors\\|cell]] | x |",
        "![[doors]]\n\n- ![[doors#steps]]",
        "[r]: methods/doors.md",
    ] {
        assert!(a.contains(words), "{words}: {a}");
    }
    let doors = text(&project, "content/methods/doors.md");
    assert!(
        doors.contains("\"calls\"") && doors.contains("\"ringing\""),
        "{doors}"
    );
    let meeting = text(&project, "content/meeting.md");
    assert!(
        meeting.contains("## One {minutes=10 uses=doors}")
            && meeting.contains("## Two {minutes=10 uses=doors}"),
        "{meeting}"
    );
    assert_eq!(errors(&project), before);
    project.run(&["build", "--allow-errors"]).ends(0);
    assert!(
        text(&project, "public/methods/calls.html").contains("doors.html"),
        "the old address leads on"
    );
}

#[test]
fn what_cannot_be_removed_is_said_and_nothing_changes() {
    let project = project(&[(
        "content/draft.md",
        "+++\ntitle = \"D\"\ndraft = true\n+++\n\nX.\n",
    )]);
    let before = project.files("");
    for (args, words) in [
        (&["remove", "cals"][..], "did you mean `calls`?"),
        (&["remove", "zzzzzzzz"], "there is no page `zzzzzzzz`"),
        (
            &["remove", "calls", "--to", "calls"],
            "is the page that is to go",
        ),
        (
            &["remove", "calls", "--to", "ringing"],
            "is the page that is to go",
        ),
        (
            &["remove", "calls", "--to", "draft"],
            "left out of the site",
        ),
        (
            &["remove", "calls", "--to", "dors"],
            "did you mean `doors`?",
        ),
        (&["remove"], "ID"),
    ] {
        project.run(args).ends(2).says(words);
    }
    assert_eq!(project.files(""), before);
}

#[test]
fn pages_of_handbooks_beneath_stay_and_stand_again_where_ours_goes() {
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\n"),
        (
            "base/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\nTheirs. See [[own]].\n",
        ),
        (
            "base/content/b.md",
            "+++\ntitle = \"B\"\n+++\n\nSee [[a]].\n",
        ),
        (
            "ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../base\"\n",
        ),
        ("ours/content/a.md", "+++\nextends = \"a\"\n+++\n\nOurs.\n"),
        (
            "ours/content/own.md",
            "+++\ntitle = \"Own\"\n+++\n\nSee [[a]] and [[b]].\n",
        ),
        (
            "ours/content/.originals/en/a.md",
            "+++\ntitle = \"A\"\n+++\n\nTheirs.\n",
        ),
    ]);
    let before = project.files("base");
    project
        .run_in("ours", &["remove", "b"])
        .ends(2)
        .says("hide = [\"b\"]");
    project
        .run_in("ours", &["remove", "a", "--to", "b"])
        .ends(2)
        .says("stands there again");
    let ran = project
        .run_in("ours", &["remove", "a"])
        .ends(0)
        .says("of Base stands there again");
    assert!(
        ran.out.contains("content/.originals/en/a.md is gone"),
        "{}",
        ran.out
    );
    assert!(text(&project, "ours/content/own.md").contains("See [[a]] and [[b]]."));
    project
        .run_in("ours", &["remove", "own", "--to", "b"])
        .ends(0);
    assert_eq!(project.files("base"), before, "nothing is written beneath");
}

#[test]
fn a_link_in_html_leaves_its_words() {
    let project = project(&[(
        "content/html.md",
        "+++\ntitle = \"H\"\n+++\n\nRead <a href=\"methods/calls.md\">the *rules*</a> first, <a href=\"methods/calls.md\"></a>.\n",
    )]);
    project.run(&["remove", "calls"]).ends(0);
    let text = text(&project, "content/html.md");
    assert!(
        text.contains("Read the *rules* first, Phone calls."),
        "{text}"
    );
}

#[test]
fn what_is_hidden_beneath_stands_in_no_way() {
    let project = Project::bare(&[
        ("up/site.toml", "title = \"Up\"\n"),
        (
            "up/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\nText.\n\n## Steps\n\nOne.\n",
        ),
        (
            "our/site.toml",
            "title = \"Our\"\n\n[[upstream]]\npath = \"../up\"\nhide = [\"a\"]\n",
        ),
        (
            "our/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## Steps\n\nTwo.\n",
        ),
        (
            "our/content/b.md",
            "+++\ntitle = \"B\"\n+++\n\nSee [[a]].\n",
        ),
        (
            "our/content/c.md",
            "+++\ntitle = \"C\"\n+++\n\nSee [[a]].\n",
        ),
    ]);
    let ran = project.run_in("our", &["remove", "a", "--to", "b"]).ends(0);
    assert!(ran.out.contains("content/a.md is gone"), "{}", ran.out);
    assert!(text(&project, "our/content/c.md").contains("See [[b]]."));
}

#[test]
fn who_names_the_file_of_one_language_is_asked_what_is_meant() {
    let page = "+++\ntitle = \"A\"\n+++\n\nText.\n";
    let project = Project::bare(&[
        ("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n"),
        ("content/a.md", page),
        ("content/a.fr.md", page),
        ("content/b.fr.md", page),
    ]);
    for typed in ["a.fr", "content/a.fr.md"] {
        let ran = project.run(&["remove", typed]).ends(2);
        assert!(
            ran.err
                .contains("to take away this version alone, delete its file"),
            "{}",
            ran.err
        );
    }
    project.run(&["remove", "b.fr"]).ends(0);
    project.run(&["remove", "a"]).ends(0);
    assert_eq!(project.files("content").len(), 0);
}
