//! Marks: what a group of citations shows in the text, `[2, p. 12]`.
//!
//! A style shapes the mark of one source by its locator's kind and number of places alone, so each
//! shape is asked of hayagriva once, with stand-ins for the source's number and the place, and
//! filled in for every mark. Nothing of a page can get between: what is filled in is escaped.

use std::sync::OnceLock;

use citationberg::{IndependentStyle, Layout};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemMeta,
    Entry, Formatting, LocatorPayload, SpecificLocator,
};

use super::write::{Run, escape, gather, html};
use super::{Language, style};
use crate::bibliography::LocatorKind;

/// One cited source within a group.
#[derive(Debug, Clone, Copy, Default)]
pub struct MarkItem<'a> {
    /// Its number in the page's list.
    pub number: usize,
    /// The place in it, as `locator` reads it.
    pub locator: Option<(LocatorKind, &'a str)>,
    /// Words before and after it, as typed.
    pub prefix: Option<&'a str>,
    pub suffix: Option<&'a str>,
    /// Whether to leave out the author, whom a numeric style does not name anyway.
    pub suppress_author: bool,
}

/// A piece of a mark. The pieces in their order are the whole mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkPiece {
    /// The place among the given items of the source that this piece shows; `None` between them.
    pub item: Option<usize>,
    /// Escaped, and free of links, so that the piece can be one.
    pub html: String,
}

/// The shapes of marks in one language, each made when it is first asked for. Threads read them without a
/// lock, since every mark of a site asks.
pub(super) struct Templates(Vec<OnceLock<Template>>);

impl Default for Templates {
    fn default() -> Self {
        let last = slot(Some((LocatorKind::Custom, true)));
        Templates((0..=last).map(|_| OnceLock::new()).collect())
    }
}

/// What a mark's shape depends on: its locator's kind, and whether that is several places.
type Shape = Option<(LocatorKind, bool)>;

/// The place of a shape among all.
fn slot(shape: Shape) -> usize {
    shape.map_or(0, |(kind, several)| {
        1 + 2 * kind as usize + usize::from(several)
    })
}

struct Template {
    before: String,
    parts: Vec<Part>,
    after: String,
}

enum Part {
    Html(String),
    Number,
    Place,
}

/// Stand-ins that occur in no style's words.
const NUMBER: usize = 161_803;
const PLACE: &str = "271828";
const PLACES: &str = "271828, 314159";

/// The pieces of a group's mark.
pub(super) fn pieces(
    style: &IndependentStyle,
    language: &Language,
    items: &[MarkItem<'_>],
) -> Vec<MarkPiece> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    if style::sorts_by_number(style) {
        order.sort_by_key(|index| items[*index].number);
    }
    let mut pieces = Vec::with_capacity(items.len() * 2 + 1);
    let between = between(&style.citation.layout);
    let mut after = String::new();
    for (nth, index) in order.into_iter().enumerate() {
        let item = &items[index];
        let template = template(style, language, item);
        push_words(
            &mut pieces,
            if nth == 0 { &template.before } else { &between },
        );
        push_affix(&mut pieces, item.prefix, Side::Before);
        pieces.push(MarkPiece {
            item: Some(index),
            html: template.filled(item),
        });
        push_affix(&mut pieces, item.suffix, Side::After);
        after.clone_from(&template.after);
    }
    push_words(&mut pieces, &after);
    pieces
}

impl Template {
    fn filled(&self, item: &MarkItem<'_>) -> String {
        let mut html = String::with_capacity(32);
        for part in &self.parts {
            match part {
                Part::Html(words) => html.push_str(words),
                Part::Number => html.push_str(&item.number.to_string()),
                Part::Place => escape(item.locator.map_or("", |(_, place)| place), &mut html),
            }
        }
        html
    }
}

fn template<'l>(
    style: &IndependentStyle,
    language: &'l Language,
    item: &MarkItem<'_>,
) -> &'l Template {
    let shape = item.locator.map(|(kind, place)| (kind, is_several(place)));
    language.templates.0[slot(shape)].get_or_init(|| shaped(style, language, shape))
}

/// Whether a locator names several places: `3–5`, `3, 7`, but not `2, p. 5`.
fn is_several(place: &str) -> bool {
    let mut parts = place.split([',', '&', ';']).map(str::trim_start);
    let first = parts.next().unwrap_or_default();
    let is_number = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            || (!part.is_empty() && part.bytes().all(|byte| b"ivxlcdm ".contains(&byte)))
    };
    first.contains('–') || parts.any(is_number)
}

/// Asks hayagriva for a shape.
fn shaped(style: &IndependentStyle, language: &Language, shape: Shape) -> Template {
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
    let place = children.iter().position(is_item).unwrap_or(children.len());
    let written = |children: &[ElemChild]| {
        let mut runs = Vec::new();
        gather(children, &mut runs);
        let mut out = String::new();
        runs.iter().for_each(|run| html(run, &mut out));
        out
    };
    Template {
        before: written(&children[..place]),
        parts: parts(&written(children.get(place..=place).unwrap_or_default())),
        after: written(children.get(place + 1..).unwrap_or_default()),
    }
}

fn is_item(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(elem) if matches!(elem.meta, Some(ElemMeta::Entry(_))))
}

/// Cuts the HTML of an item at its stand-ins. A style whose marks show no number shows it bare.
fn parts(html: &str) -> Vec<Part> {
    let number = NUMBER.to_string();
    let mut parts = Vec::new();
    let mut rest = html;
    loop {
        let places = [(number.as_str(), true), (PLACES, false), (PLACE, false)];
        let found = places
            .into_iter()
            .filter_map(|(stand_in, is_number)| Some((rest.find(stand_in)?, stand_in, is_number)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, stand_in, is_number)) = found else {
            break;
        };
        parts.push(Part::Html(rest[..at].to_owned()));
        parts.push(if is_number { Part::Number } else { Part::Place });
        rest = &rest[at + stand_in.len()..];
    }
    parts.push(Part::Html(rest.to_owned()));
    if !parts.iter().any(|part| matches!(part, Part::Number)) {
        parts.insert(0, Part::Number);
    }
    parts
}

/// What stands between two sources of one mark.
fn between(layout: &Layout) -> String {
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
    html(&run, &mut out);
    out
}

fn push_words(pieces: &mut Vec<MarkPiece>, html: &str) {
    if !html.is_empty() {
        pieces.push(MarkPiece {
            item: None,
            html: html.to_owned(),
        });
    }
}

enum Side {
    Before,
    After,
}

/// Adds typed words, with a blank towards the source unless punctuation stands there.
fn push_affix(pieces: &mut Vec<MarkPiece>, words: Option<&str>, side: Side) {
    let Some(words) = words.map(str::trim).filter(|words| !words.is_empty()) else {
        return;
    };
    let mut html = String::with_capacity(words.len() + 1);
    match side {
        Side::Before => {
            escape(words, &mut html);
            html.push(' ');
        }
        Side::After => {
            if !words.starts_with([',', '.', ';', ':', ')', ']', '’', '!', '?']) {
                html.push(' ');
            }
            escape(words, &mut html);
        }
    }
    push_words(pieces, &html);
}
