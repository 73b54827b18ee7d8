//! `groundwork check`: every finding of every phase, and nothing written.

use std::io::{self, Write};
use std::process::ExitCode;

use groundwork::check::RULES;
use groundwork::diagnostic::Severity;
use groundwork::engine::{Engine, Options};
use groundwork::progress::Progress;
use groundwork::report::{self, Format};

use crate::cli::Check;
use crate::commands::{self, FINDINGS, terminal};

pub fn run(args: &Check) -> anyhow::Result<ExitCode> {
    let root = commands::project()?;
    let mut engine = Engine::new(&root);
    let options = Options {
        drafts: args.drafts,
        ..Options::default()
    };
    let input = engine.read(&options)?;
    let mut built = engine.build(input, &options);
    let progress = Progress::start("checking", Some(built.output.len() as u64));
    engine.settle(&mut built, &|| progress.advance())?;
    drop(progress);
    let mut findings = built.findings;
    if args.strict {
        for finding in &mut findings {
            finding.severity = strict(finding.severity);
        }
    }
    let mut out = io::stdout().lock();
    let colour = terminal::colours(&out);
    let sources = engine.sources();
    let drawn = report::draw(args.format, &findings, sources, RULES, colour, &mut out);
    terminal::told(drawn.and_then(|()| match args.format {
        Format::Text => writeln!(out, "{}", report::summary(&findings)),
        _ => Ok(()),
    }))?;
    Ok(match report::has_errors(&findings) {
        true => ExitCode::from(FINDINGS),
        false => ExitCode::SUCCESS,
    })
}

/// Warnings count as errors, notes never do: nobody must invent a page number for a green build.
fn strict(severity: Severity) -> Severity {
    match severity {
        Severity::Warning => Severity::Error,
        other => other,
    }
}
