//! Templates in layers: what each is called, and which one a template means by the one beneath it.
//!
//! A template says `base:page.html`, and a sheet `/print/base/lib.typ`, for the file of that name in the layers below
//! its own. Such a name is replaced by that of the layer that has it, which is of the same length, so that
//! places in the text stay what they are.

use std::borrow::Cow;

use crate::load::LayeredFile;

/// What stands for the layers beneath.
const BENEATH: &str = "base";

/// The signs that number layers; a theme stands on fewer others.
const NUMBERS: &[u8; 35] = b"123456789abcdfghijklmnopqrstuvwxyz0";

/// The name of a layer below the uppermost, as long as [`BENEATH`].
pub(crate) fn label(layer: usize) -> String {
    let number = NUMBERS[(layer.max(1) - 1).min(NUMBERS.len() - 1)];
    format!("bas{}", char::from(number))
}

/// What stands in messages of a library, with the names that a template has typed.
pub(crate) fn as_typed(message: &str, separator: char) -> String {
    let mut message = message.to_owned();
    for layer in 1..=NUMBERS.len() {
        let name = format!("{}{separator}", label(layer));
        if message.contains(&name) {
            message = message.replace(&name, &format!("{BENEATH}{separator}"));
        }
    }
    message
}

/// The text of a template of `layer`, in which what it calls the one beneath it names the layer that has it. A name
/// that no layer beneath has stays as it is.
pub(crate) fn resolved<'a>(
    text: &'a str,
    layer: usize,
    files: &[LayeredFile],
    separator: char,
) -> Cow<'a, str> {
    let name = format!("{BENEATH}{separator}");
    if !text.contains(&name) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&name) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let wanted = after[name.len()..].split(['"', '\'', '`']).next();
        // Only where a template is named: the same words in the text of a page are that text.
        let is_address = before.ends_with(['"', '\'', '`', '/']);
        let found = wanted.filter(|_| is_address).and_then(|wanted| {
            let mut beneath = files.iter().filter(|file| file.layer > layer);
            beneath.find(|file| file.name == wanted)
        });
        match found {
            Some(file) => out.push_str(&format!("{}{separator}", label(file.layer))),
            None => out.push_str(&name),
        }
        rest = &after[name.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{as_typed, label, resolved};
    use crate::load::LayeredFile;
    use crate::model::source::Sources;

    #[test]
    fn the_template_beneath_is_that_of_the_next_layer_that_has_it() {
        let source = Sources::default().insert("x", "");
        let file = |name: &str, layer| LayeredFile {
            name: name.to_owned(),
            layer,
            source,
        };
        let files = [file("a.html", 0), file("a.html", 2), file("a.html", 3)];
        let text = "{% extends \"base:a.html\" %} base:a.html {% include 'base:b.html' %}";
        let of = |layer| resolved(text, layer, &files, ':');
        assert!(of(0).starts_with("{% extends \"bas2:a.html\" %} base:a.html"));
        assert!(of(0).ends_with("'base:b.html' %}"));
        assert!(of(2).contains("\"bas3:a.html\""));
        assert_eq!(of(3), text);
        assert_eq!(of(0).len(), text.len());
        assert_eq!(as_typed("no `bas2:a.html`", ':'), "no `base:a.html`");
        assert_eq!(label(5).len(), 4);
    }
}
