//! A walk through the elements of a CSL style and the macros that they call, each macro once: what is called from many
//! places, each of which is called from many, would else be gone through thousands of times.

use std::collections::HashSet;

use citationberg::{CslMacro, LayoutRenderingElement as Element, TextTarget};

/// Whether `test` holds for any of these elements, or of those in them or in macros that they call.
pub(super) fn any(
    elements: &[Element],
    macros: &[CslMacro],
    mut test: impl FnMut(&Element) -> bool,
) -> bool {
    let mut walk = Walk {
        macros,
        seen: HashSet::new(),
    };
    walk.any(elements, &mut test)
}

/// The elements for which a call of a macro stands; `None` for other elements, and for macros that are not there.
pub(super) fn called<'m>(element: &Element, macros: &'m [CslMacro]) -> Option<&'m CslMacro> {
    let Element::Text(text) = element else {
        return None;
    };
    let TextTarget::Macro { name } = &text.target else {
        return None;
    };
    macros.iter().find(|csl_macro| csl_macro.name == *name)
}

struct Walk<'m> {
    macros: &'m [CslMacro],
    seen: HashSet<&'m str>,
}

impl Walk<'_> {
    fn any(&mut self, elements: &[Element], test: &mut impl FnMut(&Element) -> bool) -> bool {
        elements
            .iter()
            .any(|element| test(element) || self.any_within(element, test))
    }

    fn any_within(&mut self, element: &Element, test: &mut impl FnMut(&Element) -> bool) -> bool {
        match element {
            Element::Text(_) => called(element, self.macros).is_some_and(|csl_macro| {
                self.seen.insert(&csl_macro.name) && self.any(&csl_macro.children, test)
            }),
            Element::Names(names) => names
                .substitute()
                .is_some_and(|stand_ins| self.any(&stand_ins.children, test)),
            Element::Group(group) => self.any(&group.children, test),
            Element::Choose(choose) => {
                let otherwise = choose.otherwise.as_ref();
                choose
                    .branches()
                    .any(|branch| self.any(&branch.children, test))
                    || otherwise.is_some_and(|otherwise| self.any(&otherwise.children, test))
            }
            Element::Date(_) | Element::Number(_) | Element::Label(_) => false,
        }
    }
}
