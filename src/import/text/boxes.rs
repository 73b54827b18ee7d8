//! What preprocessors of mdBook make of a text: boxes that stand between signs of code, and the title of a page in the
//! window of the browser, which is the page's own here.

use std::sync::LazyLock;

use regex::Regex;

use super::callouts;
use super::editing::Editing;

static BOX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^([ \t]*)(`{3,}|~{3,})admonish(?:[ \t]+([a-z]+))?[ \t]*([^\n]*)\n").ok()
});
static TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\btitle\s*=\s*["']([^"'\n]*)["']"#).ok());
static WINDOW: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*\{\{#title[^}\n]*\}\}[ \t]*\n?").ok());

/// Writes the boxes of `mdbook-admonish` as boxes, and takes titles of windows out.
pub(super) fn of_preprocessor(text: &str) -> Option<String> {
    let mut editing = Editing::new(text);
    editing.replace_all(WINDOW.as_ref(), |_| Some(String::new()));
    for found in BOX.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(fence)) = (found.get(0), found.get(2)) else {
            continue;
        };
        if !editing.begins_code(fence.start()) {
            continue;
        }
        let word = found.get(3).and_then(|word| callouts::word(word.as_str()));
        let title = TITLE.as_ref().and_then(|title| title.captures(&found[4]));
        let title = title.as_ref().and_then(|title| title.get(1));
        let line = callouts::opening(word.unwrap_or("note"), title.map(|title| title.as_str()));
        // Its end is the first line of the same signs.
        let mut at = whole.end();
        let end = text[at..].split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            (line.trim() == fence.as_str()).then(|| start..start + line.trim_end().len())
        });
        let Some(end) = end else {
            continue;
        };
        editing.replace(whole.range(), format!("{}{line}\n", &found[1]));
        editing.replace(end, format!("{}:::", &found[1]));
    }
    editing.finish()
}

#[cfg(test)]
mod tests {
    use super::of_preprocessor;

    #[test]
    fn boxes_of_a_preprocessor_are_boxes() {
        let text =
            "{{#title T}}\n```admonish tip title=\"Tea\"\nBring *tea*.\n```\n\n```sh\na\n```\n";
        assert_eq!(
            of_preprocessor(text).as_deref(),
            Some(":::tip Tea\nBring *tea*.\n:::\n\n```sh\na\n```\n")
        );
        assert_eq!(of_preprocessor("Text.\n"), None);
    }
}
