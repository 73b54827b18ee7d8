//! Themes that stand on others: what one brings of its own replaces what lies beneath, and nothing else changes.

use std::collections::BTreeMap;

use crate::project::Project;

const PAGE: &str = "+++\ntitle = \"A\"\n+++\n\n## Part\n\nText.\n";
const HANDOUT: &str = "+++\ntitle = \"M\"\nkind = \"handout\"\nsummary = \"S.\"\n+++\n\n## Text\n\nSee [[a]].\n\n## How to use it\n\nRead.\n";

/// A project that uses the theme `own`, which holds these files.
fn project(own: &[(&str, &str)]) -> Project {
    let project = Project::new(&[("content/a.md", PAGE), ("content/m.md", HANDOUT)]);
    project.write("site.toml", "title = \"T\"\ntheme = \"own\"\n");
    for (path, text) in own {
        project.write(&format!("themes/own/{path}"), text);
    }
    project
}

const EXTENDS: (&str, &str) = ("theme.toml", "extends = \"default\"\n");

fn built(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.run(&["build", "--allow-errors"]).ends(0);
    project.files("public")
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8_lossy(&files[path]).into_owned()
}

/// What the default theme makes of the same pages.
fn with_default() -> BTreeMap<String, Vec<u8>> {
    let project = project(&[]);
    project.write("site.toml", "title = \"T\"\n");
    built(&project)
}

/// The paths at which two sites differ, the file that lists a site's own files aside.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    let mut paths: Vec<&String> = paths
        .filter(|path| one.get(*path) != other.get(*path))
        .collect();
    paths.sort();
    paths.dedup();
    let paths = paths.into_iter().filter(|path| !path.starts_with('.'));
    paths.cloned().collect()
}

#[test]
fn a_theme_that_overrides_one_block_changes_nothing_else() {
    let default = with_default();
    let page =
        "{% extends \"base:page.html\" %}\n{% block before %}<p>Ours.</p>{% endblock before %}\n";
    let own = project(&[EXTENDS, ("templates/page.html", page)]);
    own.run(&["check", "--strict"]).ends(0);
    let own = built(&own);
    assert_eq!(
        differing(&default, &own),
        ["a.html", "index.html", "m.html"]
    );
    for path in ["a.html", "index.html", "m.html"] {
        assert_eq!(
            text(&default, path),
            text(&own, path).replacen("<p>Ours.</p>", "", 1)
        );
    }
    // A theme without anything of its own is the one beneath it.
    let bare = project(&[EXTENDS]);
    bare.run(&["check", "--strict"]).ends(0);
    assert_eq!(differing(&default, &built(&bare)), [""; 0]);
}

#[test]
fn each_part_of_its_own_replaces_the_one_beneath() {
    let default = with_default();
    let own = project(&[
        EXTENDS,
        ("templates/menu.html", "<p>no menu</p>"),
        (
            "templates/parts.html",
            "{% component cards(of, kind=true) %}<p>{{ of | length }} cards</p>{% endcomponent cards %}",
        ),
        ("i18n/en.toml", "sources = \"Where from\"\n"),
        ("kinds.toml", "[handout]\nlabels = { en = \"Way\" }\n"),
        (
            "static/favicon.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>",
        ),
    ]);
    own.run(&["check", "--strict"]).ends(0);
    let own = built(&own);
    let handout = text(&own, "m.html");
    assert!(handout.contains("no menu") && handout.contains("<span>Way</span>"));
    assert!(handout.contains("Where from"), "{handout}");
    assert!(text(&own, "kinds/handout.html").contains("<p>1 cards</p>"));
    let all = differing(&default, &own);
    assert!(all.iter().any(|path| path.starts_with("assets/favicon-")));
    assert!(
        !all.iter().any(|path| path.starts_with("assets/style-")),
        "{all:?}"
    );
}

#[test]
fn a_theme_may_stand_on_a_theme_of_the_project() {
    let own = project(&[
        ("theme.toml", "extends = \"middle\"\n"),
        (
            "templates/page.html",
            "{% extends \"base:page.html\" %}{% block before %}top {{ super() }}{% endblock before %}",
        ),
    ]);
    own.write("themes/middle/theme.toml", "extends = \"default\"\n");
    own.write(
        "themes/middle/templates/page.html",
        "{% extends \"base:page.html\" %}{% block before %}middle{% endblock before %}",
    );
    own.write(
        "themes/middle/i18n/en.toml",
        "sources = \"From\"\nhome = \"Hall\"\n",
    );
    own.run(&["check", "--strict"]).ends(0);
    let own = built(&own);
    assert!(text(&own, "a.html").contains("top middle"));
    assert!(text(&own, "a.html").contains("From"));
}

