//! Files that hold the whole site: what is in them, and where they are linked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use scraper::{Html, Selector};
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use crate::project::Project;

const SITE: &str = "title = \"Our <Handbook>\"\n";
const HOME: &str = "+++\ntitle = \"Home\"\n+++\n\nBegin with [[rounds]], or [go to the steps](meetings/rounds.md#steps).\n";
const ROUNDS: &str = "+++\ntitle = \"Rounds\"\nkind = \"agenda\"\nsummary = \"S.\"\nstart = \"19:00\"\nminutes = 30\n\
                      aliases = [\"old/rounds\"]\n+++\n\n![A ring](ring.svg)\n\nSee [[b c]].[^1]\n\n\
                      ## Steps {#steps .opening minutes=10}\n\nAll speak [source: one].\n\n> [!SAY] Welcome, friend.\n\n[^1]: Small.\n";
const OTHER: &str = "+++\ntitle = \"B c\"\n+++\n\n## Steps\n\nNothing.\n";
const RING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M1 1h7\"/></svg>";
const BIB: &str = "@book{one, title = {One}, author = {Ann Author}, date = {2001}}\n";

fn project() -> Project {
    Project::new(&[
        ("site.toml", SITE),
        ("content/index.md", HOME),
        ("content/meetings/rounds.md", ROUNDS),
        ("content/meetings/ring.svg", RING),
        ("content/b c.md", OTHER),
        ("content/sources.bib", BIB),
    ])
}

fn single_file() -> String {
    let project = project();
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .ends(0);
    let files = project.files("public");
    String::from_utf8(files["our-handbook.html"].clone()).unwrap()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn attribute(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let found = all(page, selector).into_iter();
    found
        .filter_map(|element| element.attr(name).map(str::to_owned))
        .collect()
}

#[test]
fn one_file_holds_every_page_and_leads_nowhere_else() {
    let page = Html::parse_document(&single_file());
    let ids = attribute(&page, "[id]", "id");
    let known: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for path in [
        "index.html",
        "meetings/rounds.html",
        "meetings/rounds.run-sheet.html",
        "b␣c.html",
        "sources/one.html",
        "a-z.html",
        "meetings/rounds.html/steps",
        "b␣c.html/steps",
        "meetings/rounds.html/page-source-one",
    ] {
        assert!(known.contains(&path.to_owned()), "{path}");
    }
    let links = attribute(&page, "a", "href");
    assert!(links.contains(&"#meetings/rounds.html/steps".to_owned()));
    assert!(links.contains(&"#b␣c.html".to_owned()));
    for link in &links {
        let place = link.strip_prefix('#');
        let place =
            place.map(|place| percent_encoding::percent_decode_str(place).decode_utf8_lossy());
        let is_here = place.is_some_and(|place| known.contains(&place.into_owned()));
        let is_kept = link.starts_with("data:") || link.starts_with("https://creativecommons.org/");
        assert!(is_here || is_kept, "{link}");
    }
    for selector in ["[src]", "link", "image"] {
        for name in ["src", "href"] {
            let others = attribute(&page, selector, name);
            assert!(
                others.iter().all(|other| other.starts_with("data:")),
                "{others:?}"
            );
        }
    }
    let pictures = attribute(&page, "img", "src");
    let is_drawn = |picture: &String| picture.starts_with("data:image/svg+xml;base64,");
    assert!(!pictures.is_empty() && pictures.iter().all(is_drawn));
}

#[test]
fn what_names_ids_names_those_of_its_page() {
    let page = Html::parse_document(&single_file());
    let ids: BTreeSet<String> = attribute(&page, "[id]", "id").into_iter().collect();
    let mut named = 0;
    for name in [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
    ] {
        for ids_named in attribute(&page, &format!("[{name}]"), name) {
            for id in ids_named.split(' ') {
                assert!(ids.contains(id), "{name}: {id}");
                named += 1;
            }
        }
    }
    assert!(named > 5, "{named}");
}

#[test]
fn the_policy_of_one_file_allows_what_stands_in_it_and_nothing_more() {
    let text = single_file();
    let page = Html::parse_document(&text);
    let policy = attribute(&page, "meta[http-equiv=Content-Security-Policy]", "content");
    let policy: BTreeMap<&str, Vec<&str>> = policy[0]
        .split("; ")
        .map(|directive| {
            let mut words = directive.split(' ');
            (words.next().unwrap(), words.collect())
        })
        .collect();
    assert_eq!(policy["default-src"], ["'none'"]);
    assert_eq!(policy["img-src"], ["data:"]);
    let hashes = |selector: &str| -> Vec<String> {
        let found = all(&page, selector).into_iter();
        let texts = found.map(|element| element.text().collect::<String>());
        texts
            .map(|text| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text))))
            .collect()
    };
    assert_eq!(policy["script-src"], hashes("script:not([type])"));
    assert!(policy["script-src"].len() >= 3);
    assert_eq!(policy["style-src"], hashes("style"));
    for block in all(&page, "script[type]") {
        let data = block.text().collect::<String>();
        assert!(
            serde_json::from_str::<serde_json::Value>(&data).is_ok(),
            "{data}"
        );
    }
    assert!(
        attribute(&page, "[data-file]", "data-file").contains(&"search/en/index.js".to_owned())
    );
}

