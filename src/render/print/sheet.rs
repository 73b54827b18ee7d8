//! What a page shows on the sheets that are not those of a meeting: as a handout, on cards, as a list.

use serde_json::{Value, json};

use super::job::{Job, Parts};
use super::tree::{Branch, Item, Tree};
use crate::model::kind::OnSheet;
use crate::model::page::{FieldValue, Heading};
use crate::model::print_request::Format;
use crate::model::sheet::Sheet;
use crate::model::site::PageIndex;
use crate::model::source::Span;
use crate::render::page_facts;

/// So many cards are on a sheet.
const CARDS: usize = 4;

pub(super) fn parts(job: &Job<'_>, sheet: Sheet) -> Parts {
    match sheet {
        Sheet::Card => card(job),
        Sheet::Cards => cards(job),
        Sheet::List => page_parts(job, "list"),
        _ if job.format() == Format::Poster => page_parts(job, "poster"),
        _ => page_parts(job, "page"),
    }
}

fn page_parts(job: &Job<'_>, template: &'static str) -> Parts {
    let mut parts = Parts::new(template);
    parts.set("summary", job.summary(job.index));
    parts.set("facts", facts(job));
    let apart = sections(job, |on_sheet| on_sheet == OnSheet::Apart);
    let chosen = sections(job, |on_sheet| on_sheet != OnSheet::Apart);
    let body = if chosen.is_empty() {
        all_but(job, &apart)
    } else {
        let chosen = chosen.into_iter();
        chosen
            .flat_map(|(on_sheet, section)| section_on_sheet(job, section, on_sheet))
            .collect()
    };
    let apart = apart.into_iter().map(|(_, section)| section.events.clone());
    let usage: Vec<Tree> = apart.flat_map(|events| job.blocks(events, false)).collect();
    parts.set("body", body);
    parts.set("use", usage);
    parts.sides = sides(job);
    parts
}

/// The fields of the page at a glance.
pub(super) fn facts(job: &Job<'_>) -> Vec<Value> {
    let fields = page_facts::fields(job.context.cx, job.index).into_iter();
    let kind = &job.page().meta.kind.value;
    let shown = fields.filter(|field| kind.field(&field.id).is_none_or(|field| field.on_sheet));
    let separator = job.words().plain("list-separator");
    shown
        .map(|field| {
            let text = field.text.unwrap_or_else(|| field.items.join(separator));
            json!({ "label": job.line(&field.label), "text": job.line(&text) })
        })
        .collect()
}

/// The sections of the page of which its kind says how they stand on the sheet, in the kind's order.
pub(super) fn sections<'a>(
    job: &Job<'a>,
    is_wanted: impl Fn(OnSheet) -> bool,
) -> Vec<(OnSheet, &'a Heading)> {
    let page = job.page();
    let sections = page.meta.kind.value.sections.iter();
    let sections = sections.filter_map(|section| {
        let on_sheet = section.on_sheet.filter(|on_sheet| is_wanted(*on_sheet))?;
        Some((on_sheet, self::section(job, &section.id)?))
    });
    sections.collect()
}

/// The page's text without some of its sections.
fn all_but(job: &Job<'_>, left_out: &[(OnSheet, &Heading)]) -> Vec<Tree> {
    let whole = job.page().body.whole();
    let mut left_out: Vec<&Heading> = left_out.iter().map(|(_, section)| *section).collect();
    left_out.sort_by_key(|section| section.events.start);
    let mut text = Vec::new();
    let mut at = whole.start;
    for section in left_out {
        text.extend(job.blocks(at..section.events.start, false));
        at = section.events.end;
    }
    text.extend(job.blocks(at..whole.end, false));
    text
}

/// A section with its heading: the whole of it, or the first that it has.
fn section_on_sheet(job: &Job<'_>, section: &Heading, on_sheet: OnSheet) -> Vec<Tree> {
    if on_sheet == OnSheet::Whole {
        return job.blocks(section.events.clone(), false);
    }
    let heading = section.events.start..job.page().body.text_of(section).start;
    let mut text = job.blocks(heading, false);
    text.extend(first(job.section(job.index, section)));
    text
}

fn section<'a>(job: &Job<'a>, id: &str) -> Option<&'a Heading> {
    let body = &job.page().body;
    body.section(id).filter(|heading| heading.public)
}

/// The first of some blocks; of a list the first item.
fn first(blocks: Vec<Tree>) -> Vec<Tree> {
    match blocks.into_iter().next() {
        Some(Tree::Node(Branch::List { items, .. })) => items
            .into_iter()
            .next()
            .map_or_else(Vec::new, |item| item.c),
        block => block.into_iter().collect(),
    }
}

