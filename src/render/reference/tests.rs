use std::collections::BTreeMap;
use std::sync::LazyLock;

use citationberg::taxonomy::OtherTerm;
use citationberg::{Locale, LocalizedTerm};
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, QualifiedUrl};

use super::{MarkItem, Reference, StyleError, Styles};
use crate::bibliography::{LocatorKind, OwnFields, Record};
use crate::parse::bibliography::parse;
use crate::source::{Sources, Span};

static IEEE: LazyLock<Styles> = LazyLock::new(|| Styles::load("ieee").unwrap());

fn record(bib: &str) -> Record {
    let id = Sources::default().insert("a.bib", bib);
    let (mut records, findings) = parse(id, "a.bib", bib);
    assert_eq!(findings, []);
    records.remove(0)
}

fn reference(bib: &str) -> Reference {
    IEEE.reference(&record(bib), &IEEE.language("en"))
}

/// A mark as one text, each source's piece between braces with its place among the items.
fn mark(styles: &Styles, items: &[MarkItem<'_>], lang: &str) -> String {
    let pieces = styles.mark(items, &styles.language(lang));
    let shown = pieces.iter().map(|piece| match piece.item {
        Some(item) => format!("{{{item}:{}}}", piece.html),
        None => piece.html.clone(),
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
    let original = IEEE.locales.iter().find(|one| one.lang == ours.lang);
    let original = original.unwrap();
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
    let record = Record {
        id: "a".into(),
        span: Span::whole(id),
        entry,
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
    assert_eq!(reference("@misc{a-b, note = {x}}").text, "a-b");
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
    assert_eq!(mark(&IEEE, &[item], "en"), "see {0:[2]} &amp; others");
    let suffix = Some(", emphasis mine");
    let item = MarkItem { suffix, ..bare(2) };
    assert_eq!(mark(&IEEE, &[item], "en"), "{0:[2]}, emphasis mine");
}

#[test]
fn only_numeric_styles_load() {
    let error = |name| Styles::load(name).err().unwrap();
    assert!(Styles::load("IEEE").is_ok());
    let unknown = error("vancuver");
    assert_eq!(unknown.help(), "did you mean \"vancouver\"?");
    assert!(matches!(error("apa"), StyleError::NotNumeric { .. }));
    assert!(error("apa").to_string().contains("`apa`"));
    assert!(matches!(
        Styles::from_csl("<style/>").err().unwrap(),
        StyleError::Unreadable { .. }
    ));
}

#[test]
fn every_numeric_style_formats_without_its_number() {
    let book = record(
        "@book{a, author = {Ada Lovelace}, title = {Notes}, publisher = {Press}, date = 1843}",
    );
    for archived in hayagriva::archive::ArchivedStyle::all() {
        let Ok(styles) = Styles::load(archived.names()[0]) else {
            continue;
        };
        let text = styles.reference(&book, &styles.language("en")).text;
        let begins = text.chars().next().is_some_and(char::is_alphabetic);
        assert!(begins, "{}: {text}", archived.names()[0]);
        assert!(mark(&styles, &[bare(42)], "en").contains("42"));
    }
}
