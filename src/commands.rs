//! The commands, one file each.

mod build;
mod check;
mod completions;
mod init;
mod new;
mod print;
mod rename;
mod serve;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use groundwork::load;

use crate::cli::{Cli, Command};
use crate::threads;

/// Exit status for findings of severity error.
const FINDINGS: u8 = 1;

/// Runs the command that the arguments ask for.
///
/// # Errors
/// What the environment does wrong; the program then exits with status 2.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(args),
        Command::Print(args) => print::run(&args),
        Command::New(args) => new::run(&args),
        Command::Rename(args) => rename::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Completions { shell } => completions::run(shell),
    }
}

/// The project to work on: the nearest one at or above the folder that one stands in. A renaming of a
/// page that was interrupted in it is brought to its end first.
///
/// # Errors
/// When there is none, or the system gives no thread to work on.
fn project() -> anyhow::Result<PathBuf> {
    let root = load::find_project(Path::new("."))?;
    threads::start()?;
    rename::recover(&root)?;
    Ok(root)
}
