//! An item as an entry of BibLaTeX, which Zotero, JabRef and this program read.

use std::fmt::Write as _;

use serde_json::Value;

use super::csl_item::Item;
use crate::model::beside;

/// CSL's types and BibLaTeX's; others are `misc`. The first that has a type of BibLaTeX is what that is read as: all others
/// are named in a field of their own.
const TYPES: [(&str, &str); 33] = [
    ("article-journal", "article"),
    ("article", "article"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("book", "book"),
    ("chapter", "incollection"),
    ("collection", "collection"),
    ("dataset", "dataset"),
    ("document", "misc"),
    ("entry-encyclopedia", "inreference"),
    ("entry", "inreference"),
    ("entry-dictionary", "inreference"),
    ("graphic", "artwork"),
    ("legal_case", "jurisdiction"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("bill", "legislation"),
    ("hearing", "jurisdiction"),
    ("motion_picture", "video"),
    ("broadcast", "video"),
    ("paper-conference", "inproceedings"),
    ("patent", "patent"),
    ("performance", "performance"),
    ("speech", "performance"),
    ("periodical", "periodical"),
    ("webpage", "online"),
    ("post", "online"),
    ("post-weblog", "online"),
    ("report", "report"),
    ("software", "software"),
    ("song", "audio"),
    ("standard", "report"),
    ("thesis", "thesis"),
];

/// Fields that hold one text, with those of CSL that they come from, but for [`container`].
const TEXTS: [(&str, &str); 24] = [
    ("title", "title"),
    ("shorttitle", "title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("pages", "page"),
    ("pagetotal", "number-of-pages"),
    ("volumes", "number-of-volumes"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("location", "publisher-place"),
    ("origtitle", "original-title"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("type", "genre"),
    ("version", "version"),
    ("langid", "language"),
    ("library", "call-number"),
    ("archive", "archive"),
    ("archivelocation", "archive_location"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("note", "note"),
];

/// People, with the field of CSL that has them.
const PEOPLE: [(&str, &str); 4] = [
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
];

/// The item as an entry; whether more people wrote or edited it than are named.
pub(crate) fn entry(item: &Item, more_authors: bool, more_editors: bool) -> String {
    let kind = text(item, "type").unwrap_or_default();
    let entry_type = TYPES.iter().find(|(csl, _)| *csl == kind);
    let entry_type = entry_type.map_or("misc", |(_, name)| name);
    let mut out = format!("@{entry_type}{{{},\n", text(item, "id").unwrap_or_default());
    for (name, csl) in PEOPLE {
        let mut people = names(item, csl);
        let has_more = name == "author" && more_authors || name == "editor" && more_editors;
        if has_more && !people.is_empty() {
            people.push_str(" and others");
        }
        field(&mut out, name, &people);
    }
    for (name, csl) in TEXTS {
        let value = text(item, csl)
            .map(|text| escaped(&text))
            .unwrap_or_default();
        // BibTeX has two hyphens between pages, and BibLaTeX its own names for languages.
        let value = if name == "pages" {
            value.replace('-', "--")
        } else if name == "langid" {
            langid(&value)
        } else {
            value
        };
        field(&mut out, name, &value);
    }
    more_people(&mut out, item, kind_of_director(&kind));
    container(&mut out, item, &kind);
    for (csl, name) in beside::TEXTS {
        let value = text(item, csl)
            .map(|text| escaped(&text))
            .unwrap_or_default();
        field(&mut out, name, &value);
    }
    field(&mut out, "entrysubtype", &subtype(&kind, entry_type));
    for (name, csl) in [
        ("date", "issued"),
        ("urldate", "accessed"),
        ("origdate", "original-date"),
    ] {
        field(&mut out, name, &date(item, csl));
    }
    for (name, csl) in [("doi", "DOI"), ("url", "URL")] {
        field(
            &mut out,
            name,
            &text(item, csl)
                .map(|text| verbatim(&text))
                .unwrap_or_default(),
        );
    }
    eprint(&mut out, item);
    out.push_str("}\n");
    out
}

/// A language as BibLaTeX names it; what has no name there keeps its code.
fn langid(code: &str) -> String {
    const NAMES: [(&str, &str); 16] = [
        ("cs", "czech"),
        ("da", "danish"),
        ("de", "german"),
        ("el", "greek"),
        ("en", "english"),
        ("es", "spanish"),
        ("fi", "finnish"),
        ("fr", "french"),
        ("it", "italian"),
        ("nl", "dutch"),
        ("no", "norwegian"),
        ("pl", "polish"),
        ("pt", "portuguese"),
        ("ru", "russian"),
        ("sv", "swedish"),
        ("tr", "turkish"),
    ];
    let name = NAMES.iter().find(|(known, _)| *known == code);
    name.map_or(code, |(_, name)| name).to_owned()
}

fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
}

fn text(item: &Item, name: &str) -> Option<String> {
    match item.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a work of this type names its makers first.
fn kind_of_director(kind: &str) -> &'static str {
    match kind {
        "motion_picture" | "broadcast" => "director",
        "song" => "performer",
        _ => "",
    }
}

/// People in roles for which BibLaTeX has `editora` and its type, or of whom nobody is named as author.
fn more_people(out: &mut String, item: &Item, first: &str) {
    const ROLES: [(&str, &str); 11] = [
        ("director", "director"),
        ("performer", "performer"),
        ("producer", "producer"),
        ("composer", "composer"),
        ("illustrator", "illustrator"),
        ("contributor", "collaborator"),
        ("compiler", "compiler"),
        ("organizer", "organizer"),
        ("narrator", "narrator"),
        ("script-writer", "scriptwriter"),
        ("executive-producer", "executiveproducer"),
    ];
    let beside = beside::PEOPLE.map(|name| (name, name));
    let given = beside
        .iter()
        .chain(&ROLES)
        .filter(|(csl, _)| item.contains_key(*csl));
    let mut given: Vec<_> = given.collect();
    given.sort_by_key(|(csl, _)| *csl != first);
    for ((csl, role), letter) in given.into_iter().zip(["a", "b", "c"]) {
        field(out, &format!("editor{letter}"), &names(item, csl));
        field(out, &format!("editor{letter}type"), role);
    }
}

/// What a work stands in, and who published it, which each type calls otherwise.
fn container(out: &mut String, item: &Item, kind: &str) {
    let value = |name: &str| {
        text(item, name)
            .map(|text| escaped(&text))
            .unwrap_or_default()
    };
    let container = match kind {
        "chapter" | "paper-conference" | "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            "booktitle"
        }
        "webpage" | "post" | "post-weblog" => "organization",
        _ => "journaltitle",
    };
    field(out, container, &value("container-title"));
    if container == "journaltitle" {
        field(out, "shortjournal", &value("container-title-short"));
    }
    let publisher = match kind {
        "thesis" | "report" => "institution",
        _ => "publisher",
    };
    field(out, publisher, &value("publisher"));
    // The number of a book is that in its series.
    let number = [value("issue"), value("number")];
    let number = number.into_iter().find(|number| !number.is_empty());
    match (number, value("collection-number")) {
        (Some(number), in_series) => {
            field(out, "number", &number);
            field(out, "seriesnumber", &in_series);
        }
        (None, in_series) => field(out, "number", &in_series),
    }
    let organization = value("authority");
    field(out, "organization", &organization);
}

/// What says which of CSL's types is meant, where BibLaTeX has one for several.
fn subtype(kind: &str, entry_type: &str) -> String {
    let read_as = TYPES.iter().find(|(_, name)| *name == entry_type);
    let subtype = match kind {
        "article-newspaper" => "newspaper",
        "article-magazine" => "magazine",
        kind if read_as.is_some_and(|(csl, _)| *csl == kind) => "",
        kind => kind,
    };
    subtype.to_owned()
}

fn eprint(out: &mut String, item: &Item) {
    for (csl, archive) in [("PMID", "pubmed"), ("PMCID", "pmcid")] {
        if let Some(number) = text(item, csl) {
            field(out, "eprint", &escaped(&number));
            field(out, "eprinttype", archive);
            return;
        }
    }
}

/// Names with `and` between them. A body's stands in braces, so that it is not taken apart.
fn names(item: &Item, csl: &str) -> String {
    let people = item.get(csl).and_then(Value::as_array);
    let people = people.into_iter().flatten().map(|person| {
        let part = |name: &str| person.get(name).and_then(Value::as_str).map(escaped);
        let Some(family) = part("family") else {
            return format!("{{{}}}", part("literal").unwrap_or_default());
        };
        let prefix = part("non-dropping-particle").map(|prefix| prefix + " ");
        let family = if family.contains(' ') || family.contains(',') || prefix.is_some() {
            format!("{}{{{family}}}", prefix.unwrap_or_default())
        } else {
            family
        };
        let given = part("given").unwrap_or_default();
        match part("suffix") {
            Some(suffix) => format!("{family}, {suffix}, {given}"),
            None => format!("{family}, {given}"),
        }
    });
    people.collect::<Vec<_>>().join(" and ")
}

/// A date as BibLaTeX has it, or the words that stand in its place.
fn date(item: &Item, csl: &str) -> String {
    let Some(value) = item.get(csl) else {
        return String::new();
    };
    if let Some(words) = value.get("literal").and_then(Value::as_str) {
        return escaped(words);
    }
    let last = value.pointer("/date-parts/1/0").and_then(Value::as_i64);
    let parts = value.pointer("/date-parts/0").and_then(Value::as_array);
    let numbers: Vec<i64> = parts
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .collect();
    // BibLaTeX reads dates by ISO 8601-2: years of four digits, `~` behind what is approximate.
    let circa = if value.get("circa").is_some() {
        "~"
    } else {
        ""
    };
    let year = |year: i64| {
        // BibLaTeX counts a year 0, as CSL does not.
        if year < 0 {
            format!("-{:04}", -year - 1)
        } else {
            format!("{year:04}")
        }
    };
    if let ([first], Some(last)) = (numbers.as_slice(), last) {
        return format!("{}/{}", year(*first), year(last));
    }
    match numbers.as_slice() {
        [] => String::new(),
        [only] => format!("{}{circa}", year(*only)),
        [first, month] => format!("{}-{month:02}{circa}", year(*first)),
        [first, month, day, ..] => format!("{}-{month:02}-{day:02}{circa}", year(*first)),
    }
}

/// A text with the signs escaped that LaTeX takes for its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

/// An address or a DOI, in which only braces without partners would do harm.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D")
}
