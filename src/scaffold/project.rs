//! A project of one's own: a small handbook that is sound, and says what belongs where.

use super::quoted::quoted;

/// The name that the files have for a handbook.
const NAME: &str = "\"Our handbook\"";

/// The list of languages that the files have.
const LANGUAGES: &str = "languages = [\"en\"]";

/// The files by their paths from the root.
const FILES: [(&str, &str); 7] = [
    ("site.toml", include_str!("handbook/site.toml")),
    (
        "content/index.md",
        include_str!("handbook/content/index.md"),
    ),
    (
        "content/methods/go-round.md",
        include_str!("handbook/content/methods/go-round.md"),
    ),
    (
        "content/agendas/first-meeting.md",
        include_str!("handbook/content/agendas/first-meeting.md"),
    ),
    (
        "content/glossary.md",
        include_str!("handbook/content/glossary.md"),
    ),
    (
        "content/sources.bib",
        include_str!("handbook/content/sources.bib"),
    ),
    (".gitignore", include_str!("handbook/gitignore")),
];

/// What may lie in a folder in which a project begins: what systems and Git leave there by themselves.
pub const OTHER_FILES: [&str; 4] = [".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a new project of this name, whose first language has this code: paths from its root, and texts.
pub fn project(name: &str, language: &str) -> Vec<(&'static str, String)> {
    let languages = format!("languages = [{}]", quoted(language));
    let files = FILES.iter().map(|(path, text)| {
        let text = text.replace(NAME, &quoted(name));
        (*path, text.replace(LANGUAGES, &languages))
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::project;
    use crate::diagnostic::Severity;
    use crate::engine::{Engine, Options};

    #[test]
    fn a_new_project_has_no_findings_but_notes_whatever_its_name_and_language() {
        for (name, language) in [
            ("Our handbook", "en"),
            ("The \"big\" \\ book 'of' ours", "fr"),
            ("手册 «Наш» “دليل”", "ar"),
            ("A\tname\u{7f}\n= 1", "pt-BR"),
        ] {
            let files = project(name, language);
            let files: Vec<(&str, &str)> = files
                .iter()
                .map(|(path, text)| (*path, text.as_str()))
                .collect();
            let built = Engine::default().build_texts(&files, &Options::default());
            let serious = built.findings.iter();
            let serious: Vec<_> = serious
                .filter(|finding| finding.severity > Severity::Note)
                .collect();
            assert!(serious.is_empty(), "{serious:#?}");
            let visible = name.replace(['\t', '\u{7f}', '\n'], " ");
            assert_eq!(built.site.config.title, visible);
            assert_eq!(built.site.config.default_code(), language);
            let home = built
                .site
                .pages
                .iter()
                .find(|page| page.url == "index.html");
            assert_eq!(home.map(|home| &*home.title), Some(&*visible));
        }
    }
}
