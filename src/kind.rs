//! Kinds of page as data: labels, fields and sections.
//!
//! The built-in kinds are a TOML file of the default theme; `site.toml` adds to them or changes
//! them. Everything that differs between a method and a case is here, none of it in code.

use std::collections::BTreeMap;

/// A text in each language that has one, by language code.
pub type Localized = BTreeMap<String, String>;

/// The text in `lang`, or else in `fallback`, or else in any language.
pub fn localized<'a>(texts: &'a Localized, lang: &str, fallback: &str) -> Option<&'a str> {
    let text = texts
        .get(lang)
        .or_else(|| texts.get(base(lang)))
        .or_else(|| texts.get(fallback))
        .or_else(|| texts.values().next());
    text.map(String::as_str)
}

/// The language of a code without its region: `pt` of `pt-BR`.
pub fn base(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// A kind of page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kind {
    pub id: String,
    pub labels: Localized,
    pub plurals: Localized,
    /// The name by which a menu names the list of its pages.
    pub listing: Option<String>,
    pub icon: Option<String>,
    /// Whether its pages must have a summary.
    pub summary: bool,
    /// Whether its pages must have some heading, whatever its words.
    pub any_heading: bool,
    /// Whether list items that begin with a citation show the full reference.
    pub entries: bool,
    /// What the holders of roles in a meeting are called, where no page says more of them, by id.
    pub roles: Vec<(String, Localized)>,
    /// The phrases after a number that count a thing for each person, by language.
    pub per_person: BTreeMap<String, Vec<String>>,
    pub fields: Vec<FieldKind>,
    pub sections: Vec<SectionKind>,
}

impl Kind {
    pub fn label(&self, lang: &str, fallback: &str) -> &str {
        localized(&self.labels, lang, fallback).unwrap_or(&self.id)
    }

    pub fn plural(&self, lang: &str, fallback: &str) -> &str {
        localized(&self.plurals, lang, fallback).unwrap_or_else(|| self.label(lang, fallback))
    }

    /// The section whose heading is `text`, in the page's language first and then in any.
    pub fn section_headed(&self, text: &str, lang: &str) -> Option<&SectionKind> {
        let wanted = text.trim().to_lowercase();
        let is = |headings: &Vec<String>| headings.iter().any(|h| h.to_lowercase() == wanted);
        self.sections
            .iter()
            .find(|section| section.headings.get(lang).is_some_and(is))
            .or_else(|| {
                self.sections
                    .iter()
                    .find(|section| section.headings.values().any(is))
            })
    }
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldKind {
    pub id: String,
    pub labels: Localized,
    pub value: FieldType,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    Text,
    List,
    Number,
    /// One of these ids, each with its labels.
    Choice(Vec<(String, Localized)>),
    /// Minutes: `{ fixed, up_to, per_person }`.
    Time,
    /// Numbers: `{ min, expected, max }`.
    Range,
    Date,
    /// Anything, for a theme of one's own.
    Table,
}

/// A section of a kind: an id that is the same in every language and the headings that stand for it.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionKind {
    pub id: String,
    pub headings: BTreeMap<String, Vec<String>>,
    pub required: bool,
}

impl SectionKind {
    /// The heading to write in `lang`.
    pub fn heading(&self, lang: &str, fallback: &str) -> &str {
        let headings = self
            .headings
            .get(lang)
            .or_else(|| self.headings.get(base(lang)))
            .or_else(|| self.headings.get(fallback))
            .or_else(|| self.headings.values().next());
        headings
            .and_then(|headings| headings.first())
            .map_or(&self.id, String::as_str)
    }
}
