//! Which files get another name or place, and the aliases in them.

use super::{FRENCH, GONE, TALKS, page, renames, talks};
use crate::project::Project;

#[test]
fn the_page_of_a_folder_takes_the_folder_along() {
    let index = format!(
        "{TALKS}\n![x](photo.png) [a](part.md) [b](../p.md) [[part]] ![[methods/talks/photo.png]]\n"
    );
    let index_after = talks("\"talks\", \"methods/talks/index\"")
        + "\n![x](photo.png) [a](part.md) [b](../p.md) [[part]] ![[methods/words/photo.png]]\n";
    let part = page("[up](.) [up](index.md) [[talks]]");
    let part_after = "+++\ntitle = \"Other\"\naliases = [\"methods/talks/part\"]\n+++\n\n[up](.) [up](index.md) [[words]]\n";
    let other = page("[x](talks/) [y](talks/part.md#z) [[talks/part]] [[methods/talks]] ![p](/methods/talks/photo.png)").replace("#z", "");
    let after = page(
        "[x](words/) [y](words/part.md) [[words/part]] [[methods/words]] ![p](/methods/words/photo.png)",
    );
    let photo = "not really a picture";
    renames(
        &[
            ("content/methods/talks/index.md", &index),
            ("content/methods/talks/part.md", &part),
            ("content/methods/talks/photo.png", photo),
            ("content/methods/talks/.keep", ""),
            ("content/methods/p.md", &other),
        ],
        ["talks", "words"],
        &[
            ("content/methods/talks/index.md", GONE),
            ("content/methods/talks/part.md", GONE),
            ("content/methods/talks/photo.png", GONE),
            ("content/methods/talks/.keep", GONE),
            ("content/methods/words/index.md", &index_after),
            ("content/methods/words/part.md", part_after),
            ("content/methods/words/photo.png", photo),
            ("content/methods/words/.keep", ""),
            ("content/methods/p.md", &after),
        ],
    );
}

#[test]
fn an_id_in_front_matter_is_changed_and_a_file_with_a_name_of_its_own_stays() {
    let own = "+++\nid = \"talks\"\ntitle = \"T\"\n+++\n";
    let other = page("[[talks]] [x](one-by-one.md) [[one-by-one]]");
    renames(
        &[("content/one-by-one.md", own), ("content/p.md", &other)],
        ["talks", "words"],
        &[
            (
                "content/one-by-one.md",
                "+++\nid = \"words\"\ntitle = \"T\"\naliases = [\"talks\"]\n+++\n",
            ),
            ("content/p.md", &other.replace("[[talks]]", "[[words]]")),
        ],
    );
    let yaml = "---\nid: talks # ours\ntitle: T\n---\n";
    renames(
        &[("content/talks.md", yaml)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            (
                "content/words.md",
                "---\nid: words # ours\ntitle: T\naliases: [\"talks\", \"/talks\"]\n---\n",
            ),
        ],
    );
}

#[test]
fn a_translation_with_a_name_of_its_own_keeps_it_and_names_the_original_anew() {
    let french = "+++\ntitle = \"Entretiens\"\nlang = \"fr\"\ntranslation_of = \"talks\"\n+++\n\n[[talks]]\n";
    let project = renames(
        &[
            FRENCH,
            ("content/talks.md", TALKS),
            ("content/entretiens.md", french),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
            ("content/entretiens.md", &french.replace("talks", "words")),
        ],
    );
    // It can be renamed by itself, too.
    project.run(&["rename", "entretiens", "rencontres"]).ends(0);
    let files = project.files("content");
    assert!(files.contains_key("rencontres.md") && files.contains_key("words.md"));
}

