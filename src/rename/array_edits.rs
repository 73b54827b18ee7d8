//! Changes a list of texts in TOML or YAML where it stands, in the form in which it is written.
//!
//! Takes the places of the list and of its items; gives edits that touch nothing else: what is
//! dropped is replaced by what is added as far as that goes, and the rest comes after the last item,
//! on lines of its own where the items have such.

use std::ops::Range;

use crate::model::edit::Edit;
use crate::rename::literal_quoting::quoted;

/// A list in a text: `["a", "b"]` on one line or several, or lines that begin with hyphens.
pub(super) struct List<'a> {
    pub(super) text: &'a str,
    /// Where its key begins.
    pub(super) key: usize,
    pub(super) value: Range<usize>,
    pub(super) items: Vec<Range<usize>>,
    /// Whether this is one text that counts as a list.
    pub(super) alone: bool,
}

impl List<'_> {
    /// The edits that drop some items and add others; `None` where the form is a strange one.
    pub(super) fn changed(&self, drop: &[usize], add: &[String]) -> Option<Vec<Edit>> {
        if self.items.is_empty() {
            return Some(vec![edit(self.value.clone(), written(add))]);
        }
        if self.alone {
            return Some(self.made_list(drop, add));
        }
        let shared = drop.len().min(add.len());
        let mut edits: Vec<Edit> = drop
            .iter()
            .zip(add)
            .map(|(at, new)| edit(self.item(*at), quoted(new, self.typed(*at))))
            .collect();
        if drop.len() == self.items.len() && add.is_empty() {
            return Some(vec![self.all()]);
        }
        edits.extend(self.dropped(&drop[shared..])?);
        edits.extend(self.added(&add[shared..])?);
        Some(edits)
    }

    /// One text becomes a list, or another text.
    fn made_list(&self, drop: &[usize], add: &[String]) -> Vec<Edit> {
        let typed = self.typed(0);
        let mut texts: Vec<String> = add.iter().map(|new| quoted(new, typed)).collect();
        if drop.is_empty() {
            texts.insert(0, typed.to_owned());
        }
        let item = self.item(0);
        match texts.as_slice() {
            [] => vec![self.all()],
            [one] => vec![edit(item, one.clone())],
            several => vec![edit(item, format!("[{}]", several.join(", ")))],
        }
    }

    /// Takes out the whole entry, with its lines.
    fn all(&self) -> Edit {
        let end = if self.in_brackets() {
            self.value.end
        } else {
            self.item(self.items.len() - 1).end
        };
        edit(
            line_start(self.text, self.key)..next_line(self.text, end),
            String::new(),
        )
    }

    fn item(&self, at: usize) -> Range<usize> {
        let range = self.items[at].clone();
        let typed = self.text[range.clone()].trim_end();
        range.start..range.start + typed.len()
    }

    fn typed(&self, at: usize) -> &str {
        &self.text[self.item(at)]
    }

    fn in_brackets(&self) -> bool {
        self.text[self.value.start..].starts_with('[')
    }

    /// Takes items out, each with what parts it from the next, or from the one before at the end.
    fn dropped(&self, drop: &[usize]) -> Option<Vec<Edit>> {
        let last = self.items.len() - 1;
        let kept = (0..=last).rev().find(|at| !drop.contains(at))?;
        let mut edits = Vec::new();
        for &at in drop {
            let item = self.item(at);
            let range = if !self.in_brackets() {
                line_start(self.text, item.start)..next_line(self.text, item.end)
            } else if at < kept {
                item.start..self.item(at + 1).start
            } else if at == last {
                self.item(kept).end..item.end
            } else {
                continue;
            };
            edits.push(edit(range, String::new()));
        }
        Some(edits)
    }

    fn added(&self, add: &[String]) -> Option<Vec<Edit>> {
        let last = self.items.len() - 1;
        let (item, like) = (self.item(last), self.typed(last));
        let new: Vec<String> = add.iter().map(|new| quoted(new, like)).collect();
        if new.is_empty() {
            return Some(Vec::new());
        }
        let start = line_start(self.text, item.start);
        let before = &self.text[start..item.start];
        if !self.in_brackets() {
            let hyphen = before.trim() == "-";
            return hyphen.then(|| vec![self.lines(item.end, before, &new, "")]);
        }
        let rest = self
            .value
            .end
            .checked_sub(item.end)
            .map(|_| &self.text[item.end..self.value.end])?;
        if !rest.contains('\n') || !before.trim().is_empty() {
            let joined: String = new.iter().map(|new| format!(", {new}")).collect();
            return Some(vec![edit(item.end..item.end, joined)]);
        }
        // A list of one item a line keeps that form, with a comma at its end or without, as it was.
        if has_comma(rest) {
            return Some(vec![self.lines(item.end, before, &new, ",")]);
        }
        let comma = edit(item.end..item.end, ",".to_owned());
        let joined = [new.join(&format!(",{}{before}", line_end(self.text, item.end)))];
        Some(vec![comma, self.lines(item.end, before, &joined, "")])
    }

    /// Lines after the one that ends behind `at`.
    fn lines(&self, at: usize, before: &str, new: &[String], after: &str) -> Edit {
        let rest = &self.text[at..];
        let end = at + rest.find(['\r', '\n']).unwrap_or(rest.len());
        let lines = new
            .iter()
            .map(|new| format!("{}{before}{new}{after}", line_end(self.text, at)));
        edit(end..end, lines.collect())
    }
}

