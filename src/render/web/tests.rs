//! What programs are told of whole sites.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::engine::{Engine, Options};
use crate::render::output::Output;

const SITE: (&str, &str) = (
    "site.toml",
    "title = \"T\\u0007 & <b>\"\nbase_url = \"https://example.org/?a=1&b=\"\nlanguages = [\"en\", \"fr\"]\n",
);

fn site(files: &[(&str, &str)]) -> Output {
    Engine::default()
        .build_texts(files, &Options::default())
        .output
}

fn text(output: &Output, path: &str) -> String {
    String::from_utf8(output.make(path).unwrap().unwrap()).unwrap()
}

/// The texts of the elements of a name; everything must be well formed.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                let tag = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                if tag == name {
                    found.push(String::new());
                }
                open.push(tag);
            }
            Event::End(_) => assert!(open.pop().is_some()),
            Event::Text(text) if open.last().is_some_and(|tag| tag == name) => {
                found.last_mut().unwrap().push_str(&text.decode().unwrap());
            }
            Event::GeneralRef(reference) if open.last().is_some_and(|tag| tag == name) => {
                let reference = format!("&{};", reference.decode().unwrap());
                let letter = quick_xml::escape::unescape(&reference).unwrap();
                found.last_mut().unwrap().push_str(&letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

#[test]
fn maps_and_feeds_are_xml_whatever_is_in_titles_and_paths() {
    let page = "+++\ntitle = \"\\u001b]]> & 'A' \\ufffe<c>\"\nupdated = { on = 2026-11-20, what = \"\\u0000x\" }\n+++\nx\n";
    let output = site(&[SITE, ("content/d & 'e'.md", page)]);
    let feed = text(&output, "changes.atom");
    assert_eq!(
        texts(&feed, "title"),
        ["Changes · T & <b>", "]]> & 'A' <c>"]
    );
    assert_eq!(texts(&feed, "summary"), ["x"]);
    let map = text(&output, "sitemap.xml");
    let page = "https://example.org/?a=1&b=/d%20&%20'e'.html".to_owned();
    assert!(texts(&map, "loc").contains(&page), "{map}");
}

#[test]
fn a_feed_tells_the_latest_fifty_changes_and_each_change_anew() {
    let changed = |n: usize, day: u8| {
        let text = format!("+++\ntitle = \"{n}\"\nupdated = 2026-11-{day:02}\n+++\nx\n");
        (format!("content/p{n}.md"), text)
    };
    let of = |pages: &[(String, String)]| {
        let pages = pages.iter();
        let pages = pages.map(|(path, text)| (path.as_str(), text.as_str()));
        let files: Vec<(&str, &str)> = [SITE].into_iter().chain(pages).collect();
        text(&site(&files), "changes.atom")
    };
    let pages: Vec<_> = (0..60).map(|n| changed(n, 1 + n as u8 / 3)).collect();
    let feed = of(&pages);
    let days = texts(&feed, "updated");
    assert_eq!(days.len(), 1 + 50);
    assert_eq!(days[0], "2026-11-20T00:00:00Z");
    assert!(days.is_sorted_by(|one, next| one >= next));
    let ids = |day| texts(&of(&[changed(1, day)]), "id");
    assert_ne!(ids(1)[1], ids(2)[1]);
}

#[test]
fn a_site_of_more_pages_than_a_map_may_hold_has_a_map_of_maps() {
    let page = |at: usize| {
        let tags = (at * 200..(at + 1) * 200).map(|n| format!("\"t{n:05}\","));
        let tags: String = tags.collect();
        let text = format!("+++\ntitle = \"A\"\ntags = [{tags}]\n+++\nx\n");
        (format!("content/p{at}.md"), text)
    };
    let pages: Vec<(String, String)> = (0..251).map(page).collect();
    let pages = pages.iter();
    let pages = pages.map(|(path, text)| (path.as_str(), text.as_str()));
    let one = "title = \"T\"\nbase_url = \"https://example.org\"\n";
    let files: Vec<(&str, &str)> = [("site.toml", one)].into_iter().chain(pages).collect();
    let output = site(&files);
    let parts = texts(&text(&output, "sitemap.xml"), "loc");
    assert_eq!(
        parts,
        [
            "https://example.org/sitemap-1.xml",
            "https://example.org/sitemap-2.xml"
        ]
    );
    let pages = ["sitemap-1.xml", "sitemap-2.xml"].map(|part| texts(&text(&output, part), "loc"));
    assert_eq!(pages[0].len(), 50_000);
    assert!(pages[1].contains(&"https://example.org/tags/t50000.html".to_owned()));
    assert!(!output.contains("sitemap-3.xml"));
}

#[test]
fn references_are_left_out_when_they_grow_long() {
    let records: String = (0..30)
        .map(|n| {
            format!(
                "@book{{b{n}, title = {{Book {n} {}}}}}\n",
                "long ".repeat(8)
            )
        })
        .collect();
    let marks: String = (0..30).map(|n| format!("x [@b{n}]. ")).collect();
    let page = format!("+++\ntitle = \"A\"\n+++\n{marks}\n");
    let output = site(&[SITE, ("content/s.bib", &records), ("content/a.md", &page)]);
    let page = text(&output, "a.html");
    let (_, rest) = page.split_once("ld+json\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    let citations = data["citation"].as_array().unwrap();
    assert!((5..30).contains(&citations.len()), "{json}");
    assert!(citations[0].as_str().unwrap().contains("Book 0 "));
    assert!(json.len() <= super::head::LONGEST, "{}", json.len());
}
