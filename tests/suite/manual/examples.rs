//! Each example of the manual is built.
//!
//! The words behind a fence say what is expected of it. `markdown page` is a whole page, which builds without error
//! or warning; with `finds=RULE` it gives exactly that rule. `markdown` alone is a piece of a page, and gives no
//! error but for links to pages that are not there. `toml site` are settings; `toml` alone is a piece of them. `bibtex sources` is the bibliography of its chapter. `path=…` names the file;
//! all blocks of a chapter that have a path stand in one site, unless they are examples of mistakes.

use std::collections::{BTreeMap, BTreeSet};

use std::io::Cursor;

use groundwork::diagnostic::{Diagnostic, Severity};
use groundwork::engine::{Engine, Options};
use groundwork::report::{self, Format};
use image::{DynamicImage, ImageFormat};
use rayon::prelude::*;
use regex::Regex;

use super::blocks::{Block, Chapter, chapters};
use crate::project::Project;

/// Rules whose findings come of printing, which a build without PDFs does not do.
const PRINTED: [&str; 6] = [
    "card-too-long",
    "too-long-to-fold",
    "too-many-sides",
    "missing-glyph",
    "unprintable",
    "unprintable-picture",
];

/// What a piece of a page may lack, since it is shown without the pages around it.
const AROUND: [&str; 2] = ["dead-link", "dead-heading"];

/// Languages of blocks that are not built: what the program says, other programs' files.
const SHOWN: [&str; 7] = ["console", "text", "yaml", "json", "html", "css", ""];

type Site = BTreeMap<String, String>;

