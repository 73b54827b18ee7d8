//! First texts: a page of a kind, and a project of one's own.
//!
//! Takes a kind; gives the text that a writer goes on from. Placeholders are `TODO`s, which `check`
//! finds until they are gone.

use crate::kind::{FieldType, Kind};
use crate::parse::slug;

/// A page to be written.
#[derive(Debug, PartialEq)]
pub struct NewPage {
    /// From the content folder.
    pub path: String,
    pub text: String,
}

/// A page of `kind`, titled `title`, in the language `lang` of a site whose first is `default`.
pub fn page(kind: &Kind, title: &str, lang: &str, default: &str) -> NewPage {
    let folder = kind
        .listing
        .as_ref()
        .map_or(String::new(), |listing| format!("{listing}/"));
    let suffix = if lang == default {
        String::new()
    } else {
        format!(".{lang}")
    };
    let path = format!("{folder}{}{suffix}.md", slug(title).trim_matches('-'));
    NewPage {
        path,
        text: text(kind, title, lang, default),
    }
}

fn text(kind: &Kind, title: &str, lang: &str, default: &str) -> String {
    let title = serde_json::Value::from(title);
    let mut text = format!("+++\ntitle = {title}\n");
    if kind.id != "page" {
        text.push_str(&format!("kind = \"{}\"\n", kind.id));
    }
    if kind.summary {
        text.push_str("summary = \"TODO: one sentence that says what this is for.\"\n");
    }
    text.push_str("status = \"stub\"\n");
    for field in &kind.fields {
        text.push_str(&match (kind.id.as_str(), field.id.as_str()) {
            // As long as the first item.
            ("agenda", "minutes") => "minutes = 10\n".to_owned(),
            ("agenda", "start") => "# start = \"19:00\"\n".to_owned(),
            (_, id) => format!("# {id} = {}\n", example(&field.value)),
        });
    }
    text.push_str("+++\n");
    // What stands between the items of an agenda is for its writer to say.
    let sections = kind.sections.iter();
    for section in sections.filter(|section| section.required || !kind.any_heading) {
        let heading = section.heading(lang, default);
        text.push_str(&format!("\n## {heading}\n\nTODO\n"));
    }
    if kind.id == "agenda" {
        text.push_str("\n## TODO {minutes=10 priority=must}\n\nTODO\n");
    } else if kind.any_heading || kind.id == "glossary" {
        text.push_str("\n## TODO\n\nTODO\n");
    } else if kind.sections.is_empty() {
        text.push_str("\nTODO\n");
    }
    text
}

/// A value that shows how a field is written.
fn example(field: &FieldType) -> String {
    match field {
        FieldType::Text => "\"…\"".into(),
        FieldType::List => "[\"…\", \"…\"]".into(),
        FieldType::Number => "1".into(),
        FieldType::Choice(choices) => {
            let ids: Vec<String> = choices.iter().map(|(id, _)| format!("\"{id}\"")).collect();
            ids.join(" or ")
        }
        FieldType::Time => "{ fixed = 30, up_to = 60, per_person = 0.5 }".into(),
        FieldType::Range => "{ min = 2, expected = 12, max = 30 }".into(),
        FieldType::Date => "2026-01-31".into(),
        FieldType::Table => "{ … }".into(),
    }
}

/// The files of a new project: paths from its root, and texts.
pub fn project() -> [(&'static str, &'static str); 5] {
    [
        ("site.toml", include_str!("scaffold/site.toml")),
        ("content/index.md", include_str!("scaffold/index.md")),
        (
            "content/methods/go-round.md",
            include_str!("scaffold/go-round.md"),
        ),
        ("content/sources.bib", include_str!("scaffold/sources.bib")),
        (".gitignore", "/print\n/public\n"),
    ]
}

#[cfg(test)]
mod tests {
    use super::{page, project};
    use crate::engine::{Engine, Options};
    use crate::kind::Kind;

    #[test]
    fn a_new_project_has_no_findings_but_notes() {
        let built = Engine::default().build_texts(&project(), &Options::default());
        let serious = built
            .findings
            .iter()
            .filter(|finding| finding.severity > crate::diagnostic::Severity::Note);
        assert_eq!(serious.count(), 0, "{:#?}", built.findings);
    }

    #[test]
    fn a_new_page_parses_whatever_its_title() {
        let kind = Kind {
            id: "page".into(),
            ..Kind::default()
        };
        for title in ["Power mapping", "\"Quoted\" \\ title", "Étapes: 1 & 2"] {
            let page = page(&kind, title, "en", "en");
            let path = format!("content/{}", page.path);
            let built = Engine::default().build_texts(&[(&path, &page.text)], &Options::default());
            assert_eq!(built.site.pages[0].page.meta.title(), title);
        }
    }
}
