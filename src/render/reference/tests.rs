use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use citationberg::taxonomy::OtherTerm;
use citationberg::{Locale, LocalizedTerm};
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, QualifiedUrl};

use super::{CitedWork, Citing, Form, FormattedReference, MarkItem, StyleError, Styles, TextMark};
use crate::model::bibliography::{AsWritten, BibEntry, LocatorKind, OwnFields};
use crate::model::source::{Sources, Span};
use crate::parse::bibliography::parse;

static IEEE: LazyLock<Styles> = LazyLock::new(|| Styles::load("ieee").unwrap());

pub(super) fn record(bib: &str) -> BibEntry {
    let id = Sources::default().insert("a.bib", bib);
    let (mut records, findings) = parse(id, "a.bib", bib);
    assert_eq!(findings, []);
    records.remove(0)
}

fn reference(bib: &str) -> FormattedReference {
    IEEE.reference(&record(bib), &IEEE.language("en"))
}

/// A mark as one text, each source's piece between braces with its place among the items.
fn mark(styles: &Styles, items: &[MarkItem<'_>], lang: &str) -> String {
    let pieces = styles.mark(items, &styles.language(lang), Form::Html);
    let shown = pieces.iter().map(|piece| match piece.item {
        Some(item) => format!("{{{item}:{}}}", piece.words),
        None => piece.words.clone(),
    });
    shown.collect()
}

fn at(number: usize, kind: LocatorKind, place: &str) -> MarkItem<'_> {
    MarkItem {
        number,
        locator: Some((kind, place)),
        ..MarkItem::default()
    }
}

fn bare(number: usize) -> MarkItem<'static> {
    MarkItem {
        number,
        ..MarkItem::default()
    }
}

/// The forms of each word, in the order in which a locale has them.
fn forms(locale: &Locale) -> BTreeMap<String, Vec<&LocalizedTerm>> {
    let mut forms: BTreeMap<String, Vec<&LocalizedTerm>> = BTreeMap::new();
    for term in &locale.terms.as_ref().unwrap().terms {
        let name = serde_json::to_string(&term.name).unwrap();
        forms.entry(name).or_default().push(term);
    }
    forms
}

#[test]
fn words_that_the_style_names_come_first_and_forms_keep_their_order() {
    let language = IEEE.language("en");
    let [ours] = language.locales.as_slice() else {
        panic!("English needs no other locale");
    };
    let original = &super::locales::of("en")[0];
    assert_eq!(forms(ours), forms(original));
    let place = |locale: &Locale, wanted: OtherTerm| {
        let mut terms = locale.terms.as_ref().unwrap().terms.iter();
        terms.position(|term| term.name == wanted.into()).unwrap()
    };
    let is_named_first =
        |locale| place(locale, OtherTerm::Online) < place(locale, OtherTerm::Anonymous);
    assert!(is_named_first(ours) && !is_named_first(original));
}

#[test]
fn a_reference_has_no_number_and_its_titles_are_emphasised() {
    let book = reference(
        "@book{a, author = {Ted J. Rau}, title = {Who?}, publisher = {SoFA}, date = 2021}",
    );
    assert_eq!(book.text, "T. J. Rau, Who? SoFA, 2021.");
    assert_eq!(book.html, "T. J. Rau, <em>Who?</em> SoFA, 2021.");
}

