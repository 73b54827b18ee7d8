//! Words of the interface: those that a language of the site lacks, those that no template asks for, and names in braces
//! that the program does not fill in.

use std::collections::HashMap;

use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::load::{ENGLISH_WORDS, ThemeFiles, WordsFile};
use crate::model::config::Config;
use crate::model::plurals::Plurals;
use crate::model::source::{Sources, Span};
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse;

pub(crate) static RULE: Rule = Rule {
    name: "interface-words",
    severity: Severity::Warning,
    about: "Words of menus, buttons and sheets that are missing in a language of the site, so that English ones \
            stand in their place; kinds of pages that have no name in that language; in a theme of one's own, a word \
            that no template asks for, or a name in braces that is never filled in.",
};

/// How many missing words a finding names.
const NAMED: usize = 6;

/// Judges the words of each language of the site, and those of the theme's own files.
pub(crate) fn judge_words(
    config: &Config,
    theme: &ThemeFiles,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) {
    let english = parse::toml(config.source, ENGLISH_WORDS, 0).0;
    let read = |file: &WordsFile| parse::toml(file.source, &sources.get(file.source).text, 0).0;
    let languages = config.languages.iter().zip(&config.languages_at);
    for (code, place) in languages {
        let files: Vec<&WordsFile> = theme.words_of(code).collect();
        let Some(last) = files.last().copied() else {
            findings.push(no_words(*place, code));
            continue;
        };
        let mut words = HashMap::new();
        let tables: Vec<Table> = files.iter().copied().map(read).collect();
        for entry in tables.iter().flat_map(|table| &table.entries) {
            words.insert(entry.key.as_str(), &entry.value.data);
        }
        let missing = missing(&english, &words, Plurals::of(code));
        if !missing.is_empty() {
            findings.push(some_missing(Span::whole(last.source), code, &missing));
        }
    }
    for file in &theme.words {
        for entry in &read(file).entries {
            match english.get(&entry.key) {
                Some(known) => findings.extend(other_names(entry, &known.value)),
                None if is_asked_for(&entry.key, theme, sources) => {}
                None => findings.push(unasked(entry, &english)),
            }
        }
    }
}

/// The words that are missing, or forms of them: `search`, `minutes (few)`.
fn missing(english: &Table, words: &HashMap<&str, &Data>, plurals: Plurals) -> Vec<String> {
    let common = plurals.common();
    let missing = english.entries.iter().filter_map(|entry| {
        let key = &entry.key;
        match (&entry.value.data, words.get(key.as_str())) {
            // The program knows in which direction a language runs.
            (_, None) if key == "direction" => None,
            (_, None) => Some(key.clone()),
            (Data::Table(_), Some(Data::Table(forms))) => {
                let mut needed = common.iter().filter(|form| forms.get(form).is_none());
                needed.next().map(|form| format!("{key} ({form})"))
            }
            (Data::Table(_), Some(_)) => Some(format!("{key} (other)")),
            _ => None,
        }
    });
    missing.collect()
}

/// Whether a template, a sheet or a script of the theme has the name of a word.
fn is_asked_for(key: &str, theme: &ThemeFiles, sources: &Sources) -> bool {
    let templates = theme.templates.iter().chain(&theme.prints);
    let mut texts = templates.map(|file| &sources.get(file.source).text);
    let is_in = |bytes: &[u8]| memchr::memmem::find(bytes, key.as_bytes()).is_some();
    texts.any(|text| is_in(text.as_bytes())) || theme.statics.iter().any(|file| is_in(&file.bytes))
}

fn no_words(place: Span, code: &str) -> Diagnostic {
    let message = format!(
        "the words of menus, buttons and sheets are English in the pages of `{code}`: the program has none in this language"
    );
    let help = format!(
        "to translate them, begin a theme with `groundwork theme new ours`, write theme = \"ours\" in site.toml, and then: \
         groundwork theme eject i18n/{code}.toml"
    );
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(place, message).help(help)
    }
}

fn some_missing(place: Span, code: &str, missing: &[String]) -> Diagnostic {
    let named: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|word| format!("`{word}`"))
        .collect();
    let named = named.join(", ");
    let message = match missing.len() - missing.len().min(NAMED) {
        0 => {
            format!("words are missing in `{code}`, and English ones stand in their place: {named}")
        }
        more => format!(
            "words are missing in `{code}`, and English ones stand in their place: {named} and {more} more"
        ),
    };
    RULE.at(place, message).help(format!(
        "write each as the English file has it, in your language; `groundwork theme eject i18n/{code}.toml` writes \
         such a file with all of them, once this one has another name"
    ))
}

