//! How a reference is typed, so that a new one is typed alike.
//!
//! Takes the words that stand there and what they are to name; gives words in the same form.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::parse::join;
use crate::rename::paths::folder_of;
use crate::resolve::names::folded;

/// What means something in a destination.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'(')
    .add(b')')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'|');

/// The same between angle brackets.
const POINTED: &AsciiSet = &SPECIAL.remove(b' ').remove(b'(').remove(b')');

/// A path as a page sees it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// The page's own path.
    pub(super) from: &'a str,
    /// From the content folder.
    pub(super) path: &'a str,
}

/// The destination `typed`, which names `old`, for what `new` is afterwards: from the root or from
/// the page's folder, by the same detours, in the same encoding. One between angle brackets is
/// `pointed`.
pub(super) fn destination(typed: &str, pointed: bool, old: Seen<'_>, new: Seen<'_>) -> String {
    let (path, rest) = typed.split_at(end_of_path(typed));
    let words = Typed::new(path, pointed);
    let holds = || join(folder_of(new.from), &decoded(path)).as_deref() == Some(new.path);
    if path.is_empty() || words.is_detour(old) && holds() {
        return typed.to_owned();
    }
    format!("{}{rest}", words.leading(old, new))
}

/// Where a heading or a query begins. The sign in a character's number, `&#46;`, begins none.
fn end_of_path(typed: &str) -> usize {
    let mut signs = typed.match_indices(['#', '?']);
    let sign = signs.find(|(at, _)| !typed[..*at].ends_with('&'));
    sign.map_or(typed.len(), |(at, _)| at)
}

/// A path as it is typed.
struct Typed<'a> {
    absolute: bool,
    here: bool,
    slash: bool,
    pointed: bool,
    parts: Vec<&'a str>,
}

impl<'a> Typed<'a> {
    fn new(path: &'a str, pointed: bool) -> Self {
        Typed {
            absolute: path.starts_with('/'),
            here: path.starts_with("./"),
            slash: path.len() > 1 && path.ends_with('/'),
            pointed,
            parts: path.split('/').filter(|part| !part.is_empty()).collect(),
        }
    }

    fn leading(&self, old: Seen<'_>, new: Seen<'_>) -> String {
        let parts = if self.absolute {
            split(new.path)
                .iter()
                .map(|part| self.spelled(part))
                .collect()
        } else {
            self.relative(old, new)
        };
        let mut path = parts.join("/");
        if self.absolute {
            path.insert(0, '/');
        } else if self.here {
            path.insert_str(0, "./");
        }
        if self.slash && path != "/" {
            path.push('/');
        }
        path
    }

    /// Whether this is not the shortest way.
    fn is_detour(&self, old: Seen<'_>) -> bool {
        let typed = self.parts.iter().skip(usize::from(self.here));
        let typed: Vec<String> = typed.map(|part| decoded(part)).collect();
        if self.absolute {
            split(old.path) != typed
        } else {
            relative(old.from, old.path) != typed
        }
    }

    fn relative(&self, old: Seen<'_>, new: Seen<'_>) -> Vec<String> {
        let stays = folder_of(old.from) == folder_of(new.from);
        let (old_parts, new_parts) = (split(old.path), split(new.path));
        let is_dots = |part: &&str| matches!(*part, "." | "..");
        let dots = self.parts.iter().rposition(is_dots).map_or(0, |at| at + 1);
        let named = self.parts.len() - dots;
        let head = old_parts.len().saturating_sub(named);
        let reachable = new_parts.len() > head && old_parts[..head] == new_parts[..head];
        if stays && self.is_detour(old) && reachable {
            let kept = self.parts[usize::from(self.here)..dots].iter();
            let kept = kept.map(|part| (*part).to_owned());
            let rest = new_parts[head..].iter().map(|part| self.spelled(part));
            return kept.chain(rest).collect();
        }
        let fresh = relative(new.from, new.path);
        let fresh: Vec<String> = fresh.iter().map(|part| self.spelled(part)).collect();
        if fresh.is_empty() {
            vec![".".to_owned()]
        } else {
            fresh
        }
    }

    /// A folder or file as it is typed here already, or as it would be.
    fn spelled(&self, part: &str) -> String {
        if let Some(typed) = self.parts.iter().find(|typed| decoded(typed) == part) {
            return (*typed).to_owned();
        }
        let special = if self.pointed { POINTED } else { SPECIAL };
        if self.parts.iter().any(|typed| is_encoded(typed)) {
            return utf8_percent_encode(part, special).to_string();
        }
        // What is not ASCII stays readable where the writer left it so.
        let mut spelled = String::new();
        for c in part.chars() {
            if c.is_ascii() {
                spelled.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), special));
            } else {
                spelled.push(c);
            }
        }
        spelled
    }
}

