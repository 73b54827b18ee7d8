//! Colour profiles (ICC.1:2022) with what colours need and nothing else.
//!
//! A profile that a system made for one screen holds that screen's serial number, its owner's name for
//! it and the day on which it was measured. The tables stay; names, dates and makers go.

use std::collections::BTreeMap;

const HEADER_LENGTH: usize = 128;
const ENTRY_LENGTH: usize = 12;

/// More tags than any kind of profile has.
const MAX_TAGS: usize = 100;

/// Parts of the header that say who made the profile, when and for what device.
const WHO_AND_WHEN: [std::ops::Range<usize>; 5] = [4..8, 40..44, 48..56, 80..84, 84..100];
const DATE: std::ops::Range<usize> = 24..36;
const NO_DATE: [u8; 12] = [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];

/// Tags that decide how colours look.
const KEPT: [&[u8; 4]; 27] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad",
    b"cicp", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2",
    b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"gamt", b"lumi",
];

/// The profile without what names people, devices and days; `None` for what is no profile.
pub(super) fn clean(profile: &[u8]) -> Option<Vec<u8>> {
    let mut out = profile.get(..HEADER_LENGTH)?.to_vec();
    if &profile[36..40] != b"acsp" {
        return None;
    }
    WHO_AND_WHEN
        .into_iter()
        .for_each(|range| out[range].fill(0));
    out[DATE].copy_from_slice(&NO_DATE);
    let tags = tags(profile)?;
    out.extend((tags.len() as u32).to_be_bytes());
    let data_start = out.len() + tags.len() * ENTRY_LENGTH;
    let mut data: Vec<u8> = Vec::new();
    // Tags may share a table, which stays one.
    let mut places: BTreeMap<&[u8], usize> = BTreeMap::new();
    for (name, table) in &tags {
        let at = *places.entry(table).or_insert_with(|| {
            let at = data_start + data.len();
            data.extend_from_slice(table);
            data.resize(data.len().next_multiple_of(4), 0);
            at
        });
        out.extend_from_slice(*name);
        out.extend((at as u32).to_be_bytes());
        out.extend((table.len() as u32).to_be_bytes());
    }
    out.extend(data);
    let length = u32::try_from(out.len()).ok()?;
    out[..4].copy_from_slice(&length.to_be_bytes());
    Some(out)
}

/// The tags of the new profile, in their order, with their tables.
fn tags(profile: &[u8]) -> Option<Vec<(&[u8; 4], Vec<u8>)>> {
    let count = u32_at(profile, HEADER_LENGTH)?;
    let entries = profile.get(HEADER_LENGTH + 4..)?;
    let is_new = profile[8] >= 4;
    let mut tags = vec![
        (b"desc", text(is_new, b"desc")),
        (b"cprt", text(is_new, b"text")),
    ];
    let entries = entries.chunks_exact(ENTRY_LENGTH).take(count.min(MAX_TAGS));
    for entry in entries {
        let Some(name) = KEPT.into_iter().find(|name| name[..] == entry[..4]) else {
            continue;
        };
        let (start, length) = (u32_at(entry, 4)?, u32_at(entry, 8)?);
        let table = profile.get(start..start.checked_add(length)?)?;
        tags.push((name, table.to_vec()));
    }
    Some(tags)
}

/// A text that every profile must have, and that says nothing here.
fn text(is_new: bool, old_type: &[u8; 4]) -> Vec<u8> {
    if is_new {
        // One text of one letter in American English.
        return b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x02\0\0\0\x1c\0-".to_vec();
    }
    match old_type {
        b"desc" => [&b"desc\0\0\0\0\0\0\0\x02-\0"[..], &[0; 78]].concat(),
        _ => b"text\0\0\0\0-\0".to_vec(),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}
