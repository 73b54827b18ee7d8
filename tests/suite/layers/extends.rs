//! Pages that extend others: what of each is shown, and where findings in them stand.

use std::collections::BTreeMap;

use groundwork::engine::{Engine, Options};
use groundwork::publish::Artifacts as _;
use groundwork::report::{self, Format};

use crate::project::Project;

const SITE: &str = "title = \"Base\"\nlanguages = [\"en\", \"fr\"]\n";
const OURS: &str =
    "title = \"Ours\"\nlanguages = [\"en\", \"fr\"]\n[[upstream]]\npath = \"../base\"\n";
const ORIGINAL: &str = "+++\ntitle = \"One-to-ones\"\nkind = \"method\"\nsummary = \"Talk to one person.\"\n\
    time = \"30 minutes\"\ntags = [\"talking\"]\n+++\n\nBefore all.\n\n## Summary\n\nTheir summary.\n\n\
    ## Steps\n\nTheir steps, see [b](b.md).\n\n### Detail\n\nTheir detail.\n\n## Variants\n\nTheir variants.\n\n\
    ## Pitfalls\n\nTheir pitfalls. %% secret %%\n";

/// The pages that ours gives, and the findings in ours.
fn build(files: &[(&str, &str)]) -> (BTreeMap<String, String>, String) {
    let mut all = vec![
        ("base/site.toml", SITE),
        ("base/content/methods/one-to-ones.md", ORIGINAL),
        (
            "base/content/methods/b.md",
            "+++\ntitle = \"B\"\n+++\n\nText.\n",
        ),
        ("ours/site.toml", OURS),
    ];
    all.extend(files);
    let project = Project::bare(&all);
    let options = Options::default();
    let mut engine = Engine::new(&project.root().join("ours"));
    let input = engine.read(&options).expect("it can be read");
    let built = engine.build(input, &options);
    let pages = built
        .output
        .paths()
        .into_iter()
        .filter(|path| path.ends_with(".html"));
    let pages = pages.map(|path| {
        let bytes = built
            .output
            .bytes(path)
            .expect("it can be made")
            .unwrap_or_default();
        (path.to_owned(), text_of(&String::from_utf8_lossy(&bytes)))
    });
    let pages = pages.collect();
    let mut said = Vec::new();
    let rules = groundwork::check::RULES;
    let (findings, sources) = (&built.findings, engine.sources());
    report::draw(Format::Text, findings, sources, rules, false, &mut said)
        .expect("memory takes it");
    (pages, String::from_utf8_lossy(&said).into_owned())
}

/// The words of a page's own text, in order.
fn text_of(html: &str) -> String {
    let Some(start) = html.find("<div class=\"text\">") else {
        return html.to_owned();
    };
    let end = html[start..]
        .find("<div class=\"ends\">")
        .map_or(html.len(), |at| start + at);
    html[start..end].to_owned()
}

#[track_caller]
fn in_order(page: &str, words: &[&str]) {
    let mut at = 0;
    for word in words {
        let found = page[at..].find(word);
        at += found.unwrap_or_else(|| panic!("no {word:?} behind what comes before it in {page}"));
    }
}

#[test]
fn a_page_keeps_what_it_does_not_name() {
    let ours = "+++\nextends = \"one-to-ones\"\ntitle = \"Tenants\u{2019} one-to-ones\"\n+++\n\n\
        ## Steps {add=before}\n\nKnock first.\n\n## Steps {add=after}\n\nSay thanks.\n\n\
        ## Variants\n\nOur variants.\n\n## Pitfalls {add=out}\n\n\
        ## At the door {place=after:steps}\n\nNew, see [c](c.md).\n\n## More\n\nAt the end.\n";
    let c = "+++\ntitle = \"C\"\n+++\n\nSee [[one-to-ones#detail]].\n";
    for path in ["methods/one-to-ones.md", "our-own/name.md"] {
        let path = format!("ours/content/{path}");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (pages, said) = build(&[(&path, ours), (&format!("{folder}/c.md"), c)]);
        assert_eq!(said, "", "{path}");
        let page = &pages["methods/one-to-ones.html"];
        in_order(
            page,
            &[
                "Before all.",
                "Their summary.",
                "Steps",
                "Knock first.",
                "Their steps",
                "b.html\"",
                "Their detail.",
                "Say thanks.",
                "At the door",
                "New, see",
                "c.html",
                "Variants",
                "Our variants.",
                "More",
                "At the end.",
            ],
        );
        for gone in [
            "Their variants",
            "Their pitfalls",
            "secret",
            "add=",
            "place=",
        ] {
            assert!(!page.contains(gone), "{gone} in {page}");
        }
        assert!(pages["a-z.html"].contains("Tenants\u{2019} one-to-ones"));
    }
}

