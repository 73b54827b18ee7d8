//! What a link names, as its text gives it.
//!
//! Takes the target of `[[…]]` or of `[…](…)`; gives a [`Target`], whose page is still to be found.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::model::address::{self, Reach};
use crate::model::format;
use crate::model::page::Target;
use crate::model::source::Span;
use crate::parse::context::Context;

/// Schemes a page may link to; every other address is refused.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The target of `[[target]]`: a name and perhaps a heading.
pub(crate) fn wiki(target: &str) -> Target {
    // In a table the bar between target and text is escaped, and the backslash stays here.
    let target = target.strip_suffix('\\').unwrap_or(target).trim();
    let target = &*on_one_line(target);
    let (name, heading) = match target.split_once('#') {
        Some((name, heading)) => (name.trim(), Some(heading.trim())),
        None => (target, None),
    };
    match (name, heading) {
        ("", Some(heading)) => Target::Here {
            heading: heading.into(),
        },
        _ => Target::Name {
            name: name.strip_suffix(".md").unwrap_or(name).into(),
            heading: heading.map(Into::into),
        },
    }
}

/// A name that was wrapped, without the signs that the next line has in a quotation.
pub(crate) fn on_one_line(name: &str) -> Cow<'_, str> {
    if !name.contains('\n') {
        return Cow::Borrowed(name);
    }
    let lines = name.split('\n').map(|line| {
        let sign = |c: char| c == '>' || c.is_whitespace();
        line.trim_start_matches(sign).trim_end()
    });
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

/// The target of `[text](dest)` on the page at `path`.
pub(crate) fn markdown(dest: &str, path: &str) -> Target {
    // An address that is empty is the page's own (RFC 3986, section 4.4), and is told of as one that is missing.
    if let Some(heading) = dest.strip_prefix('#').or(dest.is_empty().then_some("")) {
        return Target::Here {
            heading: decoded(heading),
        };
    }
    if let Some(scheme) = scheme(dest) {
        let known = SCHEMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme));
        let is_plain = matches!(address::reach(dest), Reach::Web | Reach::Person);
        return if known && is_plain {
            Target::External(dest.into())
        } else {
            Target::Refused(dest.into())
        };
    }
    let is_disguised = || address::reach(dest) == Reach::Disguised;
    if dest.starts_with('\\') || dest.chars().any(char::is_control) || is_disguised() {
        return Target::Refused(dest.into());
    }
    relative(dest, path)
}

/// The target of a path, with or without a heading, from the page at `path`.
fn relative(dest: &str, path: &str) -> Target {
    let (file, heading) = match dest.split_once('#') {
        Some((file, heading)) => (file, Some(decoded(heading))),
        None => (dest, None),
    };
    let file = decoded(file.split('?').next().unwrap_or(file));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match join(folder, &file) {
        Some(path) => Target::Path {
            path: path.into(),
            heading,
            pretty: None,
        },
        None => Target::Outside(file),
    }
}

/// As [`markdown`], for the page of `context`, with what else the path of a page may mean: on sites whose
/// addresses have no endings, `../decide/` on `meet.md` is seen from `meet/`.
pub(crate) fn from_page(dest: &str, context: &Context<'_>) -> Target {
    let target = markdown(dest, context.path);
    let typed = dest.split(['#', '?']).next().unwrap_or_default();
    let last = typed
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let names_page = [".md", ".html", ".htm"]
        .iter()
        .any(|ending| last.ends_with(ending));
    if context.is_index || typed.starts_with('/') || names_page {
        return target;
    }
    let folder = context.path.strip_suffix(".md").unwrap_or(context.path);
    let Some(mut seen) = join(folder, &decoded(typed)) else {
        return target;
    };
    // A path of the project has two readings, and only the whole site tells which of them leads somewhere;
    // one that leaves the project has but one.
    match target {
        Target::Path { path, heading, .. } if *path != *seen => {
            if typed.ends_with('/') {
                seen.push('/');
            }
            Target::Path {
                path,
                heading,
                pretty: Some(seen.into()),
            }
        }
        Target::Outside(_) => Target::Path {
            path: seen.into(),
            heading: dest.split_once('#').map(|(_, heading)| decoded(heading)),
            pretty: None,
        },
        target => target,
    }
}

