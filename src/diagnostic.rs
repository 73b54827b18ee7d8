//! Findings: what is wrong in a project, where, and what to type instead.
//!
//! Every phase returns its value beside a list of these and never stops at the first. They carry
//! byte ranges only; `report` draws them.

use crate::source::Span;

/// How much a finding weighs. An error stops a build; a note never does, whatever the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding: the rule that found it, its place, the matter in the writer's words, and help.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule's name, as `allow` takes it: `dead-link`.
    pub rule: &'static str,
    pub severity: Severity,
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Other places that matter here, such as the other of two pages with one id.
    pub notes: Vec<Related>,
    /// What to type instead.
    pub help: Option<String>,
}

/// A second place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    pub span: Span,
    pub message: String,
}

impl Diagnostic {
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn note(mut self, span: Span, message: impl Into<String>) -> Self {
        self.notes.push(Related {
            span,
            message: message.into(),
        });
        self
    }
}

/// A rule: a kind of finding with its name, its weight and its documentation.
#[derive(Debug)]
pub struct Rule {
    /// Lower-case words with hyphens.
    pub name: &'static str,
    pub severity: Severity,
    /// What it finds and why that matters, for the list of rules.
    pub about: &'static str,
}

impl Rule {
    /// A finding of this rule.
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self.name,
            severity: self.severity,
            span,
            message: message.into(),
            notes: Vec::new(),
            help: None,
        }
    }
}

/// The longest name, in bytes, that others are compared with.
pub(crate) const LONGEST_NAME: usize = 300;

/// The candidate nearest to `wanted` when it is near enough to be what was meant.
///
/// Nearness is the Damerau–Levenshtein distance without regard to case, at most a third of the
/// longer word. Of equally near candidates the first wins, so the caller's order decides. Comparing
/// takes as much work as both are long together, so what is longer than any name has none near it.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > LONGEST_NAME {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    let candidates = candidates.into_iter();
    let (length, wanted_letters) = (wanted.chars().count(), letters(&wanted));
    for candidate in candidates.filter(|name| name.len() <= LONGEST_NAME) {
        let other = candidate.chars().count();
        let longer = length.max(other);
        // Each step of the distance changes the length by one at the most.
        if length.abs_diff(other) > (longer / 3).max(1) {
            continue;
        }
        let lower = candidate.to_lowercase();
        if apart(&wanted_letters, &letters(&lower)) > (longer / 3).max(1) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &lower);
        let near_enough = distance <= (longer / 3).max(1);
        if near_enough && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each letter occurs, letters of other scripts sharing places. Counting is much cheaper than the
/// distance, and one step of that puts at most one letter in or takes at most one out.
pub(crate) type Letters = [u8; 32];

pub(crate) fn letters(word: &str) -> Letters {
    let mut letters = Letters::default();
    for c in word.chars() {
        let count = &mut letters[c as usize % 32];
        *count = count.saturating_add(1);
    }
    letters
}

/// A number of steps that it takes at least from a word of these letters to one of those.
pub(crate) fn apart(these: &Letters, those: &Letters) -> usize {
    let (mut more, mut fewer) = (0u32, 0u32);
    for (one, other) in these.iter().zip(those) {
        more += u32::from(one.saturating_sub(*other));
        fewer += u32::from(other.saturating_sub(*one));
    }
    more.max(fewer) as usize
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_word_is_meant_and_a_far_one_is_not() {
        let ids = ["one-to-ones", "coalitions", "glossary"];
        assert_eq!(nearest("one-to-one", ids), Some("one-to-ones"));
        assert_eq!(nearest("Coalition", ids), Some("coalitions"));
        assert_eq!(nearest("power-mapping", ids), None);
    }
}
