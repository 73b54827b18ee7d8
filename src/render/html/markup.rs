//! HTML in the making.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

// Writing to a string does not fail, so what these functions would say of that is let go.
#[derive(Default)]
pub(super) struct Markup {
    pub(super) out: String,
}

impl Markup {
    /// Adds markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Adds words.
    pub(super) fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.out, text);
    }

    /// Adds the value of an attribute, between its quotation marks.
    pub(super) fn attribute(&mut self, value: &str) {
        let _ = escape_html(&mut self.out, value);
    }

    /// Adds an address of another site as the value of an attribute.
    pub(super) fn address(&mut self, address: &str) {
        let _ = escape_href(&mut self.out, address);
    }

    /// Ends the line, if one is begun.
    pub(super) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Adds a tag that begins a line.
    pub(super) fn open(&mut self, tag: &str) {
        self.line();
        self.out.push_str(tag);
    }
}
