//! How much was found, in words: all in all, and by rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity, count};
use crate::limits::grouped;

use super::cause::causes;

/// How many findings there are: `2 errors, 1 warning, 3 notes`, without those that do not occur,
/// or `no findings`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = count(diagnostics, severity);
        (count > 0).then(|| counted(count, severity))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return "no findings".to_owned();
    }
    counts.join(", ")
}

/// As [`summary`], for who wants to know whether there is something to do: `nothing to mend`, since
/// notes are no faults.
pub fn verdict(diagnostics: &[Diagnostic]) -> String {
    let notes = count(diagnostics, Severity::Note);
    match (diagnostics.len() - notes, notes) {
        (0, 0) => "nothing to mend".to_owned(),
        (0, notes) => format!("nothing to mend, {}", counted(notes, Severity::Note)),
        _ => summary(diagnostics),
    }
}

/// A line for each rule: how many findings it has, and how many causes where these are fewer. The
/// worst come first. Empty where a line would only repeat [`summary`].
pub fn by_rule(diagnostics: &[Diagnostic]) -> String {
    let mut rules: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for cause in causes(diagnostics.iter(), usize::MAX) {
        let of = (Reverse(cause.finding.severity), cause.finding.rule.name);
        let (findings, causes) = rules.entry(of).or_default();
        *findings += cause.count();
        *causes += 1;
    }
    let mut rows: Vec<_> = rules.into_iter().collect();
    rows.sort_by_key(|((severity, _), (findings, _))| (*severity, Reverse(*findings)));
    let is_short = rows.len() < 2 && diagnostics.len() < 2;
    let mut table = String::new();
    for ((Reverse(severity), rule), (findings, causes)) in rows.iter().filter(|_| !is_short) {
        let count = counted(*findings, *severity);
        let of = match causes {
            causes if causes == findings => String::new(),
            1 => ", 1 cause".to_owned(),
            causes => format!(", {} causes", grouped(*causes as u64)),
        };
        let _ = writeln!(table, "{count:>14}  {rule}{of}");
    }
    table
}

fn counted(count: usize, severity: Severity) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {}{plural}", grouped(count as u64), severity.name())
}

#[cfg(test)]
mod tests {
    use super::{by_rule, summary, verdict};
    use crate::diagnostic::{Diagnostic, Rule, Severity};
    use crate::model::source::{Sources, Span};

    static ERROR: Rule = rule("dead-link", Severity::Error);
    static WARNING: Rule = rule("unknown-field", Severity::Warning);
    static NOTE: Rule = rule("unused-source", Severity::Note);

    const fn rule(name: &'static str, severity: Severity) -> Rule {
        Rule {
            name,
            severity,
            about: "",
        }
    }

    fn findings(of: &[(&'static Rule, &str, usize)]) -> Vec<Diagnostic> {
        let span = Span::whole(Sources::default().insert("a.md", ""));
        let findings = of.iter();
        findings
            .flat_map(|(rule, message, count)| vec![rule.at(span, *message); *count])
            .collect()
    }

    #[test]
    fn the_summary_counts_what_there_is() {
        for (of, counted, told) in [
            (&[][..], "no findings", "nothing to mend"),
            (&[(&ERROR, "a", 1)], "1 error", "1 error"),
            (&[(&NOTE, "a", 2)], "2 notes", "nothing to mend, 2 notes"),
            (
                &[(&NOTE, "a", 3), (&ERROR, "a", 2_000), (&WARNING, "a", 1)],
                "2,000 errors, 1 warning, 3 notes",
                "2,000 errors, 1 warning, 3 notes",
            ),
        ] {
            assert_eq!(summary(&findings(of)), counted);
            assert_eq!(verdict(&findings(of)), told);
        }
    }

    #[test]
    fn rules_are_summed_up_worst_first_with_their_causes() {
        let found = findings(&[
            (&NOTE, "a", 1),
            (&WARNING, "a", 40),
            (&ERROR, "a", 1_000),
            (&ERROR, "b", 1),
            (&WARNING, "b", 1),
            (&NOTE, "b", 1),
        ]);
        let expected = "  1,001 errors  dead-link, 2 causes\n   41 warnings  unknown-field, 2 causes\n       2 notes  unused-source\n";
        assert_eq!(by_rule(&found), expected);
        assert_eq!(by_rule(&findings(&[(&ERROR, "a", 1)])), "");
        assert_eq!(by_rule(&[]), "");
    }
}
