//! What of a text is left out as a whole, whoever reads it.

use crate::document::context::Context;
use crate::document::meeting;
use crate::document::place::Place;
use crate::model::agenda::Agenda;
use crate::model::kind::Ability;
use crate::model::page::{Lead, Node};
use crate::model::site::{Missing, Resolution};

/// Whether the node that starts at event `at` is left out: a marked block that is not for this meeting, or an entry of a
/// series whose page a project above hides.
pub(super) fn leaves_out(
    cx: Option<Context<'_>>,
    agenda: Option<&Agenda>,
    place: &Place<'_>,
    (at, node): (u32, Node),
    facilitators: bool,
) -> bool {
    match node {
        Node::Marker(marker) => {
            let kind = &place.body.markers[marker as usize].kind;
            meeting::leaves_out(agenda, kind, facilitators)
        }
        Node::Item => cx.is_some_and(|cx| is_taken_away(cx, place, at)),
        _ => false,
    }
}

fn is_taken_away(cx: Context<'_>, place: &Place<'_>, at: u32) -> bool {
    let page = &cx.site.pages[place.page];
    let is_series = page.page.meta.kind.value.can(Ability::Ordered);
    let Some(Lead::Link(link)) = place.lead(at).filter(|_| is_series) else {
        return false;
    };
    let found = page.resolved.links.get(link as usize);
    matches!(found, Some(Resolution::Missing(Missing::TakenAway(_))))
}
