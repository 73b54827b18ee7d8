//! The pictures of a set in raw HTML, each with what it is for: `a.png 1x, b.png 2x`.
//!
//! Follows "parsing a srcset attribute" of the HTML standard (section 4.8.4.3.10): an address ends at white space, so that
//! commas may stand in it, and one that ends with a comma says nothing more.

use std::ops::Range;

/// A picture of a set, as places in the text of the attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) address: Range<usize>,
    /// Empty where nothing is said.
    pub(crate) size: Range<usize>,
}

/// The pictures that a set names, in order.
pub(crate) fn candidates(set: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while let Some(start) = find_from(set, at, |c| !c.is_ascii_whitespace() && c != ',') {
        let end = find_from(set, start, |c| c.is_ascii_whitespace()).unwrap_or(set.len());
        let address = set[start..end].trim_end_matches(',');
        let address = start..start + address.len();
        let size_end = if address.end < end {
            end
        } else {
            end_of_size(set, end)
        };
        let size = if address.end < end {
            end..end
        } else {
            trimmed(set, end..size_end)
        };
        candidates.push(Candidate { address, size });
        at = size_end;
    }
    candidates
}

/// Whether browsers know what a picture is for: a width, a density, a width with a height, or nothing.
pub(crate) fn is_size(size: &str) -> bool {
    let of = |word: &str, sign: char, is_whole: bool| {
        let number = word.strip_suffix(sign);
        number.is_some_and(|number| {
            let is_plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty();
            let is_decimal = !is_whole && number.parse::<f64>().is_ok_and(|n| n >= 0.0);
            is_plain && number.bytes().any(|b| b != b'0') || is_decimal
        })
    };
    let words: Vec<&str> = size.split_ascii_whitespace().collect();
    match words[..] {
        [] => true,
        [one] => of(one, 'w', true) || of(one, 'x', false),
        [one, other] => {
            of(one, 'w', true) && of(other, 'h', true) || of(one, 'h', true) && of(other, 'w', true)
        }
        _ => false,
    }
}

/// Where what is said of a picture ends: at a comma that no parenthesis holds.
fn end_of_size(set: &str, start: usize) -> usize {
    let mut depth = 0usize;
    let comma = set[start..].char_indices().find(|(_, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && depth == 0
    });
    comma.map_or(set.len(), |(at, _)| start + at)
}

fn find_from(set: &str, at: usize, is_wanted: impl Fn(char) -> bool) -> Option<usize> {
    set[at..].find(is_wanted).map(|found| at + found)
}

fn trimmed(set: &str, range: Range<usize>) -> Range<usize> {
    let text = &set[range.clone()];
    let start = range.start + (text.len() - text.trim_ascii_start().len());
    start..start + text.trim_ascii().len()
}

#[cfg(test)]
mod tests {
    use super::{candidates, is_size};

    fn read(set: &str) -> Vec<(&str, &str)> {
        let candidates = candidates(set).into_iter();
        candidates
            .map(|one| (&set[one.address], &set[one.size]))
            .collect()
    }

    #[test]
    fn a_set_is_read_as_browsers_read_it() {
        for (set, expected) in [
            ("", &[] as &[(&str, &str)]),
            ("a.png", &[("a.png", "")]),
            (" a.png 1x , b.png 2x ", &[("a.png", "1x"), ("b.png", "2x")]),
            (
                "a.png 300w,b.png 600w",
                &[("a.png", "300w"), ("b.png", "600w")],
            ),
            ("a.png, b.png 2x", &[("a.png", ""), ("b.png", "2x")]),
            (", a.png 1x, , b.png", &[("a.png", "1x"), ("b.png", "")]),
            ("a,b.png 1x", &[("a,b.png", "1x")]),
            (
                "data:image/png;base64,AA 1x, b.png",
                &[("data:image/png;base64,AA", "1x"), ("b.png", "")],
            ),
            (
                "a.png f(1, 2), b.png\n2x",
                &[("a.png", "f(1, 2)"), ("b.png", "2x")],
            ),
        ] {
            assert_eq!(read(set), expected, "{set}");
        }
    }

    #[test]
    fn browsers_know_widths_and_densities() {
        for size in ["", "1x", "1.5x", "600w", "600w 400h", "400h 600w"] {
            assert!(is_size(size), "{size}");
        }
        for size in [
            "2q", "600", "x", "w", "0w", "-1x", "1.5w", "2x 300w", "600 w", "400h",
        ] {
            assert!(!is_size(size), "{size}");
        }
    }
}
