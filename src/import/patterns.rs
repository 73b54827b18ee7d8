//! Lists of files as settings name them: `drafts/`, `*.tmp`, `/secret.md`, `**/notes/**`, `!kept.md`.
//!
//! They are read as gitignore has them: a pattern without a slash holds in each folder, the last that fits
//! decides.

use regex::Regex;

/// Patterns in their order.
#[derive(Debug, Default)]
pub(super) struct Patterns(Vec<(bool, Regex)>);

impl Patterns {
    /// Reads patterns; one that cannot be read fits nothing.
    pub(super) fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let read = patterns.into_iter().filter_map(|pattern| {
            let pattern = pattern.trim();
            let is_kept = pattern.starts_with('!');
            let words = pattern.trim_start_matches('!');
            if words.is_empty() || words.starts_with('#') {
                return None;
            }
            Some((!is_kept, Regex::new(&expression(words)).ok()?))
        });
        Patterns(read.collect())
    }

    /// Those of a text with one a line.
    pub(super) fn of_lines(text: &str) -> Self {
        Self::new(text.lines())
    }

    /// Those of a shell, which hold for a whole path and in which a star goes through folders.
    pub(super) fn of_shell(patterns: &[String]) -> Self {
        let read = patterns
            .iter()
            .filter_map(|pattern| Some((true, Regex::new(&of_shell(pattern)).ok()?)));
        Patterns(read.collect())
    }

    /// Those that are regular expressions. One that cannot be read here may mean any file, so it fits each: what is
    /// perhaps left out is not to be published.
    pub(super) fn of_expressions(expressions: &[String]) -> Self {
        let read = expressions
            .iter()
            .filter_map(|words| Some((true, Regex::new(words).or_else(|_| Regex::new("")).ok()?)));
        Patterns(read.collect())
    }

    /// Whether a path is among the files that they name.
    pub(super) fn fit(&self, path: &str) -> bool {
        let mut fitting = self.0.iter().rev();
        let found = fitting.find(|(_, pattern)| pattern.is_match(path));
        found.is_some_and(|(fits, _)| *fits)
    }
}

/// As Python's `fnmatch` has it.
fn of_shell(words: &str) -> String {
    let mut expression = String::from("^");
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let end = rest.find(']').filter(|_| c == '[');
        match (c, end) {
            ('*', _) => expression.push_str("(?s:.*)"),
            ('?', _) => expression.push_str("(?s:.)"),
            ('[', Some(end)) if end > 0 => {
                let (set, behind) = rest.split_at(end);
                let (sign, set) = set.strip_prefix('!').map_or(("", set), |set| ("^", set));
                expression.push_str(&format!(
                    "[{sign}{}]",
                    set.replace('\\', "\\\\").replace('[', "\\[")
                ));
                rest = &behind[1..];
            }
            _ => expression.push_str(&regex::escape(&c.to_string())),
        }
    }
    expression + "$"
}

fn expression(words: &str) -> String {
    let is_rooted = words.trim_end_matches('/').contains('/');
    let words = words.trim_start_matches("./");
    let inner = words.trim_matches('/');
    let mut expression = String::from(if is_rooted { "^" } else { "(?:^|/)" });
    let mut rest = inner;
    let mut open = 0;
    // As `.gitignore` has it: two stars go through folders, one stays within a name.
    while let Some(c) = rest.chars().next() {
        let length = if let Some(after) = rest.strip_prefix("**/") {
            expression.push_str("(?:.*/)?");
            rest.len() - after.len()
        } else if rest.starts_with("**") {
            expression.push_str(".*");
            2
        } else {
            match c {
                '*' => expression.push_str("[^/]*"),
                '?' => expression.push_str("[^/]"),
                // One of several words, as in `*.{md,mdx}`.
                '{' if rest.contains('}') => {
                    open += 1;
                    expression.push_str("(?:");
                }
                ',' if open > 0 => expression.push('|'),
                '}' if open > 0 => {
                    open -= 1;
                    expression.push(')');
                }
                c => expression.push_str(&regex::escape(&c.to_string())),
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    expression.push_str(if words.ends_with('/') { "/" } else { "(?:/|$)" });
    expression
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn patterns_name_files_as_gitignore_does() {
        let patterns =
            Patterns::of_lines("drafts/\n*.tmp\n/secret.md\na/**/b.md\n# no\n!kept.tmp\n");
        for (path, expected) in [
            ("drafts/a.md", true),
            ("x/drafts/a.md", true),
            ("drafts.md", false),
            ("x/a.tmp", true),
            ("kept.tmp", false),
            ("secret.md", true),
            ("x/secret.md", false),
            ("a/b.md", true),
            ("a/c/d/b.md", true),
            ("x/b.mdx", false),
        ] {
            assert_eq!(patterns.fit(path), expected, "{path}");
        }
        let shell = ["secret/*", "x?.[ab]c", "[!a]z", "[c"].map(str::to_owned);
        let shell = Patterns::of_shell(&shell);
        for (path, expected) in [
            ("secret/a/b.md", true),
            ("x/secret/a.md", false),
            ("xy.ac", true),
            ("xy.cc", false),
            ("bz", true),
            ("az", false),
            ("[c", true),
        ] {
            assert_eq!(shell.fit(path), expected, "{path}");
        }
        let expressions = ["\\.foo\\.md$".to_owned()];
        let expressions = Patterns::of_expressions(&expressions);
        assert!(expressions.fit("/a.foo.md") && !expressions.fit("/a.md"));
        assert!(Patterns::of_expressions(&["(?<!a)b".to_owned()]).fit("/a.md"));
        let patterns = Patterns::new(["**/*.{md,mdx}"]);
        assert!(patterns.fit("x/b.mdx") && !patterns.fit("x/b.txt"));
    }
}
