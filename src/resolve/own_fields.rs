//! What is said of each source beside its record, from wherever it is said.
//!
//! A field of `sources.toml` goes before that of the record, so that a bibliography can be exported anew; that of the
//! source's own page fills what both leave open. A project's files say nothing of the records of one above it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::bibliography::BibEntry;
use crate::model::kind::Ability;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::own_fields::{OwnFields, text_of};
use crate::model::page::{FieldValue, Page};
use crate::model::source::SourceId;
use crate::parse::bibliography::is_web_address;
use crate::resolve::parts::Parts;

/// The records that were joined for the last site, so that one to which nothing has changed is the same in memory.
pub(super) type Joined = HashMap<String, JoinedRecord>;

/// A record with all that is said of it.
#[derive(Debug)]
pub(super) struct JoinedRecord {
    of: Arc<BibEntry>,
    record: Arc<BibEntry>,
}

/// The records of `parts`, each with all that is said of it.
pub(super) fn join(parts: &Parts, last: &mut Joined) -> Vec<Arc<BibEntry>> {
    let files = by_id(parts);
    let pages = of_pages(parts);
    let names_later = |record: &Arc<BibEntry>| record.own.superseded_by.is_some();
    if files.is_empty() && pages.is_empty() && !parts.records.iter().any(names_later) {
        last.clear();
        return parts.records.clone();
    }
    let by_id: HashMap<&str, &Arc<BibEntry>> = parts
        .records
        .iter()
        .rev()
        .map(|record| (record.id.as_str(), record))
        .collect();
    let mut known = std::mem::take(last);
    let records = parts.records.iter().map(|record| {
        let layer = parts.layer_of(record.span.source);
        // From the strongest to the weakest, since `over` keeps what is there: files of the uppermost project first,
        // then the record, then the page.
        let mut own = OwnFields::default();
        for (of, fields) in files.get(record.id.as_str()).into_iter().flatten() {
            if *of <= layer {
                own = own.over(fields);
            }
        }
        own = own.over(&record.own);
        if let Some(fields) = pages.get(record.id.as_str()) {
            own = own.over(fields);
        }
        // Nothing takes its own place.
        let later = own.superseded_by.as_ref().filter(|id| **id != record.id);
        let later = later.map(|id| {
            by_id
                .get(id.as_str())
                .map_or_else(|| id.clone(), |one| one.in_short())
        });
        if own == record.own && later.is_none() {
            return record.clone();
        }
        let same = known.remove(&record.id);
        let is_same = |one: &JoinedRecord| {
            let joined = &one.record;
            Arc::ptr_eq(&one.of, record)
                && joined.own == own
                && joined.written.superseded_by == later
        };
        let joined = same.filter(is_same);
        let joined = joined.unwrap_or_else(|| JoinedRecord::new(record, own, later));
        let record = joined.record.clone();
        last.entry(record.id.clone()).or_insert(joined);
        record
    });
    records.collect()
}

impl JoinedRecord {
    fn new(of: &Arc<BibEntry>, own: OwnFields, superseded_by: Option<String>) -> Self {
        let mut record = BibEntry::clone(of);
        record.own = own;
        record.written.superseded_by = superseded_by;
        JoinedRecord {
            of: of.clone(),
            record: Arc::new(record),
        }
    }
}

/// The fields of files by id, those of the uppermost project first.
fn by_id(parts: &Parts) -> HashMap<&str, Vec<(LayerIndex, &OwnFields)>> {
    let mut all: HashMap<&str, Vec<_>> = HashMap::new();
    for file in &parts.own_fields {
        for record in &*file.records {
            let fields = all.entry(&record.id.value).or_default();
            fields.push((file.layer, &record.fields));
        }
    }
    all
}

/// The fields of the pages of sources by id; of several, those in the site's first languages go first.
fn of_pages(parts: &Parts) -> HashMap<&str, OwnFields> {
    let is_about_source = |page: &&Arc<Page>| {
        page.meta.kind.value.can(Ability::ProseOfSource) && !parts.leaves_out(&page.meta)
    };
    let mut pages: Vec<&Arc<Page>> = parts.pages.iter().filter(is_about_source).collect();
    pages.sort_by_key(|page| page.meta.lang);
    let mut all: HashMap<&str, OwnFields> = HashMap::new();
    for page in pages {
        let fields = of_page(page);
        if fields != OwnFields::default() {
            let known = all.entry(&page.meta.id.value).or_default();
            *known = std::mem::take(known).over(&fields);
        }
    }
    all
}

/// What the page of a source says of it in its fields.
pub(crate) fn of_page(page: &Page) -> OwnFields {
    let mut own = OwnFields::default();
    for field in &page.meta.fields {
        let text = match &field.value {
            FieldValue::Text(text) | FieldValue::Choice(text) => Some(text.trim().to_owned()),
            FieldValue::List(items) => Some(items.join(", ")),
            FieldValue::Date(date) => Some(date.to_string()),
            FieldValue::Other(value) => text_of(value),
            _ => None,
        };
        let text = text.filter(|text| !text.is_empty());
        let is_usable = |text: &String| field.id != "archived" || is_web_address(text);
        if let Some(known) = own.field_mut(&field.id) {
            *known = text.filter(is_usable);
        }
    }
    own
}

impl Parts {
    /// The project that a bibliography is of.
    fn layer_of(&self, bibliography: SourceId) -> LayerIndex {
        let mut beneath = self.beneath.iter();
        let found = beneath.find(|(source, _)| *source == bibliography);
        found.map_or(OURS, |(_, layer)| *layer)
    }
}
