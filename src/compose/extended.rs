//! The pages that extend others, kept for as long as both texts are the same.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::compose::extend::{Base, Extended, Text, extend};
use crate::compose::sections::sections;
use crate::diagnostic::Diagnostic;
use crate::model::config::Schema;
use crate::model::layer::LayerIndex;
use crate::model::origins::Origins;
use crate::model::page::Page;
use crate::model::source::{SourceId, Sources, Span};
use crate::parse;

/// A page that extends another, and that one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// The project of the first.
    pub(super) layer: LayerIndex,
    pub(super) own: Text,
    pub(super) base: Text,
    /// Where the page that comes of it stands.
    pub(super) path: String,
    /// The copy of what the first was made from.
    pub(super) kept: Option<(SourceId, Arc<str>)>,
}

/// What comes of it.
#[derive(Debug, Clone)]
pub(super) struct MadePage {
    pub(super) source: SourceId,
    /// The stretches that come from projects beneath.
    pub(super) inherited: Vec<(Range<usize>, LayerIndex)>,
    pub(super) is_faulty: bool,
    pub(super) findings: Arc<[Diagnostic]>,
}

/// The pages that were made last.
#[derive(Debug, Default)]
pub(super) struct ExtendedPages {
    schema: Option<Schema>,
    made: HashMap<SourceId, (Asked, Extended)>,
    pages: HashMap<SourceId, (Text, Arc<Page>)>,
    /// Those that were asked for since it began.
    asked: Vec<SourceId>,
}

impl ExtendedPages {
    /// Begins anew, with what still holds for this schema.
    pub(super) fn begin(&mut self, schema: &Schema) {
        if self.schema.as_ref() != Some(schema) {
            self.made.clear();
            self.pages.clear();
            self.schema = Some(schema.clone());
        }
        self.asked.clear();
    }

    /// Forgets what nobody has asked for.
    pub(super) fn end(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        self.made.retain(|source, _| asked.contains(source));
        self.pages.retain(|source, _| asked.contains(source));
    }

    /// The page that comes of two, as a source of its own.
    pub(super) fn make(
        &mut self,
        asked: &Asked,
        schema: &Schema,
        sources: &mut Sources,
    ) -> MadePage {
        let own = asked.own.source;
        let known = self.made.get(&own).filter(|(known, _)| known == asked);
        let made = match known {
            Some((_, made)) => made.clone(),
            // A preview asks for every page anew with each change, and most were asked for in the same words.
            None => {
                let page = self.page(&asked.base, schema);
                let kept = asked.kept.as_ref();
                let kept = kept.map_or_else(Vec::new, |(source, text)| {
                    kept_sections(*source, text, &asked.base, schema)
                });
                let base = Base {
                    text: &asked.base,
                    page: &page,
                    path: &asked.path,
                    kept: &kept,
                };
                let made = extend(&asked.own, &base, schema);
                self.made.insert(own, (asked.clone(), made.clone()));
                made
            }
        };
        self.asked.push(own);
        let path = format!("{} (extended)", sources.get(own).path);
        let (text, origins) = (made.text, made.origins.clone());
        let source = sources.insert_composed(asked.layer, &path, text, origins);
        MadePage {
            source,
            inherited: inherited(&made.origins, asked.layer, sources),
            is_faulty: made.is_faulty,
            findings: made.findings.into(),
        }
    }

    /// A page of a project beneath, parsed.
    pub(super) fn page(&mut self, text: &Text, schema: &Schema) -> Arc<Page> {
        self.asked.push(text.source);
        if let Some((known, page)) = self.pages.get(&text.source)
            && known == text
        {
            return page.clone();
        }
        let page = Arc::new(parsed(text, schema));
        let known = (text.clone(), page.clone());
        self.pages.insert(text.source, known);
        page
    }
}

fn parsed(text: &Text, schema: &Schema) -> Page {
    let file = parse::File {
        path: &text.path,
        place: &text.place,
    };
    parse::page(text.source, file, &text.text, schema).0
}

/// The ids of the sections of a copy of an original.
fn kept_sections(source: SourceId, text: &Arc<str>, base: &Text, schema: &Schema) -> Vec<String> {
    let copy = Text {
        source,
        text: text.clone(),
        ..base.clone()
    };
    let sections = sections(&parsed(&copy, schema)).into_iter();
    sections.map(|section| section.id).collect()
}

/// The stretches of a composed text that come from other projects than its own, joined where they meet.
fn inherited(
    origins: &Origins,
    layer: LayerIndex,
    sources: &Sources,
) -> Vec<(Range<usize>, LayerIndex)> {
    let mut inherited: Vec<(Range<usize>, LayerIndex)> = Vec::new();
    for (range, of) in origins.stretches() {
        for (range, from) in stretch_layers(range, of, sources) {
            match inherited.last_mut() {
                Some((last, known)) if last.end == range.start && *known == from => {
                    last.end = range.end;
                }
                _ if from != layer => inherited.push((range, from)),
                _ => {}
            }
        }
    }
    inherited
}

/// The projects that a stretch comes from: several where it is of a text that was composed itself.
fn stretch_layers(
    range: &Range<usize>,
    of: Span,
    sources: &Sources,
) -> Vec<(Range<usize>, LayerIndex)> {
    let file = sources.get(of.source);
    let Some(origins) = &file.origins else {
        return vec![(range.clone(), file.layer)];
    };
    let of = of.range();
    let mut found = Vec::new();
    for (inner, from) in origins.stretches() {
        let (start, end) = (inner.start.max(of.start), inner.end.min(of.end));
        if start < end {
            let moved = |at: usize| range.start + at - of.start;
            let from = sources.layer(from);
            found.push((moved(start)..moved(end).min(range.end), from));
        }
    }
    found
}
