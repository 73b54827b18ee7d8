//! A language, as pages and addresses refer to it.

/// A language of the site: its place in [`Config::languages`](crate::model::config::Config). The
/// first is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lang(pub u16);

/// Whether this is a well-formed language tag (BCP 47): it names a folder too, so nothing else may pass.
pub fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
