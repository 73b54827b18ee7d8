//! Text that was meant for a mark and is none: a word misspelled, other brackets, the notation of another
//! tool, or a known source named without any.

mod bracketed;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use self::bracketed::{LEADS, bracketed, meant as meant_label};
use crate::check::prose::{Prose, is_escaped, part, texts};
use crate::diagnostic::suggest::Candidates;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::page::{EventKind, Node, Page};
use crate::model::site::Site;
use crate::model::source::Span;
use crate::parse::locator::locator;

pub(crate) static RULE: Rule = Rule {
    name: "near-mark",
    severity: Severity::Warning,
    about: "Text that looks like a mark and is none, such as `[soruce: id]`, `(source: id)`, `[@ id]` or a \
            bare `@id` of a known source, so that readers see it as it was typed and no source is cited; and \
            links as MyST and Sphinx have them.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut ids = Ids::default();
    for record in site.records() {
        let id = record.id.as_str();
        ids.near.add(id);
        ids.exact.insert(id.to_lowercase(), id);
    }
    for placed in &site.pages {
        let page = &*placed.page;
        let judge = PageJudge { page, ids: &ids };
        texts(&page.body).for_each(|prose| judge.text(&prose, findings));
        judge.links(findings);
    }
}

/// The ids of sources that these findings say how to cite.
pub(super) fn meant(findings: &[Diagnostic]) -> impl Iterator<Item = &str> {
    let own = findings.iter().filter(|one| one.rule.name == RULE.name);
    let marks = own.filter_map(|one| Some(one.suggestion.as_ref()?.edits.first()?.text.as_str()));
    let keys = marks.flat_map(|mark| mark.split(['[', ']', ';', ',', ' ']));
    keys.map(|key| key.trim_start_matches('@'))
}

/// `[soruce: id, p. 3]` in brackets of any kind.
static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (open, close) = (r"([\[({［（【])", r"[\])}］）】]");
    Regex::new(&format!(
        r"{open}[ \t]*(\p{{L}}+)[ \t]*[:：][ \t]*([^\s,;\[\](){{}}［］（）【】]+)((?:[,;][^\[\](){{}}［］（）【】\n]*)?){close}"
    ))
    .ok()
});

/// `@id`, where no letter stands before it.
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\p{L}\p{N}@._/\\-])(-?@([\p{L}\p{N}_][\p{L}\p{N}_\-.:+/]*))").ok()
});

/// `\citep[see][p. 3]{id}`
static LATEX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\\[a-z]*cite[a-z]*\*?(?:\[([^\]\n]*)\])?(?:\[([^\]\n]*)\])?\{([^{}\n]+)\}").ok()
});

/// The place behind a bare `@id`.
static PLACE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^,[ \t]*(?:\p{L}+\.?|§+)[ \t]*[0-9]+(?:[-–][0-9]+)?").ok());

/// So many bytes behind a bracket, what closes it is looked for.
const LONGEST: usize = 1_000;

/// The role of MyST and Sphinx, before its code.
static ROLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:\{(?:foot)?cite[a-z:]*\}|:(?:foot)?cite[a-z:]*:)$").ok());

/// The role of MyST with which a link begins, before its code.
static LINK_ROLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{(ref|numref|doc|term)\}$").ok());

/// The ids of all sources.
#[derive(Default)]
struct Ids<'a> {
    near: Candidates<'a>,
    /// By their lower case.
    exact: HashMap<String, &'a str>,
}

struct PageJudge<'a> {
    page: &'a Page,
    ids: &'a Ids<'a>,
}

