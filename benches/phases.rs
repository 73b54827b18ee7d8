//! How long each phase takes, on a corpus made in memory.
//!
//! `cargo bench --bench phases` runs all of them; a word after `--` runs those that have it in their
//! names. The figures hold for one machine at one time: compare two runs of the same machine.

use std::hint::black_box;
#[cfg(feature = "pdf")]
use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use groundwork::engine::{Built, Engine, Options};
#[cfg(feature = "pdf")]
use groundwork::model::sheet::Meeting;
use groundwork::render::builtin_pages;
use groundwork::render::image::clean;
use groundwork::resolve::{self, Parts};
use groundwork::{check, parse};
use pulldown_cmark::{Options as MarkdownOptions, Parser, html};

mod corpus;

use corpus::{Corpus, File, groundwork as dialect};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// The run sheet of the shipped monthly meeting, four pages, set anew after an edit each time; the
/// project is built before, which is not counted.
#[cfg(feature = "pdf")]
#[divan::bench]
fn run_sheet(bencher: Bencher<'_, '_>) {
    use groundwork::model::sheet::{Paper, Printing, Sheet, Size};

    let mut engine = Engine::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let printing = Printing {
        sheet: Sheet::RunSheet,
        paper: Paper::A4,
        size: Size::Middle,
        large: false,
        imposition: None,
    };
    let mut people = 0;
    bencher
        .with_inputs(|| {
            // Other numbers make other times, so that nothing is remembered.
            people = people % 30 + 1;
            let meeting = Meeting {
                people: Some(people),
                place: Some(format!("Room {people}")),
                ..Meeting::default()
            };
            let options = Options {
                meeting: Some(("monthly-meeting".to_owned(), meeting)),
                ..Options::default()
            };
            let input = engine.read(&options).expect("site.toml is there");
            engine.build(input, &options)
        })
        .bench_local_values(|built| {
            let pages = &built.site.pages;
            let page = pages
                .iter()
                .position(|page| page.page.meta.id.value == "monthly-meeting");
            let page = page.expect("it is shipped");
            black_box(built.output.print(page, "run-sheet.pdf", printing))
        });
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
                html::push_html(
                    &mut written,
                    Parser::new_ext(&page.text, markdown_options()),
                );
                black_box(&written);
            }
        });
}

/// Every page's text to a page.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let built = built();
    let pages = &built.site.pages;
    bencher
        .counter(ItemsCount::new(pages.len()))
        .bench_local(|| {
            for page in pages {
                let page = &page.page;
                let schema = &built.site.schema;
                black_box(parse::page(
                    page.source,
                    parse::File::at(&page.path),
                    &page.text,
                    schema,
                ));
            }
        });
}

/// All pages to a site.
#[divan::bench]
fn resolve(bencher: Bencher<'_, '_>) {
    let built = built();
    bencher
        .counter(ItemsCount::new(built.site.pages.len()))
        .with_inputs(|| parts(&built))
        .bench_local_values(|parts| resolve::resolve(parts, &mut resolve::ResolveCache::default()));
}

/// The site by every rule.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let built = built();
    bencher
        .counter(ItemsCount::new(built.site.pages.len()))
        .bench_local(|| {
            let site = &built.site;
            for page in &site.pages {
                black_box(check::page(&page.page, &site.schema, &[]));
            }
            check::check(site, &mut check::CheckCache::default())
        });
}

/// Every artifact, with pages of sources and lists; the references are formatted anew each time.
#[divan::bench]
fn render(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(built)
        .bench_local_values(|built| built.output.render_all(&|| {}));
}

/// What the edit of a text costs before anything is rendered: its page is parsed, what it leads to
/// is resolved, and all are checked.
#[divan::bench]
fn edit(bencher: Bencher<'_, '_>) {
    let files: Vec<File> = dialect::files(&Corpus::new(PAGES)).collect();
    let mut engine = Engine::default();
    let mut files: Vec<(String, String)> = files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    build(&mut engine, &files);
    bencher.bench_local(|| {
        let page = files.iter_mut().find(|(path, _)| path.ends_with(".md"));
        page.expect("the corpus has pages").1.push('x');
        build(&mut engine, &files)
    });
}

fn built() -> Built {
    let files: Vec<File> = dialect::files(&Corpus::new(PAGES)).collect();
    let files: Vec<(String, String)> = files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    build(&mut Engine::default(), &files)
}

fn build(engine: &mut Engine, files: &[(String, String)]) -> Built {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    engine.build_texts(&files, &Options::default())
}

/// The parts of a site, as `parse` gives them.
fn parts(built: &Built) -> Parts {
    let site = &built.site;
    Parts {
        builtin_pages: builtin_pages::routes().collect(),
        config: site.config.clone(),
        schema: site.schema.clone(),
        pages: site.pages.iter().map(|page| page.page.clone()).collect(),
        second_records: site.second_records.clone(),
        records: site.works.iter().map(|work| work.record.clone()).collect(),
        kept: Vec::new(),
        known_beneath: None,
        layers: site.layers.clone(),
        unlisted: site.unlisted.clone(),
        own_fields: Vec::new(),
        beneath: Vec::new(),
        files: site.files.clone(),
        drafts: true,
        withheld: false,
    }
}

/// Those that pages are read with.
fn markdown_options() -> MarkdownOptions {
    MarkdownOptions::ENABLE_TABLES
        | MarkdownOptions::ENABLE_FOOTNOTES
        | MarkdownOptions::ENABLE_STRIKETHROUGH
        | MarkdownOptions::ENABLE_TASKLISTS
        | MarkdownOptions::ENABLE_HEADING_ATTRIBUTES
        | MarkdownOptions::ENABLE_DEFINITION_LIST
        | MarkdownOptions::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
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
