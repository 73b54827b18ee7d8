//! Themes that are wrong in every way: each is a finding that names its file, costs what needs it and nothing else, ends
//! soon, and shows nothing from outside the project.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::project::{Project, files};

/// What stands in a file outside of the project.
const SECRET: &str = "zqx-outside";

/// How long a run may take.
const LONGEST: Duration = Duration::from_mins(1);

/// A project with a theme of its own, which is the default one with these files in place of its own.
fn project(own: &[(&str, &str)]) -> Project {
    let project = Project::bare(&[]);
    project.write("outside.txt", SECRET);
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for (path, bytes) in files(&default) {
        if !path.starts_with("fonts/") && !path.starts_with("print/") {
            project.write(&format!("site/themes/own/{path}"), bytes);
        }
    }
    project.write(
        "site/site.toml",
        "title = \"Test\"\ntheme = \"own\"\n\n[print]\nkinds = [\"handout\"]\n",
    );
    let page =
        |kind: &str| format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\n+++\n\n## A\n\nText.\n");
    project.write("site/content/a.md", page("page"));
    project.write("site/content/h.md", page("handout"));
    for (path, text) in own {
        project.write(&format!("site/themes/own/{path}"), text);
    }
    project
}

fn page(kind: &str) -> String {
    format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\n+++\n\n## A\n\nText.\n")
}

/// What is found of a theme with these files, by place and message; nothing that was outside is in the site.
#[track_caller]
fn findings(project: &Project) -> String {
    let began = Instant::now();
    let ran = project.run_in("site", &["check", "--format", "json"]);
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
    assert!(!ran.err.contains("fault in groundwork"), "{}", ran.err);
    project.run_in("site", &["build", "--allow-errors", "--single-file"]);
    assert!(began.elapsed() < LONGEST, "{:?}", began.elapsed());
    for (path, bytes) in project.files("site/public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains(SECRET) && !text.contains("root:x:"),
            "{path}"
        );
    }
    assert!(!ran.out.contains(SECRET) && !ran.out.contains("root:x:"));
    ran.out
}

#[track_caller]
fn finds(own: &[(&str, &str)], words: &[&str]) {
    let found = findings(&project(own));
    for words in words {
        assert!(found.contains(words), "{own:?}: no {words} in {found}");
    }
}

#[test]
fn a_template_that_leads_into_itself_is_found() {
    finds(
        &[(
            "templates/kinds/page.html",
            "{% include \"kinds/page.html\" %}",
        )],
        &["template-error", "themes/own/templates/"],
    );
    finds(
        &[(
            "templates/kinds/page.html",
            "{% extends \"kinds/page.html\" %}",
        )],
        &["template-error", "themes/own/templates/"],
    );
    finds(
        &[(
            "templates/kinds/page.html",
            "{% component again() %}{{<again />}}{% endcomponent again %}{{<again />}}",
        )],
        &["template-error", "themes/own/templates/kinds/page.html"],
    );
}

/// Kinds of which there is a page, and which have a template of their own in these tests.
const KINDS: [&str; 10] = [
    "page",
    "concept",
    "method",
    "case",
    "guide",
    "handout",
    "reading-list",
    "series",
    "programme",
    "glossary",
];

/// Asserts that each of these templates is found wrong, in one theme.
#[track_caller]
fn each_is_found(templates: &[&str]) {
    let names = KINDS.map(|kind| format!("templates/kinds/{kind}.html"));
    let own: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(templates.iter().copied())
        .collect();
    assert_eq!(own.len(), templates.len());
    let project = project(&own);
    for kind in KINDS {
        project.write(&format!("site/content/{kind}.md"), page(kind));
    }
    let found = findings(&project);
    for (path, text) in own {
        assert!(
            found.contains(&format!("themes/own/{path}")),
            "{text}: {found}"
        );
    }
}

#[test]
fn a_template_that_asks_for_too_much_is_found() {
    each_is_found(&[
        "{% for a in range(end=1000000000000) %}{% endfor %}",
        "{% for a in range(start=0, end=10, step_by=0) %}{% endfor %}",
        "{{ 9223372036854775807 * 9223372036854775807 * 9223372036854775807 * 9223372036854775807 }}",
        "{{ 1 / 0 }}",
        "{{ 1 % 0 }}",
        "{{ page | upper }}",
        "{{ page.title | join(sep=page) }}",
        "{{ nothing.at.all }}",
        "{{ count(word=1, n=-1) }}",
        "{{ throw(message=\"enough\") }}",
    ]);
}

#[test]
fn a_template_that_cannot_be_read_is_found() {
    each_is_found(&[
        "{{ page.body | nosuch }}",
        "{{ nosuch(a=1) }}",
        "{{ get_env(name=\"HOME\") }}",
        "{% if 1 is nosuch %}{% endif %}",
        "{% include \"../../../outside.txt\" %}",
        "{% include \"/etc/passwd\" %}",
        "{% include \"file:///etc/passwd\" %}",
        "{{<nosuch />}}",
    ]);
    for text in [
        "{% if %}",
        "{{ \"",
        "{% raw %}",
        "{% extends \"/etc/passwd\" %}",
    ] {
        each_is_found(&[text]);
    }
}

#[test]
fn a_chain_of_many_templates_ends() {
    let names: Vec<String> = (0..400).map(|n| format!("templates/t{n}.html")).collect();
    let texts: Vec<String> = (0..400)
        .map(|n| match n {
            399 => "{{ nothing.at.all }}".to_owned(),
            _ => format!("{{% include \"t{}.html\" %}}", n + 1),
        })
        .collect();
    let mut own: Vec<(&str, &str)> = Vec::new();
    for (name, text) in names.iter().zip(&texts) {
        own.push((name, text));
    }
    own.push(("templates/kinds/page.html", "{% include \"t0.html\" %}"));
    finds(&own, &["template-error", "themes/own/templates/t399.html"]);
}

