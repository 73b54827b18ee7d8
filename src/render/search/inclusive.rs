//! Spellings that name people of every gender in one word, read as the words that a reader may type for
//! them: `Kolleg*innen`, `Mitarbeiter/-innen`, `BürgerInnenrat`, `travailleur·euse·s`, `militant(e)s`,
//! `trabajadores/as`, `amig@s`, `compañerxs`.
//!
//! The rules look at nothing but the spelling, since every site quotes other languages. Where one takes an
//! ordinary word for such a spelling, that word is still found as it is written. `words.js` of the theme
//! has the same rules; `tests/js/inclusive.json` holds both to them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::letters::{is_ignored, is_letter};

/// Endings that are added to a word.
const ADDED: [&str; 29] = [
    "r", "n", "e", "es", "te", "tes", "ne", "nes", "le", "les", "fe", "fes", "he", "hes", "que",
    "ques", "sse", "sses", "ve", "ves", "se", "ses", "a", "as", "o", "os", "i", "ka", "ki",
];
/// Endings that take the place of what ends a word: what is written, what it replaces, and by what.
const REPLACING: [(&str, &str, &str); 39] = [
    ("euse", "eur", "euse"),
    ("euses", "eur", "euses"),
    ("euses", "eurs", "euses"),
    ("euse", "eux", "euse"),
    ("euses", "eux", "euses"),
    ("se", "r", "se"),
    ("ses", "r", "ses"),
    ("se", "x", "se"),
    ("ses", "x", "ses"),
    ("rice", "teur", "trice"),
    ("rices", "teur", "trices"),
    ("rices", "teurs", "trices"),
    ("trice", "teur", "trice"),
    ("trices", "teur", "trices"),
    ("trices", "teurs", "trices"),
    ("ice", "teur", "trice"),
    ("ices", "teur", "trices"),
    ("ices", "teurs", "trices"),
    ("trice", "tore", "trice"),
    ("trici", "tori", "trici"),
    ("ère", "er", "ère"),
    ("ères", "er", "ères"),
    ("ères", "ers", "ères"),
    ("ière", "ier", "ière"),
    ("ières", "ier", "ières"),
    ("ières", "iers", "ières"),
    ("ive", "if", "ive"),
    ("ives", "if", "ives"),
    ("ives", "ifs", "ives"),
    ("ve", "f", "ve"),
    ("ves", "f", "ves"),
    ("enne", "en", "enne"),
    ("ennes", "en", "ennes"),
    ("elle", "eau", "elle"),
    ("elles", "eaux", "elles"),
    ("ale", "al", "ale"),
    ("ales", "aux", "ales"),
    ("ora", "or", "ora"),
    ("as", "es", "as"),
];
/// Endings that stand behind a hyphen with nothing after them; others are words of their own there.
const HYPHENED: [&str; 8] = [
    "e", "es", "euse", "euses", "trice", "trices", "rice", "rices",
];
/// Ends of words in which `innen` is no ending of people: beginnen, gewinnen, besinnen.
const VERBS: [&str; 9] = ["beg", "gew", "sp", "rr", "tr", "ts", "es", "rs", "ger"];

/// A spelling that was read.
#[derive(Debug, PartialEq)]
pub(super) struct Inclusive {
    /// Where it ends in the text.
    pub(super) end: usize,
    pub(super) words: Vec<String>,
}

/// What stands between a word and its ending.
#[derive(Clone, Copy, PartialEq)]
enum Separator {
    Sign,
    Dot,
    Hyphen,
    Bracket,
}

/// Reads the spelling that begins with the run of letters at `run`, if it is one. `text` is as it is
/// written, `lower` the same with its ASCII letters in lower case.
pub(super) fn read(text: &str, lower: &str, run: Range<usize>) -> Option<Inclusive> {
    if let Some(within) = capital(&text[run.clone()]) {
        let base = base(&lower[run.start..run.start + within])?;
        let rest = lower[run.start + within..run.end].to_lowercase();
        let words = people(&base, &rest)?;
        return Some(Inclusive {
            end: run.end,
            words,
        });
    }
    if !may_follow(&text.as_bytes()[run.end..]) {
        return None;
    }
    let base = base(&lower[run.clone()])?;
    vowel(lower, &base, run.end).or_else(|| ending(lower, &base, run.end))
}

