//! The tags of a stretch of raw HTML, with the places of their attributes.
//!
//! Follows the HTML standard's tokenizer as far as tags go; what a page may hold is not decided here.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    /// As it is typed.
    pub(crate) name: String,
    pub(crate) is_end: bool,
    /// `<br/>`
    pub(crate) is_closed: bool,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribute {
    /// In lower case.
    pub(crate) name: String,
    /// With its entities read.
    pub(crate) value: String,
    /// Of name and value.
    pub(crate) range: Range<usize>,
    /// Of the value alone, without quotation marks.
    pub(crate) value_range: Range<usize>,
}

impl Tag {
    /// The name in lower case, by which elements are known.
    pub(crate) fn element(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|one| one.name == name)
    }
}

/// The tags in `html`, in order; comments are passed over, and so is what scripts and styles hold.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        if html[start..].starts_with("<!--") {
            at = html[start..]
                .find("-->")
                .map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let Some(tag) = tag(html, start) else {
            at = start + 1;
            continue;
        };
        at = tag.range.end;
        let element = tag.element();
        if !tag.is_end && matches!(element.as_str(), "script" | "style") {
            let rest = html[at..].to_ascii_lowercase();
            at += rest.find(&format!("</{element}")).unwrap_or(rest.len());
        }
        tags.push(tag);
    }
    tags
}

/// The tag that begins at `start`.
fn tag(html: &str, start: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let is_end = bytes.get(start + 1) == Some(&b'/');
    let name_at = start + 1 + usize::from(is_end);
    if !bytes.get(name_at)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = end_of(html, name_at, |b| {
        b.is_ascii_whitespace() || matches!(b, b'/' | b'>')
    });
    let name = html[name_at..at].to_owned();
    let mut attributes = Vec::new();
    let mut is_closed = false;
    loop {
        at = end_of(html, at, |b| !b.is_ascii_whitespace());
        match bytes.get(at)? {
            b'>' => break,
            // A slash closes the tag only right before its end, as in browsers; elsewhere it is passed over.
            b'/' => {
                is_closed = bytes.get(at + 1) == Some(&b'>');
                at += 1;
            }
            _ => {
                let attribute = attribute(html, at)?;
                at = attribute.range.end;
                attributes.push(attribute);
            }
        }
    }
    Some(Tag {
        name,
        is_end,
        is_closed,
        attributes,
        range: start..at + 1,
    })
}

fn attribute(html: &str, start: usize) -> Option<Attribute> {
    let bytes = html.as_bytes();
    let ends_name = |b: u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'/' | b'>');
    let name_end = end_of(html, start + 1, ends_name);
    let name = html[start..name_end].to_ascii_lowercase();
    let equals = end_of(html, name_end, |b| !b.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return Some(Attribute {
            name,
            value: String::new(),
            range: start..name_end,
            value_range: name_end..name_end,
        });
    }
    let value_at = end_of(html, equals + 1, |b| !b.is_ascii_whitespace());
    let (value_range, end) = value_range(html, value_at)?;
    Some(Attribute {
        name,
        value: decoded(&html[value_range.clone()]),
        range: start..end,
        value_range,
    })
}

/// Where the value that begins at `start` stands without its quotes, and where it ends with them; `None`
/// where a quote is never closed.
fn value_range(html: &str, start: usize) -> Option<(Range<usize>, usize)> {
    match html.as_bytes().get(start)? {
        quote @ (b'"' | b'\'') => {
            let from = start + 1;
            let to = end_of(html, from, |b| b == *quote);
            (to < html.len()).then_some((from..to, to + 1))
        }
        _ => {
            let to = end_of(html, start, |b| b.is_ascii_whitespace() || b == b'>');
            Some((start..to, to))
        }
    }
}

/// The first byte from `start` on at which `ends` holds, or the end.
fn end_of(html: &str, start: usize, ends: impl Fn(u8) -> bool) -> usize {
    let rest = html.as_bytes().get(start..).unwrap_or_default();
    let found = rest.iter().position(|b| ends(*b));
    found.map_or(html.len(), |at| start + at)
}

/// With its signs.
const LONGEST_ENTITY: usize = 40;

/// A value with its entities read.
pub(crate) fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest name has 31 letters, so that no more of a long text is looked at for each `&`.
        let mut near = rest.bytes().take(LONGEST_ENTITY);
        let end = near.position(|byte| byte == b';');
        let entity = end.map(|end| &rest[1..end]);
        match entity.and_then(|name| Some((name, characters(name)?))) {
            Some((name, characters)) => {
                text.push_str(&characters);
                rest = &rest[name.len() + 2..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// What an entity stands for. HTML and CommonMark have the same list.
fn characters(entity: &str) -> Option<String> {
    let is_one = |c: char| c.is_ascii_alphanumeric() || c == '#';
    if entity.is_empty() || !entity.chars().all(is_one) {
        return None;
    }
    let typed = format!("&{entity};");
    Parser::new(&typed).find_map(|event| match event {
        Event::Text(words) if *words != *typed => Some(words.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn attributes_are_found_as_browsers_read_them() {
        for (html, name, value, typed) in [
            ("<a href=\"a.md\">", "href", "a.md", "a.md"),
            ("<A HREF = 'a b.md' >", "href", "a b.md", "a b.md"),
            ("<img src=a.png/>", "src", "a.png/", "a.png/"),
            ("<img alt='>' src=a.png>", "src", "a.png", "a.png"),
            (
                "<a href=\"a?b&amp;c&#x2f;\">",
                "href",
                "a?b&c/",
                "a?b&amp;c&#x2f;",
            ),
            ("<a href=&ouml;.html>", "href", "ö.html", "&ouml;.html"),
            ("<a href='a&b;&zz;'>", "href", "a&b;&zz;", "a&b;&zz;"),
            ("x < y <a\nhref=\"é.md\">", "href", "é.md", "é.md"),
        ] {
            let tags = tags(html);
            assert_eq!(tags.len(), 1, "{html}");
            let found = tags[0].attribute(name).expect(html);
            assert_eq!(found.value, value, "{html}");
            assert_eq!(&html[found.value_range.clone()], typed, "{html}");
        }
    }

    #[test]
    fn comments_scripts_and_open_ends_hold_no_tags() {
        for (html, names) in [
            ("<!-- <b> --><i>", &["i"][..]),
            ("<script>'<b>'</script>", &["script", "script"]),
            ("<a href=\"x", &[]),
            ("<", &[]),
            ("</p><br/>", &["p", "br"]),
        ] {
            let found: Vec<String> = tags(html).into_iter().map(|tag| tag.name).collect();
            assert_eq!(found, names, "{html}");
        }
    }
}
