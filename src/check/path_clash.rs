//! Two things that would be written to one path of the output.

use crate::check::route_label;
use crate::diagnostic::few::FEW;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::lang::Lang;
use crate::model::site::{Route, Site};
use crate::model::source::Span;
use crate::resolve::routes::redirect;

pub(crate) static RULE: Rule = Rule {
    name: "path-clash",
    severity: Severity::Error,
    about: "Two things that would be written to one path of the output: two pages, a page and an \
            alias that redirects, a page and a list that is made for every site, or a file and a folder.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (url, owners) in &*site.routes {
        if owners.len() > 1 && !is_repeated(site, url, owners) && !is_at_home(owners) {
            findings.extend(finding(site, url, owners));
        }
    }
    for (url, file) in site.blocked() {
        findings.extend(blocked(site, url, file));
    }
    findings.extend(taken(site));
}

/// The addresses of other tools' fields at which something else stands already. Nothing is lost but a way.
fn taken(site: &Site) -> impl Iterator<Item = Diagnostic> {
    let pages = site.pages.iter().enumerate();
    pages.flat_map(move |(index, page)| {
        let redirects = page.page.meta.redirects.iter();
        redirects.filter_map(move |address| {
            let url = redirect(&address.value)?;
            let owners = site.routes.get(&url)?;
            let is_own = |owner: &Route| {
                matches!(owner, Route::Page(page) | Route::Redirect(page, _) if *page == index)
            };
            let other = Route::first(owners).filter(|_| !owners.iter().any(is_own))?;
            let other = route_label::words(site, other);
            let message = format!("`{}` does not lead to this page: {other} is there", address.value);
            let finding = RULE.at(address.span, message).fact("addresses that are taken");
            Some(Diagnostic {
                severity: Severity::Note,
                ..finding.help("leave it as it is, or give this page another address")
            })
        })
    })
}

/// What would stand in a folder that has the name of a file.
fn blocked(site: &Site, url: &str, file: &str) -> Option<Diagnostic> {
    let owner = Route::first(&site.routes[url])?;
    let place = route_label::place(site, owner).unwrap_or(Span::whole(site.config.source));
    let (who, other) = (
        route_label::words(site, owner),
        Route::first(&site.routes[file])?,
    );
    let other = route_label::words(site, other);
    let finding = RULE.at(
        place,
        format!("{who} is left out: its folder `{file}` would take the place of {other}"),
    );
    Some(finding.help("give the folder another name"))
}

/// Whether the same is found for another language: every language has a page for each source.
fn is_repeated(site: &Site, url: &str, owners: &[Route]) -> bool {
    let works = owners
        .iter()
        .all(|owner| matches!(owner, Route::Work(lang, _) if *lang != Lang(0)));
    let mut folders = url.match_indices('/').map(|(at, _)| &url[at + 1..]);
    works && folders.any(|other| site.routes.contains_key(other))
}

/// Whether all who claim a path are one page: an alias may say where it is already.
fn is_at_home(owners: &[Route]) -> bool {
    let page = |owner: &Route| match owner {
        Route::Page(page) | Route::Redirect(page, _) => Some(*page),
        _ => None,
    };
    let first = owners.first().and_then(page);
    first.is_some() && owners.iter().all(|owner| page(owner) == first)
}

/// The finding stands at the last of those that a writer can move.
fn finding(site: &Site, url: &str, owners: &[Route]) -> Option<Diagnostic> {
    let rank = |owner: &&Route| match owner {
        Route::Redirect(..) => 3,
        Route::Page(_) => 2,
        Route::Work(..) => 1,
        _ => 0,
    };
    let culprit = owners.iter().max_by_key(rank)?;
    let place = route_label::place(site, culprit).unwrap_or(Span::whole(site.config.source));
    let others: Vec<&Route> = owners
        .iter()
        .filter(|owner| !std::ptr::eq(*owner, culprit))
        .collect();
    let other = route_label::words(site, others.first()?);
    let who = route_label::words(site, culprit);
    let finding = RULE.at(place, format!("{who} takes the place of {other}: {url}"));
    let finding = finding.help(help(site, culprit, &others));
    Some(others.iter().take(FEW).fold(finding, |finding, other| {
        match route_label::place(site, other) {
            Some(span) => finding.note(span, route_label::words(site, other)),
            None => finding,
        }
    }))
}

fn help(site: &Site, culprit: &Route, others: &[&Route]) -> String {
    match culprit {
        Route::Redirect(..) => {
            "an alias with / in it is an old address of its page, and this one is taken: type another"
                .to_owned()
        }
        Route::Page(_) if others.iter().any(|other| matches!(other, Route::Page(_))) => {
            "rename one of the two files, or join them".to_owned()
        }
        Route::Page(page) => {
            let path = &site.pages[*page].page.path;
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let slash = if folder.is_empty() { "" } else { "/" };
            format!("rename the file, for example to {folder}{slash}about-{name}")
        }
        Route::Work(..) => "give one of the sources another id".to_owned(),
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
                "error[path-clash] content/a.md:3:21 the alias `/b` of a.md takes the place of the page b.md: b.html; help: an alias with / in it is an old address of its page, and this one is taken: type another; note content/b.md:1:1 the page b.md"
            ]
        );
    }

    #[test]
    fn two_sources_of_one_path_are_told_once() {
        let bib = "@book{a/b,\n  title = {A},\n}\n\n@book{a-b,\n  title = {B},\n}\n";
        let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n[citations]\nuncited = \"list\"\n";
        let found = clashes(&[("site.toml", site), ("content/s.bib", bib)]);
        assert_eq!(
            found,
            [
                "error[path-clash] content/s.bib:1:7 the page of the source `a/b` takes the place of the page of the source `a-b`: sources/a-b.html; help: give one of the sources another id; note content/s.bib:5:7 the page of the source `a-b`"
            ]
        );
    }
}
