//! A field of a record that cannot be used as it stands: misspelled, ill-typed, or pointing
//! nowhere. The record is kept without it.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe as MAYBE;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "bibliography-field",
    severity: Severity::Warning,
    about: "A field of a record of the bibliography is misspelled, stands twice, or holds what it \
            cannot hold, so that the reference is printed without it or with its words as they stand.",
};

/// A field that no reader of such files knows; `known` are the names it may have.
pub(crate) fn unknown<'a>(
    name: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let finding = RULE.at(span, format!("`{name}` is not a field of a source"));
    match suggest(name, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::inner(MAYBE, span, name, near)),
        None => finding
            .help("see whether it is spelled right; what readers should see can stand in `note`"),
    }
}

/// A type of source that is not known, so that the source is formatted as a miscellaneous one.
pub(crate) fn unknown_type<'a>(
    name: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("`{name}` is not a type of source; it is formatted as miscellaneous");
    let finding = RULE.at(span, message);
    match suggest(name, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::inner(MAYBE, span, name, near)),
        None => finding
            .fact("a type that no source has")
            .help("give it the type that is nearest: book, article, report, web page"),
    }
}

/// A field that stands twice in one record; the one at `first` counts.
pub(crate) fn repeated(name: &str, second: Span, first: Span) -> Diagnostic {
    RULE.at(
        second,
        format!("the field `{name}` stands twice in one source"),
    )
    .note(first, "the first, which counts")
    .help("keep one of the two")
}

