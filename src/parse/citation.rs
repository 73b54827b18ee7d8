//! The grammar of citation marks.
//!
//! ```text
//! mark    = item *( ";" item )
//! item    = [ prefix ] [ "-" ] "@" key [ rest ]          [see @id, pp. 3–5; @other]
//!         | "source:" key [ "," rest ]                   [source: id, p. 12]
//! rest    = [ locator ] [ suffix ]
//! ```
//!
//! `source:` is read without regard to case and spaces and holds for all items of its mark.
//! Locators are CSL's; see `locator`.

use crate::bibliography::LocatorKind;
use crate::check::{malformed_citation, over_limit};
use crate::diagnostic::Diagnostic;
use crate::limits::CITED_IN_MARK;
use crate::page::{Citation, CitationItem, Locator};
use crate::parse::locator::locator;
use crate::source::Span;

/// Whether a label between brackets is a citation mark, well-formed or not.
pub(crate) fn is_mark(label: &str) -> bool {
    after_source(label).is_some()
        || at_key(label).is_some()
        || label.trim().trim_start_matches('-') == "@"
}

/// What follows `source:` at the head of a label.
fn after_source(label: &str) -> Option<&str> {
    let label = label.trim_start();
    let word = label.get(..6)?;
    if !word.eq_ignore_ascii_case("source") {
        return None;
    }
    label[6..].trim_start().strip_prefix(':')
}

/// The byte of the first `@` that begins a word, a hyphen before it aside, and has a key after it.
fn at_key(text: &str) -> Option<usize> {
    let mut before = ' ';
    let mut earlier = ' ';
    for (at, c) in text.char_indices() {
        let begins = !before.is_alphanumeric() && !matches!(before, '@' | '.' | '_' | '/' | '-')
            || before == '-' && !earlier.is_alphanumeric();
        if c == '@' && begins && text[at + 1..].starts_with(is_key_start) {
            return Some(at);
        }
        (earlier, before) = (before, c);
    }
    None
}

fn is_key_start(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+' | '/')
}

/// Reads the mark whose label, white space already folded, is `label`; `span` holds its brackets.
pub(crate) fn parse(
    label: &str,
    span: Span,
    source: &str,
    findings: &mut Vec<Diagnostic>,
) -> Citation {
    let sourced = after_source(label);
    let mut reader = Reader {
        span,
        slice: &source[span.range()],
        cursor: 0,
    };
    let mut parts = split_items(sourced.unwrap_or(label));
    if parts.len() > CITED_IN_MARK.most {
        findings.push(over_limit::finding(span, &CITED_IN_MARK, parts.len()));
        parts.truncate(CITED_IN_MARK.most);
    }
    let mut items = Vec::with_capacity(parts.len());
    for part in parts {
        let item = match (sourced, at_key(part)) {
            (_, Some(at)) => reader.at_item(part, at),
            (Some(_), None) => reader.source_item(part),
            (None, None) => Err(malformed_citation::no_key(span, part.trim())),
        };
        match item {
            Ok(item) => items.push(item),
            Err(finding) => findings.push(finding),
        }
    }
    Citation {
        items,
        span,
        public: true,
        quote: None,
    }
}

/// Splits at semicolons, those of entities such as `&amp;` aside.
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(';') {
        let ends_entity = text[start..at].rfind('&').is_some_and(|ampersand| {
            let name = &text[start + ampersand + 1..at];
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        });
        if !ends_entity {
            items.push(&text[start..at]);
            start = at + 1;
        }
    }
    items.push(&text[start..]);
    items
}

/// Reads items and finds their keys in the mark's own stretch of the source.
struct Reader<'a> {
    span: Span,
    slice: &'a str,
    cursor: usize,
}

impl Reader<'_> {
    /// `see @id, p. 3`, whose `@` is at byte `at`.
    fn at_item(&mut self, part: &str, at: usize) -> Result<CitationItem, Diagnostic> {
        let prefix = part[..at].trim_end();
        let (prefix, suppress_author) = match prefix.strip_suffix('-') {
            Some(prefix) => (prefix, true),
            None => (prefix, false),
        };
        let (key, rest) = key(&part[at + 1..]);
        let key_span = self.find(key);
        let (locator, suffix) = rest_of_item(rest);
        Ok(CitationItem {
            key: key.into(),
            key_span,
            prefix: words(prefix),
            locator,
            suffix,
            suppress_author,
        })
    }

    /// `id, p. 3` after `source:`.
    fn source_item(&mut self, part: &str) -> Result<CitationItem, Diagnostic> {
        let part = part.trim();
        if part.is_empty() {
            return Err(malformed_citation::empty(self.span));
        }
        let (key, rest) = key(part);
        if key.is_empty() {
            return Err(malformed_citation::no_key(self.span, part));
        }
        let key_span = self.find(key);
        if !rest.is_empty() && !rest.trim_start().starts_with(',') {
            return Err(malformed_citation::spaces(key_span, part, key, rest.trim()));
        }
        let (locator, suffix) = rest_of_item(rest);
        Ok(CitationItem {
            key: key.into(),
            key_span,
            prefix: None,
            locator,
            suffix,
            suppress_author: false,
        })
    }

    /// The place of `key`, looked for after the key before it.
    fn find(&mut self, key: &str) -> Span {
        let Some(found) = self.slice[self.cursor..].find(key) else {
            return self.span;
        };
        let start = self.cursor + found;
        self.cursor = start + key.len();
        let offset = self.span.start as usize;
        Span::new(self.span.source, offset + start..offset + self.cursor)
    }
}

