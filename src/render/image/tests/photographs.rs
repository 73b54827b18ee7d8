//! Photographs that are published in smaller widths, and those that are turned.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, Rgba, RgbaImage};
use img_parts::ImageEXIF as _;
use img_parts::jpeg::Jpeg;

use super::{cleaned, riff, tiff};
use crate::model::format::ImageFormat;
use crate::render::image::{at_width, smaller};

const RED: [u8; 3] = [255, 0, 0];

/// Grain that no encoder makes small, with a red corner at the top left.
fn grain(width: u32, height: u32) -> DynamicImage {
    let mut grain = 1u32;
    let mut picture = RgbaImage::from_fn(width, height, |_, _| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgba([(grain >> 24) as u8, (grain >> 16) as u8, 90, 255])
    });
    let corner = (width / 50).max(2);
    for (x, y) in (0..corner * corner).map(|at| (at % corner, at / corner)) {
        picture.put_pixel(x, y, Rgba([255, 0, 0, 255]));
    }
    picture.into()
}

fn encoded(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("it is a picture");
    bytes.into_inner()
}

fn jpeg(picture: DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 100);
    DynamicImage::from(picture.into_rgb8())
        .write_with_encoder(encoder)
        .expect("it is a picture");
    bytes
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("it is a picture")
}

#[test]
fn a_webp_that_lies_on_its_side_is_turned() {
    let mut lossless = Vec::new();
    grain(6, 4)
        .write_with_encoder(WebPEncoder::new_lossless(&mut lossless))
        .expect("it is a picture");
    let on_its_side = riff(&[
        (b"VP8X", &[0b1000, 0, 0, 0, 5, 0, 0, 3, 0, 0]),
        (b"VP8L", &lossless[20..]),
        (b"EXIF", &tiff(Some(6))),
    ]);
    let turned = cleaned(&on_its_side);
    assert_eq!((turned.width, turned.height), (4, 6));
    assert!(!super::holds(&turned.bytes, b"EXIF"));
    let picture = decoded(&turned.bytes).into_rgb8();
    assert_eq!(picture.dimensions(), (4, 6));
    assert_eq!(picture.get_pixel(3, 0).0, RED);
    assert_eq!(cleaned(&turned.bytes), turned);
}

#[test]
fn a_large_picture_has_two_widths_and_the_same_bytes_each_time() {
    for (bytes, widths, format) in [
        (jpeg(grain(2000, 200)), [800, 1600], ImageFormat::Jpeg),
        (jpeg(grain(1200, 400)), [800, 1200], ImageFormat::Jpeg),
        (jpeg(grain(900, 500)), [600, 900], ImageFormat::Jpeg),
        (
            encoded(&grain(2000, 200), image::ImageFormat::Png),
            [800, 1600],
            ImageFormat::Png,
        ),
        (
            encoded(
                &grain(2000, 200).into_rgb8().into(),
                image::ImageFormat::Png,
            ),
            [800, 1600],
            ImageFormat::Jpeg,
        ),
    ] {
        let clean = cleaned(&bytes);
        let smaller = smaller(&clean).expect("it is large");
        assert_eq!((smaller.widths, smaller.format), (widths, format));
        for width in widths {
            let made = at_width(&clean.bytes, width, format).expect("it can be decoded");
            let picture = decoded(&made);
            assert_eq!(picture.width(), width);
            assert_eq!(picture.height(), clean.height * width / clean.width);
            assert_eq!(at_width(&clean.bytes, width, format), Some(made));
        }
    }
}

#[test]
fn small_and_narrow_pictures_and_those_of_few_colours_stay_as_they_are() {
    for bytes in [
        jpeg(grain(900, 50)),
        jpeg(grain(700, 700)),
        super::gif(),
        super::png(None),
        super::webp(None),
    ] {
        assert_eq!(smaller(&cleaned(&bytes)), None);
    }
}

#[test]
fn a_smaller_copy_of_a_photo_that_lies_on_its_side_is_upright() {
    let mut photo = Jpeg::from_bytes(jpeg(grain(1000, 900)).into()).expect("it is a JPEG");
    photo.set_exif(Some(tiff(Some(6)).into()));
    let clean = cleaned(&photo.encoder().bytes());
    assert_eq!((clean.width, clean.height), (900, 1000));
    let smaller = smaller(&clean).expect("it is large");
    let picture = at_width(&clean.bytes, smaller.widths[1], smaller.format);
    let picture = decoded(&picture.expect("it can be decoded")).into_rgb8();
    assert_eq!(picture.dimensions(), (900, 1000));
    let [red, green, _] = picture.get_pixel(899, 0).0;
    assert!(red > 200 && green < 90, "{red} {green}");
}
