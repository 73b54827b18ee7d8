//! What is printed for one meeting in one file: which sheets and handouts, in which order, how often, on which paper.

use crate::model::agenda::{Agenda, Amount};
use crate::model::kind::Kind;
use crate::model::page::{FieldValue, Page, RelationKind};
use crate::model::print_request::{self, PrintRequest};
use crate::model::sheet::{Imposition, Paper, Printing, Sheet, Size};
use crate::model::site::{PageIndex, Resolution, Site};
use crate::parse::agenda::materials::amount_of;

/// How many slips or cards a sheet of paper holds.
const ON_A_SHEET: u32 = 4;

/// A part of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TonightPart {
    /// What it is made of: the meeting, or a handout.
    pub page: PageIndex,
    /// The name that its file would have.
    pub name: String,
    /// What it shows.
    pub printing: Printing,
    /// How often it is needed.
    pub copies: Copies,
}

/// How often a part is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copies {
    /// Of a sheet of the meeting.
    Counted(Needed),
    /// In the words of a handout.
    Words(String),
}

/// How much of a sheet of a meeting is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// How often its file is printed.
    pub prints: u32,
    /// How many slips or cards are cut from them.
    pub pieces: Option<u32>,
}

/// The sheets of a meeting in the order in which they are needed.
pub const ORDER: [Sheet; 10] = [
    Sheet::PackingList,
    Sheet::RunSheet,
    // Only where the run sheet has left something out, which is known once that is set.
    Sheet::Script,
    Sheet::RoleCards,
    Sheet::SignIn,
    Sheet::WallAgenda,
    Sheet::Agenda,
    Sheet::GroupCards,
    Sheet::Notes,
    Sheet::Evaluation,
];

/// All that is printed for the meeting at `index`. Empty for a page that is none.
pub fn parts(site: &Site, index: PageIndex, paper: Paper, large: bool) -> Vec<TonightPart> {
    let page = &site.pages[index].page;
    let own = sheets(page).into_iter().flat_map(|sheet| {
        let agenda = page.agenda.as_deref();
        let needed = agenda.map_or(Needed::ONE, |agenda| {
            needed(agenda, sheet, agenda.expected())
        });
        of_page(
            site,
            index,
            vec![sheet],
            paper,
            large,
            &Copies::Counted(needed),
        )
    });
    let handouts = handouts(site, index).into_iter().flat_map(|handout| {
        let handed = &site.pages[handout].page;
        let sheets = sheets_of_handout(handed);
        let meeting = page.agenda.as_deref();
        let people = meeting.map_or(1, Agenda::expected);
        let copies = copies_said(handed, meeting, &site.pages[index].kind, people);
        of_page(site, handout, sheets, paper, large, &copies)
    });
    own.chain(handouts).collect()
}

/// The sheets of a meeting that are printed for it, in the order in which they are needed.
pub fn sheets(page: &Page) -> Vec<Sheet> {
    let usual = print_request::usual_sheets(page);
    let is_online = page
        .agenda
        .as_deref()
        .is_some_and(|agenda| agenda.settings.online);
    let sheets = ORDER.into_iter();
    sheets
        .filter(|sheet| usual.contains(sheet) && !(is_online && is_for_a_room(*sheet)))
        .collect()
}

/// Whether a sheet is of use only where people are in one room.
fn is_for_a_room(sheet: Sheet) -> bool {
    matches!(
        sheet,
        Sheet::SignIn | Sheet::WallAgenda | Sheet::Agenda | Sheet::GroupCards | Sheet::Evaluation
    )
}

/// What is given out of a handout. Of another meeting that is its agenda.
fn sheets_of_handout(page: &Page) -> Vec<Sheet> {
    let usual = print_request::usual_sheets(page);
    if page.agenda.is_none() {
        return usual;
    }
    let agenda = usual.iter().find(|sheet| **sheet == Sheet::Agenda);
    agenda.or(usual.first()).copied().into_iter().collect()
}

/// The files of some sheets of a page. Of what comes imposed as well, that alone: it is for the printer.
fn of_page(
    site: &Site,
    index: PageIndex,
    sheets: Vec<Sheet>,
    paper: Paper,
    large: bool,
    copies: &Copies,
) -> Vec<TonightPart> {
    let request = PrintRequest {
        sheets,
        papers: vec![paper],
        large,
    };
    let files = print_request::files(&site.pages[index].page, &request);
    let is_folded = files
        .iter()
        .any(|(_, printing)| printing.imposition == Some(Imposition::Pocket));
    let imposed: Vec<Sheet> = files
        .iter()
        .filter(|(_, printing)| printing.imposition.is_some())
        .map(|(_, printing)| printing.sheet)
        .collect();
    let kept = files.into_iter().filter(|(_, printing)| {
        let is_in_halves = printing.on() == Size::Small && imposed.contains(&printing.sheet);
        let is_kept = !is_folded || printing.on() != Size::Middle;
        printing.imposition.is_some() || is_kept && !is_in_halves
    });
    kept.map(|(name, printing)| TonightPart {
        page: index,
        name,
        printing,
        copies: copies.clone(),
    })
    .collect()
}

impl Needed {
    const ONE: Needed = Needed {
        prints: 1,
        pieces: None,
    };

