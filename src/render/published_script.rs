//! Scripts of the program's own themes as they are published: without their comments, which are a third of what a
//! phone would have to load. Whoever wants to read them finds them in the theme's folder.
//!
//! Lines are all that is looked at. That is safe in our own scripts, no text of which holds a line that looks like a
//! comment, as a test below sees to. One of other people's might.

use std::sync::Arc;

use crate::load;
use crate::load::StaticFile;

/// What is published of a script of the program's own themes; `None` for any other file.
pub(crate) fn published_script(file: &StaticFile) -> Option<Arc<[u8]>> {
    let is_own = file.path.ends_with(".js") && load::is_built_in_static(&file.path, &file.bytes);
    let text = is_own.then(|| String::from_utf8_lossy(&file.bytes))?;
    Some(without_comment_lines(&text).into_bytes().into())
}

/// A script without the lines that are comments as a whole.
fn without_comment_lines(script: &str) -> String {
    let mut is_in_comment = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
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
    use super::{published_script, without_comment_lines};
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
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static");
        let files = std::fs::read_dir(folder).expect("there is a theme");
        let paths = files.map(|file| file.expect("it can be read").path());
        let scripts: Vec<_> = paths
            .filter(|path| path.extension().is_some_and(|ending| ending == "js"))
            .collect();
        assert!(!scripts.is_empty());
        for path in scripts {
            let script = std::fs::read_to_string(&path).expect("it is text");
            let mut before = String::new();
            let mut at = 0;
            for line in script.split_inclusive('\n') {
                at += line.len();
                let kept = without_comment_lines(&script[..at]);
                // Only a text between backticks goes over lines.
                let is_in_text = before.matches('`').count() % 2 == 1;
                assert!(kept != before || !is_in_text, "{}: {line}", path.display());
                before = kept;
            }
        }
    }

    #[test]
    fn scripts_of_other_people_stay_as_they_are() {
        let file = StaticFile {
            path: "dom.js".to_owned(),
            bytes: b"let text = `\n// no comment\n`;\n".as_slice().into(),
            source: None,
        };
        assert_eq!(published_script(&file), None);
    }
}
