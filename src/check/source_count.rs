//! A sentence that speaks of more sources than it cites: "all three sources", with two marks.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::blocks::{Block, blocks};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::Page;

pub(crate) static RULE: Rule = Rule {
    name: "source-count",
    severity: Severity::Warning,
    about: "A paragraph that says how many sources agree, such as \"all three sources\", and cites fewer.",
};

/// A number of sources in one of the languages of the theme. The number is a word of [`NUMBERS`], or a figure.
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let numbers: Vec<&str> = NUMBERS.iter().map(|(word, _)| *word).collect();
    let number = format!(r"({}|[2-9])", numbers.join("|"));
    let of = r"(?:sources|studies|quellen|studien|fuentes|estudios|études|etudes)";
    Regex::new(&format!(
        r"(?i)\b(?:(?:all|all of the|alle|toutes les|tous les|les|las|los|todas las|the|die)\s+{number}|(both|beide|ambas|ambos))\s+{of}\b"
    ))
    .ok()
});

const NUMBERS: [(&str, usize); 23] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("sept", 7),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
];

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.body.citations.is_empty() {
        return;
    }
    for block in blocks(page) {
        let Some((words, said)) = counted(&block.text) else {
            continue;
        };
        let marks = block.marks.iter();
        let items = marks.flat_map(|mark| &page.body.citations[*mark as usize].items);
        let cited: HashSet<&str> = items.map(|item| &*item.key).collect();
        if !cited.is_empty() && cited.len() < said {
            findings.push(finding(&block, words, cited.len()));
        }
    }
}

/// The words by which a text counts sources, and the number.
fn counted(text: &str) -> Option<(&str, usize)> {
    let found = COUNTED.as_ref()?.captures(text)?;
    let said = match found.get(1) {
        None => 2,
        Some(number) => {
            let word = number.as_str().to_lowercase();
            let named = NUMBERS.iter().find(|(name, _)| *name == word);
            named.map_or_else(|| word.parse().ok(), |(_, number)| Some(*number))?
        }
    };
    Some((found.get(0)?.as_str(), said))
}

fn finding(block: &Block, words: &str, cited: usize) -> Diagnostic {
    let cites = if cited == 1 {
        "1 source".to_owned()
    } else {
        format!("{cited} sources")
    };
    RULE.at(block.span, format!("this says “{words}” and cites {cites}"))
        .help("cite the others too, or say how many it is: [source: one; two; three]")
}

#[cfg(test)]
mod tests {
    use super::counted;
    use crate::check::testing::{of, titled};

    #[test]
    fn numbers_of_sources_are_read_in_every_language_of_the_theme() {
        for (text, said) in [
            ("All three sources agree.", Some(3)),
            ("The 4 studies differ.", Some(4)),
            ("Both sources say so.", Some(2)),
            ("Les trois sources le disent.", Some(3)),
            ("Las dos fuentes", Some(2)),
            ("Alle fünf Quellen", Some(5)),
            ("All sources agree on three points.", None),
            ("sources of power", None),
        ] {
            assert_eq!(counted(text).map(|(_, said)| said), said, "{text}");
        }
    }

    #[test]
    fn fewer_marks_than_sources_are_told() {
        let bib = "@book{a,\n  title = {A},\n}\n@book{b,\n  title = {B},\n}\n";
        let page = titled(
            "All three sources agree [@a, p. 1; @b, p. 2].\n\nBoth sources agree [@a, p. 1] [@b, p. 2].",
        );
        let files = [("content/a.md", page.as_str()), ("content/s.bib", bib)];
        assert_eq!(
            of("source-count", &files),
            [
                "warning[source-count] content/a.md:4:1 this says “All three sources” and cites 2 sources; help: cite the others too, or say how many it is: [source: one; two; three]"
            ]
        );
    }
}
