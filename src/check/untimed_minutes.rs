//! Minutes in the heading of a page that is no meeting, where they count nowhere.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::Ability;
use crate::model::page::{Heading, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "untimed-minutes",
    severity: Severity::Warning,
    about: "A heading that says `minutes` on a page whose kind has no times, so that nothing reads them. It is said once a \
            page.",
};

/// The attribute that only an item of an agenda has.
const MINUTES: &str = "minutes";

pub(crate) fn judge(page: &Page, schema: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.agenda.is_some() {
        return;
    }
    let mut kinds = schema.kinds.iter();
    let timed = kinds.find(|kind| kind.can(Ability::Timed));
    let timed = timed.map(|kind| kind.id.as_str());
    let mut headings = page.body.headings.iter();
    findings.extend(headings.find_map(|heading| finding(page, heading, timed)));
}

/// `timed` is a kind that has times, if there is one.
fn finding(page: &Page, heading: &Heading, timed: Option<&str>) -> Option<Diagnostic> {
    let (_, value) = heading
        .attributes
        .iter()
        .find(|(key, _)| &**key == MINUTES)?;
    let typed = format!("{MINUTES}={}", value.as_deref().unwrap_or_default());
    let at = page.text[heading.span.range()].rfind(MINUTES)?;
    let start = heading.span.start as usize + at;
    let place = Span::new(heading.span.source, start..start + MINUTES.len());
    let kind = &page.meta.kind.value.id;
    let message = format!("`{typed}` counts nowhere: a page of kind `{kind}` has no times");
    let own = format!("write timed = true below [kinds.{kind}] in site.toml");
    let help = match timed {
        Some(timed) => format!("for a meeting write kind = \"{timed}\", or {own}"),
        None => format!("for a meeting {own}"),
    };
    let help = format!("{help}; otherwise take the minutes out");
    Some(RULE.at(place, message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn minutes_on_a_page_that_is_no_meeting_are_told_once() {
        let site = "title = \"T\"\n[kinds.gathering]\nlabels = { en = \"Gathering\" }\n";
        let page = "+++\nkind = \"gathering\"\ntitle = \"A\"\nsummary = \"S.\"\n+++\n\n## One {.opening minutes=5 lead=ada}\n\nText.\n\n## Two {minutes=7}\n\nText.\n";
        let found = of(
            "untimed-minutes",
            &[("site.toml", site), ("content/a.md", page)],
        );
        assert_eq!(
            found,
            [
                "warning[untimed-minutes] content/a.md:7:18 `minutes=5` counts nowhere: a page of kind `gathering` has no times; help: for a meeting write kind = \"agenda\", or write timed = true below [kinds.gathering] in site.toml; otherwise take the minutes out"
            ]
        );
        let timed = site.replace("\n[kinds.gathering]", "\n[kinds.gathering]\ntimed = true");
        for (site, page) in [
            (&*timed, page),
            (site, "# A\n\n## One {.wide width=5}\n\nFive minutes=5.\n"),
        ] {
            let found = of(
                "untimed-minutes",
                &[("site.toml", site), ("content/a.md", page)],
            );
            assert_eq!(found, [""; 0], "{page}");
        }
    }
}
