//! What a file is, by its first bytes whatever it is called, and by its ending where these say nothing.
//!
//! Takes a path and the beginning of the file; gives whether it is published as a picture, would be run
//! by a reader's browser, or is none of our business. Pictures are told by the marks that their formats
//! begin with, pages of the web as browsers tell them (WHATWG, MIME Sniffing, 7.1).

use std::borrow::Cow;
use std::ops::Range;

/// How many bytes of a file decide what it is: enough for what editors write before a drawing.
pub(crate) const HEAD: usize = 64 << 10;

/// What is done with a file when it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// A picture, also one in a format that is never published.
    Picture,
    /// What a reader's browser runs when it is opened; the words say as what.
    Active(&'static str),
    /// Neither: published as it is.
    Other,
}

/// A format of pictures that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as its format is")]
pub enum ImageFormat {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}

impl ImageFormat {
    /// The ending of file names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            ImageFormat::Jpeg => "jpg",
            ImageFormat::Png => "png",
            ImageFormat::Gif => "gif",
            ImageFormat::WebP => "webp",
            ImageFormat::Svg => "svg",
        }
    }

    /// The media type (RFC 6838) with which it is served and embedded.
    pub fn media_type(self) -> &'static str {
        match self {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Gif => "image/gif",
            ImageFormat::WebP => "image/webp",
            ImageFormat::Svg => "image/svg+xml",
        }
    }
}

/// A picture by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    Known(ImageFormat),
    /// A format that is not read here, by the name that people know it by.
    Foreign(&'static str),
}

/// Endings of pictures of every kind. A file called so is never published as it is, even where its
/// bytes are not understood: it may hold a place all the same.
const PICTURES: &[&str] = &[
    "3fr", "apng", "arw", "avif", "avifs", "bmp", "bpg", "cr2", "cr3", "crw", "cur", "dcm", "dcr",
    "dds", "dib", "dng", "emf", "erf", "exr", "gif", "heic", "heics", "heif", "heifs", "hif",
    "ico", "iiq", "j2c", "j2k", "jfif", "jif", "jp2", "jpe", "jpeg", "jpf", "jpg", "jpm", "jpx",
    "jxl", "jxr", "kdc", "mpo", "mrw", "nef", "nrw", "orf", "pbm", "pcx", "pef", "pgm", "pjp",
    "pjpeg", "png", "pnm", "ppm", "psb", "psd", "qoi", "raf", "rw2", "rwl", "sr2", "srf", "srw",
    "svg", "svgz", "tga", "tif", "tiff", "wdp", "webp", "wmf", "x3f", "xcf",
];

/// Endings that browsers take for a page or for data of one, but that lists of media types lack.
const PAGES: &[(&str, &str)] = &[
    ("htc", WEB_PAGE),
    ("mht", SAVED_PAGE),
    ("mhtml", SAVED_PAGE),
    ("shtm", WEB_PAGE),
    ("shtml", WEB_PAGE),
    ("xht", WEB_PAGE),
    ("xhtm", WEB_PAGE),
    ("xsl", XML),
    ("xslt", XML),
];

const WEB_PAGE: &str = "a page of the web";
const SAVED_PAGE: &str = "a saved page of the web";
const XML: &str = "XML, which may hold scripts";

/// What the file at `path` is; `head` are its first bytes, [`HEAD`] of them where there are so many.
pub fn detect(path: &str, head: &[u8]) -> FileFormat {
    let ending = ending(path);
    if signature(head).is_some() || PICTURES.contains(&ending.as_str()) {
        return FileFormat::Picture;
    }
    active(path, &ending, head).map_or(FileFormat::Other, FileFormat::Active)
}

/// The letters after the last dot of a file's name, as lower case.
fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

/// Whether a name ends as that of a picture.
pub(crate) fn is_picture_ending(ending: &str) -> bool {
    PICTURES.contains(&ending.to_ascii_lowercase().as_str())
}

