//! `groundwork build`: the site in a folder.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Engine, Options};
use groundwork::load;
use groundwork::output::Unmade;
use groundwork::progress::Progress;
use groundwork::write::{self, Protected, Written};

use crate::cli::Build;
use crate::commands::{FINDINGS, terminal};

pub fn run(args: Build) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let root = load::find_project(Path::new("."))?;
    let out = args.out.unwrap_or_else(|| root.join("public"));
    let destination = write::claim(&out, &protected(&root))?;
    let mut engine = Engine::new(&root);
    let options = Options {
        drafts: args.drafts,
        base_url: args.base_url,
    };
    let built = engine.build(&options)?;
    terminal::explain(&built.findings, engine.sources())?;
    if terminal::has_errors(&built.findings) && !args.allow_errors {
        eprintln!(
            "nothing was written; mend the errors, or build in spite of them with --allow-errors"
        );
        return Ok(ExitCode::from(FINDINGS));
    }
    let pages = built.site.pages.len();
    let current = write::is_current(&destination, &built.fingerprint);
    let written = match current {
        Some(files) => format!("{files} files are as they were"),
        None => {
            let progress = Progress::start("writing", Some(built.output.len() as u64));
            let written = write::write(&destination, &built.fingerprint, &built.output, &|| {
                progress.advance()
            });
            drop(progress);
            match written.map_err(finding) {
                Ok(written) => describe(&written),
                Err(Ok(finding)) => return unmade(*finding, &engine),
                Err(Err(error)) => return Err(error),
            }
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{}: {pages} pages, {written}, {seconds:.2} s",
        out.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn protected(root: &Path) -> Protected {
    Protected {
        root: root.to_owned(),
        content: root.join("content"),
        themes: root.join("themes"),
    }
}

/// What went wrong while writing: a finding of the project, or a failure of the environment.
fn finding(error: anyhow::Error) -> Result<Box<Diagnostic>, anyhow::Error> {
    match error.downcast::<Unmade>() {
        Ok(Unmade::Finding(finding)) => Ok(finding),
        Ok(Unmade::Failure(error)) => Err(error),
        Err(error) => Err(error).context("the site was not written"),
    }
}

fn unmade(finding: Diagnostic, engine: &Engine) -> anyhow::Result<ExitCode> {
    terminal::explain(&[finding], engine.sources())?;
    eprintln!("nothing was written");
    Ok(ExitCode::from(FINDINGS))
}

fn describe(written: &Written) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (written.created, "new"),
        (written.changed, "changed"),
        (written.unchanged, "as they were"),
        (written.removed, "removed"),
        (written.carried, "not ours and kept"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    format!("files: {}", parts.join(", "))
}
