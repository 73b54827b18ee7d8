//! hayagriva's tree of formatted text to HTML and plain text. Everything is escaped; only http and
//! https addresses become links.

use std::borrow::Cow;

use citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark_escape::escape_html;

/// A formatted entry without its number: as HTML, as plain text, and as data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormattedReference {
    /// Escaped, with addresses as links.
    pub html: String,
    /// Without any formatting.
    pub text: String,
    /// In order, for what is printed.
    pub runs: Vec<Run>,
    /// Whether the style gave up on it, so that it is written in another.
    pub is_stand_in: bool,
}

/// A stretch of text with one formatting, and the address it links to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    pub(super) text: String,
    pub(super) formatting: Formatting,
    pub(super) url: Option<String>,
}

impl Run {
    /// Words without any formatting.
    pub(super) fn plain(text: &str) -> Self {
        Run {
            text: text.to_owned(),
            ..Run::default()
        }
    }

    pub(crate) fn is_italic(&self) -> bool {
        self.formatting.font_style == FontStyle::Italic
    }

    pub(crate) fn is_bold(&self) -> bool {
        self.formatting.font_weight == FontWeight::Bold
    }

    /// Its words in order, each stretch with the address that it links to. Bare http and https addresses
    /// link to themselves.
    pub(crate) fn parts(&self) -> Vec<(&str, Option<&str>)> {
        if let Some(url) = &self.url {
            return vec![(&self.text, Some(url))];
        }
        let mut parts = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(start) = address_start(rest) {
            let address = address(&rest[start..]);
            parts.push((&rest[..start], None));
            parts.push((address, Some(address)));
            rest = &rest[start + address.len()..];
        }
        parts.push((rest, None));
        parts
    }
}

/// The runs of a formatted entry, with the seams of the style mended: doubled blanks, and a full stop
/// after a question mark.
pub(super) fn runs(children: &ElemChildren) -> Vec<Run> {
    let mut all = Vec::new();
    gather(&children.0, &mut all);
    mended(all)
}

/// Writes a reference.
pub(super) fn reference(runs: Vec<Run>) -> FormattedReference {
    let mut reference = FormattedReference::default();
    for run in &runs {
        reference.text.push_str(&run.text);
        html(run, &mut reference.html);
    }
    reference.runs = runs;
    reference
}

