//! Pages or sections that would be shown within themselves.

use std::collections::BTreeSet;

use crate::check::large_embed::name;
use crate::diagnostic::few::{FEW, few};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::{Embed, EventKind};
use crate::model::site::{PageIndex, Resolution, Shown, Site};
use crate::resolve::cycles::cycles;

pub(crate) static RULE: Rule = Rule {
    name: "embed-cycle",
    severity: Severity::Error,
    about: "A page or section that embeds itself, directly or through others, so that it would \
            never end.",
};

/// An embed that everyone may read, which is all that other pages take along.
struct Place<'a> {
    page: PageIndex,
    /// Its event.
    at: u32,
    embed: &'a Embed,
    shown: Shown,
}

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let places = places(site);
    let shown: BTreeSet<Shown> = places.iter().map(|place| place.shown).collect();
    let shown: Vec<Shown> = shown.into_iter().collect();
    let steps: Vec<Vec<usize>> = shown
        .iter()
        .map(|part| {
            let inner = inside(site, &places, *part).iter();
            let next: BTreeSet<usize> = inner
                .filter_map(|place| shown.binary_search(&place.shown).ok())
                .collect();
            next.into_iter().collect()
        })
        .collect();
    for circle in cycles(&steps) {
        let circle: Vec<Shown> = circle.into_iter().map(|at| shown[at]).collect();
        findings.extend(finding(site, &places, &circle));
    }
}

/// The embeds that show something, by page and event.
fn places(site: &Site) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        let body = &page.page.body;
        if body.embeds.is_empty() {
            continue;
        }
        for (at, event) in body.visible(body.whole()) {
            if let EventKind::Embed(embed) = event.kind
                && let Resolution::Page { page: to, heading } = page.resolved.embeds[embed as usize]
            {
                places.push(Place {
                    page: index,
                    at,
                    embed: &body.embeds[embed as usize],
                    shown: (to, heading),
                });
            }
        }
    }
    places
}

/// The embeds within a page or section.
fn inside<'p, 'a>(site: &Site, places: &'p [Place<'a>], (page, heading): Shown) -> &'p [Place<'a>] {
    let body = &site.pages[page].page.body;
    let range = match heading {
        Some(heading) => body.headings[heading as usize].events.clone(),
        None => body.whole(),
    };
    let before = |end: u32| places.partition_point(|place| (place.page, place.at) < (page, end));
    &places[before(range.start)..before(range.end)]
}

fn finding(site: &Site, places: &[Place<'_>], circle: &[Shown]) -> Option<Diagnostic> {
    let span = |at: usize| {
        let next = circle[(at + 1) % circle.len()];
        let mut inner = inside(site, places, circle[at]).iter();
        Some(inner.find(|place| place.shown == next)?.embed.span)
    };
    let names: Vec<String> = circle.iter().map(|part| name(site, *part)).collect();
    let first = &names[0];
    let message = match names.len() {
        1 => format!("{first} embeds itself"),
        _ => format!(
            "{first} embeds {}, which embeds {first} again",
            few(names[1..].iter().cloned(), ", which embeds ")
        ),
    };
    let mut finding = RULE.at(span(0)?, message);
    for (at, name) in names.iter().enumerate().take(FEW).skip(1) {
        finding = finding.note(span(at)?, format!("{name} embeds here"));
    }
    Some(finding.help("link instead, with [[…]] and no exclamation mark"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    fn cycles(pages: &[(&str, &str)]) -> Vec<String> {
        let pages: Vec<(&str, String)> = pages.iter().map(|(p, text)| (*p, titled(text))).collect();
        let pages: Vec<(&str, &str)> = pages.iter().map(|(p, text)| (*p, text.as_str())).collect();
        of("embed-cycle", &pages)
    }

    const HELP: &str = "help: link instead, with [[…]] and no exclamation mark";

    #[test]
    fn a_circle_is_named_once_with_its_chain() {
        let pages = [
            ("content/a.md", "![[b]]"),
            ("content/b.md", "![[c#two]]"),
            ("content/c.md", "## One\n\n## Two\n\n![[a]]"),
            ("content/d.md", "![[a]]"),
        ];
        assert_eq!(
            cycles(&pages),
            [format!(
                "error[embed-cycle] content/a.md:4:1 `a` embeds `b`, which embeds `c#two`, which embeds `a` again; {HELP}; note content/b.md:4:1 `b` embeds here; note content/c.md:8:1 `c#two` embeds here"
            )]
        );
    }

    #[test]
    fn a_page_may_show_another_section_of_itself_but_not_its_own() {
        assert_eq!(
            cycles(&[("content/a.md", "## One\n\nText.\n\n## Two\n\n![[#one]]")]).len(),
            0,
        );
        assert_eq!(
            cycles(&[("content/a.md", "## One\n\n![[a#one]]\n\n## Two\n\nText.")]),
            [format!(
                "error[embed-cycle] content/a.md:6:1 `a#one` embeds itself; {HELP}"
            )]
        );
    }

    #[test]
    fn a_section_without_the_embed_and_text_for_the_facilitator_close_no_circle() {
        let pages = [
            ("content/a.md", "## One\n\n![[b]]\n\n## Two\n\nText."),
            ("content/b.md", "![[a#two]]\n\n> [!SAY]\n> ![[a]]"),
        ];
        assert!(cycles(&pages).is_empty());
    }
}
