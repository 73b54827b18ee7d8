//! A row of a table that is cut by a bar which was meant for something else.

use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "cut-row",
    severity: Severity::Warning,
    about: "A row of a table with a bar in a link or in code, which ends the cell there, or with more \
            cells than the head, of which the last vanish.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.body.tables.is_empty() {
        return;
    }
    let mut columns = 0;
    for event in &page.body.events {
        match event.kind {
            EventKind::Start(Node::Table(table)) => {
                columns = page.body.tables[table as usize].len();
            }
            EventKind::Start(Node::TableRow | Node::TableHead) => {
                findings.extend(finding(page, event.span, columns));
            }
            _ => {}
        }
    }
}

fn finding(page: &Page, row: Span, columns: usize) -> Option<Diagnostic> {
    let text = page.text[row.range()].trim_end();
    let cells = cells(text);
    let lost: Vec<&str> = cells.iter().skip(columns).map(|cell| cell.trim()).collect();
    let lost = lost.join(" ").trim().to_owned();
    // A bar within a link or code is nearly always why a row is too long, and has a sure place.
    if let Some(bar) = bar_within(text) {
        let start = row.start as usize + bar;
        let place = Span::new(row.source, start..start + 1);
        let message = if lost.is_empty() {
            "this bar ends the cell, although it stands in a link or in code".to_owned()
        } else {
            format!("this bar ends the cell, so `{lost}` at the end of the row is not shown")
        };
        let finding = RULE
            .at(place, message)
            .help("write \\| for a bar that ends no cell");
        return Some(finding.suggest(Suggestion::maybe(place, "\\|")));
    }
    if lost.is_empty() {
        return None;
    }
    Some(
        RULE.at(
            row,
            format!("this row has more cells than the head, so `{lost}` is not shown"),
        )
        .help("give the head a cell for it, or write \\| for a bar that ends no cell"),
    )
}

/// The places of the bars of a row that end cells.
fn bars(row: &str) -> impl Iterator<Item = usize> {
    let bars = row.match_indices('|').map(|(at, _)| at);
    bars.filter(|at| !row[..*at].ends_with('\\'))
}

fn cells(row: &str) -> Vec<&str> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in bars(row) {
        cells.push(&row[start..bar]);
        start = bar + 1;
    }
    if start < row.len() {
        cells.push(&row[start..]);
    }
    cells
}

/// The first bar that stands between `[[` and `]]`, or between signs of code.
fn bar_within(row: &str) -> Option<usize> {
    bars(row).find(|at| {
        let (before, after) = row.split_at(*at);
        let (before, after) = (cell_end(before), cell_start(&after[1..]));
        let is_link = match before.rfind("[[") {
            Some(open) => !before[open..].contains("]]") && closes(after, "]]", "[["),
            None => false,
        };
        let is_code = before.matches('`').count() % 2 == 1 && after.matches('`').count() % 2 == 1;
        is_link || is_code
    })
}

/// Whether a link that is open before a text is closed in it, and no other opened first.
fn closes(text: &str, close: &str, open: &str) -> bool {
    let at = text.find(close);
    at.is_some_and(|at| !text[..at].contains(open))
}

fn cell_end(before: &str) -> &str {
    let start = bars(before).last().map_or(0, |bar| bar + 1);
    &before[start..]
}

fn cell_start(after: &str) -> &str {
    let end = bars(after).next().unwrap_or(after.len());
    &after[..end]
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn a_bar_that_cuts_a_row_is_found() {
        let head = "| a | b |\n|---|---|\n";
        for (row, message) in [
            (
                "| [[b|With bar]] | lost |",
                Some("this bar ends the cell, so `lost` at the end of the row is not shown"),
            ),
            (
                "| `a|b` | lost too |",
                Some("this bar ends the cell, so `lost too` at the end of the row is not shown"),
            ),
            (
                "| [[b|With bar]] |",
                Some("this bar ends the cell, although it stands in a link or in code"),
            ),
            (
                "| x | y | z |",
                Some("this row has more cells than the head, so `z` is not shown"),
            ),
            ("| x | y | |", None),
            ("| [[b\\|With bar]] | `a\\|b` |", None),
            ("| `a` | `b` |", None),
            ("x | y", None),
        ] {
            let found = of_text("cut-row", &format!("{head}{row}"));
            let found = found.first().map(|line| {
                let message = line.split("; help").next().unwrap();
                message.splitn(3, ' ').nth(2).unwrap()
            });
            assert_eq!(found, message, "{row}");
        }
    }
}
