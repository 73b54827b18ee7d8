//! `groundwork status`: what is left open, and where. Nothing of it is a fault, so it always ends well.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use groundwork::engine::{Engine, Options};
use groundwork::model::site::Site;
use groundwork::model::source::Sources;
use groundwork::{load, report, status};

use crate::cli::Status;
use crate::commands::project::project;
use crate::commands::terminal;

pub(super) fn run(args: &Status) -> anyhow::Result<ExitCode> {
    let root = project()?;
    let mut engine = Engine::new(&root);
    let options = Options::default();
    let input = engine.read(&options)?;
    let built = engine.build(input, &options);
    if args.accept_new || !args.accept.is_empty() {
        accept(&root, args, &built.site, engine.sources())?;
        return Ok(ExitCode::SUCCESS);
    }
    let status = status::status(&built.site, &built.findings);
    let mut out = io::stdout().lock();
    let written = if args.json {
        report::draw_status_json(&status, engine.sources(), &mut out)
    } else {
        report::draw_status(&status, engine.sources(), args.full, &mut out)
    };
    drop(out);
    terminal::told(written)?;
    Ok(ExitCode::SUCCESS)
}

/// Keeps what pages were made from as it is now, and the list of the pages beneath.
fn accept(root: &Path, args: &Status, site: &Site, sources: &Sources) -> anyhow::Result<()> {
    let folder = root.join(load::CONTENT).join(load::ORIGINALS);
    let mut files = Vec::new();
    for id in &args.accept {
        let renewed = status::renew(site, id, sources).map_err(anyhow::Error::msg)?;
        files.extend(renewed.into_iter().map(|one| (one.path, one.text)));
    }
    // New pages, and those that have gone, can be told of only beside a list of those that were seen.
    let is_first = site.layers.len() > 1 && site.known_beneath.is_none();
    if args.accept_new || is_first {
        files.push((load::KNOWN_PAGES.to_owned(), status::known_pages(site)));
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        terminal::say(path.strip_prefix(root).unwrap_or(&path).display())?;
    }
    Ok(())
}
