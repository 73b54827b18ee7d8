//! A link to an address that no page may have, such as one that runs code, and in raw HTML what a
//! browser would ask another computer for.

mod raw_html;

use std::collections::HashSet;

use crate::check::reference::{Form, Reference, missing};
use crate::check::removed_html;
use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::address::{self, Reach};
use crate::model::page::{EventKind, Page, Target};
use crate::model::site::{Missing, Site};
use crate::model::source::Span;
use crate::parse::comment;

pub(crate) static RULE: Rule = Rule {
    name: "refused-address",
    severity: Severity::Error,
    about: "A link to an address other than http, https, mailto and tel, or a picture from another \
            host, in the text or in raw HTML. Such a link could run code or tell the other host who \
            reads the page.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let refused = missing(site).filter(|reference| *reference.missing == Missing::Refused);
    findings.extend(refused.map(|reference| finding(&reference)));
    let allowed = removed_html::allowed();
    let pages = site.pages.iter().map(|page| &*page.page);
    for page in pages.filter(|page| page.body.has_raw_html) {
        let is_trusted = site.config.trust_html && page.is_ours();
        judge_html(page, is_trusted, &allowed, findings);
    }
}

/// Where HTML is trusted, all is said of it but what nobody would type who knows what it does.
/// What is loaded from elsewhere is one finding for a page, and what is taken out with its element none.
fn judge_html(
    page: &Page,
    is_trusted: bool,
    allowed: &HashSet<&str>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut loaded: Option<(Diagnostic, usize)> = None;
    for event in &page.body.events {
        let (EventKind::Html(text) | EventKind::InlineHtml(text)) = event.kind else {
            continue;
        };
        let html = page.body.words(text, event.span, &page.text);
        let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
        let found = raw_html::addresses(html).into_iter();
        let is_kept = |found: &raw_html::Found| {
            found.element.is_empty() || allowed.contains(found.element.as_str())
        };
        for found in found.filter(|found| is_trusted || is_kept(found)) {
            let reach = address::reach(&found.address);
            let is_refused = match reach {
                Reach::Site | Reach::Person => false,
                Reach::Web => found.loads && !is_trusted,
                Reach::Disguised => found.loads || !is_trusted,
                // It counts from the content's root, as in Markdown.
                Reach::Root if found.is_of_site => false,
                Reach::Root | Reach::Other => !is_trusted,
            };
            if is_refused {
                let range = found.at..found.at + found.length;
                let place = comment::place(event.span, is_verbatim, range);
                let finding = in_html(place, &found.address, reach);
                if reach != Reach::Web {
                    findings.push(finding);
                    continue;
                }
                match &mut loaded {
                    Some((_, count)) => *count += 1,
                    None => loaded = Some((finding, 1)),
                }
            }
        }
    }
    findings.extend(loaded.map(|(mut finding, count)| {
        if count > 1 {
            finding
                .message
                .push_str(&format!(" ({count} such on this page)"));
        }
        finding
    }));
}

fn in_html(place: Span, address: &str, reach: Reach) -> Diagnostic {
    let shown = address.escape_debug().to_string().replace("\\\\", "\\");
    let (message, help) = match reach {
        Reach::Web => (
            format!("a page loads nothing from elsewhere, and `{shown}` would be"),
            "copy the file into the content folder: ![what it shows](photo.png)",
        ),
        Reach::Disguised => (
            format!("a browser reads `{shown}` as the address of another computer"),
            "type the whole address, https://example.org/page, or a path from this page",
        ),
        Reach::Root => (
            format!("`{shown}` leads to the root of the disk when the site is read from one"),
            "type the path from this page: ../pictures/photo.png",
        ),
        _ => (
            format!("pages do not link to `{shown}`"),
            "link to an address that begins with https://, http://, mailto: or tel:",
        ),
    };
    RULE.at(place, message).help(help)
}

