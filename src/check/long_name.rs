//! A name that is too long for a file of the output.

use std::collections::BTreeSet;

use crate::check::owner;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::{LONGEST_NAME, slug};
use crate::site::{Owner, Site};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "long-name",
    severity: Severity::Warning,
    about: "A tag, id, alias or name of a file that is too long for the name of a file in the output, \
            so that the address of its page is cut.",
};

/// So many letters of the name stand in the finding.
const SHOWN: usize = 40;

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut said: BTreeSet<String> = BTreeSet::new();
    for (url, owners) in &*site.urls {
        for owner in owners {
            let Some(name) = long_name(site, owner).filter(|name| said.insert(name.clone())) else {
                continue;
            };
            let place = owner::place(site, owner).unwrap_or(Span::whole(site.config.source));
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
        "shorten it to {} letters or fewer; letters beyond A to Z may count twice or more",
        LONGEST_NAME
    ))
}

/// The name behind a path that no file could have.
fn long_name(site: &Site, owner: &Owner) -> Option<String> {
    let page = |index: &usize| &site.pages[*index].page;
    let whole = match owner {
        Owner::Page(index) | Owner::Sheet(index, _) => page(index).path.to_string(),
        Owner::Print(index, _) => page(index).meta.id.value.clone(),
        Owner::Redirect(index, alias) => page(index).meta.aliases[*alias].value.clone(),
        Owner::Work(_, work) => site.works[*work].record.id.clone(),
        Owner::Tag(lang, tag) => slug(&site.tags[&(*lang, tag.clone())].label),
        Owner::Kind(_, kind) => kind.clone(),
        Owner::Download(_) => slug(&site.config.title),
        Owner::Generated(..) | Owner::Web(_) => return None,
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
