//! Whether a page is published, by all that this and other programs say of it.
//!
//! Takes a page's fields, its path and the day of the site; gives whether it is a draft or withheld.
//! A field hides by its value, whatever the case of its letters. What is unclear is withheld, and
//! the finding says what to type.

mod flags;
mod in_text;

use self::flags::{
    AWAITED_DAYS, FALSE_WORDS, FEW, FIRST_DAYS, FLAGS, Flag, HIDING_WHEN_FALSE, HIDING_WHEN_TRUE,
    HIDING_WORDS, Hides, LAST_DAYS, OWN, PRIVATE_WORDS, PUBLIC_WORDS, SHOWING, STATUS_WORDS,
    TRUE_WORDS, denied, meant,
};
pub(crate) use self::in_text::{below, hides, in_text};
use crate::diagnostic::publication::Place;
use crate::diagnostic::{Diagnostic, private_text, publication as say};
use crate::model::date::Date;
use crate::model::field_set::{FOREIGN, PAGE};
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
    /// Whether all pages of its folder are hidden with it.
    pub(crate) hides_folder: bool,
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
    /// The pages beside it are hidden elsewhere.
    Folder,
    /// It is called nearly as the field of this name, or the opposite, and hides as that would by this value.
    Meant(&'static str, bool),
    /// Nobody here knows the field, and it says with this word that the page is hidden.
    Worded(&'static str),
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
        reading.within(entry, &entry.value);
    }
    reading.path();
    reading.contradiction();
    reading.folder();
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
        hides_folder: reading.hides_folder,
    }
}

