//! What other tools keep private stays private: each of their notations, at each kind of place, and
//! each field that hides a page, in both notations. No artifact may hold a word of it, and no page
//! that the program keeps may.

mod fields;
mod hiding_fields;

use groundwork::engine::{Built, Engine, Options};
use groundwork::model::download::Download;

use crate::project::Project;

/// What no artifact may hold.
const SECRET: &str = "zqx";

/// What hides text within a paragraph.
const PAIRS: [(&str, &str); 19] = [
    ("%%", "%%"),
    ("%% ", " %%"),
    ("%%%", "%%%"),
    ("{% comment %}", "{% endcomment %}"),
    ("{%- comment -%}", "{%- endcomment -%}"),
    ("{% # ", " %}"),
    ("{# ", " #}"),
    ("{#", "#}"),
    ("{#- ", " -#}"),
    ("{{/* ", " */}}"),
    ("{{- /* ", " */ -}}"),
    ("{{< comment >}}", "{{< /comment >}}"),
    ("{{% comment %}}", "{{% /comment %}}"),
    ("{{!-- ", " --}}"),
    ("{{! ", " }}"),
    ("{/* ", " */}"),
    ("{>> ", " <<}"),
    ("<%# ", " %>"),
    ("<!-- ", " -->"),
];

/// Places for such text, `@` where it stands. Each shows `seen` after it.
const PLACES: [&str; 31] = [
    "Before @ seen.",
    "@ seen.",
    "Seen.@ seen.",
    "Before\n@\nseen.",
    "Before @",
    "@",
    "- one @ seen\n- two\n",
    "- @\n- seen\n",
    "1. one\n   - two @ seen\n",
    "- [ ] @ seen\n",
    "> Before @ seen.\n> More.",
    "> > Before @ seen.",
    "> [!NOTE]\n> Before @ seen.",
    "> [!NOTE] @ seen.",
    "## Heading @ seen\n\nText.",
    "## @\n\nText.",
    "Heading @ seen\n===\n\nText.",
    "| a @ seen | b |\n|---|---|\n| @ | seen |\n",
    "Term @ seen\n: Definition @ seen\n",
    "Seen[^1].\n\n[^1]: Note @ seen.",
    "**Before @ seen** and *@* and ~~@~~.",
    "[words @ seen](shared.md) and [@](shared.md).",
    "![what @ seen](shown.svg)",
    "<div>\nBefore @ seen\n</div>",
    "<b>Before @ seen</b>",
    "    code\n\nBefore @ seen.",
    "`code` @ seen `code`",
    "[[shared]] @ seen [@shown, p. 3].",
    "## Summary\n\nFirst @ seen.",
    "Before @ seen @ seen.",
    "Seen https://example.org/ @ seen.",
];

/// What stands within.
const INNER: [&str; 5] = [
    "zqx",
    "zqx *zqx* [[alone]] zqx",
    "zqx [@hidden, p. 2] zqx",
    "zqx ![zqx](zqx.svg) zqx",
    "zqx [zqx](alone.md) zqx",
];

/// What hides whole blocks: what opens and what closes, on lines of their own.
const FENCES: [(&str, &str); 13] = [
    ("%%", "%%"),
    ("{% comment %}", "{% endcomment %}"),
    ("{#", "#}"),
    ("{{/*", "*/}}"),
    ("{{< comment >}}", "{{< /comment >}}"),
    ("{{!--", "--}}"),
    ("{/*", "*/}"),
    ("<!--", "-->"),
    ("<div><!--", "--></div>"),
    ("::: {.content-hidden}", ":::"),
    (":::: {.content-visible when-format=\"pdf\"}", "::::"),
    ("#+BEGIN_COMMENT", "#+END_COMMENT"),
    ("{% if member %}", "{% endif %}"),
];

/// Blocks for within.
const BLOCKS: [&str; 10] = [
    "zqx\n\nzqx",
    "- zqx\n- zqx\n\n  zqx",
    "## Zqx {#zqx}\n\nzqx",
    "```\nzqx\n```",
    "| zqx |\n|---|\n| zqx |",
    "> [!SAY] zqx\n\nzqx",
    "<div>zqx</div>\n\nzqx",
    "zqx[^zqx]\n\n[^zqx]: zqx",
    "[[alone]] zqx [@hidden]\n\n![zqx](zqx.svg)",
    "[zqx]: alone.md\n\nzqx [zqx]",
];

