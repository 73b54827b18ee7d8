//! The marks and the references of one text, in a style in which they depend on each other: names and years that have to
//! be told apart, short forms of what was cited before, `ibid.`

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use citationberg::IndependentStyle;
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Entry, Rendered, RenderedCitation};

use super::citable::{Citable as _, alone};
use super::kind_styles::KindStyles;
use super::language::Language;
use super::mark::{Form, MarkPiece, Side, push_affix, push_words};
use super::mend::{self, Mended};
use super::namesakes::{self, Namesake};
use super::places;
use super::remark;
use super::style::{self, Citing};
use super::text_mark::{CitedWork, TextMark};
use super::write::{self, FormattedReference, Run};
use crate::model::bibliography::BibEntry;

/// What a text's citations come to.
#[derive(Debug, Default)]
pub struct TextCitations {
    /// The runs of each mark, for each the source that they show, if one.
    pub(super) marks: Vec<Vec<Stretch>>,
    /// The works in the order of the style's list, each with its reference.
    pub references: Vec<(usize, FormattedReference)>,
    /// Whether the style gave up on the text, so that it is cited in another.
    pub is_stand_in: bool,
}

/// A part of a mark.
#[derive(Debug)]
pub(super) enum Stretch {
    /// What one of the mark's sources shows, with the words typed around it.
    Source {
        at: usize,
        prefix: Option<Box<str>>,
        runs: Vec<Run>,
        suffix: Option<Box<str>>,
    },
    /// What stands between sources and around them.
    Between(Vec<Run>),
}

impl TextCitations {
    /// The same, made since the style that was asked for gave up.
    pub(super) fn into_stand_in(self) -> Self {
        TextCitations {
            is_stand_in: true,
            ..self
        }
    }

    /// The pieces of a mark, by its place in the text.
    pub(crate) fn mark(&self, at: usize, form: Form) -> Vec<MarkPiece> {
        let mut pieces = Vec::new();
        for stretch in self.marks.get(at).into_iter().flatten() {
            match stretch {
                Stretch::Between(runs) => push_words(&mut pieces, &form.written(runs)),
                Stretch::Source {
                    at,
                    prefix,
                    runs,
                    suffix,
                } => {
                    push_affix(&mut pieces, prefix.as_deref(), Side::Before, form);
                    pieces.push(MarkPiece {
                        item: Some(*at),
                        words: form.written(runs),
                    });
                    push_affix(&mut pieces, suffix.as_deref(), Side::After, form);
                }
            }
        }
        pieces
    }
}

/// Formats the marks of a text in their order, and the references of its works in the order of the style's list.
pub(super) fn formatted(
    style: &KindStyles,
    records: &[impl Borrow<BibEntry>],
    marks: &[TextMark],
    language: &Language,
) -> TextCitations {
    let mut mended = all_mended(records, language);
    let namesakes = if style::citing(style) == Citing::ByWords {
        let mut entries: Vec<&mut Entry> = mended.iter_mut().map(|one| &mut one.entry).collect();
        namesakes::tell_apart(&mut entries, style)
    } else {
        Vec::new()
    };
    let entries: Vec<&Entry> = mended.iter().map(|mended| &mended.entry).collect();
    let hidden = places::hidden(marks);
    let rendered = rendered_by_kind(style, &entries, &hidden, language);
    let mender = Mender {
        namesakes,
        ..Mender::new(&mended, language)
    };
    let marks = mender.marks(rendered.citations, marks, &hidden);
    let places: BTreeMap<&str, usize> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.key(), at))
        .collect();
    let listed = rendered.bibliography.map(|list| list.items);
    let references = match listed {
        Some(items) => items
            .into_iter()
            .filter_map(|item| {
                let at = *places.get(item.key.as_str())?;
                let mut runs = mender.runs(at, &item.content, false);
                if runs.is_empty() {
                    runs = mender.runs(at, &alone(style, entries[at], language), false);
                }
                Some((at, finished(runs, records[at].borrow(), language)))
            })
            .collect(),
        // Such a style says everything in its notes.
        None => records
            .iter()
            .enumerate()
            .map(|(at, record)| {
                let runs = mender.runs(at, &alone(style, entries[at], language), false);
                (at, finished(runs, record.borrow(), language))
            })
            .collect(),
    };
    TextCitations {
        marks,
        references,
        is_stand_in: false,
    }
}

fn all_mended(records: &[impl Borrow<BibEntry>], language: &Language) -> Vec<Mended> {
    let records = records.iter();
    records
        .map(|record| mend::mended(record.borrow(), language))
        .collect()
}

