//! A picture that can be published.

use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};
use crate::model::format::ImageFormat;
use crate::render::image::left_out::LeftOut;
use crate::render::image::problem::ImageProblem;

/// A picture that can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanImage {
    /// The file as it is published, written anew without what does not show.
    pub bytes: Vec<u8>,
    /// The size in CSS pixels as shown, after a picture that lies on its side has been turned.
    pub width: u32,
    /// In CSS pixels too.
    pub height: u32,
    /// By its first bytes, whatever it is called.
    pub format: ImageFormat,
    /// Words of a drawing that stand in it as a piece of a web page, which is left out, and of which
    /// only the beginning stands there as plain text.
    pub cut_label: Option<String>,
    /// What a drawing names outside itself.
    pub left_out: LeftOut,
}

/// Makes the result of a format whose picture is made of pixels.
pub(super) fn finish(
    bytes: Vec<u8>,
    (width, height): (u32, u32),
    format: ImageFormat,
) -> Result<CleanImage, ImageProblem> {
    if width == 0 || height == 0 {
        return Err(ImageProblem::NoSize);
    }
    // No browser holds a picture with a longer side in memory, and one of more pixels takes a gigabyte there.
    let pixels = u64::from(width) * u64::from(height);
    let side = width.max(height) as usize;
    if side > PICTURE_SIDE.most || pixels > PICTURE_PIXELS.most as u64 {
        return Err(ImageProblem::TooLarge { width, height });
    }
    Ok(CleanImage {
        bytes,
        width,
        height,
        format,
        cut_label: None,
        left_out: LeftOut::default(),
    })
}
