//! What there is to print, as data: sheets, papers, and one file of a sheet on a paper.

use crate::model::agenda::{Agenda, People};
use crate::model::date::Date;
use crate::model::source::{Span, Spanned};

/// Whether this program was compiled with what makes PDFs.
pub const MAKES_PDFS: bool = cfg!(feature = "pdf");

/// The name of each thread on which sheets are set. A panic on one of them costs that sheet, and a finding says so.
pub const THREAD: &str = "paper";

/// Kinds of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// What the facilitator holds in the hand, on one leaf; nobody else reads it.
    RunSheet,
    /// The same with every word.
    Script,
    /// What those who come are given.
    Agenda,
    /// A card for each role, with its cues on the back.
    RoleCards,
    /// Items and times, to be read from across the room.
    WallAgenda,
    /// Who came, and how to reach them: filled in at the door.
    SignIn,
    /// What the note-taker fills in: the items, the decisions, who does what by when.
    Notes,
    /// What to bring, counted for those expected and for as many as may come.
    PackingList,
    /// Slips to fill in at the end of the meeting.
    Evaluation,
    /// A card for each group of an item that is done in groups.
    GroupCards,
    /// All of these and the handouts in one file, behind a cover leaf; made only when a meeting is printed.
    Tonight,
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
    /// A page or a series as eight small pages of one sheet.
    Zine,
}

impl Sheet {
    /// All sheets, in the order in which findings list them.
    pub const ALL: [Sheet; 16] = [
        Sheet::RunSheet,
        Sheet::Script,
        Sheet::Agenda,
        Sheet::RoleCards,
        Sheet::WallAgenda,
        Sheet::SignIn,
        Sheet::Notes,
        Sheet::PackingList,
        Sheet::Evaluation,
        Sheet::GroupCards,
        Sheet::Booklet,
        Sheet::Sheet,
        Sheet::Card,
        Sheet::Cards,
        Sheet::List,
        Sheet::Zine,
    ];

    /// Those that only a page with a timetable can be printed as.
    pub const OF_MEETINGS: [Sheet; 10] = [
        Sheet::RunSheet,
        Sheet::Script,
        Sheet::Agenda,
        Sheet::RoleCards,
        Sheet::WallAgenda,
        Sheet::SignIn,
        Sheet::Notes,
        Sheet::PackingList,
        Sheet::Evaluation,
        Sheet::GroupCards,
    ];

    /// The stem of its file, and of its word in a theme's `i18n`.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::RunSheet => "run-sheet",
            Sheet::Script => "script",
            Sheet::Agenda => "agenda",
            Sheet::RoleCards => "role-cards",
            Sheet::WallAgenda => "wall-agenda",
            Sheet::SignIn => "sign-in",
            Sheet::Notes => "notes",
            Sheet::PackingList => "packing-list",
            Sheet::Evaluation => "evaluation",
            Sheet::GroupCards => "group-cards",
            Sheet::Tonight => "tonight",
            Sheet::Booklet => "booklet",
            Sheet::Sheet => "sheet",
            Sheet::Card => "card",
            Sheet::Cards => "cards",
            Sheet::List => "list",
            Sheet::Zine => "zine",
        }
    }

    /// The sheet of this [`name`](Sheet::name); `None` where none has it.
    pub fn named(name: &str) -> Option<Sheet> {
        Sheet::ALL.into_iter().find(|sheet| sheet.name() == name)
    }

    /// Whether it is one of [`Sheet::OF_MEETINGS`].
    pub fn is_of_meetings(self) -> bool {
        Sheet::OF_MEETINGS.contains(&self)
    }

    /// Whether it is a page of HTML as well.
    pub fn is_page(self) -> bool {
        matches!(self, Sheet::RunSheet | Sheet::Agenda)
    }

    /// Whether it holds what is for the facilitator.
    pub fn is_for_facilitators(self) -> bool {
        matches!(self, Sheet::RunSheet | Sheet::Script | Sheet::RoleCards)
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
    /// A3, A4, A5, A7 (ISO 216).
    #[default]
    A4,
    /// Tabloid, Letter (ANSI/ASME Y14.1), a half and an eighth of it.
    Letter,
}

