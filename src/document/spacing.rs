//! Hands events on to a writer, with the spaces around marks as they are to stand: those before a mark that is left out go where
//! punctuation follows, a mark that is the number of a note stands close behind the word, or the punctuation that follows, and
//! any other mark stands on the line of the word before it.

use crate::document::event::{Event, Writer};
use crate::document::scope::Scope;
use crate::model::source::Span;

/// What may end a sentence or a part of one.
const PUNCTUATION: [char; 6] = ['.', ',', ';', ':', '?', '!'];

pub(super) struct Spacing<W> {
    pub(super) writer: W,
    scope: Scope,
    /// Whether a mark that is left out came last.
    left_out: bool,
    /// The numbers of notes, and those of their marks, which go behind the punctuation that follows.
    awaiting: Vec<(usize, usize)>,
    /// How many spaces are held back.
    held: usize,
    /// Whether the end of a typed line is held back in their place.
    holds_break: bool,
}

impl<W: Writer> Spacing<W> {
    pub(super) fn new(writer: W, scope: Scope) -> Self {
        Spacing {
            writer,
            scope,
            left_out: false,
            awaiting: Vec::new(),
            held: 0,
            holds_break: false,
        }
    }

    /// Hands on what has no place of its own.
    pub(super) fn put(&mut self, event: Event<'_>) {
        self.put_at(event, None);
    }

    pub(super) fn put_at(&mut self, event: Event<'_>, origin: Option<Span>) {
        self.release();
        self.writer.event(event, origin);
    }

    /// Hands on the end of a typed line, which is a space.
    pub(super) fn soft_break(&mut self) {
        self.release();
        self.holds_break = true;
    }

    /// Hands on a mark that stands as words. A line that ended before it would part it from what it backs.
    pub(super) fn mark(&mut self, event: Event<'_>) {
        if !self.scope.cites_in_notes && (self.held > 0 || self.holds_break) {
            (self.held, self.holds_break) = (0, false);
            self.writer.event(Event::Text("\u{a0}"), None);
        }
        self.put(event);
    }

    /// Leaves a mark out.
    pub(super) fn leave_out(&mut self) {
        self.left_out = true;
    }

    /// Hands on a mark that is the number of a note.
    pub(super) fn note_mark(&mut self, number: usize, mark: usize) {
        self.held = 0;
        self.awaiting.push((number, mark));
    }

    /// Hands on text.
    pub(super) fn text(&mut self, text: &str) {
        if self.scope.cites_in_notes {
            let rest = self.end_sentence(text);
            return self.hold(rest);
        }
        if self.scope.marks {
            return self.hold(text);
        }
        let follows = text.starts_with(PUNCTUATION) || text.starts_with([' ', ')']);
        if std::mem::take(&mut self.left_out) && follows {
            self.held = 0;
        }
        self.hold(text);
    }

    /// Hands on punctuation before the note marks that wait for it, and gives the text behind.
    fn end_sentence<'t>(&mut self, text: &'t str) -> &'t str {
        if self.awaiting.is_empty() || text.trim().is_empty() {
            return text;
        }
        let rest = text.trim_start_matches(PUNCTUATION);
        let end = text.len() - rest.len();
        if end > 0 {
            self.writer.event(Event::Text(&text[..end]), None);
        }
        self.put_awaiting();
        rest
    }

    /// Hands on text but for the spaces at its end, which are held back.
    fn hold(&mut self, text: &str) {
        let words = text.trim_end_matches(' ');
        if !words.is_empty() {
            self.put(Event::Text(words));
        }
        self.held += text.len() - words.len();
    }

    /// Hands on what was held back.
    pub(super) fn release(&mut self) {
        self.put_awaiting();
        if std::mem::take(&mut self.holds_break) {
            self.writer.event(Event::SoftBreak, None);
        }
        if self.held > 0 {
            let spaces = " ".repeat(std::mem::take(&mut self.held));
            self.writer.event(Event::Text(&spaces), None);
        }
    }

    /// Hands on the note marks that wait, with a little room between them.
    fn put_awaiting(&mut self) {
        for (at, (number, mark)) in std::mem::take(&mut self.awaiting).into_iter().enumerate() {
            if at > 0 {
                self.writer.event(Event::Text("\u{202f}"), None);
            }
            let reference = Event::NoteReference {
                number,
                times: 1,
                mark: Some(mark),
            };
            self.writer.event(reference, None);
        }
    }
}
