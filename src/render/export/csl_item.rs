//! A record as an item of CSL JSON, which the other formats are made of too.
//!
//! hayagriva keeps what a work stands in as its parents; CSL says all of it in one item. What is said of a work
//! beside its record, attachments, abstracts and remarks for the keepers of the bibliography go nowhere.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, Person, PersonRole};
use serde_json::{Map, Value, json};

use crate::model::beside::Beside;
use crate::model::bibliography::{AsWritten, BibEntry};

/// An item of CSL JSON.
pub(crate) type Item = Map<String, Value>;

/// The roles beside authors and editors that CSL has a field for.
const ROLES: [(PersonRole, &str); 12] = [
    (PersonRole::Translator, "translator"),
    (PersonRole::Director, "director"),
    (PersonRole::Composer, "composer"),
    (PersonRole::Illustrator, "illustrator"),
    (PersonRole::Collaborator, "contributor"),
    (PersonRole::Compiler, "compiler"),
    (PersonRole::Producer, "producer"),
    (PersonRole::ExecutiveProducer, "executive-producer"),
    (PersonRole::CastMember, "performer"),
    (PersonRole::Narrator, "narrator"),
    (PersonRole::Writer, "script-writer"),
    (PersonRole::Organizer, "organizer"),
];

/// The record as an item.
pub(crate) fn item(record: &BibEntry) -> Item {
    let parts = Parts::of(&record.entry);
    let mut item = Item::new();
    set(&mut item, "id", Some(record.id.clone()));
    set(
        &mut item,
        "type",
        Some(
            record
                .written
                .beside
                .kind
                .unwrap_or_else(|| kind(&record.entry, parts.container))
                .to_owned(),
        ),
    );
    titles(&mut item, &parts);
    people(&mut item, &parts);
    dates(&mut item, record, &parts);
    numbers(&mut item, &parts);
    addresses(&mut item, record, &parts);
    descriptions(&mut item, &parts);
    beside(&mut item, &record.written.beside);
    let remarks = record.written.remarks.iter();
    let remarks: Vec<&str> = remarks.map(|remark| remark.text.as_str()).collect();
    set(&mut item, "note", Some(remarks.join("; ")));
    item
}

/// Adds a sentence to the note of an item.
pub(crate) fn add_note(item: &mut Item, words: &str) {
    let note = item.get("note").and_then(Value::as_str);
    let note = note.map_or(words.to_owned(), |note| format!("{note}; {words}"));
    set(item, "note", Some(note));
}

/// The item as it stands in a list of a file: each line begins with two blanks.
pub(super) fn entry(item: &Item) -> String {
    let item = without_version(item.clone());
    let text = serde_json::to_string_pretty(&item).unwrap_or_default();
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

/// The item of a book with its version in a line of the note, where Zotero keeps fields that a type lacks: of a book with a
/// version it would make a program.
fn without_version(mut item: Item) -> Item {
    if item.get("type").and_then(Value::as_str) == Some("book")
        && let Some(Value::String(version)) = item.remove("version")
    {
        let note = item.get("note").and_then(Value::as_str).unwrap_or_default();
        let note = format!("version: {version}\n{note}");
        item.insert("note".to_owned(), note.trim_end().into());
    }
    item
}

/// An entry and what it stands in.
struct Parts<'e> {
    entry: &'e Entry,
    container: Option<&'e Entry>,
    series: Option<&'e Entry>,
    meeting: Option<&'e Entry>,
    original: Option<&'e Entry>,
}

impl<'e> Parts<'e> {
    fn of(entry: &'e Entry) -> Self {
        let of_kind = |kind: EntryType| {
            let mut parents = entry.parents().iter();
            parents.find(|parent| *parent.entry_type() == kind)
        };
        let is_other = |parent: &&Entry| {
            !matches!(
                parent.entry_type(),
                EntryType::Conference | EntryType::Original
            )
        };
        let first = entry.parents().iter().find(is_other);
        let (container, series) = if stands_alone(entry.entry_type()) {
            (None, first)
        } else {
            (first, first.and_then(|parent| parent.parents().first()))
        };
        Parts {
            entry,
            container,
            series,
            meeting: of_kind(EntryType::Conference),
            original: of_kind(EntryType::Original),
        }
    }