/// Whether these bytes may begin with a separator. Most words that a sign follows end a sentence.
fn may_follow(rest: &[u8]) -> bool {
    match rest {
        [b'*' | b'@' | 0xc2 | 0xe2, ..] => true,
        [b':' | b'_' | b'/' | b'.' | b'-' | b'(', next, ..] => !next.is_ascii_whitespace(),
        _ => false,
    }
}

/// A word of letters alone, of three at least.
fn base(run: &str) -> Option<String> {
    let base: String = run
        .to_lowercase()
        .chars()
        .filter(|c| !is_ignored(*c))
        .nfc()
        .collect();
    let is_word = base.chars().all(char::is_alphabetic) && base.chars().nth(2).is_some();
    is_word.then_some(base)
}

/// Where the capital letter of `MitarbeiterInnen` stands.
fn capital(run: &str) -> Option<usize> {
    let bytes = run.as_bytes().iter().enumerate();
    let capitals = bytes.filter(|(_, byte)| **byte == b'I').map(|(at, _)| at);
    // Words are short: to look at each byte is faster than to begin a search.
    capitals.skip_while(|at| *at == 0).find(|at| {
        let (base, rest) = run.split_at(*at);
        base.chars().next_back().is_some_and(char::is_lowercase)
            && (rest == "In" || rest.starts_with("Innen"))
    })
}

/// The words of a German spelling: `innenrat` behind `bürger` is the council of citizens.
fn people(base: &str, ending: &str) -> Option<Vec<String>> {
    let rest = ending
        .strip_prefix("innen")
        .or_else(|| ending.strip_prefix("in").filter(|rest| rest.is_empty()))?;
    let mut words = vec![base.to_owned(), format!("{base}in"), format!("{base}innen")];
    if rest.chars().nth(2).is_some() {
        words.extend([
            format!("{base}innen{rest}"),
            format!("{base}{rest}"),
            rest.to_owned(),
        ]);
    } else if !rest.is_empty() {
        return None;
    }
    Some(words)
}

/// Reads a sign in the place of a vowel, after the consonant before it: `amig@s`, `tod*s`, `tutt*`.
fn vowel(lower: &str, base: &str, at: usize) -> Option<Inclusive> {
    let sign = lower[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '@' | '*'))?;
    let mut end = at + sign.len_utf8();
    let is_many = lower[end..].starts_with('s');
    end += usize::from(is_many);
    let is_address = sign == '@' && is_followed_by_a_name(&lower[end..]);
    if !ends_with_consonant(base) || !is_end(&lower[end..]) || is_address {
        return None;
    }
    let plural = if is_many { "s" } else { "" };
    let vowels = ["o", "a", "e", "i"].iter();
    let words = vowels.map(|vowel| format!("{base}{vowel}{plural}"));
    Some(Inclusive {
        end,
        words: words.collect(),
    })
}

/// Words that one with an x or a schwa for a vowel stands for too: `compañerxs`, `amigx`, `tuttə`.
pub(super) fn with_vowels(word: &str) -> Vec<String> {
    let whole = word.strip_suffix('s').unwrap_or(word);
    let last = whole.as_bytes().last();
    if last.is_none_or(|last| last.is_ascii() && *last != b'x') {
        return Vec::new();
    }
    let plural = &word[whole.len()..];
    let is_long = |least: usize| whole.chars().nth(least).is_some();
    let base = match whole.strip_suffix(['ə', 'ɜ']) {
        Some(base) => Some(base),
        // Singular, many ordinary words are so.
        None => whole
            .strip_suffix('x')
            .filter(|_| !plural.is_empty() || is_long(4)),
    };
    let Some(base) = base.filter(|base| is_long(2) && ends_with_consonant(base)) else {
        return Vec::new();
    };
    let vowels = ["o", "a", "e", "i"].iter();
    vowels
        .map(|vowel| format!("{base}{vowel}{plural}"))
        .collect()
}

fn ends_with_consonant(base: &str) -> bool {
    base.chars()
        .next_back()
        .is_some_and(|c| "bcdfghjklmnñpqrstvwz".contains(c))
}

fn is_end(rest: &str) -> bool {
    !rest.chars().next().is_some_and(is_letter)
}

