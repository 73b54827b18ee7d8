//! How texts and lists are typed in each notation.

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
    let parts = inner.split(',').map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let quoted: Vec<String> = parts.map(|part| quoted(words(part))).collect();
    Some(format!("[{}]", quoted.join(", ")))
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
    use super::{list, quoted, words};

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
    }
}
