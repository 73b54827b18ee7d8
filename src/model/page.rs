//! A page as its file gives it: metadata, and a body of events with their places.
//!
//! A [`Page`] is what `parse` makes of one file and knows nothing of other files. Its body is a
//! flat list of events, as pulldown-cmark gives them, in which links, citations, markers and
//! embeds have become events of their own that point into lists beside it. Whatever quotes,
//! embeds, indexes or shows a body goes through [`Body::visible`], so that text for the
//! facilitator stays with the facilitator.

mod body;
mod condition;
mod html;
mod marker;

use std::ops::Range;
use std::sync::Arc;

pub use self::body::{
    Alignment, Body, Citation, CitationItem, CodeBlock, Embed, Entry, Event, EventKind, Filling,
    Footnote, Heading, Hole, Image, InnerWork, Lead, Link, LinkDefinition, Locator, Node, Quote,
    Restricted, Scale, Sentence, Target, Text,
};
pub use self::condition::{Comparison, Condition, Counted};
pub use self::html::{Addressed, HtmlAddress, SetItem};
pub use self::marker::{Audience, CalloutStyle, Fold, Marker, MarkerKind};
use crate::model::agenda::Agenda;
use crate::model::date::Date;
use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::value::Value;

/// What `parse` makes of one Markdown file.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The file, to which every span of the page belongs.
    pub source: SourceId,
    /// From the content folder, with `/`: `methods/one-to-ones.fr.md`.
    pub path: Arc<str>,
    /// As the path, if the file were named after this program's own custom: that of a folder's own page
    /// ends with `index.md`. By it addresses go.
    pub place: Arc<str>,
    /// The whole file, front matter included, with spaces for what its body hides from everyone.
    pub text: Arc<str>,
    /// From the front matter, completed from the file's path.
    pub meta: Meta,
    /// What follows the front matter.
    pub body: Body,
    /// Of a page whose kind is timed.
    pub agenda: Option<Box<Agenda>>,
    /// Where it stands among the projects that the site is made of.
    pub standing: Arc<Standing>,
}

/// Where a page stands among the projects that a site is made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// The project that its file is of.
    pub layer: LayerIndex,
    /// The path of its file, where the page goes by that of another which it extends.
    pub file: Option<String>,
    /// The paths of the pages that it stands in for, where they are others than its own.
    pub instead_of: Vec<String>,
    /// Of a page that extends another: the stretches of its text that come from projects beneath its own.
    pub inherited: Vec<(Range<usize>, LayerIndex)>,
    /// The page beneath that it is a version of.
    pub original: Option<Original>,
    /// Where its own file says which page it changes.
    pub extends: Option<Span>,
}

/// A page of a project beneath that another page is a version of.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// The project that it is of.
    pub layer: LayerIndex,
    /// Parsed; its text may be composed itself.
    pub page: Arc<Page>,
    /// From the content folder there, as that project's languages have it.
    pub place: String,
    /// The code of its language there.
    pub lang: String,
}

impl Page {
    /// What the page as a whole is spoken of at, in its own file: what it changes, or else its title.
    pub fn own_span(&self) -> Span {
        let title = self.meta.title.as_ref().map(|title| title.span);
        let place = self.standing.extends.or(title);
        place.unwrap_or(Span::whole(self.source))
    }

    /// Whether this is what somebody calls it who types one name in a terminal.
    pub fn is_called(&self, name: &str) -> bool {
        self.nearness(name).is_some()
    }

    /// How near a name that is typed in a terminal comes to what the page is called, the nearest first: its id, the path of
    /// its file, its title, the name of its file, with the language before or behind it, or an alias.
    pub fn nearness(&self, name: &str) -> Option<usize> {
        let stem = |path: &str| path.strip_suffix(".md").unwrap_or(path).to_owned();
        let name = name.trim().replace('\\', "/");
        let path = name.strip_prefix("./").unwrap_or(&name);
        let path = stem(path.strip_prefix("content/").unwrap_or(path));
        let own_path = stem(&self.path);
        let (folder, file) = own_path.rsplit_once('/').unwrap_or(("", &own_path));
        let is_in = |lang: &str, id: &str| {
            let is_named = file == format!("{id}.{lang}");
            is_named || file == id && folder.split('/').next() == Some(lang)
        };
        let says_lang = |pair: Option<(&str, &str)>| pair.is_some_and(|(lang, id)| is_in(lang, id));
        let mut aliases = self.meta.aliases.iter();
        let is_called = [
            self.meta.id.value == name,
            own_path == path,
            self.meta.title().to_lowercase() == name.to_lowercase(),
            file == path,
            says_lang(path.split_once('/')),
            says_lang(path.rsplit_once('.').map(|(id, lang)| (lang, id))),
            aliases.any(|alias| alias.value.to_lowercase() == name.to_lowercase()),
        ];
        is_called.iter().position(|is_called| *is_called)
    }