    /// What the entry says, or else what contains it.
    fn either<T>(&self, get: impl Fn(&'e Entry) -> Option<T>) -> Option<T> {
        get(self.entry).or_else(|| get(self.container?))
    }
}

/// Whether a work of this type is one by itself, so that what it stands in is a series.
fn stands_alone(kind: &EntryType) -> bool {
    matches!(
        kind,
        EntryType::Book
            | EntryType::Anthology
            | EntryType::Report
            | EntryType::Thesis
            | EntryType::Proceedings
            | EntryType::Reference
            | EntryType::Periodical
            | EntryType::Newspaper
    )
}

/// CSL's type.
fn kind(entry: &Entry, container: Option<&Entry>) -> &'static str {
    let container = container.map(Entry::entry_type);
    // What an article or a post is depends on where it stands: these arms come before the one for any other place.
    match (entry.entry_type(), container) {
        (EntryType::Article, Some(EntryType::Newspaper)) => "article-newspaper",
        (EntryType::Article, Some(EntryType::Proceedings | EntryType::Conference)) => {
            "paper-conference"
        }
        (EntryType::Article, Some(EntryType::Periodical)) => "article-journal",
        (EntryType::Article, Some(EntryType::Blog)) => "post-weblog",
        (EntryType::Article, Some(EntryType::Web)) => "webpage",
        (EntryType::Article, _) => "article",
        (EntryType::Post, Some(EntryType::Blog)) => "post-weblog",
        (EntryType::Post | EntryType::Thread, _) => "post",
        (EntryType::Chapter | EntryType::Anthos, _) => "chapter",
        (EntryType::Entry, _) => "entry-encyclopedia",
        (EntryType::Book, _) => "book",
        (EntryType::Anthology | EntryType::Reference | EntryType::Proceedings, _) => "collection",
        (EntryType::Report, _) => "report",
        (EntryType::Thesis, _) => "thesis",
        (EntryType::Web | EntryType::Blog, _) => "webpage",
        (EntryType::Artwork, _) => "graphic",
        (EntryType::Patent, _) => "patent",
        (EntryType::Case, _) => "legal_case",
        (EntryType::Legislation, _) => "legislation",
        (EntryType::Manuscript, _) => "manuscript",
        (EntryType::Performance, _) => "performance",
        (EntryType::Exhibition, _) => "event",
        (EntryType::Periodical | EntryType::Newspaper, _) => "periodical",
        (EntryType::Repository, _) => "software",
        (EntryType::Video | EntryType::Scene, _) => "motion_picture",
        (EntryType::Audio, _) => "song",
        _ => "document",
    }
}

/// What no entry holds, where nothing of it has another place.
fn beside(item: &mut Item, beside: &Beside) {
    for (name, people) in &beside.people {
        let people: Vec<Value> = people.iter().map(person).collect();
        item.entry(*name).or_insert(Value::Array(people));
    }
    for (name, text) in &beside.texts {
        if !item.contains_key(*name) {
            set(item, name, Some(text.clone()));
        }
    }
}

fn set(item: &mut Item, name: &str, text: Option<String>) {
    let text = text
        .map(|text| clean(&text))
        .filter(|text| !text.is_empty());
    if let Some(text) = text {
        item.insert(name.to_owned(), Value::String(text));
    }
}

/// A text on one line, without characters that no file of this kind may hold or that turn others around.
fn clean(text: &str) -> String {
    let is_turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| !is_turning(*c));
    let plain: String = kept.map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn titles(item: &mut Item, parts: &Parts<'_>) {
    let title = |entry: &Entry| Some(entry.title()?.value.to_string());
    let short = |entry: &Entry| Some(entry.title()?.short.as_ref()?.to_string());
    set(item, "title", title(parts.entry));
    set(item, "title-short", short(parts.entry));
    set(item, "container-title", parts.container.and_then(title));
    set(
        item,
        "container-title-short",
        parts.container.and_then(short),
    );
    set(item, "collection-title", parts.series.and_then(title));
    let number = parts
        .series
        .and_then(Entry::volume)
        .or_else(|| parts.series.and_then(Entry::issue));
    set(item, "collection-number", number.map(ToString::to_string));
    set(item, "event-title", parts.meeting.and_then(title));
    let place = parts.meeting.and_then(Entry::location);
    set(item, "event-place", place.map(ToString::to_string));
    set(item, "original-title", parts.original.and_then(title));
}

