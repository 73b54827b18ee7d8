//! The locales of CSL that hayagriva carries, each in CBOR: <https://www.rfc-editor.org/rfc/rfc8949>.
//!
//! To read all of them takes longer than to build a small site, so one is read when a language asks for it.

use citationberg::{Locale, LocaleCode};
use hayagriva::archive::LOCALES;

/// The locales that texts in a language are formatted with: its own, where there is one, before English.
pub(super) fn of(lang: &str) -> Vec<Locale> {
    let english = LocaleCode::en_us();
    let own = best(lang).filter(|(code, _)| *code != english.0);
    let english = all().find(|(code, _)| *code == english.0);
    let read = |(_, bytes)| ciborium::from_reader(bytes).ok();
    own.into_iter().chain(english).filter_map(read).collect()
}

/// A locale's code, and its bytes.
type Archived = (&'static str, &'static [u8]);

fn all() -> impl Iterator<Item = Archived> {
    let archived = LOCALES.iter().copied();
    archived.filter_map(|bytes| Some((code(bytes)?, bytes)))
}

/// The locale of a language's tag: its own, that of its main country, or the first of its language.
fn best(lang: &str) -> Option<Archived> {
    let lang = lang.replace('_', "-");
    let base = lang.split('-').next().unwrap_or_default();
    // Norwegian alone means Bokmål, which CSL has under its own tag.
    let base = match base.to_lowercase() {
        base if base == "no" => "nb".to_owned(),
        base => base,
    };
    let own = || all().find(|(code, _)| code.eq_ignore_ascii_case(&lang));
    let main = || {
        let main = LocaleCode(base.clone()).fallback()?;
        all().find(|(code, _)| *code == main.0)
    };
    let any = || all().find(|(code, _)| code.split('-').next() == Some(base.as_str()));
    own().or_else(main).or_else(any)
}

/// The key of a locale's code, which is the first of each.
const KEY: &[u8] = b"@xml:lang";

/// The code of a locale: a text of less than 24 bytes has its length in the low five bits of the byte before it.
fn code(bytes: &[u8]) -> Option<&str> {
    let key = bytes.windows(KEY.len()).position(|found| found == KEY)?;
    let (head, rest) = bytes[key + KEY.len()..].split_first()?;
    let code = rest.get(..usize::from(head & 0x1f))?;
    std::str::from_utf8(code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_has_the_code_that_it_says_when_read() {
        let codes = hayagriva::archive::locales().into_iter().map(|locale| {
            let code = locale.lang.expect("each says its language");
            code.0
        });
        assert!(codes.eq(all().map(|(code, _)| code.to_owned())));
        assert_eq!(all().count(), LOCALES.len());
    }

    #[test]
    fn a_language_has_the_nearest_locale_before_english() {
        for (lang, expected) in [
            ("en", &["en-US"][..]),
            ("en-GB", &["en-GB", "en-US"]),
            ("fr", &["fr-FR", "en-US"]),
            ("fr_CA", &["fr-CA", "en-US"]),
            ("de-LI", &["de-DE", "en-US"]),
            ("no", &["nb-NO", "en-US"]),
            ("pt", &["pt-PT", "en-US"]),
            ("ar", &["ar", "en-US"]),
            ("tlh", &["en-US"]),
            ("", &["en-US"]),
        ] {
            let codes: Vec<String> = of(lang)
                .into_iter()
                .filter_map(|l| Some(l.lang?.0))
                .collect();
            assert_eq!(codes, expected, "{lang}");
        }
    }
}
