//! What templates are given, as plain data.
//!
//! `themes/default/README.md` is the contract; the names here are its names. A `url` that leads to a
//! file of the output is that file's path, and is encoded on its way to the template.

use serde::{Serialize, Serializer};

use crate::date::Date;
use crate::render::address;
use crate::render::agenda::AgendaPage;
use crate::render::words::Words;

#[derive(Serialize)]
pub(crate) struct DateText {
    pub(crate) iso: String,
    pub(crate) text: String,
}

impl DateText {
    pub(crate) fn new(date: Date, words: &Words) -> Self {
        DateText {
            iso: date.to_string(),
            text: words.date(date),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct SiteData {
    pub(crate) title: String,
    pub(crate) version: Option<String>,
    pub(crate) date: Option<DateText>,
    pub(crate) licence: Option<Licence>,
    pub(crate) languages: Vec<Language>,
    pub(crate) base_url: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Licence {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) url: Option<String>,
}

/// What `base.html` gives the scripts that search.
#[derive(Serialize)]
pub(crate) struct SearchData {
    /// The scripts that find, from the folder of the index, with a space between them.
    pub(crate) finder: String,
    /// The folder of the index.
    #[serde(serialize_with = "encoded")]
    pub(crate) index: String,
    /// JSON.
    pub(crate) words: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) a_to_z: String,
}

/// What `base.html` gives the script that shows previews of links.
#[derive(Serialize)]
pub(crate) struct HoverData {
    /// JSON.
    pub(crate) words: String,
}

#[derive(Serialize)]
pub(crate) struct Language {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) dir: String,
}

#[derive(Serialize)]
pub(crate) struct MenuEntry {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) current: bool,
    pub(crate) within: bool,
}

/// A title and where it leads.
#[derive(Serialize, Clone)]
pub(crate) struct Linked {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
}

#[derive(Serialize)]
pub(crate) struct Translation {
    pub(crate) lang: String,
    pub(crate) name: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) dir: String,
}

/// What is said of a kind beside a link to one of its pages.
#[derive(Serialize, Clone)]
pub(crate) struct KindName {
    pub(crate) id: String,
    pub(crate) label: String,
}

#[derive(Serialize, Default)]
pub(crate) struct KindData {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) plural: String,
    #[serde(serialize_with = "encoded_if_any")]
    pub(crate) url: Option<String>,
    pub(crate) icon: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct StatusData {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    pub(crate) text: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct UpdatedData {
    pub(crate) date: DateText,
    pub(crate) what: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct TocEntry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) level: u8,
}

#[derive(Serialize)]
pub(crate) struct FieldData {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) text: Option<String>,
    pub(crate) items: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct TagData {
    pub(crate) label: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
}

#[derive(Serialize)]
pub(crate) struct AdaptedData {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) changes: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct RelationGroup {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    pub(crate) items: Vec<RelationItem>,
}

#[derive(Serialize)]
pub(crate) struct RelationItem {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) why: Option<String>,
    pub(crate) kind: KindName,
    pub(crate) summary: Option<String>,
    pub(crate) lang: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct SeriesData {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) position: usize,
    pub(crate) total: usize,
    pub(crate) previous: Option<Linked>,
    pub(crate) next: Option<Linked>,
}

/// A page that links or cites, with the sentences in which it does.
#[derive(Serialize)]
pub(crate) struct Quoting {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) kind: KindName,
    pub(crate) lang: Option<String>,
    pub(crate) quotes: Vec<QuoteData>,
}

/// A sentence cut in three, in the middle what links or cites.
#[derive(Serialize, Clone, PartialEq, Eq, Hash)]
pub(crate) struct QuoteData {
    pub(crate) before: String,
    pub(crate) marked: String,
    pub(crate) after: String,
}

#[derive(Serialize)]
pub(crate) struct SourceData {
    pub(crate) number: usize,
    pub(crate) anchor: String,
    pub(crate) html: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    /// The ids of the marks that lead to it.
    pub(crate) backs: Vec<String>,
    pub(crate) access: Option<String>,
    pub(crate) verification: &'static str,
}

/// What a link leads to, for paper; the marks in the text count these.
#[derive(Serialize, Debug, PartialEq)]
pub(crate) struct LinkNote {
    pub(crate) title: Option<String>,
    pub(crate) address: String,
}

#[derive(Serialize)]
pub(crate) struct RecordData {
    pub(crate) id: String,
    pub(crate) html: String,
    pub(crate) kind_label: Option<String>,
    pub(crate) verification: &'static str,
    pub(crate) verified: Option<String>,
    pub(crate) archived: Option<String>,
    pub(crate) access: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) format: Option<String>,
}

