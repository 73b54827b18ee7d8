//! What names the page, in every form, and what only looks like it.

use super::{FRENCH, GONE, TALKS, page, refuses, renames, rewrites, talks};

#[test]
fn links_by_name_keep_their_text_heading_and_folder() {
    for (before, after) in [
        ("[[talks]]", "[[words]]"),
        ("[[talks|our talks]]", "[[words|our talks]]"),
        ("[[talks#steps]]", "[[words#steps]]"),
        ("[[ talks # Steps | x ]]", "[[ words # Steps | x ]]"),
        ("[[methods/talks]]", "[[methods/words]]"),
        (
            "[[Methods/talks.md#steps|x]]",
            "[[Methods/words.md#steps|x]]",
        ),
        ("[[talks.md]]", "[[words.md]]"),
    ] {
        rewrites(before, after);
    }
}

#[test]
fn links_by_path_keep_their_form() {
    for (before, after) in [
        (
            "[x](../methods/talks.md#steps)",
            "[x](../methods/words.md#steps)",
        ),
        ("[x](/methods/talks)", "[x](/methods/words)"),
        (
            "[x](/methods/talks.md?a=1#steps \"talks\")",
            "[x](/methods/words.md?a=1#steps \"talks\")",
        ),
        ("[x](<../methods/talks.md>)", "[x](<../methods/words.md>)"),
        (
            "[x](../concepts/../methods/./talks)",
            "[x](../concepts/../methods/./words)",
        ),
        ("[x](../methods/%74alks.md)", "[x](../methods/words.md)"),
        ("[x](../methods/talks\\.md)", "[x](../methods/words.md)"),
        (
            "[talks.md](../methods/talks.md \"talks.md\")",
            "[talks.md](../methods/words.md \"talks.md\")",
        ),
        ("[x](../methods/talks&#46;md)", "[x](../methods/words.md)"),
    ] {
        rewrites(before, after);
    }
}

#[test]
fn links_by_reference_change_where_they_are_defined() {
    rewrites(
        "[one][x], [x], [talks.md]\n\n[x]: ../methods/talks.md#steps \"talks\"\n[talks.md]:\n  <../methods/talks.md>",
        "[one][x], [x], [talks.md]\n\n[x]: ../methods/words.md#steps \"talks\"\n[talks.md]:\n  <../methods/words.md>",
    );
}

#[test]
fn embeds_follow() {
    rewrites(
        "![[talks]]\n\n![[talks#steps]]",
        "![[words]]\n\n![[words#steps]]",
    );
}

#[test]
fn links_in_tables_notes_lists_and_quotations_follow() {
    rewrites(
        "| a | b |\n|---|---|\n| [[talks\\|x]] | [[talks#steps\\|y]] |\n| [[talks]] | `[[talks]]` |",
        "| a | b |\n|---|---|\n| [[words\\|x]] | [[words#steps\\|y]] |\n| [[words]] | `[[talks]]` |",
    );
    rewrites(
        "A[^1].\n\n[^1]: See [[talks]].",
        "A[^1].\n\n[^1]: See [[words]].",
    );
    rewrites(
        "> [x](\n> ../methods/talks.md)",
        "> [x](\n> ../methods/words.md)",
    );
    rewrites("- a\n  > [b *[[talks]]*](x)", "- a\n  > [b *[[words]]*](x)");
}

#[test]
fn text_for_the_facilitator_follows() {
    rewrites(
        "> [!FACILITATOR]\n> See [[talks]] and ![[talks]].\n\n> [!UNHEARD-OF]\n> [[talks]]",
        "> [!FACILITATOR]\n> See [[words]] and ![[words]].\n\n> [!UNHEARD-OF]\n> [[words]]",
    );
}

#[test]
fn code_comments_raw_text_and_escapes_stay() {
    rewrites(
        "`[[talks]]` <!-- [[talks]] --> <b title=\"[[talks]]\">x</b> \\[[talks]] talks [[words]]\n\n    [[talks]]\n\n```\n[x](../methods/talks.md)\n```",
        "`[[talks]]` <!-- [[talks]] --> <b title=\"[[talks]]\">x</b> \\[[talks]] talks [[words]]\n\n    [[talks]]\n\n```\n[x](../methods/talks.md)\n```",
    );
}

