//! Edits by file, as they are gathered.

use crate::model::edit::{Change, Edit};
use crate::model::source::{SourceId, Sources};
use crate::rename::refusal::Refusal;

/// Edits by file, each once however often it was found.
#[derive(Default)]
pub(super) struct Edits {
    of: Vec<(SourceId, Vec<Edit>)>,
}

impl Edits {
    pub(super) fn add(&mut self, edits: Vec<(SourceId, Edit)>) {
        for (source, edit) in edits {
            let known = self.of.iter().position(|(known, _)| *known == source);
            let at = known.unwrap_or_else(|| {
                self.of.push((source, Vec::new()));
                self.of.len() - 1
            });
            if !self.of[at].1.contains(&edit) {
                self.of[at].1.push(edit);
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        self.of.iter().map(|(_, edits)| edits.len()).sum()
    }

    pub(super) fn changes(self, sources: &Sources) -> Result<Vec<Change>, Refusal> {
        let mut changes = Vec::new();
        for (source, mut edits) in self.of {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let path = sources.get(source).path.to_string();
            let meet = |pair: &[Edit]| pair[1].range.start < pair[0].range.end;
            if edits.windows(2).any(meet) {
                return Err(Refusal::Words(format!(
                    "two changes to {path} would meet in one place; nothing was changed"
                )));
            }
            changes.push(Change {
                source,
                path,
                edits,
            });
        }
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(changes)
    }
}
