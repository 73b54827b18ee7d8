//! Looks for inputs that break the program: random edits of small good ones, for as long as one likes.
//!
//! ```sh
//! cargo run --release --example fuzz                                  # ten minutes over all targets
//! cargo run --release --example fuzz -- --target markdown --seconds 60 --seed 7
//! cargo run --release --example fuzz -- --target markdown --input FILE     # one input again
//! ```
//!
//! `--no-default-features` leaves out the setting of PDFs, and compiles in a third of the time. What breaks a law is
//! written, as short as it could be made, to a file whose path is shown. Once mended, it becomes a case, or a
//! file in `tests/fuzz/found`, which every run of the tests tries.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what runs by hand says what it found"
)]

mod harness;

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use clap::Parser;

use harness::{Budget, Outcome, TARGETS, Target};

#[derive(Parser)]
struct Arguments {
    /// What to edit: front-matter, markdown, agenda, site, bib, yaml, csl or requests; all if left out
    #[arg(long)]
    target: Option<String>,
    /// How long in all
    #[arg(long, default_value_t = 600)]
    seconds: u64,
    /// Where the random numbers begin; another one each time if left out
    #[arg(long)]
    seed: Option<u64>,
    /// How many seconds one input may take
    #[arg(long, default_value_t = 20)]
    longest: u64,
    /// Tries the input in this file, and no other
    #[arg(long, requires = "target")]
    input: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let wanted = |target: &&Target| {
        arguments
            .target
            .as_ref()
            .is_none_or(|name| target.name == name)
    };
    let targets: Vec<&Target> = TARGETS.iter().filter(wanted).collect();
    if targets.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        bail!("no such target; there are: {}", names.join(", "));
    }
    if let Some(path) = &arguments.input {
        let input = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        return match harness::replay(targets[0], &input) {
            Some(law) => bail!("{law}"),
            None => {
                println!("no law is broken");
                Ok(())
            }
        };
    }
    let seed = arguments.seed.unwrap_or_else(now);
    let budget = Budget {
        inputs: usize::MAX,
        time: Duration::from_secs(arguments.seconds) / targets.len() as u32,
        longest: Duration::from_secs(arguments.longest),
    };
    let mut broken = 0;
    for target in targets {
        for (name, input) in harness::found(target) {
            if let Some(law) = harness::replay(target, &input) {
                println!("{name}: {law}");
                broken += 1;
            }
        }
        broken += usize::from(!tell(target, seed, harness::run(target, seed, &budget))?);
    }
    match broken {
        0 => Ok(()),
        _ => bail!("{broken} broken laws"),
    }
}

/// Says how a target went; whether no law is broken.
fn tell(target: &Target, seed: u64, outcome: Outcome) -> anyhow::Result<bool> {
    let (slowest, slow) = outcome.slowest;
    println!(
        "{}: {} inputs from seed {seed}, the slowest of {} bytes took {} ms",
        target.name,
        outcome.inputs,
        slow.len(),
        slowest.as_millis()
    );
    if slowest > Duration::from_secs(1) {
        save(target, "slow", &slow)?;
    }
    let Some(broken) = outcome.broken else {
        return Ok(true);
    };
    println!("  {}", broken.law);
    save(target, "broken", &broken.input)?;
    Ok(false)
}

fn save(target: &Target, what: &str, input: &str) -> anyhow::Result<()> {
    let path = std::env::temp_dir().join(format!("fuzz-{}-{what}.txt", target.name));
    std::fs::write(&path, input).with_context(|| format!("cannot write {}", path.display()))?;
    println!("  {what}: {}", path.display());
    Ok(())
}

fn now() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a seed may be anything")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}
