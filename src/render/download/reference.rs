//! Where an address in a page leads, by the paths of the output.

use percent_encoding::percent_decode_str;

/// A file of the output, and a place in it.
#[derive(Debug, PartialEq)]
pub(super) struct Destination {
    pub(super) path: String,
    /// As it stands after `#`; empty for the whole file.
    pub(super) fragment: String,
}

/// What `address` in the page at `from` names; `None` for what is no file of the output: another host, a
/// text that is an address itself, a path that leads out.
pub(super) fn resolve(from: &str, address: &str) -> Option<Destination> {
    let has_scheme = address
        .find([':', '/', '?', '#'])
        .is_some_and(|at| address[at..].starts_with(':'));
    if has_scheme || address.starts_with('/') {
        return None;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = rest.split('?').next().unwrap_or_default();
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let path = match path {
        "" => from.to_owned(),
        path => join(from, &decode(path))?,
    };
    Some(Destination {
        path,
        fragment: decode(fragment),
    })
}

/// The path that a relative one means in the file at `from`.
fn join(from: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Destination, resolve};

    #[test]
    fn an_address_names_a_file_and_a_place_in_it() {
        for (address, expected) in [
            ("#steps", Some(("methods/a.html", "steps"))),
            ("", Some(("methods/a.html", ""))),
            ("b.html", Some(("methods/b.html", ""))),
            ("../index.html#a%20b", Some(("index.html", "a b"))),
            ("./c%20d.html?x=1#y", Some(("methods/c d.html", "y"))),
            ("../../out.html", None),
            ("https://example.org/", None),
            ("mailto:a@example.org", None),
            ("data:text/plain,x", None),
            ("//example.org/x", None),
            ("/x", None),
        ] {
            let expected = expected.map(|(path, fragment)| Destination {
                path: path.to_owned(),
                fragment: fragment.to_owned(),
            });
            assert_eq!(resolve("methods/a.html", address), expected, "{address}");
        }
    }
}
