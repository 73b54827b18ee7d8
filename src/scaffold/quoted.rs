//! Texts in quotation marks.

/// A text in quotation marks, as TOML reads it. What cannot be seen becomes a space.
pub(super) fn quoted(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::Value::from(visible).to_string()
}
