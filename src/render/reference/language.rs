//! What one language needs to be formatted in.

use std::sync::OnceLock;

use citationberg::taxonomy::Term;
use citationberg::{Locale, LocaleCode, LocalizedTerm, TermForm};

use super::locales;
use super::template::{SLOTS, Templates, is_several, slot};
use crate::model::bibliography::LocatorKind;

/// What one language needs: its locale before English, and the shapes of marks. Shared by threads.
pub struct Language {
    pub(super) code: LocaleCode,
    pub(super) locales: Vec<Locale>,
    pub(super) templates: Templates,
    /// The word before a place, by the slot of its shape.
    place_words: Vec<OnceLock<Option<String>>>,
}

impl Language {
    pub(super) fn new(lang: &str) -> Self {
        let locales = locales::of(lang);
        let code = locales.first().and_then(|locale| locale.lang.clone());
        Self {
            code: code.unwrap_or_else(LocaleCode::en_us),
            locales,
            templates: Templates::default(),
            place_words: (0..SLOTS).map(|_| OnceLock::new()).collect(),
        }
    }
}

impl Language {
    /// Whether there is a locale of this language, rather than English in its place.
    pub(super) fn is_of(&self, lang: &str) -> bool {
        let base = |tag: &str| tag.split(['-', '_']).next().map(str::to_lowercase);
        base(&self.code.0) == base(lang)
    }

    /// A place in a work in words: `p. 12`, `pp. 3–5`, `sec. Rounds`.
    pub(crate) fn place(&self, kind: LocatorKind, value: &str) -> String {
        let shape = (kind, is_several(value));
        let word = self.place_words[slot(Some(shape))].get_or_init(|| self.word(shape));
        let with_word = |word| format!("{word}\u{a0}{value}");
        word.as_ref().map_or_else(|| value.to_owned(), with_word)
    }

    /// The word before one place of a kind, or before several.
    fn word(&self, (kind, several): (LocatorKind, bool)) -> Option<String> {
        let forms = [TermForm::Short, TermForm::Long];
        let label = forms.iter().find_map(|form| self.label(kind, *form))?;
        let word = if several {
            label.multiple()
        } else {
            label.single()
        };
        word.map(str::to_owned)
    }

    fn label(&self, kind: LocatorKind, form: TermForm) -> Option<&LocalizedTerm> {
        // Some words, such as `section`, name variables too, and are read as these.
        let name = serde_json::to_value(kind).ok()?;
        let wanted: Term = serde_json::from_value(name).ok()?;
        let terms = self
            .locales
            .iter()
            .filter_map(|locale| locale.terms.as_ref());
        let mut terms = terms.flat_map(|all| &all.terms);
        terms.find(|term| term.name == wanted && term.form == form)
    }
}
