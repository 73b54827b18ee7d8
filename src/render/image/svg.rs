//! SVG: XML that is written anew with the elements and attributes that draw.
//!
//! An SVG is a page of its own when it is opened directly, so that nothing in it may run or ask
//! another host for anything. Elements outside a fixed list go with all they hold (scripts, metadata,
//! editors' records); so do comments, document types, processing instructions, event attributes and
//! attributes of other namespaces, which hold file names and paths. References lead to the picture
//! itself or to a picture inside it, which is cleaned in turn. Names are resolved to namespaces
//! first, so that a prefix hides nothing.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use percent_encoding::percent_decode_str;
use quick_xml::NsReader;
use quick_xml::escape::{escape, partial_escape, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use self::copies::Copies;
use self::labels::Labels;
use self::size::size;
use super::clean_image::CleanImage;
use super::css::local_css;
use super::left_out::{LeftOut, Wanted};
use super::problem::{ImageProblem, damaged};
use crate::limits::{DRAWING_ATTRIBUTES, DRAWING_DEPTH, DRAWING_NAMESPACES, DRAWINGS_WITHIN};
use crate::model::format::ImageFormat;

mod copies;
mod entities;
mod labels;
mod names;
mod size;

const SVG: Namespace<'_> = Namespace(b"http://www.w3.org/2000/svg");
const XLINK: Namespace<'_> = Namespace(b"http://www.w3.org/1999/xlink");
const XML: Namespace<'_> = Namespace(b"http://www.w3.org/XML/1998/namespace");

/// Where a drawing stands, and how the pictures that it holds are cleaned.
#[derive(Clone, Copy)]
pub(super) struct Nesting {
    /// How many drawings it stands deep in others.
    pub(super) depth: usize,
    /// Cleans a picture of any format that stands so many drawings deep.
    pub(super) clean_inner: fn(&[u8], usize) -> Result<CleanImage, ImageProblem>,
}

/// Cleans a drawing.
pub(super) fn clean(bytes: &[u8], nesting: Nesting) -> Result<CleanImage, ImageProblem> {
    if nesting.depth > DRAWINGS_WITHIN.most {
        return Err(damaged(
            "it holds drawings within drawings, too deep to be read",
        ));
    }
    let text = decoded(bytes)?;
    let text = entities::expand(&text)?;
    let mut reader = NsReader::from_str(&text);
    let mut drawing = Drawing::new(nesting);
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
            // None of these draws anything, and entities were expanded before.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => return drawing.finish(),
        }
    }
}

