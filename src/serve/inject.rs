//! Adds the preview's script to a page that is served, and lets the page's own policy allow it.
//!
//! The page is otherwise as `build` writes it. Its policy moves from the `meta` element into a
//! header of the response, with the script and the stream of events allowed.

use quick_xml::escape::unescape;

/// A page with the script in it.
#[derive(Debug, PartialEq)]
pub(crate) struct Injected {
    pub(crate) html: String,
    /// A value of the header `Content-Security-Policy` for each policy the page had.
    pub(crate) policies: Vec<String>,
}

/// What the preview needs beside what the page allows itself.
const NEEDED: [&str; 3] = ["script-src", "connect-src", "style-src"];

/// Puts `element` at the end of the page's head, or before everything where it has none.
pub(crate) fn inject(html: &str, element: &str) -> Injected {
    let (mut html, policies) = without_policies(html);
    let end = find(&html, 0, "</head>").unwrap_or_else(|| after_doctype(&html));
    html.insert_str(end, element);
    Injected {
        html,
        policies: policies.iter().map(|policy| widened(policy)).collect(),
    }
}

fn after_doctype(html: &str) -> usize {
    let begins = html.len() >= 9 && html.as_bytes()[..9].eq_ignore_ascii_case(b"<!doctype");
    match html.find('>') {
        Some(end) if begins => end + 1,
        _ => 0,
    }
}

/// The page without the elements that hold a policy, and these.
fn without_policies(html: &str) -> (String, Vec<String>) {
    let head = find(html, 0, "</head>").unwrap_or(html.len());
    let mut rest = String::with_capacity(html.len() + 200);
    let mut policies = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(start) = find(html, at, "<meta").filter(|start| *start < head) {
        let end = html[start..]
            .find('>')
            .map_or(html.len(), |end| start + end + 1);
        let element = &html[start..end];
        if find(element, 0, "content-security-policy").is_some() {
            policies.extend(attribute(element, "content"));
            rest.push_str(&html[kept..start]);
            kept = end;
        }
        at = end;
    }
    rest.push_str(&html[kept..]);
    (rest, policies)
}

/// The value of an attribute that stands in quotation marks.
fn attribute(element: &str, name: &str) -> Option<String> {
    let mut at = 0;
    while let Some(start) = find(element, at, name) {
        let after = element[start + name.len()..].trim_start();
        let is_name = element[..start].ends_with(|c: char| c.is_ascii_whitespace());
        if let (true, Some(value)) = (is_name, after.strip_prefix('=')) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| "\"'".contains(*c))?;
            let value = value[1..].split(quote).next()?;
            return Some(unescape(value).map_or_else(|_| value.to_owned(), Into::into));
        }
        at = start + name.len();
    }
    None
}

/// A policy that also allows the preview.
fn widened(policy: &str) -> String {
    // A header holds one line of plain text.
    let policy: String = policy
        .chars()
        .map(|c| if c.is_ascii_graphic() { c } else { ' ' })
        .collect();
    let mut directives: Vec<String> = policy
        .split(';')
        .map(|directive| directive.trim().to_owned())
        .filter(|directive| !directive.is_empty())
        .collect();
    for needed in NEEDED {
        let own = directives.iter_mut().find(|directive| {
            let name = directive.split(' ').next().unwrap_or_default();
            name.eq_ignore_ascii_case(needed)
        });
        match own {
            Some(own) if own.split(' ').any(|source| source == "'self'") => {}
            // `'none'` counts for nothing once something else stands beside it.
            Some(own) => own.push_str(" 'self'"),
            None => directives.push(format!("{needed} 'self'")),
        }
    }
    directives.join("; ")
}

/// Where `needle`, in lower case, begins in `text` whatever its case, at or after the byte `from`.
fn find(text: &str, from: usize, needle: &str) -> Option<usize> {
    let (text, needle) = (&text.as_bytes()[from..], needle.as_bytes());
    let first = needle[0];
    let mut windows = text.windows(needle.len());
    windows
        .position(|window| {
            window[0].to_ascii_lowercase() == first && window.eq_ignore_ascii_case(needle)
        })
        .map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::inject;

    #[test]
    fn the_script_stands_in_the_head_and_the_policy_allows_it() {
        let page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\">\
                    <META http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;; \
                    style-src &#x27;self&#x27;; script-src 'none'\"><title>é</title></head><body>x</body></html>";
        let injected = inject(page, "<script></script>");
        assert_eq!(
            injected.html,
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>é</title><script></script></head>\
             <body>x</body></html>"
        );
        assert_eq!(
            injected.policies,
            ["default-src 'none'; style-src 'self'; script-src 'none' 'self'; connect-src 'self'"]
        );
    }

    #[test]
    fn any_page_takes_it() {
        for (page, expected) in [
            ("", "S"),
            ("text", "Stext"),
            ("<!doctype html>\n<p>x", "<!doctype html>S\n<p>x"),
            ("<HEAD></HEAD><body>", "<HEAD>S</HEAD><body>"),
            ("<head><meta", "S<head><meta"),
            ("é<meta content=x http-equiv=content-security-policy>", "Sé"),
        ] {
            assert_eq!(inject(page, "S").html, expected, "{page}");
        }
    }

    #[test]
    fn a_policy_cannot_split_the_response() {
        let page =
            "<head><meta http-equiv=content-security-policy content='a&#10;\r\nX: y'></head>";
        assert_eq!(
            inject(page, "").policies,
            ["a   X: y; script-src 'self'; connect-src 'self'; style-src 'self'"]
        );
    }
}
