//! Which form of a word a language takes for a number: the plural categories of CLDR.

use std::collections::BTreeSet;

use fixed_decimal::Decimal;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};

use crate::model::kind::base;

/// The rules of a language; those of one that CLDR does not know have one form for everything.
#[derive(Debug, Clone, Copy)]
pub struct Plurals(Option<PluralRulesPreferences>);

impl Plurals {
    /// The rules of the language with this code.
    pub fn of(code: &str) -> Self {
        let locale: Option<Locale> = base(code).parse().ok();
        Plurals(locale.map(Into::into))
    }

    /// The category of a number, given in digits: `one`, `few`, `other`.
    pub fn category(self, number: &str) -> &'static str {
        // Rules cannot be shared by threads, and are made of data that is at hand.
        let rules = self.0.map(PluralRules::try_new_cardinal);
        let number: Option<Decimal> = number.parse().ok();
        let category = rules
            .and_then(Result::ok)
            .zip(number.as_ref())
            .map(|(rules, number)| rules.category_for(number));
        match category {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            _ => "other",
        }
    }

    /// The categories of the numbers up to a hundred. Those of millions, which French has apart, are none that a handbook
    /// counts.
    pub fn common(self) -> BTreeSet<&'static str> {
        let numbers = 0..=100;
        numbers
            .map(|number| self.category(&number.to_string()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Plurals;

    #[test]
    fn languages_have_their_own_forms() {
        let common = |code| Plurals::of(code).common().into_iter().collect::<Vec<_>>();
        assert_eq!(common("fr-CA"), ["one", "other"]);
        assert_eq!(common("pl"), ["few", "many", "one"]);
        assert_eq!(common("ja"), ["other"]);
        assert_eq!(common("xx"), ["other"]);
    }
}
