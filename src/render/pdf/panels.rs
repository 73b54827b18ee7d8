//! Sets a text on eight small pages: in letters as large as fit, with parts that stay whole, and with no page left empty.
//!
//! Takes the data of a sheet, whose text is given in parts, and a way to set it. What is asked for stands under `fit` in the
//! data: `size` is that of the letters, in points; `breaks` lists the parts that begin a page, by their numbers, where the number
//! of parts stands for what comes after the last; `notes` is how many pages are there to write on.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::excerpt::{by_items, kept, left_out, shown};
use super::fit::{Setting, read, set_with};
use super::result::{BlockEnd, LeftOut, Pdf, Stop};

/// The letters that the text may have, in points, the smallest first.
const SIZES: [u32; 7] = [9, 10, 11, 12, 13, 14, 16];

/// So many sizes smaller than need be are the letters of a text of which more parts then stay whole.
const SMALLER: usize = 1;

/// How many pages what has no room is told on, at first.
const NOTE: f64 = 0.6;

/// How often a text that is too long is shortened before it is left as it is.
const ROUNDS: usize = 6;

/// What stands between two parts on a page, as a part of the page.
const GAP: f64 = 0.05;

/// How much of a page a heading without a text takes.
const HEADING: f64 = 0.15;

/// Sets a text on so many small pages. What has no room in the smallest letters is left out.
///
/// # Errors
/// Those of `setting`.
pub(super) fn on_panels(data: &str, most: usize, setting: Setting<'_>) -> Result<Pdf, Stop> {
    let mut data = read(data);
    let smallest = set_with(&mut data, json!({ "size": SIZES[0] }), setting)?;
    let (smallest, left_out) = if smallest.pages > most {
        shortened(&mut data, most, setting)?
    } else {
        (smallest, Vec::new())
    };
    let pdf = if smallest.pages > most {
        smallest
    } else {
        let (size, plain) = largest(&mut data, most, smallest, setting)?;
        arranged(&mut data, most, size, plain, setting)?
    };
    Ok(Pdf { left_out, ..pdf })
}

/// The largest letters in which a text has room that has it in the smallest.
fn largest(
    data: &mut Value,
    most: usize,
    smallest: Pdf,
    setting: Setting<'_>,
) -> Result<(usize, Pdf), Stop> {
    let (mut low, mut high, mut best) = (0, SIZES.len(), smallest);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        let larger = set_with(data, json!({ "size": SIZES[middle] }), setting)?;
        if larger.pages <= most {
            (low, best) = (middle, larger);
        } else {
            high = middle;
        }
    }
    Ok((low, best))
}

/// Sets a text so that as many parts as can be stay whole, in letters a little smaller if need be; otherwise with a page for as
/// many parts as there are pages left. What is left then is there to write on.
fn arranged(
    data: &mut Value,
    most: usize,
    size: usize,
    plain: Pdf,
    setting: Setting<'_>,
) -> Result<Pdf, Stop> {
    let mut best: Option<(usize, Pdf)> = None;
    for size in (size.saturating_sub(SMALLER)..=size).rev() {
        let found = in_whole_parts(data, most, SIZES[size], setting)?;
        let is_better = |split: usize| best.as_ref().is_none_or(|(least, _)| split < *least);
        best = found.filter(|(split, _)| is_better(*split)).or(best);
        if matches!(best, Some((0, _))) {
            break;
        }
    }
    if let Some((_, pdf)) = best {
        return Ok(pdf);
    }
    let end = parts(data);
    let first = std::iter::once(end).chain(1..end);
    let breaks = first.take(most - plain.pages).collect();
    let spread = set_broken(data, SIZES[size], breaks, most, setting)?;
    Ok(if spread.pages <= most { spread } else { plain })
}

/// Sets a text whose parts stay whole, but for those that are longer than a page, and says how many these are; none where it has
/// too many pages then.
fn in_whole_parts(
    data: &mut Value,
    most: usize,
    size: u32,
    setting: Setting<'_>,
) -> Result<Option<(usize, Pdf)>, Stop> {
    let end = parts(data);
    let apart = set_broken(data, size, (1..=end).collect(), most, setting)?;
    let lengths = lengths(&apart.ends, end);
    let split = lengths.iter().filter(|length| **length > 1.0).count();
    if apart.pages <= most {
        return Ok(Some((split, apart)));
    }
    let mut breaks = breaks(&lengths);
    let packed = set_with(data, json!({ "size": size, "breaks": breaks }), setting)?;
    if packed.pages > most {
        return Ok(None);
    }
    // Each more that begins a page takes a page at most.
    let more = std::iter::once(end).chain(1..end);
    let more: Vec<usize> = more.filter(|part| !breaks.contains(part)).collect();
    breaks.extend(more.into_iter().take(most - packed.pages));
    let spread = set_broken(data, size, breaks, most, setting)?;
    let pdf = if spread.pages <= most { spread } else { packed };
    Ok(Some((split, pdf)))
}

