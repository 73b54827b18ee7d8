//! Cuts an index into classic scripts, each a call with plain data: what search in a browser reads.
//!
//! The script that names all others has the kinds, tags and sizes of all entries. Scripts of words
//! hold stems by the first letters of their forms, of which as many are looked at as it takes to keep
//! a script small; a stem whose forms begin differently stands in each. Scripts of text hold entries
//! with their sections, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use serde_json::json;

use super::entries::{Entry, Section};
use super::postings::{Posting, Stem};

/// The bytes that a script is filled up to.
const FULL: usize = 32 * 1024;
/// About how many bytes it takes to name a script.
const LISTED: usize = 30;
/// The most bytes of a section's text that snippets are taken from.
const TEXT: usize = 6 * 1024;
/// The most letters by which stems are told apart.
const LETTERS: usize = 8;
/// The digits of numbers in texts.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What is to be known of an entry before its text is.
pub(crate) struct Measured {
    pub(crate) kind: String,
    pub(crate) tags: Vec<String>,
    /// The bytes of what goes before its sections.
    head: usize,
    /// The bytes of each section.
    sections: Vec<usize>,
}

/// The sections that a script of text holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stretch {
    /// The first section, counted through all entries.
    pub(crate) first: usize,
    pub(crate) entries: Range<usize>,
    /// Where the first entry begins and the last one ends, in sections of these.
    from: usize,
    to: usize,
}

/// A script of words.
pub(crate) struct Shard {
    /// What the forms in it do not come before.
    pub(crate) first: String,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What the script that names all others says.
pub(crate) struct Top<'a> {
    pub(crate) kinds: Vec<String>,
    pub(crate) common: BTreeSet<String>,
    pub(crate) measured: &'a [Measured],
    /// Where the sources begin among the entries.
    pub(crate) sources: usize,
    /// The first section of each script of text, and its name.
    pub(crate) texts: Vec<(usize, String)>,
    pub(crate) words: Vec<(String, String)>,
}

pub(crate) fn measure(entry: &Entry) -> Measured {
    let head = entry.title.len() + entry.url.len();
    let aliases: usize = entry.aliases.iter().map(|alias| alias.len() + 3).sum();
    let size = |section: &Section| {
        cut(&section.text).len() + section.heading.len() + section.id.len() + 16
    };
    Measured {
        kind: entry.kind.clone(),
        tags: entry.tags.clone(),
        head: head + aliases + 16,
        sections: entry.sections.iter().map(size).collect(),
    }
}

/// Names in order, each once, without empty ones.
pub(crate) fn names(all: impl Iterator<Item = String>) -> Vec<String> {
    let names: BTreeSet<String> = all.filter(|name| !name.is_empty()).collect();
    names.into_iter().collect()
}

/// Cuts the sections of all entries into stretches that fill a script each.
pub(crate) fn stretches(measured: &[Measured]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut size, mut section) = (FULL, 0);
    for (at, entry) in measured.iter().enumerate() {
        for (within, bytes) in entry.sections.iter().enumerate() {
            let head = if within == 0 { entry.head } else { 0 };
            if size + head + bytes > FULL {
                stretches.push(Stretch {
                    first: section,
                    entries: at..at,
                    from: within,
                    to: 0,
                });
                size = entry.head - head;
            }
            size += head + bytes;
            section += 1;
            if let Some(last) = stretches.last_mut() {
                last.entries.end = at + 1;
                last.to = within + 1;
            }
        }
    }
    stretches
}

/// The script with a stretch of text; `entries` are those of the stretch.
pub(crate) fn text(stretch: &Stretch, entries: &[Entry]) -> Vec<u8> {
    let mut heads = Vec::new();
    let mut sections = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let from = if at == 0 { stretch.from } else { 0 };
        let last = at + 1 == entries.len();
        let to = if last {
            stretch.to
        } else {
            entry.sections.len()
        };
        heads.push(json!([entry.title, entry.url, entry.aliases]));
        for section in &entry.sections[from..to] {
            sections.push(json!([at, section.id, section.heading, cut(&section.text)]));
        }
    }
    script(&json!({ "first": stretch.first, "pages": heads, "sections": sections }))
}

/// As much of a text as snippets are taken from.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The name of a script, which carries a hash of its content.
pub(crate) fn name(sort: &str, bytes: &[u8]) -> String {
    format!("{sort}-{}", &blake3::hash(bytes).to_hex()[..10])
}

