//! Addresses that open a place in the writer's own editor.
//!
//! An [`Editor`] is made of an address such as `vscode://file/{path}:{line}:{column}`, which many
//! editors register with the system. Following it is the browser's doing and the writer's choice:
//! nothing here starts a program.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Schemes that would run code or show something in the browser instead of an editor.
const REFUSED: [&str; 8] = [
    "javascript",
    "data",
    "vbscript",
    "blob",
    "about",
    "file",
    "http",
    "https",
];

/// What is escaped in a path that stands in an address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'&')
    .add(b'+')
    .add(b':')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'|');

/// The address of an editor, with the project it opens files of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    template: String,
    /// The project's folder, with `/`, escaped.
    root: String,
}

impl Editor {
    /// An editor for files below `root`, the project's folder.
    ///
    /// # Errors
    /// What is wrong with `template`, in the writer's words.
    pub fn new(template: &str, root: &str) -> Result<Self, String> {
        check(template)?;
        let root = root.replace('\\', "/");
        let root = utf8_percent_encode(root.trim_end_matches('/'), ESCAPED).to_string();
        // The letter of a drive keeps its colon.
        let root = root.replacen("%3A/", ":/", 1);
        Ok(Self {
            template: template.to_owned(),
            root,
        })
    }

    /// The address that opens a line of the file at `path`, counted from the project's folder.
    pub fn open(&self, path: &str, line: usize, column: usize) -> String {
        let path = utf8_percent_encode(path, ESCAPED);
        // What one placeholder brings in is never taken for another.
        let mut open = String::new();
        let mut rest = self.template.as_str();
        while let Some(start) = rest.find('{') {
            open.push_str(&rest[..start]);
            rest = &rest[start..];
            let Some(length) = rest.find('}') else {
                break;
            };
            match &rest[..=length] {
                "{path}" => {
                    let has_slash = open.ends_with('/') && !open.ends_with("//");
                    let root = if has_slash {
                        self.root.trim_start_matches('/')
                    } else {
                        &self.root
                    };
                    open.push_str(&format!("{root}/{path}"));
                }
                "{line}" => open.push_str(&line.to_string()),
                "{column}" => open.push_str(&column.to_string()),
                other => open.push_str(other),
            }
            rest = &rest[length + 1..];
        }
        open.push_str(rest);
        open
    }
}

/// Whether `template` is the address of an editor.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn check(template: &str) -> Result<(), String> {
    let scheme = template.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme {
        return Err(format!("`{template}` is not an editor's address"));
    }
    if REFUSED.iter().any(|one| scheme.eq_ignore_ascii_case(one)) {
        return Err(format!("`{scheme}:` opens no editor"));
    }
    if !template.contains("{path}") {
        return Err(format!("`{template}` does not say where the path goes"));
    }
    if template.chars().any(|c| c.is_control() || c == ' ') {
        return Err(format!("`{template}` has a space in it"));
    }
    Ok(())
}

/// What to type instead of an address that [`check`] refuses.
pub(crate) const EXAMPLE: &str = "write an address such as \"vscode://file/{path}:{line}\"";

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn an_address_opens_a_line_of_a_file() {
        for (template, root, expected) in [
            (
                "vscode://file/{path}:{line}",
                "/home/a",
                "vscode://file/home/a/content/x%20%25{line}.md:7",
            ),
            (
                "txmt://open?url=file://{path}&line={line}&column={column}",
                "/home/a/",
                "txmt://open?url=file:///home/a/content/x%20%25{line}.md&line=7&column=3",
            ),
            (
                "idea://open?file={path}&x={y}{",
                "C:\\kb",
                "idea://open?file=C:/kb/content/x%20%25{line}.md&x={y}{",
            ),
        ] {
            let editor = Editor::new(template, root).expect("it is one");
            let expected = expected.replace("{line}", "%7Bline%7D");
            assert_eq!(editor.open("content/x %{line}.md", 7, 3), expected);
        }
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        for template in [
            "",
            "code",
            "vscode://file/",
            "javascript:alert('{path}')",
            "HTTPS://example.org/{path}",
            "my editor:{path}",
            "x:{path} --now",
        ] {
            assert!(Editor::new(template, "/").is_err(), "{template}");
        }
    }
}