/// Sets a text in which these parts begin a page, and fills the pages that are left with lines to write on.
fn set_broken(
    data: &mut Value,
    size: u32,
    breaks: Vec<usize>,
    most: usize,
    setting: Setting<'_>,
) -> Result<Pdf, Stop> {
    let mut fit = json!({ "size": size, "breaks": breaks });
    let pdf = set_with(data, fit.clone(), setting)?;
    if pdf.pages >= most {
        return Ok(pdf);
    }
    fit["notes"] = (most - pdf.pages).into();
    set_with(data, fit, setting)
}

fn parts(data: &Value) -> usize {
    data["parts"].as_array().map_or(0, Vec::len)
}

/// How long each part is, in pages, where each begins a page. The first page is the cover.
fn lengths(ends: &[BlockEnd], parts: usize) -> Vec<f64> {
    let mut page = 2.0;
    let lengths = (0..parts).map(|part| {
        let of_part = ends.iter().filter(|end| end.part == part);
        let end = of_part.map(|end| end.at).reduce(f64::max);
        let end = end.unwrap_or(page + HEADING);
        let length = end - page;
        // A page that is full to its foot is no page more.
        page += length.ceil().max(1.0);
        length
    });
    lengths.collect()
}

/// Which parts begin a page so that none is split that has room on one.
fn breaks(lengths: &[f64]) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut at = 0.0;
    for (part, length) in lengths.iter().enumerate() {
        let full = f64::fract(at);
        let gap = if full > 0.0 { GAP } else { 0.0 };
        let is_split = full + gap + length > 1.0;
        if full > 0.0 && is_split && *length <= 1.0 {
            breaks.push(part);
            at = at.ceil();
        } else {
            at += gap;
        }
        at += length;
    }
    breaks
}

/// Sets as much of a text as has room in the smallest letters, and gives what has none.
fn shortened(
    data: &mut Value,
    most: usize,
    setting: Setting<'_>,
) -> Result<(Pdf, Vec<LeftOut>), Stop> {
    let parts = by_items(data["parts"].take());
    data["parts"] = parts.clone();
    let whole = set_with(data, json!({ "size": SIZES[0] }), setting)?;
    let parts = parts.as_array().map_or(&[][..], Vec::as_slice);
    // How much room there is depends on what is left out, since that is named. So it is found by trying.
    let mut too_little: Option<f64> = None;
    let mut too_much: Option<f64> = None;
    // The first page is the cover.
    let mut room = most as f64 - 1.0 - NOTE;
    for _ in 0..ROUNDS {
        let (pdf, left_out) = set_within(room, parts, &whole.ends, data, setting)?;
        let pages = pdf.pages;
        match pages.cmp(&most) {
            Ordering::Equal => return Ok((pdf, left_out)),
            Ordering::Less => too_little = Some(room),
            Ordering::Greater => too_much = Some(room),
        }
        room = match (too_little, too_much) {
            (Some(low), Some(high)) => f64::midpoint(low, high),
            _ => room + (most as f64 - pages as f64) * NOTE,
        };
    }
    let room = too_little.or(too_much).unwrap_or(room);
    set_within(room, parts, &whole.ends, data, setting)
}