struct Reading<'a> {
    around: Around<'a>,
    draft: bool,
    private: bool,
    unclear: bool,
    hides_folder: bool,
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
            hides_folder: false,
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
        if FIRST_DAYS.contains(&name.as_str()) && self.is_to_come(&entry.value.data) {
            return Verdict::Foreign;
        }
        if let Some(flag) = FLAGS.iter().find(|flag| flag.name == name) {
            return flag.verdict(&entry.value);
        }
        match (name.as_str(), &entry.value.data) {
            ("publishstatus" | "publicationstatus", Data::String(word)) => told(visibility(word)),
            (name, Data::String(word)) if is_of_readers(name) => visibility(word),
            ("status" | "access" | "state", value) => self.standing(&entry.key, &name, value),
            ("visibility", Data::Bool(is_public)) => {
                if *is_public {
                    Verdict::Public
                } else {
                    Verdict::Private
                }
            }
            (name, _) if is_of_readers(name) => Verdict::Unclear,
            ("cascade", value) if self.is_of_folder("index.") && self.hides_folder(value) => {
                Verdict::Folder
            }
            ("password" | "passwd" | "encrypt", value) if *value != Data::Bool(false) => {
                Verdict::Foreign
            }
            ("build", Data::Table(table)) => {
                let is_never = |entry: &Entry| truth(&entry.value) == Some(false);
                let is_never = table.entries.iter().any(is_never);
                foreign_if(is_never)
            }
            ("params", Data::Table(table)) => foreign_if(self.any_hides(&table.entries)),
            (name, Data::Bool(true)) if HIDING_WHEN_TRUE.contains(&name) => Verdict::Foreign,
            (name, Data::Bool(false)) if HIDING_WHEN_FALSE.contains(&name) => Verdict::Foreign,
            (name, Data::Bool(false)) if AWAITED_DAYS.contains(&name) => Verdict::Silent,
            (name, value) if AWAITED_DAYS.contains(&name) => {
                self.day(value, |day, today| day <= today)
            }
            (name, value) if LAST_DAYS.contains(&name) => self.day(value, |day, today| day > today),
            _ => self.misspelled(&entry.key, &name, &entry.value),
        }
    }

    /// What a page's status says, or who has access to it. Of this program's own words for the status none hides a
    /// page, and each of other tools' that does is told.
    fn standing(&self, key: &str, name: &str, value: &Data) -> Verdict {
        match value {
            Data::String(word) if name == "status" && own_status(word) => Verdict::Silent,
            Data::String(word) if word.trim().eq_ignore_ascii_case("private") => Verdict::Private,
            Data::String(word) if is_private(word) || name == "access" && is_of_few(word) => {
                Verdict::Foreign
            }
            // A list of words, or a word of another language.
            value if self.around.kind.field(key).is_none() => {
                hiding_word(name, value).map_or(Verdict::Silent, Verdict::Worded)
            }
            _ => Verdict::Silent,
        }
    }

    /// What a field says whose name is nearly that of one that hides, or the opposite of it.
    fn misspelled(&self, key: &str, name: &str, value: &Value) -> Verdict {
        let is_known = PAGE.has(key) || FOREIGN.has(key);
        if is_known || self.around.kind.field(key).is_some() {
            return Verdict::Silent;
        }
        let truth = truth(value);
        if let Some(flag) = denied(name) {
            return match truth {
                Some(said) if said == flag.hides_when => Verdict::Public,
                _ => Verdict::Meant(flag.name, flag.hides_when),
            };
        }
        match meant(name) {
            Some(flag) if truth == Some(flag.hides_when) => {
                Verdict::Meant(flag.name, flag.hides_when)
            }
            _ => hiding_word(name, &value.data).map_or(Verdict::Silent, Verdict::Worded),
        }
    }

    /// Whether a value is a day that has not come on the day of the site.
    fn is_to_come(&self, value: &Data) -> bool {
        self.day(value, |day, today| day <= today) == Verdict::Foreign
    }

    fn any_hides(&self, entries: &[Entry]) -> bool {
        let verdicts = entries.iter().map(|entry| self.verdict(entry));
        let mut hiding = verdicts.filter(|verdict| {
            matches!(
                verdict,
                Verdict::Draft | Verdict::Private | Verdict::Foreign | Verdict::Meant(..)
            )
        });
        hiding.next().is_some()
    }

    /// Whether Hugo's `cascade` hides the pages of the folder: a table of fields that each of them has, or
    /// several of these.
    fn hides_folder(&self, value: &Data) -> bool {
        match value {
            Data::Table(table) => self.any_hides(&table.entries),
            Data::Array(items) => items.iter().any(|item| self.hides_folder(&item.data)),
            _ => false,
        }
    }

    /// What hides a page and stands within another field, as a line does that was added below `[extra]`.
    fn within(&mut self, outer: &Entry, value: &Value) {
        const READ: [&str; 3] = ["params", "build", "cascade"];
        if READ.contains(&folded(&outer.key).as_str()) {
            return;
        }
        match &value.data {
            Data::Table(table) => table.entries.iter().for_each(|entry| {
                let name = folded(&entry.key);
                let flag = FLAGS.iter().find(|flag| flag.name == name);
                let certain = flag.filter(|flag| flag.hides != Hides::Foreign);
                let place = self.place(entry);
                let value = truth(&entry.value);
                if certain.is_some_and(|flag| value == Some(flag.hides_when)) {
                    self.unclear = true;
                    let typed = if value == Some(true) { "true" } else { "false" };
                    self.findings.push(say::within(place, &outer.key, typed));
                } else if is_of_standing(&name)
                    && let Some(word) = hiding_word(&name, &entry.value.data)
                {
                    self.unclear = true;
                    self.findings
                        .push(say::word_within(place, &outer.key, word));
                }
                self.within(outer, &entry.value);
            }),
            Data::Array(items) => items.iter().for_each(|item| self.within(outer, item)),
            _ => {}
        }
    }

    fn place<'e>(&self, entry: &'e Entry) -> Place<'e> {
        Place {
            span: entry_span(entry),
            field: &entry.key,
            notation: self.around.notation,
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
        let place = self.place(entry);
        match verdict {
            Verdict::Silent => return,
            Verdict::Folder => {
                self.hides_folder = true;
                self.findings.push(say::folder(place));
                return;
            }
            Verdict::Meant(name, value) => {
                self.unclear = true;
                self.findings.push(say::meant(place, name, value));
            }
            Verdict::Worded(word) => {
                self.unclear = true;
                self.findings.push(say::worded(place, word));
            }
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
                self.findings
                    .push(match (is_of_day(&entry.key), &entry.value.data) {
                        (true, _) => say::no_day(place),
                        (false, value) if is_of_readers(&entry.key) => say::readers(place, value),
                        (false, Data::Null) => say::empty(place),
                        (false, value) => say::unclear(place, value),
                    });
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

    /// Whether the page's file is called so, perhaps behind a `_`, and is that of its folder.
    fn is_of_folder(&self, name: &str) -> bool {
        let file = self.around.path.rsplit('/').next().unwrap_or_default();
        file.starts_with(name)
            || file
                .strip_prefix('_')
                .is_some_and(|file| file.starts_with(name))
    }

    /// The page of a folder in Zola hides the folder with itself.
    fn folder(&mut self) {
        let Some(hidden) = self.hidden else {
            return;
        };
        if !self.hides_folder && self.is_of_folder("_index.") {
            self.hides_folder = true;
            self.findings.push(say::folder(self.place(hidden)));
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
        let finding = say::contradiction(self.place(hidden), self.place(shown));
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

/// As a verdict, but said where it hides the page.
fn told(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Private => Verdict::Foreign,
        other => other,
    }
}

fn foreign_if(hides: bool) -> Verdict {
    if hides {
        Verdict::Foreign
    } else {
        Verdict::Silent
    }
}

/// Whether a field says for whom a page is, and not whether it is published.
fn is_of_readers(key: &str) -> bool {
    const NAMES: [&str; 4] = [
        "visibility",
        "poststatus",
        "publishstatus",
        "publicationstatus",
    ];
    NAMES.contains(&folded(key).as_str())
}

/// Whether a field says by a word whether a page is published, or for whom.
fn is_of_standing(name: &str) -> bool {
    is_of_readers(name)
        || [
            "status",
            "access",
            "state",
            "accesslevel",
            "permission",
            "permissions",
        ]
        .contains(&name)
}

/// Whether a word for the status is one of this program's own.
fn own_status(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    STATUS_WORDS.contains(&word.as_str())
}

/// Whether a word says that only some people may read a page.
fn is_of_few(word: &str) -> bool {
    FEW.contains(&folded(word).as_str())
}

/// Whether a field says from which day on a page is published, or up to which.
fn is_of_day(key: &str) -> bool {
    let name = folded(key);
    let mut names = AWAITED_DAYS.iter().chain(&LAST_DAYS);
    names.any(|known| *known == name)
}

/// The word of those that hide a page, which is all that a field says, or one of the things in its list. What
/// names something says nothing of it.
fn hiding_word(name: &str, value: &Data) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["title", "label", "name", "caption", "text"];
    if NAMES.iter().any(|naming| name.ends_with(naming)) {
        return None;
    }
    match value {
        Data::String(word) => {
            let word = word.trim().to_lowercase();
            let few = is_of_standing(name) && is_of_few(&word);
            let mut words = HIDING_WORDS.into_iter();
            let found = words.find(|hiding| *hiding == word);
            found.or_else(|| FEW.into_iter().find(|known| few && *known == folded(&word)))
        }
        Data::Array(items) => items.iter().find_map(|item| hiding_word(name, &item.data)),
        _ => None,
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