impl PageJudge<'_> {
    fn text(&self, prose: &Prose, findings: &mut Vec<Diagnostic>) {
        let words = &self.page.text[prose.span.range()];
        // To see that a text lacks the sign without which a pattern finds nothing takes no time beside it.
        let each = |signs: &[char], pattern: &'static LazyLock<Option<Regex>>| {
            let may_hold = signs.iter().any(|sign| words.contains(*sign));
            let pattern = pattern.as_ref().filter(|_| may_hold);
            pattern
                .into_iter()
                .flat_map(|pattern| pattern.captures_iter(words))
        };
        let brackets = bracketed(words, |key| self.exactly(key));
        let is_told = |at: usize| {
            let next = brackets.partition_point(|one| one.range.start <= at);
            next > 0 && brackets[next - 1].range.contains(&at)
        };
        findings.extend(brackets.iter().map(|one| {
            let place = part(prose.span, one.range.clone());
            finding(place, &words[one.range.clone()], &one.mark)
        }));
        let labelled = each(&[':', '：'], &LABELLED);
        let labelled =
            labelled.filter(|found| !found.get(0).is_some_and(|whole| is_told(whole.start())));
        findings.extend(labelled.filter_map(|found| self.labelled(prose.span, &found)));
        let bare = each(&['@'], &BARE);
        let bare = bare.filter(|found| !found.get(1).is_some_and(|whole| is_told(whole.start())));
        findings.extend(bare.filter_map(|found| self.bare(prose.span, words, &found)));
        let commands = each(&['\\'], &LATEX);
        findings.extend(commands.filter_map(|found| latex(prose.span, &found)));
        findings.extend(self.role(prose, words));
        findings.extend(self.link_role(prose, words));
    }

    /// A word with a colon and a key in brackets. `(Source: The Guardian, 2012)` is prose.
    fn labelled(&self, span: Span, found: &Captures<'_>) -> Option<Diagnostic> {
        let (whole, open) = (found.get(0)?, found.get(1)?.as_str());
        let (word, key) = (found.get(2)?.as_str(), found.get(3)?.as_str());
        if is_escaped(self.page, span.start as usize + whole.start()) {
            return None;
        }
        // A pattern that counts letters is compiled as often as it counts.
        if !(3..=10).contains(&word.chars().count()) {
            return None;
        }
        let word = word.to_lowercase();
        let near = strsim::damerau_levenshtein(&word, "source");
        let is_cite = matches!(word.as_str(), "cite" | "src" | "citation" | "sources");
        let is_meant = match (open, near) {
            // What stands so is a mark already, and a cut one is said elsewhere.
            ("[", 0) => false,
            ("[", 1) if word != "sources" => true,
            (_, 0 | 1) => self.known(key).is_some() || is_key(key),
            _ => is_cite && self.known(key).is_some(),
        };
        if !is_meant {
            return None;
        }
        let key = self.known(key).unwrap_or(key);
        let rest = found.get(4).map_or("", |rest| rest.as_str());
        let mark = format!("[source: {key}{rest}]");
        Some(finding(part(span, whole.range()), whole.as_str(), &mark))
    }

    fn bare(&self, span: Span, words: &str, found: &Captures<'_>) -> Option<Diagnostic> {
        let (whole, key) = (found.get(1)?, found.get(2)?);
        if is_escaped(self.page, span.start as usize + whole.start())
            || is_told_elsewhere(words, whole.start())
        {
            return None;
        }
        let key = key.as_str().trim_end_matches(['.', ':', '-', '/', '+']);
        let known = self.known(key)?;
        let end = whole.end() - found.get(2)?.as_str().len() + key.len();
        let typed = within_mark(words, whole.start()..end);
        let (lead, place) = (&words[typed.start..whole.start()], &words[end..typed.end]);
        let in_brackets =
            words[..typed.start].ends_with('(') && words[typed.end..].starts_with(')');
        let around = usize::from(in_brackets);
        let typed = typed.start - around..typed.end + around;
        let mark = format!("[{lead}@{known}{place}]");
        Some(finding(part(span, typed.clone()), &words[typed], &mark))
    }

    /// `[@id](address)`: a link takes the place of the mark.
    fn links(&self, findings: &mut Vec<Diagnostic>) {
        for event in &self.page.body.events {
            if !matches!(event.kind, EventKind::Start(Node::Link(_))) {
                continue;
            }
            let typed = &self.page.text[event.span.range()];
            let label = typed
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("]("));
            let Some((label, _)) =
                label.filter(|(label, _)| label.trim_start().starts_with(['@', '＠']))
            else {
                continue;
            };
            if let Some(mark) = meant_label(label, &|key: &str| self.exactly(key)) {
                findings.push(
                    RULE.at(
                        event.span,
                        format!("`{typed}` is a link, so that it cites nothing"),
                    )
                    .help(format!(
                        "write {mark}, and the address in the record of the source; for a link, \
                         leave out @"
                    ))
                    .suggest(Suggestion::maybe(event.span, &mark)),
                );
            }
        }
    }

    /// ``{cite}`id` ``, of which the id is code.
    fn role(&self, prose: &Prose, words: &str) -> Option<Diagnostic> {
        let code = prose.code?;
        let role = ROLE.as_ref()?.find(words)?;
        let keys = self.page.text[code.range()].trim_matches('`');
        let start = prose.span.start + role.start() as u32;
        let place = Span { start, ..code };
        let typed = &self.page.text[place.range()];
        Some(finding(place, typed, &mark_of(keys)).fact(role.as_str()))
    }

    /// ``{ref}`words<label>` ``, which is a link in MyST.
    fn link_role(&self, prose: &Prose, words: &str) -> Option<Diagnostic> {
        let code = prose.code?;
        let role = LINK_ROLE.as_ref()?.find(words)?;
        let typed = self.page.text[code.range()].trim_matches('`');
        let (words, label) = match typed.trim_end().strip_suffix('>') {
            Some(rest) => rest.split_once('<')?,
            None => (typed, typed),
        };
        let (words, label) = (words.trim(), label.trim());
        let name = role.as_str();
        // MyST names headings and pages apart from their texts; which page has the heading only the writer knows.
        let link = match name {
            "{term}" => format!("[[{label}|{words}]]"),
            "{doc}" => format!("[{words}]({label}.md)"),
            _ => format!("[{words}](page.md#{label})"),
        };
        let start = prose.span.start + role.start() as u32;
        let place = Span { start, ..code };
        let message = format!("`{name}` begins a link of MyST, so it is shown as text");
        let help = format!("write {link}, with the page on which that heading stands");
        let help = if link.contains("page.md") {
            help
        } else {
            format!("write {link}")
        };
        Some(RULE.at(place, message).help(help))
    }

    /// The source that a key names but for capital letters and dashes that look alike.
    fn exactly(&self, key: &str) -> Option<&str> {
        let plain = key.replace(['‐', '‑', '‒', '–', '—', '−'], "-");
        self.ids.exact.get(&plain.to_lowercase()).copied()
    }

    /// The source that a key names, or nearly. A word is near to many, so a short one must be the same.
    fn known(&self, key: &str) -> Option<&str> {
        const SHORT: usize = 5;
        const LONG: usize = 9;
        let near = self.ids.near.nearest(key)?;
        let (key, id) = (key.to_lowercase(), near.to_lowercase());
        let most = match key.chars().count() {
            0..SHORT => 0,
            SHORT..LONG => 1,
            _ => 2,
        };
        (strsim::damerau_levenshtein(&key, &id) <= most).then_some(near)
    }
}