#[test]
fn a_web_page_shows_its_site_its_date_and_a_link() {
    let page = reference(
        "@online{a, author = {{Fire with Fire}}, title = {Meetings}, organization = {Blog},
        date = {2019-02-07}, url = {https://example.org/a?b&c}, urldate = {2026-11-01}}",
    );
    assert_eq!(
        page.text,
        "Fire with Fire, “Meetings,” Blog, Feb. 07, 2019. Accessed: Nov. 01, 2026. [Online]. \
         Available: https://example.org/a?b&c"
    );
    let link = "<a href=\"https://example.org/a?b&amp;c\" rel=\"noreferrer\">\
                https://example.org/a?b&amp;c</a>";
    assert!(page.html.ends_with(link), "{}", page.html);
}

#[test]
fn nothing_of_an_entry_is_markup() {
    let hostile = reference("@misc{a, author = {<b>x}, title = {<script>alert(1)</script> \"&}}");
    assert!(!hostile.html.contains("<script") && !hostile.html.contains("<b>"));
    assert!(hostile.html.contains("&lt;script&gt;"));
    let mut entry = Entry::new("a", EntryType::Web);
    entry.set_title(FormatString::with_value("T"));
    entry.set_url("javascript:alert(1)".parse::<QualifiedUrl>().unwrap());
    entry.set_doi("10.1/\"><script>".into());
    let id = Sources::default().insert("a", "");
    let record = BibEntry {
        id: "a".into(),
        span: Span::whole(id),
        entry,
        written: AsWritten::default(),
        own: OwnFields::default(),
    };
    for lang in ["en", "fr"] {
        let html = IEEE.reference(&record, &IEEE.language(lang)).html;
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
    }
}

#[test]
fn an_entry_always_gives_its_title_or_id() {
    assert_eq!(reference("@misc{a, title = {Only}}").text, "“Only.”");
    assert_eq!(reference("@misc{a-b, note = {x}}").text, "a-b. x.");
    let nature = Styles::load("nature").unwrap();
    let only = record("@article{a, title = {Only <this>}}");
    assert!(
        nature
            .reference(&only, &nature.language("en"))
            .html
            .contains("Only")
    );
}

#[test]
fn terms_follow_the_language_and_fall_back_to_english() {
    let page = record("@online{a, title = {A}, url = {https://a.org}, urldate = {2026-11-01}}");
    let text = |lang| IEEE.reference(&page, &IEEE.language(lang)).text;
    assert!(text("en").contains("Accessed:"));
    assert!(text("fr").contains("Consulté"), "{}", text("fr"));
    assert_eq!(text("fr-CH"), text("fr"));
    assert_eq!(text("tlh"), text("en"));
}

#[test]
fn a_mark_is_made_of_linkable_pieces_in_the_styles_order() {
    let items = [bare(7), at(2, LocatorKind::Page, "12"), bare(3)];
    assert_eq!(
        mark(&IEEE, &items, "en"),
        "{1:[2, p. 12]}, {2:[3]}, {0:[7]}"
    );
    let vancouver = Styles::load("vancouver").unwrap();
    assert_eq!(mark(&vancouver, &[bare(1), bare(2)], "en"), "({0:1},{1:2})");
    let nature = Styles::load("nature").unwrap();
    let shown = mark(&nature, &[bare(1), bare(2)], "en");
    assert_eq!(shown, "{0:<sup>1</sup>}<sup>,</sup>{1:<sup>2</sup>}");
    assert_eq!(mark(&IEEE, &[], "en"), "");
}

#[test]
fn locators_are_plural_and_in_the_pages_language() {
    let shown = |kind, place, lang| mark(&IEEE, &[at(1, kind, place)], lang);
    assert_eq!(shown(LocatorKind::Page, "3–5", "en"), "{0:[1, pp. 3–5]}");
    assert_eq!(shown(LocatorKind::Page, "3, 7", "en"), "{0:[1, pp. 3, 7]}");
    assert_eq!(
        shown(LocatorKind::Volume, "2, p. 5", "en"),
        "{0:[1, Vol. 2, p. 5]}"
    );
    assert_eq!(shown(LocatorKind::Chapter, "4", "en"), "{0:[1, Ch. 4]}");
    assert_eq!(shown(LocatorKind::Chapter, "4", "fr"), "{0:[1, Chap. 4]}");
    assert_eq!(shown(LocatorKind::Section, "2", "en"), "{0:[1, Sec. 2]}");
    assert_eq!(
        shown(LocatorKind::Page, "<i>", "en"),
        "{0:[1, p. &lt;i&gt;]}"
    );
}

#[test]
fn typed_words_stand_around_their_source() {
    let item = MarkItem {
        prefix: Some("see"),
        suffix: Some("& others"),
        ..bare(2)
    };
    assert_eq!(mark(&IEEE, &[item], "en"), "see {0:[2 &amp; others]}");
    let suffix = Some(", emphasis mine");
    let item = MarkItem { suffix, ..bare(2) };
    assert_eq!(mark(&IEEE, &[item], "en"), "{0:[2, emphasis mine]}");
}

#[test]
fn a_style_is_loaded_by_its_name_or_from_a_file() {
    assert_eq!(Styles::load("IEEE").unwrap().citing(), Citing::ByNumber);
    assert_eq!(Styles::load("apa").unwrap().citing(), Citing::ByWords);
    assert_eq!(
        Styles::load("chicago-notes").unwrap().citing(),
        Citing::InNotes
    );
    let unknown = Styles::load("vancuver").err().unwrap();
    assert_eq!(unknown.help(), "did you mean \"vancouver\"?");
    let endless = |calls: &str| {
        let text = format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\"><info><title>A</title><id>a</id>\
             <updated>2020-01-01T00:00:00Z</updated></info><macro name=\"a\"><text macro=\"{calls}\"/></macro>\
             <macro name=\"b\"><text variable=\"title\"/></macro><citation><layout><text macro=\"a\"/></layout></citation></style>"
        );
        Styles::from_csl(&text, None).err()
    };
    assert_eq!(endless("a"), Some(StyleError::Endless));
    assert_eq!(endless("b"), None);
    assert_eq!(endless("c"), Some(StyleError::NoMacro { name: "c".into() }));
    let unreadable = Styles::from_csl("<style/>", None).err().unwrap();
    assert_eq!(unreadable, StyleError::Unreadable);
}

