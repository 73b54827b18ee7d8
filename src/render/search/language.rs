//! What search knows of a language: which stem the forms of a word share, which words say nothing, whether
//! words are made of others. A browser is told the same, so that it finds forms that stand nowhere.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::affixes::{self, Affixes};
use super::inclusive;
use super::letters::fold;
use super::{irregular, spelling, words};
use crate::model::kind::base;

/// Words that say nothing beside others, a language a line.
const STOP_WORDS: &str = include_str!("stop_words.txt");
/// Languages that write parts of words together: compounds, and Hebrew's articles and prepositions.
const COMPOUNDING: [&str; 17] = [
    "af", "da", "de", "et", "fi", "fo", "fy", "he", "hu", "is", "ko", "lb", "nb", "nl", "nn", "no",
    "sv",
];

/// The scripts that stem words in a browser: the algorithms of `rust_stemmers` (Snowball), turned into
/// JavaScript line by line by `stemmers/snowball/make.mjs`; each gives what [`Stemmer`] gives.
const SCRIPTS: [(&str, &str); 17] = [
    ("da", include_str!("stemmers/snowball/da.js")),
    ("de", include_str!("stemmers/snowball/de.js")),
    ("el", include_str!("stemmers/snowball/el.js")),
    ("en", include_str!("stemmers/snowball/en.js")),
    ("es", include_str!("stemmers/snowball/es.js")),
    ("fi", include_str!("stemmers/snowball/fi.js")),
    ("fr", include_str!("stemmers/snowball/fr.js")),
    ("hu", include_str!("stemmers/snowball/hu.js")),
    ("it", include_str!("stemmers/snowball/it.js")),
    ("nl", include_str!("stemmers/snowball/nl.js")),
    ("no", include_str!("stemmers/snowball/no.js")),
    ("pt", include_str!("stemmers/snowball/pt.js")),
    ("ro", include_str!("stemmers/snowball/ro.js")),
    ("ru", include_str!("stemmers/snowball/ru.js")),
    ("sv", include_str!("stemmers/snowball/sv.js")),
    ("ta", include_str!("stemmers/snowball/ta.js")),
    ("tr", include_str!("stemmers/snowball/tr.js")),
];
/// What is done to a word before it is stemmed, as scripts.
const NORMALIZERS: [(&str, &str); 2] = [
    ("de", include_str!("stemmers/normalize-de.js")),
    ("en", include_str!("stemmers/normalize-en.js")),
];

/// What dividing text depends on.
pub(crate) struct Language {
    base: String,
    stemmer: Option<Stemmer>,
    affixes: Option<&'static Affixes>,
}

impl Language {
    /// For the language of this code. A language without a stemmer finds words as they are written, and by
    /// their beginnings.
    pub(crate) fn new(code: &str) -> Self {
        let base = match base(code) {
            "nb" | "nn" => "no",
            base => base,
        };
        Language {
            base: base.to_owned(),
            stemmer: algorithm(base).map(Stemmer::create),
            affixes: affixes::of_language(base),
        }
    }

    /// The stem of a word of [`words::for_each_word`], folded.
    pub(crate) fn stem(&self, word: &str) -> String {
        if let Some(affixes) = self.affixes {
            return affixes.cut(&fold(word));
        }
        match &self.stemmer {
            // The stemmer of a browser counts in other units than letters beyond these.
            Some(stemmer) if word.chars().all(|c| c < '\u{10000}') => {
                fold(&stemmer.stem(&self.normalize(word)))
            }
            _ => fold(word),
        }
    }

    /// One spelling of a word for all that it has: America's, and one person for many.
    fn normalize(&self, word: &str) -> String {
        match self.base.as_str() {
            "en" => irregular::word(word).map_or_else(|| spelling::american(word), str::to_owned),
            "de" => inclusive::one_of_many(word).unwrap_or_else(|| word.to_owned()),
            _ => word.to_owned(),
        }
    }

    /// What readers may type for a word of [`words::for_each_word`], folded: itself, and how it is spelled elsewhere.
    pub(crate) fn forms(&self, word: &str) -> Vec<String> {
        let mut forms = vec![fold(word)];
        if self.base == "en" {
            forms.push(fold(&spelling::american(word)));
            forms.extend(spelling::british(word).map(|word| fold(&word)));
        }
        forms.sort();
        forms.dedup();
        forms.retain(|form| !form.is_empty());
        forms
    }

    /// The script that stems words of the language in a browser.
    pub(crate) fn stemmer(&self) -> Option<&'static str> {
        self.of(&SCRIPTS)
    }

    /// The script for what is done before.
    pub(crate) fn normalizer(&self) -> Option<&'static str> {
        self.of(&NORMALIZERS)
    }

    fn of(&self, scripts: &[(&str, &'static str)]) -> Option<&'static str> {
        let own = scripts.iter().find(|(base, _)| *base == self.base);
        own.map(|(_, script)| *script)
    }

    /// What is cut off words of the language in place of a stemmer.
    pub(crate) fn affixes(&self) -> Option<&'static Affixes> {
        self.affixes
    }

    /// Words that say nothing beside others, folded.
    pub(crate) fn stop_words(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let lines = STOP_WORDS.lines().filter_map(|line| line.split_once(": "));
        for (_, own) in lines.filter(|(base, _)| *base == self.base) {
            words::for_each_word(own, &mut |word| {
                all.insert(fold(word));
            });
        }
        all
    }

    /// Whether parts of words are to be found.
    pub(crate) fn is_compounding(&self) -> bool {
        COMPOUNDING.contains(&self.base.as_str())
    }
}

fn algorithm(base: &str) -> Option<Algorithm> {
    Some(match base {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
