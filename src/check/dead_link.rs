//! A link, an embed, an image or a relation to something that is not there.

mod bare_address;
mod mark;
mod misdirected;
mod near;
mod original;
mod rule;

pub(crate) use self::rule::RULE;
use crate::check::reference::{Form, Reference, missing};
use crate::diagnostic::Applicability::{self, Maybe};
use crate::diagnostic::{Diagnostic, Suggestion, misnamed_file};
use crate::model::page::{Target, Withheld};
use crate::model::site::{Missing, Site};
use near::{Near, file_name};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let dead: Vec<Reference<'_>> = missing(site)
        .filter(|reference| {
            let missing = reference.missing;
            matches!(
                missing,
                Missing::Nothing
                    | Missing::Draft
                    | Missing::Outside
                    | Missing::Hidden(_)
                    | Missing::Withheld(Withheld::Asked)
            )
        })
        .collect();
    if !dead.is_empty() {
        let near = Near::new(site, &dead);
        findings.extend(dead.iter().map(|reference| finding(reference, &near)));
    }
    misdirected::judge(site, findings);
    original::judge(site, findings);
}

fn finding(reference: &Reference<'_>, near: &Near<'_>) -> Diagnostic {
    match (reference.missing, &*reference.target) {
        (Missing::Draft, _) => draft(reference),
        (Missing::Withheld(_), _) => withheld(reference),
        (Missing::Hidden(_), _) => hidden(reference),
        (Missing::Outside, _) => outside(reference, near),
        (_, Target::Path { path, .. }) => by_path(reference, path, near),
        (_, Target::Name { name, .. }) => by_name(reference, name, near),
        _ => RULE
            .at(reference.span, "this leads nowhere")
            .help("name a page or a file, or take it out"),
    }
}

fn draft(reference: &Reference<'_>) -> Diagnostic {
    let name = match &*reference.target {
        Target::Name { name, .. } | Target::Path { path: name, .. } => name,
        _ => reference.typed(),
    };
    RULE.at(
        reference.span,
        format!("`{name}` is a draft, and drafts are left out"),
    )
    .help("finish that page and say that it is none any more, draft = false, or use --drafts to see drafts too")
}

/// A page that is withheld for a fault of its own is said to be, and links to it hold again once that
/// is mended.
fn withheld(reference: &Reference<'_>) -> Diagnostic {
    let name = match &*reference.target {
        Target::Name { name, .. } | Target::Path { path: name, .. } => name,
        _ => reference.typed(),
    };
    RULE.at(
        reference.span,
        format!("`{name}` is kept from being published, so nothing leads there"),
    )
    .help("take the link out, or publish that page: its fields or its name say that it is private")
}

/// A page of a project beneath that this site leaves out.
fn hidden(reference: &Reference<'_>) -> Diagnostic {
    let name = match &*reference.target {
        Target::Name { name, .. } | Target::Path { path: name, .. } => name,
        _ => reference.typed(),
    };
    RULE.at(
        reference.span,
        format!("`{name}` is a page of a handbook beneath this one, and is left out here"),
    )
    .help(
        "take the link out, or the page's id out of `hide` in site.toml; a page in a language that \
         `languages` does not list is left out too",
    )
}

fn outside(reference: &Reference<'_>, near: &Near<'_>) -> Diagnostic {
    let path = match &*reference.target {
        Target::Outside(path) => path,
        _ => reference.typed(),
    };
    let message = format!("`{path}` leads out of the content folder");
    let finding = RULE.at(reference.span, message);
    match near.inside(path).filter(|right| fits(reference, right)) {
        Some(right) => {
            let right = reference.leading_to(right);
            finding
                .help(format!("did you mean {right}?"))
                .suggest(reference.renamed(Maybe, &right))
        }
        None => finding.help("copy the file into the content folder and link to it there"),
    }
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
    if typed.contains('\\') {
        return with_slashes(finding, reference, near);
    }
    if let Some(whole) = bare_address::whole(typed) {
        return finding
            .help(format!("type the whole address: {whole}"))
            .suggest(Suggestion::maybe(reference.span, whole));
    }
    if let Some(file) = near.misnamed(path).filter(|_| what == "page") {
        return misnamed(finding, file);
    }
    if let Some(inside) = near.in_folder(path).filter(|_| what == "page") {
        let first = reference.leading_to(inside);
        return finding.help(format!(
            "the folder content/{path} has no page of its own: write content/{path}/index.md, or link to one of \
             its pages, such as {first}"
        ));
    }
    // What is typed wrongly comes before what is named wrongly: the latter is only a guess.
    match near.path(path).filter(|right| fits(reference, right)) {
        Some(right) => {
            let right = reference.leading_to(right);
            finding
                .help(format!("did you mean {right}?"))
                .suggest(reference.renamed(Maybe, &right))
        }
        None if reference.form == Form::Image && near.is_page(path) => {
            let stem = path.strip_suffix(".md").unwrap_or(path);
            finding.help(format!(
                "to show that page within this one, write ![[{stem}]]"
            ))
        }
        None => in_missing_folder(finding, path, near).help(if what == "page" {
            let file = path.strip_suffix(".md").unwrap_or(path);
            format!("write the page content/{file}.md, or take the link out")
        } else {
            format!("put it at content/{path}, or check its name")
        }),
    }
}

/// All that leads into a folder which is not there has one cause.
fn in_missing_folder(finding: Diagnostic, path: &str, near: &Near<'_>) -> Diagnostic {
    match path.rsplit_once('/') {
        Some((folder, _)) if !near.has_folder(folder) => {
            finding.fact(format!("there is no folder {folder}"))
        }
        _ => finding,
    }
}

