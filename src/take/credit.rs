//! Names the neighbor in a page that has something of theirs.

use crate::model::page::Page;

/// Whose work it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// What the page is called there, and the handbook.
    pub title: String,
    /// Where it is on the web.
    pub url: Option<String>,
    /// The licence of the page there.
    pub licence: Option<String>,
    /// What was done with it.
    pub changes: String,
}

/// The text with the field `adapted_from`; nothing where it has one already, or its fields cannot be added to.
/// `text` may be that of `page` with other sections.
pub fn credited(page: &Page, text: &str, credit: &Credit) -> Option<String> {
    if page.meta.adapted_from.is_some() {
        return None;
    }
    let mark = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    let rest = &text[mark..];
    let first = rest.lines().next().unwrap_or_default();
    let end = if rest.starts_with(&format!("{first}\r\n")) {
        "\r\n"
    } else {
        "\n"
    };
    let second = rest.lines().nth(1).unwrap_or_default().trim_start();
    let head = mark + first.len() + end.len();
    match first.trim_end() {
        "+++" => {
            let line = format!("adapted_from = {}{end}", table(credit, " = "));
            Some(format!("{}{line}{}", &text[..head], &text[head..]))
        }
        "---" if !second.starts_with('{') => {
            // The fields of a file may be set in by some spaces.
            let second = rest.lines().nth(1).unwrap_or_default();
            let indent = &second[..second.len() - second.trim_start().len()];
            let line = format!("{indent}adapted_from: {}{end}", table(credit, ": "));
            Some(format!("{}{line}{}", &text[..head], &text[head..]))
        }
        "---" => None,
        _ => {
            let table = table(credit, " = ");
            Some(format!(
                "{}+++{end}adapted_from = {table}{end}+++{end}{rest}",
                &text[..mark]
            ))
        }
    }
}

fn table(credit: &Credit, sign: &str) -> String {
    let mut fields = vec![format!("title{sign}{}", quoted(&credit.title))];
    let all = [("url", &credit.url), ("licence", &credit.licence)];
    for (name, value) in all {
        fields.extend(
            value
                .as_ref()
                .map(|value| format!("{name}{sign}{}", quoted(value))),
        );
    }
    fields.push(format!("changes{sign}{}", quoted(&credit.changes)));
    format!("{{ {} }}", fields.join(", "))
}

/// A text in quotation marks that TOML and YAML read alike.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    let plain: String = escaped
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    format!("\"{plain}\"")
}
