//! What stands behind a picture and says how it is shown: `{width=300}`, ` =300x200`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::page::Scale;
use crate::parse::attributes::{self, Attributes};

/// Attributes in braces, and where they stand in a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Braces {
    pub(super) range: Range<usize>,
    pub(super) attributes: Attributes,
}

/// Lists of attributes in a line that stand right behind what may be a picture.
pub(super) fn braces(line: &str) -> Vec<Braces> {
    let places = [")", "]]"].into_iter().flat_map(|end| {
        let signs = line.match_indices(end);
        signs.map(move |(at, sign)| at + sign.len())
    });
    let read = places.filter_map(|at| {
        let (attributes, length) = attributes::read(&line[at..])?;
        let range = at..at + length;
        Some(Braces { range, attributes })
    });
    let mut found: Vec<Braces> = read.collect();
    found.sort_by_key(|braces| braces.range.start);
    found
}

/// `![alt](photo.png =300x200)`, with a title or none.
static SIZE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let target = r#"(?:<[^<>\n]*>|[^\s()<>]+)(?:[ \t]+"[^"\n]*")?"#;
    Regex::new(&format!(
        r"!\[[^\]\n]*\]\([ \t]*{target}([ \t]+=([0-9]*%?)(?:x([0-9]*%?))?[ \t]*)\)"
    ))
    .ok()
});

/// Sizes of pictures in a line: where each stands with the space before it, and what it says.
pub(super) fn sizes(line: &str) -> Vec<(Range<usize>, Option<Scale>)> {
    let found = SIZE.iter().flat_map(|size| size.captures_iter(line));
    let sizes = found.filter_map(|found| {
        let whole = found.get(1)?;
        let width = found.get(2).map_or("", |width| width.as_str());
        let height = found.get(3).map_or("", |height| height.as_str());
        let is_size = !(width.is_empty() && height.is_empty());
        is_size.then(|| (whole.range(), scale(width).or_else(|| height_of(height))))
    });
    sizes.collect()
}

/// How wide a picture is wanted: `300`, `300px`, `50%`, `8cm`. `None` for what cannot be understood.
pub(crate) fn scale(width: &str) -> Option<Scale> {
    let width = width.trim();
    let digits = width.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, unit) = width.split_at(digits.unwrap_or(width.len()));
    let number: f64 = number.parse().ok()?;
    let inches = match unit.trim() {
        "" | "px" => return pixels(number).map(Scale::Width),
        "%" => {
            let share = number.round();
            return (1.0..=100.0)
                .contains(&share)
                .then_some(Scale::Share(share as u8));
        }
        "in" => number,
        "cm" => number / 2.54,
        "mm" => number / 25.4,
        "pt" => number / 72.0,
        "em" | "rem" => number / 6.0,
        _ => return None,
    };
    pixels(inches * 96.0).map(Scale::Width)
}

/// How high a picture is wanted.
pub(crate) fn height_of(height: &str) -> Option<Scale> {
    match scale(height)? {
        Scale::Width(pixels) => Some(Scale::Height(pixels)),
        _ => None,
    }
}

fn pixels(number: f64) -> Option<u32> {
    const MOST: f64 = 20_000.0;
    let number = number.round();
    (1.0..=MOST).contains(&number).then_some(number as u32)
}

/// The size at the end of what describes a picture: `A crowd|300`, `300x200`. Gives what is left of the
/// description.
pub(crate) fn sized(description: &str) -> (&str, Option<Scale>) {
    let (words, size) = match description.rsplit_once('|') {
        Some((words, size)) => (words, size),
        None => ("", description),
    };
    let size = size.trim();
    let width = match size.split_once('x') {
        Some((width, height)) if height.bytes().all(|b| b.is_ascii_digit()) => width,
        Some(_) => return (description, None),
        None => size,
    };
    let is_number = !width.is_empty() && width.bytes().all(|b| b.is_ascii_digit());
    let scale = is_number.then(|| scale(width)).flatten();
    if scale.is_some() {
        (words, scale)
    } else {
        (description, None)
    }
}

#[cfg(test)]
mod tests {
    use super::{scale, sized, sizes};
    use crate::model::page::Scale;

    #[test]
    fn a_size_is_no_part_of_a_description() {
        for (text, words, width) in [
            ("300", "", Some(300)),
            ("300x200", "", Some(300)),
            ("A crowd|300", "A crowd", Some(300)),
            ("A crowd|300x200", "A crowd", Some(300)),
            ("A crowd", "A crowd", None),
            ("A|b", "A|b", None),
            ("Route 66", "Route 66", None),
            ("3x", "", Some(3)),
            ("x", "x", None),
        ] {
            assert_eq!(sized(text), (words, width.map(Scale::Width)), "{text}");
        }
    }

    #[test]
    fn widths_have_the_units_of_other_tools() {
        assert_eq!(scale("300px"), Some(Scale::Width(300)));
        assert_eq!(scale("50%"), Some(Scale::Share(50)));
        assert_eq!(scale("2in"), Some(Scale::Width(192)));
        assert_eq!(scale("auto"), None);
        assert_eq!(scale("0"), None);
    }

    #[test]
    fn a_size_may_stand_behind_the_address() {
        let line = "See ![a](p.png =300x200), ![b](<q r.png> \"t\" =50%x*) and ![c](p.png).";
        let found: Vec<_> = sizes(line)
            .into_iter()
            .map(|(range, scale)| (&line[range], scale))
            .collect();
        assert_eq!(found, [(" =300x200", Some(Scale::Width(300)))]);
        assert_eq!(sizes("![a](p.png =x200)")[0].1, Some(Scale::Height(200)));
    }
}
