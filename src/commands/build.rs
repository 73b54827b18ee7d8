//! `groundwork build`: the site in a folder.

use std::borrow::Cow;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use groundwork::diagnostic;
use groundwork::engine::{Built, Engine, Options};
use groundwork::model::download::Download;
use groundwork::publish::{self, Artifacts, Protected, Stream, Withheld, Written};
use groundwork::render::output::Output;

use super::progress::Progress;
use crate::cli::Build;
use crate::commands::exit::FINDINGS;
use crate::commands::own_program::program;
use crate::commands::project::project;
use crate::commands::terminal;

pub(super) fn run(args: Build) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    use_small_pages();
    let root = project()?;
    let out = args.out.unwrap_or_else(|| root.join("public"));
    let mut destination = publish::OutputDir::open(&out, &protected(&root))?;
    if args.sync {
        destination = destination.force();
    }
    // The program ends when these are of no more use. To free them piece by piece takes longer.
    let mut engine = ManuallyDrop::new(Engine::new(&root));
    let options = Options {
        drafts: args.drafts,
        base_url: args.base_url,
        downloads: downloads(args.single_file, args.zip),
        ..Options::default()
    };
    let input = engine.read(&options)?;
    destination.refuse_within(&other_projects(&engine, &root))?;
    let program = program()?;
    let fingerprint = fingerprint(&input.fingerprint, &program, args.allow_errors);
    if let Some(files) = publish::is_current(&destination, &fingerprint) {
        publish::settle(&destination)?;
        let seconds = started.elapsed().as_secs_f64();
        terminal::say(format_args!(
            "{}: nothing has changed, {files} files, {seconds:.2} s",
            out.display()
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut built = ManuallyDrop::new(engine.build(input, &options));
    let has_errors = diagnostic::has_errors(&built.findings);
    if has_errors && !args.allow_errors {
        explain_all(&engine, &mut built)?;
    } else {
        terminal::explain(&built.findings, engine.sources())?;
    }
    let would_empty = built.site.pages.is_empty() && destination.holds_site();
    if engine.lacks_content() && (has_errors || would_empty) {
        return Ok(kept());
    }
    if has_errors && !args.allow_errors {
        return Ok(withheld());
    }
    let pages = built.site.pages.len();
    let progress = Progress::start("writing", Some(built.output.len() as u64));
    let made = || progress.advance();
    let site = Site {
        output: &built.output,
        program: &program,
        allow_errors: args.allow_errors,
    };
    let written = publish::publish(&destination, &fingerprint, &site, &made);
    drop(progress);
    // What was found in making the files comes last: cards that are too long, letters that lack.
    built.findings.clear();
    let found = built.output.findings();
    engine.add(&mut built, found);
    if !built.findings.is_empty() {
        terminal::explain(&built.findings, engine.sources())?;
    }
    let written = match written {
        Ok(written) => describe(&written),
        Err(error) if error.is::<Withheld>() => return Ok(withheld()),
        Err(error) => return Err(error).context("the site was not written"),
    };
    let seconds = started.elapsed().as_secs_f64();
    terminal::say(format_args!(
        "{}: {pages} {}, {written}, {seconds:.2} s",
        out.display(),
        if pages == 1 { "page" } else { "pages" }
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Says all that is wrong, where nothing is written. Sheets and pictures are made to see what is wrong with them,
/// so that one build says what `check` does.
fn explain_all(engine: &Engine, built: &mut Built) -> anyhow::Result<()> {
    let progress = Progress::start("checking", Some(built.output.len() as u64));
    let settled = engine.settle(built, &|| progress.advance());
    drop(progress);
    terminal::explain(&built.findings, engine.sources())?;
    settled
}

/// The folders of the projects that the one at `root` is built on, in which nothing is written.
fn other_projects(engine: &Engine, root: &Path) -> Vec<PathBuf> {
    let mut folders = engine.folders_beneath();
    // A project may lie within one that it is built on.
    folders.retain(|folder| !root.starts_with(folder));
    folders
}

/// Says that a site is left as it is for want of a content folder. Nobody who allows errors asks for an empty one.
fn kept() -> ExitCode {
    terminal::warn(
        "there is no folder `content` beside site.toml, so nothing was written; what was built before is as it was",
    );
    ExitCode::from(FINDINGS)
}

/// Asks the system for memory by small pieces. Linux gives two megabytes for the first byte of each two, much of
/// which is never used: a tenth of what a large site takes. Processes that this one starts would take the setting over,
/// so other commands leave it alone.
fn use_small_pages() {
    #[cfg(target_os = "linux")]
    // Where it is refused, a build takes more memory and is otherwise the same.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

fn downloads(single_file: bool, zip: bool) -> Vec<Download> {
    let wanted = [
        (single_file, Download::SingleFile),
        (zip, Download::Archive),
    ];
    let wanted = wanted.into_iter().filter(|(is_wanted, _)| *is_wanted);
    wanted.map(|(_, download)| download).collect()
}

/// What is written: an output, made by a program that changes under the hands of those who work on
/// it.
pub(super) struct Site<'a> {
    pub(super) output: &'a Output,
    pub(super) program: &'a str,
    pub(super) allow_errors: bool,
}

impl Artifacts for Site<'_> {
    fn paths(&self) -> Vec<&str> {
        self.output.paths()
    }

    fn bytes(&self, path: &str) -> anyhow::Result<Option<Cow<'_, [u8]>>> {
        self.output.bytes(path)
    }

    fn stream(&self, path: &str) -> Option<Stream<'_>> {
        self.output.stream(path)
    }

    fn may_be_published(&self) -> bool {
        self.allow_errors || !self.output.has_found_errors()
    }

    fn input_fingerprint(&self, path: &str) -> Option<String> {
        let of = self.output.input_fingerprint(path)?;
        Some(hash(&format!("{of} {}", self.program)))
    }

    fn is_clean(&self, path: &str) -> bool {
        self.output.is_clean(path)
    }
}

/// What the output depends on: the input, the options, and the program.
fn fingerprint(input: &str, program: &str, allow_errors: bool) -> String {
    hash(&format!("{input} {program} {allow_errors}"))
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

fn protected(root: &Path) -> Protected {
    Protected {
        root: root.to_owned(),
        content: root.join("content"),
        themes: root.join("themes"),
    }
}

/// Says that errors keep the site from being written.
fn withheld() -> ExitCode {
    terminal::warn(
        "nothing was written; mend the errors, or build in spite of them with --allow-errors",
    );
    ExitCode::from(FINDINGS)
}

fn describe(written: &Written) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (written.created, "new"),
        (written.changed, "changed"),
        (written.unchanged, "as they were"),
        (written.removed, "removed"),
        (written.preserved, "not ours and kept"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    format!("files: {}", parts.join(", "))
}
