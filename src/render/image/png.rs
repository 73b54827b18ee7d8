//! PNG and animated PNG (W3C, third edition): a list of checked chunks.
//!
//! Kept are the chunks that decide how the picture looks; texts, times, Exif and unknown chunks are
//! left out, and so is whatever follows the last chunk. The colour profile is cleaned, and loses its name.

use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::clean_image::{CleanImage, finish};
use super::exif::Orientation;
use super::icc;
use super::problem::{ImageProblem, broken_parts, damaged};
use crate::model::format::ImageFormat;

const KEPT: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"pHYs", b"cICP", b"bKGD", b"acTL", b"fcTL", b"fdAT",
];
const HEADER_LENGTH: usize = 13;

/// Profiles of screens have some thousand bytes, and those of printers a few million.
const LONGEST_PROFILE: usize = 8 << 20;
const COMPRESSION: u8 = 6;

pub(super) fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).map_err(broken_parts)?;
    let stored = check(&png)?;
    let orientation = png
        .chunk_by_type(*b"eXIf")
        .and_then(|chunk| Orientation::read(chunk.contents()));
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| KEPT.contains(&&chunk.kind()));
    if let Some(at) = chunks.iter().position(|chunk| chunk.kind() == *b"iCCP") {
        let profile = profile(chunks[at].contents());
        chunks.retain(|chunk| chunk.kind() != *b"iCCP");
        if let Some(profile) = profile {
            chunks.insert(at, PngChunk::new(*b"iCCP", profile.into()));
        }
    }
    // Its contents are meant to be empty; a program that put some there meant them for itself.
    chunks.pop();
    chunks.push(PngChunk::new(*b"IEND", Bytes::new()));
    if let Some(turn) = orientation {
        let exif = Bytes::copy_from_slice(&turn.write());
        chunks.insert(1, PngChunk::new(*b"eXIf", exif));
    }
    let shown = orientation.map_or(stored, |turn| turn.shown(stored));
    finish(png.encoder().bytes().to_vec(), shown, ImageFormat::Png)
}

/// The contents of the chunk of a colour profile: its name, the number of the compression, and itself
/// compressed. `None` for what is no profile, as decoders do without such a one.
fn profile(contents: &[u8]) -> Option<Vec<u8>> {
    let end = contents.iter().position(|byte| *byte == 0)?;
    let compressed = contents.get(end + 2..)?;
    let profile = decompress_to_vec_zlib_with_limit(compressed, LONGEST_PROFILE).ok()?;
    let clean = compress_to_vec_zlib(&icc::clean(&profile)?, COMPRESSION);
    Some([&b"icc\0\0"[..], &clean].concat())
}

/// The stored size of a file that has its header first, some data, and its end last.
fn check(png: &Png) -> Result<(u32, u32), ImageProblem> {
    let header = png.chunks().first();
    let has_header = header
        .is_some_and(|chunk| chunk.kind() == *b"IHDR" && chunk.contents().len() == HEADER_LENGTH);
    if !has_header {
        return Err(damaged("it has no header"));
    }
    if png.chunk_by_type(*b"IDAT").is_none() {
        return Err(damaged("it holds no picture"));
    }
    if png.chunks().last().map(PngChunk::kind) != Some(*b"IEND") {
        return Err(damaged("it breaks off before its end"));
    }
    png.dimensions().ok_or(ImageProblem::NoSize)
}
