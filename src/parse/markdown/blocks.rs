//! Blocks of code and of HTML, which become one event each.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event as Raw};

use super::{Builder, Dialect, add, gather};
use crate::check::swallowed_text;
use crate::page::{CodeBlock, EventKind, Node};
use crate::parse::comment::{self, Comment};
use crate::source::Span;

impl<'t> Builder<'t> {
    /// A code block becomes one event.
    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        span: Span,
        events: &[(Raw<'t>, Range<usize>)],
        at: usize,
    ) -> usize {
        let (text, after) = gather(events, at, |event| match event {
            Raw::Text(text) => Some(text),
            _ => None,
        });
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let lang = info.split([' ', '\t', '\n']).next().unwrap_or("");
        let block = CodeBlock {
            lang: lang.into(),
            text: text.into(),
        };
        let block = add(&mut self.body.code_blocks, block);
        self.push(EventKind::CodeBlock(block), span);
        after
    }

    /// A block of HTML becomes one event, without its comments.
    pub(super) fn html_block(
        &mut self,
        span: Span,
        events: &[(Raw<'t>, Range<usize>)],
        at: usize,
    ) -> usize {
        let (html, after) = gather(events, at, |event| match event {
            // The indentation of the first line comes as text.
            Raw::Html(html) | Raw::Text(html) => Some(html),
            _ => None,
        });
        let html = match self.context.dialect {
            Dialect::Plain => html,
            Dialect::Groundwork { .. } => self.without_comments(&html, span),
        };
        if !html.trim().is_empty() || self.context.dialect == Dialect::Plain {
            self.body.has_raw_html = true;
            let text = self.store(&html, span);
            self.push(EventKind::Start(Node::HtmlBlock), span);
            self.push(EventKind::Html(text), span);
            self.push(EventKind::End(Node::HtmlBlock), span);
        }
        after
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        if self.context.dialect != Dialect::Plain && html.starts_with("<!--") {
            self.without_comments(html, span);
            return;
        }
        self.body.has_raw_html = true;
        let text = self.store(html, span);
        self.push(EventKind::InlineHtml(text), span);
    }

    /// Takes comments out of `html` and reads what they allow.
    fn without_comments(&mut self, html: &str, span: Span) -> String {
        let mut rest = String::new();
        for part in comment::parts(html) {
            match part {
                Comment::None(html) => rest.push_str(html),
                Comment::Closed { text, range } => {
                    let place = comment::place(self.text, span, html, range);
                    self.allow
                        .extend(comment::allow(self.text, text, place, &mut self.findings));
                }
                Comment::Unclosed { range } => {
                    let place = comment::place(self.text, span, html, range);
                    self.findings.push(swallowed_text::unclosed_comment(place));
                }
            }
        }
        rest
    }
}
