//! Which page is meant, and what it may be called.

use super::{GONE, TALKS, page, refuses, renames, talks};

const OTHER: (&str, &str) = (
    "content/cases/other.md",
    "+++\ntitle = \"Something else\"\naliases = [\"another\"]\n+++\n",
);
const GLOSSARY: (&str, &str) = (
    "content/glossary.md",
    "+++\ntitle = \"Glossary\"\nkind = \"glossary\"\n+++\n\n## Basis of unity\n\nAll.\n\n## Base\n\nX.\n",
);
const SOURCE: (&str, &str) = ("content/s.bib", "@book{han,\n  title = {H},\n}\n");
const METHOD: (&str, &str) = ("content/methods/talks.md", TALKS);

#[test]
fn the_page_is_named_as_a_link_would_name_it() {
    for id in [
        "talks",
        "Talks",
        "methods/talks",
        "methods/talks.md",
        "/methods/talks.md",
        "content/methods/talks.md",
    ] {
        renames(
            &[METHOD, OTHER],
            [id, "words"],
            &[
                ("content/methods/talks.md", GONE),
                (
                    "content/methods/words.md",
                    &talks("\"talks\", \"methods/talks\""),
                ),
            ],
        );
    }
}

#[test]
fn a_name_of_nothing_gets_the_nearest() {
    refuses(
        &[METHOD],
        ["talk", "words"],
        "there is no page `talk`; did you mean `talks`?",
    );
    refuses(&[METHOD], ["zzzzzzzz", "words"], "name it as a link would");
    refuses(&[METHOD], ["", "words"], "there is no page ``");
}

#[test]
fn a_name_of_several_pages_says_which() {
    let twice = ("content/cases/talks.md", TALKS);
    refuses(
        &[METHOD, twice],
        ["Talks", "words"],
        "`Talks` is the name of 2 things",
    )
    .says("cases/talks.md or methods/talks.md");
    refuses(
        &[METHOD, twice],
        ["talks", "words"],
        "cases/talks.md or methods/talks.md",
    );
    let titled = page("x").replace("Other", "Talks about talks");
    let files = [
        ("content/a.md", titled.as_str()),
        ("content/b.md", titled.as_str()),
    ];
    refuses(
        &files,
        ["talks about talks", "words"],
        "name one of them by its path: a.md or b.md",
    );
}

#[test]
fn a_term_and_a_source_are_no_pages() {
    refuses(
        &[GLOSSARY],
        ["base", "words"],
        "`base` is a term of the glossary, not a page",
    );
    refuses(&[SOURCE], ["han", "words"], "`han` is a source, not a page");
    let prose = (
        "content/sources/han.md",
        "+++\ntitle = \"H\"\nkind = \"source\"\n+++\n",
    );
    refuses(&[SOURCE, prose], ["han", "words"], "adds prose to a source");
}

#[test]
fn a_name_that_something_has_is_refused_with_its_place() {
    for (new, said, place) in [
        (
            "other",
            "`other` is the id of cases/other.md",
            "content/cases/other.md",
        ),
        (
            "Other",
            "`Other` is the id of cases/other.md",
            "content/cases/other.md",
        ),
        (
            "another",
            "`another` is an alias of cases/other.md",
            "content/cases/other.md:3:12",
        ),
        (
            "glossary",
            "`glossary` is the id of glossary.md",
            "content/glossary.md",
        ),
        (
            "basis-of-unity",
            "is a term of the glossary",
            "content/glossary.md:6:1",
        ),
        (
            "base",
            "is a term of the glossary",
            "content/glossary.md:10:1",
        ),
        ("han", "`han` is the id of a source", "content/s.bib:1:7"),
        (
            "/sources",
            "sources.html is the address of the list of all sources",
            "choose another name",
        ),
        (
            "tags/a",
            "tags/a.html is the address of the list of the pages with the tag `a`",
            "content/t.md",
        ),
        (
            "old/place",
            "old/place.html is the address of the alias `old/place` of t.md",
            "content/t.md",
        ),
    ] {
        let tagged = "+++\ntitle = \"T\"\ntags = [\"a\"]\naliases = [\"old/place\"]\n+++\n";
        let files = [METHOD, OTHER, GLOSSARY, SOURCE, ("content/t.md", tagged)];
        refuses(&files, ["talks", new], said).says(place);
    }
    let titled = page("x").replace("Other", "words");
    let files = [METHOD, ("content/w.md", titled.as_str())];
    refuses(&files, ["talks", "words"], "`words` is the title of w.md").says("content/w.md:2:9");
    let stem = page("x").replace("+++\n\n", "id = \"w\"\n+++\n\n");
    let files = [METHOD, ("content/words.md", stem.as_str())];
    refuses(
        &files,
        ["talks", "words"],
        "`words` is the path of words.md",
    );
    refuses(&files, ["talks", "/w"], "`w` is the id of words.md");
}

