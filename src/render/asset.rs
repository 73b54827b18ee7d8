//! Files that pages show or link to, under names that carry a hash of their content.
//!
//! Pictures are published without camera, place or author in them, under the ending of what they are;
//! their names carry the hash of what is published. A picture from which these cannot be taken is not
//! published, however it is named. Only files that everyone's text names are published at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::{cut_label, unusable_image};
use crate::document::PublishedFiles;
use crate::limits::PICTURE_FILE;
use crate::load::StaticFile;
use crate::model::file_name::fitting;
use crate::model::format::{self, FileFormat, ImageFormat, Signature};
use crate::model::page::Addressed;
use crate::model::site::{File, PageIndex, Resolution, Site, SitePage};
use crate::model::source::Span;
use crate::model::unicode::nfc;
use crate::render::image::{self, LeftOut, Smaller, Wanted};
use crate::render::published_code::published_code;

/// A picture of more bytes than this is none for a page: all of it is held in memory to clean it.
const LARGEST_PICTURE: u64 = PICTURE_FILE.most as u64;

/// Where each file goes in the output, and how large the pictures are.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    /// By path from the content folder.
    files: BTreeMap<String, Asset>,
    /// Files that everyone's text names and that cannot be published.
    unusable: BTreeSet<String>,
    /// A theme's own files, by path from its `static` folder.
    statics: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Asset {
    url: String,
    size: Option<(u32, u32)>,
    /// The copies that are shown in its place, the narrower first.
    copies: Vec<SmallerCopy>,
    /// Whether text links to it or has it in a set of its own. One that is only shown is published in its copies
    /// alone, if it has some.
    is_whole: bool,
}

/// A smaller copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SmallerCopy {
    pub(crate) url: String,
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) format: ImageFormat,
}

impl Asset {
    fn new(url: String) -> Self {
        Asset {
            url,
            size: None,
            copies: Vec::new(),
            is_whole: true,
        }
    }
}

/// What is published of pictures, by their files.
pub(crate) type Pictures = HashMap<File, Picture>;

/// What is published of a picture.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    hash: String,
    size: (u32, u32),
    format: ImageFormat,
    smaller: Option<Smaller>,
    cut_label: Option<String>,
    left_out: LeftOut,
}

impl Picture {
    /// What is said of a drawing that is published without a part of it.
    fn shown_in_part(&self, place: Span, path: &str) -> Vec<Diagnostic> {
        let words = self.cut_label.as_deref();
        let cut = words.map(|words| cut_label::finding(place, path, words));
        let sorts = [
            (
                Wanted::Picture,
                unusable_image::picture_elsewhere as fn(_, &_, &_) -> _,
            ),
            (Wanted::Look, unusable_image::look_elsewhere),
            (Wanted::Font, unusable_image::font_elsewhere),
            (Wanted::Link, unusable_image::link_elsewhere),
        ];
        let missed = sorts.into_iter().filter_map(|(wanted, finding)| {
            let addresses: Vec<&str> = self.left_out.addresses(wanted).collect();
            (!addresses.is_empty()).then(|| finding(place, path, &addresses))
        });
        cut.into_iter().chain(missed).collect()
    }
}

/// Reads a file of the content folder.
pub(crate) type Read<'a> = &'a (dyn Fn(&str) -> anyhow::Result<Vec<u8>> + Sync);

impl Assets {
    /// Pictures of one pixel, each published at its own path.
    #[cfg(test)]
    pub(crate) fn in_place(paths: impl Iterator<Item = String>) -> Self {
        let asset = |path: String| {
            let asset = Asset {
                size: Some((1, 1)),
                ..Asset::new(path.clone())
            };
            (path, asset)
        };
        Assets {
            files: paths.map(asset).collect(),
            ..Assets::default()
        }
    }

