//! A word for what is known only of one meeting, in an element that the theme's script fills anew when readers say more.

use std::fmt::Write as _;

use super::markup::Markup;
use crate::model::meeting_word::MeetingWord;

/// Writes a word as it is shown; an empty element, which style sheets draw as a line, where it is not known.
pub(super) fn write(out: &mut Markup, word: MeetingWord, shown: Option<String>) {
    let _ = write!(out.out, "<span class=\"tonight\" data-tonight=\"{word}\">");
    out.text(&shown.unwrap_or_default());
    out.raw("</span>");
}
