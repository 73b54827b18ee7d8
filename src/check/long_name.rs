//! A name that is too long for a file of the output.

use std::collections::BTreeSet;

use crate::check::route_label;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::file_name::LONGEST_NAME;
use crate::model::site::{Route, Site};
use crate::model::slug::{slug, tag_slug};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "long-name",
    severity: Severity::Warning,
    about: "A tag, id, alias or name of a file that is too long for the name of a file in the output, \
            so that the address of its page is cut.",
};

/// So many letters of the name stand in the finding.
const SHOWN: usize = 40;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut said: BTreeSet<String> = BTreeSet::new();
    for (url, owners) in &*site.routes {
        for owner in owners {
            let Some(name) = long_name(site, owner).filter(|name| said.insert(name.clone())) else {
                continue;
            };
            let place = route_label::place(site, owner).unwrap_or(Span::whole(site.config.source));
            findings.push(finding(place, &name, url));
        }
    }
}

fn finding(place: Span, name: &str, url: &str) -> Diagnostic {
    let shown: String = name.chars().take(SHOWN).collect();
    RULE.at(
        place,
        format!("“{shown}…” is too long for the name of a file, so its address is cut: {url}"),
    )
    .help(format!(
        "shorten it to {LONGEST_NAME} letters or fewer; letters beyond A to Z may count twice or more"
    ))
}

/// The name behind a path that no file could have.
fn long_name(site: &Site, owner: &Route) -> Option<String> {
    let page = |index: &usize| &site.pages[*index].page;
    let whole = match owner {
        Route::Page(index) | Route::Sheet(index, _) => page(index).path.to_string(),
        Route::Print(index, _) => page(index).meta.id.value.clone(),
        Route::Redirect(index, alias) => page(index).meta.redirect(*alias).value.clone(),
        Route::Work(_, work) => site.works[*work].record.id.clone(),
        Route::Tag(lang, tag) => tag_slug(&site.tags[&(*lang, tag.clone())].label),
        Route::Kind(_, kind) => kind.clone(),
        Route::Download(_) => slug(&site.config.title),
        Route::Builtin(..) | Route::Web(_) | Route::Export(..) => return None,
    };
    let mut names = whole.split('/').map(|name| name.trim_end_matches(".md"));
    let long = names.find(|name| name.len() > LONGEST_NAME)?;
    Some(long.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_long_name_is_told_once_where_it_is_written() {
        let tag = "x".repeat(270);
        let page = format!("+++\ntitle = \"A\"\ntags = [\"{tag}\"]\n+++\nx\n");
        let found = of(
            "long-name",
            &[("content/a.md", &page), ("content/b.md", &page)],
        );
        let [found] = &found[..] else {
            panic!("{found:?}")
        };
        assert!(
            found.starts_with("warning[long-name] content/a.md:3:9 “xxxx"),
            "{found}"
        );
    }
}
