//! What the templates of an agenda are given: its page, the facilitator's run sheet, and the agenda
//! to hand out.
//!
//! Every time comes from [`crate::model::timing`]. `timeline` draws the meeting to scale, `table`
//! and `running` are what the theme's scripts look times up in, so that a browser reckons nothing.

pub(crate) mod data;
pub(crate) mod minutes;
mod numbering;
mod running;
mod table;
mod timeline;

use std::ops::Range;

use self::data::{AgendaData, AgendaPage, OutsideData};
use self::data::{
    ItemData, LateCell, LateData, MaterialData, MethodData, Named, PeopleData, RoleData,
};
use self::minutes::{columns, elapsed};
use self::numbering::{Numbering, numbering};
use crate::document::address;
use crate::model::agenda::{Agenda, DAY, Item, Outside, totals};
use crate::model::page::Page;
use crate::model::sheet::Sheet;
use crate::model::site::{PageIndex, SitePage};
use crate::model::timing::{Change, Plan, Slot};
use crate::render::html;
use crate::render::i18n::Words;
use crate::render::meeting_words;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::view::FieldData;

/// How many items, decisions, lines of words and lines for notes a side of paper holds.
const ROOM: usize = 17;

/// What the agenda's own page is given of its meeting.
pub(crate) fn of_page(cx: RenderContext<'_>, index: PageIndex) -> Option<AgendaPage> {
    of_html(cx, index, false, &cx.site.pages[index].url)
}

/// What a sheet that is made of an agenda is given, at the path `from`.
pub(crate) fn of_sheet(
    cx: RenderContext<'_>,
    index: PageIndex,
    sheet: Sheet,
    from: &str,
) -> Option<AgendaPage> {
    of_html(cx, index, sheet.is_for_facilitators(), from)
}

fn of_html(
    cx: RenderContext<'_>,
    index: PageIndex,
    facilitators: bool,
    from: &str,
) -> Option<AgendaPage> {
    let write = |events, facilitators| {
        if facilitators {
            html::for_facilitator(cx, index, events, from)
        } else {
            html::fragment(cx, index, events, from)
        }
    };
    let maker = Maker::new(cx, index, from, &write)?;
    let data = maker.data(facilitators);
    let url = &maker.shown.url;
    Some(AgendaPage {
        note_lines: note_lines(&data),
        timeline: timeline::draw(cx, maker.page(), maker.agenda, &maker.plan),
        table: table::json(cx.words, maker.agenda, url, facilitators),
        run_sheet: Sheet::RunSheet.url(url),
        agenda_sheet: Sheet::Agenda.url(url),
        date: maker.agenda.settings.date.map(|date| cx.words.date(date)),
        place: maker.agenda.settings.place.clone(),
        page: url.clone(),
        agenda: data,
    })
}

/// What a sheet of paper is given of the meeting. `write` makes trees of events, with what is for
/// the facilitator where its second argument says so.
pub(crate) fn on_paper<T: Default>(
    cx: RenderContext<'_>,
    index: PageIndex,
    facilitators: bool,
    write: &dyn Fn(Range<u32>, bool) -> T,
) -> Option<AgendaData<T>> {
    let from = &cx.site.pages[index].url;
    Some(Maker::new(cx, index, from, write)?.data(facilitators))
}

fn note_lines(data: &AgendaData) -> usize {
    let decisions: usize = data.items.iter().map(|item| item.decides.len()).sum();
    // Most lines of words hold at least so many characters.
    let purpose = data.purpose.len() / 80;
    let taken = data.items.len() + 2 * decisions + purpose;
    ROOM.saturating_sub(taken).clamp(1, 12)
}

/// A field of front matter as an agenda's page shows it; those that stand in its overview are left
/// out.
pub(crate) fn field(cx: RenderContext<'_>, agenda: &Agenda, field: FieldData) -> Option<FieldData> {
    let words = cx.words;
    let settings = &agenda.settings;
    let text = match field.id.as_str() {
        "start" => settings.start.map(|start| words.clock(start)),
        "minutes" => settings
            .minutes
            .as_ref()
            .map(|said| words.duration(f64::from(said.value))),
        "buffer" => Some(words.duration(f64::from(settings.buffer))),
        "roles" | "decision_rule" => return None,
        _ => None,
    };
    Some(match text {
        Some(text) => FieldData {
            text: Some(text),
            ..field
        },
        None => field,
    })
}

/// What a section that is no item is called.
pub(crate) fn outside_title(words: &Words, page: &Page, section: &Outside) -> String {
    let heading = section.heading.map(|at| &page.body.headings[at as usize]);
    heading.map_or_else(
        || words.plain("before-first-item").to_owned(),
        |heading| heading.text.to_string(),
    )
}

/// Makes the data of one agenda for one artifact.
struct Maker<'a, T> {
    cx: RenderContext<'a>,
    index: PageIndex,
    shown: &'a SitePage,
    agenda: &'a Agenda,
    /// The path of the artifact.
    from: &'a str,
    /// Writes events, with what is for the facilitator or without.
    write: &'a dyn Fn(Range<u32>, bool) -> T,
    plan: Plan,
}

