//! Branches of a condition in a CSL style.

use citationberg::{ChooseBranch, ChooseMatch};

/// A branch that is never taken: it asks whether any of no tests holds.
pub(super) fn never() -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::Any,
        children: Vec::new(),
    }
}
