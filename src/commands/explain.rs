//! `groundwork explain`: what the manual says of one topic.

use std::process::ExitCode;

use anyhow::bail;
use groundwork::check::RULES;
use groundwork::manual::{Explained, Manual};

use crate::cli::Explain;
use crate::commands::{terminal, threads};

/// How long lines are, as in most terminals.
const WIDTH: usize = 80;

pub(super) fn run(args: &Explain) -> anyhow::Result<ExitCode> {
    threads::start()?;
    let manual = Manual::read();
    let name = args.name.join(" ");
    if name.trim().is_empty() {
        terminal::say(list(&manual).trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    match manual.explain(&name, WIDTH) {
        Explained::Text(text) => terminal::say(text.trim_end())?,
        Explained::Unknown(Some(near)) => {
            bail!("the manual has nothing called `{name}`; did you mean `{near}`?")
        }
        Explained::Unknown(None) => {
            bail!("the manual has nothing called `{name}`; `groundwork explain` lists what it has")
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// All rules with the weight of their findings, and all pages with their titles.
fn list(manual: &Manual) -> String {
    let mut text = String::from("Rules, each with the weight of its findings:\n\n");
    for rule in RULES {
        text.push_str(&format!("  {:26}{}\n", rule.name, rule.severity.name()));
    }
    text.push_str("\nPages of the manual:\n\n");
    for (id, title) in manual.pages() {
        text.push_str(&format!("  {id:26}{title}\n"));
    }
    text + "\nCommands, kinds, fields, settings, attributes and markers are topics too:\n\n  \
            groundwork explain dead-link\n  groundwork explain build\n  groundwork explain minutes\n"
}
