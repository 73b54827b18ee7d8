//! Which files are printed of a page.
//!
//! Takes a page and what is asked for; gives the files, each with its name. `resolve` lists those that
//! a build prints; `render` makes them.

use crate::model::config::Config;
use crate::model::file_name::fitting;
use crate::model::page::{FieldValue, Page};
use crate::model::sheet::{Imposition, Paper, Printing, Sheet, Size};

/// The sheets that a page can be printed as: those of its kind, and a zine.
pub fn sheets(page: &Page) -> Vec<Sheet> {
    let mut sheets = page.meta.kind.value.sheets();
    if !sheets.contains(&Sheet::Zine) {
        sheets.push(Sheet::Zine);
    }
    sheets
}

/// The sheets of a page that are pages of HTML as well; only a meeting has such.
pub fn web_sheets(page: &Page) -> impl Iterator<Item = Sheet> {
    let sheets = sheets(page).into_iter();
    sheets.filter(|sheet| sheet.is_page())
}

/// The sheets that are made of a page unasked: of one that is no meeting, the first alone; of a meeting cards of groups
/// only where it has groups.
pub fn usual_sheets(page: &Page) -> Vec<Sheet> {
    let mut sheets = page.meta.kind.value.sheets();
    match &page.agenda {
        None => sheets.truncate(1),
        Some(agenda) => {
            let has_groups = agenda.items.iter().any(|item| item.group.is_some());
            sheets.retain(|sheet| *sheet != Sheet::GroupCards || has_groups);
        }
    }
    sheets
}

/// The folder of a page's paper among that of all pages: no page, in no language, writes over the paper of another.
pub fn own_folder(config: &Config, page: &Page) -> String {
    let folder = config.folder(page.meta.lang);
    format!("{folder}{}", fitting(&page.meta.id.value))
}

/// What is asked for of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRequest {
    /// In the order in which the files are listed.
    pub sheets: Vec<Sheet>,
    /// At least one; the files of the first go without its name.
    pub papers: Vec<Paper>,
    /// Whether the letters are large; then nothing is imposed.
    pub large: bool,
}

/// The files that are printed of a page for a request, each with its name.
pub fn files(page: &Page, request: &PrintRequest) -> Vec<(String, Printing)> {
    let mut files = Vec::new();
    for (at, paper) in request.papers.iter().enumerate() {
        for sheet in &request.sheets {
            let shapes = shapes(page, *sheet).into_iter();
            // What is put on sheets for the printer alone has letters of the size that fits, and so has a zine.
            let is_sized = |imposition: &Option<_>| imposition.is_some() || *sheet == Sheet::Zine;
            for (size, imposition) in
                shapes.filter(|(_, imposition)| !is_sized(imposition) || !request.large)
            {
                let printing = Printing {
                    sheet: *sheet,
                    paper: *paper,
                    size,
                    large: request.large,
                    imposition,
                };
                files.push((name(page, printing, at == 0), printing));
            }
        }
    }
    files
}

/// The sizes and impositions in which a sheet of a page comes, the one for reading first.
fn shapes(page: &Page, sheet: Sheet) -> Vec<(Size, Option<Imposition>)> {
    match sheet {
        Sheet::WallAgenda => vec![(Size::Large, None), (Size::Large, Some(Imposition::Tiles))],
        Sheet::Booklet => vec![
            (Size::Small, None),
            (Size::Small, Some(Imposition::Booklet)),
        ],
        Sheet::Sheet => match Format::of(page) {
            Format::Page => vec![(Size::Middle, None)],
            Format::Poster => vec![(Size::Middle, None), (Size::Large, None)],
            Format::Pocket => vec![
                (Size::Middle, None),
                (Size::Pocket, Some(Imposition::Pocket)),
            ],
        },
        Sheet::Zine => vec![
            (Size::Pocket, None),
            (Size::Pocket, Some(Imposition::Pocket)),
        ],
        _ => vec![(Size::Middle, None)],
    }
}

/// `run-sheet.pdf`, `sheet-large-a3.pdf`, `booklet-imposed-letter.pdf`.
fn name(page: &Page, printing: Printing, is_first_paper: bool) -> String {
    let mut name = printing.sheet.name().to_owned();
    if printing.large {
        name.push_str("-large");
    }
    if printing.imposition.is_some() {
        name.push_str("-imposed");
    }
    let (usual, _) = shapes(page, printing.sheet)[0];
    if !is_first_paper || printing.imposition.is_none() && printing.size != usual {
        name.push('-');
        name.push_str(printing.paper.name(printing.on()));
    }
    name.push_str(".pdf");
    name
}

/// What a handout is made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Read at a table, or filled in.
    Page,
    /// Hung up.
    Poster,
    /// Folded and carried along.
    Pocket,
}

impl Format {
    /// What each says of itself in the field `paper`.
    pub const WORDS: [(&'static str, Format); 10] = [
        ("a4", Format::Page),
        ("letter", Format::Page),
        ("a5", Format::Page),
        ("half-letter", Format::Page),
        ("page", Format::Page),
        ("a3", Format::Poster),
        ("tabloid", Format::Poster),
        ("poster", Format::Poster),
        ("pocket", Format::Pocket),
        ("folded", Format::Pocket),
    ];

    /// That of a page, by the first known word in its field `paper`.
    pub fn of(page: &Page) -> Format {
        let field = page.meta.fields.iter().find(|field| field.id == "paper");
        let Some(FieldValue::Text(text)) = field.map(|field| &field.value) else {
            return Format::Page;
        };
        Format::read(text).unwrap_or(Format::Page)
    }

    /// What `text` says; `None` when it holds none of [`Format::WORDS`].
    pub fn read(text: &str) -> Option<Format> {
        let text = text.to_lowercase();
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        words
            .filter_map(|word| Format::WORDS.iter().find(|(known, _)| *known == word))
            .map(|(_, format)| *format)
            .next()
    }
}

#[cfg(test)]
mod tests;
