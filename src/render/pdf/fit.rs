//! Sees to it that a sheet ends well: that no last side has a line or two.
//!
//! Takes the data of a sheet and a way to set it. A sheet is set as it is first, and again only where that does not end well,
//! each time with something else under `fit` in its data: `tight` is how often lines and margins are to be a little narrower;
//! `share` is how much of the height of each page of a text may be used, and `text` the number of that text.

use serde_json::{Value, json};

use super::result::{Pdf, Stop};

/// Sets a sheet of this data.
pub(super) type Setting<'a> = &'a dyn Fn(&str) -> Result<Pdf, Stop>;

/// A last side that is less full than this has a line or two.
const FEW_LINES: f64 = 0.17;

/// How often lines and margins may become narrower; more would be seen.
const TIGHTEST: u32 = 2;

/// Balanced pages cannot be as full as they are reckoned to be, since lines and items are not split.
const SLACK: f64 = 0.06;

/// Sets a sheet that has no line or two on the last side of a text: a little tighter if that saves the side, or else with pages
/// of that text that are about as full as each other.
///
/// # Errors
/// Those of `setting`.
pub(super) fn to_a_full_side(data: &str, setting: Setting<'_>) -> Result<Pdf, Stop> {
    let pdf = setting(data)?;
    let count = |pdf: &Pdf| short_sides(pdf).count();
    let before = count(&pdf);
    if before == 0 {
        return Ok(pdf);
    }
    let mut data = read(data);
    let (mut best, mut fit) = (pdf, json!({}));
    // Where the narrowest saves no side, none that is less narrow does.
    for tight in (1..=TIGHTEST).rev() {
        let asked = json!({ "tight": tight });
        let tighter = set_with(&mut data, asked.clone(), setting)?;
        if count(&tighter) >= before {
            break;
        }
        (best, fit) = (tighter, asked);
    }
    let Some(short) = short_sides(&best).next() else {
        return Ok(best);
    };
    fit["share"] = (short.share + SLACK).into();
    fit["text"] = short.text.into();
    let balanced = set_with(&mut data, fit, setting)?;
    let is_better = balanced.pages == best.pages && count(&balanced) < count(&best);
    Ok(if is_better { balanced } else { best })
}

/// A text whose last side has a line or two.
struct Short {
    /// Which of the sheet's texts it is, counted from 0.
    text: usize,
    /// How full its pages would be if all were as full as each other.
    share: f64,
}

fn short_sides(pdf: &Pdf) -> impl Iterator<Item = Short> {
    let mut before = 0;
    let texts = pdf.last_sides.iter().enumerate();
    texts.filter_map(move |(text, last)| {
        let pages = last.page.saturating_sub(before);
        before = last.page;
        let is_short = pages > 1 && last.full < FEW_LINES;
        let share = (pages as f64 - 1.0 + last.full) / pages.max(1) as f64;
        is_short.then_some(Short { text, share })
    })
}

/// Sets a sheet with what is asked for in `fit`.
///
/// # Errors
/// Those of `setting`.
pub(super) fn set_with(data: &mut Value, fit: Value, setting: Setting<'_>) -> Result<Pdf, Stop> {
    data["fit"] = fit;
    setting(&data.to_string())
}

/// The data of a sheet, to be changed.
pub(super) fn read(data: &str) -> Value {
    serde_json::from_str(data).expect("the program wrote it")
}

#[cfg(test)]
mod tests {
    use super::super::result::{LastSide, Pdf};
    use super::{read, to_a_full_side};

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

    #[test]
    fn only_the_pages_of_the_text_that_ends_with_a_line_or_two_are_balanced() {
        let ends = |full| {
            let last_sides = [LastSide { page: 3, full: 0.9 }, LastSide { page: 5, full }];
            Pdf {
                last_sides: last_sides.to_vec(),
                ..pdf(5, full)
            }
        };
        let set = to_a_full_side("{}", &|data| {
            let fit = &read(data)["fit"];
            let full = if fit["text"] == 1 { 0.5 } else { 0.05 };
            Ok(Pdf {
                data: data.into(),
                ..ends(full)
            })
        });
        let fit = read(&set.expect("it is set").data)["fit"].take();
        let share = fit["share"].as_f64().expect("it is a number");
        assert!((0.55..0.65).contains(&share), "{fit}");
    }
}