/// The rules that a theme with these files breaks, and whether the site is built all the same.
#[track_caller]
fn finds(own: &[(&str, &str)], wanted: &[(&str, &str)], words: &str) {
    let project = project(own);
    project.finds(wanted);
    let said = project.run(&["check"]);
    assert!(
        said.err.contains(words) || said.out.contains(words),
        "{words}: {} {}",
        said.out,
        said.err
    );
    let files = built(&project);
    assert!(text(&files, "a.html").contains("<p>Text.</p>"));
    assert!(text(&files, "m.html").contains("class=\"masthead\""));
}

#[test]
fn a_theme_that_cannot_be_used_as_it_says_is_found_and_the_rest_is_built() {
    let at = "themes/own/theme.toml:1:11";
    finds(
        &[("theme.toml", "extends = \"own\"\n")],
        &[("invalid-theme", at)],
        "extends itself",
    );
    finds(
        &[("theme.toml", "extends = \"nothing\"\n")],
        &[("invalid-theme", at)],
        "which is no theme here",
    );
    finds(
        &[("theme.toml", "extends = \"defalt\"\n")],
        &[("invalid-theme", at)],
        "did you mean `default`?",
    );
    finds(
        &[(
            "theme.toml",
            "extends = \"default\"\ngroundwork = \"99.0\"\n",
        )],
        &[("invalid-theme", "themes/own/theme.toml:2:14")],
        "was made for groundwork 99.0",
    );
    finds(
        &[("templates/page.html", "{% extends \"base:page.html\" %}")],
        &[("invalid-theme", "themes/own/theme.toml:1:1")],
        "extends = \"default\"",
    );
    let ring = project(&[("theme.toml", "extends = \"other\"\n")]);
    ring.write("themes/other/theme.toml", "extends = \"own\"\n");
    ring.finds(&[("invalid-theme", "themes/other/theme.toml:1:11")]);
    assert!(text(&built(&ring), "a.html").contains("<p>Text.</p>"));
}

#[test]
fn an_override_that_does_not_fit_is_left_out_and_found_at_its_place() {
    finds(
        &[
            EXTENDS,
            (
                "templates/page.html",
                "{% extends \"base:page.html\" %}\n{% block gone %}x{% endblock gone %}",
            ),
        ],
        &[("template-error", "themes/own/templates/page.html:2:10")],
        "no template beneath has a block `gone`",
    );
    finds(
        &[
            EXTENDS,
            ("templates/page.html", "{% extends \"base:pgae.html\" %}"),
        ],
        &[("template-error", "themes/own/templates/page.html:1:1")],
        "base:pgae.html",
    );
    finds(
        &[
            EXTENDS,
            ("templates/bit.html", "{{ x | nosuch }}"),
            (
                "templates/page.html",
                "{% extends \"base:page.html\" %}{% block before %}{% include \"bit.html\" %}{% endblock %}",
            ),
        ],
        &[("template-error", "themes/own/templates/bit.html:1:8")],
        "nosuch",
    );
}

#[cfg(feature = "pdf")]
#[test]
fn a_sheet_may_stand_on_the_one_beneath() {
    let own = project(&[
        EXTENDS,
        (
            "print/lib.typ",
            "#import \"/print/base/lib.typ\": *\n#let whole-page() = [Set by us]\n",
        ),
    ]);
    own.run(&["check", "--strict"]).ends(0);
    own.run(&["print", "m", "sheet", "-o", "out"]).ends(0);
    assert_eq!(own.files("out").len(), 1);
}

#[test]
fn tokens_and_addresses_in_styles_reach_the_pages() {
    let own = project(&[
        (
            "theme.toml",
            "extends = \"default\"\n[tokens]\nlink = \"darkred\"\nsheet-rule = \"2pt\"\nours = \"#123\"\n",
        ),
        (
            "static/more.css",
            "p { color: var(--ours); background: url(dot.png) }\n@font-face { src: url(\"../fonts/Ours.ttf\") }\n",
        ),
        ("static/dot.png", "dot"),
        ("fonts/Ours.ttf", "letters"),
    ]);
    own.run(&["check", "--strict"]).ends(0);
    let files = built(&own);
    let style = files
        .keys()
        .find(|path| path.starts_with("assets/style-"))
        .unwrap();
    let style = text(&files, style);
    assert!(style.contains("--link: darkred;") && style.contains("--ours: #123;"));
    assert!(
        style.contains("url(dot-") && style.contains("url(\"Ours-"),
        "{style}"
    );
    assert!(files.keys().any(|path| path.starts_with("assets/Ours-")));
    assert!(text(&files, "a.html").contains("; font-src "));
    assert!(!text(&with_default(), "a.html").contains("font-src"));
}

