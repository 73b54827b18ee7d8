//! Blocks of code and of HTML, which become one event each.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event as Raw, Tag, TagEnd};

use super::builder::{Builder, add, gather};
use crate::diagnostic::{other_syntax, swallowed_text};
use crate::limits::{COLOURED_LINE, COLOURED_ON_PAGE};
use crate::model::allowed_html;
use crate::model::page::{CodeBlock, EventKind, Node};
use crate::model::source::Span;
use crate::parse::comment::{self, Comment};
use crate::parse::context::Dialect;
use crate::parse::{html_addresses, html_markdown};

/// What it takes to begin with a block of code, in bytes of code that would take as long.
const WORK_OF_BLOCK: usize = 50;

impl Builder<'_> {
    /// A code block becomes one event.
    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        span: Span,
        events: &[(Raw<'_>, Range<usize>)],
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
        // Blocks of other tools that are no code look like it to the parser, and are told here.
        self.shown_as_code(info, span);
        self.run_elsewhere(info, span);
        let lang = info.split([' ', '\t', '\n']).next().unwrap_or("");
        let block = CodeBlock {
            coloured: !lang.is_empty() && self.may_colour(&text),
            lang: lang.into(),
            text: text.into(),
        };
        let block = add(&mut self.body.code_blocks, block);
        self.push(EventKind::CodeBlock(block), span);
        after
    }

    /// Whether there is room for the colours of this code after those of the code before it.
    fn may_colour(&mut self, code: &str) -> bool {
        let work = code.len() + WORK_OF_BLOCK;
        let has_room = self.coloured + work <= COLOURED_ON_PAGE.most;
        let mut lines = code.split('\n');
        let is_short = has_room && lines.all(|line| line.len() <= COLOURED_LINE.most);
        if is_short {
            self.coloured += work;
        }
        is_short
    }

    /// A block of HTML becomes one event, without its comments.
    pub(super) fn html_block(
        &mut self,
        span: Span,
        events: &[(Raw<'_>, Range<usize>)],
        at: usize,
    ) -> usize {
        let (html, after) = gather(events, at, |event| match event {
            // The indentation of the first line comes as text.
            Raw::Html(html) | Raw::Text(html) => Some(html),
            _ => None,
        });
        // A tag with Markdown within stands in the source, and something like it among the events.
        let is_ours = self.context.dialect != Dialect::Plain;
        let html = if is_ours && html.starts_with(html_markdown::OPEN) {
            self.text[span.range()].to_owned()
        } else {
            html
        };
        let html = match self.context.dialect {
            Dialect::Plain => html,
            Dialect::Groundwork { .. } => self.without_comments(&html, span),
        };
        let line = html.trim_end();
        let line_span = Span {
            end: span.start + line.len() as u32,
            ..span
        };
        if is_ours
            && line.starts_with('<')
            && line_span.end <= span.end
            && self.is_placeholder(line, line_span)
        {
            self.push(EventKind::Start(Node::Paragraph), line_span);
            self.placeholder(line, line_span);
            self.push(EventKind::End(Node::Paragraph), line_span);
            return after;
        }
        if !html.trim().is_empty() || self.context.dialect == Dialect::Plain {
            self.body.has_raw_html = true;
            let text = self.store(&html, span);
            self.add_addresses(&html, span);
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
        if self.context.dialect != Dialect::Plain && self.is_placeholder(html, span) {
            return self.placeholder(html, span);
        }
        self.body.has_raw_html = true;
        let text = self.store(html, span);
        self.add_addresses(html, span);
        self.push(EventKind::InlineHtml(text), span);
    }

    /// Shows what looks like a tag as it was typed, which is said once a page.
    fn placeholder(&mut self, typed: &str, span: Span) {
        if !std::mem::replace(&mut self.has_placeholder, true) {
            self.findings.push(other_syntax::placeholder(span, typed));
        }
        self.words(typed, span);
    }

    /// Whether a tag is none, but words that a reader is to put something in the place of: `<your name>`. It is
    /// called as no element is, has no attribute with a value, and nothing on the page ends it.
    fn is_placeholder(&mut self, html: &str, span: Span) -> bool {
        let inner = html
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        let Some(inner) = inner.filter(|_| self.text.get(span.range()) == Some(html)) else {
            return false;
        };
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_words = inner.chars().all(|c| is_letter(c) || c.is_whitespace());
        let name = inner.split_whitespace().next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if !is_words || name.is_empty() || allowed_html::is_element(&name) {
            return false;
        }
        let text = self.text;
        let ends = self.end_tags.get_or_insert_with(|| {
            let tags = text.split("</").skip(1);
            let names = tags.map(|rest| rest.split(|c| !is_letter(c)).next().unwrap_or_default());
            names.map(str::to_ascii_lowercase).collect()
        });
        !ends.contains(&name)
    }

    /// Whether a heading holds nothing, and no attributes either.
    pub(super) fn is_empty_heading(
        &self,
        tag: &Tag<'_>,
        next: Option<&(Raw<'_>, Range<usize>)>,
    ) -> bool {
        let is_plain = matches!(tag, Tag::Heading { id: None, classes, attrs, .. }
            if classes.is_empty() && attrs.is_empty());
        let ends = matches!(next, Some((Raw::End(TagEnd::Heading(_)), _)));
        is_plain && ends && self.context.dialect != Dialect::Plain
    }

    fn add_addresses(&mut self, html: &str, span: Span) {
        if self.context.dialect != Dialect::Plain {
            html_addresses::add(&mut self.body, html, span, self.text, &self.context);
        }
    }

    /// Takes comments out of `html` and reads what they allow.
    fn without_comments(&mut self, html: &str, span: Span) -> String {
        let mut rest = String::new();
        let is_verbatim = comment::is_verbatim(self.text, span, html);
        for part in comment::parts(html) {
            match part {
                Comment::None(html) => rest.push_str(html),
                Comment::Closed { text, range } => {
                    let place = comment::place(span, is_verbatim, range);
                    let (paragraphs, findings) = (&mut self.paragraphs, &mut self.findings);
                    let allow = comment::allow(self.text, text, place, paragraphs, findings);
                    self.allow.extend(allow);
                }
                Comment::Unclosed { range } => {
                    let place = comment::place(span, is_verbatim, range);
                    self.findings.push(swallowed_text::unclosed_comment(place));
                }
            }
        }
        rest
    }
}
