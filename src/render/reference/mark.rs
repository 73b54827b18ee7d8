//! Marks: what a group of citations shows in the text, `[2, p. 12]`.
//!
//! A style shapes the mark of one source by its locator's kind and number of places alone, so each
//! shape is asked of hayagriva once, with stand-ins for the source's number and the place, and
//! filled in for every mark. Nothing of a page can get between: what is filled in is escaped.

use citationberg::{IndependentStyle, Layout};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemMeta,
    Entry, Formatting, LocatorPayload, SpecificLocator,
};

use super::language::Language;
use super::style;
use super::template::{Part, Shape, Template, Words, is_several, slot};
use super::write::{self, Run, escape, gather, html};
use crate::document::CitedSource;
use crate::model::bibliography::LocatorKind;
use crate::model::guarded::guarded;

/// One cited source within a group.
#[derive(Debug, Clone, Copy, Default)]
pub struct MarkItem<'a> {
    /// Its number in the page's list.
    pub number: usize,
    /// The place in it, as `locator` reads it.
    pub locator: Option<(LocatorKind, &'a str)>,
    /// Words before and after it, as typed.
    pub prefix: Option<&'a str>,
    /// The words after it, as typed.
    pub suffix: Option<&'a str>,
    /// What stands behind the number and the place, within the style's brackets.
    pub inner: Option<&'a str>,
    /// Whether to leave out the author, whom a numeric style does not name anyway.
    pub suppress_author: bool,
}

impl<'a> From<&CitedSource<'a>> for MarkItem<'a> {
    fn from(cited: &CitedSource<'a>) -> Self {
        let item = cited.item;
        let locator = item.locator.as_ref();
        MarkItem {
            number: cited.number,
            locator: locator.map(|locator| (locator.kind, &*locator.value)),
            prefix: item.prefix.as_deref(),
            suffix: item.suffix.as_deref(),
            inner: None,
            suppress_author: item.suppress_author,
        }
    }
}

/// What marks are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Escaped, with what the style sets apart as elements.
    Html,
    /// Plain words, for paper.
    Text,
}

/// A piece of a mark. The pieces in their order are the whole mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkPiece {
    /// The place among the given items of the source that this piece shows; `None` between them.
    pub item: Option<usize>,
    /// Free of links, so that the piece can be one.
    pub words: String,
}

/// Stand-ins that occur in no style's words.
const NUMBER: usize = 161_803;
const PLACE: &str = "271828";
const PLACES: &str = "271828, 314159";

/// What gives marks their shapes.
#[derive(Clone, Copy)]
pub(super) struct Shapes<'s> {
    pub(super) style: &'s IndependentStyle,
    /// The style that is asked where that one gives up.
    pub(super) stand_in: &'s dyn Fn() -> &'s IndependentStyle,
}

/// The pieces of a group's mark.
pub(super) fn pieces(
    shapes: Shapes<'_>,
    language: &Language,
    items: &[MarkItem<'_>],
    form: Form,
) -> Vec<MarkPiece> {
    let style = shapes.style;
    let mut order: Vec<usize> = (0..items.len()).collect();
    if style::sorts_by_number(style) {
        order.sort_by_key(|index| items[*index].number);
    }
    let mut pieces = Vec::with_capacity(items.len() * 2 + 1);
    let between = between(&style.citation.layout, form);
    // Each template is that of a whole mark of one source: the first one opens the brackets, the last closes them.
    let mut after = String::new();
    for (nth, index) in order.into_iter().enumerate() {
        let item = &items[index];
        let template = template(shapes, language, item).words(form);
        push_words(
            &mut pieces,
            if nth == 0 { &template.before } else { &between },
        );
        push_affix(&mut pieces, item.prefix, Side::Before, form);
        pieces.push(MarkPiece {
            item: Some(index),
            words: template.filled(item, form),
        });
        if !template.is_bracketed() {
            push_affix(&mut pieces, item.suffix, Side::After, form);
        }
        after.clone_from(&template.after);
    }
    push_words(&mut pieces, &after);
    pieces
}

impl Template {
    /// The number alone.
    fn bare() -> Self {
        let words = || Words {
            before: "[".to_owned(),
            parts: vec![Part::Number],
            after: "]".to_owned(),
        };
        Template {
            html: words(),
            text: words(),
        }
    }

    fn words(&self, form: Form) -> &Words {
        match form {
            Form::Html => &self.html,
            Form::Text => &self.text,
        }
    }
}

impl Words {
    fn filled(&self, item: &MarkItem<'_>, form: Form) -> String {
        let mut filled = String::with_capacity(32);
        let is_words = |part: &Part| matches!(part, Part::Words(_));
        let last = self.parts.iter().rposition(|part| !is_words(part));
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Words(words) => filled.push_str(words),
                Part::Number => filled.push_str(&item.number.to_string()),
                Part::Place => form.add(item.locator.map_or("", |(_, place)| place), &mut filled),
            }
            if last == Some(at) {
                form.add(item.inner.unwrap_or_default(), &mut filled);
                if self.is_bracketed() {
                    filled.push_str(&affix(item.suffix, &Side::After, form).unwrap_or_default());
                }
            }
        }
        filled
    }

    /// Whether brackets that belong to the source close behind its number and place. Its remark stands within them,
    /// where it cannot be taken for a part of the sentence.
    fn is_bracketed(&self) -> bool {
        let last = self.parts.last();
        matches!(last, Some(Part::Words(words)) if words.ends_with([']', ')']))
    }
}

