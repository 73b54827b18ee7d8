//! What is changed in a CSL style before it formats references.

use std::collections::HashSet;

use citationberg::taxonomy::{DateVariable, Kind, NumberOrPageVariable, NumberVariable, Variable};
use citationberg::{
    CslMacro, IndependentStyle, LayoutRenderingElement as Element, Locale, LocalizedTerm, SortKey,
    Style, StyleClass, Text, TextTarget,
};
use hayagriva::archive::ArchivedStyle;

use super::style_walk;

/// How a style cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citing {
    /// By a number in the text: `[2]`.
    ByNumber,
    /// By words in the text: `(Han, 2014)`, `[Han14]`.
    ByWords,
    /// In notes.
    InNotes,
}

impl Citing {
    /// The best known style that cites so.
    pub(super) fn plainest(self) -> ArchivedStyle {
        match self {
            Citing::ByNumber => ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers,
            Citing::ByWords => ArchivedStyle::AmericanPsychologicalAssociation,
            Citing::InNotes => ArchivedStyle::ChicagoNotes,
        }
    }
}

/// How a style cites, which the style itself says in two ways that need not agree: what it does counts.
pub(super) fn citing(style: &IndependentStyle) -> Citing {
    if style.settings.class == StyleClass::Note {
        return Citing::InNotes;
    }
    let number: Variable = NumberVariable::CitationNumber.into();
    if shows(&style.citation.layout.elements, &style.macros, number) {
        Citing::ByNumber
    } else {
        Citing::ByWords
    }
}

/// Whether marks show the place in a source.
pub(super) fn shows_places(style: &IndependentStyle) -> bool {
    let place: Variable = NumberVariable::Locator.into();
    shows(&style.citation.layout.elements, &style.macros, place)
}

/// Whether elements show a variable, by themselves or through macros.
fn shows(elements: &[Element], macros: &[CslMacro], wanted: Variable) -> bool {
    style_walk::any(elements, macros, |element| match element {
        Element::Text(text) => {
            matches!(&text.target, TextTarget::Variable { var, .. } if *var == wanted)
        }
        Element::Number(number) => Variable::from(number.variable) == wanted,
        _ => false,
    })
}

/// Whether the style orders the sources of one mark by their numbers.
pub(super) fn sorts_by_number(style: &IndependentStyle) -> bool {
    let number: Variable = NumberVariable::CitationNumber.into();
    let sort = style.citation.sort.as_ref();
    sort.is_some_and(|sort| {
        sort.keys
            .iter()
            .any(|key| matches!(key, SortKey::Variable { variable, .. } if *variable == number))
    })
}

/// Puts the words that a style names first in each locale. They are looked for from the beginning, in a
/// list of hundreds, dozens of times for a reference.
pub(super) fn put_first(locales: &mut [Locale], style: &IndependentStyle) {
    let Ok(style) = Style::Independent(style.clone()).to_xml() else {
        return;
    };
    let named: HashSet<&str> = style.split('"').collect();
    for terms in locales.iter_mut().filter_map(|all| all.terms.as_mut()) {
        // Forms of one word keep their order: the first that fits is taken.
        terms
            .terms
            .sort_by_cached_key(|term| !name(term).is_some_and(|name| named.contains(&*name)));
    }
}

/// The name of a term as attributes have it.
fn name(term: &LocalizedTerm) -> Option<String> {
    let name = serde_json::to_value(term.name).ok()?;
    name.as_str().map(str::to_owned)
}

/// The style with nothing left but the order of its list; `None` where it says no order.
///
/// Works show as numbers, so that no two have to be told apart, which would take long.
pub(super) fn order_alone(style: &IndependentStyle) -> Option<IndependentStyle> {
    let mut style = style.clone();
    let list = style.bibliography.as_mut()?;
    list.sort.as_ref()?;
    let number = Text::with_target(Variable::Number(NumberVariable::CitationNumber));
    let number = vec![Element::Text(number)];
    list.layout.elements.clone_from(&number);
    list.subsequent_author_substitute = None;
    style.citation.layout.elements = number;
    style.citation.sort = None;
    style.citation.collapse = None;
    style.citation.cite_group_delimiter = None;
    Some(style)
}

