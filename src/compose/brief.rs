//! What must be known of a page before all of it is read: its id and its language, where its front matter
//! says them.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::load::TextFile;
use crate::model::source::{SourceId, Sources, Spanned};
use crate::model::value::{Data, Table};
use crate::parse;

/// What the front matter of a page says of where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Brief {
    /// As typed.
    pub(super) id: Option<String>,
    /// As typed.
    pub(super) lang: Option<String>,
    /// The id of the page beneath that it extends.
    pub(super) extends: Option<Spanned<String>>,
    /// What it was called before, or is called too.
    pub(super) aliases: Vec<String>,
}

/// The briefs of all pages, kept for as long as their texts are the same.
#[derive(Debug, Default)]
pub(super) struct Briefs {
    known: HashMap<SourceId, (Arc<str>, Brief)>,
}

/// The fields that a brief holds.
const FIELDS: [&str; 4] = ["id", "lang", "extends", "aliases"];

impl Briefs {
    /// Reads those of `files`, and forgets all others.
    pub(super) fn read<'a>(
        &mut self,
        files: impl Iterator<Item = &'a TextFile>,
        sources: &Sources,
    ) {
        let files: Vec<SourceId> = files.map(|file| file.source).collect();
        let known = &self.known;
        let read = files.par_iter().map(|source| {
            let text = &sources.get(*source).text;
            let last = known.get(source);
            let last = last.filter(|(last, _)| Arc::ptr_eq(last, text) || last == text);
            let brief = last.map_or_else(|| brief(*source, text), |(_, brief)| brief.clone());
            (*source, (text.clone(), brief))
        });
        self.known = read.collect();
    }

    pub(super) fn get(&self, source: SourceId) -> Option<&Brief> {
        self.known.get(&source).map(|(_, brief)| brief)
    }
}

fn brief(source: SourceId, text: &str) -> Brief {
    if !may_say_any(text) {
        return Brief::default();
    }
    let table = parse::front_matter(source, text).table;
    let text = |name: &str| {
        let value = &table.get(name)?.value;
        let words = parse::as_text(value).or_else(|| match &value.data {
            Data::Integer(number) => Some(number.to_string()),
            // Somebody may have typed the one name as a list.
            Data::Array(items) => match items.as_slice() {
                [one] if name == "extends" => parse::as_text(one),
                _ => None,
            },
            _ => None,
        })?;
        Some(Spanned {
            value: words,
            span: value.span,
        })
    };
    Brief {
        id: text("id").map(|id| id.value),
        lang: text("lang").map(|lang| lang.value),
        extends: text("extends"),
        aliases: aliases(&table),
    }
}

fn aliases(table: &Table) -> Vec<String> {
    let Some(entry) = table.get("aliases") else {
        return Vec::new();
    };
    match &entry.value.data {
        Data::Array(items) => items.iter().filter_map(parse::as_text).collect(),
        _ => parse::as_text(&entry.value).into_iter().collect(),
    }
}

/// Whether the head of a text may have one of the fields; most have none, and reading them takes longer
/// than all else that is done here.
fn may_say_any(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}');
    let Some(fence) = ["+++", "---"]
        .into_iter()
        .find(|fence| start.starts_with(fence))
    else {
        return false;
    };
    let rest = &start[fence.len()..];
    let end = rest.find(&format!("\n{fence}")).unwrap_or(rest.len());
    let head = &rest[..end];
    FIELDS.iter().any(|field| {
        head.match_indices(field).any(|(at, _)| {
            let before = head[..at].chars().next_back();
            let after = head[at + field.len()..].trim_start_matches(['"', '\'', ' ', '\t']);
            !before.is_some_and(char::is_alphanumeric) && after.starts_with([':', '='])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{brief, may_say_any};
    use crate::model::source::Sources;

    #[test]
    fn a_brief_is_read_in_either_notation() {
        let source = Sources::default().insert("content/a.md", "");
        for text in [
            "+++\ntitle = \"A\"\nid = \"b\"\nlang = \"fr\"\n+++\nText.\n",
            "---\ntitle: A\n\"id\": b\nlang : fr\n---\nText.\n",
            "---\n{title: A, id: b, lang: fr}\n---\n",
        ] {
            let brief = brief(source, text);
            assert_eq!(brief.id.as_deref(), Some("b"), "{text}");
            assert_eq!(brief.lang.as_deref(), Some("fr"), "{text}");
        }
        assert!(!may_say_any("+++\ntitle = \"A guide\"\n+++\nid = \"b\"\n"));
        assert!(!may_say_any("id = \"b\"\n"));
    }
}
