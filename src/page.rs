//! A page as its file gives it: metadata, and a body of events with their places.
//!
//! A [`Page`] is what `parse` makes of one file and knows nothing of other files. Its body is a
//! flat list of events, as pulldown-cmark gives them, in which links, citations, markers and
//! embeds have become events of their own that point into lists beside it. Whatever quotes,
//! embeds, indexes or shows a body goes through [`Body::visible`], so that text for the
//! facilitator stays with the facilitator.

mod body;

use std::sync::Arc;

pub use self::body::{
    Alignment, Audience, Body, Citation, CitationItem, CodeBlock, Embed, Entry, Event, EventKind,
    Footnote, Heading, Hole, Image, Lead, Link, LinkDefinition, Locator, Marker, MarkerKind, Node,
    Quote, Restricted, Sentence, Target, Text,
};
use crate::agenda::Agenda;
use crate::config::Lang;
use crate::date::Date;
use crate::source::{SourceId, Span, Spanned};
use crate::value::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub source: SourceId,
    /// From the content folder, with `/`: `methods/one-to-ones.fr.md`.
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub meta: Meta,
    pub body: Body,
    /// Of a page of kind `agenda`.
    pub agenda: Option<Box<Agenda>>,
}

/// What front matter says, typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    pub id: Spanned<String>,
    pub lang: Lang,
    /// The id of the page that this one translates, where its name does not say so.
    pub translation_of: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub kind: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub status: Option<Status>,
    pub reviewed: Option<Reviewed>,
    pub updated: Option<Updated>,
    pub tags: Vec<Spanned<String>>,
    pub order: Option<f64>,
    pub draft: bool,
    /// Why it is never published, if it is not.
    pub withheld: Option<Withheld>,
    /// Whether a build prints it, where the page itself says so.
    pub print: Option<bool>,
    pub authors: Vec<String>,
    pub licence: Option<String>,
    pub adapted_from: Option<Adapted>,
    pub relations: Vec<TypedRelation>,
    /// The fields of the page's kind, in the kind's order.
    pub fields: Vec<Field>,
    pub allow: Vec<Allow>,
    pub extra: Option<Value>,
}

impl Meta {
    /// The title, or else the id, for pages whose title is missing.
    pub fn title(&self) -> &str {
        self.title
            .as_ref()
            .map_or(&self.id.value, |title| &title.value)
    }

    /// Whether it names a page that is to be read first.
    pub(crate) fn has_prerequisites(&self) -> bool {
        let mut relations = self.relations.iter();
        relations.any(|relation| relation.kind == RelationKind::Prerequisite)
    }
}

/// Why a page is never published, whatever is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Its fields or its place say so.
    Asked,
    /// What it says of that, or what it hides, cannot be understood. A finding tells of it.
    Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Stub,
    Draft,
    Reviewed,
}

impl Status {
    pub const ALL: [(&'static str, Status); 3] = [
        ("stub", Status::Stub),
        ("draft", Status::Draft),
        ("reviewed", Status::Reviewed),
    ];
}

#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    pub on: Option<Date>,
    pub by: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Updated {
    pub on: Date,
    pub what: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Adapted {
    pub title: String,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub changes: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    Prerequisite,
    SeeAlso,
    ContrastsWith,
    Uses,
    Handout,
    Series,
}

impl RelationKind {
    /// Each kind with the field that gives it.
    pub const ALL: [(&'static str, RelationKind); 6] = [
        ("prerequisites", RelationKind::Prerequisite),
        ("see_also", RelationKind::SeeAlso),
        ("contrasts_with", RelationKind::ContrastsWith),
        ("uses", RelationKind::Uses),
        ("handouts", RelationKind::Handout),
        ("series", RelationKind::Series),
    ];

    pub fn field(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, kind)| *kind == self);
        named.map_or("", |(name, _)| name)
    }
}

/// A relation as front matter types it.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedRelation {
    pub kind: RelationKind,
    pub target: Spanned<String>,
    pub why: Option<String>,
}

/// A field of the page's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub id: String,
    pub value: FieldValue,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    Text(String),
    List(Vec<String>),
    Number(f64),
    Choice(String),
    /// Minutes.
    Time {
        fixed: Option<f64>,
        up_to: Option<f64>,
        per_person: Option<f64>,
    },
    Range {
        min: Option<f64>,
        expected: Option<f64>,
        max: Option<f64>,
    },
    Date(Date),
    Other(Value),
}

/// A rule silenced, with the writer's reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Allow {
    pub rule: Spanned<String>,
    pub reason: Option<String>,
    /// `None` for the whole page; else where findings must begin to be silenced.
    pub place: Option<Span>,
}

impl Page {
    /// How many minutes it takes to do what the page is about, at the most: a meeting as long as it
    /// is declared, else the first field that is a time, for as many people as are expected or else
    /// for the most. `None` where the page does not say.
    pub fn minutes(&self) -> Option<f64> {
        if let Some(agenda) = &self.agenda {
            let minutes = agenda.settings.minutes.as_ref()?;
            return Some(f64::from(minutes.value));
        }
        let values = || self.meta.fields.iter().map(|field| &field.value);
        let people = values().find_map(|value| match value {
            FieldValue::Range { min, expected, max } => expected.or(*max).or(*min),
            _ => None,
        });
        values().find_map(|value| match value {
            FieldValue::Time {
                fixed,
                up_to,
                per_person,
            } => {
                let each = per_person.map(|each| Some(each * people?));
                match (up_to.or(*fixed), each) {
                    (span, Some(each)) => Some(span.unwrap_or_default() + each?),
                    (span, None) => span,
                }
            }
            _ => None,
        })
    }
}
