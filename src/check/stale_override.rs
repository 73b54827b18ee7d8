//! A template of a theme of one's own that was copied from the theme beneath, where that has changed since.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::load::{LayeredFile, ThemeFiles};
use crate::model::source::{SourceId, Sources, Span};

pub(crate) static RULE: Rule = Rule {
    name: "stale-override",
    severity: Severity::Warning,
    about: "A template of a theme of one's own that was copied out of the theme beneath, which has changed there since. What \
            the new version mends or adds is missing from the copy.",
};

/// How many stretches of a difference are shown.
const MOST_SHOWN: usize = 6;

/// Longer templates are compared as a whole.
const MOST_LINES: usize = 3_000;

pub(crate) fn judge(theme: &ThemeFiles, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    for original in &theme.originals {
        let (folder, name) = original.name.split_once('/').unwrap_or_default();
        let files = if folder == "print" {
            &theme.prints
        } else {
            &theme.templates
        };
        let named = |file: &&LayeredFile| file.name == name;
        let own = files
            .iter()
            .filter(named)
            .find(|file| file.layer == original.layer);
        let mut beneath = files.iter().filter(named);
        let beneath = beneath.find(|file| file.layer > original.layer);
        let (Some(own), Some(beneath)) = (own, beneath) else {
            continue;
        };
        findings.extend(finding(original, own.source, beneath.source, sources));
    }
}

fn finding(
    original: &LayeredFile,
    own: SourceId,
    now: SourceId,
    sources: &Sources,
) -> Option<Diagnostic> {
    let [before, after] = [original.source, now].map(|source| &*sources.get(source).text);
    let is_same = before.replace("\r\n", "\n") == after;
    if is_same {
        return None;
    }
    let name = &original.name;
    let short = name.split_once('/').map_or(&**name, |(_, short)| short);
    let mut finding = RULE
        .at(
            Span::whole(own),
            format!("this was copied from `{name}` of the theme beneath, which has changed since"),
        )
        .help(format!(
            "take over what you want of the difference, and then run: groundwork theme eject {short} --accept"
        ));
    // Both sides of each change are shown, so that nobody has to find the theme beneath to compare them.
    for change in changes(before, after).into_iter().take(MOST_SHOWN) {
        if !change.old.is_empty() {
            let span = Span::new(original.source, change.old);
            finding = finding.note(span, "this was there when it was copied");
        }
        if !change.new.is_empty() {
            finding = finding.note(Span::new(now, change.new), "this is there now");
        }
    }
    Some(finding)
}

/// A stretch of lines and what took its place, in bytes.
#[derive(Debug, PartialEq)]
struct Change {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// The stretches of lines in which two texts differ, by their longest common lines.
fn changes(before: &str, after: &str) -> Vec<Change> {
    let [old, new] = [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let same_head = old.iter().zip(&new).take_while(|(one, other)| one == other);
    let head = same_head.count();
    let tails = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = tails.take_while(|(one, other)| one == other).count();
    let [old_end, new_end] = [old.len() - tail, new.len() - tail];
    // Comparing takes the product of both lengths: what is longer counts as one change.
    let kept = if old_end - head > MOST_LINES || new_end - head > MOST_LINES {
        Vec::new()
    } else {
        common(&old[head..old_end], &new[head..new_end])
    };
    let mut changes = Vec::new();
    let mut at = [head, head];
    let ends = std::iter::once((old_end - head, new_end - head));
    for (one, other) in kept.into_iter().chain(ends) {
        let next = [head + one, head + other];
        if next != at {
            changes.push(Change {
                old: bytes(&old, at[0]..next[0]),
                new: bytes(&new, at[1]..next[1]),
            });
        }
        at = [next[0] + 1, next[1] + 1];
    }
    changes
}

/// The bytes of some lines.
fn bytes(lines: &[&str], range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let start = length(&lines[..range.start]);
    start..start + length(&lines[range])
}

/// The places of the longest common subsequence of two lists, in order.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // How long it is from each pair of places on.
    let mut length = vec![0_u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            length[one * width + other] = if old[one] == new[other] {
                length[(one + 1) * width + other + 1] + 1
            } else {
                length[(one + 1) * width + other].max(length[one * width + other + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    while one < old.len() && other < new.len() {
        if old[one] == new[other] {
            pairs.push((one, other));
            one += 1;
            other += 1;
        } else if length[(one + 1) * width + other] >= length[one * width + other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::changes;

    /// Each stretch that is gone, and what took its place.
    fn told<'a>(before: &'a str, after: &'a str) -> Vec<(&'a str, &'a str)> {
        let changes = changes(before, after).into_iter();
        changes
            .map(|change| (&before[change.old], &after[change.new]))
            .collect()
    }

    #[test]
    fn a_difference_is_the_lines_that_are_gone_and_those_that_came() {
        assert_eq!(told("a\nb\nc\n", "a\nb\nc\n"), []);
        assert_eq!(told("a\nb\nc\n", "a\nx\nc\n"), [("b\n", "x\n")]);
        assert_eq!(
            told("a\nb\nc\nd\n", "b\nc\ny\nd\n"),
            [("a\n", ""), ("", "y\n")]
        );
        assert_eq!(told("", "a\n"), [("", "a\n")]);
        assert_eq!(told("a", ""), [("a", "")]);
    }
}
