//! How deep braces may stand in each other, in fields and in abbreviations alike.

use biblatex::{Pair, RawChunk};

use crate::limits::BRACES;

/// Whether a value goes deeper than any text: biblatex calls itself once for each level.
pub(super) fn is_too_deep(pair: &Pair<'_>) -> bool {
    const DEEPEST: usize = BRACES.most;
    pair.value.v.iter().any(|chunk| {
        let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = chunk.v;
        let (mut depth, mut deepest) = (0usize, 0);
        for byte in text.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest > DEEPEST
    })
}
