//! Whether a page is published, by all that this and other programs say of it.
//!
//! Takes a page's fields, its path and the day of the site; gives whether it is a draft or withheld.
//! A field hides by its value, whatever the case of its letters. What is unclear is withheld, and
//! the finding says what to type.

mod flags;
mod in_text;

use self::flags::{
    FALSE_WORDS, FLAGS, Flag, Hides, OWN, PRIVATE_WORDS, PUBLIC_WORDS, SHOWING, TRUE_WORDS,
};
pub(crate) use self::in_text::{hides, in_text};
use crate::diagnostic::publication::Place;
use crate::diagnostic::{Diagnostic, private_text, publication as say};
use crate::model::date::Date;
use crate::model::front_matter::Notation;
use crate::model::kind::Kind;
use crate::model::page::Withheld;
use crate::model::source::SourceId;
use crate::model::value::{Data, Entry, Value};
use crate::parse::fields::{Fields, entry_span};
use crate::parse::publication::flags::folded;

/// What a page's fields and its path come to.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Publication {
    pub(crate) draft: bool,
    pub(crate) withheld: Option<Withheld>,
}

/// What the reading of a page's publication depends on.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) source: SourceId,
    pub(crate) notation: Option<Notation>,
    /// From the content folder.
    pub(crate) path: &'a str,
    pub(crate) kind: &'a Kind,
    /// The day of the site, if it has one: no clock is ever asked.
    pub(crate) date: Option<Date>,
}

/// What one field says.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// Nothing that hides or shows.
    Silent,
    Public,
    Draft,
    Private,
    /// Hidden elsewhere in a way that this program does not have.
    Foreign,
    /// The value is none of those that are understood.
    Unclear,
}

/// Reads what `fields` and the path say of publishing.
pub(crate) fn read<'a>(fields: &mut Fields<'a, '_>, around: Around<'a>) -> Publication {
    let mut reading = Reading::new(around);
    for entry in fields.entries() {
        let verdict = reading.verdict(entry);
        if verdict != Verdict::Silent {
            fields.know(&entry.key);
            reading.take(entry, verdict);
        }
        reading.comment(entry, &entry.value);
    }
    reading.path();
    reading.contradiction();
    reading
        .findings
        .drain(..)
        .for_each(|finding| fields.report(finding));
    // What cannot be understood hides the page: showing one that was meant to be private cannot be undone.
    let withheld = match (reading.unclear, reading.private) {
        (true, _) => Some(Withheld::Fault),
        (false, true) => Some(Withheld::Asked),
        (false, false) => None,
    };
    Publication {
        draft: reading.draft,
        withheld,
    }
}

