//! The keys of sources as marks spell them.

/// The byte of the first `@` that begins a word, a hyphen before it aside, and has a key after it.
pub(super) fn at_key(text: &str) -> Option<usize> {
    let mut before = ' ';
    let mut earlier = ' ';
    for (at, c) in text.char_indices() {
        let begins = !before.is_alphanumeric() && !matches!(before, '@' | '.' | '_' | '/' | '-')
            || before == '-' && !earlier.is_alphanumeric();
        if c == '@' && begins && text[at + 1..].starts_with(is_key_start) {
            return Some(at);
        }
        (earlier, before) = (before, c);
    }
    None
}

fn is_key_start(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+' | '/') || is_dash(c)
}

/// Dashes and hyphens that look like the one in a key. They are taken for part of it, so that what was meant is found.
fn is_dash(c: char) -> bool {
    matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−')
}

/// The key at the head of `text`, without the punctuation that ends it, and what follows.
pub(super) fn key(text: &str) -> (&str, &str) {
    let end = text.find(|c| !is_key(c)).unwrap_or(text.len());
    let key =
        text[..end].trim_end_matches(|c| matches!(c, '.' | ':' | '-' | '/' | '+') || is_dash(c));
    (key, &text[key.len()..])
}
