//! What is kept of a text for which there is too little room, and the names of what is not.
//!
//! Takes the parts of a text, each with its blocks, and where each block ends. Parts are kept whole, those that are needed
//! first; of the first that has no room, its beginning.

use serde_json::{Value, json};

use super::result::{BlockEnd, LeftOut};

/// So much of a page is not left empty where the beginning of a part has room.
const MOST_OF_A_PAGE: f64 = 0.7;

/// The parts with a list for each item of a list, so that a list can be shortened.
pub(super) fn by_items(mut parts: Value) -> Value {
    for part in parts.as_array_mut().into_iter().flatten() {
        let Some(blocks) = part["c"].as_array_mut() else {
            continue;
        };
        *blocks = std::mem::take(blocks).into_iter().flat_map(items).collect();
    }
    parts
}

fn items(block: Value) -> Vec<Value> {
    let items = block["items"].as_array().filter(|_| block["t"] == "list");
    let Some(items) = items else {
        return vec![block];
    };
    let start = block["start"].as_u64();
    let lists = (0..).zip(items).map(|(at, item)| {
        let start = start.map(|start| start + at);
        json!({ "t": "list", "start": start, "items": [item] })
    });
    lists.collect()
}

/// How many blocks of each part are kept: whole parts, those that are needed first and then in order, as long as there is room;
/// of the one that has none its beginning, if most of a page would be empty.
pub(super) fn kept(parts: &[Value], ends: &[BlockEnd], room: f64) -> Vec<usize> {
    let blocks = |part: usize| parts[part]["c"].as_array().map_or(0, Vec::len);
    let end_of = |part: usize| {
        let of_part = ends.iter().filter(|end| end.part == part);
        of_part.map(|end| end.at).reduce(f64::max)
    };
    // Places count in pages from 1.0 on, and the first page is the cover: the text begins at 2.0.
    let begin_of = |part: usize| (0..part).rev().find_map(end_of).unwrap_or(2.0);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|part| parts[*part]["is_needed"] != true);
    let mut kept = vec![0; parts.len()];
    let mut used = 0.0;
    for part in order {
        let begin = begin_of(part);
        let length = end_of(part).unwrap_or(begin) - begin;
        if used + length <= room {
            kept[part] = blocks(part);
            used += length;
            continue;
        }
        if room - used > MOST_OF_A_PAGE {
            let of_part = ends.iter().filter(|end| end.part == part);
            kept[part] = of_part.filter(|end| used + end.at - begin <= room).count();
        }
        break;
    }
    kept
}

/// The parts of which something is kept. None ends with a heading.
pub(super) fn shown(parts: &[Value], kept: &[usize]) -> Value {
    let shown = parts.iter().zip(kept).filter(|(_, kept)| **kept > 0);
    let shown = shown.map(|(part, kept)| {
        let mut part = part.clone();
        if let Some(blocks) = part["c"].as_array_mut() {
            blocks.truncate(*kept);
            while blocks.last().is_some_and(|block| block["t"] == "h") {
                blocks.pop();
            }
        }
        part
    });
    shown.collect()
}

/// The parts that are not here, or not whole.
pub(super) fn left_out(parts: &[Value], kept: &[usize]) -> Vec<LeftOut> {
    let parts = parts.iter().zip(kept);
    let left_out = parts.filter(|(part, kept)| part["c"].as_array().map_or(0, Vec::len) > **kept);
    let left_out = left_out.map(|(part, kept)| LeftOut {
        title: part["title"].as_str().map(str::to_owned),
        has_begun: *kept > 0,
    });
    left_out.collect()
}
