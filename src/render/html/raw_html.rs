//! Raw HTML with the addresses that its links and pictures have in the output.

use super::link;
use super::markup::Markup;
use crate::document::{HtmlAddress, View};
use crate::render::render_context::RenderContext;

/// Writes `html` as it is, but for the attributes that name something of the site. One that leads nowhere
/// is left out, so that nothing is asked for in vain.
pub(super) fn write(
    out: &mut Markup,
    cx: Option<RenderContext<'_>>,
    html: &str,
    addresses: &[HtmlAddress<'_>],
    view: View<'_>,
) {
    let mut at = 0;
    for address in addresses {
        let (before, typed) = (
            html.get(at..address.range.start),
            html.get(address.range.clone()),
        );
        let (Some(before), Some(typed)) = (before, typed) else {
            continue;
        };
        out.raw(before);
        attribute(out, cx, typed, address, view);
        at = address.range.end;
    }
    out.raw(&html[at..]);
}

fn attribute(
    out: &mut Markup,
    cx: Option<RenderContext<'_>>,
    typed: &str,
    address: &HtmlAddress<'_>,
    view: View<'_>,
) {
    if address.targets.is_empty() {
        return;
    }
    let name = typed.split('=').next().unwrap_or_default().trim();
    out.raw(name);
    out.raw("=\"");
    let copies = cx
        .zip(address.shown)
        .map(|(cx, path)| cx.assets.copies(path));
    if let Some(copies) = copies.filter(|copies| !copies.is_empty()) {
        link::widest_copy(out, copies, view);
        if name.eq_ignore_ascii_case("src") {
            link::set_of_copies(out, copies, view);
        }
        return out.raw("\"");
    }
    // A set of pictures is a list with commas; every other attribute has one address.
    for (at, (target, size)) in address.targets.iter().enumerate() {
        if at > 0 {
            out.raw(", ");
        }
        link::address(out, cx, *target, view);
        if !size.is_empty() {
            out.raw(" ");
            out.attribute(size);
        }
    }
    out.raw("\"");
}
