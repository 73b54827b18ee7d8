//! What only another tool reads and what stays as it was typed, for the report: queries within lines, fields within the text,
//! lists that are filled in, words that set apart what is no Markdown.

use std::sync::LazyLock;

use regex::Regex;

use super::context::OnPage;
use super::editing::Editing;
use crate::import::notes::{Kind, Notes};
use crate::import::tool::Tool;

static INLINE_QUERY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"`\$?=[ \t]*[^`\n]+`").ok());
static PROPERTY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t>]*(?:[-*+][ \t]+)?[\p{L}][\p{L}\d _-]{0,40}::[ \t]+\S[^\n]*|[\[(][\p{L}][\p{L}\d _-]{0,40}::[^\])\n]*[\])]").ok()
});
static LISTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^\[(?:TAGS|tags)\][ \t]*$|\{![^!\n]+!\}|\{%-?[ \t]*include(?:-markdown)?[ \t][^%\n]*%\}").ok()
});
static KRAMDOWN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{::(?:nomarkdown|options)\b[^}\n]*\}").ok());

/// Notes what stays.
pub(super) fn count(editing: &Editing<'_>, tool: Tool, page: OnPage<'_>, notes: &mut Notes) {
    // Queries within lines stand where code does.
    if tool == Tool::Obsidian {
        for found in INLINE_QUERY
            .iter()
            .flat_map(|query| query.find_iter(editing.text))
        {
            if editing.begins_code(found.start()) {
                notes.add(Kind::Query, page.to, found.as_str());
            }
        }
    }
    let pattern = match tool {
        Tool::Obsidian | Tool::Logseq => &PROPERTY,
        Tool::MkDocs => &LISTS,
        Tool::Jekyll => &KRAMDOWN,
        _ => return,
    };
    for found in pattern
        .iter()
        .flat_map(|pattern| pattern.find_iter(editing.text))
    {
        if !editing.is_code(found.start()) {
            notes.add(Kind::Sign, page.to, found.as_str().trim());
        }
    }
}
