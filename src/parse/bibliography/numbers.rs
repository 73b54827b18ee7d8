//! Numbers of volumes, issues, editions and chapters, which are names: printed as the record has them.
//!
//! hayagriva reads `2019-05` as a range from 2019 to 5 and prints `2019–5` (hayagriva 0.10.1, mended
//! after it). A number that it would print otherwise than it is written goes to it as a text.

use std::str::FromStr as _;

use hayagriva::Entry;
use hayagriva::types::{MaybeTyped, Numeric, NumericValue};

use super::labels::{self, Labelled};

/// A number as hayagriva prints it as it is written.
pub(super) fn number(text: &str) -> MaybeTyped<Numeric> {
    let text = text.trim();
    match Numeric::from_str(text) {
        Ok(number) if is_single(&number) && number.to_string() == text => MaybeTyped::Typed(number),
        _ => MaybeTyped::String(text.to_owned()),
    }
}

/// The number of a volume. Several of them count as a number too: styles print `vols.` before numbers alone, and take all
/// else for the title of the volume. hayagriva counts what is made of no figures as several, so that one Roman numeral
/// stays a text.
fn volume(text: &str) -> MaybeTyped<Numeric> {
    match number(text) {
        MaybeTyped::String(text) if is_count(&text) => MaybeTyped::Typed(Numeric {
            value: NumericValue::Set(Vec::new()),
            // hayagriva prints what stands before a number as it is.
            prefix: Some(Box::new(text)),
            suffix: None,
        }),
        number => number,
    }
}

/// Whether a text is several numbers of either kind, with dashes, commas or the like between them.
fn is_count(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '–', '—', ',', '&', '/']).collect();
    let is_number = |part: &&str| {
        let part = part.trim();
        let is_plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        is_plain || labels::is_roman(part)
    };
    parts.len() > 1 && parts.iter().all(is_number)
}

fn is_single(number: &Numeric) -> bool {
    matches!(number.value, NumericValue::Number(_))
}

/// Puts a number as it is written wherever hayagriva has put what it made of it: in the entry, or in
/// what contains it.
pub(super) fn restore(entry: &mut Entry, field: NumberField, text: &str) {
    if field.get(entry).is_some() {
        field.set(entry, field.read(text));
    }
    let mut parents = entry.parents().to_vec();
    for parent in &mut parents {
        restore(parent, field, text);
    }
    entry.set_parents(parents);
}

/// A field of an entry that holds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberField {
    Volume,
    Issue,
    Edition,
    Chapter,
}

impl NumberField {
    /// The number that a text gives for the field, without the word before it.
    pub(super) fn read(self, text: &str) -> MaybeTyped<Numeric> {
        match self {
            NumberField::Volume => volume(labels::without_label(text, Labelled::Volume)),
            NumberField::Issue => number(labels::without_label(text, Labelled::Issue)),
            NumberField::Edition | NumberField::Chapter => number(text),
        }
    }

    fn get(self, entry: &Entry) -> Option<&MaybeTyped<Numeric>> {
        match self {
            NumberField::Volume => entry.volume(),
            NumberField::Issue => entry.issue(),
            NumberField::Edition => entry.edition(),
            NumberField::Chapter => entry.chapter(),
        }
    }

    pub(super) fn set(self, entry: &mut Entry, number: MaybeTyped<Numeric>) {
        match self {
            NumberField::Volume => entry.set_volume(number),
            NumberField::Issue => entry.set_issue(number),
            NumberField::Edition => entry.set_edition(number),
            NumberField::Chapter => entry.set_chapter(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::types::MaybeTyped;

    use super::{NumberField, number};

    #[test]
    fn a_number_comes_out_as_it_is_written() {
        let written = [
            "5",
            "007",
            "2nd",
            "2019-05",
            "13-021",
            "IV-1/W1",
            "3–4",
            "12, 13",
            "A",
            "99999999999",
            "USDL-26-0599",
            "5 (Suppl. 2)",
            "1&2",
        ];
        for text in written {
            assert_eq!(number(text).to_str(), text);
        }
        assert!(matches!(number("5"), MaybeTyped::Typed(_)));
        for (typed, shown, is_number) in [
            ("II", "II", false),
            ("Vol. IV", "IV", false),
            ("2–3", "2–3", true),
            ("vols. I–II", "I–II", true),
            ("Bd. 2", "2", true),
        ] {
            let volume = NumberField::Volume.read(typed);
            assert_eq!(volume.to_str(), shown, "{typed}");
            let is_typed = matches!(volume, MaybeTyped::Typed(_));
            assert_eq!(is_typed, is_number, "{typed}");
        }
        let name = NumberField::Volume.read("Green Book");
        assert!(matches!(name, MaybeTyped::String(_)));
        assert!(matches!(number("2nd"), MaybeTyped::Typed(_)));
    }
}
