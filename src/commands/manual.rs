//! `groundwork manual`: the manual in a browser, made of what the program carries.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use groundwork::manual;
use groundwork::model::failure;
use groundwork::publish::{self, OutputDir};

use crate::cli::Manual;
use crate::commands::build::Site;
use crate::commands::own_program::program;
use crate::commands::{terminal, threads};

pub(super) fn run(args: &Manual) -> anyhow::Result<ExitCode> {
    threads::start()?;
    let out = match &args.out {
        Some(out) => out.clone(),
        None => usual_folder()?,
    };
    write(&out)?;
    let first = out.join("index.html");
    let first = first.canonicalize().unwrap_or(first);
    terminal::say(format_args!("The manual is at {}", first.display()))?;
    if !args.no_open
        && let Err(error) = open::that_detached(&first)
    {
        terminal::warn(format_args!(
            "warning: no browser could be opened: {}; open that file yourself",
            failure::reason(&error)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a folder hold the manual of this program, unless it does already.
fn write(out: &Path) -> anyhow::Result<()> {
    let destination = OutputDir::open_alone(out)?;
    let program = program()?;
    let fingerprint = format!("manual {program}");
    if publish::is_current(&destination, &fingerprint).is_some() {
        return Ok(());
    }
    let built = manual::build();
    let site = Site {
        output: &built.output,
        program: &program,
        allow_errors: true,
    };
    publish::publish(&destination, &fingerprint, &site, &|| {})
        .context("the manual was not written")?;
    Ok(())
}

/// A folder in the user's cache, or a new one among temporary files where there is none.
fn usual_folder() -> anyhow::Result<PathBuf> {
    if let Some(cache) = cache() {
        let folder = cache.join("groundwork");
        if fs::create_dir_all(&folder).is_ok() {
            return Ok(folder.join("manual"));
        }
    }
    // Others may write there too: a folder that was there before is nobody's to trust.
    let folder = std::env::temp_dir().join(format!("groundwork-manual-{}", std::process::id()));
    fs::create_dir(&folder).with_context(|| {
        let folder = folder.display();
        format!("cannot make {folder}; name a folder of yours with --out")
    })?;
    Ok(folder)
}

/// Where programs keep what they can make again.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| {
        let value = std::env::var_os(name).map(PathBuf::from);
        value.filter(|path| path.is_absolute())
    };
    if cfg!(windows) {
        return folder("LOCALAPPDATA");
    }
    let home = folder("HOME");
    if cfg!(target_os = "macos") {
        return home.map(|home| home.join("Library/Caches"));
    }
    folder("XDG_CACHE_HOME").or_else(|| home.map(|home| home.join(".cache")))
}
