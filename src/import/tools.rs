//! What each tool calls a page, and where it says what a handbook is called, in which order its pages stand
//! and at which addresses.

mod bookdown;
mod docusaurus;
mod gitbook;
mod hugo;
mod jekyll;
mod logseq;
mod markdown;
mod mdbook;
mod mkdocs;
mod myst;
mod obsidian;
mod quarto;
mod sidebar;
mod starlight;
mod summary;
mod vitepress;

use crate::import::handbook::Handbook;
use crate::import::original::Original;
use crate::import::recognise::Recognised;
use crate::import::tool::Tool;

/// Reads a handbook as its tool does.
pub(super) fn read(original: &Original, found: &Recognised) -> Handbook {
    let base = &found.base;
    let settings = found.by.as_deref();
    match found.tool {
        Tool::Obsidian => obsidian::read(original, base),
        Tool::Logseq => logseq::read(original, base),
        Tool::MkDocs => mkdocs::read(original, base, settings),
        Tool::MdBook => mdbook::read(original, base, settings),
        Tool::GitBook => gitbook::read(original, base),
        Tool::Hugo => hugo::read(original, base, settings),
        Tool::Jekyll => jekyll::read(original, base, settings),
        Tool::VitePress => vitepress::read(original, base, settings),
        Tool::Docusaurus => docusaurus::read(original, base, settings),
        Tool::Starlight => starlight::read(original, base, settings),
        Tool::Quarto => quarto::read(original, base, settings),
        Tool::Bookdown => bookdown::read(original, base),
        Tool::MyST => myst::read(original, base, settings),
        Tool::Markdown => markdown::read(original),
    }
}
