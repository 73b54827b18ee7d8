//! `groundwork completions`: a script for the shell.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::commands::terminal;

pub(super) fn run(shell: Shell) -> anyhow::Result<ExitCode> {
    // Made in memory: what makes it cannot say that a disk is full.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "groundwork", &mut script);
    terminal::told(io::stdout().write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}