#[test]
fn every_style_is_loaded_and_the_numeric_format_without_their_number() {
    let book = record(
        "@book{a, author = {Ada Lovelace}, title = {Notes}, publisher = {Press}, date = 1843}",
    );
    for archived in hayagriva::archive::ArchivedStyle::all() {
        let styles = Styles::load(archived.names()[0]).unwrap();
        if styles.citing() != Citing::ByNumber {
            continue;
        }
        let text = styles.reference(&book, &styles.language("en")).text;
        let begins = text.chars().next().is_some_and(char::is_alphabetic);
        assert!(begins, "{}: {text}", archived.names()[0]);
        assert!(mark(&styles, &[bare(42)], "en").contains("42"));
    }
}

/// A style that shows the title, and what `more` says.
fn style(more: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\"><info><title>A</title><id>a</id>\
         <updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable=\"title\"/>{more}</layout></citation>\
         <bibliography><layout><text variable=\"title\"/>{more}</layout></bibliography></style>"
    )
}

/// What hayagriva 0.10.1 stops at: punctuation moves into a quotation that a prefix has closed, and what was counted before then
/// ends within a letter.
const STOPS: &str = "<text value=\"q\" quotes=\"true\"/><text value=\".y\" prefix=\"x”\"/>";

#[test]
fn a_style_that_stops_at_a_work_gives_way_to_another_there_alone() {
    let all = Styles::from_csl(&style(STOPS), None).err();
    assert_eq!(all, Some(StyleError::GivesUp));
    let of_web = format!("<choose><if type=\"webpage\">{STOPS}</if></choose>");
    let styles = Styles::from_csl(&style(&of_web), None).unwrap();
    let language = styles.language("en");
    let book = record("@book{a, author = {Ada Lovelace}, title = {Notes}, date = 1843}");
    let page = record(
        "@online{b, author = {Ada Lovelace}, title = {Page}, date = 2001, url = {https://example.org/}}",
    );
    let shown = styles.reference(&book, &language);
    assert_eq!(
        (shown.text.as_str(), shown.is_stand_in),
        ("Notes. 1843.", false)
    );
    let shown = styles.reference(&page, &language);
    assert!(
        shown.is_stand_in && shown.text.starts_with("Lovelace, A. (2001). Page."),
        "{}",
        shown.text
    );
    let records = [Arc::new(book), Arc::new(page)];
    let marks = [0, 1].map(|work| super::TextMark {
        note: None,
        sources: vec![super::CitedWork {
            work,
            ..super::CitedWork::default()
        }],
    });
    assert!(styles.text(&records, &marks, &language).is_stand_in);
    assert!(
        !styles
            .text(&records[..1], &marks[..1], &language)
            .is_stand_in
    );
}

#[test]
fn a_style_whose_macros_double_each_other_is_not_tried() {
    let doubling: String = (0..60)
        .map(|n| {
            format!(
                "<macro name=\"m{n}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>",
                n + 1
            )
        })
        .collect();
    let text = style("<text macro=\"m0\"/>").replace(
        "<citation>",
        &format!("{doubling}<macro name=\"m60\"><text value=\"x\"/></macro><citation>"),
    );
    assert_eq!(
        Styles::from_csl(&text, None).err(),
        Some(StyleError::Endless)
    );
}

#[test]
fn a_style_brings_words_for_a_language_for_which_csl_has_none() {
    let words =
        "<locale xml:lang=\"gx\"><terms><term name=\"editor\">edxitor</term></terms></locale>";
    let text = style("<text term=\"editor\" prefix=\" \"/>");
    let text = text.replacen("<citation>", &format!("{words}<citation>"), 1);
    let styles = Styles::from_csl(&text, None).unwrap();
    let book = record("@book{a, author = {Ada Lovelace}, title = {Notes}, date = 1843}");
    for (lang, expected) in [("gx", "edxitor"), ("en", "editor"), ("tlh", "editor")] {
        let shown = styles.reference(&book, &styles.language(lang)).text;
        assert!(shown.contains(expected), "{lang}: {shown}");
    }
}

#[test]
fn no_mark_is_empty() {
    let shown = |style: &str, texts: &[&str], suppress_author| {
        let styles = Styles::load(style).unwrap();
        let records: Vec<Arc<BibEntry>> = texts.iter().map(|text| Arc::new(record(text))).collect();
        let sources = (0..records.len()).map(|work| CitedWork {
            work,
            suppress_author,
            ..CitedWork::default()
        });
        let mark = TextMark {
            note: None,
            sources: sources.collect(),
        };
        let text = styles.text(&records, &[mark], &styles.language("en-US"));
        let pieces = text.mark(0, Form::Html).into_iter();
        pieces.map(|piece| piece.words).collect::<String>()
    };
    let one = "@misc{a, author = {Han, Ann}, title = {One}}";
    let two = "@misc{b, author = {Han, Ann}, title = {Two}}";
    assert_eq!(shown("modern-language-association", &[one], true), "(Han)");
    let both = shown("apa", &[one, two], false);
    assert_eq!(both.matches("n.d.").count(), 2, "{both}");
}
