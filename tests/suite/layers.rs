//! Projects that lie over each other: which page stands, what is hidden, whose findings are whose, and that
//! nothing is ever written beneath.

mod beginning;
mod clashes;
mod extends;
mod feedback;
mod names;
mod originals;

use std::fs;

use crate::project::Project;

const BASE: [(&str, &str); 8] = [
    (
        "base/site.toml",
        "title = \"Base\"\nlicence = \"CC-BY-SA-4.0\"\nlanguages = [\"en\", \"fr\"]\n\n[kinds.ritual]\nlabels = { en = \"Ritual\" }\n",
    ),
    (
        "base/content/index.md",
        "+++\ntitle = \"Base home\"\n+++\n\nSee [[a]], [[about]] and [the middle](methods/b.md#middle).\n",
    ),
    (
        "base/content/about.md",
        "+++\ntitle = \"About us\"\n+++\n\nUs.\n",
    ),
    (
        "base/content/a.md",
        "+++\ntitle = \"A of base\"\nsee_also = [\"about\", \"b\"]\n+++\n\nText of base. See [[about]].\n\n![[about]]\n\n![pic](pics/one.svg)\n",
    ),
    (
        "base/content/a.fr.md",
        "+++\ntitle = \"A en français\"\n+++\n\nTexte.\n",
    ),
    (
        "base/content/methods/b.md",
        "+++\ntitle = \"B of base\"\nkind = \"ritual\"\n+++\n\n## Middle\n\nText.\n",
    ),
    (
        "base/content/broken.md",
        "+++\ntitle = \"Broken\"\n+++\n\n[[nothing]] [source: none]\n",
    ),
    (
        "base/content/pics/one.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>\n",
    ),
];

/// The project `ours` over the one in `base`.
fn over_base(files: &[(&str, &str)]) -> Project {
    let mut all: Vec<(&str, &str)> = BASE.to_vec();
    all.push((
        "ours/site.toml",
        "title = \"Ours\"\n\n[[upstream]]\npath = \"../base\"\nhide = [\"about\"]\n",
    ));
    all.extend(files);
    Project::bare(&all)
}

/// A file of what a build of `ours` gives; errors are let through.
fn built(project: &Project) -> impl Fn(&str) -> String {
    let ran = project.run_in("ours", &["build", "--allow-errors"]);
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
    let root = project.root();
    move |path: &str| {
        fs::read_to_string(root.join("ours/public").join(path))
            .unwrap_or_else(|_| panic!("{path} is not there"))
    }
}

/// What `check` of `ours` says in text, and how it ended.
fn check(project: &Project, more: &[&str]) -> (String, Option<i32>) {
    let args: Vec<&str> = [&["check"], more].concat();
    let ran = project.run_in("ours", &args);
    (ran.out + &ran.err, ran.status)
}

#[test]
fn a_page_of_ours_takes_the_place_of_the_one_beneath() {
    let project = over_base(&[(
        "ours/content/tools/b.md",
        "+++\ntitle = \"B of ours\"\n+++\n\nOurs. See [[a]].\n",
    )]);
    let file = built(&project);
    assert!(file("index.html").contains("Base home"));
    assert!(file("tools/b.html").contains("B of ours"));
    assert!(file("a.html").contains("Text of base"));
    // What named the page beneath by its file, or a heading that is gone, leads to ours.
    assert!(
        file("index.html").contains("href=\"tools/b.html\""),
        "{}",
        file("index.html")
    );
    assert!(
        file("methods/b.html").contains("tools/b.html"),
        "an old address leads on"
    );
    assert!(
        !project.root().join("ours/public/fr").exists(),
        "we list no French"
    );
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("check --upstream"), "{said}");
}

#[test]
fn what_is_hidden_is_words_beneath_and_an_error_at_ours() {
    let project = over_base(&[(
        "ours/content/c.md",
        "+++\ntitle = \"C\"\n+++\n\nSee [[about]].\n",
    )]);
    let file = built(&project);
    let page = file("a.html");
    assert!(page.contains("See <span>About us</span>."), "{page}");
    assert!(
        !page.contains("dead-link") && !page.contains("![["),
        "{page}"
    );
    assert!(!project.root().join("ours/public/about.html").exists());
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("content/c.md:5:7") && said.contains("left out here"),
        "{said}"
    );
}

#[test]
fn findings_beneath_are_theirs_and_are_counted_when_asked_for() {
    let project = over_base(&[]);
    let (said, status) = check(&project, &["--upstream"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("../base/content/broken.md:5:"), "{said}");
    assert!(!said.contains("base/content/a.md"), "{said}");
    let before = project.files("base");
    let (_, _) = check(&project, &["--upstream", "--fix"]);
    let ran = project.run_in(
        "ours",
        &["build", "--allow-errors", "--out", "../base/public"],
    );
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    assert!(
        ran.err.contains("nothing is ever written there"),
        "{}",
        ran.err
    );
    assert_eq!(project.files("base"), before, "nothing is written beneath");
}

#[test]
fn kinds_pictures_and_sources_of_ours_lie_over_those_beneath() {
    let project = over_base(&[
        (
            "ours/content/pics/one.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h8\"/></svg>\n",
        ),
        (
            "ours/content/sources.bib",
            "@book{moblab, title = {Ours}, author = {Ann}, year = 2020}\n",
        ),
        (
            "base/content/sources.bib",
            "@book{moblab, title = {Theirs}, author = {Ben}, year = 2019}\n@book{other, title = {Other}, year = 2018}\n",
        ),
        (
            "ours/content/c.md",
            "+++\ntitle = \"C\"\nkind = \"ritual\"\n+++\n\nSo it is. [@moblab, p. 1] And so. [@other, p. 2]\n",
        ),
    ]);
    let file = built(&project);
    assert!(file("c.html").contains("Ours") && !file("c.html").contains("Theirs"));
    assert!(file("c.html").contains("Other"));
    assert!(file("kinds/ritual.html").contains("B of base"));
    let pictures = project.files("ours/public");
    let mut pictures = pictures.iter().filter(|(path, _)| path.ends_with(".svg"));
    assert!(pictures.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("M1 1h8")));
}

