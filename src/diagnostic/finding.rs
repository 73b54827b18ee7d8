//! What a finding holds, and the rule that it is of.

use std::hash::{Hash, Hasher};

use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::source::Span;

/// How much a finding weighs. An error stops a build; a note never does, whatever the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; `--strict` lets it pass too.
    Note,
    /// Probably a mistake; `--strict` counts it as an error.
    Warning,
    /// A mistake that readers would meet: nothing is published without `--allow-errors`.
    Error,
}

impl Severity {
    /// Its word in reports, on a terminal and in JSON alike.
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
    /// What found it; a page silences it by this rule's name.
    pub rule: &'static Rule,
    /// That of its rule, unless this case weighs otherwise.
    pub severity: Severity,
    /// Where it is shown; empty at the head of a file that it concerns as a whole.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the message says of all places alike, where it names this one besides; findings of one fact
    /// have one cause.
    pub fact: Option<Box<str>>,
    /// Other places that matter here, such as the other of two pages with one id.
    pub notes: Vec<Related>,
    /// What to type instead.
    pub help: Option<String>,
    /// The same as edits, where these are known.
    pub suggestion: Option<Box<Suggestion>>,
}

/// A second place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    /// Where it is, perhaps in another file.
    pub span: Span,
    /// What it has to do with the finding, without a full stop.
    pub message: String,
}

impl Diagnostic {
    /// Says what to type instead, in place of what was said of that before.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the edits that the help speaks of, where there are any.
    pub fn suggest(mut self, suggestion: impl Into<Option<Suggestion>>) -> Self {
        self.suggestion = suggestion.into().map(Box::new);
        self
    }

    /// Says what this finding has in common with others whose messages name other things.
    pub(crate) fn fact(mut self, fact: impl Into<Box<str>>) -> Self {
        self.fact = Some(fact.into());
        self
    }

    /// Asks whether a name near to the one that was typed was meant, and adds the edit to it.
    pub(crate) fn did_you_mean(
        self,
        near: &str,
        suggestion: impl Into<Option<Suggestion>>,
    ) -> Self {
        self.help(format!("did you mean `{near}`?"))
            .suggest(suggestion)
    }

    /// The edits that are made without asking.
    pub fn sure_suggestion(&self) -> Option<&Suggestion> {
        let suggestion = self.suggestion.as_deref();
        suggestion.filter(|one| one.applicability == Applicability::Sure)
    }

    /// Whether this is mended without asking.
    pub fn is_fixable(&self) -> bool {
        self.sure_suggestion().is_some()
    }

    /// Adds another place, and what it has to do with the finding.
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
    /// Lower-case words with hyphens, as `allow` takes it: `dead-link`.
    pub name: &'static str,
    /// The weight of its findings, as far as a finding does not say otherwise.
    pub severity: Severity,
    /// What it finds and why that matters, for the list of rules.
    pub about: &'static str,
}

/// Rules are known by their names, and no two share one.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Rule {
    /// A finding of this rule.
    pub fn at(&'static self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self,
            severity: self.severity,
            span,
            message: message.into(),
            fact: None,
            notes: Vec::new(),
            help: None,
            suggestion: None,
        }
    }
}

/// Whether any finding is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// How many findings are of this weight.
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    let of_this = diagnostics.iter().filter(|d| d.severity == severity);
    of_this.count()
}
