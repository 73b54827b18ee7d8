//! `groundwork remove`: a page goes, and what names it becomes words or leads elsewhere.
//!
//! 1. The project is read and resolved, with its drafts.
//! 2. `groundwork::rename` plans, and the project as it would be is compared with the one that is.
//! 3. The files that change are written, each whole, and only then those that go are removed: a stop at any moment leaves
//!    a sound project, and the same command goes on from there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::check::RULES;
use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Engine, Options};
use groundwork::model::edit::Change;
use groundwork::model::source::Sources;
use groundwork::rename::verify::{self, Seen};
use groundwork::rename::{self, Project, Refusal, Removal};
use groundwork::report::{self, Format};

use crate::cli::Remove;
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::{rename as renaming, terminal, whole_file};

pub(super) fn run(args: &Remove) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    let removal = match planned(&root, args, &mut engine)? {
        Ok(removal) => removal,
        Err(code) => return Ok(code),
    };
    if args.dry_run {
        terminal::told(show(&removal, engine.sources()))?;
        return Ok(ExitCode::SUCCESS);
    }
    carry_out(&root, &removal, engine.sources())?;
    terminal::told(summary(&removal, &mut io::stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

/// The plan; the exit status where there is something against it, which is told.
fn planned(
    root: &Path,
    args: &Remove,
    engine: &mut Engine,
) -> anyhow::Result<Result<Removal, ExitCode>> {
    let options = Options {
        drafts: true,
        withheld: true,
        ..Options::default()
    };
    let input = engine.read(&options)?;
    let (loaded, findings) = input.parts();
    let (loaded, findings) = (loaded.clone(), findings.to_vec());
    let before = engine.analyse(input, &options);
    let originals = renaming::originals(root);
    let project = Project {
        sources: engine.sources(),
        site: &before.site,
        published: None,
        originals: &originals,
    };
    let removal = match rename::plan_removal(&project, &args.id, args.to.as_deref()) {
        Ok(removal) => removal,
        Err(Refusal::Words(words)) => bail!(words),
        Err(Refusal::Place(finding)) => {
            draw(&[*finding], engine.sources())?;
            return Ok(Err(ExitCode::from(2)));
        }
    };
    // The site is read as it would be afterwards, so that nothing is removed that leaves a fault behind.
    let simulated = verify::simulate_removal(&removal, loaded, engine.sources(), &findings);
    let (after, sources) = engine.analyse_changed(
        simulated.loaded,
        simulated.sources,
        simulated.findings,
        &options,
    );
    let was = Seen {
        analysis: &before,
        sources: engine.sources(),
    };
    let would_be = Seen {
        analysis: &after,
        sources: &sources,
    };
    let mut new_faults = verify::new_faults(was, would_be);
    if new_faults.is_empty() {
        return Ok(Ok(removal));
    }
    report::sort(&mut new_faults, &sources);
    draw(&new_faults, &sources)?;
    let mut err = io::stderr().lock();
    writeln!(err, "nothing was changed, since this would come of it")?;
    Ok(Err(ExitCode::from(FINDINGS)))
}

fn draw(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let colour = terminal::colours(&err);
    report::draw(Format::Text, findings, sources, RULES, colour, &mut err)
}

/// Shows what would be changed and what would go.
fn show(removal: &Removal, sources: &Sources) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let colour = terminal::colours(&out);
    report::changes(&[], &removal.changes, sources, colour, &mut out)?;
    if !removal.changes.is_empty() {
        writeln!(out)?;
    }
    for path in &removal.files {
        writeln!(out, "{path} goes")?;
    }
    remarks(removal, &mut out)?;
    writeln!(out, "\nnothing was written; leave out --dry-run to do this")
}

fn summary(removal: &Removal, out: &mut dyn Write) -> io::Result<()> {
    for path in &removal.files {
        writeln!(out, "{path} is gone")?;
    }
    writeln!(
        out,
        "{} changed in {}",
        terminal::counted(removal.references, "reference"),
        terminal::counted(removal.changes.len(), "file")
    )?;
    remarks(removal, out)
}

fn remarks(removal: &Removal, out: &mut dyn Write) -> io::Result<()> {
    if let Some(upstream) = &removal.uncovered {
        writeln!(
            out,
            "the page of that name of {upstream} stands there again; to leave it out too, add it to hide in site.toml"
        )?;
    }
    if removal.leads_on {
        writeln!(out, "its name and its address lead to the other page")?;
    }
    if removal.beneath > 0 {
        let places = terminal::counted(removal.beneath, "place");
        writeln!(
            out,
            "{places} in handbooks beneath named it, where nothing is ever written"
        )?;
    }
    Ok(())
}

/// A file that changes.
struct Writing<'a> {
    change: &'a Change,
    path: PathBuf,
    before: Vec<u8>,
}

impl<'a> Writing<'a> {
    /// A change to a file that is still as it was read.
    fn of(root: &Path, change: &'a Change, sources: &Sources) -> anyhow::Result<Self> {
        let path = whole_file::behind(root, &change.path)
            .with_context(|| format!("cannot write {}; nothing was changed", change.path))?;
        let before = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if before != sources.get(change.source).text.as_bytes() {
            bail!(
                "{} is not all UTF-8, or was changed just now; nothing was changed",
                change.path
            );
        }
        Ok(Writing {
            change,
            path,
            before,
        })
    }
}

/// Writes what changes, and removes what goes. Where a file cannot be written, those before it are as they were.
fn carry_out(root: &Path, removal: &Removal, sources: &Sources) -> anyhow::Result<()> {
    let mut writings = Vec::new();
    for change in &removal.changes {
        writings.push(Writing::of(root, change, sources)?);
    }
    // All that may be in the way is looked for before the first file changes.
    for path in &removal.files {
        whole_file::behind(root, path)
            .with_context(|| format!("cannot remove {path}; nothing was changed"))?;
    }
    for (at, writing) in writings.iter().enumerate() {
        let text = writing
            .change
            .applied(&sources.get(writing.change.source).text);
        if let Err(error) = write(&writing.path, text.as_bytes()) {
            for earlier in &writings[..at] {
                write(&earlier.path, &earlier.before)
                    .with_context(|| format!("cannot write {} back", earlier.change.path))?;
            }
            return Err(error).with_context(|| {
                format!("cannot write {}; nothing was changed", writing.change.path)
            });
        }
    }
    for path in &removal.files {
        let path = root.join(path);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        remove_empty_folders(root, &path);
    }
    Ok(())
}

fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    whole_file::replace(path, text, permissions, || Ok(true)).map(|_| ())
}

/// Removes the folders above a file in which nothing is left; the content folder stays.
fn remove_empty_folders(root: &Path, file: &Path) {
    let content = root.join("content");
    let folders = file.ancestors().skip(1);
    for folder in folders.take_while(|folder| folder.starts_with(&content) && **folder != *content)
    {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
