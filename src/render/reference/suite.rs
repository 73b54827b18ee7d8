//! The test suite of CSL, formatted as texts are.
//!
//! Its works are items of CSL JSON with more variables than an entry of ours has, so they go to hayagriva as they are. All
//! else is what pages get: the style is held within its bounds and mended, marks are put together of what was typed, seams
//! are mended. Only the elements are written with the suite's names.

use citationberg::json::Item;
use citationberg::{Display, IndependentStyle};
use hayagriva::{ElemChild, ElemChildren};

use super::citable::Citable as _;
use super::language::Language;
use super::mark::Form;
use super::mend::Mended;
use super::text::{Mender, TextCitations};
use super::text_mark::TextMark;
use super::write::{self, Run, Seams};

/// What a case of the suite comes to.
#[derive(Debug, Default)]
pub struct SuiteResult {
    /// The text of each mark.
    pub marks: Vec<String>,
    /// The list as one element, if the style has one.
    pub list: Option<String>,
}

/// Formats a case in a language.
pub(super) fn result(
    style: &IndependentStyle,
    items: &[Item],
    marks: &[TextMark],
    language: &Language,
) -> SuiteResult {
    let items = items.iter().cloned().map(as_entry);
    let mended: Vec<Mended<Item>> = items.map(Mended::unchanged).collect();
    let entries: Vec<&Item> = mended.iter().map(|mended| &mended.entry).collect();
    let rendered = Item::rendered(style, &entries, marks, language);
    let text = TextCitations {
        marks: Mender::new(&mended, language).marks(rendered.citations, marks, marks),
        ..TextCitations::default()
    };
    let of_mark = |at| {
        let pieces = text.mark(at, Form::Html);
        let words: String = pieces.iter().map(|piece| piece.words.as_str()).collect();
        suite_names(&words)
    };
    let list = rendered.bibliography.map(|list| {
        let entries = list.items.iter();
        let entries = entries.map(|item| entry(item.first_field.as_ref(), &item.content));
        let entries: String = entries.collect();
        format!("<div class=\"csl-bib-body\">{entries}</div>")
    });
    SuiteResult {
        marks: (0..marks.len()).map(of_mark).collect(),
        list,
    }
}

/// An item with the title of its volume where a mended style asks for it: of an entry hayagriva gives the container's.
fn as_entry(mut item: Item) -> Item {
    if let Some(title) = item.0.remove("volume-title") {
        item.0.insert("division".to_owned(), title);
    }
    item
}

/// An entry of the list, with its number or name apart if the style sets that apart.
fn entry(first: Option<&ElemChild>, content: &ElemChildren) -> String {
    let mut parts = Vec::new();
    if let Some(first) = first {
        let first = std::slice::from_ref(first);
        within("csl-left-margin", &mut parts, |parts| gather(first, parts));
        within("csl-right-inline", &mut parts, |parts| {
            gather(&content.0, parts);
        });
    } else {
        gather(&content.0, &mut parts);
    }
    let mut html = String::new();
    let mut seams = Seams::default();
    for part in parts {
        match part {
            Part::Tag(tag) => {
                // Such an element begins a line, so a blank at its head is taken out, as at the beginning of a text.
                seams = Seams::default();
                html.push_str(&tag);
            }
            Part::Run(mut run) => {
                seams.mend(&mut run, None);
                write::unlinked(&run, &mut html);
            }
        }
    }
    format!("<div class=\"csl-entry\">{}</div>", suite_names(&html))
}

/// A part of an entry: the tag of an element that is set apart, or text.
enum Part {
    Tag(String),
    Run(Run),
}

fn within(class: &str, parts: &mut Vec<Part>, fill: impl FnOnce(&mut Vec<Part>)) {
    parts.push(Part::Tag(format!("<div class=\"{class}\">")));
    fill(parts);
    parts.push(Part::Tag("</div>".into()));
}

fn gather(children: &[ElemChild], parts: &mut Vec<Part>) {
    for child in children {
        let ElemChild::Elem(elem) = child else {
            let mut runs = Vec::new();
            write::gather(std::slice::from_ref(child), &mut runs);
            parts.extend(runs.into_iter().map(Part::Run));
            continue;
        };
        let class = match elem.display {
            Some(Display::Block) => "csl-block",
            Some(Display::LeftMargin) => "csl-left-margin",
            Some(Display::RightInline) => "csl-right-inline",
            Some(Display::Indent) => "csl-indent",
            None => {
                gather(&elem.children.0, parts);
                continue;
            }
        };
        within(class, parts, |parts| gather(&elem.children.0, parts));
    }
}

/// HTML with the elements and the escapes that the suite has for ours.
fn suite_names(html: &str) -> String {
    const NAMES: [(&str, &str); 10] = [
        ("<em>", "<i>"),
        ("</em>", "</i>"),
        ("<strong>", "<b>"),
        ("</strong>", "</b>"),
        (
            "<span class=\"sc\">",
            "<span style=\"font-variant:small-caps;\">",
        ),
        ("<u>", "<span style=\"text-decoration:underline;\">"),
        ("</u>", "</span>"),
        ("&amp;", "&#38;"),
        ("&lt;", "&#60;"),
        ("&gt;", "&#62;"),
    ];
    let named = NAMES.iter().fold(html.to_owned(), |html, (ours, theirs)| {
        html.replace(ours, theirs)
    });
    named.replace("&quot;", "\"").replace("&#39;", "'")
}
