//! Sees to it that a sheet ends well: that no last side has a line or two, and that what is folded has its eight pages.
//!
//! Takes the data of a sheet and a way to set it. A sheet is set as it is first, and again only where that does not end well,
//! each time with something else under `fit` in its data: `size` is that of the letters, in points; `tight` is how often lines and
//! margins are to be a little narrower; `share` is how much of the height of each page may be used; `breaks` is how many parts
//! may begin a page.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::result::{BlockEnd, LeftOut, Pdf, Stop};

/// Sets a sheet of this data.
type Setting<'a> = &'a dyn Fn(&str) -> Result<Pdf, Stop>;

/// A last side that is less full than this has a line or two.
const FEW_LINES: f64 = 0.12;

/// How often lines and margins may become narrower; more would be seen.
const TIGHTEST: u32 = 2;

/// Balanced pages cannot be as full as they are reckoned to be, since lines and items are not split.
const SLACK: f64 = 0.06;

/// The letters that what is folded may have, in points, the smallest first.
const SIZES: [u32; 7] = [9, 10, 11, 12, 13, 14, 16];

/// How many pages what has no room is told on, at first.
const NOTE: f64 = 0.6;

/// So much of a page is not left empty where the beginning of a part has room.
const MOST_OF_A_PAGE: f64 = 0.7;

/// How often a text that is too long is shortened before it is left as it is.
const ROUNDS: usize = 6;

/// Sets a sheet that has no line or two on the last side of a text: a little tighter if that saves the side, or else with pages
/// that are about as full as each other.
///
/// # Errors
/// Those of `setting`.
pub(super) fn to_a_full_side(data: &str, setting: Setting<'_>) -> Result<Pdf, Stop> {
    let pdf = setting(data)?;
    let Some(short) = short_sides(&pdf).next() else {
        return Ok(pdf);
    };
    let mut data = read(data);
    let count = |pdf: &Pdf| short_sides(pdf).count();
    // Where the narrowest saves no side, none that is less narrow does.
    let mut drawn_in = None;
    for tight in (1..=TIGHTEST).rev() {
        let tighter = set_with(&mut data, json!({ "tight": tight }), setting)?;
        if count(&tighter) >= count(&pdf) {
            break;
        }
        drawn_in = Some(tighter);
    }
    if let Some(drawn_in) = drawn_in {
        return Ok(drawn_in);
    }
    let balanced = set_with(&mut data, json!({ "share": short + SLACK }), setting)?;
    let is_better = balanced.pages == pdf.pages && count(&balanced) < count(&pdf);
    Ok(if is_better { balanced } else { pdf })
}

/// For each text whose last side has a line or two, how full its pages would be if all were as full as each other.
fn short_sides(pdf: &Pdf) -> impl Iterator<Item = f64> {
    let mut before = 0;
    pdf.last_sides.iter().filter_map(move |last| {
        let pages = last.page.saturating_sub(before);
        before = last.page;
        let is_short = pages > 1 && last.full < FEW_LINES;
        is_short.then(|| (pages as f64 - 1.0 + last.full) / pages as f64)
    })
}

/// Sets a text on so many small pages, in the largest letters that fit. What has no room in the smallest is left out.
///
/// # Errors
/// Those of `setting`.
pub(super) fn on_panels(data: &str, most: usize, setting: Setting<'_>) -> Result<Pdf, Stop> {
    let mut data = read(data);
    let smallest = set_with(&mut data, json!({ "size": SIZES[0] }), setting)?;
    if smallest.pages > most {
        return shortened(&mut data, most, setting);
    }
    let (mut low, mut high, mut best) = (0, SIZES.len(), smallest);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        let larger = set_with(&mut data, json!({ "size": SIZES[middle] }), setting)?;
        if larger.pages <= most {
            (low, best) = (middle, larger);
        } else {
            high = middle;
        }
    }
    if best.pages == most {
        return Ok(best);
    }
    // Pages that would stay empty begin with parts.
    let fit = json!({ "size": SIZES[low], "breaks": most - best.pages });
    let spread = set_with(&mut data, fit, setting)?;
    Ok(if spread.pages <= most { spread } else { best })
}

/// Sets as much of a text as has room, and names the rest.
fn shortened(data: &mut Value, most: usize, setting: Setting<'_>) -> Result<Pdf, Stop> {
    let parts = by_items(data["parts"].take());
    data["parts"] = parts.clone();
    let whole = set_with(data, json!({ "size": SIZES[0] }), setting)?;
    let parts = parts.as_array().map_or(&[][..], Vec::as_slice);
    // How much room there is depends on what is left out, since that is named. So it is found by trying.
    let mut too_little: Option<(f64, Pdf)> = None;
    let mut too_much: Option<(f64, Pdf)> = None;
    // The first page is the cover.
    let mut room = most as f64 - 1.0 - NOTE;
    for _ in 0..ROUNDS {
        let pdf = set_within(room, parts, &whole.ends, data, setting)?;
        let pages = pdf.pages;
        match pages.cmp(&most) {
            Ordering::Equal => return Ok(pdf),
            Ordering::Less => too_little = Some((room, pdf)),
            Ordering::Greater => too_much = Some((room, pdf)),
        }
        room = match (&too_little, &too_much) {
            (Some((low, _)), Some((high, _))) => f64::midpoint(*low, *high),
            _ => room + (most as f64 - pages as f64) * NOTE,
        };
    }
    let Some((room, short)) = too_little else {
        return Ok(too_much.map_or(whole, |(_, pdf)| pdf));
    };
    data["fit"] = json!({ "size": SIZES[0], "breaks": most - short.pages });
    let spread = set_within(room, parts, &whole.ends, data, setting)?;
    Ok(if spread.pages <= most { spread } else { short })
}

