//! `groundwork sources`: takes records into the bibliography, and lists what no archive has. It opens no connection.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic;
use groundwork::engine::{Engine, Options};
use groundwork::limits::ADDED_SOURCES;
use groundwork::load;
use groundwork::scaffold;

use crate::cli::{AddSource, Sources, SourcesCommand};
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::{terminal, whole_file};

/// The most that is taken from a file: more than any bibliography.
const LONGEST: u64 = ADDED_SOURCES.most as u64;

pub(super) fn run(args: &Sources) -> anyhow::Result<ExitCode> {
    match &args.command {
        SourcesCommand::Add(args) => add(args),
        SourcesCommand::ArchiveList => archive_list(),
    }
}

fn add(args: &AddSource) -> anyhow::Result<ExitCode> {
    let into = Path::new(&args.into);
    let is_plain = into
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_plain || into.extension().is_none_or(|ending| ending != "bib") {
        bail!("--into takes a .bib file of the content folder, such as sources.bib");
    }
    let (name, text) = given(args)?;
    let root = project()?;
    let mut engine = Engine::new(&root);
    let input = engine.read(&Options::default())?;
    let analysis = engine.analyse(input, &Options::default());
    let new = scaffold::new_sources(&name, &text, args.id.as_deref(), &analysis.site);
    let new = new.map_err(anyhow::Error::msg)?;
    terminal::told(terminal::show(&new.findings, &new.sources))?;
    for (work, id) in &new.known {
        terminal::warn(format_args!(
            "{work} is there already: cite it with [@{id}]; --id takes it in all the same"
        ));
    }
    // Nothing to add is no failure where all of it is there already: an export may be added again.
    if new.added.is_empty() {
        if new.known.is_empty() && !diagnostic::has_errors(&new.findings) {
            terminal::warn("there is no record in this text");
        }
        return Ok(if new.known.is_empty() {
            ExitCode::from(FINDINGS)
        } else {
            ExitCode::SUCCESS
        });
    }
    append(&root, into, &new.text)?;
    for (id, work) in &new.added {
        terminal::say(format_args!(
            "{}/{}: {work}; cite it with [@{id}]",
            load::CONTENT,
            args.into
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be taken in: the name of the file, and its text.
fn given(args: &AddSource) -> anyhow::Result<(String, String)> {
    let (name, read): (String, io::Result<Vec<u8>>) = match &args.file {
        Some(path) if path.as_os_str() != "-" => (path.display().to_string(), read_file(path)),
        _ => {
            let mut text = Vec::new();
            let read = io::stdin().lock().take(LONGEST + 1).read_to_end(&mut text);
            ("pasted text".to_owned(), read.map(|_| text))
        }
    };
    let bytes = read.with_context(|| format!("cannot read {name}"))?;
    if bytes.len() as u64 > LONGEST {
        bail!("{name} is larger than any bibliography");
    }
    let Some(text) = load::decoded(&bytes) else {
        bail!("{name} is not text in UTF-8; save it so, or export it anew");
    };
    Ok((name, text))
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    fs::File::open(path)?
        .take(LONGEST + 1)
        .read_to_end(&mut text)?;
    Ok(text)
}

/// Adds entries to the end of a bibliography of the content folder, which is made if it is not there.
fn append(root: &Path, into: &Path, entries: &str) -> anyhow::Result<()> {
    let content = root.join(load::CONTENT);
    let path = content.join(into);
    let shown = path.strip_prefix(root).unwrap_or(&path).to_owned();
    let write = || -> io::Result<bool> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let old = match fs::read(&path) {
            Ok(old) => old,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::write(&path, entries)?;
                return Ok(true);
            }
            Err(error) => return Err(error),
        };
        let behind = whole_file::behind(root, &shown.to_string_lossy())?;
        let permissions: Permissions = fs::metadata(&behind)?.permissions();
        let mut new = old.clone();
        if !new.is_empty() {
            let joint: &[u8] = if new.ends_with(b"\n") { b"\n" } else { b"\n\n" };
            new.extend_from_slice(joint);
        }
        new.extend_from_slice(entries.as_bytes());
        // The file is read once more right before the new text takes its place: an editor may have saved it meanwhile.
        whole_file::replace(&behind, &new, permissions, || Ok(fs::read(&behind)? == old))
    };
    if !write().with_context(|| format!("cannot write {}", shown.display()))? {
        bail!(
            "{} has changed meanwhile; run the command once more",
            shown.display()
        );
    }
    Ok(())
}

/// Writes the addresses of works of which no copy is known, a line each.
fn archive_list() -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    let input = engine.read(&Options::default())?;
    let analysis = engine.analyse(input, &Options::default());
    let addresses = scaffold::without_archive(&analysis.site);
    for address in &addresses {
        terminal::say(address)?;
    }
    terminal::warn(match addresses.len() {
        0 => "each work with an address has an archived copy".to_owned(),
        1 => "1 address; when an archive has it, say where as `archived` in content/sources.toml"
            .to_owned(),
        many => format!(
            "{many} addresses; when an archive has one, say where as `archived` in content/sources.toml"
        ),
    });
    Ok(ExitCode::SUCCESS)
}
