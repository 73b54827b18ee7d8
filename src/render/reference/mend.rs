//! An entry as hayagriva formats it without loss, and how what it has formatted is turned back.
//!
//! hayagriva prints dates of figures only, takes the number of a report for a range, and knows no
//! people beside those that are named (hayagriva 0.10.1). So stand-ins go through it for what it
//! would change, and the style is told how many people are named.

use citationberg::taxonomy::{NameVariable, OtherTerm, Term};
use citationberg::{
    IndependentStyle, InheritableNameOptions, LayoutRenderingElement as Element, LocalizedTerm,
    Name, Names, NamesChild, TermForm,
};
use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, Person, QualifiedUrl};

use super::language::Language;
use super::words::bibstring;
use super::write::Run;
use super::{mend_case, mend_number};
use crate::model::bibliography::BibEntry;
use crate::parse::bibliography::copied;

/// From here on years stand in for the words of a date. A year that no work was published in.
const ISSUED: i32 = 1_000_000_000;

/// How many years there are for the words of dates that begin with one year.
const ISSUED_OF_YEAR: i32 = 100_000;

/// Another such year.
const ACCESSED: i32 = 70_414_244;

/// Where the stand-ins for figures begin, in a private plane.
const FIGURES: u32 = 0xF_0000;

/// An entry to format, with what its stand-ins mean.
pub(super) struct Mended<E = Entry> {
    pub(super) entry: E,
    texts: Vec<(String, String)>,
}

/// The name that stands in for those who are not named, in a private plane.
const OTHERS: char = '\u{F_0100}';

/// The entry of a record as it is handed to hayagriva. Where a style is not told how many people are named, or does
/// not heed it, [`Others`] puts in afterwards that there are more.
pub(super) fn mended(record: &BibEntry, language: &Language) -> Mended {
    let mut entry = record.entry.clone();
    let mut texts = Vec::new();
    let written = &record.written;
    if let Some(text) = &written.issued {
        let text = bibstring(text, &language.code.0).unwrap_or(text);
        let year = year_for(text);
        entry.set_date(Date::from_year(year));
        texts.push((year.to_string(), text.to_owned()));
    } else if let Some(date) = entry.date().copied().filter(|date| date.approximate) {
        let text = about(date.year, language);
        let year = year_for(&text);
        texts.push((year.to_string(), text));
        entry.set_date(Date {
            year,
            approximate: false,
            ..date
        });
    }
    if let (Some(text), Some(url)) = (&written.accessed, entry.url().cloned()) {
        entry.set_url(QualifiedUrl::new(
            url.value,
            Some(Date::from_year(ACCESSED)),
        ));
        texts.push((ACCESSED.to_string(), text.clone()));
    }
    // hayagriva prints an address as the parser of URLs spells it; readers are to see it as it is written.
    if let (Some(address), Some(url)) = (&written.address, entry.url()) {
        texts.push((url.value.to_string(), address.clone()));
    }
    if let Some(kind) = plainer_type(&entry) {
        let key = entry.key().to_owned();
        entry = copied(&entry, &key, kind);
        // A chapter of that type stands in a book of the type that goes with it.
        if kind == EntryType::Anthos {
            let parents = entry
                .parents()
                .iter()
                .map(|parent| match parent.entry_type() {
                    EntryType::Book => copied(parent, &key, EntryType::Anthology),
                    _ => parent.clone(),
                });
            entry.set_parents(parents.collect());
        }
    }
    mend_case::protect(&mut entry);
    mend_number::hide(&mut entry, FIGURES);
    mend_number::count(&mut entry, &mut texts);
    keep_particles(&mut entry);
    name_genre(&mut entry, language);
    add_others(&mut entry, record, OTHERS.encode_utf8(&mut [0; 4]));
    Mended { entry, texts }
}

/// The type under which hayagriva 0.10.1 formats an entry truly. CSL's `collection` is one of an archive, and the
/// name that hayagriva has for a book of several authors; the number of a chapter it gives to styles that ask for the
/// number of the book.
fn plainer_type(entry: &Entry) -> Option<EntryType> {
    match entry.entry_type() {
        EntryType::Anthology => Some(EntryType::Book),
        EntryType::Chapter if entry.chapter().is_some() => Some(EntryType::Anthos),
        _ => None,
    }
}

/// The year that stands in for the words of a date: equal words have an equal year and others another, since a style
/// tells works of one author and year apart, and in the order of the years that they name.
fn year_for(words: &str) -> i32 {
    let figures = words.split(|c: char| !c.is_ascii_digit());
    let named = figures
        .filter(|part| (3..=4).contains(&part.len()))
        .find_map(|part| part.parse::<i32>().ok());
    let hash = words.bytes().fold(7_i32, |hash, byte| {
        (hash * 31 + i32::from(byte)).rem_euclid(ISSUED_OF_YEAR)
    });
    ISSUED + named.unwrap_or(9_999) * ISSUED_OF_YEAR + hash
}

