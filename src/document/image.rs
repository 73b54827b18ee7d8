//! A picture of a text as it is shown.

use crate::document::event::{Caption, Image};
use crate::document::target::Target;
use crate::model::page::{self, Scale};

/// The picture as it is shown with `target`, which has this size in CSS pixels. `is_plain` for plain
/// CommonMark, which has titles in the place of captions.
pub(super) fn shown<'a>(
    image: &'a page::Image,
    target: Target<'a>,
    size: Option<(u32, u32)>,
    is_plain: bool,
) -> Image<'a> {
    Image {
        target,
        size: size.map(|size| scaled(size, image.scale)),
        share: match image.scale {
            Some(Scale::Share(share)) => Some(share),
            _ => None,
        },
        alt: &image.alt,
        title: image.caption.as_deref().filter(|_| is_plain),
        caption: if is_plain || image.fills_figure {
            Caption::default()
        } else {
            caption(image)
        },
    }
}

/// What is shown under a picture.
pub(super) fn caption(image: &page::Image) -> Caption<'_> {
    Caption {
        words: image.caption.as_deref(),
        credit: image.credit.as_deref(),
    }
}

/// The size in which a picture of this size is wanted.
fn scaled((width, height): (u32, u32), scale: Option<Scale>) -> (u32, u32) {
    let part = |whole: u32, of: u32, is: u32| {
        let exact = f64::from(whole) * f64::from(is) / f64::from(of.max(1));
        (exact.round() as u32).max(1)
    };
    match scale {
        Some(Scale::Width(wanted)) => (wanted, part(height, width, wanted)),
        Some(Scale::Height(wanted)) => (part(width, height, wanted), wanted),
        Some(Scale::Share(_)) | None => (width, height),
    }
}
