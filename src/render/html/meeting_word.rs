//! A word for what is known only of one meeting, in an element that the theme's script fills anew when readers say more.

use std::fmt::Write as _;

use super::markup::Markup;
use crate::model::agenda::Agenda;
use crate::model::meeting_word::MeetingWord;
use crate::render::i18n::Words;
use crate::render::meeting_words;

/// Writes a word; an empty element, which style sheets draw as a line, where it is not known.
pub(super) fn write(out: &mut Markup, words: &Words, agenda: &Agenda, word: MeetingWord) {
    let _ = write!(out.out, "<span class=\"tonight\" data-tonight=\"{word}\">");
    out.text(&meeting_words::shown(words, agenda, word).unwrap_or_default());
    out.raw("</span>");
}
