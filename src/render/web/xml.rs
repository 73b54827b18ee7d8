//! XML in UTF-8, written through quick-xml, which escapes.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// What the document is written to.
pub(super) type Xml = Writer<Vec<u8>>;

/// A document with this root.
pub(super) fn document(
    root: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None));
    xml.write_event(declaration)
        .and_then(|()| within(&mut xml, root, attributes, inner))
        .expect("memory takes what is written");
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

/// An element with others in it.
pub(super) fn within(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_inner_content(inner)?;
    Ok(())
}

/// An element that holds a text, without the characters that XML has no way to hold.
pub(super) fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text: String = text.chars().filter(|c| is_held(*c)).collect();
    xml.create_element(name)
        .write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// An element that holds nothing.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    element
        .with_attributes(attributes.iter().copied())
        .write_empty()?;
    Ok(())
}

/// `Char` of XML 1.0.
fn is_held(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => c >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::{document, empty, text};

    #[test]
    fn texts_and_attributes_are_escaped_and_what_xml_cannot_hold_is_left_out() {
        let xml = document("a", &[("b", "\"<&>'")], |xml| {
            text(xml, "c", "<d> & \"e\" \u{1b}\u{0}\u{FFFE}f\u{7f}]]>\té")?;
            empty(xml, "g", &[])
        });
        assert_eq!(
            String::from_utf8(xml).unwrap(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <a b=\"&quot;&lt;&amp;&gt;&apos;\">\n \
             <c>&lt;d&gt; &amp; &quot;e&quot; f\u{7f}]]&gt;\té</c>\n <g/>\n</a>\n"
        );
    }
}
