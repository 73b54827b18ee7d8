//! A link to a heading that its page does not have.

use crate::check::reference::{Form, Reference, missing};
use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::page::{Page, Target};
use crate::site::{Missing, Site};

pub(crate) const RULE: Rule = Rule {
    name: "dead-heading",
    severity: Severity::Error,
    about: "A link to a heading that its page does not have, or that not everyone may read. The \
            link would lead to the head of the page, and the reader would have to search.",
};

/// A page with more headings than this is not told by all of them.
const FEW: usize = 8;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for reference in missing(site) {
        if let Missing::Heading(page) = reference.missing {
            let page = &site.pages[*page].page;
            findings.push(finding(&reference, page));
        }
    }
}

fn finding(reference: &Reference<'_>, page: &Page) -> Diagnostic {
    let wanted = match &*reference.target {
        Target::Here { heading } => heading,
        Target::Name {
            heading: Some(heading),
            ..
        }
        | Target::Path {
            heading: Some(heading),
            ..
        } => heading,
        _ => "",
    };
    let headings = &page.body.headings;
    if headings.iter().any(|h| !h.public && *h.id == *wanted) {
        let message = format!("not everyone may read the part `{wanted}` of this page");
        return RULE
            .at(reference.span, message)
            .help("take the link out, or move the part out of the facilitator's block");
    }
    let message = match page.source == reference.span.source {
        true => format!("this page has no heading `{wanted}`"),
        false => format!(
            "the page `{}` has no heading `{wanted}`",
            page.meta.id.value
        ),
    };
    let finding = RULE.at(reference.span, message);
    let public = || headings.iter().filter(|heading| heading.public);
    let near = nearest(wanted, public().map(|heading| &*heading.id)).or_else(|| {
        let text = nearest(wanted, public().map(|heading| &*heading.text))?;
        public().find(|h| &*h.text == text).map(|h| &*h.id)
    });
    if let Some(near) = near {
        return finding.help(format!("did you mean {}?", typed(reference, near)));
    }
    let ids: Vec<&str> = public().map(|heading| &*heading.id).collect();
    match ids.len() {
        0 => finding.help("that page has no headings; leave out the # and what follows it"),
        count if count > FEW => finding.help(format!(
            "its first headings are {}; leave out the # and what follows it for the whole page",
            ids[..FEW].join(", ")
        )),
        _ => finding.help(format!("its headings are {}", ids.join(", "))),
    }
}

/// The link with this heading, as the writer would type it.
fn typed(reference: &Reference<'_>, heading: &str) -> String {
    let text = reference.typed();
    let (before, _) = text.split_once('#').unwrap_or(("", ""));
    let before = if before.contains(['[', '(']) {
        ""
    } else {
        before
    };
    match (&*reference.target, reference.form) {
        (Target::Name { .. }, Form::Embed) => format!("![[{before}#{heading}]]"),
        (Target::Name { .. }, _) => format!("[[{before}#{heading}]]"),
        _ => format!("{before}#{heading}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    fn beside(text: &str, other: &str) -> String {
        let files = [
            ("content/a.md", titled(text)),
            ("content/b.md", titled(other)),
        ];
        let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
        let found = of("dead-heading", &files).join("\n");
        found.replace("error[dead-heading] content/a.md:4:", "")
    }

    #[test]
    fn the_nearest_heading_is_named_as_the_writer_types_it() {
        for (text, expected) in [
            (
                "[[b#stps]]",
                "3 the page `b` has no heading `stps`; help: did you mean [[b#steps]]?",
            ),
            (
                "[x](b.md#stps)",
                "5 the page `b` has no heading `stps`; help: did you mean b.md#steps?",
            ),
            (
                "![[b#stps]]",
                "4 the page `b` has no heading `stps`; help: did you mean ![[b#steps]]?",
            ),
            (
                "[x](#stps)\n\n## Steps",
                "5 this page has no heading `stps`; help: did you mean #steps?",
            ),
            (
                "[[b#elsewhere]]",
                "3 the page `b` has no heading `elsewhere`; help: its headings are steps, after-it",
            ),
            ("[[b#Steps]] [[b#After it]]", ""),
        ] {
            assert_eq!(
                beside(text, "## Steps\n\nx\n\n## After it\n\nx"),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_page_without_headings_and_one_with_many_are_told_apart() {
        assert_eq!(
            beside("[[b#x]]", "text"),
            "3 the page `b` has no heading `x`; help: that page has no headings; leave out the # and what follows it"
        );
        let many: String = (0..20)
            .map(|n| format!("## Part number {n}\n\nx\n\n"))
            .collect();
        assert!(beside("[[b#x]]", &many).contains("its first headings are part-number-0, "));
    }
}
