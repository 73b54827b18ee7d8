//! The map: what is to be read first and what builds on it, drawn and as a list.
//!
//! Takes the prerequisites of all pages of a language, whatever their kinds; gives drawings of those that
//! hang together (`graph`, `layout`, `draw`), the same in words, step by step, and the pages of kinds
//! that are on the map (methods) that stand alone. A drawing of very many pages shows nothing, so there the list alone has them.

mod coordinates;
mod crossing_reduction;
mod draw;
mod graph;
mod layering;
mod layout;
mod wrap;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::address;
use crate::limits::{MAP_ARROWS, MAP_PAGES};
use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::page::RelationKind;
use crate::model::site::{PageIndex, Site};
use crate::render::encoded_path::encoded;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::view::Card;
use crate::render::{collation, listing};

use self::draw::Label;
use self::graph::Graph;
use self::layout::Room;

/// How many pages and arrows are drawn at most.
const PAGES: usize = MAP_PAGES.most;
const ARROWS: usize = MAP_ARROWS.most;

/// A phone of 320 pixels, without the page's edges.
const NARROW: Room = Room {
    width: 288.0,
    columns: 2,
};

/// A tablet, or a sheet of paper.
const WIDE: Room = Room {
    width: 704.0,
    columns: 5,
};

/// `map` of `map.html`.
#[derive(Serialize)]
pub(crate) struct MapData {
    /// HTML: one for all screens, or two, one of which the style sheet shows.
    drawings: Vec<String>,
    /// How many pages are in the list alone.
    undrawn: usize,
    /// Whether a page that is drawn is a stub.
    stubs: bool,
    steps: Vec<Step>,
    /// What `others` is headed with.
    others_title: String,
    /// The pages of kinds that are on the map which nothing comes before or after.
    others: Vec<Card>,
}

/// Pages to which as many steps lead at most.
#[derive(Serialize)]
struct Step {
    /// From 1.
    number: usize,
    pages: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    page: Card,
    after: Vec<Before>,
}

/// A page that comes before another.
#[derive(Serialize)]
struct Before {
    title: String,
    #[serde(serialize_with = "encoded")]
    url: String,
    lang: Option<String>,
}

/// The map of the pages in `lang`; it stands at `path`.
pub(crate) fn map(cx: RenderContext<'_>, lang: Lang, path: &str) -> MapData {
    let map = Map::new(cx, lang);
    let (drawn, undrawn) = map.drawn();
    let is_stub = |node: &usize| map.is_stub(*node);
    let others = map.others(lang);
    MapData {
        stubs: drawn.iter().flatten().any(is_stub),
        drawings: map.drawings(&drawn, path),
        undrawn,
        steps: map.steps(),
        others_title: map.others_title(&others),
        others,
    }
}

/// The pages of the map by title, as nodes of a graph.
struct Map<'a> {
    cx: RenderContext<'a>,
    code: &'a str,
    /// Those whose pages are on the map in any case.
    kinds: Vec<&'a Kind>,
    pages: Vec<PageIndex>,
    graph: Graph,
    /// For each page those that are to be read before it, by title.
    before: Vec<Vec<usize>>,
}

impl<'a> Map<'a> {
    fn new(cx: RenderContext<'a>, lang: Lang) -> Self {
        let site = cx.site;
        let code = site.config.code(lang);
        let kinds = site.schema.kinds.iter().map(|kind| &**kind);
        let pairs = prerequisites(site, lang);
        let pages: BTreeSet<PageIndex> = pairs
            .iter()
            .flat_map(|&(one, other)| [one, other])
            .collect();
        let pages = collation::by_title(site, pages.into_iter().collect(), code);
        // The graph knows nodes by their numbers; their order, by title, settles every tie in the layout.
        let nodes = pages.iter().enumerate();
        let node_of: BTreeMap<PageIndex, usize> = nodes.map(|(node, page)| (*page, node)).collect();
        let pairs: BTreeSet<(usize, usize)> = pairs
            .iter()
            .map(|(first, then)| (node_of[first], node_of[then]))
            .collect();
        let mut before = vec![Vec::new(); pages.len()];
        for &(first, then) in &pairs {
            before[then].push(first);
        }
        let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        Map {
            cx,
            code,
            kinds: kinds.filter(|kind| kind.can(Ability::OnMap)).collect(),
            graph: Graph::new(pages.len(), &pairs),
            pages,
            before,
        }
    }

    fn title(&self, node: usize) -> &str {
        self.cx.site.pages[self.pages[node]].page.meta.title()
    }

    fn is_stub(&self, node: usize) -> bool {
        let status = page_facts::status(self.cx.site, self.pages[node], self.cx.words);
        status.is_some_and(|status| status.id == "stub")
    }

    /// The nodes of each part that is drawn, the largest first, for as long as there is room; and how
    /// many pages are not.
    fn drawn(&self) -> (Vec<Vec<usize>>, usize) {
        let mut parts = self.graph.parts();
        parts.sort_by_key(|part| Reverse(part.nodes.len()));
        let (mut pages, mut arrows) = (0, 0);
        let mut has_room = |part: &graph::Part| {
            let fits = pages + part.nodes.len() <= PAGES && arrows + part.edges <= ARROWS;
            if fits {
                pages += part.nodes.len();
                arrows += part.edges;
            }
            fits
        };
        let drawn = parts.into_iter().filter(|part| has_room(part));
        let drawn: Vec<Vec<usize>> = drawn.map(|part| part.nodes).collect();
        (drawn, self.pages.len() - pages)
    }

