//! Files that pages show or link to, under names that carry a hash of their content.
//!
//! Pictures are published without camera, place or author in them; their names carry the hash of
//! what is published. Only files that everyone's text names are published at all.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::check::unusable_image;
use crate::diagnostic::Diagnostic;
use crate::load::StaticFile;
use crate::render::image;
use crate::site::{File, Resolution, Site};
use crate::source::Span;

/// Endings of files that are published as pictures.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// A picture of more bytes than this is none for a page: all of it is held in memory to clean it.
const LARGEST_PICTURE: u64 = 100 << 20;

/// Where each file goes in the output, and how large the pictures are.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    /// By path from the content folder.
    files: BTreeMap<String, Asset>,
    /// A theme's own files, by path from its `static` folder.
    statics: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Asset {
    url: String,
    size: Option<(u32, u32)>,
}

/// What is published of pictures, by their files.
pub(crate) type Pictures = HashMap<File, Picture>;

/// What is published of a picture.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    hash: String,
    size: (u32, u32),
}

/// Reads a file of the content folder.
pub(crate) type Read<'a> = &'a (dyn Fn(&str) -> anyhow::Result<Vec<u8>> + Sync);

impl Assets {
    /// Names every file that the site publishes, which means reading the pictures, but for those
    /// that `known` holds. It will hold those of this site.
    pub(crate) fn gather(
        site: &Site,
        statics: &[StaticFile],
        known: &mut Pictures,
        read: Read<'_>,
    ) -> (Self, Vec<Diagnostic>) {
        let named: Vec<(String, Span)> = named(site).into_iter().collect();
        let published: Vec<_> = named
            .par_iter()
            .map(|(path, place)| published(site, path, *place, known, read))
            .collect();
        known.clear();
        let mut files = BTreeMap::new();
        let mut findings = Vec::new();
        for ((path, _), published) in named.into_iter().zip(published) {
            match published {
                Ok((asset, picture)) => {
                    known.extend(picture.map(|picture| (site.files[&path].clone(), picture)));
                    files.insert(path, asset);
                }
                Err(finding) => findings.push(finding),
            }
        }
        let statics = statics.iter().map(|file| {
            let hash = blake3::hash(&file.bytes).to_hex();
            (file.path.clone(), hashed(&file.path, &hash))
        });
        let assets = Assets {
            files,
            statics: statics.collect(),
        };
        (assets, findings)
    }

    /// The address of a file from the output's root; its own path where it is not published.
    pub(crate) fn url(&self, path: &str) -> String {
        let known = self.files.get(path);
        known.map_or_else(|| path.to_owned(), |asset| asset.url.clone())
    }

    /// The address of a published picture of pixels; `None` for drawings and all else.
    pub(crate) fn raster_url(&self, path: &str) -> Option<&str> {
        let asset = self.files.get(path)?;
        let is_raster = asset.size.is_some() && !asset.url.ends_with(".svg");
        is_raster.then_some(asset.url.as_str())
    }

    /// Whether the site publishes a file: some text for everyone names it.
    pub(crate) fn is_published(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file is published as it stands, byte for byte.
    pub(crate) fn is_copied(&self, path: &str) -> bool {
        let asset = self.files.get(path);
        asset.is_some_and(|asset| asset.size.is_none())
    }

    pub(crate) fn size(&self, path: &str) -> Option<(u32, u32)> {
        self.files.get(path)?.size
    }

    pub(crate) fn static_url(&self, path: &str) -> Option<&str> {
        self.statics.get(path).map(String::as_str)
    }

    /// The published files: addresses, and their paths from the content folder.
    pub(crate) fn published(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, asset)| (asset.url.as_str(), path.as_str()))
    }

    pub(crate) fn published_statics(&self) -> impl Iterator<Item = (&str, &str)> {
        self.statics
            .iter()
            .map(|(path, url)| (url.as_str(), path.as_str()))
    }
}

/// The bytes that are published of a file.
pub(crate) fn bytes(path: &str, read: Read<'_>) -> anyhow::Result<Vec<u8>> {
    let bytes = read(path)?;
    if !is_picture(path) {
        return Ok(bytes);
    }
    Ok(image::clean(&bytes)?.bytes)
}

fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    PICTURES
        .iter()
        .any(|picture| picture.eq_ignore_ascii_case(ending))
}

/// The files that public text names, each with the first place that does.
fn named(site: &Site) -> BTreeMap<String, Span> {
    let mut named = BTreeMap::new();
    for page in &site.pages {
        let body = &page.page.body;
        for (image, path) in body.images.iter().zip(&page.leads.images) {
            if let (true, Ok(path)) = (image.public, path) {
                named.entry(path.clone()).or_insert(image.span);
            }
        }
        for (link, to) in body.links.iter().zip(&page.leads.links) {
            if let (true, Resolution::File(path)) = (link.public, to) {
                named.entry(path.clone()).or_insert(link.span);
            }
        }
    }
    named
}

/// Where a file goes, and what it shows when it is a picture.
fn published(
    site: &Site,
    path: &str,
    place: Span,
    known: &Pictures,
    read: Read<'_>,
) -> Result<(Asset, Option<Picture>), Diagnostic> {
    let file = &site.files[path];
    if !is_picture(path) {
        let url = hashed(path, &file.hash);
        return Ok((Asset { url, size: None }, None));
    }
    if file.len > LARGEST_PICTURE {
        return Err(unusable_image::too_many_bytes(place, path, file.len));
    }
    let picture = match known.get(file) {
        Some(picture) => picture.clone(),
        None => picture(path, place, read)?,
    };
    let asset = Asset {
        url: hashed(path, &picture.hash),
        size: Some(picture.size),
    };
    Ok((asset, Some(picture)))
}

fn picture(path: &str, place: Span, read: Read<'_>) -> Result<Picture, Diagnostic> {
    let bytes = read(path).map_err(|error| unusable_image::unreadable(place, path, &error))?;
    let picture = image::clean(&bytes).map_err(|problem| {
        unusable_image::problem(place, path, &problem.to_string(), problem.help())
    })?;
    Ok(Picture {
        hash: blake3::hash(&picture.bytes).to_hex().to_string(),
        size: (picture.width, picture.height),
    })
}

/// `photos/rally.jpg` as `assets/rally-0123456789.jpg`.
fn hashed(path: &str, hash: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}-{}.{}", &hash[..10], ending.to_lowercase())
}