/// As what a browser runs a file. Where its ending says what it is, browsers believe it.
fn active(path: &str, ending: &str, head: &[u8]) -> Option<&'static str> {
    if let Some((_, page)) = PAGES.iter().find(|(known, _)| *known == ending) {
        return Some(page);
    }
    match mime_guess::from_path(path).first() {
        Some(kind) => match (
            kind.type_().as_str(),
            kind.subtype().as_str(),
            kind.suffix(),
        ) {
            ("text", "html", _) | (_, "xhtml", Some(_)) => Some(WEB_PAGE),
            (_, "xml", _) => Some(XML),
            (_, _, Some(suffix)) if suffix == "xml" => Some(XML),
            _ => None,
        },
        None => sniffed_page(head),
    }
}

/// The tags by which browsers know a web page at its beginning, as the MIME Sniffing Standard lists them.
const FIRST_TAGS: [&str; 17] = [
    "<!DOCTYPE HTML",
    "<HTML",
    "<HEAD",
    "<SCRIPT",
    "<IFRAME",
    "<H1",
    "<DIV",
    "<FONT",
    "<TABLE",
    "<A",
    "<STYLE",
    "<TITLE",
    "<B",
    "<BODY",
    "<BR",
    "<P",
    "<!--",
];

/// What a browser takes a file of no known ending for.
fn sniffed_page(head: &[u8]) -> Option<&'static str> {
    let text = decoded(head);
    let text = text.trim_ascii_start();
    if text.starts_with("<?xml") {
        return Some(XML);
    }
    let begins = |tag: &&str| {
        let start = text.get(..tag.len());
        let next = text.as_bytes().get(tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && (tag.ends_with('-')
                || matches!(next, Some(b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'/')))
    };
    FIRST_TAGS.iter().any(begins).then_some(WEB_PAGE)
}

/// The format of a picture that begins with these bytes.
pub(crate) fn signature(bytes: &[u8]) -> Option<Signature> {
    let known = |format| Some(Signature::Known(format));
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => known(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => known(ImageFormat::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => known(ImageFormat::Gif),
        _ if is_webp(bytes) => known(ImageFormat::WebP),
        _ => match foreign(bytes) {
            Some(name) => Some(Signature::Foreign(name)),
            None => is_svg(bytes).then_some(Signature::Known(ImageFormat::Svg)),
        },
    }
}

/// A container of the kind RIFF, whose length stands between its two marks.
fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..).is_some_and(|rest| rest.starts_with(b"WEBP"))
}

/// What pictures begin with that no browser shows everywhere.
const FOREIGN_MARKS: [(&[u8], &str); 25] = [
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"IIRO", "camera raw"),
    (b"IIRS", "camera raw"),
    (b"MMOR", "camera raw"),
    (b"IIU\0", "camera raw"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"FOVb", "camera raw"),
    (b"\0MRM", "camera raw"),
    (b"II\x1a\0\0\0HEAPCCDR", "camera raw"),
    (b"II\xbc", "JPEG XR"),
    (b"8BPS", "Photoshop"),
    (b"gimp xcf", "GIMP"),
    (b"\xFF\x0A", "JPEG XL"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xFF\x4F\xFF\x51", "JPEG 2000"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"\xD7\xCD\xC6\x9A", "WMF"),
    (b"BPG\xFB", "BPG"),
    (b"qoif", "QOI"),
    (b"\x8AMNG\r\n", "MNG"),
    (b"\x8BJNG\r\n", "JNG"),
];

/// The name of a format that browsers do not show.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let marked = FOREIGN_MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark));
    let at = |from: usize, wanted: &[u8]| {
        bytes
            .get(from..)
            .is_some_and(|rest| rest.starts_with(wanted))
    };
    match marked {
        Some((_, name)) => Some(name),
        None if at(4, b"ftyp") => brand(bytes),
        None if is_bmp(bytes) => Some("BMP"),
        None if is_icon(bytes) => Some("icon"),
        None if at(0, b"\x01\0\0\0") && at(40, b" EMF") => Some("EMF"),
        None if at(128, b"DICM") => Some("DICOM"),
        None => None,
    }
}