/// Whether another rule says what is wrong with the `@` at `at`: a mark that is never closed, or a footnote that is
/// not there.
fn is_told_elsewhere(words: &str, at: usize) -> bool {
    let before = words[..at].trim_end_matches(['-', ' ']);
    let behind = &words[at..words.floor_char_boundary(at + LONGEST)];
    let line = behind.lines().next().unwrap_or_default();
    before.ends_with("[^") || before.ends_with('[') && !line.contains(']')
}

/// A bare `@id` with the word that leads to it and the place behind it.
fn within_mark(words: &str, id: Range<usize>) -> Range<usize> {
    let before = &words[..id.start];
    let lead = LEADS.iter().find_map(|lead| {
        let rest = before.strip_suffix(' ')?.strip_suffix(lead)?;
        (!rest.ends_with(char::is_alphanumeric)).then_some(rest.len())
    });
    let behind = &words[id.end..];
    let place = PLACE.as_ref().and_then(|pattern| pattern.find(behind));
    let place = place.filter(|found| locator(found.as_str().trim_start_matches(',')).is_some());
    lead.unwrap_or(id.start)..id.end + place.map_or(0, |found| found.len())
}

fn latex(span: Span, found: &Captures<'_>) -> Option<Diagnostic> {
    let whole = found.get(0)?;
    // One option is what stands behind the source, the first of two what stands before it.
    let option = |at| found.get(at).map_or("", |option| option.as_str());
    let (before, after) = match (option(1), option(2)) {
        (after, "") => ("", after),
        options => options,
    };
    let plain = |words: &str| {
        words
            .replace(['~', '\u{a0}'], " ")
            .trim()
            .replace("--", "–")
    };
    let (before, after) = (plain(before), plain(after));
    let mut mark = mark_of(found.get(3)?.as_str());
    if !before.is_empty() {
        mark.insert_str(1, &format!("{before} "));
    }
    if !after.is_empty() {
        mark.insert_str(mark.len() - 1, &format!(", {after}"));
    }
    let command = whole.as_str().split(['[', '{']).next().unwrap_or_default();
    let place = part(span, whole.range());
    Some(finding(place, whole.as_str(), &mark).fact(command))
}