struct Reading<'a> {
    around: Around<'a>,
    draft: bool,
    private: bool,
    unclear: bool,
    /// The fields that say to show it, and to hide it.
    shown: Option<&'a Entry>,
    hidden: Option<&'a Entry>,
    findings: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    /// Before any field has been read.
    fn new(around: Around<'a>) -> Self {
        Self {
            around,
            draft: false,
            private: false,
            unclear: false,
            shown: None,
            hidden: None,
            findings: Vec::new(),
        }
    }

    fn verdict(&self, entry: &Entry) -> Verdict {
        let name = folded(&entry.key);
        let is_own = OWN.contains(&name.as_str());
        let fields = &self.around.kind.fields;
        if !is_own && fields.iter().any(|field| field.id == entry.key) {
            return Verdict::Silent;
        }
        if let Some(flag) = FLAGS.iter().find(|flag| flag.name == name) {
            return flag.verdict(&entry.value);
        }
        match (name.as_str(), &entry.value.data) {
            ("visibility" | "poststatus", Data::String(word)) => visibility(word),
            // Of this program's own words for the status none hides a page.
            ("status" | "access" | "state", Data::String(word)) if is_private(word) => {
                Verdict::Private
            }
            ("visibility" | "poststatus", _) => Verdict::Unclear,
            ("password" | "passwd" | "encrypt", value) if *value != Data::Bool(false) => {
                Verdict::Foreign
            }
            ("build", Data::Table(table)) => {
                let is_never = |entry: &Entry| truth(&entry.value) == Some(false);
                if table.entries.iter().any(is_never) {
                    Verdict::Foreign
                } else {
                    Verdict::Silent
                }
            }
            ("params", Data::Table(table)) => {
                let hides = |entry: &Entry| {
                    matches!(
                        self.verdict(entry),
                        Verdict::Draft | Verdict::Private | Verdict::Foreign
                    )
                };
                if table.entries.iter().any(hides) {
                    Verdict::Foreign
                } else {
                    Verdict::Silent
                }
            }
            ("publishdate", value) => self.day(value, |day, today| day <= today),
            ("expirydate" | "unpublishdate", value) => self.day(value, |day, today| day > today),
            _ => Verdict::Silent,
        }
    }

    /// What a day says that a page is shown from, or up to.
    fn day(&self, value: &Data, shows: fn(Date, Date) -> bool) -> Verdict {
        let day = match value {
            Data::Date(day) => Some(*day),
            Data::String(text) => Date::parse(text),
            _ => None,
        };
        match (day, self.around.date) {
            (Some(day), Some(today)) if shows(day, today) => Verdict::Public,
            (Some(_), Some(_)) => Verdict::Foreign,
            _ => Verdict::Unclear,
        }
    }

    fn take(&mut self, entry: &'a Entry, verdict: Verdict) {
        let place = Place {
            span: entry_span(entry),
            field: &entry.key,
            notation: self.around.notation,
        };
        match verdict {
            Verdict::Silent => return,
            // A day is no answer to whether a page is a draft.
            Verdict::Public if matches!(entry.value.data, Data::Date(_)) => return,
            Verdict::Public => {
                if SHOWING.contains(&folded(&entry.key).as_str()) {
                    self.shown.get_or_insert(entry);
                }
                return;
            }
            Verdict::Draft => self.draft = true,
            Verdict::Private => self.private = true,
            Verdict::Foreign => {
                self.private = true;
                self.findings.push(say::foreign(place));
            }
            Verdict::Unclear => {
                self.unclear = true;
                self.findings.push(
                    match (folded(&entry.key).ends_with("date"), &entry.value.data) {
                        (true, _) => say::no_day(place),
                        (false, Data::Null) => say::empty(place),
                        (false, value) => say::unclear(place, value),
                    },
                );
            }
        }
        self.hidden.get_or_insert(entry);
    }

    /// A comment in a field would be shown.
    fn comment(&mut self, entry: &Entry, value: &Value) {
        match &value.data {
            Data::String(text) if holds_comment(text) => {
                self.unclear = true;
                let finding = private_text::in_field(value.span, &entry.key);
                self.findings.push(finding);
            }
            Data::Array(items) => items.iter().for_each(|item| self.comment(entry, item)),
            Data::Table(table) => {
                let inner = table.entries.iter();
                inner.for_each(|entry| self.comment(entry, &entry.value));
            }
            _ => {}
        }
    }

    /// Folders and files whose names begin with `_` are no pages in Jekyll, Quarto and Docusaurus.
    fn path(&mut self) {
        let mut parts: Vec<&str> = self.around.path.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        if parts
            .iter()
            .any(|folder| folder.eq_ignore_ascii_case("_drafts"))
        {
            self.draft = true;
            return;
        }
        let is_partial = file.starts_with('_') && !file.starts_with("_index.");
        let mut folders = parts.iter();
        let is_inside = folders.any(|folder| folder.starts_with('_') && *folder != "_posts");
        if (is_partial || is_inside) && self.shown.is_none() {
            self.private = true;
            self.findings
                .push(say::underscore(self.around.source, self.around.notation));
        }
    }

    fn contradiction(&mut self) {
        let (Some(shown), Some(hidden)) = (self.shown, self.hidden) else {
            return;
        };
        if self.unclear {
            return;
        }
        self.unclear = true;
        let place = |entry: &'a Entry| Place {
            span: entry_span(entry),
            field: &entry.key,
            notation: self.around.notation,
        };
        let finding = say::contradiction(place(hidden), place(shown));
        self.findings.push(finding);
    }
}

impl Flag {
    fn verdict(&self, value: &Value) -> Verdict {
        let is_date = matches!(value.data, Data::Date(_))
            || matches!(&value.data, Data::String(text) if Date::parse(text).is_some());
        let hides = match self.hides {
            Hides::Draft => Verdict::Draft,
            Hides::Private => Verdict::Private,
            Hides::Foreign => Verdict::Foreign,
        };
        match truth(value) {
            Some(flag) if flag == self.hides_when => hides,
            Some(_) => Verdict::Public,
            None if is_date && !self.hides_when => Verdict::Public,
            // An address, or what a template makes of it.
            None if self.name == "permalink" => Verdict::Silent,
            None => Verdict::Unclear,
        }
    }
}

fn is_private(word: &str) -> bool {
    PRIVATE_WORDS.contains(&word.trim().to_lowercase().as_str())
}

fn visibility(word: &str) -> Verdict {
    if is_private(word) {
        return Verdict::Private;
    }
    let word = word.trim().to_lowercase();
    match word.as_str() {
        "draft" | "false" | "no" => Verdict::Private,
        word if PUBLIC_WORDS.contains(&word) || TRUE_WORDS.contains(&word) => Verdict::Public,
        _ => Verdict::Unclear,
    }
}

/// Whether a value says yes or no, however it is typed.
fn truth(value: &Value) -> Option<bool> {
    let word = match &value.data {
        Data::Bool(flag) => return Some(*flag),
        Data::Integer(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.trim().to_lowercase(),
        _ => return None,
    };
    if TRUE_WORDS.contains(&word.as_str()) {
        return Some(true);
    }
    FALSE_WORDS.contains(&word.as_str()).then_some(false)
}

/// Whether a field's text holds something that would be hidden in a page's.
fn holds_comment(text: &str) -> bool {
    let pairs = [
        ("%%", "%%"),
        ("<!--", ""),
        ("{#", "#}"),
        ("{% comment", ""),
        ("{%- comment", ""),
        ("{%comment", ""),
        ("{{/*", ""),
        ("{{!--", ""),
        ("{/*", "*/}"),
        ("{>>", "<<}"),
    ];
    let mut pairs = pairs.iter();
    pairs.any(|(open, close)| {
        let found = text.find(open);
        found.is_some_and(|at| text[at + open.len()..].contains(close))
    })
}
