//! The words of the interface in one language.
//!
//! Takes a theme's `i18n/<lang>.toml`; gives plain words, counted ones by the plural categories of
//! CLDR, dates and amounts. A word that a language lacks comes from the default theme's English.

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};

use crate::model::config::HourClock;
use crate::model::date::Date;
use crate::model::plurals::Plurals;
use crate::model::sheet::Paper;
use crate::model::value::{Data, Table};

/// The words of one language.
#[derive(Clone)]
pub(crate) struct Words {
    pub(crate) code: String,
    plain: BTreeMap<String, String>,
    counted: BTreeMap<String, BTreeMap<String, String>>,
    months: Vec<String>,
    /// Whose rules of plurals it follows.
    plurals: Plurals,
}

impl Words {
    /// The words of language `code` in `table`; those it lacks are those of `fallback`.
    pub(crate) fn new(code: &str, table: &Table, fallback: Option<&Words>) -> Self {
        Self::layered(code, std::slice::from_ref(table), fallback)
    }

    /// The words of language `code` in `tables`, where later ones lie over earlier ones; those that all of them lack
    /// are those of `fallback`.
    pub(crate) fn layered(code: &str, tables: &[Table], fallback: Option<&Words>) -> Self {
        let mut words = Words {
            code: code.to_owned(),
            plain: fallback.map_or_else(BTreeMap::new, |other| other.plain.clone()),
            counted: fallback.map_or_else(BTreeMap::new, |other| other.counted.clone()),
            months: fallback.map_or_else(Vec::new, |other| other.months.clone()),
            plurals: Plurals::of(code),
        };
        // A language that a theme does not speak is still not called English.
        words.plain.insert("name".to_owned(), code.to_owned());
        words.plain.insert("direction".to_owned(), direction(code));
        for entry in tables.iter().flat_map(|table| &table.entries) {
            words.add(&entry.key, &entry.value.data);
        }
        words
    }

    fn add(&mut self, key: &str, data: &Data) {
        match data {
            Data::String(text) => {
                self.plain.insert(key.to_owned(), text.clone());
            }
            Data::Integer(number) => {
                self.plain.insert(key.to_owned(), number.to_string());
            }
            Data::Array(items) if key == "months" => {
                self.months = items.iter().filter_map(crate::parse::as_text).collect();
            }
            Data::Table(forms) => {
                let forms = forms.entries.iter().filter_map(|form| {
                    Some((form.key.clone(), crate::parse::as_text(&form.value)?))
                });
                self.counted.insert(key.to_owned(), forms.collect());
            }
            _ => {}
        }
    }

    /// The same with the hours that a clock has on a family of paper, unless the site says how many.
    pub(crate) fn for_paper(&self, paper: Paper, clock: Option<HourClock>) -> Words {
        let mut words = self.clone();
        let on_letter = words.plain.get("hours-on-letter").cloned();
        let hours = match (clock, paper) {
            (Some(clock), _) => Some(clock.hours().to_owned()),
            (None, Paper::Letter) => on_letter,
            (None, Paper::A4) => None,
        };
        if let Some(hours) = hours {
            words.plain.insert("hours".to_owned(), hours);
        }
        words
    }

