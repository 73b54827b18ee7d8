//! Whether a page is published, by all that this and other programs say of it.
//!
//! Takes a page's fields, its path and the day of the site; gives whether it is a draft or withheld.
//! A field hides by its value, whatever the case of its letters. What is unclear is withheld, and
//! the finding says what to type.

use std::ops::Range;

use crate::check::private_text;
use crate::check::publication as say;
use crate::check::publication::Place;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::page::Withheld;
use crate::parse::Notation;
use crate::parse::fields::{Fields, entry_span};
use crate::source::SourceId;
use crate::value::{Data, Entry, Value};

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
    pub(crate) kind: Option<&'a Kind>,
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

/// A field that hides by being true or by being false.
struct Flag {
    /// In lower case, without hyphens and the like.
    name: &'static str,
    hides_when: bool,
    hides: Hides,
}

#[derive(Clone, Copy, PartialEq)]
enum Hides {
    AsDraft,
    AsPrivate,
    /// As private, and it is said.
    AsForeign,
}

const fn flag(name: &'static str, hides_when: bool, hides: Hides) -> Flag {
    Flag {
        name,
        hides_when,
        hides,
    }
}

/// Obsidian, Jekyll, Hugo, Zola, Docusaurus, Starlight, Logseq, Grav, Eleventy, Quarto and others.
const FLAGS: [Flag; 28] = [
    flag("draft", true, Hides::AsDraft),
    flag("isdraft", true, Hides::AsDraft),
    flag("publish", false, Hides::AsPrivate),
    flag("published", false, Hides::AsPrivate),
    flag("private", true, Hides::AsPrivate),
    flag("ispublished", false, Hides::AsPrivate),
    flag("isprivate", true, Hides::AsPrivate),
    flag("dgpublish", false, Hides::AsPrivate),
    flag("public", false, Hides::AsPrivate),
    flag("ispublic", false, Hides::AsPrivate),
    flag("unpublished", true, Hides::AsPrivate),
    flag("secret", true, Hides::AsPrivate),
    flag("confidential", true, Hides::AsPrivate),
    flag("internal", true, Hides::AsForeign),
    flag("restricted", true, Hides::AsForeign),
    flag("protected", true, Hides::AsForeign),
    flag("encrypted", true, Hides::AsForeign),
    flag("membersonly", true, Hides::AsForeign),
    flag("hidden", true, Hides::AsForeign),
    flag("visible", false, Hides::AsForeign),
    flag("listed", false, Hides::AsForeign),
    flag("unlisted", true, Hides::AsForeign),
    flag("headless", true, Hides::AsForeign),
    flag("render", false, Hides::AsForeign),
    flag("permalink", false, Hides::AsForeign),
    flag("eleventyexcludefromcollections", true, Hides::AsForeign),
    flag("wip", true, Hides::AsForeign),
    flag("ignore", true, Hides::AsForeign),
];

/// The flags that are this program's own, and cannot be a kind's.
const OWN: [&str; 4] = ["draft", "publish", "published", "private"];

/// The fields that say of a page that it is published, rather than that nothing hides it.
const SHOWING: [&str; 7] = [
    "publish",
    "published",
    "ispublished",
    "public",
    "ispublic",
    "dgpublish",
    "visibility",
];

/// Values of fields such as `visibility` and `status` that say for whom a page is.
const PRIVATE_WORDS: [&str; 17] = [
    "private",
    "hidden",
    "unpublished",
    "unlisted",
    "pending",
    "trash",
    "secret",
    "internal",
    "confidential",
    "restricted",
    "protected",
    "password",
    "member",
    "members",
    "paid",
    "tiers",
    "none",
];
const PUBLIC_WORDS: [&str; 7] = [
    "public",
    "publish",
    "published",
    "everyone",
    "all",
    "open",
    "visible",
];

const TRUE_WORDS: [&str; 7] = ["true", "yes", "y", "on", "1", "oui", "ja"];
const FALSE_WORDS: [&str; 10] = [
    "false", "no", "n", "off", "0", "never", "none", "non", "nein", "not",
];

/// Reads what `fields` and the path say of publishing.
pub(crate) fn read<'a>(fields: &mut Fields<'a, '_>, around: Around<'a>) -> Publication {
    let mut reading = Reading {
        around,
        draft: false,
        private: false,
        unclear: false,
        shown: None,
        hidden: None,
        findings: Vec::new(),
    };
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
    fn verdict(&self, entry: &Entry) -> Verdict {
        let name = folded(&entry.key);
        let is_own = OWN.contains(&name.as_str());
        let fields = self.around.kind.map_or(&[][..], |kind| &kind.fields);
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
                match table.entries.iter().any(is_never) {
                    true => Verdict::Foreign,
                    false => Verdict::Silent,
                }
            }
            ("params", Data::Table(table)) => {
                let hides = |entry: &Entry| {
                    matches!(
                        self.verdict(entry),
                        Verdict::Draft | Verdict::Private | Verdict::Foreign
                    )
                };
                match table.entries.iter().any(hides) {
                    true => Verdict::Foreign,
                    false => Verdict::Silent,
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
            Hides::AsDraft => Verdict::Draft,
            Hides::AsPrivate => Verdict::Private,
            Hides::AsForeign => Verdict::Foreign,
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

/// A field's name without what tools write differently: `dg-publish`, `isDraft`, `_build`.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.'));
    letters.flat_map(char::to_lowercase).collect()
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

/// A field that hides the page at the head of a text that has no front matter, as other tools write
/// them: without fences, between other fences, or after an empty line.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    const LINES: usize = 60;
    let (mut at, mut is_fenced, mut has_begun) = (0, false, false);
    for line in text.split_inclusive('\n').take(LINES) {
        let start = at;
        at += line.len();
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_fence = words.starts_with("---") || words.starts_with("+++") || words == ";;;";
        match words {
            "" if has_begun && !is_fenced => return None,
            "" => continue,
            _ if words.starts_with("```") || words.starts_with("~~~") => return None,
            _ if (is_fence || words == "}") && has_begun => return None,
            _ => {}
        }
        has_begun = true;
        is_fenced |= is_fence || words.starts_with('{');
        let mut parts = words.split(['{', '}', ',']);
        if parts.any(is_hiding_field) {
            return Some(start..start + line.trim_end().len());
        }
    }
    None
}

fn is_hiding_field(part: &str) -> bool {
    let field = part.split_once([':', '=']);
    field.is_some_and(|(name, value)| hides(name.trim().trim_matches(['"', '\'']), value))
}

/// Whether a line of text, `draft: yes`, hides a page as a field would. For fields that stand where
/// none are read.
pub(crate) fn hides(name: &str, value: &str) -> bool {
    let name = folded(name.trim());
    let value = value.trim().trim_matches(['"', '\'']).to_lowercase();
    let truth = match value.as_str() {
        word if TRUE_WORDS.contains(&word) => Some(true),
        word if FALSE_WORDS.contains(&word) => Some(false),
        _ => None,
    };
    let is_word = matches!(name.as_str(), "status" | "visibility" | "poststatus");
    let private = || PRIVATE_WORDS.contains(&value.as_str()) || value == "draft";
    is_word && private()
        || FLAGS
            .iter()
            .any(|flag| flag.name == name && truth == Some(flag.hides_when))
}