/// The script that names all others, and those with what there is no room for in it, with their names.
pub(crate) fn top(top: &Top<'_>) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
    let tags = names(top.measured.iter().flat_map(|entry| entry.tags.clone()));
    let mut pages = pages(top, &tags);
    let common: Vec<&String> = top.common.iter().collect();
    let (mut texts, mut words) = (top.texts.as_slice(), top.words.as_slice());
    let mut parts = Vec::new();
    if pages.len() + (texts.len() + words.len()) * LISTED > FULL {
        let digits = pages.as_bytes().chunks(FULL).map(String::from_utf8_lossy);
        parts.extend(digits.map(|pages| script(&json!({ "pages": pages }))));
        let lists = texts.chunks(FULL / LISTED);
        parts.extend(lists.map(|texts| script(&json!({ "texts": texts }))));
        let lists = words.chunks(FULL / LISTED);
        parts.extend(lists.map(|words| script(&json!({ "words": words }))));
        pages.clear();
        (texts, words) = (&[], &[]);
    }
    let parts: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|bytes| (name("part", &bytes), bytes))
        .collect();
    let names: Vec<&String> = parts.iter().map(|(name, _)| name).collect();
    let top = script(&json!({
        "kinds": top.kinds, "tags": tags, "pages": pages, "sources": top.sources,
        "common": common, "texts": texts, "words": words, "parts": names,
    }));
    (top, parts)
}

/// What is to be known of every page, as numbers.
fn pages(top: &Top<'_>, tags: &[String]) -> String {
    let mut pages = String::new();
    for entry in top.measured {
        let kind = top.kinds.binary_search(&entry.kind);
        number(&mut pages, entry.sections.len());
        // 0 is a page of no kind.
        number(&mut pages, kind.map_or(0, |at| at + 1));
        let own: Vec<usize> = entry
            .tags
            .iter()
            .filter_map(|tag| tags.binary_search(tag).ok())
            .collect();
        number(&mut pages, own.len());
        own.into_iter().for_each(|tag| number(&mut pages, tag));
    }
    pages
}

/// The scripts of words.
pub(crate) fn words(stems: Vec<Stem>) -> Vec<Shard> {
    let encoded: Vec<(Stem, String)> = stems
        .into_iter()
        .map(|stem| {
            let text = encode(&stem);
            (stem, text)
        })
        .collect();
    let all: Vec<usize> = (0..encoded.len()).collect();
    let mut groups = BTreeMap::new();
    group(&encoded, &all, 1, &mut groups);
    let mut shards: Vec<(Vec<u16>, BTreeSet<usize>, usize)> = Vec::new();
    for (first, stems) in groups {
        let size: usize = stems.iter().map(|at| encoded[*at].1.len() + 1).sum();
        match shards.last_mut() {
            Some((_, known, full)) if *full + size <= FULL => {
                known.extend(stems);
                *full += size;
            }
            _ => shards.push((first, stems.into_iter().collect(), size)),
        }
    }
    let shards = shards.into_iter().map(|(first, stems, _)| {
        let stems: Vec<&str> = stems.iter().map(|at| encoded[*at].1.as_str()).collect();
        let bytes = called(&format!("[{}]", stems.join(",")));
        Shard {
            first: String::from_utf16_lossy(&first),
            name: name("words", &bytes),
            bytes,
        }
    });
    shards.collect()
}

/// Puts stems into groups by the first `letters` of their forms, and those of a group that is too
/// large by one letter more. Groups are in the order in which JavaScript compares texts.
fn group(
    encoded: &[(Stem, String)],
    stems: &[usize],
    letters: usize,
    groups: &mut BTreeMap<Vec<u16>, Vec<usize>>,
) {
    let mut own: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in stems {
        let beginnings: BTreeSet<String> = encoded[*at]
            .0
            .forms
            .iter()
            .map(|form| form.chars().take(letters).collect())
            .collect();
        for beginning in beginnings {
            own.entry(beginning).or_default().push(*at);
        }
    }
    for (beginning, stems) in own {
        let size: usize = stems.iter().map(|at| encoded[*at].1.len() + 1).sum();
        let is_whole = beginning.chars().count() < letters;
        if size > FULL && letters < LETTERS && stems.len() > 1 && !is_whole {
            let mut deeper = BTreeMap::new();
            group(encoded, &stems, letters + 1, &mut deeper);
            // Forms that begin otherwise have groups elsewhere.
            let units: Vec<u16> = beginning.encode_utf16().collect();
            deeper.retain(|first: &Vec<u16>, _| first.starts_with(&units));
            groups.extend(deeper);
        } else {
            groups.insert(beginning.encode_utf16().collect(), stems);
        }
    }
}

/// A stem as JSON: itself, its forms with spaces between them, and where it stands.
fn encode(stem: &Stem) -> String {
    let forms: Vec<&str> = stem.forms.iter().map(String::as_str).collect();
    let mut places = String::with_capacity(stem.postings.len() * 3);
    let mut before = 0;
    for posting in &stem.postings {
        number(&mut places, posting.section as usize - before);
        before = posting.section as usize;
        places.push(char::from(DIGITS[weight(*posting)]));
    }
    json!([stem.stem, forms.join(" "), places]).to_string()
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

fn script(data: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_string(data).expect("the data holds nothing but texts and numbers");
    called(&json)
}

/// The call by which a script hands over its data.
fn called(json: &str) -> Vec<u8> {
    // Older browsers take two of these for ends of lines; the other would end an element.
    let json = json
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("groundworkSearch.take({json});\n").into_bytes()
}
