//! The form in which names are compared and published: Unicode form C, whatever form a keyboard, a program or
//! a disk writes. A Mac writes the names of files in form D.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// `text` in form C.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::nfc;

    #[test]
    fn a_letter_and_its_accent_are_one() {
        assert_eq!(nfc("me\u{301}tier"), "m\u{e9}tier");
        assert_eq!(nfc("m\u{e9}tier"), "m\u{e9}tier");
        assert_eq!(nfc("plain"), "plain");
    }
}
