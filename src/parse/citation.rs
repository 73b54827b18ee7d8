//! The grammar of citation marks.
//!
//! ```text
//! mark    = item *( ";" item )
//! item    = read [ "," "citing" inner *( "and" inner ) ] [@id, sec. 2, citing @other, p. 4]
//! read    = [ prefix ] [ "-" ] "@" key [ rest ]          [see @id, pp. 3–5; @other]
//!         | "source:" key [ "," rest ]                   [source: id, p. 12]
//! inner   = "@" key [ locator ]
//! rest    = [ locator ] [ suffix ]
//! ```
//!
//! `source:` is read without regard to case and spaces and holds for all items of its mark.
//! Locators are CSL's; see `locator`. A place that holds a comma stands between quotation marks.

mod key;
mod rest;
mod second_hand;

use std::borrow::Cow;

use self::key::{at_key, key};
use self::rest::{rest_of_item, words};
use self::second_hand::{Fault, Inner};

use crate::diagnostic::{Applicability, Diagnostic, Suggestion};
use crate::diagnostic::{malformed_citation, over_limit};
use crate::limits::CITED_IN_MARK;
use crate::model::page::{Citation, CitationItem, InnerWork};
use crate::model::source::Span;
use crate::parse::quoted::{is_within, quoted};

/// Whether a label between brackets is a citation mark, well-formed or not.
pub(crate) fn is_mark(label: &str) -> bool {
    let label = &*without_code(label);
    after_source(label).is_some()
        || at_key(label).is_some()
        || label.trim().trim_start_matches('-') == "@"
}

/// Whether a label begins as a mark does, and not only holds one.
pub(crate) fn is_typed_mark(label: &str) -> bool {
    let label = label.trim_start();
    after_source(label).is_some() || label.trim_start_matches('-').starts_with('@')
}