fn site(pages: Vec<String>) -> Vec<(String, String)> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"5\"/></svg>";
    let bib = "@book{shown, title = {Shown}}\n@book{hidden, title = {Hidden}}\n";
    let titled = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\n\nText.\n");
    let config = "title = \"Test\"\nbase_url = \"https://example.org\"\n[print]\nkinds = []\n";
    let mut files = vec![
        ("site.toml".to_owned(), config.to_owned()),
        ("content/zqx.svg".to_owned(), svg.to_owned()),
        ("content/shown.svg".to_owned(), svg.to_owned()),
        ("content/sources.bib".to_owned(), bib.to_owned()),
        ("content/alone.md".to_owned(), titled("Alone")),
        ("content/shared.md".to_owned(), titled("Shared")),
    ];
    let pages = pages.into_iter().enumerate();
    files.extend(pages.map(|(at, text)| (format!("content/p{at}.md"), text)));
    files
}

/// What is made of the page at this place among those of a site.
fn page(made: &[(String, String)], at: usize) -> Option<&str> {
    let path = format!("p{at}.html");
    let page = made.iter().find(|(made, _)| *made == path);
    page.map(|(_, text)| text.as_str())
}

fn build(files: &[(String, String)], downloads: Vec<Download>) -> (Built, Vec<(String, String)>) {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let project = Project::new(&files);
    let mut engine = Engine::new(&project.root());
    let options = Options {
        downloads,
        ..Options::default()
    };
    let input = engine.read(&options).unwrap();
    let built = engine.build(input, &options);
    let made = built.output.paths().into_iter().map(|path| {
        let bytes = built.output.make(path).unwrap().unwrap();
        (
            path.to_owned(),
            String::from_utf8_lossy(&bytes).to_lowercase(),
        )
    });
    let made = made.collect();
    (built, made)
}

/// A text without the hashes of its policy, any three letters of which may be the secret by chance.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("'sha256-");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hash, rest) = part.split_once('\'').expect("each hash ends");
        // 32 bytes as Base64.
        assert_eq!(hash.len(), 44, "{hash}");
        kept.push_str(rest);
    }
    kept
}

/// Holds that nothing tells of the secret: no artifact, no kept page, no mark of what leads from there.
fn assert_secret(built: &Built, made: &[(String, String)]) {
    for (path, text) in made {
        let text = without_hashes(text);
        let at = text.find(SECRET);
        let near = at.map(|at| {
            text[at.saturating_sub(200)..]
                .chars()
                .take(300)
                .collect::<String>()
        });
        assert!(at.is_none() && !path.contains(SECRET), "{path}\n{near:?}");
        let mark = match path.as_str() {
            "alone.html" => "class=\"backlinks\"",
            "sources/hidden.html" => "class=\"citing\"",
            _ => continue,
        };
        assert!(!text.contains(mark), "{path} has {mark}");
    }
    for page in &built.site.pages {
        // What HTML comments allow is read later.
        let text = page.page.text.to_lowercase();
        let text = if text.contains("<!--") { "" } else { &text };
        assert!(!text.contains(SECRET), "{} keeps {text}", page.page.path);
        assert!(!text.contains('\u{1}'));
    }
    let hold = |text: &str| text.contains('\u{1}');
    assert!(
        !made
            .iter()
            .any(|(path, text)| path.ends_with(".html") && hold(text))
    );
}

#[test]
fn comments_of_other_tools_hide_at_every_kind_of_place() {
    let mut pages = Vec::new();
    let mut written = Vec::new();
    for (open, close) in PAIRS {
        for (at, place) in PLACES.iter().enumerate() {
            let inner = INNER[at % INNER.len()];
            let text = place
                .replace("@shown", "\u{2}shown")
                .replace('@', &[open, inner, close].concat());
            let text = text.replace('\u{2}', "@");
            pages.push(format!(
                "+++\ntitle = \"Page\"\n+++\n\n{text}\n\nAfterwards.\n"
            ));
            written.push((open, place));
        }
    }
    let (built, made) = build(&site(pages), vec![Download::SingleFile]);
    assert_secret(&built, &made);
    for (at, (open, place)) in written.into_iter().enumerate() {
        let text = page(&made, at).unwrap_or_else(|| panic!("{open} at {place:?} is withheld"));
        let is_note = place.starts_with("Seen[^1]");
        assert!(
            text.contains("afterwards") || is_note,
            "{open} at {place:?}: {text}"
        );
        assert!(
            !place.contains("seen") || text.contains("seen"),
            "{open} at {place:?}: {text}"
        );
    }
}

