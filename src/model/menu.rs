//! The menu, as `site.toml` gives it.

use crate::model::kind::Localized;
use crate::model::source::{Span, Spanned};

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuSetting {
    /// Its label by language, or one for all languages under an empty code; none where it has the title of its target.
    pub label: Option<Localized>,
    /// Where it stands.
    pub span: Span,
    /// Where it leads.
    pub leads_to: LeadsTo,
}

/// Where an entry of the menu leads.
#[derive(Debug, Clone, PartialEq)]
pub enum LeadsTo {
    /// To a page, a list of a kind or a page that every site has, by its name as typed.
    Name(Spanned<String>),
    /// Out of the site.
    Address(String),
    /// Nowhere: it is a group of other entries, and groups hold no groups.
    Group(Vec<MenuSetting>),
}

/// All names that a menu has, those in groups too.
pub fn names(menu: &[MenuSetting]) -> Vec<&Spanned<String>> {
    let names = menu.iter().flat_map(|entry| match &entry.leads_to {
        LeadsTo::Name(name) => vec![name],
        LeadsTo::Group(entries) => names(entries),
        LeadsTo::Address(_) => Vec::new(),
    });
    names.collect()
}
