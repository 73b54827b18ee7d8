//! `IMPORT.md`: what was done, and what is left for a person.

use crate::import::notes::{Found, Kind, Notes};
use crate::limits::grouped;

/// What the report begins with.
pub(super) struct Summary<'a> {
    pub(super) tool: &'a str,
    /// The file that told which tool it is.
    pub(super) by: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) pages: usize,
    pub(super) files: usize,
    pub(super) languages: &'a [String],
    pub(super) redirects: usize,
    /// That are found in what came of it.
    pub(super) errors: usize,
}

/// Words of more letters are cut.
const LONGEST: usize = 90;

/// The text of the report.
pub(super) fn text(summary: &Summary<'_>, notes: &Notes) -> String {
    let mut text = head(summary);
    let (asking, others): (Vec<_>, Vec<_>) = notes.iter().partition(|(kind, _)| kind.asks());
    if asking.is_empty() && summary.errors == 0 {
        text.push_str(
            "Nothing is left to be done by hand. `groundwork serve --open` shows the handbook.\n",
        );
    } else {
        text.push_str("`groundwork serve --open` shows the handbook as it is. What is left to be done by hand:\n\n");
        if summary.errors > 0 {
            text.push_str(&format!(
                "- Errors that `groundwork check` finds, to be mended before the handbook can be built: {}\n",
                grouped(summary.errors as u64)
            ));
        }
        for (kind, found) in &asking {
            text.push_str(&format!(
                "- {}: {}\n",
                kind.words().0,
                grouped(found.count as u64)
            ));
        }
    }
    // What asks for work comes first: it must not be buried under what went well.
    for (kind, found) in asking {
        text.push_str(&section(kind, found, "##"));
    }
    if !others.is_empty() {
        text.push_str("\n## What was done otherwise than it stands there\n");
        for (kind, found) in others {
            text.push_str(&section(kind, found, "###"));
        }
    }
    text
}

/// Where the handbook comes from, and what it has become.
fn head(summary: &Summary<'_>) -> String {
    let mut text = format!(
        "# What came of the import\n\nFrom `{}`, a handbook for {}{}.\n\n",
        summary.name,
        summary.tool,
        summary
            .by
            .map(|by| format!(" (told by `{by}`)"))
            .unwrap_or_default()
    );
    // What has become of the whole comes first: it shows at once whether the tool was understood.
    text.push_str(&format!(
        "- {} called \"{}\", in {}\n- {}\n- {}\n\n",
        counted(summary.pages, "page", "pages"),
        summary.title,
        summary.languages.join(", "),
        counted(
            summary.files,
            "picture or other file",
            "pictures and other files"
        ),
        counted(
            summary.redirects,
            "old address that leads to its page",
            "old addresses that lead to their pages"
        )
    ));
    text
}

/// `1 page`, `1,234 pages`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", grouped(count as u64))
    }
}

fn section(kind: Kind, found: &Found, sign: &str) -> String {
    let (name, help) = kind.words();
    let mut text = format!(
        "\n{sign} {name}: {}\n\n{help}\n\n",
        grouped(found.count as u64)
    );
    for (file, what) in &found.places {
        let what = in_one_line(what);
        let what = if what.is_empty() {
            String::new()
        } else {
            format!(": {what}")
        };
        text.push_str(&format!("- `{file}`{what}\n"));
    }
    let more = found.count - found.places.len();
    if more > 0 {
        text.push_str(&format!("- and {}\n", counted(more, "more", "more")));
    }
    text
}

/// What was typed, as code where it has signs of Markdown, and cut where it is long.
fn in_one_line(what: &str) -> String {
    let words: Vec<&str> = what.split_whitespace().collect();
    let words = words.join(" ");
    let cut: String = words.chars().take(LONGEST).collect();
    let cut = if cut.len() < words.len() {
        format!("{cut}…")
    } else {
        cut
    };
    let is_plain = cut
        .chars()
        .all(|c| c.is_alphanumeric() || " .,'/-_".contains(c));
    if is_plain {
        cut
    } else {
        let fence = if cut.contains('`') { "``" } else { "`" };
        let space = if cut.contains('`') { " " } else { "" };
        format!("{fence}{space}{cut}{space}{fence}")
    }
}