fn finding(reference: &Reference<'_>) -> Diagnostic {
    let address = match &*reference.target {
        Target::Refused(address) | Target::External(address) => address,
        _ => reference.typed(),
    };
    if reference.form == Form::Image {
        return RULE
            .at(reference.span, "a page shows no pictures from elsewhere")
            .help("copy the picture into the content folder: ![what it shows](photo.png)");
    }
    let finding = RULE.at(reference.span, format!("pages do not link to `{address}`"));
    // Each kind of address that is refused has its own way out, if there is one.
    if address.starts_with("//") {
        return finding
            .help(format!(
                "begin it with https: so that it reads https:{address}"
            ))
            .suggest(Suggestion::inner(
                Maybe,
                reference.span,
                address,
                format!("https:{address}"),
            ));
    }
    if address::reach(address) == Reach::Disguised && !address.starts_with('\\') {
        return finding.help("type the whole address, with // after https: and no \\ in it");
    }
    let drive = address.as_bytes().get(1) == Some(&b':');
    if drive || address.starts_with("file:") || address.starts_with('\\') {
        finding.help("copy the file into the content folder and link to it there")
    } else {
        finding.help("link to an address that begins with https://, http://, mailto: or tel:")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text, titled};

    #[test]
    fn each_refused_address_gets_a_way_out() {
        for (text, expected) in [
            (
                "[x](javascript:alert(1))",
                "5 pages do not link to `javascript:alert(1)`; help: link to an address that begins with https://, http://, mailto: or tel:",
            ),
            (
                "[x](//example.org/a)",
                "5 pages do not link to `//example.org/a`; help: begin it with https: so that it reads https://example.org/a",
            ),
            (
                "[x](file:///home/me/a.pdf)",
                "5 pages do not link to `file:///home/me/a.pdf`; help: copy the file into the content folder and link to it there",
            ),
            (
                "![x](https://example.org/a.png)",
                "6 a page shows no pictures from elsewhere; help: copy the picture into the content folder: ![what it shows](photo.png)",
            ),
        ] {
            let expected = format!("error[refused-address] content/a.md:4:{expected}");
            assert_eq!(of_text("refused-address", text), [expected], "{text}");
        }
    }

    #[test]
    fn addresses_in_raw_html_are_told_where_they_stand() {
        for (text, expected) in [
            (
                "a <img src=\"\\\\host\\share\\x.png\">",
                "4:13 a browser reads `\\\\host\\share\\x.png` as the address of another computer",
            ),
            (
                "<img src=/\\host/x>",
                "4:10 a browser reads `/\\host/x` as the address of another computer",
            ),
            (
                "<a href=\"https:host/x\">a</a>",
                "4:10 a browser reads `https:host/x` as the address of another computer",
            ),
            (
                "<a href=\"ht&#9;tps://host/\">a</a>",
                "4:1 a browser reads `ht\\ttps://host/` as the address of another computer",
            ),
            (
                "<q cite=/etc/hostname>a</q>",
                "4:9 `/etc/hostname` leads to the root of the disk when the site is read from one",
            ),
            (
                "<img src=https://example.org/a.png>",
                "4:10 a page loads nothing from elsewhere, and `https://example.org/a.png` would be",
            ),
            (
                "<a href=javascript:x>a</a>",
                "4:9 pages do not link to `javascript:x`",
            ),
            (
                "<img src=https://example.org/a.png><img src=https://example.org/b.png>",
                "4:10 a page loads nothing from elsewhere, and `https://example.org/a.png` would be (2 such on this page)",
            ),
            (
                "> <div\n> style=\"background:url(//host/b)\">\n> </div>",
                "4:3 a browser reads `//host/b` as the address of another computer",
            ),
        ] {
            let found = of_text("refused-address", text);
            let expected = format!("error[refused-address] content/a.md:{expected}; help: ");
            assert_eq!(found.len(), 1, "{text} {found:?}");
            assert!(
                found[0].starts_with(&expected),
                "{text}\n{found:?}\n{expected}"
            );
        }
        for text in [
            "<a href=\"b.html\">a</a>",
            "<a href=https://example.org>a</a>",
            "<iframe src=https://example.org/></iframe>",
            "<img src=/pictures/a.png alt=a>",
        ] {
            assert!(of_text("refused-address", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn trusted_html_is_told_of_hidden_hosts_alone() {
        let site = ("site.toml", "title = \"T\"\ntrust_html = true\n");
        for (html, is_told) in [
            ("<img src=\"\\\\host\\x.png\">", true),
            ("<img src=//host/x.png>", true),
            ("<img src=https://example.org/x.png>", false),
            ("<a href=//host/x>a</a>", false),
        ] {
            let page = titled(html);
            let found = of("refused-address", &[site, ("content/a.md", &page)]);
            assert_eq!(found.len(), usize::from(is_told), "{html} {found:?}");
        }
    }
}