#[test]
fn comments_of_other_tools_hide_blocks() {
    let mut pages = Vec::new();
    let mut written = Vec::new();
    for (open, close) in FENCES {
        for indent in ["", "> ", "   "] {
            for block in BLOCKS {
                let text = format!("Before.\n\n{open}\n{block}\n{close}\n\nAfterwards.");
                let lines = text.lines().map(|line| format!("{indent}{line}\n"));
                let head = if indent == "   " { "1. Item\n\n" } else { "" };
                let lines: String = lines.collect();
                pages.push(format!("---\ntitle: Page\n---\n\n{head}{lines}\n"));
                written.push((open, indent, block));
            }
        }
    }
    let (built, made) = build(&site(pages), Vec::new());
    assert_secret(&built, &made);
    for (at, place) in written.into_iter().enumerate() {
        let text = page(&made, at).unwrap_or_else(|| panic!("{place:?} is withheld"));
        assert!(text.contains("afterwards"), "{place:?}: {text}");
    }
}

#[test]
fn what_cannot_be_told_keeps_its_page_back_with_an_error() {
    let texts = [
        "Seen %% zqx\n\nMore.",
        "Seen %%zqx\n\nzqx%% More.",
        "%%zqx%% and %% zqx",
        "%%\nzqx\n\nMore.",
        "> %%\n> zqx\n\n%%",
        "{% comment %} zqx\n\nMore.",
        "{{/* zqx\n\nMore.",
        "{# zqx\n\nMore.",
        "{{!-- zqx",
        "{/* zqx",
        "::: {.content-hidden}\nzqx",
        "[zqx]{.content-hidden}",
        "## Zqx {.content-hidden}\n\nzqx",
        "Text\n[//]: # (zqx)",
        "[//]: # (zqx (zqx) zqx)",
        "Text\n[comment]: <> (zqx)",
        "<p hidden>zqx</p>",
        "Text <span style=\"display: none\">zqx</span>",
        "public:: false\n\nzqx",
        "- publish:: no\n- zqx",
        "%% `zqx %%` zqx",
        "| a %% zqx | zqx %% |\n|---|---|\n",
        "Seen <!– zqx –> more",
        "<!—- zqx —->",
        "<!- zqx ->",
        "- <! -- zqx -- >",
        "&lt;!-- zqx --&gt;",
        "Seen <-–! zqx>",
        "％％zqx％％",
        "!!! private\nzqx",
    ];
    for text in texts {
        let (built, made) = build(
            &site(vec![format!("+++\ntitle = \"Zqx\"\n+++\n\n{text}\n")]),
            Vec::new(),
        );
        assert_secret(&built, &made);
        assert!(!made.iter().any(|(path, _)| path == "p0.html"), "{text}");
        let errors = built.findings.iter();
        let told = errors.filter(|one| one.severity.name() == "error" && one.help.is_some());
        assert_eq!(told.count(), 1, "{text}: {:?}", built.findings);
    }
}

#[test]
fn what_is_shown_in_code_or_escaped_is_shown() {
    let texts = [
        "`%%zqx%%` and `{# zqx #}` seen.",
        "```\n%%\nzqx\n%%\n{% comment %}zqx{% endcomment %}\n```\nseen",
        "    %% zqx %%\n    {{/* zqx */}}\n\nseen",
        "\\%%zqx\\%% seen",
        "[seen](https://example.org/zqx%%25) zqx",
        "<https://example.org/zqx%%25> seen",
        "See https://example.org/zqx%%a and seen.",
        "100 % zqx {a} seen",
        "## Steps {#zqx .opening}\n\nseen",
        "{# zqx} seen",
        "zqx seen 5 % of all",
        "::: note\nzqx seen\n:::",
    ];
    for text in texts {
        let (built, made) = build(
            &site(vec![format!("+++\ntitle = \"Page\"\n+++\n\n{text}\n")]),
            Vec::new(),
        );
        let page = made.iter().find(|(path, _)| path == "p0.html");
        let (_, page) = page.unwrap_or_else(|| panic!("{text}: {:?}", built.findings));
        assert!(
            page.contains("zqx") && page.contains("seen"),
            "{text}: {page}"
        );
        let told = built
            .findings
            .iter()
            .filter(|one| one.rule.name.contains("private"));
        assert_eq!(told.count(), 0, "{text}");
    }
}

