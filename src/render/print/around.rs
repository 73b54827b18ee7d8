//! What taking text apart asks of the site: where links lead, which pictures there are, which
//! letters.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::Paperwork;
use super::tree::{Surroundings, Tree};
use crate::check::{missing_glyph, unprintable};
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::render::address;
use crate::site::Owner;
use crate::source::Span;

pub(super) struct Around<'a> {
    paperwork: Paperwork<'a>,
    /// From the file back to the output's root.
    root: String,
    /// Those that were asked for: names, and paths from the content folder.
    pub(super) pictures: BTreeMap<String, String>,
    /// Where what is being read comes from, by the numbers in its markup.
    origins: Vec<Span>,
    /// The block that was reached last.
    place: Option<Span>,
    /// Characters without a letter, each with the first block that has it.
    missing: BTreeMap<char, Option<Span>>,
    /// Blocks that are nested too deep.
    deep: Vec<Span>,
    /// The blocks that stand within no other, with their places.
    pub(super) blocks: Vec<(Tree, Span)>,
}

impl<'a> Around<'a> {
    pub(super) fn new(paperwork: Paperwork<'a>, path: &str) -> Self {
        Around {
            paperwork,
            root: address::root(path),
            pictures: BTreeMap::new(),
            origins: Vec::new(),
            place: None,
            missing: BTreeMap::new(),
            deep: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Begins to read something that comes from these places.
    pub(super) fn begin(&mut self, origins: Vec<Span>) {
        self.origins = origins;
        self.place = None;
    }

    /// What was found: characters that no font has letters for, and what is nested too deep. `page` is
    /// the one that is printed.
    pub(super) fn findings(&self, page: &Page) -> Vec<Diagnostic> {
        let site = self.paperwork.writing.site;
        let missing = self.missing.iter().map(|(letter, place)| {
            let place = place.unwrap_or(Span::whole(page.source));
            missing_glyph::finding(site, place, &letter.to_string())
        });
        let deep = self.deep.iter().map(|place| unprintable::deep(*place));
        missing.chain(deep).collect()
    }

    /// A path of the output, from an address as it stands in a file.
    fn within<'h>(&self, href: &'h str) -> Option<&'h str> {
        href.strip_prefix(self.root.as_str())
    }
}

impl Surroundings for Around<'_> {
    fn note(&self, href: &str, words: &str) -> Option<String> {
        let scheme = href.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some("http" | "https") => {
                let short = href.split_once("//").map_or(href, |(_, rest)| rest);
                let is_said = words == href || words == short;
                return (!is_said).then(|| href.to_owned());
            }
            Some(_) => {
                let bare = href.split_once(':').map_or(href, |(_, rest)| rest);
                return (words != bare).then(|| bare.to_owned());
            }
            None => {}
        }
        let target = self.within(href)?;
        let site = self.paperwork.writing.site;
        let path = target.split('#').next().unwrap_or(target);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let owner = site.urls.get(&*decoded).and_then(|owners| owners.first());
        let title = match owner {
            Some(Owner::Page(page)) => Some(site.pages[*page].page.meta.title()),
            _ => None,
        };
        let base = site.config.base_url.as_deref().unwrap_or_default();
        Some(match title {
            Some(title) if !title.eq_ignore_ascii_case(words) => format!("{title}: {base}{target}"),
            _ => format!("{base}{target}"),
        })
    }

    fn picture(&mut self, src: &str) -> Option<String> {
        let url = self.within(src)?;
        let mut published = self.paperwork.writing.assets.published();
        let (_, path) = published.find(|(known, _)| *known == url)?;
        // What it is, its bytes say.
        let name = url.rsplit('/').next().unwrap_or(url);
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let name = format!("/pictures/{name}");
        self.pictures.insert(name.clone(), path.to_owned());
        Some(name)
    }

    fn has_letter(&mut self, letter: char) -> bool {
        let is_space = matches!(letter, '\n' | '\r' | '\t');
        let has = is_space || !letter.is_control() && (self.paperwork.has_letter)(letter);
        if !has {
            self.missing.entry(letter).or_insert(self.place);
        }
        has
    }

    fn reach(&mut self, origin: usize) {
        self.place = self.origins.get(origin).copied().or(self.place);
    }

    fn keep(&mut self, origin: usize, block: &Tree) {
        if let Some(place) = self.origins.get(origin) {
            self.blocks.push((block.clone(), *place));
        }
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