/// Formats the marks of a text without its references, in a style that has no list.
pub(super) fn marks_alone(
    style: &KindStyles,
    records: &[Arc<BibEntry>],
    marks: &[TextMark],
    language: &Language,
) -> TextCitations {
    let mended = all_mended(records, language);
    let entries: Vec<&Entry> = mended.iter().map(|mended| &mended.entry).collect();
    let hidden = places::hidden(marks);
    let rendered = rendered_by_kind(style, &entries, &hidden, language);
    TextCitations {
        marks: Mender::new(&mended, language).marks(rendered.citations, marks, &hidden),
        ..TextCitations::default()
    }
}

/// The reference of a work in the list of a text that cites it alone.
pub(super) fn listed_alone(
    style: &KindStyles,
    record: &BibEntry,
    language: &Language,
) -> FormattedReference {
    let made = formatted(style, &[record], &[TextMark::alone()], language);
    let listed = made.references.into_iter().next();
    listed.map_or_else(
        || finished(Vec::new(), record, language),
        |(_, reference)| reference,
    )
}

/// The place of each work in the list of this style; `None` unless each has one.
pub(super) fn ranks(
    style: &IndependentStyle,
    records: &[Arc<BibEntry>],
    language: &Language,
) -> Option<Vec<usize>> {
    let mended = all_mended(records, language);
    let entries: Vec<&Entry> = mended.iter().map(|mended| &mended.entry).collect();
    let cited = |work| CitedWork {
        work,
        ..CitedWork::default()
    };
    let all = TextMark {
        note: None,
        sources: (0..records.len()).map(cited).collect(),
    };
    let list = Entry::rendered(style, &entries, &[all], language).bibliography?;
    let items = list.items.iter().enumerate();
    let places: BTreeMap<&str, usize> = items.map(|(at, item)| (item.key.as_str(), at)).collect();
    let ranks = entries.iter().map(|entry| places.get(entry.key()).copied());
    ranks.collect()
}

/// A reference with what stands behind it.
pub(super) fn finished(
    mut runs: Vec<Run>,
    record: &BibEntry,
    language: &Language,
) -> FormattedReference {
    if runs.is_empty() {
        let title = record.title().unwrap_or_else(|| record.id.clone());
        runs = vec![Run::plain(title.trim())];
    }
    remark::add(&mut runs, record, language);
    write::reference(runs)
}

/// The one style of all works, where it is one.
fn one_of<'s>(
    mut styles: impl Iterator<Item = &'s Arc<IndependentStyle>>,
) -> Option<Arc<IndependentStyle>> {
    let first = styles.next()?;
    styles
        .all(|other| Arc::ptr_eq(first, other))
        .then(|| first.clone())
}

/// The same, each mark made with what is left of the style for the kind of its works, where all are of one.
fn rendered_by_kind(
    style: &KindStyles,
    entries: &[&Entry],
    marks: &[TextMark],
    language: &Language,
) -> Rendered {
    let left = entries.iter().map(|entry| style.for_entry(entry, language));
    let left: Vec<Arc<IndependentStyle>> = left.collect();
    let of_marks = marks
        .iter()
        .map(|mark| one_of(mark.sources.iter().map(|source| &left[source.work])));
    let of_marks: Vec<Option<Arc<IndependentStyle>>> = of_marks.collect();
    let is_undated = |mark: &TextMark| {
        let mut works = mark.sources.iter().map(|source| entries[source.work]);
        mark.sources.len() > 1 && works.any(|entry| entry.date_any().is_none())
    };
    let of_marks = of_marks.into_iter().zip(marks).map(|(one, mark)| {
        if is_undated(mark) {
            Some(style.uncollapsed())
        } else {
            one
        }
    });
    let of_marks: Vec<Option<Arc<IndependentStyle>>> = of_marks.collect();
    let of_marks = of_marks.iter().map(|one| one.as_deref().unwrap_or(style));
    let of_list = one_of(left.iter());
    Entry::rendered_in(
        of_list.as_deref().unwrap_or(style),
        &of_marks.collect::<Vec<_>>(),
        entries,
        marks,
        language,
    )
}

/// Turns back what stood in for something while the works were formatted.
pub(super) struct Mender<'a, E> {
    mended: &'a [Mended<E>],
    others: mend::Others,
    /// Of each work, whose first author shares a surname with others; empty where no work is such.
    namesakes: Vec<Option<Namesake>>,
}

