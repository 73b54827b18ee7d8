//! Code that is shown without colours, since finding them would take too long.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::limits::{COLOURED_LINE, COLOURED_ON_PAGE};
use crate::model::config::Schema;
use crate::model::page::{CodeBlock, EventKind, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "plain-code",
    severity: Severity::Note,
    about: "A block of code that is shown without colors, since one of its lines is very long, the page has very much \
            code, or finding the colors takes more than two seconds.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let blocks = &page.body.code_blocks;
    let is_plain = |block: &CodeBlock| !block.lang.is_empty() && !block.coloured;
    let plain = blocks.iter().filter(|block| is_plain(block)).count();
    if plain == 0 {
        return;
    }
    let first = page.body.events.iter().find(|event| match event.kind {
        EventKind::CodeBlock(at) => is_plain(&blocks[at as usize]),
        _ => false,
    });
    // One finding for all of them, at the first: they have one cause, and it is mended in one go.
    if let Some(first) = first {
        let (line, all) = (
            COLOURED_LINE.most_in_words(),
            COLOURED_ON_PAGE.most_in_words(),
        );
        let message = match plain {
            1 => "this code is shown without colors, since there is too much of it".to_owned(),
            _ => format!(
                "{plain} blocks of code from here on are shown without colors, since there is too much of it"
            ),
        };
        let help =
            format!("colors are given to {all} of code on a page, and to lines of at most {line}");
        findings.push(RULE.at(first.span, message).help(help));
    }
}

/// Code on a page whose colours would take longer than there is time; code of another page that this one shows has no place of its
/// own here.
pub(crate) fn too_slow(page: &Page, slow: &CodeBlock) -> Diagnostic {
    let at = page.body.events.iter().find(|event| match event.kind {
        EventKind::CodeBlock(at) => page.body.code_blocks[at as usize] == *slow,
        _ => false,
    });
    let place = at.map_or(Span::whole(page.source), |event| event.span);
    RULE.at(
        place,
        "from here on code is shown without colors, since finding them takes too long",
    )
    .help("give the block no language, or another, or take less of it")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    fn plain(text: &str) -> usize {
        of_text("plain-code", text).len()
    }

    #[test]
    fn long_code_long_lines_and_much_code_are_told_once() {
        let code = |lang: &str, line: &str, times: usize| {
            format!("```{lang}\n{}```\n\n", line.repeat(times))
        };
        assert_eq!(plain(&code("rust", "let a = 1;\n", 100)), 0);
        assert_eq!(plain(&code("rust", "let a = 1;\n", 10_000)), 1);
        assert_eq!(plain(&code("rust", "let a = 1; ", 1_000)), 1);
        assert_eq!(plain(&code("", "let a = 1;\n", 10_000)), 0);
        assert_eq!(plain(&code("rust", "let a = 1;\n", 5_000).repeat(10)), 1);
    }
}
