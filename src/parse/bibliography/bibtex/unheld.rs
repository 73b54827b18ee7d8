//! The fields that hayagriva's own conversion loses or misreads, taken out before it and put into the
//! entry behind it (hayagriva 0.10.1, biblatex 0.12): pages, numbers, dates, notes and publishers.

use biblatex::{Chunk, ChunksExt as _, Entry as TexEntry, EntryType as TexType, Spanned};
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, QualifiedUrl};

use crate::model::bibliography::{AsWritten, Remark};
use crate::parse::bibliography::date::{self, When};
use crate::parse::bibliography::numbers::{self, NumberField};
use crate::parse::bibliography::original::Original;
use crate::parse::bibliography::{pages, remarks};

/// What was taken out of an entry.
pub(super) struct Taken {
    pages: Option<String>,
    number: Option<String>,
    /// The numbers that hayagriva reads as well, and misreads.
    numbers: Vec<(NumberField, String)>,
    issued: Option<When>,
    accessed: Option<When>,
    address: Option<String>,
    /// The title of a series, and the number in it.
    series: Option<(String, String)>,
    original: Original,
}

/// Takes the fields out, and the remarks among them.
pub(super) fn take(tex: &mut TexEntry, written: &mut AsWritten) -> Taken {
    join_issue(tex);
    keep_whole(tex);
    name_type(tex);
    // The order matters. A state such as `in press` is the date where there is no other, so dates come before remarks;
    // and a volume's number in its series is taken before the numbers below are read, where it would be an issue's.
    let issued = take_date(tex, "date", ["year", "month", "day"]);
    let accessed = take_date(tex, "urldate", ["urlyear", "urlmonth", "urlday"]);
    take_remarks(tex, written, issued.is_none());
    let series = take_series_number(tex);
    let original = take_original(tex);
    strip_label(tex);
    let text = |name: &str| Some(trimmed(tex.fields.get(name)?.format_verbatim()));
    let fields = [
        ("volume", NumberField::Volume),
        ("number", NumberField::Issue),
        ("issue", NumberField::Issue),
        ("edition", NumberField::Edition),
        ("chapter", NumberField::Chapter),
    ];
    let numbers = fields
        .into_iter()
        .filter_map(|(name, field)| Some((field, text(name)?)));
    Taken {
        number: text("number"),
        numbers: numbers.collect(),
        issued,
        accessed,
        address: text("url"),
        series,
        original,
        pages: tex
            .fields
            .remove("pages")
            .map(|chunks| trimmed(chunks.format_verbatim())),
    }
}

impl Taken {
    /// Puts the fields into the entry that the others have made.
    pub(super) fn put(self, entry: &mut Entry, written: &mut AsWritten) {
        if let Some(text) = self.pages.filter(|text| !text.is_empty()) {
            entry.set_page_range(pages::pages(&text));
        }
        for (field, text) in &self.numbers {
            numbers::restore(entry, *field, text);
        }
        if let Some(number) = self.number {
            number_report(entry, &number);
        }
        // Behind `restore`, which goes through all parents and would give the series the volume of the book.
        if let Some((title, number)) = &self.series {
            number_in_series(entry, title, number);
        }
        self.original.put(entry, written);
        match self.issued {
            Some(When::Date(date)) => entry.set_date(date),
            Some(When::Text(text)) => written.issued = Some(text),
            None => {}
        }
        if let Some(url) = entry.url().map(|url| url.value.clone()) {
            let (date, text) = match self.accessed {
                Some(When::Date(date)) => (Some(date), None),
                Some(When::Text(text)) => (None, Some(text)),
                None => (None, None),
            };
            entry.set_url(QualifiedUrl::new(url, date));
            written.accessed = text;
            written.address = self.address;
        }
    }
}

/// What a field holds; `None` where that is nothing.
pub(super) fn text(tex: &TexEntry, name: &str) -> Option<String> {
    let text = trimmed(tex.fields.get(name)?.format_verbatim());
    Some(text).filter(|text| !text.is_empty())
}

fn trimmed(text: String) -> String {
    text.trim().to_owned()
}

fn set(tex: &mut TexEntry, name: &str, text: &str) {
    let chunk = Chunk::Verbatim(text.to_owned());
    tex.fields
        .insert(name.to_owned(), vec![Spanned::detached(chunk)]);
}

fn remove(tex: &mut TexEntry, name: &str) -> Option<String> {
    let text = trimmed(tex.fields.remove(name)?.format_verbatim());
    Some(text).filter(|text| !text.is_empty())
}

/// Takes the word off a number that styles put before it: `No. 42`.
fn strip_label(tex: &mut TexEntry) {
    let Some(number) = tex
        .fields
        .get("number")
        .map(|chunks| trimmed(chunks.format_verbatim()))
    else {
        return;
    };
    let labels = ["No.", "no.", "Nr.", "N°", "n°", "Nº", "№", "#"];
    let bare = labels
        .iter()
        .find_map(|label| number.strip_prefix(label))
        .map(str::trim_start);
    if let Some(bare) = bare.filter(|bare| bare.starts_with(|c: char| c.is_ascii_digit())) {
        set(tex, "number", bare);
    }
}

/// An issue with a name and a number has both: the name would be lost.
fn join_issue(tex: &mut TexEntry) {
    let text = |name: &str| Some(trimmed(tex.fields.get(name)?.format_verbatim()));
    if let (Some(number), Some(issue)) = (text("number"), text("issue"))
        && number != issue
        && !matches!(
            tex.entry_type,
            TexType::Report | TexType::TechReport | TexType::Patent
        )
    {
        set(tex, "number", &format!("{number}, {issue}"));
        tex.fields.remove("issue");
    }
}

