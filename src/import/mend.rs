//! Mends the links of a page: what names a page or a file as the other tool does is made to name it as this
//! program does. A link that works as it is stays as it is.

use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::import::draft::Draft;
use crate::import::handbook::Handbook;
use crate::import::headings;
use crate::import::names::Names;
use crate::import::notes::{Kind, Notes};
use crate::import::paths;
use crate::import::routes::{Item, Routes};
use crate::import::text::{Context, callout_word};
use crate::model::edit::{Edit, applied};
use crate::model::format::is_picture_ending;
use crate::model::page::{Embed, Image, Link, MarkerKind, Target};
use crate::model::source::Span;

/// What must not stand bare in an address.
const IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\');

/// All that the mending of one page goes by.
pub(super) struct Around<'a> {
    pub(super) handbook: &'a Handbook,
    pub(super) drafts: &'a [Draft],
    pub(super) routes: &'a Routes<'a>,
    pub(super) names: &'a Names,
    pub(super) context: &'a Context<'a>,
}

/// A page with its links mended.
#[derive(Default)]
pub(super) struct Mended {
    /// `None` where none had to be.
    pub(super) text: Option<String>,
    /// What the page leads to and shows.
    pub(super) targets: Vec<Item>,
    pub(super) notes: Notes,
}

/// Mends the page at this index.
pub(super) fn mend(around: &Around<'_>, index: usize) -> Mended {
    let draft = &around.drafts[index];
    let mut mender = Mender {
        around,
        index,
        draft,
        edits: Vec::new(),
        mended: Mended::default(),
    };
    mender.all();
    let Mender {
        mut edits,
        mut mended,
        ..
    } = mender;
    if !edits.is_empty() {
        keep_first_of_overlapping(&mut edits);
        mended.text = Some(applied(&draft.text, edits));
    }
    mended
}

/// Puts edits in order, and keeps one where several would change the same bytes.
fn keep_first_of_overlapping(edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.range.start >= end;
        if is_free {
            end = edit.range.end;
        }
        is_free
    });
}

struct Mender<'a> {
    around: &'a Around<'a>,
    index: usize,
    draft: &'a Draft,
    edits: Vec<Edit>,
    mended: Mended,
}

impl<'a> Mender<'a> {
    fn all(&mut self) {
        let body = &self.draft.page.body;
        for link in &body.links {
            self.link(link);
        }
        for embed in &body.embeds {
            self.embed(embed);
        }
        for definition in &body.definitions {
            self.destination(&definition.target, definition.target_span);
        }
        for image in &body.images {
            self.image(image);
        }
        for marker in &body.markers {
            if let MarkerKind::Unknown(word) = &marker.kind {
                self.marker(word, marker.span);
            }
        }
    }

