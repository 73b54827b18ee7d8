//! Small inputs that could ask for great work: each generator multiplies one thing.
//!
//! Takes the name of a generator and a number of times; gives the files of a project. What a number of times
//! means is each generator's own; [`Generator::full`] is the one at which it must end within two seconds or
//! with a finding that names a limit.
//!
//! 1. [`blocks`] and [`inlines`] repeat one thing on a page.
//! 2. [`fields`] repeats one thing in front matter, in `site.toml` or on an agenda.
//! 3. [`pages`] repeats pages that have something to do with each other.
//! 4. [`sources`] repeats records, and what cites them.

// Each of those who include this module needs a part of it.
#![allow(dead_code, reason = "each program that has this uses a part of it")]

mod blocks;
mod fields;
mod inlines;
mod pages;
mod sources;

/// Paths from the project's root, and texts.
pub(crate) type Files = Vec<(String, String)>;

/// One thing that is multiplied.
#[derive(Clone, Copy)]
pub(crate) struct Generator {
    pub name: &'static str,
    /// How many times it is repeated at full scale.
    pub full: usize,
    /// The project in which it is repeated this many times.
    pub files: fn(usize) -> Files,
}

/// Every generator, in the order of the modules.
pub(crate) fn generators() -> impl Iterator<Item = &'static Generator> {
    let lists = [
        blocks::ALL,
        inlines::ALL,
        fields::ALL,
        pages::ALL,
        sources::ALL,
    ];
    lists.into_iter().flatten()
}

/// A project of one page with this text below a title.
fn one_page(text: &str) -> Files {
    vec![file("content/a.md", page("", text))]
}

fn file(path: &str, text: String) -> (String, String) {
    (path.to_owned(), text)
}

/// A page with a title, a summary, these lines of front matter and this text.
fn page(fields: &str, text: &str) -> String {
    format!("+++\ntitle = \"Page\"\nsummary = \"One sentence.\"\n{fields}+++\n\n{text}\n")
}

/// What `line` gives for each number below `times`, one after another.
fn each(times: usize, line: impl Fn(usize) -> String) -> String {
    (0..times).map(line).collect()
}

/// `times` pages, each with the lines and the text that `of` gives for its number.
fn many_pages(times: usize, of: impl Fn(usize) -> (String, String)) -> Files {
    let pages = (0..times).map(|at| {
        let (fields, text) = of(at);
        let text = page(&fields, &text).replacen("Page", &format!("Page {at}"), 1);
        file(&format!("content/p{at}.md"), text)
    });
    pages.collect()
}
