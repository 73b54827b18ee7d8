//! The keys that hayagriva knows, at each level of a source. It passes over others without a word.

use saphyr::{MarkedYaml, YamlData};

use super::node::File;
use crate::diagnostic::bibliography_field;
use crate::model::bibliography::OwnFields;
use crate::parse::bibliography::reading::Reading;

/// The keys of a source.
pub(in crate::parse::bibliography) const SOURCE: [&str; 30] = [
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "annotation",
];
const PERSON: [&str; 6] = [
    "name",
    "given-name",
    "prefix",
    "suffix",
    "comma-suffix",
    "alias",
];
const ROLE: [&str; 2] = ["names", "role"];
const ADDRESS: [&str; 2] = ["value", "date"];
const PUBLISHER: [&str; 2] = ["name", "location"];

/// The types of source, in hayagriva's spelling.
pub(in crate::parse::bibliography) const TYPES: [&str; 30] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
    "original",
];

/// Reports the keys of a source that are not known, and those of all that it holds.
pub(super) fn check(reading: &mut Reading, file: &File<'_>, source: &MarkedYaml<'_>) {
    let known: Vec<&str> = SOURCE.iter().chain(&OwnFields::NAMES).copied().collect();
    check_level(reading, file, source, &known);
}

fn check_level(reading: &mut Reading, file: &File<'_>, node: &MarkedYaml<'_>, known: &[&str]) {
    let map = match &node.data {
        YamlData::Mapping(map) => map,
        YamlData::Sequence(items) => {
            for item in items {
                check_level(reading, file, item, known);
            }
            return;
        }
        _ => return,
    };
    for (key, value) in map {
        let name = file.scalar(key).unwrap_or_default();
        if !known.contains(&name.as_str()) {
            let span = reading.span(file.range(key));
            reading.report(bibliography_field::unknown(
                &name,
                span,
                known.iter().copied(),
            ));
        }
        let below: &[&str] = match name.as_str() {
            "parent" => &SOURCE,
            "author" | "editor" | "names" => &PERSON,
            "affiliated" => &ROLE,
            "url" => &ADDRESS,
            "publisher" => &PUBLISHER,
            // Others are not looked into: `serial-number` may have keys of any name.
            _ => continue,
        };
        check_level(reading, file, value, below);
    }
}
