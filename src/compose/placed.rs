//! Where the pages of a project would stand if it were ours.
//!
//! A project beneath may list other languages than ours, or another first. What its own list says of its
//! files holds; their places are then put as ours would say the same.

use std::ops::Range;
use std::sync::Arc;

use crate::compose::brief::Briefs;
use crate::load::TextFile;
use crate::model::config::Schema;
use crate::model::lang::Lang;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::page::Original;
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::unicode::nfc;
use crate::parse;

/// A page and where it stands.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) layer: LayerIndex,
    pub(super) source: SourceId,
    /// From the content folder.
    pub(super) path: String,
    /// As in [`Standing`](crate::model::page::Standing).
    pub(super) file: Option<String>,
    /// By our list of languages.
    pub(super) place: String,
    /// By the list of its own project.
    pub(super) own_place: String,
    /// The language, as its own project spells it.
    pub(super) code: String,
    /// Among ours.
    pub(super) lang: Lang,
    pub(super) id: String,
    /// Whether its front matter gives the id.
    pub(super) says_id: bool,
    pub(super) extends: Option<Spanned<String>>,
    /// What it was called before, or is called too, as ids are compared.
    pub(super) aliases: Vec<String>,
    /// Where it says which page it changes, once it has.
    pub(super) extended: Option<Span>,
    pub(super) is_hidden: bool,
    /// Whether another stands in its place.
    pub(super) is_replaced: bool,
    /// Other places in which pages stood whose place it takes.
    pub(super) instead_of: Vec<String>,
    /// As in [`Standing`](crate::model::page::Standing).
    pub(super) inherited: Vec<(Range<usize>, LayerIndex)>,
    /// As in [`Standing`](crate::model::page::Standing).
    pub(super) original: Option<Original>,
    /// Whether it cannot be told what is private in it.
    pub(super) is_faulty: bool,
}

/// The pages of a project.
#[derive(Debug, Default)]
pub(super) struct PlacedLayer {
    pub(super) pages: Vec<Placed>,
    /// What pages are called that are in languages which we do not list.
    pub(super) unlisted: Vec<(String, Arc<str>)>,
}

/// Places the pages of the project `layer`, which lists `languages`.
pub(super) fn place(
    layer: LayerIndex,
    files: Vec<TextFile>,
    languages: &[String],
    schema: &Schema,
    briefs: &Briefs,
) -> PlacedLayer {
    let ours = &schema.languages;
    let paths = files.iter().map(|file| file.path.as_str());
    let places = parse::places(paths, languages);
    let places: Vec<String> = places.into_iter().map(Into::into).collect();
    let mut placed = PlacedLayer::default();
    for (file, own_place) in files.into_iter().zip(places) {
        let brief = briefs.get(file.source).cloned().unwrap_or_default();
        let named = parse::named_by(&own_place, languages);
        let by_name = named.suffix.or(named.folder).unwrap_or_default();
        let said = brief.lang.as_deref();
        let said = said.and_then(|code| parse::near_language(code, languages));
        let code = &languages[said.unwrap_or(by_name).0 as usize];
        let given = brief.id.as_deref().map(normal);
        let given = given.filter(|id| parse::is_id(id));
        let says_id = given.is_some();
        let id = given.unwrap_or(named.id.clone());
        // A language that ours does not list has no pages here, but links to them are told apart from slips.
        let Some(lang) = parse::near_language(code, ours) else {
            let title: Arc<str> = id.replace(['-', '_'], " ").into();
            let stem = own_place.strip_suffix(".md").unwrap_or(&own_place);
            placed.unlisted.push((stem.to_owned(), title.clone()));
            placed.unlisted.push((id, title));
            continue;
        };
        let place = if layer == OURS {
            own_place.clone()
        } else {
            place_in(&own_place, &named, by_name, languages, ours)
        };
        placed.pages.push(Placed {
            layer,
            source: file.source,
            path: file.path,
            place,
            own_place,
            code: code.clone(),
            lang,
            id,
            says_id,
            extends: brief.extends,
            aliases: brief.aliases.iter().map(|alias| normal(alias)).collect(),
            file: None,
            extended: None,
            is_hidden: false,
            is_replaced: false,
            instead_of: Vec::new(),
            inherited: Vec::new(),
            original: None,
            is_faulty: false,
        });
    }
    placed
}

/// An id in the form in which ids are compared.
pub(super) fn normal(id: &str) -> String {
    nfc(id.trim()).into_owned()
}

/// The place at which our list of languages reads the same from a path as the list of its own project: the same id, and a language
/// of the same code.
fn place_in(
    place: &str,
    named: &parse::NamedBy,
    lang: Lang,
    languages: &[String],
    ours: &[String],
) -> String {
    let code = &languages[lang.0 as usize];
    let seen = parse::named_by(place, ours);
    let seen_lang = seen.suffix.or(seen.folder).unwrap_or_default();
    let wanted = parse::near_language(code, ours);
    // Where we do not list that language, a field says another, which is read in its turn.
    let Some(wanted) = wanted else {
        return place.to_owned();
    };
    if seen.id == named.id && seen_lang == wanted {
        return place.to_owned();
    }
    let stem = place.strip_suffix(".md").unwrap_or(place);
    let stem = match (named.suffix, stem.rsplit_once('.')) {
        (Some(_), Some((stem, _))) => stem,
        _ => stem,
    };
    format!("{stem}.{}.md", ours[wanted.0 as usize])
}

#[cfg(test)]
mod tests {
    use super::place_in;
    use crate::model::lang::Lang;
    use crate::parse;

    #[test]
    fn a_page_beneath_keeps_its_language_in_a_site_of_other_languages() {
        let list = |codes: &[&str]| {
            codes
                .iter()
                .map(|code| (*code).to_owned())
                .collect::<Vec<_>>()
        };
        for (theirs, ours, place, expected) in [
            (list(&["en"]), list(&["en"]), "a/b.md", "a/b.md"),
            (list(&["en"]), list(&["fr", "en"]), "a/b.md", "a/b.en.md"),
            (
                list(&["en", "fr"]),
                list(&["fr", "en"]),
                "a/b.fr.md",
                "a/b.fr.md",
            ),
            (
                list(&["en"]),
                list(&["fr", "en"]),
                "index.md",
                "index.en.md",
            ),
            (list(&["pt"]), list(&["en", "pt-BR"]), "a.md", "a.pt-BR.md"),
        ] {
            let named = parse::named_by(place, &theirs);
            let lang = named.suffix.or(named.folder).unwrap_or(Lang(0));
            assert_eq!(
                place_in(place, &named, lang, &theirs, &ours),
                expected,
                "{place}"
            );
        }
    }
}