/// Publishers and places are lists to biblatex, which makes `Simon, Schuster` of one.
fn keep_whole(tex: &mut TexEntry) {
    for name in ["publisher", "location", "address", "organization"] {
        if let Some(chunks) = tex.fields.get(name) {
            let text = trimmed(chunks.format_verbatim());
            set(tex, name, &text);
        }
    }
}

/// A type that the entry's own implies, by BibLaTeX's key, which is printed in the page's language;
/// hayagriva has English words for it.
fn name_type(tex: &mut TexEntry) {
    let key = match tex.entry_type {
        TexType::PhdThesis => "phdthesis",
        TexType::MastersThesis => "mathesis",
        TexType::TechReport => "techreport",
        _ => return,
    };
    if !tex.fields.contains_key("type") {
        set(tex, "type", key);
    }
}

fn take_date(tex: &mut TexEntry, whole: &str, parts: [&str; 3]) -> Option<When> {
    let text = remove(tex, whole);
    let [year, month, day] = parts.map(|part| remove(tex, part));
    let by_parts = || date::from_parts(&year?, month.as_deref(), day.as_deref());
    match text {
        Some(text) if date::is_telling(&text) => date::read(&text),
        Some(text) => by_parts().or_else(|| date::read(&text)),
        None => by_parts(),
    }
}

/// Takes what is said of the first publication.
fn take_original(tex: &mut TexEntry) -> Original {
    let mut text = |name: &str| remove(tex, name).map(FormatString::from);
    let (title, publisher, place) = (
        text("origtitle"),
        text("origpublisher"),
        text("origlocation"),
    );
    Original {
        date: take_date(tex, "origdate", ["origyear", "origmonth", "origday"]),
        title,
        publisher,
        place,
    }
}

/// Takes notes and eprints; what is not yet published has no date but that.
fn take_remarks(tex: &mut TexEntry, written: &mut AsWritten, undated: bool) {
    if let Some(state) = remove(tex, "pubstate") {
        if undated {
            written.issued = Some(state);
        } else {
            written.remarks.extend(remarks::note(&state));
        }
    }
    if !tex.fields.contains_key("pages") {
        let number = ["eid", "articleno", "articlenumber"]
            .iter()
            .find_map(|name| remove(tex, name));
        // Figures alone would not say what they number; `e0123` is known for the number of an article.
        let number = number.map(|number| match number.parse::<f64>() {
            Ok(_) => format!("Art. {number}"),
            Err(_) => number,
        });
        written
            .remarks
            .extend(number.and_then(|number| remarks::note(&number)));
    }
    // hayagriva puts the title of an issue in the place of the journal's.
    let subtitle = remove(tex, "issuesubtitle");
    let title = remove(tex, "issuetitle").map(|title| match subtitle {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    });
    written
        .remarks
        .extend(title.and_then(|title| remarks::note(&title)));
    for name in ["howpublished", "note", "addendum"] {
        let text = remove(tex, name).map(|text| remarks::without_fields(&text));
        written
            .remarks
            .extend(text.and_then(|text| remarks::note(&text)));
    }
    written.remarks.extend(take_eprint(tex));
}

fn take_eprint(tex: &mut TexEntry) -> Option<Remark> {
    let number = remove(tex, "eprint")?;
    let archive = remove(tex, "eprinttype").or_else(|| remove(tex, "archiveprefix"));
    let class = remove(tex, "eprintclass").or_else(|| remove(tex, "primaryclass"));
    // arXiv's own numbers are known by their form.
    let looks_like_arxiv = number.split_once('.').is_some_and(|(month, rest)| {
        month.len() == 4
            && (month.to_owned() + rest)
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'v')
    });
    let archive = archive.unwrap_or_else(|| {
        if looks_like_arxiv {
            "arxiv".into()
        } else {
            String::new()
        }
    });
    remarks::eprint(&number, &archive, class.as_deref())
}

/// The number of a report or patent, which hayagriva hands on as it has read it.
fn number_report(entry: &mut Entry, number: &str) {
    let numbered = matches!(
        entry.entry_type(),
        EntryType::Report | EntryType::Patent | EntryType::Entry | EntryType::Reference
    );
    if numbered && entry.keyed_serial_number("serial").is_some() {
        entry.set_keyed_serial_number("serial", number.to_owned());
    }
}

/// The number of a book is that of its volume in the series, which hayagriva takes for an issue's.
fn take_series_number(tex: &mut TexEntry) -> Option<(String, String)> {
    let is_book = !matches!(
        tex.entry_type,
        TexType::Article
            | TexType::Periodical
            | TexType::SuppPeriodical
            | TexType::Report
            | TexType::TechReport
            | TexType::Patent
            | TexType::Manual
    );
    let title = trimmed(tex.fields.get("series")?.format_verbatim());
    let number = is_book.then(|| remove(tex, "number")).flatten()?;
    Some((title, number))
}

/// Gives the series of a work, by its title, the number of the work in it.
pub(super) fn number_in_series(entry: &mut Entry, title: &str, number: &str) {
    let mut parents = entry.parents().to_vec();
    for parent in &mut parents {
        let is_series = parent
            .title()
            .is_some_and(|found| found.value.to_string() == title);
        if is_series {
            parent.set_volume(numbers::number(number));
        } else {
            number_in_series(parent, title, number);
        }
    }
    entry.set_parents(parents);
}
