//! A link to an address that no page may have, such as one that runs code, and in raw HTML what a
//! browser would ask another computer for.

mod raw_html;

use crate::check::reference::{Form, Reference, missing};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::{EventKind, Page, Target};
use crate::parse::comment;
use crate::reach::{self, Reach};
use crate::site::{Missing, Site};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "refused-address",
    severity: Severity::Error,
    about: "A link to an address other than http, https, mailto and tel, or a picture from another \
            host, in the text or in raw HTML. Such a link could run code or tell the other host who \
            reads the page.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let refused = missing(site).filter(|reference| *reference.missing == Missing::Refused);
    findings.extend(refused.map(|reference| finding(&reference)));
    let pages = site.pages.iter().map(|page| &*page.page);
    for page in pages.filter(|page| page.body.has_raw_html) {
        judge_html(page, site.config.trust_html, findings);
    }
}

/// Where HTML is trusted, all is said of it but what nobody would type who knows what it does.
fn judge_html(page: &Page, is_trusted: bool, findings: &mut Vec<Diagnostic>) {
    for event in &page.body.events {
        let (EventKind::Html(text) | EventKind::InlineHtml(text)) = event.kind else {
            continue;
        };
        let html = page.body.words(text, event.span, &page.text);
        let is_verbatim = comment::is_verbatim(&page.text, event.span, html);
        for found in raw_html::addresses(html) {
            let reach = reach::reach(&found.address);
            let is_refused = match reach {
                Reach::Site | Reach::Person => false,
                Reach::Web => found.loads && !is_trusted,
                Reach::Disguised => found.loads || !is_trusted,
                Reach::Root | Reach::Other => !is_trusted,
            };
            if is_refused {
                let range = found.at..found.at + found.length;
                let place = comment::place(event.span, is_verbatim, range);
                findings.push(in_html(place, &found.address, reach));
            }
        }
    }
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
    if address.starts_with("//") {
        return finding.help(format!(
            "begin it with https: so that it reads https:{address}"
        ));
    }
    if reach::reach(address) == Reach::Disguised && !address.starts_with('\\') {
        return finding.help("type the whole address, with // after https: and no \\ in it");
    }
    let drive = address.as_bytes().get(1) == Some(&b':');
    match drive || address.starts_with("file:") || address.starts_with('\\') {
        true => finding.help("copy the file into the content folder and link to it there"),
        false => {
            finding.help("link to an address that begins with https://, http://, mailto: or tel:")
        }
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
                "<img src=/etc/hostname>",
                "4:10 `/etc/hostname` leads to the root of the disk when the site is read from one",
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