/// The scheme of an address, as RFC 3986 has it: letters, digits, `+`, `.` and `-` before a colon.
/// White space and control characters are passed over first, as browsers do.
fn scheme(dest: &str) -> Option<&str> {
    let dest = dest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let (scheme, _) = dest.split_once(':')?;
    let first = scheme.bytes().next()?;
    let named = scheme.bytes().all(|b| {
        b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-') || b.is_ascii_control()
    });
    (first.is_ascii_alphabetic() && named).then_some(scheme)
}

fn decoded(text: &str) -> Box<str> {
    percent_decode_str(text).decode_utf8_lossy().into()
}

/// `file` as seen from `folder`, with `.` and `..` worked out; `None` when it leaves the root.
pub(crate) fn join(folder: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = match file.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether `![[target]]` names an image, by its ending.
pub(crate) fn names_image(target: &str) -> bool {
    // In a table the bar behind it is escaped, and the backslash stays here.
    let target = target.strip_suffix('\\').unwrap_or(target);
    let name = target.split('#').next().unwrap_or(target);
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| format::is_picture_ending(ending.trim()))
}

/// How a link names its target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// `[[target]]`
    Wiki,
    /// `[text](target "title")`
    Inline,
    /// `<https://example.org>`
    Address,
    /// `[text][label]`: the target stands elsewhere.
    Reference,
}

/// The place of the target within the link at `span`; the whole link where it is not to be found.
pub(crate) fn target_span(source: &str, span: Span, dest: &str, form: Form) -> Span {
    let slice = &source[span.range()];
    let range = |at: usize| at..at + dest.len();
    let found = match form {
        Form::Wiki => slice.find(dest).map(range),
        Form::Inline => inline_destination(slice),
        Form::Address => slice.rfind(dest).map(range),
        Form::Reference => None,
    };
    match found {
        Some(range) if !range.is_empty() => {
            let start = span.start as usize;
            Span::new(span.source, start + range.start..start + range.end)
        }
        _ => span,
    }
}

/// Where the destination stands in `[text](destination "title")`: after the first `](` from which
/// a destination and perhaps a title reach to the end.
fn inline_destination(link: &str) -> Option<Range<usize>> {
    link.match_indices("](").find_map(|(at, _)| {
        let found = destination(link, at + 2)?;
        closes(&link[found.end..]).then_some(found)
    })
}

/// Where the destination stands in the definition `[label]: destination "title"`.
pub(crate) fn defined_destination(definition: &str) -> Option<Range<usize>> {
    let mut escaped = false;
    for (at, c) in definition.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if definition[at..].starts_with("]:") => return destination(definition, at + 2),
            _ => {}
        }
    }
    None
}

/// The destination that begins at `start` or after white space: between angle brackets, or up to
/// white space or a parenthesis that none before it opens.
fn destination(text: &str, start: usize) -> Option<Range<usize>> {
    let after = &text[start..];
    let mut rest = after.trim_start();
    // In a quotation the next line begins with its sign.
    if after[..after.len() - rest.len()].contains('\n') {
        rest = rest.trim_start_matches(['>', ' ', '\t']);
    }
    let start = text.len() - rest.len();
    let pointed = rest.starts_with('<');
    let (mut escaped, mut open) = (false, 0usize);
    for (at, c) in rest.char_indices().skip(usize::from(pointed)) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '>' if pointed => return Some(start + 1..start + at),
            '\n' if pointed => return None,
            _ if pointed => {}
            '(' => open += 1,
            ')' if open == 0 => return Some(start..start + at),
            ')' => open -= 1,
            c if c.is_ascii_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    (!pointed).then_some(start..text.len())
}

