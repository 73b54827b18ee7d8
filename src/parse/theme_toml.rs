//! Reads a theme's `theme.toml`.
//!
//! Takes its text; gives what the theme says of itself, whatever is wrong with it, and the findings.

use crate::diagnostic::{Diagnostic, invalid_theme};
use crate::model::field_set::THEME;
use crate::model::source::{SourceId, Spanned};
use crate::model::theme::ThemeSettings;
use crate::parse::fields::Fields;
use crate::parse::{theme_tokens, value};

/// Reads what a theme says of itself.
pub(crate) fn parse(source: SourceId, text: &str) -> (ThemeSettings, Vec<Diagnostic>) {
    let (table, mut findings) = value::toml(source, text, 0);
    let mut fields = Fields::new(&table, &mut findings);
    for words in ["name", "description", "licence"] {
        fields.text(words);
    }
    let extends = fields.text("extends");
    let made_for = fields.text("groundwork");
    if let Some(version) = &made_for {
        let finding = newer(version);
        finding
            .into_iter()
            .for_each(|finding| fields.report(finding));
    }
    let tokens = theme_tokens::tokens(&mut fields);
    fields.finish(&THEME);
    let settings = ThemeSettings {
        source: Some(source),
        extends,
        tokens,
    };
    (settings, findings)
}

/// What is to be said of a theme that was made for a newer program, or for what is no version.
fn newer(version: &Spanned<String>) -> Option<Diagnostic> {
    let ours = env!("CARGO_PKG_VERSION");
    let Some(theirs) = numbers(&version.value) else {
        return Some(invalid_theme::no_version(
            version.span,
            &version.value,
            ours,
        ));
    };
    (Some(theirs) > numbers(ours)).then(|| invalid_theme::newer(version.span, &version.value, ours))
}

/// The numbers of a version such as `1.2.0`, of which those that are not given count as 0.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut numbers = [0; 3];
    let mut parts = version.split('.');
    for number in &mut numbers {
        match parts.next() {
            Some(part) => *number = part.parse().ok()?,
            None => break,
        }
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{numbers, parse};
    use crate::model::source::Sources;

    #[test]
    fn a_theme_of_a_newer_program_is_found() {
        let found = |text: &str| {
            let source = Sources::default().insert("themes/own/theme.toml", text);
            let (_, findings) = parse(source, text);
            findings
                .into_iter()
                .map(|one| one.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("extends = \"default\"\ngroundwork = \"0.1\"\n"),
            [""; 0]
        );
        let newer = found("groundwork = \"999.1\"\n");
        assert!(newer[0].contains("999.1"), "{newer:?}");
        assert!(found("groundwork = \"soon\"\n")[0].contains("soon"));
        assert!(numbers("1.10") > numbers("1.9.9"));
    }
}
