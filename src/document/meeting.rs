//! What a text shows of the meeting that it is shown for.

use crate::document::context::Context;
use crate::model::agenda::Agenda;
use crate::model::meeting_word::{MeetingWord, braces};
use crate::model::page::MarkerKind;
use crate::model::site::PageIndex;

/// A piece of a text: words as they are, or one that stands for what is known only of a meeting.
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// And what follows it in the same text.
    Word(MeetingWord, &'t str),
}

/// The pieces of a text. `source` is where it was taken from, as [`braces`] has it.
pub(super) fn pieces<'t>(words: &'t str, source: Option<(&'t str, usize)>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for one in braces(words, source) {
        let Some(word) = one.word else { continue };
        if one.range.start > done {
            pieces.push(Piece::Text(&words[done..one.range.start]));
        }
        done = one.range.end;
        pieces.push(Piece::Word(word, &words[done..]));
    }
    if done < words.len() || words.is_empty() {
        pieces.push(Piece::Text(&words[done..]));
    }
    pieces
}

/// Whether a marked block is left out: its condition does not hold in this meeting, or, where the facilitator reads, it is
/// for a meeting of the other sort, in a room or online.
pub(super) fn leaves_out(agenda: Option<&Agenda>, kind: &MarkerKind, facilitators: bool) -> bool {
    let Some(agenda) = agenda else {
        return false;
    };
    let is_online = agenda.settings.online;
    match kind {
        MarkerKind::Materials => facilitators && is_online,
        MarkerKind::Online => facilitators && !is_online,
        MarkerKind::WhatIf(Some(condition)) => agenda.settled(condition) == Some(false),
        _ => false,
    }
}

/// The meeting that a page is, if it is one.
pub(super) fn agenda_of(cx: Context<'_>, page: PageIndex) -> Option<&Agenda> {
    cx.site.pages[page].page.agenda.as_deref()
}
