//! A declaration that is for an element, and may hold or not.

use std::rc::Rc;

use super::stylesheet::Declaration;

/// A declaration for one element.
pub(super) struct Styled {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) important: bool,
    /// What it depends on, if paper cannot know whether it holds.
    pub(super) condition: Option<Rc<str>>,
}

pub(super) fn styled(declaration: &Declaration<'_>, condition: Option<Rc<str>>) -> Styled {
    let name = declaration.name;
    Styled {
        name: if name.starts_with("--") {
            name.to_owned()
        } else {
            name.to_ascii_lowercase()
        },
        value: declaration.value.to_owned(),
        important: declaration.important,
        condition,
    }
}

impl Styled {
    pub(super) fn is_variable(&self) -> bool {
        self.name.starts_with("--")
    }

    /// Whether it says how large letters are, and does so on paper.
    pub(super) fn is_of_font(&self) -> bool {
        self.condition.is_none() && matches!(&*self.name, "font" | "font-size")
    }
}
