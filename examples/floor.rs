//! The least that any generator must do: read each page, turn its Markdown into HTML, write it.
//!
//! `floor CONTENT OUT` does so on one thread for every `.md` file under the folder `CONTENT`, with
//! no template, no links between pages, nothing. It prints the number of pages and the seconds.

#![allow(clippy::print_stdout, reason = "what runs by hand says what it found")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use pulldown_cmark::{Options, Parser, html};
use walkdir::WalkDir;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [content, out] = &arguments[..] else {
        bail!("usage: floor CONTENT OUT");
    };
    let start = Instant::now();
    let pages = build(Path::new(content), Path::new(out))?;
    println!("{pages} pages, {:.3} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn build(content: &Path, out: &Path) -> anyhow::Result<usize> {
    let mut folders: HashSet<PathBuf> = HashSet::new();
    let mut pages = 0;
    for entry in WalkDir::new(content) {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let page = out.join(path.strip_prefix(content)?).with_extension("html");
        let folder = page.parent().unwrap_or(out);
        if folders.insert(folder.to_owned()) {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {folder:?}"))?;
        }
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {path:?}"))?;
        fs::write(&page, to_html(&text)).with_context(|| format!("cannot write {page:?}"))?;
        pages += 1;
    }
    Ok(pages)
}

fn to_html(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(text, options));
    page
}
