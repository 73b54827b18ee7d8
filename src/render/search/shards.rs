//! Cuts an index into classic scripts, each a call with plain data: what search in a browser reads.
//!
//! The script that names all others has the kinds and sizes of all entries; which tags they have stands
//! by itself, since few readers ask. Scripts of words
//! hold stems by the first letters of their forms, of which as many are looked at as it takes to keep
//! a script small; a stem whose forms begin differently stands in each. Scripts of titles hold what is
//! shown of entries and of their sections, in order; the text itself a browser reads from the pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::affixes::Affixes;
use super::entries::Entry;
use super::postings::{Posting, Stem};

/// The bytes that a script is filled up to.
const FULL: usize = 32 * 1024;
/// The same for scripts of titles; an answer needs many of them.
const FULL_OF_TITLES: usize = 12 * 1024;
/// About how many bytes it takes to name a script.
const LISTED: usize = 30;
/// The most bytes of a title, a heading or a summary.
const LONGEST: usize = 500;
/// The most letters that are compared to tell stems apart.
const LETTERS: usize = 8;
/// What stands round the data of a script.
const BEFORE: &str = "groundworkSearch.take(";
const AFTER: &str = ");";
/// The digits of numbers in texts.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a browser is told of an entry but for its words.
pub(crate) struct Head {
    kind: String,
    tags: Vec<String>,
    /// What is shown of it, as JSON.
    page: String,
    /// What is shown of each section, as JSON.
    sections: Vec<String>,
}

impl Head {
    pub(crate) fn new(entry: &Entry) -> Self {
        let aliases: Vec<&str> = entry.aliases.iter().map(|alias| cut(alias)).collect();
        let summary = cut(entry.summary.as_deref().unwrap_or_default());
        let section = |id: &str, heading| json(&(id, cut(heading)));
        let sections = entry.sections.iter();
        Head {
            kind: entry.kind.clone(),
            tags: entry.tags.clone(),
            page: json(&(cut(&entry.title), &entry.url, aliases, summary)),
            sections: sections.map(|one| section(&one.id, &one.heading)).collect(),
        }
    }
}

/// A script that holds a stretch of something in order.
pub(crate) struct Shard<First> {
    /// What nothing in it comes before.
    pub(crate) first: First,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What the script that names all others says.
pub(crate) struct Top<'a> {
    /// The code of the language.
    pub(crate) lang: &'a str,
    /// Words that say nothing beside others.
    pub(crate) common: BTreeSet<String>,
    pub(crate) heads: &'a [Head],
    /// Where the sources begin among the entries.
    pub(crate) sources: usize,
    /// The first section of each script of titles, and its name.
    pub(crate) titles: Vec<(usize, String)>,
    pub(crate) words: Vec<(String, String)>,
    /// The scripts of all stems in which parts are looked for.
    pub(crate) vocabulary: Vec<String>,
    /// The scripts that stem a word, in the order in which it goes through them.
    pub(crate) stemmers: Vec<String>,
    pub(crate) affixes: Option<&'static Affixes>,
}

/// As much of a text as is shown.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The scripts of titles. A page whose sections fill several stands at the beginning of each.
pub(crate) fn titles(heads: &[Head]) -> Vec<Shard<usize>> {
    let mut shards = Vec::new();
    let mut filling = Filling::default();
    let mut section = 0;
    for head in heads {
        let mut is_in = false;
        for json in &head.sections {
            if filling.size + json.len() > FULL_OF_TITLES {
                shards.push(std::mem::take(&mut filling).shard());
                filling.first = section;
                is_in = false;
            }
            if !is_in {
                filling.add_page(&head.page);
                is_in = true;
            }
            filling.add_section(json);
            section += 1;
        }
    }
    shards.push(filling.shard());
    shards
}

/// A script of titles that is not full yet.
#[derive(Default)]
struct Filling<'a> {
    first: usize,
    pages: Vec<&'a str>,
    /// The number of each section's page among these, with the section.
    sections: Vec<(usize, &'a str)>,
    size: usize,
}

impl<'a> Filling<'a> {
    fn add_page(&mut self, json: &'a str) {
        self.pages.push(json);
        self.size += json.len() + 1;
    }

    fn add_section(&mut self, json: &'a str) {
        self.sections.push((self.pages.len() - 1, json));
        self.size += json.len() + 5;
    }

    fn shard(self) -> Shard<usize> {
        let sections = self.sections.iter();
        let sections: Vec<String> = sections
            .map(|(page, section)| format!("[{page},{}", &section[1..]))
            .collect();
        let json = format!(
            "{{\"first\":{},\"pages\":[{}],\"sections\":[{}]}}",
            self.first,
            self.pages.join(","),
            sections.join(",")
        );
        let bytes = called(&json);
        Shard {
            first: self.first,
            name: name("titles", &bytes),
            bytes,
        }
    }
}

