//! What the head of a page says of itself to reference managers: Dublin Core of a page of ours, and what Zotero and
//! Google Scholar read of the work that a source's page is about.
//!
//! The names are those that Zotero's own translators were seen to read: `citation_author` on a page of ours would
//! make it an article in a journal, and only `z:itemType` says which type a work has where it is none that they guess.

use serde::Serialize;
use serde_json::Value;

use crate::model::config::Config;
use crate::model::page::Meta;
use crate::render::export::csl_item::Item;
use crate::render::licence;

/// A `meta` element.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct MetaTag {
    pub(crate) name: &'static str,
    pub(crate) content: String,
}

/// CSL's types and Zotero's; others are documents.
const TYPES: [(&str, &str); 33] = [
    ("bill", "bill"),
    ("broadcast", "radioBroadcast"),
    ("hearing", "hearing"),
    ("interview", "interview"),
    ("map", "map"),
    ("personal_communication", "letter"),
    ("speech", "presentation"),
    ("article", "preprint"),
    ("article-journal", "journalArticle"),
    ("article-magazine", "magazineArticle"),
    ("article-newspaper", "newspaperArticle"),
    ("book", "book"),
    ("chapter", "bookSection"),
    ("collection", "book"),
    ("dataset", "dataset"),
    ("entry-dictionary", "dictionaryEntry"),
    ("entry-encyclopedia", "encyclopediaArticle"),
    ("event", "presentation"),
    ("graphic", "artwork"),
    ("legal_case", "case"),
    ("legislation", "statute"),
    ("manuscript", "manuscript"),
    ("motion_picture", "film"),
    ("paper-conference", "conferencePaper"),
    ("patent", "patent"),
    ("performance", "presentation"),
    ("post", "forumPost"),
    ("post-weblog", "blogPost"),
    ("report", "report"),
    ("software", "computerProgram"),
    ("song", "audioRecording"),
    ("thesis", "thesis"),
    ("webpage", "webpage"),
];

/// Words in the names of bodies, which are not taken apart like those of people.
const BODIES: [&str; 24] = [
    "union",
    "unions",
    "group",
    "collective",
    "network",
    "coalition",
    "committee",
    "project",
    "association",
    "alliance",
    "center",
    "centre",
    "federation",
    "foundation",
    "society",
    "institute",
    "collectif",
    "syndicat",
    "réseau",
    "asociación",
    "sindicato",
    "verein",
    "gewerkschaft",
    "gruppe",
];

/// What a page of ours says of itself, under its own licence. The first page stands for the site.
pub(super) fn of_page(
    meta: Option<&Meta>,
    title: &str,
    lang: &str,
    licence: Option<&str>,
    config: &Config,
) -> Vec<MetaTag> {
    let mut tags = Tags::default();
    tags.add("z:itemType", Some("webpage".to_owned()));
    tags.add("DC.title", Some(title.to_owned()));
    for author in meta.into_iter().flat_map(|meta| &meta.authors) {
        tags.add("DC.creator", Some(creator(author)));
    }
    let updated = meta
        .and_then(|meta| meta.updated.as_ref())
        .map(|updated| updated.on);
    tags.add(
        "DC.date",
        updated.or(config.date).map(|date| date.to_string()),
    );
    tags.add("DC.rights", licence.map(|name| licence::named(name).name));
    tags.add("DC.publisher", Some(config.title.clone()));
    tags.add("DC.language", Some(lang.to_owned()));
    tags.0
}

/// A name as Zotero reads it: a comma behind that of a body keeps it whole.
pub(crate) fn creator(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let is_body = words.len() == 1
        || words.len() > 4
        || words.first().is_some_and(|word| word == "the")
        || words.iter().any(|word| BODIES.contains(&word.as_str()));
    if is_body && !name.contains(',') {
        format!("{name},")
    } else {
        name.to_owned()
    }
}

/// What the page of a source says of the work.
pub(crate) fn of_work(item: &Item) -> Vec<MetaTag> {
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    let kind = text("type").unwrap_or_default();
    let mut tags = Tags::default();
    tags.add("z:itemType", Some(zotero_type(&kind).to_owned()));
    tags.add("citation_title", text("title"));
    for (field, name) in [("author", "citation_author"), ("editor", "citation_editor")] {
        people(item, field).for_each(|person| tags.add(name, Some(person)));
    }
    tags.add("citation_publication_date", date(item));
    // These names are what Zotero and Google Scholar read; each has another for some kinds of works.
    let container = match kind.as_str() {
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => "citation_inbook_title",
        "paper-conference" => "citation_conference_title",
        kind if kind.starts_with("article") => "citation_journal_title",
        // With a journal Zotero takes any work for an article, whatever its type is said to be.
        _ => "DC.relation.isPartOf",
    };
    tags.add(container, text("container-title"));
    let publisher = match kind.as_str() {
        "report" => "citation_technical_report_institution",
        "thesis" => "citation_dissertation_institution",
        _ => "citation_publisher",
    };
    tags.add(publisher, text("publisher"));
    let pages = text("page").unwrap_or_default();
    let (first, last) = pages.split_once('-').unwrap_or((&pages, ""));
    for (name, value) in [
        ("citation_volume", text("volume")),
        ("citation_issue", text("issue")),
        ("citation_firstpage", Some(first.to_owned())),
        ("citation_lastpage", Some(last.to_owned())),
        ("citation_doi", text("DOI")),
        ("citation_isbn", text("ISBN")),
        ("citation_issn", text("ISSN")),
        ("citation_language", text("language")),
        ("citation_public_url", text("URL")),
    ] {
        tags.add(name, value);
    }
    tags.0
}

fn zotero_type(kind: &str) -> &'static str {
    let found = TYPES.iter().find(|(csl, _)| *csl == kind);
    found.map_or("document", |(_, zotero)| zotero)
}

/// Names as these elements have them: `Han, Hahrie`.
fn people<'i>(item: &'i Item, field: &str) -> impl Iterator<Item = String> + 'i {
    let people = item.get(field).and_then(Value::as_array);
    people.into_iter().flatten().map(|person| {
        let part = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default();
        match part("family") {
            // A comma behind it keeps the name of a body whole.
            "" => format!("{},", part("literal")),
            family => {
                let family = format!("{} {family}", part("non-dropping-particle"));
                format!("{}, {}", family.trim(), part("given"))
            }
        }
    })
}

/// `2017/05/17`, or the words that stand in its place.
fn date(item: &Item) -> Option<String> {
    let issued = item.get("issued")?;
    if let Some(words) = issued.get("literal").and_then(Value::as_str) {
        return Some(words.to_owned());
    }
    let parts = issued.pointer("/date-parts/0")?.as_array()?.iter();
    let parts: Vec<String> = parts
        .filter_map(Value::as_i64)
        .map(|part| format!("{part:02}"))
        .collect();
    Some(parts.join("/"))
}

#[derive(Default)]
struct Tags(Vec<MetaTag>);

impl Tags {
    fn add(&mut self, name: &'static str, content: Option<String>) {
        if let Some(content) = content.filter(|content| !content.is_empty()) {
            self.0.push(MetaTag { name, content });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::creator;

    #[test]
    fn bodies_are_told_from_people() {
        for person in ["Ana Diaz", "Ursula K. Le Guin", "Diaz, Ana"] {
            assert_eq!(creator(person), person);
        }
        for body in ["Riverside Tenants Union", "Anonymous", "The Housing Crew"] {
            assert_eq!(creator(body), format!("{body},"));
        }
    }
}