/// A page with a fault in a field that another tool may have too, in the notation of TOML.
#[test]
fn a_field_that_cannot_be_read_is_an_error_and_never_a_note() {
    for field in [
        "tags = [meetings, trust]",
        "tags = [\"meetings, \"trust\"]",
        "order = first",
        "print = no",
        "see_also = index",
        "updated = Nov 2026",
        "reviewed = { on = 1.11.2026, by = \"Ana\" }",
        "allow = dead-link",
    ] {
        let page = format!("+++\ntitle = \"P\"\n{field}\n+++\n\nzqx\n");
        let (built, made) = build(&site(vec![page]), Vec::new());
        assert_secret(&built, &made);
        let mut errors = built.findings.iter();
        let is_told = errors.any(|one| one.severity.name() == "error" && one.help.is_some());
        assert!(is_told, "{field}: {:?}", built.findings);
    }
}

#[test]
fn fields_below_the_head_of_a_text_keep_its_page_back() {
    for text in [
        "<!-- markdownlint-disable -->\n---\ntitle: T\npublish: false\n---\n\nzqx\n",
        "# Q\n\n+++\ntitle = \"P\"\nprivate = true\n+++\n\nzqx\n",
        "# Q\n\n---\nprivate: true\n---\n\nzqx\n",
        "Intro.\n\n---\ntitle: P\nprivate: true\n---\n\nzqx\n",
        "```markdown\n+++\ntitle = \"P\"\nprivate = true\n+++\n\nzqx\n```\n",
        "```markdown\n+++\ntitle = \"P\"\n+++\n\nzqx\n```\n",
        "\\---\n\nprivate: true\n\n\\---\n\nzqx\n",
        "* * *\n\ntitle: P\nprivate: true\n\n* * *\n\nzqx\n",
        "+++\ntitle = \"P\"\n+++\n\n+++\nprivate = true\n+++\n\nzqx\n",
        "+++\ntitle = \"P\"\n+++\n---\nprivate: true\n---\n\nzqx\n",
        "# T\n---\npublish: false\n---\n\nzqx\n",
        "---\rtitle: P\rprivate: true\r---\r\rzqx\r",
        "+++\rtitle = \"P\"\r+++\r\rzqx\r",
    ] {
        let (built, made) = build(&site(vec![text.to_owned()]), Vec::new());
        assert_secret(&built, &made);
        let mut errors = built.findings.iter();
        let is_told = errors.any(|one| one.severity.name() == "error" && one.help.is_some());
        assert!(is_told, "{text}: {:?}", built.findings);
    }
}

#[test]
fn a_marker_that_is_empty_or_mangled_withholds_what_it_was_meant_for() {
    for text in [
        "> [!FACILITATOR]\n\nzqx",
        "> [!SAY]\n\n- zqx\n- zqx",
        "> [!SAY]\n- zqx",
        "> [!FACILITATOR]\n\n> zqx",
        "> [!FACILITATOR]\n```\nzqx\n```",
        "> [!FACILITATOR]\n\n| zqx |\n|---|\n| zqx |",
        "1. > [!SAY]\n\n   zqx",
        "> [!SYA]\n\nzqx",
        "> \\[\\!FACILITATOR\\] zqx",
        "\\> \\[\\!FACILITATOR\\] zqx",
        "&gt; [!FACILITATOR] zqx",
        "> !FACILITATOR zqx",
        "> [¡FACILITATOR] zqx",
        "> [&#33;FACILITATOR] zqx",
        "> &#91;!SAY] zqx",
        "> <!-- c -->[!FACILITATOR] zqx",
        "<blockquote>[!FACILITATOR] zqx</blockquote>",
    ] {
        let page = format!("+++\ntitle = \"Page\"\n+++\n\n{text}\n\nSeen.\n");
        let (built, made) = build(&site(vec![page]), Vec::new());
        assert_unseen(&made);
        let page = page_text(&made, text);
        assert!(page.contains("seen."), "{text}: {page}");
        let mut errors = built.findings.iter();
        let is_told = errors.any(|one| one.severity.name() == "error" && one.help.is_some());
        assert!(is_told, "{text}: {:?}", built.findings);
    }
    let open = "> [!NOTE] Seen.\n\n```\ncode\n\n## Steps\n\n> [!FACILITATOR] zqx\n";
    let page = format!("+++\ntitle = \"Page\"\n+++\n\n{open}");
    let (_, made) = build(&site(vec![page]), Vec::new());
    assert_unseen(&made);
    assert!(page_text(&made, open).contains("seen."));
}

/// A block that is withheld stays in the text that its page keeps, and is in nothing that is made.
fn assert_unseen(made: &[(String, String)]) {
    let seen = made.iter().find(|(_, text)| text.contains(SECRET));
    assert_eq!(seen, None);
}

fn page_text<'a>(made: &'a [(String, String)], text: &str) -> &'a str {
    page(made, 0).unwrap_or_else(|| panic!("{text} is withheld"))
}

