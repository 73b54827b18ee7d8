//! Lists of attributes in braces, as Pandoc and its kin write them behind what they are of:
//! `{#id .class key="value"}`, or `{: .class}`.

use std::ops::Range;

/// What stands between the braces. Ranges count from the opening brace.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Attributes {
    pub(crate) classes: Vec<String>,
    pub(crate) values: Vec<Value>,
}

/// `key="value"`
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) range: Range<usize>,
}

impl Attributes {
    /// The value of the first of these keys that has one.
    pub(crate) fn value(&self, keys: &[&str]) -> Option<&Value> {
        let is_key = |value: &&Value| keys.contains(&value.key.as_str());
        self.values.iter().find(is_key)
    }
}

/// Quotation marks that a value may stand in, the curly ones of other keyboards among them.
const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// Reads the list with which `text` begins, on one line; gives its length too. `None` for braces with
/// anything else in them, or with nothing.
pub(crate) fn read(text: &str) -> Option<(Attributes, usize)> {
    let mut attributes = Attributes::default();
    let mut has_any = false;
    let mut at = text.strip_prefix('{').map(|_| 1)?;
    if text[at..].starts_with(':') {
        at += 1;
    }
    loop {
        let rest = &text[at..];
        let word = rest.trim_start_matches([' ', '\t']);
        at += rest.len() - word.len();
        if word.starts_with('}') {
            return has_any.then_some((attributes, at + 1));
        }
        at += attribute(word, at, &mut attributes)?;
        has_any = true;
    }
}

/// Whether what stands between braces behind a heading is attributes and nothing else: `#id`, `.class`, `key=value`
/// and the `-` with which Pandoc leaves out a number. Names may hold any sign, as in `#what's-new`.
pub(crate) fn are_attributes(inner: &str) -> bool {
    let mut rest = inner.strip_prefix(':').unwrap_or(inner).trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = &rest[..end];
        let is_whole =
            |name: &str| name.starts_with(char::is_alphabetic) && name.chars().all(is_name);
        let length = match word.split_once('=') {
            _ if word == "-" => end,
            _ if word.len() > 1 && word.starts_with('#') => end,
            _ if word.strip_prefix('.').is_some_and(is_whole) => end,
            Some((key, _)) if is_whole(key) => {
                let begins = key.len() + 1;
                let after = value_range(&rest[begins..]).map(|(_, _, after)| begins + after);
                after.unwrap_or(end)
            }
            _ => return false,
        };
        rest = rest[length..].trim_start();
    }
    true
}

/// Reads one attribute at the head of `word`, which stands at `at`; gives its length.
fn attribute(word: &str, at: usize, attributes: &mut Attributes) -> Option<usize> {
    let name_length = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    if let Some(name) = word.strip_prefix(['.', '#']) {
        let length = name_length(name);
        if length == 0 {
            return None;
        }
        if word.starts_with('.') {
            attributes.classes.push(name[..length].to_owned());
        }
        return Some(1 + length);
    }
    let length = name_length(word);
    let value = word[length..].strip_prefix('=').filter(|_| length > 0)?;
    let (start, end, after) = value_range(value)?;
    let begins = length + 1;
    attributes.values.push(Value {
        key: word[..length].to_lowercase(),
        value: value[start..end].to_owned(),
        range: at + begins + start..at + begins + end,
    });
    Some(begins + after)
}

/// Where a value stands, and where what follows it begins.
fn value_range(value: &str) -> Option<(usize, usize, usize)> {
    for (open, close) in QUOTES {
        if let Some(rest) = value.strip_prefix(open) {
            let length = rest.find([close, '\n'])?;
            let start = open.len_utf8();
            let is_closed = rest[length..].starts_with(close);
            return is_closed.then_some((start, start + length, start + length + close.len_utf8()));
        }
    }
    let ends = |c: char| c.is_whitespace() || c == '}';
    let length = value.find(ends)?;
    (length > 0).then_some((0, length, length))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

#[cfg(test)]
mod tests {
    use super::{are_attributes, read};

    #[test]
    fn attributes_of_a_heading_are_told_from_words() {
        for inner in [
            "#id",
            "#what's-new .a",
            ".unnumbered",
            "-",
            "key=value #x",
            "title=\"a b\" .c",
            ": #id",
            "",
        ] {
            assert!(are_attributes(inner), "{inner}");
        }
        for inner in [
            "name",
            "1, 2",
            "Draft",
            "#x and more",
            ".5",
            "a=b c",
            "1=1",
            "#",
        ] {
            assert!(!are_attributes(inner), "{inner}");
        }
    }

    /// The classes, and the values with their keys.
    fn listed(text: &str) -> Option<String> {
        let (found, length) = read(text)?;
        let values = found.values.iter().map(|value| {
            assert_eq!(&text[value.range.clone()], value.value);
            format!("{}={}", value.key, value.value)
        });
        let all: Vec<String> = found.classes.iter().cloned().chain(values).collect();
        Some(format!("{}|{}", all.join(","), &text[length..]))
    }

    #[test]
    fn lists_of_attributes_are_told_from_other_braces() {
        for (text, expected) in [
            ("{width=300} x", Some("width=300| x")),
            ("{.a #b c=\"d e\"}", Some("a,c=d e|")),
            ("{: .a }", Some("a|")),
            ("{alt='it is'}", Some("alt=it is|")),
            ("{alt=“a b”}", Some("alt=a b|")),
            ("{}", None),
            ("{name}", None),
            ("{a b}", None),
            ("{width=}", None),
            ("{alt=\"open}", None),
            ("x", None),
        ] {
            assert_eq!(listed(text).as_deref(), expected, "{text}");
        }
    }
}
