//! Puts in what pages show of other files: `{{#include file}}`, `--8<-- "file"`, `{% include file %}`,
//! `{{< include file >}}`, `<!--@include: file-->`.
//!
//! Of a file of code the text is put in where it was to be shown, in code too. A file that is a page of its own
//! is not copied; a link leads to it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::context::{Context, OnPage};
use crate::import::notes::{Kind, Notes};
use crate::import::paths;
use crate::import::tool::Tool;
use crate::limits::{INCLUDE_DEPTH, INCLUDED};
use crate::parse::code_ranges;

/// So deep may files show others.
const DEEPEST: usize = INCLUDE_DEPTH.most;

/// What is put into one page at most.
const MOST: usize = INCLUDED.most;

static MDBOOK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\\?\{\{\s*#(?:rustdoc_)?(?:include|playground|playpen)\s+([^\s}]+)[^}]*\}\}").ok()
});
static MKDOCS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^([ \t]*);?-{1,}8<-{1,}[ \t]+["']([^"'\n]+)["'][ \t]*$"#).ok()
});
static LIQUID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\{%-?\s*(?:include|include_relative)\s+([^\s%{]+)([^%]*?)-?%\}").ok()
});
static QUARTO: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\{\{<\s*include\s+([^\s>]+)\s*>\}\}[ \t]*$").ok());
static VITEPRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)<!--\s*@include:\s*([^\s]+?)\s*-->|^<<<[ \t]+([^\s{\[]+)[ \t]*(?:\{[^}\n]*\})?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*$").ok()
});
static VARIABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{-?\s*([A-Za-z_][\w.-]*)\s*-?\}\}").ok());
static MYST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^(?:`{3,}|:{3,})\{include\}[ \t]+(\S+)[ \t]*\n(?:[^`:\n][^\n]*\n)*(?:`{3,}|:{3,})[ \t]*$").ok()
});

/// The text with what it shows of other files; `None` where it shows none.
pub(super) fn fill(
    text: &str,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    fill_deep(text, context, page.from, page, notes, 0)
}

fn fill_deep(
    text: &str,
    context: &Context<'_>,
    from: &str,
    page: OnPage<'_>,
    notes: &mut Notes,
    depth: usize,
) -> Option<String> {
    let pattern = match context.tool {
        Tool::MdBook => &MDBOOK,
        Tool::MkDocs => &MKDOCS,
        Tool::Jekyll | Tool::GitBook => &LIQUID,
        Tool::Quarto => &QUARTO,
        Tool::VitePress => &VITEPRESS,
        Tool::MyST => &MYST,
        _ => return None,
    };
    let pattern = pattern.as_ref()?;
    let other = (context.tool == Tool::MkDocs)
        .then(|| as_snippets(text))
        .flatten();
    let text = other.as_deref().unwrap_or(text);
    if depth > DEEPEST || !pattern.is_match(text) {
        return other;
    }
    let code = code_ranges(text);
    let mut filled = String::with_capacity(text.len());
    let mut at = 0;
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        let in_code = code
            .iter()
            .any(|range| range.start < whole.start() && whole.start() < range.end);
        // Only these tools look into code.
        let looks_into_code = matches!(context.tool, Tool::MdBook | Tool::MkDocs);
        let typed = whole.as_str().trim_start();
        // A snippet that is only shown loses the sign that says so.
        if let Some(shown) = typed.strip_prefix(';') {
            filled.push_str(&text[at..whole.end() - typed.len()]);
            filled.push_str(shown);
            at = whole.end();
            continue;
        }
        if typed.starts_with('\\') || in_code && !looks_into_code {
            continue;
        }
        filled.push_str(&text[at..whole.start()]);
        at = whole.end();
        let shown = shown(&found, in_code, context, from, page, notes, depth);
        match shown.filter(|shown| filled.len() + shown.len() < MOST) {
            Some(shown) => filled.push_str(&shown),
            None => {
                // Those of these tools are tags, which are looked at once more.
                if !matches!(context.tool, Tool::Jekyll | Tool::Quarto | Tool::GitBook) {
                    notes.add(Kind::UnknownTag, page.to, whole.as_str());
                }
                filled.push_str(whole.as_str());
            }
        }
    }
    Some(filled + &text[at..])
}

/// Other ways of MkDocs to show files, as snippets with one file each: a list between two signs, and what plugins for it read,
/// `{!file!}` and `{% include-markdown "file" %}`. `None` where there is none.
fn as_snippets(text: &str) -> Option<String> {
    static LIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^([ \t]*)-+8<-+[ \t]*\n((?:[^\n]*\n)*?)[ \t]*-+8<-+[ \t]*$").ok()
    });
    static PLUGIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?m)^([ \t]*)(?:\{![ \t]*([^!|\n]+?)[ \t]*!\}|\{%-?[ \t]*include-markdown[ \t]+["']([^"'\n]+)["'][ \t]*-?%\})[ \t]*$"#).ok()
    });
    let snippet = |margin: &str, path: &str| format!("{margin}--8<-- \"{path}\"");
    let listed = LIST.as_ref()?.replace_all(text, |found: &Captures<'_>| {
        let paths = found[2].lines().map(str::trim);
        let paths = paths.filter(|path| !path.is_empty() && !path.starts_with(';'));
        let snippets = paths.map(|path| snippet(&found[1], path.trim_matches(['"', '\''])));
        snippets.collect::<Vec<String>>().join("\n\n")
    });
    let all = PLUGIN
        .as_ref()?
        .replace_all(&listed, |found: &Captures<'_>| {
            let path = found.get(2).or_else(|| found.get(3));
            snippet(&found[1], path.map_or("", |path| path.as_str()))
        });
    (all != text).then(|| all.into_owned())
}

/// What takes the place of one mention of a file.
fn shown(
    found: &Captures<'_>,
    in_code: bool,
    context: &Context<'_>,
    from: &str,
    page: OnPage<'_>,
    notes: &mut Notes,
    depth: usize,
) -> Option<String> {
    let (indent, named) = if context.tool == Tool::MkDocs {
        (found.get(1)?.as_str(), found.get(2)?.as_str())
    } else {
        ("", found.get(1).or_else(|| found.get(2))?.as_str())
    };
    let (path, part) = split_part(named.trim_matches('"'));
    let file = file(path, context, from)?;
    let text = context.original.text(&file)?;
    let text = body(text);
    let chosen = choose(text, part)?;
    let is_text = paths::is_markdown(&file)
        || matches!(paths::ending(&file).as_str(), "qmd" | "html" | "txt");
    if !in_code && is_text {
        if let Some(place) = context.places.get(&file)
            && part.is_empty()
            && context.shown.contains(file.as_str())
        {
            return Some(format!("![[{}]]", paths::without_ending(place)));
        }
        let params = found.get(2).filter(|_| context.tool == Tool::Jekyll);
        let chosen = with_values(&chosen, params.map_or("", |params| params.as_str()));
        // What a template would work out cannot be put in.
        if context.tool == Tool::Jekyll && (chosen.contains("{%") || chosen.contains("{{")) {
            return None;
        }
        return Some(
            fill_deep(&chosen, context, &file, page, notes, depth + 1)
                .unwrap_or(chosen)
                .trim_end()
                .to_owned(),
        );
    }
    notes.add(Kind::Code, page.to, named);
    let chosen = chosen.trim_end();
    let indented: Vec<String> = chosen
        .lines()
        .map(|line| format!("{indent}{line}"))
        .collect();
    let chosen = indented.join("\n");
    if in_code {
        return Some(chosen);
    }
    // Braces behind the path of a file of code say which lines VitePress marks; a name stands over it.
    let name = found
        .get(3)
        .map(|name| format!("**{}**\n\n", name.as_str()));
    Some(format!(
        "{}```{}\n{chosen}\n```",
        name.unwrap_or_default(),
        paths::ending(&file)
    ))
}

/// `{{ include.name }}` shows what the tag gives under that name.
fn with_values(text: &str, params: &str) -> String {
    let Some(pattern) = VARIABLE.as_ref() else {
        return text.to_owned();
    };
    let value = |name: &str| {
        let key = format!("{}=\"", name.strip_prefix("include.")?);
        let start = params.find(&key)? + key.len();
        let rest = &params[start..];
        Some(rest[..rest.find('"')?].to_owned())
    };
    let filled = pattern.replace_all(text, |found: &Captures<'_>| {
        value(&found[1]).unwrap_or_else(|| found[0].to_owned())
    });
    filled.into_owned()
}

/// A path, and the lines or the name of the part that is meant.
fn split_part(named: &str) -> (&str, &str) {
    let cut = named.find([':', '{', '#']).unwrap_or(named.len());
    let (path, part) = named.split_at(cut);
    (path, part.trim_matches([':', '{', '}', '#']))
}

/// The file that is meant: beside the one that names it, in the folders for that, or by its name from the root.
fn file(path: &str, context: &Context<'_>, from: &str) -> Option<String> {
    let path = path.trim_start_matches("@/").trim_start_matches('/');
    let here = joined(paths::folder(from), path);
    let folders = context
        .include_folders
        .iter()
        .map(|folder| joined(folder, path));
    let mut all = [here]
        .into_iter()
        .chain(folders)
        .chain([Some(path.to_owned())]);
    all.find_map(|path| path.filter(|path| context.original.files.contains_key(path)))
}

fn joined(folder: &str, path: &str) -> Option<String> {
    crate::parse::join(folder, path)
}

/// A text without its fields.
fn body(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n") else {
        return text;
    };
    rest.find("\n---\n").map_or(text, |end| &rest[end + 5..])
}

/// The lines `2:5`, `L2-L5` or those between `ANCHOR: name` and `ANCHOR_END: name`; all where no part is named.
fn choose(text: &str, part: &str) -> Option<String> {
    if part.is_empty() {
        return Some(text.to_owned());
    }
    let numbers: Vec<&str> = part
        .split([':', '-', ','])
        .map(|word| word.trim_start_matches('L'))
        .collect();
    let is_numbers = numbers
        .iter()
        .all(|word| word.chars().all(|c| c.is_ascii_digit()));
    let lines: Vec<&str> = text.lines().collect();
    if is_numbers {
        by_numbers(&lines, &numbers)
    } else {
        by_name(&lines, part)
    }
}

fn by_numbers(lines: &[&str], numbers: &[&str]) -> Option<String> {
    let number = |at: usize| numbers.get(at).and_then(|word| word.parse::<usize>().ok());
    let first = number(0).unwrap_or(1).max(1);
    let last = if numbers.len() == 1 {
        first
    } else {
        number(1).unwrap_or(lines.len())
    };
    let chosen = lines.get(first - 1..last.min(lines.len()).max(first - 1))?;
    Some(chosen.join("\n"))
}

/// The lines between the comments that name a part.
fn by_name(lines: &[&str], part: &str) -> Option<String> {
    let begins = |line: &&str| {
        ["ANCHOR:", "--8<-- [start:", "#region", "region"]
            .iter()
            .any(|sign| line.contains(sign))
            && line.contains(part)
    };
    let stops = |line: &&str| {
        ["ANCHOR_END:", "--8<-- [end:", "#endregion"]
            .iter()
            .any(|sign| line.contains(sign))
    };
    let start = lines.iter().position(begins)? + 1;
    let length = lines[start..]
        .iter()
        .position(|line| stops(line) && line.contains(part))?;
    Some(lines[start..start + length].join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{choose, split_part};

    #[test]
    fn parts_of_files_are_chosen() {
        let text = "one\n// ANCHOR: a\ntwo\n// ANCHOR_END: a\nthree";
        for (part, expected) in [
            ("", Some(text)),
            ("1", Some("one")),
            ("3:", Some("two\n// ANCHOR_END: a\nthree")),
            ("a", Some("two")),
            ("b", None),
            ("9:12", None),
        ] {
            assert_eq!(choose(text, part).as_deref(), expected, "{part}");
        }
        assert_eq!(split_part("a/b.rs:2:5"), ("a/b.rs", "2:5"));
        assert_eq!(split_part("a.ts{1,3}"), ("a.ts", "1,3"));
    }
}
