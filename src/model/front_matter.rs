//! How front matter is written.

/// The language of a page's front matter, by its fences.
#[derive(Debug, PartialEq, Clone, Copy)]
pub enum Notation {
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `---`.
    Yaml,
}
