//! For each stem the sections in which it stands, with how much it says of each (BM25).
//!
//! Threads [`count`] the words of some entries each; [`Postings`] takes what they counted in, in the
//! order of the entries, and packs it; once all is there, it is known how much each word says.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::entries::Entry;
use super::language::Language;
use super::words;
use crate::limits::SEARCHED_SECTIONS;

/// How fast a repeated word stops saying more, and how much the length of a section counts.
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// The steps in which a browser is told how much a word says of a section.
const LEVELS: f32 = 15.0;
/// The most sections that a stem is kept for: those in which it counts most.
const MOST: usize = SEARCHED_SECTIONS.most;
/// From so many sections on, a word that stands in half of them is too common to look for in text.
const ENOUGH: usize = 60;
/// The most repetitions that are counted, which is far more than BM25 can tell apart.
const TIMES: u8 = 63;

/// Where in a section a stem stands; what is worth more comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Text,
    Heading,
    Alias,
    Title,
}

const PLACES: [Place; 4] = [Place::Text, Place::Heading, Place::Alias, Place::Title];

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

/// How often a stem stands in a section.
#[derive(Clone, Copy)]
struct Count {
    /// As an index into those of [`Known`].
    stem: u32,
    section: u32,
    place: Place,
    times: u8,
}

/// The stems of words that were met before, so that each word is taken apart once.
#[derive(Default)]
pub(crate) struct Known {
    /// For each word its stem, as an index into `stems`.
    words: FxHashMap<String, u32>,
    indices: FxHashMap<Arc<str>, u32>,
    stems: Vec<Arc<str>>,
    /// What readers type for stems, of words that were met since this was last taken.
    forms: Vec<(Arc<str>, Vec<String>)>,
}

impl Known {
    /// The stem of a word of [`words::for_each_word`].
    fn stem(&mut self, language: &Language, word: &str) -> u32 {
        if let Some(stem) = self.words.get(word) {
            return *stem;
        }
        let stem: Arc<str> = language.stem(word).into();
        self.forms.push((stem.clone(), language.forms(word)));
        let index = *self.indices.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem.clone());
            self.stems.len() as u32 - 1
        });
        self.words.insert(word.to_owned(), index);
        index
    }
}

/// What was counted in some entries, whose sections are numbered from 0.
pub(crate) struct Counts {
    /// Each with the number of its counts.
    stems: Vec<(Arc<str>, usize)>,
    /// One stem after the other, and of each by section.
    counts: Vec<Count>,
    /// Those that no earlier counts with the same [`Known`] have.
    forms: Vec<(Arc<str>, Vec<String>)>,
    /// The number of words of each section.
    lengths: Vec<u32>,
}

/// Counts the words of some entries.
pub(crate) fn count(language: &Language, known: &mut Known, entries: &[Entry]) -> Counts {
    let mut counting = Counting {
        language,
        known,
        counts: Vec::new(),
        latest: Vec::new(),
    };
    let mut lengths = Vec::new();
    for entry in entries {
        let first = lengths.len() as u32;
        counting.add(&entry.title, first, Place::Title);
        for alias in &entry.aliases {
            counting.add(alias, first, Place::Alias);
        }
        let summary = entry.summary.as_deref().unwrap_or_default();
        // A summary counts as the beginning of the first section.
        let mut length = counting.add(summary, first, Place::Text);
        for (at, section) in (first..).zip(&entry.sections) {
            let place = if section.is_term {
                Place::Alias
            } else {
                Place::Heading
            };
            length += counting.add(&section.heading, at, place);
            length += counting.add(&section.text, at, Place::Text);
            lengths.push(std::mem::take(&mut length));
        }
    }
    let counts = by_stem(&counting.counts, known.stems.len());
    let stems = counts.chunk_by(|one, next| one.stem == next.stem);
    let stems = stems.map(|own| (known.stems[own[0].stem as usize].clone(), own.len()));
    Counts {
        stems: stems.collect(),
        counts,
        forms: std::mem::take(&mut known.forms),
        lengths,
    }
}

/// Brings counts into the order of their stems (a counting sort, which keeps that of the sections).
fn by_stem(counts: &[Count], stems: usize) -> Vec<Count> {
    let mut places = vec![0; stems];
    for count in counts {
        places[count.stem as usize] += 1;
    }
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    let mut sorted = counts.to_vec();
    for count in counts {
        let place = &mut places[count.stem as usize];
        sorted[*place] = *count;
        *place += 1;
    }
    sorted
}

struct Counting<'a> {
    language: &'a Language,
    known: &'a mut Known,
    counts: Vec<Count>,
    /// For each stem its last place in `counts`.
    latest: Vec<usize>,
}

impl Counting<'_> {
    /// Counts the words of a text, and gives how many there are. Sections come in order.
    fn add(&mut self, text: &str, section: u32, place: Place) -> u32 {
        let mut length = 0;
        words::for_each_word(text, &mut |word| {
            let stem = self.known.stem(self.language, word);
            self.count(stem, section, place);
            length += 1;
        });
        length
    }

    fn count(&mut self, stem: u32, section: u32, place: Place) {
        let at = stem as usize;
        if self.latest.len() <= at {
            self.latest.resize(at + 1, usize::MAX);
        }
        let latest = self.counts.get_mut(self.latest[at]);
        match latest.filter(|count| count.section == section) {
            Some(count) => {
                count.times = (count.times + 1).min(TIMES);
                count.place = count.place.max(place);
            }
            None => {
                self.latest[at] = self.counts.len();
                self.counts.push(Count {
                    stem,
                    section,
                    place,
                    times: 1,
                });
            }
        }
    }
}