/// The same card as often as it goes on a sheet.
fn card(job: &Job<'_>) -> Parts {
    let mut parts = Parts::new("card");
    let card = card_of(job, job.index);
    place(&mut parts, &card, Span::whole(job.page().source));
    parts.set("cards", vec![card; CARDS]);
    parts
}

/// A card for each page of a series or list, or else for each section of the page.
fn cards(job: &Job<'_>) -> Parts {
    let mut parts = Parts::new("card");
    let site = job.context.cx.site;
    let shown = &site.pages[job.index];
    let mut cards = Vec::new();
    for part in &shown.parts {
        let card = card_of(job, *part);
        place(
            &mut parts,
            &card,
            Span::whole(site.pages[*part].page.source),
        );
        cards.push(card);
    }
    if cards.is_empty() {
        let headings = shown.page.body.headings.iter();
        let sections =
            headings.filter(|heading| heading.level == 2 && heading.public && !heading.nested);
        let kind = &shown.kind;
        // What is for whoever hands the cards out does not belong on them.
        for heading in sections.filter(|heading| !kind.is_apart(&heading.id)) {
            let card = json!({
                "id": heading.id,
                "title": job.head(&heading.text),
                "c": job.section(job.index, heading),
            });
            place(&mut parts, &card, heading.span);
            cards.push(card);
        }
    }
    parts.set("cards", cards);
    parts
}

fn place(parts: &mut Parts, card: &Value, place: Span) {
    let [id, title] = ["id", "title"].map(|key| card[key].as_str().unwrap_or_default());
    parts.cards.insert(id.to_owned(), (title.to_owned(), place));
}

/// A page in brief: what it is, its steps, one example where it has them, and where all of it stands.
fn card_of(job: &Job<'_>, page: PageIndex) -> Value {
    let site = job.context.cx.site;
    let shown = &site.pages[page].page;
    let mut text: Vec<Tree> = Vec::new();
    if let Some(summary) = job.summary(page) {
        text.push(paragraph(vec![Tree::Text(summary)]));
    }
    let section = |id| shown.body.section(id).filter(|heading| heading.public);
    if let Some(steps) = section("steps") {
        let mut blocks = job.section(page, steps).into_iter();
        let list = blocks.find_map(|block| match block {
            Tree::Node(Branch::List { start, items }) => Some((start, items)),
            _ => None,
        });
        if let Some((start, items)) = list {
            let items = items.into_iter().map(brief).collect();
            text.push(Tree::Node(Branch::List { start, items }));
        }
    }
    if let Some(examples) = section("examples") {
        let c = first(job.section(page, examples));
        let item = brief(Item { done: None, c });
        // Of a section without text `brief` makes an empty block, which would take a line of the card.
        text.extend(
            item.c
                .into_iter()
                .filter(|block| *block != plain(Vec::new())),
        );
    }
    text.push(paragraph(vec![Tree::Node(Branch::Em {
        c: vec![Tree::Text(job.line(&job.address(page)))],
    })]));
    json!({
        "id": shown.meta.id.value,
        "title": job.head(shown.meta.title()),
        "c": text,
    })
}

fn paragraph(c: Vec<Tree>) -> Tree {
    Tree::Node(Branch::P { c })
}

fn plain(c: Vec<Tree>) -> Tree {
    Tree::Node(Branch::Plain { c })
}

/// An item of a list in brief: the strong words it begins with, or else its first sentence.
fn brief(item: Item) -> Item {
    let first = item.c.into_iter().next();
    let inlines = match first {
        Some(Tree::Node(Branch::P { c } | Branch::Plain { c })) => c,
        other => other.into_iter().collect(),
    };
    let mut kept = Vec::new();
    for inline in inlines {
        match inline {
            Tree::Node(Branch::Strong { c }) if kept.is_empty() => {
                kept = c;
                break;
            }
            Tree::Text(text) => match text.find(". ") {
                Some(end) => {
                    kept.push(Tree::Text(text[..=end].to_owned()));
                    break;
                }
                None => kept.push(Tree::Text(text)),
            },
            // Marks and notes lead to lists that no card has.
            Tree::Node(Branch::Cite { .. } | Branch::Note { .. }) => {}
            inline => kept.push(inline),
        }
    }
    Item {
        done: item.done,
        c: vec![plain(kept)],
    }
}

/// How many sides a handout says it has.
fn sides(job: &Job<'_>) -> Option<(usize, Span)> {
    let page = job.page();
    let field = page.meta.fields.iter().find(|field| field.id == "sides")?;
    let FieldValue::Number(sides) = field.value else {
        return None;
    };
    let title = page.meta.title.as_ref();
    let place = title.map_or(Span::whole(page.source), |title| title.span);
    // What is folded has the sides of one sheet, however many pages it has.
    let is_flat = job.format() != Format::Pocket;
    (is_flat && sides >= 1.0).then_some((sides as usize, place))
}
