//! Findings for code scanners, in SARIF 2.1.0 (OASIS standard, 27 March 2020).
//!
//! Takes findings, the line indexes and the list of all rules, and writes a log of one run. Paths
//! are relative to `%SRCROOT%`, columns count UTF-16 code units.

use std::collections::HashMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::place::{Place, Places, Unit};
use crate::diagnostic::{Diagnostic, Related, Rule, Suggestion};
use crate::model::source::Span;

pub(crate) fn draw(
    diagnostics: &[Diagnostic],
    places: &Places,
    rules: &[&Rule],
    out: &mut dyn Write,
) -> io::Result<()> {
    let numbers = rules.iter().enumerate();
    let numbers: HashMap<&str, usize> = numbers.map(|(number, rule)| (rule.name, number)).collect();
    let results = diagnostics.iter().map(|diagnostic| {
        let number = numbers.get(diagnostic.rule.name).copied();
        result(diagnostic, number, places)
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "groundwork",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
                },
            },
            // What viewers of SARIF count by, if they are told nothing else.
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// A `reportingDescriptor`. Its short description is the first sentence of what the rule is about.
fn descriptor(rule: &Rule) -> Value {
    let short = match rule.about.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => rule.about.to_owned(),
    };
    json!({
        "id": rule.name,
        "shortDescription": { "text": short },
        "fullDescription": { "text": rule.about },
        "defaultConfiguration": { "level": rule.severity.name() },
    })
}

/// A `result`. The help follows the message, since not every help is an edit that a program could
/// make; those that are stand among the `fixes` too.
fn result(diagnostic: &Diagnostic, rule: Option<usize>, places: &Places) -> Value {
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\n{help}");
    }
    let mut result = json!({ "ruleId": diagnostic.rule.name });
    if let Some(number) = rule {
        result["ruleIndex"] = json!(number);
    }
    result["level"] = json!(diagnostic.severity.name());
    result["message"] = json!({ "text": message });
    result["locations"] = json!([{ "physicalLocation": location(diagnostic.span, places) }]);
    if !diagnostic.notes.is_empty() {
        let notes = diagnostic.notes.iter().map(|note| related(note, places));
        result["relatedLocations"] = notes.collect();
    }
    if let Some(suggestion) = &diagnostic.suggestion {
        result["fixes"] = json!([fix(suggestion, diagnostic.help.as_deref(), places)]);
    }
    result
}

/// A `fix`. Regions have bytes beside lines, since a byte order mark has no column.
fn fix(suggestion: &Suggestion, help: Option<&str>, places: &Places) -> Value {
    let replacements = suggestion.edits.iter().map(|edit| {
        let place = places.edited(suggestion.source, &edit.range, Unit::Utf16);
        let mut region = region(&place);
        region["byteOffset"] = json!(edit.range.start);
        region["byteLength"] = json!(edit.range.len());
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } })
    });
    let mut fix = json!({
        "artifactChanges": [{
            "artifactLocation": artifact(Span::whole(suggestion.source), places),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
        "properties": { "applicability": suggestion.applicability.name() },
    });
    if let Some(help) = help {
        fix["description"] = json!({ "text": help });
    }
    fix
}

fn related(note: &Related, places: &Places) -> Value {
    json!({
        "physicalLocation": location(note.span, places),
        "message": { "text": note.message },
    })
}

fn location(span: Span, places: &Places) -> Value {
    json!({
        "artifactLocation": artifact(span, places),
        "region": region(&places.place(span, Unit::Utf16)),
    })
}

fn artifact(span: Span, places: &Places) -> Value {
    json!({
        "uri": utf8_percent_encode(places.path(span), ESCAPED).to_string(),
        "uriBaseId": "%SRCROOT%",
    })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

/// All but the unreserved characters of RFC 3986 and the slash between names. A colon too, since
/// what stands before one in the first name would be read as a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::diagnostic::{Diagnostic, Rule};
    use crate::model::source::Sources;
    use crate::report::{Format, draw, sample};

    const ONE_RUN: &str = r#"{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "groundwork",
          "version": "VERSION",
          "rules": [
            {
              "id": "dead-link",
              "shortDescription": {
                "text": "A link leads nowhere."
              },
              "fullDescription": {
                "text": "A link leads nowhere. Readers stop where it stands."
              },
              "defaultConfiguration": {
                "level": "error"
              }
            }
          ]
        }
      },
      "columnKind": "utf16CodeUnits",
      "results": [
        {
          "ruleId": "dead-link",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "no page has the id `one-to-one`\ndid you mean `[[one-to-ones]]`?"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/a.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 3,
                  "startColumn": 8,
                  "endLine": 3,
                  "endColumn": 22
                }
              }
            }
          ],
          "fixes": [
            {
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "content/a.md",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "startLine": 3,
                        "startColumn": 10,
                        "endLine": 3,
                        "endColumn": 20,
                        "byteOffset": 16,
                        "byteLength": 10
                      },
                      "insertedContent": {
                        "text": "one-to-ones"
                      }
                    }
                  ]
                }
              ],
              "properties": {
                "applicability": "maybe"
              },
              "description": {
                "text": "did you mean `[[one-to-ones]]`?"
              }
            }
          ]
        }
      ]
    }
  ]
}
"#;

    #[test]
    fn findings_are_the_results_of_one_run() {
        let (sources, findings) = sample::project();
        let log = drawn(&findings[..1], &sources, &sample::RULES[..1]);
        assert_eq!(log, ONE_RUN.replace("VERSION", env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn notes_are_related_locations_and_paths_are_uris() {
        let (sources, findings) = sample::project();
        let log = drawn(&findings, &sources, &sample::RULES);
        let log: Value = serde_json::from_str(&log).unwrap();
        let result = &log["runs"][0]["results"][1];
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uri"], "content/b%3A%20c.md");
        let expected = json!({
            "physicalLocation": {
                "artifactLocation": { "uri": "content/a.md", "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4 },
            },
            "message": { "text": "its title" },
        });
        assert_eq!(result["relatedLocations"][1], expected);
    }

    #[test]
    fn a_rule_that_is_not_in_the_list_has_no_number() {
        let (sources, findings) = sample::project();
        let log = drawn(&findings, &sources, &sample::RULES[1..]);
        let log: Value = serde_json::from_str(&log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let numbers = results.iter().map(|result| result.get("ruleIndex"));
        let expected = [None, Some(&json!(0)), Some(&json!(1))];
        assert_eq!(numbers.collect::<Vec<_>>(), expected);
    }

    fn drawn(findings: &[Diagnostic], sources: &Sources, rules: &[&Rule]) -> String {
        let mut out = Vec::new();
        draw(Format::Sarif, findings, sources, rules, true, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}
