//! `groundwork print`: the paper for one meeting, as PDFs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic;
use groundwork::diagnostic::suggest::suggest;
use groundwork::engine::{Engine, Options};
use groundwork::model::print_request::{self, PrintRequest};
use groundwork::model::sheet::{MAKES_PDFS, Meeting, Sheet};
use groundwork::model::site::{PageIndex, Site};
use groundwork::render::output::Output;

use crate::cli::Print;
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::terminal;

pub(super) fn run(args: &Print) -> anyhow::Result<ExitCode> {
    if !MAKES_PDFS {
        bail!(
            "this groundwork was compiled without PDFs; compile it again without --no-default-features, or print the run sheet and the agenda from a browser"
        );
    }
    let root = project()?;
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
    let request = request(args, &built.site, page)?;
    let folder = match &args.out {
        Some(folder) => folder.clone(),
        None => root.join("print").join(own_folder(&built.site, page)),
    };
    // What is wrong with other pages can wait until after the meeting.
    built
        .findings
        .retain(|finding| finding.span.source == source);
    let (files, failure) = if args.all {
        write_tonight(&built.site, &built.output, page, &request, &folder)?
    } else {
        write(&built.site, &built.output, page, &request, &folder)
    };
    let found = built.output.findings();
    engine.add(&mut built, found);
    terminal::explain(&built.findings, engine.sources())?;
    for file in files {
        terminal::say(file.display())?;
    }
    match failure {
        Some(failure) => Err(failure),
        None if diagnostic::has_errors(&built.findings) => Ok(ExitCode::from(FINDINGS)),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn meeting(args: &Print) -> Meeting {
    Meeting {
        start: args.start,
        people: args.people,
        date: args.date,
        place: args.place.clone(),
        online: args.online,
    }
}

/// The folder of a page's paper within that of all.
fn own_folder(site: &Site, page: PageIndex) -> String {
    print_request::own_folder(&site.config, &site.pages[page].page)
}

/// The page of this name; of several, that which is nearest to it, in the site's first language that has it.
fn page(site: &Site, id: &str) -> anyhow::Result<PageIndex> {
    let pages = site.pages.iter().enumerate();
    let named = pages.filter_map(|(index, page)| {
        let nearness = page.page.nearness(id)?;
        Some(((nearness, page.page.meta.lang), index))
    });
    let named: Vec<_> = named.collect();
    if let Some(nearest) = named.iter().map(|(rank, _)| *rank).min() {
        let nearest = named.iter().filter(|(rank, _)| *rank == nearest);
        let nearest: Vec<PageIndex> = nearest.map(|(_, index)| *index).collect();
        return match nearest[..] {
            [index] => Ok(index),
            _ => bail!(
                "several pages are called `{id}`; name one of them: {}",
                paths(site, &nearest)
            ),
        };
    }
    let ids = site
        .pages
        .iter()
        .map(|page| page.page.meta.id.value.as_str());
    match suggest(id, ids) {
        Some(near) => bail!("there is no page `{id}`; did you mean `{near}`?"),
        None => bail!(
            "there is no page `{id}`; name a page by its id, which is its file's name without .md"
        ),
    }
}

/// The ways to pages within the folder of content, as they can be typed.
fn paths(site: &Site, pages: &[PageIndex]) -> String {
    let pages = pages.iter().map(|index| &site.pages[*index].page.path);
    let paths = pages.map(|path| path.strip_suffix(".md").unwrap_or(path));
    paths.collect::<Vec<_>>().join(", ")
}

/// What is to be printed: the sheets asked for, or else those that a build prints, but no booklet.
fn request(args: &Print, site: &Site, page: PageIndex) -> anyhow::Result<PrintRequest> {
    let page = &site.pages[page].page;
    let all = print_request::sheets(page);
    let mut sheets = Vec::new();
    for name in &args.sheets {
        let sheet = Sheet::named(name).filter(|sheet| all.contains(sheet));
        sheets.push(sheet.with_context(|| {
            let names: Vec<&str> = all.iter().map(|sheet| sheet.name()).collect();
            format!(
                "a page of kind `{}` has no sheet `{name}`; it has these: {}",
                page.meta.kind.value.id,
                names.join(", ")
            )
        })?);
    }
    if args.large && sheets.contains(&Sheet::Zine) {
        bail!("a zine has small letters: print another sheet with --large, or the zine without");
    }
    if args.booklet {
        sheets.push(Sheet::Booklet);
    }
    // A booklet gathers many pages, so it is printed only for those who ask for it.
    if sheets.is_empty() {
        let usual = print_request::usual_sheets(page).into_iter();
        sheets.extend(usual.filter(|sheet| *sheet != Sheet::Booklet));
    }
    sheets.dedup();
    let papers = match &args.paper[..] {
        [] => site.config.print.papers[..1].to_vec(),
        papers => papers.to_vec(),
    };
    Ok(PrintRequest {
        sheets,
        papers,
        large: args.large,
    })
}

/// Writes all the paper of a meeting in one file, and in a second what goes on larger paper.
fn write_tonight(
    site: &Site,
    output: &Output,
    page: PageIndex,
    request: &PrintRequest,
    folder: &Path,
) -> anyhow::Result<(Vec<PathBuf>, Option<anyhow::Error>)> {
    if site.pages[page].page.agenda.is_none() {
        bail!("--all is for a meeting: name an agenda, or print this page without --all");
    }
    if request.papers.len() > 1 {
        bail!(
            "--all makes a file for one paper: name one, and print again for the other into another folder with -o"
        );
    }
    let files = output.tonight(page, request.papers[0], request.large)?;
    let mut written = Vec::new();
    for (name, bytes) in files {
        match write_file(folder, &name, &bytes) {
            Ok(file) => written.push(file),
            Err(error) => return Ok((written, Some(error))),
        }
    }
    Ok((written, None))
}

/// Writes the files that can be made; gives these, and why one of the others could not be written.
fn write(
    site: &Site,
    output: &Output,
    page: PageIndex,
    request: &PrintRequest,
    folder: &Path,
) -> (Vec<PathBuf>, Option<anyhow::Error>) {
    let shown = &site.pages[page].page;
    let mut written = Vec::new();
    let mut failure = None;
    for (name, printing) in print_request::files(shown, request) {
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
