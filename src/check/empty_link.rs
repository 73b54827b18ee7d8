//! A link that readers cannot see, since nothing stands in it, or that has no address.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::{Event, EventKind, Node, Page, Target};
use crate::model::source::Span;
use crate::parse::html::{Tag, tags};
use crate::parse::{comment, html_words};

pub(crate) static RULE: Rule = Rule {
    name: "empty-link",
    severity: Severity::Warning,
    about: "A link without words, which nobody sees and which a screen reader cannot name, or one without an address. \
            A picture is the words of a link if it says what it shows.",
};

/// What is known of the link that is open.
struct Open {
    place: Span,
    is_html: bool,
    /// As typed.
    address: String,
    has_words: bool,
}

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let mut open: Option<Open> = None;
    for event in &page.body.events {
        match event.kind {
            EventKind::Start(Node::Link(at)) => {
                let link = &page.body.links[at as usize];
                let text = &page.text[link.span.range()];
                let is_told = lacks_address(&link.target, text);
                if is_told {
                    findings.push(without_address(link.span, text));
                }
                open = Some(Open {
                    place: link.span,
                    is_html: false,
                    address: page.text[link.target_span.range()].to_owned(),
                    // A link without words shows the title of what it leads to, which nobody knows of the web.
                    has_words: is_told || link.bare && !matches!(link.target, Target::External(_)),
                });
            }
            EventKind::End(Node::Link(_)) => findings.extend(open.take().and_then(close)),
            EventKind::InlineHtml(html) | EventKind::Html(html) => {
                let html = page.body.words(html, event.span, &page.text);
                in_html(page, event, html, &mut open, findings);
                if matches!(event.kind, EventKind::Html(_)) {
                    open = open.take().filter(|open| open.is_html);
                }
            }
            kind => {
                if let Some(open) = &mut open {
                    open.has_words |= shows(page, event, kind);
                }
            }
        }
    }
}

/// Whether an event within a link shows something, or is told of by another rule.
fn shows(page: &Page, event: &Event, kind: EventKind) -> bool {
    match kind {
        EventKind::Text(text) | EventKind::Code(text) => {
            is_seen(page.body.words(text, event.span, &page.text))
        }
        EventKind::Image(image) => {
            let image = &page.body.images[image as usize];
            is_seen(&image.alt) || !image.is_decorative
        }
        EventKind::SoftBreak | EventKind::HardBreak => false,
        EventKind::Start(node) | EventKind::End(node) => !node.is_stress(),
        _ => true,
    }
}

/// Follows the links of a stretch of raw HTML.
fn in_html(
    page: &Page,
    event: &Event,
    html: &str,
    open: &mut Option<Open>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut from = 0;
    for tag in tags(html) {
        let between = &html[from..tag.range.start];
        from = tag.range.end;
        let Some(link) = open else {
            if is_link(&tag) {
                *open = Some(opened(page, event, html, &tag));
            }
            continue;
        };
        let is_end = tag.element() == "a";
        link.has_words |= is_seen(&html_words::words(between)) || !is_end && is_named(&tag);
        if is_end && link.is_html {
            findings.extend(open.take().and_then(close));
            if is_link(&tag) {
                *open = Some(opened(page, event, html, &tag));
            }
        }
    }
    if let Some(link) = open {
        link.has_words |= is_seen(&html_words::words(&html[from..]));
    }
}

fn is_link(tag: &Tag) -> bool {
    let has_address = tag.attribute("href").is_some();
    !tag.is_end && tag.element() == "a" && has_address && !leads_to_itself(tag)
}

/// Whether an element names the place where it stands and leads there, as GitBook writes behind headings: it is for links to
/// that place, and nobody is to follow it.
fn leads_to_itself(tag: &Tag) -> bool {
    let place = tag
        .attribute("href")
        .and_then(|href| href.value.strip_prefix('#'));
    let names = ["id", "name"];
    let mut names = names.iter().filter_map(|name| tag.attribute(name));
    place.is_some_and(|place| names.any(|name| name.value == place))
}

fn opened(page: &Page, event: &Event, html: &str, tag: &Tag) -> Open {
    let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
    let address = tag.attribute("href").map(|href| href.value.clone());
    let address = address.unwrap_or_default();
    Open {
        place: comment::place(event.span, is_verbatim, tag.range.clone()),
        is_html: true,
        has_words: is_named(tag),
        address,
    }
}

