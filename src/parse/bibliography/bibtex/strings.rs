//! The abbreviations that `@string` defines.
//!
//! biblatex follows an abbreviation through others without end, so only those are handed to it
//! that use abbreviations defined before them, as BibTeX asks, and come to a bounded length.

use std::collections::{HashMap, HashSet};

use biblatex::{Pair, RawChunk};

use super::depth::is_too_deep;
use crate::diagnostic::bibliography_field;
use crate::limits::ABBREVIATION;
use crate::parse::bibliography::reading::Reading;

/// No name of a publisher is longer; what is, multiplies itself.
const LONGEST: usize = ABBREVIATION.most;
const DEEPEST: usize = 16;

/// The abbreviations of a file by name.
#[derive(Default)]
pub(super) struct Strings<'t> {
    by_name: HashMap<&'t str, Definition<'t>>,
}

struct Definition<'t> {
    pair: Pair<'t>,
    /// The length of its text and the number of abbreviations it goes through.
    length: usize,
    depth: usize,
}

/// Gathers the abbreviations of a file; one that cannot be used is a finding.
pub(super) fn gather<'t>(reading: &mut Reading, pairs: Vec<Pair<'t>>) -> Strings<'t> {
    let mut strings = Strings::default();
    for pair in pairs {
        let name = pair.key.v;
        let span = reading.span(pair.key.span.clone());
        if let Some(first) = strings.by_name.get(name) {
            let first = reading.span(first.pair.key.span.clone());
            reading.report(bibliography_field::repeated(name, span, first));
            continue;
        }
        // It is measured before it is added, so it can use only what stands above it, and none leads back to itself.
        match strings.measure(&pair) {
            Ok((length, depth)) if length <= LONGEST && depth <= DEEPEST && !is_too_deep(&pair) => {
                let definition = Definition {
                    pair,
                    length,
                    depth,
                };
                strings.by_name.insert(name, definition);
            }
            Ok(_) => reading.report(bibliography_field::value(
                name,
                "it is too long or has too many braces",
                span,
            )),
            Err(word) => reading.report(bibliography_field::unknown_string(name, word, span)),
        }
    }
    strings
}

/// Whether a word is one of the months that every file may use without defining them.
fn is_month(word: &str) -> bool {
    const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    MONTHS.split(' ').any(|month| month == word)
}

impl<'t> Strings<'t> {
    /// The length and depth of a definition, or the word in it that is not defined.
    fn measure(&self, pair: &Pair<'t>) -> Result<(usize, usize), &'t str> {
        let (mut length, mut depth) = (0, 1);
        for chunk in &pair.value.v {
            match chunk.v {
                RawChunk::Normal(text) => length += text.len(),
                RawChunk::Abbreviation(word) => match self.by_name.get(word) {
                    Some(used) => {
                        length += used.length;
                        depth = depth.max(used.depth + 1);
                    }
                    None if is_month(word) && !is_month(pair.key.v) => length += word.len(),
                    None => return Err(word),
                },
            }
        }
        Ok((length, depth))
    }

    /// The definitions that some fields need, by themselves or through others.
    pub(super) fn needed(&self, fields: &[Pair<'t>]) -> Vec<Pair<'t>> {
        let mut seen = HashSet::new();
        let mut needed: Vec<Pair<'t>> = Vec::new();
        let mut waiting: Vec<&Pair<'t>> = fields.iter().collect();
        while let Some(pair) = waiting.pop() {
            for chunk in &pair.value.v {
                if let RawChunk::Abbreviation(word) = chunk.v
                    && let Some(used) = self.by_name.get(word)
                    && seen.insert(word)
                {
                    needed.push(used.pair.clone());
                    waiting.push(&used.pair);
                }
            }
        }
        needed
    }
}
