use img_parts::Bytes;
use img_parts::png::PngChunk;

use super::{ImageFormat, clean};
use crate::render::image::clean_image::CleanImage;
use crate::render::image::problem::ImageProblem;

mod drawings;
mod photographs;

const PLACE: &str = "48.8566 N 2.3522 E";

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = (contents.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], &length[..], contents].concat()
}

/// A TIFF structure with a place in a text field and, if given, an orientation after it.
fn tiff(orientation: Option<u8>) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend([1 + u8::from(orientation.is_some()), 0]);
    tiff.extend(b"\x0e\x01\x02\0\x04\0\0\0");
    tiff.extend(&PLACE.as_bytes()[..4]);
    if let Some(orientation) = orientation {
        tiff.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    }
    tiff.extend([0; 4]);
    tiff.extend(PLACE.as_bytes());
    tiff
}

/// A colour profile with a table of colours, and the place in its name, its header and a tag of its own.
fn profile() -> Vec<u8> {
    let place = PLACE.as_bytes();
    let mut profile = vec![0; 128];
    profile[8] = 4;
    profile[24..36].copy_from_slice(&place[..12]);
    profile[36..40].copy_from_slice(b"acsp");
    profile[48..56].copy_from_slice(&place[..8]);
    let tags: [(&[u8; 4], &[u8]); 3] = [
        (b"desc", place),
        (b"rXYZ", b"XYZ \0\0\0\0table"),
        (b"mmod", place),
    ];
    profile.extend((tags.len() as u32).to_be_bytes());
    let mut at = profile.len() + 12 * tags.len();
    for (name, table) in tags {
        profile.extend_from_slice(name);
        profile.extend(
            [at as u32, table.len() as u32]
                .map(u32::to_be_bytes)
                .concat(),
        );
        at += table.len();
    }
    profile.extend(tags.map(|(_, table)| table).concat());
    profile
}

fn clean_profile() -> Vec<u8> {
    super::icc::clean(&profile()).expect("it is a profile")
}

/// The contents of the chunk that holds a profile in a PNG.
fn compressed(name: &str, profile: &[u8]) -> Vec<u8> {
    let zlib = miniz_oxide::deflate::compress_to_vec_zlib(profile, 6);
    [name.as_bytes(), b"\0\0", &zlib].concat()
}

