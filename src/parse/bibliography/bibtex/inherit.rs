//! What an entry takes from others of its file by `crossref` and `xdata`.
//!
//! biblatex does the taking. It follows links in circles without end and copies an entry for each
//! way that leads to it, so links are looked at first: a dead one is a finding, and one in a circle
//! or at the head of too many others is a finding and dropped.

use std::collections::HashMap;

use biblatex::{Bibliography, Chunks, Entry, EntryType, Pair, RawBibliography, RawChunk, Spanned};

use super::draft::Draft;
use super::fields::is_link;
use super::strings::Strings;
use crate::diagnostic::bibliography_field;
use crate::limits::{FAMILY, INHERITED};
use crate::parse::bibliography::reading::Reading;

/// How many entries one may be made of.
const LARGEST_FAMILY: usize = FAMILY.most;

/// How much text all entries of a file may take from others together, in bytes: each gets a copy.
const MOST_INHERITED: usize = INHERITED.most;

/// How many dead links of a file get a suggestion.
const SUGGESTED: usize = 300;

/// Lets the drafts inherit.
pub(super) fn inherit<'t>(reading: &mut Reading, drafts: &mut [Draft<'t>], strings: &Strings<'t>) {
    for draft in drafts.iter_mut() {
        drop_unclear(reading, draft);
    }
    let by_key: HashMap<String, usize> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| (draft.raw.key.v.to_owned(), index))
        .collect();
    let family = follow(reading, drafts, &by_key);
    if family.is_empty() {
        return;
    }
    let raw = family_of(drafts, &family, strings);
    // Every field has been read before, so this can fail only where biblatex contradicts itself.
    let Ok(bibliography) = Bibliography::from_raw(raw) else {
        return;
    };
    for entry in bibliography {
        let draft = &mut drafts[by_key[&entry.key]];
        let alone = std::mem::replace(&mut draft.entry, entry);
        keep_own_date(&mut draft.entry, &alone);
        let crosses = draft
            .raw
            .fields
            .iter()
            .any(|pair| pair.key.v.eq_ignore_ascii_case("crossref"));
        if crosses {
            keep_own_subtitle(&mut draft.entry, &alone);
        }
    }
}

/// Drops links that are not plainly written: biblatex might read another key than we do.
fn drop_unclear(reading: &mut Reading, draft: &mut Draft<'_>) {
    draft.raw.fields.retain(|pair| {
        let plain = match pair.value.v.as_slice() {
            [
                Spanned {
                    v: RawChunk::Normal(text),
                    ..
                },
            ] => !text.contains(['{', '}', '\\', '$']) && !text.contains("--"),
            _ => false,
        };
        let kept = plain || !is_link(pair);
        if !kept {
            let span = reading.span(pair.value.span.clone());
            let cause = "it is not just the key of another entry";
            reading.report(bibliography_field::value(pair.key.v, cause, span));
        }
        kept
    });
}

/// Drops links that lead nowhere or in circles. Gives the drafts that have links or are linked to.
fn follow(
    reading: &mut Reading,
    drafts: &mut [Draft<'_>],
    by_key: &HashMap<String, usize>,
) -> Vec<usize> {
    let links: Vec<Vec<usize>> = drafts
        .iter()
        .map(|draft| {
            let targets = draft.raw.fields.iter().flat_map(targets);
            targets.filter_map(|key| by_key.get(key).copied()).collect()
        })
        .collect();
    let sizes = family_sizes(&links);
    let lengths: Vec<usize> = drafts.iter().map(length).collect();
    let mut inherited = 0usize;
    let mut keys: Vec<&str> = by_key.keys().map(String::as_str).collect();
    keys.sort_unstable();
    let mut in_family = vec![false; drafts.len()];
    for index in 0..drafts.len() {
        let taken: usize = links[index].iter().map(|target| lengths[*target]).sum();
        let kept = sizes[index].is_some() && inherited + taken <= MOST_INHERITED;
        inherited += if kept { taken } else { 0 };
        // Without keys nothing is suggested. A suggestion goes through all of them: one for each dead link of a file
        // would take time that grows with the square of its length.
        if reading.findings.len() > SUGGESTED {
            keys.clear();
        }
        report_links(reading, &mut drafts[index], by_key, &keys, kept);
        if kept && !links[index].is_empty() {
            in_family[index] = true;
            links[index]
                .iter()
                .for_each(|target| in_family[*target] = true);
        }
    }
    (0..drafts.len())
        .filter(|index| in_family[*index])
        .collect()
}

/// The keys that a field names, if it is a link.
fn targets<'t>(pair: &Pair<'t>) -> impl Iterator<Item = &'t str> {
    let text = match pair.value.v.first().map(|chunk| &chunk.v) {
        Some(RawChunk::Normal(text)) if is_link(pair) => text,
        _ => "",
    };
    text.split(',').map(str::trim).filter(|key| !key.is_empty())
}

