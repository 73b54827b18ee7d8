//! A link or a mark where none is read: within raw HTML, in the caption of a picture, in a page's own fields.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::few::few;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Page};
use crate::model::source::Span;
use crate::parse::comment;
use crate::parse::html::{Tag, tags};

pub(crate) static RULE: Rule = Rule {
    name: "unread-mark",
    severity: Severity::Warning,
    about: "A link or a mark, such as `[[page]]` or `[@id]`, where only plain words are shown: between the tags of \
            raw HTML, in the caption of a picture, in a page's title or summary. Readers see it as it was typed.",
};

/// `[[page]]`, `[@id, p. 3]`, `[source: id]` and `[words](page.md)`.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (wiki, by_path) = (
        r"\[\[[^\[\]\n]+\]\]",
        r"\[[^\[\]\n]+\]\([^()\s]+\.md(?:#[^()\s]*)?\)",
    );
    let mark = r"\[-?@[\p{L}\p{N}_][^\[\]]*\]|\[[Ss]ource:[ \t]*[^\s\[\]][^\[\]]*\]";
    Regex::new(&format!("{wiki}|{mark}|{by_path}")).ok()
});

/// Elements whose text is shown letter by letter.
const LITERAL: [&str; 8] = [
    "code", "kbd", "pre", "samp", "script", "style", "textarea", "tt",
];

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if !page.text.contains('[') {
        return;
    }
    in_html(page, findings);
    for image in &page.body.images {
        if let Some(mark) = image.caption.as_deref().and_then(mark) {
            findings.push(in_caption(image.span, mark));
        }
    }
    let meta = &page.meta;
    // In a title that stands in the text, brackets with a backslash are meant as they are.
    let title = meta.title.iter();
    let title = title.filter(|title| !page.text[title.span.range()].contains("\\["));
    let texts = title.map(|title| ("title", title));
    let texts = texts.chain(meta.summary.iter().map(|summary| ("summary", summary)));
    for (name, text) in texts {
        if let Some(mark) = mark(&text.value) {
            findings.push(in_field(text.span, name, mark));
        }
    }
    for relation in &meta.relations {
        let whys = relation.why.iter().chain(&relation.back_why);
        if let Some(mark) = whys.into_iter().find_map(|why| mark(why)) {
            findings.push(in_field(relation.target.span, "why", mark));
        }
    }
}

/// The first mark in a text.
fn mark(text: &str) -> Option<&str> {
    let pattern = MARK.as_ref().filter(|_| text.contains('['))?;
    pattern.find(text).map(|found| found.as_str())
}

/// One finding for each block, at its first mark.
fn in_html(page: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(pattern) = MARK.as_ref() else {
        return;
    };
    for event in &page.body.events {
        let EventKind::Html(text) = event.kind else {
            continue;
        };
        let html = page.body.words(text, event.span, &page.text);
        if !html.contains('[') {
            continue;
        }
        let marks: Vec<Range<usize>> = shown(html)
            .into_iter()
            .flat_map(|text| {
                let found = pattern.find_iter(&html[text.clone()]);
                let found =
                    found.map(move |mark| text.start + mark.start()..text.start + mark.end());
                found.collect::<Vec<_>>()
            })
            .collect();
        let Some(first) = marks.first() else {
            continue;
        };
        let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
        let place = comment::place(event.span, is_verbatim, first.clone());
        let typed = few(
            marks.iter().map(|mark| html[mark.clone()].to_owned()),
            "`, `",
        );
        findings.push(
            RULE.at(place, format!("in a block of HTML `{typed}` is shown as it was typed"))
                .fact("in HTML")
                .help(
                    "put an empty line before the text and one behind it, so that it is read as Markdown; or write \
                     the link as HTML: <a href=\"page.md\">words</a>",
                ),
        );
    }
}

/// The stretches of raw HTML between its tags, but for those whose letters are meant.
fn shown(html: &str) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut from = 0;
    let mut literal: Option<String> = None;
    let mut between = |from: usize, to: usize, literal: &Option<String>| {
        if literal.is_none() && from < to {
            stretches.push(from..to);
        }
    };
    for tag in tags(html) {
        let Tag {
            is_end, ref range, ..
        } = tag;
        let element = tag.element();
        between(from, range.start, &literal);
        from = range.end;
        match &literal {
            Some(open) if is_end && *open == element => literal = None,
            None if !is_end && !tag.is_closed && LITERAL.contains(&&*element) => {
                literal = Some(element);
            }
            _ => {}
        }
    }
    between(from, html.len(), &literal);
    stretches
}

fn in_caption(picture: Span, mark: &str) -> Diagnostic {
    RULE.at(
        picture,
        format!("in a caption `{mark}` is shown as it was typed"),
    )
    .fact("in captions")
    .help("write it in a paragraph below the picture")
}

fn in_field(value: Span, name: &str, mark: &str) -> Diagnostic {
    let help = if mark.starts_with("[[") || mark.contains("](") {
        "write the words alone, and the link in the text of the page"
    } else {
        "take it out here, and write it in the text of the page"
    };
    RULE.at(
        value,
        format!("in `{name}` `{mark}` is shown as it was typed"),
    )
    .fact("in fields")
    .help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    fn found(page: &str) -> Vec<String> {
        let all = of("unread-mark", &[("content/a.md", page)]);
        let short = all
            .iter()
            .map(|line| line.split('`').nth(1).unwrap_or_default().to_owned());
        short.collect()
    }

    #[test]
    fn marks_where_none_is_read_are_found() {
        for (text, expected) in [
            ("<p>See [[b]] and x.</p>", "[[b]]"),
            ("<div>\nSo [@bob, p. 3].\n</div>", "[@bob, p. 3]"),
            (
                "<table><tr><td>[a](b.md#c)</td></tr></table>",
                "[a](b.md#c)",
            ),
            (
                "<details><summary>On [source: bob]</summary>\n\nx\n\n</details>",
                "[source: bob]",
            ),
            ("![A](p.png \"As in [@bob]\")", "[@bob]"),
            ("![A](p.png){caption=\"By [[b]]\"}", "[[b]]"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        let fields = "+++\ntitle = \"On [[b]]\"\nsummary = \"So [@bob].\"\n+++\n\nx\n";
        assert_eq!(found(fields), ["title", "summary"]);
    }

    #[test]
    fn markdown_within_html_code_and_other_brackets_are_left() {
        for text in [
            "<div>\n\n[[b]] [@bob]\n\n</div>",
            "a <b>[[b]]</b> c",
            "<pre>[[b]]</pre>",
            "<p><code>[@bob]</code></p>",
            "<p title=\"[[b]]\">[sic], [1] and [a](b.pdf)</p>",
            "<!-- [[b]] -->",
            "# On [[b]]\n\nx",
            "![A](p.png \"in [brackets]\")",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
