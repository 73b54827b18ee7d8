//! Names in an output: which an artifact may have, and which we keep for ourselves.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use anyhow::{Result, bail};

/// What the names begin with that no artifact may take.
const RESERVED: &str = ".groundwork.";

/// A file on its way into an output, before it takes its name.
pub(super) const TEMPORARY: &str = ".groundwork.new";

/// The staging folder within an output, where it cannot be beside it.
pub(super) const INSIDE: &str = ".groundwork.staging";

/// The folders that artifacts of these names need, parents before what they contain.
///
/// Fails for names that are not sorted and unique, that lead out of the output or are ours, and
/// where one artifact is a file and another needs a folder of that name.
pub(super) fn folders<'a>(paths: &[&'a str]) -> Result<BTreeSet<&'a str>> {
    let mut folders = BTreeSet::new();
    for pair in paths.windows(2) {
        if pair[0] >= pair[1] {
            bail!("the artifact {} is there twice or out of order", pair[1]);
        }
    }
    for path in paths {
        if !is_plain(path) || path.starts_with(RESERVED) {
            bail!("an artifact cannot be named {path:?}");
        }
        folders.extend(parents(path));
    }
    if let Some(path) = paths.iter().find(|path| folders.contains(**path)) {
        bail!("{path} would have to be both a file and a folder");
    }
    Ok(folders)
}

/// Whether the path, taken from some folder, stays below it on every system.
pub(super) fn is_plain(path: &str) -> bool {
    path.split('/').all(|name| {
        let mut components = Path::new(name).components();
        let only = matches!(components.next(), Some(Component::Normal(normal)) if normal == name);
        only && components.next().is_none()
    })
}

/// The folders above a path: `a`, then `a/b`, for `a/b/c.html`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::folders;

    #[test]
    fn each_folder_is_named_once_before_what_it_contains() {
        let found = folders(&["a/b/c.html", "a/b/d.html", "a/e.html", "f.html"]).unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        for name in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            ".groundwork.json",
        ] {
            assert!(folders(&[name]).is_err(), "{name}");
        }
    }

    #[test]
    fn a_file_where_a_folder_is_needed_is_refused() {
        let error = folders(&["a", "a-z.html", "a/b.html"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a would have to be both a file and a folder"
        );
    }

    #[test]
    fn names_out_of_order_or_twice_are_refused() {
        assert!(folders(&["b", "a"]).is_err());
        assert!(folders(&["a", "a"]).is_err());
    }
}
