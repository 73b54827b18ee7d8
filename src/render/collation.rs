//! The order of words in a language, and of pages by their titles.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use crate::model::site::{PageIndex, Site};

/// The order of words in a language, as its readers look them up.
pub(crate) fn collator(lang: &str) -> CollatorBorrowed<'static> {
    let locale: icu_locale::Locale = lang.parse().unwrap_or(icu_locale::Locale::UNKNOWN);
    let options = CollatorOptions::default();
    Collator::try_new(locale.into(), options)
        .or_else(|_| Collator::try_new(Default::default(), options))
        .expect("the root collation is compiled in")
}

/// Pages in the order of their titles.
pub(crate) fn by_title(site: &Site, mut pages: Vec<PageIndex>, lang: &str) -> Vec<PageIndex> {
    let collator = collator(lang);
    pages.sort_by_cached_key(|index| {
        let mut key = Vec::new();
        let Ok(()) = collator.write_sort_key_to(&site.pages[*index].title, &mut key);
        (key, *index)
    });
    pages
}
