//! Claims that were read in one work, which rests on another: `[@wiki, sec. 2, citing @moblab, p. 4]`.
//!
//! ```text
//! item  = read [ "," "citing" inner *( ( "and" | "," | ", citing" ) inner ) ]
//! inner = "@" key [ place ]
//! ```
//!
//! What is said of the inner works is cut off an item before anything else of it is read.

use std::ops::Range;

use crate::model::page::Locator;
use crate::parse::citation::key::{at_key, key};
use crate::parse::citation::rest::rest_of_item;
use crate::parse::quoted::{is_within, quoted};

const WORD: &str = "citing";

/// An item of a mark, cut before what it says of the works that its own work cites.
#[derive(Debug, Default)]
pub(super) struct Cut<'t> {
    /// What stands before `citing`, or all of it.
    pub(super) read: &'t str,
    pub(super) inner: Vec<Inner<'t>>,
    /// What is said behind the last place.
    pub(super) remark: Option<Box<str>>,
    pub(super) fault: Option<Fault<'t>>,
}

/// A work that the one which was read cites.
#[derive(Debug)]
pub(super) struct Inner<'t> {
    pub(super) key: &'t str,
    pub(super) locator: Option<Locator>,
}

/// Why an item says nothing of what its work cites, though it seems to.
#[derive(Debug, PartialEq)]
pub(super) enum Fault<'t> {
    /// `; citing @b`, or `[citing @b]`: no work was read.
    NothingRead,
    /// `@a citing @b`, without a comma between.
    NoComma,
    /// `@a, citing`.
    NothingCited,
    /// `@a, citing b`, by this word.
    NoSign(&'t str),
    /// `@b, cited in @a`, by these words between the two and what stands behind them.
    Backwards { words: &'t str, read: &'t str },
    /// `@a and @b`, by what stands from there.
    SecondWork(&'t str),
}

/// Cuts an item of a mark.
pub(super) fn cut(item: &str) -> Cut<'_> {
    if let Some(cut) = cut_backwards(item) {
        return cut;
    }
    let quoted = quoted(item);
    let words = item.match_indices(WORD).map(|(at, _)| at);
    let mut words = words.filter(|at| is_word_at(item, *at) && !is_within(*at, &quoted));
    let cut = words.find_map(|at| cut_at(item, at));
    cut.unwrap_or_else(|| Cut {
        read: item,
        fault: second_work(item, &quoted).map(Fault::SecondWork),
        ..Cut::default()
    })
}

/// Whether `citing` at `at` is a word of its own, and no part of a key or an address.
fn is_word_at(item: &str, at: usize) -> bool {
    let (before, after) = (&item[..at], &item[at + WORD.len()..]);
    let is_joint = |c: char| c.is_alphanumeric() || matches!(c, '-' | '@' | '_' | '/');
    !before.ends_with(is_joint) && !after.starts_with(|c| is_joint(c) && c != '@')
}

/// The item cut at the `citing` that stands at `at`; `None` where the word is prose.
fn cut_at(item: &str, at: usize) -> Option<Cut<'_>> {
    let before = item[..at].trim_end();
    let after = item[at + WORD.len()..].trim_start();
    let read = before.strip_suffix(',').unwrap_or(before);
    let fault = fault(before, after);
    if fault.is_some() {
        return Some(Cut {
            read,
            fault,
            ..Cut::default()
        });
    }
    let (inner, remark) = after.starts_with('@').then(|| inner(after))?;
    Some(Cut {
        read,
        inner,
        remark,
        fault: None,
    })
}

/// What stands in an item from its second work on, which would be printed as the remark that it is not.
fn second_work<'t>(item: &'t str, quoted: &[Range<usize>]) -> Option<&'t str> {
    let mut from = at_key(item)? + 1;
    loop {
        let at = from + at_key(&item[from..])?;
        if !is_within(at, quoted) {
            return Some(&item[at..]);
        }
        from = at + 1;
    }
}

/// What stands from the `@` on in an item after `source:` that has named its work before a comma: `a, p. 3, quoting @b`.
pub(super) fn behind_comma(item: &str) -> Option<&str> {
    let quoted = quoted(item);
    let at = at_key(item)?;
    let is_second = item[..at].contains(',') && !is_within(at, &quoted);
    is_second.then(|| &item[at..])
}

/// What is wrong with what stands around `citing`, if anything is; prose has no fault.
fn fault<'t>(before: &str, after: &'t str) -> Option<Fault<'t>> {
    let is_signed = after.starts_with('@') && at_key(after) == Some(0);
    let (word, rest) = key(after);
    let ends = rest.trim_start().is_empty()
        || rest.starts_with(',')
        || rest.trim_start().starts_with("and @");
    if before.is_empty() {
        return (is_signed || !word.is_empty() && ends).then_some(Fault::NothingRead);
    }
    if is_signed {
        return (!before.ends_with(',')).then_some(Fault::NoComma);
    }
    if after.trim_matches(['@', '.', ',', '-']).trim().is_empty() {
        return Some(Fault::NothingCited);
    }
    (before.ends_with(',') && !word.is_empty() && ends).then_some(Fault::NoSign(word))
}

