//! What search in a browser loads: an index for each language of the site.
//!
//! 1. `entries` gathers what there is to find: pages by section, and sources.
//! 2. `words` takes text apart into words, and each word into a stem and the forms readers type.
//! 3. `postings` lists for each stem the sections that it stands in.
//! 4. `shards` cuts it all into scripts, none of them large.
//!
//! Takes the site; gives an [`Index`]. The text of a page is not in it again: what is shown of a match,
//! `page-reader.js` reads from the page. No stemmer runs in a browser: an entry lists every form of its
//! stem, other spellings among them, and so every language works with the same script. All text
//! comes through `Body::visible`, so nothing is found that not everyone may read.
//!
//! The scripts carry a hash of their content in their names, but for the one that names them all:
//! were its name to change with any word of any page, every page of the site would change with it,
//! and a preview would have to make the whole index for each page that it shows.

mod entries;
mod postings;
mod shards;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use self::entries::{Entry, Subject};
use self::postings::{Counts, Known, Postings};
use self::shards::{Head, Shard};
use self::words::Language;
use crate::config::Lang;
use crate::render::html::Writing;

/// The folder of all indices in the output.
pub(crate) const FOLDER: &str = "search/";

/// How many entries a thread takes at a time, and how often each does before the counts are packed, which are
/// much larger than what they are packed into.
const BATCH: usize = 128;
const ROUND: usize = 4;

/// The indices of a site, each made when something of it is asked for.
#[derive(Default)]
pub(crate) struct Search {
    /// For each language.
    indices: Vec<OnceLock<Index>>,
}

impl Search {
    pub(crate) fn new(languages: usize) -> Self {
        Search {
            indices: (0..languages).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The index of a language. Threads of a pool that share the work of making it must not ask for
    /// it before it is there: what makes all artifacts lists them first, and that makes it.
    pub(crate) fn index(&self, writing: Writing<'_>, lang: Lang) -> &Index {
        self.indices[lang.0 as usize].get_or_init(|| Index::new(writing, lang))
    }

    /// The languages that have one.
    pub(crate) fn langs(&self) -> impl Iterator<Item = Lang> {
        (0..self.indices.len()).map(|at| Lang(at as u16))
    }
}

/// The scripts of one language, by path in the output.
pub(crate) struct Index {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Index {
    fn new(writing: Writing<'_>, lang: Lang) -> Self {
        let subjects = entries::subjects(writing.site, lang);
        let (postings, heads) = gather(writing, lang, &subjects);
        let words = shards::words(&postings.stems(shards::word));
        let titles = shards::titles(&heads);
        let top = shards::Top {
            common: postings.common(),
            heads: &heads,
            sources: subjects.len() - writing.site.works.len(),
            titles: named(&titles),
            words: named(&words),
        };
        let (top, parts) = shards::top(&top);
        let titles = titles.into_iter().map(|shard| (shard.name, shard.bytes));
        let words = words.into_iter().map(|shard| (shard.name, shard.bytes));
        let files = std::iter::once(("index".to_owned(), top));
        let files = files.chain(parts).chain(titles).chain(words);
        let folder = folder(writing, lang);
        let files = files.map(|(name, bytes)| (format!("{folder}{name}.js"), bytes.into()));
        Index {
            files: files.collect(),
        }
    }

    /// The paths of its scripts in the output.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The script at `path`; empty where none is.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        let bytes = self.files.get(path);
        bytes.map_or_else(Vec::new, |bytes| bytes.to_vec())
    }
}

/// What stands in all entries, and what is shown of them.
fn gather(writing: Writing<'_>, lang: Lang, subjects: &[Subject]) -> (Postings, Vec<Head>) {
    let language = Language::new(writing.site.config.code(lang));
    // As many as there are threads at work; which has met a word before makes no difference.
    let known = Mutex::new(Vec::new());
    let count = |batch: &[Subject]| {
        let entries = batch.iter();
        let entries: Vec<Entry> = entries
            .map(|subject| entries::entry(writing, lang, *subject))
            .collect();
        let lock = || known.lock().expect("nothing fails while it is locked");
        let mut own: Known = lock().pop().unwrap_or_default();
        let counts = postings::count(&language, &mut own, &entries);
        lock().push(own);
        (counts, entries.iter().map(Head::new).collect())
    };
    let mut postings = Postings::default();
    let mut heads = Vec::with_capacity(subjects.len());
    let mut take = |counted: Vec<(Counts, Vec<Head>)>| {
        for (counts, some) in counted {
            postings.take(counts);
            heads.extend(some);
        }
    };
    let mut last = Vec::new();
    let at_once = ROUND * rayon::current_num_threads() * BATCH;
    for some in subjects.chunks(at_once) {
        // One thread packs what was counted while the others count on.
        let (next, ()) = rayon::join(
            || some.par_chunks(BATCH).map(count).collect(),
            || take(std::mem::take(&mut last)),
        );
        last = next;
    }
    take(last);
    (postings, heads)
}

/// With what each script begins, and what it is called.
fn named<First: Clone>(shards: &[Shard<First>]) -> Vec<(First, String)> {
    let named = shards.iter();
    named
        .map(|shard| (shard.first.clone(), shard.name.clone()))
        .collect()
}

/// The data that a script of the index hands over, as JSON.
pub(crate) fn data(script: &str) -> &str {
    shards::data(script)
}

/// The folder of a language's index in the output.
pub(crate) fn folder(writing: Writing<'_>, lang: Lang) -> String {
    folder_of(writing.site.config.code(lang))
}

/// The folder of the index for pages in the language of this code.
pub(crate) fn folder_of(code: &str) -> String {
    format!("{FOLDER}{}/", code.to_lowercase())
}