#[test]
fn languages_are_those_of_each_project_and_only_ours_are_shown() {
    let project = over_base(&[
        (
            "ours/site.toml",
            "title = \"Ours\"\nlanguages = [\"fr\", \"en\"]\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "ours/content/b.md",
            "+++\ntitle = \"B à nous\"\n+++\n\nTexte.\n",
        ),
    ]);
    let file = built(&project);
    assert!(file("a.html").contains("A en français"));
    assert!(file("en/a.html").contains("A of base"));
    assert!(file("b.html").contains("B à nous"));
    assert!(file("en/methods/b.html").contains("B of base"));
}

#[test]
fn raw_html_is_trusted_in_our_own_files_alone() {
    let project = over_base(&[
        (
            "ours/site.toml",
            "title = \"Ours\"\ntrust_html = true\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "base/content/html.md",
            "+++\ntitle = \"H\"\n+++\n\n<form>theirs</form>\n",
        ),
        (
            "ours/content/c.md",
            "+++\ntitle = \"C\"\n+++\n\n<form>ours</form>\n",
        ),
        (
            "ours/content/d.md",
            "+++\ntitle = \"D\"\n+++\n\n![[html]]\n",
        ),
    ]);
    let file = built(&project);
    assert!(file("c.html").contains("<form>ours"));
    for path in ["html.html", "d.html"] {
        assert!(
            !file(path).contains("<form>theirs") && file(path).contains("theirs"),
            "{path}"
        );
    }
}

#[test]
fn a_handbook_within_the_pages_of_the_one_beneath_is_refused() {
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\n"),
        ("base/content/a.md", "# A\n\nText.\n"),
        (
            "base/content/ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../..\"\n",
        ),
        ("base/content/ours/content/b.md", "# B\n\nText.\n"),
    ]);
    project
        .run_in("base/content/ours", &["check"])
        .ends(1)
        .says("this handbook lies in the folder of the pages of `../..`");
}

#[test]
fn what_cannot_be_built_on_is_said_at_our_own_entry() {
    for (entry, words) in [
        ("path = \"../gone\"", "there is no folder `../gone`"),
        ("path = \".\"", "a handbook cannot be built on itself"),
        ("path = \"../base/site.toml\"", "is a file, not a folder"),
        (
            "path = \"../base/site.toml\"",
            "name the folder in which it lies: path = \"../base\"",
        ),
        ("path = \"../base/content\"", "holds no site.toml"),
        (
            "path = \"https://e.org/handbook.git\"",
            "is an address, not a folder",
        ),
        (
            "path = \"content/inner\"",
            "lies in the folder of your own pages",
        ),
        (
            "path = \"../round\"",
            "built on each other in a circle: this one, then ../round, then this one",
        ),
        ("path = \"../newer\"", "is for groundwork 99.0 or later"),
        ("name = \"x\"", "does not say where the other handbook is"),
        (
            "path = \"../base\"\n[[upstream]]\npath = \"../base\"",
            "is named twice",
        ),
        (
            "path = \"../base\"\nhide = [\"abuot\"]",
            "has no page `abuot` to hide",
        ),
        (
            "path = \"../through\"",
            "../through is built on another handbook: there is no folder `lost`",
        ),
    ] {
        let site = format!("title = \"Ours\"\n[[upstream]]\n{entry}\n");
        let project = over_base(&[
            ("ours/site.toml", &site),
            ("ours/content/a.md", "+++\ntitle = \"A\"\n+++\n\nText.\n"),
            ("ours/content/inner/site.toml", "title = \"I\"\n"),
            (
                "round/site.toml",
                "title = \"R\"\n[[upstream]]\npath = \"../ours\"\n",
            ),
            ("newer/site.toml", "title = \"N\"\nrequires = \"99.0\"\n"),
            (
                "through/site.toml",
                "title = \"T\"\n[[upstream]]\npath = \"lost\"\n",
            ),
        ]);
        let (said, _) = check(&project, &[]);
        assert!(said.contains(words), "{entry}: {said}");
        assert!(said.contains("site.toml:"), "{entry}: {said}");
    }
}

#[test]
fn a_project_that_two_are_built_on_lies_beneath_both() {
    let page = |who: &str| format!("+++\ntitle = \"{who}\"\n+++\n\nText.\n");
    let project = Project::bare(&[
        (
            "ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../one\"\n[[upstream]]\npath = \"../two\"\n",
        ),
        (
            "one/site.toml",
            "title = \"One\"\n[[upstream]]\npath = \"../root\"\n",
        ),
        (
            "two/site.toml",
            "title = \"Two\"\n[[upstream]]\npath = \"../root\"\n",
        ),
        ("root/site.toml", "title = \"Root\"\n"),
        ("root/content/a.md", &page("root's a")),
        ("root/content/b.md", &page("root's b")),
        ("root/content/c.md", &page("root's c")),
        ("two/content/a.md", &page("two's a")),
        ("two/content/b.md", &page("two's b")),
        ("one/content/a.md", &page("one's a")),
    ]);
    let file = built(&project);
    for (path, title) in [
        ("a.html", "one's a"),
        ("b.html", "two's b"),
        ("c.html", "root's c"),
    ] {
        assert!(file(path).contains(title), "{path}");
    }
}