#[test]
fn links_by_title_by_an_alias_or_by_a_term_hold_as_they_are() {
    let talks = "+++\ntitle = \"One talk\"\naliases = [\"1-on-1\"]\n+++\n";
    let renamed = talks.replace("[\"1-on-1\"]", "[\"1-on-1\", \"talks\", \"/talks\"]");
    let other = page("[[One talk]], [[one  talk]], [[1-on-1]], [[1-ON-1|x]], [[unity]], [[Talks]]");
    let after = other.replace("[[Talks]]", "[[words]]");
    let glossary = "+++\ntitle = \"G\"\nkind = \"glossary\"\n+++\n\n## Unity\n\nAll.\n";
    renames(
        &[
            ("content/talks.md", talks),
            ("content/p.md", &other),
            ("content/g.md", glossary),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", &renamed),
            ("content/p.md", &after),
        ],
    );
}

#[test]
fn the_glossary_can_be_renamed_and_its_terms_stay() {
    let glossary = "+++\ntitle = \"Our terms\"\nkind = \"glossary\"\n+++\n\n## Unity\n\nAll.\n";
    let renamed = glossary.replace(
        "terms\"\n",
        "terms\"\naliases = [\"glossary\", \"/glossary\"]\n",
    );
    let other = page("[[unity]] [[glossary#unity]] [x](glossary.md#unity)");
    let after = other
        .replace("glossary#", "lexicon#")
        .replace("glossary.md", "lexicon.md");
    renames(
        &[("content/glossary.md", glossary), ("content/p.md", &other)],
        ["glossary", "lexicon"],
        &[
            ("content/glossary.md", GONE),
            ("content/lexicon.md", &renamed),
            ("content/p.md", &after),
        ],
    );
}

#[test]
fn what_the_items_of_an_agenda_use_follows() {
    let agenda = "+++\ntitle = \"P\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 20\nuses = [\"talks\"]\n+++\n\n## One {#talks minutes=5 uses=talks lead=facilitator}\n\nText.\n\n## Two {uses=other,methods/talks minutes=5}\n\nText.\n";
    let after = agenda
        .replace("[\"talks\"]", "[\"words\"]")
        .replace("uses=talks", "uses=words")
        .replace("methods/talks", "methods/words");
    let other = page("Text.");
    let files = [
        ("content/methods/talks.md", TALKS),
        ("content/agendas/p.md", agenda),
        ("content/other.md", &other),
    ];
    renames(
        &files,
        ["talks", "words"],
        &[
            ("content/methods/talks.md", GONE),
            (
                "content/methods/words.md",
                &talks("\"talks\", \"methods/talks\""),
            ),
            ("content/agendas/p.md", &after),
        ],
    );
    let spaced = agenda.replace("uses=other,methods/talks", "uses=other, talks");
    refuses(
        &[
            ("content/methods/talks.md", TALKS),
            ("content/p.md", &spaced),
        ],
        ["talks", "words"],
        "this names `talks` in a way that cannot be typed anew",
    );
}

#[test]
fn relations_follow_in_both_notations_and_both_spellings() {
    let toml = "+++\ntitle = \"P\"\nuses = [\"talks\", 'talks']\nsee_also = [{ page = \"methods/talks\", why = \"talks\" }]\nprerequisites = \"talks\"\n+++\n";
    let toml_after = "+++\ntitle = \"P\"\nuses = [\"words\", 'words']\nsee_also = [{ page = \"methods/words\", why = \"talks\" }]\nprerequisites = \"words\"\n+++\n";
    let yaml = "---\ntitle: Q\nuses: [talks, \"talks\"]\nsee_also:\n  - talks # talks\n  - page: 'talks'\n    why: talks\nseries: talks\n---\n";
    let yaml_after = "---\ntitle: Q\nuses: [words, \"words\"]\nsee_also:\n  - words # talks\n  - page: 'words'\n    why: talks\nseries: words\n---\n";
    renames(
        &[
            ("content/methods/talks.md", TALKS),
            ("content/p.md", toml),
            ("content/q.md", yaml),
        ],
        ["talks", "words"],
        &[
            ("content/methods/talks.md", GONE),
            (
                "content/methods/words.md",
                &talks("\"talks\", \"methods/talks\""),
            ),
            ("content/p.md", toml_after),
            ("content/q.md", yaml_after),
        ],
    );
}

