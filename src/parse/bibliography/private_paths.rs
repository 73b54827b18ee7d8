//! Paths of the keeper's own computer in what is said of a work: they name a person and a folder, and lead no reader
//! anywhere.

use hayagriva::types::FormatString;

use super::reading::Reading;
use crate::diagnostic::bibliography_field;

/// Takes such paths out of the remarks of all records, each with a finding.
pub(super) fn take_out(reading: &mut Reading) {
    for record in &mut reading.records {
        let mut found = None;
        for remark in &mut record.written.remarks {
            if let Some((kept, path)) = without_paths(&remark.text) {
                remark.text = kept;
                found = Some(path);
            }
        }
        record
            .written
            .remarks
            .retain(|remark| !remark.text.is_empty());
        let note = record.entry.note().map(|note| note.value.to_string());
        if let Some((kept, path)) = note.as_deref().and_then(without_paths) {
            record.entry.set_note(FormatString::with_value(kept));
            found = Some(path);
        }
        if let Some(path) = found {
            let finding = bibliography_field::private_path(&path, record.span);
            reading.findings.push(finding);
        }
    }
}

/// A text without its paths, and the first of them; `None` where it has none.
fn without_paths(text: &str) -> Option<(String, String)> {
    let first = text.split_whitespace().find(|word| is_private(word))?;
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !is_private(word))
        .collect();
    let kept = kept
        .join(" ")
        .trim_end_matches([',', ';', ':', ' '])
        .to_owned();
    Some((kept, first.to_owned()))
}

/// Whether a word is an address of a file, or a path within somebody's own folder.
fn is_private(word: &str) -> bool {
    let word = word
        .trim_start_matches(['<', '(', '[', '"', '\'', '“'])
        .to_lowercase();
    let is_drive = word.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && (word.get(1..3) == Some(":\\") || word.get(1..8) == Some(":/users"));
    let homes = ["file:/", "/home/", "/users/", "~/", "\\\\"];
    is_drive || homes.iter().any(|home| word.starts_with(home))
}

#[cfg(test)]
mod tests {
    use super::without_paths;

    #[test]
    fn paths_of_ones_own_computer_are_taken_out() {
        for (text, kept) in [
            ("file:///home/me/private.txt", ""),
            ("See /home/ada/notes.pdf, seen in May", "See seen in May"),
            ("My copy: C:\\Users\\ada\\a.pdf", "My copy"),
            ("~/papers/a.pdf", ""),
        ] {
            let found = without_paths(text).map(|(kept, _)| kept);
            assert_eq!(found.as_deref(), Some(kept), "{text}");
        }
        for text in [
            "https://example.org/home/a",
            "and/or",
            "A note about /etc",
            "C: a letter",
        ] {
            assert_eq!(without_paths(text), None, "{text}");
        }
    }
}
