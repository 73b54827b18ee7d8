//! Takes out of a body with raw HTML whatever could run code, load something or leave the page's
//! own look.

use ammonia::Builder;

use crate::reach::{self, Reach};
use crate::render::html::ORIGIN;

/// Attributes that our own markup uses, beside those that ammonia lets through.
const ATTRIBUTES: [&str; 13] = [
    ORIGIN,
    "data-note",
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
];

/// The body without what a page may not hold. Well-formed whatever the raw HTML was.
pub(crate) fn clean(html: &str) -> String {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "input"])
        .add_generic_attributes(ATTRIBUTES)
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("a", ["hreflang"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(Some("noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // Nothing is loaded from elsewhere.
            ("img", "src") if reach::reach(value) != Reach::Site => None,
            (_, "srcset") => None,
            ("input", "type") if value != "checkbox" => None,
            (_, "href" | "src" | "cite" | "longdesc") if !is_followed(value) => None,
            _ => Some(value.into()),
        });
    builder.clean(html).to_string()
}

/// Whether a link to this address may stand on a page, as a browser reads it.
fn is_followed(address: &str) -> bool {
    matches!(
        reach::reach(address),
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
            ("<q cite=\"//host/x\">a</q>", "<q>a</q>"),
            ("<p style=\"position:fixed\">a", "<p>a</p>"),
            ("<iframe src=\"x\"></iframe>a", "a"),
            ("<input type=\"text\" name=\"q\">", "<input>"),
        ] {
            assert_eq!(clean(raw), expected);
        }
    }

    #[test]
    fn our_own_markup_passes() {
        let own = "<div class=\"table\" tabindex=\"0\"><table></table></div>\
                   <section class=\"footnotes\" role=\"doc-endnotes\"></section>";
        assert_eq!(clean(own).replace("<tbody></tbody>", ""), own);
    }
}