    /// Names every file that the site publishes, which means reading the pictures, but for those
    /// that `known` holds. It will hold those of this site.
    pub(crate) fn gather(
        site: &Site,
        statics: &[StaticFile],
        known: &mut Pictures,
        read: Read<'_>,
    ) -> (Self, Vec<Diagnostic>) {
        let named: Vec<(String, Named)> = named_files(site).into_iter().collect();
        let published: Vec<_> = named
            .par_iter()
            .map(|(path, named)| published(site, path, named, known, read))
            .collect();
        known.clear();
        let statics = statics.iter();
        let statics = statics.map(|file| (file.path.clone(), static_address(file)));
        let mut assets = Assets {
            statics: statics.collect(),
            ..Assets::default()
        };
        let mut findings = Vec::new();
        for ((path, named), published) in named.into_iter().zip(published) {
            let (asset, picture) = match published {
                Ok(published) => published,
                Err(finding) => {
                    findings.push(finding);
                    assets.unusable.insert(path);
                    continue;
                }
            };
            if let (None, Some(shown)) = (&picture, named.shown) {
                findings.push(unusable_image::no_picture(shown, &path));
            }
            if let (Some(picture), Some(place)) = (&picture, named.shown.or(named.linked)) {
                findings.extend(picture.shown_in_part(place, &path));
            }
            // What is shown alone and is no picture would be published for nobody.
            if picture.is_some() || named.linked.is_some() {
                known.extend(picture.map(|picture| (site.files[&path].clone(), picture)));
                assets.files.insert(path, asset);
            }
        }
        (assets, findings)
    }

    /// The address of a published picture of pixels; `None` for drawings and all else.
    pub(crate) fn raster_url(&self, path: &str) -> Option<&str> {
        let asset = self.files.get(path)?;
        let is_raster = asset.size.is_some() && !asset.url.ends_with(".svg");
        let widest = asset.copies.last().map_or(&asset.url, |copy| &copy.url);
        is_raster.then_some(widest.as_str())
    }

    /// The copies that are shown in place of a picture, the narrower first; none for one that is shown itself.
    pub(crate) fn copies(&self, path: &str) -> &[SmallerCopy] {
        let asset = self.files.get(path);
        asset.map_or(&[][..], |asset| asset.copies.as_slice())
    }

    /// All copies of pictures, with the paths of these from the content folder.
    pub(crate) fn published_copies(&self) -> impl Iterator<Item = (&SmallerCopy, &str)> {
        let files = self.files.iter();
        files.flat_map(|(path, asset)| asset.copies.iter().map(move |copy| (copy, path.as_str())))
    }

    /// Whether a file is published as it stands, byte for byte.
    pub(crate) fn is_copied(&self, path: &str) -> bool {
        let asset = self.files.get(path);
        asset.is_some_and(|asset| asset.size.is_none())
    }

    /// Whether letters are among the theme's own files.
    pub(crate) fn has_fonts(&self) -> bool {
        let endings = ["woff2", "woff", "ttf", "otf", "ttc", "otc"];
        let mut paths = self.statics.keys();
        paths.any(|path| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            endings
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        })
    }

    pub(crate) fn static_url(&self, path: &str) -> Option<&str> {
        self.statics.get(path).map(String::as_str)
    }

    /// The published files: addresses, and their paths from the content folder.
    pub(crate) fn published(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files
            .filter(|(_, asset)| asset.is_whole || asset.copies.is_empty())
            .map(|(path, asset)| (asset.url.as_str(), path.as_str()))
    }

    pub(crate) fn published_statics(&self) -> impl Iterator<Item = (&str, &str)> {
        self.statics
            .iter()
            .map(|(path, url)| (url.as_str(), path.as_str()))
    }
}

impl PublishedFiles for Assets {
    fn url(&self, path: &str) -> String {
        let known = self.files.get(path);
        known.map_or_else(|| path.to_owned(), |asset| asset.url.clone())
    }

