//! `groundwork init`: a project of one's own.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::scaffold;

use crate::cli::Init;
use crate::commands::terminal;

pub fn run(args: &Init) -> anyhow::Result<ExitCode> {
    let folder = &args.dir;
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        bail!(
            "{} is there already and is not empty; name another folder",
            folder.display()
        );
    }
    for (path, text) in scaffold::project() {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot make {}", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    terminal::say(format_args!(
        "{0} is ready. Now:\n  cd {0}\n  groundwork build",
        folder.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