fn people(item: &mut Item, parts: &Parts<'_>) {
    let mut put = |name: &str, people: Option<&[Person]>| {
        let people: Vec<Value> = people.unwrap_or_default().iter().map(person).collect();
        if !people.is_empty() {
            item.insert(name.to_owned(), Value::Array(people));
        }
    };
    put("author", parts.entry.authors());
    put("editor", parts.either(Entry::editors));
    put("container-author", parts.container.and_then(Entry::authors));
    for (role, name) in ROLES {
        let of_role = |entry: &Entry| -> Vec<Person> {
            let all = entry.affiliated().unwrap_or_default().iter();
            let all = all.filter(|people| people.role == role);
            all.flat_map(|people| people.names.clone()).collect()
        };
        let mut people = of_role(parts.entry);
        if people.is_empty() {
            people = parts.container.map(of_role).unwrap_or_default();
        }
        put(name, Some(&people));
    }
}

/// The item with a name for those who are not named, where there are such: formats that have no other way to say so.
pub(super) fn with_others(item: &Item, written: &AsWritten) -> Item {
    let mut item = item.clone();
    for (name, is_more) in [
        ("author", written.more_authors),
        ("editor", written.more_editors),
    ] {
        if let Some(Value::Array(people)) = item.get_mut(name)
            && is_more
        {
            people.push(json!({ "literal": "et al." }));
        }
    }
    item
}

fn person(person: &Person) -> Value {
    let name = clean(&person.name);
    let Some(given) = &person.given_name else {
        return json!({ "literal": name });
    };
    let mut value = json!({ "family": name, "given": clean(given) });
    // What begins with a capital letter is a part of the name wherever it stands: `Du Bois`.
    let particle = person
        .name_particle()
        .filter(|particle| particle.starts_with(char::is_lowercase));
    if let Some(prefix) = &person.prefix {
        value["non-dropping-particle"] = json!(clean(prefix));
    } else if let Some(particle) = particle {
        value["family"] = json!(clean(person.name_without_particle()));
        value["non-dropping-particle"] = json!(clean(particle));
    }
    if let Some(suffix) = &person.suffix {
        value["suffix"] = json!(clean(suffix));
        if person.comma_suffix {
            value["comma-suffix"] = json!(true);
        }
    }
    value
}

fn dates(item: &mut Item, record: &BibEntry, parts: &Parts<'_>) {
    let mut put = |name: &str, date: Option<&Date>, text: Option<&String>| {
        let value = match (date, text) {
            (_, Some(text)) => {
                Some(years(text).unwrap_or_else(|| json!({ "literal": clean(text) })))
            }
            (Some(date), None) => Some(date_value(date)),
            (None, None) => None,
        };
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    put(
        "issued",
        parts.either(Entry::date),
        record.written.issued.as_ref(),
    );
    let seen = record.entry.url().and_then(|url| url.visit_date.as_ref());
    put("accessed", seen, record.written.accessed.as_ref());
    put("original-date", parts.original.and_then(Entry::date), None);
}

/// A range of years, which each format writes in its own way.
fn years(text: &str) -> Option<Value> {
    let (first, last) = text.split_once('–')?;
    let year = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        is_year.then(|| text.parse::<i32>().ok())?
    };
    let (first, last) = (year(first)?, year(last)?);
    Some(json!({ "date-parts": [[first], [last]] }))
}

