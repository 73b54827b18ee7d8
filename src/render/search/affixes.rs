//! Stems of languages for which cutting off a few prefixes and suffixes does better than a full stemmer, or
//! which have none.
//!
//! `words.js` of the theme cuts by the same lists, which the index hands it.

use serde::Serialize;

/// What is cut off folded words: the first prefix that fits, and then each suffix that fits, in order.
#[derive(Debug, Serialize)]
pub(crate) struct Affixes {
    prefixes: &'static [&'static str],
    suffixes: &'static [&'static str],
    /// Whether only the first suffix that fits is cut off.
    once: bool,
    /// How many letters are left of a word at least, of its beginning and of its end.
    least: (usize, usize),
}

/// Light10 (Larkey, Ballesteros and Connell, 2002): the article with what is written together with it.
const ARABIC: Affixes = Affixes {
    prefixes: &[
        "وبال", "وكال", "وفال", "ولل", "وال", "بال", "كال", "فال", "ال", "لل", "و",
    ],
    suffixes: &["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"],
    once: false,
    least: (3, 2),
};
/// The plural, with what joins it to the next word, and degrees.
const PERSIAN: Affixes = Affixes {
    prefixes: &[],
    suffixes: &["هايي", "هاي", "ها", "ترين", "تر"],
    once: true,
    least: (0, 2),
};
/// Particles, the longest first.
const KOREAN: Affixes = Affixes {
    prefixes: &[],
    suffixes: &[
        "으로부터",
        "에서부터",
        "에서는",
        "에서도",
        "에게서",
        "들에게",
        "이라는",
        "까지",
        "부터",
        "에서",
        "에게",
        "으로",
        "처럼",
        "보다",
        "한테",
        "들의",
        "들을",
        "들은",
        "들이",
        "들과",
        "마다",
        "조차",
        "이나",
        "하고",
        "이란",
        "들",
        "와",
        "과",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "에",
        "의",
        "도",
        "로",
        "만",
    ],
    once: true,
    least: (0, 2),
};

/// Those of a language; `None` where a stemmer knows it, or nothing does.
pub(crate) fn of_language(base: &str) -> Option<&'static Affixes> {
    match base {
        "ar" => Some(&ARABIC),
        "fa" => Some(&PERSIAN),
        "ko" => Some(&KOREAN),
        _ => None,
    }
}

impl Affixes {
    /// What is left of a folded word.
    pub(crate) fn cut(&self, word: &str) -> String {
        let has = |rest: &str, least: usize| least == 0 || rest.chars().nth(least - 1).is_some();
        let fits = |prefix: &&str| {
            word.strip_prefix(*prefix)
                .filter(|rest| has(rest, self.least.0))
        };
        let mut left = self.prefixes.iter().find_map(fits).unwrap_or(word);
        for suffix in self.suffixes {
            let Some(rest) = left
                .strip_suffix(suffix)
                .filter(|rest| has(rest, self.least.1))
            else {
                continue;
            };
            left = rest;
            if self.once {
                break;
            }
        }
        left.to_owned()
    }
}
