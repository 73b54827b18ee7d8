//! `groundwork import`: a handbook that was made for another tool, as a project.
//!
//! 1. `read` takes in the folder of the original, of which it changes nothing.
//! 2. The plan of files is made; where the project is there already, only what nobody touched is written again.
//! 3. What came of it is checked once. What was wrong in the original already is allowed, and reported.

mod read;
mod write;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic::Severity;
use groundwork::engine::{Engine, Options};
use groundwork::import::{self, MANIFEST, Manifest, Plan};
use groundwork::load::SITE_TOML;
use groundwork::scaffold;

use self::write::Done;
use crate::cli::Import;
use crate::commands::{terminal, threads};

pub(super) fn run(args: &Import) -> anyhow::Result<ExitCode> {
    let from = found(&args.from)?;
    let named = args.into.as_ref().or(args.dir.as_ref());
    let into = named.cloned().map_or_else(|| beside(&from), Ok)?;
    refuse_nested(&from, &into, args)?;
    let before = before(&into, args.update)?;
    threads::start()?;
    let original = read::original(&from)?;
    let wanted = args.tool.or_else(|| {
        before
            .as_ref()
            .and_then(|before| import::Tool::named(&before.tool))
    });
    let mut plan = import::plan(&original, wanted).map_err(anyhow::Error::msg)?;
    let mut done = write::files(&plan, &from, &into, before.as_ref())?;
    plan.errors = settle(&mut plan, &into, &mut done)?;
    let report = write::report(&plan, &into, &mut done)?;
    write::manifest(&plan, &into, &done)?;
    tell(&plan, &into.join(report), &done, args)
}

/// The folder of the original.
fn found(from: &Path) -> anyhow::Result<PathBuf> {
    if from.is_file() {
        bail!(
            "{} is a file; name the folder of a handbook",
            from.display()
        );
    }
    from.canonicalize()
        .with_context(|| format!("cannot look into {}", from.display()))
}

/// Where the project goes if nobody says: a folder in this one, named after the original.
fn beside(from: &Path) -> anyhow::Result<PathBuf> {
    let name = from
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    match name {
        Some(name) => Ok(PathBuf::from(format!("{name}-groundwork"))),
        None => bail!("name the folder to make: groundwork import FROM --into DIR"),
    }
}

/// Neither may stand in the other: the one would be read as part of the other, or the original be written to.
fn refuse_nested(from: &Path, into: &Path, args: &Import) -> anyhow::Result<()> {
    let into_whole = whole(into)?;
    let typed = args.from.display();
    if into_whole == from {
        bail!(
            "{typed} itself would be written to; name another folder: groundwork import {typed} --into DIR"
        );
    }
    if into_whole.starts_with(from) {
        bail!(
            "{} is inside of {typed}, of which nothing is changed; name a folder outside of it: groundwork import {typed} --into DIR",
            into.display()
        );
    }
    if from.starts_with(&into_whole) {
        bail!(
            "{typed} is inside of {}, where the project would be written; name another folder: groundwork import {typed} --into DIR",
            into.display()
        );
    }
    Ok(())
}

/// The path without links, of a folder of which the last names may not be there yet.
fn whole(path: &Path) -> anyhow::Result<PathBuf> {
    let mut missing = Vec::new();
    let mut there =
        std::path::absolute(path).with_context(|| format!("{} is no folder", path.display()))?;
    loop {
        match there.canonicalize() {
            Ok(found) => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(found, |path, name| path.join(name)));
            }
            // The last folder may be the one that is to be made: the nearest one above it is asked instead.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let name = there.file_name().map(std::ffi::OsStr::to_owned);
                let Some(name) = name.filter(|_| there.pop()) else {
                    bail!("{} is no folder", path.display());
                };
                missing.push(name);
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot look into {}", path.display()));
            }
        }
    }
}

