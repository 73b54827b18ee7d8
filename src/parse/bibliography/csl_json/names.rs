//! The names of CSL: its types and its fields.

use hayagriva::types::EntryType;

/// CSL's types, with hayagriva's type for the item and for what contains it.
pub(super) const TYPES: [(&str, EntryType, Option<EntryType>); 45] = {
    use EntryType as T;
    [
        ("article", T::Article, None),
        ("article-journal", T::Article, Some(T::Periodical)),
        ("article-magazine", T::Article, Some(T::Periodical)),
        ("article-newspaper", T::Article, Some(T::Newspaper)),
        ("bill", T::Legislation, None),
        ("book", T::Book, None),
        ("broadcast", T::Video, None),
        ("chapter", T::Anthos, Some(T::Anthology)),
        ("classic", T::Book, None),
        ("collection", T::Anthology, None),
        ("dataset", T::Repository, None),
        ("document", T::Misc, None),
        ("entry", T::Entry, Some(T::Reference)),
        ("entry-dictionary", T::Entry, Some(T::Reference)),
        ("entry-encyclopedia", T::Entry, Some(T::Reference)),
        ("event", T::Exhibition, None),
        ("figure", T::Artwork, None),
        ("graphic", T::Artwork, None),
        ("hearing", T::Case, None),
        ("interview", T::Misc, None),
        ("legal_case", T::Case, None),
        ("legislation", T::Legislation, None),
        ("manuscript", T::Manuscript, None),
        ("map", T::Artwork, None),
        ("motion_picture", T::Video, None),
        ("musical_score", T::Audio, None),
        ("pamphlet", T::Book, None),
        ("paper-conference", T::Article, Some(T::Proceedings)),
        ("patent", T::Patent, None),
        ("performance", T::Performance, None),
        ("periodical", T::Periodical, None),
        ("personal_communication", T::Misc, None),
        ("post", T::Post, None),
        ("post-weblog", T::Post, Some(T::Blog)),
        ("regulation", T::Legislation, None),
        ("report", T::Report, None),
        ("review", T::Article, Some(T::Periodical)),
        ("review-book", T::Article, Some(T::Periodical)),
        ("software", T::Repository, None),
        ("song", T::Audio, None),
        ("speech", T::Performance, None),
        ("standard", T::Report, None),
        ("thesis", T::Thesis, None),
        ("treaty", T::Legislation, None),
        ("webpage", T::Web, None),
    ]
};

/// The type of CSL with this name.
pub(in crate::parse::bibliography) fn type_named(name: &str) -> Option<&'static str> {
    let found = TYPES.iter().find(|(known, ..)| *known == name);
    found.map(|(known, ..)| *known)
}

/// The fields of CSL, and those that exporters add to them.
pub(super) const FIELDS: &str = "id type title title-short author editor translator director composer \
    illustrator contributor compiler producer performer narrator host script-writer organizer \
    container-author collection-editor editorial-director executive-producer guest interviewer \
    original-author recipient reviewed-author series-creator curator chair issued accessed \
    submitted event-date original-date available-date container-title container-title-short \
    collection-title collection-number volume volume-title issue number number-of-pages \
    number-of-volumes page page-first part part-number part-title printing section \
    chapter-number edition publisher publisher-place original-publisher \
    original-publisher-place original-title event event-title event-place DOI ISBN ISSN PMID \
    PMCID URL genre medium language note abstract annote annotation archive archive_location \
    archive-location archive_collection archive-place call-number version status keyword \
    authority jurisdiction division dimensions scale references reviewed-genre reviewed-title \
    source shortTitle journalAbbreviation categories citation-key citation-label \
    year-suffix license custom supplement";
