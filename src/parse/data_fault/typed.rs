//! How texts and lists are typed in each notation.

use crate::model::date::Date;
use crate::model::field_set::{FieldSet, PAGE, PRINT, SITE, UPSTREAM};

/// Marks that writing programs and other languages put around a text.
const CURLY: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»'];

/// A text between quotation marks, for either notation: both read straight double ones alike, and single ones
/// as they are.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = !text.contains(['"', '\\']) && !text.contains(char::is_control);
    if is_plain {
        return format!("\"{text}\"");
    }
    if !text.contains('\'') && !text.contains(char::is_control) {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// The words of a text without the marks around them, of whatever form these are.
pub(super) fn words(text: &str) -> &str {
    let is_mark = |c: char| CURLY.contains(&c) || matches!(c, '"' | '\'');
    let text = text.trim().trim_end_matches(',').trim_end();
    let inner = text.strip_prefix(is_mark).unwrap_or(text);
    inner.strip_suffix(is_mark).unwrap_or(inner).trim()
}

/// The words of a text that begins with `mark` and has more of them: without the outermost, but for one such
/// as `"A" and "B"`, of which each pair stands around words of its own.
pub(super) fn words_in_marks(text: &str, mark: char) -> &str {
    let text = text.trim().trim_end_matches(',').trim_end();
    let inner = text.strip_prefix(mark).unwrap_or(text);
    let second = inner.find(mark).unwrap_or(inner.len());
    let (before, behind) = inner.split_at(second);
    let ends_there = !before.ends_with(char::is_whitespace) && behind.len() > 1;
    let goes_on = behind[behind.len().min(1)..].starts_with(|c: char| !c.is_alphanumeric());
    if !text.ends_with(mark) || ends_there && goes_on {
        text
    } else {
        words(text)
    }
}

/// Whether marks that are not straight stand around a text, or around one of a list.
pub(super) fn has_curly(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '[' | ']' | ',') || c.is_whitespace());
    let mut parts = inner.split(',').map(str::trim);
    parts.any(|part| part.starts_with(CURLY) || part.ends_with(['”', '“', '‟', '»']))
}

/// A list on one line with each of its texts between quotation marks; nothing where a part of it is no
/// text.
pub(super) fn list(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('[')?;
    let inner = inner.strip_suffix(']').unwrap_or(inner);
    if inner.contains(['[', ']', '{', '}', '#']) {
        return None;
    }
    let parts = match quoted_items(inner) {
        Some(items) => items,
        None => inner.split([',', ';']).map(str::trim).collect(),
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let quoted: Vec<String> = parts.map(|part| quoted(words(part))).collect();
    Some(format!("[{}]", quoted.join(", ")))
}

/// The texts of a list that all have their straight marks, whatever stands between them; nothing where one
/// has none.
fn quoted_items(inner: &str) -> Option<Vec<&str>> {
    let is_between = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
    let mut items = Vec::new();
    let mut rest = inner.trim_start_matches(is_between);
    while let Some(mark) = rest.chars().next() {
        if !matches!(mark, '"' | '\'') {
            return None;
        }
        let end = rest[1..].find(mark)? + 2;
        items.push(&rest[..end]);
        let behind = &rest[end..];
        rest = behind.trim_start_matches(is_between);
        // Marks within a text end no text.
        if rest.len() == behind.len() && !rest.is_empty() {
            return None;
        }
    }
    Some(items)
}

/// A list of what stands without brackets, one text behind the other: each between its marks, or between
/// commas in a field that takes a list.
pub(super) fn series(name: &str, value: &str) -> Option<String> {
    if !value.contains([',', ';']) || value.starts_with(['[', '{']) {
        return None;
    }
    let is_quoted = quoted_items(value).is_some_and(|items| items.len() > 1);
    let is_plain = !value.contains(['"', '\'', '#', '[', '{']) && is_list_field(name);
    (is_quoted || is_plain).then(|| list(&format!("[{value}]")))?
}

/// Whether a field of this name takes a list, on pages or in `site.toml`.
fn is_list_field(name: &str) -> bool {
    let sets: [&FieldSet; 4] = [&SITE, &PRINT, &UPSTREAM, &PAGE];
    let mut fields = sets.into_iter().flat_map(|set| set.fields);
    fields.any(|field| field.name == name && field.takes.contains("list of"))
}

/// `true` or `false`, of one that is typed with capital letters, or as yes or no in a field that takes nothing else.
pub(super) fn truth(name: &str, value: &str) -> Option<&'static str> {
    let value = value.trim_matches('.').to_ascii_lowercase();
    let sets: [&FieldSet; 3] = [&SITE, &PRINT, &PAGE];
    let mut fields = sets.into_iter().flat_map(|set| set.fields);
    let takes_truth = fields.any(|field| field.name == name && field.takes == "`true` or `false`");
    match value.as_str() {
        "true" if name != "title" => Some("true"),
        "false" if name != "title" => Some("false"),
        "yes" | "on" if takes_truth => Some("true"),
        "no" | "off" if takes_truth => Some("false"),
        _ => None,
    }
}

