//! The records that `groundwork sources add` writes: of a text from another program, as entries of a bibliography.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::model::bibliography::BibEntry;
use crate::model::export::ExportFormat;
use crate::model::own_fields::OwnFields;
use crate::model::site::Site;
use crate::model::slug::slug;
use crate::model::source::{Sources, Span};
use crate::parse::bibliography::{self, NO_ID};
use crate::render::export::{csl_item, entry};

/// What is made of a text.
#[derive(Debug)]
pub struct NewSources {
    /// To be added to a `.bib` file; empty where all are there already.
    pub text: String,
    /// The ids of the new records, each with the work in a line.
    pub added: Vec<(String, String)>,
    /// Works that are there already: what was given in a line, and the id that cites it.
    pub known: Vec<(String, String)>,
    /// About the given text.
    pub findings: Vec<Diagnostic>,
    /// The given text.
    pub sources: Sources,
}

/// Reads records from a text whose file is called `name`. `id` is for the only one of them, and adds it even if the
/// site seems to have the work already.
///
/// # Errors
/// In words: when the text holds no record, or the id cannot be given.
pub fn new_sources(
    name: &str,
    text: &str,
    id: Option<&str>,
    site: &Site,
) -> Result<NewSources, String> {
    let Some(notation) = bibliography::pasted(text) else {
        return Err(
            "this is neither BibTeX, RIS nor CSL JSON; copy one of these from the page of the work, or export it from your program \
             for references"
                .to_owned(),
        );
    };
    // Findings point into the text as it can be read, which may not be the one that was given.
    let (readable, ending) = bibliography::readable(text, notation);
    let mut sources = Sources::default();
    let source = sources.insert(name, readable.as_str());
    let (records, mut findings) =
        bibliography::parse(source, &format!("{name}.{ending}"), &readable);
    if readable != text {
        // It has become CSL JSON, of which nobody has seen a line.
        sources = Sources::default();
        let given = sources.insert(name, text);
        point_into(
            &mut findings,
            &readable,
            Span::new(given, 0..text.len()),
            text,
        );
    }
    let mut new = NewSources {
        text: String::new(),
        added: Vec::new(),
        known: Vec::new(),
        findings,
        sources,
    };
    if let (Some(_), [_, _, ..]) = (id, records.as_slice()) {
        return Err(format!(
            "there are {} records here, and one id; leave out --id",
            records.len()
        ));
    }
    let mut taken: HashSet<String> = site.records().map(|record| record.id.clone()).collect();
    for record in records {
        new.take(record, id, site, &mut taken)?;
    }
    Ok(new)
}

impl NewSources {
    fn take(
        &mut self,
        mut record: BibEntry,
        id: Option<&str>,
        site: &Site,
        taken: &mut HashSet<String>,
    ) -> Result<(), String> {
        if id.is_none() {
            let known = site.records().find(|known| is_same_work(known, &record));
            if let Some(known) = known {
                self.known.push((record.in_short(), known.id.clone()));
                return Ok(());
            }
        }
        record.id = match id {
            Some(id) if taken.contains(id) => {
                return Err(format!("the id {id} is taken; choose another"));
            }
            Some(id) if !is_usable(id) => {
                return Err(format!(
                    "`{id}` cannot be an id: take letters, digits, hyphens and underscores"
                ));
            }
            Some(id) => id.to_owned(),
            None => free_id(&record, taken),
        };
        // From now on, so that no later record of the same text gets this id.
        taken.insert(record.id.clone());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&entry(&record));
        self.added.push((record.id.clone(), record.in_short()));
        Ok(())
    }
}

/// Lets findings about a text point into the one from which it was made: each at what it is about, looked for behind
/// the one before. What they would change in the first is no edit of the second.
fn point_into(findings: &mut [Diagnostic], readable: &str, given: Span, text: &str) {
    let mut from = 0;
    for finding in findings {
        let words = readable.get(finding.span.range()).unwrap_or_default();
        let words = words.trim_matches(['"', ' ']);
        let found = text[from..]
            .find(words)
            .map(|at| from + at)
            .or_else(|| text.find(words));
        finding.span = match found.filter(|_| !words.is_empty()) {
            Some(at) => {
                from = at + words.len();
                Span::new(given.source, at..from)
            }
            // A value that was put together, such as a date, stands nowhere as it was read.
            None => Span::new(given.source, 0..text.lines().next().map_or(0, str::len)),
        };
        finding.suggestion = None;
        finding.notes.clear();
    }
}