/// The runs of a tree, in order.
pub(super) fn gather(children: &[ElemChild], runs: &mut Vec<Run>) {
    for child in children {
        match child {
            ElemChild::Text(text) => runs.push(Run {
                text: text.text.clone(),
                formatting: text.formatting,
                url: None,
            }),
            ElemChild::Link { text, url } => runs.push(Run {
                text: text.text.clone(),
                formatting: text.formatting,
                url: is_web(url).then(|| url.clone()),
            }),
            ElemChild::Markup(text) => runs.push(Run {
                text: text.clone(),
                ..Run::default()
            }),
            ElemChild::Elem(elem) => {
                // What begins a line of its own in print only gets a blank: a reference is one paragraph everywhere.
                let apart = matches!(elem.display, Some(Display::Block | Display::Indent));
                if apart && !runs.is_empty() {
                    runs.push(Run {
                        text: " ".into(),
                        ..Run::default()
                    });
                }
                gather(&elem.children.0, runs);
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Runs without doubled blanks, blanks at the ends, and a full stop after `?` or `!`.
pub(super) fn mended(mut runs: Vec<Run>) -> Vec<Run> {
    let mut seams = Seams::default();
    let firsts: Vec<Option<char>> = runs.iter().map(|run| run.text.chars().next()).collect();
    for (at, run) in runs.iter_mut().enumerate() {
        let follows = firsts[at + 1..].iter().find_map(|first| *first);
        seams.mend(run, follows);
    }
    trim_end(&mut runs);
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// What was written last, by which the next run is mended.
pub(super) struct Seams {
    before: char,
    last: char,
}

impl Default for Seams {
    /// A blank before the first character, so that none begins the text.
    fn default() -> Self {
        Seams {
            before: ' ',
            last: ' ',
        }
    }
}

impl Seams {
    /// Takes out of a run what does not go with the runs before it, and with the character that follows it.
    pub(super) fn mend(&mut self, run: &mut Run, follows: Option<char>) {
        let mut text = String::with_capacity(run.text.len());
        let mut characters = run.text.chars().peekable();
        while let Some(c) = characters.next() {
            let follows = characters.peek().copied().or(follows);
            if run.url.is_none() && self.removes(c, follows) {
                continue;
            }
            text.push(if c.is_control() { ' ' } else { c });
            (self.before, self.last) = (self.last, c);
        }
        run.text = text;
    }

    fn removes(&self, c: char, follows: Option<char>) -> bool {
        let doubled_blank = c.is_whitespace() && self.last.is_whitespace();
        let ends_twice = c == '.' && matches!(self.last, '?' | '!') && follows != Some('.');
        // Two full stops are one; three are meant.
        let stops_twice =
            c == '.' && self.last == '.' && self.before != '.' && follows != Some('.');
        // A date without the parts that were to follow its year.
        let is_loose =
            c == ',' && follows == Some(')') || c == ' ' && matches!(follows, Some(';' | ','));
        doubled_blank || ends_twice || stops_twice || is_loose
    }
}

/// Takes blanks and commas from the end.
pub(super) fn trim_end(runs: &mut [Run]) {
    for run in runs.iter_mut().rev() {
        let end = run.text.trim_end_matches([' ', ',', '\u{a0}']).len();
        run.text.truncate(end);
        if end > 0 {
            break;
        }
    }
}

/// Writes a run with its formatting as elements.
pub(super) fn html(run: &Run, out: &mut String) {
    within_tags(run, out, |out| {
        for (words, address) in run.parts() {
            match address {
                Some(address) => link(address, words, out),
                None => escape(words, out),
            }
        }
    });
}

/// As [`html`], but without links, so that the whole can be one.
pub(super) fn unlinked(run: &Run, out: &mut String) {
    within_tags(run, out, |out| escape(&run.text, out));
}

fn within_tags(run: &Run, out: &mut String, write: impl FnOnce(&mut String)) {
    let tags = tags(run.formatting);
    for (open, _) in &tags {
        out.push_str(open);
    }
    write(out);
    for (_, close) in tags.iter().rev() {
        out.push_str(close);
    }
}

fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<em>", "</em>"));
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<strong>", "</strong>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"sc\">", "</span>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        _ => {}
    }
    tags
}

pub(super) fn escape(text: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = escape_html(out, text);
}

fn link(url: &str, text: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape(&href(url), out);
    out.push_str("\" rel=\"noreferrer\">");
    escape(text, out);
    out.push_str("</a>");
}

/// The address of a DOI with the signs in it that mean something else in an address (DOI Handbook, 3.8); any other as it is.
fn href(url: &str) -> Cow<'_, str> {
    const OF_DOI: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    let Some((before, doi)) = url.split_once("://doi.org/") else {
        return Cow::Borrowed(url);
    };
    let mut encoded = format!("{before}://doi.org/");
    for (at, part) in doi.split('%').enumerate() {
        let is_code = part
            .get(..2)
            .is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        if at > 0 {
            encoded.push_str(if is_code { "%" } else { "%25" });
        }
        encoded.extend(utf8_percent_encode(part, OF_DOI));
    }
    Cow::Owned(encoded)
}

fn is_web(url: &str) -> bool {
    address_start(url) == Some(0)
}

/// Where the first address begins: its scheme, with something behind it, at the head of a word.
fn address_start(text: &str) -> Option<usize> {
    text.match_indices("://").find_map(|(at, separator)| {
        let scheme_is = |scheme: &str| {
            let start = at.checked_sub(scheme.len())?;
            let found = text.get(start..at)?.eq_ignore_ascii_case(scheme);
            let before = text[..start].chars().next_back();
            let leads = before.is_none_or(|c| !c.is_alphanumeric());
            (found && leads).then_some(start)
        };
        let behind = text[at + separator.len()..].chars().next();
        let has_host = behind.is_some_and(char::is_alphanumeric);
        scheme_is("https")
            .or_else(|| scheme_is("http"))
            .filter(|_| has_host)
    })
}

/// The address at the head of a text, without the punctuation of the sentence around it.
fn address(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '’' | '»'))
        .unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        let unbalanced = |open, close: char| {
            trimmed.ends_with(close)
                && trimmed.matches(close).count() > trimmed.matches(open).count()
        };
        let closes = unbalanced('(', ')') || unbalanced('[', ']');
        let next = &trimmed[..trimmed.len() - usize::from(closes)];
        if next.len() == address.len() {
            return address;
        }
        address = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, html, mended};

    fn written(text: &str, url: Option<&str>) -> String {
        let mut out = String::new();
        let run = Run {
            text: text.into(),
            url: url.map(str::to_owned),
            ..Run::default()
        };
        html(&run, &mut out);
        out
    }

    #[test]
    fn the_address_of_a_doi_has_no_sign_that_means_another_thing() {
        let of = |doi: &str| {
            let url = format!("https://doi.org/{doi}");
            super::href(&url).split_once(".org/").unwrap().1.to_owned()
        };
        assert_eq!(of("10.1/(SICI)1<2::A>3.0"), "10.1/(SICI)1%3C2::A%3E3.0");
        assert_eq!(of("10.1/a%b#c?d"), "10.1/a%25b%23c%3Fd");
        assert_eq!(of("10.1/a%3Cb"), "10.1/a%3Cb");
    }

    #[test]
    fn bare_addresses_become_links_without_the_sentences_punctuation() {
        assert_eq!(
            written("See (https://a.org/b_(c)). Or <http://d.org>!", None),
            "See (<a href=\"https://a.org/b_(c)\" rel=\"noreferrer\">https://a.org/b_(c)</a>). \
             Or &lt;<a href=\"http://d.org\" rel=\"noreferrer\">http://d.org</a>&gt;!"
        );
        for text in [
            "xhttp://a.org",
            "https://",
            "javascript://a.org",
            "http:///a",
            "://",
        ] {
            assert_eq!(written(text, None), text);
        }
        assert!(written("é http://é.org", None).contains("href=\"http://é.org\""));
    }

    #[test]
    fn the_seams_of_a_style_are_mended() {
        let run = |text: &str| Run {
            text: text.into(),
            ..Run::default()
        };
        let text: String = mended(vec![
            run(" Who?"),
            run(". A "),
            run(" [B].  C...?... "),
            run(", 2014 "),
            run(";12 "),
            run(""),
            run("(3), "),
        ])
        .iter()
        .map(|run| run.text.as_str())
        .collect();
        assert_eq!(text, "Who? A [B]. C...?..., 2014;12 (3)");
    }
}
