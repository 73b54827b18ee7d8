//! Photographs in the widths that readers need.
//!
//! Takes a picture that is clean and gives copies of it, upright and in sRGB or under the profile that it came
//! with. The same picture gives the same bytes: what encodes them counts no time and asks no machine.
//! Small files, pictures in motion and those of few colours stay as they are.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader};

use crate::model::format::ImageFormat;
use crate::render::image::clean_image::CleanImage;

/// A file of no more bytes is as small as readers need.
const SMALL_FILE: usize = 300_000;

/// The width for phones, and that for larger screens, in pixels.
const NARROW: u32 = 800;
const WIDE: u32 = 1600;

/// How well photographs are kept, of 100.
const QUALITY: u8 = 82;

/// The widths in which a picture is published, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Smaller {
    /// The narrower first.
    pub(crate) widths: [u32; 2],
    pub(crate) format: ImageFormat,
}

/// In which widths a picture is published in place of its own; `None` where it is as small as readers need.
pub(crate) fn smaller(picture: &CleanImage) -> Option<Smaller> {
    if picture.bytes.len() <= SMALL_FILE || picture.width <= NARROW {
        return None;
    }
    let wide = picture.width.min(WIDE);
    // Two widths that are nearly the same would serve nobody.
    let narrow = NARROW.min(wide * 2 / 3);
    Some(Smaller {
        widths: [narrow, wide],
        format: format(picture)?,
    })
}

/// As what a picture is encoded anew; `None` for what stays as it is.
fn format(picture: &CleanImage) -> Option<ImageFormat> {
    let bytes = picture.bytes.as_slice();
    match picture.format {
        ImageFormat::Jpeg => has_three_colours(bytes).then_some(ImageFormat::Jpeg),
        ImageFormat::Png => {
            // The header stands first: sixteen bytes, width and height, depth, and the type of colour.
            let (depth, colour) = (*bytes.get(24)?, *bytes.get(25)?);
            let moves = memchr::memmem::find(bytes, b"acTL").is_some();
            match (depth, colour) {
                _ if moves => None,
                (8.., 0 | 2) => Some(ImageFormat::Jpeg),
                (8.., 4 | 6) => Some(ImageFormat::Png),
                _ => None,
            }
        }
        ImageFormat::WebP => {
            let flags = bytes.get(12..16)? == b"VP8X";
            let flags = if flags { *bytes.get(20)? } else { 0 };
            let (moves, is_clear) = (flags & 0b10 != 0, flags & 0b1_0000 != 0);
            let is_lossless = memchr::memmem::find(bytes, b"VP8L").is_some();
            match (moves, is_clear || is_lossless) {
                (true, _) => None,
                (false, true) => Some(ImageFormat::WebP),
                (false, false) => Some(ImageFormat::Jpeg),
            }
        }
        ImageFormat::Gif | ImageFormat::Svg => None,
    }
}

/// Whether a JPEG is made of grey or of red, green and blue, and not for a printing press: the decoder knows
/// no inks.
fn has_three_colours(bytes: &[u8]) -> bool {
    use img_parts::jpeg::{Jpeg, markers};
    let Ok(jpeg) = Jpeg::from_bytes(img_parts::Bytes::copy_from_slice(bytes)) else {
        return false;
    };
    let is_frame = |marker: u8| {
        (markers::SOF0..=markers::SOF15).contains(&marker)
            && ![markers::DHT, markers::JPG, markers::DAC].contains(&marker)
    };
    let frame = jpeg
        .segments()
        .iter()
        .find(|segment| is_frame(segment.marker()));
    // Depth, height, width, and the number of components.
    frame.is_some_and(|frame| matches!(frame.contents().get(5), Some(1 | 3)))
}

/// A clean picture so many pixels wide, upright, in `format`; `None` where it cannot be decoded.
pub(crate) fn at_width(bytes: &[u8], width: u32, format: ImageFormat) -> Option<Vec<u8>> {
    let (picture, profile) = decoded(bytes)?;
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    let height = u32::try_from(height.max(1)).ok()?;
    let picture = if picture.width() == width {
        picture
    } else {
        picture.resize_exact(width, height, FilterType::CatmullRom)
    };
    encoded(&picture, profile, format)
}

/// A picture with its pixels in the order in which they are shown, for programs that turn none by a note in
/// the file; `None` where it cannot be decoded.
pub(super) fn upright(bytes: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    let (picture, profile) = decoded(bytes)?;
    encoded(&picture, profile, format)
}

/// The pixels, upright, and the profile of their colours.
fn decoded(bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some((eight_bits(picture), profile))
}

/// The picture with eight bits for each colour, in the colours that it has.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    let colour = picture.color();
    match (colour.has_color(), colour.has_alpha()) {
        (true, true) => DynamicImage::ImageRgba8(picture.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(picture.into_rgb8()),
        (false, true) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        (false, false) => DynamicImage::ImageLuma8(picture.into_luma8()),
    }
}

fn encoded(
    picture: &DynamicImage,
    profile: Option<Vec<u8>>,
    format: ImageFormat,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            written(encoder, profile, picture)?;
        }
        ImageFormat::Png => written(PngEncoder::new(&mut bytes), profile, picture)?,
        ImageFormat::WebP => written(WebPEncoder::new_lossless(&mut bytes), profile, picture)?,
        ImageFormat::Gif | ImageFormat::Svg => return None,
    }
    Some(bytes)
}

fn written(
    mut encoder: impl ImageEncoder,
    profile: Option<Vec<u8>>,
    picture: &DynamicImage,
) -> Option<()> {
    if let Some(profile) = profile {
        // A profile that no file of this format holds changes the colours little.
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder).ok()
}