#[test]
fn fields_of_both_notations_and_titles_in_headings_are_merged() {
    let ours = "---\nextends: one-to-ones\ntags: [1984, doors]\n---\n# Our title\n\nOur opening.\n";
    let (pages, said) = build(&[("ours/content/one-to-ones.md", ours)]);
    assert_eq!(said, "");
    let page = &pages["methods/one-to-ones.html"];
    assert!(
        page.contains("Our opening.") && !page.contains("Before all."),
        "{page}"
    );
    assert!(pages.contains_key("tags/1984.html") && !pages.contains_key("tags/talking.html"));
    assert!(
        pages["a-z.html"].contains("Our title") && !pages["a-z.html"].contains(">One-to-ones<")
    );
}

#[test]
fn a_page_with_an_id_of_its_own_stands_beside_the_original() {
    let ours = "+++\nextends = \"one-to-ones\"\nid = \"doors\"\ntitle = \"Doors\"\n+++\n\n## Summary\n\nAt doors.\n";
    let (pages, said) = build(&[("ours/content/doors.md", ours)]);
    assert_eq!(said, "");
    assert!(pages["methods/one-to-ones.html"].contains("Their summary."));
    in_order(
        &pages["doors.html"],
        &["At doors.", "Their steps", "methods/b.html"],
    );
}

#[test]
fn findings_in_a_composed_page_stand_where_they_were_typed() {
    let ours = "+++\nextends = \"one-to-ones\"\n+++\n\n## Variants\n\nSee [[nowhere]].\n";
    let base = ORIGINAL.replace("Their steps", "[[gone]] steps");
    let (_, said) = build(&[
        ("ours/content/one-to-ones.md", ours),
        ("base/content/methods/one-to-ones.md", &base),
    ]);
    assert!(said.contains("content/one-to-ones.md:7:7"), "{said}");
    assert!(
        said.contains("See [[nowhere]]") && !said.contains("gone"),
        "{said}"
    );
}

#[test]
fn what_ours_says_of_sections_that_are_not_there_is_found() {
    for (text, words) in [
        (
            "extends = \"one-to-one\"\n+++\n",
            "did you mean `one-to-ones`?",
        ),
        (
            "extends = \"x\"\nid = \"x\"\n+++\n",
            "a page cannot extend itself",
        ),
        ("extends = \"c\"\n+++\n", "`c` is a page of this handbook"),
        (
            "extends = \"one-to-ones\"\nlang = \"fr\"\n+++\n",
            "has `one-to-ones` in the language `fr`, but in: en",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Stepps {add=after}\n\nX.\n",
            "did you mean `steps`?",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Steps {add=behind}\n\nX.\n",
            "`add=behind` is no way",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## New {place=steps}\n\nX.\n",
            "write place=after:steps",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## New {place=after:stepps}\n\nX.\n",
            "did you mean `steps`?",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Steps {add=out}\n\nX.\n",
            "text below this heading with it",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Steps\n\nX.\n\n## Steps\n\nY.\n",
            "replaced twice",
        ),
        (
            "title = \"T\"\n+++\n## Steps {add=before}\n\nX.\n",
            "this page extends none",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Old {add=after}\n\nX.\n",
            "the original had a section `old`",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Old\n\nX.\n",
            "the original had a section `old`",
        ),
    ] {
        is_said(text, words);
    }
}

/// What is said of a page of this text, at its own place; what was typed is shown all the same.
fn is_said(text: &str, words: &str) {
    let page = format!("+++\n{text}");
    let (pages, said) = build(&[
        ("ours/content/p.md", &page),
        ("ours/content/c.md", "+++\ntitle = \"C\"\n+++\n\nText.\n"),
        (
            "ours/content/.originals/en/one-to-ones.md",
            "+++\ntitle = \"A\"\n+++\n\n## Old\n\nText.\n",
        ),
    ]);
    assert!(said.contains(words), "{text}: {said}");
    assert!(said.contains("content/p.md:"), "{text}: {said}");
    if text.contains("X.") && !text.contains("add=out") {
        assert!(
            pages.values().any(|page| page.contains("X.")),
            "{text}: nothing is lost"
        );
    }
}

#[test]
fn what_places_a_section_nowhere_is_found() {
    for (text, words) in [
        (
            "extends = \"one-to-ones\"\n+++\n## New {place=after:new}\n\nX.\n",
            "the section `new` is to stand beside itself",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## One {place=after:two}\n\nX.\n\n## Two {place=after:one}\n\nY.\n",
            "beside `two`, which is to stand beside this one",
        ),
        (
            "extends = \"one-to-ones\"\n+++\n## Steps {add=before place=after:variants}\n\nX.\n",
            "so that `place=after:variants` says nothing",
        ),
    ] {
        is_said(text, words);
    }
}

