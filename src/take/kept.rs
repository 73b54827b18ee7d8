//! What the writers of ours have decided to leave as they have it.

use std::collections::BTreeSet;

use crate::model::adaptation::PartChange;

/// The file that holds it, from the folder of copies of originals.
pub const KEPT: &str = "kept.txt";

/// Parts of pages of neighbors, each as it was when it was decided: once it says something else, it is told again.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Kept {
    lines: BTreeSet<String>,
}

impl Kept {
    /// From the text of the file.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Kept {
            lines: lines.map(str::to_owned).collect(),
        }
    }

    /// The text of the file: a line for each part.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Keeps a part as ours has it.
    pub fn add(&mut self, lang: &str, id: &str, part: &PartChange) {
        self.lines.insert(line(lang, id, part));
    }

    /// Whether that was decided of a part that says the same.
    pub(crate) fn holds(&self, lang: &str, id: &str, part: &PartChange) -> bool {
        self.lines.contains(&line(lang, id, part))
    }
}

fn line(lang: &str, id: &str, part: &PartChange) -> String {
    let said = format!("{:?} {:?}", part.before, part.after);
    let hash = blake3::hash(said.as_bytes()).to_hex();
    format!("{lang} {id} #{} {}", part.id, &hash[..16])
}