/// Several keys as one mark.
fn mark_of(keys: &str) -> String {
    let keys = keys.split([',', ';']).map(|key| format!("@{}", key.trim()));
    format!("[{}]", keys.collect::<Vec<_>>().join("; "))
}

fn finding(place: Span, typed: &str, mark: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("`{typed}` looks like a mark and is none, so it is shown as text"),
    )
    .help(format!("write {mark}, or put it between `…` if it is none"))
    .suggest(Suggestion::maybe(place, mark))
}

/// Whether a word is written as ids of sources are, and as no word of a sentence is: `smith-2019`.
fn is_key(word: &str) -> bool {
    let has = |is: fn(char) -> bool| word.chars().any(is);
    has(char::is_alphabetic) && has(|c| c.is_ascii_digit()) && has(|c| matches!(c, '-' | '_' | ':'))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    const BIB: &str =
        "@book{han-2014,\n  title = {How},\n  author = {Han, Hahrie},\n  date = {2014},\n}\n";

    fn help(text: &str) -> Option<String> {
        let page = titled(text);
        let files = [("content/a.md", page.as_str()), ("content/s.bib", BIB)];
        let found = of("near-mark", &files);
        assert!(found.len() < 2, "{found:?}");
        let help = found.first()?.split("help: write ").nth(1)?;
        Some(help.split([']']).next()?.to_owned() + "]")
    }

    #[test]
    fn what_looks_like_a_mark_and_is_none_is_found() {
        for (text, expected) in [
            ("True [soruce: han-2014].", "[source: han-2014]"),
            ("True [Souce: other, p. 3].", "[source: other, p. 3]"),
            ("True [cite: han-2014].", "[source: han-2014]"),
            ("True (source: han-2014, p. 3).", "[source: han-2014, p. 3]"),
            ("True (Source: han-2041).", "[source: han-2014]"),
            ("True (source: smith-2019).", "[source: smith-2019]"),
            ("True ［source: han-2014］.", "[source: han-2014]"),
            ("As @han-2014 says.", "[@han-2014]"),
            ("As said (@han-2014, p. 3).", "[@han-2014, p. 3]"),
            ("As said (@han-2014).", "[@han-2014]"),
            ("True, see @han-2014, p. 3.", "[see @han-2014, p. 3]"),
            ("True [@han-2014](https://example.org).", "[@han-2014]"),
            ("True [@ han-2014].", "[@han-2014]"),
            ("True [@{han-2014}, p. 3].", "[@han-2014, p. 3]"),
            ("True [han-2014].", "[@han-2014]"),
            ("True [source：han-2014].", "[@han-2014]"),
            ("True [quelle: han-2014].", "[@han-2014]"),
            ("As @Han-2014.", "[@han-2014]"),
            ("True {cite}`han-2014`.", "[@han-2014]"),
            ("True {cite:p}`a,b`.", "[@a; @b]"),
            ("True \\citep[p. 3]{han-2014}.", "[@han-2014, p. 3]"),
            ("True \\citep[p.~3]{han-2014}.", "[@han-2014, p. 3]"),
            (
                "True \\citep[see][p.~3]{han-2014}.",
                "[see @han-2014, p. 3]",
            ),
        ] {
            assert_eq!(help(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_code_addresses_and_names_of_people_are_no_marks() {
        for text in [
            "Text (Source: The Guardian, 2012).",
            "Text (source: Guardian).",
            "Text [course: one] and [resource: two] and [Sources: many].",
            "Text (note: this) and [ref: han].",
            "Write to me@han-2014.org or to @ada.",
            "`@han-2014` and `(source: han-2014)`",
            "```\n[soruce: han-2014]\n```",
            "\\@han-2014 \\[soruce: han-2014]",
            "<https://example.org/@han-2014>",
            "True [@han-2014] and [source: han-2014].",
            "True [han-2014](b.md), [^@han-2014] and [@han-2014 end.",
        ] {
            assert_eq!(help(text), None, "{text}");
        }
    }
}
