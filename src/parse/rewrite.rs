//! Writes what other tools have beside Markdown as Markdown, so that pulldown-cmark parses what is meant.
//!
//! Takes a body's text. Gives one in which rules of asterisks stand for the lines that begin and end
//! blocks (`:::note`, `!!! note`, MyST's ```` ```{note} ````), the text of such blocks is no code for its
//! indentation, a heading has the label that stands on a line before it (`(label)=`), and nothing
//! stands for the attributes of pictures, links and blocks (`{: .class}`); and beside it, what those lines and attributes say, and where
//! each byte stands in the text as it was typed. A colon that stands for itself opens no definition.
//!
//! Only the parser knows what is code. So what was made is parsed, and what does not come out as meant is
//! left as it was typed, until all does.

mod block_line;
mod picture;
mod place_map;
mod rewriter;
mod rewritten;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

pub(crate) use self::block_line::OF_MYST;
pub(crate) use self::picture::{height_of, scale, sized};
pub(crate) use self::place_map::PlaceMap;
use self::rewriter::Rewriter;
use self::rewritten::Choices;
pub(crate) use self::rewritten::{BlockEdge, COLON, Rewritten};
use crate::parse::private::{self, Callback};

/// Words as they were typed, without the signs that stood for some of them while they were parsed.
pub(crate) fn restore(words: &str) -> Cow<'_, str> {
    let words = private::strip(words);
    if words.contains(COLON) {
        Cow::Owned(words.replace(COLON, ":"))
    } else {
        words
    }
}

/// So often a text is parsed to see whether what was made of it comes out as meant.
const MOST_PASSES: usize = 8;

/// Signs of something of the kind: most pages have none, and are parsed once.
static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let lines = r"^[ \t>*+\-0-9.)]*(?::[^ \t]|:[ \t]*\r?$|!!![ \t]|\?\?\?\+?[ \t]|///|(?:`{3,}|~{3,})[ \t]*\{|\{:|\([^()\s]+\)=)";
    Regex::new(&format!(
        r"(?m){lines}|[)\]]\{{|\]\([^)\n]*[ \t]=[0-9x]|^[ \t>*+\-0-9.)]*:\z"
    ))
    .ok()
});

/// Takes the notation of other tools out of a body. On a page that is `is_timed` the callouts of other
/// tools are unknown.
pub(crate) fn rewrite(
    body: &str,
    is_timed: bool,
    options: Options,
    callback: Callback,
) -> Rewritten {
    let may_hold = SIGNS.as_ref().is_none_or(|signs| signs.is_match(body));
    if !may_hold || body.contains(COLON) {
        return Rewritten::default();
    }
    let mut choices = Choices::default();
    for _ in 0..MOST_PASSES {
        let rewriter = Rewriter::new(body, is_timed, &choices);
        let rewritten = rewriter.run();
        let found = judge(body, &rewritten, options, callback);
        if found.refused.is_empty() && found.colons.is_empty() {
            return rewritten;
        }
        choices.refused.extend(found.refused);
        choices.colons.extend(found.colons);
    }
    Rewriter::new(body, is_timed, &choices).colons_alone().run()
}

/// What of a text that was made does not come out as meant.
fn judge(body: &str, rewritten: &Rewritten, options: Options, callback: Callback) -> Choices {
    let text = rewritten.text.as_deref().unwrap_or(body);
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    let mut rules = rewritten.rules.clone();
    let mut braces: BTreeSet<usize> = rewritten.braces.keys().copied().collect();
    let mut sizes: BTreeSet<usize> = rewritten.sizes.keys().copied().collect();
    let mut unknown: BTreeSet<usize> = rewritten.unknown.iter().map(|line| line.start).collect();
    let mut labels = rewritten.labels.clone();
    let mut lists = rewritten.lists.clone();
    let mut found = Choices::default();
    let mut code = 0usize;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Rule => {
                rules.remove(&range.start);
            }
            Event::Start(Tag::Image { .. }) => {
                braces.remove(&range.end);
                let inside: Vec<usize> = sizes.range(range).copied().collect();
                inside.iter().for_each(|at| {
                    sizes.remove(at);
                });
            }
            Event::Start(Tag::Link { .. }) => {
                braces.remove(&range.end);
            }
            Event::Start(Tag::Heading { id: Some(_), .. }) => {
                labels.remove(&range.start);
            }
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Start(Tag::DefinitionListDefinition) => {
                let place = rewritten.map.place(&range);
                found.colons.extend(false_colon(body, place.start));
            }
            Event::Text(_) if code == 0 => {
                lists.remove(&range.start);
                let place = rewritten.map.place(&range);
                let inside: Vec<usize> = unknown.range(place).copied().collect();
                inside.iter().for_each(|at| {
                    unknown.remove(at);
                });
            }
            _ => {}
        }
    }
    let place = |at: usize| rewritten.map.place(&(at..at + 1)).start;
    let lines = rules.into_values().map(|(_, line)| line);
    found.refused.extend(lines);
    found.refused.extend(labels.into_values());
    found.refused.extend(lists.into_values());
    found
        .refused
        .extend(braces.into_iter().chain(sizes).map(place));
    // A definition hides the line until its colon is none.
    if found.colons.is_empty() {
        found.refused.extend(unknown);
    }
    found
}

/// The colon that opens a definition at `at`, if no white space and then text is behind it.
fn false_colon(body: &str, at: usize) -> Option<usize> {
    let rest = body[at..].strip_prefix(':')?;
    let line = rest.split('\n').next().unwrap_or(rest);
    let is_true = line.starts_with([' ', '\t']) && !line.trim().is_empty();
    (!is_true).then_some(at)
}
