//! A file that a reader's browser runs when it is opened.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::format::FileFormat;
use crate::model::site::{Resolution, Site};

pub(crate) static RULE: Rule = Rule {
    name: "active-attachment",
    severity: Severity::Warning,
    about: "A link to a file that browsers run, such as a page of HTML. It is published as it is, so it \
            may run scripts and ask other hosts for things, which the site itself never does.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for page in &site.pages {
        for (link, to) in page.page.body.links.iter().zip(&page.resolved.links) {
            if let (true, Resolution::File(path)) = (link.public, to)
                && let FileFormat::Active(sort) = site.files[path].format
                && said.insert(path)
            {
                let message =
                    format!("readers' browsers open `{path}` as {sort}, and run what is in it");
                let finding = RULE.at(link.target_span, message).help(format!(
                    "link to a PDF or a picture of it; if it is yours and meant to run, write \
                     <!-- allow {}: why --> on the line before",
                    RULE.name
                ));
                findings.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn a_file_that_browsers_run_is_told_at_its_first_link_alone() {
        let page = titled("[plan](plan.xhtml) [again](plan.xhtml) [notes](notes.txt) [odd](odd)");
        let files = [
            ("content/a.md", page.as_str()),
            ("content/b.md", &titled("[plan](plan.xhtml)")),
            ("content/plan.xhtml", "<html/>"),
            ("content/notes.txt", "<script>1</script>"),
            ("content/odd", "<script>1</script>"),
            ("content/nobody-links-here.html", "<p>"),
        ];
        let help = "help: link to a PDF or a picture of it; if it is yours and meant to run, write \
                    <!-- allow active-attachment: why --> on the line before";
        assert_eq!(
            of("active-attachment", &files),
            [
                format!(
                    "warning[active-attachment] content/a.md:4:8 readers' browsers open `plan.xhtml` as a page of the web, and run what is in it; {help}"
                ),
                format!(
                    "warning[active-attachment] content/a.md:4:65 readers' browsers open `odd` as a page of the web, and run what is in it; {help}"
                ),
            ]
        );
    }

    #[test]
    fn a_writer_who_means_it_may_say_so() {
        let page = titled("<!-- allow active-attachment: our own slides -->\n[slides](s.html)");
        let files = [("content/a.md", page.as_str()), ("content/s.html", "<p>")];
        assert!(of("active-attachment", &files).is_empty());
    }
}
