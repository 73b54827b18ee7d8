//! WebP (RFC 9649): a RIFF list of chunks.
//!
//! Kept are the picture's data, animation, transparency and colour profile; Exif, XMP and unknown
//! chunks are left out, within the pictures of an animation too, and the header's flags say so.

use img_parts::Bytes;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use super::clean_image::{CleanImage, finish};
use super::exif::Orientation;
use super::icc;
use super::problem::{ImageProblem, broken_parts, damaged};
use super::smaller::upright;
use super::unread::Unread;
use crate::model::format::ImageFormat;

const KEPT: [&[u8; 4]; 7] = [
    b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L",
];
const KEPT_OF_FRAME: [&[u8; 4]; 3] = [b"ALPH", b"VP8 ", b"VP8L"];
const HEADER_LENGTH: usize = 10;
const FRAME_HEADER_LENGTH: usize = 16;
const FLAG_PROFILE: u8 = 0b10_0000;
const FLAG_EXIF: u8 = 0b1000;
const FLAG_XMP: u8 = 0b100;

pub(super) fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).map_err(broken_parts)?;
    let has_data = [*b"VP8 ", *b"VP8L", *b"ANMF"]
        .iter()
        .any(|&id| webp.has_chunk(id));
    if !has_data {
        return Err(damaged("it holds no picture"));
    }
    // Exif is allowed in the extended form only, which begins with a header chunk.
    let header = webp.chunks().first();
    let extended = header.is_some_and(|chunk| chunk.id() == *b"VP8X");
    let orientation = orientation(&webp).filter(|_| extended);
    webp.chunks_mut()
        .retain(|chunk| KEPT.contains(&&chunk.id()));
    clean_contents(&mut webp)?;
    if let Some(turn) = orientation {
        let exif = Bytes::copy_from_slice(&turn.write());
        webp.chunks_mut()
            .push(RiffChunk::new(*b"EXIF", RiffContent::Data(exif)));
    }
    if extended {
        mend_flags(&mut webp)?;
    }
    let stored = webp.dimensions().ok_or(ImageProblem::NoSize)?;
    let shown = orientation.map_or(stored, |turn| turn.shown(stored));
    let is_photo = webp.has_chunk(*b"VP8 ") && !webp.has_chunk(*b"ALPH");
    // What moves is left to those who may know how to turn it.
    let is_still = !webp.has_chunk(*b"ANMF");
    let bytes = webp.encoder().bytes().to_vec();
    if orientation.is_none() {
        return finish(bytes, shown, ImageFormat::WebP);
    }
    // No browser turns a WebP by the note that it lies on its side.
    let format = if is_photo {
        ImageFormat::Jpeg
    } else {
        ImageFormat::WebP
    };
    // What cannot be decoded here stays as it is.
    match is_still.then(|| upright(&bytes, format)).flatten() {
        Some(upright) => finish(upright, shown, format),
        None if is_still => finish(bytes, shown, ImageFormat::WebP),
        None => finish(bytes, stored, ImageFormat::WebP),
    }
}

/// Cleans what holds more than it shows: colour profiles, and the pictures of an animation.
fn clean_contents(webp: &mut WebP) -> Result<(), ImageProblem> {
    for chunk in webp.chunks_mut() {
        let id = chunk.id();
        let RiffContent::Data(data) = chunk.content_mut() else {
            return Err(damaged("a part of it is a list"));
        };
        match &id {
            b"ICCP" => *data = icc::clean(data).unwrap_or_default().into(),
            b"ANMF" => *data = frame(data)?.into(),
            _ => {}
        }
    }
    webp.chunks_mut().retain(|chunk| {
        chunk.id() != *b"ICCP" || chunk.content().data().is_some_and(|data| !data.is_empty())
    });
    Ok(())
}

/// One picture of an animation: where and how long it is shown, and a list of chunks of its own.
fn frame(data: &[u8]) -> Result<Vec<u8>, ImageProblem> {
    let mut unread = Unread(data);
    let mut kept = unread.take(FRAME_HEADER_LENGTH)?.to_vec();
    while !unread.0.is_empty() {
        let head = unread.take(8)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let contents = unread.take(length as usize)?;
        // The last may lack what makes its length even.
        let padding = usize::from(length % 2 == 1 && !unread.0.is_empty());
        unread.take(padding)?;
        if KEPT_OF_FRAME.iter().any(|id| id[..] == head[..4]) {
            kept.extend_from_slice(head);
            kept.extend_from_slice(contents);
            kept.resize(kept.len().next_multiple_of(2), 0);
        }
    }
    Ok(kept)
}

/// Some programs put JPEG's prefix before the structure.
fn orientation(webp: &WebP) -> Option<Orientation> {
    let exif = webp.chunk_by_id(*b"EXIF")?.content().data()?;
    Orientation::read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
}

/// Makes the header say which of profile, Exif and XMP are there now.
fn mend_flags(webp: &mut WebP) -> Result<(), ImageProblem> {
    let mut present = 0;
    for (id, flag) in [(*b"ICCP", FLAG_PROFILE), (*b"EXIF", FLAG_EXIF)] {
        if webp.has_chunk(id) {
            present |= flag;
        }
    }
    let RiffContent::Data(data) = webp.chunks_mut()[0].content_mut() else {
        return Err(damaged("its header is a list"));
    };
    let mut header = data.to_vec();
    if header.len() != HEADER_LENGTH {
        return Err(damaged("its header has the wrong length"));
    }
    header[0] = header[0] & !(FLAG_PROFILE | FLAG_EXIF | FLAG_XMP) | present;
    *data = header.into();
    Ok(())
}