#[test]
fn sections_of_ours_stand_beside_each_other_in_whatever_order_they_are_typed() {
    let section = |name: &str, place: &str| format!("## {name}{place}\n\nText of {name}.\n\n");
    // The one name may be typed as a list.
    for (sections, order) in [
        (
            vec![("X", " {place=before:steps}"), ("Y", " {place=after:x}")],
            ["X", "Y", "steps, see", "variants."],
        ),
        (
            vec![("Y", " {place=after:x}"), ("X", " {place=after:steps}")],
            ["detail.", "X", "Y", "variants."],
        ),
        (
            vec![("Y", " {place=after:x}"), ("X", "")],
            ["variants.", "pitfalls.", "X", "Y"],
        ),
        (
            vec![("X", ""), ("Y", " {place=before:x}")],
            ["variants.", "pitfalls.", "Y", "X"],
        ),
        (
            vec![
                ("X", " {place=after:steps}"),
                ("Y", " {place=after:x}"),
                ("Z", " {place=after:x}"),
            ],
            ["X", "Y", "Z", "variants."],
        ),
    ] {
        let text: String = sections
            .iter()
            .map(|(name, place)| section(name, place))
            .collect();
        let ours = format!("+++\nextends = [\"one-to-ones\"]\n+++\n\n{text}");
        let (pages, said) = build(&[("ours/content/one-to-ones.md", &ours)]);
        assert_eq!(said, "", "{text}");
        let words: Vec<String> = order
            .iter()
            .map(|word| match word.len() {
                1 => format!("Text of {word}."),
                _ => format!("Their {word}"),
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        in_order(&pages["methods/one-to-ones.html"], &words);
    }
}

#[test]
fn items_of_an_agenda_are_changed_like_sections() {
    let agenda = "+++\nkind = \"agenda\"\ntitle = \"Monthly\"\nsummary = \"We meet.\"\nstart = \"19:00\"\nminutes = 60\n\
        people = { min = 3, expected = 8, max = 20 }\n+++\n\n## Welcome {#welcome .opening minutes=10}\n\nHello.\n\n\
        ## Talk {#talk .discussion minutes=30}\n\nTalk.\n\n## Close {#close .closing minutes=10}\n\nBye.\n";
    let ours = "+++\nextends = \"monthly\"\nstart = \"20:00\"\n+++\n\n## Talk {#talk add=before}\n\nRead this.\n\n\
        ## Tea {#tea .break minutes=10 place=after:talk}\n\nTea.\n";
    let (pages, said) = build(&[
        ("base/content/monthly.md", agenda),
        ("ours/content/monthly.md", ours),
    ]);
    assert!(!said.contains("error"), "{said}");
    in_order(
        &pages["monthly.html"],
        &[
            "20:00",
            "20:40",
            "Hello.",
            "Read this.",
            "Talk.",
            "Tea.",
            "Bye.",
        ],
    );
}

#[test]
fn what_is_private_in_an_original_stays_so_whatever_ours_takes_out() {
    let base = "+++\ntitle = \"One-to-ones\"\n+++\n\n## A\n\nOpen.\n\n%%\n\n## B\n\nsecret\n\n%%\n\n## C\n\nOpen again.\n";
    let ours = "+++\nextends = \"one-to-ones\"\n+++\n\n## A {add=out}\n\n## C\n\nOurs.\n";
    let (pages, _) = build(&[
        ("base/content/methods/one-to-ones.md", base),
        ("ours/content/one-to-ones.md", ours),
    ]);
    assert!(pages.values().all(|page| !page.contains("secret")));
    assert!(pages["methods/one-to-ones.html"].contains("Ours."));
}

#[test]
fn what_ours_says_of_an_item_that_stays_theirs_takes_the_place_of_what_they_say() {
    let (pages, _) = build(&[
        (
            "base/content/m.md",
            "+++\ntitle = \"M\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 60\n+++\n\n\
             ## Talk {#talk minutes=10}\n\nTheirs.\n\n## End {minutes=10}\n\nGo.\n",
        ),
        (
            "ours/content/m.md",
            "+++\nextends = \"m\"\n+++\n\n## Talk {#talk minutes=25 add=before}\n\nOurs.\n",
        ),
    ]);
    let page = &pages["m.html"];
    assert!(
        page.contains("25") && page.contains("Ours.") && page.contains("Theirs."),
        "{page}"
    );
}

#[test]
fn a_comment_before_the_first_section_takes_the_place_of_no_text() {
    let own = "+++\nextends = \"a\"\n+++\n\n<!-- What stays is theirs. -->\n\n<!-- More. -->\n\n## More\n\nOurs.\n";
    let (pages, said) = build(&[
        (
            "base/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\nBegins so.\n\n## Steps\n\nTheirs.\n",
        ),
        ("ours/content/a.md", own),
    ]);
    in_order(&pages["a.html"], &["Begins so.", "Theirs.", "Ours."]);
    assert!(!said.contains("What stays"), "{said}");
}
