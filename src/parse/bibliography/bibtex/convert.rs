//! A resolved BibLaTeX entry to a record.
//!
//! hayagriva's own conversion does the most. It leaves out subtitles, takes a remark for its keeper
//! as a note of the reference, and knows no films: that is mended before and after it.

use biblatex::{Chunk, Chunks, ChunksExt, Entry as TexEntry, EntryType as TexType, Spanned};
use hayagriva::Entry;
use hayagriva::types::EntryType;

use super::draft::Draft;
use super::fields::{VERBATIM, shown};
use super::{beside, names, stand_in, unheld};
use crate::diagnostic::{bibliography_field, bibliography_syntax};
use crate::model::bibliography::{AsWritten, BibEntry, OwnFields};
use crate::parse::bibliography::reading::Reading;
use crate::parse::bibliography::{normalize, people};

/// Converts a draft and adds it to the records.
pub(super) fn convert(reading: &mut Reading, draft: Draft<'_>) {
    let Draft {
        raw,
        entry: mut tex,
    } = draft;
    // The order matters. Stand-ins are turned back before any field is read; an address is looked for before `unheld`
    // takes the notes in which it may stand.
    stand_in::reveal(&mut tex);
    let own = take_own(&mut tex);
    let mut written = AsWritten::default();
    add_subtitles(&mut tex);
    find_address(&mut tex);
    let dropped = beside::take(&mut tex, &mut written);
    let taken = unheld::take(&mut tex, &mut written);
    let options = tex
        .fields
        .get("options")
        .map(|chunks| chunks.format_verbatim().replace(' ', ""));
    let more = names::more_type(&tex.entry_type);
    if more == Some(EntryType::Web) {
        tex.entry_type = TexType::Online;
    }
    let span = reading.span(raw.key.span.clone());
    let Some(mut entry) = converted(reading, &raw, &mut tex) else {
        let message = format!("the entry `{}` cannot be read", raw.key.v);
        let help = "compare its fields with those of an entry that works";
        reading.report(bibliography_syntax::broken(span, message, help));
        return;
    };
    if let Some(kind) = more.filter(|kind| kind != entry.entry_type()) {
        entry = normalize::copied(&entry, raw.key.v, kind);
    }
    taken.put(&mut entry, &mut written);
    dropped.put(&mut entry, &mut written);
    if options.is_some_and(|options| options.contains("useprefix=true")) {
        people::join_prefixes(&mut entry);
    }
    normalize::normalize(&mut entry, &mut written);
    reading.records.push(BibEntry {
        id: raw.key.v.to_owned(),
        span,
        entry,
        written,
        own,
    });
}

/// Takes our own fields out of an entry. Two names mean an annotation.
fn take_own(tex: &mut TexEntry) -> OwnFields {
    let mut own = OwnFields::default();
    for name in [VERBATIM, "annote"].iter().chain(&OwnFields::NAMES) {
        let Some(chunks) = tex.fields.remove(*name) else {
            continue;
        };
        let text = chunks.format_verbatim().trim().to_owned();
        let name = if *name == "annote" {
            "annotation"
        } else {
            shown(name)
        };
        if let Some(field) = own.field_mut(name) {
            *field = Some(text).filter(|text| !text.is_empty());
        }
    }
    own
}

fn add_subtitles(tex: &mut TexEntry) {
    for (title, subtitle) in [
        ("title", "subtitle"),
        ("booktitle", "booksubtitle"),
        ("maintitle", "mainsubtitle"),
        ("journaltitle", "journalsubtitle"),
    ] {
        if let (Some(subtitle), Some(title)) =
            (tex.fields.remove(subtitle), tex.fields.get_mut(title))
        {
            add_subtitle(title, subtitle);
        }
    }
}

fn add_subtitle(title: &mut Chunks, subtitle: Chunks) {
    let ends_itself = title
        .format_verbatim()
        .trim_end()
        .ends_with(['?', '!', ':', '.', '…']);
    let joint = if ends_itself { " " } else { ": " };
    title.push(Spanned::detached(Chunk::Normal(joint.to_owned())));
    title.extend(subtitle);
}

/// Older files have no field for an address and write it into `howpublished` or `note`.
fn find_address(tex: &mut TexEntry) {
    if tex.fields.contains_key("url") {
        return;
    }
    for name in ["howpublished", "note"] {
        let text = tex.fields.get(name).map(|chunks| chunks.format_verbatim());
        if let Some(url) = text.filter(|text| normalize::is_web_address(text.trim())) {
            let chunk = Chunk::Verbatim(url.trim().to_owned());
            tex.set("url", vec![Spanned::detached(chunk)]);
            tex.fields.remove(name);
            return;
        }
    }
}

/// Converts an entry, dropping each field that hayagriva cannot take.
fn converted(
    reading: &mut Reading,
    raw: &biblatex::RawEntry<'_>,
    tex: &mut TexEntry,
) -> Option<Entry> {
    for _ in 0..=tex.fields.len() {
        let error = match Entry::try_from(&*tex) {
            Ok(entry) => return Some(entry),
            Err(error) => error,
        };
        let culprit = raw
            .fields
            .iter()
            .find(|pair| pair.value.span.contains(&error.span.start))
            .filter(|pair| tex.fields.contains_key(&pair.key.v.to_ascii_lowercase()));
        let name = match culprit {
            Some(pair) => pair.key.v.to_ascii_lowercase(),
            None => tex.fields.keys().find(|name| mends(tex, name))?.clone(),
        };
        let place = culprit.map_or(raw.key.span.clone(), |pair| pair.value.span.clone());
        let finding =
            bibliography_field::value(&name, &error.kind.to_string(), reading.span(place));
        reading.report(finding);
        tex.fields.remove(&name);
    }
    None
}

/// Whether the entry can be converted without a field.
fn mends(tex: &TexEntry, name: &str) -> bool {
    let mut without = tex.clone();
    without.fields.remove(name);
    Entry::try_from(&without).is_ok()
}
