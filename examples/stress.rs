//! How much of the processor's time small inputs that could ask for great work take, and how much memory.
//!
//! `stress` runs every generator of `benches/stress` at full scale, each in a process of its own, and prints a table;
//! `stress WORD…` runs those whose names hold a word. It ends with status 1 if one takes
//! more than it may.

#![allow(clippy::print_stdout, reason = "what runs by hand says what it found")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use groundwork::engine::{Engine, Options};
use groundwork::{check, report};
use rustix::time::{ClockId, clock_gettime};

#[path = "../benches/stress/mod.rs"]
mod stress;

use stress::{Generator, generators};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What tells a process that it is to run one generator.
const ONE: &str = "--one";

/// How much of the processor's time one may take, and after how long it is ended.
const ENOUGH: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_mins(2);

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, name, times] = &arguments[..]
        && first == ONE
    {
        let found = generators().find(|generator| generator.name == *name);
        run(found.context("there is no such generator")?, times.parse()?)?;
        return Ok(ExitCode::SUCCESS);
    }
    println!(
        "{:36} {:>9} {:>8} {:>7} {:>9}  rules",
        "generator", "times", "seconds", "MB", "findings"
    );
    let mut slow = 0;
    for generator in generators() {
        let wanted = arguments.is_empty()
            || arguments
                .iter()
                .any(|word| generator.name.contains(word.as_str()));
        if wanted && !measure(generator)? {
            slow += 1;
        }
    }
    println!(
        "{slow} took longer than {} s, or ended otherwise",
        ENOUGH.as_secs()
    );
    Ok(if slow == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints a line on a generator; whether it was fast enough.
fn measure(generator: &Generator) -> anyhow::Result<bool> {
    let mut child = Command::new(std::env::current_exe()?)
        .args([ONE, generator.name, &generator.full.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let told = io::read_to_string(child.stdout.take().context("it was piped")?)?;
    let name = format!("{:36} {:>9}", generator.name, generator.full);
    let Some(status) = ended else {
        println!("{name} ended after {} s", PATIENCE.as_secs());
        return Ok(false);
    };
    if !status.success() {
        println!("{name} {status}");
        return Ok(false);
    }
    let mut words = told.split_whitespace();
    let seconds: f64 = words.next().context("it tells how long it took")?.parse()?;
    let is_slow = seconds > ENOUGH.as_secs_f64();
    println!(
        "{name} {}{}",
        told.trim_end(),
        if is_slow { "  SLOW" } else { "" }
    );
    Ok(!is_slow)
}

/// Runs a generator in this process, and prints seconds, peak memory and what was found.
fn run(generator: &Generator, times: usize) -> anyhow::Result<()> {
    // In memory where there is such a folder, since a disk may take longer than all the rest.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)?
    } else {
        tempfile::tempdir()?
    };
    let mut has_site = false;
    for (path, text) in (generator.files)(times) {
        has_site |= path == "site.toml";
        write(&folder.path().join(path), &text)?;
    }
    if !has_site {
        write(&folder.path().join("site.toml"), "title = \"Test\"\n")?;
    }
    let begun = spent();
    let mut engine = Engine::new(&folder.path().canonicalize()?);
    let options = Options::default();
    let input = engine.read(&options)?;
    let mut built = engine.build(input, &options);
    engine.settle(&mut built, &|| {})?;
    report::draw(
        report::Format::Text,
        &built.findings,
        engine.sources(),
        check::RULES,
        false,
        &mut io::sink(),
    )?;
    let seconds = (spent() - begun).as_secs_f64();
    let rules: BTreeSet<&str> = built
        .findings
        .iter()
        .map(|finding| finding.rule.name)
        .collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    println!(
        "{seconds:>8.2} {:>7} {:>9}  {}",
        peak(),
        built.findings.len(),
        rules.join(" ")
    );
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().context("it is in a folder")?;
    fs::create_dir_all(folder)?;
    Ok(fs::write(path, text)?)
}

/// What the processor has given to this process, on all its cores; other work on the machine does not count.
fn spent() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    spent.try_into().unwrap_or_default()
}

/// The most memory that this process has had, in MB, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map_or("?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
