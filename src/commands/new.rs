//! `groundwork new`: a page with the fields and sections of its kind.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use groundwork::diagnostic::nearest;
use groundwork::engine::{Engine, Options};
use groundwork::scaffold;

use crate::cli::New;
use crate::commands::{self, terminal};

pub fn run(args: &New) -> anyhow::Result<ExitCode> {
    let root = commands::project()?;
    let mut engine = Engine::new(&root);
    let input = engine.read(&Options::default())?;
    let analysis = engine.analyse(input, &Options::default());
    let site = &analysis.site;
    let Some(kind) = site.schema.kind(&args.kind) else {
        let kinds = site.schema.kinds.iter().map(|kind| kind.id.as_str());
        match nearest(&args.kind, kinds.clone()) {
            Some(near) => bail!("there is no kind `{}`; did you mean `{near}`?", args.kind),
            None => bail!(
                "there is no kind `{}`; the kinds are: {}",
                args.kind,
                kinds.collect::<Vec<_>>().join(", ")
            ),
        }
    };
    let lang = match &args.lang {
        None => site.config.default_code(),
        Some(code) => {
            let lang = site.config.lang(code).with_context(|| {
                let known = site.config.languages.join(", ");
                format!("site.toml does not list the language `{code}`; it lists: {known}")
            })?;
            site.config.code(lang)
        }
    };
    if args.title.trim().is_empty() {
        bail!(
            "a page needs a title: groundwork new {} \"Its title\"",
            args.kind
        );
    }
    let page = scaffold::page(kind, &args.title, lang, site.config.default_code());
    let path = root.join("content").join(&page.path);
    write_new(&path, &page.text)?;
    terminal::say(path.strip_prefix(&root).unwrap_or(&path).display())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already; choose another title", path.display())
        }
        Err(error) => return Err(error).with_context(|| format!("cannot make {}", path.display())),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))
}