/// Whether a dot and a letter come next, as in addresses.
fn is_followed_by_a_name(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|rest| !is_end(rest))
}

/// Reads a separator with an ending behind it.
fn ending(lower: &str, base: &str, at: usize) -> Option<Inclusive> {
    let (separator, length) = separator(&lower[at..])?;
    let from = at + length;
    let letters = lower[from..].find(|c: char| !is_letter(c));
    let mut end = letters.map_or(lower.len(), |letters| from + letters);
    let ending = lower[from..end].to_lowercase();
    let mut words = endings(base, &ending, separator)?;
    // Brackets can be closed in the midst of the plural: `Freund(inn)en`.
    if separator == Separator::Bracket {
        let rest = lower[end..].strip_prefix(')')?;
        end += 1;
        if ending == "inn" {
            rest.strip_prefix("en")?;
            end += 2;
            words.push(format!("{base}en"));
        }
    }
    let many = plural(&lower[end..], &lower[at..from]);
    if many == 0 && separator == Separator::Hyphen && !HYPHENED.contains(&&*ending) {
        return None;
    }
    end += many;
    let rest = &lower[end..];
    let is_address = separator == Separator::Dot && is_followed_by_a_name(rest);
    (is_end(rest) && !is_address).then_some(Inclusive { end, words })
}

fn separator(rest: &str) -> Option<(Separator, usize)> {
    let first = rest.chars().next()?;
    match first {
        '/' if rest.starts_with("/-") => Some((Separator::Sign, 2)),
        '*' | ':' | '_' | '/' | '·' | '‧' | '•' | '∙' | '⋅' => {
            Some((Separator::Sign, first.len_utf8()))
        }
        '.' => Some((Separator::Dot, 1)),
        '-' => Some((Separator::Hyphen, 1)),
        '(' => Some((Separator::Bracket, 1)),
        _ => None,
    }
}

/// How long the mark of the plural is that may follow an ending.
fn plural(rest: &str, separator: &str) -> usize {
    if separator == "(" {
        return match rest {
            _ if rest.starts_with("(s)") => 3,
            _ if rest.starts_with('s') && is_end(&rest[1..]) => 1,
            _ => 0,
        };
    }
    let after = rest
        .strip_prefix(separator)
        .and_then(|rest| rest.strip_prefix('s'));
    match after {
        Some(after) if is_end(after) => separator.len() + 1,
        _ => 0,
    }
}

/// The words that a base with this ending stands for; `None` where it is no ending.
fn endings(base: &str, ending: &str, separator: Separator) -> Option<Vec<String>> {
    if ending.starts_with("in") {
        return match separator {
            Separator::Bracket if ending == "inn" => people(base, "in"),
            Separator::Sign | Separator::Bracket => people(base, ending),
            Separator::Dot if ending == "innen" => people(base, ending),
            _ => None,
        };
    }
    let mut words = vec![base.to_owned()];
    let replacing = REPLACING.iter().filter(|(written, ..)| *written == ending);
    words
        .extend(replacing.filter_map(|(_, end, by)| Some(base.strip_suffix(end)?.to_owned() + by)));
    if ADDED.contains(&ending) {
        words.push(format!("{base}{ending}"));
        words.extend(other_vowel(base, ending));
    }
    (words.len() > 1).then_some(words)
}

/// The base with its last vowel changed to that of the ending: `compañero/a`, `tutti/e`, `amigos/as`.
fn other_vowel(base: &str, ending: &str) -> Option<String> {
    let (vowel, plural) = match ending.strip_suffix('s') {
        Some(vowel) => (vowel, "s"),
        None => (ending, ""),
    };
    let without = base.strip_suffix(plural)?;
    let stem = without.strip_suffix(['a', 'e', 'i', 'o'])?;
    matches!(vowel, "a" | "e" | "i" | "o").then(|| format!("{stem}{ending}"))
}

/// The same word for one person, of many women: `Kollegin` of `Kolleginnen`. It has to treat both alike, so
/// that they share a stem.
pub(super) fn one_of_many(word: &str) -> Option<String> {
    let base = word.strip_suffix("innen")?;
    let is_verb = VERBS.iter().any(|end| base.ends_with(end));
    (base.chars().nth(3).is_some() && !is_verb).then(|| format!("{base}in"))
}
