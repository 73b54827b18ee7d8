//! What a writer may have meant: the name nearest to what was typed, found at a small cost.
//!
//! Nearness is the Damerau–Levenshtein distance without regard to case, at most a third of the
//! longer word. A site has tens of thousands of names, and each misspelled link asks for the nearest
//! of all of them. Most are ruled out by counting letters, which is much cheaper than the distance
//! itself: one step of the distance puts at most one letter in or takes at most one out.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

/// How many names of one rule get a suggestion. Beyond these a writer has another problem than a
/// spelling mistake, such as a folder that was moved, and should not wait for the rest.
pub(crate) const MOST_SUGGESTIONS: usize = 300;

/// The longest name, in bytes, that others are compared with. Comparing takes as much work as both
/// are long together, so what is longer than any name has none near it.
const LONGEST_NAME: usize = 300;

/// The candidate nearest to `wanted` when it is near enough to be what was meant. Of equally near
/// candidates the first wins, so the caller's order decides.
pub fn suggest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut all = Candidates::default();
    candidates.into_iter().for_each(|name| all.add(name));
    all.nearest(wanted)
}

/// Whether `near` is what is typed but for capital letters, and the only one of `known` that is.
pub(crate) fn is_only_case<'a>(
    typed: &str,
    near: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> bool {
    let folded = typed.to_lowercase();
    let alike = known
        .into_iter()
        .filter(|name| name.to_lowercase() == folded);
    near.to_lowercase() == folded && alike.take(2).count() == 1
}

/// Names that are compared with many others: made once, asked often.
#[derive(Default)]
pub(crate) struct Candidates<'a> {
    names: Vec<Name<'a>>,
}

struct Name<'a> {
    /// What is compared, in lower case.
    key: Cow<'a, str>,
    letters: LetterCounts,
    length: usize,
    /// What is suggested.
    shown: &'a str,
}

impl<'a> Candidates<'a> {
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
        self.names.push(Name {
            letters: count_letters(&key),
            key,
            length,
            shown,
        });
    }

    /// The name nearest to `wanted`, as [`suggest`] has it.
    pub(crate) fn nearest(&self, wanted: &str) -> Option<&'a str> {
        if wanted.len() > LONGEST_NAME {
            return None;
        }
        let wanted = wanted.to_lowercase();
        let (letters, length) = (count_letters(&wanted), wanted.chars().count());
        let mut best: Option<(usize, &str)> = None;
        for name in &self.names {
            let enough = (length.max(name.length) / 3).max(1);
            let most = match best {
                Some((0, _)) => break,
                Some((least, _)) => enough.min(least - 1),
                None => enough,
            };
            if length.abs_diff(name.length) > most || least_steps(&letters, &name.letters) > most {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &name.key);
            if distance <= most {
                best = Some((distance, name.shown));
            }
        }
        best.map(|(_, shown)| shown)
    }

    /// The nearest names of the first [`MOST_SUGGESTIONS`] different names among `wanted`.
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

/// The first [`MOST_SUGGESTIONS`] different ones of `names`, in their order.
fn distinct<'w>(names: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut seen = HashSet::new();
    let names = names.filter(|name| seen.insert(*name));
    names.take(MOST_SUGGESTIONS).collect()
}

/// In lower case, as most names are already.
fn lowered(name: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if name.bytes().all(is_lower) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

/// How often each letter occurs, letters of other scripts sharing places.
type LetterCounts = [u8; 32];

fn count_letters(word: &str) -> LetterCounts {
    let mut letters = LetterCounts::default();
    for c in word.chars() {
        let count = &mut letters[c as usize % 32];
        *count = count.saturating_add(1);
    }
    letters
}

/// A number of steps that it takes at least from a word of these letters to one of those.
fn least_steps(these: &LetterCounts, those: &LetterCounts) -> usize {
    let (mut more, mut fewer) = (0u32, 0u32);
    for (one, other) in these.iter().zip(those) {
        more += u32::from(one.saturating_sub(*other));
        fewer += u32::from(other.saturating_sub(*one));
    }
    more.max(fewer) as usize
}

#[cfg(test)]
mod tests {
    use super::{Candidates, suggest};

    #[test]
    fn a_near_word_is_meant_and_a_far_one_is_not() {
        let ids = ["one-to-ones", "coalitions", "glossary"];
        assert_eq!(suggest("one-to-one", ids), Some("one-to-ones"));
        assert_eq!(suggest("Coalition", ids), Some("coalitions"));
        assert_eq!(suggest("power-mapping", ids), None);
    }

    /// The nearest name by comparing all, without any short cut.
    fn nearest_of_all<'a>(wanted: &str, names: &[&'a str]) -> Option<&'a str> {
        let wanted = wanted.to_lowercase();
        let distances = names.iter().map(|name| {
            let key = name.to_lowercase();
            let longer = wanted.chars().count().max(key.chars().count());
            let distance = strsim::damerau_levenshtein(&wanted, &key);
            (distance, (longer / 3).max(1), *name)
        });
        let near = distances.filter(|(distance, enough, _)| distance <= enough);
        near.min_by_key(|(distance, ..)| *distance)
            .map(|(.., name)| name)
    }

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
                suggest(wanted, names),
                nearest_of_all(wanted, &names),
                "{wanted}"
            );
        }
    }

    #[test]
    fn only_so_many_names_get_a_suggestion() {
        let wanted: Vec<String> = (0..1_000).map(|n| format!("name-{n}")).collect();
        let mut candidates = Candidates::default();
        candidates.add("name-5");
        let found = candidates.nearest_of_each(wanted.iter().map(String::as_str));
        assert!(found.contains_key("name-50"));
        assert!(!found.contains_key("name-550"));
    }
}
