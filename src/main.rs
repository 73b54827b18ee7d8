//! The `groundwork` program: reads its arguments, runs a command, and says how it went.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            // The alternate form writes the whole chain of causes on one line.
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
