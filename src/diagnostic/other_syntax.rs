//! What another tool means something by, and this program does not, so that it is shown as it was typed.

use crate::diagnostic::few::few;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "other-syntax",
    severity: Severity::Warning,
    about: "Notation of another tool that means nothing here, and is shown as it was typed: a block \
            such as `::: columns`, attributes in braces, `{{< figure >}}`, `==words==`. Each kind of it is \
            said once a page.",
};

/// `lines` are those that begin or end blocks nobody knows, of which the first is at `span`; `typed` is
/// what it says.
pub(crate) fn block(span: Span, typed: &str, lines: usize) -> Diagnostic {
    let message = if lines == 1 {
        format!("`{typed}` is no block that is known here, so the line is shown as it is")
    } else {
        format!(
            "`{typed}` is no block that is known here, so its {lines} lines are shown as they are"
        )
    };
    RULE.at(span, message).help(
        "take the lines out, and set their text apart with a line before it: > [!NOTE]; then begin \
         each line of the text with >",
    )
}

/// A line that ends a block, where none is open.
pub(crate) fn lone_end(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this ends a block, but none is open here, so it is shown as it is",
    )
    .help("take the line out, or put the line that begins the block before its text")
}

/// `typed` is the line that begins the block.
pub(crate) fn unclosed(span: Span, typed: &str) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "`{}` is never ended, so all that follows stands in it",
            typed.trim()
        ),
    )
    .help("put a line with ::: behind the last of its text")
}

/// A block of MyST with this name, whose text is shown as code. `argument` stands behind the name.
pub(crate) fn shown_as_code(span: Span, name: &str, argument: &str) -> Diagnostic {
    let help = match name {
        "figure" | "image" => {
            format!("write ![what it shows]({argument}), and the caption as text below it")
        }
        _ => "take its first line and its last out, and write its text as the manual has it"
            .to_owned(),
    };
    let message = format!("`{{{name}}}` begins a block of MyST, which is shown as code");
    RULE.at(span, message).help(help)
}

/// A note, since all words are shown.
pub(crate) fn attribute_list(span: Span, typed: &str) -> Diagnostic {
    let message = format!("`{typed}` says how the text beside it looks, and means nothing here");
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(span, message)
    }
    .fact("attributes on a line of their own")
    .help("it is not shown; for an id write it behind the heading: ## Steps {#steps}")
}

/// A note, since all words are shown.
pub(crate) fn link_attributes(link: Span, unread: &[String]) -> Diagnostic {
    let unread = few(unread.iter().cloned(), "`, `");
    let message = format!("behind a link `{unread}` means nothing here, and is not shown");
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(link, message)
    }
    .fact("attributes of links")
    .help("the link works as it is")
}

/// A note, since all words are shown.
pub(crate) fn picture_attributes(picture: Span, unread: &[String]) -> Diagnostic {
    let finding = RULE.at(
        picture,
        format!(
            "behind a picture `{}` means nothing here",
            few(unread.iter().cloned(), "`, `")
        ),
    );
    Diagnostic {
        severity: Severity::Note,
        ..finding.help(
            "what is read: {width=300}, {alt=\"what it shows\"}, {caption=\"…\"}, {credit=\"who made it\"}",
        )
    }
}

/// `typed` stands for something in another tool: `what` ends the sentence that says for what.
pub(crate) fn notation(span: Span, typed: &str, what: &str, help: &str) -> Diagnostic {
    const LONGEST: usize = 60;
    let shown: String = typed.chars().take(LONGEST).collect();
    let cut = if shown.len() < typed.len() { "…" } else { "" };
    let message = format!("`{shown}{cut}` {what}, and is shown here as it was typed");
    RULE.at(span, message).fact(what).help(help)
}

/// Words in angle brackets, which Markdown takes for a tag.
pub(crate) fn placeholder(span: Span, typed: &str) -> Diagnostic {
    let message = format!("`{typed}` is no tag of HTML, so it is shown as it was typed");
    RULE.at(span, message)
        .fact("words in angle brackets")
        .help(format!("if these are words, write \\{typed}"))
}

/// A tag that would end or part what Markdown has made: a cell, an item, a quotation.
pub(crate) fn stray_tag(span: Span, typed: &str) -> Diagnostic {
    let message = format!("`{typed}` stands alone here, so it is shown as it was typed");
    RULE.at(span, message)
        .fact("a tag that stands alone")
        .help(
            "leave it out, or write the whole table, list or quotation as HTML in lines of its own; in a table of bars, | begins \
             the next cell",
        )
}

/// Code that another tool runs in place of showing it.
pub(crate) fn run_elsewhere(span: Span, lang: &str) -> Diagnostic {
    let message = format!("`{lang}` asks a question of other tools, and is shown here as code");
    RULE.at(span, message)
        .fact("code that is run")
        .help("write in its place what readers should see there, such as the list of the pages")
}

/// Lines with bars that were meant for a table of so many columns, and are none.
pub(crate) fn no_table(span: Span, columns: usize) -> Diagnostic {
    let row = "|---".repeat(columns);
    RULE.at(
        span,
        "this was perhaps meant for a table, but is shown as text with bars",
    )
    .fact("no table")
    .help(format!(
        "put no empty line between its rows, and make its second line {row}|: the second line needs one |---| for \
         each of the {columns} columns"
    ))
}

/// Text behind the tag `typed` on its line, which was to be Markdown.
pub(crate) fn one_line_markdown(tag: Span, typed: &str) -> Diagnostic {
    let message = format!("the text behind `{typed}` is shown without its Markdown");
    RULE.at(tag, message)
        .help("put the text on lines of its own, between the line of this tag and that of its end")
}