    fn is_published(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn is_unusable(&self, path: &str) -> bool {
        self.unusable.contains(path)
    }

    fn size(&self, path: &str) -> Option<(u32, u32)> {
        self.files.get(path)?.size
    }
}

/// The address of a theme's own file.
pub(crate) fn static_address(file: &StaticFile) -> String {
    hashed(&file.path, &blake3::hash(&file.bytes).to_hex())
}

/// The bytes that are published of a file.
pub(crate) fn bytes(file: &File, path: &str, read: Read<'_>) -> anyhow::Result<Vec<u8>> {
    let bytes = read(path)?;
    match file.format {
        FileFormat::Picture => Ok(image::clean(&bytes)?.bytes),
        FileFormat::Active(_) | FileFormat::Other => Ok(bytes),
    }
}

/// A copy of a picture, made smaller; the picture itself where nobody here can decode it.
pub(crate) fn resized(picture: Vec<u8>, width: u32, format: ImageFormat) -> Vec<u8> {
    image::at_width(&picture, width, format).unwrap_or(picture)
}

/// A theme's own files as they are published: pictures cleaned like those of pages, where they can be, and scripts
/// without what only their authors read.
/// A theme is a program, so that its drawings may be more than one could show.
pub(crate) fn clean_statics(files: &[StaticFile]) -> Vec<StaticFile> {
    let files = files.iter().map(|file| {
        let known = matches!(format::signature(&file.bytes), Some(Signature::Known(_)));
        let clean = known.then(|| image::clean(&file.bytes).ok()).flatten();
        let published = clean
            .map(|clean| Arc::from(clean.bytes))
            .or_else(|| published_code(file));
        StaticFile {
            path: file.path.clone(),
            bytes: published.unwrap_or_else(|| file.bytes.clone()),
            source: file.source,
        }
    });
    files.collect()
}

/// The first places at which public text names a file.
#[derive(Debug, Default)]
struct Named {
    shown: Option<Span>,
    linked: Option<Span>,
    /// Whether raw HTML names it in a set of pictures that somebody has made in several sizes.
    is_in_set: bool,
}

/// Where public text first shows a file, or else links to it.
pub(super) fn first_place(site: &Site, path: &str) -> Option<Span> {
    let named = named_files(site);
    let named = named.get(path)?;
    named.shown.or(named.linked)
}

/// The files that public text names, and the logo.
fn named_files(site: &Site) -> BTreeMap<String, Named> {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    if let Some(logo) = site.logo() {
        named.entry(logo.value.clone()).or_default().shown = Some(logo.span);
    }
    for page in &site.pages {
        let body = &page.page.body;
        for (image, path) in body.images.iter().zip(&page.resolved.images) {
            if let (true, Ok(path)) = (image.public, path) {
                let named = named.entry(path.clone()).or_default();
                named.shown.get_or_insert(image.span);
            }
        }
        for (link, to) in body.links.iter().zip(&page.resolved.links) {
            if let (true, Resolution::File(path)) = (link.public, to) {
                let named = named.entry(path.clone()).or_default();
                named.linked.get_or_insert(link.span);
            }
        }
        for path in pictures_in_sets(page) {
            if let Some(named) = named.get_mut(path) {
                named.is_in_set = true;
            }
        }
    }
    named
}

/// The files of the pictures that raw HTML of a page names in sets, for whomever.
fn pictures_in_sets(page: &SitePage) -> impl Iterator<Item = &str> {
    let addresses = page.page.body.html_addresses.iter();
    let items = addresses.flat_map(|address| match &address.of {
        Addressed::Set(items) => items.as_slice(),
        _ => &[],
    });
    items.filter_map(|item| page.resolved.images[item.image as usize].as_deref().ok())
}

/// Where the page at `index` shows a picture, or else the first page that does: a page lends its
/// pictures to others with its text.
pub(crate) fn place(site: &Site, index: PageIndex, path: &str) -> Span {
    let shown = |page: &SitePage| {
        let images = page.page.body.images.iter().zip(&page.resolved.images);
        let mut shown = images.filter(|(_, to)| to.as_deref() == Ok(path));
        shown.next().map(|(image, _)| image.span)
    };
    let logo = site.logo().filter(|logo| logo.value == path);
    shown(&site.pages[index])
        .or_else(|| site.pages.iter().find_map(shown))
        .or(logo.map(|logo| logo.span))
        .unwrap_or_else(|| Span::whole(site.pages[index].page.source))
}

/// Where a file goes, and what it shows when it is a picture.
fn published(
    site: &Site,
    path: &str,
    named: &Named,
    known: &Pictures,
    read: Read<'_>,
) -> Result<(Asset, Option<Picture>), Diagnostic> {
    let file = &site.files[path];
    if file.format != FileFormat::Picture {
        let url = hashed(path, &file.hash);
        return Ok((Asset::new(url), None));
    }
    if file.len > LARGEST_PICTURE {
        let place = named.shown.or(named.linked);
        let place = place.expect("a file is named somewhere");
        return Err(unusable_image::too_many_bytes(place, path, file.len));
    }
    // Cleaning a picture takes long, so what is known of the same file is taken again.
    let picture = match known.get(file) {
        Some(picture) => picture.clone(),
        None => picture(path, named, read)?,
    };
    let asset = Asset {
        url: hashed_picture(path, &picture),
        size: Some(picture.size),
        copies: copies(path, &picture),
        is_whole: named.linked.is_some() || named.is_in_set,
    };
    Ok((asset, Some(picture)))
}

fn picture(path: &str, named: &Named, read: Read<'_>) -> Result<Picture, Diagnostic> {
    let place = named.shown.or(named.linked);
    let place = place.expect("a file is named somewhere");
    let bytes = read(path).map_err(|error| unusable_image::unreadable(place, path, &error))?;
    let picture = image::clean(&bytes).map_err(|problem| {
        let (how, help) = (problem.to_string(), problem.help());
        match named.shown {
            Some(place) => unusable_image::problem(place, path, &how, help),
            None => unusable_image::linked(place, path, &how, help),
        }
    })?;
    Ok(Picture {
        hash: blake3::hash(&picture.bytes).to_hex().to_string(),
        smaller: image::smaller(&picture),
        size: (picture.width, picture.height),
        format: picture.format,
        cut_label: picture.cut_label,
        left_out: picture.left_out,
    })
}

/// `photos/rally.jpg` as `assets/rally-0123456789-800.jpg` and so on, which say of what they are copies, so that
/// nothing need be made before somebody asks for it.
fn copies(path: &str, picture: &Picture) -> Vec<SmallerCopy> {
    let Some(Smaller { widths, format }) = &picture.smaller else {
        return Vec::new();
    };
    let widths = widths.iter().map(|&width| {
        let hash = &picture.hash[..10];
        SmallerCopy {
            url: format!(
                "assets/{}-{hash}-{width}.{}",
                fitting(picture_stem(path).0),
                format.extension()
            ),
            width,
            format: *format,
        }
    });
    widths.collect()
}

/// `photos/rally.jpg` as `assets/rally-0123456789.jpg`.
fn hashed(path: &str, hash: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    address(stem, hash, &ending.to_lowercase())
}

/// As [`hashed`], with the ending of what the picture is: browsers go by it where no server tells them.
fn hashed_picture(path: &str, picture: &Picture) -> String {
    let (stem, ending) = picture_stem(path);
    let jpeg = picture.format == ImageFormat::Jpeg && ending.eq_ignore_ascii_case("jpeg");
    let ending = if jpeg {
        "jpeg"
    } else {
        picture.format.extension()
    };
    address(stem, &picture.hash, ending)
}

/// The name of a picture's file without its ending, and that.
fn picture_stem(path: &str) -> (&str, &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ending)) if format::is_picture_ending(ending) => (stem, ending),
        // What follows the dot of `photo 1.2` is no ending.
        _ => (name, ""),
    }
}

fn address(stem: &str, hash: &str, ending: &str) -> String {
    format!("assets/{}-{}.{ending}", fitting(&nfc(stem)), &hash[..10])
}

#[cfg(test)]
mod tests {
    use super::clean_statics;
    use crate::load::StaticFile;

    #[test]
    fn pictures_of_a_theme_are_cleaned_where_they_can_be() {
        let root = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>";
        let cleaned = |path: &str, text: &str| {
            let file = StaticFile {
                path: path.to_owned(),
                bytes: text.as_bytes().into(),
                source: None,
            };
            let clean = clean_statics(&[file]).remove(0);
            assert_eq!(clean.path, path);
            String::from_utf8(clean.bytes.to_vec()).expect("it is text")
        };
        let drawing = format!("<!-- Ana -->{root}<path/></svg>");
        let clean = cleaned("logo.svg", &drawing);
        assert!(
            clean.ends_with("<path/></svg>") && !clean.contains("Ana"),
            "{clean}"
        );
        // A set of signs for scripts draws nothing by itself.
        let signs = format!("{root}<symbol id='a'/></svg>");
        assert_eq!(cleaned("signs.svg", &signs), signs);
        assert_eq!(cleaned("style.css", "p {}"), "p {}");
    }
}
