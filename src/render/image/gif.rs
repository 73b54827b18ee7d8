//! GIF (89a): a screen, then blocks of pictures and extensions.
//!
//! Kept are the pictures, their timing, and the number of times that an animation repeats. Comments,
//! plain texts (which no browser shows), XMP and other programs' extensions are left out.

use super::clean_image::{CleanImage, finish};
use super::problem::{ImageProblem, damaged};
use super::unread::Unread;
use crate::model::format::ImageFormat;

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const GRAPHIC_CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;
const HAS_COLOURS: u8 = 0x80;

pub(super) fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    let mut unread = Unread(bytes);
    let mut kept = Vec::with_capacity(bytes.len());
    let head = unread.take(13)?;
    if !matches!(&head[..6], b"GIF87a" | b"GIF89a") {
        return Err(ImageProblem::UnknownFormat);
    }
    kept.extend_from_slice(head);
    kept.extend_from_slice(colours(&mut unread, head[10])?);
    let mut pictures = 0;
    // Programs leave the end mark out and pad with zeros, and every browser puts up with it.
    while pictures == 0 || !unread.0.is_empty() {
        match unread.byte()? {
            TRAILER => break,
            0 => {}
            EXTENSION => extension(&mut unread, &mut kept)?,
            PICTURE => {
                picture(&mut unread, &mut kept)?;
                pictures += 1;
            }
            _ => return Err(damaged("it has a block of no known kind")),
        }
    }
    if pictures == 0 {
        return Err(damaged("it holds no picture"));
    }
    kept.push(TRAILER);
    let side = |at: usize| u32::from(u16::from_le_bytes([head[at], head[at + 1]]));
    finish(kept, (side(6), side(8)), ImageFormat::Gif)
}

/// The table of colours that follows a descriptor whose flags announce it.
fn colours<'a>(unread: &mut Unread<'a>, flags: u8) -> Result<&'a [u8], ImageProblem> {
    if flags & HAS_COLOURS == 0 {
        return Ok(&[]);
    }
    unread.take(3 << ((flags & 7) + 1))
}

fn picture(unread: &mut Unread<'_>, kept: &mut Vec<u8>) -> Result<(), ImageProblem> {
    let descriptor = unread.take(9)?;
    kept.push(PICTURE);
    kept.extend_from_slice(descriptor);
    kept.extend_from_slice(colours(unread, descriptor[8])?);
    kept.push(unread.byte()?);
    kept.extend_from_slice(sub_blocks(unread)?);
    Ok(())
}

fn extension(unread: &mut Unread<'_>, kept: &mut Vec<u8>) -> Result<(), ImageProblem> {
    let label = unread.byte()?;
    let blocks = sub_blocks(unread)?;
    if label == GRAPHIC_CONTROL {
        kept.extend([EXTENSION, label]);
        kept.extend_from_slice(blocks);
    } else if label == APPLICATION
        && let Some(repeats) = repeats(blocks)
    {
        kept.extend([EXTENSION, label]);
        kept.extend_from_slice(repeats);
        kept.push(0);
    }
    Ok(())
}

/// The part of an application's blocks that says how often an animation repeats.
fn repeats(blocks: &[u8]) -> Option<&[u8]> {
    let names_repeats = blocks.starts_with(b"\x0BNETSCAPE2.0\x03\x01")
        || blocks.starts_with(b"\x0BANIMEXTS1.0\x03\x01");
    names_repeats.then(|| blocks.get(..16)).flatten()
}

/// A run of blocks, each preceded by its length, with the empty block that ends it.
fn sub_blocks<'a>(unread: &mut Unread<'a>) -> Result<&'a [u8], ImageProblem> {
    let start = unread.0;
    loop {
        match unread.byte()? {
            0 => return Ok(&start[..start.len() - unread.0.len()]),
            length => unread.take(usize::from(length))?,
        };
    }
}