/// How the line of `at` ends.
pub(super) fn line_end(text: &str, at: usize) -> &'static str {
    match text[at..].find('\n') {
        Some(end) if text[..at + end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Whether a comma stands here, comments aside.
fn has_comma(rest: &str) -> bool {
    rest.lines().any(|line| {
        line.split('#')
            .next()
            .is_some_and(|code| code.contains(','))
    })
}

fn edit(range: Range<usize>, text: String) -> Edit {
    Edit { range, text }
}

/// A list as both notations write it.
pub(super) fn written(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text, "")).collect();
    format!("[{}]", texts.join(", "))
}

/// The white space before what stands at `at`; `None` where something else stands before it.
pub(super) fn indent(text: &str, at: usize) -> Option<&str> {
    let before = &text[line_start(text, at)..at];
    before.trim().is_empty().then_some(before)
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// Where the line begins that follows the one of `at`.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1)
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::model::edit::Change;
    use crate::model::source::{SourceId, Sources};
    use crate::model::value::Data;
    use crate::parse::front_matter;

    /// The front matter after `drop` and `add` of its aliases.
    fn changed(text: &str, drop: &[usize], add: &[&str]) -> String {
        let source: SourceId = Sources::default().insert("content/a.md", "");
        let front = front_matter(source, text);
        let entry = front.table.get("aliases").unwrap();
        let value = &entry.value;
        let items = match &value.data {
            Data::Array(items) => items.iter().map(|item| item.span.range()).collect(),
            _ => vec![value.span.range()],
        };
        let list = List {
            text,
            key: entry.key_span.range().start,
            value: value.span.range(),
            items,
            alone: matches!(value.data, Data::String(_)),
        };
        let add: Vec<String> = add.iter().map(|new| (*new).to_owned()).collect();
        let mut edits = list.changed(drop, &add).unwrap();
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let change = Change {
            source,
            path: String::new(),
            edits,
        };
        change.applied(text)
    }

    #[test]
    fn items_are_added_in_the_form_of_the_list() {
        for (before, after) in [
            ("aliases = [\"a\"]", "aliases = [\"a\", \"x\", \"m/x\"]"),
            ("aliases = []", "aliases = [\"x\", \"m/x\"]"),
            ("aliases = 'a'", "aliases = ['a', 'x', 'm/x']"),
            (
                "aliases = [ 'a', ] # of old",
                "aliases = [ 'a', 'x', 'm/x', ] # of old",
            ),
            (
                "aliases = [\r\n\t\"a\", # one, two\r\n]",
                "aliases = [\r\n\t\"a\", # one, two\r\n\t\"x\",\r\n\t\"m/x\",\r\n]",
            ),
            (
                "aliases = [\n  \"a\" # one, two\n]",
                "aliases = [\n  \"a\", # one, two\n  \"x\",\n  \"m/x\"\n]",
            ),
            (
                "aliases = [\n  \"a\",\n  \"b\"]",
                "aliases = [\n  \"a\",\n  \"b\", \"x\", \"m/x\"]",
            ),
        ] {
            let text = format!("+++\n{before}\ntitle = \"A\"\n+++\n");
            let expected = format!("+++\n{after}\ntitle = \"A\"\n+++\n");
            assert_eq!(changed(&text, &[], &["x", "m/x"]), expected, "{before}");
        }
        for (before, after) in [
            ("aliases: [a, b]", "aliases: [a, b, x, m/x]"),
            ("aliases: a", "aliases: [a, x, m/x]"),
            ("aliases: []", "aliases: [\"x\", \"m/x\"]"),
            ("aliases:\n- a", "aliases:\n- a\n- x\n- m/x"),
            (
                "aliases:\n  - \"a\"  # old\n  - 'b' # older",
                "aliases:\n  - \"a\"  # old\n  - 'b' # older\n  - 'x'\n  - 'm/x'",
            ),
            (
                "aliases: [\n  a,\n  b\n  ]",
                "aliases: [\n  a,\n  b,\n  x,\n  m/x\n  ]",
            ),
        ] {
            let text = format!("---\n{before}\ntitle: A\n---\n");
            let expected = format!("---\n{after}\ntitle: A\n---\n");
            assert_eq!(changed(&text, &[], &["x", "m/x"]), expected, "{before}");
        }
    }

    #[test]
    fn what_is_dropped_gives_its_place_to_what_is_added() {
        let text = "+++\naliases = [\"a\", 'b', \"c\"]\n+++\n";
        let expected = "+++\naliases = [\"a\", 'x', \"y\"]\n+++\n";
        assert_eq!(changed(text, &[1, 2], &["x", "y"]), expected);
    }

    #[test]
    fn what_is_dropped_leaves_no_gap() {
        for (before, drop, after) in [
            (
                "aliases = [\"a\", \"b\", \"c\"]\n",
                &[0][..],
                "aliases = [\"b\", \"c\"]\n",
            ),
            (
                "aliases = [\"a\", \"b\", \"c\"]\n",
                &[2],
                "aliases = [\"a\", \"b\"]\n",
            ),
            (
                "aliases = [\"a\", \"b\", \"c\"]\n",
                &[1, 2],
                "aliases = [\"a\"]\n",
            ),
            (
                "aliases = [\"a\", \"b\", \"c\"]\n",
                &[0, 2],
                "aliases = [\"b\"]\n",
            ),
            (
                "aliases = [\n  \"a\",\n  \"b\",\n]\n",
                &[0],
                "aliases = [\n  \"b\",\n]\n",
            ),
            (
                "aliases = [\n  \"a\",\n  \"b\",\n]\n",
                &[1],
                "aliases = [\n  \"a\",\n]\n",
            ),
            ("aliases = [\n  \"a\",\n]\n", &[0], ""),
            ("aliases = \"a\"\n", &[0], ""),
        ] {
            let text = format!("+++\n{before}title = \"A\"\n+++\n");
            let expected = format!("+++\n{after}title = \"A\"\n+++\n");
            assert_eq!(changed(&text, drop, &[]), expected, "{before} {drop:?}");
        }
        let text = "---\naliases:\n  - a\n  - b\ntitle: A\n---\n";
        assert_eq!(
            changed(text, &[1], &[]),
            "---\naliases:\n  - a\ntitle: A\n---\n"
        );
        assert_eq!(changed(text, &[0, 1], &[]), "---\ntitle: A\n---\n");
    }
}
