//! Tells a bibliography from other files of data: settings, translations, lists of people.
//!
//! Looks at the lines and signs of a text and parses nothing, since it is asked of every such file at each
//! build. What is likely meant as a bibliography is taken for one, so that its faults are told.

use crate::parse::bibliography::yaml::{FIELDS, TYPES};

/// How many entries of a file are looked at.
const LOOKED_AT: usize = 60;

/// Whether the file at `path`, whose text is `text`, is meant as a bibliography. A file in BibLaTeX always is.
pub(crate) fn is_one(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match ending.as_str() {
        // Settings of other tools: `_config.yml`, `_quarto.yml`.
        "yaml" | "yml" | "json" if name.starts_with('_') => false,
        "yaml" | "yml" => is_hayagriva(text),
        "json" => is_csl(text),
        _ => true,
    }
}

/// CSL JSON is a list of objects with types, or holds one.
fn is_csl(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_list =
        text.starts_with('[') || text.contains("\"items\"") || text.contains("\"references\"");
    let has = |name: &str| text.contains(&format!("\"{name}\""));
    let has_field = [
        "title",
        "author",
        "issued",
        "container-title",
        "DOI",
        "ISBN",
    ]
    .iter()
    .any(|name| has(name));
    is_list && has("type") && has_field
}

/// A mapping from ids to mappings, most of which look like sources.
fn is_hayagriva(text: &str) -> bool {
    let entries = entries(text);
    let sources = entries.iter().filter(|entry| entry.is_source()).count();
    sources > 0 && 2 * sources >= entries.len()
}

/// What is at the head of a file's mapping: a name, and the names directly below it.
#[derive(Default)]
struct Entry<'t> {
    /// Whether a value stands on the line of its name.
    is_scalar: bool,
    indent: Option<usize>,
    fields: Vec<(&'t str, &'t str)>,
}

impl Entry<'_> {
    /// Whether it has a type of hayagriva's and something that sources have, or else nothing that they do
    /// not have.
    fn is_source(&self) -> bool {
        let is_field = |(name, _): &&(&str, &str)| FIELDS.contains(name);
        let known = self.fields.iter().filter(is_field).count();
        let has = |wanted: &[&str]| self.fields.iter().any(|(name, _)| wanted.contains(name));
        let has_type = self.fields.iter().any(|(name, value)| {
            let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
            *name == "type" && TYPES.contains(&value.as_str())
        });
        let says_what = has(&[
            "title",
            "author",
            "editor",
            "date",
            "url",
            "parent",
            "publisher",
        ]);
        let is_all_known = known == self.fields.len() && known > 1;
        !self.is_scalar && says_what && (has_type || is_all_known)
    }
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in text.lines() {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        if inner.is_empty() || inner.starts_with('#') || inner.starts_with("---") {
            continue;
        }
        let field = inner
            .split_once(':')
            .filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']));
        let field = field.map(|(name, value)| (name.trim_matches(['"', '\'', ' ']), value.trim()));
        match (indent, field) {
            (0, Some((_, value))) => {
                if entries.len() == LOOKED_AT {
                    break;
                }
                entries.push(Entry {
                    is_scalar: !value.is_empty() && !value.starts_with(['{', '&', '#']),
                    ..Entry::default()
                });
                if let (Some(inside), Some(entry)) = (value.strip_prefix('{'), entries.last_mut()) {
                    let inside = inside.trim_end_matches('}').split(',');
                    let fields = inside.filter_map(|field| field.split_once(':'));
                    entry
                        .fields
                        .extend(fields.map(|(name, value)| (name.trim(), value.trim())));
                }
            }
            // A list at the root is no bibliography.
            (0, None) => entries.push(Entry {
                is_scalar: true,
                ..Entry::default()
            }),
            (indent, Some(field)) => {
                let Some(entry) = entries.last_mut() else {
                    continue;
                };
                if *entry.indent.get_or_insert(indent) == indent {
                    entry.fields.push(field);
                }
            }
            _ => {}
        }
    }
    entries
}

/// What a file holds that was saved in the place of a bibliography, and what to do: a pointer to a file that was not fetched,
/// or a web page.
pub(super) fn stand_in(text: &str) -> Option<(&'static str, &'static str)> {
    let start = text.trim_start();
    let begins = |head: &str| {
        let found = start.get(..head.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(head))
    };
    if begins("version https://git-lfs") {
        return Some((
            "the place of a file that was not fetched",
            "fetch the file itself with: git lfs pull",
        ));
    }
    (begins("<!doctype html") || begins("<html")).then_some((
        "a web page",
        "save the sources once more: the program or the site that gave them has given a page in their place",
    ))
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn bibliographies_are_told_from_other_data() {
        for (path, text, expected) in [
            ("s.yaml", "han:\n  type: Book\n  title: H\n", true),
            ("s.yml", "han:\n    title: H\n    author: Han\n", true),
            ("s.yaml", "# sources\nhan: {type: web, title: H}\n", true),
            (
                "s.yaml",
                "han:\n  type: book\n  titel: H\n  author: Han\n",
                true,
            ),
            ("s.yaml", "", false),
            ("mkdocs.yml", "site_name: N\nnav:\n  - a.md\n", false),
            ("_quarto.yml", "book:\n  title: T\n  author: A\n", false),
            (
                "quarto.yml",
                "project:\n  type: book\n  output-dir: out\nbook:\n  title: T\n  author: A\n  chapters:\n    - a.qmd\n",
                false,
            ),
            (
                "people.yml",
                "ann:\n  name: Ann\n  title: Coordinator\n",
                false,
            ),
            ("nav.yaml", "- title: A\n  url: /a\n", false),
            ("words.yml", "en:\n  title: T\n  search: S\n", false),
            (
                "s.json",
                "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\"}]",
                true,
            ),
            (
                "s.json",
                "{\"items\": [{\"type\": \"book\", \"title\": \"T\"}]}",
                true,
            ),
            (
                "package.json",
                "{\"name\": \"a\", \"type\": \"module\", \"author\": \"b\"}",
                false,
            ),
            ("data.json", "[1, 2]", false),
            ("s.bib", "anything", true),
        ] {
            assert_eq!(is_one(path, text), expected, "{path} {text}");
        }
    }
}
