//! Findings by their causes: what says the same of many places is told once, with the places.
//!
//! Takes findings in the order in which they are to be told; gives causes in the order of their first.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::few;
use crate::limits::grouped;
use crate::model::source::Span;

use super::place::{Places, Unit};
use super::visible::visible_line;

/// A fact, where it was found first, and where else it holds.
pub(crate) struct Cause<'a> {
    pub(crate) finding: &'a Diagnostic,
    pub(crate) others: Vec<Span>,
}

impl Cause<'_> {
    /// At how many places it was found.
    pub(crate) fn count(&self) -> usize {
        1 + self.others.len()
    }
}

/// Gathers findings of one rule and one weight that say the same, or are of one fact, up to `most` causes.
pub(crate) fn causes<'a>(
    findings: impl Iterator<Item = &'a Diagnostic>,
    most: usize,
) -> Vec<Cause<'a>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in findings {
        let fact = finding.fact.as_deref().unwrap_or(&finding.message);
        let fact = (finding.rule.name, finding.severity, fact);
        if let Some(at) = known.get(&fact) {
            let cause: &mut Cause<'_> = &mut causes[*at];
            cause.others.push(finding.span);
        } else if causes.len() < most {
            known.insert(fact, causes.len());
            causes.push(Cause {
                finding,
                others: Vec::new(),
            });
        }
    }
    causes
}

/// Each finding as a cause of its own.
pub(crate) fn each<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> Vec<Cause<'a>> {
    let causes = findings.map(|finding| Cause {
        finding,
        others: Vec::new(),
    });
    causes.collect()
}

/// Where else it is, as a person reads it: how many places, and the first few.
pub(super) fn others(cause: &Cause<'_>, places: &Places) -> Option<String> {
    // Places of one fact differ in what their messages name.
    let what = match (cause.others.len(), &cause.finding.fact) {
        (0, _) => return None,
        (1, None) => "the same at another place".to_owned(),
        (1, Some(_)) => "one more of this kind".to_owned(),
        (many, None) => format!("the same at {} other places", grouped(many as u64)),
        (many, Some(_)) => format!("{} more of this kind", grouped(many as u64)),
    };
    let named = cause.others.iter().map(|span| {
        let place = places.place(*span, Unit::Characters);
        let path = visible_line(places.path(*span));
        format!("{path}:{}:{}", place.line, place.column)
    });
    Some(format!("{what}: {}", few(named, ", ")))
}

#[cfg(test)]
mod tests {
    use super::causes;
    use crate::model::source::Sources;
    use crate::parse::bibliography::parse;

    #[test]
    fn the_same_fault_in_many_records_is_one_cause() {
        let fields = [
            "date = {whenever}",
            "url = {no address @}",
            "crossref = {gone-@}",
            "publisher = word@",
            "note = {file:///home/ada/@.pdf}",
        ];
        let records = (0..100).map(|at| {
            let field = fields[at % fields.len()].replace('@', &at.to_string());
            format!("@book{{k{at}, title = {{T}}, author = {{A{at}}}, {field}}}\n")
        });
        let bib: String = records.collect();
        let types = (0..100).map(|at| format!("k{at}:\n  title: T\n"));
        let yaml: String = types.collect();
        for (path, text, kinds) in [("s.bib", bib, fields.len()), ("s.yaml", yaml, 1)] {
            let source = Sources::default().insert(path, &*text);
            let (_, findings) = parse(source, path, &text);
            assert!(findings.len() >= 100, "{}", findings.len());
            let told = causes(findings.iter(), 100);
            let messages: Vec<&str> = told.iter().map(|one| &*one.finding.message).collect();
            assert_eq!(told.len(), kinds, "{messages:?}");
        }
    }
}
