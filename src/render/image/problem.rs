//! Why a picture cannot be published.

use std::fmt;

use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};

/// Why a picture cannot be published. Its `Display` is a sentence without a full stop that has the
/// picture as its subject; [`ImageProblem::help`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageProblem {
    /// A file of no bytes.
    Empty,
    /// Not a picture, or in a format nobody here has heard of.
    UnknownFormat,
    /// A picture in the named format, which nobody here can clean.
    Unsupported(&'static str),
    /// The file breaks its format's rules; the words say where, and follow "is damaged: ".
    Damaged(String),
    /// An SVG that says neither its size nor a `viewBox`, or a side of no length.
    NoSize,
    /// More pixels than browsers show.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
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
                "the picture is too large to be shown, {width} by {height} pixels, where a side has at most {} and all of it {}",
                PICTURE_SIDE.most_in_words(),
                PICTURE_PIXELS.most_in_words()
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
            ImageProblem::Unsupported("HEIC") => {
                "save a copy as JPEG, and name that copy here: telephones and picture programs call it \
                 Export or Share; an iPhone takes JPEG from the start with Settings, Camera, Formats, Most Compatible"
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

pub(super) fn damaged(how: &str) -> ImageProblem {
    ImageProblem::Damaged(how.to_owned())
}

/// A damage that the parser of chunks found, in our words.
pub(super) fn broken_parts(problem: img_parts::Error) -> ImageProblem {
    damaged(match problem {
        img_parts::Error::WrongSignature => "it does not begin as its format does",
        img_parts::Error::BadCRC => "a check sum does not match",
        img_parts::Error::Truncated => "it breaks off before its end",
    })
}
