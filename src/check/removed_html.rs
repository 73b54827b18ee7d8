//! What is taken out of raw HTML, since a page may not hold it.

use std::collections::{BTreeMap, HashSet};

use ammonia::Builder;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::address::{self, Reach};
use crate::model::allowed_html::ELEMENTS;
use crate::model::page::{Event, EventKind, Page};
use crate::model::site::Site;
use crate::model::source::Span;
use crate::parse::comment;
use crate::parse::html::{Tag, tags};
use crate::parse::srcset;

pub(crate) static RULE: Rule = Rule {
    name: "removed-html",
    severity: Severity::Warning,
    about: "Raw HTML that is taken out of a page: frames, scripts, forms, drawings, styles, and components of \
            other tools. It could run code, load something from elsewhere or leave the page's own look. \
            `trust_html = true` in site.toml keeps all of it.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let is_trusted = |page: &Page| site.config.trust_html && page.is_ours();
    let raw = || {
        let pages = site.pages.iter();
        pages.filter(|page| page.page.body.has_raw_html && !is_trusted(&page.page))
    };
    if raw().next().is_none() {
        return;
    }
    let allowed = allowed();
    for page in raw() {
        judge_page(&page.page, &allowed, findings);
    }
}

/// The elements that stay.
pub(super) fn allowed() -> HashSet<&'static str> {
    let mut allowed = Builder::default().clone_tags();
    allowed.extend(ELEMENTS);
    allowed
}

/// What is taken out.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Element(String),
    Attribute(String),
    /// What stands behind a picture of a set.
    Size(String),
}

/// The first of a kind, and how many there are.
struct Removed {
    place: Span,
    count: usize,
    tag: Tag,
}

/// One finding for each kind.
fn judge_page(page: &Page, allowed: &HashSet<&str>, findings: &mut Vec<Diagnostic>) {
    let mut removed: BTreeMap<Kind, Removed> = BTreeMap::new();
    // The element that is taken out with all that is drawn in it.
    let mut within: Option<String> = None;
    for event in &page.body.events {
        let (EventKind::Html(text) | EventKind::InlineHtml(text)) = event.kind else {
            continue;
        };
        let html = page.body.words(text, event.span, &page.text);
        for tag in tags(html) {
            let element = tag.element();
            if let Some(outer) = &within {
                if tag.is_end && *outer == element {
                    within = None;
                }
                continue;
            }
            if tag.is_end {
                continue;
            }
            let place = place(page, event, html, &tag);
            let kinds = kinds(&tag, &element, allowed);
            if matches!(element.as_str(), "svg" | "math" | "object") && !tag.is_closed {
                within = Some(element);
            }
            for kind in kinds {
                let known = removed.entry(kind).or_insert_with(|| Removed {
                    place,
                    count: 0,
                    tag: tag.clone(),
                });
                known.count += 1;
            }
        }
    }
    findings.extend(removed.iter().map(|(kind, removed)| finding(kind, removed)));
}

fn kinds(tag: &Tag, element: &str, allowed: &HashSet<&str>) -> Vec<Kind> {
    let is_field = element == "input" && {
        let kind = tag.attribute("type").map(|kind| kind.value.trim());
        kind != Some("checkbox")
    };
    // Browsers read `<image>` as `<img>`, and so does the sanitiser.
    let is_picture = element == "image";
    if is_field || !is_picture && !allowed.contains(element) {
        return vec![Kind::Element(tag.name.clone())];
    }
    let attributes = tag
        .attributes
        .iter()
        .map(|attribute| attribute.name.clone());
    let told = attributes.filter(|name| name == "style" || name.starts_with("on"));
    told.map(Kind::Attribute).chain(odd_sizes(tag)).collect()
}

/// Pictures of a set of which browsers cannot tell what they are for, so that they pass them over.
fn odd_sizes(tag: &Tag) -> impl Iterator<Item = Kind> {
    let sets = tag.attributes.iter().filter(|one| one.name == "srcset");
    sets.flat_map(|set| {
        let candidates = srcset::candidates(&set.value).into_iter();
        candidates.filter_map(|one| {
            let size = &set.value[one.size];
            (!srcset::is_size(size))
                .then(|| Kind::Size(format!("{} {size}", &set.value[one.address])))
        })
    })
}

fn place(page: &Page, event: &Event, html: &str, tag: &Tag) -> Span {
    let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
    comment::place(event.span, is_verbatim, tag.range.clone())
}

fn finding(kind: &Kind, removed: &Removed) -> Diagnostic {
    let count = match removed.count {
        1 => String::new(),
        count => format!(" ({count} times on this page)"),
    };
    let (message, help) = match kind {
        Kind::Element(name) if name.ends_with(':') => (
            format!(
                "an address between < and > is no link within HTML, so it is shown as text{count}"
            ),
            "write <a href=\"address\">words</a>, or put an empty line before it and one behind it"
                .to_owned(),
        ),
        Kind::Attribute(name) => (
            format!("`{name}` is taken out of the HTML of this page{count}"),
            "leave it out, or use a class that your theme's stylesheet knows".to_owned(),
        ),
        Kind::Size(picture) => (
            format!("`{picture}` is taken out of this set of pictures{count}"),
            "write behind the picture its width, such as 800w, or its density, such as 2x"
                .to_owned(),
        ),
        Kind::Element(name) => (
            format!("`<{name}>` is taken out of this page{count}"),
            instead(&removed.tag),
        ),
    };
    RULE.at(removed.place, message).help(help)
}

