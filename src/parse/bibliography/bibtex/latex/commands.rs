//! Commands: what each writes, with what stands behind it.

use super::reader::{Reader, closing_brace};
use super::symbols::symbol;
use super::{accents, address, scripts};
use crate::parse::bibliography::bibtex::stand_in::hidden;

/// Commands that print their argument and nothing else.
const TRANSPARENT: &str = "emph textit textbf textsc textsl texttt textrm textsf textup textmd \
    textnormal text textin mbox hbox fbox mathrm mathit mathbf mathcal mathsf mathtt mathbb \
    mathfrak mathscr mathnormal boldsymbol bm pmb operatorname ensuremath underline uline sout \
    mkbibemph mkbibbold mkbibitalic mkbibacro NoCaseChange MakeSentenceCase MakeTitlecase \
    MakeCapital ce num autocap lsstyle textls caps spacedallcaps spacedlowsmallcaps textcite \
    textgreek textcyrillic textlatin textarabic texthebrew mkbibnamefamily mkbibnamegiven \
    emphasize strong footnotesize";

/// Commands that print nothing: fonts, and hints for the breaking of lines.
const SILENT: &str = "em it bf sc sl rm tt sf itshape bfseries upshape scshape slshape rmfamily \
    ttfamily sffamily normalfont mdseries small footnotesize normalsize large Large displaystyle \
    textstyle scriptstyle relax protect null ignorespaces unskip noindent nobreak allowbreak break \
    hfill xspace left right big Big bigl bigr Bigl Bigr limits nolimits nolinebreak sloppy \
    raggedright centering boldmath unboldmath textcompwordmark nocorr cdotp mathstrut strut \
    leavevmode frenchspacing nonfrenchspacing";

/// Commands whose argument is not printed.
const DROPPED: &str = "noopsort SortNoop sortnoop nosort hspace vspace hskip vskip vphantom phantom \
    hphantom label index begin end color selectlanguage fontsize bibstring penalty kern";

/// Commands with two arguments of which the second is printed.
const SECOND: &str = "textcolor foreignlanguage otherlanguage texorpdfstring switchargs printfirst \
    raisebox fontencoding colorbox parbox";

const BLANK: &str = "quad qquad enspace enskip thinspace medspace thickspace negthinspace space \
    nobreakspace newline linebreak par textblank textvisiblespace hfil";

const NAMES: &str = "LaTeX TeX BibTeX BibLaTeX XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX AmS \
    ConTeXt MiKTeX";

fn is_in(list: &str, name: &str) -> bool {
    list.split(' ').any(|word| word == name)
}

