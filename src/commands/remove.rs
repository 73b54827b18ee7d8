//! `groundwork remove`: a page goes, and what names it becomes words or leads elsewhere.
//!
//! 1. The project is read and resolved, with its drafts.
//! 2. `groundwork::rename` plans, and the project as it would be is compared with the one that is.
//! 3. `changes` writes what changes and takes away what goes, or it is shown.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use groundwork::check::RULES;
use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Engine, Options};
use groundwork::model::source::Sources;
use groundwork::rename::verify::{self, Seen};
use groundwork::rename::{self, Project, Refusal, Removal};
use groundwork::report::{self, Format};

use crate::cli::Remove;
use crate::commands::changes::{Journal, Purpose, Steps};
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::{rename as renaming, terminal};

pub(super) fn run(args: &Remove) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    if args.dry_run {
        let removal = match planned(&root, args, &mut engine)? {
            Ok((removal, _)) => removal,
            Err(code) => return Ok(code),
        };
        terminal::told(show(&removal, engine.sources()))?;
        return Ok(ExitCode::SUCCESS);
    }
    // Taken before anything is read, so that nobody else changes what this plan is made from.
    let journal = Journal::begin(&root)?;
    let (removal, steps) = match planned(&root, args, &mut engine) {
        Ok(Ok(planned)) => planned,
        refused => {
            journal.close();
            return refused.map(|planned| planned.err().unwrap_or(ExitCode::SUCCESS));
        }
    };
    steps.carry_out(journal, &|| ())?;
    terminal::told(summary(&removal, &mut io::stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

/// The plan and its steps; the exit status where there is something against it, which is told.
fn planned(
    root: &Path,
    args: &Remove,
    engine: &mut Engine,
) -> anyhow::Result<Result<(Removal, Steps), ExitCode>> {
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
        let steps = steps(root, &removal, engine.sources())?;
        return Ok(Ok((removal, steps)));
    }
    report::sort(&mut new_faults, &sources);
    draw(&new_faults, &sources)?;
    let mut err = io::stderr().lock();
    writeln!(err, "nothing was changed, since this would come of it")?;
    Ok(Err(ExitCode::from(FINDINGS)))
}

/// What is to be done: all that names the page changes first, so that it never leads to nothing.
///
/// # Errors
/// When a file is not as it was read, or is a link that leads out of the project.
fn steps(root: &Path, removal: &Removal, sources: &Sources) -> anyhow::Result<Steps> {
    let page = removal.files.first().cloned().unwrap_or_default();
    let mut steps = Steps::new(root, Purpose::Remove(page));
    for change in &removal.changes {
        steps.change(change, sources)?;
    }
    for path in &removal.files {
        steps.remove(path)?;
    }
    steps.refuse_links_to_one_file()?;
    Ok(steps)
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
