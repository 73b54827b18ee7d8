//! A field whose value is of another type than the field takes.

use crate::diagnostic::fields_meant;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::minutes_meant::minutes_meant;
use crate::diagnostic::suggest::{is_only_case, suggest};
use crate::diagnostic::suggestion::Applicability::{self, Maybe, Sure};
use crate::diagnostic::suggestion::Suggestion;
use crate::diagnostic::written_date;
use crate::model::front_matter::Notation;
use crate::model::slug::slug;
use crate::model::source::Span;
use crate::model::value::Data;

pub(crate) static RULE: Rule = Rule {
    name: "ill-typed-field",
    severity: Severity::Error,
    about: "A field whose value is of another type than the field takes, such as text where a date \
            belongs.",
};

/// Said of a date that no calendar has, which is meant as one and is no other tool's.
const NO_DAY: &str = " names no day: ";

/// `notation` is that of the front matter in which the field stands.
pub(crate) fn finding(
    span: Span,
    field: &str,
    wanted: &str,
    found: &Data,
    notation: Notation,
) -> Diagnostic {
    if let Some((why, help)) = missing_day(wanted, found) {
        return RULE.at(span, format!("`{field}`{NO_DAY}{why}")).help(help);
    }
    let message = format!(
        "`{field}` takes {}, but this is {}",
        in_words(wanted),
        in_words(found.type_name())
    );
    let help = exact(wanted, found).unwrap_or_else(|| example(field, wanted, found, notation));
    let suggestion = retyped(span, wanted, found).map(|mut suggestion| {
        // A number in place of a colour or of a language is no text that was left without its marks.
        if matches!(wanted, "text" | "a list of texts") && !ANY_TEXT.contains(&field) {
            suggestion.applicability = Maybe;
        }
        suggestion
    });
    RULE.at(span, message)
        .help(help)
        .suggest(suggestion.filter(|_| !takes_words_alone(field)))
}

/// Fields of which any text will do, so that a number that is typed there is one.
const ANY_TEXT: [&str; 10] = [
    "title", "version", "requires", "name", "summary", "tags", "aliases", "authors", "order",
    "label",
];

/// Settings of which no number is ever a value.
fn takes_words_alone(field: &str) -> bool {
    matches!(
        field,
        "accent" | "logo" | "languages" | "theme" | "base_url" | "style" | "uncited" | "editor"
    )
}

/// What a value is, or is to be, for who has not heard what a table is.
fn in_words(kind: &str) -> &str {
    match kind {
        "a table" => "fields of its own in braces",
        "a list of tables" => "a list of entries in braces",
        _ => kind,
    }
}

/// Why a value that is meant as a date is none that exists, and what to write.
fn missing_day(wanted: &str, found: &Data) -> Option<(String, String)> {
    let is_wanted = wanted.starts_with("a date");
    match found {
        Data::String(text) if is_wanted => written_date::no_such_day(text),
        _ => None,
    }
}

/// What to type, in either notation, where that can be told from what is typed.
fn exact(wanted: &str, found: &Data) -> Option<String> {
    let Data::String(text) = found else {
        return None;
    };
    if wanted.starts_with("a date") {
        let dates = written_date::candidates(text).into_iter();
        let dates: Vec<String> = dates.map(|date| date.to_string()).collect();
        let is_known = !dates.is_empty();
        return is_known.then(|| format!("write year, month and day: {}", dates.join(" or ")));
    }
    let number = meant_number(text).filter(|_| is_number(wanted))?;
    Some(format!(
        "write the number alone, without quotation marks: {number}"
    ))
}

fn is_number(wanted: &str) -> bool {
    matches!(wanted, "a number" | "a number of minutes")
}

/// The number that a text says: 75 of `1 hour 15 minutes`, 3 of `3 more`.
fn meant_number(text: &str) -> Option<String> {
    let says_a_length = text.contains(|c: char| c == ':' || c.is_alphabetic());
    let minutes = minutes_meant(text).filter(|_| says_a_length);
    let minutes = minutes.map(|minutes| minutes.to_string());
    minutes.or_else(|| leading_number(text).map(str::to_owned))
}

/// The number with which a text begins.
fn leading_number(text: &str) -> Option<&str> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next()?;
    let behind = &text[digits.len()..];
    let is_number = !(digits.is_empty() || digits.len() > 1 && digits.starts_with('0'));
    (is_number && behind.starts_with([' ', 'm', 'h'])).then_some(digits)
}

/// Whether a text is a number when its quotation marks are taken away: without a sign, with digits on both sides
/// of a point, and without a zero before them.
fn is_number_of_toml(text: &str) -> bool {
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_read = is_number && !text.starts_with('.') && !text.ends_with('.');
    let is_plain = text == "0" || !text.starts_with('0') || text.starts_with("0.");
    is_read && is_plain && text.parse::<f64>().is_ok()
}