    /// Where the text begins behind the fields at its head.
    pub fn body_start(&self) -> usize {
        let text = self.text.trim_start_matches('\u{feff}');
        let skipped = self.text.len() - text.len();
        let fence = text.lines().next().unwrap_or_default().trim_end();
        if !["+++", "---"].contains(&fence) {
            return skipped;
        }
        let mut at = 0;
        for (line, words) in text.split_inclusive('\n').enumerate() {
            at += words.len();
            let is_end = words.trim_end() == fence || fence == "---" && words.trim_end() == "...";
            if line > 0 && is_end {
                return skipped + at;
            }
        }
        skipped
    }

    /// The project that what stands at a byte of the text is of.
    pub fn layer_at(&self, byte: u32) -> LayerIndex {
        let byte = byte as usize;
        let inherited = &self.standing.inherited;
        let next = inherited.partition_point(|(range, _)| range.end <= byte);
        let found = inherited
            .get(next)
            .filter(|(range, _)| range.contains(&byte));
        found.map_or(self.standing.layer, |(_, layer)| *layer)
    }

    /// Whether all of it was typed in our own project.
    pub fn is_ours(&self) -> bool {
        self.standing.layer == OURS && self.standing.inherited.is_empty()
    }
}

/// What front matter says, typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// From `id`, or else the file's name without language and ending, or for an `index.md` its folder's.
    pub id: Spanned<String>,
    /// From `lang`, or else from the file's name (`one-to-ones.fr.md`), or else the site's first.
    pub lang: Lang,
    /// The language that it says it is in, where the site does not list it.
    pub unlisted_lang: Option<Box<Spanned<String>>>,
    /// The id of the page beneath that it changes, where it is no part of that yet.
    pub extends: Option<Spanned<String>>,
    /// The id of the page that this one translates, where its name does not say so.
    pub translation_of: Option<Spanned<String>>,
    /// From front matter, or else the heading with which the text begins.
    pub title: Option<Spanned<String>>,
    /// What it is called without a title.
    pub fallback_title: String,
    /// From `kind`, or else, also for a word that is no kind, the kind of pages that say none.
    pub kind: Spanned<Arc<Kind>>,
    /// From `summary`; [`Body::summary`] takes its place where there is none.
    pub summary: Option<Spanned<String>>,
    /// Other names that links find it by; one with a slash is an old path too, which redirects here.
    pub aliases: Vec<Spanned<String>>,
    /// Addresses that fields of other tools give it, which redirect here where nothing else stands there.
    pub redirects: Vec<Spanned<String>>,
    /// From `status`; `None` where that is missing or none of the known words.
    pub status: Option<Status>,
    /// From `reviewed = { on = 2026-11-22, by = "…" }`.
    pub reviewed: Option<Reviewed>,
    /// From `updated`: a date, or `{ on = 2026-11-22, what = "…" }`.
    pub updated: Option<Updated>,
    /// Labels as typed; two spellings with one slug are one tag of the site.
    pub tags: Vec<Spanned<String>>,
    /// Its place among the pages that name the same series, the least first; those without one come last.
    pub order: Option<f64>,
    /// Whether it is left out unless drafts are asked for: `draft = true`, or what others have for it.
    pub draft: bool,
    /// Why it is never published, if it is not.
    pub withheld: Option<Withheld>,
    /// Whether the pages of its folder are hidden with it, as other tools let the page of a folder say.
    pub hides_folder: bool,
    /// Whether a build prints it, where the page itself says so.
    pub print: Option<bool>,
    /// The style in which it cites; `None` where that of the site holds.
    pub citation_style: Option<Spanned<String>>,
    /// Names as typed, in their order; empty where nobody is named.
    pub authors: Vec<String>,
    /// An identifier such as `CC-BY-4.0`; `None` where that of the site holds.
    pub licence: Option<String>,
    /// The work of others that it is a version of.
    pub adapted_from: Option<Adapted>,
    /// Those of front matter, by kind, and then those that the items of an agenda have as `uses`.
    pub relations: Vec<TypedRelation>,
    /// The fields of the page's kind, in the kind's order.
    pub fields: Vec<Field>,
    /// From `[allow]`, and then from the comments of the body.
    pub allow: Vec<Suppression>,
    /// What is for a theme of one's own, and all that stands in front matter and is not ours.
    pub extra: Option<Value>,
    /// The fields that nothing reads.
    pub unread: Vec<Spanned<String>>,
}

impl Meta {
    /// The title, or else the words of the file's name.
    pub fn title(&self) -> &str {
        self.title
            .as_ref()
            .map_or(&self.fallback_title, |title| &title.value)
    }

    /// The id that the page shares with its translations.
    pub(crate) fn original(&self) -> &Spanned<String> {
        self.translation_of.as_ref().unwrap_or(&self.id)
    }

