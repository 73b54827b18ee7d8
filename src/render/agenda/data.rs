//! A meeting as templates are given it, as plain data, in which `T` is text: HTML on the screen, a
//! tree on paper. The `README.md` of `themes/default` and of its folder `print` are the contracts.

use serde::Serialize;

use crate::render::encoded_path::encoded;

#[derive(Serialize)]
pub(crate) struct AgendaData<T = String> {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    /// When it is over: at its end, or later where there are too many items.
    pub(crate) ends: Option<String>,
    pub(crate) runs_over: Option<String>,
    pub(crate) minutes: u32,
    pub(crate) length: String,
    pub(crate) people: Option<PeopleData>,
    /// What to do where more or fewer come than the agenda is made for.
    pub(crate) attendance: Option<String>,
    pub(crate) spare: u32,
    pub(crate) spare_at: String,
    pub(crate) over: u32,
    pub(crate) decision_rule: Option<String>,
    pub(crate) online: bool,
    pub(crate) roles: Vec<RoleData>,
    pub(crate) purpose: T,
    /// What is marked for the meeting before the first item; empty but on the run sheet and the script.
    pub(crate) before: Vec<OutsideData<T>>,
    pub(crate) items: Vec<ItemData<T>>,
    /// The same, in sections that follow an item.
    pub(crate) after: Vec<OutsideData<T>>,
    pub(crate) materials: Vec<MaterialData>,
    pub(crate) late: Vec<LateData>,
}

/// What pages of HTML are given beside.
#[derive(Serialize)]
pub(crate) struct AgendaPage {
    #[serde(flatten)]
    pub(crate) agenda: AgendaData,
    /// How many lines for notes leave the agenda to hand out on one side.
    pub(crate) note_lines: usize,
    /// HTML.
    pub(crate) timeline: String,
    /// JSON that is safe within an element.
    pub(crate) table: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) run_sheet: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) agenda_sheet: String,
    /// The day of the meeting, in words, and where it is.
    pub(crate) date: Option<String>,
    pub(crate) place: Option<String>,
    #[serde(serialize_with = "encoded")]
    pub(crate) page: String,
}

#[derive(Serialize)]
pub(crate) struct PeopleData {
    pub(crate) min: Option<u32>,
    pub(crate) expected: u32,
    pub(crate) max: Option<u32>,
    /// From how few to how many, in words; none where the page gives no bound.
    pub(crate) range: Option<String>,
    /// For how many it is counted what to bring: the expected and the most, or those alone who are known to come.
    pub(crate) counted: Vec<u32>,
}

#[derive(Serialize)]
pub(crate) struct RoleData {
    pub(crate) label: String,
    pub(crate) href: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Named {
    pub(crate) id: &'static str,
    pub(crate) label: String,
}

#[derive(Serialize)]
pub(crate) struct ItemData<T> {
    /// Its place among the items, by which scripts know it.
    pub(crate) number: usize,
    /// What it is called where its title has no room.
    pub(crate) label: String,
    /// The number to show before its title; none where headings bring numbers of their own.
    pub(crate) nth: Option<usize>,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) time: String,
    pub(crate) end: String,
    pub(crate) elapsed: String,
    pub(crate) minutes: u32,
    pub(crate) length: String,
    pub(crate) sort: Option<Named>,
    pub(crate) priority: Named,
    pub(crate) lead: Option<RoleData>,
    /// How those who come divide, in words; none where all stay together.
    pub(crate) groups: Option<String>,
    /// How many people a group is to have.
    pub(crate) group: Option<u32>,
    pub(crate) methods: Vec<MethodData>,
    pub(crate) decides: Vec<T>,
    /// The whole text; empty but on the run sheet.
    pub(crate) body: T,
    /// For each column of the table for running late.
    pub(crate) late: Vec<LateCell>,
}

/// A section that is no item.
#[derive(Serialize)]
pub(crate) struct OutsideData<T> {
    pub(crate) title: String,
    /// Its marked blocks.
    pub(crate) body: Vec<T>,
}

#[derive(Serialize)]
pub(crate) struct MethodData {
    pub(crate) title: String,
    #[serde(serialize_with = "encoded")]
    pub(crate) url: String,
    pub(crate) summary: Option<String>,
    pub(crate) lang: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct MaterialData {
    pub(crate) name: String,
    pub(crate) expected: Option<u32>,
    pub(crate) max: Option<u32>,
}

/// A column of the table for running late.
#[derive(Serialize)]
pub(crate) struct LateData {
    pub(crate) lost: u32,
    pub(crate) label: String,
    pub(crate) end: String,
    pub(crate) over: Option<String>,
}

/// An item in such a column.
#[derive(Serialize)]
pub(crate) struct LateCell {
    pub(crate) time: String,
    pub(crate) minutes: u32,
    /// How long it would be, where it is shorter now.
    pub(crate) of: Option<u32>,
    pub(crate) dropped: bool,
}