    fn drawings(&self, parts: &[Vec<usize>], path: &str) -> Vec<String> {
        let labels: BTreeMap<usize, Label> = parts
            .iter()
            .flatten()
            .map(|node| (*node, self.label(*node, path)))
            .collect();
        let drawings = parts.iter().map(|nodes| {
            let labels: Vec<&Label> = nodes.iter().map(|node| &labels[node]).collect();
            self.drawing(nodes, &labels)
        });
        drawings.collect()
    }

    /// A part for narrow screens and for wide ones.
    fn drawing(&self, nodes: &[usize], labels: &[&Label]) -> String {
        let words = self.cx.words;
        let graph = self.graph.part(nodes);
        let is_mirrored = words.plain("direction") == "rtl";
        let [wide, narrow] =
            [WIDE, NARROW].map(|room| draw::draw(&graph, labels, room, is_mirrored));
        let first = wide
            .layout
            .bands
            .first()
            .and_then(|band| band.nodes.first());
        let name = words
            .plain("map-part")
            .replace("{pages}", &words.count("pages", nodes.len()))
            .replace("{first}", first.map_or("", |node| &labels[*node].title));
        if wide.layout == narrow.layout {
            wide.html("map-part", &name)
        } else {
            wide.html("map-part map-wide", &name) + &narrow.html("map-part map-narrow", &name)
        }
    }

    fn label(&self, node: usize, path: &str) -> Label {
        let (site, words) = (self.cx.site, self.cx.words);
        let index = self.pages[node];
        let kind = page_facts::kind_name(site, index, self.code);
        let lang = page_facts::foreign(site, index, self.code);
        let separator = words.plain("list-separator");
        let mut notes: Vec<&str> = Vec::new();
        // Most are of the one kind that the map is for, so that of the others alone it is said what they are.
        if self.kinds.len() != 1 || self.kinds[0].id != kind.id {
            notes.push(&kind.label);
        }
        notes.extend(lang.as_deref());
        let before: Vec<&str> = self.before[node]
            .iter()
            .map(|node| self.title(*node))
            .collect();
        let after = format!("{} {}", words.plain("map-after"), before.join(separator));
        let class = format!("kind-{}", kind.id);
        Label {
            title: self.title(node).to_owned(),
            href: address::href(path, &site.pages[index].url),
            note: (!notes.is_empty()).then(|| notes.join(separator)),
            class: class + if self.is_stub(node) { " map-stub" } else { "" },
            lang,
            after: (!before.is_empty()).then_some(after),
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (node, step) in self.graph.steps().into_iter().enumerate() {
            while steps.len() <= step {
                let number = steps.len() + 1;
                let pages = Vec::new();
                steps.push(Step { number, pages });
            }
            steps[step].pages.push(Entry {
                page: listing::card(self.cx, self.pages[node], self.code),
                after: self.before[node]
                    .iter()
                    .map(|node| self.link(*node))
                    .collect(),
            });
        }
        steps
    }

    fn link(&self, node: usize) -> Before {
        let site = self.cx.site;
        Before {
            title: self.title(node).to_owned(),
            url: site.pages[self.pages[node]].url.clone(),
            lang: page_facts::foreign(site, self.pages[node], self.code),
        }
    }

    /// The kinds of these, by the words for several pages.
    fn others_title(&self, others: &[Card]) -> String {
        let words = self.cx.words;
        let fallback = self.cx.site.config.default_code();
        let has_some = |kind: &&Kind| others.iter().any(|card| card.kind.id == kind.id);
        let kinds = self.kinds.iter().copied().filter(has_some);
        let kinds: Vec<&str> = kinds.map(|kind| kind.plural(self.code, fallback)).collect();
        let kinds = kinds.join(words.plain("list-separator"));
        words.plain("map-others").replace("{kinds}", &kinds)
    }

    fn others(&self, lang: Lang) -> Vec<Card> {
        let site = self.cx.site;
        let on_map: BTreeSet<PageIndex> = self.pages.iter().copied().collect();
        let kinds = self.kinds.iter();
        let others = kinds.flat_map(|kind| site.pages_of_kind(lang, &kind.id));
        let others = others.filter(|page| !on_map.contains(page)).collect();
        let others = collation::by_title(site, others, self.code).into_iter();
        others
            .map(|page| listing::card(self.cx, page, self.code))
            .collect()
    }
}

/// What comes first and what comes then, for each prerequisite of a page in `lang`.
fn prerequisites(site: &Site, lang: Lang) -> Vec<(PageIndex, PageIndex)> {
    let pages = site.pages.iter().enumerate();
    let pages = pages.filter(|(_, page)| page.page.meta.lang == lang);
    let pairs = pages.flat_map(|(then, page)| {
        let related = page.resolved.related.iter();
        related
            .filter(|(kind, _, _)| *kind == RelationKind::Prerequisite)
            .map(move |(_, _, first)| (*first, then))
    });
    pairs.collect()
}

#[cfg(test)]
mod testing {
    /// A graph of some dozens of nodes in which each comes after a few that have smaller numbers.
    pub(super) fn thicket(seed: usize) -> (usize, Vec<(usize, usize)>) {
        let mut state = seed;
        let mut below = |limit: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        let len = 30 + below(20);
        let mut pairs = Vec::new();
        for then in 1..len {
            for _ in 0..below(3) {
                pairs.push((below(then), then));
            }
        }
        (len, pairs)
    }
}