#[test]
fn links_out_of_the_project_show_nothing() {
    let project = project(&[]);
    let own = project.root().join("site/themes/own");
    for link in [
        "static/secret.txt",
        "templates/secret.html",
        "i18n/xx.toml",
        "print/secret.typ",
    ] {
        fs::create_dir_all(own.join(link).parent().unwrap()).unwrap();
        symlink(project.root().join("outside.txt"), own.join(link)).unwrap();
    }
    symlink(project.root(), own.join("static/all")).unwrap();
    symlink("/etc", own.join("fonts")).unwrap();
    symlink(
        project.root().join("outside.txt"),
        project.root().join("site/content/secret.txt"),
    )
    .unwrap();
    project.write(
        "site/content/b.md",
        "+++\ntitle = \"B\"\n+++\n\n[x](secret.txt) ![x](secret.txt)\n",
    );
    let found = findings(&project);
    for path in [
        "static/secret.txt",
        "templates/secret.html",
        "static/all",
        "fonts",
    ] {
        assert!(
            found.contains(&format!("themes/own/{path}")),
            "{path} in {found}"
        );
    }
    assert!(found.contains("content/secret.txt"), "{found}");
}

#[test]
fn kinds_and_words_of_any_sort_are_no_trouble() {
    let long = format!("[a]\nlabels = {{ en = \"{}\" }}\n", "long ".repeat(20_000));
    let many: String = (0..3_000)
        .map(|n| format!("[k{n}]\nlabels = {{ en = \"K\" }}\n"))
        .collect();
    let deep = format!("x = {}1{}\n", "[".repeat(5_000), "]".repeat(5_000));
    for (kinds, words) in [
        (
            "= \"nothing\"",
            "search-results = \"{n} {n} {nothing} {\"\n",
        ),
        ("page = 1", "date = \"\"\nmonths = []\n"),
        (
            "[page]\nlabels = 1\nsections = [1, {}, { id = 1 }]\nfields = \"x\"\n",
            "months = [1, [], {}]\nhours = 1e300\nclock-24 = 5\n",
        ),
        (
            "[\"../../x\"]\nlabels = { en = \"X\" }\n[\"\"]\n[agenda]\nsections = [{ id = \"a\" }, { id = \"a\" }]\n",
            "search-results = { one = 1, other = {} }\npages = []\n",
        ),
        (
            "[a]\nlabels = { en = \"\" }\nicon = \"../../../../etc/passwd\"\n",
            "name = \"<script>\"\ndirection = \"\\\" onload=\\\"x\"\n",
        ),
        (long.as_str(), long.as_str()),
        (many.as_str(), deep.as_str()),
        (deep.as_str(), ""),
    ] {
        findings(&project(&[("kinds.toml", kinds), ("i18n/en.toml", words)]));
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_printed_sheet_reads_nothing_and_ends() {
    for text in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../outside.txt\")",
        "#image(\"../../../outside.txt\")",
        "#include \"/etc/passwd\"",
        "#import \"@preview/cetz:0.3.0\": *",
        "#plugin(\"/etc/passwd\")",
        "#read(\"https://example.org/\")",
        "#while true {}",
        "#let again() = again()\n#again()",
        "#show \"a\": it => [a#it]\na",
        "#panic(\"enough\")",
        "#let",
        "#(1 / 0)",
        "#page(width: 0pt)[a]",
        // Typst itself panics at these.
        "#numbering(\"A\", 9223372036854775807)",
        "#duration(weeks: 9223372036854775807)",
        "#columns(9223372036854775807)[a]",
    ] {
        let project = project(&[("print/page.typ", text)]);
        let found = findings(&project);
        // A sheet that can be printed, but not tagged, is told at its page.
        let is_told = found.contains("themes/own/print/page.typ")
            || found.contains("make the theme's template as");
        assert!(is_told || text.contains("width"), "{text}: {found}");
        assert!(
            project.files("site/public").contains_key("a.html"),
            "{text}"
        );
    }
}

#[cfg(feature = "pdf")]
#[test]
#[ignore = "takes minutes, since a sheet is waited for"]
fn a_printed_sheet_without_end_is_given_up_and_everything_else_is_made() {
    let endless =
        "#for a in range(9999) { for b in range(9999) { for c in range(9999) { a = b } } }";
    let project = project(&[("print/page.typ", endless)]);
    let page = |kind: &str| {
        format!(
            "+++\ntitle = \"P\"\nkind = \"{kind}\"\nsummary = \"S.\"\nprint = true\n+++\n\n## Books\n\nA book.\n\n## Why this list\n\nText.\n"
        )
    };
    project.write("site/content/c.md", page("reading-list"));
    project.write("site/content/h.md", page("page"));
    for args in [
        &["check"][..],
        &["print", "h"],
        &["build"],
        &["build", "--allow-errors"],
    ] {
        let began = Instant::now();
        let ran = project.run_in("site", args);
        let is_allowed = args.len() == 2 && args[0] == "build";
        ran.ends(i32::from(!is_allowed))
            .says("themes/own/print/page.typ")
            .says("is not finished after 60 seconds");
        assert!(
            began.elapsed() < LONGEST * 2,
            "{args:?}: {:?}",
            began.elapsed()
        );
    }
    let files = project.files("site/public");
    assert!(files.contains_key("h.html") && files.contains_key("print/c/list.pdf"));
}
