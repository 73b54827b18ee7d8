//! What pages and terms of several projects are called: names that they had before, and terms that two define.

use super::{built, check, over_base};
use crate::project::Project;

const SITE: &str =
    "title = \"Ours\"\nmenu = [\"hid\"]\n\n[[upstream]]\npath = \"../base\"\nhide = [\"hid\"]\n";

#[test]
fn a_hidden_page_is_gone_under_every_name_that_it_has() {
    let project = over_base(&[
        ("ours/site.toml", SITE),
        (
            "base/content/hid.md",
            "+++\ntitle = \"Hid\"\nkind = \"glossary\"\nsummary = \"S.\"\naliases = [\"old-hid\", \"old/place.html\"]\n+++\n\n## Union\n\nText.\n",
        ),
        (
            "base/content/index.md",
            "+++\ntitle = \"Base home\"\nsee_also = [\"old-hid\"]\n+++\n\nSee [[old-hid]], [this](old/place.html), \
             [that](hid.html) and [[union]].\n\n![[old-hid]]\n",
        ),
        (
            "base/content/way.md",
            "+++\ntitle = \"A way\"\nkind = \"series\"\nsummary = \"S.\"\n+++\n\n1. [[a]]\n2. [[hid]]\n3. [[b]]\n",
        ),
        (
            "ours/content/c.md",
            "+++\ntitle = \"C\"\n+++\n\n[y](hid.html) [[old-hid]]\n",
        ),
    ]);
    let series = built(&project)("way.html");
    let list = series.split("<div class=\"text\">").nth(1).unwrap();
    let list = list.split("</ol>").next().unwrap();
    assert!(
        list.matches("<li>").count() == 2 && !list.contains("Hid"),
        "{list}"
    );
    let page = built(&project)("index.html");
    let words =
        "See <span>Hid</span>, <span>this</span>, <span>that</span> and <span>Union</span>.";
    assert!(page.contains(words) && !page.contains("![["), "{page}");
    let (said, _) = check(&project, &["--full"]);
    assert_eq!(said.matches("is left out here").count(), 2, "{said}");
    assert!(
        said.contains(
            "the menu names `hid`, a page of a handbook beneath this one that `hide` leaves out"
        ),
        "{said}"
    );
    assert!(
        !said.contains("content/index.md"),
        "nothing is charged to theirs: {said}"
    );
}

#[test]
fn a_page_that_was_renamed_beneath_stays_hidden_and_stays_changed() {
    let project = over_base(&[
        (
            "base/content/us.md",
            "+++\ntitle = \"About us\"\naliases = [\"about\"]\n+++\n\nUs.\n",
        ),
        (
            "base/content/about.md",
            "+++\ntitle = \"Other\"\nid = \"other\"\n+++\n\nOther.\n",
        ),
        (
            "base/content/a.md",
            "+++\ntitle = \"A\"\nid = \"alpha\"\naliases = [\"a\"]\n+++\n\nTheirs.\n",
        ),
        (
            "ours/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## More\n\nOurs.\n",
        ),
    ]);
    let (said, status) = check(&project, &["--full"]);
    assert_eq!(status, Some(0), "{said}");
    for words in [
        "note[unknown-original]: the page `a` is called `alpha` now",
        "write extends = \"alpha\"",
        "note[unknown-hidden-page]: Base calls the page `about` now `us`",
        "write \"us\" in `hide`",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let page = built(&project)("a.html");
    assert!(page.contains("Theirs.") && page.contains("Ours."), "{page}");
    assert!(!project.root().join("ours/public/us.html").exists());
}

#[test]
fn a_term_of_ours_lies_over_the_same_one_beneath() {
    let glossary = |words: &str| {
        format!(
            "+++\ntitle = \"Words of {words}\"\nkind = \"glossary\"\nsummary = \"Words.\"\n+++\n\n## Union\n\nUnion of {words}.\n"
        )
    };
    let (ours, theirs) = (glossary("ours"), glossary("theirs"));
    let page = "+++\ntitle = \"C\"\n+++\n\nA [[union]].\n";
    let project = over_base(&[
        ("ours/content/words.md", &ours),
        ("base/content/glossary.md", &theirs),
        ("base/content/a.md", page),
        ("ours/content/c.md", page),
    ]);
    let (said, status) = check(&project, &["--full"]);
    assert_eq!(status, Some(0), "{said}");
    let file = built(&project);
    for path in ["a.html", "c.html"] {
        assert!(file(path).contains("href=\"words.html#union\""), "{path}");
    }
    // Two of one project are as unclear as before.
    let project = over_base(&[
        ("ours/content/words.md", &ours),
        ("ours/content/more.md", &ours.replace("Words of", "More of")),
        ("ours/content/c.md", page),
    ]);
    let (said, _) = check(&project, &["--full"]);
    assert!(said.contains("ambiguous-link"), "{said}");
}

#[test]
fn a_translation_of_ours_follows_a_page_that_was_renamed_beneath() {
    let project = over_base(&[
        (
            "ours/site.toml",
            "title = \"Ours\"\nlanguages = [\"en\", \"fr\"]\n\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "base/content/methods/door.md",
            "+++\ntitle = \"Door\"\naliases = [\"doorknocking\"]\n+++\n\nText.\n",
        ),
        (
            "base/content/talk.md",
            "+++\ntitle = \"Talk\"\naliases = [\"chat\"]\n+++\n\nText.\n",
        ),
        (
            "ours/content/methods/doorknocking.fr.md",
            "+++\ntitle = \"Porte\"\n+++\n\nTexte.\n",
        ),
        (
            "ours/content/parler.fr.md",
            "+++\ntitle = \"Parler\"\ntranslation_of = \"chat\"\n+++\n\nTexte.\n",
        ),
    ]);
    let (said, status) = check(&project, &[]);
    assert_eq!(status, Some(0), "{said}");
    let page = built(&project);
    assert!(page("methods/door.html").contains("fr/methods/doorknocking.html"));
    assert!(page("talk.html").contains("fr/parler.html"));
}

#[test]
fn a_page_that_stood_in_the_place_of_one_that_was_renamed_is_told() {
    let project = over_base(&[
        (
            "base/content/lexicon.md",
            "+++\ntitle = \"Lexicon\"\naliases = [\"words\"]\n+++\n\nTheirs.\n",
        ),
        (
            "ours/content/words.md",
            "+++\ntitle = \"Words\"\n+++\n\nOurs.\n",
        ),
    ]);
    let (said, _) = check(&project, &[]);
    for words in [
        "the page in whose place `words` stood is called `lexicon` now",
        "id = \"lexicon\" and aliases = [\"words\"]",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    project.write(
        "ours/content/words.md",
        "+++\ntitle = \"Words\"\nid = \"lexicon\"\naliases = [\"words\"]\n+++\n\nOurs.\n",
    );
    let (said, _) = check(&project, &[]);
    assert!(!said.contains("both are on the site"), "{said}");
    assert!(!built(&project)("a-z.html").contains("Lexicon"));
}

#[test]
fn a_handbook_beneath_that_is_not_there_is_told_once() {
    let project = Project::bare(&[
        (
            "ours/site.toml",
            "title = \"Ours\"\n\n[[upstream]]\npath = \"../nowhere\"\n",
        ),
        (
            "ours/content/index.md",
            "+++\nextends = \"index\"\ntitle = \"Home\"\n+++\n",
        ),
        (
            "ours/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\nSee [[about]] and [source: han].\n",
        ),
    ]);
    let (said, _) = check(&project, &[]);
    assert!(said.contains("error[unusable-upstream]"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert!(!said.contains("page-without-text"), "{said}");
}
