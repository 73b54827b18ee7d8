use serde_json::json;

use super::surroundings::{Destination, Surroundings};
use super::tree::Tree;
use super::tree_builder::TreeBuilder;
use super::tree_writer::TreeWriter;
use super::words::lettered;
use crate::document::{Caption, Citation, Event, Image, Link, Tag, Target, WorkEntry, Writer};
use crate::model::agenda::Agenda;
use crate::model::meeting_word::MeetingWord;
use crate::model::page::{Alignment, Marker, MarkerKind};
use crate::model::source::{Sources, Span};
use crate::render::callout;
use crate::render::reference::{MarkPiece, Run};

/// Knows one picture, has letters for all but one character.
#[derive(Default)]
struct Here {
    too_deep: usize,
}

impl Surroundings for Here {
    fn destination(&self, target: Target<'_>) -> Option<Destination> {
        match target {
            Target::External(address) => address.split_once("//").map(|(_, short)| {
                let (address, short) = (address.to_owned(), short.to_owned());
                Destination::Elsewhere {
                    href: address.clone(),
                    address,
                    short,
                }
            }),
            Target::Builtin(path) => Some(Destination::Site {
                title: Some("A page".to_owned()),
                address: (path != "p.html").then(|| path.to_owned()),
            }),
            _ => None,
        }
    }

    fn picture(&mut self, path: &str) -> Option<String> {
        (path == "a b.svg").then(|| "/pictures/0.svg".to_owned())
    }

    fn meeting_word(&self, _: &Agenda, word: MeetingWord, _: bool) -> Option<String> {
        Some(word.to_string())
    }

    fn mark_kind(&self, kind: &MarkerKind) -> &'static str {
        callout::name(kind).1
    }

    fn label(&self, _: &MarkerKind) -> String {
        "What if".to_owned()
    }

    fn mark(&self, citation: Citation<'_>) -> Vec<MarkPiece> {
        let piece = |item, words: String| MarkPiece { item, words };
        vec![
            piece(None, "[".to_owned()),
            piece(Some(0), citation.number.to_string()),
            piece(None, "]".to_owned()),
        ]
    }

    fn entry(&self, _: WorkEntry) -> (Vec<Run>, Vec<String>) {
        (Vec::new(), vec!["On loan.".to_owned()])
    }

    fn has_letter(&mut self, letter: char) -> bool {
        letter != '漢'
    }

    fn reach(&mut self, _: Span) {}

    fn keep(&mut self, _: Span, _: Tree) {}

    fn too_deep(&mut self) {
        self.too_deep += 1;
    }
}

/// The tree of these events.
fn tree(events: &[Event<'_>]) -> serde_json::Value {
    let mut writer = TreeWriter {
        builder: TreeBuilder::new(Here::default()),
    };
    for event in events {
        writer.event(*event, None);
    }
    json!(writer.builder.blocks())
}

/// Events within a tag.
fn within<'a>(tag: Tag<'a>, events: impl IntoIterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut all = vec![Event::Start(tag)];
    all.extend(events);
    all.push(Event::End(tag));
    all
}

fn paragraph<'a>(events: impl IntoIterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    within(Tag::Paragraph, events)
}

/// Raw HTML of a block.
fn html(html: &str) -> serde_json::Value {
    tree(&within(Tag::HtmlBlock, [Event::Html(html, &[])]))
}

