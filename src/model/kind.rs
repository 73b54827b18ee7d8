//! Kinds of page as data: labels, fields, sections, sheets, and what their pages can do.
//!
//! The built-in kinds are a TOML file of the default theme; `site.toml` adds to them or changes
//! them. Everything that differs between a method and a case is here: no code asks what a kind is
//! called, only what it [can](Kind::can) do.

use std::collections::BTreeMap;

use crate::model::sheet::Sheet;
use crate::model::source::Spanned;
use crate::model::unicode::nfc;

/// A text in each language that has one, by language code.
pub type Localized = BTreeMap<String, String>;

/// The text in `lang`, or else in `fallback`, or else in English, which the words of the interface fall back to as well, or
/// else in any language.
pub fn localized<'a>(texts: &'a Localized, lang: &str, fallback: &str) -> Option<&'a str> {
    in_language(texts, lang, fallback).map(String::as_str)
}

/// Codes of languages are the same in small and capital letters (BCP 47, 2.1.1).
fn in_language<'a, T>(all: &'a BTreeMap<String, T>, lang: &str, fallback: &str) -> Option<&'a T> {
    let of = |code: &str| {
        let mut entries = all.iter();
        entries.find_map(|(key, value)| key.eq_ignore_ascii_case(code).then_some(value))
    };
    let codes = [lang, base(lang), fallback, base(fallback), "en"];
    let found = codes.into_iter().find_map(of);
    found.or_else(|| all.values().next())
}

/// The language of a code without its region: `pt` of `pt-BR`.
pub fn base(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// What pages of a kind can do that others cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ability {
    /// Each is a meeting, with items that take minutes.
    Timed,
    /// Each of their headings is a term, which links find by its words.
    Terms,
    /// The pages with which their list items begin are their parts, in that order.
    Ordered,
    /// A list item that begins with a citation shows the full reference.
    Entries,
    /// One that has the id of a source is that source's page.
    ProseOfSource,
    /// They stand on the map although nothing comes before or after them.
    OnMap,
    /// They go into the booklet of a page that only says to see them also.
    InBooklets,
    /// What their paragraphs claim wants sources.
    Cited,
}

impl Ability {
    /// Each with the word by which a kind claims it.
    pub const ALL: [(&'static str, Ability); 8] = [
        ("timed", Ability::Timed),
        ("terms", Ability::Terms),
        ("ordered", Ability::Ordered),
        ("entries", Ability::Entries),
        ("prose_of_source", Ability::ProseOfSource),
        ("on_map", Ability::OnMap),
        ("in_booklets", Ability::InBooklets),
        ("cited", Ability::Cited),
    ];

    /// The word by which a kind claims it.
    pub fn name(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, ability)| *ability == self);
        named.map_or("", |(name, _)| name)
    }
}

/// A kind of page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kind {
    /// The key of its table, `[method]`, and what pages type as their `kind`.
    pub id: String,
    /// What one page is called; empty where it goes by its id.
    pub labels: Localized,
    /// What several pages are called; empty where `labels` serve.
    pub plurals: Localized,
    /// The name to use in a menu for the list of its pages.
    pub listing: Option<String>,
    /// A file of the theme's `static/`, drawn beside the label.
    pub icon: Option<Spanned<String>>,
    /// Whether its pages must have a summary.
    pub summary: bool,
    /// Whether its pages must have a heading of any words.
    pub any_heading: bool,
    /// Whether a page that says no kind is of this one. One kind of a site is.
    pub default: bool,
    /// Whether no list has its pages by their kind, and no page shows its label.
    pub unlisted: bool,
    /// Whether a build prints its pages where `site.toml` does not say which kinds it prints.
    pub printed: bool,
    /// Those that its table sets to `true`, or that it has from the kind it is `like`.
    pub abilities: Vec<Ability>,
    /// As they are given; see [`Kind::sheets`].
    pub sheets: Option<Vec<Sheet>>,
    /// What the holders of roles in a meeting are called, where no page says more of them, by id.
    pub roles: Vec<(String, Localized)>,
    /// The phrases after a number that count a thing for each person, by language.
    pub per_person: BTreeMap<String, Vec<String>>,
    /// Those that count it for each group.
    pub per_group: BTreeMap<String, Vec<String>>,
    /// What front matter may say beside what every page may, in the order in which pages show it.
    pub fields: Vec<FieldKind>,
    /// In the order in which `groundwork new` writes them.
    pub sections: Vec<SectionKind>,
}

impl Kind {
    /// The kind of every page in a theme that has none.
    pub fn of_pages() -> Self {
        Kind {
            id: "page".to_owned(),
            default: true,
            unlisted: true,
            ..Kind::default()
        }
    }

    /// This kind with all that another has, but under its own names.
    pub fn made_like(&self, model: &Kind) -> Self {
        Kind {
            id: self.id.clone(),
            labels: self.labels.clone(),
            plurals: self.plurals.clone(),
            listing: self.listing.clone(),
            default: self.default,
            ..model.clone()
        }
    }