/// Names in order, each once, without empty ones.
fn names<'a>(all: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let names: BTreeSet<&str> = all.map(String::as_str).collect();
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// The name of a script, which carries a hash of its content.
pub(crate) fn name(sort: &str, bytes: &[u8]) -> String {
    format!("{sort}-{}", &blake3::hash(bytes).to_hex()[..10])
}

/// The script that names all others, and the scripts for what it has no room for, with their names.
pub(crate) fn top(top: &Top<'_>) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
    let tags = names(top.heads.iter().flat_map(|head| &head.tags));
    let kinds = names(top.heads.iter().map(|head| &head.kind));
    let tagged = tagged(top.heads, &tags);
    let tagged = parts("tags", "pages", tagged.as_bytes().chunks(FULL).map(texts));
    let mut pages = sizes(top.heads, &kinds);
    let (mut titles, mut words) = (top.titles.as_slice(), top.words.as_slice());
    let mut more = Vec::new();
    // The script comes with the first search, so it must stay small however large the site.
    if pages.len() + (titles.len() + words.len()) * LISTED > FULL {
        more.extend(parts(
            "part",
            "pages",
            pages.as_bytes().chunks(FULL).map(texts),
        ));
        more.extend(parts("part", "titles", titles.chunks(FULL / LISTED)));
        more.extend(parts("part", "words", words.chunks(FULL / LISTED)));
        pages.clear();
        (titles, words) = (&[], &[]);
    }
    let named = |parts: &[(String, Vec<u8>)]| -> Vec<String> {
        parts.iter().map(|(name, _)| name.clone()).collect()
    };
    let script = script(&json!({
        "lang": top.lang, "kinds": kinds, "tags": tags, "tagged": named(&tagged), "pages": pages,
        "sources": top.sources, "common": top.common, "titles": titles, "words": words,
        "parts": named(&more), "vocabulary": top.vocabulary, "stemmers": top.stemmers,
        "affixes": top.affixes,
    }));
    (script, more.into_iter().chain(tagged).collect())
}

/// A script for each of `pieces`, with its name.
fn parts<T: Serialize>(
    sort: &str,
    key: &str,
    pieces: impl Iterator<Item = T>,
) -> Vec<(String, Vec<u8>)> {
    let scripts = pieces.map(|piece| script(&json!({ key: piece })));
    scripts.map(|bytes| (name(sort, &bytes), bytes)).collect()
}

/// Digits as text.
fn texts(digits: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(digits)
}

/// How many sections each page has, and of what kind it is.
fn sizes(heads: &[Head], kinds: &[&str]) -> String {
    let mut pages = String::new();
    for head in heads {
        let kind = kinds.binary_search(&head.kind.as_str());
        number(&mut pages, head.sections.len());
        // 0 is a page of no kind.
        number(&mut pages, kind.map_or(0, |at| at + 1));
    }
    pages
}

/// How many tags each page has, and which.
fn tagged(heads: &[Head], tags: &[&str]) -> String {
    let mut pages = String::new();
    for head in heads {
        let own = head.tags.iter();
        let own: Vec<usize> = own
            .filter_map(|tag| tags.binary_search(&tag.as_str()).ok())
            .collect();
        number(&mut pages, own.len());
        own.into_iter().for_each(|tag| number(&mut pages, tag));
    }
    pages
}

/// A stem as a script holds it.
pub(crate) struct Word {
    stem: String,
    forms: BTreeSet<String>,
    json: String,
}

/// A stem as JSON: itself, its forms with spaces between them, and where it stands.
pub(crate) fn word(stem: Stem) -> Word {
    let forms: Vec<&str> = stem.forms.iter().map(String::as_str).collect();
    let mut places = String::with_capacity(stem.postings.len() * 3);
    let mut before = 0;
    for posting in &stem.postings {
        number(&mut places, posting.section as usize - before);
        before = posting.section as usize;
        places.push(char::from(DIGITS[weight(*posting)]));
    }
    let json = json(&(&stem.stem, forms.join(" "), places));
    Word {
        stem: stem.stem,
        forms: stem.forms,
        json,
    }
}

/// The scripts of words.
pub(crate) fn words(all: &[Word]) -> Vec<Shard<String>> {
    let every: Vec<usize> = (0..all.len()).collect();
    let mut groups = BTreeMap::new();
    group(all, &every, 1, &mut groups);
    let mut shards: Vec<(Vec<u16>, BTreeSet<usize>, usize)> = Vec::new();
    for (first, words) in groups {
        let size: usize = words.iter().map(|at| all[*at].json.len() + 1).sum();
        // Words that begin alike stay together, so that a search loads one shard for each of its words.
        match shards.last_mut() {
            Some((_, known, full)) if *full + size <= FULL => {
                known.extend(words);
                *full += size;
            }
            _ => shards.push((first, words.into_iter().collect(), size)),
        }
    }
    let shards = shards.into_iter().map(|(first, words, _)| {
        let words: Vec<&str> = words.iter().map(|at| all[*at].json.as_str()).collect();
        let bytes = called(&format!("[{}]", words.join(",")));
        Shard {
            first: String::from_utf16_lossy(&first),
            name: name("words", &bytes),
            bytes,
        }
    });
    shards.collect()
}

