//! How front matter is written.

/// The language of a page's front matter, by its fences.
#[derive(Debug, PartialEq, Clone, Copy)]
pub enum Notation {
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `---`.
    Yaml,
}

impl Notation {
    /// That of a page, whose first line says it; a page without front matter would be given ours.
    pub fn of(page: &str) -> Notation {
        if page.trim_start_matches('\u{feff}').starts_with("---") {
            Notation::Yaml
        } else {
            Notation::Toml
        }
    }

    /// A field as it is typed in this notation.
    pub fn field(self, name: &str, value: impl std::fmt::Display) -> String {
        match self {
            Notation::Toml => format!("{name} = {value}"),
            Notation::Yaml => format!("{name}: {value}"),
        }
    }

    /// The value of a field that holds names with values.
    pub fn braces(self, fields: &[(&str, impl std::fmt::Display)]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| self.field(name, value))
            .collect();
        format!("{{ {} }}", fields.join(", "))
    }
}
