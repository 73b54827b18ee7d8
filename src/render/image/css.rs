//! CSS inside a picture, rewritten so that it refers to nothing outside.
//!
//! Not a parser of CSS: a few replacements that can only take away. They are safe because what makes
//! the words hard to find, comments and escapes, goes first.

use super::left_out::{LeftOut, Wanted};

/// Functions that load what a plain string names. Without their names the declaration is void.
const LOADING: [&str; 4] = ["image-set(", "image(", "src(", "expression("];

/// Places that `url()` may lead to: the picture itself, and fonts that it holds.
const LOCAL: [&str; 3] = ["#", "data:font/", "data:application/"];

/// The style sheet or property value without comments, escapes, imports and outside references, which are noted.
pub(super) fn local_css(css: &str, left_out: &mut LeftOut) -> String {
    let css = without_comments(css).replace('\\', "");
    let mut css = without_imports(&css, left_out);
    for function in LOADING {
        css = without_function(&css, function, left_out);
    }
    local_urls(&css, left_out)
}

/// The address at the head of a text, in quotation marks or brackets or without.
fn address_in(css: &str) -> &str {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(');
    let css = css.trim_start_matches(is_edge);
    let css = if css
        .get(..4)
        .is_some_and(|head| head.eq_ignore_ascii_case("url("))
    {
        css[4..].trim_start_matches(is_edge)
    } else {
        css
    };
    let is_end = |c: char| matches!(c, '"' | '\'' | ')' | ';' | '\n');
    css.split(is_end).next().unwrap_or_default()
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        // A space, lest the words on both sides become one.
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn without_imports(css: &str, left_out: &mut LeftOut) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = find_ignoring_case(rest, "@import") {
        kept.push_str(&rest[..at]);
        kept.push(' ');
        left_out.note(Wanted::Font, address_in(&rest[at + "@import".len()..]));
        rest = after_statement(&rest[at..]);
    }
    kept + rest
}

/// What follows the semicolon that ends a statement; one inside quotation marks or brackets does not.
fn after_statement(css: &str) -> &str {
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, letter) in css.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => brackets += 1,
            (None, ')') => brackets = brackets.saturating_sub(1),
            (None, ';') if brackets == 0 => return &css[at + 1..],
            (None, _) => {}
        }
    }
    ""
}

/// Whether the declaration that a text breaks off in says what a font is.
fn is_of_font(before: &str) -> bool {
    const LONGEST: usize = 400;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let declaration = near.rsplit([';', '{', '}']).next().unwrap_or_default();
    declaration.trim_start().starts_with("src")
}

/// Replaces every `url()` that leads elsewhere by `none`.
fn local_urls(css: &str, left_out: &mut LeftOut) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = find_ignoring_case(rest, "url(") {
        let (before, url) = rest.split_at(at);
        kept.push_str(before);
        let (head, target) = url.split_at("url(".len());
        let target_start = target.trim_start_matches(|letter: char| {
            letter.is_whitespace() || letter == '"' || letter == '\''
        });
        // The address is compared without its quotation mark, and kept as it was typed.
        let is_local = LOCAL.iter().any(|prefix| {
            target_start
                .get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        });
        if is_local {
            kept.push_str(head);
            rest = target;
        } else {
            let wanted = if is_of_font(&kept) {
                Wanted::Font
            } else {
                Wanted::Look
            };
            left_out.note(wanted, address_in(target));
            kept.push_str("none");
            rest = target.split_once(')').map_or("", |(_, after)| after);
        }
    }
    kept + rest
}

fn without_function(css: &str, function: &str, left_out: &mut LeftOut) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = find_ignoring_case(rest, function) {
        kept.push_str(&rest[..at]);
        kept.push_str("none(");
        rest = &rest[at + function.len()..];
        // One that has an address as `url()` is noted with it.
        if rest.trim_start().starts_with(['"', '\'']) {
            left_out.note(Wanted::Look, address_in(rest));
        }
    }
    kept + rest
}

/// The place of an ASCII word.
fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}
