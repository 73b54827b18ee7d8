//! A name that Windows and most USB sticks refuse.

use std::collections::{BTreeSet, HashMap};

use crate::check::route_label;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::Target;
use crate::model::site::{Resolution, Site};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unportable-name",
    severity: Severity::Warning,
    about: "A file or folder whose name Windows and most USB sticks refuse, so that the site cannot \
            be copied to them.",
};

const REFUSED: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Names of devices, with any ending; some go with a number.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED: [&str; 2] = ["com", "lpt"];

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for (url, owners) in &*site.routes {
        let Some((folder, cause)) = refused(url).filter(|(path, _)| said.insert(path)) else {
            continue;
        };
        let place = owners
            .iter()
            .find_map(|owner| route_label::place(site, owner));
        let place = place.unwrap_or(Span::whole(site.config.source));
        findings.push(finding(place, folder, &cause));
    }
    let files = site.files.keys().filter_map(|path| refused(path));
    let files: Vec<(&str, String)> = files.filter(|(path, _)| said.insert(path)).collect();
    if files.is_empty() {
        return;
    }
    let users = users(site);
    for (path, cause) in files {
        let user = users.iter().find(|(file, _)| file.starts_with(path));
        let place = user.map_or(Span::whole(site.config.source), |(_, span)| *span);
        findings.push(finding(place, path, &cause));
    }
}

fn finding(place: Span, path: &str, cause: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("Windows and USB sticks refuse `{path}`: {cause}"),
    )
    .help("rename it with letters, digits and hyphens")
}

/// The first folder or file of a path whose name is refused, and why.
fn refused(path: &str) -> Option<(&str, String)> {
    let mut start = 0;
    for name in path.split('/') {
        let end = start + name.len();
        if let Some(cause) = cause(name) {
            return Some((&path[..end], cause));
        }
        start = end + 1;
    }
    None
}

fn cause(name: &str) -> Option<String> {
    if let Some(refused) = name.chars().find(|c| REFUSED.contains(c) || c.is_control()) {
        return Some(if refused.is_control() {
            "it holds a character that cannot be seen".to_owned()
        } else {
            format!("it holds `{refused}`")
        });
    }
    if name.ends_with([' ', '.']) {
        return Some("it ends with a space or a full stop".to_owned());
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    is_device(&stem.to_lowercase()).then(|| format!("{stem} is the name of a device"))
}

fn is_device(stem: &str) -> bool {
    let numbered = || {
        let number = NUMBERED.iter().find_map(|device| stem.strip_prefix(device));
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem) || numbered()
}

/// The first place at which a page shows or links to each file.
pub(super) fn users(site: &Site) -> Vec<(&str, Span)> {
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut users = Vec::new();
    let mut note = |path, span| {
        if first.insert(path, span).is_none() {
            users.push((path, span));
        }
    };
    for page in &site.pages {
        let body = &page.page.body;
        for (link, to) in body.links.iter().zip(&page.resolved.links) {
            if let (Resolution::File(path), Target::Path { .. }) = (to, &link.target) {
                note(path.as_str(), link.target_span);
            }
        }
        for (image, path) in body.images.iter().zip(&page.resolved.images) {
            if let Ok(path) = path {
                note(path.as_str(), image.target_span);
            }
        }
    }
    users
}

#[cfg(test)]
mod tests {
    use super::cause;
    use crate::check::testing::{of, titled};

    #[test]
    fn names_of_devices_and_refused_characters_are_known() {
        for (name, refused) in [
            ("con.html", true),
            ("Aux", true),
            ("lpt1.tar.gz", true),
            ("lpt10", false),
            ("com", false),
            ("console.html", false),
            ("a:b", true),
            ("what?.html", true),
            ("a ", true),
            ("a.", true),
            ("a\u{7}", true),
            (".well-known", false),
            ("é à.html", false),
        ] {
            assert_eq!(cause(name).is_some(), refused, "{name}");
        }
    }

    #[test]
    fn a_page_and_a_file_are_found_where_a_writer_meets_them() {
        let page = titled("![A chart](chart*1.png)");
        let files = [
            ("content/a.md", page.as_str()),
            ("content/why?/b.md", page.as_str()),
            ("content/why?/c.md", page.as_str()),
            ("content/chart*1.png", ""),
        ];
        let help = "help: rename it with letters, digits and hyphens";
        assert_eq!(
            of("unportable-name", &files),
            [
                format!(
                    "warning[unportable-name] content/a.md:4:12 Windows and USB sticks refuse `chart*1.png`: it holds `*`; {help}"
                ),
                format!(
                    "warning[unportable-name] content/why?/b.md:1:1 Windows and USB sticks refuse `why?`: it holds `?`; {help}"
                ),
            ]
        );
    }
}