#[test]
fn copies_of_what_a_page_was_translated_from_go_along() {
    renames(
        &[
            FRENCH,
            ("content/talks.md", TALKS),
            ("content/talks.fr.md", TALKS),
            ("content/.originals/fr/talks.md", "[[talks]]"),
            ("content/.originals/fr/other.md", "x"),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/talks.fr.md", GONE),
            ("content/.originals/fr/talks.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
            ("content/words.fr.md", &talks("\"talks\", \"fr/talks\"")),
            ("content/.originals/fr/words.md", "[[talks]]"),
        ],
    );
}

#[test]
fn a_name_with_a_folder_moves_the_page_and_all_it_names_stays_named() {
    let text = "\n![x](photo.png) [a](p.md) [b](../c/d.md#x \"t\") [c](/methods/p) [[p]] [e](https://x.org)\n\n[r]: ./p.md\n[r] [dead](nowhere.md)\n";
    let after = "\n![x](../../methods/photo.png) [a](../../methods/p.md) [b](../../c/d.md#x \"t\") [c](/methods/p) [[p]] [e](https://x.org)\n\n[r]: ./../../methods/p.md\n[r] [dead](../../methods/nowhere.md)\n";
    let own = format!("{TALKS}{text}").replace("#x", "#steps");
    let own_after = talks("\"talks\", \"methods/talks\"") + &after.replace("#x", "#steps");
    let other = page("[x](talks.md) [[methods/talks]] [[talks]]");
    let other_after = page("[x](../our%20guides/a/words.md) [[our guides/a/words]] [[words]]");
    renames(
        &[
            ("content/methods/talks.md", &own),
            ("content/methods/photo.png", "x"),
            ("content/methods/p.md", &other),
            ("content/c/d.md", TALKS.replace("Talks", "D").as_str()),
        ],
        ["talks", "our guides/a/words"],
        &[
            ("content/methods/talks.md", GONE),
            ("content/our guides/a/words.md", &own_after),
            ("content/methods/p.md", &other_after),
        ],
    );
}

#[test]
fn a_page_can_move_and_keep_its_name() {
    let other = page("[x](methods/talks.md) [[talks]]");
    let moved = talks("\"methods/talks\"");
    renames(
        &[
            ("content/methods/talks.md", TALKS),
            ("content/p.md", &other),
        ],
        ["methods/talks", "/talks"],
        &[
            ("content/methods/talks.md", GONE),
            ("content/talks.md", &moved),
            ("content/p.md", &page("[x](talks.md) [[talks]]")),
        ],
    );
}

#[test]
fn versions_in_a_folder_of_their_language_move_alike() {
    let french = TALKS.replace("+++\n\n", "lang = \"fr\"\n+++\n\n");
    let french_after = french.replace(
        "Talks\"\n",
        "Talks\"\naliases = [\"talks\", \"fr/methods/talks\"]\n",
    );
    renames(
        &[
            FRENCH,
            ("content/methods/talks.md", TALKS),
            ("content/fr/methods/talks.md", &french),
        ],
        ["talks", "guides/words"],
        &[
            ("content/methods/talks.md", GONE),
            ("content/fr/methods/talks.md", GONE),
            (
                "content/guides/words.md",
                &talks("\"talks\", \"methods/talks\""),
            ),
            ("content/fr/guides/words.md", &french_after),
        ],
    );
}

#[test]
fn a_page_without_front_matter_gets_some() {
    renames(
        &[("content/talks.md", "\u{feff}Just text.\r\n")],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            (
                "content/words.md",
                "\u{feff}+++\r\naliases = [\"talks\", \"/talks\"]\r\n+++\r\nJust text.\r\n",
            ),
        ],
    );
}

#[test]
fn aliases_are_added_before_tables_and_after_titles_of_many_lines() {
    for (before, after) in [
        (
            "+++\ntitle = \"\"\"\nTalks\"\"\"\n# more\n[extra]\na = 1\n+++\n",
            "+++\ntitle = \"\"\"\nTalks\"\"\"\naliases = [\"talks\", \"/talks\"]\n# more\n[extra]\na = 1\n+++\n",
        ),
        (
            "---\ntitle: >\n  Our\n  talks\ntags: [a]\n---\n",
            "---\ntitle: >\n  Our\n  talks\naliases: [\"talks\", \"/talks\"]\ntags: [a]\n---\n",
        ),
        (
            "---\ntags: [a]\ntitle: >\n  Our\n  talks\n---\n",
            "---\ntags: [a]\ntitle: >\n  Our\n  talks\naliases: [\"talks\", \"/talks\"]\n---\n",
        ),
        (
            "---\naliases:\ntitle: T\n---\n",
            "---\naliases: [\"talks\", \"/talks\"]\ntitle: T\n---\n",
        ),
        (
            "+++\n[extra]\na = 1\n+++\n",
            "+++\naliases = [\"talks\", \"/talks\"]\n[extra]\na = 1\n+++\n",
        ),
    ] {
        renames(
            &[("content/talks.md", before)],
            ["talks", "words"],
            &[("content/talks.md", GONE), ("content/words.md", after)],
        );
    }
}

