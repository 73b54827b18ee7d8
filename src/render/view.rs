//! What templates are given, as plain data.
//!
//! `themes/default/README.md` is the contract; the names here are its names. A `url` that leads to a
//! file of the output is that file's path, and is encoded on its way to the template.

use serde::Serialize;

use crate::document::NumberedLink;
use crate::model::date::Date;
use crate::model::site::WorkIndex;
use crate::render::agenda::data::AgendaPage;
use crate::render::encoded_path::{encoded, encoded_if_any};
use crate::render::extra::Extra;
use crate::render::i18n::Words;

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

/// An entry of the menu: a page of the site, an address elsewhere, or others.
#[derive(Serialize, Clone, Default)]
pub(crate) struct MenuEntry {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded_if_any")]
    pub(crate) url: Option<String>,
    /// As it is written.
    pub(crate) href: Option<String>,
    /// The language of the page that it leads to, where that is another than the reader's.
    pub(crate) lang: Option<String>,
    /// The language of its title, where that is another than the reader's.
    pub(crate) title_lang: Option<String>,
    pub(crate) current: bool,
    /// Whether it leads to the list that has the page, or holds what leads to either.
    pub(crate) within: bool,
    pub(crate) items: Vec<MenuEntry>,
}

/// The picture beside the title.
#[derive(Serialize)]
pub(crate) struct Logo {
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    /// In pixels of a screen.
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A title and where it leads.
#[derive(Serialize, Clone)]
pub(crate) struct Linked {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
}

/// A term of a glossary, and the pages that link to it.
#[derive(Serialize)]
pub(crate) struct UsedIn {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) anchor: String,
    pub(crate) pages: Vec<Linked>,
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
    /// The words for what its pages can do.
    pub(crate) can: Vec<&'static str>,
    /// Whether a list has its pages, and its label stands on them.
    pub(crate) listed: bool,
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
    /// The id of the mark on its page; none for a link.
    pub(crate) anchor: Option<String>,
    /// The ids of other marks in the same sentence that name the same place.
    pub(crate) others: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct SourceData {
    /// Where the style numbers its sources.
    pub(crate) number: Option<usize>,
    pub(crate) anchor: String,
    pub(crate) html: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    #[serde(skip)]
    pub(crate) work: WorkIndex,
    /// The ways back to the claims that rest on it.
    pub(crate) backs: Vec<BackData>,
    pub(crate) access: Option<String>,
    pub(crate) verification: &'static str,
}

/// The way from a source to a claim that rests on it.
#[derive(Serialize)]
pub(crate) struct BackData {
    /// The id of the claim's mark.
    pub(crate) anchor: String,
    /// Where the claim stands, in words: `Steps, 3`.
    pub(crate) label: String,
    /// The place in the source, where the mark itself does not show it.
    pub(crate) place: Option<String>,
    pub(crate) citing: Option<CitedInTurn>,
}

/// The works on which a claim rests by way of the one that was read.
#[derive(Serialize, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CitedInTurn {
    /// The words before them and after them.
    pub(crate) before: String,
    pub(crate) works: Vec<InnerData>,
    pub(crate) after: String,
}

#[derive(Serialize, Clone, PartialEq, Eq, Hash)]
pub(crate) struct InnerData {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) place: Option<String>,
}

/// What a link leads to, for paper; the marks in the text count these.
#[derive(Serialize)]
pub(crate) struct LinkNote {
    pub(crate) title: Option<String>,
    pub(crate) address: String,
}

impl From<NumberedLink> for LinkNote {
    fn from(link: NumberedLink) -> Self {
        LinkNote {
            title: link.title,
            address: link.address,
        }
    }
}

/// How a page is cited.
#[derive(Serialize, Default)]
pub(crate) struct CitedAs {
    /// The reference.
    pub(crate) html: String,
    /// What Zotero reads of the page and of the works on it.
    pub(crate) coins: Vec<String>,
}

/// What has taken the place of a work.
#[derive(Serialize)]
pub(crate) struct Superseding {
    pub(crate) title: String,
    /// Of its page, where it is a source itself.
    #[serde(serialize_with = "encoded_if_any")]
    pub(crate) url: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct RecordData {
    pub(crate) id: String,
    pub(crate) html: String,
    pub(crate) kind_label: Option<String>,
    pub(crate) verification: &'static str,
    pub(crate) verified: Option<String>,
    pub(crate) archived: Option<String>,
    pub(crate) superseded_by: Option<Superseding>,
    pub(crate) correction: Option<String>,
    pub(crate) access: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) exports: Vec<ExportLink>,
}

/// A file that its address holds.
#[derive(Serialize)]
pub(crate) struct ExportLink {
    pub(crate) href: String,
    pub(crate) file: String,
    pub(crate) label: &'static str,
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
    /// For which meeting the PDFs are.
    pub(crate) made_for: Option<String>,
    pub(crate) breadcrumbs: Vec<Linked>,
    pub(crate) tags: Vec<TagData>,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<Licence>,
    /// Whether it is of a handbook beneath that names no licence, so that the site's is none of its.
    pub(crate) is_unlicensed: bool,
    pub(crate) adapted_from: Option<AdaptedData>,
    /// Whether what it was made from has changed since.
    pub(crate) original_changed: bool,
    pub(crate) relations: Vec<RelationGroup>,
    pub(crate) series: Vec<SeriesData>,
    /// In the order of reading, within a folder.
    pub(crate) previous: Option<Linked>,
    pub(crate) next: Option<Linked>,
    pub(crate) backlinks: Vec<Quoting>,
    /// Of a glossary: where its terms are used.
    pub(crate) used_in: Vec<UsedIn>,
    pub(crate) sources: Vec<SourceData>,
    /// Files of these for reference managers.
    pub(crate) exports: Vec<Linked>,
    pub(crate) cited_as: Option<CitedAs>,
    pub(crate) links: Vec<LinkNote>,
    pub(crate) record: Option<RecordData>,
    pub(crate) citing: Vec<Quoting>,
    /// The claims that rest on it through other works.
    pub(crate) cited_through: Vec<Quoting>,
    pub(crate) agenda: Option<AgendaPage>,
    pub(crate) extra: Extra,
}

/// A folder's pages, on the first page of a site that has written none.
#[derive(Serialize)]
pub(crate) struct FolderGroup {
    /// The folder's own page, or else its name; nothing for the pages that stand in no folder.
    pub(crate) title: Option<String>,
    #[serde(serialize_with = "encoded_if_any")]
    pub(crate) url: Option<String>,
    pub(crate) pages: Vec<Linked>,
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
    /// As that of a page.
    pub(crate) made_for: Option<String>,
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
    /// Whether it is known only by what other works say of it.
    pub(crate) second_hand: bool,
    /// What kind of work it is, in a word.
    pub(crate) kind: Option<String>,
    pub(crate) year: Option<i32>,
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