    /// What leads to the page from another address, by its place among the aliases and then the redirects.
    pub(crate) fn redirect(&self, at: usize) -> &Spanned<String> {
        let count = self.aliases.len();
        self.aliases
            .get(at)
            .unwrap_or_else(|| &self.redirects[at - count])
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
    /// A project above that of the page hides it.
    Hidden,
    /// What it says of that, or what it hides, cannot be understood. A finding tells of it.
    Fault,
}

/// How far a page has come, by its own word. None of these keeps it from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// `stub`: hardly more than its title yet.
    Stub,
    /// `draft`: written, and not yet reviewed.
    Draft,
    /// `reviewed`: somebody has read and approved it; [`Meta::reviewed`] may say who.
    Reviewed,
}

impl Status {
    /// Each with the word that front matter has for it.
    pub const ALL: [(&'static str, Status); 3] = [
        ("stub", Status::Stub),
        ("draft", Status::Draft),
        ("reviewed", Status::Reviewed),
    ];
}

/// The last review of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// The day, if it is given.
    pub on: Option<Date>,
    /// Who reviewed it, as typed, if anybody is named.
    pub by: Option<String>,
}

/// The last change of a page that readers should know of.
#[derive(Debug, Clone, PartialEq)]
pub struct Updated {
    /// The day; the list of changes and the feed are sorted by it.
    pub on: Date,
    /// What has changed, in a sentence for readers; `None` where only the day is given.
    pub what: Option<String>,
}

/// The work that a page is a version of, as its licence asks to be named.
#[derive(Debug, Clone, PartialEq)]
pub struct Adapted {
    /// What the original is called; without it there is no [`Meta::adapted_from`].
    pub title: String,
    /// Where the original is, as typed.
    pub url: Option<String>,
    /// The licence of the original, which may be another than the page's own.
    pub licence: Option<String>,
    /// What was changed in the original, in the writer's words.
    pub changes: Option<String>,
}

/// What one page is to another; each is a list in front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// `prerequisites`: to be read or done before this page.
    Prerequisite,
    /// `see_also`: related in no other way.
    SeeAlso,
    /// `contrasts_with`: another answer to the same question, to compare.
    ContrastsWith,
    /// `uses`: a method that this page makes use of; also on an item of an agenda, `uses=go-round`.
    Uses,
    /// `handouts`: to be printed and given out for this page.
    Handout,
    /// `series`: the page that this one is a part of.
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

    /// The name of the front matter's list.
    pub fn field(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, kind)| *kind == self);
        named.map_or("", |(name, _)| name)
    }
}

/// A relation as front matter types it.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedRelation {
    /// By the list that it stands in.
    pub kind: RelationKind,
    /// What is typed for the other page: an id, or another of its names.
    pub target: Spanned<String>,
    /// What this page's writer says of the other, shown here alone: `{ page = "id", why = "…" }`.
    pub why: Option<String>,
    /// What is shown of this page on the other.
    pub back_why: Option<String>,
}

/// A field of the page's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field's name in front matter, as the kind defines it.
    pub id: String,
    /// Of the type that the kind gives the field; a value of another type is a finding, and no field.
    pub value: FieldValue,
}

/// The value of a field, read by its [`FieldType`](crate::model::kind::FieldType).
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// A text, or a whole number as its digits.
    Text(String),
    /// At least one text; a text alone is a list of one.
    List(Vec<String>),
    /// A number of whatever the field counts.
    Number(f64),
    /// The id of the choice.
    Choice(String),
    /// Minutes.
    Time {
        /// What it takes with however many people: a number alone is this.
        fixed: Option<f64>,
        /// The most it takes, where `fixed` is the least.
        up_to: Option<f64>,
        /// What each person adds.
        per_person: Option<f64>,
    },
    /// A number of people, or of anything else.
    Range {
        /// The fewest.
        min: Option<f64>,
        /// The most likely number.
        expected: Option<f64>,
        /// The most.
        max: Option<f64>,
    },
    /// A day.
    Date(Date),
    /// Whether it is so.
    Flag(bool),
    /// A value of any shape, for a theme of one's own.
    Other(Value),
}

/// A rule silenced, with the writer's reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// The name of the rule, such as `dead-link`, which may be no rule's; its place is where it is allowed.
    pub rule: Spanned<String>,
    /// `None` where no reason is given: then nothing is suppressed.
    pub reason: Option<String>,
    /// `None` for the whole page; else where findings must begin to be silenced.
    pub place: Option<Span>,
}

impl Page {
    /// The headings that are terms, each with its place among all; none on a page whose kind has no
    /// terms. A heading of a section of the kind is about the terms, and none of them.
    pub fn terms(&self) -> impl Iterator<Item = (u32, &Heading)> {
        let kind = &self.meta.kind.value;
        let headings = self.body.headings.iter().enumerate();
        let has_terms = kind.can(Ability::Terms);
        headings
            .filter(move |(_, heading)| {
                let is_part = heading.level == 2 && heading.public && !heading.nested;
                has_terms && is_part && !kind.has_section(&heading.id)
            })
            .map(|(at, heading)| (at as u32, heading))
    }

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
                // A time that grows with each person is no time until it is known for how many.
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