/// `about 1920` as the language has it.
fn about(year: i32, language: &Language) -> String {
    let word = word(OtherTerm::Circa, language);
    format!("{} {year}", word.unwrap_or("ca."))
}

/// What a term is called in a language, shortly where there is a short form.
fn word(term: OtherTerm, language: &Language) -> Option<&str> {
    let locales = language.locales.iter();
    let terms = locales.filter_map(|locale| locale.terms.as_ref());
    let name = Term::Other(term);
    let mut found = terms
        .flat_map(|terms| &terms.terms)
        .filter(|term| term.name == name);
    let short = found.clone().find(|term| term.form == TermForm::Short);
    short
        .or_else(|| found.next())
        .and_then(LocalizedTerm::single)
}

/// The words for people who are not named.
pub(super) struct Others {
    /// `et al.`
    words: String,
    /// What may stand between the last two names.
    and: String,
}

impl Others {
    pub(super) fn new(language: &Language) -> Self {
        let own = |term, word_in_english: &str| {
            word(term, language).unwrap_or(word_in_english).to_owned()
        };
        Self {
            words: own(OtherTerm::EtAl, "et al."),
            and: own(OtherTerm::And, "and"),
        }
    }

    /// Puts the words in the place of the name that stood in for such people.
    pub(super) fn name(&self, runs: &mut Vec<Run>) {
        if !runs.iter().any(|run| run.text.contains(OTHERS)) {
            return;
        }
        // A name is a run of its own, and so is what stands before it.
        runs.dedup_by(|next, one| {
            let is_alike = one.formatting == next.formatting && one.url == next.url;
            if is_alike {
                one.text.push_str(&next.text);
            }
            is_alike
        });
        for run in runs {
            while let Some(at) = run.text.find(OTHERS) {
                let before = run.text[..at].trim_end();
                let before = before.strip_suffix(self.and.as_str()).unwrap_or(before);
                // A comma stays: it says that names are turned round.
                let before = before.trim_end_matches(['&', ' ']);
                let behind = &run.text[at + OTHERS.len_utf8()..];
                // A full stop for two.
                let behind = if self.words.ends_with('.') {
                    behind.strip_prefix('.').unwrap_or(behind)
                } else {
                    behind
                };
                run.text = format!("{before} {}{behind}", self.words);
            }
        }
    }
}