impl Paper {
    /// Both families, the usual one first.
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// By the name of its middle size.
    pub fn named(name: &str) -> Option<Paper> {
        let named = |paper: &Paper| paper.name(Size::Middle).eq_ignore_ascii_case(name);
        Paper::ALL.into_iter().find(named)
    }

    /// What a size of this family is called, in small letters: `a4`, `half-letter`.
    pub fn name(self, size: Size) -> &'static str {
        match (self, size) {
            (Paper::A4, Size::Pocket) => "a7",
            (Paper::Letter, Size::Pocket) => "eighth-letter",
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
            (Paper::A4, Size::Pocket) => (74.25, 105.0),
            (Paper::Letter, Size::Pocket) => (69.85, 107.95),
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
    /// An eighth of a sheet: A7, or of Letter.
    Pocket,
    /// A5, or a half of Letter.
    Small,
    /// A4, or Letter: what a printer holds.
    Middle,
    /// A3, or Tabloid.
    Large,
}

/// How finished pages are put on larger sheets, for the printer only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Imposition {
    /// Two pages a side, in the order in which a folded stack shows them.
    Booklet,
    /// Eight pages on one side of a sheet, which is folded and cut once to fit a pocket.
    Pocket,
    /// A page in up to four parts, which hang below each other.
    Tiles,
}

impl Imposition {
    /// Whether finished pages are put together on a sheet; otherwise the sheets are set as they are printed.
    pub fn puts_pages_together(self) -> bool {
        self != Imposition::Tiles
    }

    /// The word that templates of print are given.
    pub fn name(self) -> &'static str {
        match self {
            Imposition::Booklet => "booklet",
            Imposition::Pocket => "pocket",
            Imposition::Tiles => "tiles",
        }
    }
}

/// One file to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Printing {
    /// What it shows.
    pub sheet: Sheet,
    /// The family of its paper.
    pub paper: Paper,
    /// That of its finished pages; what the printer is given is [`Printing::on`].
    pub size: Size,
    /// Whether the letters are large (18 points) instead of normal (12).
    pub large: bool,
    /// `None` for pages that are printed as they are read.
    pub imposition: Option<Imposition>,
}

impl Printing {
    /// The size of the sheets that come out of the printer.
    pub fn on(self) -> Size {
        match self.imposition {
            Some(_) => Size::Middle,
            None => self.size,
        }
    }
}

/// What is known of a meeting only when it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Minutes after midnight.
    pub start: Option<u32>,
    /// How many come.
    pub people: Option<u32>,
    /// As it is to be printed.
    pub date: Option<Date>,
    /// In the words in which it is to be printed.
    pub place: Option<String>,
    /// Whether it is held online, whatever its page says.
    pub online: bool,
}

impl Meeting {
    /// The agenda as it is for this meeting; `place` is the page's, for findings about people of
    /// whom the page says nothing.
    pub fn apply(&self, agenda: &mut Agenda, place: Span) {
        let settings = &mut agenda.settings;
        settings.start = self.start.or(settings.start);
        settings.date = self.date.or(settings.date);
        settings.online |= self.online;
        if self.place.is_some() {
            settings.place.clone_from(&self.place);
        }
        if let Some(coming) = self.people {
            settings.coming = Some(coming);
            settings.made_for = settings.people.as_ref().map(|people| people.value);
            let just = People {
                min: None,
                expected: coming,
                max: None,
            };
            // Bounds that the page gives widen, so that no finding calls those who are coming too few or too many.
            let people = settings.people.get_or_insert(Spanned {
                value: just,
                span: place,
            });
            let said = people.value;
            people.value = People {
                min: said.min.map(|min| min.min(coming)),
                expected: coming,
                max: said.max.map(|max| max.max(coming)),
            };
        }
    }
}
