//! What stands in for names in a CSL style, as a chain of conditions that hayagriva 0.10.1 reads as CSL 1.0.2 means it.
//!
//! A style lists what stands in for an author who is not named: editors, the title, … The first that prints something
//! is taken, and is not printed again further on. hayagriva is wrong on it twice:
//!
//! - It takes a variable out of all that follows as soon as what stands in asks for it, whether it prints it or not, and so prints
//!   that there is no date (ISO 690, Chicago).
//! - It prints all names of a condition, where processors print the first that are named (Chicago, MHRA).

use citationberg::taxonomy::Variable;
use citationberg::{
    Choose, ChooseBranch, CslMacro, ElseBranch, LayoutRenderingElement as Element, Names,
    NamesChild, Substitute, Text, TextTarget,
};

use super::branch::never;
use super::{style, style_walk};

/// A condition for names whose stand-ins print a date or hold a condition; `None` for all others, which hayagriva reads right.
///
/// `asked` are the variables for which the conditions beside the names ask. `made` takes the macros that the condition calls: what stands in after
/// a condition is called from each of its branches.
pub(super) fn unfold(
    names: &Names,
    asked: &[Variable],
    macros: &[CslMacro],
    made: &mut Vec<CslMacro>,
) -> Option<Choose> {
    let stand_ins = names.substitute()?.children.clone();
    let has_condition = stand_ins
        .iter()
        .any(|element| matches!(element, Element::Choose(_)));
    if !has_condition && !style::dates(&stand_ins, macros) {
        return None;
    }
    let mut own = names.clone();
    own.children
        .retain(|child| !matches!(child, NamesChild::Substitute(_)));
    let variables = variables(&stand_ins, macros);
    let mut chain = Chain {
        own,
        macros,
        made,
        takes_out: !asked.iter().any(|variable| variables.contains(variable)),
    };
    let rest = chain.first_of(&stand_ins, &[], 0);
    let own = chain.own;
    let named = own.variable.iter().map(|one| (*one).into()).collect();
    Some(condition(named, vec![Element::Names(own)], rest))
}

struct Chain<'a> {
    /// The names, without what stands in for them.
    own: Names,
    macros: &'a [CslMacro],
    made: &'a mut Vec<CslMacro>,
    /// Whether what stands in is not printed again further on. Not where a condition beside the names asks for it: hayagriva
    /// answers that a work does not have what was taken out (ISO 690).
    takes_out: bool,
}

impl<'a> Chain<'a> {
    /// Elements that print the first of `stand_ins` that has something to print, or else `rest`.
    fn first_of(&mut self, stand_ins: &[Element], rest: &[Element], depth: usize) -> Vec<Element> {
        let told = stand_ins
            .iter()
            .take_while(|element| is_told_by_variables(element));
        let (told, others) = stand_ins.split_at(told.count());
        if !told.is_empty() {
            let after = self.first_of(others, rest, depth);
            return self.first_named(told, after);
        }
        let Some((first, others)) = others.split_first() else {
            return rest.to_vec();
        };
        let after = self.first_of(others, rest, depth);
        if let Element::Choose(choose) = first {
            let after = self.called(after);
            return vec![Element::Choose(self.in_branches(choose, &after, depth))];
        }
        match self.opened(first, depth) {
            Some(inner) => self.first_of(inner, &after, depth + 1),
            None => self.by_any_variable(first, after),
        }
    }