impl Form {
    /// Adds words as they were typed.
    fn add(self, words: &str, out: &mut String) {
        match self {
            Form::Html => escape(words, out),
            Form::Text => out.push_str(words),
        }
    }

    /// The words of runs with their formatting, addresses among them as plain words.
    pub(super) fn written(self, runs: &[Run]) -> String {
        let mut out = String::new();
        for run in runs {
            match self {
                Form::Html => write::unlinked(run, &mut out),
                Form::Text => out.push_str(&run.text),
            }
        }
        out
    }

    /// Adds words with their formatting.
    fn add_run(self, run: &Run, out: &mut String) {
        match self {
            Form::Html => html(run, out),
            Form::Text => out.push_str(&run.text),
        }
    }
}

fn template<'l>(shapes: Shapes<'_>, language: &'l Language, item: &MarkItem<'_>) -> &'l Template {
    let shape = item.locator.map(|(kind, place)| (kind, is_several(place)));
    language.templates.0[slot(shape)].get_or_init(|| {
        let made = |style| guarded(|| shaped(style, language, shape));
        let made = made(shapes.style).or_else(|| made((shapes.stand_in)()));
        made.unwrap_or_else(Template::bare)
    })
}

/// Asks hayagriva for a shape.
pub(super) fn shaped(style: &IndependentStyle, language: &Language, shape: Shape) -> Template {
    let locator = shape.map(|(kind, several)| {
        let place = if several { PLACES } else { PLACE };
        SpecificLocator(kind, LocatorPayload::Str(place))
    });
    let entry = Entry::new("x", EntryType::Misc);
    let code = Some(language.code.clone());
    let mut driver = BibliographyDriver::new().with_citation_number_offset(NUMBER - 1);
    driver.citation(CitationRequest::new(
        vec![CitationItem::with_locator(&entry, locator)],
        style,
        code.clone(),
        &language.locales,
        None,
    ));
    let rendered = driver.finish(BibliographyRequest::new(style, code, &language.locales));
    let citation = rendered.citations.into_iter().next();
    let children = citation
        .map(|citation| citation.citation.0)
        .unwrap_or_default();
    // What stands outside the item's element is the brackets of the whole mark.
    let place = children.iter().position(is_item).unwrap_or(children.len());
    let written = |children: &[ElemChild], form: Form| {
        let mut runs = Vec::new();
        gather(children, &mut runs);
        let mut out = String::new();
        runs.iter().for_each(|run| form.add_run(run, &mut out));
        out
    };
    let words = |form| Words {
        before: written(&children[..place], form),
        parts: parts(&written(
            children.get(place..=place).unwrap_or_default(),
            form,
        )),
        after: written(children.get(place + 1..).unwrap_or_default(), form),
    };
    Template {
        html: words(Form::Html),
        text: words(Form::Text),
    }
}

fn is_item(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(elem) if matches!(elem.meta, Some(ElemMeta::Entry(_))))
}

/// Cuts an item at its stand-ins. A style whose marks show no number shows it bare.
fn parts(item: &str) -> Vec<Part> {
    let number = NUMBER.to_string();
    let mut parts = Vec::new();
    let mut rest = item;
    loop {
        let places = [(number.as_str(), true), (PLACES, false), (PLACE, false)];
        let found = places
            .into_iter()
            .filter_map(|(stand_in, is_number)| Some((rest.find(stand_in)?, stand_in, is_number)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, stand_in, is_number)) = found else {
            break;
        };
        parts.push(Part::Words(rest[..at].to_owned()));
        parts.push(if is_number { Part::Number } else { Part::Place });
        rest = &rest[at + stand_in.len()..];
    }
    parts.push(Part::Words(rest.to_owned()));
    if !parts.iter().any(|part| matches!(part, Part::Number)) {
        parts.insert(0, Part::Number);
    }
    parts
}

/// What stands between two sources of one mark.
fn between(layout: &Layout, form: Form) -> String {
    let run = Run {
        text: layout.delimiter.clone().unwrap_or_else(|| ", ".into()),
        formatting: Formatting {
            font_style: layout.font_style.unwrap_or_default(),
            font_variant: layout.font_variant.unwrap_or_default(),
            font_weight: layout.font_weight.unwrap_or_default(),
            text_decoration: layout.text_decoration.unwrap_or_default(),
            vertical_align: layout.vertical_align.unwrap_or_default(),
        },
        url: None,
    };
    let mut out = String::new();
    form.add_run(&run, &mut out);
    out
}

pub(super) fn push_words(pieces: &mut Vec<MarkPiece>, words: &str) {
    if !words.is_empty() {
        pieces.push(MarkPiece {
            item: None,
            words: words.to_owned(),
        });
    }
}

pub(super) enum Side {
    Before,
    After,
}

/// Adds typed words, with a blank towards the source unless punctuation stands there.
pub(super) fn push_affix(pieces: &mut Vec<MarkPiece>, words: Option<&str>, side: Side, form: Form) {
    if let Some(affix) = affix(words, &side, form) {
        push_words(pieces, &affix);
    }
}

fn affix(words: Option<&str>, side: &Side, form: Form) -> Option<String> {
    let words = words.map(str::trim).filter(|words| !words.is_empty())?;
    let mut affix = String::with_capacity(words.len() + 1);
    match side {
        Side::Before => {
            form.add(words, &mut affix);
            affix.push(' ');
        }
        Side::After => {
            if !words.starts_with([',', '.', ';', ':', ')', ']', '’', '!', '?']) {
                affix.push(' ');
            }
            form.add(words, &mut affix);
        }
    }
    Some(affix)
}
