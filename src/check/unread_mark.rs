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
    about: "A link or a mark, such as `[[page]]`, `[@id]` or `**words**`, where only plain words are shown: between the \
            tags of raw HTML, in the caption of a picture, in a page's title or summary. Readers see it as it was typed.",
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

/// `**words**`, `*words*`, `_words_` and `` `code` ``, where no letter touches them.
static STRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bold = r"\*\*[^\s*][^*\n]*?[^\s*]\*\*|\*\*[^\s*]\*\*";
    let italic = r"\*[\p{L}\p{N}](?:[^*\n]*?[^\s*])?\*|\b_\p{L}(?:[^_\n]*?[^\s_])?_\b";
    Regex::new(&format!("{bold}|{italic}|`[^`\n]+`")).ok()
});

/// Elements whose text is shown letter by letter.
const LITERAL: [&str; 8] = [
    "code", "kbd", "pre", "samp", "script", "style", "textarea", "tt",
];

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    in_html(page, findings);
    if !page.text.contains('[') {
        return;
    }
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
    for event in &page.body.events {
        let EventKind::Html(text) = event.kind else {
            continue;
        };
        let html = page.body.words(text, event.span, &page.text);
        let marks = marks(html);
        let Some(first) = marks.first() else {
            continue;
        };
        let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
        let place = comment::place(event.span, is_verbatim, first.clone());
        let typed = marks.iter().map(|mark| html[mark.clone()].to_owned());
        let message = format!(
            "in a block of HTML `{}` is shown as it was typed",
            few(typed, "`, `")
        );
        let as_html = match html.as_bytes().get(first.start) {
            Some(b'[') => "the link as HTML: <a href=\"page.md\">words</a>",
            Some(b'`') => "it as HTML: <code>words</code>",
            _ => "it as HTML: <b>words</b> or <i>words</i>",
        };
        findings.push(RULE.at(place, message).fact("in HTML").help(format!(
            "put an empty line before the text and one behind it, so that it is read as Markdown; or write {as_html}"
        )));
    }
}

/// What a block of HTML shows as it was typed, in order.
fn marks(html: &str) -> Vec<Range<usize>> {
    let is_there = |signs: &[char]| html.contains(signs);
    // Whoever asks for Markdown within a tag is told how to ask for it.
    let is_asked = html.contains("markdown");
    let patterns = [
        MARK.as_ref().filter(|_| is_there(&['['])),
        STRESS
            .as_ref()
            .filter(|_| is_there(&['*', '_', '`']) && !is_asked),
    ];
    let mut marks = Vec::new();
    for stretch in shown(html) {
        for pattern in patterns.into_iter().flatten() {
            let found = pattern.find_iter(&html[stretch.clone()]);
            let found = found.map(|one| stretch.start + one.start()..stretch.start + one.end());
            marks.extend(found.filter(|range| !touches_letter(html, range)));
        }
    }
    marks.sort_by_key(|range| range.start);
    marks
}

/// Whether a letter or another sign of stress touches a stretch, which then is part of a word such as `2*x*y`.
fn touches_letter(html: &str, range: &Range<usize>) -> bool {
    let before = html[..range.start].chars().next_back();
    let behind = html[range.end..].chars().next();
    let is_stress = !html[range.start..].starts_with('[');
    let touches = |c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | '`' | '\\');
    is_stress && (before.is_some_and(touches) || behind.is_some_and(touches))
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
            ("<div>**bold** words</div>", "**bold**"),
            ("<div>\nSome *words* here\n</div>", "*words*"),
            ("<ul><li>_Some words_</li></ul>", "_Some words_"),
            ("![A](p.png \"As in [@bob]\")", "[@bob]"),
            ("![A](p.png){caption=\"By [[b]]\"}", "[[b]]"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        let code = of("unread-mark", &[("content/a.md", "<p>By `make`.</p>")]);
        assert!(code[0].contains("``make`` is shown"), "{code:?}");
        let fields = "+++\ntitle = \"On [[b]]\"\nsummary = \"So [@bob].\"\n+++\n\nx\n";
        assert_eq!(found(fields), ["title", "summary"]);
    }

    #[test]
    fn markdown_within_html_code_and_other_brackets_are_left() {
        for text in [
            "<div>\n\n[[b]] [@bob]\n\n</div>",
            "a <b>[[b]] **x**</b> c",
            "<p>5 * 3 * 2, 2*x*y, snake_case_name, _x, __init__ and a ** b ** c</p>",
            "<p><code>**x**</code> and a\\*b\\*</p>",
            "<p title=\"*x*\">* note</p>",
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