fn date_value(date: &Date) -> Value {
    let month = date.month.map(|month| i32::from(month) + 1);
    let day = date.day.map(|day| i32::from(day) + 1);
    // CSL counts no year 0, as EDTF does.
    let year = if date.year > 0 {
        date.year
    } else {
        date.year - 1
    };
    let numbers: Vec<i32> = [Some(year), month, day]
        .into_iter()
        .map_while(|part| part)
        .collect();
    let mut value = json!({ "date-parts": [numbers] });
    if date.approximate {
        value["circa"] = json!(true);
    }
    value
}

fn numbers(item: &mut Item, parts: &Parts<'_>) {
    set(
        item,
        "volume",
        parts.either(Entry::volume).map(ToString::to_string),
    );
    set(
        item,
        issue_field(parts.entry),
        parts.either(Entry::issue).map(ToString::to_string),
    );
    set(
        item,
        "edition",
        parts.either(Entry::edition).map(ToString::to_string),
    );
    // Chapter and pages are the work's own: those of what contains it would be of the whole book.
    set(
        item,
        "chapter-number",
        parts.entry.chapter().map(ToString::to_string),
    );
    let pages = parts.entry.page_range().map(ToString::to_string);
    set(item, "page", pages.map(|pages| pages.replace('–', "-")));
    set(
        item,
        "number-of-pages",
        parts.either(Entry::page_total).map(ToString::to_string),
    );
    set(
        item,
        "number-of-volumes",
        parts.either(Entry::volume_total).map(ToString::to_string),
    );
    for (key, name) in [
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("pmid", "PMID"),
        ("pmcid", "PMCID"),
        ("serial", "number"),
        ("version", "version"),
    ] {
        let number = parts.either(|entry| entry.keyed_serial_number(key));
        set(item, name, number.map(str::to_owned));
    }
}

/// What the number is that hayagriva keeps as that of an issue: of works that have no issues it is their own.
fn issue_field(entry: &Entry) -> &'static str {
    use EntryType as Type;
    let is_own = matches!(
        entry.entry_type(),
        Type::Misc
            | Type::Legislation
            | Type::Case
            | Type::Video
            | Type::Audio
            | Type::Artwork
            | Type::Performance
            | Type::Manuscript
            | Type::Repository
            | Type::Web
    );
    if is_own && entry.keyed_serial_number("serial").is_none() {
        "number"
    } else {
        "issue"
    }
}

fn addresses(item: &mut Item, record: &BibEntry, parts: &Parts<'_>) {
    let written = record.written.address.clone();
    let url = parts
        .entry
        .url()
        .map(|url| written.unwrap_or_else(|| url.value.to_string()));
    set(item, "URL", url);
    let publisher = parts.either(Entry::publisher);
    // Of law the organization is CSL's `authority`; of other works `normalize` has made it the publisher or the site.
    let is_law = matches!(
        parts.entry.entry_type(),
        EntryType::Case | EntryType::Legislation | EntryType::Patent
    );
    let authority = parts.entry.organization().filter(|_| is_law);
    set(item, "authority", authority.map(ToString::to_string));
    let name = publisher.and_then(|publisher| publisher.name());
    let name = name.filter(|name| authority.is_none_or(|authority| authority != *name));
    set(item, "publisher", name.map(ToString::to_string));
    let place = publisher.and_then(|publisher| publisher.location());
    let place = place.or_else(|| parts.entry.location());
    set(item, "publisher-place", place.map(ToString::to_string));
    let original = parts.original.and_then(Entry::publisher);
    let name = original.and_then(|publisher| publisher.name());
    set(item, "original-publisher", name.map(ToString::to_string));
    let place = original.and_then(|publisher| publisher.location());
    set(
        item,
        "original-publisher-place",
        place.map(ToString::to_string),
    );
}

fn descriptions(item: &mut Item, parts: &Parts<'_>) {
    let entry = parts.entry;
    set(item, "genre", entry.genre().map(ToString::to_string));
    set(
        item,
        "language",
        parts.either(Entry::language).map(ToString::to_string),
    );
    set(item, "archive", entry.archive().map(ToString::to_string));
    set(
        item,
        "archive_location",
        entry.archive_location().map(ToString::to_string),
    );
    set(
        item,
        "call-number",
        entry.call_number().map(ToString::to_string),
    );
}
