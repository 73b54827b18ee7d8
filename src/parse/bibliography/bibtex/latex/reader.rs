//! A text with LaTeX in it, read once from the left to the right.

use std::ops::Range;

use super::super::stand_in::hidden;
use super::{accents, scripts};
use crate::limits::BRACES;

/// A text without LaTeX, and what of it could not be understood.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) text: String,
    /// The commands that nobody knows, with the backslash.
    pub(super) unknown: Vec<Range<usize>>,
    /// A dollar sign that opens no formula.
    pub(super) lone_dollar: Option<usize>,
    /// A brace without its partner.
    pub(super) lone_brace: Option<usize>,
}

/// Makes a text plain. With `ties`, `~` is a blank at which no line ends.
pub(super) fn plain(text: &str, ties: bool) -> Plain {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        ties,
        in_formula: false,
        in_quotes: false,
        quoted: false,
        read: Plain::default(),
    };
    reader.run(text.len());
    reader.read
}

/// Deeper than any text; the reader calls itself for each level.
const DEEPEST: usize = BRACES.most;

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    ties: bool,
    pub(super) in_formula: bool,
    /// Whether a quotation in single marks is open.
    in_quotes: bool,
    /// Whether a command has opened a quotation.
    pub(super) quoted: bool,
    pub(super) read: Plain,
}

