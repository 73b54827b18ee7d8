//! The examples of the CommonMark specification, through our own parser and writer.
//!
//! As plain CommonMark all of them hold. In a page of ours they hold too, but for those in
//! [`CHANGED`], each of which our own language reads otherwise on purpose.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde::Deserialize;

use super::page;
use super::writer::HtmlWriter;
use crate::document::Walk;
use crate::load;
use crate::model::edition::Edition;
use crate::model::page::Target;
use crate::model::site::{Resolution, Site};
use crate::model::source::Sources;
use crate::parse::context::{Context, Dialect};
use crate::parse::markdown;
use crate::render::asset::Assets;
use crate::render::highlight::Highlighter;
use crate::render::reading_order::ReadingOrder;
use crate::render::reference::Styles;
use crate::render::references::References;
use crate::render::render_context::RenderContext;
use crate::render::theme::Theme;
use crate::resolve::Parts;
use crate::{parse, resolve};

#[derive(Deserialize)]
struct Specification {
    examples: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

/// The examples that our language changes, and why it does.
const CHANGED: &[(&str, &[usize])] = &[
    ("code is highlighted", &[142, 143]),
    (
        "comments never reach the output",
        &[177, 179, 183, 308, 309, 625, 626],
    ),
    ("a link to a heading that is not there is marked", &[501]),
    ("two brackets are a link by id", &[548, 559, 590]),
    (
        "only http, https, mailto and tel may be linked to",
        &[596, 598, 599, 601],
    ),
    (
        "bare addresses are links, as GFM has it",
        &[602, 608, 611, 612],
    ),
    (
        "the page's title is of the first level, so headings of that level are shown one down",
        &[
            10, 62, 66, 67, 68, 72, 75, 76, 78, 79, 80, 81, 82, 83, 84, 115, 141, 214, 215, 227,
        ],
    ),
    (
        "Markdown within HTML that has a line for itself is read",
        &[163],
    ),
    ("an empty address is the page's own", &[200, 485, 486, 567]),
    ("a link without words shows its target's", &[484, 487]),
    (
        "the title of a picture is its caption",
        &[572, 573, 576, 577, 579, 584, 585, 586, 587, 588, 589, 591],
    ),
    ("entities in HTML are written as letters", &[31, 630]),
    (
        "words in angle brackets that are no element of HTML stay words",
        &[201, 491, 613],
    ),
];

fn examples() -> Vec<Example> {
    let text = include_str!("../../../tests/commonmark/examples.json");
    let specification: Specification = serde_json::from_str(text).expect("the file is ours");
    assert_eq!(specification.examples.len(), 652);
    specification.examples
}

#[test]
fn plain_commonmark_passes_every_example() {
    let mut sources = Sources::default();
    let mut failed = String::new();
    for example in examples() {
        let text = &example.markdown;
        let context = Context {
            is_index: false,
            title: None,
            source: sources.insert("example.md", text.as_str()),
            path: "example.md",
            lang: "en",
            kind: None,
            dialect: Dialect::Plain,
        };
        let body = markdown::parse(context, text, 0..text.len()).body;
        let html = Walk::plain(&body, text, HtmlWriter::new(None, 0, ""))
            .finish()
            .0;
        if with_plain_quotes(&html) != with_plain_quotes(&example.html) {
            failed += &difference(&example, &html);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn a_page_changes_the_examples_that_are_listed_and_no_others() {
    let examples = examples();
    let written = written(&examples);
    let mut failed = String::new();
    for (example, html) in examples.iter().zip(&written) {
        let html = without_additions(html);
        let same = html == with_plain_addresses(&with_plain_quotes(&example.html));
        let changed = CHANGED
            .iter()
            .any(|(_, numbers)| numbers.contains(&example.number));
        match (same, changed) {
            (false, false) => failed += &difference(example, &html),
            (true, true) => {
                failed += &format!(
                    "example {} is as the specification has it: take it off the list\n",
                    example.number
                );
            }
            _ => {}
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

fn difference(example: &Example, html: &str) -> String {
    format!(
        "example {} ({})\n--- markdown\n{}--- specification\n{}--- ours\n{html}\n",
        example.number, example.section, example.markdown, example.html
    )
}

/// Each example as the body of a page.
fn written(examples: &[Example]) -> Vec<String> {
    let pages: Vec<(String, String)> = examples
        .iter()
        .map(|example| {
            let front_matter = format!("+++\ntitle = \"Example {}\"\n+++\n", example.number);
            (
                format!("content/{:03}.md", example.number),
                front_matter + &example.markdown,
            )
        })
        .collect();
    let mut files = vec![("site.toml", "title = \"Examples\"\ntrust_html = true\n")];
    files.extend(
        pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let mut sources = Sources::default();
    let (loaded, _) = load::texts(&files, &mut sources);
    let schema = parse::schema(
        &loaded.config,
        &loaded.theme.kinds,
        std::iter::empty(),
        &sources,
        &mut Vec::new(),
    );
    let pages = loaded.pages.iter().map(|file| {
        let text = &sources.get(file.source).text;
        Arc::new(parse::page(file.source, parse::File::at(&file.path), text, &schema).0)
    });
    // Put together by hand: pages, settings and files are all that an example needs, and nothing else can change it.
    let parts = Parts {
        pages: pages.collect(),
        config: loaded.config,
        schema,
        kept: Vec::new(),
        known_beneath: None,
        layers: Arc::new([]),
        unlisted: Arc::new([]),
        records: Vec::new(),
        second_records: Arc::new([]),
        own_fields: Vec::new(),
        beneath: Vec::new(),
        files: Arc::new(loaded.files),
        builtin_pages: Vec::new(),
        drafts: false,
        withheld: true,
    };
    let mut site = resolve::resolve(parts, &mut resolve::ResolveCache::default());
    let (theme, _) = Theme::new(&loaded.theme, &site.config, &sources);
    find_everything(&mut site);
    let styles = Styles::load("ieee").expect("the archive has IEEE");
    let cx = RenderContext {
        site: &site,
        words: &theme.words[0],
        reading_order: &ReadingOrder::default(),
        references: &References::new(&site, Arc::new(styles)),
        highlighter: &Highlighter::default(),
        assets: &Assets::in_place(pictures(&site)),
        edition: Edition::Folder,
    };
    (0..examples.len())
        .map(|index| page(cx, index).html)
        .collect()
}

/// The examples link to `/url` and show `train.jpg`: lets a file be at every path they name.
fn find_everything(site: &mut Site) {
    for found in &mut site.pages {
        let body = &found.page.body;
        let leads = Arc::get_mut(&mut found.resolved).expect("nobody else has them");
        for (link, to) in body.links.iter().zip(&mut leads.links) {
            if let (Target::Path { path, .. }, Resolution::Missing(_)) = (&link.target, &to) {
                *to = Resolution::Builtin(path.to_string());
            }
        }
        for (image, to) in body.images.iter().zip(&mut leads.images) {
            if let Target::Path { path, .. } = &image.target {
                *to = Ok(path.to_string());
            }
        }
    }
}

/// The paths of all pictures that pages show.
fn pictures(site: &Site) -> impl Iterator<Item = String> {
    let images = site.pages.iter().flat_map(|page| &page.resolved.images);
    images.filter_map(|to| to.as_ref().ok().cloned())
}

/// Quotation marks in texts as they are: to a browser they are the same as `&quot;`, which the
/// specification writes, and the specification's own test runner takes the two for one.
fn with_plain_quotes(html: &str) -> String {
    let parts = html
        .split_inclusive('<')
        .flat_map(|part| match part.find('>') {
            Some(end) => [part[..end].to_owned(), part[end..].replace("&quot;", "\"")],
            None => [part.replace("&quot;", "\""), String::new()],
        });
    parts.collect()
}

/// Our HTML without what pages always add: the ids of headings, what keeps links to other hosts
/// from telling where a reader comes from, the numbers of links on paper, the size of pictures and
/// their loading when they are seen, what lets code be scrolled by keyboard.
fn without_additions(html: &str) -> String {
    let mut html = html
        .replace(" class=\"external\" rel=\"noreferrer\"", "")
        .replace(" width=\"1\" height=\"1\" loading=\"lazy\"", "")
        .replace("<pre tabindex=\"0\">", "<pre>");
    html = without(&html, "", " data-note=\"", "\"");
    for level in 1..=6 {
        html = without(&html, &format!("<h{level}"), " id=\"", "\"");
    }
    with_plain_addresses(&with_plain_quotes(&html))
}

/// Addresses decoded and without the slash or `./` before them, since ours are relative to the page.
fn with_plain_addresses(html: &str) -> String {
    let mut plain = html.to_owned();
    for attribute in ["href=\"", "src=\""] {
        plain = plain
            .split(attribute)
            .enumerate()
            .map(|(at, part)| match (at, part.split_once('"')) {
                (1.., Some((address, rest))) => {
                    let address = percent_decode_str(address).decode_utf8_lossy();
                    let address = address.trim_start_matches("./").trim_start_matches('/');
                    format!("{attribute}{address}\"{rest}")
                }
                _ => part.to_owned(),
            })
            .collect();
    }
    plain
}

/// Takes out what stands from `open` to `close` right after each `before`.
fn without(html: &str, before: &str, open: &str, close: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((head, tail)) = rest.split_once(&format!("{before}{open}")) {
        kept += head;
        kept += before;
        rest = tail.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}
