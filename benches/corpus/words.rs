//! Chance that is the same each time, and words that look like English.

use std::collections::BTreeSet;

/// Chooses numbers by SplitMix64, which needs no crate and is the same on every machine.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Self(seed ^ 0x5EED_0F0A_11A6_E500);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number from `least` to `most`.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn choose<'a, T: AsRef<str>>(&mut self, from: &'a [T]) -> &'a str {
        from[self.below(from.len())].as_ref()
    }
}

const COUNT: usize = 2_000;

/// The words that English uses most, the commonest first.
const COMMON: &str = "the of and to a in that is for it with as on be at by this are from or have an \
    they which one you all her there their we him two has when who will more no if out so what up \
    about into than them can only other new some could time these may then do first any my now such \
    like our over me even most made after also did many before must through back years where much \
    your way well down should because each just those people how too little state good very make \
    still own see work long get here between both life being under never day same another know while \
    last might us great old year off come since against go came right used take three group meeting";

const STARTS: &[&str] = &[
    "b", "br", "c", "cl", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "st",
    "t", "v",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ea", "ou", "ai"];
const CLOSES: &[&str] = &["l", "m", "n", "nd", "r", "rn", "s", "st", "t", "ck"];
const ENDINGS: &[&str] = &["", "", "", "s", "ed", "ing", "ion", "er", "ly", "ness"];

pub(super) struct Words {
    all: Vec<String>,
    common: usize,
}

impl Words {
    /// The common words, and made ones up to 2,000.
    pub(super) fn new() -> Self {
        let mut random = Random::new(u64::MAX);
        let mut all: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let common = all.len();
        let mut known: BTreeSet<String> = all.iter().cloned().collect();
        while all.len() < COUNT {
            let word = make(&mut random);
            if known.insert(word.clone()) {
                all.push(word);
            }
        }
        Self { all, common }
    }

    /// The words that are not English.
    pub(super) fn made(&self) -> &[String] {
        &self.all[self.common..]
    }

    /// A word, the commoner the likelier: each doubling of the rank is as likely as the last, which
    /// is near enough to how words of a language are used.
    pub(super) fn any(&self, random: &mut Random) -> &str {
        let doubling = 1 << random.below(11);
        let rank = doubling + random.below(doubling) - 1;
        &self.all[rank.min(COUNT - 1)]
    }

    /// So many words, with commas here and there.
    pub(super) fn some(&self, random: &mut Random, count: usize) -> String {
        let mut text = String::with_capacity(count * 7);
        for place in 0..count {
            if place > 0 {
                text.push_str(if random.once_in(12) { ", " } else { " " });
            }
            text.push_str(self.any(random));
        }
        text
    }
}

fn make(random: &mut Random) -> String {
    let mut word = String::new();
    for _ in 0..random.between(1, 2) {
        word.push_str(random.choose(STARTS));
        word.push_str(random.choose(VOWELS));
    }
    word.push_str(random.choose(CLOSES));
    word.push_str(random.choose(ENDINGS));
    word
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}