/// The key at the head of `text`, without the punctuation that ends it, and what follows.
fn key(text: &str) -> (&str, &str) {
    let end = text.find(|c| !is_key(c)).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(['.', ':', '-', '/', '+']);
    (key, &text[key.len()..])
}

/// The locator and the suffix after a key. A locator goes on after a comma as long as what follows is
/// one too: `pp. 3, 5–7`, `ch. 2, p. 5`.
fn rest_of_item(rest: &str) -> (Option<Locator>, Option<Box<str>>) {
    let rest = rest.trim_start().trim_start_matches(',').trim();
    if !rest.contains(',') {
        let locator = locator(rest).map(found);
        return match locator {
            Some(_) => (locator, None),
            None => (None, words(rest)),
        };
    }
    let commas = rest.match_indices(',').map(|(at, _)| at);
    let mut end = 0;
    for next in commas.chain([rest.len()]) {
        let part = rest[end..next].trim_start_matches(',');
        if locator(part).is_none() {
            break;
        }
        end = next;
    }
    let locator = locator(&rest[..end]).map(found);
    (locator, words(rest[end..].trim_start_matches(',')))
}

fn found((kind, value): (LocatorKind, String)) -> Locator {
    Locator {
        kind,
        value: value.into(),
    }
}

fn words(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.replace("&amp;", "&").into())
}

#[cfg(test)]
mod tests {
    use super::{is_mark, parse};
    use crate::source::{Sources, Span};

    /// Each item as `prefix|key|locator|suffix`.
    fn items(mark: &str) -> Vec<String> {
        let source = Sources::default().insert("a.md", mark);
        let mut findings = Vec::new();
        let label = &mark[1..mark.len() - 1];
        let citation = parse(label, Span::new(source, 0..mark.len()), mark, &mut findings);
        let items = citation.items.iter().map(|item| {
            assert_eq!(&mark[item.key_span.range()], &*item.key);
            let locator = item.locator.as_ref().map_or(String::new(), |locator| {
                format!("{:?} {}", locator.kind, locator.value)
            });
            format!(
                "{}{}|{}|{locator}|{}",
                item.prefix.as_deref().unwrap_or(""),
                if item.suppress_author { "-" } else { "" },
                item.key,
                item.suffix.as_deref().unwrap_or("")
            )
        });
        items
            .chain(findings.iter().map(|finding| finding.message.clone()))
            .collect()
    }

    #[test]
    fn both_spellings_are_read_with_their_locators() {
        for (mark, expected) in [
            ("[@id]", vec!["|id||"]),
            ("[source: id]", vec!["|id||"]),
            ("[Source : id, p. 12]", vec!["|id|Page 12|"]),
            ("[source: a; b]", vec!["|a||", "|b||"]),
            ("[@id, 12]", vec!["|id|Page 12|"]),
            (
                "[see @id, pp. 3–5; @other]",
                vec!["see|id|Page 3–5|", "|other||"],
            ),
            ("[-@id]", vec!["-|id||"]),
            (
                "[@id, ch. 4, and what follows]",
                vec!["|id|Chapter 4|and what follows"],
            ),
            ("[@id, ch. 2, p. 5]", vec!["|id|Chapter 2, p. 5|"]),
            ("[@id, pp. 3, 5–7]", vec!["|id|Page 3, 5–7|"]),
            ("[@id and others]", vec!["|id||and others"]),
            ("[@a.b:c/2010.]", vec!["|a.b:c/2010||."]),
            ("[R&amp;D in @id]", vec!["R&D in|id||"]),
        ] {
            assert_eq!(items(mark), expected, "{mark}");
        }
    }

    #[test]
    fn what_is_no_citation_says_so() {
        for (mark, finding) in [
            ("[source:]", "this mark cites nothing"),
            (
                "[source: two words]",
                "`two words` is not the id of a source",
            ),
            ("[@a; b]", "this part of the mark cites nothing: `b`"),
            ("[@]", "this part of the mark cites nothing: `@`"),
        ] {
            assert!(
                items(mark).contains(&finding.to_owned()),
                "{mark}: {:?}",
                items(mark)
            );
        }
    }

    #[test]
    fn addresses_and_plain_words_are_no_marks() {
        for label in [
            "me@x.org",
            "one@",
            "resource: a",
            "sources",
            "a @ b",
            "x",
            "@@",
        ] {
            assert!(!is_mark(label), "{label}");
        }
        for label in ["@a", "-@a", "SOURCE:a", "see @a", "(@a)", "source:", "@"] {
            assert!(is_mark(label), "{label}");
        }
    }
}