#[test]
fn tokens_that_cannot_be_used_or_read_are_found() {
    for (tokens, rule, at, words) in [
        (
            "soft = \"#aaa\"",
            "low-contrast",
            "3:8",
            "`soft` (#aaaaaa) cannot be read well on `paper` (#ffffff)",
        ),
        ("ink = \"inky\"", "invalid-theme", "3:7", "`inky` is none"),
        (
            "measure = \"a; }\"",
            "invalid-theme",
            "3:11",
            "cannot be the value",
        ),
        (
            "measure = \"34 rem\"",
            "invalid-theme",
            "3:11",
            "write measure = \"34rem\"",
        ),
        (
            "linkk = \"#700\"",
            "invalid-theme",
            "3:9",
            "did you mean `link`?",
        ),
        (
            "link = \"#eeeeee\"",
            "low-contrast",
            "3:8",
            "cannot be read well",
        ),
        (
            "[tokens.dark]\nink = \"#333\"",
            "low-contrast",
            "4:7",
            "on dark screens",
        ),
    ] {
        let toml = format!("extends = \"default\"\n[tokens]\n{tokens}\n");
        finds(
            &[("theme.toml", &toml)],
            &[(rule, &format!("themes/own/theme.toml:{at}"))],
            words,
        );
    }
    finds(
        &[(
            "theme.toml",
            "extends = \"default\"\ncontrast = [[\"ink\", \"papre\"]]\n",
        )],
        &[("invalid-theme", "themes/own/theme.toml:2:21")],
        "did you mean `paper`?",
    );
}

#[test]
fn addresses_in_styles_that_lead_nowhere_are_found() {
    finds(
        &[
            EXTENDS,
            (
                "static/more.css",
                "p { background: url(gone.png) }\nq { background: url(https://example.org/x.png) }\n",
            ),
        ],
        &[
            ("invalid-theme", "themes/own/static/more.css:1:21"),
            ("invalid-theme", "themes/own/static/more.css:2:21"),
        ],
        "no such file",
    );
}

/// A site of the default theme with these settings.
fn with_settings(settings: &str) -> Project {
    let project = project(&[]);
    project.write("site.toml", format!("title = \"T\"\n{settings}"));
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 6 4\"><path d=\"M0 0h6v4z\"/></svg>";
    project.write("content/pictures/logo.svg", logo);
    project.write("content/notes.txt", "x");
    project
}

#[test]
fn a_logo_and_a_colour_are_on_every_page() {
    let site = with_settings("[look]\nlogo = \"pictures/logo.svg\"\naccent = \"#a32a17\"\n");
    site.run(&["check", "--strict"]).ends(0);
    let files = built(&site);
    for path in ["a.html", "index.html", "a-z.html"] {
        let page = text(&files, path);
        assert!(page.contains("width=\"48\" height=\"32\""), "{path}");
    }
    let style = files
        .keys()
        .find(|path| path.starts_with("assets/style-"))
        .unwrap();
    let style = text(&files, style);
    assert!(style.contains("--accent: #a32a17;") && style.contains("--on-accent: #ffffff;"));
    for (look, at, words) in [
        (
            "logo = \"pictures/lgo.svg\"",
            "3:8",
            "did you mean `pictures/logo.svg`?",
        ),
        ("logo = \"notes.txt\"", "3:8", "is no picture"),
        ("accent = \"redd\"", "3:10", "`redd` is no color"),
    ] {
        let site = with_settings(&format!("[look]\n{look}\n"));
        site.finds(&[("invalid-setting", &format!("site.toml:{at}"))]);
        site.run(&["check"]).says(words);
        assert!(text(&built(&site), "a.html").contains("<p>Text.</p>"));
    }
    let yellow = with_settings("[look]\naccent = \"#ffd400\"\n");
    yellow.finds(&[("low-contrast", "site.toml:3:10")]);
    yellow.run(&["check"]).ends(0);
}

