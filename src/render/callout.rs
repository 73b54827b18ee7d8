//! What the blocks are called that begin with a marker.

use crate::model::agenda::Agenda;
use crate::model::page::{CalloutStyle, MarkerKind};
use crate::render::i18n::Words;
use crate::render::meeting_words;

/// The sort and the id of a callout. A theme's style and words know it by both.
pub(crate) fn name(kind: &MarkerKind) -> (&'static str, &'static str) {
    match kind {
        MarkerKind::Note => ("alert", "note"),
        MarkerKind::Tip => ("alert", "tip"),
        MarkerKind::Important => ("alert", "important"),
        MarkerKind::Warning => ("alert", "warning"),
        MarkerKind::Caution => ("alert", "caution"),
        MarkerKind::Say => ("marker", "say"),
        MarkerKind::Facilitator => ("marker", "facilitator"),
        MarkerKind::Late => ("marker", "late"),
        MarkerKind::WhatIf(_) => ("marker", "what-if"),
        MarkerKind::Cue(_) => ("marker", "cue"),
        MarkerKind::Materials => ("marker", "materials"),
        MarkerKind::Decision => ("marker", "decision"),
        MarkerKind::Online => ("marker", "online"),
        MarkerKind::Other { like, .. } => ("alert", style(*like)),
        MarkerKind::Unknown(_) => ("marker", "unknown"),
    }
}

/// What stands at the head of a callout, on a page that is perhaps one meeting.
pub(crate) fn label(words: &Words, kind: &MarkerKind, agenda: Option<&Agenda>) -> String {
    let (sort, id) = name(kind);
    let key = format!("{sort}-{id}");
    let label = words.plain(&key);
    match kind {
        MarkerKind::Other { word, .. } => capitalized(word),
        MarkerKind::Cue(role) => label.replace("{role}", role),
        MarkerKind::WhatIf(Some(condition)) => meeting_words::what_if(words, agenda, condition),
        _ => label.to_owned(),
    }
}

fn style(like: CalloutStyle) -> &'static str {
    match like {
        CalloutStyle::Note => "note",
        CalloutStyle::Tip => "tip",
        CalloutStyle::Important => "important",
        CalloutStyle::Warning => "warning",
        CalloutStyle::Caution => "caution",
    }
}

/// The word of another tool, which no language has a translation of.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