/// The same value in the type that is wanted, where what is typed says which it is.
fn retyped(span: Span, wanted: &str, found: &Data) -> Option<Suggestion> {
    let quoted = |typed: String| Suggestion::inner(Sure, span, &typed, format!("\"{typed}\""));
    // With its marks, or without any where it could not be read as it stands.
    let bare = |typed: &str, new: &str, applicability| {
        let marks = span.range().len().checked_sub(typed.len())?;
        matches!(marks, 0 | 2).then(|| Suggestion::new(applicability, span, new))
    };
    match (wanted, found) {
        ("text" | "a list of texts", Data::Integer(number)) => {
            let typed = number.to_string();
            (span.range().len() == typed.len()).then(|| quoted(typed))?
        }
        ("text" | "a list of texts", Data::Date(date)) => {
            let typed = date.to_string();
            (span.range().len() == typed.len()).then(|| quoted(typed))?
        }
        ("a number" | "a number of minutes", Data::String(text)) => {
            if is_number_of_toml(text) {
                bare(text, text, Sure)
            } else {
                meant_number(text).map(|digits| Suggestion::new(Maybe, span, digits))
            }
        }
        (_, Data::String(text)) if wanted.starts_with("a date") => {
            let dates = written_date::candidates(text);
            let date = dates.first()?.to_string();
            Some(Suggestion::new(Maybe, span, date))
        }
        // Other words for yes and no are common in YAML, but a writer may have meant a text.
        ("true or false", Data::String(text)) => match text.as_str() {
            "true" | "false" => bare(text, text, Sure),
            "yes" | "on" => bare(text, "true", Maybe),
            "no" | "off" => bare(text, "false", Maybe),
            _ => None,
        },
        _ => None,
    }
}

/// A value for the field that names another one than the field allows.
pub(crate) fn not_one_of(span: Span, field: &str, found: &str, allowed: &[&str]) -> Diagnostic {
    let finding = RULE.at(span, format!("`{field}` cannot be \"{found}\""));
    let near = suggest(found, allowed.iter().copied()).and_then(|near| {
        let is_sure = is_only_case(found, near, allowed.iter().copied());
        Suggestion::value(Applicability::of(is_sure), span, found, near)
    });
    finding
        .help(format!("write one of: {}", allowed.join(", ")))
        .suggest(near)
}

/// Makes a note of a finding of this rule, where the field is most likely another tool's; tells whether it
/// has. A value that says which of ours it is meant as is no other tool's.
pub(crate) fn make_note(finding: &mut Diagnostic) -> bool {
    let names_day = finding.message.contains(NO_DAY);
    let is_one = *finding.rule == RULE && finding.suggestion.is_none() && !names_day;
    if is_one {
        finding.severity = Severity::Note;
        // Its pages all have it so: the first words name the field.
        finding.fact = finding.message.split(" cannot").next().map(Box::from);
        finding
            .message
            .push_str(", so it is kept under `extra` alone");
    }
    is_one
}

fn example(field: &str, wanted: &str, found: &Data, notation: Notation) -> String {
    let write = |value: &str| notation.field(field, value);
    match (wanted, notation) {
        ("text", _) => format!("write {}", write(text_example(field))),
        ("true or false", _) => format!(
            "write {} or {}, without quotation marks",
            write("true"),
            write("false")
        ),
        ("a number", _) => format!("write {}, without quotation marks", write("3")),
        ("a number of minutes", _) => format!("write {}, without quotation marks", write("30")),
        // Written as the file at hand has it, so that it can be typed as it stands.
        ("a number, or a range", Notation::Toml) => format!(
            "write {}, or {}",
            write("16"),
            write("{ min = 6, expected = 16, max = 30 }")
        ),
        ("a number, or a range", Notation::Yaml) => format!(
            "write {}, or {}",
            write("16"),
            write("{ min: 6, expected: 16, max: 30 }")
        ),
        ("a list of texts", _) if field == "languages" => {
            format!("write {}", write("[\"en\", \"fr\"]"))
        }
        ("a list of texts", _) => format!("write {}", write("[\"…\", \"…\"]")),
        ("a table", _) => fields_meant::example(field, found, notation),
        ("a list of tables", _) => fields_meant::example_of_list(field, found, slug),
        ("a kind", _) => {
            format!("write two lines: [kinds.{field}], and below it labels = {{ en = \"…\" }}")
        }
        _ => format!("write {wanted}"),
    }
}

/// A value that a field takes, where that can be told from its name.
fn text_example(field: &str) -> &'static str {
    match field {
        "accent" => "\"#a32a17\"",
        "logo" => "\"logo.png\"",
        "theme" => "\"default\"",
        "base_url" => "\"https://example.org/\"",
        "style" => "\"apa\"",
        "licence" => "\"CC-BY-SA-4.0\"",
        "editor" => "\"vscode://file/{path}:{line}\"",
        "uncited" => "\"hide\", or \"list\"",
        _ => "\"…\"",
    }
}
