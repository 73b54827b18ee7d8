//! A theme that cannot be used as it says.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-theme",
    severity: Severity::Error,
    about: "A theme that cannot be used as it says: it extends one that is not there or that extends it in turn, \
            lacks templates that every site needs, was made for a newer program, has a token that is none, or names a \
            file that is not there. A warning where nothing reads one of its files.",
};

/// A template under a name for which nothing asks, which is nearly another.
pub(crate) fn unread_template(file: Span, name: &str, near: &str) -> Diagnostic {
    let message = format!("nothing asks for a template `{name}`");
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(file, message)
    }
    .help(format!("did you mean `{near}`?"))
}

/// A file that looks like a part of a theme; `help` says what such a file is called.
pub(crate) fn unread(file: Span, path: &str, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(file, format!("nothing reads `{path}` of a theme"))
    }
    .help(help)
}

/// A theme that is not used, while `wanted` is.
pub(crate) fn stray(file: Span, name: &str, wanted: &str) -> Diagnostic {
    let message = format!("nothing uses the theme `{name}`: this handbook has `{wanted}`");
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(file, message)
    }
    .help(format!(
        "to have it, write theme = \"{name}\" in site.toml; otherwise it can stay or go"
    ))
}

/// Words in a file that is called by a longer code of a language than the handbook has it by.
pub(crate) fn other_code(file: Span, code: &str, listed: &str) -> Diagnostic {
    let message = format!("this handbook has no language `{code}`, so nothing reads these words");
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(file, message)
    }
    .help(format!("did you mean i18n/{listed}.toml?"))
}

/// Words of the interface in a file that is called after no language.
pub(crate) fn no_language(file: Span, code: &str) -> Diagnostic {
    let message = format!("no language has the code `{code}`, so nothing reads these words");
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(file, message)
    }
    .help("call the file by the code of its language: i18n/en.toml, i18n/pt-BR.toml")
}

/// `known` are the names of themes.
pub(crate) fn missing(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this theme extends `{name}`, which is no theme here"),
    );
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, span, name, near)),
        None => {
            finding.help("write extends = \"default\", or the name of another folder in themes/")
        }
    }
}

/// `names` are the themes from the site's own on; the last one extends `again`.
pub(crate) fn ring(span: Span, names: &[String], again: &str) -> Diagnostic {
    let message = if names.last().is_some_and(|last| last == again) {
        format!("the theme `{again}` extends itself")
    } else {
        let from = names.iter().position(|name| name == again).unwrap_or(0);
        let ring = names[from..].join("` → `");
        format!("these themes extend each other in a ring: `{ring}` → `{again}`")
    };
    RULE.at(span, message)
        .help("write extends = \"default\" in the one that is to lie beneath the others")
}

pub(crate) fn too_many(span: Span, most: usize) -> Diagnostic {
    RULE.at(
        span,
        format!("a theme may stand on {most} others, and this one stands on more"),
    )
    .help(
        "write extends = \"default\" here, or copy what you need from the themes beneath into one",
    )
}

/// `folder` is the theme's, `lacking` are names of templates.
pub(crate) fn incomplete(span: Span, folder: &str, lacking: &[&str]) -> Diagnostic {
    let names = lacking.join("`, `");
    let finding = RULE.at(
        span,
        format!("this theme does not say what it extends, and lacks `{names}`; the default theme's are used"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help(format!(
        "write in {folder}/theme.toml: extends = \"default\""
    ))
}

pub(crate) fn newer(span: Span, theirs: &str, ours: &str) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this theme was made for groundwork {theirs}, and this is groundwork {ours}"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help("install the newer groundwork, or ask for a version of the theme for this one")
}

pub(crate) fn no_version(span: Span, version: &str, ours: &str) -> Diagnostic {
    RULE.at(span, format!("`{version}` is no version of groundwork"))
        .help(format!("write groundwork = \"{ours}\""))
}

pub(crate) fn no_colour(span: Span, name: &str, value: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("the token `{name}` is a color, and `{value}` is none"),
    )
    .help(format!("write a color such as {name} = \"#a32a17\""))
}

pub(crate) fn token_name(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("`{name}` cannot be the name of a token"))
        .help("write names of letters, digits and hyphens, such as accent or side-width")
}

pub(crate) fn token_value(span: Span, name: &str, value: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{value}` cannot be the value of the token `{name}`"),
    )
    .help("write one value, such as \"#a32a17\" or \"38rem\", without signs such as ; and {")
}

/// A measure with a space before its unit.
pub(crate) fn spaced_value(span: Span, name: &str, value: &str, joined: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{value}` is no measure: nothing stands between a number and its unit"),
    )
    .help(format!("write {name} = \"{joined}\""))
    .suggest(Suggestion::value(Maybe, span, value, joined))
}

/// A name in `contrast` that no token has. `known` are the names of tokens.
pub(crate) fn no_token(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no token `{name}`"));
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, span, name, near)),
        None => finding
            .help("name tokens, such as [\"ink\", \"paper\"], or add this one below [tokens]"),
    }
}

/// A token of the theme's own that is perhaps a mistyped one of the theme beneath.
pub(crate) fn near_token(span: Span, name: &str, near: &str) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("nothing of the theme beneath goes by a token `{name}`"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help(format!("did you mean `{near}`? Then write {near} = …"))
}

/// An address in a style sheet that no browser loads from here.
pub(crate) fn outside(span: Span, address: &str) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this style sheet asks another host for `{address}`, which the site never does"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help("put the file into the theme's folder static, and write its path from the style sheet: url(\"fonts/ours.woff2\")")
}

/// `known` are the paths of the theme's files.
pub(crate) fn no_such_file<'a>(
    span: Span,
    address: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this style sheet names `{address}`, and the theme has no such file"),
    );
    match suggest(address, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(
            "put the file into the theme's folder static, and write its path from the style sheet",
        ),
    }
}
