//! Takes out the findings that writers allow, and says where an allowance is at fault.

mod removal;

use std::collections::HashMap;

use crate::check::rules::{MADE, RULES};
use crate::diagnostic::suggest::MOST_SUGGESTIONS;
use crate::diagnostic::{Diagnostic, invalid_allow, unused_allow};
use crate::model::page::{Page, Suppression};
use crate::model::site::Site;
use crate::model::source::SourceId;

/// The allowances of one rule on one page that hold, and what they have silenced.
#[derive(Default)]
struct Allowances {
    /// Whether one holds for the whole page.
    whole: bool,
    /// Where those of a stretch begin, in order, each with the farthest end of these so far.
    stretches: Vec<(usize, usize)>,
    /// Where the findings begin that were silenced.
    silenced: Vec<usize>,
}

/// By page and rule: a page may hold as many allowances as findings.
type Valid<'a> = HashMap<(SourceId, &'a str), Allowances>;

/// Takes out of `findings`, which are all there are, those that a page allows.
///
/// An allowance without a reason, or of a rule that does not exist, silences nothing.
pub(crate) fn suppress(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut valid = valid(site, &mut faults);
    if valid.is_empty() {
        return findings.extend(faults);
    }
    findings.retain(|finding| !is_allowed(finding, &mut valid));
    #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
    for allowances in valid.values_mut() {
        allowances.silenced.sort_unstable();
    }
    for page in &site.pages {
        for allow in page
            .page
            .meta
            .allow
            .iter()
            .filter(|allow| allow.reason.is_some())
        {
            let rule = &allow.rule;
            // Whether these are of use is known only when all sheets were made.
            let is_late = MADE.iter().any(|late| late.name == rule.value);
            let sources = sources(&page.page);
            let mut known = sources.filter_map(|source| valid.get(&(source, rule.value.as_str())));
            let is_valid = valid.contains_key(&(page.page.source, rule.value.as_str()));
            if is_valid && !is_late && !known.any(|known| known.is_of_use(allow)) {
                let finding = unused_allow::finding(rule.span, &rule.value);
                faults.push(finding.suggest(removal::suggest_removal(&page.page, allow)));
            }
        }
    }
    findings.extend(faults);
}

/// Takes out of findings that came of making artifacts those that a page allows.
pub(crate) fn suppress_rendered(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut valid = valid(site, &mut Vec::new());
    findings.retain(|finding| !is_allowed(finding, &mut valid));
}

/// The texts in which there may be something to say of a page: its own, and that of its file where it extends another.
fn sources(page: &Page) -> impl Iterator<Item = SourceId> + use<> {
    let file = page.standing.extends.map(|extends| extends.source);
    std::iter::once(page.source).chain(file)
}

/// The allowances of each page, drafts that are left out among them, since they are read too.
fn valid<'a>(site: &'a Site, faults: &mut Vec<Diagnostic>) -> Valid<'a> {
    let mut valid = Valid::new();
    let pages = site.pages.iter().map(|page| &page.page);
    for page in pages.chain(&site.drafts) {
        for allow in &page.meta.allow {
            let rule = &allow.rule;
            if !RULES.iter().any(|known| known.name == rule.value) {
                let suggests = faults.len() < MOST_SUGGESTIONS;
                let names = RULES.iter().map(|known| known.name).filter(|_| suggests);
                faults.push(invalid_allow::unknown_rule(
                    &page.text,
                    rule.span,
                    &rule.value,
                    names,
                ));
            } else if allow.reason.is_none() {
                let field = allow.place.is_none().then_some(&*page.text);
                faults.push(invalid_allow::no_reason(rule.span, &rule.value, field));
            } else {
                // A place in the composed text is none in the file.
                let holds = |source: &SourceId| *source == page.source || allow.place.is_none();
                for source in sources(page).filter(holds) {
                    let key = (source, rule.value.as_str());
                    valid.entry(key).or_default().add(allow);
                }
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
    for allowances in valid.values_mut() {
        allowances.put_in_order();
    }
    valid
}

fn is_allowed(finding: &Diagnostic, valid: &mut Valid<'_>) -> bool {
    let Some(allowances) = valid.get_mut(&(finding.span.source, finding.rule.name)) else {
        return false;
    };
    let at = finding.span.start as usize;
    let allowed = allowances.hold_at(at);
    if allowed {
        allowances.silenced.push(at);
    }
    allowed
}

impl Allowances {
    fn add(&mut self, allow: &Suppression) {
        match allow.place {
            None => self.whole = true,
            Some(place) => self
                .stretches
                .push((place.range().start, place.range().end)),
        }
    }

    fn put_in_order(&mut self) {
        self.stretches.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut self.stretches {
            farthest = farthest.max(*end);
            *end = farthest;
        }
    }

    fn hold_at(&self, at: usize) -> bool {
        let begun = self.stretches.partition_point(|(start, _)| *start <= at);
        let last = begun.checked_sub(1).map(|last| self.stretches[last]);
        self.whole || last.is_some_and(|(_, end)| at < end)
    }

    /// Whether one of these silenced anything. Of two that do both are of use.
    fn is_of_use(&self, allow: &Suppression) -> bool {
        let Some(place) = allow.place else {
            return !self.silenced.is_empty();
        };
        let first = self
            .silenced
            .partition_point(|at| *at < place.range().start);
        let next = self.silenced.get(first);
        next.is_some_and(|at| *at < place.range().end)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{findings, titled};

    fn of(text: &str) -> Vec<String> {
        findings(&[("content/a.md", &titled(text))])
    }

    #[test]
    fn a_comment_silences_its_rule_in_the_next_paragraph_only() {
        let found = of("<!-- allow dead-link: planned -->\nSee [[x1]]\nand [[x2]].\n\nSee [[x3]].");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("error[dead-link] content/a.md:8:7 "));
    }

    #[test]
    fn a_field_silences_its_rule_on_the_page() {
        let page =
            "+++\ntitle = \"A\"\nallow = { dead-link = \"planned\" }\n+++\n[[x1]]\n\n[[x2]]\n";
        let other = titled("[[x3]]");
        let found = findings(&[("content/a.md", page), ("content/b.md", &other)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("error[dead-link] content/b.md:4:3 "));
    }

    #[test]
    fn an_allowance_at_fault_is_said_and_silences_nothing() {
        assert_eq!(
            of(
                "<!-- allow dead-links: planned -->\n\nText.\n\n<!-- allow dead-link -->\n\nText.\n\n<!-- allow dead-link: planned -->\n\nText."
            ),
            [
                "warning[invalid-allow] content/a.md:4:1 there is no rule `dead-links`; help: did you mean `dead-link`?",
                "warning[invalid-allow] content/a.md:8:1 this allows `dead-link` without a reason; help: write <!-- allow dead-link: why it is right here -->",
                "note[unused-allow] content/a.md:12:1 `dead-link` finds nothing here; help: take the allowance out",
            ]
        );
        let page = "+++\ntitle = \"A\"\nallow = { dead-link = \"\" }\n+++\n[[x1]]\n";
        let found = findings(&[("content/a.md", page)]);
        assert_eq!(
            found[0],
            "warning[invalid-allow] content/a.md:3:11 this allows `dead-link` without a reason; help: write allow = { dead-link = \"why it is right here\" }"
        );
        assert!(found[1].starts_with("error[dead-link]"));
    }
}