impl<'a, T: Default> Maker<'a, T> {
    fn new(
        cx: RenderContext<'a>,
        index: PageIndex,
        from: &'a str,
        write: &'a dyn Fn(Range<u32>, bool) -> T,
    ) -> Option<Self> {
        let shown = &cx.site.pages[index];
        let agenda = shown.page.agenda.as_deref()?;
        Some(Maker {
            cx,
            index,
            shown,
            agenda,
            from,
            write,
            plan: agenda.on_time(agenda.expected()),
        })
    }

    fn page(&self) -> &'a Page {
        &self.shown.page
    }

    fn words(&self) -> &'a Words {
        self.cx.words
    }

    fn data(&self, facilitators: bool) -> AgendaData<T> {
        let (agenda, words) = (self.agenda, self.words());
        let declared = agenda.declared();
        let settings = &agenda.settings;
        AgendaData {
            start: settings.start.map(|start| words.clock(start)),
            end: self.clock(declared),
            ends: self.clock(declared.max(self.plan.end)),
            runs_over: self.runs_over(self.plan.over),
            minutes: declared,
            length: words.duration(f64::from(declared)),
            people: self.people(),
            attendance: meeting_words::attendance(words, agenda),
            spare: self.plan.spare,
            spare_at: self.time(self.plan.end),
            over: self.plan.over,
            decision_rule: settings.decision_rule.clone(),
            online: settings.online,
            roles: self.roles(),
            purpose: self.purpose(),
            before: self.outside(facilitators, false),
            items: self.items(facilitators),
            after: self.outside(facilitators, true),
            materials: self.materials(),
            late: columns().map(|lost| self.late(lost)).collect(),
        }
    }

    /// How many are expected, and from how many to how many the agenda is made for.
    fn people(&self) -> Option<PeopleData> {
        let settings = &self.agenda.settings;
        let people = settings.people.as_ref()?.value;
        let made_for = settings.made_for.unwrap_or(people);
        let mut counted = self.agenda.crowds().to_vec();
        counted.dedup();
        Some(PeopleData {
            min: made_for.min,
            expected: people.expected,
            max: made_for.max,
            range: self.words().bounds(made_for.min, made_for.max),
            counted,
        })
    }

    /// The time of the day so many minutes after the start; none for a meeting without one.
    fn clock(&self, minutes: u32) -> Option<String> {
        let start = self.agenda.settings.start?;
        Some(self.words().clock((start + minutes) % DAY))
    }

    /// The time of the day, or else how far into the meeting it is.
    fn time(&self, minutes: u32) -> String {
        self.clock(minutes).unwrap_or_else(|| elapsed(minutes))
    }

    fn roles(&self) -> Vec<RoleData> {
        let roles = self.agenda.settings.roles.iter();
        roles.map(|role| self.role(&role.value)).collect()
    }

    fn role(&self, name: &str) -> RoleData {
        let site = self.cx.site;
        let role = site.role(self.page(), name);
        let heading = role.as_ref().and_then(|role| role.heading);
        let href = heading.map(|(page, heading)| {
            let target = &site.pages[page];
            let id = &target.page.body.headings[heading as usize].id;
            let address = address::href(self.from, &target.url);
            format!("{address}#{id}")
        });
        RoleData {
            label: role.map_or_else(|| name.to_owned(), |role| role.label),
            href,
        }
    }

    /// What stands before the first item, for everyone.
    fn purpose(&self) -> T {
        let body = &self.page().body;
        // One that stands within a block holds no section.
        let mut headings = body.headings.iter().filter(|heading| !heading.nested);
        let first = headings.next().map(|heading| heading.events.start);
        self.public(0..first.unwrap_or(body.events.len() as u32))
    }

    /// What is marked for the meeting before its items, or after the first of them, in sections of their own; nothing on
    /// sheets that are for everyone.
    fn outside(&self, facilitators: bool, is_after: bool) -> Vec<OutsideData<T>> {
        if !facilitators {
            return Vec::new();
        }
        let sections = self.agenda.outside.iter();
        let sections = sections.filter(|section| section.is_after == is_after);
        sections
            .map(|section| OutsideData {
                title: outside_title(self.words(), self.page(), section),
                body: section
                    .marked
                    .iter()
                    .map(|block| (self.write)(block.events.clone(), true))
                    .collect(),
            })
            .collect()
    }

    fn public(&self, events: Range<u32>) -> T {
        (self.write)(events, false)
    }

    fn items(&self, facilitators: bool) -> Vec<ItemData<T>> {
        let headings = &self.page().body.headings;
        let items = self.agenda.items.iter();
        let titles = items.map(|item| &*headings[item.heading as usize].text);
        let numbers = numbering(titles);
        let items = self.agenda.items.iter().zip(&self.plan.slots).zip(numbers);
        let mut items: Vec<ItemData<T>> = items
            .enumerate()
            .map(|(at, ((item, slot), number))| self.item(at, number, item, slot, facilitators))
            .collect();
        for lost in columns() {
            let plan = self.agenda.late(self.agenda.expected(), lost);
            for ((item, data), slot) in self.agenda.items.iter().zip(&mut items).zip(&plan.slots) {
                data.late.push(self.late_cell(item, slot));
            }
        }
        items
    }

    fn item(
        &self,
        at: usize,
        numbering: Numbering,
        item: &Item,
        slot: &Slot,
        facilitators: bool,
    ) -> ItemData<T> {
        let words = self.words();
        let body = &self.page().body;
        let heading = &body.headings[item.heading as usize];
        let events = body.text_of(heading);
        let named = |prefix: &str, id: &'static str| Named {
            id,
            label: words.plain(&format!("{prefix}-{id}")).to_owned(),
        };
        ItemData {
            number: at + 1,
            label: numbering.label,
            nth: numbering.nth,
            id: heading.id.to_string(),
            title: heading.text.to_string(),
            time: self.time(slot.start),
            end: self.time(slot.start + slot.minutes),
            elapsed: elapsed(slot.start),
            minutes: slot.minutes,
            length: words.count("minutes", slot.minutes as usize),
            sort: item.sort.map(|sort| named("item", sort.name())),
            priority: named("priority", item.priority.name()),
            lead: item.lead.as_ref().map(|lead| self.role(&lead.value)),
            groups: item
                .groups(self.agenda.expected())
                .map(|groups| meeting_words::groups(words, groups)),
            group: item.group.as_ref().map(|group| group.value),
            methods: self.methods(item),
            decides: self.decides(item),
            body: if facilitators {
                (self.write)(events, true)
            } else {
                T::default()
            },
            // `items` fills these: a plan for minutes lost is made for all items at once.
            late: Vec::new(),
        }
    }

    /// The methods that an item uses, each once.
    fn methods(&self, item: &Item) -> Vec<MethodData> {
        let site = self.cx.site;
        let lang = site.lang_of(self.index);
        let mut methods: Vec<MethodData> = Vec::new();
        for relation in &item.uses {
            let Some(to) = self.shown.resolved.relations[*relation as usize].page() else {
                continue;
            };
            let url = &site.pages[to].url;
            if methods.iter().all(|known| known.url != *url) {
                methods.push(MethodData {
                    title: site.pages[to].page.meta.title().to_owned(),
                    url: url.clone(),
                    summary: page_facts::summary(site, to),
                    lang: page_facts::foreign(site, to, lang),
                });
            }
        }
        methods
    }

    /// What an item's blocks of decisions ask, for everyone.
    fn decides(&self, item: &Item) -> Vec<T> {
        let body = &self.page().body;
        let blocks = item.marked.iter().filter(|block| {
            let kind = &body.markers[block.marker as usize].kind;
            let public = body.is_public(block.events.start);
            *kind == crate::model::page::MarkerKind::Decision && public
        });
        blocks
            .map(|block| self.public(block.events.start + 1..block.events.end - 1))
            .collect()
    }

    /// What everyone may know that is to be brought.
    fn materials(&self) -> Vec<MaterialData> {
        let [expected, max] = self.agenda.crowds();
        let expected = totals(self.agenda, expected).into_iter();
        let max = totals(self.agenda, max);
        let tables = self.tables();
        let both = expected.zip(max);
        let materials = both.map(|(expected, max)| MaterialData {
            name: meeting_words::fill(self.words(), self.agenda, &expected.name),
            expected: expected.count,
            max: max.count,
        });
        materials.chain(tables).collect()
    }

    /// Tables or corners, as many as there are groups at once.
    fn tables(&self) -> Option<MaterialData> {
        let most = |people: u32| {
            let items = self.agenda.items.iter();
            items
                .filter_map(|item| Some(item.groups(people)?.count))
                .max()
        };
        let [expected, max] = self.agenda.crowds().map(most);
        expected?;
        Some(MaterialData {
            name: self.words().plain("group-tables").to_owned(),
            expected,
            max,
        })
    }

    fn late(&self, lost: u32) -> LateData {
        let words = self.words();
        let plan = self.agenda.late(self.agenda.expected(), lost);
        let minutes = |n: u32| words.count("minutes", n as usize);
        LateData {
            lost,
            label: match lost {
                0 => words.plain("on-time").to_owned(),
                _ => words
                    .plain("minutes-lost")
                    .replace("{minutes}", &minutes(lost)),
            },
            end: self.time(plan.end),
            over: self.runs_over(plan.over),
        }
    }

    /// That a meeting is so many minutes too long; none for one that is not.
    fn runs_over(&self, minutes: u32) -> Option<String> {
        let words = self.words();
        let counted = words.count("minutes", minutes as usize);
        (minutes > 0).then(|| words.plain("runs-over").replace("{minutes}", &counted))
    }

    fn late_cell(&self, item: &Item, slot: &Slot) -> LateCell {
        let planned = item.timed(self.agenda.expected()).minutes;
        LateCell {
            time: self.time(slot.start),
            minutes: slot.minutes,
            of: (slot.change == Change::Shortened).then_some(planned),
            dropped: slot.change == Change::Dropped,
        }
    }
}
