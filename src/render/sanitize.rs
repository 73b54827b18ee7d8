//! Takes out of a body with raw HTML whatever could run code, load something or leave the page's
//! own look.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::Builder;

use crate::model::address::{self, Reach};
use crate::model::allowed_html::ELEMENTS;
use crate::parse::html::tags;
use crate::render::html::link::SETTLED;
use crate::render::html::origin::ATTRIBUTE as ORIGIN;

/// Attributes that our own markup uses, beside those that ammonia lets through.
const ATTRIBUTES: [&str; 17] = [
    ORIGIN,
    "data-note",
    "data-tonight",
    "data-if",
    SETTLED,
    "class",
    "id",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "hreflang",
    "loading",
    "dir",
    "lang",
    "align",
];

/// What says how a recording or a film is played. None plays by itself.
const PLAYED: [&str; 5] = ["src", "controls", "loop", "muted", "preload"];

/// The body without what a page may not hold. Well-formed whatever the raw HTML was.
pub(crate) fn clean(html: &str) -> String {
    let mut builder = Builder::default();
    builder
        .add_tags(ELEMENTS)
        .add_generic_attributes(ATTRIBUTES)
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("a", ["hreflang", "name"])
        .add_tag_attributes("img", ["srcset", "sizes"])
        .add_tag_attributes("source", ["src", "srcset", "sizes", "type", "media"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .add_tag_attributes("audio", PLAYED)
        .add_tag_attributes("video", PLAYED)
        .add_tag_attributes("video", ["poster", "width", "height", "playsinline"])
        .add_tag_attributes("details", ["open"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(Some("noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // Nothing is loaded from elsewhere.
            ("img" | "audio" | "video" | "source" | "track", "src" | "poster")
                if address::reach(value) != Reach::Site =>
            {
                None
            }
            (_, "srcset") if !is_own_set(value) => None,
            ("input", "type") if value != "checkbox" => None,
            (_, "href" | "src" | "cite" | "longdesc") if !is_followed(value) => None,
            _ => Some(value.into()),
        });
    let html = without_unknown_tags(html, &builder.clone_tags());
    let html = with_check_boxes_alone(builder.clean(&html).to_string());
    without_rel_of_anchors(html)
}

/// Without what says how a link is followed at places that are none, as `<a id="top"></a>`. `html` is well-formed.
fn without_rel_of_anchors(html: String) -> String {
    const REL: &str = " rel=\"noreferrer\"";
    if !html.contains("<a id=") && !html.contains("<a name=") {
        return html;
    }
    let mut kept = String::with_capacity(html.len());
    for (at, part) in html.split("<a ").enumerate() {
        if at > 0 {
            kept.push_str("<a ");
        }
        let end = part.find('>').filter(|_| at > 0).unwrap_or(0);
        let (tag, rest) = part.split_at(end);
        if tag.contains("href=") || !tag.starts_with("id=") && !tag.starts_with("name=") {
            kept.push_str(part);
        } else {
            kept.push_str(&tag.replace(REL, ""));
            kept.push_str(rest);
        }
    }
    kept
}

/// Without the tags of elements that no page may hold, but with what stands between them: of those that are called
/// as one of SVG or MathML, and of templates, the sanitiser would take all of it. What is drawn, scripts and styles
/// are left to it.
fn without_unknown_tags<'h>(html: &'h str, allowed: &HashSet<&str>) -> Cow<'h, str> {
    let mut kept = String::new();
    let mut done = 0;
    let mut is_drawing = false;
    for tag in tags(html) {
        let element = tag.element();
        if element == "svg" {
            is_drawing = !tag.is_end && !tag.is_closed;
        }
        // Browsers read `<image>` as `<img>`.
        let is_left = matches!(&*element, "svg" | "script" | "style" | "image");
        if is_drawing || is_left || allowed.contains(&*element) {
            continue;
        }
        kept.push_str(&html[done..tag.range.start]);
        done = tag.range.end;
        // An address between < and > is no tag, so it is shown.
        if tag.name.ends_with(':') {
            kept.push_str(&html[tag.range.start + 1..tag.range.end - 1]);
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[done..]);
    Cow::Owned(kept)
}

/// Without the fields of forms but for boxes to tick, since nothing is done with what is typed. `html` is
/// well-formed, so that a tag begins wherever one seems to.
fn with_check_boxes_alone(html: String) -> String {
    const TAG: &str = "<input";
    if !html.contains(TAG) {
        return html;
    }
    let mut kept = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some(at) = rest.find(TAG) {
        let (before, tag) = rest.split_at(at);
        let mut is_quoted = false;
        let end = tag.find(|c: char| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        let (tag, behind) = tag.split_at(end.map_or(tag.len(), |end| end + 1));
        kept.push_str(before);
        if tag.contains("type=\"checkbox\"") {
            kept.push_str(tag);
        }
        rest = behind;
    }
    kept + rest
}

/// Whether all pictures of a set are the site's own.
fn is_own_set(set: &str) -> bool {
    let items = set
        .split(',')
        .map(|item| item.split_ascii_whitespace().next());
    let mut addresses = items.map(Option::unwrap_or_default);
    addresses.all(|address| address::reach(address) == Reach::Site)
}

/// Whether a link to this address may stand on a page, as a browser reads it.
fn is_followed(address: &str) -> bool {
    matches!(
        address::reach(address),
        Reach::Site | Reach::Web | Reach::Person
    )
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_that_runs_or_loads_is_left() {
        for (raw, expected) in [
            ("<p onclick=\"x()\">a</p>", "<p>a</p>"),
            ("<script>x()</script><b>a</b>", "<b>a</b>"),
            (
                "<img src=\"https://x.org/i.png\" alt=\"a\">",
                "<img alt=\"a\">",
            ),
            (
                "<a href=\"javascript:x()\">a</a>",
                "<a rel=\"noreferrer\">a</a>",
            ),
            ("<img src=\"\\\\host\\share\\x.png\">", "<img>"),
            ("<img src=\"/\\host/x\">", "<img>"),
            ("<img src=\"https:host/x\">", "<img>"),
            ("<img src=\"/etc/hostname\">", "<img>"),
            ("<img src=\"&Tab;//host/x\">", "<img>"),
            ("<img src=\"x.png\">", "<img src=\"x.png\">"),
            (
                "<a href=\"&#92;\\host\">a</a>",
                "<a rel=\"noreferrer\">a</a>",
            ),
            (
                "<audio controls autoplay src=\"a.mp3\"></audio>",
                "<audio controls=\"\" src=\"a.mp3\"></audio>",
            ),
            (
                "<video src=\"//host/x\" poster=\"https://x.org/p.png\"></video>",
                "<video></video>",
            ),
            ("<img srcset=\"a.png 1x, //host/b 2x\">", "<img>"),
            ("a <input type=\"hidden\" value=\">x\"> <input> b", "a   b"),
            (
                "<input type=\"checkbox\" checked>",
                "<input type=\"checkbox\" checked=\"\">",
            ),
            (
                "<img srcset=\"a.png 1x, b.png 2x\">",
                "<img srcset=\"a.png 1x, b.png 2x\">",
            ),
            ("<p align=\"center\">a</p>", "<p align=\"center\">a</p>"),
            ("<img srcset=\"https://x.org/i.png 2x\">", "<img>"),
            (
                "<img srcset=\"assets/a.png 1x, //x.org/i.png 2x\">",
                "<img>",
            ),
            ("<img srcset=\"assets/a.png 1x,//x.org/i.png 2x\">", "<img>"),
            ("<q cite=\"//host/x\">a</q>", "<q>a</q>"),
            ("<p style=\"position:fixed\">a", "<p>a</p>"),
            ("<iframe src=\"x\"></iframe>a", "a"),
            ("<input type=\"text\" name=\"q\">", ""),
        ] {
            assert_eq!(clean(raw), expected);
        }
    }

    #[test]
    fn what_is_taken_out_before_leaves_nothing_that_runs() {
        for (raw, expected) in [
            (
                "<a id=\"top\"></a><a id=\"b\" href=\"c.html\">d</a>",
                "<a id=\"top\"></a><a id=\"b\" href=\"c.html\" rel=\"noreferrer\">d</a>",
            ),
            ("<div><https://e.org></div>", "<div>https://e.org</div>"),
            (
                "<Image src=\"x.png\" onerror=\"x()\">",
                "<img src=\"x.png\">",
            ),
            (
                "<https://e.org/\"<script>x()</script>>",
                "https://e.org/\"&gt;",
            ),
            ("<<Card>script>x()</script>a", "a"),
            (
                "<Text><script>x()</script><b onclick=\"x()\">a</b></Text>",
                "<b>a</b>",
            ),
            (
                "<template><img src=x onerror=\"x()\"></template>",
                "<img src=\"x\">",
            ),
            ("<math><mi><script>x()</script>a</mi></math>", "a"),
        ] {
            assert_eq!(clean(raw), expected);
        }
    }

    #[test]
    fn the_words_between_tags_stay_whatever_these_are_called() {
        let names =
            "Card Text List Union Filter View Switch Line Share Root Mode template math mi my-tag";
        for name in names.split(' ') {
            let html = format!("a <{name} x=\"y\">in <b>words</b></{name}> z");
            assert_eq!(clean(&html), "a in <b>words</b> z", "{name}");
        }
    }

    #[test]
    fn our_own_markup_passes() {
        let own = "<div class=\"table\" tabindex=\"0\"><table></table></div>\
                   <img src=\"../assets/a-1-1600.jpg\" srcset=\"../assets/a-1-800.jpg 800w, ../assets/a-1-1600.jpg 1600w\" sizes=\"100vw\">\
                   <section class=\"footnotes\" role=\"doc-endnotes\"></section>";
        assert_eq!(clean(own).replace("<tbody></tbody>", ""), own);
    }
}