/// Fields in braces, each with the sign that they take and its text between marks; nothing where one cannot be told
/// from the next.
pub(super) fn braces(value: &str) -> Option<String> {
    let inner = value.strip_prefix('{')?.strip_suffix('}')?;
    if inner.contains(['{', '}', '[', ']', '#', '\\']) {
        return None;
    }
    let mut fields = Vec::new();
    for part in split_outside_marks(inner) {
        if part.trim().is_empty() {
            continue;
        }
        let (name, value) = part.split_once([':', '='])?;
        let (name, value) = (words(name), value.trim());
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || value.is_empty() || !name.chars().all(is_letter) {
            return None;
        }
        let is_day = Date::parse(value).is_some_and(|date| date.to_string() == value);
        let value = if is_bare(value) || is_day {
            value.to_owned()
        } else {
            quoted(words(value))
        };
        fields.push(format!("{name} = {value}"));
    }
    (!fields.is_empty()).then(|| format!("{{ {} }}", fields.join(", ")))
}

/// The parts between commas, but for those within straight double marks.
fn split_outside_marks(text: &str) -> Vec<&str> {
    let mut is_within = false;
    let parts = text.split(|c: char| {
        is_within ^= c == '"';
        c == ',' && !is_within
    });
    parts.collect()
}

/// A value that needs no quotation marks, in either notation.
pub(super) fn is_bare(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = text.starts_with(is_digit) && text.parse::<f64>().is_ok();
    let has_no_zero = text == "0" || !text.starts_with('0') || text.starts_with("0.");
    matches!(text, "true" | "false") || is_number && has_no_zero
}

#[cfg(test)]
mod tests {
    use super::{braces, list, quoted, series, truth, words};

    #[test]
    fn a_text_is_quoted_so_that_its_words_stay() {
        for (text, expected) in [
            ("One", "\"One\""),
            ("The \"big\" one", "'The \"big\" one'"),
            ("Don't \"go\"", "\"Don't \\\"go\\\"\""),
            ("C:\\x", "'C:\\x'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
        assert_eq!(words(" “One” "), "One");
        assert_eq!(words("\"One\","), "One");
    }

    #[test]
    fn each_text_of_a_list_is_quoted() {
        let expected = Some("[\"a\", \"b c\"]".to_owned());
        assert_eq!(list("[a, “b c”"), expected);
        assert_eq!(list("[\"a\", 'b c',]"), expected);
        assert_eq!(list("[{ page = x }]"), None);
        for typed in ["[\"a\" \"b c\"]", "[\"a\"; \"b c\"]", "[a; b c]"] {
            assert_eq!(list(typed), expected, "{typed}");
        }
        assert_eq!(
            list("[\"a, b\" \"c\"]").as_deref(),
            Some("[\"a, b\", \"c\"]")
        );
    }

    #[test]
    fn what_stands_without_brackets_is_a_list_where_it_can_be_nothing_else() {
        let expected = Some("[\"a\", \"b\"]".to_owned());
        assert_eq!(series("anything", "\"a\", \"b\""), expected);
        assert_eq!(series("languages", "a, b"), expected);
        assert_eq!(series("summary", "a, b"), None);
        assert_eq!(series("languages", "a"), None);
    }

    #[test]
    fn yes_and_no_are_words_where_a_text_may_stand() {
        assert_eq!(truth("trust_html", "yes"), Some("true"));
        assert_eq!(truth("draft", "False"), Some("false"));
        assert_eq!(truth("title", "True"), None);
        assert_eq!(truth("summary", "no"), None);
    }

    #[test]
    fn fields_in_braces_get_the_sign_that_they_take() {
        assert_eq!(
            braces("{ on: 2026-11-01, by: \"Ana, Bo\" }").as_deref(),
            Some("{ on = 2026-11-01, by = \"Ana, Bo\" }")
        );
        assert_eq!(
            braces("{dead-link: x}").as_deref(),
            Some("{ dead-link = \"x\" }")
        );
        assert_eq!(braces("{ a b }"), None);
    }
}