#[cfg(feature = "pdf")]
#[test]
fn a_logo_is_printed_and_one_that_cannot_be_set_is_left_out() {
    let site = with_settings("[look]\nlogo = \"pictures/logo.svg\"\naccent = \"#a32a17\"\n");
    site.run(&["print", "m", "sheet", "-o", "out"]).ends(0);
    let with = site.files("out").into_values().next().unwrap();
    site.write("site.toml", "title = \"T\"\n");
    site.run(&["print", "m", "sheet", "-o", "out2"]).ends(0);
    let without = site.files("out2").into_values().next().unwrap();
    assert_ne!(with, without);
}

#[test]
fn a_menu_has_labels_groups_and_addresses() {
    let menu = "menu = [\"a\", { page = \"a\", label = \"Ours\" }, { url = \"https://example.org\", label = \"Forum\" }, \
                { label = { en = \"Learn\" }, items = [\"handouts\", { page = \"m\", label = \"Em\" }] }]\n";
    let site = with_settings(menu);
    site.run(&["check", "--strict"]).ends(0);
    let page = text(&built(&site), "m.html");
    for part in [
        "<a href=\"a.html\">A</a>",
        "<a href=\"a.html\">Ours</a>",
        "<a href=\"https://example.org\" class=\"external\" rel=\"noreferrer\">Forum</a>",
        "<summary class=\"within\">Learn</summary>",
        "<a href=\"m.html\" aria-current=\"page\">Em</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for (entry, words) in [
        ("\"nothing\"", "the menu names `nothing`"),
        ("{ label = \"X\" }", "leads nowhere"),
        (
            "{ page = \"a\", url = \"https://x.org\" }",
            "can lead to one of them alone",
        ),
        (
            "{ url = \"forum.example.org\", label = \"F\" }",
            "no address that a menu can lead to",
        ),
        (
            "{ url = \"javascript:alert(1)\", label = \"F\" }",
            "no address that a menu can lead to",
        ),
        ("{ url = \"https://x.org\" }", "has no label"),
        ("{ label = \"G\", items = [] }", "holds nothing"),
        (
            "{ label = \"G\", items = [{ label = \"H\", items = [\"a\"] }, \"a\"] }",
            "stands within another",
        ),
        (
            "{ label = \"G\", items = [\"noting\"] }",
            "the menu names `noting`",
        ),
        ("{ pgae = \"a\", page = \"a\" }", "has no field `pgae`"),
        ("3", "ids of pages and lists"),
    ] {
        let site = with_settings(&format!("menu = [\"m\", {entry}]\n"));
        let ran = site.run(&["check"]);
        let said = ran.out + &ran.err;
        assert!(said.contains(words), "{entry}: {said}");
        assert!(
            text(&built(&site), "a.html").contains("<li><a href=\"m.html\">M</a></li>"),
            "{entry}"
        );
    }
}

#[test]
fn renaming_a_page_renames_it_in_the_menu_wherever_it_stands() {
    let site = with_settings(
        "menu = [{ label = \"G\", items = [{ page = \"a\", label = \"A\" }, \"m\"] }]\n",
    );
    site.run(&["rename", "a", "b"]).ends(0);
    let settings = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    assert!(
        settings.contains("{ page = \"b\", label = \"A\" }"),
        "{settings}"
    );
}

