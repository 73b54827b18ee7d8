//! What is changed in a CSL style since hayagriva 0.10.1 would read it otherwise than CSL 1.0.2 means it.

use citationberg::taxonomy::{
    NumberOrPageVariable, PageVariable, StandardVariable, Term, Variable,
};
use citationberg::{
    Choose, ChooseBranch, CslMacro, IndependentStyle, Label, LabelPluralize,
    LayoutRenderingElement as Element, Name, Names, NamesChild, Text, TextTarget,
};

use super::branch::never;
use super::stand_ins;

/// Mends a style:
///
/// - Names with a label and without `<name/>` are printed: hayagriva takes them for empty (Vancouver).
/// - Names that stand in for others, within a condition, are printed in the form of those they stand in for: hayagriva
///   hands that on to direct children alone (Chicago).
/// - `volume-title` is never set: hayagriva gives the container's title again (APA, Chicago, MLA).
/// - No condition holds that asks for `container-title-short`: hayagriva gives the whole title, and so prints it twice where a style
///   takes what it has printed in short for something else (Chicago).
/// - The label of pages is the one that the style asks for, of one page or of several: hayagriva goes by the pages alone (Vancouver).
/// - What stands in for names, and prints a date or is a condition, is written as conditions: see [`stand_ins`].
pub(super) fn mend(style: &mut IndependentStyle) {
    for_all_elements(style, mend_all);
    let macros = style.macros.clone();
    let mut made = Vec::new();
    for_all_elements(style, |elements| unfold_all(elements, &macros, &mut made));
    style.macros.append(&mut made);
}

fn for_all_elements(style: &mut IndependentStyle, mut change: impl FnMut(&mut [Element])) {
    for csl_macro in &mut style.macros {
        change(&mut csl_macro.children);
    }
    change(&mut style.citation.layout.elements);
    if let Some(bibliography) = &mut style.bibliography {
        change(&mut bibliography.layout.elements);
    }
}

fn unfold_all(elements: &mut [Element], macros: &[CslMacro], made: &mut Vec<CslMacro>) {
    let conditions = elements.iter_mut().filter_map(|element| match element {
        Element::Choose(choose) => Some(choose),
        _ => None,
    });
    let asked: Vec<Variable> = conditions
        .flat_map(|choose| tests(choose).concat())
        .collect();
    for element in elements {
        if let Element::Names(names) = element
            && let Some(conditions) = stand_ins::unfold(names, &asked, macros, made)
        {
            *element = Element::Choose(conditions);
            continue;
        }
        let inner = children(element);
        inner
            .into_iter()
            .for_each(|inner| unfold_all(inner, macros, made));
    }
}

fn mend_all(elements: &mut [Element]) {
    for element in elements {
        match element {
            Element::Names(names) => mend_names(names),
            Element::Choose(choose) => {
                for variables in tests(choose) {
                    unset(StandardVariable::VolumeTitle, variables);
                    unset(StandardVariable::ContainerTitleShort, variables);
                }
            }
            Element::Text(text) => {
                if let TextTarget::Variable { var, .. } = &mut text.target {
                    unset(StandardVariable::VolumeTitle, std::slice::from_mut(var));
                }
            }
            Element::Label(label) => {
                if let Some(fixed) = fixed_label(label) {
                    *element = Element::Choose(fixed);
                }
            }
            _ => {}
        }
        let inner = children(element);
        inner.into_iter().for_each(|inner| mend_all(inner));
    }
}

/// The word before pages that is the same for one and for several, as a condition: it stands only where there are pages.
fn fixed_label(label: &Label) -> Option<Choose> {
    let pages = PageVariable::Page;
    let is_plural = match label.label.plural {
        LabelPluralize::Contextual => return None,
        LabelPluralize::Always => true,
        LabelPluralize::Never => false,
    };
    let form = label.label.clone();
    let word = Text {
        formatting: form.formatting,
        affixes: form.affixes,
        strip_periods: form.strip_periods,
        text_case: form.text_case,
        ..Text::with_target(TextTarget::Term {
            term: Term::from(pages),
            form: form.form,
            plural: is_plural,
        })
    };
    let where_there_are = ChooseBranch {
        variable: Some(vec![pages.into()]),
        children: vec![Element::Text(word)],
        ..never()
    };
    (label.variable == NumberOrPageVariable::Page(pages)).then(|| Choose {
        if_: where_there_are,
        else_if: Vec::new(),
        otherwise: None,
    })
}

/// The variables that a condition asks for.
fn tests(choose: &mut Choose) -> Vec<&mut [Variable]> {
    let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
    branches
        .filter_map(|branch| branch.variable.as_deref_mut())
        .collect()
}

/// Puts a variable that is never set in the place of one that hayagriva sets where no record has it.
fn unset(wrongly_set: StandardVariable, variables: &mut [Variable]) {
    for variable in variables {
        if *variable == wrongly_set.into() {
            *variable = StandardVariable::Division.into();
        }
    }
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
