//! What pages name that is not there, of whatever form: links, embeds, images, relations.
//!
//! The rules on dead ends all read this one list, so that a message about a link, an embed and a
//! relation is written once.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Suggestion};
use crate::model::page::{Page, Target};
use crate::model::site::{Missing, Resolution, Site};
use crate::model::source::Span;

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
    let pages = site.pages.iter().filter(|page| page.resolved.dead_ends);
    pages.flat_map(|site_page| {
        let page = &*site_page.page;
        let body = &page.body;
        let links = body
            .links
            .iter()
            .zip(&site_page.resolved.links)
            .map(|(link, to)| {
                let target = Cow::Borrowed(&link.target);
                (link.target_span, target, dead(to), Form::Link)
            });
        let embeds = body.embeds.iter().zip(&site_page.resolved.embeds);
        let embeds = embeds.map(|(embed, to)| {
            let target = Cow::Borrowed(&embed.target);
            (embed.target_span, target, dead(to), Form::Embed)
        });
        let images = body.images.iter().zip(&site_page.resolved.images);
        let images = images.map(|(image, to)| {
            let target = Cow::Borrowed(&image.target);
            (image.target_span, target, to.as_ref().err(), Form::Image)
        });
        let relations = page
            .meta
            .relations
            .iter()
            .zip(&site_page.resolved.relations);
        let relations = relations.enumerate().map(|(at, (relation, to))| {
            // What an agenda's item uses is a relation too, though it was typed in the braces of a heading.
            let target = Cow::Owned(target_named(&relation.target.value));
            let agenda = page.agenda.as_ref();
            let form = if agenda.is_some_and(|agenda| agenda.is_of_item(at)) {
                Form::Item
            } else {
                Form::Field
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

fn target_named(name: &str) -> Target {
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

    /// Names `new` in place of what is named, its heading aside. What stands elsewhere, as the target
    /// of a link by reference does, and names that cannot stand there get no suggestion.
    pub(crate) fn renamed(&self, applicability: Applicability, new: &str) -> Option<Suggestion> {
        let typed = self.typed();
        match (self.form, &*self.target) {
            (Form::Field, Target::Name { name, .. }) => {
                Suggestion::value(applicability, self.span, name, new)
            }
            (Form::Item, _) => Some(Suggestion::new(applicability, self.span, new)),
            (_, target) if self.is_in_place() && can_stand(target, new) => {
                let end = typed.find('#').unwrap_or(typed.len());
                let place = typed[..end].trim_end().len();
                let start = self.span.start as usize;
                let span = Span::new(self.span.source, start..start + place);
                Some(Suggestion::new(applicability, span, new))
            }
            _ => None,
        }
    }

    /// Names another heading of what is named.
    pub(crate) fn other_heading(&self, new: &str) -> Option<Suggestion> {
        let at = self.typed().find('#').filter(|_| self.is_in_place())?;
        let span = Span::new(
            self.span.source,
            self.span.start as usize + at + 1..self.span.end as usize,
        );
        can_stand(&self.target, new).then(|| Suggestion::maybe(span, new))
    }

    /// A link to the file at `path` in place of `[[name]]` or `[[name|words]]`.
    pub(crate) fn linking_to_file(&self, path: &str) -> Option<Suggestion> {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        let text = &*self.page.text;
        let (name, rest) = (self.typed(), &text[end..]);
        let is_bare =
            self.form == Form::Link && self.is_in_place() && text[..start].ends_with("[[");
        if !is_bare || text[..start].ends_with("![[") || path.contains(['(', ')', '<', '>']) {
            return None;
        }
        let close = rest.find("]]")?;
        let words = match &rest[..close] {
            "" => name,
            words => words
                .strip_prefix('|')
                .filter(|words| !words.contains('['))?,
        };
        let path = path.replace(' ', "%20");
        let whole = Span::new(self.span.source, start - 2..end + close + 2);
        Some(Suggestion::maybe(whole, format!("[{words}](/{path})")))
    }

    /// Whether the target stands in the link itself, and ends it in no way of its own: in a table it
    /// may end with the backslash of an escaped bar.
    fn is_in_place(&self) -> bool {
        let typed = self.typed();
        !typed.contains(['[', '<']) && !typed.ends_with('\\')
    }

    /// What to type to name the file at `path` (from the content folder) here: from the root or
    /// from the page's folder, with `.md` or without, as the writer does.
    pub(crate) fn leading_to(&self, path: &str) -> String {
        let typed = self.typed().split('#').next().unwrap_or("");
        // The place of a link by reference is all of it, which says nothing of its path.
        let bare = !typed.contains('[') && !typed.ends_with(".md") && !typed.ends_with(".html");
        let path = if bare {
            path.strip_suffix(".md").unwrap_or(path)
        } else {
            path
        };
        let path = if typed.starts_with('/') {
            format!("/{path}")
        } else {
            relative(&self.page.path, path)
        };
        path.replace(' ', "%20")
    }
}

/// Whether a name can be typed between the brackets or parentheses of a target like this.
fn can_stand(target: &Target, new: &str) -> bool {
    let ends_it = |c: char| match target {
        Target::Name { .. } => matches!(c, '[' | ']' | '|' | '#' | '\\') || c.is_control(),
        _ => matches!(c, '(' | ')' | '<' | '>' | '\\') || c.is_whitespace() || c.is_control(),
    };
    !new.contains(ends_it)
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
