//! Numbers of volumes, issues, editions and chapters, which are names: printed as the record has them.
//!
//! hayagriva reads `2019-05` as a range from 2019 to 5 and prints `2019–5` (hayagriva 0.10.1, mended
//! after it). A number that it would print otherwise than it is written goes to it as a text.

use std::str::FromStr as _;

use hayagriva::Entry;
use hayagriva::types::{MaybeTyped, Numeric, NumericValue};

/// A number as hayagriva prints it as it is written.
pub(super) fn number(text: &str) -> MaybeTyped<Numeric> {
    let text = text.trim();
    match Numeric::from_str(text) {
        Ok(number) if is_single(&number) && number.to_string() == text => MaybeTyped::Typed(number),
        _ => MaybeTyped::String(text.to_owned()),
    }
}

fn is_single(number: &Numeric) -> bool {
    matches!(number.value, NumericValue::Number(_))
}

/// Puts a number as it is written wherever hayagriva has put what it made of it: in the entry, or in
/// what contains it.
pub(super) fn restore(entry: &mut Entry, field: NumberField, text: &str) {
    if field.get(entry).is_some() {
        field.set(entry, number(text));
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

    use super::number;

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
        assert!(matches!(number("2nd"), MaybeTyped::Typed(_)));
    }
}