/// The text of a file; a wrong letter in one encoding may be a bracket in another, so none is let
/// through.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, ImageProblem> {
    let text = crate::model::format::decoded(bytes);
    if text.contains(char::REPLACEMENT_CHARACTER) && str::from_utf8(bytes).is_err() {
        Err(damaged("its text is not UTF-8"))
    } else {
        Ok(text)
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
struct Drawing {
    out: String,
    /// Whether the last tag in `out` still lacks its closing bracket.
    tag_is_open: bool,
    /// Names of the elements that are open in `out`.
    open: Vec<String>,
    /// How many elements are open inside the outermost one that is being left out, itself included.
    skipping: usize,
    /// How many namespaces each open element names, those left out among them.
    namespaces: Vec<usize>,
    nesting: Nesting,
    /// The text of the style sheet that is open.
    style: String,
    size: Option<(u32, u32)>,
    has_root: bool,
    draws: bool,
    had_script: bool,
    copies: Copies,
    labels: Labels,
    left_out: LeftOut,
}

impl Drawing {
    fn new(nesting: Nesting) -> Self {
        Self {
            out: String::new(),
            tag_is_open: false,
            open: Vec::new(),
            skipping: 0,
            namespaces: Vec::new(),
            nesting,
            style: String::new(),
            size: None,
            has_root: false,
            draws: false,
            had_script: false,
            copies: Copies::default(),
            labels: Labels::default(),
            left_out: LeftOut::default(),
        }
    }

    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        is_svg: bool,
    ) -> Result<(), ImageProblem> {
        let name = tag.local_name();
        let name = str::from_utf8(name.as_ref()).map_err(broken)?;
        self.enter(tag)?;
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        if self.open.is_empty() && (self.has_root || !is_svg || name != "svg") {
            return Err(if self.has_root {
                damaged("it goes on after its end")
            } else {
                ImageProblem::UnknownFormat
            });
        }
        // An element that is not allowed goes with all that stands in it: its children may mean nothing without it.
        // What draw.io links to in the place of words that a program cannot show is nothing of the drawing.
        let is_in_switch = self.open.iter().any(|open| open == "switch");
        let mut cleaning = Cleaning {
            nesting: self.nesting,
            wanted: wanted(name).filter(|wanted| *wanted != Wanted::Link || !is_in_switch),
            left_out: LeftOut::default(),
        };
        let attributes = attributes(reader, tag, &mut cleaning)?;
        if !is_svg || !names::ELEMENTS.contains(&name) || sets_a_link(&attributes) {
            self.skipping = 1;
            return self.note_skipped(name);
        }
        self.left_out.extend(cleaning.left_out);
        if !self.has_root {
            self.has_root = true;
            self.size = size(&attributes);
        }
        self.draws |= names::DRAWING.contains(&name);
        self.copies.start(name, &attributes);
        self.labels.start(name);
        self.write_start(name, &attributes);
        Ok(())
    }

    /// Counts what would make the reading of each further element slower.
    fn enter(&mut self, tag: &BytesStart<'_>) -> Result<(), ImageProblem> {
        let mut attributes = tag.attributes();
        attributes.with_checks(false);
        let (mut all, mut namespaces) = (0, 0);
        for attribute in attributes.flatten().take(DRAWING_ATTRIBUTES.most + 1) {
            all += 1;
            namespaces += usize::from(attribute.key.as_namespace_binding().is_some());
        }
        self.namespaces.push(namespaces);
        if all > DRAWING_ATTRIBUTES.most
            || self.namespaces.iter().sum::<usize>() > DRAWING_NAMESPACES.most
        {
            return Err(damaged("one of its elements has hundreds of attributes"));
        }
        if self.namespaces.len() > DRAWING_DEPTH.most {
            Err(damaged("hundreds of elements stand within each other"))
        } else {
            Ok(())
        }
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
        self.namespaces.pop();
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        let Some(name) = self.open.pop() else {
            return Err(damaged("it ends an element that it did not begin"));
        };
        self.copies.end();
        self.labels.end(&name);
        let style = std::mem::take(&mut self.style);
        if !style.is_empty() {
            self.close_tag();
            let style = local_css(&style, &mut self.left_out);
            self.out.push_str(&partial_escape(style));
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
            let plain = unescape(text).unwrap_or_default();
            self.labels.words(&plain, false);
            return Ok(());
        }
        // Only what XML itself names can be understood without the document type.
        let plain = unescape(text).map_err(broken)?;
        if self.open.last().is_some_and(|name| name == "style") {
            self.style.push_str(&plain);
        } else {
            self.close_tag();
            self.labels.words(&plain, true);
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
            return Err(if self.had_script {
                ImageProblem::NeedsScript
            } else {
                damaged("it draws nothing")
            });
        }
        self.copies.check()?;
        let (width, height) = self.size.ok_or(ImageProblem::NoSize)?;
        Ok(CleanImage {
            bytes: self.out.into_bytes(),
            width,
            height,
            format: ImageFormat::Svg,
            cut_label: self.labels.cut(),
            left_out: self.left_out,
        })
    }
}

/// How the attributes of one element are cleaned, and what they name outside the drawing.
struct Cleaning {
    nesting: Nesting,
    /// What the element refers to, if readers would miss it.
    wanted: Option<Wanted>,
    left_out: LeftOut,
}

/// What an element of this name refers to.
fn wanted(element: &str) -> Option<Wanted> {
    match element {
        "image" | "feImage" | "use" => Some(Wanted::Picture),
        "a" => Some(Wanted::Link),
        "linearGradient" | "radialGradient" | "pattern" | "textPath" | "mpath" => {
            Some(Wanted::Look)
        }
        _ => None,
    }
}

