//! What RIS calls types of works, and its tags that hold one text.
//!
//! They are those by which Zotero reads and writes the format.

/// RIS's types with those of CSL: of two for one type of either, the first counts. So what is written under the first is read
/// as it was, and each other type of CSL as what comes nearest to it.
const TYPES: [(&str, &str); 48] = [
    ("ART", "graphic"),
    ("BILL", "bill"),
    ("BLOG", "post-weblog"),
    ("BLOG", "post"),
    ("BOOK", "book"),
    ("CASE", "legal_case"),
    ("CHAP", "chapter"),
    ("COMP", "software"),
    ("CPAPER", "paper-conference"),
    ("DATA", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EDBOOK", "collection"),
    ("ELEC", "webpage"),
    ("ENCYC", "entry-encyclopedia"),
    ("ENCYC", "entry"),
    ("GEN", "document"),
    ("GEN", "event"),
    ("GEN", "performance"),
    ("HEAR", "hearing"),
    ("JOUR", "article-journal"),
    ("JOUR", "article"),
    ("MANSCPT", "manuscript"),
    ("MAP", "map"),
    ("MGZN", "article-magazine"),
    ("MPCT", "motion_picture"),
    ("NEWS", "article-newspaper"),
    ("PAMP", "pamphlet"),
    ("PAT", "patent"),
    ("PCOMM", "personal_communication"),
    ("PCOMM", "interview"),
    ("RPRT", "report"),
    ("SER", "periodical"),
    ("SLIDE", "speech"),
    ("SOUND", "song"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("THES", "thesis"),
    ("VIDEO", "broadcast"),
    // Others write these, and we do not.
    ("ABST", "article-journal"),
    ("CONF", "paper-conference"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EJOUR", "article-journal"),
    ("GOVDOC", "report"),
    ("ICOMM", "webpage"),
    ("INPR", "article-journal"),
    ("JFULL", "periodical"),
    ("UNPB", "manuscript"),
];

/// What RIS calls a type of CSL.
pub(crate) fn ris_type(csl: &str) -> &'static str {
    let found = TYPES.iter().find(|(_, known)| *known == csl);
    found.map_or("GEN", |(ris, _)| ris)
}

/// What CSL calls a type of RIS; what it does not know is a document.
pub(crate) fn csl_type(ris: &str) -> &'static str {
    let found = TYPES.iter().find(|(known, _)| *known == ris);
    found.map_or("document", |(_, csl)| csl)
}

/// Each tag that is written, with the field of CSL JSON that it holds.
pub(crate) const TEXTS: [(&str, &str); 22] = [
    ("TI", "title"),
    ("ST", "title-short"),
    ("T2", "container-title"),
    ("J2", "container-title-short"),
    ("T3", "collection-title"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("ET", "edition"),
    ("SE", "chapter-number"),
    ("M1", "number"),
    ("M3", "genre"),
    ("NV", "number-of-volumes"),
    ("C3", "event-title"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("DO", "DOI"),
    ("UR", "URL"),
    ("LA", "language"),
    ("CN", "call-number"),
    ("DB", "archive"),
    ("AN", "archive_location"),
    ("N1", "note"),
];
