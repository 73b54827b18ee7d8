//! Names of files in the output, kept as short as file systems demand.

use std::borrow::Cow;

use crate::limits::FILE_NAME;
use crate::model::unicode::nfc;

/// How many bytes the name of a file or folder may have here. File systems take 255, and sheets and
/// archives add to a name.
pub(crate) const LONGEST_NAME: usize = FILE_NAME.most;

/// A path whose names all fit: what is longer is cut, and ends with a hash of the whole.
pub(crate) fn fitting(path: &str) -> Cow<'_, str> {
    let path = nfc(path);
    if path.split('/').all(|name| name.len() <= LONGEST_NAME) {
        return path;
    }
    let names = path.split('/').map(|name| {
        if name.len() <= LONGEST_NAME {
            return Cow::Borrowed(name);
        }
        let hash = &blake3::hash(name.as_bytes()).to_hex()[..10];
        let longest = LONGEST_NAME - hash.len() - 1;
        let mut ends = (0..=longest).rev();
        let kept = ends.find(|at| name.is_char_boundary(*at)).unwrap_or(0);
        Cow::Owned(format!("{}-{hash}", &name[..kept]))
    });
    Cow::Owned(names.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, fitting};

    #[test]
    fn a_name_too_long_for_a_file_is_cut_and_stays_another_than_its_like() {
        let long = "é".repeat(LONGEST_NAME);
        let path = format!("a/{long}/b");
        let cut = fitting(&path);
        assert!(cut.starts_with("a/éé") && cut.ends_with("/b"), "{cut}");
        assert!(cut.split('/').all(|name| name.len() <= LONGEST_NAME));
        assert_ne!(cut, fitting(&format!("a/{long}e/b")));
        assert_eq!(fitting("a/b.html"), "a/b.html");
        assert_eq!(fitting("e\u{301}.html"), "\u{e9}.html");
    }
}
