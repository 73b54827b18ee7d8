//! A name that may be typed at a place, and all of those of a place.

/// A name that a writer may type, and what comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownField {
    /// As it is typed.
    pub name: &'static str,
    /// What it takes, in the words of a writer; empty for a name that takes nothing.
    pub takes: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// The names that may stand at one place.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldSet {
    /// The place, as findings name it: "`site.toml`", "a relation".
    pub place: &'static str,
    /// In the order in which the manual lists them.
    pub fields: &'static [KnownField],
}

impl FieldSet {
    /// Whether a name may stand there.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// All names, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.fields.iter().map(|field| field.name)
    }
}

/// A name that takes something.
pub(super) const fn field(
    name: &'static str,
    takes: &'static str,
    about: &'static str,
) -> KnownField {
    KnownField { name, takes, about }
}

/// A name that takes nothing.
pub(super) const fn word(name: &'static str, about: &'static str) -> KnownField {
    field(name, "", about)
}