/// The picture that a file of ISO media holds, by the brands in its first box; `None` for films.
fn brand(bytes: &[u8]) -> Option<&'static str> {
    const BRANDS: [(&[&[u8; 4]], &str); 4] = [
        (&[b"avif", b"avis", b"avio"], "AVIF"),
        (
            &[
                b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1",
                b"mif2", b"msf1", b"miaf", b"MiHE", b"MiHB", b"1pic",
            ],
            "HEIC",
        ),
        (&[b"crx "], "camera raw"),
        (&[b"jpeg", b"jpgs", b"j2ki", b"j2is"], "HEIC"),
    ];
    let length = u32::from_be_bytes(*bytes.first_chunk::<4>()?) as usize;
    let named = bytes.get(8..length.clamp(12, 256).min(bytes.len()))?;
    // The major brand comes first, then its version, then those that it agrees with.
    let mut brands = named.chunks_exact(4);
    brands.find_map(|brand| {
        let known = BRANDS
            .iter()
            .find(|(all, _)| all.iter().any(|one| one[..] == *brand));
        known.map(|(_, name)| *name)
    })
}

/// Two letters alone begin many texts, so the length of the header that follows must be one of those
/// that there are.
fn is_bmp(bytes: &[u8]) -> bool {
    let header = bytes
        .get(14..18)
        .map(|length| [length[0], length[1], length[2], length[3]]);
    let header = header.map(u32::from_le_bytes);
    bytes.starts_with(b"BM") && matches!(header, Some(12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// An icon or a pointer: how many pictures it holds, then for each its size and its place.
fn is_icon(bytes: &[u8]) -> bool {
    matches!(bytes, [0, 0, 1 | 2, 0, 1..=64, 0, _, _, _, 0, ..])
}

/// Whether a file may be XML: its first letter is a bracket.
pub(crate) fn looks_like_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let utf_16 = [&b"\xFF\xFE<\0"[..], b"\xFE\xFF\0<", b"<\0", b"\0<"];
    text.trim_ascii_start().starts_with(b"<") || utf_16.iter().any(|start| bytes.starts_with(start))
}

/// Whether the first element of some XML is that of a drawing. A page that shows one begins otherwise.
fn is_svg(bytes: &[u8]) -> bool {
    if !looks_like_xml(bytes) {
        return false;
    }
    let text = decoded(&bytes[..bytes.len().min(HEAD)]);
    let Some(prolog) = Prolog::read(&text) else {
        return false;
    };
    let root = &text[prolog.root..];
    let name = root
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next();
    let name = name.unwrap_or_default();
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    // Illustrator names the namespace in an entity before the root.
    local == "svg" && text.contains("http://www.w3.org/2000/svg")
}

/// What stands before the first element of some XML.
pub(crate) struct Prolog {
    pub(crate) doctype: Option<Range<usize>>,
    /// Where the name of the first element begins.
    root: usize,
}

impl Prolog {
    /// `None` where no element follows.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (mut at, mut doctype) = (0, None);
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            let rest = &text[at..];
            let length = if rest.starts_with("<!--") {
                rest.find("-->")? + 3
            } else if rest.starts_with("<?") {
                rest.find("?>")? + 2
            } else if rest
                .get(..9)
                .is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE"))
            {
                let length = doctype_length(rest)?;
                doctype = Some(at..at + length);
                length
            } else {
                let root = at + rest.starts_with('<').then_some(1)?;
                return Some(Prolog { doctype, root });
            };
            at += length;
        }
    }
}

/// The length of a document type with the declarations in it, in which brackets may be quoted.
fn doctype_length(text: &str) -> Option<usize> {
    let (mut quote, mut inside) = (None, false);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => inside = true,
            (None, ']') => inside = false,
            (None, '>') if !inside => return Some(at + 1),
            (None, _) => {}
        }
    }
    None
}

