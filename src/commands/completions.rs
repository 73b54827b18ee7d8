//! `groundwork completions`: a script for the shell.

use std::io;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;

pub fn run(shell: Shell) -> anyhow::Result<ExitCode> {
    clap_complete::generate(shell, &mut Cli::command(), "groundwork", &mut io::stdout());
    Ok(ExitCode::SUCCESS)
}
