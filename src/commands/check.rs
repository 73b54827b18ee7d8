//! `groundwork check`: every finding of every phase. Nothing is written but what `--fix` mends.

mod fix;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use groundwork::check::RULES;
use groundwork::diagnostic::{self, Diagnostic, Severity};
use groundwork::engine::{Engine, Options};
use groundwork::model::layer::Layer;
use groundwork::model::source::Sources;
use groundwork::report::{self, Fixed, Format};

use super::progress::Progress;
use crate::cli::Check;
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::terminal;

pub(super) fn run(args: &Check) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    let options = Options {
        drafts: args.drafts,
        ..Options::default()
    };
    let mut found = find(&mut engine, &options)?;
    let mut fixed = None;
    if args.fix {
        let done = mend(&root, &found.ours, &engine);
        if done.outcomes.iter().any(|one| one.left.is_none()) {
            found = find(&mut engine, &options)?;
        }
        fixed = Some(done);
    }
    // Writers can mend only their own pages: what the handbook beneath has wrong is told in full to those who ask.
    let mut findings = found.ours;
    let mut hints = Vec::new();
    if args.upstream {
        findings.extend(found.beneath);
        report::sort(&mut findings, engine.sources());
    } else {
        hints = beneath_hints(&found.beneath, &found.layers, engine.sources());
    }
    if args.strict {
        for finding in &mut findings {
            finding.severity = strict(finding.severity);
        }
    }
    let said = tell(args, &findings, fixed.as_ref(), &engine);
    terminal::told(said)?;
    for hint in hints {
        terminal::warn(hint);
    }
    Ok(if diagnostic::has_errors(&findings) {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

/// What was found in our project, and in those beneath it.
struct Found {
    ours: Vec<Diagnostic>,
    beneath: Vec<Diagnostic>,
    layers: Arc<[Layer]>,
}

/// All findings of the project as it is now.
fn find(engine: &mut Engine, options: &Options) -> anyhow::Result<Found> {
    let input = engine.read(options)?;
    let mut built = engine.build(input, options);
    let progress = Progress::start("checking", Some(built.output.len() as u64));
    engine.settle(&mut built, &|| progress.advance())?;
    Ok(Found {
        ours: built.findings,
        beneath: built.beneath,
        layers: built.site.layers.clone(),
    })
}

/// How much was found in each project beneath, and how to see it.
fn beneath_hints(found: &[Diagnostic], layers: &[Layer], sources: &Sources) -> Vec<String> {
    let layers = layers.iter().enumerate().skip(1);
    let hints = layers.filter_map(|(at, layer)| {
        let of_layer = |one: &&Diagnostic| usize::from(sources.layer(one.span)) == at;
        let own: Vec<Diagnostic> = found.iter().filter(of_layer).cloned().collect();
        let (name, folder) = (&layer.name, &layer.folder);
        // Notes alone are nothing that a group above could tell anybody.
        let is_any = own.iter().any(|one| one.severity != Severity::Note);
        is_any.then(|| {
            let verdict = report::verdict(&own);
            format!(
                "{name} ({folder}), on which this is built, has findings of its own, which fail nothing here: \
                 {verdict}; groundwork check --upstream shows them"
            )
        })
    });
    hints.collect()
}

fn mend(root: &Path, findings: &[Diagnostic], engine: &Engine) -> Fixed {
    let sources = engine.sources().clone();
    Fixed {
        outcomes: fix::fix(root, findings, &sources),
        sources,
    }
}

/// Writes what was mended and what remains. Formats that have no room for the first leave it to
/// standard error, so that standard output stays what their readers expect.
fn tell(
    args: &Check,
    findings: &[Diagnostic],
    fixed: Option<&Fixed>,
    engine: &Engine,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let sources = engine.sources();
    match (args.format, fixed) {
        (Format::Json, Some(fixed)) => {
            return report::draw_json_fixed(findings, sources, fixed, &mut out);
        }
        (Format::Text, Some(fixed)) => report::draw_fixed(fixed, &mut out)?,
        (_, Some(fixed)) => report::draw_fixed(fixed, &mut io::stderr().lock())?,
        (_, None) => {}
    }
    match args.format {
        Format::Text => tell_people(args, findings, fixed.is_some(), engine, &mut out),
        format => report::draw(format, findings, sources, RULES, false, &mut out),
    }
}

/// How many findings `--fix` would mend; none where it would mend nothing.
fn fix_hint(findings: &[Diagnostic]) -> Option<String> {
    let them = match findings.iter().filter(|one| one.is_fixable()).count() {
        0 => return None,
        1 => "one".to_owned(),
        fixable => fixable.to_string(),
    };
    Some(format!("groundwork check --fix mends {them} of them"))
}

/// Shows the causes, or each place, and sums them up. Notes are shown to who asks for them: they are
/// no faults, and a writer's first sight of a sound project is none of them.
fn tell_people(
    args: &Check,
    findings: &[Diagnostic],
    is_fixed: bool,
    engine: &Engine,
    out: &mut (impl Write + IsTerminal),
) -> io::Result<()> {
    let shows_notes = args.notes || args.full;
    let shown: Cow<'_, [Diagnostic]> = if shows_notes {
        Cow::Borrowed(findings)
    } else {
        Cow::Owned(terminal::without_notes(findings))
    };
    // By default each cause is told once, however many places it has; `--full` is for those who go through
    // all places.
    let colour = terminal::colours(out);
    if args.full {
        report::draw_places(&shown, engine.sources(), colour, out)?;
    } else {
        report::draw(Format::Text, &shown, engine.sources(), RULES, colour, out)?;
    }
    if !shown.is_empty() {
        write!(out, "{}", report::by_rule(findings))?;
    }
    let mut hints = Vec::new();
    if !shows_notes {
        hints.extend(terminal::notes_hint(findings).map(str::to_owned));
    }
    hints.extend(fix_hint(findings).filter(|_| !is_fixed));
    if let Some(worst) = shown.iter().find(|one| one.severity > Severity::Note) {
        hints.push(format!("groundwork explain {} says more", worst.rule.name));
    }
    let verdict = [vec![report::verdict(findings)], hints].concat();
    writeln!(out, "{}", verdict.join("; "))
}

/// Warnings count as errors, notes never do: nobody must invent a page number for a green build.
fn strict(severity: Severity) -> Severity {
    match severity {
        Severity::Warning => Severity::Error,
        other => other,
    }
}
