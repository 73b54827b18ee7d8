//! Addresses of files of the output, always naming a file: relative between pages, whole for programs
//! that search or follow the site.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, percent_encode_byte};

/// The whole address of the file at `path`, on a site that is at `base`.
pub(crate) fn absolute(base: &str, path: &str) -> String {
    format!("{base}{}", encode(path))
}

/// As [`absolute`], in the letters that every program takes in an address (RFC 3986).
pub(crate) fn uri(base: &str, path: &str) -> String {
    let path = encode(path);
    let path = percent_encoding::utf8_percent_encode(&path, &AsciiSet::EMPTY);
    format!("{base}{path}")
}

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
    use super::{absolute, href, uri};

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

    #[test]
    fn whole_addresses_for_programs_have_no_letters_of_other_scripts() {
        let base = "https://example.org/kb/";
        assert_eq!(
            absolute(base, "é b.html"),
            "https://example.org/kb/é%20b.html"
        );
        assert_eq!(
            uri(base, "é b.html"),
            "https://example.org/kb/%C3%A9%20b.html"
        );
    }
}
