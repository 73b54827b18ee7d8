//! Places are byte ranges everywhere but in `report`, which makes lines and columns of them.

use super::faults::Faults;
use super::names_used::{methods_called, names_used};
use super::source_files::{SourceFile, source_files};

const NAMES: [&str; 6] = [
    "line_number",
    "line_no",
    "lineno",
    "line_index",
    "line_col",
    "column_number",
];

const METHODS: [&str; 11] = [
    "line_number",
    "line_no",
    "lineno",
    "line_index",
    "line_col",
    "column_number",
    "lines.count",
    "lines.enumerate",
    "error.line",
    "column",
    "col",
];

#[test]
fn only_reports_know_of_line_numbers() {
    let files = source_files();
    let others = files.iter().filter(|file| file.top_module() != "report");
    line_numbers(others).assert_none_but(
        &[
            // serde_json says where it failed by line and column only.
            ("parse/bibliography/csl_json.rs", "error.line"),
            ("parse/bibliography/csl_json.rs", "column"),
        ],
        "keep a byte range in a Span; report/ alone makes lines and columns of it",
    );
}

fn line_numbers<'a>(files: impl Iterator<Item = &'a SourceFile>) -> Faults {
    let mut faults = Faults::default();
    for file in files {
        for name in names_used(&file.syntax) {
            let known = |word: &&String| NAMES.contains(&word.as_str());
            if let Some(word) = name.segments.iter().find(known) {
                faults.add(&file.path, name.line, word);
            }
        }
        for (method, line) in methods_called(&file.syntax) {
            if METHODS.contains(&method.as_str()) {
                faults.add(&file.path, line, method);
            }
        }
    }
    faults
}

#[test]
fn counting_lines_is_found() {
    let text = "fn a(b: &str) {\n    b.lines().count();\n    let line_number = 3;\n    b(line_number);\n}\n";
    let file = SourceFile::parse("check.rs", text);
    let faults = line_numbers([&file].into_iter()).lines_but(&[]);
    assert_eq!(
        faults,
        ["src/check.rs:4: line_number", "src/check.rs:2: lines.count"]
    );
}
