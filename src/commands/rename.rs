//! `groundwork rename`: a page gets another name, and all that names it follows.
//!
//! 1. The project is read and resolved, with its drafts and without them.
//! 2. `groundwork::rename` plans, and compares the project as it would be with the one that is.
//! 3. `changes` carries the plan out, or it is shown.

mod originals;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use groundwork::check::RULES;
use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Analysis, Engine, Input, Options};
use groundwork::load;
use groundwork::model::edit::Change;
use groundwork::model::page::Meta;
use groundwork::model::source::Sources;
use groundwork::rename::verify::{self, Seen};
use groundwork::rename::{self, Plan, Project, Refusal};
use groundwork::report::{self, Format};

use crate::cli::Rename;
use crate::commands::changes::{Journal, Purpose, Steps};
use crate::commands::exit::FINDINGS;
use crate::commands::project::project;
use crate::commands::terminal;
pub(crate) use originals::originals;

pub(crate) fn run(args: &Rename) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    if args.dry_run {
        return match planned(&root, args, &mut engine)? {
            Ok((plan, _)) => show(&plan, engine.sources()),
            Err(code) => Ok(code),
        };
    }
    // Taken before anything is read, so that nobody else renames what this plan is made from.
    let journal = Journal::begin(&root)?;
    let (plan, steps) = match planned(&root, args, &mut engine) {
        Ok(Ok(planned)) => planned,
        refused => {
            journal.close();
            return refused.map(|planned| planned.err().unwrap_or(ExitCode::SUCCESS));
        }
    };
    steps.carry_out(journal, &|| ())?;
    terminal::told(summary(&plan, &mut io::stdout().lock()))?;
    raw(&plan, &mut io::stderr().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// The plan and its steps; the exit status where there is something against it, which is told.
fn planned(
    root: &Path,
    args: &Rename,
    engine: &mut Engine,
) -> anyhow::Result<Result<(Plan, Steps), ExitCode>> {
    let read = Read::of(engine)?;
    let originals = originals(root);
    let project = Project {
        sources: engine.sources(),
        site: &read.before[0].analysis.site,
        published: read.before.get(1).map(|before| &*before.analysis.site),
        originals: &originals,
    };
    let plan = match rename::plan(&project, &args.id, &args.new) {
        Ok(plan) => plan,
        Err(Refusal::Words(words)) => bail!(words),
        Err(Refusal::Place(finding)) => {
            draw(&[*finding], engine.sources())?;
            return Ok(Err(ExitCode::from(2)));
        }
    };
    // The plan is tried on the site as it would be: nothing is written that would leave a new error behind.
    if let Some((findings, sources)) = read.new_errors(engine, &plan) {
        draw(&findings, &sources)?;
        let mut err = io::stderr().lock();
        writeln!(err, "nothing was changed, since this would come of it")?;
        return Ok(Err(ExitCode::from(FINDINGS)));
    }
    let steps = steps(root, &plan, engine.sources())?;
    Ok(Ok((plan, steps)))
}

/// The steps of a plan that was made from `sources`.
///
/// # Errors
/// When a file is not as it was read, or something is where a file is to go.
fn steps(root: &Path, plan: &Plan, sources: &Sources) -> anyhow::Result<Steps> {
    let moves = |change: &&Change| {
        let below = |folder: &str| change.path.starts_with(&format!("{folder}/"));
        let mut moves = plan.moves.iter();
        moves.any(|one| one.from == change.path || below(&one.from))
    };
    let (first, last): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(moves);
    let (from, to) = plan.page.clone();
    let mut steps = Steps::new(root, Purpose::Rename(from, to));
    // What is moved changes where it still is; all others change once every file has its new place.
    for change in first {
        steps.change(change, sources)?;
    }
    for one in &plan.moves {
        steps.move_to(one)?;
    }
    for change in last {
        steps.change(change, sources)?;
    }
    steps.refuse_links_to_one_file()?;
    Ok(steps)
}

/// Shows what would be moved and changed.
fn show(plan: &Plan, sources: &Sources) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let colour = terminal::colours(&out);
    let shown = report::changes(&plan.moves, &plan.changes, sources, colour, &mut out)
        .and_then(|()| writeln!(out, "\nnothing was written; leave out --dry-run to do this"));
    terminal::told(shown)?;
    raw(plan, &mut io::stderr().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// A project as it was read, and its sites: with drafts and what is withheld, and without where there
/// are any.
struct Read {
    loaded: load::Loaded,
    findings: Vec<Diagnostic>,
    before: Vec<Before>,
}

struct Before {
    options: Options,
    analysis: Analysis,
}

impl Read {
    fn of(engine: &mut Engine) -> anyhow::Result<Self> {
        let drafts = |drafts| Options {
            drafts,
            withheld: drafts,
            ..Options::default()
        };
        let input: Input = engine.read(&drafts(true))?;
        let (loaded, findings) = input.parts();
        let (loaded, findings) = (loaded.clone(), findings.to_vec());
        let mut read = Read {
            loaded,
            findings,
            before: Vec::new(),
        };
        let analysis = engine.analyse(input, &drafts(true));
        let is_left_out = |meta: &Meta| meta.draft || meta.withheld.is_some();
        let mut pages = analysis.site.pages.iter();
        let any = pages.any(|page| is_left_out(&page.page.meta));
        read.before.push(Before {
            options: drafts(true),
            analysis,
        });
        // A link that works only while drafts are shown must not become one that never works, nor the other way
        // round: the new name is tried on both sites.
        if any {
            let (loaded, findings) = (read.loaded.clone(), read.findings.clone());
            let sources = engine.sources().clone();
            let options = drafts(false);
            let (analysis, _) = engine.analyse_changed(loaded, sources, findings, &options);
            read.before.push(Before { options, analysis });
        }
        Ok(read)
    }

    /// The errors that the plan would bring, with the texts in which they would stand.
    fn new_errors(&self, engine: &Engine, plan: &Plan) -> Option<(Vec<Diagnostic>, Sources)> {
        self.before.iter().find_map(|before| {
            let simulated =
                verify::simulate(plan, self.loaded.clone(), engine.sources(), &self.findings);
            let (analysis, sources) = engine.analyse_changed(
                simulated.loaded,
                simulated.sources,
                simulated.findings,
                &before.options,
            );
            let was = Seen {
                analysis: &before.analysis,
                sources: engine.sources(),
            };
            let would_be = Seen {
                analysis: &analysis,
                sources: &sources,
            };
            let mut findings = verify::new_errors(plan, was, would_be);
            report::sort(&mut findings, &sources);
            (!findings.is_empty()).then_some((findings, sources))
        })
    }
}

fn draw(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let colour = terminal::colours(&err);
    report::draw(Format::Text, findings, sources, RULES, colour, &mut err)
}

fn summary(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    for one in &plan.moves {
        writeln!(out, "{} is now {}", one.from, one.to)?;
    }
    if plan.moves.is_empty() {
        writeln!(
            out,
            "content/{} now has the id {}",
            plan.page.0, plan.new_id
        )?;
    }
    let files = plan.changes.len();
    writeln!(
        out,
        "{} rewritten, {} changed; {}",
        terminal::counted(plan.references, "reference"),
        terminal::counted(files, "file"),
        if plan.changes_capitals_only() {
            "no alias can tell its addresses apart, so that the old one leads nowhere"
        } else {
            "the old name and address still lead to the page"
        }
    )
}

fn raw(plan: &Plan, err: &mut dyn Write) -> io::Result<()> {
    for path in &plan.raw {
        writeln!(
            err,
            "content/{path} holds HTML: see whether it names anything by a relative address, which \
             is left as it is"
        )?;
    }
    Ok(())
}
