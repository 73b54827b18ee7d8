//! The languages of a handbook, where only the names of its folders and files say them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::fields;
use crate::import::handbook::{Handbook, SourcePage};
use crate::import::notes::{Kind, Notes};
use crate::import::original::Original;
use crate::import::paths;
use crate::parse::{as_text, is_language_code};

/// The language that a page of HTML says of itself; one that a template fills in is none.
static HTML_LANG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)<html\b[^>]*?\slang\s*=\s*["']?([a-z][a-z0-9-]*)["'\s>]"#).ok()
});

/// The fields by which tools say the language of a page.
const FIELDS: [&str; 3] = ["lang", "language", "locale"];

/// Languages of two letters that folders are more often called for another reason.
const OTHER_WORDS: [&str; 8] = ["hr", "it", "pr", "ui", "qa", "ai", "io", "id"];

/// The languages that the names of folders and files say, before them that of the pages which stand in none of them: the
/// first language is that of a page whose place says nothing. Where nothing says which that is, it is English, and noted.
pub(super) fn with_unmarked(
    handbook: &Handbook,
    original: &Original,
    notes: &mut Notes,
) -> Vec<String> {
    let found = found(handbook);
    if !handbook.languages.is_empty() || found.is_empty() {
        return found;
    }
    let mut unmarked = handbook.pages.iter();
    let Some(first) = unmarked.find(|page| !is_marked(page, &found)) else {
        return found;
    };
    let said = said_by_pages(handbook, original, &found).or_else(|| said_by_html(original));
    if said.is_none() {
        notes.add(Kind::Language, &first.from, "taken for English (en)");
    }
    let said = said.unwrap_or_else(|| "en".to_owned());
    let others = found.into_iter();
    let others = others.filter(|code| !code.eq_ignore_ascii_case(&said));
    let others: Vec<String> = others.collect();
    std::iter::once(said).chain(others).collect()
}

/// Whether the place of a page says that it is in one of these languages.
fn is_marked(page: &SourcePage, languages: &[String]) -> bool {
    let folder = page.to.split_once('/').map(|(folder, _)| folder);
    let stem = paths::without_ending(&page.to);
    let suffix = stem.rsplit_once('.').map(|(_, suffix)| suffix);
    languages
        .iter()
        .any(|code| folder == Some(code) || suffix == Some(code))
}

/// The language that the first of the unmarked pages to say one says at its head.
fn said_by_pages(handbook: &Handbook, original: &Original, found: &[String]) -> Option<String> {
    let unmarked = handbook.pages.iter();
    let mut unmarked = unmarked.filter(|page| !is_marked(page, found));
    unmarked.find_map(|page| {
        let text = original.text(&page.from)?;
        let head = fields::head(text).table;
        let mut said = FIELDS.iter().filter_map(|name| head.get(name));
        said.find_map(|entry| as_text(&entry.value).filter(|code| is_language_code(code)))
    })
}

/// The language that the templates, or the pages of HTML among them, are in.
fn said_by_html(original: &Original) -> Option<String> {
    let pages = original.files.iter();
    let mut pages = pages.filter(|(path, _)| paths::ending(path) == "html");
    pages.find_map(|(_, file)| {
        let found = HTML_LANG.as_ref()?.captures(file.text.as_ref()?)?;
        Some(found[1].to_owned()).filter(|code| is_language_code(code))
    })
}

/// The folders and suffixes that hold translations: those where at least half of the pages stand under the
/// same name elsewhere too.
fn found(handbook: &Handbook) -> Vec<String> {
    let places: BTreeSet<&str> = handbook.pages.iter().map(|page| page.to.as_str()).collect();
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for place in &places {
        if let Some((folder, _)) = place.split_once('/')
            && is_language_code(folder)
        {
            codes.insert(folder);
        }
    }
    let folders: Vec<&str> = codes.iter().copied().collect();
    let mut languages: Vec<String> = Vec::new();
    for code in &folders {
        let own = places.iter().filter_map(|place| {
            let rest = place.strip_prefix(code)?;
            rest.strip_prefix('/')
        });
        let own: Vec<&str> = own.collect();
        let is_elsewhere = |rest: &&&str| {
            let mut others = folders.iter().filter(|other| *other != code);
            places.contains(**rest)
                || others.any(|other| places.contains(format!("{other}/{rest}").as_str()))
        };
        let same = own.iter().filter(is_elsewhere).count();
        // A code such as `no` or `it` is a word as well: one page of the same name may be chance.
        let is_word = OTHER_WORDS.contains(&code.to_lowercase().as_str());
        if same * 2 >= own.len() && same > usize::from(is_word) {
            languages.push((*code).to_owned());
        }
    }
    languages.extend(suffixes(&places).filter(|code| !folders.contains(&code.as_str())));
    languages
}

/// The languages at the ends of names, `meet.fr.md` beside `meet.md`.
fn suffixes(places: &BTreeSet<&str>) -> impl Iterator<Item = String> {
    let mut codes = BTreeSet::new();
    for place in places {
        let stem = paths::without_ending(place);
        if let Some((rest, code)) = stem.rsplit_once('.')
            && is_language_code(code)
            && places.contains(format!("{rest}.md").as_str())
        {
            codes.insert(code.to_owned());
        }
    }
    codes.into_iter()
}