/// Whether an element says of itself what it is, or shows something that no rule on links can judge.
fn is_named(tag: &Tag) -> bool {
    let said = ["aria-label", "aria-labelledby", "title", "alt"];
    let says = said.iter().filter_map(|name| tag.attribute(name));
    let is_picture = matches!(tag.element().as_str(), "img" | "image");
    // A picture without words is told of already, unless it says that it shows nothing.
    let is_told = is_picture && tag.attribute("alt").is_none();
    let shows = matches!(
        tag.element().as_str(),
        "svg" | "math" | "video" | "audio" | "object" | "iframe" | "input"
    );
    is_told || shows || says.into_iter().any(|one| is_seen(&one.value))
}

/// Whether a reader sees something of a text.
fn is_seen(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
    };
    !text.chars().all(is_unseen)
}

/// Whether a link as it was typed has nothing in its parentheses.
fn lacks_address(target: &Target, typed: &str) -> bool {
    let address = typed
        .strip_suffix(')')
        .and_then(|typed| typed.rsplit_once('('));
    let is_empty = address.is_some_and(|(_, address)| matches!(address.trim(), "" | "<>"));
    is_empty && matches!(target, Target::Here { .. })
}

fn without_address(place: Span, typed: &str) -> Diagnostic {
    let words = typed.strip_suffix("()").unwrap_or("[words]");
    RULE.at(place, "this link has no address").help(format!(
        "write {words}(page.md), with the file of the page or an address of the web"
    ))
}

/// What is to be said of a link at its end.
fn close(open: Open) -> Option<Diagnostic> {
    if open.has_words {
        return None;
    }
    let help = if open.is_html {
        format!(
            "write words between the tags: <a href=\"{}\">words</a>",
            open.address
        )
    } else {
        format!("write [words]({})", open.address)
    };
    Some(
        RULE.at(
            open.place,
            "nothing stands in this link, so readers cannot see it",
        )
        .help(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn links_that_nobody_sees_are_told() {
        for (text, expected) in [
            (
                "a [](https://e.org) b",
                "4:3 nothing stands in this link, so readers cannot see it; help: write [words](https://e.org)",
            ),
            (
                "[<!-- x -->](a.md)",
                "4:1 nothing stands in this link, so readers cannot see it; help: write [words](a.md)",
            ),
            (
                "[\u{200b}](a.md)",
                "4:1 nothing stands in this link, so readers cannot see it; help: write [words](a.md)",
            ),
            (
                "a <a href=\"a.md\"></a>",
                "4:3 nothing stands in this link, so readers cannot see it; help: write words between the tags: <a href=\"a.md\">words</a>",
            ),
            (
                "<a href=\"#y\" id=\"x\"></a>",
                "4:1 nothing stands in this link, so readers cannot see it; help: write words between the tags: <a href=\"#y\">words</a>",
            ),
            (
                "<div><a href=\"a.md\"> </a></div>",
                "4:6 nothing stands in this link, so readers cannot see it; help: write words between the tags: <a href=\"a.md\">words</a>",
            ),
            (
                "<a href=\"a.md\"><img src=\"p.png\" alt=\"\"></a>",
                "4:1 nothing stands in this link, so readers cannot see it; help: write words between the tags: <a href=\"a.md\">words</a>",
            ),
            (
                "[words]()",
                "4:1 this link has no address; help: write [words](page.md), with the file of the page or an address of the web",
            ),
        ] {
            let found = of_text("empty-link", text).join("\n");
            let found = found.replace("warning[empty-link] content/a.md:", "");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn links_with_a_name_are_left() {
        for text in [
            "## Second <a href=\"#second\" id=\"second\"></a>",
            "<a name=\"x\" href=\"#x\"></a>",
            "[](a.md) [ ](a.md) [[a]] [[a|b]] [`x`](a.md) [**b**](a.md)",
            "[![A pen](p.png)](a.md) [![](p.png)](a.md)",
            "<a name=\"x\"></a> <a id=\"y\"></a>",
            "<a href=\"a.md\" aria-label=\"A\"></a> <a href=\"a.md\" title=\"A\"></a>",
            "<a href=\"a.md\"><b>x</b></a> <a href=\"a.md\"><img src=\"p.png\" alt=\"A pen\"></a>",
            "<div>\n<a href=\"a.md\">\nwords\n</a>\n</div>",
            "<a href=\"a.md\">\n\nwords\n\n</a>",
            "[top](#) and [here](#top)",
            "https://e.org and <https://e.org>",
        ] {
            assert_eq!(of_text("empty-link", text), [""; 0], "{text}");
        }
    }
}
