//! Takes out the findings that writers allow, and says where an allowance is at fault.

use std::collections::HashMap;

use crate::check::{MADE, RULES, invalid_allow, unused_allow};
use crate::diagnostic::Diagnostic;
use crate::page::Allow;
use crate::site::Site;
use crate::source::SourceId;

/// An allowance that holds.
struct Valid<'a> {
    allow: &'a Allow,
    used: bool,
}

/// Takes out of `findings`, which are all there are, those that a page allows.
///
/// An allowance without a reason, or of a rule that does not exist, silences nothing.
pub(crate) fn silence(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut valid = valid(site, &mut faults);
    if !valid.is_empty() {
        findings.retain(|finding| !is_allowed(finding, &mut valid));
    }
    for page in &site.pages {
        for allowance in valid.get(&page.page.source).into_iter().flatten() {
            // Whether these are of use is known only when all sheets were made.
            let is_late = MADE
                .iter()
                .any(|rule| rule.name == allowance.allow.rule.value);
            if !allowance.used && !is_late {
                let rule = &allowance.allow.rule;
                faults.push(unused_allow::finding(rule.span, &rule.value));
            }
        }
    }
    findings.extend(faults);
}

/// Takes out of findings that came of making artifacts those that a page allows.
pub(crate) fn silence_made(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut valid = valid(site, &mut Vec::new());
    findings.retain(|finding| !is_allowed(finding, &mut valid));
}

/// The allowances of each page, drafts that are left out among them, since they are read too.
fn valid<'a>(site: &'a Site, faults: &mut Vec<Diagnostic>) -> HashMap<SourceId, Vec<Valid<'a>>> {
    let mut valid: HashMap<SourceId, Vec<Valid<'_>>> = HashMap::new();
    let pages = site.pages.iter().map(|page| &page.page);
    for page in pages.chain(&site.drafts) {
        for allow in &page.meta.allow {
            let rule = &allow.rule;
            if !RULES.iter().any(|known| known.name == rule.value) {
                let names = RULES.iter().map(|known| known.name);
                faults.push(invalid_allow::unknown_rule(rule.span, &rule.value, names));
            } else if allow.reason.is_none() {
                let field = allow.place.is_none();
                faults.push(invalid_allow::no_reason(rule.span, &rule.value, field));
            } else {
                let allowance = Valid { allow, used: false };
                valid.entry(page.source).or_default().push(allowance);
            }
        }
    }
    valid
}

fn is_allowed(finding: &Diagnostic, valid: &mut HashMap<SourceId, Vec<Valid<'_>>>) -> bool {
    let Some(allowances) = valid.get_mut(&finding.span.source) else {
        return false;
    };
    let mut allowed = false;
    // All that hold are used, so that none of two is said to be of no use.
    for allowance in allowances {
        let place = allowance.allow.place;
        let here = place.is_none_or(|place| place.range().contains(&(finding.span.start as usize)));
        if here && allowance.allow.rule.value == finding.rule {
            allowance.used = true;
            allowed = true;
        }
    }
    allowed
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
                "note[unused-allow] content/a.md:12:1 `dead-link` finds nothing here; help: delete the allowance",
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
