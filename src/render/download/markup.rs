//! Markup that the file has of its own.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pulldown_cmark_escape::escape_html;

use super::ids::drawn_id;

/// What is added to a file's path for the id of a picture that is shown in several places.
const PICTURE: &str = "picture";

/// A text as it stands in markup, in attributes too.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape_html(&mut html, text).expect("writing to memory does not fail");
    html
}

/// An address that is the file itself.
pub(super) fn data(path: &str, bytes: &[u8]) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}

/// A picture that is shown in several places, where it stands.
pub(super) fn kept(path: &str, (width, height): (u32, u32), bytes: &[u8]) -> String {
    let id = drawn_id(path, PICTURE);
    let data = data(path, bytes);
    format!("<image id=\"{id}\" width=\"{width}\" height=\"{height}\" href=\"{data}\"></image>")
}

/// The same picture in one of these places, with the words for those who do not see it.
pub(super) fn shared(path: &str, (width, height): (u32, u32), words: &str) -> String {
    let named = if words.is_empty() {
        "aria-hidden=\"true\"".to_owned()
    } else {
        format!("role=\"img\" aria-label=\"{}\"", escaped(words))
    };
    let id = drawn_id(path, PICTURE);
    format!(
        "<svg class=\"picture\" {named} viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\"><use href=\"#{id}\"></use></svg>"
    )
}
