//! Parts of files, as players of recordings and films ask for them (RFC 9110, section 14).

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;

/// What a request asks for of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Whole,
    /// The bytes of this part, at least one.
    Part(Range<u64>),
    /// A part that begins beyond the end.
    Nothing,
}

/// What the header `Range` asks for of a file of so many bytes. Several parts at once, and what cannot be
/// understood, are the whole, as the standard allows.
pub(crate) fn wanted(header: Option<&str>, length: u64) -> Wanted {
    let Some((first, last)) = header.and_then(bounds) else {
        return Wanted::Whole;
    };
    let range = match (first, last) {
        (Some(first), Some(last)) => first..last.saturating_add(1).min(length),
        (Some(first), None) => first..length,
        (None, Some(count)) => length.saturating_sub(count)..length,
        (None, None) => return Wanted::Whole,
    };
    if range.is_empty() {
        Wanted::Nothing
    } else {
        Wanted::Part(range)
    }
}

/// The first and the last byte of `bytes=0-99`, of `bytes=100-`, and of `bytes=-50`, where it is how many.
fn bounds(header: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (unit, set) = header.split_once('=')?;
    let (first, last) = set.trim().split_once('-')?;
    let number = |text: &str| match text {
        "" => Some(None),
        text if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok().map(Some),
        _ => None,
    };
    let (first, last) = (number(first)?, number(last)?);
    let is_backward = matches!((first, last), (Some(first), Some(last)) if last < first);
    (unit.trim().eq_ignore_ascii_case("bytes") && !is_backward).then_some((first, last))
}

/// Reads a part of a file.
///
/// # Errors
/// When it cannot be read, or has become shorter.
pub(crate) fn read(path: &Path, part: &Range<u64>) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(part.start))?;
    let length = part.end - part.start;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted};

    #[test]
    fn a_part_lies_within_the_file_or_is_none() {
        for (header, expected) in [
            (None, Wanted::Whole),
            (Some("bytes=0-3"), Wanted::Part(0..4)),
            (Some("bytes=4-"), Wanted::Part(4..10)),
            (Some("bytes=4-99"), Wanted::Part(4..10)),
            (Some("bytes=-3"), Wanted::Part(7..10)),
            (Some("bytes=-99"), Wanted::Part(0..10)),
            (Some("BYTES=9-9"), Wanted::Part(9..10)),
            (Some("bytes=10-"), Wanted::Nothing),
            (Some("bytes=-0"), Wanted::Nothing),
            (Some("bytes=99999999999999999999-"), Wanted::Whole),
            (Some("bytes=3-1"), Wanted::Whole),
            (Some("bytes=0-1,4-5"), Wanted::Whole),
            (Some("pages=0-1"), Wanted::Whole),
            (Some("bytes=+1-2"), Wanted::Whole),
            (Some("bytes=-"), Wanted::Whole),
        ] {
            assert_eq!(wanted(header, 10), expected, "{header:?}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
    }
}
