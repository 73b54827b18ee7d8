//! A link to a heading that its page does not have.

use std::collections::{HashMap, HashSet};

use crate::check::reference::{Form, Reference, missing};
use crate::diagnostic::suggest::{Candidates, MOST_SUGGESTIONS};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::{Page, Target};
use crate::model::site::{Missing, PageIndex, Site};

pub(crate) static RULE: Rule = Rule {
    name: "dead-heading",
    severity: Severity::Error,
    about: "A link to a heading that its page does not have, or that not everyone may read. The \
            link would lead to the head of the page, and the reader would have to search.",
};

/// A page with more headings than this is not told by all of them.
const FEW: usize = 8;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut known: HashMap<PageIndex, Headings<'_>> = HashMap::new();
    for (said, reference) in missing(site).enumerate() {
        if let Missing::Heading(page) = reference.missing {
            let headings = known
                .entry(*page)
                .or_insert_with(|| Headings::of(&site.pages[*page].page));
            findings.push(finding(&reference, headings, said < MOST_SUGGESTIONS));
        }
    }
}

/// The headings of a page, made once for all links to those that it does not have.
struct Headings<'a> {
    page: &'a Page,
    hidden: HashSet<&'a str>,
    /// The ids of those that links may name.
    ids: Vec<&'a str>,
    near_ids: Candidates<'a>,
    /// The ids by the words.
    near_words: Candidates<'a>,
}

impl<'a> Headings<'a> {
    fn of(page: &'a Page) -> Self {
        let headings = &page.body.headings;
        let hidden = headings.iter().filter(|heading| !heading.public);
        let public = || headings.iter().filter(|heading| heading.public);
        let mut near_ids = Candidates::default();
        let mut near_words = Candidates::default();
        for heading in public() {
            near_ids.add(&heading.id);
            near_words.add_as(&heading.text, &heading.id);
        }
        Headings {
            page,
            hidden: hidden.map(|heading| &*heading.id).collect(),
            ids: public().map(|heading| &*heading.id).collect(),
            near_ids,
            near_words,
        }
    }

    /// The id of the heading whose id, or else whose words, are nearest to what is wanted.
    fn near(&self, wanted: &str) -> Option<&'a str> {
        let by_words = || self.near_words.nearest(wanted);
        self.near_ids.nearest(wanted).or_else(by_words)
    }
}

/// A nearest heading is looked for only where `suggests`.
fn finding(reference: &Reference<'_>, headings: &Headings<'_>, suggests: bool) -> Diagnostic {
    let (page, ids) = (headings.page, &headings.ids);
    let wanted = wanted(&reference.target);
    if headings.hidden.contains(wanted) {
        let message = format!("`{wanted}` is a heading that not everyone may read");
        return RULE
            .at(reference.span, message)
            .help("take the link out, or move the heading out of the facilitator's block");
    }
    let message = if page.source == reference.span.source {
        format!("this page has no heading `{wanted}`")
    } else {
        format!(
            "the page `{}` has no heading `{wanted}`",
            page.meta.id.value
        )
    };
    let finding = RULE.at(reference.span, message);
    let near = if suggests {
        headings.near(wanted)
    } else {
        None
    };
    if let Some(near) = near {
        return finding
            .help(format!("did you mean {}?", typed(reference, near)))
            .suggest(reference.other_heading(near));
    }
    // Where nothing is near, the page has changed, and that is one cause for all that led to its headings.
    let finding = finding.fact(format!("headings of {}", page.path));
    match ids.len() {
        0 => finding.help("that page has no headings; leave out the # and what follows it"),
        count if count > FEW => finding.help(format!(
            "its first headings are {}; leave out the # and what follows it for the whole page",
            ids[..FEW].join(", ")
        )),
        _ => finding.help(format!("its headings are {}", ids.join(", "))),
    }
}

/// The heading that a target names.
fn wanted(target: &Target) -> &str {
    match target {
        Target::Here { heading } => heading,
        Target::Name { heading, .. } | Target::Path { heading, .. } => {
            heading.as_deref().unwrap_or("")
        }
        _ => "",
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
    fn a_heading_for_the_facilitator_is_not_to_be_linked_to() {
        assert_eq!(
            beside("[[b#secret]]", "> [!SAY]\n> ## Secret"),
            "3 `secret` is a heading that not everyone may read; help: take the link out, or move the heading out of the facilitator's block"
        );
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