impl Reader<'_> {
    /// Reads the command whose backslash stands at `start`.
    pub(super) fn command(&mut self, start: usize, end: usize) {
        let behind = &self.text[self.at..end];
        let letters = behind.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.sign(start, end);
        }
        let name = &behind[..letters];
        self.at += letters;
        if self.text[self.at..end].starts_with('*') {
            self.at += 1;
        }
        let blank = self.text[self.at..end].len() - self.text[self.at..end].trim_start().len();
        let takes_argument = self.text[self.at + blank..end].starts_with('{');
        self.at += blank;
        if !self.word(name, blank > 0, end) {
            self.read.unknown.push(start..start + 1 + letters);
            self.skip_option(end);
            // A command without an argument leaves the blank behind it.
            if takes_argument {
                let argument = self.argument(end);
                self.read.text.push_str(&argument);
            }
        }
    }

    /// Writes what a command of letters stands for; false for one that nobody knows.
    fn word(&mut self, name: &str, blank: bool, end: usize) -> bool {
        if let Some(sign) = symbol(name) {
            self.symbol(sign, blank, end);
        } else if let Some(mark) = accents::of_word(name) {
            self.accent(mark, end);
        } else if is_in(SILENT, name) {
            self.close(end);
        } else if is_in(BLANK, name) {
            self.close(end);
            self.read.text.push(' ');
        } else if is_in(NAMES, name) {
            self.symbol(name, blank, end);
        } else {
            return self.with_arguments(name, end);
        }
        true
    }

    /// Writes what a command with arguments stands for.
    fn with_arguments(&mut self, name: &str, end: usize) -> bool {
        if is_in(TRANSPARENT, name) {
            self.skip_option(end);
            let argument = self.argument(end);
            self.read.text.push_str(&argument);
        } else if is_in(DROPPED, name) {
            self.argument(end);
        } else if is_in(SECOND, name) {
            self.argument(end);
            self.skip_option(end);
            let argument = self.argument(end);
            self.read.text.push_str(&argument);
        } else {
            return self.with_words(name, end);
        }
        true
    }

    /// Writes the commands that change or surround their argument.
    fn with_words(&mut self, name: &str, end: usize) -> bool {
        // Each call of `argument` reads on, so an arm calls it once for each argument, in their order.
        let written = match name {
            "url" | "path" | "nolinkurl" => self.address(end),
            "href" => {
                let address = self.address(end);
                let words = self.argument(end);
                if words.is_empty() || words == address {
                    address
                } else {
                    format!("{words} ({address})")
                }
            }
            "enquote" | "mkbibquote" | "textquote" => self.quotation(end),
            "mkbibparens" | "parentext" => format!("({})", self.argument(end)),
            "mkbibbrackets" | "brackettext" => format!("[{}]", self.argument(end)),
            "footnote" | "thanks" => format!(" ({})", self.argument(end)),
            "textsuperscript" | "mkbibsuperscript" | "sp" => scripts::raised(&self.argument(end)),
            "textsubscript" | "mkbibsubscript" | "sb" => scripts::lowered(&self.argument(end)),
            "uppercase" | "MakeUppercase" => self.argument(end).to_uppercase(),
            "lowercase" | "MakeLowercase" => self.argument(end).to_lowercase(),
            "frac" | "nicefrac" | "sfrac" | "tfrac" | "dfrac" | "textfrac" => {
                let above = self.argument(end);
                format!("{above}/{}", self.argument(end))
            }
            "sqrt" => format!("√{}", self.argument(end)),
            "SI" | "qty" => {
                let number = self.argument(end);
                format!("{number} {}", self.argument(end))
            }
            _ => return false,
        };
        self.read.text.push_str(&written);
        true
    }

    /// A quotation, in the other marks within another.
    fn quotation(&mut self, end: usize) -> String {
        self.quoted = !self.quoted;
        let (open, close) = if self.quoted {
            ('“', '”')
        } else {
            ('‘', '’')
        };
        let words = self.argument(end);
        self.quoted = !self.quoted;
        format!("{open}{words}{close}")
    }

    /// An argument that is an address.
    fn address(&mut self, end: usize) -> String {
        match closing_brace(self.text, self.at, end) {
            Some(close) => {
                let address = address::plain(&self.text[self.at + 1..close]).text;
                self.at = close + 1;
                address
            }
            None => String::new(),
        }
    }

    /// A command that is a sign.
    fn sign(&mut self, start: usize, end: usize) {
        let Some(c) = self.text[self.at..end].chars().next() else {
            self.read.unknown.push(start..start + 1);
            return;
        };
        self.at += c.len_utf8();
        match c {
            ',' | ';' | ':' | '>' if self.in_formula => {}
            ' ' | '\n' | '\r' | '\t' | ',' | ';' | ':' | '>' => self.read.text.push(' '),
            '!' | '-' | '/' | '@' | '*' => {}
            '\\' => {
                self.skip_option(end);
                self.read.text.push(' ');
            }
            '(' | '[' if self.formula_end(c, end).is_some() => {
                let close = self.formula_end(c, end).unwrap_or(end);
                self.set_formula(close);
                self.at = close + 2;
            }
            '|' => self.read.text.push('‖'),
            // biblatex reads LaTeX once more in what is written here, and would take these for its own.
            '{' | '}' | '$' => self.read.text.push(hidden(c)),
            _ => match accents::of_sign(c) {
                Some(mark) => self.accent(mark, end),
                None => self.read.text.push(c),
            },
        }
    }

    /// Where the formula ends that `\(` or `\[` opens.
    fn formula_end(&self, open: char, end: usize) -> Option<usize> {
        let close = if open == '(' { "\\)" } else { "\\]" };
        let found = self.text[self.at..end].find(close);
        found.map(|found| self.at + found)
    }

    /// Writes a sign. Behind one that is no letter a blank is meant as one, which TeX takes for the
    /// end of the command.
    fn symbol(&mut self, sign: &str, blank: bool, end: usize) {
        for c in sign.chars() {
            let special = "\\{}$".contains(c);
            self.read.text.push(if special { hidden(c) } else { c });
        }
        let is_letter = sign.chars().count() == 1
            && sign.starts_with(|c: char| c.is_alphabetic() || "/„‚«‹¿¡“‘".contains(c));
        if self.text[self.at..end].starts_with("{}") {
            self.at += 2;
        } else if blank && !is_letter && !self.in_formula && self.at < end {
            self.read.text.push(' ');
        }
    }

    /// Passes over `{}`, which only ends a command.
    fn close(&mut self, end: usize) {
        if self.text[self.at..end].starts_with("{}") {
            self.at += 2;
        }
    }

    /// Passes over `[…]`.
    fn skip_option(&mut self, end: usize) {
        let behind = &self.text[self.at..end];
        if behind.starts_with('[')
            && let Some(close) = behind.find(']')
        {
            self.at += close + 1;
        }
    }
}
