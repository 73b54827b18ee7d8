//! Every place that names the page, and what is to be typed there.
//!
//! A reference is typed anew where it names the page by its id or by its path. One by a title, by an
//! alias or by a term holds as it is. Whatever a page that moves names by its place is typed anew
//! too.

use crate::model::edit::Edit;
use crate::model::lang::Lang;
use crate::model::layer::OURS;
use crate::model::menu;
use crate::model::page::{Page, Target};
use crate::model::site::{PageIndex, Site, SitePage};
use crate::model::source::{SourceId, Sources, Span, Spanned};
use crate::rename::literal_quoting::{self, Seen};
use crate::rename::paths::folder_of;
use crate::rename::refusal::{RULE, Refusal};
use crate::rename::renaming::Renaming;
use crate::resolve::names::{Holders, Names, folded};
use crate::resolve::routes;

/// The edits of every reference in the site, by file.
pub(super) fn all(
    site: &Site,
    names: &Names,
    renaming: &Renaming,
    sources: &Sources,
) -> Result<Vec<(SourceId, Edit)>, Refusal> {
    let mut edits = Vec::new();
    for page in &site.pages {
        let mut references = References {
            site,
            names,
            renaming,
            page: &page.page,
            path: renaming.path(&page.page.path),
            edits: Vec::new(),
        };
        references.body(page);
        references.fields()?;
        let found = references.edits.into_iter();
        // What a project beneath has typed stays, and the alias is for it.
        edits.extend(found.filter_map(|edit| typed(page.page.source, edit, sources)));
    }
    edits.extend(menu(site, renaming, sources)?);
    Ok(edits)
}

/// An edit in the file in which its place was typed; none in a file of a project beneath.
pub(super) fn typed(source: SourceId, edit: Edit, sources: &Sources) -> Option<(SourceId, Edit)> {
    let place = sources.typed_exactly_at(Span::new(source, edit.range))?;
    let edit = Edit {
        range: place.range(),
        text: edit.text,
    };
    (sources.get(place.source).layer == OURS).then_some((place.source, edit))
}

/// The names in the menu, which are ids of pages in the first language.
fn menu(
    site: &Site,
    renaming: &Renaming,
    sources: &Sources,
) -> Result<Vec<(SourceId, Edit)>, Refusal> {
    let source = site.config.source;
    let mut pages = site.pages.iter().map(|page| &page.page);
    let named = |page: &Page| page.meta.lang == Lang(0) && renaming.members.contains(&page.path);
    if renaming.old_id == renaming.new_id || !pages.any(|page| named(page)) {
        return Ok(Vec::new());
    }
    let text = &sources.get(source).text;
    let names = menu::names(&site.config.menu).into_iter();
    names
        .filter(|name| name.value == renaming.old_id)
        .map(|name| Ok((source, value(text, name, &renaming.new_id)?)))
        .collect()
}

/// A value of front matter or of `site.toml`, typed anew in its own quotation marks.
pub(super) fn value(text: &str, old: &Spanned<String>, new: &str) -> Result<Edit, Refusal> {
    let start = old.span.start as usize;
    let typed = text[old.span.range()].trim_end();
    let inner = typed.trim_matches(['"', '\'']).trim();
    if inner != old.value.trim() {
        let what = format!(
            "this names `{}` in a way that cannot be typed anew",
            old.value.trim()
        );
        let finding = RULE.at(old.span, what);
        let help = "write it on one line, without escapes, and rename again";
        return Err(Refusal::Place(Box::new(finding.help(help))));
    }
    Ok(Edit {
        range: start..start + typed.len(),
        text: literal_quoting::quoted(new, typed),
    })
}

/// The references of one page.
struct References<'a> {
    site: &'a Site,
    names: &'a Names,
    renaming: &'a Renaming,
    page: &'a Page,
    /// Of the page, afterwards.
    path: String,
    edits: Vec<Edit>,
}

