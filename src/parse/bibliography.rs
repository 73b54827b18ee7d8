//! One bibliography file to its records: BibLaTeX, Hayagriva YAML or CSL JSON, by the file's name.
//!
//! 1. Find the records of the file and the place of each.
//! 2. Read each by itself, so that a broken one costs no other.
//! 3. Read each field; one that cannot be read is dropped with a finding and the rest is kept.
//! 4. Convert to hayagriva's entry, with our own fields beside it, and mend what every format gets
//!    wrong in the same way ([`normalize`]).

mod bibtex;
mod csl_json;
mod date;
mod excerpt;
mod hidden_signs;
mod labels;
mod name_lists;
mod normalize;
mod numbers;
mod original;
mod pages;
mod people;
mod private_paths;
mod reading;
mod recognise;
mod remarks;
mod ris;
mod yaml;

pub(crate) use self::hidden_signs::{Escapes, without_hidden_signs};
pub(crate) use self::normalize::{copied, is_web_address};
pub(crate) use self::recognise::is_one;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, bibliography_syntax};
use crate::model::bibliography::BibEntry;
use crate::model::source::{SourceId, Span};
use crate::parse::bibliography::reading::Reading;

/// Reads the bibliography file at `path`, whose text is `text`.
///
/// Gives the records in the order of the file, one for each id, beside the findings. Never fails:
/// what cannot be read is a finding, and everything else is kept. Takes time linear in the text.
pub fn parse(source: SourceId, path: &str, text: &str) -> (Vec<BibEntry>, Vec<Diagnostic>) {
    let mut reading = Reading::new(source);
    let extension = path.rsplit('.').next().map(str::to_ascii_lowercase);
    let escapes = match extension.as_deref() {
        Some("bib" | "bibtex") => Escapes::None,
        _ => Escapes::Numbered,
    };
    let (text, hidden) = without_hidden_signs(source, text, escapes);
    let text = &*text;
    reading.findings.extend(hidden);
    let text_without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    reading.offset = text.len() - text_without_mark.len();
    if let Some((what, help)) = recognise::stand_in(text_without_mark) {
        let first = text_without_mark.lines().next().unwrap_or_default();
        let span = reading.span(0..first.trim_end().len());
        reading.report(bibliography_syntax::stand_in(span, what, help));
        return reading.finish();
    }
    match extension.as_deref() {
        Some("bib" | "bibtex") => bibtex::parse(&mut reading, text_without_mark),
        Some("yaml" | "yml") => yaml::parse(&mut reading, text_without_mark),
        Some("json") => csl_json::parse(&mut reading, text_without_mark),
        _ => reading.report(bibliography_syntax::unknown_format(
            Span::whole(source),
            path,
        )),
    }
    private_paths::take_out(&mut reading);
    reading.finish()
}

/// In which notation records that somebody has pasted stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// BibTeX or BibLaTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL JSON.
    Csl,
}

/// The notation of a text that holds records; `None` for any other text.
pub fn pasted(text: &str) -> Option<Pasted> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with(['[', '{']) {
        return Some(Pasted::Csl);
    }
    if ris::is_one(text) {
        return Some(Pasted::Ris);
    }
    let is_bibtex = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with('@') && line.contains(['{', '('])
    });
    is_bibtex.then_some(Pasted::Bibtex)
}

/// A text of records as one that [`parse`] reads, with the ending of its name. Those without an id of their own
/// get one that begins with [`NO_ID`].
pub fn readable(text: &str, notation: Pasted) -> (String, &'static str) {
    let items = match notation {
        Pasted::Bibtex => return (text.to_owned(), "bib"),
        Pasted::Ris => ris::items(text),
        Pasted::Csl => match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Array(items)) => items,
            Ok(Value::Object(item)) if item.contains_key("type") => vec![Value::Object(item)],
            _ => return (text.to_owned(), "json"),
        },
    };
    let items = items.into_iter().enumerate().map(|(at, mut item)| {
        if let Some(item) = item.as_object_mut() {
            let id = format!("{NO_ID}{at}");
            item.entry("id").or_insert(Value::String(id));
        }
        item
    });
    let items = Value::Array(items.collect());
    (format!("{items:#}"), "json")
}

/// With what the ids of records begin that have none of their own.
pub const NO_ID: &str = "no-id:";

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::source::Sources;

    #[test]
    fn the_name_of_the_file_decides_and_another_name_is_a_finding() {
        let mut sources = Sources::default();
        let id = sources.insert("content/a.bib", "");
        let bib = "\u{feff}@BOOK{a, title = {A}}";
        let (records, findings) = parse(id, "content/a.BIB", bib);
        assert_eq!(findings, []);
        assert_eq!(&bib[records[0].span.range()], "a");
        let (records, findings) = parse(id, "content/a.txt", bib);
        assert!(records.is_empty());
        assert_eq!(findings[0].rule.name, "bibliography-syntax");
    }

    #[test]
    fn an_empty_file_is_an_empty_bibliography() {
        let id = Sources::default().insert("a", "");
        for path in ["a.bib", "a.yaml", "a.json"] {
            assert_eq!(parse(id, path, " \n"), (vec![], vec![]), "{path}");
        }
    }
}
