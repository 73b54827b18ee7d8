use serde_json::json;

use super::{Notes, Surroundings, Tree, blocks, line, notes};

/// Knows one picture, has letters for all but one character.
struct Here;

impl Surroundings for Here {
    fn note(&self, href: &str, words: &str) -> Option<String> {
        (href != words).then(|| href.to_owned())
    }

    fn picture(&mut self, src: &str) -> Option<String> {
        (src == "a b.svg").then(|| "/pictures/0.svg".to_owned())
    }

    fn has_letter(&mut self, letter: char) -> bool {
        letter != '漢'
    }
}

fn tree(html: &str) -> serde_json::Value {
    json!(blocks(html, &Notes::new(), &mut Here))
}

#[test]
fn blocks_and_inlines_become_plain_data() {
    for (html, expected) in [
        (
            "<p>One <em>two</em>\n<strong>three</strong><br />four</p>",
            json!([{ "t": "p", "c": [
                "One ", { "t": "em", "c": ["two"] }, " ",
                { "t": "strong", "c": ["three"] }, { "t": "br" }, "four"
            ] }]),
        ),
        (
            "<h2 id=\"a\">Steps</h2>\n<hr />",
            json!([{ "t": "h", "level": 2, "c": ["Steps"] }, { "t": "rule" }]),
        ),
        (
            "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li><p>c</p></li>\n</ol>",
            json!([{ "t": "list", "start": 3, "items": [
                { "done": null, "c": [
                    { "t": "plain", "c": ["a"] },
                    { "t": "list", "start": null, "items": [
                        { "done": null, "c": [{ "t": "plain", "c": ["b"] }] }
                    ] }
                ] },
                { "done": null, "c": [{ "t": "p", "c": ["c"] }] }
            ] }]),
        ),
        (
            "<ul><li><input disabled type=\"checkbox\" checked> done\n<ul><li><input type=\"checkbox\"> open</li></ul></li></ul>",
            json!([{ "t": "list", "start": null, "items": [{ "done": true, "c": [
                { "t": "plain", "c": ["done"] },
                { "t": "list", "start": null, "items": [
                    { "done": false, "c": [{ "t": "plain", "c": ["open"] }] }
                ] }
            ] }] }]),
        ),
        (
            "<div class=\"table\"><table><thead><tr><th class=\"align-right\">A</th></tr></thead><tbody><tr><td class=\"align-right\">1</td></tr></tbody></table></div>",
            json!([{ "t": "table", "align": ["right"], "head": [["A"]], "rows": [[["1"]]] }]),
        ),
        (
            "<div class=\"marker marker-what-if\"><p class=\"marker-title\">What if</p>\n<p>x</p></div>",
            json!([{ "t": "mark", "kind": "what-if", "label": "What if", "c": [{ "t": "p", "c": ["x"] }] }]),
        ),
        (
            "<dl><dt>Base</dt>\n<dd>People.</dd></dl>",
            json!([{ "t": "defs", "items": [{ "term": ["Base"], "c": [{ "t": "plain", "c": ["People."] }] }] }]),
        ),
        (
            "<pre><code><span class=\"k\">let</span> x\n  = 1;\n</code></pre>",
            json!([{ "t": "code", "text": "let x\n  = 1;" }]),
        ),
    ] {
        assert_eq!(tree(html), expected, "{html}");
    }
}

#[test]
fn links_say_where_they_lead_and_pictures_what_they_show() {
    assert_eq!(
        tree(
            "<p><a href=\"https://a.org\">a</a> <a href=\"b\">b</a> [<a class=\"cite\" href=\"#s\">1</a>]</p>"
        ),
        json!([{ "t": "p", "c": [
            { "t": "link", "c": ["a"], "note": ["https://a.org"] }, " ",
            { "t": "link", "c": ["b"], "note": null }, " [", { "t": "cite", "text": "1" }, "]"
        ] }])
    );
    assert_eq!(
        tree(
            "<p><img src=\"a%20b.svg\" width=\"3\" height=\"4\" alt=\"A hand.\"> <img src=\"c.svg\" alt=\"None.\"></p>"
        ),
        json!([{ "t": "p", "c": [
            { "t": "picture", "file": "/pictures/0.svg", "alt": "A hand.", "width": 3, "height": 4 },
            " None."
        ] }])
    );
}

#[test]
fn notes_stand_where_they_are_named() {
    let html = "<p>a<sup class=\"footnote-reference\"><a href=\"#page-note-1\">1</a></sup></p>\
                <section class=\"footnotes\"><ol><li id=\"page-note-1\"><p>More.<a class=\"footnote-back\" href=\"#x\">↩</a></p></li></ol></section>";
    let notes = notes(html, &mut Here);
    assert_eq!(
        json!(blocks(html, &notes, &mut Here)),
        json!([{ "t": "p", "c": ["a", { "t": "note", "c": [{ "t": "p", "c": ["More."] }] }] }])
    );
}

#[test]
fn rows_of_underscores_are_lines_to_write_on() {
    assert_eq!(
        tree("<p>Name: ______, not __ this</p>"),
        json!([{ "t": "p", "c": ["Name: ", { "t": "blank", "n": 6 }, ", not __ this"] }])
    );
}

#[test]
fn what_has_no_letter_and_what_fits_no_line_is_printed_all_the_same() {
    assert_eq!(line("a漢b", &mut Here), "a\u{fffd}b");
    let word = "x".repeat(31);
    let broken = line(&format!("a {word}"), &mut Here);
    assert_eq!(broken.replace('\u{200b}', ""), format!("a {word}"));
    assert_eq!(broken.matches('\u{200b}').count(), 30);
    assert_eq!(line("a short word", &mut Here), "a short word");
}

#[test]
fn raw_html_that_has_no_form_on_paper_keeps_its_words() {
    assert_eq!(
        blocks(
            "<details><summary>More</summary>text <span>here</span><script>x()</script></details>",
            &Notes::new(),
            &mut Here
        ),
        [plain("More"), plain("text here")]
    );
}

fn plain(words: &str) -> Tree {
    Tree::Node(super::Branch::Plain {
        c: vec![Tree::Text(words.to_owned())],
    })
}
