//! An item as the entry of a file, and entries as a file.

use super::csl_item::{self, Item};
use super::{bibtex, ris};
use crate::model::bibliography::AsWritten;
use crate::model::export::ExportFormat;

/// The item as an entry in a format; `written` is what its record says in words.
pub(crate) fn entry(item: &Item, written: &AsWritten, format: ExportFormat) -> String {
    match format {
        ExportFormat::Bibtex => bibtex::entry(item, written.more_authors, written.more_editors),
        ExportFormat::Ris => ris::entry(&csl_item::with_others(item, written)),
        ExportFormat::Csl => csl_item::entry(&csl_item::with_others(item, written)),
    }
}

/// Entries of a format as a file.
pub(crate) fn file(entries: &[impl AsRef<str>], format: ExportFormat) -> String {
    let entries: Vec<&str> = entries.iter().map(AsRef::as_ref).collect();
    match format {
        ExportFormat::Bibtex | ExportFormat::Ris => entries.join("\n"),
        ExportFormat::Csl if entries.is_empty() => "[]\n".to_owned(),
        ExportFormat::Csl => format!("[\n{}\n]\n", entries.join(",\n")),
    }
}
