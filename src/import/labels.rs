//! The labels of headings and figures on pages of MyST, Quarto and bookdown, and the keys of sources.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::import::handbook::Handbook;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::text::Label;
use crate::import::tool::Tool;
use crate::parse::code_ranges;

static BEFORE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\(([^()\s]+)\)=[ \t]*\n\s*(?:#+[ \t]*)?([^\n]*)").ok());
static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^#+[ \t]+([^\n{]*?)[ \t]*\{[^}\n]*#([\w:.-]+)[^}\n]*\}[ \t]*$").ok()
});
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)!\[([^\]\n]*)\]\([^)\n]*\)\{[^}\n]*#([\w:.-]+)[^}\n]*\}").ok()
});
static TABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^:[ \t]+([^\n{]*?)[ \t]*\{#([\w:.-]+)[^}\n]*\}[ \t]*$").ok());
static OPTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^(?::(?:name|label):|#\|[ \t]*label:)[ \t]*([\w:.-]+)").ok());
static KEY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*@(\w+)[ \t]*\{[ \t]*([^,\s{}]+)[ \t]*,").ok());

/// What each label names; the first of a name counts.
pub(super) fn labels(
    original: &Original,
    handbook: &Handbook,
    tool: Tool,
) -> HashMap<String, Label> {
    let mut labels = HashMap::new();
    if !(tool.is_pandoc() || tool == Tool::MyST) {
        return labels;
    }
    for page in &handbook.pages {
        let text = original.text(&page.from).map_or("", |text| text);
        let mut add = |label: &str, words: &str| {
            labels.entry(label.to_owned()).or_insert_with(|| Label {
                page: page.from.clone(),
                words: words.trim().to_owned(),
            });
        };
        for found in outside_code(&BEFORE, text) {
            let is_heading = found[0].contains("\n#") || found[0].contains("\n\n#");
            add(&found[1], if is_heading { &found[2] } else { "" });
        }
        for pattern in [&BEHIND, &FIGURE, &TABLE] {
            for found in outside_code(pattern, text) {
                add(&found[2], &found[1]);
            }
        }
        // The options of directives and chunks stand within what Markdown takes for code.
        for found in OPTION
            .iter()
            .flat_map(|pattern| pattern.captures_iter(text))
        {
            add(&found[1], "");
        }
    }
    labels
}

/// What a pattern finds outside code, where an example of a label names nothing.
fn outside_code<'t>(pattern: &LazyLock<Option<Regex>>, text: &'t str) -> Vec<Captures<'t>> {
    let found = pattern
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text));
    let found: Vec<Captures<'t>> = found.collect();
    if found.is_empty() {
        return found;
    }
    let code = code_ranges(text);
    let is_text = |found: &Captures<'_>| {
        let start = found.get(0).map_or(0, |whole| whole.start());
        !code.iter().any(|range| range.contains(&start))
    };
    found.into_iter().filter(is_text).collect()
}

/// The keys of the sources in the files of BibTeX.
pub(super) fn keys(original: &Original) -> Vec<String> {
    let files = original
        .files
        .iter()
        .filter(|(path, _)| paths::ending(path) == "bib");
    let texts = files.filter_map(|(_, file)| file.text.as_deref());
    let mut keys = Vec::new();
    for text in texts {
        for found in KEY.iter().flat_map(|pattern| pattern.captures_iter(text)) {
            let is_record =
                !["comment", "string", "preamble"].contains(&found[1].to_lowercase().as_str());
            if is_record {
                keys.push(found[2].to_owned());
            }
        }
    }
    keys
}