/// A date that is not written in a way that can be understood, and printed as it stands.
pub(crate) fn date(name: &str, text: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` does not hold a date, and is printed as it stands: `{text}`");
    let fact = format!("`{name}` without a date");
    RULE.at(span, message).fact(fact).help(
        "type it as 2020, 2020-05 or 2020-05-17; `2020~` means about 2020, `2019/2021` a range",
    )
}

/// An address that is not a full http or https one.
pub(crate) fn address(name: &str, text: &str, span: Span) -> Diagnostic {
    let finding = RULE
        .at(
            span,
            format!("`{name}` does not hold a web address: `{text}`"),
        )
        .fact(format!("`{name}` without a web address"));
    if text.contains(':') || text.contains(char::is_whitespace) || !text.contains('.') {
        finding.help("type a full address that begins with https:// or http://")
    } else {
        let whole = format!("https://{text}");
        finding
            .help(format!("type the full address: {whole}"))
            .suggest(Suggestion::inner(MAYBE, span, text, whole))
    }
}

/// A path of somebody's own computer in what is said of a work.
pub(crate) fn private_path(path: &str, span: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("a note of this source names a file of your own computer, and is shown without it: `{path}`"),
    )
    .fact("a note that names a file of your own computer")
    .help("take the path out of the record; for a copy that readers can see, type its web address as `url` or \
         `archived`")
}

/// Signs that nobody sees, some of which may turn text around; `span` is the place of the first.
pub(crate) fn hidden_signs(count: usize, turns: bool, span: Span) -> Diagnostic {
    let signs = match count {
        1 => "a hidden sign".to_owned(),
        _ => format!("{count} hidden signs"),
    };
    let (are, is_left) = match count {
        1 => ("is no letter", "is left out"),
        _ => ("are none that readers know", "are left out"),
    };
    let does = if turns {
        "would turn the text behind around"
    } else {
        are
    };
    RULE.at(span, format!("{signs} {does}, and {is_left}"))
        .help("type this word anew, without copying it: the sign cannot be seen")
}

/// A line of `sources.toml` that gives a value where an id with fields is expected; `name` may be the name of a
/// field.
pub(crate) fn no_source(name: &str, is_field: bool, span: Span) -> Diagnostic {
    if is_field {
        return RULE
            .at(span, format!("`{name}` stands before the first source"))
            .help("type the id of its source in square brackets on a line above it: [han-2014]");
    }
    RULE.at(span, format!("`{name}` is given no fields")).help(format!(
        "type [{name}] on a line of its own, and below it fields such as: verified = \"2026-11-01, Ada\""
    ))
}

/// A value that the field cannot hold, with the cause in words.
pub(crate) fn value(name: &str, cause: &str, span: Span) -> Diagnostic {
    RULE.at(span, format!("the field `{name}` cannot be read: {cause}"))
        .help("mend it; until then the source is shown without this field")
}

/// A word that stands for a text which no `@string` gives.
pub(crate) fn unknown_string(name: &str, word: &str, span: Span) -> Diagnostic {
    let message =
        format!("the field `{name}` uses `{word}`, which no @string of this file defines");
    RULE.at(span, message)
        .fact(format!("`{name}` with a word that no @string defines"))
        .help(format!(
            "put the text itself in braces: {name} = {{{word}}}"
        ))
        .suggest(Suggestion::inner(MAYBE, span, word, format!("{{{word}}}")))
}

/// Names that are told apart by something else than `and`; they are read as `meant`.
pub(crate) fn names(name: &str, sign: &str, written: &str, meant: &str, span: Span) -> Diagnostic {
    if sign == "Jr." {
        let message = format!("in `{name}` a suffix such as Jr. stands behind the given name");
        return RULE
            .at(span, message)
            .help(format!(
                "type it behind the family name: {name} = {{{meant}}}"
            ))
            .suggest(Suggestion::inner(MAYBE, span, written, meant));
    }
    let message = match sign {
        "," => format!("the names in `{name}` have more commas than a name has"),
        _ => format!("the names in `{name}` are told apart by `{sign}`"),
    };
    RULE.at(span, message)
        .help(format!(
            "type `and` between two names: {name} = {{{meant}}}"
        ))
        .suggest(Suggestion::inner(MAYBE, span, written, meant))
}

/// Several people in a text of Hayagriva's YAML that is to name one; `sign` is what stands between them.
pub(crate) fn people(name: &str, sign: &str, people: &[String], span: Span) -> Diagnostic {
    let people = people.iter().map(|person| format!("\"{person}\""));
    let people: Vec<String> = people.collect();
    let message = match sign {
        "," => format!("a name in `{name}` has more commas than a name has"),
        "et al." => format!("a name in `{name}` has `et al.` behind it"),
        _ => format!("a name in `{name}` is several people, with `{sign}` between them"),
    };
    RULE.at(span, message).help(format!(
        "type each name by itself: {name}: [{}]",
        people.join(", ")
    ))
}

/// A command of LaTeX that nobody knows, so that only the words in its braces are printed.
pub(crate) fn unknown_command(name: &str, command: &str, span: Span) -> Diagnostic {
    let message =
        format!("the field `{name}` uses `{command}`, which is not known and is left out");
    RULE.at(span, message).help(
        "type the character itself, as in é or →; of a command with braces the words are printed",
    )
}

/// A dollar sign that opens a formula without end; it is printed as it stands.
pub(crate) fn lone_dollar(name: &str, span: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("the field `{name}` has a `$` that opens a formula and is never closed"),
    )
    .help("type `\\$` for a dollar sign")
    .suggest(Suggestion::inner(MAYBE, span, "$", "\\$"))
}

/// A brace without its partner; it is left out.
pub(crate) fn lone_brace(name: &str, span: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("the field `{name}` has a brace without its partner, which is left out"),
    )
    .help("take it out, or type the other one; for a brace that is to be printed type `\\{`")
}

/// A `crossref` or `xdata` to an entry that is not there.
pub(crate) fn dead_inheritance<'a>(
    name: &str,
    target: &str,
    span: Span,
    keys: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("`{name}` names `{target}`, but this file has no such entry");
    let finding = RULE
        .at(span, message)
        .fact(format!("`{name}` without its entry"));
    match suggest(target, keys) {
        Some(near) => finding.did_you_mean(near, Suggestion::inner(MAYBE, span, target, near)),
        None => finding.help("write that entry in this file, or remove the field"),
    }
}

/// A `crossref` or `xdata` that leads back to its own entry, or through too many others.
pub(crate) fn endless_inheritance(name: &str, span: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("`{name}` leads in a circle, through too many entries, or to too much text"),
    )
    .help("remove the field from one of the entries")
}

#[cfg(test)]
mod tests {
    use super::{address, unknown};
    use crate::model::source::{Sources, Span};

    #[test]
    fn help_names_what_to_type() {
        let span = Span::whole(Sources::default().insert("a.bib", ""));
        let help = |text| address("url", text, span).help.unwrap();
        assert_eq!(
            help("example.org/a"),
            "type the full address: https://example.org/a"
        );
        assert!(help("javascript:alert(1)").starts_with("type a full address"));
        let near = unknown("titel", span, ["title", "author"]).help.unwrap();
        assert_eq!(near, "did you mean `title`?");
    }
}
