//! Fields that stand where none are read, and hide the page elsewhere.

use std::ops::Range;

use super::flags::{FALSE_WORDS, FLAGS, PRIVATE_WORDS, TRUE_WORDS, denied};
use crate::parse::publication::flags::folded;
use crate::parse::{entry, fences};

/// A field that hides the page at the head of a text that has no front matter, as other tools write
/// them: without fences, between other fences, or after an empty line.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    const LINES: usize = 60;
    let (mut at, mut is_fenced, mut has_begun) = (0, false, false);
    for line in text.split_inclusive('\n').take(LINES) {
        let start = at;
        at += line.len();
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_fence = words.starts_with("---") || words.starts_with("+++") || words == ";;;";
        match words {
            "" if has_begun && !is_fenced => return None,
            "" => continue,
            _ if words.starts_with("```") || words.starts_with("~~~") => return None,
            _ if (is_fence || words == "}") && has_begun => return None,
            _ => {}
        }
        has_begun = true;
        is_fenced |= is_fence || words.starts_with('{');
        let mut parts = words.split(['{', '}', ',']);
        if parts.any(is_hiding_field) {
            return Some(start..start + line.trim_end().len());
        }
    }
    None
}

/// Fields that stand below the head of a text, between lines as they are around fields.
#[derive(Debug, PartialEq)]
pub(crate) struct Below {
    /// The field that hides the page, or else the first.
    pub(crate) place: Range<usize>,
    pub(crate) hides: bool,
}

/// The first such fields: below a heading, a comment or a sentence, in a block of code with which a text that
/// was copied begins, or between lines that an editor has written in another way. With `only_first` nothing
/// may stand above them.
pub(crate) fn below(text: &str, only_first: bool) -> Option<Below> {
    const ROWS: usize = 120;
    let mut at = 0;
    let rows = text.split_inclusive(['\n', '\r']).take(ROWS).map(|row| {
        at += row.len();
        (at - row.len(), row)
    });
    let rows: Vec<(usize, &str)> = rows.filter(|(_, row)| !row.trim().is_empty()).collect();
    let (mut is_code, mut is_comment) = (false, false);
    for (index, (_, row)) in rows.iter().enumerate() {
        let words = row.trim();
        if is_comment || words.starts_with("<!--") {
            is_comment = !words.contains("-->");
        } else if words.starts_with("```") || words.starts_with("~~~") {
            let is_copy = index == 0 && is_of_text(words);
            is_code = !is_code && !is_copy;
        } else if !is_code && is_edge(words) {
            let found = fields(&rows[index + 1..]);
            if found.is_some() || only_first {
                return found;
            }
        } else if !is_code && only_first {
            return None;
        }
    }
    None
}

/// Whether a fence of code begins a copy of a text or of fields.
fn is_of_text(fence: &str) -> bool {
    let info = fence.trim_start_matches(['`', '~']).trim();
    let lang = info.split_whitespace().next().unwrap_or_default();
    matches!(lang, "" | "markdown" | "md" | "yaml" | "yml" | "toml")
}

/// Whether a line is one around fields, or what editors make of it: `---`, `\---`, `* * *`.
fn is_edge(words: &str) -> bool {
    let signs: String = words.chars().filter(|c| !matches!(c, ' ' | '\\')).collect();
    let is_all = |sign: char| signs.chars().all(|c| c == sign);
    (3..=5).contains(&signs.len()) && ['-', '+', '*', '_', ';'].into_iter().any(is_all)
}

/// The fields up to the next such line, if there is nothing but fields. Without one that hides the page
/// several names must be known, since prose may look like a field.
fn fields(rows: &[(usize, &str)]) -> Option<Below> {
    let last = rows.iter().position(|(_, row)| is_edge(row.trim()))?;
    let rows = &rows[..last];
    let goes_on = |row: &str| row.starts_with([' ', '\t', '-', '#', '[', ']', '}']);
    let is_one = |(index, (_, row)): (usize, &(usize, &str))| {
        entry::is_field(row.trim_start()) || index > 0 && goes_on(row)
    };
    if !rows.iter().enumerate().all(is_one) {
        return None;
    }
    let place = |(start, row): &(usize, &str)| *start..*start + row.trim_end().len();
    let hiding = rows.iter().find(|(_, row)| is_hiding_field(row.trim()));
    if let Some(hiding) = hiding {
        return Some(Below {
            place: place(hiding),
            hides: true,
        });
    }
    let names = rows.iter().map(|(_, row)| entry::line(row).name);
    let known: Vec<&str> = names.filter(|name| fences::is_first(name)).collect();
    let is_sure = known.len() > 1 || known == ["title"];
    is_sure.then(|| Below {
        place: place(&rows[0]),
        hides: false,
    })
}

fn is_hiding_field(part: &str) -> bool {
    let field = part.split_once([':', '=']);
    field.is_some_and(|(name, value)| hides(name.trim().trim_matches(['"', '\'']), value))
}

/// Whether a line of text, `draft: yes`, hides a page as a field would. For fields that stand where
/// none are read.
pub(crate) fn hides(name: &str, value: &str) -> bool {
    let name = folded(name.trim());
    let value = value.trim().trim_matches(['"', '\'']).to_lowercase();
    let truth = match value.as_str() {
        word if TRUE_WORDS.contains(&word) => Some(true),
        word if FALSE_WORDS.contains(&word) => Some(false),
        _ => None,
    };
    let flag = FLAGS.iter().find(|flag| flag.name == name);
    let hides_when = flag.map(|flag| flag.hides_when);
    let denied = || denied(&name).map(|flag| flag.hides_when);
    const WORDED: [&str; 8] = [
        "status",
        "visibility",
        "poststatus",
        "publishstatus",
        "permissions",
        "access",
        "scope",
        "classification",
    ];
    let is_word = WORDED.contains(&name.as_str());
    let private = || PRIVATE_WORDS.contains(&value.as_str()) || value == "draft";
    is_word && private() || truth.is_some() && truth == hides_when.or_else(denied)
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn fields_below_the_head_are_found() {
        for (text, hides) in [
            ("# Q\n\n+++\ntitle = \"P\"\nprivate = true\n+++\n", true),
            ("Intro.\n\n---\ntitle: P\nprivate: true\n---\n", true),
            ("# T\n---\npublish: false\n---\n", true),
            ("\\---\n\nprivate: true\n\n\\---\n", true),
            ("* * *\n\ntitle: P\nprivate: true\n\n* * *\n", true),
            ("---\rtitle: P\rprivate: true\r---\rText", true),
            ("<!-- x -->\n---\ntitle: P\ntags:\n  - a\n---\n", false),
            ("```markdown\n+++\ntitle = \"P\"\n+++\n\nText\n```\n", false),
        ] {
            let found = below(text, false).map(|found| found.hides);
            assert_eq!(found, Some(hides), "{text:?}");
        }
    }

    #[test]
    fn rules_around_prose_and_code_are_text() {
        for text in [
            "Text.\n\n---\n\nNote: we meet at six.\n\n---\n\nMore.\n",
            "Heading\n---\n\ndate: Friday\n\n---\n",
            "Text\n\n```yaml\n---\ntitle: P\nprivate: true\n---\n```\n",
            "<!--\n---\nprivate: true\n---\n-->\n",
            "---\n\ntitle: P\n\nText goes on.\n\n---\n",
            "---\ntitle: P\n",
        ] {
            assert_eq!(below(text, false), None, "{text:?}");
        }
        let second = "---\nprivate: true\n---\n";
        assert!(below(second, true).is_some());
        assert_eq!(below(&format!("Text.\n\n{second}"), true), None);
    }
}
