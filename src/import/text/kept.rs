//! Stretches of a text in which signs are no marks of words: addresses, formulas, tags, what names something; and the bars
//! between the cells of tables, over which no marked words reach.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Where signs mean nothing.
const NAMING: [&str; 11] = [
    // Where a link leads, and its title.
    r#"\]\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*')[ \t]*)?"#,
    // What a picture shows.
    r"!\[[^\]\n]*",
    // A page that is named between double brackets; the words for it stand behind a bar.
    r"\[\[[^\]|\n]*\|?",
    // Where a link that has a name leads.
    r"(?m:^ {0,3}\[[^\]^\n][^\]\n]*\]:[^\n]*$)",
    r"\[\^[^\]\n]*\]",
    // Attributes.
    r"\{[ \t]*:?[ \t]*[#.:][^}\n]*\}",
    r"(?s:<!--.*?-->)",
    // Tags, and addresses between angle brackets.
    r"<[A-Za-z/][^<>]*>",
    r"\\\((?s:.*?)\\\)|\\\[(?s:.*?)\\\]",
    // The lines of a table that is drawn.
    r"(?m:^[ \t]*\+(?:[-=:]+\+)+[ \t]*$)",
    r"\\[\\=+~^|]",
];

static KEPT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&NAMING.join("|")).ok());
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:\b(?:https?|ftp)://|\bwww\.|\bmailto:)[^\s<>()\[\]"|]*"#).ok()
});
static FORMULA: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$\\])?\$").ok());
/// The line below the head of a table.
static RULE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$").ok()
});

/// A text as a search for signs sees it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The text with letters for each byte that is kept, so that a sign in it is none and all places stay what they are.
    pub(super) masked: String,
    /// The bars between cells, in order.
    bars: Vec<usize>,
}

impl Kept {
    /// That of a text whose code stands at `code`.
    pub(super) fn of(text: &str, code: &[Range<usize>]) -> Self {
        let find = |pattern: &'static LazyLock<Option<Regex>>| {
            let found = pattern.iter().flat_map(|pattern| pattern.find_iter(text));
            found.map(|found| found.range())
        };
        let bare = find(&BARE).map(|range| without_signs(text, range));
        // A price is no formula: a number follows the second sign.
        let formulas = find(&FORMULA)
            .filter(|range| !text[range.end..].starts_with(|c: char| c.is_ascii_digit()));
        let all = code.iter().cloned().chain(find(&KEPT)).chain(bare);
        let mut masked = text.as_bytes().to_vec();
        for range in all.chain(formulas) {
            for byte in &mut masked[range] {
                *byte = if *byte == b'\n' { b'\n' } else { b'x' };
            }
        }
        let masked = String::from_utf8(masked).unwrap_or_default();
        let bars = bars(&masked);
        Kept { masked, bars }
    }

    /// Whether a stretch reaches over a bar between cells.
    pub(super) fn is_parted(&self, range: &Range<usize>) -> bool {
        let next = self.bars.partition_point(|bar| *bar < range.start);
        self.bars.get(next).is_some_and(|bar| *bar < range.end)
    }
}

/// An address without the signs behind it that end marked words: `==https://example.org==`. What it asks for may end so.
fn without_signs(text: &str, range: Range<usize>) -> Range<usize> {
    let address = &text[range.clone()];
    if address.contains('?') {
        return range;
    }
    let length = address.trim_end_matches(['=', '+', '~', '^', '*', '_', '}']);
    range.start..range.start + length.len()
}

/// The bars of lines that are rows of a table.
fn bars(text: &str) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    let (mut at, mut in_table) = (0, false);
    let is_rule = |line: &str| {
        line.contains('|')
            && RULE
                .as_ref()
                .is_some_and(|rule| rule.is_match(line.trim_end()))
    };
    while let Some(line) = lines.next() {
        let words = line.trim_start_matches([' ', '\t', '>']);
        in_table &= !words.trim().is_empty();
        in_table |= lines.peek().is_some_and(|next| is_rule(next));
        if in_table || words.starts_with('|') {
            bars.extend(line.match_indices('|').map(|(bar, _)| at + bar));
        }
        at += line.len();
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::Kept;

    /// Whether two of these signs are left that mark words.
    fn marks(text: &str, sign: &str) -> bool {
        let kept = Kept::of(text, &[]);
        let mut places = kept.masked.match_indices(sign);
        match (places.next(), places.next()) {
            (Some((first, _)), Some((second, _))) => !kept.is_parted(&(first..second)),
            _ => false,
        }
    }

    #[test]
    fn signs_mark_words_and_no_addresses_formulas_or_cells() {
        for (text, sign) in [
            ("==a== b", "=="),
            ("==see [a](x==y)== b", "=="),
            ("[c](https://x.org/?a==b) ==a== b", "=="),
            ("==see [[a|b]]== b", "=="),
            ("| ==a== | b |\n|---|---|\n", "=="),
            ("==https://example.org==", "=="),
            ("[==a==](b)", "=="),
            ("It costs $5 or ==more== than $6.", "=="),
            ("> ==a==", "=="),
        ] {
            assert!(marks(text, sign), "{text}");
        }
        for (text, sign) in [
            ("[c](https://x.org/a++b++c)", "++"),
            ("[d](a^b^c)", "^"),
            ("![a](img~1~.png)", "~"),
            ("[e](<a ~b~>)", "~"),
            ("(https://x.org/?id=Qg==) and <https://x.org/?a==b>", "=="),
            ("https://x.org/a==b==c", "=="),
            ("[a]: img~1~.png", "~"),
            ("| a==1 | b==2 |", "=="),
            ("a==1 | b==2\n-- | --\n", "=="),
            ("a | b\n-- | --\nc==1 | d==2\n", "=="),
            ("$a==b==c$", "=="),
            ("$$\na==b==c\n$$", "=="),
            ("+===+===+", "=="),
            ("<a href=\"x==y==\">", "=="),
            ("[[a==b==]]", "=="),
            ("\\==a==", "=="),
        ] {
            assert!(!marks(text, sign), "{text}");
        }
    }
}
