//! How stretches of a body that are not for everyone lie in each other.

use crate::model::page::Restricted;

/// The stretches that lie in no other, in order.
pub(crate) fn outermost(mut stretches: Vec<Restricted>) -> Vec<Restricted> {
    stretches.sort_by_key(|stretch| (stretch.events.start, std::cmp::Reverse(stretch.events.end)));
    let mut end = 0;
    stretches.retain(|stretch| {
        let outer = stretch.events.start >= end;
        end = end.max(stretch.events.end);
        outer
    });
    stretches
}
