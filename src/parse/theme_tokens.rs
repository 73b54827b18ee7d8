//! Reads the tokens of a theme: `[tokens]`, and which of them are read on which, `contrast`.

use crate::diagnostic::invalid_theme;
use crate::model::source::Spanned;
use crate::model::theme::{Scheme, Token, Tokens};
use crate::model::value::{Data, Table, Value};
use crate::parse::fields::{Fields, as_text};

/// What may stand between tokens in no value: it would end the value and begin something else.
const ENDING: [char; 5] = [';', '{', '}', '<', '\\'];

/// The tokens of `[tokens]`.
pub(super) fn tokens(fields: &mut Fields<'_, '_>) -> Tokens {
    let mut tokens = Tokens::default();
    if let Some(table) = fields.table("tokens") {
        for entry in &table.entries {
            let scheme = Scheme::ALL
                .into_iter()
                .find(|scheme| scheme.table() == Some(entry.key.as_str()));
            match (scheme, &entry.value.data) {
                (Some(scheme), Data::Table(table)) => set(&mut tokens, scheme, table, fields),
                (Some(_), _) => fields.mismatch(&entry.key, &entry.value, "a table of tokens"),
                (None, _) => one(&mut tokens, Scheme::Light, &entry.key, &entry.value, fields),
            }
        }
    }
    tokens.pairs = pairs(fields);
    tokens
}

fn set(tokens: &mut Tokens, scheme: Scheme, table: &Table, fields: &mut Fields<'_, '_>) {
    for entry in &table.entries {
        one(tokens, scheme, &entry.key, &entry.value, fields);
    }
}

/// Whether the name of a token can be that of a custom property in CSS without being escaped.
fn is_token_name(name: &str) -> bool {
    let may_stand = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    !name.is_empty() && name.chars().all(may_stand)
}

/// Units of measures, as style sheets have them.
const UNITS: [&str; 14] = [
    "rem", "em", "px", "ch", "ex", "%", "vw", "vh", "pt", "mm", "cm", "in", "s", "ms",
];

/// `34rem` for `34 rem`, which no browser reads.
fn without_space(value: &str) -> Option<String> {
    let (number, unit) = value.split_once(char::is_whitespace)?;
    let unit = unit.trim();
    (number.parse::<f64>().is_ok() && UNITS.contains(&unit)).then(|| format!("{number}{unit}"))
}

fn one(tokens: &mut Tokens, scheme: Scheme, key: &str, value: &Value, fields: &mut Fields<'_, '_>) {
    let text = match value.data {
        Data::Integer(number) => Some(number.to_string()),
        Data::Float(number) => Some(number.to_string()),
        _ => as_text(value),
    };
    let Some(text) = text else {
        fields.mismatch(key, value, "text, such as \"#a32a17\" or \"38rem\"");
        return;
    };
    // Those who know CSS type the two hyphens of a custom property, which are added in the style sheet.
    let name = key.trim_start_matches('-');
    if !is_token_name(name) {
        fields.report(invalid_theme::token_name(value.span, key));
    } else if let Some(joined) = without_space(text.trim()) {
        let finding = invalid_theme::spaced_value(value.span, name, text.trim(), &joined);
        fields.report(finding);
    } else if text.trim().is_empty() || text.contains(ENDING) {
        fields.report(invalid_theme::token_value(value.span, name, &text));
    } else {
        tokens.set(
            scheme,
            Token {
                name: name.to_owned(),
                value: text.trim().to_owned(),
                span: value.span,
                is_own: true,
                is_new: false,
            },
        );
    }
}

/// The pairs of `contrast`: what is read, and on what.
fn pairs(fields: &mut Fields<'_, '_>) -> Vec<[Spanned<String>; 2]> {
    let form = "a list of pairs such as [\"ink\", \"paper\"]";
    let mut pairs = Vec::new();
    for item in fields.items("contrast") {
        let names: Option<Vec<Spanned<String>>> = match &item.data {
            Data::Array(names) => names
                .iter()
                .map(|name| {
                    Some(Spanned {
                        value: as_text(name)?,
                        span: name.span,
                    })
                })
                .collect(),
            _ => None,
        };
        match names.as_deref() {
            Some([text, ground]) => pairs.push([text.clone(), ground.clone()]),
            _ => fields.mismatch("contrast", item, form),
        }
    }
    pairs
}