#[test]
fn the_menu_follows() {
    let site = "title = \"T\"\nmenu = [\"methods\", 'talks', \"sources\"] # talks\n";
    let method = "+++\ntitle = \"M\"\nkind = \"method\"\n+++\n";
    renames(
        &[
            ("site.toml", site),
            ("content/talks.md", TALKS),
            ("content/m.md", method),
        ],
        ["talks", "words"],
        &[
            ("site.toml", &site.replace("'talks'", "'words'")),
            ("content/talks.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
        ],
    );
}

#[test]
fn a_page_that_links_to_itself_follows_itself() {
    let own = format!("{TALKS}\n[[talks#steps]] [x](talks.md#steps) [y](#steps)\n");
    let after =
        talks("\"talks\", \"/talks\"") + "\n[[words#steps]] [x](words.md#steps) [y](#steps)\n";
    renames(
        &[("content/talks.md", &own)],
        ["talks", "words"],
        &[("content/talks.md", GONE), ("content/words.md", &after)],
    );
}

#[test]
fn a_link_in_another_language_follows_whichever_version_it_names() {
    let other = page("[[talks]] [x](talks.md) [y](talks.fr.md) [z](talks)");
    let after = page("[[words]] [x](words.md) [y](words.fr.md) [z](words)");
    renames(
        &[
            FRENCH,
            ("content/talks.md", TALKS),
            ("content/talks.fr.md", TALKS),
            ("content/p.fr.md", &other),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/talks.fr.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
            ("content/words.fr.md", &talks("\"talks\", \"fr/talks\"")),
            ("content/p.fr.md", &after),
        ],
    );
}

#[test]
fn bytes_that_are_not_concerned_stay() {
    let odd = "\u{feff}+++\r\ntitle = \"P\"  \r\n+++\r\n\r\nA  \r\n[[talks]]\t \r\n\r\n\r\nlast [[talks]]";
    let own = "\u{feff}---\r\ntitle: Talks   # t\r\n---\r\nText  \r\nwithout an end";
    let own_after = "\u{feff}---\r\ntitle: Talks   # t\r\naliases: [\"talks\", \"/talks\"]\r\n---\r\nText  \r\nwithout an end";
    renames(
        &[("content/talks.md", own), ("content/p.md", odd)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", own_after),
            ("content/p.md", &odd.replace("talks", "words")),
        ],
    );
}

#[test]
fn a_link_to_a_draft_follows_and_so_do_the_links_of_one() {
    let draft = "+++\ntitle = \"Talks\"\ndraft = true\n+++\n\n[[p]]\n";
    let renamed =
        "+++\ntitle = \"Talks\"\naliases = [\"talks\", \"/talks\"]\ndraft = true\n+++\n\n[[p]]\n";
    let other = page("[[talks]]");
    renames(
        &[("content/talks.md", draft), ("content/p.md", &other)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", renamed),
            ("content/p.md", &page("[[words]]")),
        ],
    );
    renames(
        &[("content/talks.md", draft), ("content/p.md", &page("x"))],
        ["p", "q"],
        &[
            ("content/p.md", GONE),
            (
                "content/q.md",
                "+++\ntitle = \"Other\"\naliases = [\"p\", \"/p\"]\n+++\n\nx\n",
            ),
            ("content/talks.md", &draft.replace("[[p]]", "[[q]]")),
        ],
    );
}
