//! What the site as one file cannot hold, and what makes it large.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::limits::{CARRIED, CARRIED_FILE, size_in_words};
use crate::model::source::Span;

pub(crate) static LEFT_OUT: Rule = Rule {
    name: "left-out-of-one-file",
    severity: Severity::Warning,
    about: "Files that pages link to or play, and that are too large to travel in the site as one file. \
            Their names stand there in place of links.",
};

pub(crate) static HEAVY: Rule = Rule {
    name: "heavy-one-file",
    severity: Severity::Warning,
    about: "The site as one file is so large that a phone is slow to open it, and mail refuses it.",
};

/// How many files are named.
const NAMED: usize = 3;

/// `files` with their lengths, the largest first.
pub(crate) fn left_out(place: Span, files: &[(&str, u64)]) -> Diagnostic {
    let (count, are) = match files.len() {
        1 => ("1 file".to_owned(), "is"),
        count => (format!("{count} files"), "are"),
    };
    let message = format!(
        "{count} that pages lead to {are} not in the site as one file: {}",
        list_files(files)
    );
    LEFT_OUT.at(place, message).help(format!(
        "files of up to {} travel along, {} of them in all; hand larger ones on beside it",
        size_in_words(CARRIED_FILE.most as u64),
        size_in_words(CARRIED.most as u64)
    ))
}

/// `files` are what weighs most, the heaviest first.
pub(crate) fn heavy(place: Span, length: u64, files: &[(&str, u64)]) -> Diagnostic {
    let message = format!("the site as one file has {}", size(length));
    let diagnostic = HEAVY.at(place, message);
    if files.is_empty() {
        return diagnostic.help("hand the site on as an archive instead: build --zip");
    }
    diagnostic.help(format!(
        "most of it are {}; save pictures smaller, or hand the site on as an archive: build --zip",
        list_files(files)
    ))
}

fn list_files(files: &[(&str, u64)]) -> String {
    let names = files.iter().take(NAMED);
    let names = names.map(|(path, length)| format!("`{path}` ({})", size(*length)));
    let mut text = names.collect::<Vec<_>>().join(", ");
    if files.len() > NAMED {
        text.push_str(&format!(" and {} more", files.len() - NAMED));
    }
    text
}

/// A length as people say it.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::{heavy, left_out, size};
    use crate::model::source::{Sources, Span};

    #[test]
    fn lengths_are_said_as_people_do() {
        for (bytes, expected) in [(15, "15 bytes"), (1_001, "2 KB"), (31_250_000, "31.2 MB")] {
            assert_eq!(size(bytes), expected);
        }
    }

    #[test]
    fn what_weighs_most_and_what_is_left_out_is_named() {
        let place = Span::whole(Sources::default().insert("site.toml", ""));
        let files = [("a.jpg", 9_000_000), ("b.jpg", 8_000_000)];
        let found = heavy(place, 21_000_000, &files);
        assert_eq!(found.message, "the site as one file has 21.0 MB");
        assert!(
            found
                .help
                .unwrap()
                .contains("`a.jpg` (9.0 MB), `b.jpg` (8.0 MB)")
        );
        let four = [("a", 4), ("b", 3), ("c", 2), ("d", 1)];
        let found = left_out(place, &four);
        assert!(
            found.message.starts_with("4 files that"),
            "{}",
            found.message
        );
        assert!(found.message.ends_with("`c` (2 bytes) and 1 more"));
    }
}
