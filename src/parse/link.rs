//! What a link names, as its text gives it.
//!
//! Takes the target of `[[…]]` or of `[…](…)`; gives a [`Target`], whose page is still to be found.

use percent_encoding::percent_decode_str;

use crate::page::Target;
use crate::source::Span;

/// Endings of files that a page can show as images.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"];

/// Schemes a page may link to; every other address is refused.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The target of `[[target]]`: a name and perhaps a heading.
pub(crate) fn wiki(target: &str) -> Target {
    // In a table the bar between target and text is escaped, and the backslash stays here.
    let target = target.strip_suffix('\\').unwrap_or(target).trim();
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

/// The target of `[text](dest)` on the page at `path`.
pub(crate) fn markdown(dest: &str, path: &str) -> Target {
    if let Some(heading) = dest.strip_prefix('#') {
        return Target::Here {
            heading: decoded(heading),
        };
    }
    if let Some(scheme) = scheme(dest) {
        let known = SCHEMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme));
        return match known {
            true => Target::External(dest.into()),
            false => Target::Refused(dest.into()),
        };
    }
    if dest.starts_with("//") || dest.starts_with('\\') || dest.chars().any(char::is_control) {
        return Target::Refused(dest.into());
    }
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
        },
        None => Target::Outside(file),
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
fn join(folder: &str, file: &str) -> Option<String> {
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
    let name = target.split('#').next().unwrap_or(target);
    let Some((_, ending)) = name.rsplit_once('.') else {
        return false;
    };
    IMAGES
        .iter()
        .any(|image| image.eq_ignore_ascii_case(ending.trim()))
}

/// The place of the target within the link at `span`; the whole link where it is not to be found.
pub(crate) fn target_span(source: &str, span: Span, dest: &str, wiki: bool) -> Span {
    let slice = &source[span.range()];
    let found = if wiki {
        slice.find(dest)
    } else {
        slice.rfind(dest)
    };
    match found {
        Some(at) if !dest.is_empty() => {
            let start = span.start as usize + at;
            Span::new(span.source, start..start + dest.len())
        }
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::{markdown, names_image, wiki};
    use crate::page::Target;

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
}
