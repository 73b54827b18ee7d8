//! No page stops a sheet: whatever stands in it, it is printed, or what is not printed as it is
//! written is named at its place.
//!
//! Random pages are made of all blocks, nested at random, in letters of all kinds, and printed as
//! every sheet that their kinds have. `PRINTED_PAGES=100000` prints as many; see CONTRIBUTING.md.

mod page;

use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Built, Engine, Options};
use groundwork::print::{self, Paper, Sheet, Wish};

use crate::project::Project;
use crate::random::Random;

/// How many pages are printed unless the environment asks for more.
const PAGES: usize = 8;
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
    plain: usize,
    left_out: usize,
    untagged: usize,
}

#[test]
fn every_page_of_blocks_nested_at_random_is_printed_or_names_its_place() {
    let wanted = std::env::var("PRINTED_PAGES").ok();
    let pages = wanted.and_then(|pages| pages.parse().ok()).unwrap_or(PAGES);
    let first = std::env::var("FIRST_SITE").ok();
    let first: usize = first.and_then(|site| site.parse().ok()).unwrap_or(0);
    let mut count = Count::default();
    for site in 0..pages.div_ceil(A_SITE) {
        print_site((first + site) as u64, &mut count);
        if pages > PAGES && (site + 1) % 10 == 0 {
            println!("{} pages: {count:?}", (site + 1) * A_SITE);
        }
    }
    println!("{count:?}");
}

fn print_site(seed: u64, count: &mut Count) {
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
        let page = page::random(&mut random, at, A_SITE);
        project.write(&format!("content/p{at}.md"), page);
    }
    let mut engine = Engine::new(&project.root());
    let options = Options::default();
    let input = engine.read(&options).unwrap();
    let built = engine.build(input, &options);
    let paper = Paper::named(paper).unwrap();
    for index in 0..built.site.pages.len() {
        let page = &built.site.pages[index].page;
        let wish = Wish {
            sheets: Sheet::of(page),
            papers: vec![paper],
            large: random.below(4) == 0,
        };
        for (name, printing) in print::files(page, &wish) {
            let made = built.output.print(index, &name, printing).unwrap();
            let found = built.output.findings();
            let whence = format!("site {seed}, {} as {name}", page.path);
            assert!(
                made.is_some_and(|bytes| bytes.starts_with(b"%PDF")),
                "{whence}: {found:#?}\n{}",
                page.text
            );
            count.add(&engine, &built, &found, &whence);
        }
    }
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
            assert_ne!(finding.rule, "template-error", "{whence}: {finding:#?}");
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
