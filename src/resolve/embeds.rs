//! Which embeds are shown as links, since what they show would have no end or be too much.
//!
//! Ten pages that each embed the next ten times are a thousand bytes and would show ten thousand million. So
//! before anything is rendered it is added up what every embed would show, each part of a page once, however often
//! it is shown. Those that would never end are links but on their own page; of all a page shows as
//! many, in their order, as the limits leave room for.

use std::collections::HashMap;
use std::ops::Range;

use crate::limits::{EMBED_DEPTH, EMBEDDED_ON_PAGE, EMBEDDED_ON_SITE};
use crate::model::page::{Body, Event, EventKind, Text};
use crate::model::site::{LinkedEmbed, PageIndex, Resolution, Shown, Site, Unshown};
use crate::resolve::cycles;

/// What each embed and each event adds to the text of a page: its markup.
const MARKUP_OF_EMBED: u64 = 250;
const MARKUP_OF_EVENT: u64 = 8;

/// How many pages a chain names.
const NAMED: usize = 10;

/// Fills the embeds of every page that are shown as links.
pub(super) fn bound(site: &mut Site) {
    let places = places(site);
    if places.is_empty() {
        return;
    }
    let parts = Parts::of(site, &places);
    let endless = parts.endless(site, &places);
    let mut shown_on_site = 0u64;
    let mut first = 0;
    for of_page in places.chunk_by(|one, other| one.page == other.page) {
        let endless = &endless[first..first + of_page.len()];
        first += of_page.len();
        let linked = parts.linked(of_page, endless, &mut shown_on_site);
        site.pages[of_page[0].page].linked_embeds = linked;
    }
}

/// An embed that names something that can be shown.
struct Place {
    page: PageIndex,
    /// Its event.
    at: u32,
    embed: u32,
    shown: Shown,
    /// Whether it is shown where other pages embed its page.
    public: bool,
}

/// The embeds of all pages, by page and event.
fn places(site: &Site) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        let body = &page.page.body;
        if body.embeds.is_empty() {
            continue;
        }
        for (at, event) in body.events.iter().enumerate() {
            if let EventKind::Embed(embed) = event.kind
                && let Resolution::Page { page: to, heading } = page.resolved.embeds[embed as usize]
            {
                places.push(Place {
                    page: index,
                    at: at as u32,
                    embed,
                    shown: (to, heading),
                    public: body.embeds[embed as usize].public,
                });
            }
        }
    }
    places
}

/// A part of a page that is shown on others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Shown(Shown),
    /// The notes of a page, which come along with a section that refers to them.
    Notes(PageIndex),
}

/// How much has been shown of other pages so far.
struct Room {
    on_page: u64,
    on_site: u64,
}

/// All parts that are shown somewhere, and what showing each comes to.
struct Parts {
    numbers: HashMap<Part, usize>,
    /// The embeds of the same part that are shown within each, by the numbers of what they show.
    steps: Vec<Vec<usize>>,
    /// Parts of one group show each other.
    groups: Vec<usize>,
    bytes: Vec<u64>,
    /// How deep embeds stand within each.
    depths: Vec<usize>,
}

impl Parts {
    fn of(site: &Site, places: &[Place]) -> Self {
        let mut parts = Parts {
            numbers: HashMap::new(),
            steps: Vec::new(),
            groups: Vec::new(),
            bytes: Vec::new(),
            depths: Vec::new(),
        };
        let mut waiting: Vec<Part> = Vec::new();
        for place in places {
            parts.number(Part::Shown(place.shown), &mut waiting);
        }
        // A list in place of recursion: embeds may stand in each other as deep as a writer makes them.
        while let Some(part) = waiting.pop() {
            let (bytes, has_notes) = own_text(site, part);
            let mut steps: Vec<usize> = inside(site, places, part)
                .map(|at| parts.number(Part::Shown(places[at].shown), &mut waiting))
                .collect();
            if let (Part::Shown((page, Some(_))), true) = (part, has_notes) {
                steps.push(parts.number(Part::Notes(page), &mut waiting));
            }
            let number = parts.numbers[&part];
            parts.bytes[number] = bytes;
            parts.steps[number] = steps;
        }
        parts.groups = cycles::groups(&parts.steps);
        parts.add_up();
        parts
    }

    /// The number of a part, which waits to be looked at if it is new.
    fn number(&mut self, part: Part, waiting: &mut Vec<Part>) -> usize {
        *self.numbers.entry(part).or_insert_with(|| {
            waiting.push(part);
            self.steps.push(Vec::new());
            self.bytes.push(0);
            self.depths.push(0);
            self.steps.len() - 1
        })
    }