impl Reader<'_> {
    /// Reads on to `end`.
    pub(super) fn run(&mut self, end: usize) {
        self.depth += 1;
        while let Some(c) = self.text[self.at..end].chars().next() {
            let start = self.at;
            self.at += c.len_utf8();
            match c {
                '\\' => self.command(start, end),
                '{' => self.group(start, end),
                '}' => self.read.lone_brace = Some(start),
                '$' => self.formula(start, end),
                '^' | '_' if self.in_formula => self.script(c, end),
                '~' if self.ties => self.read.text.push('\u{a0}'),
                _ => self.character(c, end),
            }
        }
        self.depth -= 1;
    }

    /// What stands in the next `end - at` bytes, by itself.
    pub(super) fn apart(&mut self, end: usize) -> String {
        let before = std::mem::take(&mut self.read.text);
        self.run(end);
        std::mem::replace(&mut self.read.text, before)
    }

    /// A character, or several that are one sign in print.
    fn character(&mut self, c: char, end: usize) {
        let behind = &self.text[self.at..end];
        let (sign, more) = match c {
            '-' if behind.starts_with("--") => ('—', 2),
            '-' if behind.starts_with('-') => ('–', 1),
            '\'' if behind.starts_with('\'') => ('”', 1),
            '`' if behind.starts_with('`') => ('“', 1),
            '?' if behind.starts_with('`') => ('¿', 1),
            '!' if behind.starts_with('`') => ('¡', 1),
            '`' if self.opens_quotation(behind) => {
                self.in_quotes = true;
                ('‘', 0)
            }
            '\'' if self.in_quotes && !behind.starts_with(char::is_alphanumeric) => {
                self.in_quotes = false;
                ('’', 0)
            }
            _ => (c, 0),
        };
        self.read.text.push(sign);
        self.at += more;
    }

    /// Whether a quotation in single marks begins here and ends somewhere.
    fn opens_quotation(&self, behind: &str) -> bool {
        let leads = !self.read.text.ends_with(char::is_alphanumeric);
        leads
            && behind.match_indices('\'').any(|(at, _)| {
                let after = &behind[at + 1..];
                !after.starts_with(char::is_alphanumeric)
            })
    }

    /// A pair of braces. What is one letter, or set in a font, needs none; what they keep together
    /// as a name or in its case stays between them.
    fn group(&mut self, start: usize, end: usize) {
        let Some(close) = closing_brace(self.text, start, end) else {
            self.read.lone_brace = Some(start);
            return;
        };
        if self.depth >= DEEPEST {
            // biblatex goes as deep, and the field is refused for it.
            self.read.text.push_str(&self.text[start..=close]);
            self.at = close + 1;
            return;
        }
        let inner = &self.text[self.at..close];
        let mark = self.read.text.len();
        self.read.text.push('{');
        self.run(close);
        self.at = close + 1;
        if self.in_formula || inner.is_empty() || self.is_bare(inner, mark + 1) {
            self.read.text.remove(mark);
        } else {
            self.read.text.push('}');
        }
    }

    fn is_bare(&self, inner: &str, from: usize) -> bool {
        let fonts = [
            "\\em", "\\it", "\\bf", "\\sc", "\\sl", "\\rm", "\\tt", "\\sf",
        ];
        let is_font = fonts.iter().any(|font| {
            let behind = inner.strip_prefix(font);
            behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        let is_letter = inner.starts_with(['\\', '$'])
            && !self.read.text[from..].contains(|c: char| c.is_whitespace() && c != '\u{a0}');
        is_font || is_letter
    }

    /// A formula between dollar signs. Of two prices the second sign closes nothing.
    fn formula(&mut self, start: usize, end: usize) {
        let inner = &self.text[self.at..end];
        let mut closes = inner.match_indices('$').map(|(at, _)| at);
        let close = closes.find(|at| !inner[..*at].ends_with('\\'));
        let close = close.filter(|close| {
            let formula = &inner[..*close];
            let is_latex = formula.contains(['\\', '^', '_', '{']);
            let is_price = inner[close + 1..].starts_with(|c: char| c.is_ascii_digit());
            is_latex || (!formula.ends_with(char::is_whitespace) && !is_price)
        });
        match close {
            Some(close) => {
                let close = self.at + close;
                self.set_formula(close);
                self.at = close + 1;
            }
            None => {
                self.read.lone_dollar.get_or_insert(start);
                self.read.text.push(hidden('$'));
            }
        }
    }

    /// Reads a formula that ends at `close`.
    pub(super) fn set_formula(&mut self, close: usize) {
        let outer = std::mem::replace(&mut self.in_formula, true);
        let formula = self.apart(close);
        self.read.text.push_str(formula.trim());
        self.in_formula = outer;
    }

    fn script(&mut self, sign: char, end: usize) {
        let text = self.argument(end);
        self.read.text.push_str(&if sign == '^' {
            scripts::raised(&text)
        } else {
            scripts::lowered(&text)
        });
    }

    /// The argument of a command: a group, a command or a character.
    pub(super) fn argument(&mut self, end: usize) -> String {
        let blank = self.text[self.at..end].len() - self.text[self.at..end].trim_start().len();
        self.at += blank;
        let start = self.at;
        let Some(c) = self.text[start..end].chars().next() else {
            return String::new();
        };
        if c == '{'
            && let Some(close) = closing_brace(self.text, start, end)
        {
            self.at = start + 1;
            if self.depth >= DEEPEST {
                self.at = close + 1;
                return String::new();
            }
            let argument = self.apart(close);
            self.at = close + 1;
            return argument;
        }
        self.at += c.len_utf8();
        if c != '\\' || self.depth >= DEEPEST {
            return c.to_string();
        }
        // As `apart` does, but for a command, whose end is known only once it has been read.
        let before = std::mem::take(&mut self.read.text);
        self.depth += 1;
        self.command(start, end);
        self.depth -= 1;
        std::mem::replace(&mut self.read.text, before)
    }

    /// Writes the argument of an accent with the mark on it.
    pub(super) fn accent(&mut self, mark: char, end: usize) {
        let letters = self.argument(end);
        let marked = accents::marked(&letters, mark);
        self.read.text.push_str(&marked);
    }
}

/// Where the brace closes that opens at `open`, which has to be one, before `end`.
pub(super) fn closing_brace(text: &str, open: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(open) != Some(&b'{') {
        return None;
    }
    let (mut depth, mut at) = (0usize, open);
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::plain;

    fn text(text: &str) -> String {
        plain(text, true).text
    }

    #[test]
    fn accents_stand_on_their_letters() {
        assert_eq!(text("Garc{\\'\\i}a"), "García");
        assert_eq!(text("Mart\\'\\i{}n, Na{\\\"\\i}ve"), "Martín, Naïve");
        assert_eq!(text("Ho\\v{s}ek \\c Ca {\\v S}"), "Hošek Ça Š");
        assert_eq!(text("\\'{E}lys\\'ee \\~nandu"), "Élysée ñandu");
        assert_eq!(
            text("{\\o}re Stra\\ss e {\\AA}s \\ae on"),
            "øre Straße Ås æon"
        );
        assert_eq!(text("\\^{}x \\~{}y"), "^x ~y");
        assert_eq!(text("{\\'Ecole normale}"), "{École normale}");
    }

    #[test]
    fn signs_and_blanks_are_what_they_are_in_print() {
        assert_eq!(
            text("Proc.\\ of, 20\\,km, \\ldots{} and\\slash or"),
            "Proc. of, 20 km, … and/or"
        );
        assert_eq!(
            text("?`Qu\\'e? A `single' quote, $\\rightarrow$"),
            "¿Qué? A ‘single’ quote, →"
        );
        assert_eq!(
            text("``A'' -- b --- don't ~c Hawai`i"),
            "“A” – b — don't \u{a0}c Hawai`i"
        );
        assert_eq!(text("R\\&D 5\\% \\#1 a\\_b"), "R&D 5% #1 a_b");
        assert_eq!(
            text("CO$_2$ and x$^{2}$, $\\alpha < \\beta$"),
            "CO₂ and x², α< β"
        );
        assert_eq!(text("$\\mathrm{H}_{2}\\mathrm{O}$"), "H₂O");
    }

    #[test]
    fn commands_leave_their_words() {
        assert_eq!(text("A \\emph{b} {\\em c d} {IWW}"), "A b c d {IWW}");
        assert_eq!(text("\\enquote{a \\enquote{b}}"), "“a ‘b’”");
        assert_eq!(text("\\textsuperscript{2}\\textcolor{red}{x}"), "²x");
        assert_eq!(
            text("\\href{https://e.org/a_b}{Site}"),
            "Site (https://e.org/a_b)"
        );
        assert_eq!(text("at \\url{https://e.org/~a}"), "at https://e.org/~a");
        assert_eq!(text("\\LaTeX and \\TeX{}nicians"), "LaTeX and TeXnicians");
        assert_eq!(text("{\\noopsort{1973b}}1973"), "1973");
        assert_eq!(text("\\copyright 2021, \\textregistered{}"), "© 2021, ®");
    }

    #[test]
    fn what_nobody_knows_is_told_and_leaves_its_words() {
        let read = plain("\\foo{a} \\qux b", true);
        assert_eq!(read.text, "a b");
        assert_eq!(read.unknown, [0..4, 8..12]);
        let read = plain("From $5 to $10", true);
        assert_eq!(read.text.chars().filter(|c| *c > '\u{F0000}').count(), 2);
        assert_eq!(read.lone_dollar, Some(5));
        assert_eq!(plain("a } b {", true).lone_brace, Some(6));
        assert_eq!(text("back\\"), "back");
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{}x{}", "{\\'".repeat(5000), "}".repeat(5000));
        assert!(!plain(&deep, true).text.is_empty());
    }
}