#[test]
fn every_example_builds_or_shows_the_mistake_that_it_is_an_example_of() {
    let chapters = chapters();
    let failures: Vec<String> = chapters.par_iter().flat_map(failures).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_manual_has_examples_of_each_sort() {
    let chapters = chapters();
    let blocks: Vec<&Block> = chapters
        .iter()
        .flat_map(|chapter| &chapter.blocks)
        .collect();
    let count = |is: &dyn Fn(&Block) -> bool| blocks.iter().filter(|block| is(block)).count();
    assert!(count(&|block| block.value("finds").is_some()) > 50);
    assert!(count(&|block| block.is("page")) > 60);
    assert!(count(&|block| block.is("site")) > 5);
    assert!(count(&|block| block.lang == "console") > 5);
}

/// What is wrong with the examples of a chapter.
fn failures(chapter: &Chapter) -> Vec<String> {
    let common = common(chapter);
    let mut failures = Vec::new();
    if chapter
        .blocks
        .iter()
        .any(|block| block.is("page") && is_common(block))
    {
        failures.extend(judge(&common, None, Severity::Warning, &[]));
    }
    for block in chapter.blocks.iter().filter(|block| !is_common(block)) {
        failures.extend(failure(block, &common));
    }
    let named = failures.into_iter();
    named
        .map(|failure| format!("{}: {failure}", chapter.name))
        .collect()
}

/// Whether a block stands in the site that its whole chapter shares.
fn is_common(block: &Block) -> bool {
    let is_file = block.value("path").is_some() || block.is("sources");
    is_file && block.value("finds").is_none()
}

fn common(chapter: &Chapter) -> Site {
    let blocks = chapter.blocks.iter().filter(|block| is_common(block));
    let files = blocks.enumerate().map(|(at, block)| {
        let path = block.value("path").map(str::to_owned);
        let path = path.unwrap_or_else(|| format!("content/sources-{at}.bib"));
        (path, block.text.clone())
    });
    files.collect()
}

fn failure(block: &Block, common: &Site) -> Option<String> {
    let finds = block.value("finds");
    let mut site = common.clone();
    let path = match (block.lang.as_str(), block.value("path")) {
        (_, Some(path)) => path,
        ("toml", None) if block.is("site") => {
            // Settings are read by themselves.
            site.clear();
            "site.toml"
        }
        ("toml", None) => {
            return block
                .text
                .parse::<toml::Table>()
                .err()
                .map(|e| e.to_string());
        }
        ("bibtex", None) if block.is("sources") => "content/mistaken.bib",
        ("markdown", None) if block.is("page") => "content/an-example.md",
        ("markdown", None) => {
            let page = format!("+++\ntitle = \"An example\"\n+++\n\n{}", block.text);
            site.insert("content/an-example.md".to_owned(), page);
            return judge(&site, None, Severity::Error, &AROUND);
        }
        (lang, None) if SHOWN.contains(&lang) => return None,
        (lang, None) => return Some(format!("nothing is known of a block of `{lang}`")),
    };
    site.insert(path.to_owned(), block.text.clone());
    judge(&site, finds, Severity::Warning, &[])
}

/// Builds a site: where it is to show a mistake it shows that and nothing else, where it is not it shows nothing that
/// weighs as much as `least`, but for what is `allowed`.
fn judge(site: &Site, finds: Option<&str>, least: Severity, allowed: &[&str]) -> Option<String> {
    let is_printed = finds.is_some_and(|rule| PRINTED.contains(&rule));
    if is_printed && !cfg!(feature = "pdf") {
        return None;
    }
    let (found, said) = build(site, is_printed);
    let wanted: BTreeSet<&str> = finds.into_iter().collect();
    let is_told = |one: &&Diagnostic| {
        let is_heavy = one.severity >= least && !allowed.contains(&one.rule.name);
        is_heavy || wanted.contains(one.rule.name)
    };
    let told = found.iter().filter(is_told);
    let rules: BTreeSet<&str> = told.map(|one| one.rule.name).collect();
    if rules == wanted {
        return None;
    }
    let pages = site
        .iter()
        .map(|(path, text)| format!("-- {path} --\n{text}"));
    let pages: Vec<String> = pages.collect();
    let pages = pages.join("\n");
    Some(format!(
        "finds {rules:?} in place of {wanted:?}\n{pages}\n{said}"
    ))
}

fn build(site: &Site, prints: bool) -> (Vec<Diagnostic>, String) {
    let project = Project::bare(&[]);
    for (path, text) in site {
        project.write(path, text);
    }
    let settings = site.get("site.toml").map_or("", String::as_str);
    let has_title = settings.lines().any(|line| line.starts_with("title ="));
    let title = if has_title { "" } else { "title = \"Test\"\n" };
    let print = if prints || settings.contains("[print]") {
        ""
    } else {
        "\n[print]\nkinds = []\n"
    };
    project.write("site.toml", format!("{title}{settings}{print}"));
    add_pictures(&project, site);
    let mut engine = Engine::new(&project.root());
    let options = Options::default();
    let input = engine.read(&options).expect("the project can be read");
    let mut built = engine.build(input, &options);
    engine
        .settle(&mut built, &|| {})
        .expect("every artifact can be made");
    let mut said = Vec::new();
    let rules = groundwork::check::RULES;
    report::draw(
        Format::Text,
        &built.findings,
        engine.sources(),
        rules,
        false,
        &mut said,
    )
    .expect("memory takes what is written");
    (built.findings, String::from_utf8_lossy(&said).into_owned())
}

/// Puts a picture wherever a page shows one that no block has.
fn add_pictures(project: &Project, site: &Site) {
    let named = Regex::new(r"(?:\]\(|\[\[)([a-z0-9/-]+\.(?:jpg|png))").unwrap();
    for (path, text) in site.iter().filter(|(path, _)| path.ends_with(".md")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for picture in named.captures_iter(text).filter_map(|found| found.get(1)) {
            let path = format!("{folder}/{}", picture.as_str());
            if !project.root().join(&path).exists() {
                project.write(&path, picture_bytes(&path));
            }
        }
    }
}

fn picture_bytes(path: &str) -> Vec<u8> {
    let format = if path.ends_with(".png") {
        ImageFormat::Png
    } else {
        ImageFormat::Jpeg
    };
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(8, 8)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}
