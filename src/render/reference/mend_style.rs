//! What is changed in a CSL style since hayagriva 0.10.1 would read it otherwise than CSL 1.0.2 means it.

use citationberg::taxonomy::{NameVariable, StandardVariable, Variable};
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, CslMacro, ElseBranch, IndependentStyle,
    LayoutRenderingElement as Element, Name, Names, NamesChild, TextTarget,
};

use super::style;

/// Mends a style:
///
/// - Names with a label and without `<name/>` are printed: hayagriva takes them for empty (Vancouver).
/// - Names that stand in for others, within a condition, are printed in the form of those they stand in for: hayagriva
///   hands that on to direct children alone (Chicago).
/// - `volume-title` is never set: hayagriva gives the container's title again (APA, Chicago, MLA).
/// - What stands in for names and prints a date, too, is a condition: hayagriva takes a variable out of all that follows as
///   soon as what stands in asks for it, and so prints that there is no date (ISO 690).
pub(super) fn mend(style: &mut IndependentStyle) {
    let macros = style.macros.clone();
    for csl_macro in &mut style.macros {
        mend_all(&mut csl_macro.children, &macros);
    }
    mend_all(&mut style.citation.layout.elements, &macros);
    if let Some(bibliography) = &mut style.bibliography {
        mend_all(&mut bibliography.layout.elements, &macros);
    }
}

fn mend_all(elements: &mut [Element], macros: &[CslMacro]) {
    for element in elements {
        match element {
            Element::Names(names) => {
                mend_names(names);
                if let Some(choose) = as_condition(names, macros) {
                    *element = Element::Choose(choose);
                }
            }
            Element::Choose(choose) => {
                tests(choose).into_iter().for_each(unset_volume_title);
            }
            Element::Text(text) => {
                if let TextTarget::Variable { var, .. } = &mut text.target {
                    unset_volume_title(std::slice::from_mut(var));
                }
            }
            _ => {}
        }
        let inner = children(element);
        inner.into_iter().for_each(|inner| mend_all(inner, macros));
    }
}

/// The variables that a condition asks for.
fn tests(choose: &mut Choose) -> Vec<&mut [Variable]> {
    let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
    branches
        .filter_map(|branch| branch.variable.as_deref_mut())
        .collect()
}

/// Puts a variable that is never set in the place of the title of a volume.
fn unset_volume_title(variables: &mut [Variable]) {
    let title: Variable = StandardVariable::VolumeTitle.into();
    for variable in variables {
        if *variable == title {
            *variable = StandardVariable::Division.into();
        }
    }
}

/// Names for which something stands in that prints a date, as a condition: each thing if it has something to print.
fn as_condition(names: &Names, macros: &[CslMacro]) -> Option<Choose> {
    let stand_ins = names.substitute()?.children.clone();
    let mut own = names.clone();
    own.children
        .retain(|child| !matches!(child, NamesChild::Substitute(_)));
    if !stand_ins
        .iter()
        .any(|element| style::dates(element, macros, 0))
    {
        return None;
    }
    let mut if_ = branch(names.variable.clone(), Element::Names(own.clone()));
    if_.match_ = ChooseMatch::Any;
    let mut choose = Choose {
        if_,
        else_if: Vec::new(),
        otherwise: None,
    };
    for element in stand_ins {
        let element = match element {
            Element::Names(bare) => Element::Names(own.from_names_substitute(&bare)),
            other => other,
        };
        let people = people(std::slice::from_ref(&element), macros, 0);
        if people.is_empty() {
            // What names nobody can always be printed.
            choose.otherwise = Some(ElseBranch {
                children: vec![element],
            });
            break;
        }
        choose.else_if.push(branch(people, element));
    }
    Some(choose)
}

/// A branch that prints an element if any of these people are named.
fn branch(people: Vec<NameVariable>, element: Element) -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: Some(people.into_iter().map(Variable::from).collect()),
        match_: ChooseMatch::Any,
        children: vec![element],
    }
}

/// The people that elements name, by themselves or through macros.
fn people(elements: &[Element], macros: &[CslMacro], depth: usize) -> Vec<NameVariable> {
    if depth > style::DEEPEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for element in elements {
        if let Element::Names(names) = element {
            found.extend(names.variable.iter().copied());
        }
        found.extend(people(called(element, macros), macros, depth + 1));
    }
    found
}

/// The elements for which a call of a macro stands.
fn called<'m>(element: &Element, macros: &'m [CslMacro]) -> &'m [Element] {
    let Element::Text(text) = element else {
        return &[];
    };
    let TextTarget::Macro { name } = &text.target else {
        return &[];
    };
    let found = macros.iter().find(|csl_macro| csl_macro.name == *name);
    found.map_or(&[], |csl_macro| &csl_macro.children)
}

/// The lists of elements that stand in an element.
pub(super) fn children(element: &mut Element) -> Vec<&mut Vec<Element>> {
    match element {
        Element::Group(group) => vec![&mut group.children],
        Element::Choose(choose) => {
            let mut all = vec![&mut choose.if_.children];
            all.extend(choose.else_if.iter_mut().map(|branch| &mut branch.children));
            all.extend(choose.otherwise.iter_mut().map(|other| &mut other.children));
            all
        }
        Element::Names(names) => substitute(names).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn substitute(names: &mut Names) -> Option<&mut Vec<Element>> {
    names.children.iter_mut().find_map(|child| match child {
        NamesChild::Substitute(substitute) => Some(&mut substitute.children),
        _ => None,
    })
}

fn mend_names(names: &mut Names) {
    let has_name = names
        .children
        .iter()
        .any(|child| matches!(child, NamesChild::Name(_)));
    if !has_name && !names.children.is_empty() {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    let form = names.clone();
    for element in substitute(names).into_iter().flatten() {
        children_but_names(element)
            .into_iter()
            .for_each(|inner| hand_on(&form, inner));
    }
}

/// As [`children`], but for those of names, which have a form of their own.
fn children_but_names(element: &mut Element) -> Vec<&mut Vec<Element>> {
    if matches!(element, Element::Names(_)) {
        return Vec::new();
    }
    children(element)
}

/// Gives names that say nothing of their form that of those they stand in for.
fn hand_on(form: &Names, elements: &mut [Element]) {
    for element in elements {
        match element {
            Element::Names(names) if names.children.is_empty() => {
                *names = form.from_names_substitute(names);
            }
            _ => children_but_names(element)
                .into_iter()
                .for_each(|inner| hand_on(form, inner)),
        }
    }
}
