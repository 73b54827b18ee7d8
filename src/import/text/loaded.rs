//! Pictures that a page of Docusaurus, Starlight or VitePress shows as a script loads them, by their paths.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::editing::Editing;

static LOADED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)^import\s+(\w+)\s+from\s+["']([^"'\n]+\.(?:png|jpe?g|gif|svg|webp|avif))["']"#,
    )
    .ok()
});
static SHOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\b(src|href)=\{\s*(?:(?:require|useBaseUrl)\(\s*["']([^"'\n]+)["']\s*\)(?:\.default)?|(\w+)(?:\.src)?)\s*\}"#).ok()
});
static ROOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(\]\(<?|\]:[ \t]*<?|["'])@site/(?:static/)?"#).ok());

/// Names them by their paths; `None` where there are none.
pub(super) fn by_path(text: &str) -> Option<String> {
    let loaded = LOADED
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text));
    let loaded: HashMap<&str, &str> = loaded
        .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())))
        .collect();
    let mut editing = Editing::new(text);
    editing.replace_all(SHOWN.as_ref(), |found| {
        let named = found
            .get(3)
            .and_then(|name| loaded.get(name.as_str()).copied());
        let path = found.get(2).map(|path| path.as_str()).or(named)?;
        Some(format!("{}=\"{path}\"", &found[1]))
    });
    let shown = editing.finish();
    // What was loaded may count from the root of the site, too.
    let mut editing = Editing::new(shown.as_deref().unwrap_or(text));
    editing.replace_all(ROOT.as_ref(), |found| Some(format!("{}/", &found[1])));
    editing.finish().or(shown)
}

/// The end of what begins at `start`: where all its brackets are closed, before an empty line or behind a semicolon. That of its
/// first line where some stay open.
pub(super) fn end_of_brackets(text: &str, start: usize) -> usize {
    let mut at = start;
    let (mut depth, mut first) = (0i32, None::<usize>);
    for line in text[start..].split_inclusive('\n') {
        at += line.len();
        first.get_or_insert(at);
        let mut quote = None;
        let mut letters = line.chars();
        while let Some(c) = letters.next() {
            match (quote, c) {
                (Some(_), '\\') => drop(letters.next()),
                (Some(open), c) if c == open => quote = None,
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, '(' | '[' | '{') => depth += 1,
                (None, ')' | ']' | '}') => depth -= 1,
                _ => {}
            }
        }
        let next = text[at..].lines().next().unwrap_or_default();
        // What goes on in the next line ends with an empty one at the latest.
        if depth <= 0 && (line.trim_end().ends_with(';') || next.trim().is_empty()) {
            return at;
        }
    }
    first.unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::{by_path, end_of_brackets};

    #[test]
    fn a_statement_ends_with_its_brackets() {
        for (text, end) in [
            ("export const a = 1;\nText", "Text"),
            (
                "export const B = ({x}) => (\n  <b>\n\n{x}</b>\n)\n\nText",
                "\nText",
            ),
            ("export const C = () =>\n  <b>it's</b>\n\nText", "\nText"),
            ("export const D = (\nText", "Text"),
        ] {
            assert_eq!(&text[end_of_brackets(text, 0)..], end, "{text}");
        }
    }

    #[test]
    fn a_picture_is_named_by_its_path() {
        let text = "import Foto from '@site/static/img/a.png';\n\n<img src={Foto} />\n\n\
                    <img src={require('./img/f.png').default} />\n\n![f](@site/static/img/x.png) `@site/static`\n";
        let found = by_path(text).unwrap_or_default();
        for expected in [
            "<img src=\"/img/a.png\" />",
            "<img src=\"./img/f.png\" />",
            "![f](/img/x.png) `@site/static`",
        ] {
            assert!(found.contains(expected), "{found}");
        }
        assert_eq!(by_path("Text.\n"), None);
    }
}
