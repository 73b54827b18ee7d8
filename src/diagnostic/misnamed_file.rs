//! A file or a folder that is not read, since it is called otherwise than what is read.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::model::source::{SourceId, Span};

pub(crate) static RULE: Rule = Rule {
    name: "misnamed-file",
    severity: Severity::Warning,
    about: "A file that looks like a page and is not read as one, since its name does not end in `.md`; or a \
            project whose pages are not in a folder called `content`.",
};

/// Endings that stand for Markdown in other tools.
const MARKDOWN: [&str; 5] = ["md", "markdown", "mdown", "mkd", "mdwn"];

/// Documents of writing programs, and plain text.
const DOCUMENTS: [&str; 5] = ["txt", "rtf", "doc", "docx", "odt"];

/// What the page at a path is to be called, where its name says that it is one and the program does not
/// take it for one: `page.md` for `page.md.txt`, `page.MD` and `page.markdown`.
pub(crate) fn page_name(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    if MARKDOWN.contains(&ending.as_str()) {
        return Some(format!("{stem}.md")).filter(|name| name != path);
    }
    let within = stem
        .rsplit_once('.')
        .filter(|_| DOCUMENTS.contains(&ending.as_str()));
    let (stem, inner) = within?;
    let is_page = MARKDOWN.contains(&inner.to_ascii_lowercase().as_str());
    is_page.then(|| format!("{stem}.md"))
}

/// Whether a path is that of a document in which somebody may have written a page.
pub(crate) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    DOCUMENTS.contains(&ending.to_ascii_lowercase().as_str()) && page_name(path).is_none()
}

/// `source` stands for the file, whose page is to be called `right`.
pub(crate) fn page(source: SourceId, right: &str) -> Diagnostic {
    let name = right.rsplit('/').next().unwrap_or(right);
    let message = "this file is not read as a page, since its name does not end in .md";
    let finding = RULE.at(Span::whole(source), message);
    finding.help(format!(
        "rename it to {name}; if you see no ending, let your computer show the endings of names"
    ))
}

/// At `place`, the document at `path` of the content folder, which no page links to. A note, since it may be
/// there for whoever knows its address.
pub(crate) fn document(place: Span, path: &str) -> Diagnostic {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let message = format!("`content/{path}` is not read as a page, and no page links to it");
    let finding = Diagnostic {
        severity: Severity::Note,
        ..RULE.at(place, message)
    };
    finding.fact("documents that are no pages").help(format!(
        "for a page copy its text into a plain file, content/{stem}.md; to let readers fetch it, link to it: \
         [text](/{})",
        path.replace(' ', "%20")
    ))
}

/// There is no content folder, and the one called `meant` is most likely it.
pub(crate) fn no_content(place: Span, meant: &str) -> Diagnostic {
    let finding = Diagnostic {
        severity: Severity::Error,
        ..RULE.at(
            place,
            "there is no folder `content` beside site.toml, so there are no pages",
        )
    };
    finding.help(format!("rename the folder `{meant}` to `content`"))
}

/// The folder that was most likely meant as the content folder.
pub(crate) fn near_content(folders: &[String]) -> Option<&str> {
    suggest("content", folders.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::{is_document, near_content, page_name};

    #[test]
    fn a_page_is_known_by_the_endings_that_beginners_get() {
        for (path, right) in [
            ("a/page.md.txt", Some("a/page.md")),
            ("q.MD", Some("q.md")),
            ("r.markdown", Some("r.md")),
            ("r.Markdown.TXT", Some("r.md")),
            ("r.md.docx", Some("r.md")),
            ("page.md", None),
            ("notes.txt", None),
            ("page.md.png", None),
            ("md", None),
        ] {
            assert_eq!(page_name(path).as_deref(), right, "{path}");
        }
        assert!(is_document("flyer.DOCX") && !is_document("page.md.txt") && !is_document("a.pdf"));
    }

    #[test]
    fn the_folder_that_was_meant_is_found_whatever_its_capital_letters() {
        let folders = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            near_content(&folders(&["public", "Content"])),
            Some("Content")
        );
        assert_eq!(near_content(&folders(&["contents"])), Some("contents"));
        assert_eq!(near_content(&folders(&["public", "themes"])), None);
    }
}