#[test]
fn the_pages_own_title_may_become_its_name() {
    let own = TALKS.replace("Talks", "words");
    renames(
        &[("content/talks.md", &own)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            (
                "content/words.md",
                &own.replace(
                    "\"words\"\n",
                    "\"words\"\naliases = [\"talks\", \"/talks\"]\n",
                ),
            ),
        ],
    );
}

#[test]
fn prose_about_a_source_can_be_given_the_sources_id() {
    let prose = "+++\ntitle = \"H\"\nkind = \"source\"\n+++\n\nWhat we use it for.\n";
    renames(
        &[SOURCE, ("content/sources/ham.md", prose)],
        ["ham", "han"],
        &[
            ("content/sources/ham.md", GONE),
            (
                "content/sources/han.md",
                &prose.replace("\"H\"\n", "\"H\"\naliases = [\"ham\", \"sources/ham\"]\n"),
            ),
        ],
    );
}

#[test]
fn of_two_pages_with_one_id_one_can_be_given_another() {
    let other = page("[[cases/talks]] [[methods/talks]] [x](cases/talks.md)");
    renames(
        &[
            METHOD,
            ("content/cases/talks.md", TALKS),
            ("content/p.md", &other),
        ],
        ["cases/talks.md", "words"],
        &[
            ("content/cases/talks.md", GONE),
            ("content/cases/words.md", &talks("\"cases/talks\"")),
            ("content/p.md", &other.replace("cases/talks", "cases/words")),
        ],
    );
}

#[test]
fn paths_may_be_told_from_the_project_as_a_shell_completes_them() {
    renames(
        &[METHOD],
        ["content/methods/talks.md", "content/guides/words.md"],
        &[
            ("content/methods/talks.md", GONE),
            (
                "content/guides/words.md",
                &talks("\"talks\", \"methods/talks\""),
            ),
        ],
    );
}

#[test]
fn a_name_that_is_none_is_refused() {
    refuses(&[METHOD], ["talks", "talks"], "is called `talks` already");
    refuses(
        &[METHOD],
        ["talks", "methods/talks"],
        "is called `talks` already",
    );
    refuses(&[METHOD], ["talks", "Our words"], "as in `our-words`");
    refuses(&[METHOD], ["talks", "../words"], "`..` cannot be a folder");
    refuses(
        &[METHOD],
        ["talks", "words.en"],
        "would be read as a page in the language `en`",
    );
    refuses(&[METHOD], ["talks", "index"], "a folder's own page");
    let home = ("content/index.md", TALKS);
    refuses(
        &[home],
        ["index", "words"],
        "the home page cannot be called otherwise",
    );
    let folder = ("content/talks/index.md", TALKS);
    refuses(
        &[folder],
        ["talks", "talks/words"],
        "cannot be moved into itself",
    );
    let there = ("content/words/a.md", "+++\ntitle = \"A\"\n+++\n");
    refuses(
        &[folder, there],
        ["talks", "words"],
        "the folder content/words is there already",
    );
}