    /// A plain word; its key where no language has it, which shows what is missing.
    pub(crate) fn plain<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.plain
    }

    /// A counted word by plural category, for who knows the number later.
    pub(crate) fn forms(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        self.counted.get(key)
    }

    /// A word for so many things.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        self.amount(key, n as f64)
    }

    /// As [`Words::count`], for amounts that need not be whole.
    pub(crate) fn amount(&self, key: &str, n: f64) -> String {
        let number = number(n);
        let Some(forms) = self.counted.get(key) else {
            return format!("{number} {key}");
        };
        let form = forms
            .get(self.plurals.category(&number))
            .or_else(|| forms.get("other"))
            .or_else(|| forms.values().next());
        form.map_or_else(String::new, |form| form.replace("{n}", &number))
    }

    /// A sentence with one name in braces filled in, and with one full stop where both end with one, as behind `7:30 p. m.`
    pub(crate) fn sentence(&self, key: &str, name: &str, value: &str) -> String {
        let bare = value.strip_suffix('.').unwrap_or(value);
        let sentence = self.plain(key);
        let ended = sentence.replace(&format!("{{{name}}}."), &format!("{bare}."));
        ended.replace(&format!("{{{name}}}"), value)
    }

    /// The names of the months.
    pub(crate) fn months(&self) -> &[String] {
        &self.months
    }

    pub(crate) fn date(&self, date: Date) -> String {
        let month = self.months.get(usize::from(date.month) - 1);
        let month = month.map_or_else(|| date.month.to_string(), Clone::clone);
        // In French the first of a month alone has a number of its own: 1er décembre, 2 décembre.
        let first = self.plain.get("first-day").filter(|_| date.day == 1);
        let day = first.map_or_else(|| date.day.to_string(), Clone::clone);
        self.plain("date")
            .replace("{day}", &day)
            .replace("{month}", &month)
            .replace("{year}", &date.year.to_string())
    }

    /// A time of the day, which is given in minutes after midnight.
    pub(crate) fn clock(&self, minutes: u32) -> String {
        let (hours, rest) = (minutes / 60 % 24, minutes % 60);
        if self.plain("hours") != "12" {
            let clock = self
                .plain("clock-24")
                .replace("{hour}", &format!("{hours:02}"));
            return clock.replace("{minute}", &format!("{rest:02}"));
        }
        let half = if hours < 12 {
            "before-noon"
        } else {
            "after-noon"
        };
        let hour = if hours % 12 == 0 { 12 } else { hours % 12 };
        self.plain("clock-12")
            .replace("{hour}", &hour.to_string())
            .replace("{minute}", &format!("{rest:02}"))
            .replace("{half}", self.plain(half))
    }

    /// Minutes as hours and minutes.
    pub(crate) fn duration(&self, minutes: f64) -> String {
        let whole = (minutes / 60.0).floor();
        let rest = minutes - whole * 60.0;
        if whole < 1.0 || minutes < 90.0 && rest > 0.0 {
            return self.amount("minutes", minutes);
        }
        let hours = self.amount("hours-long", whole);
        if rest == 0.0 {
            return hours;
        }
        self.plain("time-hours-and-minutes")
            .replace("{hours}", &hours)
            .replace("{minutes}", &self.amount("minutes", rest))
    }

    /// A time that may run up to another and may grow with each person.
    pub(crate) fn time(
        &self,
        fixed: Option<f64>,
        up_to: Option<f64>,
        per_person: Option<f64>,
    ) -> Option<String> {
        let span = self.span_of_time(fixed, up_to);
        let each = per_person.map(|minutes| {
            self.plain("time-per-person")
                .replace("{time}", &self.amount("minutes", minutes))
        });
        match (span, each) {
            (Some(span), Some(each)) => Some(
                self.plain("time-sum")
                    .replace("{fixed}", &span)
                    .replace("{per-person}", &each),
            ),
            (span, each) => span.or(each),
        }
    }

    fn span_of_time(&self, fixed: Option<f64>, up_to: Option<f64>) -> Option<String> {
        match (fixed, up_to) {
            (Some(fixed), Some(up_to)) => Some(
                self.plain("range-between")
                    .replace("{min}", &self.duration(fixed))
                    .replace("{max}", &self.duration(up_to)),
            ),
            (Some(fixed), None) => Some(self.duration(fixed)),
            (None, Some(up_to)) => Some(
                self.plain("time-up-to")
                    .replace("{time}", &self.duration(up_to)),
            ),
            (None, None) => None,
        }
    }

    /// From how few to how many people a meeting is made for; none where no bound is given.
    pub(crate) fn bounds(&self, min: Option<u32>, max: Option<u32>) -> Option<String> {
        match (min, max) {
            (Some(min), Some(max)) => Some(format!("{min}\u{2013}{max}")),
            (min, max) => self.range(min.map(f64::from), None, max.map(f64::from)),
        }
    }

    /// A range of people, with how many are expected.
    pub(crate) fn range(
        &self,
        min: Option<f64>,
        expected: Option<f64>,
        max: Option<f64>,
    ) -> Option<String> {
        let range = match (min, max) {
            (Some(min), Some(max)) if min == max => Some(number(min)),
            (Some(min), Some(max)) => Some(
                self.plain("range-between")
                    .replace("{min}", &number(min))
                    .replace("{max}", &number(max)),
            ),
            (Some(min), None) => Some(self.plain("range-least").replace("{min}", &number(min))),
            (None, Some(max)) => Some(self.plain("range-most").replace("{max}", &number(max))),
            (None, None) => None,
        };
        // Whole sentences from the words of the theme, since languages put the parts in different orders.
        match (range, expected) {
            (Some(range), Some(expected)) => Some(
                self.plain("range-expected")
                    .replace("{range}", &range)
                    .replace("{expected}", &number(expected)),
            ),
            (range, expected) => range.or_else(|| expected.map(number)),
        }
    }
}

