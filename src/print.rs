//! What a page is printed as: sheets, papers and the files they go to, as data.
//!
//! `resolve` lists what a build prints; `render` makes it.

use crate::agenda::{Agenda, People};
use crate::date::Date;
use crate::page::{FieldValue, Page};
use crate::source::{Span, Spanned};

/// Whether this program was compiled with what makes PDFs.
pub const MAKES_PDFS: bool = cfg!(feature = "pdf");

/// Kinds of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// Everything that the facilitator needs; nobody else reads it.
    RunSheet,
    /// What those who come are given.
    Agenda,
    /// A card for each role, with its cues on the back.
    RoleCards,
    WallAgenda,
    SignIn,
    Notes,
    PackingList,
    Evaluation,
    /// A page with all that it builds on.
    Booklet,
    /// A page of any other kind as a handout.
    Sheet,
    /// The same card four times.
    Card,
    /// Different cards.
    Cards,
    /// A reading list or a series, with whole references.
    List,
}

impl Sheet {
    pub const ALL: [Sheet; 13] = [
        Sheet::RunSheet,
        Sheet::Agenda,
        Sheet::RoleCards,
        Sheet::WallAgenda,
        Sheet::SignIn,
        Sheet::Notes,
        Sheet::PackingList,
        Sheet::Evaluation,
        Sheet::Booklet,
        Sheet::Sheet,
        Sheet::Card,
        Sheet::Cards,
        Sheet::List,
    ];

    /// Those that are pages of HTML as well.
    pub const PAGES: [Sheet; 2] = [Sheet::RunSheet, Sheet::Agenda];

    /// The stem of its file, and of its word in a theme's `i18n`.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::RunSheet => "run-sheet",
            Sheet::Agenda => "agenda",
            Sheet::RoleCards => "role-cards",
            Sheet::WallAgenda => "wall-agenda",
            Sheet::SignIn => "sign-in",
            Sheet::Notes => "notes",
            Sheet::PackingList => "packing-list",
            Sheet::Evaluation => "evaluation",
            Sheet::Booklet => "booklet",
            Sheet::Sheet => "sheet",
            Sheet::Card => "card",
            Sheet::Cards => "cards",
            Sheet::List => "list",
        }
    }

    pub fn named(name: &str) -> Option<Sheet> {
        Sheet::ALL.into_iter().find(|sheet| sheet.name() == name)
    }

    /// The sheets that a page can be printed as; the booklet comes last and is made on request.
    pub fn of(page: &Page) -> Vec<Sheet> {
        match page.meta.kind.value.as_str() {
            "agenda" => Sheet::ALL[..9].to_vec(),
            "method" => vec![Sheet::Sheet, Sheet::Card, Sheet::Booklet],
            "reading-list" | "series" => vec![Sheet::List, Sheet::Cards, Sheet::Booklet],
            "glossary" => vec![Sheet::Sheet, Sheet::Cards],
            "handout" => vec![Sheet::Sheet, Sheet::Cards, Sheet::Booklet],
            _ => vec![Sheet::Sheet, Sheet::Booklet],
        }
    }

    /// The sheets that are made of a page unasked: of one that is no agenda, the first alone.
    pub fn usual(page: &Page) -> Vec<Sheet> {
        let mut sheets = Sheet::of(page);
        if page.agenda.is_none() {
            sheets.truncate(1);
        }
        sheets
    }

    /// Whether it holds what is for the facilitator.
    pub fn is_for_facilitators(self) -> bool {
        matches!(self, Sheet::RunSheet | Sheet::RoleCards)
    }

    /// Where it goes as a page of HTML: `agendas/monthly-meeting.run-sheet.html`.
    pub fn url(self, page: &str) -> String {
        let stem = page.strip_suffix(".html").unwrap_or(page);
        format!("{stem}.{}.html", self.name())
    }
}

/// A family of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Paper {
    /// A3, A4, A5, A6 (ISO 216).
    #[default]
    A4,
    /// Tabloid, Letter (ANSI/ASME Y14.1), a half and a quarter of it.
    Letter,
}

impl Paper {
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// By the name of its middle size.
    pub fn named(name: &str) -> Option<Paper> {
        let named = |paper: &Paper| paper.name(Size::Middle).eq_ignore_ascii_case(name);
        Paper::ALL.into_iter().find(named)
    }

