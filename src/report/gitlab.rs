//! Findings for GitLab, which shows them beside the lines of a merge request: a report of its "Code Quality", in the
//! format of Code Climate as far as GitLab reads it.
//!
//! Takes findings and the line indexes, and writes one list. A fingerprint tells two findings apart, and is the same as long
//! as a finding says the same of the same file, on whichever line that is.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::place::{Places, Unit};
use crate::diagnostic::{Diagnostic, Severity};

pub(crate) fn draw(
    diagnostics: &[Diagnostic],
    places: &Places,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let entries: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| entry(diagnostic, places, &mut seen))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &entries)?;
    writeln!(out)
}

fn entry(diagnostic: &Diagnostic, places: &Places, seen: &mut HashMap<String, usize>) -> Value {
    let path = places.path(diagnostic.span);
    let place = places.place(diagnostic.span, Unit::Characters);
    let help = diagnostic.help.iter().map(|help| format!("\n{help}"));
    let description: String = std::iter::once(diagnostic.message.clone())
        .chain(help)
        .collect();
    let said = format!("{path} {} {}", diagnostic.rule.name, diagnostic.message);
    // The same may be said at several places of a file.
    let count = seen.entry(said.clone()).or_default();
    *count += 1;
    let fingerprint = blake3::hash(format!("{said} {count}").as_bytes()).to_hex();
    json!({
        "description": description,
        "check_name": diagnostic.rule.name,
        "fingerprint": &fingerprint[..32],
        "severity": match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        "location": {
            "path": path,
            "lines": { "begin": place.line, "end": place.end_line },
        },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::report::{Format, draw, sample};

    #[test]
    fn each_finding_is_an_entry_with_a_place_and_a_fingerprint_of_its_own() {
        let (sources, mut findings) = sample::project();
        findings.extend(findings.clone());
        let mut out = Vec::new();
        draw(Format::Gitlab, &findings, &sources, &[], true, &mut out).unwrap();
        let entries: Value = serde_json::from_slice(&out).unwrap();
        let entries = entries.as_array().unwrap();
        assert_eq!(entries.len(), findings.len());
        assert_eq!(entries[0]["location"]["path"], "content/a.md");
        assert_eq!(entries[0]["location"]["lines"]["begin"], 3);
        assert_eq!(entries[0]["severity"], "major");
        let description = entries[0]["description"].as_str().unwrap();
        assert!(
            description.ends_with("did you mean `[[one-to-ones]]`?"),
            "{description}"
        );
        let mut prints: Vec<&str> = entries
            .iter()
            .map(|one| one["fingerprint"].as_str().unwrap())
            .collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), entries.len());
    }
}