/// Whether two records are of one work: the same DOI, or the same title, author and year.
fn is_same_work(one: &BibEntry, other: &BibEntry) -> bool {
    let doi = |record: &BibEntry| record.entry.doi().map(str::to_lowercase);
    if let (Some(one), Some(other)) = (doi(one), doi(other)) {
        return one == other;
    }
    let letters = |text: String| -> String {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    one.title().is_some() && letters(one.in_short()) == letters(other.in_short())
}

fn is_usable(id: &str) -> bool {
    let mut characters = id.chars();
    let begins = characters.next().is_some_and(char::is_alphanumeric);
    begins && characters.all(|c| c.is_alphanumeric() || "-_.:+/".contains(c))
}

/// The record's own id, or else its first author and year, with a letter behind it where that is taken.
fn free_id(record: &BibEntry, taken: &HashSet<String>) -> String {
    let own = &record.id;
    let is_number = own.bytes().all(|b| b.is_ascii_digit());
    if is_usable(own) && !own.starts_with(NO_ID) && !is_number && !taken.contains(own) {
        return own.clone();
    }
    let base = author_and_year(record);
    if !taken.contains(&base) {
        return base;
    }
    // The first work of an author and year has no letter, so the second gets `b`.
    let letters = ('b'..='z').map(|letter| format!("{base}{letter}"));
    let numbers = (2..).map(|number| format!("{base}-{number}"));
    let mut free = letters.chain(numbers).filter(|id| !taken.contains(id));
    free.next().unwrap_or(base)
}

/// The first author or else the title, and the year, as an id has them: `han-2014`.
fn author_and_year(record: &BibEntry) -> String {
    let people = record.entry.authors().or_else(|| record.entry.editors());
    let author = people
        .and_then(|people| people.first())
        .map(|person| slug(&person.name));
    let title = || slug(&record.title().unwrap_or_default());
    let words = author
        .filter(|author| !author.is_empty())
        .unwrap_or_else(title);
    let words: Vec<&str> = words
        .split('-')
        .take(3)
        .filter(|word| !word.is_empty())
        .collect();
    let words = if words.is_empty() {
        "source".to_owned()
    } else {
        words.join("-")
    };
    match record.entry.date_any() {
        Some(date) => format!("{words}-{}", date.year),
        None => words,
    }
}

/// The record as an entry, with what is said beside it.
fn entry(record: &BibEntry) -> String {
    let item = csl_item::item(record);
    let text = entry::entry(&item, &record.written, ExportFormat::Bibtex);
    let fields = OwnFields::NAMES.into_iter().filter_map(|name| {
        let text = record.own.field(name)?.replace(['{', '}'], "");
        Some(format!("  {name} = {{{text}}},\n"))
    });
    let fields: String = fields.collect();
    match text.strip_suffix("}\n") {
        Some(open) => format!("{open}{fields}}}\n"),
        None => text,
    }
}

/// The addresses of works that the site publishes and of which no copy is known, each once, in the order of their ids.
pub fn without_archive(site: &Site) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for work in &site.works {
        let record = &work.record;
        let Some(url) = record.entry.url().filter(|_| record.own.archived.is_none()) else {
            continue;
        };
        let host = url.value.host_str().unwrap_or_default();
        let is_archive = ARCHIVES
            .iter()
            .any(|archive| host == *archive || host.ends_with(&format!(".{archive}")));
        let address = url.value.to_string();
        if !is_archive && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// What stands there is a copy already.
const ARCHIVES: [&str; 6] = [
    "archive.org",
    "archive.ph",
    "archive.today",
    "archive.is",
    "perma.cc",
    "webcitation.org",
];