/// Sets as much as has `room`, in pages, in the letters that `data` says.
fn set_within(
    room: f64,
    parts: &[Value],
    ends: &[BlockEnd],
    data: &mut Value,
    setting: Setting<'_>,
) -> Result<Pdf, Stop> {
    let kept = kept(parts, ends, room);
    let left_out = left_out(parts, &kept);
    let titles = left_out.iter();
    let titles = titles.map(|part| json!({ "title": part.title, "has_begun": part.has_begun }));
    data["left_out"] = titles.collect();
    data["parts"] = shown(parts, &kept);
    let mut pdf = setting(&data.to_string())?;
    pdf.left_out = left_out;
    Ok(pdf)
}

/// The parts with a list for each item of a list, so that a list can be shortened.
fn by_items(mut parts: Value) -> Value {
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
fn kept(parts: &[Value], ends: &[BlockEnd], room: f64) -> Vec<usize> {
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
fn shown(parts: &[Value], kept: &[usize]) -> Value {
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

fn left_out(parts: &[Value], kept: &[usize]) -> Vec<LeftOut> {
    let parts = parts.iter().zip(kept);
    let left_out = parts.filter(|(part, kept)| part["c"].as_array().map_or(0, Vec::len) > **kept);
    let left_out = left_out.map(|(part, kept)| LeftOut {
        title: part["title"].as_str().map(str::to_owned),
        has_begun: *kept > 0,
    });
    left_out.collect()
}

fn set_with(data: &mut Value, fit: Value, setting: Setting<'_>) -> Result<Pdf, Stop> {
    data["fit"] = fit;
    setting(&data.to_string())
}

fn read(data: &str) -> Value {
    serde_json::from_str(data).expect("the program wrote it")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::result::{BlockEnd, LastSide, LeftOut, Pdf};
    use super::{SIZES, on_panels, read, to_a_full_side};

    fn pdf(pages: usize, full: f64) -> Pdf {
        Pdf {
            pages,
            file_pages: pages,
            sides: pages,
            last_sides: vec![LastSide { page: pages, full }],
            ..Pdf::default()
        }
    }

    #[test]
    fn a_line_or_two_on_a_last_side_are_drawn_in_or_the_pages_are_balanced() {
        let drawn_in = to_a_full_side("{}", &|data| {
            let is_tight = read(data)["fit"]["tight"] == 2;
            Ok(if is_tight { pdf(1, 1.0) } else { pdf(2, 0.05) })
        });
        assert_eq!(drawn_in.expect("it is set").pages, 1);
        let balanced = to_a_full_side("{}", &|data| {
            let share = read(data)["fit"]["share"].as_f64();
            Ok(pdf(3, share.map_or(0.1, |share| share - 0.1)))
        });
        let last = balanced.expect("it is set").last_sides[0].full;
        assert!((0.6..0.7).contains(&last), "{last}");
        // What ends well is set once.
        let set = to_a_full_side("{}", &|data| {
            assert_eq!(data, "{}");
            Ok(pdf(2, 0.5))
        });
        assert_eq!(set.expect("it is set").pages, 2);
    }

    /// Sets parts of blocks that each fill so many pages in the smallest letters, behind a cover.
    fn set(data: &str, pages_of_a_block: f64) -> Pdf {
        let data = read(data);
        let size = data["fit"]["size"].as_f64().expect("it has a size") / f64::from(SIZES[0]);
        let mut at = 2.0;
        let mut ends = Vec::new();
        let parts = data["parts"].as_array().into_iter().flatten();
        for (part, of) in parts.enumerate() {
            for _ in 0..of["c"].as_array().map_or(0, Vec::len) {
                at += pages_of_a_block * size;
                ends.push(BlockEnd { part, at });
            }
        }
        Pdf {
            ends,
            ..pdf(at.ceil() as usize - 1, 1.0)
        }
    }

    fn parts(blocks: [usize; 3]) -> String {
        let parts = blocks.iter().enumerate().map(|(at, blocks)| {
            let c: Vec<Value> = (0..*blocks)
                .map(|_| json!({ "t": "p", "c": ["Words."] }))
                .collect();
            json!({ "title": format!("Part {at}"), "c": c, "is_needed": at == 2 })
        });
        json!({ "parts": parts.collect::<Vec<_>>() }).to_string()
    }

    #[test]
    fn what_is_folded_has_the_largest_letters_that_fit_and_names_what_has_no_room() {
        let fitting = on_panels(&parts([2, 2, 2]), 8, &|data| Ok(set(data, 0.5)));
        let fitting = fitting.expect("it is set");
        assert_eq!((fitting.pages, fitting.left_out.len()), (7, 0));
        let long = on_panels(&parts([4, 40, 4]), 8, &|data| Ok(set(data, 0.5)));
        let long = long.expect("it is set");
        assert!(long.pages <= 8, "{}", long.pages);
        // The part that is needed is there before others.
        let left_out = |title: &str, has_begun| LeftOut {
            title: Some(title.to_owned()),
            has_begun,
        };
        assert_eq!(long.left_out, [left_out("Part 1", true)]);
        let one = on_panels(&parts([40, 0, 0]), 8, &|data| Ok(set(data, 0.5)));
        assert_eq!(one.expect("it is set").left_out, [left_out("Part 0", true)]);
    }
}
