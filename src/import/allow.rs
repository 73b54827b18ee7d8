//! What was wrong in the original already, or leads to what was left out, does not keep the new handbook from being
//! built: the pages allow it, and the report names it.

use std::collections::BTreeMap;

use crate::import::fields;
use crate::import::notes::Kind;
use crate::import::plan::{Content, Plan};

/// Rules that find what an import cannot mend.
const INHERITED: [(&str, Kind); 8] = [
    ("dead-link", Kind::DeadLink),
    ("dead-heading", Kind::DeadLink),
    ("ambiguous-link", Kind::DeadLink),
    ("missing-alt", Kind::SilentPicture),
    ("unknown-citation", Kind::CrossReference),
    ("missing-footnote", Kind::CrossReference),
    ("unusable-image", Kind::DeadPicture),
    ("refused-address", Kind::RefusedLink),
];

const REASON: &str = "as it came in; see IMPORT.md";

/// Lets pages have what the original had. `findings` are errors of the new project: a page's path from the
/// content folder, the rule, and what stands there. `is_written` tells which pages may change. Gives the paths of
/// those that did.
pub fn allow(
    plan: &mut Plan,
    findings: &[(String, String, String)],
    is_written: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut rules: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (page, rule, typed) in findings {
        let known = INHERITED.iter().find(|(known, _)| known == rule);
        let Some((rule, kind)) = known else {
            continue;
        };
        // In a cell a backslash keeps the bar behind the name from ending it.
        plan.notes.add(*kind, page, typed.trim_end_matches('\\'));
        let of_page = rules.entry(page.clone()).or_default();
        if !of_page.contains(rule) {
            of_page.push(*rule);
        }
    }
    let mut changed = Vec::new();
    // A page that people have changed since the import is theirs: it keeps its faults until they mend them.
    let written = plan.files.iter_mut().filter(|file| is_written(&file.path));
    for file in written {
        let Some(rules) = file
            .path
            .strip_prefix("content/")
            .and_then(|path| rules.get(path))
        else {
            continue;
        };
        if let Content::Text(text) = &mut file.content
            && let Some(new) = allowing(text, rules)
        {
            *text = new;
            changed.push(file.path.clone());
        }
    }
    changed
}

fn allowing(text: &str, rules: &[&str]) -> Option<String> {
    let head = fields::head(text);
    if head.is_faulty || head.table.get("allow").is_some() {
        return None;
    }
    let is_yaml = head.notation == Some(crate::model::front_matter::Notation::Yaml);
    let sign = if is_yaml { ": " } else { " = " };
    let rules = rules.iter().map(|rule| format!("{rule}{sign}\"{REASON}\""));
    let rules: Vec<String> = rules.collect();
    let value = format!("{{ {} }}", rules.join(", "));
    Some(fields::add(text, &[("allow".to_owned(), value)]))
}
