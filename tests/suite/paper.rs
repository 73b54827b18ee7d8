//! No page stops a sheet: whatever stands in it, it is printed, or what is not printed as it is
//! written is named at its place.
//!
//! Random pages are made of all blocks, nested at random, in letters of all kinds, and printed as
//! every sheet that their kinds have. `PRINTED_PAGES=100000` prints as many, `BLOCKS=2` makes them short; see
//! CONTRIBUTING.md.

mod page;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Built, Engine, Options};
use groundwork::model::print_request::{self, PrintRequest};
use groundwork::model::sheet::Paper;

use crate::project::Project;
use crate::random::Random;

/// How many pages are printed unless the environment asks for more.
const PAGES: usize = 8;
/// How many blocks a page has at most, beside those within them.
const BLOCKS: usize = 10;
/// How many of them are a site.
const A_SITE: usize = 8;

/// A picture of letters that a browser shows with fonts that no theme has.
const LETTERS: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 60\">\
                       <text x=\"10\" y=\"35\">contact \u{2192} \u{6f22} \u{e000}</text></svg>";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"40\">\
                       <circle cx=\"20\" cy=\"20\" r=\"15\"/></svg>";

/// What of a site is printed otherwise than it is written.
#[derive(Debug, Default)]
struct Count {
    sheets: usize,
    /// Sides of paper.
    sides: usize,
    plain: usize,
    left_out: usize,
    untagged: usize,
    /// How long the slowest took, and which it was.
    slowest: (Duration, String),
}

#[test]
fn every_page_of_blocks_nested_at_random_is_printed_or_names_its_place() {
    let pages = asked("PRINTED_PAGES").unwrap_or(PAGES);
    let first = asked("FIRST_SITE").unwrap_or(0);
    let blocks = asked("BLOCKS").unwrap_or(BLOCKS).max(1);
    let mut count = Count::default();
    for site in 0..pages.div_ceil(A_SITE) {
        print_site((first + site) as u64, blocks, &mut count);
        if pages > PAGES && (site + 1) % 10 == 0 {
            println!("{} pages: {count:?}", (site + 1) * A_SITE);
        }
    }
    println!("{count:?}");
}

/// A number that the environment asks for.
fn asked(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

fn print_site(seed: u64, blocks: usize, count: &mut Count) {
    let mut random = Random::new(seed + 1);
    let paper = random.pick(&["a4", "letter"]);
    let project = Project::new(&[(
        "site.toml",
        &format!("title = \"Test\"\nlanguages = [\"en\", \"ar\"]\n[print]\npaper = \"{paper}\"\n"),
    )]);
    project.write("content/letters.svg", LETTERS);
    project.write("content/drawing.svg", DRAWING);
    let bib = "@book{one, title = {One}}\n@book{two, title = {Two \u{6f22}}}\n";
    project.write("content/sources.bib", bib);
    for at in 0..A_SITE {
        let page = page::random(&mut random, at, A_SITE, blocks);
        project.write(&format!("content/p{at}.md"), page);
    }
    let mut engine = Engine::new(&project.root());
    let options = Options::default();
    let input = engine.read(&options).unwrap();
    let built = engine.build(input, &options);
    let paper = Paper::named(paper).unwrap();
    for index in 0..built.site.pages.len() {
        let page = &built.site.pages[index].page;
        let request = PrintRequest {
            sheets: print_request::sheets(page),
            papers: vec![paper],
            large: random.below(4) == 0,
        };
        for (name, printing) in print_request::files(page, &request) {
            let begun = Instant::now();
            let whence = format!("site {seed}, {} as {name}", page.path);
            let print = || built.output.print(index, &name, printing).unwrap();
            let made = catch_unwind(AssertUnwindSafe(print)).unwrap_or_else(|panic| {
                println!("{whence} ends the program\n{}", page.text);
                resume_unwind(panic)
            });
            let found = built.output.findings();
            let bytes = made.unwrap_or_default();
            assert!(
                bytes.starts_with(b"%PDF"),
                "{whence}: {found:#?}\n{}",
                page.text
            );
            count.sides += sides(&bytes);
            count.add(&engine, &built, &found, &whence);
            if begun.elapsed() > count.slowest.0 {
                count.slowest = (begun.elapsed(), whence);
            }
        }
    }
}

/// How many sides a PDF has: each is an object of its own that stands in no stream.
pub(crate) fn sides(pdf: &[u8]) -> usize {
    let kind = b"/Type/Page/";
    pdf.windows(kind.len())
        .filter(|bytes| bytes == kind)
        .count()
}

impl Count {
    /// Counts findings, each of which stands in a page of the site.
    fn add(&mut self, engine: &Engine, built: &Built, found: &[Diagnostic], whence: &str) {
        self.sheets += 1;
        for finding in found {
            let source = engine.sources().get(finding.span.source);
            assert!(
                source.path.starts_with("content/"),
                "{whence}: {finding:#?}"
            );
            assert_ne!(
                finding.rule.name, "template-error",
                "{whence}: {finding:#?}"
            );
            assert!(finding.span.end as usize <= source.text.len());
            let said = |words: &str| usize::from(finding.message.contains(words));
            let before = (self.plain, self.left_out, self.untagged);
            self.plain += said("plain paragraphs");
            self.left_out += said("cannot be printed at all");
            self.untagged += said("read aloud");
            if before != (self.plain, self.left_out, self.untagged)
                && std::env::var("PRINTED_PAGES").is_ok()
            {
                let block = &source.text[finding.span.range()];
                println!(
                    "{whence}: {}\n{block}\n{:?}",
                    finding.message, finding.notes
                );
            }
        }
        assert!(!built.site.pages.is_empty());
    }
}