/// A drawing that is no small one.
fn large_drawing() -> String {
    let path = "<path d=\"M1 1h7\"/>".repeat(100);
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"6\">{path}</svg>")
}

/// A project whose home links and shows files of several kinds.
fn with_files(site: &str) -> Project {
    let home = "+++\ntitle = \"Home\"\n+++\n\n[Form](form.docx) and [again](form.docx), [list](list.txt), \
                [recording](call.wav), [plan](plan.svg)\n\n![The plan](plan.svg)\n\n![Alone](alone.svg)\n";
    let project = Project::new(&[
        ("site.toml", site),
        ("content/index.md", home),
        (
            "content/other.md",
            "+++\ntitle = \"Other\"\n+++\n\n![](plan.svg)\n",
        ),
        ("content/form.docx", "a form"),
        ("content/list.txt", "a list"),
        ("content/plan.svg", &large_drawing()),
        ("content/alone.svg", RING),
    ]);
    project.write("content/call.wav", vec![7; 600_000]);
    project
}

fn one_file_of(project: &Project) -> Html {
    let files = project.files("public");
    Html::parse_document(&String::from_utf8(files["our-handbook.html"].clone()).unwrap())
}

#[test]
fn small_files_travel_in_one_file_and_a_link_to_a_picture_opens_it() {
    let project = with_files(SITE);
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .says("1 file that pages lead to is not in the site as one file: `call.wav` (600 KB)")
        .ends(0);
    let page = one_file_of(&project);
    let leads_to = |words: &str| {
        let links = all(&page, ".leaf a[href]").into_iter();
        let mut links = links.filter(|link| link.text().collect::<String>() == words);
        let id = links.next()?.attr("href")?.strip_prefix('#')?.to_owned();
        let mut leaves = all(&page, ".leaf").into_iter();
        leaves
            .find(|leaf| leaf.attr("id") == Some(&id))
            .map(|leaf| leaf.html())
    };
    for words in ["Form", "again"] {
        let leaf = leads_to(words).unwrap();
        assert!(leaf.contains("download=\"form.docx\""), "{leaf}");
        assert!(leaf.contains(&BASE64_STANDARD.encode("a form")), "{leaf}");
    }
    assert!(
        leads_to("list")
            .unwrap()
            .contains("data:text/plain;base64,")
    );
    assert!(leads_to("plan").unwrap().contains("<use href=\"#"));
    assert_eq!(leads_to("recording"), None);
    let text = page.root_element().text().collect::<String>();
    assert!(text.contains("recording (call.wav is not in this file)"));
}

