//! Findings for GitHub, which shows them beside the lines of a pull request.
//!
//! Takes findings and the line indexes, and writes one workflow command a line, escaped as GitHub's
//! own toolkit does (`packages/core/src/command.ts` in actions/toolkit).

use std::io::{self, Write};

use super::place::{Place, Places, Unit};
use crate::diagnostic::{Diagnostic, Severity};

pub(crate) fn draw(
    diagnostics: &[Diagnostic],
    places: &Places,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = property(places.path(diagnostic.span));
        let place = location(&places.place(diagnostic.span, Unit::Characters));
        let title = property(diagnostic.rule.name);
        let message = data(&message(diagnostic, places));
        writeln!(
            out,
            "::{command} file={file},{place},title={title}::{message}"
        )?;
    }
    Ok(())
}

/// GitHub refuses columns of a place that lies on several lines.
fn location(place: &Place) -> String {
    let Place {
        line,
        column,
        end_line,
        end_column,
    } = place;
    if line == end_line {
        format!("line={line},col={column},endLine={end_line},endColumn={end_column}")
    } else {
        format!("line={line},endLine={end_line}")
    }
}

/// The message, then the other places, which GitHub has no field for, then the help.
fn message(diagnostic: &Diagnostic, places: &Places) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    for note in &diagnostic.notes {
        let place = places.place(note.span, Unit::Characters);
        let (path, Place { line, column, .. }) = (places.path(note.span), place);
        lines.push(format!("{path}:{line}:{column}: {}", note.message));
    }
    lines.extend(diagnostic.help.clone());
    lines.join("\n")
}

fn data(text: &str) -> String {
    // The percent sign first, or those of the other escapes would be escaped again.
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Rule, Severity};
    use crate::model::source::{Sources, Span};
    use crate::report::{Format, draw, sample};

    #[test]
    fn each_finding_is_a_workflow_command() {
        let (sources, findings) = sample::project();
        let mut out = Vec::new();
        draw(Format::Github, &findings, &sources, &[], true, &mut out).unwrap();
        let expected = "\
::error file=content/a.md,line=3,col=7,endLine=3,endColumn=21,title=dead-link::\
no page has the id `one-to-one`%0Adid you mean `[[one-to-ones]]`?
::warning file=content/b%3A c.md,line=2,col=1,endLine=2,endColumn=9,title=duplicate-id::\
another page has the id `a`, 100%25 alike%0A\
content/a.md:1:1: it takes its id from its path%0Acontent/a.md:1:3: its title
::notice file=content/sources.bib,line=1,col=1,endLine=1,endColumn=1,title=unused-source::\
no page cites `smith`
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_github_would_read_as_its_own_signs_is_escaped() {
        let mut sources = Sources::default();
        let page = sources.insert("a,b:c%.md", "one\ntwo\n");
        static RULE: Rule = Rule {
            name: "rule",
            severity: Severity::Note,
            about: "",
        };
        let finding = RULE.at(Span::new(page, 0..8), "50%, so:\r\n::error::no");
        let mut out = Vec::new();
        draw(Format::Github, &[finding], &sources, &[], false, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "::notice file=a%2Cb%3Ac%25.md,line=1,endLine=2,title=rule::\
             50%25, so:%0D%0A::error::no\n"
        );
    }
}
