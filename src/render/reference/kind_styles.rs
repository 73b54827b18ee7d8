//! A style without what works of other kinds would show.
//!
//! hayagriva asks of each group, before it prints it, whether anything in it will be printed, and so goes through a style
//! again and again whose groups stand in each other. Most of such a style is for kinds of works that the work at hand is
//! not of: taken out once for all works of a kind, it is not gone through at all.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use citationberg::taxonomy::Kind;
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle,
    LayoutRenderingElement as Element, Text, TextTarget,
};
use hayagriva::Entry;

use super::branch::never;
use super::citable::alone;
use super::language::Language;
use super::mend_style::children;
use super::write;

/// A style, and what is left of it for works of some kinds, made at the first of them. Shared by threads.
pub(super) struct KindStyles {
    whole: Arc<IndependentStyle>,
    /// The kinds that its conditions ask for.
    asked: Vec<Kind>,
    made: RwLock<Made>,
    /// The style in which each work of a mark shows whole.
    uncollapsed: OnceLock<Arc<IndependentStyle>>,
}

#[derive(Default)]
struct Made {
    /// By what hayagriva tells kinds from.
    by_shape: HashMap<String, Arc<IndependentStyle>>,
    /// By those of the kinds asked for that a work is of, as bits.
    by_kinds: HashMap<u64, Arc<IndependentStyle>>,
}

impl Deref for KindStyles {
    type Target = IndependentStyle;

    fn deref(&self) -> &IndependentStyle {
        &self.whole
    }
}

impl KindStyles {
    pub(super) fn new(style: IndependentStyle) -> Self {
        let mut asked = Vec::new();
        let macros = style.macros.iter().map(|one| &one.children);
        let list = style.bibliography.iter().map(|all| &all.layout.elements);
        for elements in macros.chain([&style.citation.layout.elements]).chain(list) {
            note_kinds(elements.clone(), &mut asked);
        }
        // There are some forty kinds, one bit for each.
        asked.truncate(u64::BITS as usize);
        KindStyles {
            whole: Arc::new(style),
            asked,
            made: RwLock::default(),
            uncollapsed: OnceLock::new(),
        }
    }

    /// What is left of the style for a work.
    pub(super) fn for_entry(&self, entry: &Entry, language: &Language) -> Arc<IndependentStyle> {
        if self.asked.is_empty() {
            return self.whole.clone();
        }
        let shape = shape(entry);
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.by_shape.get(&shape) {
            return known.clone();
        }
        drop(made);
        let kinds = self.kinds_of(entry, language);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        let style = made
            .by_kinds
            .entry(kinds)
            .or_insert_with(|| Arc::new(left_for(&self.whole, |kind| self.is_in(kinds, kind))));
        let style = style.clone();
        made.by_shape.insert(shape, style.clone());
        style
    }

    /// The style for marks of several works of which one has no date: where works of one author show as years alone,
    /// hayagriva 0.10.1 shows nothing of one that has none.
    pub(super) fn uncollapsed(&self) -> Arc<IndependentStyle> {
        let made = self.uncollapsed.get_or_init(|| {
            let mut style = (*self.whole).clone();
            style.citation.collapse = None;
            Arc::new(style)
        });
        made.clone()
    }

    fn is_in(&self, kinds: u64, wanted: Kind) -> Option<bool> {
        let at = self.asked.iter().position(|kind| *kind == wanted)?;
        Some(kinds & 1 << at != 0)
    }

    /// Of which of the kinds asked for hayagriva takes a work to be. It tells nobody, so a style is made that prints the number
    /// of each.
    fn kinds_of(&self, entry: &Entry, language: &Language) -> u64 {
        let mut asking = (*self.whole).clone();
        asking.bibliography = None;
        asking.macros.clear();
        asking.citation.sort = None;
        let numbers = self.asked.iter().enumerate();
        asking.citation.layout.elements = numbers.map(|(at, kind)| number_if(at, *kind)).collect();
        let made = alone(&asking, entry, language);
        let runs = write::runs(&made);
        let words: String = runs.iter().map(|run| run.text.as_str()).collect();
        let numbers = words.split('<').skip(1);
        let numbers = numbers.filter_map(|part| part.split_once('>')?.0.parse::<u32>().ok());
        numbers.fold(0, |kinds, at| kinds | 1 << at)
    }
}