#[test]
fn an_alias_that_becomes_the_name_is_dropped() {
    let own = "+++\ntitle = \"T\"\naliases = [\n  \"one\", # first\n  \"words\",\n]\n+++\n";
    renames(
        &[
            ("content/talks.md", own),
            ("content/p.md", &page("[[words]]")),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            (
                "content/words.md",
                "+++\ntitle = \"T\"\naliases = [\n  \"one\", # first\n  \"talks\",\n  \"/talks\",\n]\n+++\n",
            ),
        ],
    );
}

#[test]
fn there_and_back_again_gives_the_same_links_and_piles_nothing_up() {
    let other = page("[[talks]] [x](methods/talks.md#steps) [[methods/talks|y]]");
    let project = Project::new(&[
        FRENCH,
        ("content/methods/talks.md", TALKS),
        ("content/methods/talks.fr.md", TALKS),
        ("content/p.md", &other),
    ]);
    for _ in 0..2 {
        project.run(&["rename", "talks", "guides/words"]).ends(0);
        project.run(&["rename", "words", "methods/talks"]).ends(0);
    }
    let files = super::texts(&project);
    assert_eq!(files["content/p.md"], other);
    let own = talks("\"words\", \"guides/words\"");
    assert_eq!(files["content/methods/talks.md"], own);
    let french = talks("\"words\", \"fr/guides/words\"");
    assert_eq!(files["content/methods/talks.fr.md"], french);
    assert_eq!(files.len(), 4);
    assert!(!project.root().join("content/guides").exists());
}

#[test]
fn a_new_line_ends_as_the_first_one_does() {
    let mixed = "---\ntitle: T\n---\nText\r\nand more\r\n";
    renames(
        &[("content/talks.md", mixed)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            (
                "content/words.md",
                &mixed.replace("T\n", "T\naliases: [\"talks\", \"/talks\"]\n"),
            ),
        ],
    );
}

#[test]
fn capital_letters_of_a_folder_can_change() {
    let other = page("[[Talks]] [x](Talks/) [y](Talks/part.md)");
    renames(
        &[
            ("content/Talks/index.md", "+++\ntitle = \"T\"\n+++\n"),
            ("content/Talks/part.md", "+++\ntitle = \"Part\"\n+++\n"),
            ("content/p.md", &other),
        ],
        ["Talks", "talks"],
        &[
            ("content/Talks/index.md", GONE),
            ("content/Talks/part.md", GONE),
            ("content/talks/index.md", "+++\ntitle = \"T\"\n+++\n"),
            ("content/talks/part.md", "+++\ntitle = \"Part\"\n+++\n"),
            ("content/p.md", &other.replace("Talks", "talks")),
        ],
    );
}

#[test]
fn capital_letters_alone_can_change() {
    let other = page("[[Talks]] [x](Talks.md)");
    renames(
        &[
            ("content/Talks.md", "+++\ntitle = \"T\"\n+++\n"),
            ("content/p.md", &other),
        ],
        ["Talks", "talks"],
        &[
            ("content/Talks.md", GONE),
            ("content/talks.md", "+++\ntitle = \"T\"\n+++\n"),
            ("content/p.md", &page("[[talks]] [x](talks.md)")),
        ],
    );
}

#[test]
fn prose_about_sources_in_a_folder_that_moves_stays_where_the_source_is() {
    let bib = "@book{han,\n  title = {H},\n}\n";
    let prose = "+++\ntitle = \"H\"\nkind = \"source\"\n+++\n\nWhat we use it for.\n";
    renames(
        &[
            ("content/talks/index.md", TALKS),
            ("content/talks/s.bib", bib),
            ("content/talks/han.md", prose),
            (
                "content/talks/index.v2.md",
                "+++\ntitle = \"Second\"\n+++\n",
            ),
        ],
        ["talks", "words"],
        &[
            ("content/talks/index.md", GONE),
            ("content/talks/s.bib", GONE),
            ("content/talks/han.md", GONE),
            ("content/talks/index.v2.md", GONE),
            (
                "content/words/index.md",
                &talks("\"talks\", \"talks/index\""),
            ),
            ("content/words/s.bib", bib),
            ("content/words/han.md", prose),
            (
                "content/words/index.v2.md",
                "+++\ntitle = \"Second\"\naliases = [\"talks/index.v2\"]\n+++\n",
            ),
        ],
    );
}
