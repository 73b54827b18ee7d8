//! What search in a browser loads: an index for each language of the site.
//!
//! 1. `entries` gathers what there is to find: pages by section, and sources.
//! 2. `words` takes text apart into words, and `language` each word into a stem and the forms readers type.
//! 3. `postings` lists for each stem the sections that it stands in.
//! 4. `shards` cuts it all into scripts, none of them large.
//!
//! Takes the site; gives an [`Index`]. The text of a page is not in it again: what is shown of a match,
//! `page-reader.js` reads from the page. An entry lists every form of its stem, other spellings among
//! them; for forms that stand nowhere a browser has the stemmer of the language (`language`), and the same
//! scripts serve all languages. All text
//! comes through `Body::visible`, so nothing is found that not everyone may read.
//!
//! The scripts carry a hash of their content in their names, but for the one that names them all:
//! were its name to change with any word of any page, every page of the site would change with it,
//! and a preview would have to make the whole index for each page that it shows.

mod affixes;
mod entries;
mod inclusive;
mod irregular;
mod language;
mod letters;
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
use self::language::Language;
use self::postings::{Counts, Known, Postings};
use self::shards::{Head, Shard};
use crate::model::lang::Lang;
use crate::render::render_context::RenderContext;

/// The folder of all indices in the output.
pub(crate) const FOLDER: &str = "search/";

/// What scripts are called that stem words in a browser.
const STEMMER: &str = "stemmer";

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
    pub(crate) fn index(&self, cx: RenderContext<'_>, lang: Lang) -> &Index {
        self.indices[lang.0 as usize].get_or_init(|| Index::new(cx, lang))
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
    fn new(cx: RenderContext<'_>, lang: Lang) -> Self {
        let subjects = entries::subjects(cx.site, lang);
        let (postings, heads) = gather(cx, lang, &subjects);
        let stems = postings.stems(shards::word);
        let words = shards::words(&stems);
        let titles = shards::titles(&heads);
        let language = Language::new(cx.site.config.code(lang));
        // Only where a language joins words are their parts looked up, which takes a list of all words.
        let vocabulary = if language.is_compounding() {
            shards::vocabulary(&stems)
        } else {
            Vec::new()
        };
        let stemmers = stemmers(&language);
        let mut common = postings.common();
        common.extend(language.stop_words());
        let top = shards::Top {
            lang: cx.site.config.code(lang),
            common,
            heads: &heads,
            sources: subjects.len() - cx.site.works.len(),
            titles: firsts_and_names(&titles),
            words: firsts_and_names(&words),
            vocabulary: names(&vocabulary),
            stemmers: names(&stemmers),
            affixes: language.affixes(),
        };
        let (top, parts) = shards::top(&top);
        let titles = titles.into_iter().map(|shard| (shard.name, shard.bytes));
        let words = words.into_iter().map(|shard| (shard.name, shard.bytes));
        let files = std::iter::once(("index".to_owned(), top));
        let files = files.chain(parts).chain(titles).chain(words);
        let files = files.chain(vocabulary).chain(stemmers);
        let folder = folder(cx, lang);
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
fn gather(cx: RenderContext<'_>, lang: Lang, subjects: &[Subject]) -> (Postings, Vec<Head>) {
    let language = Language::new(cx.site.config.code(lang));
    // As many as there are threads at work; which has met a word before makes no difference.
    let known = Mutex::new(Vec::new());
    let count = |batch: &[Subject]| {
        let entries = batch.iter();
        let entries: Vec<Entry> = entries
            .map(|subject| entries::entry(cx, lang, *subject))
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

/// The scripts that stem words of the language, with their names.
fn stemmers(language: &Language) -> Vec<(String, Vec<u8>)> {
    let scripts = [language.normalizer(), language.stemmer()].into_iter();
    let scripts = scripts.flatten().map(str::as_bytes);
    let named = scripts.map(|script| (shards::name(STEMMER, script), script.to_vec()));
    named.collect()
}

fn names(scripts: &[(String, Vec<u8>)]) -> Vec<String> {
    scripts.iter().map(|(name, _)| name.clone()).collect()
}

/// With what each script begins, and what it is called.
fn firsts_and_names<First: Clone>(shards: &[Shard<First>]) -> Vec<(First, String)> {
    let named = shards.iter();
    named
        .map(|shard| (shard.first.clone(), shard.name.clone()))
        .collect()
}

/// The data that a script of the index hands over, as JSON; `None` where it is no data, but something that is
/// to run.
pub(crate) fn data<'a>(path: &str, script: &'a str) -> Option<&'a str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    (!name.starts_with(STEMMER)).then(|| shards::data(script))
}

/// The folder of a language's index in the output.
pub(crate) fn folder(cx: RenderContext<'_>, lang: Lang) -> String {
    folder_of(cx.site.config.code(lang))
}

/// The folder of the index for pages in the language of this code.
pub(crate) fn folder_of(code: &str) -> String {
    format!("{FOLDER}{}/", code.to_lowercase())
}