/// Puts words into groups by the first `letters` of their forms, and those of a group that is too
/// large by one letter more. Groups are in the order in which JavaScript compares texts.
fn group(
    all: &[Word],
    words: &[usize],
    letters: usize,
    groups: &mut BTreeMap<Vec<u16>, Vec<usize>>,
) {
    let mut own: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in words {
        // A form that stands nowhere leads to the stem.
        let typed = all[*at].forms.iter().chain([&all[*at].stem]);
        let beginnings: BTreeSet<String> = typed
            .map(|form| form.chars().take(letters).collect())
            .collect();
        for beginning in beginnings {
            own.entry(beginning).or_default().push(*at);
        }
    }
    for (beginning, words) in own {
        let size: usize = words.iter().map(|at| all[*at].json.len() + 1).sum();
        let is_whole = beginning.chars().count() < letters;
        if size > FULL && letters < LETTERS && words.len() > 1 && !is_whole {
            let mut deeper = BTreeMap::new();
            group(all, &words, letters + 1, &mut deeper);
            // Forms that begin otherwise have groups elsewhere.
            let units: Vec<u16> = beginning.encode_utf16().collect();
            deeper.retain(|first: &Vec<u16>, _| first.starts_with(&units));
            groups.extend(deeper);
        } else {
            groups.insert(beginning.encode_utf16().collect(), words);
        }
    }
}

/// The scripts of the stems in which parts of words are looked for: each stem with how many letters it shares
/// with the one before, as a capital letter, and its others.
pub(crate) fn vocabulary(all: &[Word]) -> Vec<(String, Vec<u8>)> {
    let stems = all.iter().map(|word| word.stem.as_str());
    let long: Vec<&str> = stems.filter(|stem| has_parts(stem)).collect();
    let mut texts = vec![String::new()];
    let mut before = "";
    for stem in long {
        if texts.last().is_some_and(|text| text.len() > FULL) {
            texts.push(String::new());
            before = "";
        }
        let shared = before.chars().zip(stem.chars()).take(25);
        let shared = shared.take_while(|(one, other)| one == other).count();
        let text = texts.last_mut().expect("one is always there");
        text.push(char::from(b'A' + shared as u8));
        text.extend(stem.chars().skip(shared));
        before = stem;
    }
    texts.retain(|text| !text.is_empty());
    let scripts = texts.iter().map(|text| script(&text));
    scripts
        .map(|bytes| (name("stems", &bytes), bytes))
        .collect()
}

/// Whether a stem is long enough to be made of others: of five letters, of two syllables of Korean and one more.
fn has_parts(stem: &str) -> bool {
    let is_plain = !stem.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let least = match stem.chars().next() {
        Some('\u{590}'..='\u{5ff}' | '\u{ac00}'..='\u{d7a3}') => 3,
        _ => 6,
    };
    is_plain && stem.chars().nth(least - 1).is_some()
}

fn weight(posting: Posting) -> usize {
    posting.place as usize * 16 + usize::from(posting.level)
}

/// Adds a number, five bits a digit, the lowest first; all digits but the last have the sixth bit.
fn number(text: &mut String, mut number: usize) {
    while number >= 32 {
        text.push(char::from(DIGITS[32 + number % 32]));
        number /= 32;
    }
    text.push(char::from(DIGITS[number]));
}

fn json(data: &impl Serialize) -> String {
    serde_json::to_string(data).expect("the data holds nothing but texts and numbers")
}

fn script(data: &impl Serialize) -> Vec<u8> {
    called(&json(data))
}

/// What [`called`] makes a call of.
pub(crate) fn data(script: &str) -> &str {
    let data = script.trim_end().strip_prefix(BEFORE);
    data.and_then(|data| data.strip_suffix(AFTER))
        .unwrap_or("null")
}

/// The call with which a script hands over its data.
fn called(json: &str) -> Vec<u8> {
    // With these bytes begin the three that are replaced. Hardly a script has one.
    let json = match memchr::memchr2(b'<', 0xe2, json.as_bytes()) {
        // Older browsers take two of these for ends of lines; the other would end an element.
        Some(_) => json
            .replace('<', "\\u003c")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029")
            .into(),
        None => Cow::Borrowed(json),
    };
    format!("{BEFORE}{json}{AFTER}\n").into_bytes()
}
