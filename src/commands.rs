//! The commands, one file each.

mod build;
mod changes;
mod check;
mod completions;
pub(crate) mod dashes;
pub(crate) mod exit;
mod explain;
mod fork;
mod import;
mod init;
mod manual;
mod new;
mod own_program;
mod print;
mod progress;
mod project;
mod remove;
pub(crate) mod rename;
mod serve;
mod sources;
mod status;
mod take;
mod terminal;
mod theme;
mod threads;
mod whole_file;

use std::process::ExitCode;

use crate::cli::{Cli, Command};

/// Runs the command that the arguments ask for.
///
/// # Errors
/// What the environment does wrong; the program then exits with status 2.
pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(args),
        Command::Print(args) => print::run(&args),
        Command::New(args) => new::run(&args),
        Command::Rename(args) => rename::run(&args),
        Command::Remove(args) => remove::run(&args),
        Command::Fork(args) => fork::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Manual(args) => manual::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Sources(args) => sources::run(&args),
        Command::Take(args) => take::run(&args),
        Command::Theme(args) => theme::run(&args),
        Command::Completions { shell } => completions::run(shell),
    }
}
