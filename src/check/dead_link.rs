//! A link, an embed, an image or a relation to something that is not there.

mod near;

use std::collections::HashSet;

use near::{Near, file_name};

use crate::check::reference::{Form, Reference, missing};
use crate::check::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::{Page, Target};
use crate::site::{Missing, Site};
use crate::source::Spanned;

pub(crate) const RULE: Rule = Rule {
    name: "dead-link",
    severity: Severity::Error,
    about: "A link, an embed, an image or a relation that leads nowhere: to a page or file that is \
            not there, to a draft that is left out, or out of the content folder.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let dead: Vec<Reference<'_>> = missing(site)
        .filter(|reference| {
            let missing = reference.missing;
            matches!(
                missing,
                Missing::Nothing | Missing::Draft | Missing::Outside
            )
        })
        .collect();
    if !dead.is_empty() {
        let near = Near::of(site, &dead);
        findings.extend(dead.iter().map(|reference| finding(reference, &near)));
    }
    judge_originals(site, findings);
}

fn finding(reference: &Reference<'_>, near: &Near<'_>) -> Diagnostic {
    match (reference.missing, &*reference.target) {
        (Missing::Draft, _) => draft(reference),
        (Missing::Outside, _) => outside(reference),
        (_, Target::Path { path, .. }) => by_path(reference, path, near),
        (_, Target::Name { name, .. }) => by_name(reference, name, near),
        _ => RULE.at(reference.span, "this leads nowhere"),
    }
}

fn draft(reference: &Reference<'_>) -> Diagnostic {
    let message = format!(
        "`{}` is a draft, and drafts are left out",
        reference.typed()
    );
    RULE.at(reference.span, message)
        .help("finish that page and delete its `draft = true`, or use --drafts to see drafts too")
}

fn outside(reference: &Reference<'_>) -> Diagnostic {
    let message = format!("`{}` leads out of the content folder", reference.typed());
    RULE.at(reference.span, message)
        .help("copy the file into the content folder and link to it there")
}

/// A link by path: `[text](../methods/one-to-one.md)`.
fn by_path(reference: &Reference<'_>, path: &str, near: &Near<'_>) -> Diagnostic {
    let typed = reference.typed();
    if path.is_empty() {
        return RULE
            .at(reference.span, "this link names nothing")
            .help("put what it leads to between the parentheses: [text](page.md)");
    }
    let what = match reference.form {
        Form::Image => "picture",
        _ if path.ends_with(".md") || !path.contains('.') => "page",
        _ => "file",
    };
    let finding = RULE.at(reference.span, format!("there is no {what} `{path}`"));
    let page = path.strip_suffix(".html").map(|stem| format!("{stem}.md"));
    if let Some(page) = page.filter(|page| near.is_page(page)) {
        let right = reference.leading_to(&page);
        return finding.help(format!(
            "name the page's own file, which ends in .md: {right}"
        ));
    }
    if typed.contains('\\') {
        let right = typed.replace('\\', "/");
        return finding.help(format!("put / between folders: {right}"));
    }
    match near.path(path) {
        Some(right) => finding.help(format!("did you mean {}?", reference.leading_to(right))),
        None => finding.help(format!("make content/{path}, or take the link out")),
    }
}

/// A link by name: `[[one-to-one]]`, or a relation.
fn by_name(reference: &Reference<'_>, name: &str, near: &Near<'_>) -> Diagnostic {
    if reference.form == Form::Image {
        let finding = RULE.at(reference.span, format!("there is no picture `{name}`"));
        return match near.path(name) {
            Some(right) => finding.help(format!("did you mean ![[{}]]?", file_name(right))),
            None => finding.help("put the picture into the content folder, or check its name"),
        };
    }
    let message = format!("there is no page or term `{name}`");
    let finding = RULE.at(reference.span, message);
    if let Some(right) = near.name(name) {
        let whole = match &*reference.target {
            Target::Name {
                heading: Some(heading),
                ..
            } => format!("{right}#{heading}"),
            _ => right.to_owned(),
        };
        return finding.help(format!("did you mean {}?", reference.naming(&whole)));
    }
    match near.file(name) {
        Some(file) => finding.help(format!("link to a file by its path: [text](/{file})")),
        None => finding.help("check its spelling, write that page, or take the link out"),
    }
}

/// Pages that translate a page which is not there.
fn judge_originals(site: &Site, findings: &mut Vec<Diagnostic>) {
    let translating = || {
        let pages = site.pages.iter();
        pages.filter_map(|page| page.page.meta.translation_of.as_ref())
    };
    if translating().next().is_none() {
        return;
    }
    let ids: HashSet<&str> = site.pages.iter().map(|page| id(&page.page)).collect();
    let drafts: HashSet<&str> = site.drafts.iter().map(|page| id(page)).collect();
    let dead: Vec<&Spanned<String>> = translating()
        .filter(|original| !ids.contains(original.value.as_str()))
        .collect();
    let mut vocabulary = Vocabulary::default();
    if !dead.is_empty() {
        let pages = site.pages.iter();
        pages.for_each(|page| vocabulary.add(id(&page.page)));
    }
    let near = vocabulary.nearest_of_each(dead.iter().map(|original| original.value.as_str()));
    for original in dead {
        let id = original.value.as_str();
        let draft = drafts.contains(id);
        findings.push(no_original(original, draft, near.get(id).copied()));
    }
}

fn id(page: &Page) -> &str {
    &page.meta.id.value
}

