//! What pages name that is not there, of whatever form: links, embeds, images, relations.
//!
//! The rules on dead ends all read this one list, so that a message about a link, an embed and a
//! relation is written once.

use std::borrow::Cow;

use crate::page::{Page, Target};
use crate::site::{Missing, Resolution, Site};
use crate::source::Span;

/// A place at which a page names something that it does not reach.
pub(crate) struct Reference<'a> {
    pub(crate) page: &'a Page,
    /// What names the target.
    pub(crate) span: Span,
    pub(crate) target: Cow<'a, Target>,
    pub(crate) missing: &'a Missing,
    pub(crate) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Link,
    Embed,
    Image,
    /// A field of front matter that takes ids.
    Field,
    /// An item of an agenda, where names stand bare.
    Item,
}

/// Every dead end of the site, by page.
pub(crate) fn missing(site: &Site) -> impl Iterator<Item = Reference<'_>> {
    let pages = site.pages.iter().filter(|page| page.leads.dead_ends);
    pages.flat_map(|site_page| {
        let page = &*site_page.page;
        let body = &page.body;
        let links = body
            .links
            .iter()
            .zip(&site_page.leads.links)
            .map(|(link, to)| {
                let target = Cow::Borrowed(&link.target);
                (link.target_span, target, dead(to), Form::Link)
            });
        let embeds = body.embeds.iter().zip(&site_page.leads.embeds);
        let embeds = embeds.map(|(embed, to)| {
            let target = Cow::Borrowed(&embed.target);
            (embed.target_span, target, dead(to), Form::Embed)
        });
        let images = body.images.iter().zip(&site_page.leads.images);
        let images = images.map(|(image, to)| {
            let target = Cow::Borrowed(&image.target);
            (image.target_span, target, to.as_ref().err(), Form::Image)
        });
        let relations = page.meta.relations.iter().zip(&site_page.leads.relations);
        let relations = relations.enumerate().map(|(at, (relation, to))| {
            let target = Cow::Owned(named(&relation.target.value));
            let agenda = page.agenda.as_ref();
            let form = match agenda.is_some_and(|agenda| agenda.is_of_item(at)) {
                true => Form::Item,
                false => Form::Field,
            };
            (relation.target.span, target, dead(to), form)
        });
        let all = links.chain(embeds).chain(images).chain(relations);
        all.filter_map(move |(span, target, missing, form)| {
            Some(Reference {
                page,
                span,
                target,
                missing: missing?,
                form,
            })
        })
    })
}

fn dead(resolution: &Resolution) -> Option<&Missing> {
    match resolution {
        Resolution::Missing(missing) => Some(missing),
        _ => None,
    }
}

fn named(name: &str) -> Target {
    Target::Name {
        name: name.into(),
        heading: None,
    }
}

impl Reference<'_> {
    /// The words that name the target, as the writer typed them.
    pub(crate) fn typed(&self) -> &str {
        &self.page.text[self.span.range()]
    }

    /// What to type to name `name` here.
    pub(crate) fn naming(&self, name: &str) -> String {
        match self.form {
            Form::Link => format!("[[{name}]]"),
            Form::Embed | Form::Image => format!("![[{name}]]"),
            Form::Field => format!("\"{name}\""),
            Form::Item => name.to_owned(),
        }
    }

    /// What to type to name the file at `path` (from the content folder) here: from the root or
    /// from the page's folder, with `.md` or without, as the writer does.
    pub(crate) fn leading_to(&self, path: &str) -> String {
        let typed = self.typed().split('#').next().unwrap_or("");
        // The place of a link by reference is all of it, which says nothing of its path.
        let bare = !typed.contains('[') && !typed.ends_with(".md") && !typed.ends_with(".html");
        let path = match bare {
            true => path.strip_suffix(".md").unwrap_or(path),
            false => path,
        };
        let path = match typed.starts_with('/') {
            true => format!("/{path}"),
            false => relative(&self.page.path, path),
        };
        path.replace(' ', "%20")
    }
}

/// A page's path without its ending and its language.
pub(crate) fn stem<'a>(site: &Site, page: &'a Page) -> &'a str {
    let stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
    let code = site.config.code(page.meta.lang);
    match stem.rsplit_once('.') {
        Some((rest, suffix)) if suffix.eq_ignore_ascii_case(code) => rest,
        _ => stem,
    }
}

/// The path `to` as the page at `from` names it.
fn relative(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let mut to: Vec<&str> = to.split('/').collect();
    while folders
        .first()
        .is_some_and(|folder| to.len() > 1 && *folder == to[0])
    {
        folders.remove(0);
        to.remove(0);
    }
    "../".repeat(folders.len()) + &to.join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_is_told_from_the_page() {
        for (from, to, expected) in [
            ("a.md", "b.md", "b.md"),
            ("a.md", "x/b.md", "x/b.md"),
            ("x/a.md", "x/b.md", "b.md"),
            ("x/a.md", "b.md", "../b.md"),
            ("x/y/a.md", "x/z/b.md", "../z/b.md"),
            ("x/a.md", "x", "../x"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
    }
}
