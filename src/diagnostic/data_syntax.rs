//! Fields of a page, of `site.toml` or of another file of data that cannot be read.
//!
//! What is at fault is told in the words of who types fields, and never in those of a parser; the help is
//! the line to type, in the notation of the file.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::diagnostic::{agenda_field, ill_typed_field};
use crate::model::front_matter::Notation;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "data-syntax",
    severity: Severity::Error,
    about: "Fields that cannot be read, such as a text without its second quotation mark. The fields around \
            the fault are still used. The page is withheld until it is mended, and what its text links to is \
            looked at only then.",
};

pub(crate) fn is_one(finding: &Diagnostic) -> bool {
    *finding.rule == RULE
}

/// Leaves one finding where a value is told both to be unreadable and to be of another type than its
/// field takes, as in `minutes = 90 minutes`: that of the field, which alone knows what to type, but for a
/// day in another order, which is mended by being typed in ours. A note is no such finding: it would let a
/// page be withheld with nothing to mend.
pub(crate) fn drop_echoes(findings: &mut Vec<Diagnostic>) {
    if !findings.iter().any(is_one) {
        return;
    }
    let of_fields = [&ill_typed_field::RULE, &agenda_field::RULE];
    let is_note = |finding: &Diagnostic| finding.severity == Severity::Note;
    let echoes = |one: &Diagnostic, other: &Diagnostic| {
        of_fields.contains(&other.rule)
            && one.span.source == other.span.source
            && one.span.start < other.span.end
            && other.span.start < one.span.end
    };
    let of_day = message(Mistake::Date, Notation::Toml);
    let all = findings.clone();
    findings.retain(|finding| {
        let mut others = all.iter();
        if is_one(finding) {
            let is_day = finding.message == of_day;
            return is_day || !others.any(|other| !is_note(other) && echoes(finding, other));
        }
        let weighs_less = |other: &Diagnostic| is_note(finding) || other.message == of_day;
        !others.any(|other| is_one(other) && weighs_less(other) && echoes(other, finding))
    });
}

/// Says of the faults in a page's fields that they keep it from being published.
pub(crate) fn say_withheld(findings: &mut [Diagnostic]) {
    let faults = findings.iter_mut().filter(|finding| is_one(finding));
    faults.for_each(|fault| fault.message.push_str(", so the page is withheld"));
}

/// What was mistyped in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    CurlyMarks,
    Unquoted,
    UnquotedItems,
    OpenText,
    InnerMarks,
    TextBehind,
    OpenList,
    OpenTable,
    /// A colon in place of `=`, or `=` in place of a colon.
    Sign,
    SignTwice,
    /// `True` in place of `true`, or yes in its place.
    Truth,
    TwoFields,
    OverLines,
    /// A comment of another notation.
    Comment,
    /// A line that sets fields apart from text, among the fields.
    Fence,
    /// The head of a part without one of its brackets.
    Brackets,
    SpaceInName,
    NoField,
    NoValue,
    CommaAtEnd,
    Backslash,
    LeadingZero,
    Twice,
    Date,
    /// One that may be read in two orders.
    EitherDate,
    ColonInText,
    FirstSign,
    Tab,
    NoSpace,
    Unknown,
}

/// `typed` is what to type, and in place of what.
pub(crate) fn mistyped(
    span: Span,
    mistake: Mistake,
    notation: Notation,
    typed: Option<(Span, String)>,
) -> Diagnostic {
    let finding = RULE.at(span, message(mistake, notation));
    let Some((place, typed)) = typed else {
        return finding.help(general(mistake, notation));
    };
    let is_sure = matches!(
        mistake,
        Mistake::CurlyMarks | Mistake::CommaAtEnd | Mistake::Tab | Mistake::NoSpace
    );
    let help = match mistake {
        Mistake::Tab => "write two spaces in place of each tab".to_owned(),
        Mistake::CurlyMarks => format!("write straight ones: {typed}"),
        Mistake::TwoFields => format!(
            "write each on a line of its own: {}",
            typed.replace('\n', ", and below it ")
        ),
        Mistake::EitherDate => match other_order(&typed) {
            Some(other) => format!("write {typed}, or {other}, whichever day is meant"),
            None => format!("write {typed}"),
        },
        _ => format!("write {typed}"),
    };
    let suggestion = Suggestion::new(Applicability::of(is_sure), place, typed);
    finding.help(help).suggest(suggestion)
}

/// A line that ends with a day, with its day and its month the other way round.
fn other_order(typed: &str) -> Option<String> {
    let at = typed.rfind(' ')? + 1;
    let mut parts = typed[at..].split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{year}-{day}-{month}"))
}