/// Whether nothing but a title and the closing parenthesis stands here.
fn closes(rest: &str) -> bool {
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    let Some(title) = rest.strip_suffix(')').map(str::trim) else {
        return false;
    };
    let quoted = [('"', '"'), ('\'', '\''), ('(', ')')]
        .iter()
        .any(|(open, close)| title.starts_with(*open) && title.ends_with(*close));
    title.is_empty() || quoted && title.len() > 1
}

#[cfg(test)]
mod tests {
    use super::{defined_destination, inline_destination, markdown, names_image, wiki};
    use crate::model::page::Target;

    fn name(name: &str, heading: Option<&str>) -> Target {
        Target::Name {
            name: name.into(),
            heading: heading.map(Into::into),
        }
    }

    fn path(path: &str, heading: Option<&str>) -> Target {
        Target::Path {
            path: path.into(),
            heading: heading.map(Into::into),
            pretty: None,
        }
    }

    #[test]
    fn links_by_name_may_carry_a_heading() {
        assert_eq!(wiki("one-to-ones"), name("one-to-ones", None));
        assert_eq!(
            wiki("one-to-ones#steps"),
            name("one-to-ones", Some("steps"))
        );
        assert_eq!(wiki("a\\"), name("a", None));
        assert_eq!(
            wiki("#steps"),
            Target::Here {
                heading: "steps".into()
            }
        );
    }

    #[test]
    fn links_by_path_are_worked_out_from_the_page() {
        let from = "concepts/base.md";
        for (dest, expected) in [
            ("../methods/a.md#steps", path("methods/a.md", Some("steps"))),
            ("/methods/a", path("methods/a", None)),
            ("b.md", path("concepts/b.md", None)),
            ("./x%20y.pdf", path("concepts/x y.pdf", None)),
            (
                "../../etc/passwd",
                Target::Outside("../../etc/passwd".into()),
            ),
            (
                "https://example.org",
                Target::External("https://example.org".into()),
            ),
        ] {
            assert_eq!(markdown(dest, from), expected, "{dest}");
        }
    }

    #[test]
    fn addresses_that_run_code_or_leave_the_site_unseen_are_refused() {
        for dest in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "//example.org/x",
            "\\\\host\\share",
            "\\host\\share",
            "/\\host/x",
            "https:host/x",
            "https:\\\\host\\x",
            "ht\ttps://host/x",
        ] {
            assert!(
                matches!(markdown(dest, "a.md"), Target::Refused(_)),
                "{dest}"
            );
        }
    }

    #[test]
    fn an_ending_tells_an_image_from_a_page() {
        assert!(names_image("photo.PNG"));
        assert!(!names_image("one-to-ones#steps"));
        assert!(!names_image("v1.2"));
    }

    #[test]
    fn a_destination_is_found_beside_texts_and_titles_like_it() {
        for (link, expected) in [
            ("[x](a.md)", "a.md"),
            ("[a.md]( a.md 'a.md' )", "a.md"),
            ("[x](<a b.md> \"](b.md)\")", "a b.md"),
            ("[![p](p.png)](a(1).md#b)", "a(1).md#b"),
            ("[`](y)`](a\\_b.md)", "a\\_b.md"),
            ("[x](a.md (a title))", "a.md"),
            ("[x](\n> a.md)", "a.md"),
        ] {
            let found = inline_destination(link).map(|range| &link[range]);
            assert_eq!(found, Some(expected), "{link}");
        }
        for (definition, expected) in [
            ("[x]: a.md", "a.md"),
            ("[a\\]: b]:\n  <a b.md> \"t\"", "a b.md"),
        ] {
            let found = defined_destination(definition).map(|range| &definition[range]);
            assert_eq!(found, Some(expected), "{definition}");
        }
    }
}
