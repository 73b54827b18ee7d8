//! Tags, shortcodes and classes whose names say that what they hold is not for everyone: nothing here hides
//! it, so the page is withheld.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::parse::hiding_names;

/// A tag of HTML that begins something, by its name and the rest of it.
static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<([A-Za-z][\w.-]*)((?:\s[^<>]*)?)>").ok());

static CLASS_OF_TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)\sclass(?:name)?\s*=\s*["']?([^"'<>]*)"#).ok());

/// `{% name … %}`, `{{< name … >}}`, `{{% name … %}}`, `{{#name …}}`.
static SHORTCODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{(\{<|\{%|%[-~+]?|\{\#)[ \t]*([A-Za-z][\w-]*)").ok());

/// `[words]{.class}`, `## Heading {.class}`, and `{: .class}` on a line of its own.
static ATTRIBUTES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)(?:\]\{|^[ \t>]*\#+[ \t][^\n]*\{|^[ \t>]*\{:)([^}\n]*)\}?").ok()
});

/// Whether a text holds any of these, in code or elsewhere.
pub(super) fn may_hold(text: &str) -> bool {
    !named(text).is_empty() || !classes(text).is_empty()
}

/// The tags and shortcodes of such names or classes.
pub(super) fn named(text: &str) -> Vec<Range<usize>> {
    let tags = TAG.iter().flat_map(|tag| tag.captures_iter(text));
    let tags = tags.filter_map(|found| {
        let is_hiding = hiding_names::meant(&found[1]).is_some() || has_hiding_class(&found[2]);
        is_hiding.then(|| found.get(0).map(|tag| tag.range()))?
    });
    let shortcodes = SHORTCODE.iter().flat_map(|code| code.captures_iter(text));
    let shortcodes = shortcodes.filter_map(|found| {
        let (sign, name) = (&found[1], &found[2]);
        // What the notation of a comment hides is hidden there.
        let is_hidden = matches!(sign, "{<" | "{%") && matches!(name, "private" | "hidden");
        let is_hiding = !is_hidden && hiding_names::meant(name).is_some();
        is_hiding.then(|| found.get(0).map(|code| code.range()))?
    });
    tags.chain(shortcodes).collect()
}

fn has_hiding_class(attributes: &str) -> bool {
    let classes = CLASS_OF_TAG
        .as_ref()
        .and_then(|class| class.captures(attributes));
    let mut classes = classes
        .iter()
        .filter_map(|found| found.get(1))
        .flat_map(|found| found.as_str().split_whitespace());
    classes.any(|class| hiding_names::held(class).is_some())
}

/// The attributes in braces that give words, headings or blocks such a class.
pub(super) fn classes(text: &str) -> Vec<Range<usize>> {
    let lists = ATTRIBUTES.iter().flat_map(|list| list.captures_iter(text));
    let hiding = lists.filter_map(|found| {
        let mut words = found[1].split_whitespace();
        let is_hiding = words.any(|word| {
            let class = word.strip_prefix('.');
            class.is_some_and(|class| {
                class == "content-visible" || hiding_names::held(class).is_some()
            })
        });
        is_hiding.then(|| found.get(0).map(|list| list.range()))?
    });
    hiding.collect()
}

#[cfg(test)]
mod tests {
    use super::{classes, named};

    #[test]
    fn tags_and_shortcodes_are_known_by_name_and_class() {
        for text in [
            "<facilitator>x</facilitator>",
            "<div class=\"box facilitator\">",
            "<p class=hidden>",
            "<FacilitatorNotes title=\"a\">",
            "{% facilitator %}",
            "{{< facilitator-only >}}",
            "{{% say %}}",
        ] {
            assert_eq!(named(text).len(), 1, "{text}");
        }
        for text in [
            "<div class=\"card\">",
            "<span title=\"secret\">",
            "<b>late</b>",
            "{{< private >}}",
            "{% if late %}",
            "a < b and late > c",
        ] {
            assert!(named(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn classes_in_braces_are_known() {
        for text in [
            "[x]{.hidden}",
            "## H {#h .content-visible when-format=\"pdf\"}",
            "x\n{: .facilitator}\n",
            "> {:.private}",
        ] {
            assert_eq!(classes(text).len(), 1, "{text}");
        }
        for text in [
            "[x]{.wide}",
            "## Late {#late .logistics}",
            "{start} .hidden",
        ] {
            assert!(classes(text).is_empty(), "{text}");
        }
    }
}