/// Puts stand-ins for the blanks of names whose particle is written with a capital letter, which is a part of the
/// family's name: hayagriva 0.10.1 makes `Bois, W. E. B. Du` of `Du Bois`, and of a body whose name begins so.
fn keep_particles(entry: &mut Entry) {
    let blank = char::from_u32(FIGURES + u32::from(' ')).unwrap_or(' ');
    let is_kept = |person: &Person| {
        let particle = person.name_particle();
        particle.is_some_and(|particle| particle.starts_with(char::is_uppercase))
    };
    let kept = |people: &[Person]| {
        people.iter().any(is_kept).then(|| {
            let mut people = people.to_vec();
            for person in people.iter_mut().filter(|person| is_kept(person)) {
                person.name = person.name.replace(' ', blank.encode_utf8(&mut [0; 4]));
            }
            people
        })
    };
    if let Some(people) = entry.authors().and_then(kept) {
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors().and_then(kept) {
        entry.set_editors(people);
    }
}

/// Says a type that is a key of BibLaTeX in words: `phdthesis`.
fn name_genre(entry: &mut Entry, language: &Language) {
    let key = entry.genre().map(|genre| genre.value.to_string());
    if let Some(words) = key.and_then(|key| bibstring(&key, &language.code.0)) {
        entry.set_genre(words.to_owned().into());
    }
}

/// Adds a person for those who are not named: whom the style, told to, leaves out again.
fn add_others(entry: &mut Entry, record: &BibEntry, name: &str) {
    let with_others = |people: &[Person]| {
        let others = Person {
            name: name.into(),
            given_name: None,
            prefix: None,
            suffix: None,
            comma_suffix: false,
            alias: None,
        };
        people.iter().cloned().chain([others]).collect::<Vec<_>>()
    };
    if record.written.more_authors
        && let Some(authors) = record.entry.authors()
    {
        entry.set_authors(with_others(authors));
    }
    // A chapter has its editors on the book that it stands in, which is the first of its parents.
    if record.written.more_editors {
        if let Some(editors) = record.entry.editors() {
            entry.set_editors(with_others(editors));
        } else if let [parent, rest @ ..] = entry.parents()
            && let Some(editors) = parent.editors()
        {
            let mut parent = parent.clone();
            parent.set_editors(with_others(editors));
            let parents = std::iter::once(parent).chain(rest.iter().cloned());
            entry.set_parents(parents.collect());
        }
    }
}

impl<E> Mended<E> {
    /// An entry for which nothing stands in.
    #[cfg(feature = "csl-suite")]
    pub(super) fn unchanged(entry: E) -> Self {
        let texts = Vec::new();
        Mended { entry, texts }
    }

    /// Turns the stand-ins in formatted text back.
    pub(super) fn reveal(&self, runs: &mut [Run]) {
        for run in runs {
            for (stand_in, text) in &self.texts {
                if run.text.contains(stand_in) {
                    run.text = run.text.replace(stand_in, text);
                }
            }
            let figure = |c: char| match u32::from(c).checked_sub(FIGURES) {
                Some(figure @ (0x20 | 0x30..=0x39 | 0x61..=0x7A)) => {
                    char::from_u32(figure).unwrap_or(c)
                }
                _ => c,
            };
            if run.text.chars().any(|c| figure(c) != c) {
                run.text = run.text.chars().map(figure).collect();
            }
        }
    }
}

/// The style for a record of which not all people are named: it prints `et al.` behind them.
pub(super) fn with_others(style: &IndependentStyle, record: &BibEntry) -> IndependentStyle {
    let counts = Counts::new(style, record);
    let mut style = style.clone();
    for csl_macro in &mut style.macros {
        counts.tell(&mut csl_macro.children);
    }
    if let Some(bibliography) = &mut style.bibliography {
        counts.tell(&mut bibliography.layout.elements);
    }
    style
}

/// How many people are named of those who are more.
struct Counts {
    authors: Option<usize>,
    editors: Option<usize>,
    /// From how many on the style leaves some out by itself.
    inherited: Option<u32>,
}

impl Counts {
    fn new(style: &IndependentStyle, record: &BibEntry) -> Self {
        let editors = record.entry.editors();
        let editors = editors.or_else(|| record.entry.parents().first()?.editors());
        Counts {
            authors: record
                .written
                .more_authors
                .then(|| record.entry.authors().map_or(0, <[_]>::len)),
            editors: record
                .written
                .more_editors
                .then(|| editors.map_or(0, <[_]>::len)),
            inherited: style
                .bibliography
                .as_ref()
                .and_then(|all| all.name_options.et_al_min)
                .or(style.settings.options.et_al_min),
        }
    }

    fn tell(&self, elements: &mut [Element]) {
        for element in elements {
            match element {
                Element::Names(names) => self.tell_names(names),
                Element::Group(group) => self.tell(&mut group.children),
                Element::Choose(choose) => {
                    self.tell(&mut choose.if_.children);
                    for branch in &mut choose.else_if {
                        self.tell(&mut branch.children);
                    }
                    if let Some(otherwise) = &mut choose.otherwise {
                        self.tell(&mut otherwise.children);
                    }
                }
                _ => {}
            }
        }
    }

    fn tell_names(&self, names: &mut Names) {
        let of = |variable: &NameVariable| match variable {
            NameVariable::Author => self.authors,
            NameVariable::Editor => self.editors,
            _ => None,
        };
        let count = names.variable.iter().find_map(of);
        let mut own = names.et_al_min;
        for child in &mut names.children {
            match child {
                NamesChild::Name(name) => {
                    let options = InheritableNameOptions::default();
                    own = name.options(&options).et_al_min.or(own);
                }
                NamesChild::Substitute(substitute) => self.tell(&mut substitute.children),
                _ => {}
            }
        }
        let Some(count) = count.and_then(|count| u32::try_from(count).ok()) else {
            return;
        };
        // A style that leaves some of them out says so anyway.
        if own
            .or(self.inherited)
            .is_some_and(|least| least <= count + 1)
        {
            return;
        }
        names.et_al_min = Some(count + 1);
        names.et_al_use_first = Some(count);
        names.et_al_use_last = Some(false);
        for child in &mut names.children {
            if let NamesChild::Name(name) = child {
                tell_name(name, count);
            }
        }
    }
}

/// Tells a name how many of its kind are named. Its options can only be set through their text.
fn tell_name(name: &mut Name, count: u32) {
    let Ok(mut options) = serde_json::to_value(&*name) else {
        return;
    };
    options["@et-al-min"] = (count + 1).to_string().into();
    options["@et-al-use-first"] = count.to_string().into();
    options["@et-al-use-last"] = "false".into();
    if let Ok(told) = serde_json::from_value(options) {
        *name = told;
    }
}
