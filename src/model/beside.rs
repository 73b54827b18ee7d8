//! What a record says in fields of CSL 1.0.2 for which hayagriva's entries have no place. No style prints it; whoever takes the
//! record along gets it.

use hayagriva::types::Person;

/// What stands beside an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The type that the record gives, where hayagriva's is coarser: `interview`.
    pub kind: Option<&'static str>,
    /// People in other roles, by their names in [`PEOPLE`].
    pub people: Vec<(&'static str, Vec<Person>)>,
    /// Texts, by their names in [`TEXTS`].
    pub texts: Vec<(&'static str, String)>,
}

/// The roles.
pub(crate) const PEOPLE: [&str; 11] = [
    "interviewer",
    "recipient",
    "guest",
    "host",
    "collection-editor",
    "editorial-director",
    "reviewed-author",
    "original-author",
    "series-creator",
    "curator",
    "chair",
];

/// The fields that hold one text, each with its name in BibLaTeX or one that is like it.
pub(crate) const TEXTS: [(&str, &str); 10] = [
    ("section", "section"),
    ("medium", "medium"),
    ("dimensions", "dimensions"),
    ("scale", "scale"),
    ("part-number", "part"),
    ("part-title", "parttitle"),
    ("volume-title", "volumetitle"),
    ("jurisdiction", "jurisdiction"),
    ("reviewed-title", "reviewedtitle"),
    ("supplement-number", "supplement"),
];
