//! Makes one text of a page and of the page beneath that it extends.
//!
//! 1. `fields` merges the front matter of both, so that ours is read with the kind of the original.
//! 2. `changes` finds what our sections do to those of the original.
//! 3. `copy` writes the original's text with these changes made in it.
//!
//! What is hidden in either text stays hidden: copied are the texts without it. Takes both pages; gives a
//! text, the origins of its stretches, and findings in our page.

use std::sync::Arc;

use crate::compose::changes;
use crate::compose::copied::Copied;
use crate::compose::copy::Copy;
use crate::compose::fields::{self, Side};
use crate::diagnostic::Diagnostic;
use crate::model::config::Schema;
use crate::model::origins::{Composition, Origins};
use crate::model::page::{Page, Withheld};
use crate::model::source::{SourceId, Span};
use crate::parse::{self, FrontMatter};

/// A page's file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) source: SourceId,
    pub(super) text: Arc<str>,
    pub(super) path: String,
    pub(super) place: String,
}

/// What comes of two pages.
#[derive(Debug, Clone)]
pub(super) struct Extended {
    pub(super) text: Arc<str>,
    pub(super) origins: Arc<Origins>,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether it cannot be told what is private in one of them.
    pub(super) is_faulty: bool,
}

/// What a page extends, and where the page that comes of it stands.
pub(super) struct Base<'a> {
    pub(super) text: &'a Text,
    /// The same, parsed.
    pub(super) page: &'a Page,
    /// Where the page that comes of it stands.
    pub(super) path: &'a str,
    /// The ids of the sections that the original had when ours was made from it.
    pub(super) kept: &'a [String],
}

/// Extends a page by `own`.
pub(super) fn extend(own: &Text, base: &Base<'_>, schema: &Schema) -> Extended {
    let own_fields = parse::front_matter(own.source, &own.text);
    let base_fields = parse::front_matter(base.text.source, &base.text.text);
    let base_title = title_of_heading(base.page, base_fields.body.start);
    let base_side = Side {
        heading_title: base_title,
        ..side(base.text, &base_fields)
    };
    let (own_page, head) = parse_own(own, &own_fields, &base_side, schema);
    let own_body = own_fields.body.start;
    let own_title = title_of_heading(&own_page, head);
    let in_file = |span: Span| {
        let moved = |at: u32| (at as usize + own_body).saturating_sub(head);
        Span::new(own.source, moved(span.start)..moved(span.end))
    };
    let own_side = Side {
        heading_title: own_title.map(|(words, span)| (words, in_file(span))),
        ..side(own, &own_fields)
    };
    // Fields, then the text: what is composed is a file in the order of any other.
    let mut into = Composition::default();
    fields::merge(&own_side, &base_side, &mut into);
    let own_copied = Copied {
        page: &own_page,
        body: head,
        body_in_file: own_body,
        title: own_title.map(|(_, span)| span),
    };
    let base_copied = Copied {
        page: base.page,
        body: base_fields.body.start,
        body_in_file: base_fields.body.start,
        title: base_title.map(|(_, span)| span),
    };
    let mut found = changes::find(&own_copied, &base_copied, base.kept);
    for finding in &mut found.findings {
        finding.span = in_file(finding.span);
    }
    Copy::new(&own_copied, &base_copied, base.path, &mut into).write(&found);
    let (text, origins) = into.finish();
    let is_faulty = |page: &Page| page.meta.withheld == Some(Withheld::Fault);
    Extended {
        text: text.into(),
        origins: Arc::new(origins),
        findings: found.findings,
        is_faulty: is_faulty(&own_page) || is_faulty(base.page),
    }
}

fn side<'a>(text: &'a Text, fields: &'a FrontMatter) -> Side<'a> {
    Side {
        source: text.source,
        text: &text.text,
        fields,
        heading_title: None,
    }
}

/// Our page, parsed with the fields that it takes from the original, such as the kind; and where its body
/// begins in the text of that.
fn parse_own(own: &Text, fields: &FrontMatter, base: &Side<'_>, schema: &Schema) -> (Page, usize) {
    let mut head = Composition::default();
    // A heading of ours is to be seen as the title that it is.
    let base = Side {
        heading_title: None,
        ..*base
    };
    fields::merge_untitled(&side(own, fields), &base, &mut head);
    let head = head.text;
    let text: Arc<str> = format!("{head}{}", &own.text[fields.body.clone()]).into();
    let file = parse::File {
        path: &own.path,
        place: &own.place,
    };
    let (page, _) = parse::page(own.source, file, &text, schema);
    (page, head.len())
}

/// The title of a page and its place, where a heading of the text gives it.
fn title_of_heading(page: &Page, body: usize) -> Option<(&str, Span)> {
    let title = page.meta.title.as_ref()?;
    let is_heading = title.span.start as usize >= body;
    is_heading.then_some((&*title.value, title.span))
}
