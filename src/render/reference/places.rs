//! Stand-ins for the places in marks. hayagriva 0.10.1 prints no label for a place that is not a number, such as `3,
//! p. 4`, and parts `1,234` in two. So it is given a number for each place, or two for several places, and the place
//! is put in afterwards.

use std::collections::BTreeMap;

use super::template::is_several;
use super::text_mark::{CitedWork, TextMark};
use super::write::Run;

/// Numbers that no page has, of the same length each.
const FIRST: usize = 1_618_030_000;
const SECOND: &str = "1417213562";

/// The marks as they are formatted. Equal places have equal stand-ins, since `ibid.` depends on that.
pub(super) fn hidden(marks: &[TextMark]) -> Vec<TextMark> {
    let mut numbers = BTreeMap::new();
    let mut hidden = marks.to_vec();
    for source in hidden.iter_mut().flat_map(|mark| &mut mark.sources) {
        if let Some(locator) = &mut source.locator {
            let next = FIRST + numbers.len();
            let number = *numbers.entry(locator.value.clone()).or_insert(next);
            locator.value = stand_in(number, &locator.value).into();
        }
    }
    hidden
}

fn stand_in(number: usize, place: &str) -> String {
    if is_several(place) {
        format!("{number}, {SECOND}")
    } else {
        number.to_string()
    }
}

/// Puts the place of a source in where its stand-in was printed.
pub(super) fn reveal(runs: &mut [Run], source: &CitedWork, hidden: &CitedWork) {
    let (Some(place), Some(stand_in)) = (&source.locator, &hidden.locator) else {
        return;
    };
    for run in runs {
        if run.text.contains(&*stand_in.value) {
            run.text = run.text.replace(&*stand_in.value, &place.value);
        }
    }
}