/// Prints `<7>` for works of a kind.
fn number_if(at: usize, kind: Kind) -> Element {
    let number = Text::with_target(TextTarget::Value {
        val: format!("<{at}>"),
    });
    Element::Choose(Choose {
        if_: ChooseBranch {
            type_: Some(vec![kind]),
            children: vec![Element::Text(number)],
            ..never()
        },
        else_if: Vec::new(),
        otherwise: None,
    })
}

/// All of an entry that decides of which kind it is: its type and those of what it is part of, and whether it has a publisher
/// and an address.
fn shape(entry: &Entry) -> String {
    let mut shape = format!(
        "{:?} {} {}",
        entry.entry_type(),
        entry.publisher().is_some(),
        entry.url().is_some()
    );
    for parent in entry.parents() {
        shape.push_str(&format!(" ({})", self::shape(parent)));
    }
    shape
}

/// Adds the kinds that conditions ask for, each once.
fn note_kinds(mut elements: Vec<Element>, asked: &mut Vec<Kind>) {
    for element in &mut elements {
        if let Element::Choose(choose) = element {
            for kind in choose
                .branches()
                .flat_map(|branch| branch.type_.iter().flatten())
            {
                if !asked.contains(kind) {
                    asked.push(*kind);
                }
            }
        }
        for inner in children(element) {
            note_kinds(std::mem::take(inner), asked);
        }
    }
}

/// What is left of a style; `is` tells of a kind whether works are of it, where that is known.
fn left_for(style: &IndependentStyle, is: impl Fn(Kind) -> Option<bool>) -> IndependentStyle {
    let mut style = style.clone();
    for one in &mut style.macros {
        decide_all(&mut one.children, &is);
    }
    decide_all(&mut style.citation.layout.elements, &is);
    if let Some(list) = &mut style.bibliography {
        decide_all(&mut list.layout.elements, &is);
    }
    style
}

fn decide_all(elements: &mut [Element], is: &impl Fn(Kind) -> Option<bool>) {
    for element in elements {
        if let Element::Choose(choose) = element {
            decide(choose, is);
        }
        for inner in children(element) {
            decide_all(inner, is);
        }
    }
}

/// Leaves of a condition the branches that may still be taken. The condition itself stays: around what it prints it has
/// other signs than a group.
fn decide(choose: &mut Choose, is: &impl Fn(Kind) -> Option<bool>) {
    let first = std::mem::replace(&mut choose.if_, never());
    let mut open = Vec::new();
    for branch in std::iter::once(first).chain(std::mem::take(&mut choose.else_if)) {
        match outcome(&branch, is) {
            Some(false) => {}
            Some(true) => {
                choose.otherwise = Some(ElseBranch {
                    children: branch.children,
                });
                break;
            }
            None => open.push(branch),
        }
    }
    let mut open = open.into_iter();
    if let Some(first) = open.next() {
        choose.if_ = first;
    }
    choose.else_if = open.collect();
}

/// Whether a branch is taken; `None` where more than kinds decides.
fn outcome(branch: &ChooseBranch, is: &impl Fn(Kind) -> Option<bool>) -> Option<bool> {
    let kinds = branch.type_.as_ref()?;
    let kinds: Option<Vec<bool>> = kinds.iter().map(|kind| is(*kind)).collect();
    let (has, lacks) = kinds.map(|kinds| (kinds.contains(&true), kinds.contains(&false)))?;
    let asks_no_more = branch.disambiguate.is_none()
        && branch.is_numeric.is_none()
        && branch.is_uncertain_date.is_none()
        && branch.locator.is_none()
        && branch.position.is_none()
        && branch.variable.is_none();
    match branch.match_ {
        ChooseMatch::All if lacks => Some(false),
        ChooseMatch::Any if has => Some(true),
        ChooseMatch::None if has => Some(false),
        ChooseMatch::All | ChooseMatch::None => asks_no_more.then_some(true),
        ChooseMatch::Any => asks_no_more.then_some(false),
    }
}