/// `page` of `page.html` and of the templates of kinds.
#[derive(Serialize, Default)]
pub(crate) struct PageData {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: KindData,
    pub(crate) summary: Option<String>,
    pub(crate) status: Option<StatusData>,
    pub(crate) updated: Option<UpdatedData>,
    pub(crate) body: String,
    pub(crate) toc: Vec<TocEntry>,
    pub(crate) fields: Vec<FieldData>,
    pub(crate) sheets: Vec<SheetData>,
    pub(crate) breadcrumbs: Vec<Linked>,
    pub(crate) tags: Vec<TagData>,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<Licence>,
    pub(crate) adapted_from: Option<AdaptedData>,
    pub(crate) relations: Vec<RelationGroup>,
    pub(crate) series: Vec<SeriesData>,
    pub(crate) backlinks: Vec<Quoting>,
    pub(crate) sources: Vec<SourceData>,
    pub(crate) links: Vec<LinkNote>,
    pub(crate) record: Option<RecordData>,
    pub(crate) citing: Vec<Quoting>,
    pub(crate) agenda: Option<AgendaPage>,
}

/// A sheet that a page is printed as, with the files of it.
#[derive(Serialize)]
pub(crate) struct SheetData {
    pub(crate) label: String,
    pub(crate) note: Option<String>,
    pub(crate) files: Vec<Linked>,
}

/// The pages of a kind in `print.html`.
#[derive(Serialize)]
pub(crate) struct ShelfGroup {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) pages: Vec<ShelfPage>,
}

#[derive(Serialize)]
pub(crate) struct ShelfPage {
    pub(crate) page: Card,
    pub(crate) sheets: Vec<SheetData>,
}

/// A page in a list.
#[derive(Serialize)]
pub(crate) struct Card {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) kind: KindName,
    pub(crate) summary: Option<String>,
    pub(crate) status: Option<StatusData>,
    pub(crate) lang: Option<String>,
    pub(crate) facts: Vec<Fact>,
}

#[derive(Serialize)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// `list` of `list.html`.
#[derive(Serialize)]
pub(crate) struct ListData {
    pub(crate) title: String,
    pub(crate) intro: Option<String>,
    pub(crate) count: usize,
    pub(crate) kind: Option<KindName>,
    pub(crate) items: Vec<Card>,
    pub(crate) groups: Vec<CardGroup>,
    #[serde(serialize_with = "encoded_if_any")]
    pub(crate) map: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct CardGroup {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) items: Vec<Card>,
}

/// One letter of `a-z.html`.
#[derive(Serialize)]
pub(crate) struct LetterGroup {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) items: Vec<IndexEntry>,
}

#[derive(Serialize)]
pub(crate) struct IndexEntry {
    pub(crate) title: String,
    /// Encoded, since it may name a heading.
    pub(crate) url: String,
    pub(crate) kind: KindName,
    /// The title of the page to which an alias or a term leads.
    pub(crate) of: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct CountedTag {
    pub(crate) label: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) count: usize,
}

/// One page of `open-questions.html`; questions are HTML.
#[derive(Serialize)]
pub(crate) struct Questions {
    pub(crate) title: String,
    /// Encoded, since it names a heading.
    pub(crate) url: String,
    pub(crate) questions: Vec<String>,
}

/// A work in `sources.html`.
#[derive(Serialize)]
pub(crate) struct WorkEntry {
    pub(crate) id: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) html: String,
    pub(crate) cited: usize,
    pub(crate) access: Option<String>,
    pub(crate) verification: &'static str,
}

#[derive(Serialize)]
pub(crate) struct ChangeDay {
    pub(crate) date: DateText,
    pub(crate) items: Vec<Change>,
}

#[derive(Serialize)]
pub(crate) struct Change {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) date: DateText,
    pub(crate) what: Option<String>,
}

/// Pages that fit into a length of time, on the first page.
#[derive(Serialize)]
pub(crate) struct TimeBand {
    pub(crate) label: String,
    /// Of the list, where `id` is a heading.
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) id: String,
    pub(crate) count: usize,
    pub(crate) items: Vec<Linked>,
}

/// A kind in the contents of the first page.
#[derive(Serialize)]
pub(crate) struct KindCount {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) plural: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) count: usize,
    pub(crate) icon: Option<String>,
}

pub(crate) fn encoded<S: Serializer>(path: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&address::encode(path))
}

fn encoded_if_any<S: Serializer>(path: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    path.as_deref().map(address::encode).serialize(serializer)
}
