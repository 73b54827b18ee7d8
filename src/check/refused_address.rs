//! A link to an address that no page may have, such as one that runs code.

use crate::check::reference::{Form, Reference, missing};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::Target;
use crate::site::{Missing, Site};

pub(crate) const RULE: Rule = Rule {
    name: "refused-address",
    severity: Severity::Error,
    about: "A link to an address other than http, https, mailto and tel, or a picture from another \
            host. Such a link could run code or tell the other host who reads the page.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let refused = missing(site).filter(|reference| *reference.missing == Missing::Refused);
    findings.extend(refused.map(|reference| finding(&reference)));
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
    use crate::check::testing::of_text;

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
}