    /// Adds to each part what is shown within it, after that has been added up itself.
    fn add_up(&mut self) {
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        order.sort_by_key(|number| std::cmp::Reverse(self.groups[*number]));
        for number in order {
            let inner = self.inner(number);
            let bytes = inner
                .clone()
                .map(|to| self.bytes[to].saturating_add(MARKUP_OF_EMBED));
            let bytes = bytes.fold(self.bytes[number], u64::saturating_add);
            let depth = inner.map(|to| self.depths[to] + 1).max().unwrap_or(0);
            self.bytes[number] = bytes;
            self.depths[number] = depth;
        }
    }

    /// What is shown within a part, but for what shows that part in turn.
    fn inner(&self, number: usize) -> impl Iterator<Item = usize> + Clone {
        let steps = self.steps[number].iter().copied();
        steps.filter(move |to| self.groups[*to] != self.groups[number])
    }

    /// Whether each embed stands in a part that it shows in turn.
    fn endless(&self, site: &Site, places: &[Place]) -> Vec<bool> {
        let mut endless = vec![false; places.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each sets what is its own")]
        for (part, number) in &self.numbers {
            for at in inside(site, places, *part) {
                let shown = self.numbers[&Part::Shown(places[at].shown)];
                endless[at] |= self.groups[shown] == self.groups[*number];
            }
        }
        endless
    }

    /// Which of a page's embeds are shown as links, after so much has been shown on the site.
    fn linked(
        &self,
        places: &[Place],
        endless: &[bool],
        shown_on_site: &mut u64,
    ) -> Vec<LinkedEmbed> {
        let mut shown_on_page = 0u64;
        let mut linked: Vec<LinkedEmbed> = Vec::new();
        for (place, is_endless) in places.iter().zip(endless) {
            let room = Room {
                on_page: shown_on_page,
                on_site: *shown_on_site,
            };
            let bytes = self.bytes_of(place);
            let unshown = self.unshown(place, bytes, &room);
            if unshown.is_none() {
                shown_on_page += bytes;
                *shown_on_site += bytes;
            }
            let why = match (is_endless, unshown) {
                (true, Some(_)) => Unshown::Endless,
                (true, None) => Unshown::EndlessElsewhere,
                (false, Some(why)) => why,
                (false, None) => continue,
            };
            linked.push(LinkedEmbed {
                embed: place.embed,
                why,
                chain: Vec::new(),
            });
        }
        // One finding a page names the way.
        let mut bounded = linked.iter_mut();
        if let Some(first) = bounded.find(|one| one.why.is_of_limit()) {
            let mut places = places.iter();
            let place = places.find(|place| place.embed == first.embed);
            first.chain = place.map_or_else(Vec::new, |place| self.chain(place.shown));
        }
        linked
    }

    /// How much showing an embed comes to.
    fn bytes_of(&self, place: &Place) -> u64 {
        let number = self.numbers[&Part::Shown(place.shown)];
        self.bytes[number].saturating_add(MARKUP_OF_EMBED)
    }

    /// Why an embed of so many bytes is not shown on its page, after what was shown before it.
    fn unshown(&self, place: &Place, bytes: u64, room: &Room) -> Option<Unshown> {
        let number = self.numbers[&Part::Shown(place.shown)];
        let on_page = room.on_page.saturating_add(bytes);
        if place.shown == (place.page, None) {
            Some(Unshown::Endless)
        } else if self.depths[number] + 1 > EMBED_DEPTH.most {
            Some(Unshown::TooDeep)
        } else if on_page > EMBEDDED_ON_PAGE.most as u64 {
            Some(Unshown::PageIsFull(on_page))
        } else if room.on_site.saturating_add(bytes) > EMBEDDED_ON_SITE.most as u64 {
            Some(Unshown::SiteIsFull)
        } else {
            None
        }
    }

    /// What is shown within what, from `shown` on: of each the part that comes to most.
    fn chain(&self, shown: Shown) -> Vec<Shown> {
        let mut parts = vec![None; self.steps.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each sets what is its own")]
        for (part, number) in &self.numbers {
            parts[*number] = Some(*part);
        }
        let first = self.numbers[&Part::Shown(shown)];
        let next = |number: &usize| {
            let rank = |to: &usize| (self.bytes[*to], self.depths[*to], std::cmp::Reverse(*to));
            self.inner(*number).max_by_key(rank)
        };
        let chain = std::iter::successors(Some(first), next).take(NAMED);
        let named = chain.filter_map(|number| match parts[number] {
            Some(Part::Shown(shown)) => Some(shown),
            _ => None,
        });
        named.collect()
    }
}

/// The embeds that everyone sees within a part, by their places.
fn inside(site: &Site, places: &[Place], part: Part) -> impl Iterator<Item = usize> {
    let (page, ranges) = ranges(site, part);
    let before =
        move |end: u32| places.partition_point(|place| (place.page, place.at) < (page, end));
    let all = ranges
        .into_iter()
        .flat_map(move |range| before(range.start)..before(range.end));
    all.filter(move |at| places[*at].public)
}

/// The page and the events of a part.
fn ranges(site: &Site, part: Part) -> (PageIndex, Vec<Range<u32>>) {
    let body = |page: PageIndex| &site.pages[page].page.body;
    match part {
        Part::Shown((page, None)) => (page, vec![body(page).whole()]),
        Part::Shown((page, Some(heading))) => {
            let heading = &body(page).headings[heading as usize];
            (page, vec![heading.events.clone()])
        }
        Part::Notes(page) => {
            let notes = body(page).footnotes.iter();
            (page, notes.map(|note| note.events.clone()).collect())
        }
    }
}

/// How long what everyone reads of a part is, embeds aside, and whether it refers to notes.
fn own_text(site: &Site, part: Part) -> (u64, bool) {
    let (page, ranges) = ranges(site, part);
    let body = &site.pages[page].page.body;
    let events = ranges
        .into_iter()
        .flat_map(move |range| body.visible(range));
    events.fold((0, false), |(bytes, has_notes), (_, event)| {
        let is_note = matches!(event.kind, EventKind::FootnoteReference(_));
        let bytes = bytes + MARKUP_OF_EVENT + length(body, event) as u64;
        (bytes, has_notes || is_note)
    })
}

/// How long the words of an event are.
fn length(body: &Body, event: &Event) -> usize {
    match event.kind {
        EventKind::Text(Text::Stored(at))
        | EventKind::Code(Text::Stored(at))
        | EventKind::Html(Text::Stored(at))
        | EventKind::InlineHtml(Text::Stored(at)) => body.strings[at as usize].len(),
        EventKind::CodeBlock(at) => body.code_blocks[at as usize].text.len(),
        EventKind::Text(_)
        | EventKind::Code(_)
        | EventKind::Html(_)
        | EventKind::InlineHtml(_)
        | EventKind::Image(_)
        | EventKind::Citation(_) => event.span.range().len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Options};
    use crate::model::site::Unshown;

    /// For each page of these texts, which of its embeds are links and why.
    fn linked(pages: &[(&str, String)]) -> Vec<Vec<(u32, Unshown)>> {
        let pages: Vec<(&str, String)> = pages
            .iter()
            .map(|(path, text)| (*path, format!("+++\ntitle = \"A\"\n+++\n{text}\n")))
            .collect();
        let files: Vec<(&str, &str)> = pages
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        let built = Engine::default().build_texts(&files, &Options::default());
        let pages = built.site.pages.iter();
        pages
            .map(|page| {
                page.linked_embeds
                    .iter()
                    .map(|one| (one.embed, one.why))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn what_is_within_the_limits_is_shown() {
        let pages = [
            (
                "content/a.md",
                "![[b]]\n\n![[b]]\n\n![[a#h]]\n\n## H\n\nText.".to_owned(),
            ),
            ("content/b.md", "Text.".to_owned()),
        ];
        assert_eq!(linked(&pages), [vec![], vec![]]);
    }

    #[test]
    fn what_would_never_end_is_shown_on_its_own_page_alone() {
        let pages = [
            ("content/a.md", "![[b]]\n\n![[c]]".to_owned()),
            ("content/b.md", "![[a]]".to_owned()),
            ("content/c.md", "Text[^1].\n\n[^1]: ![[d#h]]".to_owned()),
            (
                "content/d.md",
                "## H\n\nText[^1].\n\n## I\n\n[^1]: ![[c]]".to_owned(),
            ),
            ("content/e.md", "![[e]]".to_owned()),
        ];
        let elsewhere = vec![(0, Unshown::EndlessElsewhere)];
        let linked = linked(&pages);
        assert_eq!(linked[..4], vec![elsewhere; 4]);
        assert_eq!(linked[4], [(0, Unshown::Endless)]);
    }

    #[test]
    fn a_page_shows_as_many_as_fit() {
        let pages = [
            (
                "content/a.md",
                "![[b]]\n\n![[b]]\n\n![[b]]\n\n![[c]]".to_owned(),
            ),
            ("content/b.md", "word ".repeat(800_000)),
            ("content/c.md", "Text.".to_owned()),
        ];
        let [a, ..] = &linked(&pages)[..] else {
            panic!("there are pages");
        };
        assert!(
            matches!(a[..], [(2, Unshown::PageIsFull(12_000_000..))]),
            "{a:?}"
        );
    }

    #[test]
    fn pages_that_embed_the_next_twice_show_what_fits() {
        let pages: Vec<(String, String)> = (0..40)
            .map(|at| {
                (
                    format!("content/p{at:02}.md"),
                    format!("![[p{:02}]]\n\n", at + 1).repeat(2),
                )
            })
            .collect();
        let mut pages: Vec<(&str, String)> = pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone()))
            .collect();
        pages.push(("content/p40.md", "Text.".to_owned()));
        let linked = linked(&pages);
        let deep = vec![(0, Unshown::TooDeep), (1, Unshown::TooDeep)];
        assert!(linked[..32].iter().all(|page| *page == deep));
        assert!(linked[32..].iter().all(Vec::is_empty));
    }
}
