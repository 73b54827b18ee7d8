//! The names that a BibLaTeX file may use. biblatex passes over one it does not know without a
//! word, and a misspelled field is a field that is missing from the reference.

use std::collections::HashSet;
use std::sync::LazyLock;

use biblatex::EntryType as TexType;
use hayagriva::types::EntryType;

use crate::diagnostic::suggest::suggest;
use crate::model::bibliography::OwnFields;

/// The fields of BibLaTeX and BibTeX, then those that reference managers add.
const FIELDS: &str = "abstract addendum address afterword annotation annote annotator archiveprefix \
    author authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter \
    commentator crossref date day doi edition editor editora editoratype editorb editorbtype \
    editorc editorctype editortype eid endday endmonth endyear entryset entrysubtype eprint \
    eprintclass eprinttype eventdate eventtitle eventtitleaddon execute file foreword gender \
    holder howpublished hyphenation ids indexsorttitle indextitle institution introduction isan \
    isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journal \
    journalsubtitle journaltitle journaltitleaddon key keywords label langid langidopts language \
    library location mainsubtitle maintitle maintitleaddon month nameaddon namea nameatype nameb \
    namebtype note number options organization origdate origlanguage origlocation origpublisher \
    origtitle pages pagetotal pagination part pdf presort primaryclass pubstate publisher related \
    relatedoptions relatedstring relatedtype reprinttitle school series seriestitle shortauthor \
    shorteditor shorthand shorthandintro shortjournal shortseries shorttitle shortbooktitle \
    sortkey sortname sortshorthand sorttitle sortyear subtitle title titleaddon translator type \
    uri url urldate urlday urlmonth urlyear venue version volume volumes xdata xref year \
    accessed added-at affiliation articleno articlenumber biburl bibsource collaborator comment \
    contents copyright creationdate date-added date-modified day2 group groups interhash intrahash \
    issue_date keyword lccn month2 mrnumber numpages nationality owner place posted-at price \
    printed priority ranking rating read readstatus review size status tags tag timestamp \
    usera userb userc userd usere userf user verba verbb verbc website zblnumber \
    archive archivelocation dimensions jurisdiction medium parttitle reviewedtitle scale section \
    seriesnumber supplement volumetitle";

/// [`FIELDS`] and our own: a large file asks for these a hundred thousand times.
static KNOWN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FIELDS.split_whitespace().chain(OwnFields::NAMES).collect());

/// Types beyond BibLaTeX's own for which hayagriva has one.
const MORE_TYPES: [(&str, EntryType); 12] = [
    ("video", EntryType::Video),
    ("movie", EntryType::Video),
    ("film", EntryType::Video),
    ("audio", EntryType::Audio),
    ("music", EntryType::Audio),
    ("podcast", EntryType::Audio),
    ("artwork", EntryType::Artwork),
    ("image", EntryType::Artwork),
    ("performance", EntryType::Performance),
    ("legislation", EntryType::Legislation),
    ("jurisdiction", EntryType::Case),
    ("webpage", EntryType::Web),
];

/// Types that are known and formatted as miscellaneous ones.
const MISCELLANEOUS: &str = "bibnote codefragment commentary generic hardware legal legadminmaterial \
    legmaterial constitution letter map nameonly newspaper preprint presentation review \
    softwaremodule softwareversion standard talk";

const TYPES: &str = "article book booklet inbook incollection inproceedings conference manual \
    mastersthesis phdthesis misc proceedings techreport unpublished mvbook bookinbook suppbook \
    periodical suppperiodical collection mvcollection suppcollection reference mvreference \
    inreference mvproceedings report patent thesis online electronic www software dataset set xdata";

/// Whether a field is one of BibLaTeX, of a reference manager or of ours; `name` in small letters.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

/// The known field that a name seems to be a misspelling of.
///
/// Nothing for a name that is known or resembles none: reference managers write fields of their own
/// into every entry.
pub(super) fn misspelled(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if name.len() < 4 || name.contains('+') || KNOWN.contains(name.as_str()) {
        return None;
    }
    let known = FIELDS.split_whitespace().chain(OwnFields::NAMES);
    suggest(&name, known).filter(|near| strsim::damerau_levenshtein(&name, near) <= 2)
}

/// hayagriva's type for a type that biblatex does not know.
pub(super) fn more_type(kind: &TexType) -> Option<EntryType> {
    let TexType::Unknown(name) = kind else {
        return None;
    };
    let found = MORE_TYPES.iter().find(|(known, _)| known == name);
    found.map(|(_, kind)| *kind)
}

/// Whether nobody knows this type.
pub(super) fn is_unknown_type(kind: &TexType) -> bool {
    let TexType::Unknown(name) = kind else {
        return false;
    };
    more_type(kind).is_none() && !MISCELLANEOUS.split_whitespace().any(|known| known == name)
}

/// The types that an entry may have.
pub(super) fn types() -> impl Iterator<Item = &'static str> {
    let more = MORE_TYPES.iter().map(|(name, _)| *name);
    TYPES.split_whitespace().chain(more)
}

#[cfg(test)]
mod tests {
    use biblatex::EntryType;

    use super::{is_unknown_type, misspelled, types};

    #[test]
    fn a_misspelling_is_told_from_another_programs_field() {
        assert_eq!(misspelled("titel"), Some("title"));
        assert_eq!(misspelled("verifed"), Some("verified"));
        assert_eq!(misspelled("journal-title"), Some("journaltitle"));
        for name in [
            "Title",
            "mendeley-groups",
            "bdsk-url-1",
            "citeulike-id",
            "author+an",
        ] {
            assert_eq!(misspelled(name), None, "{name}");
        }
    }

    #[test]
    fn every_listed_type_is_known() {
        for name in types() {
            assert!(!is_unknown_type(&EntryType::new(name)), "{name}");
        }
        assert!(is_unknown_type(&EntryType::new("artcile")));
    }
}
