//! A meeting to which more or fewer come than its agenda is made for.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::Attendance;
use crate::model::config::Schema;
use crate::model::front_matter::Notation;
use crate::model::page::Page;

pub(crate) static RULE: Rule = Rule {
    name: "people-out-of-range",
    severity: Severity::Warning,
    about: "More or fewer people come to the meeting for which you print than its agenda is made for. Its sheets say so too.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let place = agenda.settings.people.as_ref().map(|people| people.span);
    let notation = Notation::of(&page.text);
    let (message, help) = match agenda.settings.attendance() {
        Attendance::Fits => return,
        Attendance::TooMany { coming, max } => (
            format!("{coming} come, and this agenda is made for {max} at most"),
            format!(
                "do the rounds in groups and see that room and copies suffice; where the agenda suits {coming}, write {} in `people`",
                notation.field("max", coming)
            ),
        ),
        Attendance::TooFew { coming, min } => (
            format!("{coming} come, and this agenda is made for {min} at least"),
            format!(
                "stay in one circle, and ask whether so few may decide; where the agenda suits {coming}, write {} in `people`",
                notation.field("min", coming)
            ),
        ),
    };
    findings.extend(place.map(|place| RULE.at(place, message).help(help)));
}
