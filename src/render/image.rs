//! Pictures as they are published: without camera, place or author in them, and with their size.
//!
//! Takes the bytes of a picture in any format that browsers show and gives bytes that show the
//! same, or says in a sentence why it cannot. Nothing is decoded or compressed anew: each format's
//! parts are walked and only those that are needed to show the picture are kept, so an unknown part
//! is left out and never let through. What lies in the compressed data itself is not looked at.

mod css;
mod exif;
mod gif;
mod icc;
mod jpeg;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

use std::fmt;

pub use crate::format::ImageFormat;
use crate::format::{self, Signature};

/// No browser holds a picture with a longer side in memory.
const MAX_SIDE: u32 = 32_767;

/// More than the largest cameras make, and a gigabyte once unpacked.
const MAX_PIXELS: u64 = 1 << 28;

/// A picture that can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanImage {
    pub bytes: Vec<u8>,
    /// The size in CSS pixels as shown, after a picture that lies on its side has been turned.
    pub width: u32,
    pub height: u32,
    pub format: ImageFormat,
    /// Words of a drawing that stand in it as a piece of a web page, which is left out, and of which
    /// only the beginning stands there as plain text.
    pub cut_label: Option<String>,
}

/// Why a picture cannot be published. Its `Display` is a sentence without a full stop that has the
/// picture as its subject; [`ImageProblem::help`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageProblem {
    Empty,
    /// Not a picture, or in a format nobody here has heard of.
    UnknownFormat,
    /// A picture in the named format, which nobody here can clean and few browsers show.
    Unsupported(&'static str),
    /// The file breaks its format's rules; the words say where, and follow "is damaged: ".
    Damaged(String),
    NoSize,
    TooLarge {
        width: u32,
        height: u32,
    },
    /// An SVG whose picture is drawn by a script.
    NeedsScript,
    /// An SVG whose words are pieces of a web page.
    NeedsHtml,
}

impl fmt::Display for ImageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageProblem::Empty => f.write_str("the picture's file is empty"),
            ImageProblem::UnknownFormat => {
                f.write_str("the file is not a picture in a known format")
            }
            ImageProblem::Unsupported(format) => write!(
                f,
                "its format is {format}, from which place and camera cannot be taken out"
            ),
            ImageProblem::Damaged(how) => write!(f, "the picture is damaged: {how}"),
            ImageProblem::NoSize => f.write_str("the picture does not say how large it is"),
            ImageProblem::TooLarge { width, height } => write!(
                f,
                "the picture is too large to be shown, {width} by {height} pixels"
            ),
            ImageProblem::NeedsScript => {
                f.write_str("the picture is drawn by a script, and scripts in pictures never run")
            }
            ImageProblem::NeedsHtml => f.write_str(
                "the picture's words are pieces of a web page (foreignObject), which many programs do not show",
            ),
        }
    }
}

impl std::error::Error for ImageProblem {}

impl ImageProblem {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            ImageProblem::Empty | ImageProblem::Damaged(_) => {
                "open the original in a picture program and save it again"
            }
            ImageProblem::UnknownFormat | ImageProblem::Unsupported(_) => {
                "open it in a picture program, save a copy as JPEG or PNG, and name that copy here"
            }
            ImageProblem::NoSize => "give the `svg` element a `viewBox`",
            ImageProblem::TooLarge { .. } => {
                "make it smaller: 2,000 pixels across are enough for a page"
            }
            ImageProblem::NeedsScript => "save the drawn picture as plain SVG or as PNG",
            ImageProblem::NeedsHtml => {
                "save it with plain text labels (in Mermaid: htmlLabels false) or as PNG"
            }
        }
    }
}

/// The picture without camera, place and other metadata, and the size at which it is shown.
///
/// Takes the bytes of a whole file and tells its format by them. A JPEG, PNG or WebP that is stored
/// on its side keeps the one Exif field that says so, and has its width and height swapped, as
/// browsers do with `image-orientation: from-image`. Cleaning what is clean changes nothing.
/// Fails if the file is none of the formats, breaks off, contradicts itself, or is too large to be
/// shown.
pub fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    clean_within(bytes, 0)
}

/// As [`clean`], for a picture that stands `depth` drawings deep in others.
fn clean_within(bytes: &[u8], depth: usize) -> Result<CleanImage, ImageProblem> {
    match format::signature(bytes) {
        _ if bytes.is_empty() => Err(ImageProblem::Empty),
        Some(Signature::Known(ImageFormat::Jpeg)) => jpeg::clean(bytes),
        Some(Signature::Known(ImageFormat::Png)) => png::clean(bytes),
        Some(Signature::Known(ImageFormat::Gif)) => gif::clean(bytes),
        Some(Signature::Known(ImageFormat::WebP)) => webp::clean(bytes),
        Some(Signature::Known(ImageFormat::Svg)) => svg::clean(bytes, depth),
        Some(Signature::Foreign(name)) => Err(ImageProblem::Unsupported(name)),
        None if format::looks_like_xml(bytes) => svg::clean(bytes, depth),
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

/// Makes the result of a format whose picture is made of pixels.
fn finish(
    bytes: Vec<u8>,
    (width, height): (u32, u32),
    format: ImageFormat,
) -> Result<CleanImage, ImageProblem> {
    if width == 0 || height == 0 {
        return Err(ImageProblem::NoSize);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(ImageProblem::TooLarge { width, height });
    }
    Ok(CleanImage {
        bytes,
        width,
        height,
        format,
        cut_label: None,
    })
}

fn damaged(how: &str) -> ImageProblem {
    ImageProblem::Damaged(how.to_owned())
}

/// A damage that the parser of chunks found, in our words.
fn broken_parts(problem: img_parts::Error) -> ImageProblem {
    damaged(match problem {
        img_parts::Error::WrongSignature => "it does not begin as its format does",
        img_parts::Error::BadCRC => "a check sum does not match",
        img_parts::Error::Truncated => "it breaks off before its end",
    })
}

/// The unread part of a file. Reading past its end is a problem, never a panic.
struct Unread<'a>(&'a [u8]);

impl<'a> Unread<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ImageProblem> {
        let (head, rest) = self
            .0
            .split_at_checked(count)
            .ok_or_else(|| damaged("it breaks off before its end"))?;
        self.0 = rest;
        Ok(head)
    }

    fn byte(&mut self) -> Result<u8, ImageProblem> {
        Ok(self.take(1)?[0])
    }
}
