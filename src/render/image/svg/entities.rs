//! Entities that a drawing declares for itself (XML 1.0, section 4.4), as Illustrator does with the
//! names of namespaces.
//!
//! Only texts that stand in the document type are known, and they may grow the drawing by so much and no
//! more. What names another file stays unknown, and is a damage where it is used.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::problem::ImageProblem;
use crate::limits::DRAWING_ENTITIES;
use crate::model::format::Prolog;
use crate::render::image::problem::damaged;

/// By how much all entities together may make a drawing longer, in bytes.
const MAX_GROWTH: usize = DRAWING_ENTITIES.most;

const LONGEST_NAME: usize = 64;

/// The drawing without its document type, each entity replaced by what it stands for.
pub(super) fn expand(text: &str) -> Result<Cow<'_, str>, ImageProblem> {
    let Some(doctype) = Prolog::read(text).and_then(|prolog| prolog.doctype) else {
        return Ok(Cow::Borrowed(text));
    };
    let mut room = MAX_GROWTH;
    let mut known = HashMap::new();
    for (name, value) in declarations(&text[doctype.clone()]) {
        // One may name those before it. The first of two is the one that holds.
        let value = replaced(value, &known, &mut room)?;
        known.entry(name).or_insert(value);
    }
    let rest = replaced(&text[doctype.end..], &known, &mut room)?;
    Ok(Cow::Owned(format!("{}{rest}", &text[..doctype.start])))
}

/// Names and values of the entities that a document type declares with a text of their own.
fn declarations(doctype: &str) -> impl Iterator<Item = (&str, &str)> {
    doctype.split("<!ENTITY").skip(1).filter_map(|declaration| {
        let (name, rest) = declaration.trim_start().split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let quote = rest
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, _) = rest[1..].split_once(quote)?;
        Some((name, value))
    })
}

fn replaced(
    text: &str,
    known: &HashMap<&str, String>,
    room: &mut usize,
) -> Result<String, ImageProblem> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        out.push_str(before);
        // A name ends soon, or a drawing of nothing but these letters would be read again and again.
        let end = reference
            .bytes()
            .take(LONGEST_NAME)
            .position(|byte| byte == b';');
        let found =
            end.and_then(|end| Some((known.get(&reference[..end])?, &reference[end + 1..])));
        match found {
            Some((value, after)) => {
                *room = room.checked_sub(value.len()).ok_or_else(|| {
                    damaged("its entities stand for more text than there is room for")
                })?;
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('&');
                rest = reference;
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}