/// The attributes that are kept, with the names they get and their plain values.
fn attributes(
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
    cleaning: &mut Cleaning,
) -> Result<Vec<(String, String)>, ImageProblem> {
    let mut kept = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(broken)?;
        let value = attribute.unescape_value().map_err(broken)?;
        let (namespace, name) = reader.resolve_attribute(attribute.key);
        let name = str::from_utf8(name.as_ref()).map_err(broken)?;
        let is_declaration = attribute.key.as_namespace_binding().is_some();
        // Names are written anew with the usual prefixes: a drawing may declare any other for the same namespaces.
        let (name, value) = match namespace {
            _ if is_declaration => continue,
            ResolveResult::Bound(XLINK) if name == "href" => {
                ("xlink:href", reference(&value, cleaning)?)
            }
            ResolveResult::Bound(XML) if name == "lang" => ("xml:lang", Some(value.into())),
            ResolveResult::Bound(XML) if name == "space" => ("xml:space", Some(value.into())),
            ResolveResult::Unbound => (name, own_attribute(name, &value, cleaning)?),
            _ => continue,
        };
        kept.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(kept)
}

/// The value of an attribute of SVG itself, if it is kept. Those that programs add for themselves hold
/// whole documents, names and paths.
fn own_attribute(
    name: &str,
    value: &str,
    cleaning: &mut Cleaning,
) -> Result<Option<String>, ImageProblem> {
    if name == "href" {
        return reference(value, cleaning);
    }
    let is_kept = names::ATTRIBUTES.binary_search(&name).is_ok() || name.starts_with("aria-");
    if !is_kept {
        return Ok(None);
    }
    // Most attributes may hold CSS, and whatever in CSS leads elsewhere has a bracket.
    if name == "style" || value.contains('(') {
        return Ok(Some(local_css(value, &mut cleaning.left_out)));
    }
    Ok(Some(value.to_owned()))
}

/// Animations can set what an element refers to; an animation that does is left out.
fn sets_a_link(attributes: &[(String, String)]) -> bool {
    attributes.iter().any(|(name, value)| {
        let target = value.trim().to_ascii_lowercase();
        name == "attributeName" && (target.ends_with("href") || target.starts_with("on"))
    })
}

/// A reference into the picture itself, or to a picture it holds, cleaned. Others are left out, and noted:
/// pictures in pages never follow them.
fn reference(value: &str, cleaning: &mut Cleaning) -> Result<Option<String>, ImageProblem> {
    let value = value.trim();
    if value.starts_with('#') {
        return Ok(Some(value.to_owned()));
    }
    let begins = |with: &str| {
        let head = value.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    if !begins("data:") {
        if let Some(wanted) = cleaning.wanted {
            cleaning.left_out.note(wanted, value);
        }
        return Ok(None);
    }
    match held(value, cleaning.nesting) {
        Ok(inner) => {
            cleaning.left_out.extend(inner.left_out.clone());
            Ok(Some(as_data(&inner)))
        }
        Err(problem) if begins("data:image/") => Err(problem),
        // Browsers tell a picture by its bytes, whatever its address calls it. This one is none.
        Err(_) => {
            if let Some(wanted) = cleaning.wanted {
                cleaning.left_out.note(wanted, value);
            }
            Ok(None)
        }
    }
}

/// The picture that an address holds, cleaned.
fn held(value: &str, nesting: Nesting) -> Result<CleanImage, ImageProblem> {
    let (head, data) = value
        .split_once(',')
        .ok_or_else(|| damaged("a picture inside it has no data"))?;
    let inner = decode(head, data).ok_or_else(|| damaged("a picture inside it is not readable"))?;
    (nesting.clean_inner)(&inner, nesting.depth + 1)
        .map_err(|problem| ImageProblem::Damaged(format!("inside it, {problem}")))
}

fn as_data(inner: &CleanImage) -> String {
    let media_type = inner.format.media_type();
    let data = BASE64.encode(&inner.bytes);
    format!("data:{media_type};base64,{data}")
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
