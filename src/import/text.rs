//! Translates the text of a page from what its tool has beside Markdown into what is read here.
//!
//! 1. `includes` puts in what the page shows of other files, `hero` what its fields show.
//! 2. `lines` takes tabs apart and takes out what only sets text side by side, `attribute_lists` and `blocks` say where blocks
//!    end and what they are called.
//! 3. `tags` and `directives` write shortcodes, components and MyST's blocks as Markdown.
//! 4. `inline` and `variables` translate what stands within lines.
//!
//! Each step looks at a text outside its code and gives a new one, or says that nothing changes, so that what
//! needs no change stays as it is, byte for byte. What cannot be translated stays, and is noted.

mod attribute_lists;
mod blocks;
mod boxes;
mod callouts;
mod context;
mod directives;
mod editing;
mod hero;
mod includes;
mod inline;
mod kept;
mod lines;
mod loaded;
mod signs;
mod stays;
mod tag;
mod tag_words;
mod tags;
mod variables;

pub(super) use self::callouts::word as callout_word;
pub(super) use self::context::{Context, Label, OnPage};
use self::tag::Notation;
use crate::import::notes::Notes;
use crate::import::tool::Tool;
use crate::model::value::Table;

/// Translates the body of a page; `None` where nothing changes.
pub(super) fn translate(
    body: &str,
    fields: &Table,
    context: &Context<'_>,
    page: OnPage<'_>,
    notes: &mut Notes,
) -> Option<String> {
    let mut text = Step {
        given: body,
        made: None,
    };
    if context.tool.has_components()
        && let Some(words) = hero::text(fields)
    {
        text.made = Some(format!("\n{words}{body}"));
    }
    if context.tool.has_components() {
        text.then(lines::set_back);
        text.then(loaded::by_path);
    }
    // What is included may hold anything that the steps behind this one translate, and tags may hold boxes.
    text.then(|text| includes::fill(text, context, page, notes));
    if context.tool == Tool::MkDocs {
        text.then(|text| lines::tabs(text, page, notes));
        text.then(|text| lines::own_boxes(text, page, notes));
    }
    if context.tool == Tool::MdBook {
        text.then(boxes::of_preprocessor);
    }
    if context.tool == Tool::Bookdown {
        text.then(lines::rmd_boxes);
    }
    if context.tool == Tool::MyST {
        text.then(|text| directives::blocks(text, page, notes));
    }
    if context.tool.names_code() {
        text.then(|text| lines::names_of_code(text, context.tool));
    }
    text.then(|text| lines::taken_out(text, context, page, notes));
    text.then(|text| lines::kramdown_boxes(text, context.tool));
    if matches!(context.tool, Tool::Jekyll | Tool::MkDocs) {
        text.then(attribute_lists::ids);
        text.then(blocks::part_from_html);
    }
    text.then(|text| variables::fill(text, context, page, notes));
    for notation in notations(context.tool) {
        text.then(|text| tags::translate(text, *notation, context, page, notes));
    }
    if context.tool == Tool::Hugo {
        text.then(|text| lines::without_partings(text, page, notes));
        text.then(tag::shown);
    }
    text.then(|text| lines::from_the_web(text, page, notes));
    if context.tool == Tool::Bookdown {
        text.then(signs::named_words);
    }
    text.then(|text| inline::translate(text, context, page, notes));
    text.then(blocks::part_embeds);
    if context.tool == Tool::MyST {
        text.then(|text| directives::roles(text, context, page, notes));
    }
    text.made
}

/// The tags that pages of a tool may hold.
fn notations(tool: Tool) -> &'static [Notation] {
    match tool {
        Tool::Hugo | Tool::Quarto => &[Notation::Shortcode],
        Tool::GitBook | Tool::Jekyll => &[Notation::Liquid],
        Tool::Docusaurus | Tool::Starlight | Tool::VitePress => &[Notation::Component],
        _ => &[],
    }
}

/// A text on its way from step to step.
struct Step<'a> {
    given: &'a str,
    made: Option<String>,
}

impl Step<'_> {
    fn then(&mut self, step: impl FnOnce(&str) -> Option<String>) {
        let made = step(self.made.as_deref().unwrap_or(self.given));
        if made.is_some() {
            self.made = made;
        }
    }
}
