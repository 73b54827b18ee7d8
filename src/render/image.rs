//! Pictures as they are published: without camera, place or author in them, and with their size.
//!
//! Takes the bytes of a picture in any format that browsers show and gives bytes that show the
//! same, or says in a sentence why it cannot. Nothing is decoded or compressed anew: each format's
//! parts are walked and only those that are needed to show the picture are kept, so an unknown part
//! is left out and never let through. What lies in the compressed data itself is not looked at.

mod css;
mod exif;
mod gif;
mod jpeg;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

use std::fmt;

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
}

/// A format of pictures that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}

impl ImageFormat {
    /// The ending of file names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            ImageFormat::Jpeg => "jpg",
            ImageFormat::Png => "png",
            ImageFormat::Gif => "gif",
            ImageFormat::WebP => "webp",
            ImageFormat::Svg => "svg",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Gif => "image/gif",
            ImageFormat::WebP => "image/webp",
            ImageFormat::Svg => "image/svg+xml",
        }
    }
}

/// Why a picture cannot be published. Its `Display` is a sentence without a full stop that has the
/// picture as its subject; [`ImageProblem::help`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageProblem {
    Empty,
    /// Not a picture, or in a format nobody here has heard of.
    UnknownFormat,
    /// A picture in the named format, which not every browser shows.
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
                "the picture is a {format} file, which not every browser shows"
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
                "save it as JPEG, PNG, WebP, GIF or SVG"
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
    match bytes {
        [] => Err(ImageProblem::Empty),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::clean(bytes),
        [0x89, b'P', b'N', b'G', ..] => png::clean(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif::clean(bytes),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp::clean(bytes),
        _ if svg::looks_like_xml(bytes) => svg::clean(bytes),
        _ => Err(other_format(bytes)),
    }
}

/// Names the formats that people are likely to try.
fn other_format(bytes: &[u8]) -> ImageProblem {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => {
            ImageProblem::Unsupported("AVIF")
        }
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'h' | b'm',
            b'e' | b'i' | b's',
            ..,
        ] => ImageProblem::Unsupported("HEIC"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => ImageProblem::Unsupported("TIFF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => ImageProblem::Unsupported("BMP"),
        [b'8', b'B', b'P', b'S', ..] => ImageProblem::Unsupported("Photoshop"),
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