impl References<'_> {
    fn lang(&self) -> Lang {
        self.page.meta.lang
    }

    fn body(&mut self, page: &SitePage) {
        let body = &page.page.body;
        for link in &body.links {
            self.target(&link.target, link.span, link.target_span);
        }
        for embed in &body.embeds {
            self.target(&embed.target, embed.span, embed.target_span);
        }
        for definition in &body.definitions {
            self.destination(&definition.target, definition.target_span);
        }
        for image in &body.images {
            match &image.target {
                Target::Name { name, .. } => self.image(name, image.target_span),
                target => self.target(target, image.span, image.target_span),
            }
        }
    }

    /// The target of a link or an embed. One that stands elsewhere has its definition there.
    fn target(&mut self, target: &Target, whole: Span, span: Span) {
        match target {
            _ if whole == span => {}
            Target::Name { name, .. } => self.wiki(name, span),
            target => self.destination(target, span),
        }
    }

    fn destination(&mut self, target: &Target, span: Span) {
        let Target::Path { path, .. } = target else {
            return;
        };
        let new_path = self.moved(path);
        let typed = &self.page.text[span.range()];
        let old = Seen {
            from: &self.page.path,
            path,
        };
        let new = Seen {
            from: &self.path,
            path: &new_path,
        };
        let elsewhere = folder_of(old.from) != folder_of(new.from);
        if new_path != **path || elsewhere && !typed.starts_with('/') {
            let pointed = self.page.text[..span.range().start].ends_with('<');
            let text = literal_quoting::destination(typed, pointed, old, new);
            self.replace(span.range().start, typed, text);
        }
    }

    /// What a path of the content folder is afterwards, in the form in which it is typed: with its
    /// ending or without, with its language or without, or as a folder.
    fn moved(&self, path: &str) -> String {
        let Some(page) = self.names.file_at(self.site, path, self.lang()) else {
            return self.renaming.path(path);
        };
        let file = &*self.site.pages[page].page.path;
        let new = self.renaming.path(file);
        let left_out = file.strip_prefix(path).unwrap_or_default();
        match new.strip_suffix(left_out) {
            Some(new) if !new.is_empty() => new.to_owned(),
            _ => path.to_owned(),
        }
    }

    /// `[[name#heading]]`
    fn wiki(&mut self, name: &str, span: Span) {
        let typed = &self.page.text[span.range()];
        // As the parser takes it apart: the bar of a table, the heading, the ending.
        let cut = typed.find('#').unwrap_or(typed.len());
        let inner = typed[..cut].trim_end_matches('\\').trim();
        let inner = inner.strip_suffix(".md").unwrap_or(inner);
        if let (Some(new), true) = (self.retyped(name), inner == name) {
            let start = span.range().start + typed.find(inner).unwrap_or_default();
            self.replace(start, inner, new);
        }
    }

    /// `![[folder/photo.png]]`, by the whole path of its file.
    fn image(&mut self, name: &str, span: Span) {
        let typed = &self.page.text[span.range()];
        if !self.site.files.contains_key(name) {
            return;
        }
        let new = self.renaming.path(name);
        if let (true, Some(at)) = (new != name, typed.find(name)) {
            self.replace(span.range().start + at, name, new);
        }
    }

    /// What to type for `name`, if it names the page by its id or its path.
    fn retyped(&self, name: &str) -> Option<String> {
        let Holders::One((index, None)) = self.names.holders(self.site, name, self.lang()) else {
            return None;
        };
        let page = &*self.site.pages[index].page;
        let (old_id, new_id) = (page.meta.id.value.as_str(), self.renaming.id(page));
        let (old_path, new_path) = (self.stem(&page.path), self.renaming.path(&page.path));
        let new_path = self.stem(&new_path);
        if old_id == new_id && old_path == new_path {
            return None;
        }
        let is = |other: &str| folded(other) == folded(name);
        // The new name is typed in the form of the old one: an id, a path, or a folder and an id.
        let new = if name == old_id {
            new_id.to_owned()
        } else if self.holds(index, name) {
            return None;
        } else if is(old_path) {
            literal_quoting::name(name, folder_of(new_path), last(new_path))
        } else if is(&beside(old_path, old_id)) {
            literal_quoting::name(name, last(folder_of(new_path)), new_id)
        } else if is(old_id) {
            new_id.to_owned()
        } else {
            return None;
        };
        (new != name).then_some(new)
    }

    /// A page's path as names have it.
    fn stem<'p>(&self, path: &'p str) -> &'p str {
        let stem = routes::stem(path, &self.site.config.languages);
        stem.strip_suffix("/index").unwrap_or(stem)
    }

    /// Whether a name is the page's for another reason than its id and path.
    fn holds(&self, page: PageIndex, name: &str) -> bool {
        let meta = &self.site.pages[page].page.meta;
        let mut names = meta.title.iter().chain(&meta.aliases);
        names.any(|other| folded(&other.value) == folded(name))
    }

    /// The fields of front matter that name pages, and the page's own id.
    fn fields(&mut self) -> Result<(), Refusal> {
        let meta = &self.page.meta;
        let old = &self.renaming.old_id;
        let is_id = self.renaming.members.contains(&self.page.path);
        // An id that is not typed has no place.
        if is_id && meta.id.span != Span::whole(self.page.source) && meta.id.value == *old {
            self.field(&meta.id, &self.renaming.new_id)?;
        }
        let original = meta.translation_of.as_ref();
        if let Some(original) = original.filter(|original| self.is_original(original)) {
            self.field(original, &self.renaming.new_id)?;
        }
        let agenda = self.page.agenda.as_ref();
        for (at, relation) in meta.relations.iter().enumerate() {
            let Some(new) = self.retyped(relation.target.value.trim()) else {
                continue;
            };
            if agenda.is_some_and(|agenda| agenda.is_of_item(at)) {
                self.of_item(&relation.target, new)?;
            } else {
                self.field(&relation.target, &new)?;
            }
        }
        Ok(())
    }

    /// A name in the braces of an item, where it stands bare and has no spaces.
    fn of_item(&mut self, old: &Spanned<String>, new: String) -> Result<(), Refusal> {
        let typed = &self.page.text[old.span.range()];
        if *typed != old.value || new.contains([' ', ',', '}']) {
            let what = format!(
                "this names `{}` in a way that cannot be typed anew",
                old.value
            );
            let help = "write uses=…, the names with commas and without spaces, and rename again";
            return Err(Refusal::Place(Box::new(RULE.at(old.span, what).help(help))));
        }
        self.replace(old.span.range().start, typed, new);
        Ok(())
    }

    /// Whether a page that translates one names a page that is renamed.
    fn is_original(&self, original: &Spanned<String>) -> bool {
        original.value == self.renaming.old_id
    }

    fn field(&mut self, old: &Spanned<String>, new: &str) -> Result<(), Refusal> {
        if old.value.trim() != new {
            self.edits.push(value(&self.page.text, old, new)?);
        }
        Ok(())
    }

    fn replace(&mut self, start: usize, typed: &str, text: String) {
        if typed != text {
            self.edits.push(Edit {
                range: start..start + typed.len(),
                text,
            });
        }
    }
}

/// The name of a page after that of the folder it is in.
fn beside(path: &str, id: &str) -> String {
    match path.rsplit_once('/') {
        Some((above, _)) => format!("{}/{id}", last(above)),
        None => id.to_owned(),
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
