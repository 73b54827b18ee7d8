//! Scripts and style sheets of the program's own themes as they are published: without their comments, which are a third of
//! what a phone would have to load. Whoever wants to read them finds them in the theme's folder.
//!
//! Lines are all that is looked at. That is safe in our own, no text of which holds a line that looks like a comment, as
//! tests below see to. One of other people's might.

use std::sync::Arc;

use crate::load;
use crate::load::StaticFile;

/// What is published of a script or a style sheet of the program's own themes; `None` for any other file.
pub(crate) fn published_code(file: &StaticFile) -> Option<Arc<[u8]>> {
    let is_code = [".js", ".css"]
        .iter()
        .any(|ending| file.path.ends_with(ending));
    let is_own = is_code && load::is_built_in_static(&file.path, &file.bytes);
    let text = is_own.then(|| String::from_utf8_lossy(&file.bytes))?;
    Some(without_comment_lines(&text).into_bytes().into())
}

/// Code without the lines that are comments as a whole, and without those that are empty.
fn without_comment_lines(code: &str) -> String {
    let mut is_in_comment = false;
    let mut kept = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let words = line.trim();
        let begins = words.starts_with("/*") && (words.ends_with("*/") || !words.contains("*/"));
        if is_in_comment || begins {
            is_in_comment = !words.ends_with("*/");
        } else if !words.starts_with("//") && !words.is_empty() {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{published_code, without_comment_lines};
    use crate::load::StaticFile;

    #[test]
    fn lines_that_are_comments_are_left_out() {
        let script = "// Why.\n{\n  /**\n   * What it takes.\n   */\n  let a = 1; // one\n\n  /* so */\n  /** @type {A} */ (b).c();\n}\n";
        assert_eq!(
            without_comment_lines(script),
            "{\n  let a = 1; // one\n  /** @type {A} */ (b).c();\n}\n"
        );
    }

    #[test]
    fn no_text_in_our_scripts_loses_a_line() {
        for (path, script) in ours("js") {
            let mut before = String::new();
            let mut at = 0;
            for line in script.split_inclusive('\n') {
                at += line.len();
                let kept = without_comment_lines(&script[..at]);
                // Only a text between backticks goes over lines.
                let is_in_text = before.matches('`').count() % 2 == 1;
                assert!(kept != before || !is_in_text, "{path}: {line}");
                before = kept;
            }
        }
    }

    #[test]
    fn our_style_sheets_lose_nothing_but_comments() {
        let without_comments = |css: &str| {
            let mut parts = css.split("/*");
            let mut kept = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                kept.push_str(part.split_once("*/").expect("each comment ends").1);
            }
            let lines = kept.lines().map(str::trim_end);
            lines
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("\n")
        };
        for (path, css) in ours("css") {
            let published = without_comment_lines(&css);
            assert_eq!(
                without_comments(&published),
                without_comments(&css),
                "{path}"
            );
        }
    }

    /// The files of the first theme that end so, by path.
    fn ours(ending: &str) -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static");
        let files = std::fs::read_dir(folder).expect("there is a theme");
        let paths = files.map(|file| file.expect("it can be read").path());
        let named = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
        let read = named.map(|path| {
            let text = std::fs::read_to_string(&path).expect("it is text");
            (path.display().to_string(), text)
        });
        let all: Vec<_> = read.collect();
        assert!(!all.is_empty());
        all
    }

    #[test]
    fn scripts_of_other_people_stay_as_they_are() {
        let file = StaticFile {
            path: "dom.js".to_owned(),
            bytes: b"let text = `\n// no comment\n`;\n".as_slice().into(),
            source: None,
        };
        assert_eq!(published_code(&file), None);
    }
}
