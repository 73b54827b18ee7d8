//! The `groundwork` program: reads its arguments, runs a command, and says how it went.

mod cli;
mod commands;

use std::process::ExitCode;

use ahash::random_state::{RandomSource, set_random_source};
use clap::Parser;

use crate::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Templates are given a map for every object in them, and ahash seeds each from a counter that all threads
/// share, for which they wait. The keys of these maps are names of fields, so nobody can choose them to
/// collide.
struct NoSeed;

impl RandomSource for NoSeed {
    fn gen_hasher_seed(&self) -> usize {
        0
    }
}

fn main() -> ExitCode {
    // Fails where a map was made already, which only takes a little longer.
    let _ = set_random_source(NoSeed);
    commands::exit::run(|| {
        commands::dashes::refuse(std::env::args_os())?;
        commands::run(Cli::parse())
    })
}
