//! Bodies of small texts, written out as events.

use std::sync::Arc;

use crate::model::config::Schema;
use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Sources;

fn parse(text: &str) -> (Page, Vec<String>) {
    let schema = Schema::new(vec!["en".into()], Vec::new(), false, None);
    let text: Arc<str> = text.into();
    let source = Sources::default().insert("content/a.md", text.clone());
    let (page, findings) = super::page(source, super::File::at("a.md"), &text, &schema);
    let findings = findings.into_iter().map(|f| f.message).collect();
    (page, findings)
}

/// The visible events as a line: text as it is, nodes in angle brackets.
fn visible(page: &Page) -> String {
    let body = &page.body;
    let mut line = String::new();
    for (_, event) in body.visible(body.whole()) {
        match event.kind {
            EventKind::Text(text) | EventKind::Code(text) => {
                line.push_str(body.words(text, event.span, &page.text));
            }
            EventKind::Citation(at) => {
                let keys: Vec<&str> = body.citations[at as usize]
                    .items
                    .iter()
                    .map(|item| &*item.key)
                    .collect();
                line.push_str(&format!("<{}>", keys.join("+")));
            }
            EventKind::FootnoteReference(at) => {
                line.push_str(&format!("<^{}>", body.footnotes[at as usize].label));
            }
            EventKind::Start(Node::Link(_)) => line.push('<'),
            EventKind::End(Node::Link(_)) => line.push('>'),
            EventKind::SoftBreak => line.push('~'),
            EventKind::Start(Node::Paragraph) => line.push_str("P("),
            EventKind::End(Node::Paragraph) => line.push(')'),
            EventKind::Start(Node::Quote) => line.push_str("Q["),
            EventKind::Start(Node::Marker(at)) => {
                line.push_str(&format!("{:?}[", body.markers[at as usize].kind));
            }
            EventKind::End(Node::Quote | Node::Marker(_)) => line.push(']'),
            EventKind::Image(_) => line.push_str("<image>"),
            EventKind::Embed(_) => line.push_str("<embed>"),
            _ => {}
        }
    }
    line
}

#[test]
fn citations_are_found_however_they_are_stacked() {
    for (text, expected) in [
        ("A [source: a].", "P(A <a>.)"),
        ("A [source: a][source: b].", "P(A <a><b>.)"),
        ("A [@a][@b][@c].", "P(A <a><b><c>.)"),
        ("A [@a][@b][@c][@d].", "P(A <a><b><c><d>.)"),
        ("A [@a], [@b; @c].", "P(A <a>, <b+c>.)"),
        ("A. [Source : a]", "P(A. <a>)"),
        ("A [words][source: a].", "P(A [words]<a>.)"),
        (
            "A [words][source: a].\n\n[words]: https://x.org",
            "P(A <words><a>.)",
        ),
        ("A [source: a][text](https://x.org).", "P(A <a><text>.)"),
        ("A[^1][source: a].\n\n[^1]: Note.", "P(A<^1><a>.)P(Note.)"),
        ("Great![@a]", "P(Great!<a>)"),
        ("`[@a]` \\[@a] me@x.org", "P([@a] [@a] <me@x.org>)"),
        ("A [see\n@a, p. 3].", "P(A <a>.)"),
        ("> A [@a,\n> p. 3].", "Q[P(A <a>.)]"),
        ("*[@a]*", "P(<a>)"),
        ("| A [@a] |\n|---|\n| b [source: c][@d] |", "A <a>b <c><d>"),
        ("[[one]][source: a]", "P(<one><a>)"),
    ] {
        let (page, findings) = parse(text);
        assert_eq!(visible(&page), expected, "{text}");
        assert!(findings.is_empty(), "{text}: {findings:?}");
    }
}

#[test]
fn embeds_fill_blocks_and_are_links_among_other_text() {
    for (text, expected) in [
        ("![[a]]", "<embed>"),
        ("![[a]]\n![[b]]", "<embed><embed>"),
        ("- ![[a]]", "<embed>"),
        ("> [!NOTE]\n> ![[a]]", "Note[<embed>]"),
        ("> ![[a]]\n> [!SAY]\n> ![[b]]\n> [!TIP]", "Q[<embed>]Tip[]"),
        ("See ![[a#b]] now.", "P(See <a#b> now.)"),
        ("# ![[a]]", "<a>"),
    ] {
        let (page, findings) = parse(text);
        assert_eq!(visible(&page), expected, "{text}");
        assert!(findings.is_empty(), "{text}: {findings:?}");
        let embeds = page.body.embeds.iter().filter(|embed| embed.public);
        assert_eq!(
            embeds.count(),
            expected.matches("<embed>").count(),
            "{text}"
        );
    }
}

#[test]
fn bare_addresses_become_links() {
    for (text, expected) in [
        (
            "See https://x.org/a_b, then.",
            "P(See <https://x.org/a_b>, then.)",
        ),
        ("[https://x.org](https://y.org)", "P(<https://x.org>)"),
        ("`https://x.org`", "P(https://x.org)"),
    ] {
        assert_eq!(visible(&parse(text).0), expected, "{text}");
    }
}