    fn typed(&self, span: Span) -> &'a str {
        &self.draft.text[span.range()]
    }

    fn replace(&mut self, range: Range<usize>, text: String) {
        if self.draft.text[range.clone()] != text {
            self.edits.push(Edit { range, text });
        }
    }

    fn to(&self) -> &'a str {
        &self.around.handbook.pages[self.index].to
    }

    fn link(&mut self, link: &Link) {
        if self.typed(link.span).starts_with("![[") {
            return self.embedded(link.span, &link.target, link.target_span, true);
        }
        if link.span == link.target_span {
            // Its address stands in a definition.
            return;
        }
        match &link.target {
            Target::Name { name, heading } => {
                self.wiki(name, heading.as_deref(), link.span, link.target_span);
            }
            Target::Here { heading } => self.here(heading, link.target_span),
            target => {
                self.destination(target, link.target_span);
            }
        }
    }

    fn embed(&mut self, embed: &Embed) {
        self.embedded(embed.span, &embed.target, embed.target_span, false);
    }

    /// `![[name]]`, which shows a page, a part of one or a file.
    fn embedded(&mut self, span: Span, target: &Target, target_span: Span, is_misplaced: bool) {
        let Target::Name { name, heading } = target else {
            if is_misplaced {
                self.without_sign(span);
            }
            return;
        };
        match self.around.routes.of_name(self.index, name) {
            Some(item @ Item::Asset(_)) => {
                self.mended.targets.push(item);
                self.mended
                    .notes
                    .add(Kind::Picture, self.to(), self.typed(span));
                let address = self.address(item);
                self.replace(span.range(), format!("[{}]({address})", paths::name(name)));
            }
            Some(item @ Item::Page(page)) => {
                let is_part = heading.as_deref().is_some_and(|heading| {
                    !headings::is_heading(&self.around.drafts[page].page.body, heading)
                });
                // Only sections can be shown on another page: any other part of one becomes a link to it.
                if is_part || is_misplaced {
                    self.mended
                        .notes
                        .add(Kind::EmbeddedPart, self.to(), self.typed(span));
                    self.without_sign(span);
                }
                self.mended.targets.push(item);
                self.wiki(name, heading.as_deref(), span, target_span);
            }
            None if is_misplaced => self.without_sign(span),
            None => {}
        }
    }

    /// A link in place of an embed.
    fn without_sign(&mut self, span: Span) {
        let start = span.range().start;
        if self.draft.text[start..].starts_with('!') {
            self.replace(start..start + 1, String::new());
        }
    }

    /// `[[name#heading]]`
    fn wiki(&mut self, name: &str, heading: Option<&str>, span: Span, target_span: Span) {
        let Some(item) = self.around.routes.of_name(self.index, name) else {
            return;
        };
        self.mended.targets.push(item);
        let typed = self.typed(target_span);
        let page = match item {
            Item::Page(page) => page,
            Item::Asset(_) => {
                // A file has no name here but its path.
                if self.typed(span).starts_with("[[") {
                    let shown = self.typed(span).trim_matches(['[', ']']);
                    let shown = shown
                        .split_once('|')
                        .map_or(paths::name(name), |(_, words)| words);
                    let text = format!("[{shown}]({})", self.address(item));
                    self.replace(span.range(), text);
                }
                return;
            }
        };
        let lang = self.draft.page.meta.lang.0;
        let found = self.around.names.find(self.around.drafts, name, lang);
        let is_same = |found: usize| {
            let of = |at: usize| &self.around.drafts[at].page.meta.id.value;
            found == page
                || of(found) == of(page) && self.around.drafts[found].page.meta.lang.0 == lang
        };
        let cut = typed.find('#').unwrap_or(typed.len());
        let inner = typed[..cut].trim_end_matches('\\').trim();
        let start = target_span.range().start + typed.find(inner).unwrap_or_default();
        let range = start..start + inner.len();
        let heading_range = typed
            .find('#')
            .map(|at| target_span.range().start + at + 1..target_span.range().end);
        let new = (!found.is_some_and(is_same)).then(|| self.name_of(page));
        let heading = heading
            .and_then(|heading| headings::mended(&self.around.drafts[page].page.body, heading));
        if let Some(new) = new {
            self.replace(range, new);
        }
        if let (Some(heading), Some(mut range)) = (heading, heading_range) {
            // The bar of a table is escaped.
            if self.draft.text[range.clone()].ends_with('\\') {
                range.end -= 1;
            }
            self.replace(range, heading);
        }
    }

    /// The name of a page that no other has: its path.
    fn name_of(&self, page: usize) -> String {
        let to = &self.around.handbook.pages[page].to;
        let stem = paths::without_ending(to);
        stem.strip_suffix("/index").unwrap_or(stem).to_owned()
    }

    /// `#heading` of the page itself, or a label that stands on another.
    fn here(&mut self, heading: &str, span: Span) {
        let body = &self.draft.page.body;
        if headings::resolves(body, heading) {
            return;
        }
        let label = self.around.context.labels.get(heading);
        let labelled =
            label.filter(|label| label.page != self.around.handbook.pages[self.index].from);
        if let Some(place) = labelled.and_then(|label| self.around.context.places.get(&label.page))
        {
            let path = paths::relative(paths::folder(self.to()), place);
            let address = utf8_percent_encode(&path, IN_ADDRESS).to_string();
            return self.replace(span.range(), format!("{address}#{heading}"));
        }
        if let Some(new) = headings::mended(body, heading) {
            let typed = self.typed(span);
            let start = span.range().start + usize::from(typed.starts_with('#'));
            self.replace(start..span.range().end, new);
        }
    }

    /// The path that an address names on the original's site; `None` where it leads elsewhere.
    fn path_in_site(&self, target: &Target, path: &str) -> Option<String> {
        let own = self.around.handbook.base_url.as_deref();
        let own = own.filter(|base| base.len() > "https://x".len());
        let below = own.and_then(|base| path.strip_prefix(base.trim_end_matches('/')));
        match (target, below) {
            (Target::External(_), Some(rest)) => Some(format!("/{}", rest.trim_start_matches('/'))),
            (Target::Path { .. } | Target::Outside(_), _) => Some(path.to_owned()),
            _ => None,
        }
    }

    /// An address in any form; gives what it leads to.
    fn destination(&mut self, target: &Target, span: Span) -> Option<Item> {
        let typed = self.typed(span).to_owned();
        let (path, fragment) = match typed.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (typed.as_str(), None),
        };
        let path = path.split('?').next().unwrap_or(path);
        let path = self.path_in_site(target, path)?;
        let decoded = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        let item = self.around.routes.of_path(self.index, &decoded)?;
        self.mended.targets.push(item);
        let heading = self.fragment(item, fragment);
        let is_bare = fragment.is_some_and(str::is_empty);
        // What works as it is typed stays: the fewer lines change, the easier the import is to review.
        if self.found_here(target) == Some(item) && heading.is_none() && !is_bare {
            return Some(item);
        }
        let fragment = heading.or_else(|| fragment.filter(|_| !is_bare).map(str::to_owned));
        let address = if self.found_here(target) == Some(item) {
            path
        } else if self.draft.text[..span.range().start].ends_with('<') {
            paths::relative(paths::folder(self.to()), self.around.routes.to(item))
        } else {
            self.address(item)
        };
        let fragment = fragment
            .map(|fragment| format!("#{fragment}"))
            .unwrap_or_default();
        self.replace(span.range(), format!("{address}{fragment}"));
        Some(item)
    }

    /// What is to be typed for a heading of another page, where it is called otherwise here.
    fn fragment(&self, item: Item, fragment: Option<&str>) -> Option<String> {
        let (Item::Page(page), Some(fragment)) =
            (item, fragment.filter(|fragment| !fragment.is_empty()))
        else {
            return None;
        };
        let heading = percent_decode_str(fragment).decode_utf8_lossy();
        headings::mended(&self.around.drafts[page].page.body, &heading)
    }

    fn address(&self, item: Item) -> String {
        let path = paths::relative(paths::folder(self.to()), self.around.routes.to(item));
        utf8_percent_encode(&path, IN_ADDRESS).to_string()
    }

    /// What this program finds at a target.
    fn found_here(&self, target: &Target) -> Option<Item> {
        let Target::Path { path, pretty, .. } = target else {
            return None;
        };
        let found = self.around.routes.here(path);
        let Some(pretty) = pretty else {
            return found;
        };
        if found.is_some() && !pretty.ends_with('/') {
            return found;
        }
        self.around
            .routes
            .here(pretty.trim_end_matches('/'))
            .or(found)
    }

    fn image(&mut self, image: &Image) {
        let item = match &image.target {
            Target::Name { name, .. } => {
                let found = self.around.routes.of_name(self.index, name);
                if let Some(item @ Item::Asset(_)) = found {
                    self.mended.targets.push(item);
                    self.picture(name, item, image.target_span);
                }
                found
            }
            Target::External(_) | Target::Refused(_) => return self.web_picture(image),
            _ if image.span == image.target_span => None,
            target => self.destination(target, image.target_span),
        };
        let Some(item @ Item::Asset(_)) = item else {
            return;
        };
        let to = self.around.routes.to(item);
        let is_markdown =
            self.typed(image.span).starts_with("![") && !self.typed(image.span).starts_with("![[");
        // A film or a PDF cannot be shown as a picture: it becomes a link.
        if is_markdown && !is_picture_ending(&paths::ending(to)) {
            self.mended
                .notes
                .add(Kind::Picture, self.to(), self.typed(image.span));
            let start = image.span.range().start;
            let name = if image.alt.trim().is_empty() {
                paths::name(to)
            } else {
                ""
            };
            self.replace(start..start + 2, format!("[{name}"));
        }
    }

    /// A picture of another site is a link to it; within a link its words are enough.
    fn web_picture(&mut self, image: &Image) {
        let typed = self.typed(image.span);
        if !typed.starts_with("![") || typed.starts_with("![[") {
            return;
        }
        self.mended.notes.add(Kind::WebPicture, self.to(), typed);
        let range = image.span.range();
        let mut links = self
            .draft
            .page
            .body
            .links
            .iter()
            .map(|link| link.span.range());
        // A link within a link is none, so there only the words are left.
        let is_linked = links.any(|link| link.start < range.start && range.end <= link.end);
        let alt = image.alt.trim();
        let name = if alt.is_empty() { "picture" } else { alt };
        if is_linked {
            self.replace(range, name.replace(['[', ']'], ""));
        } else if alt.is_empty() {
            self.replace(range.start..range.start + 2, format!("[{name}"));
        } else {
            self.replace(range.start..range.start + 1, String::new());
        }
    }

    /// `![[photo.png]]`, where several files are called so.
    fn picture(&mut self, name: &str, item: Item, span: Span) {
        let to = self.around.routes.to(item);
        let assets = &self.around.handbook.assets;
        let alike = assets
            .iter()
            .filter(|asset| paths::name(&asset.to).eq_ignore_ascii_case(paths::name(to)));
        let is_found = to == name || !name.contains('/') && alike.count() == 1;
        let typed = self.typed(span);
        if let (false, Some(at)) = (is_found, typed.find(name)) {
            let start = span.range().start + at;
            self.replace(start..start + name.len(), to.to_owned());
        }
    }

    /// A box under a name that nobody knows is a note of this title.
    fn marker(&mut self, word: &str, span: Span) {
        let typed = self.typed(span);
        let Some(inner) = typed
            .strip_prefix("[!")
            .and_then(|rest| rest.strip_suffix(']'))
        else {
            return;
        };
        self.mended
            .notes
            .add(Kind::UnknownCallout, self.to(), typed);
        let rest = self.draft.text[span.range().end..]
            .lines()
            .next()
            .unwrap_or_default();
        // A sign that folds the box stands right behind the marker, and a title behind that.
        let fold = rest.starts_with(['-', '+']);
        let has_title = !rest.trim_start_matches(['-', '+']).trim().is_empty();
        let like = callout_word(inner).unwrap_or("note");
        let end = span.range().end + usize::from(fold);
        let sign = &self.draft.text[span.range().end..end];
        let title = if has_title {
            String::new()
        } else {
            format!(" {}", words_of(word))
        };
        self.replace(span.range().start..end, format!("[!{like}]{sign}{title}"));
    }
}

/// `My recipe` of `my-recipe`.
fn words_of(name: &str) -> String {
    let name = name
        .split('|')
        .next()
        .unwrap_or(name)
        .replace(['-', '_'], " ");
    let mut letters = name.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
