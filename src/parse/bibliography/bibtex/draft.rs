//! An entry between the file and the record that is made of it.

use biblatex::{Entry, RawEntry};

/// An entry on its way: as written, without what cannot be read, and resolved.
pub(super) struct Draft<'t> {
    pub(super) raw: RawEntry<'t>,
    pub(super) entry: Entry,
}