fn message(mistake: Mistake, notation: Notation) -> &'static str {
    match (mistake, notation) {
        (Mistake::CurlyMarks, _) => {
            "these quotation marks are curly, where a field takes straight ones"
        }
        (Mistake::Unquoted, _) => "this text has no quotation marks around it",
        (Mistake::UnquotedItems, _) => {
            "each text of a list stands between quotation marks, with a comma behind it"
        }
        (Mistake::OpenText, _) => {
            "this text begins with a quotation mark and does not end with one"
        }
        (Mistake::InnerMarks, _) => "this text has quotation marks within its quotation marks",
        (Mistake::TextBehind, _) => "something stands behind the end of this text",
        (Mistake::OpenList, _) => "this list is never closed",
        (Mistake::OpenTable, _) => "this brace is never closed",
        // The notation is told by its signs: writers have not heard what either of them is called.
        (Mistake::Sign, Notation::Toml) => {
            "a field of this file is written with =, not with a colon"
        }
        (Mistake::Sign, Notation::Yaml) => {
            "a field of this file is written with a colon, not with ="
        }
        (Mistake::SignTwice, _) => "a field takes one = behind its name",
        (Mistake::Truth, _) => "yes and no are written true and false, in small letters",
        (Mistake::TwoFields, _) => "two fields stand on one line",
        (Mistake::OverLines, _) => "this text goes on over several lines, and a field takes one",
        (Mistake::Comment, _) => "a line that is not to be read begins with #",
        (Mistake::Fence, _) => "a line like this has no place among fields",
        (Mistake::Brackets, _) => "the square brackets around this name are not whole",
        (Mistake::SpaceInName, _) => "the name of a field has no space in it",
        (Mistake::NoField, _) => "this line is no field: it has no name with a value behind it",
        (Mistake::NoValue, _) => "this field has no value",
        (Mistake::CommaAtEnd, _) => "a field ends without a comma",
        (Mistake::Backslash, _) => {
            "a backslash between these quotation marks stands for something else than itself"
        }
        (Mistake::LeadingZero, _) => "a number begins with no 0",
        (Mistake::Twice, _) => "this field is given twice",
        (Mistake::Date | Mistake::EitherDate, _) => {
            "this day is not written as year, month and day"
        }
        (Mistake::ColonInText, _) => "a text that holds a colon needs quotation marks",
        (Mistake::FirstSign, _) => "a text that begins with this sign needs quotation marks",
        (Mistake::Tab, _) => "this line begins with a tab, where fields take spaces",
        (Mistake::NoSpace, _) => "a space is missing behind this colon",
        (Mistake::Unknown, _) => "this field cannot be read",
    }
}

/// What to do where the line to type is not known.
fn general(mistake: Mistake, notation: Notation) -> String {
    let example = match notation {
        Notation::Toml => "title = \"One-to-ones\"",
        Notation::Yaml => "title: \"One-to-ones\"",
    };
    match mistake {
        Mistake::OpenText => "end it with the quotation mark that it begins with".to_owned(),
        Mistake::Fence => "take this line out".to_owned(),
        Mistake::OpenList => "write ] behind its last item".to_owned(),
        Mistake::OpenTable => "write } behind its last value".to_owned(),
        Mistake::Twice => "keep one of the two lines, with all that both are to say".to_owned(),
        Mistake::TextBehind => {
            format!("put all of the text between one pair of quotation marks, as in {example}")
        }
        Mistake::NoField => format!(
            "write fields as in {example}; if this is text of the page, move it below the fields"
        ),
        Mistake::NoValue => format!("write its value behind it, as in {example}"),
        _ => format!("write it as in {example}, on one line"),
    }
}

pub(crate) fn not_a_mapping(span: Span, found: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("between these lines stand fields, but this is {found}"),
    )
    .help("write a field a line, as in title: One-to-ones")
}

pub(crate) fn too_many_aliases(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "aliases repeat too much here, so that nothing of it is read",
    )
    .help("write out what `*` stands for, or take some of them out")
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    RULE.at(span, "these brackets nest too deeply to be read")
        .help("a field holds a value, a list or a table of values; close the brackets")
}

/// The fields begin with a line that no other ends. `end` is where that belongs, if that can be told,
/// and what stands there in its place.
pub(crate) fn unclosed(span: Span, fence: &str, end: Option<(Span, String)>) -> Diagnostic {
    let finding = RULE.at(span, "the line that ends these fields is missing");
    let help = format!("write {fence} on a line of its own between the last field and the text");
    let suggestion = end.map(|(place, typed)| Suggestion::maybe(place, typed));
    finding.help(help).suggest(suggestion)
}

/// Fields at the head of a page that no line begins. `top` is where it belongs.
pub(crate) fn unopened(span: Span, fence: &str, top: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("the line {fence} above these fields is missing, so they would be shown as text"),
    )
    .help(format!(
        "write {fence} on a line of its own at the very top of the file"
    ))
    .suggest(Suggestion::sure(top, format!("{fence}\n")))
}

/// Fields at the head of a page that no line begins and none ends.
pub(crate) fn unfenced(span: Span, fence: &str, top: Span, end: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("these fields would be shown as text, since no lines of {fence} stand around them"),
    )
    .help(format!(
        "write {fence} on a line of its own above the first field, and another below the last"
    ))
    .suggest(Suggestion::maybe(top, format!("{fence}\n")).and(end, format!("{fence}\n")))
}

/// Fields that do not begin at the very top. `above` is what stands there, which is nothing that is seen.
pub(crate) fn below_the_top(span: Span, fence: &str, above: Span) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "these fields would be shown as text, since {fence} is not the first line of the file"
        ),
    )
    .help(format!("take out what is empty before {fence}"))
    .suggest(Suggestion::sure(above, ""))
}

/// A file in which no line ends as lines do.
pub(crate) fn old_line_ends(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "the lines of this file end in a way that is not read, so its fields would be shown as text",
    )
    .help("save the file anew with the line ends LF or CRLF, which an editor has among its settings")
}

/// Lines around fields that are not of three signs: the first, and the last if there is one.
pub(crate) fn odd_fences(first: Span, last: Option<Span>, fence: &str) -> Diagnostic {
    let suggestion = Suggestion::maybe(first, fence);
    let suggestion = match last {
        Some(last) => suggestion.and(last, fence),
        None => suggestion,
    };
    RULE.at(
        first,
        format!("these fields would be shown as text, since the line above them is not {fence}"),
    )
    .help(format!(
        "write {fence} on a line of its own above the first field and below the last"
    ))
    .suggest(suggestion)
}
