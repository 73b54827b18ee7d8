//! The comments of template languages and of other tools that read Markdown.
//!
//! One row a notation: what opens it and what closes it, as regular expressions. None of these can
//! stand in CommonMark by accident, but for what `is_attribute` tells apart.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// How a notation of another tool hides text.
pub(super) struct Notation {
    opens: &'static str,
    closes: &'static str,
    /// What a writer types to end it.
    pub(super) end: &'static str,
    /// Whether what stands in it may show elsewhere, under a condition that nothing here knows.
    pub(super) is_conditional: bool,
}

const fn comment(opens: &'static str, closes: &'static str, end: &'static str) -> Notation {
    Notation {
        opens,
        closes,
        end,
        is_conditional: false,
    }
}

const fn condition(opens: &'static str, closes: &'static str, end: &'static str) -> Notation {
    Notation {
        opens,
        closes,
        end,
        is_conditional: true,
    }
}

/// Jekyll's Liquid, Django, Jinja, Twig, Nunjucks and Tera; Hugo; Handlebars; MDX; EJS and ERB;
/// CriticMarkup; Org and Logseq; LaTeX.
const NOTATIONS: [Notation; 20] = [
    comment(
        r"\{%[-~+]?\s*comment(?-u:\b)[^%\n]*%\}",
        r"\{%[-~+]?\s*endcomment(?-u:\b)[^%\n]*%\}",
        "{% endcomment %}",
    ),
    comment(r"\{%[-~+]?\s*#", r"%\}", "%}"),
    comment(r"\{#", r"#\}", "#}"),
    comment(r"\{\{-?\s*/\*", r"\*/\s*-?\}\}", "*/}}"),
    comment(
        r"\{\{[<%]\s*comment(?-u:\b)[^>%\n]*[>%]\}\}",
        r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}",
        "{{< /comment >}}",
    ),
    comment(r"\{\{~?!--", r"--~?\}\}", "--}}"),
    comment(r"\{\{~?!", r"\}\}", "}}"),
    comment(r"\{\s*/\*", r"\*/\s*\}", "*/}"),
    comment(r"<%[-_]?#", r"%>", "%>"),
    comment(r"<%--", r"--%>", "--%>"),
    comment(r"\{>>", r"<<\}", "<<}"),
    comment(
        r"(?im-s)^[ \t>]*\#\+begin_comment(?-u:\b)",
        r"(?i)\#\+end_comment(?-u:\b)",
        "#+END_COMMENT",
    ),
    comment(r"\\begin\{comment\}", r"\\end\{comment\}", "\\end{comment}"),
    condition(r"\{--", r"--\}", "--}"),
    condition(
        r"\{%[-~+]?\s*if[a-z]*(?-u:\b)",
        r"\{%[-~+]?\s*endif[a-z]*(?-u:\b)[^%\n]*%\}",
        "{% endif %}",
    ),
    condition(
        r"\{%[-~+]?\s*unless(?-u:\b)",
        r"\{%[-~+]?\s*endunless(?-u:\b)[^%\n]*%\}",
        "{% endunless %}",
    ),
    condition(
        r"\{%[-~+]?\s*case(?-u:\b)",
        r"\{%[-~+]?\s*endcase(?-u:\b)[^%\n]*%\}",
        "{% endcase %}",
    ),
    condition(
        r"\{\{-?\s*(?:if|with)(?-u:\b)",
        r"\{\{-?\s*end\s*-?\}\}",
        "{{ end }}",
    ),
    condition(
        r"\{\{#(?:if|unless|with)(?-u:\b)",
        r"\{\{/(?:if|unless|with)\}\}",
        "{{/if}}",
    ),
    condition(
        r"\{\{[<%]\s*(?:private|hidden|draft|if)(?-u:\b)[^>%\n]*[>%]\}\}",
        r"\{\{[<%]\s*/\s*(?:private|hidden|draft|if)\s*[>%]\}\}",
        "{{< /private >}}",
    ),
];

/// What opened: which notation, and where.
pub(super) struct Opened {
    pub(super) notation: usize,
    pub(super) range: Range<usize>,
}

static OPENINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let each = NOTATIONS
        .iter()
        .map(|notation| format!("({})", notation.opens));
    Regex::new(&each.collect::<Vec<_>>().join("|")).ok()
});

static PAIRS: LazyLock<Vec<Option<(Regex, Regex)>>> = LazyLock::new(|| {
    let pair = |notation: &Notation| {
        let opens = Regex::new(notation.opens).ok()?;
        Some((opens, Regex::new(notation.closes).ok()?))
    };
    NOTATIONS.iter().map(pair).collect()
});

impl Opened {
    pub(super) fn notation(&self) -> &'static Notation {
        &NOTATIONS[self.notation]
    }

    /// Where what it opened ends, outside the code that `code_at` knows the end of.
    pub(super) fn end(
        &self,
        text: &str,
        code_at: impl Fn(usize) -> Option<usize>,
    ) -> Option<usize> {
        let (opens, closes) = PAIRS[self.notation].as_ref()?;
        let mut depth = 1;
        let mut at = self.range.end;
        loop {
            let close = closes.find_at(text, at)?;
            if let Some(end) = code_at(close.start()) {
                at = end.max(close.end());
                continue;
            }
            // Conditions nest, and comments do not.
            if self.notation().is_conditional {
                let nested = opens.find_iter(&text[at..close.start()]);
                depth += nested.count();
            }
            depth -= 1;
            if depth == 0 {
                return Some(close.end());
            }
            at = close.end();
        }
    }
}

/// Where the last `#}` stands, without which `{#` opens nothing.
pub(super) fn last_close(text: &str) -> usize {
    memchr::memmem::rfind(text.as_bytes(), b"#}").unwrap_or(0)
}

/// The first opening from `at` on.
pub(super) fn opening(text: &str, at: usize, last_close: usize) -> Option<Opened> {
    let openings = OPENINGS.as_ref()?;
    let mut from = at;
    loop {
        let start = openings.find_at(text, from)?.start();
        let found = openings.captures_at(text, start)?;
        let notation = (0..NOTATIONS.len()).find(|index| found.get(index + 1).is_some())?;
        let range = found.get(0)?.range();
        let rest = &text[range.start..];
        let is_last = last_close <= range.start;
        if rest.starts_with("{#") && (is_attribute(rest) || is_left_open(rest, is_last)) {
            from = range.end;
            continue;
        }
        return Some(Opened { notation, range });
    }
}

/// Whether `{#` begins the attributes of a heading, as in `## Steps {#steps .opening}`.
fn is_attribute(text: &str) -> bool {
    let Some(inner) = braced(text) else {
        return false;
    };
    !inner.starts_with([' ', '\t']) && !inner.ends_with('#') && !inner.contains('{')
}

/// Whether the line closes the brace, and no sign of a comment follows, as in `{# steps }`.
fn is_left_open(text: &str, is_last: bool) -> bool {
    is_last && braced(text).is_some()
}

/// What stands between `{#` and the first closing brace of its line.
fn braced(text: &str) -> Option<&str> {
    const LONGEST: usize = 500;
    let mut near = text.char_indices().take(LONGEST);
    let (end, _) = near.find(|(_, c)| matches!(c, '}' | '\n'))?;
    text[end..].starts_with('}').then(|| &text[2..end])
}

#[cfg(test)]
mod tests {
    use super::{NOTATIONS, OPENINGS, PAIRS, last_close, opening};

    #[test]
    fn every_notation_can_be_read() {
        assert!(OPENINGS.is_some());
        assert_eq!(PAIRS.iter().flatten().count(), NOTATIONS.len());
    }

    #[test]
    fn ids_of_headings_open_no_comment() {
        for text in [
            "## A {#a}",
            "## A {#a .b c=d}",
            "{# steps}",
            "{#if x}",
            "{{ x }}",
            "{a}",
        ] {
            assert!(opening(text, 0, last_close(text)).is_none(), "{text}");
        }
        for text in [
            "{# a #}",
            "{#a#}",
            "{#- {{ b }} -#}",
            "{# a\n\nb #}",
            "{# never closed",
        ] {
            assert!(opening(text, 0, last_close(text)).is_some(), "{text}");
        }
    }
}
