//! Blocks of other tools, which `rewrite` left as rules around their text.

use std::ops::Range;

use super::builder::{Builder, add};
use crate::diagnostic::{other_syntax, unknown_marker};
use crate::model::page::{CodeBlock, EventKind, Marker, MarkerKind, Node};
use crate::model::source::Span;
use crate::parse::attributes::Attributes;
use crate::parse::callout;
use crate::parse::hiding_names;
use crate::parse::rewrite::{BlockEdge, OF_MYST};

impl Builder<'_> {
    /// A rule, or a line of a block that one stands for.
    pub(super) fn rule(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let edge = self.rewritten.rules.get(&range.start);
        match edge.map(|(edge, _)| edge) {
            None => self.push(EventKind::Rule, span),
            Some(BlockEdge::Open { kind, fold, title }) => {
                let marker = Marker {
                    kind: kind.clone(),
                    span,
                    fold: *fold,
                    has_title: false,
                };
                // A block of an unknown name may be one to hide, misspelled: the finding says which names there are.
                if let MarkerKind::Unknown(word) = kind {
                    let known = callout::known(self.context.is_timed());
                    let meant = hiding_names::meant(word);
                    let finding = unknown_marker::unknown_block(span, word, meant, &known);
                    self.findings.push(finding);
                }
                let marker = add(&mut self.body.markers, marker);
                self.containers.push(Node::Marker(marker));
                self.push(EventKind::Start(Node::Marker(marker)), span);
                self.title = title.map(|title| (self.offset + title, marker));
            }
            Some(BlockEdge::Close) => self.close_block(span),
        }
    }

    /// Says which lines of blocks nobody knows, once.
    pub(super) fn unknown_blocks(&mut self) {
        let lines = &self.rewritten.unknown;
        let span = |line: &Range<usize>| {
            let place = self.offset + line.start..self.offset + line.end;
            Span::new(self.context.source, place)
        };
        let typed = |line: &Range<usize>| self.text[span(line).range()].trim();
        let opening = lines
            .iter()
            .find(|line| !typed(line).trim_matches(':').is_empty());
        let finding = match (opening, lines.first()) {
            (Some(line), _) => other_syntax::block(span(line), typed(line), lines.len()),
            (None, Some(line)) => other_syntax::lone_end(span(line)),
            (None, None) => return,
        };
        self.findings.push(finding);
    }

    /// Says of lines that hold attributes alone that they mean nothing here, once.
    pub(super) fn attribute_lists(&mut self) {
        let Some(at) = self.rewritten.lists.values().next() else {
            return;
        };
        let start = self.offset + at;
        let line = self.text[start..].lines().next().unwrap_or_default();
        let span = Span::new(self.context.source, start..start + line.trim_end().len());
        let finding = other_syntax::attribute_list(span, line.trim_end());
        self.findings.push(finding);
    }

    /// Says which attributes of links mean nothing here, once a page.
    pub(super) fn link_attributes(&mut self, attributes: &Attributes, link: Span) {
        if !self.has_link_attributes {
            self.has_link_attributes = true;
            let classes = attributes.classes.iter().map(|class| format!(".{class}"));
            let values = attributes.values.iter().map(|value| value.key.clone());
            let unread: Vec<String> = classes.chain(values).collect();
            self.findings
                .push(other_syntax::link_attributes(link, &unread));
        }
    }

    /// Says that a block of MyST is shown as code. `info` is what its first line says behind its signs.
    pub(super) fn shown_as_code(&mut self, info: &str, span: Span) {
        let name = info.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        if let Some((name, argument)) = name.filter(|(name, _)| OF_MYST.contains(name)) {
            let finding = other_syntax::shown_as_code(span, name, argument.trim());
            self.findings.push(finding);
        }
    }

    /// Says once a page that other tools run such code. `info` is what stands behind its signs.
    pub(super) fn run_elsewhere(&mut self, info: &str, span: Span) {
        const RUN: [&str; 3] = ["dataview", "dataviewjs", "tasks"];
        let lang = info.split_whitespace().next().unwrap_or_default();
        let mut blocks = self.body.code_blocks.iter();
        let is_known = |block: &CodeBlock| RUN.contains(&&*block.lang);
        if RUN.contains(&lang) && !blocks.any(is_known) {
            self.findings.push(other_syntax::run_elsewhere(span, lang));
        }
    }

    /// Ends the block that is open innermost. Where there is none, the line ends nothing.
    fn close_block(&mut self, span: Span) {
        match self.containers.last().copied() {
            Some(node @ Node::Marker(_)) => {
                self.containers.pop();
                self.push(EventKind::End(node), span);
            }
            _ => {
                self.push(EventKind::Start(Node::Paragraph), span);
                self.words(&self.text[span.range()], span);
                self.push(EventKind::End(Node::Paragraph), span);
                self.findings.push(other_syntax::lone_end(span));
            }
        }
    }

    /// Ends the blocks that are still open where what they stand in ends.
    pub(super) fn close_blocks(&mut self) {
        while let Some(node @ Node::Marker(marker)) = self.containers.last().copied() {
            let span = self.body.markers[marker as usize].span;
            self.findings
                .push(other_syntax::unclosed(span, &self.text[span.range()]));
            self.containers.pop();
            let end = Span {
                start: span.end,
                ..span
            };
            self.push(EventKind::End(node), end);
        }
    }

    /// A paragraph, or the title of a callout.
    pub(super) fn paragraph(&mut self, span: Span) -> Node {
        let title = self
            .title
            .filter(|(start, _)| *start == span.start as usize);
        let Some((_, marker)) = title else {
            return Node::Paragraph;
        };
        let marked = &mut self.body.markers[marker as usize];
        if !marked.kind.is_callout() {
            return Node::Paragraph;
        }
        marked.has_title = true;
        Node::CalloutTitle(marker)
    }
}