#[test]
fn the_page_of_a_folder_hides_it_as_in_other_tools() {
    for fields in [
        "---\ntitle: S\ncascade:\n  build:\n    render: never\n---\n",
        "---\ntitle: S\ncascade: {draft: true}\n---\n",
        "+++\ntitle = \"S\"\n[[cascade]]\nprivate = true\n+++\n",
        "+++\ntitle = \"S\"\ndraft = true\n+++\n",
    ] {
        let mut files = site(Vec::new());
        files.push(("content/sec/_index.md".to_owned(), fields.to_owned()));
        for path in ["content/sec/one.md", "content/sec/sub/two.md"] {
            let text = "+++\ntitle = \"Zqx\"\n+++\n\nzqx\n";
            files.push((path.to_owned(), text.to_owned()));
        }
        let (built, made) = build(&files, Vec::new());
        assert_secret(&built, &made);
        let told = built.findings.iter();
        let told = told.filter(|one| one.rule.name == "withheld-page");
        assert_eq!(told.count(), 1, "{fields}: {:?}", built.findings);
    }
}

#[test]
fn drafts_that_are_asked_for_are_shown_and_private_pages_never() {
    let page = |fields: &str| format!("+++\ntitle = \"T\"\n{fields}\n+++\n\nText.\n");
    let pages = [
        "draft = true",
        "private = true",
        "publish = false",
        "hidden = true",
    ];
    let files = site(pages.into_iter().map(page).collect());
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let built = Engine::default().build_texts(&files, &options);
    let shown = |at: usize| {
        built
            .output
            .paths()
            .contains(&format!("p{at}.html").as_str())
    };
    assert_eq!([0, 1, 2, 3].map(shown), [true, false, false, false]);
}

#[test]
fn fields_that_say_a_page_is_published_publish_it() {
    for fields in [
        "publish = true",
        "published = true",
        "published = 2024-01-01",
        "published = \"2024-01-01\"",
        "publish = \"yes\"\ndraft = \"no\"",
        "nodraft = true",
        "visibility = true",
        "unpublish = false",
        "extra = { draft = false }",
        "extra = { hidden = true }",
        "cascade = { draft = true }",
        "private = false\ndraft = false",
        "draft = \"off\"",
        "visibility = \"public\"",
        "publishDate = 2020-01-01",
        "expiryDate = 2030-01-01",
        "hidden = false",
        "permalink = \"/old/\"",
    ] {
        let page = format!("+++\ntitle = \"T\"\n{fields}\n+++\n\nText.\n");
        let mut files = site(vec![page]);
        files[0].1.insert_str(0, "date = 2026-11-22\n");
        let (built, made) = build(&files, Vec::new());
        let is_shown = made.iter().any(|(path, _)| path == "p0.html");
        assert!(is_shown, "{fields}: {:?}", built.findings);
    }
}

#[test]
fn pages_whose_fields_cannot_be_read_are_kept_back() {
    for (path, text) in [
        ("a.md", "---\ntitle: \"Zqx\nprivate: true\n---\n\nzqx\n"),
        ("a.md", "---\ntitle: Zqx\nprivate: true\n\nzqx\n"),
        ("a.md", "\n---\ntitle: Zqx\nprivate: true\n---\n\nzqx\n"),
        ("a.md", "---json\n{ \"draft\": true }\n---\n\nzqx\n"),
        (
            "a.md",
            "{\n  \"title\": \"Zqx\",\n  \"draft\": true\n}\n\nzqx\n",
        ),
        ("a.md", ";;;\ndraft = true\n;;;\n\nzqx\n"),
        ("a.md", "Title: Zqx\nStatus: draft\n\nzqx\n"),
        ("a.md", "---\ntitle: Zqx %%zqx%%\n---\n\nzqx\n"),
        (
            "a.md",
            "---\ntitle: A\nsummary: A <!-- zqx -->\n---\n\nzqx\n",
        ),
        ("_drafts/a.md", "---\ntitle: Zqx\n---\n\nzqx\n"),
        ("_a.md", "---\ntitle: Zqx\n---\n\nzqx\n"),
        ("_partials/a.md", "---\ntitle: Zqx\n---\n\nzqx\n"),
    ] {
        let mut files = site(Vec::new());
        files.push((format!("content/{path}"), text.to_owned()));
        let (built, made) = build(&files, Vec::new());
        assert_secret(&built, &made);
        assert_eq!(built.site.pages.len(), 2, "{path} {text}");
        let is_told = built
            .findings
            .iter()
            .any(|one| one.rule.name != "unused-source");
        assert!(is_told || path.starts_with("_drafts"), "{text}");
    }
}
