//! Pictures as Typst is given them, each tried before it is set, so that none can stop a sheet.
//!
//! Drawings are made ready for paper; what cannot be set leaves an empty place. What is wrong is told of
//! the picture, never of the template that shows it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use comemo::Track as _;
use typst::World;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use usvg::filter::{Filter, Kind};
use usvg::{Group, ImageKind, Node, Text, WriteOptions};

use super::drawing::{Letters, for_paper};
use super::fonts::Fonts;
use crate::limits::DRAWING_FILTERS;

/// What stands in place of a picture that cannot be set.
const EMPTY: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"10\"/>";

/// What is wrong with a picture on paper.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PictureFault {
    /// No font has these letters, and marks stand in their place.
    Letters(BTreeSet<char>),
    /// A colour that is not understood here, though a browser may understand it.
    Colour(String),
    /// What of its look a browser understands, and paper does not.
    Elsewhere(BTreeSet<String>),
    /// It cannot be set at all; the words follow “it”.
    Unprintable(String),
}

/// The pictures by their names, and what is wrong with some of them. `world` has the fonts.
pub(super) fn prepare(
    pictures: BTreeMap<String, Vec<u8>>,
    fonts: &Fonts,
    world: &dyn World,
) -> (BTreeMap<String, Bytes>, Vec<(String, PictureFault)>) {
    let mut ready = BTreeMap::new();
    let mut faults = Vec::new();
    for (name, bytes) in pictures {
        let prepared = match ExchangeFormat::detect(&bytes) {
            Some(format) => raster(Bytes::new(bytes), format).map(|bytes| (bytes, Vec::new())),
            None => drawing(&bytes, fonts, world),
        };
        let (bytes, found) =
            prepared.unwrap_or_else(|why| (empty(), vec![PictureFault::Unprintable(why)]));
        faults.extend(found.into_iter().map(|fault| (name.clone(), fault)));
        ready.insert(name, bytes);
    }
    (ready, faults)
}

/// What is set in place of a picture that cannot be.
fn empty() -> Bytes {
    Bytes::from_string(EMPTY.to_owned())
}

/// Typst remembers what it has decoded, so that trying costs nothing.
fn raster(bytes: Bytes, format: ExchangeFormat) -> Result<Bytes, String> {
    match RasterImage::plain(bytes.clone(), format) {
        Ok(_) => Ok(bytes),
        Err(_) => Err("is damaged within, or too large".to_owned()),
    }
}

fn drawing(
    bytes: &[u8],
    fonts: &Fonts,
    world: &dyn World,
) -> Result<(Bytes, Vec<PictureFault>), String> {
    let text = str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    let letters = Letters {
        has: &|letter| fonts.has(letter),
        family: &|letter| fonts.family_beside_first(letter),
    };
    let mut drawing = for_paper(text, letters)?;
    let families: Vec<&str> = fonts.families.iter().map(String::as_str).collect();
    let mut bytes = Bytes::from_string(drawing.svg);
    let image = SvgImage::with_fonts_images(bytes.clone(), world.track(), &families, None);
    let image = image.map_err(|_| "holds what cannot be drawn".to_owned())?;
    let mut found = Found::default();
    found.group(image.tree().root());
    if found.filtered > DRAWING_FILTERS.most as f64 {
        return Err("has filters that work out far too much".to_owned());
    }
    if found.is_damaged {
        return Err("holds a picture that is damaged within".to_owned());
    }
    if !found.unset.is_empty() {
        // A font has the letter and yet cannot set it here. As shapes it stops nothing.
        drawing.missing.extend(found.unset);
        bytes = Bytes::from_string(image.tree().to_string(&WriteOptions::default()));
    }
    let mut faults = Vec::new();
    if !drawing.missing.is_empty() {
        faults.push(PictureFault::Letters(drawing.missing));
    }
    let colours = drawing.unknown_colours.into_iter();
    faults.extend(colours.map(PictureFault::Colour));
    if !drawing.elsewhere.is_empty() {
        faults.push(PictureFault::Elsewhere(drawing.elsewhere));
    }
    Ok((bytes, faults))
}

/// What would stop a sheet that sets a drawing.
#[derive(Default)]
struct Found {
    /// Letters for which a font's mark for missing ones would be set.
    unset: BTreeSet<char>,
    /// Whether a picture in it cannot be decoded.
    is_damaged: bool,
    /// How many points filters work out.
    filtered: f64,
    /// What several parts share is looked at once.
    seen: HashSet<*const Group>,
}

impl Found {
    fn group(&mut self, group: &Group) {
        if !self.seen.insert(group) {
            return;
        }
        self.filtered += group
            .filters()
            .iter()
            .map(|filter| points(filter))
            .sum::<f64>();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner),
                Node::Text(text) => self.text(text),
                Node::Image(image) => self.image(image.kind()),
                Node::Path(_) => {}
            }
            // Patterns, masks and what filters take from elsewhere have parts of their own.
            node.subroots(|inner| self.group(inner));
        }
    }

    fn text(&mut self, text: &Text) {
        let spans = text.layouted().iter();
        let glyphs = spans.flat_map(|span| &span.positioned_glyphs);
        let missing = glyphs.filter(|glyph| glyph.id.0 == 0);
        self.unset
            .extend(missing.flat_map(|glyph| glyph.text.chars()));
    }

    fn image(&mut self, kind: &ImageKind) {
        let (bytes, format) = match kind {
            ImageKind::JPEG(bytes) => (bytes, ExchangeFormat::Jpg),
            ImageKind::PNG(bytes) => (bytes, ExchangeFormat::Png),
            ImageKind::GIF(bytes) => (bytes, ExchangeFormat::Gif),
            ImageKind::WEBP(bytes) => (bytes, ExchangeFormat::Webp),
            ImageKind::SVG(_) => return,
        };
        self.is_damaged |= raster(Bytes::new(bytes.to_vec()), format).is_err();
    }
}

/// How many points a filter works out, each step of it anew, and some more for the room that each step takes.
fn points(filter: &Filter) -> f64 {
    const EACH: f64 = 20_000.0;
    let steps = filter.primitives().iter().map(|step| {
        let area = f64::from(step.rect().width()) * f64::from(step.rect().height());
        let times = match step.kind() {
            Kind::ConvolveMatrix(matrix) => {
                f64::from(matrix.matrix().columns()) * f64::from(matrix.matrix().rows())
            }
            Kind::Morphology(morphology) => {
                1.0 + f64::from(morphology.radius_x().get())
                    * f64::from(morphology.radius_y().get())
            }
            Kind::Turbulence(turbulence) => f64::from(turbulence.num_octaves()) * 10.0,
            _ => 1.0,
        };
        area * times + EACH
    });
    steps.sum()
}