fn unasked(entry: &Entry, english: &Table) -> Diagnostic {
    let Entry { key, key_span, .. } = entry;
    let finding = RULE.at(*key_span, format!("nothing asks for a word `{key}`"));
    let known = english.entries.iter().map(|entry| entry.key.as_str());
    match suggest(key, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, *key_span, key, near)),
        None => finding.help("take the line out, or use the word in a template of the theme"),
    }
}

/// Names in braces which the English word does not have, and which therefore stand on the page as they are typed.
fn other_names(entry: &Entry, english: &Value) -> Option<Diagnostic> {
    let mut known = Vec::new();
    names(&english.data, &mut known);
    let mut own = Vec::new();
    names(&entry.value.data, &mut own);
    let name = own.into_iter().find(|name| !known.contains(name))?;
    let message = format!(
        "`{{{name}}}` is filled in with nothing in the word `{}`",
        entry.key
    );
    let finding = RULE.at(entry.value.span, message);
    known.sort_unstable();
    known.dedup();
    let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
    Some(match known.as_slice() {
        [] => finding.help("write the word without braces"),
        known => finding.help(format!(
            "keep the names in braces as they are in English: {}",
            known.join(", ")
        )),
    })
}

fn names<'a>(data: &'a Data, into: &mut Vec<&'a str>) {
    match data {
        Data::String(text) => {
            let pieces = text.split('{').skip(1);
            into.extend(pieces.filter_map(|piece| Some(piece.split_once('}')?.0)));
        }
        Data::Table(forms) => forms
            .entries
            .iter()
            .for_each(|form| names(&form.value.data, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    const THEME: (&str, &str) = ("themes/own/theme.toml", "extends = \"default\"\n");

    fn found(languages: &str, words: &[(&str, &str)]) -> Vec<String> {
        let site = format!("title = \"T\"\ntheme = \"own\"\nlanguages = {languages}\n");
        let mut files = vec![("site.toml", site.as_str()), THEME];
        files.extend(words);
        of("interface-words", &files)
    }

    #[test]
    fn a_language_without_words_is_a_note_where_it_is_named() {
        let found = found("[\"en-GB\", \"nl\"]", &[]);
        let [note] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(
            note.starts_with("note[interface-words] site.toml:3:23 "),
            "{note}"
        );
        assert!(
            note.ends_with("groundwork theme eject i18n/nl.toml"),
            "{note}"
        );
    }

    #[test]
    fn words_and_forms_that_are_missing_are_named() {
        let english = crate::load::ENGLISH_WORDS;
        let whole = ("themes/own/i18n/pt.toml", english);
        assert_eq!(found("[\"pt\"]", &[whole]), Vec::<String>::new());
        // A region has the words of its language.
        assert_eq!(found("[\"pt-BR\"]", &[whole]), Vec::<String>::new());
        let most = english.replace("\nsearch =", "\n# search =");
        let found_most = found("[\"pt\"]", &[("themes/own/i18n/pt.toml", &most)]);
        assert_eq!(
            found_most
                .first()
                .map(|line| line.split("; help").next().unwrap_or("")),
            Some(
                "warning[interface-words] themes/own/i18n/pt.toml:1:1 words are missing in `pt`, and English ones stand in their place: `search`"
            )
        );
        let polish = found("[\"pl\"]", &[("themes/own/i18n/pl.toml", english)]);
        assert!(polish[0].contains("(few)"), "{polish:?}");
    }

    #[test]
    fn a_mistyped_word_and_a_mistyped_name_in_braces_are_found() {
        let words = "serach = \"Find\"\nclock-24 = \"{hours}.{minute}\"\nours = \"Ours\"\n";
        let template = ("themes/own/templates/page.html", "{{ words[\"ours\"] }}");
        let found = found("[\"en\"]", &[("themes/own/i18n/en.toml", words), template]);
        assert_eq!(
            found,
            [
                "warning[interface-words] themes/own/i18n/en.toml:1:1 nothing asks for a word `serach`; help: did you mean `search`?",
                "warning[interface-words] themes/own/i18n/en.toml:2:12 `{hours}` is filled in with nothing in the word `clock-24`; help: keep the names in braces as they are in English: {hour}, {minute}",
            ]
        );
    }
}
