//! Words between braces that settings fill in: `{{ site.title }}`, `{{ "/a.png" | relative_url }}`.

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, OnPage};
use super::editing::Editing;
use crate::import::notes::{Kind, Notes};
use crate::import::tool::Tool;

static WORDS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{-?\s*([^{}<%#/!>\n][^{}\n]*?)\s*-?\}\}").ok());
static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|prepend:.*|asset|url)\s*$"#)
        .ok()
});

/// Fills in what is known; what is not stays, and is noted.
pub(super) fn fill(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let is_template = matches!(
        context.tool,
        Tool::Jekyll | Tool::MkDocs | Tool::VitePress | Tool::GitBook | Tool::Hugo
    );
    if !is_template || !text.contains("{{") {
        return None;
    }
    let mut editing = Editing::new(text);
    // Of MkDocs only those whose names the settings have are templates for sure.
    let is_sure = context.tool != Tool::MkDocs || !context.variables.is_empty();
    editing.replace_all(WORDS.as_ref(), |found| {
        let filled = value(&found[1], context, page);
        if filled.is_none() && is_sure {
            notes.add(Kind::Template, page.to, &found[0]);
        }
        filled
    });
    editing.finish()
}

fn value(words: &str, context: &Context<'_>, page: OnPage<'_>) -> Option<String> {
    if let Some(found) = QUOTED.as_ref().and_then(|pattern| pattern.captures(words)) {
        return Some(found[1].to_owned());
    }
    match words {
        // Addresses count from the content folder here.
        "site.baseurl" | "site.url" | "site.baseurl | escape" | "base_url" => {
            return Some(String::new());
        }
        "page.title" | "$frontmatter.title" | "config.title" => {
            return page.title.map(str::to_owned);
        }
        _ => {}
    }
    let name = words.split('|').next().unwrap_or(words).trim();
    context.variables.get(name).cloned()
}
