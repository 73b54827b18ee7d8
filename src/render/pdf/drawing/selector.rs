//! Selectors of a drawing's style sheets, as browsers match them.
//!
//! Follows Selectors Level 4, but for what asks for more than an element's own place: `:has()`, `of` within
//! `:nth-child()`, languages. Paper is never pointed at, so that `:hover` and its like match nothing.

use std::cell::Cell;

use usvg::roxmltree::Node;

/// Why a list of selectors selects nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unread {
    /// A browser passes over the rule as well.
    Invalid,
    /// A browser may know it.
    Unknown,
}

/// How particular a selector is: ids, classes, names.
pub(super) type Specificity = [u32; 3];

/// One selector: what is asked of an element, and of those around it, the element's own last.
#[derive(Debug, Clone, Default)]
pub(super) struct Selector {
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Clone)]
pub(super) struct Step {
    /// How the element stands to that of the step before.
    pub(super) relation: Relation,
    pub(super) tests: Vec<Test>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Relation {
    Within,
    Child,
    Next,
    After,
}

#[derive(Debug, Clone)]
pub(super) enum Test {
    Name(String),
    /// An attribute; `is_id` and classes weigh otherwise than their notation in square brackets.
    Id(String),
    Class(String),
    Attribute {
        name: String,
        operator: Operator,
        value: String,
        ignores_case: bool,
    },
    Root,
    Empty,
    Nth {
        step: i64,
        offset: i64,
        from_end: bool,
        of_type: bool,
    },
    /// `:is()` and `:where()`, the second of which weighs nothing.
    Any(Vec<Selector>, bool),
    Not(Vec<Selector>),
    /// What nothing on paper is.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Operator {
    Exists,
    Equals,
    Word,
    Dash,
    Begins,
    Ends,
    Contains,
}

/// How many more tests of an element there may be.
pub(super) type Budget = Cell<usize>;

impl Selector {
    pub(super) fn specificity(&self) -> Specificity {
        let tests = self.steps.iter().flat_map(|step| &step.tests);
        tests.fold([0; 3], |sum, test| add(sum, test.specificity()))
    }

    /// Whether the element is selected; no element is when the budget is used up.
    pub(super) fn matches(&self, element: Node<'_, '_>, budget: &Budget) -> bool {
        self.steps
            .split_last()
            .is_some_and(|(own, before)| matches_steps(before, own, element, budget))
    }
}

fn matches_steps(before: &[Step], own: &Step, element: Node<'_, '_>, budget: &Budget) -> bool {
    if !own.tests.iter().all(|test| test.holds(element, budget)) {
        return false;
    }
    let Some((next, rest)) = before.split_last() else {
        return true;
    };
    let matches = |other| budget.get() > 0 && matches_steps(rest, next, other, budget);
    match own.relation {
        Relation::Child => element.parent_element().is_some_and(matches),
        Relation::Within => {
            let parents = element.ancestors().skip(1);
            parents.filter(Node::is_element).any(matches)
        }
        Relation::Next => element.prev_sibling_element().is_some_and(matches),
        Relation::After => {
            let siblings = element.prev_siblings().skip(1);
            siblings.filter(Node::is_element).any(matches)
        }
    }
}

impl Test {
    fn specificity(&self) -> Specificity {
        let most = |selectors: &[Selector]| {
            let all = selectors.iter().map(Selector::specificity);
            all.max().unwrap_or_default()
        };
        match self {
            Test::Id(_) => [1, 0, 0],
            Test::Name(_) => [0, 0, 1],
            Test::Any(selectors, true) | Test::Not(selectors) => most(selectors),
            Test::Any(_, false) => [0; 3],
            Test::Class(_)
            | Test::Attribute { .. }
            | Test::Root
            | Test::Empty
            | Test::Nth { .. }
            | Test::Never => [0, 1, 0],
        }
    }

    fn holds(&self, element: Node<'_, '_>, budget: &Budget) -> bool {
        budget.set(budget.get().saturating_sub(1));
        if budget.get() == 0 {
            return false;
        }
        let any = |selectors: &[Selector]| {
            let mut selectors = selectors.iter();
            selectors.any(|selector| selector.matches(element, budget))
        };
        match self {
            Test::Name(name) => element.tag_name().name() == name,
            Test::Id(id) => element.attribute("id") == Some(id),
            Test::Class(class) => element
                .attribute("class")
                .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class)),
            Test::Attribute {
                name,
                operator,
                value,
                ignores_case,
            } => element
                .attribute(name.as_str())
                .is_some_and(|found| operator.holds(found, value, *ignores_case)),
            Test::Root => element.parent_element().is_none(),
            Test::Empty => !element
                .children()
                .any(|child| child.is_element() || child.text().is_some_and(|t| !t.is_empty())),
            Test::Nth {
                step,
                offset,
                from_end,
                of_type,
            } => is_nth(
                [*step, *offset],
                number(element, *from_end, *of_type, budget),
            ),
            Test::Any(selectors, _) => any(selectors),
            Test::Not(selectors) => !any(selectors),
            Test::Never => false,
        }
    }
}

impl Operator {
    fn holds(self, found: &str, value: &str, ignores_case: bool) -> bool {
        if ignores_case {
            return self.holds(
                &found.to_ascii_lowercase(),
                &value.to_ascii_lowercase(),
                false,
            );
        }
        let is_void = value.is_empty();
        match self {
            Operator::Exists => true,
            Operator::Equals => found == value,
            Operator::Word => found.split_ascii_whitespace().any(|word| word == value),
            Operator::Dash => found
                .strip_prefix(value)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            Operator::Begins => !is_void && found.starts_with(value),
            Operator::Ends => !is_void && found.ends_with(value),
            Operator::Contains => !is_void && found.contains(value),
        }
    }
}

/// Which of its siblings an element is, counted from 1.
fn number(element: Node<'_, '_>, from_end: bool, of_type: bool, budget: &Budget) -> i64 {
    let mut number = 0;
    let mut next = Some(element);
    while let Some(sibling) = next {
        number += i64::from(!of_type || sibling.tag_name() == element.tag_name());
        budget.set(budget.get().saturating_sub(1));
        next = if budget.get() == 0 {
            None
        } else if from_end {
            sibling.next_sibling_element()
        } else {
            sibling.prev_sibling_element()
        };
    }
    number
}

/// Whether a number is one of `step` × n + `offset`, for an n from 0.
fn is_nth([step, offset]: [i64; 2], number: i64) -> bool {
    let distance = number.saturating_sub(offset);
    if step == 0 {
        distance == 0
    } else {
        distance % step == 0 && distance / step >= 0
    }
}

fn add(one: Specificity, other: Specificity) -> Specificity {
    std::array::from_fn(|at| one[at].saturating_add(other[at]))
}
