//! Addresses between files of the output: always relative, always naming a file.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a path cannot hold as it is within an address. Letters of any script stay as they are.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    // A first segment with a colon would read as a scheme.
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// From the file at `path` to the output's root: empty, `../`, `../../` …
pub(crate) fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The address of the file at `to` for a link in the file at `from`, both from the output's root.
pub(crate) fn href(from: &str, to: &str) -> String {
    root(from) + &encode(to)
}

/// A path as it stands in an address.
pub(crate) fn encode(path: &str) -> String {
    // Only what is reserved in ASCII is encoded; the set covers no other letters.
    path.chars()
        .fold(String::with_capacity(path.len()), |mut all, c| {
            if c.is_ascii() {
                let mut buffer = [0; 4];
                all.extend(utf8_percent_encode(c.encode_utf8(&mut buffer), RESERVED));
            } else {
                all.push(c);
            }
            all
        })
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
