//! A link by a name that several things have.

use std::collections::HashMap;

use crate::check::reference::{Form, Reference, missing, stem};
use crate::diagnostic::few::{FEW, few};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::lang::Lang;
use crate::model::page::{Page, Target};
use crate::model::site::{Missing, PageIndex, Site};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "ambiguous-link",
    severity: Severity::Error,
    about: "A link by a name that several pages, terms or pictures have, so that it could lead to \
            any of them.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut ids = None;
    for reference in missing(site) {
        let Missing::Ambiguous(candidates) = reference.missing else {
            continue;
        };
        let Target::Name { name, .. } = &*reference.target else {
            continue;
        };
        findings.push(match reference.form {
            Form::Image => picture(&reference, name, site),
            _ => {
                let ids = ids.get_or_insert_with(|| first_of_each_id(site));
                link(&reference, name, candidates, site, ids)
            }
        });
    }
}

type Ids<'a> = HashMap<(Lang, &'a str), PageIndex>;

fn first_of_each_id(site: &Site) -> Ids<'_> {
    let mut ids = HashMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        ids.entry((meta.lang, meta.id.value.as_str()))
            .or_insert(index);
    }
    ids
}

fn link(
    reference: &Reference<'_>,
    name: &str,
    candidates: &[(PageIndex, Option<u32>)],
    site: &Site,
    ids: &Ids<'_>,
) -> Diagnostic {
    let ways = candidates.iter().map(|&(index, heading)| {
        let page = &*site.pages[index].page;
        let id = page.meta.id.value.as_str();
        let first = ids.get(&(page.meta.lang, id)) == Some(&index);
        // An id stands for its page before any other name.
        let name = if first { id } else { stem(site, page) };
        match heading.filter(|_| !matches!(reference.form, Form::Field | Form::Item)) {
            Some(heading) => {
                let heading = &page.body.headings[heading as usize].id;
                reference.naming(&format!("{name}#{heading}"))
            }
            None => reference.naming(name),
        }
    });
    let message = format!("`{name}` could mean {} things", candidates.len());
    let finding = RULE
        .at(reference.span, message)
        .help(format!("write {}", few(ways, " or ")));
    candidates
        .iter()
        .take(FEW)
        .fold(finding, |finding, &(page, heading)| {
            let (span, message) = candidate(&site.pages[page].page, heading);
            finding.note(span, message)
        })
}

/// Where a candidate is, and what it is.
fn candidate(page: &Page, heading: Option<u32>) -> (Span, String) {
    match heading {
        Some(heading) => {
            let heading = &page.body.headings[heading as usize];
            (heading.span, format!("the term `{}`", heading.text))
        }
        None => {
            let title = page.meta.title.as_ref();
            let span = title.map_or(Span::whole(page.source), |title| title.span);
            (span, format!("the page `{}`", page.meta.title()))
        }
    }
}

fn picture(reference: &Reference<'_>, name: &str, site: &Site) -> Diagnostic {
    let wanted = name.to_lowercase();
    let paths = site.files.keys().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.to_lowercase() == wanted
    });
    let ways: Vec<String> = paths.map(|path| reference.naming(path)).collect();
    let message = format!("there are {} pictures `{name}`", ways.len());
    RULE.at(reference.span, message)
        .help(format!("write {}", few(ways.into_iter(), " or ")))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn each_candidate_is_named_as_one_would_type_it() {
        let a = "+++\ntitle = \"A\"\nsee_also = [\"Base\"]\n+++\n[[base|it]] [[one]]\n";
        let one = "+++\ntitle = \"Base\"\n+++\n";
        let glossary = "+++\ntitle = \"G\"\nkind = \"glossary\"\n+++\n\n## Base\n\nPeople.\n";
        let files = [
            ("content/a.md", a),
            ("content/x/one.md", one),
            ("content/glossary.md", glossary),
        ];
        let notes = "note content/glossary.md:6:1 the term `Base`; note content/x/one.md:2:9 the page `Base`";
        assert_eq!(
            of("ambiguous-link", &files),
            [
                format!(
                    "error[ambiguous-link] content/a.md:3:13 `Base` could mean 2 things; help: write \"glossary\" or \"one\"; {notes}"
                ),
                format!(
                    "error[ambiguous-link] content/a.md:5:3 `base` could mean 2 things; help: write [[glossary#base]] or [[one]]; {notes}"
                ),
            ]
        );
    }

    #[test]
    fn pictures_of_one_name_are_told_by_their_folders() {
        let page = titled("![[p.png|a picture]]");
        let files = [
            ("content/a.md", page.as_str()),
            ("content/x/p.png", ""),
            ("content/y/P.png", ""),
        ];
        assert_eq!(
            of("ambiguous-link", &files),
            [
                "error[ambiguous-link] content/a.md:4:4 there are 2 pictures `p.png`; help: write ![[x/p.png]] or ![[y/P.png]]"
            ]
        );
    }
}
