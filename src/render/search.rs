//! What search in a browser loads: an index for each language of the site.
//!
//! 1. `entries` gathers what there is to find: pages by section, and sources.
//! 2. `words` takes text apart into words, and each word into a stem and the forms readers type.
//! 3. `postings` lists for each stem the sections that it stands in.
//! 4. `shards` cuts it all into scripts, none of them large.
//!
//! Takes the site; gives an [`Index`]. No stemmer runs in a browser: an entry lists every form of its
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
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use self::entries::Entry;
use self::words::Language;
use crate::config::Lang;
use crate::render::html::Writing;

/// The folder of all indices in the output.
pub(crate) const FOLDER: &str = "search/";

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

/// The scripts of one language.
pub(crate) struct Index {
    /// What is kept as bytes, by path in the output.
    files: BTreeMap<String, Arc<[u8]>>,
    /// The scripts of text, which are most of it and made again when they are asked for: the entries
    /// and the section with which each begins and ends.
    texts: BTreeMap<String, shards::Stretch>,
}

impl Index {
    fn new(writing: Writing<'_>, lang: Lang) -> Self {
        let language = Language::new(writing.site.config.code(lang));
        let subjects = entries::subjects(writing.site, lang);
        let measured: Vec<shards::Measured> = subjects
            .par_iter()
            .map(|subject| shards::measure(&entries::entry(writing, lang, *subject)))
            .collect();
        let stretches = shards::stretches(&measured);
        let folder = folder(writing, lang);
        let kinds = shards::names(measured.iter().map(|one| one.kind.clone()));
        let texts: Vec<(String, shards::Stretch)> = stretches
            .into_par_iter()
            .map(|stretch| {
                let bytes = text(writing, lang, &stretch);
                (shards::name("text", &bytes), stretch)
            })
            .collect();
        let all = |at: usize| entries::entry(writing, lang, subjects[at]);
        let postings = postings::gather(&language, subjects.len(), &all);
        let words = shards::words(postings.stems);
        let top = shards::Top {
            kinds,
            common: postings.common,
            measured: &measured,
            sources: subjects.len() - writing.site.works.len(),
            texts: texts
                .iter()
                .map(|(name, stretch)| (stretch.first, name.clone()))
                .collect(),
            words: words
                .iter()
                .map(|shard| (shard.first.clone(), shard.name.clone()))
                .collect(),
        };
        let (top, parts) = shards::top(&top);
        let mut files = BTreeMap::from([(format!("{folder}index.js"), top.into())]);
        for (name, bytes) in parts {
            files.insert(format!("{folder}{name}.js"), bytes.into());
        }
        for shard in words {
            files.insert(format!("{folder}{}.js", shard.name), shard.bytes.into());
        }
        let texts = texts
            .into_iter()
            .map(|(name, stretch)| (format!("{folder}{name}.js"), stretch));
        Index {
            files,
            texts: texts.collect(),
        }
    }

    /// The paths of its scripts in the output.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .chain(self.texts.keys())
            .map(String::as_str)
    }

    /// The script at `path`; empty where none is.
    pub(crate) fn bytes(&self, writing: Writing<'_>, lang: Lang, path: &str) -> Vec<u8> {
        if let Some(stretch) = self.texts.get(path) {
            return text(writing, lang, stretch);
        }
        self.files
            .get(path)
            .map_or_else(Vec::new, |bytes| bytes.to_vec())
    }
}

/// The folder of a language's index in the output.
pub(crate) fn folder(writing: Writing<'_>, lang: Lang) -> String {
    folder_of(writing.site.config.code(lang))
}

/// The folder of the index for pages in the language of this code.
pub(crate) fn folder_of(code: &str) -> String {
    format!("{FOLDER}{}/", code.to_lowercase())
}

/// The script with the text of a stretch of sections.
fn text(writing: Writing<'_>, lang: Lang, stretch: &shards::Stretch) -> Vec<u8> {
    let subjects = entries::subjects(writing.site, lang);
    let entries: Vec<Entry> = subjects[stretch.entries.clone()]
        .iter()
        .map(|subject| entries::entry(writing, lang, *subject))
        .collect();
    shards::text(stretch, &entries)
}
