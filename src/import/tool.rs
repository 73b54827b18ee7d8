//! The tools whose handbooks can be brought in.

/// A tool that makes a site or a book of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as its tool is")]
pub enum Tool {
    Obsidian,
    Logseq,
    MkDocs,
    MdBook,
    GitBook,
    Hugo,
    Jekyll,
    VitePress,
    Docusaurus,
    Starlight,
    Quarto,
    Bookdown,
    MyST,
    Markdown,
}

impl Tool {
    /// Each with its word for `--as`, and what people call it.
    pub const ALL: [(Tool, &'static str, &'static str); 14] = [
        (Tool::Obsidian, "obsidian", "Obsidian"),
        (Tool::Logseq, "logseq", "Logseq"),
        (Tool::MkDocs, "mkdocs", "MkDocs"),
        (Tool::MdBook, "mdbook", "mdBook"),
        (Tool::GitBook, "gitbook", "GitBook"),
        (Tool::Hugo, "hugo", "Hugo"),
        (Tool::Jekyll, "jekyll", "Jekyll"),
        (Tool::VitePress, "vitepress", "VitePress"),
        (Tool::Docusaurus, "docusaurus", "Docusaurus"),
        (Tool::Starlight, "starlight", "Starlight"),
        (Tool::Quarto, "quarto", "Quarto"),
        (Tool::Bookdown, "bookdown", "bookdown"),
        (Tool::MyST, "myst", "MyST"),
        (Tool::Markdown, "markdown", "plain Markdown"),
    ];

    /// The tool that a word names, in any case.
    pub fn named(word: &str) -> Option<Tool> {
        let word = word.trim().to_lowercase().replace(['-', '_', ' '], "");
        let word = match word.as_str() {
            "material" | "mkdocsmaterial" | "zensical" => "mkdocs",
            "jupyterbook" | "mystmd" | "sphinx" => "myst",
            "github" | "plain" | "md" => "markdown",
            "astro" => "starlight",
            word => word,
        };
        let mut all = Self::ALL.into_iter();
        all.find(|(_, known, _)| *known == word)
            .map(|(tool, _, _)| tool)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        all.find(|(tool, _, _)| *tool == self)
            .map_or("", |(_, _, name)| name)
    }

    /// Whether its pages are notes that lead to each other by names between double brackets.
    pub(super) fn is_of_notes(self) -> bool {
        matches!(self, Tool::Obsidian | Tool::Logseq)
    }

    /// Whether its pages may hold tags such as `<Tabs>` and lines that load them.
    pub(super) fn has_components(self) -> bool {
        matches!(self, Tool::Docusaurus | Tool::Starlight | Tool::VitePress)
    }

    /// Whether what stands behind the language of a block of code may be its name.
    pub(super) fn names_code(self) -> bool {
        self.has_components() || matches!(self, Tool::MkDocs | Tool::Hugo | Tool::Quarto)
    }

    /// Whether its pages are written as Pandoc reads them.
    pub(super) fn is_pandoc(self) -> bool {
        matches!(self, Tool::Quarto | Tool::Bookdown)
    }
}

#[cfg(test)]
mod tests {
    use super::Tool;

    #[test]
    fn a_tool_is_known_by_its_names() {
        for (word, tool) in [
            ("MkDocs", Some(Tool::MkDocs)),
            ("material", Some(Tool::MkDocs)),
            ("jupyter-book", Some(Tool::MyST)),
            ("GitHub", Some(Tool::Markdown)),
            ("word", None),
        ] {
            assert_eq!(Tool::named(word), tool, "{word}");
        }
    }
}