fn no_original(original: &Spanned<String>, draft: bool, near: Option<&str>) -> Diagnostic {
    let id = &original.value;
    if draft {
        let message = format!("the original `{id}` is a draft, and drafts are left out");
        return RULE
            .at(original.span, message)
            .help("finish the original first");
    }
    let finding = RULE.at(
        original.span,
        format!("there is no page `{id}` to translate"),
    );
    match near {
        Some(near) => finding.help(format!("did you mean \"{near}\"?")),
        None => finding.help("give the id of the page in its first language"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text, titled};

    const RULE: &str = "dead-link";

    fn beside(text: &str, others: &[(&str, &str)]) -> Vec<String> {
        let text = titled(text);
        let mut files = vec![("content/concepts/a.md", text.as_str())];
        files.extend(others);
        let found = of(RULE, &files);
        let short = found.iter().map(|line| {
            let (_, rest) = line.split_once("a.md:4:").unwrap_or(("", line));
            rest.to_owned()
        });
        short.collect()
    }

    const METHOD: (&str, &str) = (
        "content/methods/one-to-ones.md",
        "+++\ntitle = \"Relational meeting\"\naliases = [\"1-on-1\"]\n+++\n",
    );
    const GLOSSARY: (&str, &str) = (
        "content/glossary.md",
        "+++\ntitle = \"Glossary\"\nkind = \"glossary\"\n+++\n\n## Basis of unity\n\nWhat all share.\n",
    );

    #[test]
    fn a_misspelled_name_gets_the_nearest_id_title_alias_or_term() {
        for (text, expected) in [
            (
                "[[one-to-one#steps]]",
                "3 there is no page or term `one-to-one`; help: did you mean [[one-to-ones#steps]]?",
            ),
            (
                "[[Relational meetings|so]]",
                "3 there is no page or term `Relational meetings`; help: did you mean [[Relational meeting]]?",
            ),
            (
                "[[basis of unty]]",
                "3 there is no page or term `basis of unty`; help: did you mean [[Basis of unity]]?",
            ),
            (
                "![[one-on-ones]]",
                "4 there is no page or term `one-on-ones`; help: did you mean ![[one-to-ones]]?",
            ),
            (
                "[[cases/one-to-ones]]",
                "3 there is no page or term `cases/one-to-ones`; help: did you mean [[methods/one-to-ones]]?",
            ),
            (
                "[[conversations/one-to-one]]",
                "3 there is no page or term `conversations/one-to-one`; help: did you mean [[one-to-ones]]?",
            ),
            (
                "[[something else]]",
                "3 there is no page or term `something else`; help: check its spelling, write that page, or take the link out",
            ),
        ] {
            assert_eq!(beside(text, &[METHOD, GLOSSARY]), [expected], "{text}");
        }
    }

    #[test]
    fn a_path_gets_the_path_as_its_page_would_type_it() {
        for (text, expected) in [
            (
                "[x](../methods/one-to-one.md)",
                "5 there is no page `methods/one-to-one.md`; help: did you mean ../methods/one-to-ones.md?",
            ),
            (
                "[x](one-to-ones.md)",
                "5 there is no page `concepts/one-to-ones.md`; help: did you mean ../methods/one-to-ones.md?",
            ),
            (
                "[x](/method/one-to-ones)",
                "5 there is no page `method/one-to-ones`; help: did you mean /methods/one-to-ones?",
            ),
            ("[x](../methods/one-to-ones.html)", ""),
            (
                "[x](..\\methods\\one-to-ones.md)",
                "5 there is no page `concepts/..\\methods\\one-to-ones.md`; help: put / between folders: ../methods/one-to-ones.md",
            ),
            (
                "[x](../sheets/rols.pdf)",
                "5 there is no file `sheets/rols.pdf`; help: did you mean ../sheets/roles.pdf?",
            ),
            (
                "![x](phto.png)",
                "6 there is no picture `concepts/phto.png`; help: did you mean ../sheets/photo.png?",
            ),
            (
                "![[phto.png|x]]",
                "4 there is no picture `phto.png`; help: did you mean ![[photo.png]]?",
            ),
            (
                "[x](../../secret.md)",
                "5 `../../secret.md` leads out of the content folder; help: copy the file into the content folder and link to it there",
            ),
            (
                "[[roles.pdf]]",
                "3 there is no page or term `roles.pdf`; help: link to a file by its path: [text](/sheets/roles.pdf)",
            ),
        ] {
            let files = [
                METHOD,
                ("content/sheets/roles.pdf", "pdf"),
                ("content/sheets/photo.png", "png"),
            ];
            assert_eq!(beside(text, &files).join("\n"), expected, "{text}");
        }
    }

    #[test]
    fn a_relation_and_an_original_are_named_in_quotation_marks() {
        let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n";
        let page = "+++\ntitle = \"A\"\nlang = \"fr\"\ntranslation_of = \"one-to-one\"\nuses = [\"one-to-onse\"]\n+++\n";
        assert_eq!(
            of(RULE, &[("site.toml", site), ("content/a.md", page), METHOD]),
            [
                "error[dead-link] content/a.md:4:18 there is no page `one-to-one` to translate; help: did you mean \"one-to-ones\"?",
                "error[dead-link] content/a.md:5:9 there is no page or term `one-to-onse`; help: did you mean \"one-to-ones\"?",
            ]
        );
    }

    #[test]
    fn a_draft_is_said_to_be_one() {
        let draft = "+++\ntitle = \"B\"\ndraft = true\n+++\n\n[[nowhere]]\n";
        assert_eq!(
            of(
                RULE,
                &[("content/a.md", &titled("[[b]]")), ("content/b.md", draft)]
            ),
            [
                "error[dead-link] content/a.md:4:3 `b` is a draft, and drafts are left out; help: finish that page and delete its `draft = true`, or use --drafts to see drafts too"
            ]
        );
    }

    #[test]
    fn what_is_there_is_no_finding() {
        assert!(of_text(RULE, "[[a]] [x](a.md) [y](https://example.org) [z](#b)").is_empty());
    }
}