/// What to write in place of an element.
fn instead(tag: &Tag) -> String {
    let source = ["src", "data", "href"]
        .iter()
        .find_map(|name| tag.attribute(name));
    let address = source.map(|source| source.value.trim());
    let words = ["title", "label", "alt", "summary", "description"];
    let said = words.iter().find_map(|name| tag.attribute(name));
    // Components call what they say as they like, so several words are words, whatever they are called.
    let of_component = || {
        let mut attributes = tag.attributes.iter();
        attributes.find(|one| {
            let is_look = matches!(
                &*one.name,
                "class" | "classname" | "style" | "id" | "sizes" | "srcset"
            );
            let is_program = one.name.starts_with("on") || one.value.contains(['{', '(', ';']);
            let is_words =
                one.value.trim().contains(' ') && one.value.contains(char::is_alphabetic);
            is_words && !is_look && !is_program
        })
    };
    let is_component = tag.name.starts_with(|c: char| c.is_ascii_uppercase());
    let said = said
        .or_else(|| of_component().filter(|_| is_component))
        .map(|said| said.value.trim())
        .filter(|said| !said.is_empty());
    // What can be kept of an element comes first: where it leads to, then what it says.
    match (tag.element().as_str(), address, said) {
        ("script" | "style" | "link", ..) => {
            "scripts and styles belong into a theme of your own".to_owned()
        }
        (_, Some(address), _) if address::reach(address) == Reach::Web => {
            format!("write a link in its place: [what it is]({address})")
        }
        ("input", ..) => {
            "nothing is done with what is typed on a page: write a line to fill in, as in Name: ______"
                .to_owned()
        }
        ("svg", ..) => {
            "save the drawing as a file and show it: ![what it shows](drawing.svg)".to_owned()
        }
        (_, _, Some(said)) => format!(
            "what stands between such tags stays, but what they say themselves is lost: write it as text, \
             **{said}**"
        ),
        _ => "what stands between such tags stays; write the rest in Markdown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text, titled};

    #[test]
    fn what_is_taken_out_is_told_once_a_kind() {
        for (text, expected) in [
            (
                "<iframe src=\"https://v.example/1\"></iframe>\n\n<iframe src=\"https://v.example/2\"></iframe>",
                "4:1 `<iframe>` is taken out of this page (2 times on this page); help: write a link in its place: [what it is](https://v.example/1)",
            ),
            (
                "a <Step title=\"Call the hall\" /> b",
                "4:3 `<Step>` is taken out of this page; help: what stands between such tags stays, but what they say themselves is lost: write it as text, **Call the hall**",
            ),
            (
                "<svg viewBox=\"0 0 1 1\"><rect width=\"1\"/></svg>",
                "4:1 `<svg>` is taken out of this page; help: save the drawing as a file and show it: ![what it shows](drawing.svg)",
            ),
            (
                "> <p style=\"color:red\" onclick=\"x()\">a</p>",
                "4:3 `onclick` is taken out of the HTML of this page; help: leave it out, or use a class that your theme's stylesheet knows\n4:3 `style` is taken out of the HTML of this page; help: leave it out, or use a class that your theme's stylesheet knows",
            ),
            (
                "<figure><img src=\"a.png\" alt=\"a\"></figure>\n\n<kbd>K</kbd>",
                "",
            ),
            (
                "<MyComponent text=\"lost words\" class=\"a b\"/>",
                "4:1 `<MyComponent>` is taken out of this page; help: what stands between such tags stays, but what they say themselves is lost: write it as text, **lost words**",
            ),
            (
                "<div>\n<https://e.org>\n</div>",
                "5:1 an address between < and > is no link within HTML, so it is shown as text; help: write <a href=\"address\">words</a>, or put an empty line before it and one behind it",
            ),
            ("<Image src=\"a.png\" alt=\"a\"/>", ""),
            ("`<iframe>`", ""),
            (
                "<img src=\"a.png\" alt=\"a\" srcset=\"a.png 1x, b.png 2q\">",
                "4:1 `b.png 2q` is taken out of this set of pictures; help: write behind the picture its width, such as 800w, or its density, such as 2x",
            ),
            ("a <input type=\"checkbox\"> b", ""),
            (
                "a <input type=\"text\"> b",
                "4:3 `<input>` is taken out of this page; help: nothing is done with what is typed on a page: write a line to fill in, as in Name: ______",
            ),
        ] {
            let found = of_text("removed-html", text).join("\n");
            let found = found.replace("warning[removed-html] content/a.md:", "");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn trusted_html_keeps_all() {
        let page = titled("<iframe src=\"a.html\"></iframe>");
        let site = ("site.toml", "title = \"T\"\ntrust_html = true\n");
        assert!(of("removed-html", &[site, ("content/a.md", &page)]).is_empty());
    }
}
