//! Sources: the records of the bibliography.
//!
//! A [`BibEntry`] is one source: the bibliographic entry as hayagriva knows it, beside the fields of
//! our own that say who has seen the source, where a copy of it is kept and how to get at it.

use std::sync::Arc;

pub use citationberg::taxonomy::Locator as LocatorKind;
use hayagriva::Entry;

use crate::model::beside::Beside;
use crate::model::layer::LayerIndex;
pub use crate::model::own_fields::{OwnFields, OwnRecord};
use crate::model::source::Span;

/// One source of the bibliography.
#[derive(Debug, Clone, PartialEq)]
pub struct BibEntry {
    /// The name by which pages cite it.
    pub id: String,
    /// The id in the file that gives the record.
    pub span: Span,
    /// What the reference is made of: authors, title, year and the rest.
    pub entry: Entry,
    /// What it says beside that, to be printed as it is written.
    pub written: AsWritten,
    /// What this program alone reads.
    pub own: OwnFields,
}

/// A record that does not count, since one before it has the same id.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondRecord {
    /// The record.
    pub record: Arc<BibEntry>,
    /// The project that it is of.
    pub layer: LayerIndex,
    /// The one that counts.
    pub first: Arc<BibEntry>,
    /// The project that this is of.
    pub first_layer: LayerIndex,
}

/// What a record says and hayagriva's entry has no place for, to be printed as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AsWritten {
    /// When it was published, where that is no day, month or year: `in press`, `1968–1972`.
    pub issued: Option<String>,
    /// When it was seen, likewise.
    pub accessed: Option<String>,
    /// The address, before it was made one of URLs.
    pub address: Option<String>,
    /// Whether more people wrote it than are named.
    pub more_authors: bool,
    /// As [`AsWritten::more_authors`], of those who edited it.
    pub more_editors: bool,
    /// Notes, and other ways to the work, which no style prints.
    pub remarks: Vec<Remark>,
    /// What is for nobody but those who take the record along.
    pub beside: Beside,
    /// What has taken its place, as readers are told: [`OwnFields::superseded_by`] in words.
    pub superseded_by: Option<String>,
}

/// Words behind a reference, which may lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// What is printed.
    pub text: String,
    /// Where the words lead.
    pub url: Option<String>,
}

/// How far somebody has checked a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    /// `verified` is missing or blank.
    None,
    /// `verified` begins with `partial`, in whichever case.
    Partial,
    /// `verified` says anything else.
    Full,
}

impl BibEntry {
    /// How far the source was checked, from the text of `verified`.
    pub fn verification(&self) -> Verification {
        let text = self.own.verified.as_deref().unwrap_or_default().trim();
        let head = text.get(..7).unwrap_or_default();
        match text {
            "" => Verification::None,
            _ if head.eq_ignore_ascii_case("partial") => Verification::Partial,
            _ => Verification::Full,
        }
    }

    /// Who wrote it, what it is called and when it came out, in a line; its id where it says none of these.
    pub fn in_short(&self) -> String {
        let people = self.entry.authors().or_else(|| self.entry.editors());
        let author = people.and_then(|people| people.first());
        let author = author.map(|person| person.name.clone());
        let year = self.entry.date_any().map(|date| date.year.to_string());
        let parts: Vec<String> = [author, self.title(), year].into_iter().flatten().collect();
        if parts.is_empty() {
            return self.id.clone();
        }
        parts.join(", ")
    }

    /// The title as plain text; `None` for a record without one.
    pub fn title(&self) -> Option<String> {
        let title = self.entry.title()?.value.to_string();
        Some(title).filter(|title| !title.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::Entry;
    use hayagriva::types::EntryType;

    use super::{AsWritten, BibEntry, OwnFields, Verification};
    use crate::model::source::{Sources, Span};

    fn record(verified: Option<&str>) -> BibEntry {
        BibEntry {
            id: "a".into(),
            span: Span::whole(Sources::default().insert("a.bib", "")),
            entry: Entry::new("a", EntryType::Book),
            written: AsWritten::default(),
            own: OwnFields {
                verified: verified.map(str::to_owned),
                ..OwnFields::default()
            },
        }
    }

    #[test]
    fn a_text_that_begins_with_partial_means_partly_verified() {
        let of = |text| record(text).verification();
        assert_eq!(of(None), Verification::None);
        assert_eq!(of(Some("  ")), Verification::None);
        assert_eq!(of(Some("Partial: title page only")), Verification::Partial);
        assert_eq!(of(Some("partially, by Ada")), Verification::Partial);
        assert_eq!(of(Some("2026-11-01, Ada, the book")), Verification::Full);
        assert_eq!(of(Some("été")), Verification::Full);
    }
}