/// A label with spaces for the code in it, which cites nothing.
fn without_code(label: &str) -> Cow<'_, str> {
    let mut words = Cow::Borrowed(label);
    let mut at = 0;
    while let Some(start) = words[at..].find('`').map(|found| at + found) {
        let signs = words[start..].bytes().take_while(|b| *b == b'`').count();
        let fence = "`".repeat(signs);
        let behind = start + signs;
        let Some(length) = words[behind..].find(&fence) else {
            break;
        };
        at = behind + length + signs;
        words
            .to_mut()
            .replace_range(start..at, &" ".repeat(at - start));
    }
    words
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
        source,
        slice: &source[span.range()],
        cursor: 0,
    };
    let mut parts = split_items(sourced.unwrap_or(label));
    if parts.len() > CITED_IN_MARK.most {
        findings.push(over_limit::finding(span, &CITED_IN_MARK, parts.len()));
        parts.truncate(CITED_IN_MARK.most);
    }
    let mut items = Vec::with_capacity(parts.len());
    // An item with a fault is left out by itself, so that one slip does not lose the other sources of a mark.
    for part in parts {
        let mut cut = second_hand::cut(part);
        if sourced.is_some() && cut.fault.is_none() {
            cut.fault = second_hand::behind_comma(cut.read).map(Fault::SecondWork);
        }
        if let Some(fault) = cut.fault {
            findings.push(reader.fault(part, cut.read, &fault));
            continue;
        }
        match reader.item(cut.read, sourced.is_some()) {
            Ok(mut item) => {
                item.citing = reader.inner(&item.key, cut.inner, findings);
                item.suffix = item.suffix.or(cut.remark);
                items.push(item);
            }
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

/// Splits at semicolons, those between quotation marks and of entities such as `&amp;` aside.
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let quoted = quoted(text);
    for (at, _) in text
        .match_indices(';')
        .filter(|(at, _)| !is_within(*at, &quoted))
    {
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
    source: &'a str,
    slice: &'a str,
    cursor: usize,
}

impl Reader<'_> {
    /// What was read, without what that cites in turn.
    fn item(&mut self, part: &str, is_sourced: bool) -> Result<CitationItem, Diagnostic> {
        match (is_sourced, at_key(part)) {
            (_, Some(at)) => Ok(self.at_item(part, at)),
            (true, None) => self.source_item(part),
            (false, None) => {
                let part = part.trim();
                let sign = format!("@{part}");
                let is_word =
                    part.contains(char::is_alphanumeric) && !part.contains(char::is_whitespace);
                let (source, span) = (self.source, self.span);
                let typed = || Suggestion::within(Applicability::Maybe, source, span, part, &sign);
                let suggestion = is_word.then(typed).flatten();
                Err(malformed_citation::no_key(span, part).suggest(suggestion))
            }
        }
    }

    /// The works that the one of the key `read` cites, each once.
    fn inner(
        &mut self,
        read: &str,
        inner: Vec<Inner<'_>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<InnerWork> {
        let mut works: Vec<InnerWork> = Vec::with_capacity(inner.len());
        for Inner { key, locator } in inner.into_iter().take(CITED_IN_MARK.most) {
            let key_span = self.find(key);
            if key == read {
                findings.push(malformed_citation::of_itself(key_span, key));
            } else if works
                .iter()
                .any(|work| *work.key == *key && work.locator == locator)
            {
                findings.push(malformed_citation::inner_twice(key_span, key));
            } else {
                works.push(InnerWork {
                    key: key.into(),
                    key_span,
                    locator,
                });
            }
        }
        works
    }

    /// What to say of an item that names a second work in a way that is none; `read` is what stands before that.
    fn fault(&self, part: &str, read: &str, fault: &Fault<'_>) -> Diagnostic {
        let (part, read) = (part.trim(), read.trim());
        let (finding, old, new) = match *fault {
            Fault::NothingRead => return malformed_citation::nothing_read(self.span, part),
            Fault::NothingCited => return malformed_citation::nothing_cited(self.span, read),
            // Where the right form is known, the finding suggests it; the works themselves only the writer knows.
            Fault::NoComma => {
                let rest = part[read.len()..].trim_start();
                let new = format!("{read}, {rest}");
                (malformed_citation::no_comma(self.span, &new), part, new)
            }
            Fault::NoSign(word) => {
                let new = format!("citing @{word}");
                let finding = malformed_citation::no_sign(self.span, word, &new);
                (finding, &*format!("citing {word}"), new)
            }
            Fault::Backwards { words, read: outer } => {
                let new = format!("{outer}, citing {read}");
                (
                    malformed_citation::backwards(self.span, words, &new),
                    part,
                    new,
                )
            }
            Fault::SecondWork(second) => {
                return malformed_citation::second_work(self.span, second.trim());
            }
        };
        finding.suggest(Suggestion::within(
            Applicability::Maybe,
            self.source,
            self.span,
            old,
            &new,
        ))
    }

    /// `see @id, p. 3`, whose `@` is at byte `at`.
    fn at_item(&mut self, part: &str, at: usize) -> CitationItem {
        let prefix = part[..at].trim_end();
        let (prefix, suppress_author) = match prefix.strip_suffix('-') {
            Some(prefix) => (prefix, true),
            None => (prefix, false),
        };
        let (key, rest) = key(&part[at + 1..]);
        let key_span = self.find(key);
        let (locator, suffix) = rest_of_item(rest);
        CitationItem {
            key: key.into(),
            key_span,
            prefix: words(prefix),
            locator,
            suffix,
            suppress_author,
            citing: Vec::new(),
        }
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
            citing: Vec::new(),
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

/// The address in `[1](address)` at the head of a text. Behind words in brackets it was meant for theirs.
pub(crate) fn address_behind_number(text: &str) -> Option<&str> {
    let (number, rest) = text.strip_prefix('[')?.split_once("](")?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let (address, _) = rest.split_once(')')?;
    is_number.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{is_mark, parse};
    use crate::model::source::{Sources, Span};

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
            let inner = item.citing.iter().map(|inner| {
                assert_eq!(&mark[inner.key_span.range()], &*inner.key);
                let locator = inner.locator.as_ref().map_or(String::new(), |locator| {
                    format!(" {:?} {}", locator.kind, locator.value)
                });
                format!(" > {}{locator}", inner.key)
            });
            let inner: String = inner.collect();
            format!(
                "{}{}|{}|{locator}|{}{inner}",
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
                vec!["|id|Chapter 4|, and what follows"],
            ),
            ("[@id, ch. 2, p. 5]", vec!["|id|Chapter 2, p. 5|"]),
            ("[@id, pp. 3, 5–7]", vec!["|id|Page 3, 5–7|"]),
            ("[@id and others]", vec!["|id||and others"]),
            ("[@a.b:c/2010.]", vec!["|a.b:c/2010||."]),
            (
                "[source: a, sec. \"Commit, stay; win\", citing @b]",
                vec!["|a|Section Commit, stay; win| > b"],
            ),
            (
                "[see @a, p. 3, citing @b, p. 4 and @c; @d]",
                vec!["see|a|Page 3| > b Page 4 > c", "|d||"],
            ),
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
            ("[@a, citing @a]", "`a` cannot be what `a` itself cites"),
            (
                "[@a, citing @b, citing @b]",
                "`b` is named twice behind `citing`",
            ),
            (
                "[@a; citing @b]",
                "`citing @b` says what a work cites, and no work stands before it",
            ),
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
            "`@a`",
            "``a ` @b``",
        ] {
            assert!(!is_mark(label), "{label}");
        }
        for label in ["@a", "-@a", "SOURCE:a", "see @a", "(@a)", "source:", "@"] {
            assert!(is_mark(label), "{label}");
        }
    }
}