/// What an import wrote there before, which is gone on with if it was stopped; refuses a folder that it did not begin, or that is not to be changed.
fn before(into: &Path, update: bool) -> anyhow::Result<Option<Manifest>> {
    let place = into.display();
    if into.is_file() {
        bail!("{place} is a file; name another folder with --into");
    }
    let manifest = match fs::read(into.join(MANIFEST)) {
        Ok(bytes) => Some(serde_json::from_slice::<Manifest>(&bytes).with_context(|| {
            format!("{MANIFEST} in {place} cannot be read, so nobody knows what was changed since the import. Import into a new folder, and bring your changes over")
        })?),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {MANIFEST} in {place}")),
    };
    match (manifest, update) {
        (Some(manifest), true) => Ok(Some(manifest)),
        (Some(manifest), false) if manifest.is_unfinished() => Ok(Some(manifest)),
        (Some(_), false) => bail!(
            "{place} holds a handbook that was imported before. To bring in what has changed in the original since, add --update; \
             what you have changed stays"
        ),
        (None, _) => {
            refuse_taken(into, update)?;
            Ok(None)
        }
    }
}

fn refuse_taken(into: &Path, update: bool) -> anyhow::Result<()> {
    let place = into.display();
    let entries = match fs::read_dir(into) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if update {
                bail!("{place} is not there yet; import without --update first");
            }
            return Ok(());
        }
        Err(error) => return Err(error).with_context(|| format!("cannot look into {place}")),
    };
    let names =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names
        .filter(|name| !scaffold::OTHER_FILES.contains(&name.as_str()) && name != write::PART)
        .collect();
    // In order, so that the message is the same on every disk.
    names.sort();
    let Some(first) = names.first() else {
        return Ok(());
    };
    if names.iter().any(|name| name == SITE_TOML) {
        bail!("{place} holds a handbook that no import began; name a new folder with --into");
    }
    bail!("{place} is not empty: it holds {first}. Name a new folder with --into")
}

/// Checks what was written, and lets pages have what was wrong in the original. Gives the number of errors that
/// are left.
fn settle(plan: &mut Plan, into: &Path, done: &mut Done) -> anyhow::Result<usize> {
    let mut engine = Engine::new(
        &into
            .canonicalize()
            .context("cannot look into the new folder")?,
    );
    let options = Options::default();
    let input = engine.read(&options)?;
    let analysis = engine.analyse(input, &options);
    let sources = engine.sources();
    let errors = analysis
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let found: Vec<(String, String, String)> = errors
        .map(|finding| {
            let source = sources.get(finding.span.source);
            let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
            let typed = source.text.get(finding.span.range()).unwrap_or_default();
            (
                path.to_owned(),
                finding.rule.name.to_owned(),
                typed.to_owned(),
            )
        })
        .collect();
    // What was wrong in the original already is allowed there, so that new faults are seen among them.
    let changed = import::allow(plan, &found, |path| done.has_written(path));
    write::again(plan, into, &changed, done)?;
    let input = engine.read(&options)?;
    let built = engine.build(input, &options);
    let left = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    Ok(left.count())
}

fn what_was_done(plan: &Plan, done: &Done, update: bool) -> String {
    if update {
        format!(
            "{} written, {} taken away, {} left as you have changed them",
            terminal::counted(done.written(), "file"),
            done.removed,
            done.left.len()
        )
    } else {
        format!("{} brought in", terminal::counted(plan.pages, "page"))
    }
}

fn tell(plan: &Plan, report: &Path, done: &Done, args: &Import) -> anyhow::Result<ExitCode> {
    let by = plan
        .by
        .as_deref()
        .map(|by| format!(", told by {by}"))
        .unwrap_or_default();
    let what = what_was_done(plan, done, args.update);
    let left = match plan.left() {
        0 => String::new(),
        left => format!("; {} left for you", terminal::counted(left, "place")),
    };
    // An import is done even where the handbook has faults: most of them the original had before.
    let errors = match plan.errors {
        0 => String::new(),
        errors => format!(
            "\n`groundwork check` finds {} to mend before it can be built.",
            terminal::counted(errors, "error")
        ),
    };
    terminal::say(format_args!(
        "A handbook for {}{by}: {what}{left}. {} says more.{errors}\n\nSee it, and every change as you save it:\n\n  groundwork serve --open {}",
        plan.tool.name(),
        report.display(),
        report.parent().unwrap_or(report).display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