/// Takes the numbers out of the bibliography, with the brackets and full stops around them.
pub(super) fn remove_numbers(style: &mut IndependentStyle) {
    let mut emptied: Vec<String> = Vec::new();
    // A macro may use another, so what one pass has emptied is for the next to remove.
    for _ in 0..3 {
        for csl_macro in &mut style.macros {
            let was_empty = csl_macro.children.is_empty();
            remove_from(&mut csl_macro.children, &emptied);
            if csl_macro.children.is_empty() && !was_empty {
                emptied.push(csl_macro.name.clone());
            }
        }
    }
    if let Some(bibliography) = &mut style.bibliography {
        bibliography.second_field_align = None;
        remove_from(&mut bibliography.layout.elements, &emptied);
    }
}

fn remove_from(elements: &mut Vec<Element>, emptied: &[String]) {
    let number = NumberVariable::CitationNumber;
    elements.retain_mut(|element| match element {
        Element::Text(text) => match &text.target {
            TextTarget::Variable { var, .. } => *var != number.into(),
            TextTarget::Macro { name } => !emptied.contains(name),
            _ => true,
        },
        Element::Number(element) => element.variable != NumberOrPageVariable::Number(number),
        Element::Group(group) => {
            // CSL drops a group only if it has variables and all are empty (CSL 1.0.2, Group). Mere words that are left
            // around a number would be printed, so such a group goes too.
            let before = group.children.len();
            remove_from(&mut group.children, emptied);
            group.children.len() == before || group.children.iter().any(has_variable)
        }
        Element::Choose(choose) => {
            remove_from(&mut choose.if_.children, emptied);
            for branch in &mut choose.else_if {
                remove_from(&mut branch.children, emptied);
            }
            if let Some(otherwise) = &mut choose.otherwise {
                remove_from(&mut otherwise.children, emptied);
            }
            true
        }
        _ => true,
    });
}

/// Whether an element prints more than words of the style.
fn has_variable(element: &Element) -> bool {
    match element {
        Element::Text(text) => matches!(
            text.target,
            TextTarget::Variable { .. } | TextTarget::Macro { .. }
        ),
        Element::Label(_) => false,
        Element::Group(group) => group.children.iter().any(has_variable),
        _ => true,
    }
}

/// Lets web pages show their date. IEEE leaves it out, and with it what a reader who doubts asks first.
pub(super) fn date_web_pages(style: &mut IndependentStyle) {
    let macros = &style.macros;
    let Some(bibliography) = &mut style.bibliography else {
        return;
    };
    let elements = &mut bibliography.layout.elements;
    // The style's own element, so that pages have their date in the form that other works have it.
    let Some(issued) = elements.iter().find_map(issued_macro).cloned() else {
        return;
    };
    for element in elements {
        let Element::Choose(choose) = element else {
            continue;
        };
        let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
        let mut of_pages =
            branches.filter(|branch| branch.type_.iter().flatten().any(|k| *k == Kind::Webpage));
        let Some(branch) = of_pages.next() else {
            continue;
        };
        if dates(&branch.children, macros) {
            continue;
        }
        if let Some(Element::Group(group)) = branch.children.first_mut() {
            group.children.push(issued.clone());
        }
    }
}

/// The element that prints the date of publication by the macro of that name.
fn issued_macro(element: &Element) -> Option<&Element> {
    match element {
        Element::Text(text) => match &text.target {
            TextTarget::Macro { name } if name == "issued" => {
                let bare = text.affixes.prefix.is_none() && text.affixes.suffix.is_none();
                bare.then_some(element)
            }
            _ => None,
        },
        Element::Group(group) => group.children.iter().find_map(issued_macro),
        Element::Choose(choose) => choose
            .branches()
            .flat_map(|branch| &branch.children)
            .find_map(issued_macro),
        _ => None,
    }
}

/// Whether elements print the date of publication, by themselves or through macros.
pub(super) fn dates(elements: &[Element], macros: &[CslMacro]) -> bool {
    style_walk::any(
        elements,
        macros,
        |element| matches!(element, Element::Date(date) if date.variable == Some(DateVariable::Issued)),
    )
}
