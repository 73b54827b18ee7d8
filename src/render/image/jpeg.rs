//! JPEG (ITU-T T.81): a chain of marked segments and scans between two markers.
//!
//! Kept are the tables, frames and scans, the resolution of the JFIF segment, the cleaned colour profile
//! and Adobe's note on colours. Thumbnails, Exif, XMP, IPTC, comments, further pictures (MPF) and
//! whatever follows the end marker, such as a phone's film, are left out.

use std::collections::BTreeMap;

use super::clean_image::{CleanImage, finish};
use super::exif::Orientation;
use super::icc;
use super::problem::{ImageProblem, damaged};
use super::unread::Unread;
use crate::model::format::ImageFormat;

const TEM: u8 = 0x01;
const DHT: u8 = 0xC4;
const JPG: u8 = 0xC8;
const DAC: u8 = 0xCC;
const RST0: u8 = 0xD0;
const RST7: u8 = 0xD7;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;

/// The fixed parts of the segments that are kept in part: what follows is a thumbnail or stray.
const JFIF_LENGTH: usize = 14;
const ADOBE_LENGTH: usize = 12;

/// How the segments of a colour profile begin; a number and how many there are follow.
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const PIECE_LENGTH: usize = 65_519;

pub(super) fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    let picture = read(bytes)?;
    let stored = picture.size.ok_or_else(|| damaged("it has no frame"))?;
    if !picture.has_scan {
        return Err(damaged("it holds no picture"));
    }
    let shown = picture
        .orientation
        .map_or(stored, |turn| turn.shown(stored));
    finish(write(&picture), shown, ImageFormat::Jpeg)
}

/// What is kept of a file.
#[derive(Default)]
struct Picture<'a> {
    jfif: Option<&'a [u8]>,
    orientation: Option<Orientation>,
    /// Pieces of the colour profile by their numbers.
    profile: BTreeMap<u8, &'a [u8]>,
    size: Option<(u32, u32)>,
    has_scan: bool,
    /// Everything else, in its order.
    body: Vec<u8>,
}

fn read(bytes: &[u8]) -> Result<Picture<'_>, ImageProblem> {
    let mut unread = Unread(bytes);
    unread.take(2)?;
    let mut picture = Picture {
        body: Vec::with_capacity(bytes.len()),
        ..Picture::default()
    };
    loop {
        match next_marker(&mut unread)? {
            EOI => return Ok(picture),
            TEM | RST0..=SOI => {}
            marker => {
                let length = unread.take(2)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let contents = unread.take(length.saturating_sub(2))?;
                picture.segment(marker, contents)?;
                if marker == SOS {
                    picture.body.extend_from_slice(scan(&mut unread)?);
                }
            }
        }
    }
}

/// The next marker; bytes between segments are skipped, as every decoder does.
fn next_marker(unread: &mut Unread<'_>) -> Result<u8, ImageProblem> {
    loop {
        while unread.byte()? != 0xFF {}
        let mut marker = 0xFF;
        while marker == 0xFF {
            marker = unread.byte()?;
        }
        if marker != 0 {
            return Ok(marker);
        }
    }
}

/// The compressed data up to the next marker that ends it.
fn scan<'a>(unread: &mut Unread<'a>) -> Result<&'a [u8], ImageProblem> {
    let rest = unread.0;
    let mut end = 0;
    loop {
        let marker = rest[end..].iter().position(|&byte| byte == 0xFF);
        end = marker.map_or(rest.len(), |offset| end + offset);
        match rest.get(end + 1) {
            None => return unread.take(rest.len() + 1),
            Some(0 | RST0..=RST7) => end += 2,
            Some(0xFF) => end += 1,
            Some(_) => return unread.take(end),
        }
    }
}

impl<'a> Picture<'a> {
    /// Keeps what is needed of a segment.
    fn segment(&mut self, marker: u8, contents: &'a [u8]) -> Result<(), ImageProblem> {
        match marker {
            DHT | DAC | DQT | DRI => self.keep(marker, contents),
            SOS => {
                self.has_scan = true;
                self.keep(marker, contents);
            }
            0xC0..=0xCF if marker != JPG => self.frame(marker, contents)?,
            APP0 if contents.starts_with(b"JFIF\0") => self.jfif = contents.get(..JFIF_LENGTH),
            APP1 if self.orientation.is_none() => {
                self.orientation = contents
                    .strip_prefix(b"Exif\0\0")
                    .and_then(Orientation::read);
            }
            // A colour profile may be cut over several segments, which are numbered and may stand in any order.
            APP2 if contents.starts_with(PROFILE) => {
                if let Some((number, piece)) = contents[PROFILE.len()..].split_first()
                    && let Some((_, piece)) = piece.split_first()
                {
                    self.profile.insert(*number, piece);
                }
            }
            APP14 if contents.starts_with(b"Adobe") && contents.len() >= ADOBE_LENGTH => {
                self.keep(marker, &contents[..ADOBE_LENGTH]);
            }
            _ => {}
        }
        Ok(())
    }

    fn frame(&mut self, marker: u8, contents: &[u8]) -> Result<(), ImageProblem> {
        let &[_, h1, h0, w1, w0, _, ..] = contents else {
            return Err(damaged("its frame is too short"));
        };
        let size = [[w1, w0], [h1, h0]].map(|side| u32::from(u16::from_be_bytes(side)));
        self.size.get_or_insert((size[0], size[1]));
        self.keep(marker, contents);
        Ok(())
    }

    fn keep(&mut self, marker: u8, contents: &[u8]) {
        push_segment(&mut self.body, marker, &[contents]);
    }
}

/// Puts the segments of JFIF, Exif and the profile first, where decoders look for them.
fn write(picture: &Picture<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.body.len() + 64);
    bytes.extend([0xFF, SOI]);
    if let Some(jfif) = picture.jfif {
        let without_thumbnail_size = &jfif[..JFIF_LENGTH - 2];
        push_segment(&mut bytes, APP0, &[without_thumbnail_size, &[0, 0]]);
    }
    if let Some(orientation) = picture.orientation {
        push_segment(&mut bytes, APP1, &[b"Exif\0\0", &orientation.write()]);
    }
    write_profile(picture, &mut bytes);
    bytes.extend_from_slice(&picture.body);
    bytes.extend([0xFF, EOI]);
    bytes
}

/// A profile may be longer than a segment (ICC.1:2022, B.4).
fn write_profile(picture: &Picture<'_>, bytes: &mut Vec<u8>) {
    let pieces: Vec<&[u8]> = picture.profile.values().copied().collect();
    let Some(profile) = icc::clean(&pieces.concat()) else {
        return;
    };
    let pieces = profile.chunks(PIECE_LENGTH);
    let Ok(count) = u8::try_from(pieces.len()) else {
        return;
    };
    for (number, piece) in (1..=count).zip(pieces) {
        push_segment(bytes, APP2, &[PROFILE, &[number, count], piece]);
    }
}

/// Appends a segment. Its contents come from a segment or are few, so their length fits.
fn push_segment(bytes: &mut Vec<u8>, marker: u8, contents: &[&[u8]]) {
    let length: usize = contents.iter().map(|part| part.len()).sum();
    bytes.extend([0xFF, marker]);
    bytes.extend((length as u16 + 2).to_be_bytes());
    contents
        .iter()
        .for_each(|part| bytes.extend_from_slice(part));
}
