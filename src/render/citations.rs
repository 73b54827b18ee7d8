//! How the marks of one text are made.
//!
//! In a style that numbers its sources each mark is made by itself. In others the marks of a text depend on each other, so a
//! text is gone through twice: first its marks are gathered, in the order in which they stand; then they are made together,
//! and written at their places.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use crate::document::{Citation, Cited, CitedSource};
use crate::model::page::Locator;
use crate::render::reference::{
    CitedWork, Citing, Form, MarkItem, MarkPiece, TextCitations, TextMark,
};
use crate::render::references::References;
use crate::render::render_context::RenderContext;
use crate::render::second_hand;

/// The marks of one text.
pub(crate) enum Marking {
    /// Each is made by itself.
    Single,
    /// Those that were met so far.
    Gathering(RefCell<Vec<TextMark>>),
    /// They were made, and this is the next.
    Made(TextCitations, Cell<usize>),
}

impl Marking {
    /// How the marks of a text are written, in a style that cites so. Where they are only gathered, the text has to be gone
    /// through once more, with what [`Marking::made`] gives.
    pub(crate) fn new(citing: Citing) -> Self {
        match citing {
            Citing::ByNumber => Marking::Single,
            Citing::ByWords | Citing::InNotes => Marking::Gathering(RefCell::default()),
        }
    }

    /// Makes what was gathered from a text that cites these works; `None` where nothing was to be gathered.
    pub(crate) fn made(
        &self,
        references: &References,
        cited: &[Cited],
        lang: &str,
    ) -> Option<Self> {
        let Marking::Gathering(marks) = self else {
            return None;
        };
        let works = cited.iter().map(|cited| cited.work);
        let made = references.text(works, &marks.borrow(), lang);
        Some(Marking::Made(made, Cell::new(0)))
    }

    /// The pieces of the next mark; none while marks are gathered.
    pub(crate) fn next(
        &self,
        cx: RenderContext<'_>,
        citation: Citation<'_>,
        lang: &str,
        form: Form,
    ) -> Vec<MarkPiece> {
        match self {
            Marking::Single => {
                let sources = citation.sources.iter();
                let shown =
                    sources.map(|source| (place(cx, source, form), inner(cx, source, lang)));
                let shown: Vec<_> = shown.collect();
                let sources = citation.sources.iter().zip(&shown);
                let items = sources.map(|(source, (place, inner))| MarkItem {
                    locator: place.as_ref().map(|place| (place.kind, &*place.value)),
                    inner: inner.as_deref(),
                    ..MarkItem::from(source)
                });
                let items: Vec<MarkItem<'_>> = items.collect();
                cx.references.mark(&items, lang, form)
            }
            Marking::Gathering(marks) => {
                marks.borrow_mut().push(text_mark(cx, citation, lang, form));
                Vec::new()
            }
            Marking::Made(made, next) => {
                // Marks are met in the order in which they were gathered, so that a counter finds each.
                let at = next.replace(next.get() + 1);
                let mut pieces = made.mark(at, form);
                match citation.note {
                    Some(_) if citation.is_note => begin_sentence(&mut pieces),
                    Some(_) => end_within_sentence(&mut pieces),
                    None => {}
                }
                pieces
            }
        }
    }

    /// What was made of the text's citations together.
    pub(crate) fn citations(&self) -> Option<&TextCitations> {
        match self {
            Marking::Made(made, _) => Some(made),
            _ => None,
        }
    }

    /// The same, when the text is written.
    pub(crate) fn into_citations(self) -> Option<TextCitations> {
        match self {
            Marking::Made(made, _) => Some(made),
            _ => None,
        }
    }
}

/// A note begins with a capital letter, where words stand before the source.
fn begin_sentence(pieces: &mut [MarkPiece]) {
    if let Some(MarkPiece { item: None, words }) = pieces.first_mut()
        && let Some(first) = words.chars().next().filter(|c| c.is_lowercase())
    {
        let rest = words.split_off(first.len_utf8());
        *words = first.to_uppercase().chain(rest.chars()).collect();
    }
}

/// Within a note that a writer wrote, the sentence ends where the writer ends it.
fn end_within_sentence(pieces: &mut Vec<MarkPiece>) {
    if let Some(MarkPiece { item: None, words }) = pieces.last_mut()
        && words.ends_with('.')
    {
        words.pop();
        if words.is_empty() {
            pieces.pop();
        }
    }
}

/// The number of a source counts from one among the works that the text cites.
fn text_mark(cx: RenderContext<'_>, citation: Citation<'_>, lang: &str, form: Form) -> TextMark {
    let sources = citation.sources.iter().map(|source| {
        let cited = CitedWork::new(source.number - 1, source.item);
        CitedWork {
            locator: place(cx, source, form).map(Cow::into_owned),
            suffix: suffix(cx, source, lang).map(Into::into),
            ..cited
        }
    });
    TextMark {
        note: citation.note,
        sources: sources.collect(),
    }
}

/// The place that a mark shows: on paper, where nothing stands beside it, each that its style can show.
fn place<'a>(
    cx: RenderContext<'_>,
    source: &CitedSource<'a>,
    form: Form,
) -> Option<Cow<'a, Locator>> {
    let locator = source.item.locator.as_ref()?;
    let is_shown = form == Form::Text || cx.references.shows_place(locator);
    is_shown.then(|| cx.references.located(source.work, locator))
}

/// On which works a claim rests by way of a source.
fn inner(cx: RenderContext<'_>, source: &CitedSource<'_>, lang: &str) -> Option<String> {
    let words = || second_hand::words(cx, source.item, source.inner, lang);
    (!source.inner.is_empty()).then(|| format!(", {}", words()))
}

/// The same in front of the words that were typed behind the source.
fn suffix(cx: RenderContext<'_>, source: &CitedSource<'_>, lang: &str) -> Option<String> {
    let typed = source.item.suffix.as_deref();
    let Some(inner) = inner(cx, source, lang) else {
        return typed.map(str::to_owned);
    };
    let joint = |typed: &str| if typed.starts_with(',') { "" } else { ", " };
    let typed = typed.map_or(String::new(), |typed| format!("{}{typed}", joint(typed)));
    Some(format!("{inner}{typed}"))
}
