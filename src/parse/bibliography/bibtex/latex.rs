//! The LaTeX of a file to plain text, before biblatex reads it.
//!
//! biblatex knows a few accents and escapes. It makes `ì` of `{\'\i}`, loses what stands before an
//! accent on a command, passes on every other command, and keeps escapes in addresses
//! (biblatex 0.12). So its texts are made plain first: of LaTeX only braces are left, which tell it
//! what belongs together, and signs that it would read as LaTeX go by their stand-ins.

mod accents;
mod address;
mod commands;
mod reader;
mod scripts;
mod symbols;

use std::ops::Range;

use biblatex::{Pair, RawChunk};

use self::reader::Plain;
use super::fields::is_link;
use super::names;
use super::raw_entries::RawFile;
use crate::diagnostic::bibliography_field;
use crate::parse::bibliography::name_lists;
use crate::parse::bibliography::reading::Reading;

/// Fields that hold an address, or a part of one, and no text.
const ADDRESSES: [&str; 8] = [
    "url", "uri", "doi", "eprint", "file", "pdf", "archived", "biburl",
];

/// Fields in which `~` means about.
const DATES: [&str; 8] = [
    "date",
    "urldate",
    "eventdate",
    "origdate",
    "year",
    "month",
    "day",
    "urlyear",
];

/// Fields of text that no page shows.
const UNSHOWN: [&str; 9] = [
    "abstract",
    "annote",
    "annotation",
    "keywords",
    "keyword",
    "comment",
    "review",
    "contents",
    "file",
];

/// The texts of a file without LaTeX, by the place of each; `None` for one that had none.
pub(super) struct PlainTexts(Vec<Option<String>>);

/// Reads every text of a file; a command that nobody knows is a finding where it would be shown.
pub(super) fn plain_texts(reading: &mut Reading, file: &RawFile<'_>) -> PlainTexts {
    let mut texts = Vec::new();
    for pair in pairs(file) {
        let name = pair.key.v.to_ascii_lowercase();
        for chunk in &pair.value.v {
            // Each chunk adds one text, be it `None`: `with_plain_texts` goes through the chunks in the same order.
            let RawChunk::Normal(text) = chunk.v else {
                texts.push(None);
                continue;
            };
            if is_link(pair) {
                texts.push(None);
                continue;
            }
            let names = name_lists::mended(&name, text).filter(|_| pair.value.v.len() == 1);
            if let Some(fault) = names.as_ref().and_then(|names| names.fault) {
                let span = reading.span(pair.value.span.clone());
                let meant = names.as_ref().map_or(text, |names| names.text.as_str());
                reading.report(bibliography_field::names(
                    pair.key.v, fault, text, meant, span,
                ));
            }
            let written = names.as_ref().map_or(text, |names| names.text.as_str());
            let read = read(&name, written);
            if let Some(plain) = &read {
                report(reading, pair, &name, &chunk.span, written, plain);
            }
            let plain = read.map(|plain| plain.text);
            texts.push(plain.or(names.map(|names| names.text)));
        }
    }
    PlainTexts(texts)
}

/// The file with its texts made plain.
pub(super) fn with_plain_texts<'t>(mut file: RawFile<'t>, texts: &'t PlainTexts) -> RawFile<'t> {
    let mut texts = texts.0.iter();
    let fields = file.entries.iter_mut().flat_map(|entry| &mut entry.fields);
    for pair in file.strings.iter_mut().chain(fields) {
        for chunk in &mut pair.value.v {
            if let Some(Some(text)) = texts.next() {
                chunk.v = RawChunk::Normal(text);
            }
        }
    }
    file
}

fn pairs<'f, 't>(file: &'f RawFile<'t>) -> impl Iterator<Item = &'f Pair<'t>> {
    let fields = file.entries.iter().flat_map(|entry| &entry.fields);
    file.strings.iter().chain(fields)
}

fn read(name: &str, text: &str) -> Option<Plain> {
    if ADDRESSES.contains(&name) {
        text.contains(['\\', '{', '}', '$', '-', '\n'])
            .then(|| address::plain(text))
    } else {
        let ties = !DATES.contains(&name);
        let has_ligature = ["--", "''", "`"].iter().any(|sign| text.contains(sign));
        let has_latex = text.contains(['\\', '$']) || text.contains("{}");
        (has_latex || has_ligature || (ties && text.contains('~')))
            .then(|| reader::plain(text, ties))
    }
}

/// Reports what could not be understood in a text that stands at `whole`.
fn report(
    reading: &mut Reading,
    pair: &Pair<'_>,
    name: &str,
    whole: &Range<usize>,
    text: &str,
    plain: &Plain,
) {
    if UNSHOWN.contains(&name) || (!names::is_known(name) && pair.key.v.len() > 1) {
        return;
    }
    // A list of names may have grown.
    let within = |at: usize| (whole.start + at).min(whole.end);
    let place = |range: &Range<usize>| within(range.start)..within(range.end);
    for range in &plain.unknown {
        let span = reading.span(place(range));
        let command = &text[range.clone()];
        reading.report(bibliography_field::unknown_command(
            pair.key.v, command, span,
        ));
    }
    if let Some(at) = plain.lone_dollar {
        let span = reading.span(place(&(at..at + 1)));
        reading.report(bibliography_field::lone_dollar(pair.key.v, span));
    }
    if let Some(at) = plain.lone_brace {
        let span = reading.span(place(&(at..at + 1)));
        reading.report(bibliography_field::lone_brace(pair.key.v, span));
    }
}