    /// Whether its pages have this ability.
    pub fn can(&self, ability: Ability) -> bool {
        self.abilities.contains(&ability)
    }

    /// The sheets that its pages can be printed as, in order; at least one.
    pub fn sheets(&self) -> Vec<Sheet> {
        let can_be = |sheet: &Sheet| self.can(Ability::Timed) || !sheet.is_of_meetings();
        let given = self.sheets.iter().flatten().copied();
        let given: Vec<Sheet> = given.filter(can_be).collect();
        if !given.is_empty() {
            return given;
        }
        let usual: &[Sheet] = if self.can(Ability::Timed) {
            &Sheet::OF_MEETINGS
        } else {
            &[Sheet::Sheet]
        };
        [usual, &[Sheet::Booklet]].concat()
    }

    /// Whether a heading of this id is one of its sections.
    pub fn has_section(&self, id: &str) -> bool {
        self.sections.iter().any(|section| section.id == id)
    }

    /// Whether the section of this id is for whoever hands the sheet out.
    pub fn is_apart(&self, id: &str) -> bool {
        let mut sections = self.sections.iter();
        sections.any(|section| section.id == id && section.on_sheet == Some(OnSheet::Apart))
    }

    /// The field of this name.
    pub fn field(&self, id: &str) -> Option<&FieldKind> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What one page is called in `lang`, or else in `fallback` or any language, or else the id.
    pub fn label(&self, lang: &str, fallback: &str) -> &str {
        localized(&self.labels, lang, fallback).unwrap_or(&self.id)
    }

    /// The label for several pages, or else the one for a single page.
    pub fn plural(&self, lang: &str, fallback: &str) -> &str {
        localized(&self.plurals, lang, fallback).unwrap_or_else(|| self.label(lang, fallback))
    }

    /// The section whose heading is `text`, in the page's language first and then in any.
    pub fn section_headed(&self, text: &str, lang: &str) -> Option<&SectionKind> {
        let wanted = nfc(text.trim()).to_lowercase();
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldKind {
    /// Its name in front matter.
    pub id: String,
    /// What stands before the value on a page.
    pub labels: Localized,
    /// What it takes: `type`, which is text where it is not said.
    pub value: FieldType,
    /// Whether lists show it beside the page's title; `None` where it follows from its type.
    pub in_lists: Option<bool>,
    /// Whether the page shows it on paper.
    pub on_sheet: bool,
    /// A value as somebody would type it in TOML, for new pages to show.
    pub example: Option<String>,
}

impl FieldKind {
    /// How long something takes and how many it is for is what readers choose by.
    pub fn is_in_lists(&self) -> bool {
        let by_type = matches!(self.value, FieldType::Time | FieldType::Range);
        self.in_lists.unwrap_or(by_type)
    }
}

/// What the value of a field may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// A text, or a whole number.
    Text,
    /// A list of texts; one alone counts as a list.
    List,
    /// Any number.
    Number,
    /// One of these ids, each with its labels.
    Choice(Vec<(String, Localized)>),
    /// Minutes: `{ fixed, up_to, per_person }`.
    Time,
    /// Numbers: `{ min, expected, max }`.
    Range,
    /// A day: `2026-11-22`.
    Date,
    /// `true` or `false`
    Flag,
    /// Anything, for a theme of one's own.
    Table,
}

impl FieldType {
    /// The word by which a field of a kind says it.
    pub fn name(&self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::List => "list",
            FieldType::Number => "number",
            FieldType::Choice(_) => "choice",
            FieldType::Time => "time",
            FieldType::Range => "range",
            FieldType::Date => "date",
            FieldType::Flag => "flag",
            FieldType::Table => "table",
        }
    }
}

/// A section of a kind: an id that is the same in every language and the headings that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionKind {
    /// That of its heading, whatever the language.
    pub id: String,
    /// The spellings that are read as this section, by language code; the first is the one to write.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Whether a page without it gets a finding.
    pub required: bool,
    /// `None` for one that a sheet leaves out as soon as it has others whole or in part.
    pub on_sheet: Option<OnSheet>,
    /// What belongs there, for the writers of new pages.
    pub about: Localized,
}

/// How a section stands on the sheet that a page is printed as. Where one is there whole or in part,
/// the sheet has such sections alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnSheet {
    /// With all that stands in it.
    Whole,
    /// The first of its paragraphs, or of the items of its list.
    First,
    /// Apart from the rest, for whoever hands it out.
    Apart,
}

impl OnSheet {
    /// Each with the word that gives it.
    pub const ALL: [(&'static str, OnSheet); 3] = [
        ("whole", OnSheet::Whole),
        ("first", OnSheet::First),
        ("apart", OnSheet::Apart),
    ];
}

impl SectionKind {
    /// The heading to write in `lang`.
    pub fn heading(&self, lang: &str, fallback: &str) -> &str {
        in_language(&self.headings, lang, fallback)
            .and_then(|headings| headings.first())
            .map_or(&self.id, String::as_str)
    }
}