/// How many entries each is made of; `None` in a circle, or where there are too many.
///
/// Sizes grow from the entries without links upwards, so that no depth of links is a depth of calls.
fn family_sizes(links: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut linked_by: Vec<Vec<usize>> = vec![Vec::new(); links.len()];
    let mut waiting: Vec<usize> = links.iter().map(Vec::len).collect();
    for (index, targets) in links.iter().enumerate() {
        targets
            .iter()
            .for_each(|target| linked_by[*target].push(index));
    }
    let mut sizes = vec![None; links.len()];
    let mut ready: Vec<usize> = (0..links.len()).filter(|i| links[*i].is_empty()).collect();
    while let Some(index) = ready.pop() {
        let size: Option<usize> = links[index].iter().map(|target| sizes[*target]).sum();
        sizes[index] = size
            .map(|size: usize| size + 1)
            .filter(|size| *size <= LARGEST_FAMILY);
        for parent in &linked_by[index] {
            waiting[*parent] -= 1;
            if waiting[*parent] == 0 {
                ready.push(*parent);
            }
        }
    }
    sizes
}

/// Reports the links of an entry that do not hold; drops them all unless they are to be kept.
fn report_links(
    reading: &mut Reading,
    draft: &mut Draft<'_>,
    by_key: &HashMap<String, usize>,
    keys: &[&str],
    kept: bool,
) {
    draft.raw.fields.retain(|pair| {
        let mut is_link = false;
        let span = reading.span(pair.value.span.clone());
        for key in targets(pair) {
            is_link = true;
            if !by_key.contains_key(key) {
                let keys = keys.iter().copied();
                let finding = bibliography_field::dead_inheritance(pair.key.v, key, span, keys);
                reading.report(finding);
            }
        }
        if is_link && !kept {
            reading.report(bibliography_field::endless_inheritance(pair.key.v, span));
        }
        kept || !is_link
    });
}

/// How long the values of an entry's fields are.
fn length(draft: &Draft<'_>) -> usize {
    let chunks = draft.raw.fields.iter().flat_map(|pair| &pair.value.v);
    chunks.map(|chunk| chunk.span.len()).sum()
}

/// The raw entries of a family, with the abbreviations that they need.
fn family_of<'t>(
    drafts: &[Draft<'t>],
    family: &[usize],
    strings: &Strings<'t>,
) -> RawBibliography<'t> {
    let entries: Vec<_> = family
        .iter()
        .map(|index| {
            let raw = drafts[*index].raw.clone();
            let span = raw.key.span.clone();
            Spanned::new(raw, span)
        })
        .collect();
    let fields: Vec<Pair<'t>> = entries.iter().flat_map(|e| e.v.fields.clone()).collect();
    RawBibliography {
        preamble: String::new(),
        entries,
        abbreviations: strings.needed(&fields),
    }
}

/// Puts back the entry's own date: biblatex overwrites it by the date of the entry taken from.
fn keep_own_date(entry: &mut Entry, alone: &Entry) {
    const DATES: [&str; 4] = ["date", "year", "month", "day"];
    let has_own = alone.fields.contains_key("date") || alone.fields.contains_key("year");
    if !has_own || alone.entry_type == EntryType::XData {
        return;
    }
    for name in DATES {
        let own: Option<&Chunks> = alone.fields.get(name);
        match own {
            Some(chunks) => entry.fields.insert(name.to_owned(), chunks.clone()),
            None => entry.fields.remove(name),
        };
    }
}

/// Takes out what belongs to the title of the work that contains this one, and which biblatex 0.12 gives to both:
/// `booksubtitle` has it, and so have the others that are named so.
fn keep_own_subtitle(entry: &mut Entry, alone: &Entry) {
    for name in ["subtitle", "titleaddon", "shorttitle"] {
        if !alone.fields.contains_key(name) {
            entry.fields.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::family_sizes;

    #[test]
    fn circles_and_large_families_have_no_size() {
        let links = [
            vec![],
            vec![0],
            vec![1, 0],
            vec![4],
            vec![3],
            vec![5],
            vec![3],
        ];
        let sizes = [Some(1), Some(2), Some(4), None, None, None, None];
        assert_eq!(family_sizes(&links), sizes);
        let doubling: Vec<Vec<usize>> = (0..100)
            .map(|i: usize| if i == 0 { vec![] } else { vec![i - 1, i - 1] })
            .collect();
        assert_eq!(family_sizes(&doubling)[5], Some(63));
        assert_eq!(family_sizes(&doubling)[6], None);
    }
}
