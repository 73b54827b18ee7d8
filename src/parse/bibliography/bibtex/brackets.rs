//! Both kinds of brackets and quotation marks as one.
//!
//! BibTeX takes an entry in round brackets as well, and a quotation mark within braces for text.
//! biblatex knows neither (biblatex 0.12): so every entry is handed to it in braces, and every value
//! in quotation marks too, sign for sign, so that each other byte keeps its place.

use super::split_entries::Piece;

/// The text with braces around its entries and values.
pub(super) fn braced(text: &str, pieces: &[Piece]) -> String {
    let mut edits = Vec::new();
    for piece in pieces {
        if piece.closed && text.as_bytes().get(piece.bracket) == Some(&b'(') {
            edits.push((piece.bracket, b'{'));
            edits.push((piece.range.end - 1, b'}'));
        }
        quoted_values(text, piece, &mut edits);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, sign) in edits {
        bytes[at] = sign;
    }
    // A sign of ASCII took the place of another.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Finds the marks around the values of a piece: those that stand at its own level.
fn quoted_values(text: &str, piece: &Piece, edits: &mut Vec<(usize, u8)>) {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, piece.bracket + 1);
    let mut before = b' ';
    while at < piece.range.end {
        let byte = bytes[at];
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 && matches!(before, b'=' | b'#' | b'{' | b'(') => {
                let Some(end) = closing_mark(text, at, piece.range.end) else {
                    return;
                };
                edits.push((at, b'{'));
                edits.push((end, b'}'));
                at = end;
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = bytes[at.min(bytes.len() - 1)];
        }
        at += 1;
    }
}

/// The mark that closes the value which begins at `open`: outside of braces, and with nothing but
/// what may follow a value behind it.
fn closing_mark(text: &str, open: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, open + 1);
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'"' if depth == 0 => {
                let behind = text[at + 1..end].trim_start();
                let ends = behind.is_empty() || behind.starts_with([',', '}', ')', '#', '%']);
                return ends.then_some(at);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::braced;
    use crate::parse::bibliography::bibtex::split_entries::cut;

    fn of(text: &str) -> String {
        braced(text, &cut(text).entries)
    }

    #[test]
    fn round_brackets_become_braces() {
        assert_eq!(
            of("@book(a, t = {A (b) c}, n = \"d (e) f\")\n@string (x = \"Y\")"),
            "@book{a, t = {A (b) c}, n = {d (e) f}}\n@string {x = {Y}}"
        );
        assert_eq!(of("@book{a, t = {A (b}}"), "@book{a, t = {A (b}}");
    }

    #[test]
    fn quotation_marks_within_braces_are_text() {
        assert_eq!(
            of("@book{a, t = \"A {\"}b{\"} c\", x = \"p\" # q # \"r\"}"),
            "@book{a, t = {A {\"}b{\"} c}, x = {p} # q # {r}}"
        );
        assert_eq!(of("@book{a, t = {say \"b\"}}"), "@book{a, t = {say \"b\"}}");
        let broken = "@book{a, t = \"A {\", x = {y}}";
        assert_eq!(of(broken), broken);
    }
}
