//! Sources: the records of the bibliography.
//!
//! A [`Record`] is one source: the bibliographic entry as hayagriva knows it, beside the fields of
//! our own that say who has seen the source, where a copy of it is kept and how to get at it.

pub use citationberg::taxonomy::Locator as LocatorKind;
use hayagriva::Entry;

use crate::source::Span;

/// One source of the bibliography.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The name by which pages cite it.
    pub id: String,
    /// The id in the file that gives the record.
    pub span: Span,
    pub entry: Entry,
    pub own: OwnFields,
}

/// What a record says beside the bibliographic entry. All are plain text and free of markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFields {
    /// How, when and by whom the source was seen; `partial` at its head says: only in part.
    pub verified: Option<String>,
    /// The address of an archived copy, http or https.
    pub archived: Option<String>,
    /// How to get at it: open, by purchase, on request.
    pub access: Option<String>,
    pub level: Option<String>,
    pub format: Option<String>,
    /// A remark for those who keep the bibliography, never part of the reference.
    pub annotation: Option<String>,
}

/// How far somebody has checked a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    None,
    Partial,
    Full,
}

impl OwnFields {
    /// The names of the fields, as bibliography files spell them.
    pub const NAMES: [&str; 6] = [
        "verified",
        "archived",
        "access",
        "level",
        "format",
        "annotation",
    ];

    /// The field of a name, for the parsers to fill; `None` for a name that is not ours.
    pub(crate) fn field_mut(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "verified" => Some(&mut self.verified),
            "archived" => Some(&mut self.archived),
            "access" => Some(&mut self.access),
            "level" => Some(&mut self.level),
            "format" => Some(&mut self.format),
            "annotation" => Some(&mut self.annotation),
            _ => None,
        }
    }
}

impl Record {
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

    use super::{OwnFields, Record, Verification};
    use crate::source::{Sources, Span};

    fn record(verified: Option<&str>) -> Record {
        Record {
            id: "a".into(),
            span: Span::whole(Sources::default().insert("a.bib", "")),
            entry: Entry::new("a", EntryType::Book),
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

    #[test]
    fn every_own_name_has_its_field() {
        let mut own = OwnFields::default();
        for name in OwnFields::NAMES {
            assert!(own.field_mut(name).is_some(), "{name}");
        }
        assert!(own.field_mut("title").is_none());
    }
}
