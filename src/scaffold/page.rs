//! A page to be written: the fields and sections of its kind, each with what belongs there.

use super::quoted::quoted;
use crate::model::kind::{Ability, FieldKind, FieldType, Kind, SectionKind, localized};
use crate::model::slug::slug;

/// A page to be written.
#[derive(Debug, PartialEq)]
pub struct NewPage {
    /// From the content folder.
    pub path: String,
    /// The whole file: front matter, and the headings of the kind's sections.
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
    let front_matter = front_matter(kind, title);
    let body = body(kind, lang, default);
    NewPage {
        path,
        text: format!("+++\n{front_matter}+++\n{body}"),
    }
}

/// The fields that a page needs, and those that it may have as comments.
fn front_matter(kind: &Kind, title: &str) -> String {
    let mut text = format!("title = {}\n", quoted(title));
    if !kind.default {
        text.push_str(&format!("kind = {}\n", quoted(&kind.id)));
    }
    if kind.summary {
        text.push_str("summary = \"TODO: one sentence that says what this is for.\"\n");
    }
    text.push_str("status = \"stub\"                  # then \"draft\", and \"reviewed\" when somebody has read it\n");
    if kind.can(Ability::Timed) {
        text.push_str(&format!("{TOTAL} = 15\n"));
    }
    text.push_str(
        "\n# A line that begins with # is not read. Take the # away, and put your own words in.\n",
    );
    text.push_str("# tags = [\"a word that other pages share\"]\n");
    let others = kind.fields.iter();
    let others = others.filter(|field| !(kind.can(Ability::Timed) && field.id == TOTAL));
    for field in others {
        text.push_str(&format!("# {} = {}\n", field.id, example(field)));
    }
    text
}

/// The minutes of a whole meeting, which no meeting goes without.
const TOTAL: &str = "minutes";

/// The headings of the kind's sections, each with what belongs there.
fn body(kind: &Kind, lang: &str, default: &str) -> String {
    let is_meeting = kind.can(Ability::Timed);
    let mut text = String::new();
    // What stands between the items of an agenda is for its writer to say.
    let sections = kind.sections.iter();
    for section in sections.filter(|section| section.required || !kind.any_heading) {
        let heading = section.heading(lang, default);
        let about = about(section, lang, default);
        text.push_str(&format!("\n## {heading}\n\nTODO{about}\n"));
    }
    if is_meeting {
        text.push_str(FIRST_ITEM);
    } else if kind.can(Ability::Terms) {
        text.push_str(FIRST_TERM);
    } else if kind.any_heading {
        text.push_str("\n## TODO\n\nTODO: what readers need. The heading is yours to name, and there may be more.\n");
    } else if kind.sections.is_empty() {
        text.push_str("\nTODO: what readers need.\n");
    }
    text
}

const FIRST_ITEM: &str = "
## TODO {.opening minutes=10 priority=must}

TODO: what happens in these minutes. Each heading like this one is an item of the meeting; the `minutes` of the \
page are those of all items together, and some to spare.

> [!SAY] TODO: what to say aloud, on the run sheet alone.
";

const FIRST_TERM: &str = "
## TODO

TODO: what this word means, in one sentence. Each heading like this one is a word, which links find by its name.
";

fn about(section: &SectionKind, lang: &str, default: &str) -> String {
    let about = localized(&section.about, lang, default);
    about.map_or(String::new(), |about| format!(": {about}"))
}

/// A value that shows how a field is written: that of its kind, or else one of its type.
fn example(field: &FieldKind) -> String {
    let others = other_choices(&field.value);
    if let Some(example) = &field.example {
        return format!("{example}{others}");
    }
    match &field.value {
        FieldType::Text => "\"…\"".into(),
        FieldType::List => "[\"…\", \"…\"]".into(),
        FieldType::Number => "1".into(),
        FieldType::Choice(choices) => {
            let first = choices.first().map(|(id, _)| quoted(id));
            first.unwrap_or_default() + &others
        }
        FieldType::Time => "{ fixed = 30, up_to = 60, per_person = 0.5 }".into(),
        FieldType::Range => "{ min = 2, expected = 12, max = 30 }".into(),
        FieldType::Date => "2026-01-31".into(),
        FieldType::Flag => "true".into(),
        FieldType::Table => "{ note = \"…\" }".into(),
    }
}

/// The ids that a choice is made from, as a comment behind the one that is shown.
fn other_choices(field: &FieldType) -> String {
    let FieldType::Choice(choices) = field else {
        return String::new();
    };
    let ids: Vec<String> = choices.iter().map(|(id, _)| quoted(id)).collect();
    format!("   # one of {}", ids.join(", "))
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::engine::{Engine, Options};
    use crate::model::kind::Kind;

    #[test]
    fn a_new_page_parses_whatever_its_title() {
        let kind = Kind::of_pages();
        for title in ["Power mapping", "\"Quoted\" \\ title", "Étapes: 1 & 2"] {
            let page = page(&kind, title, "en", "en");
            let path = format!("content/{}", page.path);
            let built = Engine::default().build_texts(&[(&path, &page.text)], &Options::default());
            assert_eq!(built.site.pages[0].page.meta.title(), title);
        }
    }
}