/// A picture 300 wide and 200 high with everything in it that may be in a phone's JPEG.
fn jpeg(orientation: Option<u8>) -> Vec<u8> {
    let exif = [b"Exif\0\0".to_vec(), tiff(orientation)].concat();
    let place = PLACE.as_bytes();
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE1, &exif),
        segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01abc"),
        segment(0xE0, &[b"JFXX\0\x10", place].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", place].concat()),
        segment(
            0xE2,
            &[b"ICC_PROFILE\0\x02\x02", &profile()[100..]].concat(),
        ),
        segment(
            0xE2,
            &[b"ICC_PROFILE\0\x01\x02", &profile()[..100]].concat(),
        ),
        segment(0xE2, &[b"MPF\0", place].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", place].concat()),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xFE, place),
        segment(0xDB, &[1; 65]),
        segment(0xC0, &[8, 0, 200, 1, 44, 1, 1, 0x11, 0]),
        segment(0xC4, &[0; 20]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"\x12\xFF\0\x34\xFF\xD0\x56".to_vec(),
        segment(0xFE, place),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"\x78\xFF\xD9".to_vec(),
        place.to_vec(),
    ]
    .concat()
}

fn png_of(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for &(kind, contents) in chunks {
        let chunk = PngChunk::new(*kind, Bytes::copy_from_slice(contents));
        png.extend_from_slice(&chunk.encoder().bytes());
    }
    png
}

fn png(orientation: Option<u8>) -> Vec<u8> {
    let mut png = png_of(&[
        (b"IHDR", b"\0\0\x01\x2c\0\0\0\xc8\x08\x06\0\0\0"),
        (b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]),
        (b"tEXt", PLACE.as_bytes()),
        (b"iCCP", &compressed("48.8", &profile())),
        (b"eXIf", &tiff(orientation)),
        (b"tIME", &[0; 7]),
        (b"pHYs", &[0; 9]),
        (b"IDAT", b"data"),
        (b"prVt", PLACE.as_bytes()),
        (b"IEND", PLACE.as_bytes()),
    ]);
    png.extend(PLACE.as_bytes());
    png
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (id, contents) in chunks {
        body.extend_from_slice(*id);
        body.extend((contents.len() as u32).to_le_bytes());
        body.extend_from_slice(contents);
        body.extend(&[0][..contents.len() % 2]);
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

const VP8: &[u8] = b"\x50\x5a\x00\x9d\x01\x2a\x2c\x01\xc8\x00";

fn webp(orientation: Option<u8>) -> Vec<u8> {
    riff(&[
        (b"VP8X", &[0b10_1100, 0, 0, 0, 0x2b, 1, 0, 0xc7, 0, 0]),
        (b"ICCP", &profile()),
        (b"VP8 ", VP8),
        (b"EXIF", &tiff(orientation)),
        (b"XMP ", PLACE.as_bytes()),
        (b"note", PLACE.as_bytes()),
    ])
}

fn gif() -> Vec<u8> {
    let mut comment = b"\x21\xFE\x12".to_vec();
    comment.extend(PLACE.as_bytes());
    comment.push(0);
    [
        b"GIF89a\x2c\x01\xc8\0\x80\0\0".to_vec(),
        b"\0\0\0\xff\xff\xff".to_vec(),
        b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0".to_vec(),
        b"\x21\xFF\x0BXMP DataXMP\x02hi\0".to_vec(),
        comment,
        b"\x21\xF9\x04\0\x0a\0\0\0".to_vec(),
        b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec(),
        b"\x3B".to_vec(),
        PLACE.as_bytes().to_vec(),
    ]
    .concat()
}

fn svg(contents: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 300 200\">{contents}</svg>"
    )
}

fn cleaned(bytes: &[u8]) -> CleanImage {
    clean(bytes).expect("the picture is sound")
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn samples() -> Vec<Vec<u8>> {
    let place = format!("<metadata>{PLACE}</metadata><!-- {PLACE} -->");
    let svg = svg(&format!("{place}<title>A map</title><path d=\"M0 0\"/>")).into_bytes();
    vec![jpeg(Some(6)), png(Some(6)), webp(Some(6)), gif(), svg]
}

#[test]
fn no_format_keeps_the_place() {
    for sample in samples() {
        let image = cleaned(&sample);
        assert!(!holds(&image.bytes, &PLACE.as_bytes()[..4]), "{image:?}");
    }
}

#[test]
fn cleaning_what_is_clean_changes_nothing() {
    for sample in samples() {
        let once = cleaned(&sample);
        assert_eq!(cleaned(&once.bytes), once);
    }
}

#[test]
fn a_picture_that_breaks_off_anywhere_is_a_problem() {
    for sample in samples() {
        let image = cleaned(&sample);
        let whole = image.bytes;
        let needed = whole.len() - usize::from(image.format == ImageFormat::Gif);
        for end in 0..needed {
            assert!(clean(&whole[..end]).is_err(), "{end} of {}", whole.len());
        }
    }
}

#[test]
fn no_single_wrong_byte_makes_it_panic() {
    for sample in samples() {
        for at in 0..sample.len() {
            for wrong in [0, 1, 0x3B, 0x7F, 0x80, 0xD9, 0xFF] {
                let mut sample = sample.clone();
                sample[at] = wrong;
                let _ = clean(&sample);
            }
        }
    }
}

#[test]
fn a_turned_picture_stays_turned_and_has_its_sides_swapped() {
    for make in [jpeg, png, webp] {
        let image = cleaned(&make(Some(6)));
        assert_eq!((image.width, image.height), (200, 300));
        assert!(holds(&image.bytes, b"MM\0*\0\0\0\x08\0\x01\x01\x12"));
        let mirrored = cleaned(&make(Some(3)));
        assert_eq!((mirrored.width, mirrored.height), (300, 200));
    }
}

#[test]
fn an_upright_picture_has_no_exif_at_all() {
    for (make, name) in [
        (jpeg as fn(Option<u8>) -> Vec<u8>, b"Exif"),
        (png, b"eXIf"),
        (webp, b"EXIF"),
    ] {
        for orientation in [None, Some(1), Some(9)] {
            let image = cleaned(&make(orientation));
            assert_eq!((image.width, image.height), (300, 200));
            assert!(!holds(&image.bytes, name));
        }
    }
}

#[test]
fn a_jpeg_keeps_what_its_colours_need() {
    let expected = [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"),
        segment(
            0xE2,
            &[b"ICC_PROFILE\0\x01\x01", &clean_profile()[..]].concat(),
        ),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xDB, &[1; 65]),
        segment(0xC0, &[8, 0, 200, 1, 44, 1, 1, 0x11, 0]),
        segment(0xC4, &[0; 20]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"\x12\xFF\0\x34\xFF\xD0\x56".to_vec(),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"\x78\xFF\xD9".to_vec(),
    ]
    .concat();
    assert_eq!(cleaned(&jpeg(None)).bytes, expected);
}

#[test]
fn a_png_keeps_its_animation_and_resolution() {
    let expected = png_of(&[
        (b"IHDR", b"\0\0\x01\x2c\0\0\0\xc8\x08\x06\0\0\0"),
        (b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]),
        (b"iCCP", &compressed("icc", &clean_profile())),
        (b"pHYs", &[0; 9]),
        (b"IDAT", b"data"),
        (b"IEND", b""),
    ]);
    assert_eq!(cleaned(&png(None)).bytes, expected);
}

#[test]
fn a_webp_says_what_is_left_of_it() {
    let expected = riff(&[
        (b"VP8X", &[0b10_0000, 0, 0, 0, 0x2b, 1, 0, 0xc7, 0, 0]),
        (b"ICCP", &clean_profile()),
        (b"VP8 ", VP8),
    ]);
    assert_eq!(cleaned(&webp(None)).bytes, expected);
    let simple = cleaned(&riff(&[(b"VP8 ", VP8), (b"EXIF", &tiff(Some(6)))]));
    assert_eq!(simple.bytes, riff(&[(b"VP8 ", VP8)]));
    assert_eq!((simple.width, simple.height), (300, 200));
}

#[test]
fn the_pictures_of_an_animated_webp_are_cleaned() {
    let frame = |extra: &[(&[u8; 4], &[u8])]| {
        let chunks = [&[(b"VP8 ", VP8)][..], extra].concat();
        [&[0; 16][..], &riff(&chunks)[12..]].concat()
    };
    let animated = |frame: &[u8]| {
        riff(&[
            (b"VP8X", &[0b10, 0, 0, 0, 0x2b, 1, 0, 0xc7, 0, 0]),
            (b"ANIM", &[0; 6]),
            (b"ANMF", frame),
        ])
    };
    let private = frame(&[(b"EXIF", &tiff(None)), (b"note", b"48.")]);
    assert_eq!(cleaned(&animated(&private)).bytes, animated(&frame(&[])));
    assert!(clean(&animated(&private[..private.len() - 2])).is_err());
}

#[test]
fn a_profile_that_is_none_is_left_out() {
    let image = cleaned(&riff(&[
        (b"VP8X", &[0b10_0000, 0, 0, 0, 0x2b, 1, 0, 0xc7, 0, 0]),
        (b"ICCP", PLACE.as_bytes()),
        (b"VP8 ", VP8),
    ]));
    assert!(!holds(&image.bytes, b"ICCP"), "{image:?}");
    let mut cut = profile();
    cut.truncate(180);
    assert_eq!(super::icc::clean(&cut), None);
}

#[test]
fn a_gif_keeps_its_timing_and_its_repeats() {
    let image = cleaned(&gif());
    assert_eq!((image.width, image.height), (300, 200));
    assert!(holds(&image.bytes, b"NETSCAPE2.0\x03\x01\0\0\0"));
    assert!(holds(&image.bytes, b"\x21\xF9\x04\0\x0a\0\0\0"));
    assert!(!holds(&image.bytes, b"XMP"));
}

#[test]
fn a_gif_without_its_end_mark_gets_one() {
    let whole = cleaned(&gif());
    let unmarked = &whole.bytes[..whole.bytes.len() - 1];
    assert_eq!(cleaned(unmarked), whole);
}

#[test]
fn sizes_that_cannot_be_shown_are_problems() {
    let sized = |width: u32, height: u32| {
        let header = [
            &width.to_be_bytes()[..],
            &height.to_be_bytes(),
            &[8, 6, 0, 0, 0],
        ]
        .concat();
        clean(&png_of(&[
            (b"IHDR", &header),
            (b"IDAT", b"data"),
            (b"IEND", b""),
        ]))
    };
    assert_eq!(sized(0, 5), Err(ImageProblem::NoSize));
    let (width, height) = (u32::MAX, 1);
    assert_eq!(
        sized(width, height),
        Err(ImageProblem::TooLarge { width, height })
    );
    let (width, height) = (30_000, 30_000);
    assert_eq!(
        sized(width, height),
        Err(ImageProblem::TooLarge { width, height })
    );
}

#[test]
fn other_files_are_named() {
    assert_eq!(clean(b""), Err(ImageProblem::Empty));
    for (bytes, name) in [
        (&b"\0\0\0\x18ftypheic\0\0"[..], "HEIC"),
        (b"II*\0\0\0\0\0", "TIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1F\x8B\x08\0", "compressed"),
    ] {
        assert_eq!(clean(bytes), Err(ImageProblem::Unsupported(name)));
    }
    for bytes in [
        &b"words"[..],
        b"<!DOCTYPE html><html></html>",
        b"<rss xmlns='x'/>",
        b"<",
    ] {
        let problem = clean(bytes).expect_err("no picture");
        assert!(
            matches!(
                problem,
                ImageProblem::UnknownFormat | ImageProblem::Damaged(_)
            ),
            "{problem}"
        );
    }
}

#[test]
fn an_svg_hides_nothing_behind_a_prefix() {
    let text = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:k=\"http://www.w3.org/1999/xlink\" \
        width=\"3cm\" height=\"200\"><s:script/><s:use k:href=\"http://x\" k:title=\"Ana\"/></s:svg>";
    let image = cleaned(text.as_bytes());
    assert_eq!((image.width, image.height), (113, 200));
    assert!(
        image.bytes.ends_with(b"height=\"200\"><use/></svg>"),
        "{image:?}"
    );
}

#[test]
fn formats_name_their_endings() {
    assert_eq!(cleaned(&gif()).format.extension(), "gif");
    assert_eq!(cleaned(&webp(None)).format.media_type(), "image/webp");
    assert_eq!(ImageFormat::Svg.media_type(), "image/svg+xml");
}

#[test]
fn every_problem_has_a_sentence_and_help() {
    let problem = clean(&jpeg(None)[..40]).expect_err("it breaks off");
    assert_eq!(
        problem.to_string(),
        "the picture is damaged: it breaks off before its end"
    );
    assert_eq!(
        problem.help(),
        "open the original in a picture program and save it again"
    );
}