/// The counts of a stem in a row of bytes, which is a fifth of what they take apart: how many sections
/// further on each is, in groups of seven bits, then the place in two bits and the times in six.
#[derive(Default)]
struct Packed {
    forms: BTreeSet<String>,
    bytes: Vec<u8>,
    count: usize,
    last: u32,
}

impl Packed {
    fn push(&mut self, section: u32, place: Place, times: u8) {
        let mut gap = section - self.last;
        while gap >= 128 {
            self.bytes.push(gap as u8 | 128);
            gap >>= 7;
        }
        self.bytes.push(gap as u8);
        self.bytes.push((place as u8) << 6 | times);
        self.last = section;
        self.count += 1;
    }

    /// In which sections it stands, where in them, and how often.
    fn iter(&self) -> impl Iterator<Item = (u32, Place, u8)> {
        let mut bytes = self.bytes.iter().copied();
        let mut section = 0;
        std::iter::from_fn(move || {
            let (mut gap, mut shift) = (0, 0);
            loop {
                let byte = bytes.next()?;
                gap |= u32::from(byte & 127) << shift;
                shift += 7;
                if byte < 128 {
                    break;
                }
            }
            section += gap;
            let rest = bytes.next()?;
            Some((section, PLACES[usize::from(rest >> 6)], rest & TIMES))
        })
    }
}

/// The words of all entries.
#[derive(Default)]
pub(crate) struct Postings {
    stems: FxHashMap<Arc<str>, Packed>,
    lengths: Vec<u32>,
}

impl Postings {
    /// Adds what was counted in the entries that come next.
    pub(crate) fn take(&mut self, counts: Counts) {
        let first = self.lengths.len() as u32;
        self.lengths.extend(counts.lengths);
        for (stem, forms) in counts.forms {
            self.stems.entry(stem).or_default().forms.extend(forms);
        }
        let mut counted = counts.counts.as_slice();
        for (stem, number) in counts.stems {
            let packed = self.stems.entry(stem).or_default();
            let (own, rest) = counted.split_at(number);
            for count in own {
                packed.push(first + count.section, count.place, count.times);
            }
            counted = rest;
        }
    }

    /// Whether a stem stands in so many sections that it is looked for in titles and headings alone.
    fn is_common(&self, packed: &Packed) -> bool {
        self.lengths.len() >= ENOUGH && packed.count * 2 > self.lengths.len()
    }

    /// The forms of stems that are too common.
    pub(crate) fn common(&self) -> BTreeSet<String> {
        let common = self.stems.values().filter(|packed| self.is_common(packed));
        common
            .flat_map(|packed| packed.forms.iter().cloned())
            .collect()
    }

    /// What `encode` makes of each stem, in order. All stems at once would take many times the room.
    pub(crate) fn stems<T: Send>(&self, encode: impl Fn(Stem) -> T + Send + Sync) -> Vec<T> {
        let norms = self.norms();
        let mut stems: Vec<(&Arc<str>, &Packed)> = self.stems.iter().collect();
        stems.sort_unstable_by_key(|(stem, _)| *stem);
        stems
            .into_par_iter()
            .filter_map(|(stem, packed)| self.weighed(stem, packed, &norms))
            .map(encode)
            .collect()
    }

    /// How much the length of each section takes from what its words say (the K of BM25).
    fn norms(&self) -> Vec<f32> {
        let words: u64 = self.lengths.iter().map(|length| u64::from(*length)).sum();
        let average = (words as f32 / self.lengths.len().max(1) as f32).max(1.0);
        let lengths = self.lengths.iter().map(|length| *length as f32 / average);
        lengths.map(|length| K1 * (1.0 - B + B * length)).collect()
    }

    fn weighed(&self, stem: &str, packed: &Packed, norms: &[f32]) -> Option<Stem> {
        let is_common = self.is_common(packed);
        let mut postings = Vec::with_capacity(if is_common { 0 } else { packed.count });
        for (section, place, times) in packed.iter() {
            if !is_common || place != Place::Text {
                postings.push(Posting {
                    section,
                    place,
                    level: level(f32::from(times), norms[section as usize]),
                });
            }
        }
        let postings = strongest(postings);
        (!postings.is_empty() && !stem.is_empty()).then(|| Stem {
            stem: stem.to_owned(),
            forms: packed.forms.clone(),
            postings,
        })
    }
}

/// The part of BM25 that a section decides, in steps.
fn level(times: f32, norm: f32) -> u8 {
    let part = times / (times + norm);
    // Rounded to the nearest level.
    ((part * LEVELS + 0.5) as u8).clamp(1, LEVELS as u8)
}

fn strongest(mut postings: Vec<Posting>) -> Vec<Posting> {
    if postings.len() > MOST {
        postings.sort_by_key(|one| std::cmp::Reverse((one.place, one.level)));
        postings.truncate(MOST);
        postings.sort_by_key(|one| one.section);
    }
    postings
}