impl<'a, E> Mender<'a, E> {
    pub(super) fn new(mended: &'a [Mended<E>], language: &Language) -> Self {
        let others = mend::Others::new(language);
        Mender {
            mended,
            others,
            namesakes: Vec::new(),
        }
    }

    /// The marks that were made, each for what was typed.
    pub(super) fn marks(
        &self,
        made: Vec<RenderedCitation>,
        typed: &[TextMark],
        hidden: &[TextMark],
    ) -> Vec<Vec<Stretch>> {
        let marks = made.into_iter().zip(typed.iter().zip(hidden));
        marks
            .map(|(made, (mark, hidden))| self.stretches(&made.citation, mark, hidden))
            .collect()
    }

    /// The runs of a work's text, what stood in for something turned back.
    fn runs(&self, work: usize, made: &ElemChildren, is_mark: bool) -> Vec<Run> {
        let mut runs = Vec::new();
        write::gather(&made.0, &mut runs);
        // Before the runs are mended, which would take the stand-ins for blanks.
        if let Some(Some(namesake)) = self.namesakes.get(work) {
            namesake.name(&mut runs, is_mark);
        }
        let mut runs = write::mended(runs);
        self.mended[work].reveal(&mut runs);
        self.others.name(&mut runs);
        // What stood in for something may end with a stop, as the style's words behind it begin with one.
        write::mended(runs)
    }

    fn stretches(&self, made: &ElemChildren, mark: &TextMark, hidden: &TextMark) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut between = Vec::new();
        for child in &made.0 {
            let Some((at, children)) = source_of(child) else {
                between.push(child.clone());
                continue;
            };
            let (Some(source), Some(hidden)) = (mark.sources.get(at), hidden.sources.get(at))
            else {
                continue;
            };
            push_between(&mut stretches, &mut between);
            let mut shown = children.clone();
            if source.suppress_author {
                leave_out_names(&mut shown);
            }
            let mut runs = self.runs(source.work, &shown, true);
            if runs.is_empty() {
                // Such a style says nothing but names: without them the mark would be empty brackets.
                runs = self.runs(source.work, children, true);
            }
            places::reveal(&mut runs, source, hidden);
            stretches.push(Stretch::Source {
                at,
                prefix: source.prefix.clone(),
                runs,
                suffix: source.suffix.clone(),
            });
        }
        push_between(&mut stretches, &mut between);
        stretches
    }
}

/// The place in its mark of the source that a part shows.
fn source_of(child: &ElemChild) -> Option<(usize, &ElemChildren)> {
    match child {
        ElemChild::Elem(elem) => match elem.meta {
            Some(ElemMeta::Entry(at)) => Some((at, &elem.children)),
            _ => None,
        },
        _ => None,
    }
}

fn push_between(stretches: &mut Vec<Stretch>, between: &mut Vec<ElemChild>) {
    let mut runs = Vec::new();
    write::gather(between, &mut runs);
    between.clear();
    if !runs.is_empty() {
        stretches.push(Stretch::Between(runs));
    }
}

/// Takes the first names out of a source's text, and the punctuation behind them.
fn leave_out_names(children: &mut ElemChildren) {
    let Some(at) = children.0.iter().position(has_names) else {
        return;
    };
    let is_names = matches!(&children.0[at], ElemChild::Elem(elem) if matches!(elem.meta, Some(ElemMeta::Names(_))));
    if is_names {
        children.0.remove(at);
        strip_start(&mut children.0[at..]);
        return;
    }
    let ElemChild::Elem(elem) = &mut children.0[at] else {
        return;
    };
    leave_out_names(&mut elem.children);
    if elem.children.is_empty() {
        children.0.remove(at);
        strip_start(&mut children.0[at..]);
    }
}

fn has_names(child: &ElemChild) -> bool {
    let ElemChild::Elem(elem) = child else {
        return false;
    };
    matches!(elem.meta, Some(ElemMeta::Names(_))) || elem.children.0.iter().any(has_names)
}

/// Takes spaces and punctuation from the beginning of what is left.
fn strip_start(children: &mut [ElemChild]) {
    const JOINTS: [char; 5] = [' ', ',', '.', ':', ';'];
    match children.first_mut() {
        Some(ElemChild::Text(text)) => {
            text.text = text.text.trim_start_matches(JOINTS).to_owned();
            if text.text.is_empty() {
                strip_start(&mut children[1..]);
            }
        }
        Some(ElemChild::Elem(elem)) => strip_start(&mut elem.children.0),
        _ => {}
    }
}
