//! Puts finished sheets into one file, behind a cover leaf.
//!
//! 1. Each sheet is set once more within the one document, from the data that it was made from in the end, so that a
//!    screen reader finds in it what it finds in the sheet by itself. What is imposed has no order in which it could be
//!    read, and stands there as pictures with their names.
//! 2. Should the document as a whole be no PDF/UA, it is tagged all the same.
//! 3. Should it not come to the same pages, or not be set at all, every page is a picture.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::compiler::{Compiler, Standard};
use super::fault::Fault;
use super::result::Pdf;
use super::{picture, world};
use crate::model::date::Date;

/// A finished file to put into another.
#[derive(Clone)]
pub(crate) struct BoundFile {
    /// The path at which the cover's template finds it.
    pub(crate) name: String,
    pub(crate) bytes: Arc<[u8]>,
    /// None for what is imposed.
    pub(crate) source: Option<BoundSource>,
}

/// What a finished sheet was made from.
#[derive(Clone)]
pub(crate) struct BoundSource {
    pub(crate) template: &'static str,
    pub(crate) data: Arc<str>,
    /// The bytes of those that the data names.
    pub(crate) pictures: BTreeMap<String, Vec<u8>>,
}

/// Sets a file of several finished ones, behind the cover that `template` makes of `cover`. All of it comes to so many `pages`.
///
/// # Errors
/// Why it cannot be set even of pictures alone.
pub(super) fn bind(
    compiler: &Compiler,
    template: &'static str,
    cover: &str,
    files: Vec<BoundFile>,
    pages: usize,
    date: Option<Date>,
) -> Result<Pdf, Fault> {
    let cover = serde_json::from_str(cover).expect("the program wrote it");
    let binding = Binding {
        compiler,
        template,
        cover,
        files,
        date,
    };
    binding.best(pages)
}

/// A file in the making.
struct Binding<'a> {
    compiler: &'a Compiler,
    /// That of the cover.
    template: &'static str,
    cover: Value,
    files: Vec<BoundFile>,
    date: Option<Date>,
}

impl Binding<'_> {
    /// With as much structure as can be had.
    fn best(&self, pages: usize) -> Result<Pdf, Fault> {
        let has_pictures = self.files.iter().any(|file| file.source.is_none());
        // A file within a file is no PDF/UA, whatever is said of it.
        let standards: &[Standard] = if has_pictures {
            &[Standard::Tagged]
        } else {
            &[Standard::Accessible, Standard::Tagged]
        };
        for standard in standards {
            if let Ok(pdf) = self.set(true, *standard)
                && pdf.pages == pages
            {
                return Ok(pdf);
            }
        }
        self.set(false, Standard::Plain)
    }

    /// With parts that are set within it, or as pictures alone.
    fn set(&self, is_whole: bool, standard: Standard) -> Result<Pdf, Fault> {
        let mut data = self.cover.clone();
        let entries = data["entries"].as_array_mut().into_iter().flatten();
        for (number, (entry, file)) in entries.zip(&self.files).enumerate() {
            let is_set = is_whole && file.source.is_some();
            entry["part"] = json!(is_set.then(|| world::part_name(number + 1)));
        }
        let files = self.files.iter();
        let files = files.map(|file| (file.name.clone(), Bytes::new(file.bytes.to_vec())));
        let data = (world::DATA.to_owned(), Bytes::from_string(data.to_string()));
        let mut world = self
            .compiler
            .world(self.template, files.chain([data]).collect());
        let fonts = self.compiler.world(self.template, BTreeMap::new());
        for (number, file) in self.files.iter().enumerate() {
            let Some(source) = file.source.as_ref().filter(|_| is_whole) else {
                continue;
            };
            let pictures = source.pictures.clone();
            let (mut files, _) = picture::prepare(pictures, &self.compiler.fonts, &fonts);
            let data = Bytes::from_string(as_part(&source.data, number + 1));
            files.insert(world::DATA.to_owned(), data);
            world.add_part(number + 1, source.template, files);
        }
        self.compiler.compile(&world, self.date, standard)
    }
}

/// The data of a sheet that is a part of another file, and counts its pages and notes for itself.
fn as_part(data: &str, number: usize) -> String {
    let mut data: Value = serde_json::from_str(data).expect("the program wrote it");
    data["part"] = json!(number);
    data.to_string()
}