    /// How many things it comes to.
    pub fn things(self) -> u32 {
        self.pieces.unwrap_or(self.prints)
    }
}

/// How much of a sheet is needed where so many people come.
pub fn needed(agenda: &Agenda, sheet: Sheet, people: u32) -> Needed {
    let prints = |prints| Needed {
        prints,
        pieces: None,
    };
    match sheet {
        // One for the facilitator, one for the timekeeper.
        Sheet::RunSheet => prints(2),
        Sheet::Agenda => prints(people),
        // Four slips alike are on a sheet.
        Sheet::Evaluation => Needed {
            prints: people.div_ceil(ON_A_SHEET),
            pieces: Some(people),
        },
        // The file has a card for each group.
        Sheet::GroupCards => {
            let groups = agenda.items.iter().filter_map(|item| item.groups(people));
            Needed {
                prints: 1,
                pieces: Some(groups.map(|groups| groups.count).sum()),
            }
        }
        _ => Needed::ONE,
    }
}

/// What a handout says of its copies for a meeting to which so many people come; one where it says nothing. `1 per person`
/// and the like are counted as they are among materials, in the words of the meeting's kind; others stay words.
pub fn copies_said(page: &Page, meeting: Option<&Agenda>, kind: &Kind, people: u32) -> Copies {
    let mut fields = page.meta.fields.iter().filter(|field| field.id == "copies");
    let said = fields.find_map(|field| match &field.value {
        FieldValue::Text(text) => Some(text.trim()),
        _ => None,
    });
    let Some(said) = said else {
        return Copies::Counted(Needed::ONE);
    };
    let knows_people = meeting.is_some_and(|agenda| agenda.settings.people.is_some());
    let counted = match amount_of(said, kind) {
        Some(Amount::Count(count)) => Some(count),
        Some(Amount::PerPerson(each)) if knows_people => {
            let all = (u64::from(each) * u64::from(people)).div_ceil(100);
            u32::try_from(all).ok()
        }
        // Each item may have groups of its own, and a handout does not say for which of them it is.
        _ => None,
    };
    match counted {
        Some(prints) => Copies::Counted(Needed {
            prints,
            pieces: None,
        }),
        None => Copies::Words(said.to_owned()),
    }
}

/// The handouts of a meeting, each once and never itself, in the order in which it names them.
pub fn handouts(site: &Site, index: PageIndex) -> Vec<PageIndex> {
    let relations = site.pages[index].relations();
    let handouts = relations.filter(|(relation, _)| relation.kind == RelationKind::Handout);
    let pages = handouts.filter_map(|(_, to)| match to {
        Resolution::Page { page, .. } => Some(*page),
        _ => None,
    });
    let mut once: Vec<PageIndex> = Vec::new();
    for page in pages {
        if page != index && !once.contains(&page) {
            once.push(page);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::{Needed, needed, parts};
    use crate::engine::{Engine, Options};
    use crate::model::sheet::{Paper, Sheet};

    #[test]
    fn one_table_says_how_much_of_each_sheet_is_needed() {
        let text = "+++\ntitle = \"T\"\nkind = \"agenda\"\nsummary = \"S.\"\n+++\n\n## A {minutes=5 group=3}\n\n## B {minutes=5 group=5}\n";
        let built = Engine::default().build_texts(&[("content/t.md", text)], &Options::default());
        let agenda = built.site.pages[0].page.agenda.as_ref().expect("it is one");
        for (sheet, prints, pieces) in [
            (Sheet::RunSheet, 2, None),
            (Sheet::Agenda, 16, None),
            (Sheet::Evaluation, 4, Some(16)),
            // Five groups, and three.
            (Sheet::GroupCards, 1, Some(8)),
            (Sheet::Notes, 1, None),
        ] {
            let expected = Needed { prints, pieces };
            assert_eq!(needed(agenda, sheet, 16), expected, "{}", sheet.name());
        }
    }

    /// The names of the files of the first page and of the others.
    fn names(fields: &str) -> [Vec<String>; 2] {
        let text = |fields: &str| {
            format!(
                "+++\ntitle = \"T\"\nkind = \"agenda\"\nsummary = \"S.\"\n{fields}+++\n\n## A {{minutes=5}}\n"
            )
        };
        let (first, other) = (text(fields), text(""));
        let files = [("content/a.md", &*first), ("content/b.md", &*other)];
        let built = Engine::default().build_texts(&files, &Options::default());
        let parts = parts(&built.site, 0, Paper::A4, false).into_iter();
        let (own, others): (Vec<_>, Vec<_>) = parts.partition(|part| part.page == 0);
        [own, others].map(|parts| parts.into_iter().map(|part| part.name).collect())
    }

    #[test]
    fn a_meeting_gives_out_the_agenda_of_another_and_never_itself() {
        let [own, others] = names("handouts = [\"a\", \"b\"]\n");
        assert_eq!(
            own.iter().filter(|name| *name == "run-sheet.pdf").count(),
            1
        );
        assert_eq!(others, ["agenda.pdf"]);
    }

    #[test]
    fn a_meeting_online_needs_nothing_for_a_room() {
        let [own, _] = names("online = true\n");
        let needed = ["packing-list", "run-sheet", "script", "role-cards", "notes"];
        assert_eq!(own, needed.map(|name| format!("{name}.pdf")));
    }
}
