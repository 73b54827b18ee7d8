//! The roles that people take on in a meeting.

use crate::model::kind::localized;
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};
use crate::model::slug::slug;

/// A role in meetings.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Of its heading, or of the words that the kind has for it.
    pub id: String,
    /// As readers see it: the words of its heading, or those of the kind.
    pub label: String,
    /// The page that says more, and the heading there.
    pub heading: Option<(PageIndex, u32)>,
}

impl Site {
    /// The role that `name` is on a page: a heading of the page of roles, or, where there is none, a
    /// role that the page's kind has words for. `None` for what is no role.
    pub fn role(&self, page: &Page, name: &str) -> Option<Role> {
        let lang = page.meta.lang;
        let wanted = slug(name);
        if let Some(page) = self.role_pages.get(lang.0 as usize).copied().flatten() {
            let headings = self.pages[page].page.body.headings.iter().enumerate();
            let mut roles = headings
                .filter(|(_, heading)| heading.public && !heading.nested && heading.level > 1);
            let (at, found) =
                roles.find(|(_, role)| *role.id == *wanted || slug(&role.text) == wanted)?;
            return Some(Role {
                id: found.id.to_string(),
                label: found.text.to_string(),
                heading: Some((page, at as u32)),
            });
        }
        let (code, fallback) = (self.config.code(lang), self.config.default_code());
        let roles = &page.meta.kind.value.roles;
        let mut labelled = roles.iter().map(|(id, labels)| {
            let label = localized(labels, code, fallback).unwrap_or(name);
            (id.clone(), label.to_owned())
        });
        let known = labelled.find(|(id, label)| *id == wanted || slug(label) == wanted);
        // A theme that has words for none leaves every role as it is written.
        let known = known.or_else(|| roles.is_empty().then(|| (wanted.clone(), name.to_owned())));
        known.map(|(id, label)| Role {
            id,
            label,
            heading: None,
        })
    }
}