/// Text in the encodings that XML may have without saying so (XML 1.0, appendix F).
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let utf_16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf_16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::{FileFormat, ImageFormat, Signature, WEB_PAGE, XML, detect, signature};

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg'/>";

    #[test]
    fn a_picture_is_what_its_first_bytes_say_whatever_it_is_called() {
        let utf_16: Vec<u8> = SVG.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&b"\xFF\xFE"[..], &utf_16].concat();
        let late =
            format!("<?xml version='1.0'?>\n<!-- <p> --><!DOCTYPE svg [<!ENTITY a \">\">]>\n{SVG}");
        let prefixed = SVG.replace("<svg xmlns", "<s:svg xmlns:s");
        let pictures: [&[u8]; 8] = [
            b"\xFF\xD8\xFF\xE0",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
            SVG.as_bytes(),
            &with_mark,
            late.as_bytes(),
            prefixed.as_bytes(),
        ];
        for bytes in pictures {
            for name in ["a.jpg", "a.txt", "noext", "a.html", "a.pdf", "folder.d/a"] {
                assert_eq!(detect(name, bytes), FileFormat::Picture, "{name} {bytes:?}");
            }
        }
    }

    #[test]
    fn pictures_that_cannot_be_cleaned_are_told_by_name() {
        for (bytes, name) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
            (b"\0\0\0\x1cftypxxxx\0\0\0\0mif1avif", "HEIC"),
            (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01", "camera raw"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"MM\0+\0\x08\0\0", "TIFF"),
            (b"BM\x36\xc2\x01\0no\0\0\x36\0\0\0\x28\0\0\0", "BMP"),
            (b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0", "icon"),
            (b"\xFF\x0A\xFA\x7F", "JPEG XL"),
            (b"8BPS\0\x01", "Photoshop"),
        ] {
            assert_eq!(
                signature(bytes),
                Some(Signature::Foreign(name)),
                "{bytes:?}"
            );
        }
        assert_eq!(detect("photo.NEF", b"who knows"), FileFormat::Picture);
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for (name, bytes) in [
            ("film.mp4", &b"\0\0\0\x18ftypisom\0\0\x02\0isommp41"[..]),
            ("film.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  "),
            ("song.wav", b"RIFF\0\0\0\0WAVE"),
            (
                "BMW.txt",
                b"BMW drivers of the town meet at the bridge, every month",
            ),
            ("a.pdf", b"%PDF-1.7"),
            ("a.tar.gz", b"\x1F\x8B\x08\0"),
            ("a.csv", b"<svg>,2"),
            ("a.js", b"<!-- hidden from old browsers"),
        ] {
            assert_eq!(detect(name, bytes), FileFormat::Other, "{name}");
        }
        assert_eq!(signature(b"GIF8 and more"), None);
        assert_eq!(
            signature(SVG.as_bytes()),
            Some(Signature::Known(ImageFormat::Svg))
        );
    }

    #[test]
    fn what_a_browser_runs_is_told_by_its_ending_or_else_by_its_bytes() {
        let page = b" \n<!doctype html><script>x()</script>";
        for (name, bytes, expected) in [
            ("a.html", &b""[..], Some(WEB_PAGE)),
            ("a.HTM", b"", Some(WEB_PAGE)),
            ("a.xhtml", b"", Some(WEB_PAGE)),
            ("a.xht", b"", Some(WEB_PAGE)),
            ("a.shtml", b"", Some(WEB_PAGE)),
            ("a.xml", b"", Some(XML)),
            ("a.rss", b"", Some(XML)),
            ("noext", page, Some(WEB_PAGE)),
            ("a.unheard-of", b"<script>", Some(WEB_PAGE)),
            ("noext", b"<?xml version='1.0'?><a/>", Some(XML)),
            ("a.txt", page, None),
            ("a.css", page, None),
            ("noext", b"<abc>", None),
            ("a.docx", b"PK\x03\x04", None),
        ] {
            let expected = expected.map_or(FileFormat::Other, FileFormat::Active);
            assert_eq!(detect(name, bytes), expected, "{name}");
        }
    }
}
