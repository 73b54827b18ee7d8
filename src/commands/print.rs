//! `groundwork print`: the paper for one meeting, as PDFs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic::nearest;
use groundwork::engine::{Engine, Options};
use groundwork::output::Output;
use groundwork::print::{self, MAKES_PDFS, Meeting, Sheet, Wish};
use groundwork::report;
use groundwork::site::{PageIndex, Site};

use crate::cli::Print;
use crate::commands::{self, FINDINGS, terminal};

pub fn run(args: &Print) -> anyhow::Result<ExitCode> {
    if !MAKES_PDFS {
        bail!(
            "this groundwork was compiled without PDFs; compile it again without --no-default-features, or print the run sheet and the agenda from a browser"
        );
    }
    let root = commands::project()?;
    let mut engine = Engine::new(&root);
    let options = Options {
        drafts: true,
        meeting: Some((args.id.clone(), meeting(args))),
        ..Options::default()
    };
    let input = engine.read(&options)?;
    let mut built = engine.build(input, &options);
    let page = page(&built.site, &args.id)?;
    let source = built.site.pages[page].page.source;
    let wish = wish(args, &built.site, page)?;
    let folder = match &args.out {
        Some(folder) => folder.clone(),
        None => root.join("print").join(&args.id),
    };
    // What is wrong with other pages can wait until after the meeting.
    built
        .findings
        .retain(|finding| finding.span.source == source);
    let (files, failure) = write(&built.site, &built.output, page, &wish, &folder);
    let found = built.output.findings();
    engine.add(&mut built, found);
    terminal::explain(&built.findings, engine.sources())?;
    for file in files {
        terminal::say(file.display())?;
    }
    match failure {
        Some(failure) => Err(failure),
        None if report::has_errors(&built.findings) => Ok(ExitCode::from(FINDINGS)),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn meeting(args: &Print) -> Meeting {
    Meeting {
        start: args.start,
        people: args.people,
        date: args.date,
        place: args.place.clone(),
    }
}

/// The page of this id, in the site's first language that has it.
fn page(site: &Site, id: &str) -> anyhow::Result<PageIndex> {
    let pages = site.pages.iter().enumerate();
    let found = pages
        .filter(|(_, page)| page.page.meta.id.value == id)
        .min_by_key(|(_, page)| page.page.meta.lang);
    if let Some((index, _)) = found {
        return Ok(index);
    }
    let ids = site
        .pages
        .iter()
        .map(|page| page.page.meta.id.value.as_str());
    match nearest(id, ids) {
        Some(near) => bail!("there is no page `{id}`; did you mean `{near}`?"),
        None => bail!(
            "there is no page `{id}`; name a page by its id, which is its file's name without .md"
        ),
    }
}

/// What is to be printed: the sheets asked for, or else those that a build prints, but no booklet.
fn wish(args: &Print, site: &Site, page: PageIndex) -> anyhow::Result<Wish> {
    let page = &site.pages[page].page;
    let all = Sheet::of(page);
    let mut sheets = Vec::new();
    for name in &args.sheets {
        match Sheet::named(name).filter(|sheet| all.contains(sheet)) {
            Some(sheet) => sheets.push(sheet),
            None => {
                let names: Vec<&str> = all.iter().map(|sheet| sheet.name()).collect();
                let kind = &page.meta.kind.value;
                bail!(
                    "a page of kind `{kind}` has no sheet `{name}`; it has these: {}",
                    names.join(", ")
                );
            }
        }
    }
    if args.booklet {
        sheets.push(Sheet::Booklet);
    }
    if sheets.is_empty() {
        let usual = Sheet::usual(page).into_iter();
        sheets.extend(usual.filter(|sheet| *sheet != Sheet::Booklet));
    }
    sheets.dedup();
    let papers = match &args.paper[..] {
        [] => site.config.print.papers[..1].to_vec(),
        papers => papers.to_vec(),
    };
    Ok(Wish {
        sheets,
        papers,
        large: args.large,
    })
}

/// Writes the files that can be made; gives these, and why one of the others could not be written.
fn write(
    site: &Site,
    output: &Output,
    page: PageIndex,
    wish: &Wish,
    folder: &Path,
) -> (Vec<PathBuf>, Option<anyhow::Error>) {
    let shown = &site.pages[page].page;
    let mut written = Vec::new();
    let mut failure = None;
    for (name, printing) in print::files(shown, wish) {
        match output.print(page, &name, printing).transpose() {
            Some(Ok(bytes)) => match write_file(folder, &name, &bytes) {
                Ok(file) => written.push(file),
                Err(error) => failure = failure.or(Some(error)),
            },
            Some(Err(error)) => failure = failure.or(Some(error)),
            // Why is among what was found.
            None => {}
        }
    }
    (written, failure)
}

fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let file = folder.join(name);
    fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}