/// Whether characters that are not ASCII are written as percent signs and digits.
fn is_encoded(part: &str) -> bool {
    part.contains('%') && !decoded(part).is_ascii()
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

fn split(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

/// The steps from the page at `from` to `path`.
fn relative(from: &str, path: &str) -> Vec<String> {
    let (folders, parts) = (split(folder_of(from)), split(path));
    let pairs = folders.iter().zip(&parts);
    let shared = pairs.take_while(|(one, other)| one == other).count();
    // The last part is what is named, even where a folder above is called so.
    let shared = shared.min(parts.len().saturating_sub(1));
    let up = folders[shared..].iter().map(|_| "..".to_owned());
    up.chain(parts[shared..].iter().map(|part| (*part).to_owned()))
        .collect()
}

/// The name `typed`, whose last part is to be `last` in `folder`. Folders that stay are left as
/// they are typed.
pub(super) fn name(typed: &str, folder: &str, last: &str) -> String {
    match typed.rsplit_once('/') {
        Some((kept, _)) if folded(kept) == folded(folder) => format!("{kept}/{last}"),
        _ if folder.is_empty() => last.to_owned(),
        _ => format!("{folder}/{last}"),
    }
}

/// A text of front matter in the quotation marks of `like`, or in some where it needs them.
pub(super) fn quoted(text: &str, like: &str) -> String {
    let marks = like.chars().next().filter(|c| matches!(c, '"' | '\''));
    match marks {
        Some('\'') if !text.contains(['\'', '\n']) => format!("'{text}'"),
        None if !like.is_empty() && is_plain(text) => text.to_owned(),
        _ => serde_json::Value::from(text).to_string(),
    }
}

/// Whether YAML takes this for a text, whatever stands around it.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
        && !WORDS.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Seen, destination, name, quoted};

    #[test]
    fn a_destination_keeps_its_form() {
        let from = "a/p.md";
        for (typed, old, new, expected) in [
            ("../m/x.md#s", "m/x.md", "m/y.md", "../m/y.md#s"),
            ("/m/x?q#s", "m/x", "m/y", "/m/y?q#s"),
            ("x.md", "a/x.md", "a/y.md", "y.md"),
            ("./x.md", "a/x.md", "a/y.md", "./y.md"),
            ("./../m/x.md", "m/x.md", "m/y.md", "./../m/y.md"),
            ("./../a/x.md", "a/x.md", "a/y.md", "./../a/y.md"),
            ("../a/x.md", "a/x.md", "a/y.md", "../a/y.md"),
            (".././m/./x/", "m/x", "m/y", ".././m/./y/"),
            (
                "../our%20m/x.md",
                "our m/x.md",
                "our m/y.md",
                "../our%20m/y.md",
            ),
            ("%C3%A9.md", "a/é.md", "a/è.md", "%C3%A8.md"),
            ("é.md", "a/é.md", "a/è.md", "è.md"),
            ("x.md", "a/x.md", "a b/x.md", "../a%20b/x.md"),
            ("../m/x.md", "m/x.md", "a/x.md", "x.md"),
            ("../m/x.md", "m/x.md", "x.md", "../x.md"),
            ("../m", "m", "n", "../n"),
        ] {
            let seen = |path| Seen { from, path };
            assert_eq!(
                destination(typed, false, seen(old), seen(new)),
                expected,
                "{typed}"
            );
        }
    }

    #[test]
    fn a_page_that_moves_sees_everything_from_elsewhere() {
        for (typed, path, expected) in [
            ("x.md", "a/x.md", "../../a/x.md"),
            (
                "./photo%201.png",
                "a/photo 1.png",
                "./../../a/photo%201.png",
            ),
            ("../b/c/x.md", "b/c/x.md", "x.md"),
            ("..", "", "../.."),
            ("/a/x.md", "a/x.md", "/a/x.md"),
            ("#s", "a/p.md", "#s"),
            (".", "b/c", "."),
        ] {
            let seen = |from| Seen { from, path };
            let found = destination(typed, false, seen("a/p.md"), seen("b/c/p.md"));
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn between_angle_brackets_a_space_is_one() {
        let seen = |path| Seen {
            from: "a/p.md",
            path,
        };
        let found = destination("../b/x.md", true, seen("b/x.md"), seen("b c/x.md"));
        assert_eq!(found, "../b c/x.md");
    }

    #[test]
    fn a_name_keeps_the_folders_that_stay() {
        assert_eq!(name("Methods/X", "methods", "y"), "Methods/y");
        assert_eq!(name("methods/x", "talks", "y"), "talks/y");
        assert_eq!(name("methods/x", "", "y"), "y");
    }

    #[test]
    fn quotation_marks_stay_as_they_are() {
        assert_eq!(quoted("a", "\"b\""), "\"a\"");
        assert_eq!(quoted("a", "'b'"), "'a'");
        assert_eq!(quoted("it's", "'b'"), "\"it's\"");
        assert_eq!(quoted("a/b", "b"), "a/b");
        assert_eq!(quoted("no", "b"), "\"no\"");
        assert_eq!(quoted("2024", "b"), "\"2024\"");
        assert_eq!(quoted("a", ""), "\"a\"");
    }
}
