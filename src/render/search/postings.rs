//! For each stem the sections in which it stands, with how much it says of each (BM25).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::entries::Entry;
use super::words::{self, Language};

/// How fast a repeated word stops saying more, and how much the length of a section counts.
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// The steps in which a browser is told how much a word says of a section.
const LEVELS: f32 = 15.0;
/// The most sections that a stem is kept for: those of which it says most.
const MOST: usize = 15_000;
/// From so many sections on, a word that stands in half of them is too common to look for in text.
const ENOUGH: usize = 60;
/// How many entries a thread takes at a time.
const BATCH: usize = 64;

/// Where in a section a stem stands; what is worth more comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Text,
    Heading,
    Alias,
    Title,
}

/// That a stem stands in a section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Posting {
    /// Counted through all entries.
    pub(crate) section: u32,
    pub(crate) place: Place,
    /// From 1 to 15.
    pub(crate) level: u8,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Stem {
    pub(crate) stem: String,
    /// What readers type for it.
    pub(crate) forms: BTreeSet<String>,
    /// By section.
    pub(crate) postings: Vec<Posting>,
}

pub(crate) struct Postings {
    /// In order.
    pub(crate) stems: Vec<Stem>,
    /// The forms of stems that are too common.
    pub(crate) common: BTreeSet<String>,
}

/// How often a stem stands in a section.
#[derive(Clone, Copy)]
struct Count {
    section: u32,
    place: Place,
    times: u32,
}

#[derive(Default)]
struct Counts {
    /// By stem.
    stems: HashMap<String, (BTreeSet<String>, Vec<Count>)>,
    /// The number of words of each section.
    lengths: Vec<u32>,
}

/// Counts the words of as many entries as `entry` gives.
pub(crate) fn gather(
    language: &Language,
    entries: usize,
    entry: &(dyn Fn(usize) -> Entry + Sync),
) -> Postings {
    let starts: Vec<usize> = (0..entries).step_by(BATCH).collect();
    let batches: Vec<Counts> = starts
        .into_par_iter()
        .map(|start| count(language, (start..entries.min(start + BATCH)).map(entry)))
        .collect();
    let mut all: BTreeMap<String, (BTreeSet<String>, Vec<Count>)> = BTreeMap::new();
    let mut lengths = Vec::new();
    for batch in batches {
        let first = lengths.len() as u32;
        lengths.extend(batch.lengths);
        for (stem, (forms, mut counts)) in batch.stems {
            for count in &mut counts {
                count.section += first;
            }
            let known = all.entry(stem).or_default();
            known.0.extend(forms);
            known.1.extend(counts);
        }
    }
    weighed(all, &lengths)
}

/// The words of some entries, whose sections are counted from 0.
fn count(language: &Language, entries: impl Iterator<Item = Entry>) -> Counts {
    let mut counts = Counts::default();
    let mut known: HashMap<String, (String, Vec<String>)> = HashMap::new();
    for entry in entries {
        let first = counts.lengths.len() as u32;
        let mut add = |text: &str, section: u32, place: Place| -> u32 {
            let words = words::words(text);
            for word in &words {
                let (stem, forms) = known
                    .entry(word.clone())
                    .or_insert_with(|| (language.stem(word), language.forms(word)));
                let stem = counts.stems.entry(stem.clone()).or_default();
                if forms.iter().any(|form| !stem.0.contains(form)) {
                    stem.0.extend(forms.iter().cloned());
                }
                // Sections come in order.
                match stem.1.last_mut().filter(|count| count.section == section) {
                    Some(count) => {
                        count.times += 1;
                        count.place = count.place.max(place);
                    }
                    None => stem.1.push(Count {
                        section,
                        place,
                        times: 1,
                    }),
                }
            }
            words.len() as u32
        };
        add(&entry.title, first, Place::Title);
        for alias in &entry.aliases {
            add(alias, first, Place::Alias);
        }
        let lengths: Vec<u32> = (first..)
            .zip(&entry.sections)
            .map(|(at, section)| {
                add(&section.heading, at, Place::Heading) + add(&section.text, at, Place::Text)
            })
            .collect();
        counts.lengths.extend(lengths);
    }
    counts
}

fn weighed(all: BTreeMap<String, (BTreeSet<String>, Vec<Count>)>, lengths: &[u32]) -> Postings {
    let sections = lengths.len();
    let words: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
    let average = (words as f32 / sections.max(1) as f32).max(1.0);
    let mut common = BTreeSet::new();
    let mut stems = Vec::with_capacity(all.len());
    for (stem, (forms, mut counts)) in all {
        if sections >= ENOUGH && counts.len() * 2 > sections {
            common.extend(forms.iter().cloned());
            counts.retain(|count| count.place != Place::Text);
        }
        let postings = counts.into_iter().map(|count| {
            let length = lengths[count.section as usize] as f32 / average;
            Posting {
                section: count.section,
                place: count.place,
                level: level(count.times as f32, length),
            }
        });
        let postings = strongest(postings.collect());
        if !postings.is_empty() && !stem.is_empty() {
            stems.push(Stem {
                stem,
                forms,
                postings,
            });
        }
    }
    Postings { stems, common }
}

/// The part of BM25 that a section decides, in steps.
fn level(times: f32, length: f32) -> u8 {
    let part = times / (times + K1 * (1.0 - B + B * length));
    (part * LEVELS).round().clamp(1.0, LEVELS) as u8
}

fn strongest(mut postings: Vec<Posting>) -> Vec<Posting> {
    if postings.len() > MOST {
        postings.sort_by_key(|one| std::cmp::Reverse((one.place, one.level)));
        postings.truncate(MOST);
        postings.sort_by_key(|one| one.section);
    }
    postings
}