#[test]
fn a_picture_that_is_shown_twice_is_in_one_file_once() {
    let project = with_files(SITE);
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .ends(0);
    let page = one_file_of(&project);
    let images = attribute(&page, "svg.pictures image", "href");
    assert_eq!(images.len(), 1);
    assert_eq!(page.html().matches(&images[0]).count(), 1);
    let id = &attribute(&page, "svg.pictures image", "id")[0];
    let uses = attribute(&page, "svg.picture use", "href");
    assert_eq!(uses.len(), 3);
    assert!(
        uses.iter().all(|at| at.strip_prefix('#') == Some(id)),
        "{uses:?}"
    );
    assert_eq!(
        attribute(&page, "svg.picture[role=img]", "aria-label")[0],
        "The plan"
    );
    assert_eq!(all(&page, "svg.picture[aria-hidden]").len(), 1);
    assert_eq!(attribute(&page, ".leaf img", "alt"), ["Alone"]);
}

#[test]
fn what_one_file_does_not_hold_is_had_from_the_web_where_the_site_is_there() {
    let project = with_files("title = \"Our <Handbook>\"\nbase_url = \"https://example.org/h/\"\n");
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .ends(0);
    let links = attribute(&one_file_of(&project), ".leaf a", "href");
    assert!(
        links
            .iter()
            .any(|link| link.starts_with("https://example.org/h/assets/call-")),
        "{links:?}"
    );
}

#[test]
fn the_writer_is_told_what_makes_one_file_heavy() {
    let project = with_files(SITE);
    let mut heavy =
        String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"6\">");
    heavy.push_str(&"<path d=\"M1 1h7\"/>".repeat(900_000));
    project.write("content/alone.svg", heavy + "</svg>");
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .says("the site as one file has 2")
        .says("most of it are `alone.svg` (")
        .ends(0);
}

#[test]
fn an_archive_is_the_site_and_always_the_same() {
    let project = project();
    project
        .run(&["build", "--allow-errors", "--out", "plain"])
        .ends(0);
    let pack = |out: &str| {
        project
            .run(&["build", "--allow-errors", "--zip", "--out", out])
            .ends(0);
        project.files(out)["our-handbook.zip"].clone()
    };
    let archive = pack("one");
    assert!(archive == pack("other"));
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut packed = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file
            .name()
            .unwrap()
            .strip_prefix("our-handbook/")
            .unwrap()
            .to_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        packed.insert(name, bytes);
    }
    let mut plain = project.files("plain");
    plain.remove(".groundwork.json");
    assert_eq!(
        packed.keys().collect::<Vec<_>>(),
        plain.keys().collect::<Vec<_>>()
    );
    assert!(packed == plain);
}

#[test]
fn pages_link_what_was_made_to_carry_away() {
    let project = project();
    let links = |args: &[&str]| {
        project
            .run(&[&["build", "--allow-errors"], args].concat())
            .ends(0);
        let files = project.files("public");
        let page = String::from_utf8(files["meetings/rounds.html"].clone()).unwrap();
        let links = attribute(&Html::parse_document(&page), "a[download]", "href");
        let links: Vec<String> = links
            .into_iter()
            // The sources of the page are other files.
            .filter(|link| !link.starts_with("data:") && !link.contains("/rounds."))
            .collect();
        for link in &links {
            assert!(
                files.contains_key(link.strip_prefix("../").unwrap()),
                "{link}"
            );
        }
        links
    };
    assert_eq!(links(&[]), [""; 0]);
    assert_eq!(links(&["--zip"]), ["../our-handbook.zip"]);
    assert_eq!(
        links(&["--single-file", "--zip"]),
        ["../our-handbook.html", "../our-handbook.zip"]
    );
    assert_eq!(links(&[]), [""; 0]);
    assert!(!project.files("public").contains_key("our-handbook.zip"));
}

#[test]
fn a_page_at_the_path_of_the_one_file_is_found() {
    let project = project();
    project.write("content/our-handbook.md", "+++\ntitle = \"Clash\"\n+++\n");
    project.run(&["build"]).ends(0);
    project
        .run(&["build", "--single-file"])
        .ends(1)
        .says("path-clash")
        .says("the site as one file");
}
