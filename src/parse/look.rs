//! Reads what `site.toml` says of the look, and where readers write to.

use crate::diagnostic::{Diagnostic, invalid_look};
use crate::model::colour::Colour;
use crate::model::config::{FEEDBACK_PARTS, Look};
use crate::model::field_set::LOOK;
use crate::model::source::Spanned;
use crate::model::value::Table;
use crate::parse::fields::Fields;

/// The table `[look]`.
pub(super) fn look(table: &Table, findings: &mut Vec<Diagnostic>) -> Look {
    let mut fields = Fields::new(table, findings);
    let logo = fields.text("logo").map(|mut logo| {
        // As a link would have it, and as somebody finds it in the project's folder.
        let path = logo.value.trim_start_matches("./").trim_start_matches('/');
        logo.value = path.strip_prefix("content/").unwrap_or(path).to_owned();
        logo
    });
    let accent = fields.text("accent");
    let accent = accent.and_then(|accent| match Colour::parse(&accent.value) {
        Some(value) => Some(Spanned {
            value,
            span: accent.span,
        }),
        None => {
            fields.report(invalid_look::no_colour(accent.span, &accent.value));
            None
        }
    });
    fields.finish(&LOOK);
    Look { logo, accent }
}

/// The address to which readers write.
pub(super) fn feedback(fields: &mut Fields<'_, '_>) -> Option<String> {
    let address = fields.text("feedback")?;
    let lower = address.value.to_ascii_lowercase();
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len());
    let is_mail = lower
        .strip_prefix("mailto:")
        .is_some_and(|to| to.contains('@'));
    if !(is_web || is_mail) || lower.contains(char::is_whitespace) {
        fields.report(invalid_look::feedback(address.span, &address.value));
        return None;
    }
    // A part that nobody fills in would be sent to readers as it stands.
    for part in address.value.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or(part);
        if !part.contains('}') || !FEEDBACK_PARTS.contains(&name) {
            fields.report(invalid_look::unknown_part(
                address.span,
                name,
                &FEEDBACK_PARTS,
            ));
            return None;
        }
    }
    Some(address.value)
}
