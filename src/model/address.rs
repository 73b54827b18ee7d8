//! Addresses as a browser reads them.
//!
//! A browser takes tabs and line ends out of an address, reads `\` as `/`, and finds a host where none
//! seems to be: `\\host\x`, `/\host/x` and `https:host/x` lead to another computer, and from a page
//! on a disk `\\host\x` opens a share of the network. So each address is read by the rules of
//! browsers (the URL standard, through `url`) before anything is made of it.

use std::sync::LazyLock;

use url::Url;

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A place of the same site, or on the same page.
    Site,
    /// Another site, in the form that everyone can read: `https://example.org/…`.
    Web,
    /// `mailto:` or `tel:`.
    Person,
    /// Another computer, in a form that hides it.
    Disguised,
    /// The root of whatever the page lies on: of a disk, when the site is read from one.
    Root,
    /// A scheme that pages have no use for, or nothing that can be read.
    Other,
}

/// A page on a disk, deep enough for every step upwards.
static PAGE: LazyLock<Option<Url>> =
    LazyLock::new(|| Url::parse("file:///a/b/c/d/e/f/g/h/i/j/page.html").ok());

/// What the address leads to from a page of the site.
pub(crate) fn reach(address: &str) -> Reach {
    if let Some(reach) = usual(address) {
        return reach;
    }
    let is_edge = |c: char| c <= ' ';
    let trimmed = address.trim_matches(is_edge);
    let is_broken = trimmed.contains(['\t', '\n', '\r']);
    let read: String = trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let Some(url) = PAGE.as_ref().and_then(|page| page.join(&read).ok()) else {
        // Without a scheme it is words that cannot be read as a host: nothing is asked for there.
        return if read.starts_with(['/', '\\']) {
            Reach::Disguised
        } else {
            Reach::Other
        };
    };
    match url.scheme() {
        "http" | "https" if is_plain(&read) && !is_broken => Reach::Web,
        "http" | "https" => Reach::Disguised,
        "mailto" | "tel" if !is_broken => Reach::Person,
        "file" if read.to_ascii_lowercase().starts_with("file:") => Reach::Other,
        "file" if url.host_str().is_some_and(|host| !host.is_empty()) => Reach::Disguised,
        "file" if read.starts_with(['/', '\\']) || names_drive(&read) => Reach::Root,
        "file" => Reach::Site,
        _ => Reach::Other,
    }
}

/// What an address leads to that nobody could take for another: most are such, and this is quick.
fn usual(address: &str) -> Option<Reach> {
    let is_usual = |byte: &u8| byte.is_ascii_graphic() && *byte != b'\\';
    let bytes = address.as_bytes();
    if !bytes.iter().all(is_usual) {
        return None;
    }
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    if let Some(host) = host {
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let is_name = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'.');
        return (!host.is_empty() && host.bytes().all(is_name)).then_some(Reach::Web);
    }
    let is_path = !matches!(bytes.first(), Some(b'/')) && !address.contains([':', '|']);
    is_path.then_some(Reach::Site)
}

/// `http://` or `https://`, with a host right behind it.
fn is_plain(address: &str) -> bool {
    let rest = address
        .split_once(':')
        .and_then(|(_, rest)| rest.strip_prefix("//"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| !host.is_empty() && !host.contains('\\'))
}

/// `C|/x`, which is a disk of Windows.
fn names_drive(address: &str) -> bool {
    let bytes = address.as_bytes();
    bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && matches!(bytes[1], b'|' | b':')
}

#[cfg(test)]
mod tests {
    use super::{Reach, reach};

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        for (address, expected) in [
            ("photo.png", Reach::Site),
            (" ../a/photo.png#x ", Reach::Site),
            ("a\\b.png", Reach::Site),
            ("#steps", Reach::Site),
            ("", Reach::Site),
            ("?q=1", Reach::Site),
            ("https://example.org/x", Reach::Web),
            ("HTTP://example.org", Reach::Web),
            ("mailto:a@example.org", Reach::Person),
            ("tel:+3312", Reach::Person),
            ("\\\\host\\share\\x.png", Reach::Disguised),
            ("/\\host/x", Reach::Disguised),
            ("\\/host/x", Reach::Disguised),
            ("//host/x", Reach::Disguised),
            (" \u{1}//host/x", Reach::Disguised),
            ("/\t/host/x", Reach::Disguised),
            ("https:host/x", Reach::Disguised),
            ("https:/host/x", Reach::Disguised),
            ("https:///host/x", Reach::Disguised),
            ("https:\\\\host\\x", Reach::Disguised),
            ("ht\ttps://host/x", Reach::Disguised),
            ("https://ho\nst/x", Reach::Disguised),
            ("/etc/hostname", Reach::Root),
            ("\\etc\\hostname", Reach::Root),
            ("C|/x", Reach::Root),
            ("C:/x", Reach::Other),
            ("file:x.png", Reach::Other),
            ("file:///etc/passwd", Reach::Other),
            ("javascript:alert(1)", Reach::Other),
            ("java\nscript:alert(1)", Reach::Other),
            ("data:text/html,x", Reach::Other),
            ("blob:x", Reach::Other),
            ("https://", Reach::Other),
        ] {
            assert_eq!(reach(address), expected, "{address:?}");
        }
    }
}