/// Sets as much as has `room`, in pages, in the letters that `data` says.
fn set_within(
    room: f64,
    parts: &[Value],
    ends: &[BlockEnd],
    data: &mut Value,
    setting: Setting<'_>,
) -> Result<(Pdf, Vec<LeftOut>), Stop> {
    let kept = kept(parts, ends, room);
    let left_out = left_out(parts, &kept);
    let titles = left_out.iter();
    let titles = titles.map(|part| json!({ "title": part.title, "has_begun": part.has_begun }));
    data["left_out"] = titles.collect();
    data["parts"] = shown(parts, &kept);
    Ok((setting(&data.to_string())?, left_out))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::result::{BlockEnd, LeftOut, Pdf};
    use super::{HEADING, SIZES, breaks, lengths, on_panels, read};

    /// Sets parts of blocks that each fill so many pages in the smallest letters, behind a cover. What comes after them has
    /// room below the last, or a page of its own.
    fn set(data: &str, pages_of_a_block: f64) -> Pdf {
        let text = data;
        let data = read(data);
        let fit = &data["fit"];
        let size = fit["size"].as_f64().expect("it has a size") / f64::from(SIZES[0]);
        let breaks = fit["breaks"].as_array().into_iter().flatten();
        let breaks: Vec<u64> = breaks.filter_map(Value::as_u64).collect();
        let begins_page = |part: usize| breaks.contains(&(part as u64));
        let mut at: f64 = 2.0;
        let mut ends = Vec::new();
        let parts = data["parts"].as_array().map_or(&[][..], Vec::as_slice);
        for (part, of) in parts.iter().enumerate() {
            if part > 0 && begins_page(part) {
                at = at.ceil();
            }
            for _ in 0..of["c"].as_array().map_or(0, Vec::len) {
                at += pages_of_a_block * size;
                ends.push(BlockEnd { part, at });
            }
        }
        let notes = fit["notes"].as_u64().unwrap_or_default() as usize;
        let own_end = usize::from(begins_page(parts.len()));
        Pdf {
            pages: at.ceil() as usize - 1 + notes + own_end,
            ends,
            data: text.into(),
            ..Pdf::default()
        }
    }

    fn parts(blocks: &[usize]) -> String {
        let parts = blocks.iter().enumerate().map(|(at, blocks)| {
            let c: Vec<Value> = (0..*blocks)
                .map(|_| json!({ "t": "p", "c": ["Words."] }))
                .collect();
            json!({ "title": format!("Part {at}"), "c": c, "is_needed": at == 2 })
        });
        json!({ "parts": parts.collect::<Vec<_>>() }).to_string()
    }

    /// What comes of parts of so many blocks, and what was asked for in the end.
    fn panels(blocks: &[usize], pages_of_a_block: f64) -> (Pdf, Value) {
        let pdf = on_panels(&parts(blocks), 8, &|data| Ok(set(data, pages_of_a_block)));
        let pdf = pdf.expect("it is set");
        let fit = read(&pdf.data)["fit"].take();
        (pdf, fit)
    }

    #[test]
    fn what_has_room_has_the_largest_letters_and_what_has_none_is_named() {
        let (fitting, fit) = panels(&[2, 2, 2], 0.5);
        assert_eq!((fitting.pages, fitting.left_out.len()), (8, 0));
        assert_eq!(fit["size"], 16);
        // The part that is needed is there before others.
        let left_out = |title: &str, has_begun| LeftOut {
            title: Some(title.to_owned()),
            has_begun,
        };
        let (long, _) = panels(&[4, 40, 4], 0.5);
        assert_eq!(long.pages, 8);
        assert_eq!(long.left_out, [left_out("Part 1", true)]);
        let (one, _) = panels(&[40, 0, 0], 0.5);
        assert_eq!(one.pages, 8);
        assert_eq!(one.left_out, [left_out("Part 0", true)]);
    }

    #[test]
    fn parts_stay_whole_in_letters_that_are_a_little_smaller() {
        // In the largest, each would have a page, and there are not so many.
        let (whole, fit) = panels(&[1; 8], 0.3);
        assert_eq!(whole.pages, 8);
        assert_eq!(fit["size"], 14);
        let on_page = |end: &BlockEnd| end.at.ceil();
        let each = whole.ends.iter().map(on_page);
        assert_eq!(
            each.collect::<Vec<_>>(),
            [3.0, 4.0, 5.0, 6.0, 7.0, 7.0, 8.0, 8.0]
        );
    }

    #[test]
    fn pages_that_a_short_text_leaves_empty_are_there_to_write_on() {
        let (short, fit) = panels(&[1], 0.1);
        assert_eq!(short.pages, 8);
        assert_eq!(fit, json!({ "size": 16, "breaks": [1], "notes": 5 }));
    }

    #[test]
    fn a_part_begins_a_page_where_it_would_be_split_and_need_not_be() {
        let end = |part, at| BlockEnd { part, at };
        let ends = [end(0, 2.4), end(1, 3.9), end(3, 6.2)];
        let lengths = lengths(&ends, 4);
        let rounded = lengths
            .iter()
            .map(|length| (length * 100.0).round() / 100.0);
        assert_eq!(rounded.collect::<Vec<_>>(), [0.4, 0.9, HEADING, 1.2]);
        assert_eq!(breaks(&lengths), [1, 2]);
    }
}
