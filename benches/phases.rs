//! How long each phase takes, on a corpus made in memory.
//!
//! `cargo bench --bench phases` runs all of them; a word after `--` runs those that have it in their
//! names. The figures hold for one machine at one time: compare two runs of the same machine.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use groundwork::render::image::clean;
use pulldown_cmark::{Options, Parser, html};

mod corpus;

use corpus::{Corpus, File, groundwork as dialect};

/// Enough for the costs that grow with the site to show, and few enough for a run in seconds.
const PAGES: usize = 1_000;

/// A megabyte, as a telephone's pictures have.
const SCAN: usize = 1 << 20;

fn main() {
    divan::main();
}

/// The pages of the corpus, without its settings and sources.
fn pages() -> Vec<File> {
    dialect::files(&Corpus::new(PAGES))
        .filter(|file| file.path.ends_with(".md"))
        .collect()
}

/// Reading every page's Markdown to HTML, which no phase can be quicker than.
#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let pages = pages();
    let size: usize = pages.iter().map(|page| page.text.len()).sum();
    bencher
        .counter(ItemsCount::new(pages.len()))
        .counter(BytesCount::new(size))
        .bench_local(|| {
            let mut written = String::new();
            for page in &pages {
                written.clear();
                html::push_html(&mut written, Parser::new_ext(&page.text, options()));
                black_box(&written);
            }
        });
}

/// Those that pages are read with.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// Cleaning a picture of a megabyte.
#[divan::bench]
fn clean_image(bencher: Bencher<'_, '_>) {
    let picture = jpeg();
    bencher
        .counter(BytesCount::new(picture.len()))
        .bench_local(|| clean(black_box(&picture)));
}

/// A JPEG as far as its segments go: the data between them stand for a picture.
fn jpeg() -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE1\0\x10Exif\0\0MM\0*\0\0\0\x08".to_vec();
    bytes.extend(b"\xFF\xC0\0\x0B\x08\x0C\0\x10\0\x01\x01\x11\0");
    bytes.extend(b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0");
    // In a picture's data about one byte in 256 is FF, and a 0 follows each.
    let run: Vec<u8> = (0..254).chain([0xFF, 0]).collect();
    bytes.extend(run.repeat(SCAN / run.len()));
    bytes.extend(b"\xFF\xD9");
    bytes
}
