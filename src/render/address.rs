//! Addresses between files of the output: always relative, always naming a file.

use std::borrow::Cow;

use percent_encoding::percent_encode_byte;

/// From the file at `path` to the output's root: empty, `../`, `../../` …
pub(crate) fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The address of the file at `to` for a link in the file at `from`, both from the output's root.
pub(crate) fn href(from: &str, to: &str) -> String {
    root(from) + &encode(to)
}

/// A path as it stands in an address. Letters of any script stay as they are.
pub(crate) fn encode(path: &str) -> Cow<'_, str> {
    // Most paths need no encoding, and there are many on every page.
    if !path.bytes().any(is_reserved) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() + 8);
    for letter in path.chars() {
        match u8::try_from(letter) {
            Ok(byte) if is_reserved(byte) => encoded.push_str(percent_encode_byte(byte)),
            _ => encoded.push(letter),
        }
    }
    Cow::Owned(encoded)
}

/// What a path cannot hold as it is within an address.
fn is_reserved(byte: u8) -> bool {
    // A first segment with a colon would read as a scheme.
    byte.is_ascii_control()
        || matches!(byte, b' ' | b'"' | b'#' | b'%' | b':' | b'<' | b'>' | b'?')
        || matches!(byte, b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}')
}

#[cfg(test)]
mod tests {
    use super::href;

    #[test]
    fn addresses_are_relative_and_safe_in_any_folder() {
        for (from, to, expected) in [
            ("index.html", "a/b.html", "a/b.html"),
            ("a/b.html", "index.html", "../index.html"),
            ("a/b/c.html", "a/b/d e#f.html", "../../a/b/d%20e%23f.html"),
            ("index.html", "a:b.html", "a%3Ab.html"),
            ("index.html", "étapes.html", "étapes.html"),
        ] {
            assert_eq!(href(from, to), expected);
        }
    }
}
