//! Findings where projects lie over each other: the file and the project that each belongs to.

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::edit::Edit;
use crate::model::layer::OURS;
use crate::model::source::{Sources, Span};

/// Puts what was found in composed texts where a writer has typed it. A suggestion stays where all of its
/// edits are in one file.
pub(crate) fn place_where_typed(findings: &mut [Diagnostic], sources: &Sources) {
    for finding in findings {
        finding.span = sources.typed_at(finding.span);
        for note in &mut finding.notes {
            note.span = sources.typed_at(note.span);
        }
        let composed = finding
            .suggestion
            .take_if(|one| sources.get(one.source).origins.is_some());
        if let Some(composed) = composed {
            finding.suggestion = typed_suggestion(*composed, sources).map(Box::new);
        }
    }
}

fn typed_suggestion(composed: Suggestion, sources: &Sources) -> Option<Suggestion> {
    let typed = composed.edits.into_iter().map(|edit| {
        let span = sources.typed_exactly_at(Span::new(composed.source, edit.range))?;
        let edit = Edit {
            range: span.range(),
            text: edit.text,
        };
        Some((span.source, edit))
    });
    let typed: Vec<_> = typed.collect::<Option<_>>()?;
    let source = typed.first()?.0;
    let is_one = typed.iter().all(|(other, _)| *other == source);
    is_one.then(|| Suggestion {
        source,
        edits: typed.into_iter().map(|(_, edit)| edit).collect(),
        applicability: composed.applicability,
    })
}

/// Takes out the findings of projects beneath, which are theirs to mend.
pub(crate) fn split_off_beneath(
    findings: &mut Vec<Diagnostic>,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let is_beneath = |finding: &mut Diagnostic| sources.layer(finding.span) != OURS;
    findings.extract_if(.., is_beneath).collect()
}
