//! Where the code of a body stands, as the body is parsed: whoever changes a text leaves it alone.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::parse::context::Dialect;
use crate::parse::markdown::{accept_label, options};
use crate::parse::{html_markdown, rewrite};

/// The blocks of code and the code within lines, in order. Code within another is part of it.
pub(crate) fn code_ranges(body: &str) -> Vec<Range<usize>> {
    let masked = html_markdown::mask(body);
    let options = options(Dialect::Groundwork {
        smart_punctuation: false,
    });
    let rewritten = rewrite::rewrite(&masked, false, options, accept_label);
    let text = rewritten.text.as_deref().unwrap_or(&masked);
    let parser = Parser::new_with_broken_link_callback(text, options, Some(accept_label));
    let code = parser.into_offset_iter().filter_map(|(event, range)| {
        let is_code = matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
        is_code.then(|| rewritten.map.place(&range))
    });
    code.collect()
}

#[cfg(test)]
mod tests {
    use super::code_ranges;

    #[test]
    fn the_text_of_a_box_is_no_code() {
        let body = "!!! note\n    Text `a`.\n\n```\nb\n```\n\n    c\n";
        let found = code_ranges(body);
        let found: Vec<&str> = found.into_iter().map(|range| body[range].trim()).collect();
        assert_eq!(found, ["`a`", "```\nb\n```", "c"]);
    }
}
