//! Records of the bibliography that have one id, in one project or in several that lie over each other.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::bibliography::{BibEntry, SecondRecord};
use crate::model::source::Sources;

/// The records behind the first of their id; `records` are those of the uppermost project first.
pub fn second_records(records: &[Arc<BibEntry>], sources: &Sources) -> Arc<[SecondRecord]> {
    let mut first: HashMap<&str, &Arc<BibEntry>> = HashMap::with_capacity(records.len());
    let mut second = Vec::new();
    for record in records {
        let counts = *first.entry(&record.id).or_insert(record);
        if !Arc::ptr_eq(counts, record) {
            second.push(SecondRecord {
                record: record.clone(),
                layer: sources.layer(record.span),
                first: counts.clone(),
                first_layer: sources.layer(counts.span),
            });
        }
    }
    second.into()
}