fn link(target: Target<'_>) -> Tag<'_> {
    Tag::Link(Link {
        target,
        title: None,
        lang: None,
        number: None,
    })
}

use Event::Text;

#[test]
fn inlines_become_plain_data() {
    let mut events = vec![Text("One ")];
    events.extend(within(Tag::Emphasis, [Text("two")]));
    events.push(Event::SoftBreak);
    events.extend(within(Tag::Strong, [Text("three")]));
    events.extend([Event::HardBreak, Text("four "), Event::Code("let x")]);
    assert_eq!(
        tree(&paragraph(events)),
        json!([{ "t": "p", "c": [
            "One ", { "t": "em", "c": ["two"] }, " ", { "t": "strong", "c": ["three"] },
            { "t": "br" }, " four ", { "t": "code", "text": "let x" }
        ] }])
    );
}

#[test]
fn lists_hold_blocks_and_tell_what_is_done() {
    let inner = within(
        Tag::List(None),
        within(Tag::Item, [Event::Task(false), Text(" open")]),
    );
    let mut first = vec![Event::Task(true), Text(" done")];
    first.extend(inner);
    let mut items = within(Tag::Item, first);
    items.extend(within(Tag::Item, paragraph([Text("c")])));
    assert_eq!(
        tree(&within(Tag::List(Some(3)), items)),
        json!([{ "t": "list", "start": 3, "items": [
            { "done": true, "c": [
                { "t": "plain", "c": ["done"] },
                { "t": "list", "start": null, "items": [
                    { "done": false, "c": [{ "t": "plain", "c": ["open"] }] }
                ] }
            ] },
            { "done": null, "c": [{ "t": "p", "c": ["c"] }] }
        ] }])
    );
}

#[test]
fn rows_are_as_long_as_the_longest() {
    let cell = |is_head, words| {
        let alignment = Alignment::Right;
        within(Tag::TableCell { is_head, alignment }, [Text(words)])
    };
    let mut events = within(Tag::TableHead, cell(true, "A"));
    events.extend(within(
        Tag::TableRow,
        [cell(false, "1"), cell(false, "2")].concat(),
    ));
    assert_eq!(
        tree(&within(Tag::Table, events)),
        json!([{ "t": "table", "align": ["right", "none"], "head": [["A"], []], "rows": [[["1"], ["2"]]] }])
    );
}

#[test]
fn callouts_and_terms_keep_their_kind() {
    let marker = Marker {
        kind: MarkerKind::WhatIf(None),
        span: Span::whole(Sources::default().insert("a.md", "")),
        fold: None,
        has_title: false,
    };
    let mut events = within(Tag::Callout(&marker), paragraph([Text("x")]));
    let mut terms = within(Tag::Term, [Text("Base")]);
    terms.extend(within(Tag::Definition, [Text("People.")]));
    events.extend(within(Tag::DefinitionList, terms));
    assert_eq!(
        tree(&events),
        json!([
            { "t": "mark", "kind": "what-if", "label": "What if", "c": [{ "t": "p", "c": ["x"] }] },
            { "t": "defs", "items": [{ "term": ["Base"], "c": [{ "t": "plain", "c": ["People."] }] }] }
        ])
    );
}

#[test]
fn links_say_where_they_lead_unless_their_words_do() {
    let mut events = within(link(Target::External("https://a.org")), [Text("a")]);
    events.extend(within(
        link(Target::External("https://a.org")),
        [Text("a.org")],
    ));
    events.extend(within(link(Target::Builtin("p.html")), [Text("a PAGE")]));
    events.extend(within(link(Target::Builtin("p.html")), [Text("there")]));
    let whole = "https://b.org/p.html";
    events.extend(within(link(Target::Builtin(whole)), [Text("on")]));
    let link =
        |address: &str| json!({ "t": "link", "c": [address], "href": address, "note": null });
    assert_eq!(
        tree(&paragraph(events)),
        json!([{ "t": "p", "c": [
            { "t": "link", "c": ["a"], "href": "https://a.org", "note": [link("https://a.org")] },
            { "t": "link", "c": ["a.org"], "href": "https://a.org", "note": null },
            { "t": "link", "c": ["a PAGE"], "href": null, "note": null },
            { "t": "link", "c": ["there"], "href": null, "note": ["A page"] },
            { "t": "link", "c": ["on"], "href": whole, "note": ["A page: ", link(whole)] }
        ] }])
    );
}

#[test]
fn pictures_are_named_or_told_in_words() {
    let image = |path, alt| {
        Event::Image(Image {
            target: Target::File(path),
            size: Some((3, 4)),
            alt,
            title: None,
            share: None,
            caption: Caption::default(),
        })
    };
    let events = [
        image("a b.svg", "A hand."),
        Text(" "),
        image("c.svg", "None."),
    ];
    assert_eq!(
        tree(&paragraph(events)),
        json!([{ "t": "p", "c": [
            { "t": "picture", "file": "/pictures/0.svg", "alt": "A hand.", "width": 3, "height": 4 },
            " None."
        ] }])
    );
}

#[test]
fn notes_stand_where_they_are_named() {
    let (number, times, references) = (1, 1, 1);
    let mut events = paragraph([
        Text("a"),
        Event::NoteReference {
            number,
            times,
            mark: None,
        },
    ]);
    let note = Tag::Note { number, references };
    events.extend(within(Tag::Notes, within(note, paragraph([Text("More.")]))));
    assert_eq!(
        tree(&events),
        json!([{ "t": "p", "c": ["a", { "t": "note", "c": [{ "t": "p", "c": ["More."] }], "number": 1 }] }])
    );
}

#[test]
fn marks_are_printed_as_they_are_and_references_in_full() {
    let sources = &[];
    let mark = Event::Citation(Citation {
        number: 7,
        note: None,
        is_note: false,
        sources,
    });
    let entry = Event::WorkEntry(WorkEntry {
        work: 0,
        page: 0,
        citation: 0,
        number: 1,
        claims: 0,
    });
    assert_eq!(
        tree(&[paragraph([mark]), vec![entry]].concat()),
        json!([
            { "t": "p", "c": ["[", { "t": "cite", "text": "7" }, "]"] },
            { "t": "p", "c": ["On loan."] }
        ])
    );
}

#[test]
fn rows_of_underscores_are_lines_to_write_on() {
    assert_eq!(
        tree(&paragraph([Text("Name: __"), Text("____, not __ this")])),
        json!([{ "t": "p", "c": ["Name: ", { "t": "blank", "n": 6 }, ", not __ this"] }])
    );
}

#[test]
fn what_has_no_letter_is_marked_and_long_words_are_left_to_the_template() {
    assert_eq!(lettered("a漢b", &mut Here::default()), "a\u{fffd}b");
    let word = "x".repeat(99);
    assert_eq!(lettered(&word, &mut Here::default()), word);
}

#[test]
fn raw_html_keeps_its_words_and_what_has_a_form_on_paper() {
    for (raw, expected) in [
        (
            "<details><summary>More</summary>text <span>here</span><script>x()</script></details>",
            json!([{ "t": "plain", "c": ["More"] }, { "t": "plain", "c": ["text here"] }]),
        ),
        (
            "<ul><li>a<li><p>b<p>c &amp; <kbd>d</kbd></ul>",
            json!([{ "t": "list", "start": null, "items": [
                { "done": null, "c": [{ "t": "plain", "c": ["a"] }] },
                { "done": null, "c": [
                    { "t": "p", "c": ["b"] },
                    { "t": "p", "c": ["c & ", { "t": "code", "text": "d" }] }
                ] }
            ] }]),
        ),
        (
            "<table><thead><tr><th>A<tbody><tr><td>1<td>2</table>",
            json!([{ "t": "table", "align": ["none", "none"], "head": [["A"], []], "rows": [[["1"], ["2"]]] }]),
        ),
        (
            "<pre><b>let</b> x\n  = 1;\n</pre>",
            json!([{ "t": "code", "text": "let x\n  = 1;" }]),
        ),
        (
            "<p><a href=\"https://a.org\">a</a> <a href=\"b\">b</a>",
            json!([{ "t": "p", "c": [
                { "t": "link", "c": ["a"], "href": "https://a.org", "note": [
                    { "t": "link", "c": ["https://a.org"], "href": "https://a.org", "note": null }
                ] }, " ",
                { "t": "link", "c": ["b"], "href": null, "note": null }
            ] }]),
        ),
    ] {
        assert_eq!(html(raw), expected, "{raw}");
    }
}

#[test]
fn raw_html_may_close_what_other_raw_html_has_opened() {
    let mut events = within(Tag::HtmlBlock, [Event::Html("<blockquote>", &[])]);
    events.extend(paragraph([
        Text("a "),
        Event::InlineHtml("<b>", &[]),
        Text("b"),
        Event::InlineHtml("</b>", &[]),
        Event::InlineHtml("</blockquote>", &[]),
        Event::InlineHtml("<i>", &[]),
        Text(" c"),
    ]));
    events.extend(within(Tag::HtmlBlock, [Event::Html("</blockquote>", &[])]));
    events.extend(paragraph([Text("d")]));
    assert_eq!(
        tree(&events),
        json!([
            { "t": "quote", "c": [{ "t": "p", "c": [
                "a ", { "t": "strong", "c": ["b"] }, { "t": "em", "c": [" c"] }
            ] }] },
            { "t": "p", "c": ["d"] }
        ])
    );
}

#[test]
fn no_more_than_eight_blocks_stand_within_each_other() {
    let mut writer = TreeWriter {
        builder: TreeBuilder::new(Here::default()),
    };
    let depth = 12;
    for _ in 0..depth {
        writer.event(Event::Start(Tag::Quote), None);
    }
    writer.event(Text("x"), None);
    for _ in 0..depth {
        writer.event(Event::End(Tag::Quote), None);
    }
    let blocks = json!(writer.builder.blocks()).to_string();
    assert_eq!(blocks.matches("quote").count(), 8, "{blocks}");
    assert_eq!(writer.builder.around.too_deep, 4);
}
