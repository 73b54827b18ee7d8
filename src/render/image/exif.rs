//! The one field of Exif that decides how a picture looks: which way up it is.
//!
//! Reads it from a TIFF structure as Exif 2.32 lays it out, and writes a structure with that field
//! alone. Browsers read it in the first directory only, as a single 16-bit number, and so do we.

const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// How a stored picture is to be turned or mirrored, if it is: Exif's values 2 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// Reads the field from a TIFF structure. A structure that is damaged or has no such field says
    /// nothing, as one whose field says "upright" does.
    pub(super) fn read(tiff: &[u8]) -> Option<Self> {
        let big_endian = match tiff.get(..4)? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        let directory = usize::try_from(u32_at(tiff, 4, big_endian)?).ok()?;
        let count = u16_at(tiff, directory, big_endian)?;
        let entry = (0..usize::from(count))
            .map(|index| directory + 2 + 12 * index)
            .take_while(|&entry| entry < tiff.len())
            .find(|&entry| u16_at(tiff, entry, big_endian) == Some(ORIENTATION))?;
        let single = u16_at(tiff, entry + 2, big_endian)? == SHORT
            && u32_at(tiff, entry + 4, big_endian)? == 1;
        match u16_at(tiff, entry + 8, big_endian)? {
            value @ 2..=8 if single => Some(Self(value as u8)),
            _ => None,
        }
    }

    /// A TIFF structure that says this and nothing else.
    pub(super) fn write(self) -> [u8; 26] {
        let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        tiff[19] = self.0;
        tiff
    }

    /// The size at which a picture of the stored `(width, height)` is shown.
    pub(super) fn shown(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.0 >= 5 {
            (height, width)
        } else {
            (width, height)
        }
    }
}

fn u16_at(bytes: &[u8], at: usize, big_endian: bool) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(if big_endian {
        u16::from_be_bytes(bytes)
    } else {
        u16::from_le_bytes(bytes)
    })
}

fn u32_at(bytes: &[u8], at: usize, big_endian: bool) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(if big_endian {
        u32::from_be_bytes(bytes)
    } else {
        u32::from_le_bytes(bytes)
    })
}
