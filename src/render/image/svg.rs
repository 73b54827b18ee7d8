//! SVG: XML that is written anew with the elements and attributes that draw.
//!
//! An SVG is a page of its own when it is opened directly, so that nothing in it may run or ask
//! another host for anything. Elements outside a fixed list go with all they hold (scripts, metadata,
//! editors' records); so do comments, document types, processing instructions, event attributes and
//! attributes of other namespaces, which hold file names and paths. References lead to the picture
//! itself or to a picture inside it, which is cleaned in turn. Names are resolved to namespaces
//! first, so that a prefix hides nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use percent_encoding::percent_decode_str;
use quick_xml::NsReader;
use quick_xml::escape::{escape, partial_escape, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::css::local_css;
use super::{CleanImage, ImageFormat, ImageProblem, damaged};

mod names;

const SVG: Namespace<'_> = Namespace(b"http://www.w3.org/2000/svg");
const XLINK: Namespace<'_> = Namespace(b"http://www.w3.org/1999/xlink");
const XML: Namespace<'_> = Namespace(b"http://www.w3.org/XML/1998/namespace");

/// A drawing has no pixels to hold in memory, so only nonsense is refused.
const MAX_SIDE: f64 = 1_000_000.0;

/// Whether a file whose first bytes name no format may be SVG.
pub(super) fn looks_like_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let utf_16 = bytes.starts_with(b"\xFF\xFE<\0") || bytes.starts_with(b"\xFE\xFF\0<");
    text.trim_ascii_start().starts_with(b"<") || utf_16
}

pub(super) fn clean(bytes: &[u8]) -> Result<CleanImage, ImageProblem> {
    let text = str::from_utf8(bytes).map_err(|_| damaged("its text is not UTF-8"))?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut drawing = Drawing::default();
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(broken)?;
        let is_svg = namespace == ResolveResult::Bound(SVG);
        if namespace == ResolveResult::Unbound && !drawing.has_root {
            check_unnamed_root(&event)?;
        }
        match event {
            Event::Start(tag) => drawing.start(&reader, &tag, is_svg)?,
            Event::Empty(tag) => {
                drawing.start(&reader, &tag, is_svg)?;
                drawing.end()?;
            }
            Event::End(_) => drawing.end()?,
            Event::Text(text) => drawing.text(&text.decode().map_err(broken)?)?,
            Event::CData(data) => drawing.text(&escape(data.decode().map_err(broken)?))?,
            Event::GeneralRef(name) => {
                drawing.text(&format!("&{};", name.decode().map_err(broken)?))?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => return drawing.finish(),
        }
    }
}

fn broken(problem: impl std::fmt::Display) -> ImageProblem {
    ImageProblem::Damaged(problem.to_string())
}

/// Browsers show no SVG that does not name its namespace, though editors do.
fn check_unnamed_root(event: &Event<'_>) -> Result<(), ImageProblem> {
    match event {
        Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == b"svg" => {
            Err(damaged("its `svg` element lacks `xmlns`"))
        }
        Event::Start(_) | Event::Empty(_) => Err(ImageProblem::UnknownFormat),
        _ => Ok(()),
    }
}

/// What has been written so far.
#[derive(Default)]
struct Drawing {
    out: String,
    /// Whether the last tag in `out` still lacks its closing bracket.
    tag_is_open: bool,
    /// Names of the elements that are open in `out`.
    open: Vec<String>,
    /// How many elements are open inside the outermost one that is being left out, itself included.
    skipping: usize,
    /// The text of the style sheet that is open.
    style: String,
    size: Option<(u32, u32)>,
    has_root: bool,
    draws: bool,
    had_script: bool,
}

impl Drawing {
    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        is_svg: bool,
    ) -> Result<(), ImageProblem> {
        let name = tag.local_name();
        let name = str::from_utf8(name.as_ref()).map_err(broken)?;
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        if self.open.is_empty() && (self.has_root || !is_svg || name != "svg") {
            return Err(match self.has_root {
                true => damaged("it goes on after its end"),
                false => ImageProblem::UnknownFormat,
            });
        }
        let attributes = attributes(reader, tag)?;
        if !is_svg || !names::ELEMENTS.contains(&name) || sets_a_link(&attributes) {
            self.skipping = 1;
            return self.note_skipped(name);
        }
        if !self.has_root {
            self.has_root = true;
            self.size = size(&attributes);
        }
        self.draws |= names::DRAWING.contains(&name);
        self.write_start(name, &attributes);
        Ok(())
    }

    /// A piece of a web page may be left out where the drawing holds words in its place.
    fn note_skipped(&mut self, name: &str) -> Result<(), ImageProblem> {
        self.had_script |= name == "script";
        let has_other_words = self.open.last().is_some_and(|parent| parent == "switch");
        if name == "foreignObject" && !has_other_words {
            return Err(ImageProblem::NeedsHtml);
        }
        Ok(())
    }

    fn write_start(&mut self, name: &str, attributes: &[(String, String)]) {
        self.close_tag();
        self.out.push('<');
        self.out.push_str(name);
        if self.open.is_empty() {
            self.out.push_str(
                " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            );
        }
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        self.tag_is_open = true;
        self.open.push(name.to_owned());
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.tag_is_open) {
            self.out.push('>');
        }
    }

    fn end(&mut self) -> Result<(), ImageProblem> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        let Some(name) = self.open.pop() else {
            return Err(damaged("it ends an element that it did not begin"));
        };
        let style = std::mem::take(&mut self.style);
        if !style.is_empty() {
            self.close_tag();
            self.out.push_str(&partial_escape(local_css(&style)));
        }
        if std::mem::take(&mut self.tag_is_open) {
            self.out.push_str("/>");
        } else {
            self.out.push_str(&format!("</{name}>"));
        }
        Ok(())
    }

    /// Takes text as it stands in XML, with its character references.
    fn text(&mut self, text: &str) -> Result<(), ImageProblem> {
        if self.skipping > 0 || self.open.is_empty() {
            return Ok(());
        }
        // Only what XML itself names can be understood without the document type.
        let plain = unescape(text).map_err(broken)?;
        if self.open.last().is_some_and(|name| name == "style") {
            self.style.push_str(&plain);
        } else {
            self.close_tag();
            self.out.push_str(&partial_escape(plain));
        }
        Ok(())
    }

    fn finish(self) -> Result<CleanImage, ImageProblem> {
        if !self.has_root {
            return Err(ImageProblem::UnknownFormat);
        }
        if !self.open.is_empty() || self.skipping > 0 {
            return Err(damaged("it breaks off before its end"));
        }
        if !self.draws {
            return Err(match self.had_script {
                true => ImageProblem::NeedsScript,
                false => damaged("it draws nothing"),
            });
        }
        let (width, height) = self.size.ok_or(ImageProblem::NoSize)?;
        Ok(CleanImage {
            bytes: self.out.into_bytes(),
            width,
            height,
            format: ImageFormat::Svg,
        })
    }
}

