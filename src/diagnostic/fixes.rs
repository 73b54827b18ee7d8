//! Chooses which sure suggestions are made in one pass.
//!
//! Takes findings, in the order in which they are reported, and gives the edits of each file and what
//! becomes of each finding. No two edits touch one place: the first wins, and the others wait for the
//! next pass. Only what the project's writers have typed is changed: `site.toml` and the content folder.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::edit::{Change, Edit};
use crate::model::layer::OURS;
use crate::model::source::{SourceId, Sources};

/// What became of a finding whose suggestion is sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// As it was before anything was edited.
    pub finding: Diagnostic,
    /// Why it was left as it is; `None` where it is mended.
    pub left: Option<Left>,
}

/// Why a finding was left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Left {
    /// Another edit of this pass is at its place.
    Touches,
    /// It is in a file that the project has from elsewhere.
    Foreign,
    /// Its file could not be written, for this reason.
    Unwritten(String),
}

impl Left {
    /// The reason as a sentence without a full stop.
    pub fn words(&self) -> &str {
        match self {
            Left::Touches => "another edit was made at the same place; run this again",
            Left::Foreign => "only site.toml and the content folder are changed",
            Left::Unwritten(reason) => reason,
        }
    }
}

/// The edits to make, by path, and what becomes of each finding if all files can be written.
pub fn choose(findings: &[Diagnostic], sources: &Sources) -> (Vec<Change>, Vec<Outcome>) {
    let mut chosen: HashMap<SourceId, Chosen> = HashMap::new();
    let mut outcomes = Vec::new();
    for finding in findings {
        let Some(suggestion) = finding.sure_suggestion() else {
            continue;
        };
        let file = sources.get(suggestion.source);
        let is_own = file.layer == OURS && is_own(&file.path);
        // Of two edits at one place the first is made; the next check finds the other, if it is still wanted.
        let left = if is_own {
            let chosen = chosen.entry(suggestion.source).or_default();
            (!chosen.takes(suggestion)).then_some(Left::Touches)
        } else {
            Some(Left::Foreign)
        };
        outcomes.push(Outcome {
            finding: finding.clone(),
            left,
        });
    }
    let changes = chosen.into_iter();
    let mut changes: Vec<Change> = changes
        .map(|(source, chosen)| chosen.change(source, sources))
        .collect();
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    (changes, outcomes)
}

/// Whether a file is one that the project's writers have typed.
fn is_own(path: &str) -> bool {
    path == "site.toml" || path.starts_with("content/")
}

/// The edits that are made in one file, by where they begin: where they end, and the new text.
#[derive(Default)]
struct Chosen {
    edits: BTreeMap<usize, (usize, String)>,
}

impl Chosen {
    /// Adds all edits of a suggestion, or none where one of them touches another. Those that are to be
    /// made anyway are no obstacle: a definition that two links use is mended once for both.
    fn takes(&mut self, suggestion: &Suggestion) -> bool {
        let edits = suggestion.edits.iter();
        let new: Vec<&Edit> = edits.filter(|edit| !self.holds(edit)).collect();
        if new.iter().any(|edit| self.is_touched(edit)) {
            return false;
        }
        for edit in new {
            let value = (edit.range.end, edit.text.clone());
            self.edits.insert(edit.range.start, value);
        }
        true
    }

    fn holds(&self, edit: &Edit) -> bool {
        let there = self.edits.get(&edit.range.start);
        there.is_some_and(|(end, text)| *end == edit.range.end && *text == edit.text)
    }

    /// Whether an edit overlaps one of these, or stands directly beside it.
    fn is_touched(&self, edit: &Edit) -> bool {
        let last = self.edits.range(..=edit.range.end).next_back();
        last.is_some_and(|(_, (end, _))| *end >= edit.range.start)
    }

    /// New lines end as those of the file do.
    fn change(self, source: SourceId, sources: &Sources) -> Change {
        let file = sources.get(source);
        let has_crlf = file.text.contains("\r\n");
        let edits = self.edits.into_iter();
        let edits = edits.map(|(start, (end, text))| Edit {
            range: start..end,
            text: if has_crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            },
        });
        Change {
            source,
            path: file.path.to_string(),
            edits: edits.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Left, choose};
    use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
    use crate::model::source::{Sources, Span};

    static RULE: Rule = Rule {
        name: "rule",
        severity: Severity::Note,
        about: "",
    };

    /// The text of a file at `path` once these edits are chosen, and why findings are left.
    fn chosen(
        path: &str,
        text: &str,
        edits: &[(Range<usize>, &str)],
    ) -> (String, Vec<Option<Left>>) {
        let mut sources = Sources::default();
        let source = sources.insert(path, text);
        let findings: Vec<Diagnostic> = edits
            .iter()
            .map(|(range, new)| {
                let span = Span::new(source, range.clone());
                RULE.at(span, "m").suggest(Suggestion::sure(span, *new))
            })
            .collect();
        let (changes, outcomes) = choose(&findings, &sources);
        let after = changes.first().map(|change| change.applied(text));
        let left = outcomes.into_iter().map(|outcome| outcome.left);
        (after.unwrap_or_else(|| text.to_owned()), left.collect())
    }

    #[test]
    fn of_two_edits_at_one_place_the_first_is_made() {
        for (second, is_left) in [(2..4, true), (3..3, true), (0..9, true), (4..5, false)] {
            let (after, left) = chosen("content/a.md", "abcdefghi", &[(1..3, "X"), (second, "Y")]);
            assert_eq!(left, [None, is_left.then_some(Left::Touches)], "{after}");
            assert!(after.starts_with("aX"), "{after}");
        }
    }

    #[test]
    fn the_same_edit_of_two_findings_mends_both() {
        let edits = [(1..3, "X"), (1..3, "X"), (1..3, "Z")];
        let (after, left) = chosen("content/a.md", "abcd", &edits);
        assert_eq!(
            (after.as_str(), left),
            ("aXd", vec![None, None, Some(Left::Touches)])
        );
    }

    #[test]
    fn new_lines_end_as_those_of_the_file() {
        let (after, _) = chosen("content/a.md", "a\r\nb\r\n", &[(3..3, "x\n")]);
        assert_eq!(after, "a\r\nx\nb\r\n".replace("x\n", "x\r\n"));
    }

    #[test]
    fn files_of_a_theme_are_left() {
        let (after, left) = chosen("themes/own/theme.toml", "abc", &[(0..1, "x")]);
        assert_eq!((after.as_str(), left), ("abc", vec![Some(Left::Foreign)]));
    }
}
