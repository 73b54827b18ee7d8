//! The text of a BibLaTeX file cut into pieces, one for each entry, in one pass over its bytes.
//!
//! An entry begins at an `@` and a word before a brace, where either no brace is open or the `@` is
//! the first thing on its line. The second is what keeps the harm of an entry without an end to
//! that entry. Whatever lies between the entries is a remark.

use std::ops::Range;

use biblatex::EntryType;

/// The pieces of a file, with the comments that biblatex would stumble over.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub entries: Vec<Piece>,
    /// Lines inside entries that begin with `%`. biblatex takes only one of them in a row.
    pub comments: Vec<Range<usize>>,
}

/// One entry's text: from its `@` to the brace that closes it, or to where the next one begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// Whether the braces of the piece close.
    pub closed: bool,
    /// Whether this can be nothing but the head of an entry: first on its line, of a known type.
    pub certain: bool,
    /// Where the fields begin: the bracket behind the type, round or curly.
    pub bracket: usize,
}

/// Cuts `text` into its entries.
pub(super) fn cut(text: &str) -> Pieces {
    let mut cutter = Cutter {
        text,
        pieces: Pieces::default(),
        depth: 0,
        round: false,
        quoted: false,
        open: false,
        unclosed_comment: false,
    };
    let mut at = 0;
    while at < text.len() {
        at = cutter.step(at);
    }
    cutter.end_open(text.len(), false);
    cutter.pieces
}

/// The end of the braces that open at or after `start`, if they close within `limit` bytes.
pub(super) fn closing(text: &str, start: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = start;
    while at < bytes.len().min(start.saturating_add(limit)) {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth <= 1 => return (depth == 1).then_some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

struct Cutter<'t> {
    text: &'t str,
    pieces: Pieces,
    depth: usize,
    /// Whether the last piece stands in round brackets, and whether a quotation mark is open in it.
    round: bool,
    quoted: bool,
    /// Whether the last piece still waits for its end.
    open: bool,
    /// Once one comment has no end, no later one has.
    unclosed_comment: bool,
}

impl Cutter<'_> {
    /// Takes the byte at `at` and gives the offset of the next to look at.
    fn step(&mut self, at: usize) -> usize {
        match self.text.as_bytes()[at] {
            b'\\' if self.open => return at + 2,
            b'@' => return self.at_sign(at),
            b'%' if self.depth == 0 || (self.depth == 1 && self.leads_line(at)) => {
                return self.comment(at);
            }
            b'(' if self.open && self.round && self.depth == 0 => self.depth = 1,
            b'"' if self.round && self.depth == 1 => self.quoted = !self.quoted,
            b')' if self.round && self.depth == 1 && !self.quoted => {
                self.end_open(at + 1, true);
            }
            b'{' if self.open => self.depth += 1,
            b'}' if self.round && self.depth == 1 => {}
            b'}' if self.open => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_open(at + 1, true);
                }
            }
            _ => {}
        }
        at + 1
    }

    fn at_sign(&mut self, at: usize) -> usize {
        let leads = self.leads_line(at);
        let Some(head) = Head::read(self.text, at) else {
            return at + 1;
        };
        let begins = leads && (head.known || head.opens) || self.depth == 0 && head.opens;
        if !begins {
            return at + 1;
        }
        self.end_open(at, false);
        if head.word.eq_ignore_ascii_case("comment") {
            return self.skip_comment(head.end);
        }
        self.pieces.entries.push(Piece {
            range: at..at,
            closed: false,
            certain: leads && head.known,
            bracket: head.end,
        });
        self.open = true;
        self.round = self.text[head.end..].starts_with('(');
        head.end
    }

    /// Passes over `@comment{…}`; without an end the word alone is passed over.
    fn skip_comment(&mut self, at: usize) -> usize {
        if self.unclosed_comment {
            return at;
        }
        let end = closing(self.text, at, usize::MAX);
        self.unclosed_comment = end.is_none();
        end.unwrap_or(at)
    }

    fn comment(&mut self, at: usize) -> usize {
        let length = self.text[at..].find('\n');
        let end = length.map_or(self.text.len(), |length| at + length);
        if self.depth == 1 {
            self.pieces.comments.push(at..end);
        }
        end
    }

    fn end_open(&mut self, end: usize, closed: bool) {
        if self.open
            && let Some(piece) = self.pieces.entries.last_mut()
        {
            piece.range.end = end;
            piece.closed = closed;
        }
        self.open = false;
        self.round = false;
        self.quoted = false;
        self.depth = 0;
    }

    fn leads_line(&self, at: usize) -> bool {
        let before = self.text.as_bytes()[..at].iter().rev();
        let mut blanks = before.skip_while(|b| matches!(b, b' ' | b'\t' | b'\r'));
        blanks.next().is_none_or(|b| *b == b'\n')
    }
}

/// The head of a possible entry: `@word` and what follows it.
struct Head<'t> {
    word: &'t str,
    /// Whether a brace follows.
    opens: bool,
    /// Whether the word is a type that BibLaTeX knows.
    known: bool,
    /// Where the word and the blanks behind it end.
    end: usize,
}

impl<'t> Head<'t> {
    fn read(text: &'t str, at: usize) -> Option<Self> {
        let rest = &text[at + 1..];
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let behind = rest[length..].trim_start();
        let is_command = matches!(
            word.to_ascii_lowercase().as_str(),
            "string" | "comment" | "preamble"
        );
        (length > 0).then(|| Head {
            word,
            opens: behind.starts_with(['{', '(']),
            known: is_command || !matches!(EntryType::new(word), EntryType::Unknown(_)),
            end: text.len() - behind.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{closing, cut};

    fn pieces(text: &str) -> Vec<(&str, bool)> {
        let of = |p: &super::Piece| (p.range.clone(), p.closed);
        let ranges = cut(text).entries.iter().map(of).collect::<Vec<_>>();
        ranges
            .into_iter()
            .map(|(r, closed)| (&text[r], closed))
            .collect()
    }

    #[test]
    fn entries_end_at_their_brace_and_remarks_are_passed_over() {
        let text = "me@example.org {x}\n@book{a, t={x {y} z}} by @misc{b} % @misc{c}\n";
        assert_eq!(
            pieces(text),
            [("@book{a, t={x {y} z}}", true), ("@misc{b}", true)]
        );
    }

    #[test]
    fn an_entry_without_an_end_stops_where_the_next_begins() {
        let text = "@book{a, t={x\n@misc{b, t={y}}";
        assert_eq!(
            pieces(text),
            [("@book{a, t={x\n", false), ("@misc{b, t={y}}", true)]
        );
    }

    #[test]
    fn a_comment_hides_the_entries_in_it() {
        assert_eq!(
            pieces("@comment{\n@book{a}\n}@misc{b}"),
            [("@misc{b}", true)]
        );
        assert_eq!(pieces("@comment{ @x\n@misc{b}"), [("@misc{b}", true)]);
    }

    #[test]
    fn comment_lines_inside_entries_are_found() {
        let text = "@book{a,\n % one }\n % two\n t={5 %\n % x}}";
        let found = cut(text).comments;
        let comments: Vec<&str> = found.into_iter().map(|r| &text[r]).collect();
        assert_eq!(comments, ["% one }", "% two"]);
    }

    #[test]
    fn braces_close_within_the_limit_or_not() {
        assert_eq!(closing("@a{b{\\}}}c", 0, 100), Some(9));
        assert_eq!(closing("@a{b{\\}}}c", 0, 5), None);
        assert_eq!(closing("a}b", 0, 100), None);
    }
}
