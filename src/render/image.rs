//! Pictures as they are published: without camera, place or author in them, and with their size.
//!
//! A picture is what its first bytes say, whatever it is called. A format that nobody here can take apart
//! is published nowhere.
//!
//! Takes the bytes of a picture in any format that browsers show and gives bytes that show the
//! same, or says in a sentence why it cannot. In cleaning nothing is decoded or compressed anew, but for a WebP
//! that lies on its side: each format's parts are walked and only those that are needed to show the picture are
//! kept, so an unknown part is left out and never let through. What lies in the compressed data itself is not
//! looked at. `smaller` makes copies for readers, which are decoded and compressed anew.

mod clean_image;
mod css;
mod exif;
mod gif;
mod icc;
mod jpeg;
mod left_out;
mod png;
mod problem;
mod smaller;
mod svg;
#[cfg(test)]
mod tests;
mod unread;
mod webp;

pub use crate::model::format::ImageFormat;
use crate::model::format::{self, Signature};
pub use crate::render::image::clean_image::CleanImage;
pub use crate::render::image::left_out::{LeftOut, Wanted};
pub use crate::render::image::problem::ImageProblem;
pub(crate) use crate::render::image::smaller::{Smaller, at_width, smaller};
use crate::render::image::svg::Nesting;

/// The picture without camera, place and other metadata, and the size at which it is shown.
///
/// Takes the bytes of a whole file and tells its format by them. A JPEG or PNG that is stored on its side keeps
/// the one Exif field that says so, and has its width and height swapped, as browsers do with
/// `image-orientation: from-image`. They turn no WebP, so that its pixels are turned here: one of few
/// losses becomes a JPEG. Cleaning what is clean changes nothing.
/// Fails if the file is none of the formats, breaks off, contradicts itself, or is too large to be
/// shown.
pub fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    clean_within(bytes, 0)
}

/// As [`clean`], for a picture that stands `depth` drawings deep in others.
fn clean_within(bytes: &[u8], depth: usize) -> Result<CleanImage, ImageProblem> {
    let nesting = Nesting {
        depth,
        clean_inner: clean_within,
    };
    match format::signature(bytes) {
        _ if bytes.is_empty() => Err(ImageProblem::Empty),
        Some(Signature::Known(ImageFormat::Jpeg)) => jpeg::clean(bytes),
        Some(Signature::Known(ImageFormat::Png)) => png::clean(bytes),
        Some(Signature::Known(ImageFormat::Gif)) => gif::clean(bytes),
        Some(Signature::Known(ImageFormat::WebP)) => webp::clean(bytes),
        Some(Signature::Known(ImageFormat::Svg)) => svg::clean(bytes, nesting),
        Some(Signature::Foreign(name)) => Err(ImageProblem::Unsupported(name)),
        None if format::looks_like_xml(bytes) => svg::clean(bytes, nesting),
        None => Err(other_format(bytes)),
    }
}

/// Names what people are likely to take for a picture.
fn other_format(bytes: &[u8]) -> ImageProblem {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => ImageProblem::Unsupported("PDF"),
        [0x1F, 0x8B, ..] => ImageProblem::Unsupported("compressed"),
        _ => ImageProblem::UnknownFormat,
    }
}