    /// The one element of a macro that is called, where it has to be known: where the macro prints a date, and where the style
    /// names it beside the names that it stands in for.
    fn opened(&self, element: &Element, depth: usize) -> Option<&'a [Element]> {
        let opens = depth == 0 || style::dates(std::slice::from_ref(element), self.macros);
        let body = &style_walk::called(element, self.macros)?.children;
        (opens && body.len() == 1 && is_bare(element)).then_some(body)
    }

    /// A condition each of whose branches goes on with what stands in after it.
    fn in_branches(&mut self, choose: &Choose, after: &[Element], depth: usize) -> Choose {
        let otherwise = choose.otherwise.as_ref();
        let otherwise = otherwise.map_or(&[][..], |otherwise| &otherwise.children);
        let otherwise = self.in_branch(otherwise, after, depth);
        let mut branch = |branch: &ChooseBranch| ChooseBranch {
            children: self.in_branch(&branch.children, after, depth),
            ..branch.clone()
        };
        Choose {
            if_: branch(&choose.if_),
            else_if: choose.else_if.iter().map(branch).collect(),
            otherwise: otherwise_of(otherwise),
        }
    }

    /// Names take turns within a branch, too; other elements are printed together.
    fn in_branch(&mut self, children: &[Element], after: &[Element], depth: usize) -> Vec<Element> {
        let take_turns = children
            .iter()
            .all(|child| matches!(child, Element::Names(_)));
        if children.len() < 2 || take_turns {
            return self.first_of(children, after, depth + 1);
        }
        let together = self.called(children.to_vec());
        let variables = variables(children, self.macros);
        self.if_any(variables, together, after.to_vec())
    }

    /// The first of these names and variables that a work has.
    fn first_named(&self, stand_ins: &[Element], after: Vec<Element>) -> Vec<Element> {
        if self.takes_out {
            let variables = variables(stand_ins, self.macros);
            return either(variables, vec![self.standing_in(stand_ins.to_vec())], after);
        }
        stand_ins.iter().rev().fold(after, |after, element| {
            let variables = variables(std::slice::from_ref(element), self.macros);
            either(variables, vec![self.bare(element)], after)
        })
    }

    /// An element of several parts, if a work has anything that it may print.
    fn by_any_variable(&mut self, element: &Element, after: Vec<Element>) -> Vec<Element> {
        let element = vec![element.clone()];
        let variables = variables(&element, self.macros);
        self.if_any(variables, element, after)
    }

    /// Elements that are printed together, if a work has any of these variables.
    ///
    /// That they print nothing nevertheless cannot be asked beforehand. hayagriva goes on by itself then, but where what it goes
    /// on with asks for a date, it prints that there is none.
    fn if_any(
        &mut self,
        variables: Vec<Variable>,
        mut elements: Vec<Element>,
        after: Vec<Element>,
    ) -> Vec<Element> {
        if !self.takes_out || style::dates(&elements, self.macros) {
            return either(variables, elements, after);
        }
        let after = self.called(after);
        elements.extend(after.iter().cloned());
        either(variables, vec![self.standing_in(elements)], after)
    }

    /// An element by itself, in the form of the names that it stands in for.
    fn bare(&self, element: &Element) -> Element {
        match element {
            Element::Names(names) => Element::Names(self.own.from_names_substitute(names)),
            other => other.clone(),
        }
    }

    /// The names, for which nobody is named here, with these elements to stand in for them.
    fn standing_in(&self, children: Vec<Element>) -> Element {
        let mut names = self.own.clone();
        names
            .children
            .push(NamesChild::Substitute(Substitute { children }));
        Element::Names(names)
    }

    /// A macro of these elements, called: they are needed more than once.
    fn called(&mut self, children: Vec<Element>) -> Vec<Element> {
        if children.is_empty() {
            return children;
        }
        // A name that no style gives: an attribute has no line breaks.
        let name = format!("stand-in\n{}", self.made.len());
        let call = Text::with_target(TextTarget::Macro { name: name.clone() });
        self.made.push(CslMacro { name, children });
        vec![Element::Text(call)]
    }
}

/// Whether it is known of an element from its variables alone whether it prints anything, and it prints no date.
fn is_told_by_variables(element: &Element) -> bool {
    match element {
        Element::Names(names) => names.substitute().is_none(),
        Element::Text(text) => matches!(text.target, TextTarget::Variable { .. }),
        Element::Number(_) => true,
        _ => false,
    }
}

/// Whether an element is a call of a macro that adds nothing to it.
fn is_bare(element: &Element) -> bool {
    let Element::Text(text) = element else {
        return false;
    };
    *text == Text::with_target(text.target.clone())
}

/// One thing if a work has any of these variables, or else the other.
fn either(variables: Vec<Variable>, then: Vec<Element>, otherwise: Vec<Element>) -> Vec<Element> {
    if variables.is_empty() {
        // What asks for nothing is always printed: a word.
        return then;
    }
    vec![Element::Choose(condition(variables, then, otherwise))]
}

fn condition(variables: Vec<Variable>, then: Vec<Element>, otherwise: Vec<Element>) -> Choose {
    Choose {
        if_: ChooseBranch {
            variable: Some(variables),
            children: then,
            ..never()
        },
        else_if: Vec::new(),
        otherwise: otherwise_of(otherwise),
    }
}

fn otherwise_of(children: Vec<Element>) -> Option<ElseBranch> {
    (!children.is_empty()).then_some(ElseBranch { children })
}

/// The variables that elements may print, by themselves or through macros.
fn variables(elements: &[Element], macros: &[CslMacro]) -> Vec<Variable> {
    let mut all = Vec::new();
    style_walk::any(elements, macros, |element| {
        match element {
            Element::Names(names) => all.extend(names.variable.iter().copied().map(Variable::from)),
            Element::Text(text) => {
                if let TextTarget::Variable { var, .. } = text.target {
                    all.push(var);
                }
            }
            Element::Number(number) => all.push(number.variable.into()),
            Element::Date(date) => all.extend(date.variable.map(Variable::from)),
            _ => {}
        }
        false
    });
    all
}
