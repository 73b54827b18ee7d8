//! Names that a writer may have meant, among which the nearest is found at a small cost.
//!
//! A site has tens of thousands of names, and each misspelled link asks for the nearest of all of
//! them. Most are ruled out by counting letters, which is much cheaper than the distance itself:
//! one step of the distance puts at most one letter in or takes at most one out.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{LONGEST_NAME, Letters, apart, letters};

/// How many names of one rule get a suggestion. Beyond these a writer has another problem than a
/// spelling mistake, such as a folder that was moved, and should not wait for the rest.
pub(crate) const MOST: usize = 300;

#[derive(Default)]
pub(crate) struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    /// What is compared, in lower case.
    key: Cow<'a, str>,
    letters: Letters,
    length: usize,
    /// What is suggested.
    shown: &'a str,
}

impl<'a> Vocabulary<'a> {
    /// Adds a name that stands for itself.
    pub(crate) fn add(&mut self, name: &'a str) {
        self.add_as(name, name);
    }

    /// Adds `shown`, which is suggested for what is near `key`.
    pub(crate) fn add_as(&mut self, key: &'a str, shown: &'a str) {
        if key.len() > LONGEST_NAME {
            return;
        }
        let length = key.chars().count();
        let key = lowered(key);
        self.words.push(Word {
            letters: letters(&key),
            key,
            length,
            shown,
        });
    }

    /// The name nearest to `wanted` when it is near enough to be what was meant, as
    /// [`crate::diagnostic::nearest`] has it. Of equally near names the first added wins.
    pub(crate) fn nearest(&self, wanted: &str) -> Option<&'a str> {
        if wanted.len() > LONGEST_NAME {
            return None;
        }
        let wanted = wanted.to_lowercase();
        let (letters, length) = (letters(&wanted), wanted.chars().count());
        let mut best: Option<(usize, &str)> = None;
        for word in &self.words {
            let enough = (length.max(word.length) / 3).max(1);
            let most = match best {
                Some((0, _)) => break,
                Some((least, _)) => enough.min(least - 1),
                None => enough,
            };
            if length.abs_diff(word.length) > most || apart(&letters, &word.letters) > most {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &word.key);
            if distance <= most {
                best = Some((distance, word.shown));
            }
        }
        best.map(|(_, shown)| shown)
    }

    /// The nearest names of the first [`MOST`] different names among `wanted`.
    pub(crate) fn nearest_of_each<'w>(
        &self,
        wanted: impl Iterator<Item = &'w str>,
    ) -> HashMap<&'w str, &'a str> {
        distinct(wanted)
            .into_par_iter()
            .filter_map(|name| Some((name, self.nearest(name)?)))
            .collect()
    }
}

/// The first [`MOST`] different ones of `names`, in their order.
fn distinct<'w>(names: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(*name)).take(MOST).collect()
}

/// In lower case, as most names are already.
fn lowered(name: &str) -> Cow<'_, str> {
    let lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match name.bytes().all(lower) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::diagnostic::nearest;

    #[test]
    fn the_nearest_name_is_the_one_that_comparing_all_would_find() {
        let names = [
            "one-to-ones",
            "One on one",
            "coalitions",
            "étapes",
            "abcd",
            "acbd",
            "page-10",
        ];
        let mut vocabulary = Vocabulary::default();
        names.iter().for_each(|name| vocabulary.add(name));
        for wanted in [
            "one-to-one",
            "ONE ON ONE",
            "coalition",
            "etapes",
            "acdb",
            "bacd",
            "page-01",
            "xyz",
            "",
            "one",
        ] {
            assert_eq!(
                vocabulary.nearest(wanted),
                nearest(wanted, names),
                "{wanted}"
            );
        }
    }

    #[test]
    fn only_so_many_names_get_a_suggestion() {
        let wanted: Vec<String> = (0..1_000).map(|n| format!("name-{n}")).collect();
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("name-5");
        let found = vocabulary.nearest_of_each(wanted.iter().map(String::as_str));
        assert!(found.contains_key("name-50"));
        assert!(!found.contains_key("name-550"));
    }
}
