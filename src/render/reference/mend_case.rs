//! Words that keep their letters in every style. CSL's title case raises words that are all in small letters, and
//! leaves others as they are; hayagriva 0.10.1 lowers `PLoS`, `eLife` and `CO₂`, and raises the `v.` of a case and
//! the `of` behind an abbreviation. It leaves alone what it is told to, as it does with what stands in braces in
//! BibTeX.

use hayagriva::Entry;
use hayagriva::types::{ChunkKind, ChunkedString, FormatString, StringChunk};

/// Small words that stand behind an abbreviation, as in `Proc. of the Conf. on Methods`, in the languages that set
/// titles so.
const SMALL: [&str; 20] = [
    "a", "an", "and", "at", "by", "de", "des", "du", "en", "for", "für", "in", "la", "le", "of",
    "on", "the", "to", "und", "with",
];

/// Tells hayagriva which words of the titles of an entry, and of what contains it, stay as they are.
pub(super) fn protect(entry: &mut Entry) {
    if let Some(title) = entry.title().and_then(protected) {
        entry.set_title(title);
    }
    if entry.parents().is_empty() {
        return;
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(protect);
    entry.set_parents(parents);
}

/// A title with such words set apart; `None` where it has none.
fn protected(title: &FormatString) -> Option<FormatString> {
    let value = chunks(&title.value)?;
    Some(FormatString {
        value,
        short: title.short.clone(),
    })
}

fn chunks(text: &ChunkedString) -> Option<ChunkedString> {
    let whole = text.to_str();
    // In a title all of capitals they say nothing of a word.
    if !whole.contains(char::is_lowercase) {
        return None;
    }
    let mut out = ChunkedString::new();
    // Before its first text hayagriva has not set a case yet, and when it does, it takes the blank behind a word that
    // stays.
    out.push_chunk(StringChunk::normal(""));
    let mut is_changed = false;
    for chunk in &text.0 {
        if chunk.kind != ChunkKind::Normal {
            out.push_chunk(chunk.clone());
            continue;
        }
        let mut before = "";
        for word in chunk.value.split_inclusive(is_end) {
            let bare = word.trim_end_matches(is_end);
            if keeps_letters(bare, before) {
                is_changed = true;
                out.push_str(bare, ChunkKind::Verbatim);
                out.push_str(&word[bare.len()..], ChunkKind::Normal);
            } else {
                out.push_str(word, ChunkKind::Normal);
            }
            before = bare;
        }
    }
    is_changed.then_some(out)
}

/// Whether a word ends here.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '–'
                | '—'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '“'
                | '”'
                | '"'
                | '„'
                | '«'
                | '»'
                | ':'
                | ','
                | ';'
        )
}

/// Whether a word that stands behind `before` is to keep its letters.
fn keeps_letters(word: &str, before: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return false;
    };
    let raised = letters.clone().filter(|c| c.is_uppercase()).count();
    let has_small = first.is_lowercase() || letters.any(char::is_lowercase);
    let is_mixed = raised > 0 && has_small;
    // A figure or an index within an abbreviation: `CO₂`.
    let is_formula = raised > 0 && word.chars().any(char::is_numeric);
    let is_greek_letter = first.is_lowercase()
        && ('α'..='ω').contains(&first)
        && raised == 0
        && word.chars().count() == 1;
    let is_abbreviation = before.ends_with('.') && before.chars().count() <= 6;
    is_mixed
        || is_formula
        || is_greek_letter
        || first == 'ß'
        || matches!(word, "v." | "vs." | "c.")
        || is_abbreviation && SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use hayagriva::types::{ChunkKind, FormatString};

    use super::protected;

    #[test]
    fn words_that_are_names_keep_their_letters() {
        let of = |text: &str| {
            let found = protected(&FormatString::with_value(text));
            let chunks = found.map(|title| title.value.0).unwrap_or_default();
            let kept = chunks
                .into_iter()
                .filter(|chunk| chunk.kind == ChunkKind::Verbatim);
            kept.map(|chunk| chunk.value).collect::<Vec<_>>().join(" ")
        };
        for (title, kept) in [
            ("PLoS ONE", "PLoS"),
            ("eLife and bioRxiv", "eLife bioRxiv"),
            ("The iPhone and McDonald's", "iPhone McDonald's"),
            ("CO₂ in cities", "CO₂"),
            ("α-level", "α"),
            ("Roe v. Wade", "v."),
            ("Proc. of the Conference", "of"),
            ("A Book of Methods", ""),
            ("HOW MCGILL WON", ""),
            ("Self-Help: A Guide", ""),
        ] {
            assert_eq!(of(title), kept, "{title}");
        }
    }
}
