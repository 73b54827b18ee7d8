//! Links and images as HTML.

use std::fmt::Write as _;

use super::markup::Markup;
use crate::document::{Caption, Image, Link, Target, View, address, href};
use crate::render::asset::SmallerCopy;
use crate::render::render_context::RenderContext;

/// The attribute of a link whose address is already that of the one file that holds all pages, so that
/// the single file leaves it as it is.
pub(crate) const SETTLED: &str = "data-settled";

/// How wide a picture is shown: as the text is, or as the screen where that is narrower.
const SIZES: &str = "(min-width: 42rem) 38rem, 100vw";

pub(super) fn open(
    out: &mut Markup,
    cx: Option<RenderContext<'_>>,
    link: Link<'_>,
    view: View<'_>,
) {
    // The examples of CommonMark know no other sites.
    let is_external = matches!(link.target, Target::External(_)) && cx.is_some();
    out.raw(if is_external {
        "<a class=\"external\" rel=\"noreferrer\" href=\""
    } else {
        "<a href=\""
    });
    address(out, cx, link.target, view);
    next_attribute(out, "title", link.title);
    next_attribute(out, "hreflang", link.lang);
    end_tag(out, link);
}

/// Ends the value of the attribute that is open, and begins that of another where there is one.
fn next_attribute(out: &mut Markup, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        let _ = write!(out.out, "\" {name}=\"");
        out.attribute(value);
    }
}

/// Ends the start of a link with the number of what it leads to.
fn end_tag(out: &mut Markup, link: Link<'_>) {
    if let Some(number) = link.number {
        let _ = write!(out.out, "\" data-note=\"{number}");
    }
    out.raw("\">");
}

pub(super) fn address(
    out: &mut Markup,
    cx: Option<RenderContext<'_>>,
    target: Target<'_>,
    view: View<'_>,
) {
    match (target, cx) {
        (Target::External(address), _) => out.address(address),
        (target, Some(cx)) => {
            out.attribute(&href(cx.document(), target, view));
            if view.settles(target) {
                let _ = write!(out.out, "\" {SETTLED}=\"");
            }
        }
        (_, None) => {}
    }
}

pub(super) fn close(out: &mut Markup, link: Link<'_>) {
    out.raw("</a>");
    if let Some(lang) = link.lang {
        out.raw(" <span class=\"lang\">");
        out.text(lang);
        out.raw("</span>");
    }
}

/// A picture, and what is shown under it.
pub(super) fn image(
    out: &mut Markup,
    cx: Option<RenderContext<'_>>,
    image: Image<'_>,
    view: View<'_>,
) {
    let has_caption = image.caption != Caption::default();
    if has_caption {
        out.raw("<span class=\"figure\">");
    }
    out.raw("<img src=\"");
    match (image.target, cx) {
        (Target::File(path), Some(cx)) if !cx.assets.copies(path).is_empty() => {
            let copies = cx.assets.copies(path);
            widest_copy(out, copies, view);
            set_of_copies(out, copies, view);
        }
        (target, cx) => address(out, cx, target, view),
    }
    // The size keeps the room of a picture that comes late, so that the text beneath does not jump.
    if let Some((width, height)) = image.size {
        let _ = write!(
            out.out,
            "\" width=\"{width}\" height=\"{height}\" loading=\"lazy"
        );
    }
    if let Some(share) = image.share {
        let _ = write!(out.out, "\" class=\"share-{}", nearest_ten(share));
    }
    out.raw("\" alt=\"");
    out.attribute(image.alt);
    next_attribute(out, "title", image.title);
    out.raw("\" />");
    if has_caption {
        caption(out, "span class=\"caption\"", image.caption);
        out.raw("</span>");
    }
}

/// Styles know a class for each tenth of the room, since pages have no styles of their own.
fn nearest_ten(share: u8) -> u32 {
    let tenths = (u32::from(share) + 5) / 10;
    tenths.clamp(1, 10) * 10
}

/// What is shown under a picture, in an element of this name and these attributes.
pub(super) fn caption(out: &mut Markup, element: &str, caption: Caption<'_>) {
    let _ = write!(out.out, "<{element}>");
    out.text(caption.words.unwrap_or_default());
    if let Some(credit) = caption.credit {
        out.raw(if caption.words.is_some() { " " } else { "" });
        out.raw("<small class=\"credit\">");
        out.text(credit);
        out.raw("</small>");
    }
    let name = element.split(' ').next().unwrap_or(element);
    let _ = write!(out.out, "</{name}>");
}

/// The address of the widest copy of a picture, for programs that do not choose.
pub(super) fn widest_copy(out: &mut Markup, copies: &[SmallerCopy], view: View<'_>) {
    if let (Some(widest), Some(from)) = (copies.last(), page_of(view)) {
        out.attribute(&address::href(from, &widest.url));
    }
}

/// The copies of a picture for narrow and for wide screens, in attributes behind the one that is open. The one file
/// that holds all pages has the widest alone.
pub(super) fn set_of_copies(out: &mut Markup, copies: &[SmallerCopy], view: View<'_>) {
    let View::Page(from) = view else {
        return;
    };
    let each = copies
        .iter()
        .map(|copy| format!("{} {}w", address::href(from, &copy.url), copy.width));
    out.raw("\" srcset=\"");
    out.attribute(&each.collect::<Vec<_>>().join(", "));
    let _ = write!(out.out, "\" sizes=\"{SIZES}");
}

/// The page from which addresses are seen.
fn page_of(view: View<'_>) -> Option<&str> {
    match view {
        View::Page(from) | View::Part(from) => Some(from),
        _ => None,
    }
}

/// The link from an embed to the page that lends it.
pub(super) fn embed_source(
    out: &mut Markup,
    cx: RenderContext<'_>,
    link: Link<'_>,
    title: &str,
    view: View<'_>,
) {
    out.open("<p class=\"embed-source\"><a href=\"");
    address(out, Some(cx), link.target, view);
    end_tag(out, link);
    out.text(title);
    out.raw("</a></p>\n");
}
