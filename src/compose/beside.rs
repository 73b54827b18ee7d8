//! Changes in an original's text, and the order of sections of ours that stand beside others of ours.

use std::collections::HashSet;
use std::ops::Range;

use crate::compose::sections::Section;

/// A change in the original's text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// What of the original goes; empty where nothing does.
    pub(super) at: Range<usize>,
    /// What of ours comes.
    pub(super) own: Range<usize>,
}

/// A change, and its rank among those of one place.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) rank: usize,
    pub(super) change: Change,
    /// The section of ours that it puts at a place, if it is one.
    id: Option<String>,
    /// The section of ours behind which that is to stand.
    behind: Option<String>,
}

impl Ranked {
    /// A change that puts no section of ours at a place of its own.
    pub(super) fn new(rank: usize, change: Change) -> Self {
        Ranked {
            rank,
            change,
            id: None,
            behind: None,
        }
    }

    /// A section of ours that comes to stand at a place.
    pub(super) fn section(rank: usize, change: Change, section: &Section) -> Self {
        Ranked {
            id: Some(section.id.clone()),
            ..Ranked::new(rank, change)
        }
    }
}

/// Puts a section before or behind the one of ours with this id; says whether that is in the list.
pub(super) fn insert(list: &mut Vec<Ranked>, id: &str, is_before: bool, section: &Section) -> bool {
    let is_it = |one: &Ranked| one.id.as_deref() == Some(id);
    let Some(first) = list.iter().position(is_it) else {
        return false;
    };
    let at = if is_before {
        first
    } else {
        first + 1 + followers(id, &list[first + 1..])
    };
    let beside = &list[first];
    let start = beside.change.at.start;
    let change = Change {
        at: start..start,
        own: section.range.clone(),
    };
    let placed = Ranked {
        behind: (!is_before).then(|| id.to_owned()),
        ..Ranked::section(beside.rank, change, section)
    };
    list.insert(at, placed);
    true
}

/// How many of these stand behind the section with this id already, or behind one that does: several behind one section
/// keep their order.
fn followers(id: &str, list: &[Ranked]) -> usize {
    let mut known: HashSet<&str> = HashSet::from([id]);
    let following = list.iter().take_while(|one| {
        let is_behind = one.behind.as_deref().is_some_and(|id| known.contains(id));
        if is_behind {
            known.extend(one.id.as_deref());
        }
        is_behind
    });
    following.count()
}