/// A number without a fraction where it has none.
fn number(n: f64) -> String {
    // Display gives the shortest digits that stand for the number.
    n.to_string()
}

/// The direction of the script that a language is most likely written in, as HTML has it.
fn direction(code: &str) -> String {
    let language: Option<LanguageIdentifier> = code.parse().ok();
    let known = LocaleDirectionality::new_extended();
    match language.and_then(|language| known.get(&language)) {
        Some(Direction::RightToLeft) => "rtl".to_owned(),
        _ => "ltr".to_owned(),
    }
}

/// The words of each language of a site.
pub(crate) type AllWords = Vec<Arc<Words>>;

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::model::date::Date;
    use crate::model::source::Sources;

    fn words(code: &str, text: &str) -> Words {
        let source = Sources::default().insert("i18n/x.toml", text);
        let (table, findings) = crate::parse::toml(source, text, 0);
        assert_eq!(findings, []);
        Words::new(code, &table, None)
    }

    #[test]
    fn counted_words_follow_the_language() {
        let english = words(
            "en",
            "pages = { one = \"{n} page\", other = \"{n} pages\" }",
        );
        assert_eq!(english.count("pages", 1), "1 page");
        assert_eq!(english.count("pages", 0), "0 pages");
        let polish = words(
            "pl",
            "pages = { one = \"a\", few = \"b\", many = \"c\", other = \"d\" }",
        );
        let forms: Vec<String> = [1, 2, 5].map(|n| polish.count("pages", n)).into();
        assert_eq!(forms, ["a", "b", "c"]);
    }

    #[test]
    fn a_clock_has_24_hours_or_12_by_the_language() {
        let english = std::fs::read_to_string("themes/default/i18n/en.toml").unwrap();
        let clocks = |text: &str| {
            let words = words("en", text);
            [0, 65, 720, 1140, 1439, 1441].map(|minutes| words.clock(minutes))
        };
        assert_eq!(
            clocks(&english),
            ["00:00", "01:05", "12:00", "19:00", "23:59", "00:01"]
        );
        let twelve = english.replace("hours = 24", "hours = 12");
        assert_eq!(
            clocks(&twelve),
            [
                "12:00 am", "1:05 am", "12:00 pm", "7:00 pm", "11:59 pm", "12:01 am"
            ]
        );
    }

    #[test]
    fn a_language_without_words_has_a_name_and_a_direction_of_its_own() {
        let english = words("en", "name = \"English\"\ndirection = \"ltr\"");
        let arabic = Words::new("ar", &Default::default(), Some(&english));
        assert_eq!(arabic.plain("name"), "ar");
        assert_eq!(arabic.plain("direction"), "rtl");
    }

    #[test]
    fn the_direction_of_a_language_is_that_of_its_likely_script() {
        for code in [
            "en", "fr", "az", "uz", "pa", "ms", "ha", "ff", "bm", "sr", "zh", "x-none",
        ] {
            assert_eq!(super::direction(code), "ltr", "{code}");
        }
        for code in [
            "ar", "he", "fa", "ur", "ps", "yi", "ckb", "sd", "ug", "dv", "az-Arab", "pa-Arab",
            "pa-PK", "ar-MA",
        ] {
            assert_eq!(super::direction(code), "rtl", "{code}");
        }
        assert_eq!(super::direction("ar-Latn"), "ltr");
    }

    #[test]
    fn amounts_and_dates_read_as_sentences() {
        let text = std::fs::read_to_string("themes/default/i18n/en.toml").unwrap();
        let words = words("en", &text);
        assert_eq!(
            words.date(Date::new(2026, 11, 2).unwrap()),
            "2 November 2026"
        );
        let time = |fixed, up_to, each| words.time(fixed, up_to, each).unwrap();
        assert_eq!(time(Some(30.0), Some(60.0), None), "30 minutes to 1 hour");
        assert_eq!(time(Some(135.0), None, None), "2 hours 15 minutes");
        assert_eq!(
            time(Some(2.0), None, Some(0.75)),
            "2 minutes, and 0.75 minutes a person"
        );
        assert_eq!(words.range(Some(2.0), None, Some(2.0)).unwrap(), "2");
        assert_eq!(
            words.range(Some(6.0), Some(16.0), Some(30.0)).unwrap(),
            "6 to 30, 16 expected"
        );
    }
}
