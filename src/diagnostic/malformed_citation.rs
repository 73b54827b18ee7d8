//! A citation mark that names no source, or names one in a way that cannot be read.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "malformed-citation",
    severity: Severity::Error,
    about: "A citation mark that is empty or cannot be read. Marks are written [source: id], \
            [source: id, p. 12], [@id] or [see @id, pp. 3–5; @other]; where one work was read and \
            another is what it cites, [@read, sec. 2, citing @other, p. 4].",
};

pub(crate) fn empty(span: Span) -> Diagnostic {
    RULE.at(span, "this mark cites nothing")
        .help("name a source: [source: id]")
}

pub(crate) fn no_key(span: Span, part: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("this part of the mark cites nothing: `{part}`"),
    )
    .help("begin each source with @: [@one; @other]")
}

/// `span` is the place of the key.
pub(crate) fn spaces(span: Span, part: &str, key: &str, rest: &str) -> Diagnostic {
    // A name and a year are how a work is cited elsewhere, and what its id is made of here.
    let year = rest.split([',', ' ', ';']).next().unwrap_or_default();
    if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
        let place = &rest[year.len()..];
        let id = format!("{}-{year}", key.to_lowercase());
        return RULE
            .at(span, format!("`{part}` is not the id of a source"))
            .help(format!(
                "write the id that its record has in the bibliography, such as [source: {id}{place}]"
            ));
    }
    // Names and titles have capitals, and what follows an id is a place or a remark.
    if rest.starts_with(char::is_uppercase) {
        return RULE
            .at(span, format!("`{part}` is not the id of a source"))
            .help("write the id that its record has in the bibliography, one word: [source: id]");
    }
    let behind = Span {
        start: span.end,
        ..span
    };
    let is_found = span.range().len() == key.len();
    RULE.at(span, format!("`{part}` is not the id of a source"))
        .help(format!(
            "an id has no spaces; put a comma before what follows it: [source: {key}, {rest}]"
        ))
        .suggest(is_found.then(|| Suggestion::maybe(behind, ",")))
}

/// `part` begins with `citing`.
pub(crate) fn nothing_read(span: Span, part: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{part}` says what a work cites, and no work stands before it"),
    )
    .help("write the work that you have read first, and a comma: [@read, p. 3, citing @other]")
}

/// `read` is what stands before `citing`.
pub(crate) fn nothing_cited(span: Span, read: &str) -> Diagnostic {
    RULE.at(span, "nothing stands behind `citing`")
        .help(format!(
            "write the work that it cites: [{read}, citing @other, p. 4]"
        ))
}

/// `right` is the text with its comma.
pub(crate) fn no_comma(span: Span, right: &str) -> Diagnostic {
    RULE.at(span, "a comma is missing before `citing`")
        .help(format!("write [{right}]"))
}

/// `word` stands behind `citing`; `right` are the two with the sign.
pub(crate) fn no_sign(span: Span, word: &str, right: &str) -> Diagnostic {
    RULE.at(span, format!("`citing {word}` names no source"))
        .help(format!("put @ before the id: {right}"))
}

/// The inner work stands first, and `words` such as `cited in` between the two.
pub(crate) fn backwards(span: Span, words: &str, right: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{words}` names the work that you have read last"),
    )
    .help(format!(
        "write the work that you have read first: [{right}]"
    ))
}

/// `second` begins with the second work.
pub(crate) fn second_work(span: Span, second: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{second}` stands behind another work, so that it would cite nothing"),
    )
    .help("part two works that you have read with a semicolon: [@one; @other]; what one of them cites has a word before it: [@one, citing @other]")
}

/// `second` is the id of a source, and stands where a remark on `first` would.
pub(crate) fn swallowed(span: Span, first: &str, second: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{second}` is a source, and stands here as words behind `{first}`, so that it is not cited"),
    )
    .help(format!(
        "part two sources with a semicolon: write [@{first}; @{second}]"
    ))
}

/// `span` is the place of the second key.
pub(crate) fn of_itself(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` cannot be what `{key}` itself cites"))
        .help("behind citing, name the other work on which the claim rests, or write the mark without citing")
}

/// `span` is the place of the second.
pub(crate) fn inner_twice(span: Span, key: &str) -> Diagnostic {
    RULE.at(span, format!("`{key}` is named twice behind `citing`"))
        .help("name each work once; several places stand behind it: citing @other, pp. 4, 9")
}

/// `[words][1](address)`. `typed` are the words in their brackets.
pub(crate) fn wrong_link(span: Span, typed: &str, address: &str) -> Diagnostic {
    RULE.at(
        span,
        "this looks like a mark, and like a link whose address belongs to a number",
    )
    .help(format!(
        "for a link write {typed}({address}), without the number"
    ))
}
