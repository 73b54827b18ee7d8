//! Two things that would be written to one path of the output.

use crate::check::few::FEW;
use crate::check::owner;
use crate::config::Lang;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Owner, Site};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "path-clash",
    severity: Severity::Error,
    about: "Two things that would be written to one path of the output: two pages, a page and an \
            alias that redirects, a page and a list that is made for every site, or a file and a folder.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (url, owners) in &*site.urls {
        if owners.len() > 1 && !is_repeated(site, url, owners) {
            findings.extend(finding(site, url, owners));
        }
    }
    for (url, file) in site.blocked() {
        findings.extend(blocked(site, url, file));
    }
}

/// What would stand in a folder that has the name of a file.
fn blocked(site: &Site, url: &str, file: &str) -> Option<Diagnostic> {
    let owner = Owner::first(&site.urls[url])?;
    let place = owner::place(site, owner).unwrap_or(Span::whole(site.config.source));
    let (who, other) = (owner::words(site, owner), Owner::first(&site.urls[file])?);
    let other = owner::words(site, other);
    let finding = RULE.at(
        place,
        format!("{who} is left out: its folder `{file}` would take the place of {other}"),
    );
    Some(finding.help("give the folder another name"))
}

/// Whether the same is found for another language: every language has a page for each source.
fn is_repeated(site: &Site, url: &str, owners: &[Owner]) -> bool {
    let works = owners
        .iter()
        .all(|owner| matches!(owner, Owner::Work(lang, _) if *lang != Lang(0)));
    let mut folders = url.match_indices('/').map(|(at, _)| &url[at + 1..]);
    works && folders.any(|other| site.urls.contains_key(other))
}

/// The finding stands at the last of those that a writer can move.
fn finding(site: &Site, url: &str, owners: &[Owner]) -> Option<Diagnostic> {
    let rank = |owner: &&Owner| match owner {
        Owner::Redirect(..) => 3,
        Owner::Page(_) => 2,
        Owner::Work(..) => 1,
        _ => 0,
    };
    let culprit = owners.iter().max_by_key(rank)?;
    let place = owner::place(site, culprit).unwrap_or(Span::whole(site.config.source));
    let others: Vec<&Owner> = owners
        .iter()
        .filter(|owner| !std::ptr::eq(*owner, culprit))
        .collect();
    let other = owner::words(site, others.first()?);
    let who = owner::words(site, culprit);
    let finding = RULE.at(place, format!("{who} takes the place of {other}: {url}"));
    let finding = finding.help(help(site, culprit, &others));
    Some(
        others
            .iter()
            .take(FEW)
            .fold(finding, |finding, other| match owner::place(site, other) {
                Some(span) => finding.note(span, owner::words(site, other)),
                None => finding,
            }),
    )
}

fn help(site: &Site, culprit: &Owner, others: &[&Owner]) -> String {
    match culprit {
        Owner::Redirect(page, _) if others.contains(&&Owner::Page(*page)) => {
            "delete the alias: the page is there already".to_owned()
        }
        Owner::Redirect(..) => "delete the alias, or type another path".to_owned(),
        Owner::Page(_) if others.iter().any(|other| matches!(other, Owner::Page(_))) => {
            "rename one of the two files, or join them".to_owned()
        }
        Owner::Page(page) => {
            let path = &site.pages[*page].page.path;
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let slash = if folder.is_empty() { "" } else { "/" };
            format!("rename the file, for example to {folder}{slash}about-{name}")
        }
        Owner::Work(..) => "give one of the sources another id".to_owned(),
        _ => "rename one of them".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    const PAGE: &str = "+++\ntitle = \"A\"\n+++\nx\n";

    fn clashes(files: &[(&str, &str)]) -> Vec<String> {
        of("path-clash", files)
    }

    #[test]
    fn a_page_where_a_list_goes_is_told_which() {
        assert_eq!(
            clashes(&[("content/sources.md", PAGE), ("content/index.md", PAGE)]),
            [
                "error[path-clash] content/sources.md:1:1 the page sources.md takes the place of the list of all sources: sources.html; help: rename the file, for example to about-sources.md"
            ]
        );
    }

    #[test]
    fn a_page_in_a_folder_with_the_name_of_a_file_is_left_out() {
        assert_eq!(
            clashes(&[("content/index.html/a.md", PAGE), ("content/b.md", PAGE)]),
            [
                "error[path-clash] content/index.html/a.md:1:1 the page index.html/a.md is left out: its folder `index.html` would take the place of the site's home; help: give the folder another name"
            ]
        );
    }

    #[test]
    fn two_pages_at_one_path_are_one_finding() {
        let files = [("content/b.en.md", PAGE), ("content/b.md", PAGE)];
        let languages = ("site.toml", "title = \"T\"\nlanguages = [\"en\"]\n");
        let files = [languages, files[0], files[1]];
        assert_eq!(
            clashes(&files),
            [
                "error[path-clash] content/b.md:1:1 the page b.md takes the place of the page b.en.md: b.html; help: rename one of the two files, or join them; note content/b.en.md:1:1 the page b.en.md"
            ]
        );
        assert!(of("duplicate-id", &files).is_empty());
    }

    #[test]
    fn an_alias_that_hides_a_page_is_found() {
        let alias = "+++\ntitle = \"A\"\naliases = [\"old/a\", \"/b\"]\n+++\nx\n";
        assert_eq!(
            clashes(&[("content/a.md", alias), ("content/b.md", PAGE)]),
            [
                "error[path-clash] content/a.md:3:21 the alias `/b` of a.md takes the place of the page b.md: b.html; help: delete the alias, or type another path; note content/b.md:1:1 the page b.md"
            ]
        );
    }

    #[test]
    fn two_sources_of_one_path_are_told_once() {
        let bib = "@book{a/b,\n  title = {A},\n}\n\n@book{a-b,\n  title = {B},\n}\n";
        let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n";
        let found = clashes(&[("site.toml", site), ("content/s.bib", bib)]);
        assert_eq!(
            found,
            [
                "error[path-clash] content/s.bib:1:7 the page of the source `a/b` takes the place of the page of the source `a-b`: sources/a-b.html; help: give one of the sources another id; note content/s.bib:5:7 the page of the source `a-b`"
            ]
        );
    }
}
