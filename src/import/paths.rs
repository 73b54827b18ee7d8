//! Paths with `/` between names, as texts.

/// The folder that a file is in; empty at the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last name.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The letters behind the last dot of the name, as small letters.
pub(super) fn ending(path: &str) -> String {
    let ending = name(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_lowercase()
}

/// The path without the ending of its name.
pub(super) fn without_ending(path: &str) -> &str {
    let ending = name(path).rsplit_once('.').map(|(_, ending)| ending);
    match ending {
        Some(ending) => &path[..path.len() - ending.len() - 1],
        None => path,
    }
}

/// The two paths as one; either may be empty.
pub(super) fn beside(folder: &str, name: &str) -> String {
    let name = name.trim_start_matches("./").trim_matches('/');
    match (folder.trim_matches('/'), name) {
        ("" | ".", name) => name.to_owned(),
        (folder, "" | ".") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}

/// `target` as a page in `folder` names it.
pub(super) fn relative(folder: &str, target: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = target.split('/').collect();
    let same = from
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(from.len() - same);
    format!("{up}{}", to[same..].join("/"))
}

/// Whether a file's ending is that of a page of Markdown.
pub(super) fn is_markdown(path: &str) -> bool {
    matches!(ending(path).as_str(), "md" | "markdown" | "mdown" | "mkd")
}

#[cfg(test)]
mod tests {
    use super::{beside, relative, without_ending};

    #[test]
    fn a_file_is_named_from_a_folder() {
        for (folder, target, expected) in [
            ("", "a.md", "a.md"),
            ("x", "a.md", "../a.md"),
            ("x/y", "x/a.md", "../a.md"),
            ("x", "x/y/a.md", "y/a.md"),
            ("x/y", "z/y/a.md", "../../z/y/a.md"),
        ] {
            assert_eq!(relative(folder, target), expected);
        }
        assert_eq!(beside("a", "./b/"), "a/b");
        assert_eq!(without_ending("a.b/c.d.md"), "a.b/c.d");
        assert_eq!(without_ending("a.b/c"), "a.b/c");
    }
}
