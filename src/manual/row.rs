//! A row of a table, which explains the code in its first cell.

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// The first code in its first cell.
    pub(super) name: String,
    /// The heading that the table stands below; empty where there is none.
    pub(super) heading: String,
    /// The whole row, as it is written.
    pub(super) text: String,
}

impl Row {
    /// The row below its heading, as it is shown.
    pub(super) fn explained(&self) -> String {
        format!("{}\n\n{}", self.heading, self.text)
    }
}
