//! Hayagriva's YAML files: a mapping from ids to entries.
//!
//! 1. Load the file with places; where it is broken, load each source's lines by themselves.
//! 2. Check the names of keys, which hayagriva does not ([`keys`]).
//! 3. Write each source out by itself and hand it to hayagriva ([`source`]): what it refuses is
//!    found by trying each field alone, and dropped.

mod as_written;
mod cause;
mod keys;
mod node;
mod source;

use std::ops::Range;

use saphyr::{LoadableYamlNode as _, MarkedYaml, ScanError, YamlData};

pub(super) use self::keys::{SOURCE as FIELDS, TYPES};
use self::node::File;
use crate::diagnostic::{Diagnostic, bibliography_syntax};
use crate::limits::INDENT;
use crate::parse::bibliography::reading::Reading;
use crate::parse::yaml_aliases;

/// Deeper than any bibliography; the YAML parser calls itself once for each level.
const DEEPEST_INDENT: usize = INDENT.most;

/// Reads a whole file.
pub(super) fn parse(reading: &mut Reading, text: &str) {
    if let Some(line) = too_deep(text) {
        let message = "this line is indented too far to be read";
        let help = "indent each level by two spaces";
        let span = reading.span(line);
        return reading.report(bibliography_syntax::broken(span, message, help));
    }
    if let Some(alias) = yaml_aliases::too_many(text) {
        let message = "aliases repeat too much here";
        let help = "write out what `*` stands for, or take some of them out";
        let span = reading.span(File::new(text, 0).line_at(alias));
        return reading.report(bibliography_syntax::broken(span, message, help));
    }
    match MarkedYaml::load_from_str(text) {
        Ok(documents) => take(reading, &File::new(text, 0), &documents),
        Err(error) => parse_in_parts(reading, text, &error),
    }
}

/// Reads the lines of each source by themselves, so that a broken one costs no other.
fn parse_in_parts(reading: &mut Reading, text: &str, error: &ScanError) {
    let parts = parts(text);
    if parts.is_empty() {
        let finding = broken(reading, &File::new(text, 0), error);
        reading.report(finding);
    }
    let found = reading.findings.len();
    for part in parts {
        let file = File::new(&text[part.clone()], part.start);
        match MarkedYaml::load_from_str(&text[part]) {
            Ok(documents) => take(reading, &file, &documents),
            Err(error) => {
                let finding = broken(reading, &file, &error);
                reading.report(finding);
            }
        }
    }
    // Sources that can be read one by one and not together have the same id, which is said already.
    if reading.findings.len() == found {
        let finding = broken(reading, &File::new(text, 0), error);
        reading.report(finding);
    }
}

/// The lines of each source: from a line that is not indented to the next.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| !c.is_whitespace() && !"#-.%]},&*".contains(c));
        if begins && line.contains(':') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The first line whose indentation, dashes included, goes too deep.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t', '-', '?', ':']);
        if line.len() - rest.len() > DEEPEST_INDENT && !rest.is_empty() {
            let end = at + line.trim_end().len();
            return Some(at..end.max(at));
        }
        at += line.len();
    }
    None
}

fn broken(reading: &Reading, file: &File<'_>, error: &ScanError) -> Diagnostic {
    let span = reading.span(file.line_at(error.marker().index()));
    let (message, help) = cause::words(error);
    bibliography_syntax::broken(span, message, help)
}

fn take(reading: &mut Reading, file: &File<'_>, documents: &[MarkedYaml<'_>]) {
    for document in documents {
        match &document.data {
            YamlData::Mapping(sources) => {
                for (key, value) in sources {
                    source::take(reading, file, key, value);
                }
            }
            _ if file.text_of(document).trim().is_empty() => {}
            YamlData::BadValue => {}
            _ => {
                let span = reading.span(file.range(document));
                let message = "this is not a list of sources by their ids";
                let help = "begin each source with its id and a colon, and indent its fields";
                reading.report(bibliography_syntax::broken(span, message, help));
            }
        }
    }
}

#[cfg(test)]
mod tests;
