//! A made-up knowledge base of any size, for measuring.
//!
//! Takes a number of pages and gives the files of a project, in this program's dialect or in Hugo's.
//! The same number gives the same bytes on every machine. A page depends on its own number and on
//! how many there are, so the files come one by one and nothing is held.
//!
//! 1. [`words`] makes the words and the numbers that chance would choose.
//! 2. [`sources`] makes the works that pages cite.
//! 3. [`page`] makes one page: sections, sentences, links and citations, in no dialect.
//! 4. [`groundwork`] and [`hugo`] write pages and works down, each in its own dialect.

// Each of those who include this module needs a part of it.
#![allow(dead_code, reason = "each program that has this uses a part of it")]

pub(crate) mod groundwork;
pub(crate) mod hugo;
mod page;
mod sources;
mod words;

use page::Kind;
use words::{Random, Words};

/// How many pages the menu on each page leads to.
const MENU: usize = 50;

/// How many pages a folder holds at most.
const FOLDER: usize = 200;

/// One file of a project.
pub(crate) struct File {
    /// From the project's root, with `/` between names.
    pub path: String,
    pub text: String,
}

/// The knowledge base of a given size.
pub(crate) struct Corpus {
    pages: usize,
    words: Words,
}

impl Corpus {
    /// A knowledge base of `pages` pages, ten at least, which cite half as many sources.
    pub(crate) fn new(pages: usize) -> Self {
        Self {
            pages: pages.max(10),
            words: Words::new(),
        }
    }

    fn numbers(&self) -> std::ops::Range<usize> {
        0..self.pages
    }

    fn menu(&self) -> std::ops::Range<usize> {
        0..self.pages.min(MENU)
    }

    fn sources(&self) -> usize {
        self.pages / 2
    }

    /// A title of two words that no other page has.
    fn title(&self, number: usize) -> String {
        let count = self.words.made().len();
        let (round, place) = (number / count, number % count);
        let first = &self.words.made()[place];
        let second = &self.words.made()[(place * 7 + round + 1) % count];
        format!("{} {second}", words::capitalised(first))
    }

    fn id(&self, number: usize) -> String {
        self.title(number).to_lowercase().replace(' ', "-")
    }

    /// Where a page lies under `content`, without its ending: `methods/a0/id`.
    fn place(&self, number: usize) -> String {
        let kind = Kind::of(number);
        let folder = folder_name(kind.index(number) / FOLDER);
        format!("{}/{folder}/{}", kind.folder(), self.id(number))
    }

    fn random(&self, number: usize) -> Random {
        Random::new(number as u64)
    }
}

/// `a0` to `a9`, `b0` to `z9`, `ba0` and so on.
fn folder_name(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number / 10;
    loop {
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
        if rest == 0 {
            break;
        }
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", number % 10)
}