#[test]
fn each_page_says_where_to_suggest_a_change() {
    let href = |settings: &str| {
        let page = text(&built(&with_settings(settings)), "a.html");
        let (_, rest) = page
            .split_once("<p class=\"feedback\"><a href=\"")
            .expect("it is there");
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(
        href("version = \"2026.11\"\nfeedback = \"mailto:book@example.org\"\n"),
        "mailto:book@example.org?subject=A%20%C2%B7%202026.11&amp;body=a.html"
    );
    assert_eq!(
        href(
            "base_url = \"https://x.org/\"\nfeedback = \"https://example.org/edit/{file}?v={version}&t={title}\"\n"
        ),
        "https://example.org/edit/a.md?v=&amp;t=A"
    );
    assert_eq!(
        href("version = \"2\"\nfeedback = \"https://example.org/form?x=1\"\n"),
        "https://example.org/form?x=1&amp;page=a.html&amp;version=2"
    );
    for (feedback, words) in [
        ("book@example.org", "to which somebody can write"),
        ("javascript:alert(1)", "to which somebody can write"),
        ("https://example.org/{pgae}", "did you mean `{page}`?"),
    ] {
        let site = with_settings(&format!("feedback = \"{feedback}\"\n"));
        site.finds(&[("invalid-setting", "site.toml:2:12")]);
        site.run(&["check"]).says(words);
        assert!(!text(&built(&site), "a.html").contains("class=\"feedback\""));
    }
}

#[test]
fn a_new_theme_changes_nothing_and_a_copied_template_is_known_to_be_stale() {
    let site = project(&[]);
    site.write("site.toml", "title = \"T\"\n");
    site.run(&["theme", "eject", "page.html"])
        .ends(2)
        .says("groundwork theme new ours");
    site.run(&["theme", "new", "../x"])
        .ends(2)
        .says("is not a theme's name");
    site.run(&["theme", "new", "default"]).ends(2);
    site.run(&["theme", "new", "ours"])
        .ends(0)
        .says("theme = \"ours\"");
    site.run(&["theme", "new", "ours"]).ends(2).says("already");
    site.write("site.toml", "title = \"T\"\ntheme = \"ours\"\n");
    site.run(&["check", "--strict"]).ends(0);
    site.run(&["theme", "eject", "pgae.html"])
        .ends(2)
        .says("did you mean `page.html`?");
    for file in ["page.html", "base.html", "print/page.typ"] {
        site.run(&["theme", "eject", file]).ends(0);
        site.run(&["theme", "eject", file])
            .ends(2)
            .says("is there already");
    }
    site.run(&["check", "--strict"]).ends(0);
    assert_eq!(differing(&with_default(), &built(&site)), [""; 0]);
    // As if the program's own had been otherwise when it was copied.
    let original = site
        .root()
        .join("themes/ours/originals/templates/page.html");
    let before = std::fs::read_to_string(&original).unwrap();
    std::fs::write(&original, before.replacen("<h1>", "<h1 class=\"old\">", 1)).unwrap();
    site.finds(&[("stale-override", "themes/ours/templates/page.html:1:1")]);
    site.run(&["check"])
        .ends(0)
        .says("<h1 class=\"old\">")
        .says("<h1>{{ page.title }}</h1>");
    site.run(&["theme", "eject", "page.html", "--accept"])
        .ends(0);
    site.run(&["check", "--strict"]).ends(0);
}

#[test]
fn a_language_that_the_program_does_not_speak_is_one_file() {
    let site = project(&[]);
    site.write("site.toml", "title = \"T\"\nlanguages = [\"nl\"]\n");
    site.finds(&[("interface-words", "site.toml:2:14")]);
    // What the finding says, word for word.
    site.run(&["theme", "new", "ours"]).ends(0);
    site.write(
        "site.toml",
        "title = \"T\"\ntheme = \"ours\"\nlanguages = [\"nl\"]\n",
    );
    site.run(&["theme", "eject", "i18n/nl.toml"])
        .ends(0)
        .says("themes/ours/i18n/nl.toml");
    site.run(&["theme", "eject", "i18n/nl.toml"])
        .ends(2)
        .says("is there already");
    site.run(&["theme", "eject", "i18n/dutch!.toml"])
        .ends(2)
        .says("is no language");
    site.finds(&[]);
    let path = site.root().join("themes/ours/i18n/nl.toml");
    let words = std::fs::read_to_string(&path).unwrap();
    let translated = words.replace("\nsearch = \"Search\"", "\nsearch = \"Zoeken\"");
    assert_ne!(translated, words);
    std::fs::write(&path, translated.replace("\nmenu =", "\n# menu =")).unwrap();
    site.finds(&[("interface-words", "themes/ours/i18n/nl.toml:1:1")]);
    assert!(text(&built(&site), "a.html").contains("Zoeken"));
}

#[test]
fn the_black_and_white_theme_is_in_the_program() {
    let site = project(&[]);
    site.write("site.toml", "title = \"T\"\ntheme = \"photocopy\"\n");
    site.run(&["check", "--strict"]).ends(0);
    let files = built(&site);
    let all = differing(&with_default(), &files);
    assert!(all.iter().any(|path| path.starts_with("assets/style-")));
    // All but the name of the style sheet is as the default theme has it.
    let plain = |page: String| {
        let (before, rest) = page.split_once("assets/style-").unwrap();
        format!("{before}{}", &rest[10..])
    };
    assert_eq!(
        plain(text(&files, "a.html")),
        plain(text(&with_default(), "a.html"))
    );
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/photocopy");
    let lines: usize = crate::project::files(&folder)
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).lines().count())
        .sum();
    assert!(lines < 150, "{lines}");
}
