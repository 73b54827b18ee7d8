//! What a page that is no agenda shows on paper: as a handout, on cards, as a list.

use serde_json::{Value, json};

use super::tree::{Branch, Item, Tree};
use super::{Job, Parts};
use crate::page::{FieldValue, Heading};
use crate::print::{Fold, Format, Sheet};
use crate::render::page;
use crate::site::PageIndex;
use crate::source::Span;

/// What those need to know of a method who do it.
const OF_METHODS: [&str; 3] = ["time", "people", "materials"];

/// Fields that say how a handout is printed, and nothing that its readers need.
const ABOUT_PAPER: [&str; 3] = ["paper", "copies", "sides"];

/// The section of a handout that is for whoever hands it out.
const HOW_TO_USE: &str = "how-to-use-it";

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
    let page = job.page();
    parts.set("summary", job.summary(job.index));
    parts.set("facts", facts(job));
    let (body, usage) = match page.meta.kind.value.as_str() {
        "handout" => handout(job),
        "method" => (method(job), Vec::new()),
        _ => (job.blocks(page.body.whole(), false), Vec::new()),
    };
    parts.set("body", body);
    // In a pocket there is room for the text alone.
    let is_pocket = job.printing.fold == Some(Fold::Pocket);
    parts.set("use", if is_pocket { Vec::new() } else { usage });
    parts.sides = sides(job);
    parts
}

/// The fields of the page at a glance.
fn facts(job: &Job<'_>) -> Vec<Value> {
    let fields = page::fields(job.paperwork.writing, job.index).into_iter();
    let is_method = job.page().meta.kind.value == "method";
    let shown = fields.filter(|field| {
        let id = field.id.as_str();
        !ABOUT_PAPER.contains(&id) && (!is_method || OF_METHODS.contains(&id))
    });
    let separator = job.words().plain("list-separator");
    shown
        .map(|field| {
            let text = field.text.unwrap_or_else(|| field.items.join(separator));
            json!({ "label": job.line(&field.label), "text": job.line(&text) })
        })
        .collect()
}

/// A handout's own text, and how it is used.
fn handout(job: &Job<'_>) -> (Vec<Tree>, Vec<Tree>) {
    let body = &job.page().body;
    let usage = body.heading(HOW_TO_USE).filter(|heading| heading.public);
    let Some(usage) = usage else {
        return (job.blocks(body.whole(), false), Vec::new());
    };
    let mut text = job.blocks(0..usage.events.start, false);
    text.extend(job.blocks(usage.events.end..body.whole().end, false));
    (text, job.blocks(usage.events.clone(), false))
}

/// The steps of a method and one example, which is what a participant needs.
fn method(job: &Job<'_>) -> Vec<Tree> {
    let mut text = Vec::new();
    if let Some(steps) = section(job, "steps") {
        text.extend(job.blocks(steps.events.clone(), false));
    }
    if let Some(examples) = section(job, "examples") {
        let heading = examples.events.start..job.page().body.text_of(examples).start;
        text.extend(job.blocks(heading, false));
        text.extend(first(job.section(job.index, examples)));
    }
    text
}

fn section<'a>(job: &Job<'a>, id: &str) -> Option<&'a Heading> {
    let body = &job.page().body;
    body.heading(id).filter(|heading| heading.public)
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
    let site = job.paperwork.writing.site;
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
        let sections = headings.filter(|heading| heading.level == 2 && heading.public);
        for heading in sections.filter(|heading| &*heading.id != HOW_TO_USE) {
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
    let site = job.paperwork.writing.site;
    let shown = &site.pages[page].page;
    let mut text: Vec<Tree> = Vec::new();
    if let Some(summary) = job.summary(page) {
        text.push(paragraph(vec![Tree::Text(summary)]));
    }
    let section = |id| shown.body.heading(id).filter(|heading| heading.public);
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
        text.extend(
            item.c
                .into_iter()
                .filter(|block| *block != plain(Vec::new())),
        );
    }
    let base = site.config.base_url.as_deref();
    let source = format!("{}{}", base.unwrap_or_default(), site.pages[page].url);
    text.push(paragraph(vec![Tree::Node(Branch::Em {
        c: vec![Tree::Text(job.line(&source))],
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
