//! What making a tree asks of the site: where links lead, which pictures there are, which letters.

use std::collections::BTreeMap;

use super::context::PrintContext;
use super::surroundings::{Destination, Surroundings};
use super::tree::Tree;
use crate::check::missing_glyph;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::unprintable;
use crate::document::{Citation, PublishedFiles, Target, View, WorkEntry, href};
use crate::model::address::{Reach, reach};
use crate::model::agenda::Agenda;
use crate::model::meeting_word::MeetingWord;
use crate::model::page::{MarkerKind, Page};
use crate::model::site::{PageIndex, Site};
use crate::model::source::Span;
use crate::render::callout;
use crate::render::citations::Marking;
use crate::render::meeting_words;
use crate::render::reference::{Form, MarkPiece, Run};
use crate::render::work_entry;

pub(super) struct LinkResolver<'a> {
    context: PrintContext<'a>,
    /// Of the page that is printed, if it is a meeting.
    agenda: Option<&'a Agenda>,
    /// The language of what is being read.
    lang: &'a str,
    /// Those that were asked for: names, and paths from the content folder.
    pub(super) pictures: BTreeMap<String, String>,
    /// The block that was reached last.
    place: Option<Span>,
    /// Characters without a letter, each with the first block that has it.
    missing: BTreeMap<char, Option<Span>>,
    /// Blocks that are nested too deep.
    deep: Vec<Span>,
    /// The blocks that stand within no other, with their places.
    pub(super) blocks: Vec<(Tree, Span)>,
    marking: Marking,
}

impl<'a> LinkResolver<'a> {
    pub(super) fn new(context: PrintContext<'a>, printed: PageIndex, marking: Marking) -> Self {
        LinkResolver {
            context,
            agenda: context.cx.site.pages[printed].page.agenda.as_deref(),
            lang: context.cx.site.config.default_code(),
            pictures: BTreeMap::new(),
            place: None,
            missing: BTreeMap::new(),
            deep: Vec::new(),
            blocks: Vec::new(),
            marking,
        }
    }

    /// The marks of what was read.
    pub(super) fn take_marking(&mut self) -> Marking {
        std::mem::replace(&mut self.marking, Marking::Single)
    }

    /// Begins to read something in a language that comes from no place yet.
    pub(super) fn begin(&mut self, lang: &'a str) {
        self.lang = lang;
        self.place = None;
    }

    /// What was found: characters that no font has letters for, and what is nested too deep. `page` is
    /// the one that is printed.
    pub(super) fn findings(&self, page: &Page) -> Vec<Diagnostic> {
        let site = self.context.cx.site;
        let missing = self.missing.iter().map(|(letter, place)| {
            let place = place.unwrap_or(Span::whole(page.source));
            (letter.to_string(), place)
        });
        let mut findings = missing_glyph::findings(site, missing);
        let deep = self.deep.iter().map(|place| unprintable::deep(*place));
        findings.extend(deep);
        findings
    }
}

impl Surroundings for LinkResolver<'_> {
    fn destination(&self, target: Target<'_>) -> Option<Destination> {
        let cx = self.context.cx;
        let title = match target {
            Target::External(address) => return elsewhere(address),
            Target::Page { page, heading } => Some(page_title(cx.site, page, heading)),
            Target::Anchor { page, .. } => Some(cx.site.pages[page].page.meta.title().to_owned()),
            Target::Work(_, work) => Some(cx.site.works[work].title()),
            Target::File(path) => path.rsplit('/').next().map(str::to_owned),
            Target::Builtin(_) => None,
        };
        let is_on_the_web = cx.site.config.base_url.is_some();
        let address = is_on_the_web.then(|| href(cx.document(), target, View::Paper));
        Some(Destination::Site { title, address })
    }

    fn picture(&mut self, path: &str) -> Option<String> {
        let assets = self.context.cx.assets;
        assets.is_published(path).then(|| {
            // What it is, its bytes say.
            let url = assets.url(path);
            let name = url.rsplit('/').next().unwrap_or(&url);
            let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let name = format!("/pictures/{name}");
            self.pictures.insert(name.clone(), path.to_owned());
            name
        })
    }

    fn meeting_word(
        &self,
        agenda: &Agenda,
        word: MeetingWord,
        before_stop: bool,
    ) -> Option<String> {
        meeting_words::shown(self.context.cx.words, agenda, word, before_stop)
    }

    fn label(&self, kind: &MarkerKind) -> String {
        callout::label(self.context.cx.words, kind, self.agenda)
    }

    fn mark_kind(&self, kind: &MarkerKind) -> &'static str {
        let is_settled = match kind {
            MarkerKind::WhatIf(Some(condition)) => {
                let count = self.agenda.and_then(|agenda| agenda.count(condition.of));
                count.is_some()
            }
            _ => false,
        };
        if is_settled {
            "what-to-do"
        } else {
            callout::name(kind).1
        }
    }

    fn mark(&self, citation: Citation<'_>) -> Vec<MarkPiece> {
        self.marking
            .next(self.context.cx, citation, self.lang, Form::Text)
    }

    fn entry(&self, entry: WorkEntry) -> (Vec<Run>, Vec<String>) {
        let cx = self.context.cx;
        let reference = cx.references.of(entry.work, self.lang);
        (
            reference.runs.clone(),
            work_entry::beside(cx, entry, self.lang),
        )
    }

    fn has_letter(&mut self, letter: char) -> bool {
        let is_space = matches!(letter, '\n' | '\r' | '\t');
        let has = is_space || !letter.is_control() && (self.context.has_letter)(letter);
        if !has {
            self.missing.entry(letter).or_insert(self.place);
        }
        has
    }

    fn reach(&mut self, origin: Span) {
        self.place = Some(origin);
    }

    fn keep(&mut self, origin: Span, block: Tree) {
        self.blocks.push((block, origin));
    }

    fn too_deep(&mut self) {
        // What stands within a block that is too deep is too deep with it.
        let is_within = |place: &Span| {
            let around = self.deep.iter().rev();
            let mut around = around.filter(|deep| deep.source == place.source);
            around.any(|deep| (deep.start..=deep.end).contains(&place.start))
        };
        let place = self.place.filter(|place| !is_within(place));
        self.deep.extend(place);
    }
}

/// The title of a page, and that of the heading in it that is meant.
fn page_title(site: &Site, page: PageIndex, heading: Option<u32>) -> String {
    let page = &site.pages[page].page;
    let title = page.meta.title();
    match heading.map(|heading| &page.body.headings[heading as usize]) {
        Some(heading) => format!("{title}: {}", heading.text),
        None => title.to_owned(),
    }
}

/// An address on another site, or of a person; anything else leads nowhere from paper.
fn elsewhere(address: &str) -> Option<Destination> {
    let (_, rest) = address.split_once(':')?;
    let short = rest.strip_prefix("//").unwrap_or(rest).to_owned();
    match reach(address) {
        Reach::Web => Some(Destination::Elsewhere {
            href: address.to_owned(),
            address: address.to_owned(),
            short,
        }),
        Reach::Person => Some(Destination::Elsewhere {
            href: address.to_owned(),
            address: short.clone(),
            short,
        }),
        _ => None,
    }
}
