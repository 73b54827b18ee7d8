//! What a file's name and folders say of its page: the id and the language.

use crate::model::lang::Lang;

/// What the place of a page's file says.
#[derive(Debug, PartialEq)]
pub(crate) struct NamedBy {
    pub(crate) id: String,
    /// The language at the end of its name: `one-to-ones.fr.md`.
    pub(crate) suffix: Option<Lang>,
    /// The language of the folder that it is in: `fr/one-to-ones.md`.
    pub(crate) folder: Option<Lang>,
}

/// The id and languages that the place of a file gives: `methods/one-to-ones.fr.md`, `methods/index.md`.
///
/// Of languages those that the site lists count alone.
pub(crate) fn named_by(place: &str, languages: &[String]) -> NamedBy {
    let (folder, file) = place.rsplit_once('/').unwrap_or(("", place));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (stem, suffix) = split_suffix(stem, languages);
    let folders = || folder.split('/').filter(|part| !part.is_empty());
    let lang = folders().rev().find_map(|part| language(part, languages));
    // The folder of the first language is a folder like any other to a home that stands beside it.
    let is_a_name = |part: &&str| {
        language(part, languages).is_none_or(|lang| lang == Lang(0) && folder == *part)
    };
    let own_folder = folders().rev().find(is_a_name);
    let id = match (stem, own_folder) {
        ("index", None) => "index".to_owned(),
        ("index", Some(folder)) => folder.to_owned(),
        (stem, Some(folder)) if is_index_elsewhere(stem) => {
            format!("{folder}-{}", stem.trim_start_matches('_').to_lowercase())
        }
        (stem, _) => stem.to_owned(),
    };
    NamedBy {
        id,
        suffix: suffix.and_then(|suffix| language(suffix, languages)),
        folder: lang,
    }
}

/// A name that each folder may have once, beside its own page.
fn is_index_elsewhere(stem: &str) -> bool {
    matches!(stem.to_ascii_lowercase().as_str(), "_index" | "readme")
}

/// The stem of a file's name without the language that it ends with, and that language's code.
pub(super) fn split_suffix<'a>(stem: &'a str, languages: &[String]) -> (&'a str, Option<&'a str>) {
    match stem.rsplit_once('.') {
        Some((rest, suffix)) if language(suffix, languages).is_some() => (rest, Some(suffix)),
        _ => (stem, None),
    }
}

/// The language of this code, without regard to case.
pub(crate) fn language(code: &str, languages: &[String]) -> Option<Lang> {
    let known = |known: &String| known.eq_ignore_ascii_case(code);
    languages.iter().position(known).map(|at| Lang(at as u16))
}

/// As [`language`], by the primary part where the whole is not listed: `en-US` is `en`, and `pt` is
/// `pt-BR` where no other Portuguese is listed.
pub(crate) fn near_language(code: &str, languages: &[String]) -> Option<Lang> {
    let code = code.trim().replace('_', "-");
    let primary = |code: &str| code.split('-').next().unwrap_or_default().to_lowercase();
    language(&code, languages)
        .or_else(|| language(&primary(&code), languages))
        .or_else(|| {
            let known = languages.iter().enumerate();
            let mut alike = known.filter(|(_, known)| primary(known) == primary(&code));
            let (at, _) = alike.next()?;
            alike.next().is_none().then_some(Lang(at as u16))
        })
}

/// Whether a name looks like the code of a language: `de`, `pt-BR` or `zh-hans`.
pub(crate) fn is_language_code(name: &str) -> bool {
    const SCRIPT: usize = 4;
    let (language, rest) = name.split_once(['-', '_']).unwrap_or((name, "XX"));
    let is_letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    language.len() == 2
        && is_letters(language)
        && matches!(rest.len(), 2 | SCRIPT)
        && is_letters(rest)
}

#[cfg(test)]
mod tests {
    use super::{named_by, near_language};
    use crate::model::lang::Lang;

    #[test]
    fn a_file_names_its_id_and_its_language() {
        let languages = ["en".to_owned(), "fr".to_owned()];
        for (path, id, suffix, folder) in [
            ("methods/one-to-ones.md", "one-to-ones", None, None),
            ("methods/one-to-ones.fr.md", "one-to-ones", Some(1), None),
            ("methods/v1.2.md", "v1.2", None, None),
            ("methods/index.md", "methods", None, None),
            ("index.fr.md", "index", Some(1), None),
            ("fr/meet.md", "meet", None, Some(1)),
            ("fr/index.md", "index", None, Some(1)),
            ("en/index.md", "en", None, Some(0)),
            ("FR/methods/index.md", "methods", None, Some(1)),
            ("methods/fr/index.md", "methods", None, Some(1)),
            ("methods/README.md", "methods-readme", None, None),
            ("README.md", "README", None, None),
        ] {
            let named = named_by(path, &languages);
            assert_eq!(named.id, id, "{path}");
            assert_eq!(named.suffix, suffix.map(Lang), "{path}");
            assert_eq!(named.folder, folder.map(Lang), "{path}");
        }
    }

    #[test]
    fn a_language_is_known_by_its_primary_part() {
        let languages = ["en", "pt-BR", "zh-Hans", "zh-Hant"].map(str::to_owned);
        for (code, expected) in [
            ("en-US", Some(0)),
            ("en_GB", Some(0)),
            ("pt", Some(1)),
            ("PT-br", Some(1)),
            ("pt-PT", Some(1)),
            ("zh", None),
            ("de", None),
        ] {
            assert_eq!(
                near_language(code, &languages),
                expected.map(Lang),
                "{code}"
            );
        }
    }
}
