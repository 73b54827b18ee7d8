//! The words that first pages of VitePress and Starlight keep in their fields: `hero` and `features`.

use crate::import::settings;
use crate::model::value::{Table, Value};

/// What such fields show, as Markdown.
pub(super) fn text(fields: &Table) -> Option<String> {
    let hero = fields.get("hero").map(|entry| &entry.value);
    let mut text = hero.map(of_hero).unwrap_or_default();
    let features = fields
        .get("features")
        .map(|entry| settings::items(&entry.value))
        .unwrap_or_default();
    text.extend(features.into_iter().filter_map(of_feature));
    (!text.trim().is_empty()).then(|| text.trim_start().to_owned())
}

/// The name of the site, what it says of itself, and its first links.
fn of_hero(hero: &Value) -> String {
    let mut text = String::new();
    let of = |key: &str| settings::text_of(hero, key);
    if let Some(name) = of("name").or_else(|| of("title")) {
        text.push_str(&format!("# {name}\n\n"));
    }
    for words in ["text", "tagline"].into_iter().filter_map(of) {
        text.push_str(&format!("{words}\n\n"));
    }
    let actions = settings::entry(hero, "actions")
        .map(settings::items)
        .unwrap_or_default();
    for action in actions {
        let words = settings::text_of(action, "text");
        if let (Some(words), Some(link)) = (words, settings::text_of(action, "link")) {
            text.push_str(&format!("- [{words}]({link})\n"));
        }
    }
    text.push('\n');
    text
}

/// A section for a feature, if it has a title.
fn of_feature(feature: &Value) -> Option<String> {
    let of = |key: &str| settings::text_of(feature, key);
    let title = of("title")?;
    let title = match of("link") {
        Some(link) => format!("[{title}]({link})"),
        None => title,
    };
    let details = of("details").unwrap_or_default();
    Some(format!("## {title}\n\n{details}\n\n"))
}