/// Whether what may be meant can stand there: a page is no picture.
fn fits(reference: &Reference<'_>, right: &str) -> bool {
    reference.form != Form::Image || !right.ends_with(".md")
}

/// A path as Windows has it.
fn with_slashes(finding: Diagnostic, reference: &Reference<'_>, near: &Near<'_>) -> Diagnostic {
    let right = reference.typed().replace('\\', "/");
    let is_sure = near.is_there(&reference.page.path, &right);
    let file = right.split('#').next().unwrap_or(&right).to_owned();
    finding
        .help(format!("put / between folders: {right}"))
        .suggest(reference.renamed(Applicability::of(is_sure), &file))
}

/// A picture by name: `![[flip-chart.jpg]]`.
fn picture_by_name(reference: &Reference<'_>, name: &str, near: &Near<'_>) -> Diagnostic {
    let finding = RULE.at(reference.span, format!("there is no picture `{name}`"));
    match near.path(name).filter(|right| fits(reference, right)) {
        Some(right) => {
            let right = file_name(right);
            finding
                .help(format!("did you mean ![[{right}]]?"))
                .suggest(reference.renamed(Maybe, right))
        }
        None => finding.help("put the picture into the content folder, or check its name"),
    }
}

/// A link by name: `[[one-to-one]]`, or a relation.
fn by_name(reference: &Reference<'_>, name: &str, near: &Near<'_>) -> Diagnostic {
    if reference.form == Form::Image {
        return picture_by_name(reference, name, near);
    }
    let message = format!("there is no page or term `{name}`");
    let finding = match mark::told(RULE.at(reference.span, message), reference, name, near) {
        Ok(told) => return told,
        Err(finding) => finding,
    };
    if let Some(file) = near.misnamed(name) {
        return misnamed(finding, file);
    }
    // Several in one text are no name; to offer one of them would lose the others.
    if reference.form == Form::Field && name.contains(',') {
        let names = name.split(',').map(|name| format!("\"{}\"", name.trim()));
        let names: Vec<String> = names.collect();
        return finding.help(format!(
            "put each page between quotation marks of its own: [{}]",
            names.join(", ")
        ));
    }
    if let Some(right) = near.name(name).filter(|right| *right != name) {
        let whole = match &*reference.target {
            Target::Name {
                heading: Some(heading),
                ..
            } => format!("{right}#{heading}"),
            _ => right.to_owned(),
        };
        return finding
            .help(format!("did you mean {}?", reference.naming(&whole)))
            .suggest(reference.renamed(Maybe, right));
    }
    // Only pages and terms have names; a file is found by its path, which its name gives away.
    match near.file(name) {
        Some(file) => finding
            .help(format!(
                "link to a file by its path: [text](/{})",
                file.replace(' ', "%20")
            ))
            .suggest(reference.linking_to_file(file)),
        None => finding.help("check its spelling, write that page, or take the link out"),
    }
}

/// The page is there, and its file is called so that it is not read as one.
fn misnamed(finding: Diagnostic, file: &str) -> Diagnostic {
    let right = misnamed_file::page_name(file).unwrap_or_default();
    finding.help(format!(
        "rename content/{file} to {}: only files whose names end in .md are pages",
        file_name(&right)
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, of_text, titled};

    #[test]
    fn a_mark_in_two_brackets_is_told_with_one() {
        let source = ("content/s.bib", "@book{bob, title = {B}, date = {2020}}\n");
        for (text, mark) in [
            ("[[source: bob, p. 3]]", "[source: bob, p. 3]"),
            ("[[@bob]]", "[@bob]"),
        ] {
            let found = beside(text, &[source]);
            let help = format!("help: a mark has one bracket on each side: write {mark}");
            assert!(found[0].ends_with(&help), "{found:?}");
        }
    }

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
            (
                "[x](../methods/)",
                "5 there is no page `methods`; help: the folder content/methods has no page of its own: write content/methods/index.md, or link to one of its pages, such as ../methods/one-to-ones",
            ),
            (
                "[x](nowhere.md) ![y](nowhere.png)",
                "5 there is no page `concepts/nowhere.md`; help: write the page content/concepts/nowhere.md, or take the link out\n22 there is no picture `concepts/nowhere.png`; help: put it at content/concepts/nowhere.png, or check its name",
            ),
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
    fn a_relation_names_a_page() {
        let page = "+++\ntitle = \"A\"\nuses = [\"han\", \"basis of unity\"]\nsee_also = [\"basis of unity\"]\n+++\n";
        let bib = ("content/s.bib", "@book{han,\n  title = {H},\n}\n");
        assert_eq!(
            of(RULE, &[("content/a.md", page), GLOSSARY, bib]),
            [
                "error[dead-link] content/a.md:3:9 `han` is a source, and `uses` takes pages; help: cite it in the text with [source: han], or write a page about it",
                "error[dead-link] content/a.md:3:16 `basis of unity` is a term of the glossary, and `uses` takes pages; help: link to it in the text with [[basis of unity]], or write a page about it",
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
                "error[dead-link] content/a.md:4:3 `b` is a draft, and drafts are left out; help: finish that page and say that it is none any more, draft = false, or use --drafts to see drafts too"
            ]
        );
    }

    #[test]
    fn what_is_there_is_no_finding() {
        assert!(
            of_text(
                RULE,
                "[[a]] [x](a.md) [y](https://example.org) [z](#b) [v](a.html) [w](../a/)"
            )
            .is_empty()
        );
    }
}