#[test]
fn markers_make_blocks_with_an_audience() {
    for (text, expected) in [
        ("> [!NOTE]\n> Hi.", "Note[P(Hi.)]"),
        ("> [!NOTE] Hi.", "Note[P(Hi.)]"),
        ("> [!say] Hi.", ""),
        (
            "> [!TIP] One.\n> [!SAY] Two.\n> [!NOTE] Three.",
            "Tip[P(One.)]Note[P(Three.)]",
        ),
        ("> Plain.\n>\n> [!SAY] Two.", "Q[P(Plain.)]"),
        (
            "> [!MATERIALS]\n> - pens\n> - paper",
            "Materials[penspaper]",
        ),
        ("> [!CUE timekeeper] Card.", ""),
        ("> [!WHAT IF] Someone talks: stop.", ""),
        ("> [!FACILITATOR]\n> - a\n>   > b [@x]", ""),
        ("- a\n\n  > [!SAY] b\n\n- c", "P(a)P(c)"),
        ("> [!SAY][@a] Hi.", ""),
        ("> [!NOTE][@a] Hi.", "Note[P(<a> Hi.)]"),
    ] {
        let (page, findings) = parse(text);
        assert_eq!(visible(&page), expected, "{text}");
        assert!(findings.is_empty(), "{text}: {findings:?}");
    }
}

#[test]
fn a_marker_that_cannot_be_honoured_withholds_its_block() {
    for text in [
        "> [!SYA] Secret.",
        "> [!CUE] Secret.",
        "> Hello [!SAY] Secret.",
        "[!FACILITATOR] Secret.",
        "- [!SAY] Secret.",
        "> **[!SAY]** Secret.",
        "> - [!SAY] Secret.",
        "> [!SAY]: Secret.",
        "> [!SAY]: https://x.org 'Secret.'",
        "> [!SAY][Secret](https://x.org)",
        "# Title [!SAY] Secret",
        "> [!SAY](softly) Secret.",
        "> [!SAY](https://x.org) Secret.",
        "> [!SAY Secret.",
        "> [!SAY see [[x]] Secret.",
        "> [!SAY\n> Secret.",
        "> ![SAY] Secret.",
        "> ![CUE timekeeper] Secret.",
        "> [[!SAY|Secret]] Secret.",
    ] {
        let (page, findings) = parse(text);
        assert!(
            !visible(&page).contains("Secret"),
            "{text}: {}",
            visible(&page)
        );
        assert!(!findings.is_empty() || text.contains("]["), "{text}");
    }
}

#[test]
fn what_only_the_facilitator_reads_is_not_public() {
    let (page, _) = parse(
        "[[open]]\n\n> [!SAY] [[closed]] [@a] ![x](y.png)[^1][^2]\n\n[^1]: Secret [[deep]].\n\n[^2]: Shared.\n\nSee[^2].\n",
    );
    let public: Vec<bool> = page.body.links.iter().map(|link| link.public).collect();
    assert_eq!(public, [true, false, false]);
    assert!(!page.body.citations[0].public);
    assert!(!page.body.images[0].public);
    let notes: Vec<bool> = page.body.footnotes.iter().map(|note| note.public).collect();
    assert_eq!(notes, [false, true]);
}

#[test]
fn a_link_knows_its_sentence() {
    let (page, _) = parse(
        "First. A [[base]] needs [[one-to-ones|talks]] [@a], [@b]. Last [@d] one. [source: c]",
    );
    let body = &page.body;
    let sentence = &body.sentences[0];
    assert_eq!(&*sentence.text, "A  needs talks.");
    assert_eq!(sentence.holes[0].at, 2);
    let quote = body.links[1].quote.unwrap();
    assert_eq!(
        &sentence.text[quote.start as usize..quote.end as usize],
        "talks"
    );
    let last = body.citations[3].quote.unwrap();
    assert_eq!(&*body.sentences[last.sentence as usize].text, "Last one.");
}

#[test]
fn text_that_markdown_would_swallow_is_a_finding() {
    for text in [
        "- [@a]: Start",
        "> [!SAY]: hi",
        "[source: a]: x",
        "<!-- never closed\n\ntext",
    ] {
        let (_, findings) = parse(text);
        assert!(
            findings
                .iter()
                .any(|f| f.contains("vanish") || f.contains("is not read")),
            "{text}: {findings:?}"
        );
    }
}

#[test]
fn comments_vanish_and_may_allow_a_rule() {
    let (page, findings) = parse("<!-- allow dead-link: soon -->\nSee [[x]].<!-- y -->\n");
    assert_eq!(visible(&page), "P(See <x>.)");
    assert!(findings.is_empty());
    assert_eq!(page.meta.allow[0].rule.value, "dead-link");
    assert!(!page.body.has_raw_html);
}

#[test]
fn hostile_nesting_neither_panics_nor_hangs() {
    for text in [
        "[".repeat(10_000),
        format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
        "[@a".repeat(10_000),
        "![[".repeat(10_000),
        "> ".repeat(10_000),
        "> [!SAY] ".repeat(1_000),
        "- ".repeat(1_000),
        "*_".repeat(10_000),
        "[^1]".repeat(10_000),
        "`".repeat(10_000),
        "<!--".repeat(10_000),
    ] {
        parse(&text);
    }
}