/// The attributes that are kept, with the names they get and their plain values.
fn attributes(
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
) -> Result<Vec<(String, String)>, ImageProblem> {
    let mut kept = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(broken)?;
        let value = attribute.unescape_value().map_err(broken)?;
        let (namespace, name) = reader.resolve_attribute(attribute.key);
        let name = str::from_utf8(name.as_ref()).map_err(broken)?;
        let is_declaration = attribute.key.as_namespace_binding().is_some();
        let (name, value) = match namespace {
            _ if is_declaration => continue,
            ResolveResult::Bound(XLINK) if name == "href" => ("xlink:href", reference(&value)?),
            ResolveResult::Bound(XML) if name == "lang" => ("xml:lang", Some(value.into())),
            ResolveResult::Bound(XML) if name == "space" => ("xml:space", Some(value.into())),
            ResolveResult::Unbound => (name, own_attribute(name, &value)?),
            _ => continue,
        };
        kept.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(kept)
}

/// The value of an attribute of SVG itself, if it is kept.
fn own_attribute(name: &str, value: &str) -> Result<Option<String>, ImageProblem> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("on") || lower.starts_with("data-") {
        return Ok(None);
    }
    if lower == "href" || lower == "src" {
        return reference(value);
    }
    // Most attributes may hold CSS, and whatever in CSS leads elsewhere has a bracket.
    if lower == "style" || value.contains('(') {
        return Ok(Some(local_css(value)));
    }
    Ok(Some(value.to_owned()))
}

/// Animations may set what an element refers to; such a one is left out.
fn sets_a_link(attributes: &[(String, String)]) -> bool {
    attributes.iter().any(|(name, value)| {
        let target = value.trim().to_ascii_lowercase();
        name == "attributeName" && (target.ends_with("href") || target.starts_with("on"))
    })
}

/// A reference into the picture itself, or to a picture it holds, cleaned. Others are left out:
/// pictures in pages never follow them.
fn reference(value: &str) -> Result<Option<String>, ImageProblem> {
    let value = value.trim();
    if value.starts_with('#') {
        return Ok(Some(value.to_owned()));
    }
    let lower_start = value.get(..11).map(str::to_ascii_lowercase);
    if lower_start.as_deref() != Some("data:image/") {
        return Ok(None);
    }
    let (head, data) = value
        .split_once(',')
        .ok_or_else(|| damaged("a picture inside it has no data"))?;
    let inner = decode(head, data).ok_or_else(|| damaged("a picture inside it is not readable"))?;
    let inner = super::clean(&inner)
        .map_err(|problem| ImageProblem::Damaged(format!("inside it, {problem}")))?;
    let media_type = inner.format.media_type();
    let data = BASE64.encode(inner.bytes);
    Ok(Some(format!("data:{media_type};base64,{data}")))
}

/// The bytes of a data URL (RFC 2397).
fn decode(head: &str, data: &str) -> Option<Vec<u8>> {
    let bytes: Vec<u8> = percent_decode_str(data).collect();
    if !head.to_ascii_lowercase().trim_end().ends_with(";base64") {
        return Some(bytes);
    }
    let letters: Vec<u8> = bytes
        .into_iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    BASE64.decode(letters).ok()
}

/// The size in CSS pixels by the width and height that the root gives, or the shape of its view box.
fn size(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let find = |wanted: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let width = find("width").and_then(pixels);
    let height = find("height").and_then(pixels);
    let shape = find("viewBox").and_then(view_box);
    let (width, height) = match (width, height, shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        _ => return None,
    };
    let sensible = |side: f64| side > 0.0 && side <= MAX_SIDE;
    let whole = |side: f64| (side.round() as u32).max(1);
    (sensible(width) && sensible(height)).then(|| (whole(width), whole(height)))
}

/// A length in pixels. Percentages and lengths by the font's size depend on the page, so they say
/// nothing here.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let length = length.trim();
    let (number, scale) = UNITS
        .iter()
        .find_map(|&(unit, scale)| Some((length.strip_suffix(unit)?, scale)))
        .unwrap_or((length, 1.0));
    let number: f64 = number.trim().parse().ok()?;
    (number > 0.0).then_some(number * scale)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}
