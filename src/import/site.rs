//! The settings of the new project.

use crate::import::fields::{list, quoted};
use crate::import::handbook::Handbook;
use crate::import::navigation::MenuEntry;
use crate::import::tool::Tool;

/// The address of the site with the folder in which it stands there, which other tools say apart.
fn base_url(handbook: &Handbook) -> Option<String> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let url = handbook.base_url.as_ref().filter(is_web)?;
    let url = url.trim_end_matches('/');
    let prefix = handbook.address_prefixes.first();
    let prefix = prefix.map_or("", |prefix| prefix.trim_matches('/'));
    Some(if prefix.is_empty() || url.ends_with(prefix) {
        format!("{url}/")
    } else {
        format!("{url}/{prefix}/")
    })
}

/// A text that is said in the first language; in others the title of the page stands in for it.
fn in_first(languages: &[String], text: &str) -> String {
    match languages {
        [first, _, ..] => format!("{{ {first} = {} }}", quoted(text)),
        _ => quoted(text),
    }
}

/// The text of `site.toml`; the pages of the menu are given by their ids.
pub(super) fn toml(handbook: &Handbook, tool: Tool, title: &str, menu: &[MenuEntry]) -> String {
    let mut text = format!(
        "# Brought in from {} by `groundwork import`. IMPORT.md says what was done and what is left.\n\ntitle = {}\n",
        tool.name(),
        quoted(title)
    );
    if let Some(url) = base_url(handbook) {
        text.push_str(&format!("base_url = {}\n", quoted(&url)));
    }
    text.push_str(&format!("languages = {}\n", list(&handbook.languages)));
    match &handbook.licence {
        Some(licence) => text.push_str(&format!("licence = {}\n", quoted(licence))),
        None => text.push_str(
            "# The terms under which others may use the pages:\n# licence = \"CC-BY-SA-4.0\"\n",
        ),
    }
    if !menu.is_empty() {
        let entries = menu.iter().map(|entry| match entry {
            MenuEntry::Page {
                place: id,
                label: None,
            } => quoted(id),
            MenuEntry::Page {
                place: id,
                label: Some(label),
            } => format!(
                "{{ page = {}, label = {} }}",
                quoted(id),
                in_first(&handbook.languages, label)
            ),
            MenuEntry::Web { url, label } => {
                format!("{{ url = {}, label = {} }}", quoted(url), quoted(label))
            }
        });
        let entries: Vec<String> = entries.collect();
        text.push_str(&format!("menu = [{}]\n", entries.join(", ")));
    }
    text
}
