//! `groundwork fork`: a project on top of an existing one, or a copy of it.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::engine::{Engine, Options};
use groundwork::scaffold::{self, Fork};
use groundwork::{load, status};
use walkdir::WalkDir;

use crate::cli;
use crate::commands::init::{refuse_taken, write};
use crate::commands::{terminal, threads};

pub(super) fn run(args: &cli::Fork) -> anyhow::Result<ExitCode> {
    let from = args.from.canonicalize();
    let from = from.with_context(|| format!("cannot open the folder {}", args.from.display()))?;
    if !from.join(load::SITE_TOML).is_file() {
        bail!(
            "{} holds no {}, so it is no handbook of groundwork; name the folder that does with --from",
            args.from.display(),
            load::SITE_TOML
        );
    }
    refuse_taken(&args.dir)?;
    fs::create_dir_all(&args.dir).with_context(|| format!("cannot make {}", args.dir.display()))?;
    let root = args.dir.canonicalize().context("the folder is gone")?;
    // The copy would be read as pages of the other handbook, which would grow with each copy.
    for part in [load::CONTENT, load::THEMES] {
        if root.starts_with(from.join(part)) {
            bail!(
                "{} lies within the pages of the other handbook; name another folder",
                root.display()
            );
        }
    }
    threads::start()?;
    if args.copy {
        copy(&from, &root)?;
        name_copy(args, &from, &root)?;
    } else {
        write_overlay(args, &from, &root)?;
    }
    terminal::say(format_args!(
        "{} is begun. See it, and every change as you save it:\n\n  groundwork serve --open {}",
        args.name,
        args.dir.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a project that names the other as its upstream, and what its first page was made from.
fn write_overlay(args: &cli::Fork, from: &Path, root: &Path) -> anyhow::Result<()> {
    let mut engine = Engine::new(from);
    let options = Options::default();
    let input = engine.read(&options)?;
    let theirs = engine.analyse(input, &options).site;
    let mut ids = theirs
        .pages
        .iter()
        .map(|page| page.page.meta.id.value.as_str());
    let path = between(root, from);
    let files = scaffold::fork(&Fork {
        name: &args.name,
        path: &path,
        upstream: &theirs.config.title,
        languages: &theirs.config.languages,
        licence: theirs.config.licence.as_deref(),
        theme: Some(&*theirs.config.theme.value).filter(|name| *name != load::DEFAULT_THEME),
        has_home: ids.any(|id| id == "index"),
    });
    for (path, text) in &files {
        write(&root.join(path), text)?;
    }
    // Which originals to keep is known only once the page that rests on them is written.
    let mut engine = Engine::new(root);
    let input = engine.read(&options)?;
    let ours = engine.analyse(input, &options).site;
    let folder = root.join(load::CONTENT).join(load::ORIGINALS);
    for one in status::renew(&ours, "index", engine.sources()).unwrap_or_default() {
        write(&folder.join(&one.path), &one.text)?;
    }
    write(&folder.join(load::KNOWN_PAGES), &status::known_pages(&ours))
}

/// Copies what a project is made of.
fn copy(from: &Path, root: &Path) -> anyhow::Result<()> {
    for part in [load::SITE_TOML, load::CONTENT, load::THEMES] {
        for entry in WalkDir::new(from.join(part)).into_iter().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(from).unwrap_or(path);
            if entry.file_type().is_file() {
                let to = root.join(name);
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder)
                        .with_context(|| format!("cannot make {}", folder.display()))?;
                }
                fs::copy(path, &to).with_context(|| format!("cannot write {}", to.display()))?;
            }
        }
    }
    Ok(())
}

/// Gives a copy its own name, and says whose work it is.
fn name_copy(args: &cli::Fork, from: &Path, root: &Path) -> anyhow::Result<()> {
    let mut engine = Engine::new(from);
    let options = Options::default();
    let input = engine.read(&options)?;
    let theirs = engine.analyse(input, &options).site;
    let path = root.join(load::SITE_TOML);
    let settings = fs::read_to_string(&path);
    let settings = settings.with_context(|| format!("cannot read {}", path.display()))?;
    let named = scaffold::of_copy(&settings, &args.name);
    fs::write(&path, named).with_context(|| format!("cannot write {}", path.display()))?;
    let config = &theirs.config;
    for (name, text) in scaffold::beside_copy(&args.name, &config.title, config.licence.as_deref())
    {
        write(&root.join(name), &text)?;
    }
    Ok(())
}

/// The way from one folder to another, with `/`; both are absolute.
fn between(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let same = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    if same == 0 {
        let whole: PathBuf = to.iter().collect();
        return whole.to_string_lossy().replace('\\', "/");
    }
    let up = from[same..].iter().map(|_| "..".to_owned());
    let down = to[same..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