/// The works behind `citing`, and what is said behind the last.
fn inner(text: &str) -> (Vec<Inner<'_>>, Option<Box<str>>) {
    let mut works = Vec::new();
    let mut remark = None;
    let mut rest = text;
    while let Some(at) = at_key(rest) {
        let (key, behind) = key(&rest[at + 1..]);
        let next = at_key(behind).unwrap_or(behind.len());
        let own = without_joint(&behind[..next]);
        let (locator, words) = rest_of_item(own);
        works.push(Inner { key, locator });
        remark = words.or(remark);
        rest = &behind[next..];
    }
    (works, remark)
}

/// What is said of one work, without the words that lead on to the next.
fn without_joint(text: &str) -> &str {
    let mut text = text.trim_end_matches([',', ' ']);
    for joint in [WORD, "and", "&amp;", "&"] {
        if let Some(before) = text.strip_suffix(joint)
            && before.ends_with([' ', ','])
        {
            text = before.trim_end_matches([',', ' ']);
        }
    }
    text
}

/// An item that names the inner work first, and then the one in which it was read.
fn cut_backwards(item: &str) -> Option<Cut<'_>> {
    const WORDS: [&str; 4] = ["cited in", "quoted in", "cited by", "quoted by"];
    let (at, words) = WORDS
        .iter()
        .filter_map(|words| Some((item.find(words)?, words)))
        .min()?;
    let before = item[..at].trim_end();
    let before = before.strip_suffix("as").map_or(before, str::trim_end);
    let after = item[at + words.len()..].trim_start();
    // What is read in one work alone says nothing of another: `[as cited in @a]`.
    let is_meant = at_key(before).is_some() && at_key(after) == Some(0);
    is_meant.then(|| Cut {
        read: before.strip_suffix(',').unwrap_or(before),
        fault: Some(Fault::Backwards {
            words: &item[at..at + words.len()],
            read: after,
        }),
        ..Cut::default()
    })
}

#[cfg(test)]
mod tests {
    use super::{Fault, cut};

    /// What was read, and each inner work as `key|place`, and the remark.
    fn shown(item: &str) -> String {
        let cut = cut(item);
        let inner = cut.inner.iter().map(|inner| {
            let place = inner.locator.as_ref().map_or("", |locator| &locator.value);
            format!(" > {}|{place}", inner.key)
        });
        let remark = cut
            .remark
            .map_or(String::new(), |remark| format!(" ({remark})"));
        assert_eq!(cut.fault, None, "{item}");
        format!("{}{}{remark}", cut.read, inner.collect::<String>())
    }

    #[test]
    fn inner_works_are_cut_off_with_their_places() {
        for (item, expected) in [
            ("@a, sec. 2, citing @b, p. 4", "@a, sec. 2 > b|4"),
            ("@a,citing @b", "@a > b|"),
            (" a, citing @b and @c, p. 5", " a > b| > c|5"),
            ("@a, citing @b, p. 3, and @c", "@a > b|3 > c|"),
            ("@a, citing @b, p. 3, citing @c", "@a > b|3 > c|"),
            ("@a, citing @b, p. 3, a survey", "@a > b|3 (, a survey)"),
            (
                "@a, sec. \"On citing, and why\", citing @b",
                "@a, sec. \"On citing, and why\" > b|",
            ),
            (
                "@a, p. 3, citing several reports",
                "@a, p. 3, citing several reports",
            ),
            ("@exciting-times, p. 2", "@exciting-times, p. 2"),
            ("as cited in @a", "as cited in @a"),
            ("@a, sec. \"On citing @b\"", "@a, sec. \"On citing @b\""),
        ] {
            assert_eq!(shown(item), expected, "{item}");
        }
    }

    #[test]
    fn what_only_seems_to_be_said_is_a_fault() {
        for (item, fault) in [
            (" citing @b", Fault::NothingRead),
            (" citing b", Fault::NothingRead),
            ("@a citing @b", Fault::NoComma),
            ("@a, p. 3 citing @b", Fault::NoComma),
            ("@a, citing", Fault::NothingCited),
            ("@a, citing @", Fault::NothingCited),
            ("@a, citing b, p. 4", Fault::NoSign("b")),
            (
                "@b, p. 4, cited in @a, p. 2",
                Fault::Backwards {
                    words: "cited in",
                    read: "@a, p. 2",
                },
            ),
            ("@a, p. 3 and @b", Fault::SecondWork("@b")),
        ] {
            assert_eq!(cut(item).fault, Some(fault), "{item}");
        }
    }
}
