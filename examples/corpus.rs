//! Writes a made-up knowledge base of any size, for measuring.
//!
//! `corpus PAGES DIR` writes a project of this program into the folder `DIR`;
//! `corpus PAGES DIR --hugo DIR2` also writes the same pages as a site of Hugo into `DIR2`.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use corpus::{Corpus, File, groundwork, hugo};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (pages, project, site) = match words[..] {
        [pages, project] => (pages, project, None),
        [pages, project, "--hugo", site] => (pages, project, Some(site)),
        _ => bail!("usage: corpus PAGES DIR [--hugo DIR2]"),
    };
    let pages = pages
        .parse()
        .with_context(|| format!("{pages} is not a number of pages"))?;
    let corpus = Corpus::new(pages);
    write(Path::new(project), groundwork::files(&corpus))?;
    if let Some(site) = site {
        write(Path::new(site), hugo::files(&corpus))?;
    }
    Ok(())
}

fn write(root: &Path, files: impl Iterator<Item = File>) -> anyhow::Result<()> {
    let mut folders: HashSet<PathBuf> = HashSet::new();
    for file in files {
        let path = root.join(file.path);
        let folder = path.parent().unwrap_or(root);
        if folders.insert(folder.to_owned()) {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {folder:?}"))?;
        }
        fs::write(&path, file.text).with_context(|| format!("cannot write {path:?}"))?;
    }
    Ok(())
}
