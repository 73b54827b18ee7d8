//! Embeds that would show more of other pages than there is room for.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::limits::{EMBED_DEPTH, EMBEDDED_ON_PAGE, EMBEDDED_ON_SITE, size_in_words};
use crate::model::site::{LinkedEmbed, PageIndex, Shown, Site, Unshown};

pub(crate) static RULE: Rule = Rule {
    name: "large-embed",
    severity: Severity::Warning,
    about: "An embed that is shown as a link, since with it a page, or the whole site, would show too much \
            of other pages, or since embeds stand in embeds too deep.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (index, page) in site.pages.iter().enumerate() {
        let linked = page.linked_embeds.iter();
        let mut bounded = linked.filter(|one| one.why.is_of_limit());
        if let Some(first) = bounded.next() {
            findings.extend(finding(site, index, first, bounded.count()));
        }
    }
}

/// The finding on the first embed of a page that became a link, after which `more` did.
fn finding(site: &Site, page: PageIndex, first: &LinkedEmbed, more: usize) -> Option<Diagnostic> {
    let (page_limit, site_limit) = (
        EMBEDDED_ON_PAGE.most_in_words(),
        EMBEDDED_ON_SITE.most_in_words(),
    );
    let (reason, way) = match first.why {
        Unshown::Endless | Unshown::EndlessElsewhere => return None,
        // Each limit has its own way out, since what helps against one does nothing for another.
        Unshown::TooDeep => (
            format!("embeds stand in embeds more than {} deep", EMBED_DEPTH.most),
            "link with [[…]] and no exclamation mark, or embed what is at the end of the chain",
        ),
        Unshown::PageIsFull(bytes) => (
            format!(
                "with it this page would show {} of others, at most {page_limit}",
                size_in_words(bytes)
            ),
            "embed one section of it, with ![[page#heading]], or link with [[…]] and no exclamation mark",
        ),
        Unshown::SiteIsFull => (
            format!("all pages together show {site_limit} of others already"),
            "embed less on the pages before it, or link with [[…]] and no exclamation mark",
        ),
    };
    let body = &site.pages[page].page.body;
    let mut message = format!(
        "this embed is shown as a link: {reason}: {}",
        chain(site, page, &first.chain)
    );
    if more > 0 {
        message += &format!("; {more} more on this page are links too");
    }
    Some(
        RULE.at(body.embeds[first.embed as usize].span, message)
            .help(way),
    )
}

/// What is shown within what, from `page` on.
fn chain(site: &Site, page: PageIndex, shown: &[Shown]) -> String {
    let names = shown.iter().map(|part| name(site, *part));
    let first = name(site, (page, None));
    std::iter::once(first)
        .chain(names)
        .collect::<Vec<_>>()
        .join(" → ")
}

/// What an embed of this would be typed as.
pub(super) fn name(site: &Site, (page, heading): Shown) -> String {
    let page = &site.pages[page].page;
    let id = &page.meta.id.value;
    match heading {
        Some(heading) => format!("`{id}#{}`", page.body.headings[heading as usize].id),
        None => format!("`{id}`"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn the_chain_is_named_once_a_page() {
        let pages: Vec<(String, String)> = (0..10)
            .map(|at| {
                let next = format!("![[p{}]]\n\n", at + 1).repeat(2);
                (format!("content/p{at}.md"), titled(&next))
            })
            .chain([("content/p10.md".to_owned(), titled("Text."))])
            .collect();
        let pages: Vec<(&str, &str)> = pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let found = of("large-embed", &pages);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(
            found[0],
            "warning[large-embed] content/p0.md:4:1 this embed is shown as a link: embeds stand in embeds more than 8 \
             deep: `p0` → `p1` → `p2` → `p3` → `p4` → `p5` → `p6` → `p7` → `p8` → `p9` → `p10`; 1 more on this page are \
             links too; help: link with [[…]] and no exclamation mark, or embed what is at the end of the chain"
        );
    }

    #[test]
    fn a_page_that_is_full_says_how_full() {
        let long = titled(&"word ".repeat(500_000));
        let a = titled(&"![[b]]\n\n".repeat(5));
        let found = of(
            "large-embed",
            &[("content/a.md", &a), ("content/b.md", &long)],
        );
        assert_eq!(
            found,
            [
                "warning[large-embed] content/a.md:12:1 this embed is shown as a link: with it this page would show 12 MB \
                 of others, at most 10 MB: `a` → `b`; help: embed one section of it, with ![[page#heading]], or link with \
                 [[…]] and no exclamation mark"
            ]
        );
    }
}