    pub fn name(self, size: Size) -> &'static str {
        match (self, size) {
            (Paper::A4, Size::Pocket) => "a6",
            (Paper::Letter, Size::Pocket) => "quarter-letter",
            (Paper::A4, Size::Small) => "a5",
            (Paper::A4, Size::Middle) => "a4",
            (Paper::A4, Size::Large) => "a3",
            (Paper::Letter, Size::Small) => "half-letter",
            (Paper::Letter, Size::Middle) => "letter",
            (Paper::Letter, Size::Large) => "tabloid",
        }
    }

    /// Width and height in millimetres, upright.
    pub fn millimetres(self, size: Size) -> (f64, f64) {
        match (self, size) {
            (Paper::A4, Size::Pocket) => (105.0, 148.0),
            (Paper::Letter, Size::Pocket) => (107.95, 139.7),
            (Paper::A4, Size::Small) => (148.0, 210.0),
            (Paper::A4, Size::Middle) => (210.0, 297.0),
            (Paper::A4, Size::Large) => (297.0, 420.0),
            (Paper::Letter, Size::Small) => (139.7, 215.9),
            (Paper::Letter, Size::Middle) => (215.9, 279.4),
            (Paper::Letter, Size::Large) => (279.4, 431.8),
        }
    }
}

/// A size of paper within its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    Pocket,
    Small,
    Middle,
    Large,
}

/// How finished pages are put on larger sheets, for the printer only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// Two pages a side, in the order in which a folded stack shows them.
    Booklet,
    /// All pages on one sheet, which is folded to fit a pocket.
    Pocket,
    /// One page, enlarged, on four sheets.
    Tiles,
}

impl Fold {
    pub fn name(self) -> &'static str {
        match self {
            Fold::Booklet => "booklet",
            Fold::Pocket => "pocket",
            Fold::Tiles => "tiles",
        }
    }
}

/// One file to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Printing {
    pub sheet: Sheet,
    pub paper: Paper,
    pub size: Size,
    /// Whether the letters are large (18 points) instead of normal (12).
    pub large: bool,
    pub fold: Option<Fold>,
}

impl Printing {
    /// The size of the sheets that come out of the printer.
    pub fn on(self) -> Size {
        match self.fold {
            Some(_) => Size::Middle,
            None => self.size,
        }
    }
}

/// What is asked for of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub sheets: Vec<Sheet>,
    /// At least one; the files of the first go without its name.
    pub papers: Vec<Paper>,
    pub large: bool,
}

/// The files that are printed of a page for a wish, each with its name.
pub fn files(page: &Page, wish: &Wish) -> Vec<(String, Printing)> {
    let mut files = Vec::new();
    for (at, paper) in wish.papers.iter().enumerate() {
        for sheet in &wish.sheets {
            let shapes = shapes(page, *sheet).into_iter();
            // What is put on sheets for the printer alone has letters of the size that fits.
            for (size, fold) in shapes.filter(|(_, fold)| fold.is_none() || !wish.large) {
                let printing = Printing {
                    sheet: *sheet,
                    paper: *paper,
                    size,
                    large: wish.large,
                    fold,
                };
                files.push((name(page, printing, at == 0), printing));
            }
        }
    }
    files
}

/// The sizes and folds in which a sheet of a page comes, the one for reading first.
fn shapes(page: &Page, sheet: Sheet) -> Vec<(Size, Option<Fold>)> {
    match sheet {
        Sheet::WallAgenda => vec![(Size::Large, None), (Size::Large, Some(Fold::Tiles))],
        Sheet::Booklet => vec![(Size::Small, None), (Size::Small, Some(Fold::Booklet))],
        Sheet::Sheet => match Format::of(page) {
            Format::Page => vec![(Size::Middle, None)],
            Format::Poster => vec![(Size::Middle, None), (Size::Large, None)],
            Format::Pocket => vec![(Size::Middle, None), (Size::Pocket, Some(Fold::Pocket))],
        },
        _ => vec![(Size::Middle, None)],
    }
}

/// `run-sheet.pdf`, `sheet-large-a3.pdf`, `booklet-imposed-letter.pdf`.
fn name(page: &Page, printing: Printing, is_first_paper: bool) -> String {
    let mut name = printing.sheet.name().to_owned();
    if printing.large {
        name.push_str("-large");
    }
    if printing.fold.is_some() {
        name.push_str("-imposed");
    }
    let (usual, _) = shapes(page, printing.sheet)[0];
    if !is_first_paper || printing.fold.is_none() && printing.size != usual {
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

/// What is known of a meeting only when it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Minutes after midnight.
    pub start: Option<u32>,
    pub people: Option<u32>,
    /// As it is to be printed.
    pub date: Option<Date>,
    pub place: Option<String>,
}

impl Meeting {
    /// The agenda as it is for this meeting; `place` is the page's, for findings about people of
    /// whom the page says nothing.
    pub fn apply(&self, agenda: &mut Agenda, place: Span) {
        let settings = &mut agenda.settings;
        settings.start = self.start.or(settings.start);
        if let Some(coming) = self.people {
            let just = People {
                min: coming,
                expected: coming,
                max: coming,
            };
            let people = settings.people.get_or_insert(Spanned {
                value: just,
                span: place,
            });
            let said = people.value;
            people.value = People {
                min: said.min.min(coming),
                expected: coming,
                max: said.max.max(coming),
            };
        }
    }
}

#[cfg(test)]
mod tests;
