//! The words of raw HTML as a person reads them, for whatever quotes, names or finds text.

use crate::parse::html::{Tag, decoded, tags};

/// Elements that may stand within a word. All others part words.
const WITHIN_WORDS: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Elements whose text is not shown.
const UNSEEN: [&str; 7] = [
    "script", "style", "svg", "math", "template", "title", "textarea",
];

/// The words of a stretch of HTML; those of blocks stand apart, and a picture's are what it shows.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::new();
    let mut from = 0;
    let mut unseen: Option<String> = None;
    for tag in tags(html) {
        let element = tag.element();
        if unseen.is_none() {
            words.push_str(&decoded(&without_comments(&html[from..tag.range.start])));
            words.push_str(&instead(&tag));
        }
        from = tag.range.end;
        match &unseen {
            Some(open) if tag.is_end && *open == element => unseen = None,
            None if !tag.is_end && !tag.is_closed && UNSEEN.contains(&&*element) => {
                unseen = Some(element);
            }
            _ => {}
        }
    }
    if unseen.is_none() {
        words.push_str(&decoded(&without_comments(&html[from..])));
    }
    words
}

/// What a reader sees where a tag stands.
fn instead(tag: &Tag) -> String {
    match tag.element().as_str() {
        "img" | "image" => {
            let alt = tag.attribute("alt");
            alt.map_or_else(String::new, |alt| alt.value.clone())
        }
        element if WITHIN_WORDS.contains(&element) => String::new(),
        _ => " ".to_owned(),
    }
}

fn without_comments(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = behind.split_once("-->").map_or("", |(_, behind)| behind);
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_stand_apart_where_readers_see_them_apart() {
        for (html, expected) in [
            ("<br>", " "),
            ("</b>", ""),
            ("H<sub>2</sub>O", "H2O"),
            ("<p>One</p><p>two</p>", " One  two "),
            ("a <!-- <b>x</b> --> b", "a  b"),
            ("<img src=a.png alt=\"A &amp; B\">", "A & B"),
            ("x<script>y</script>z", "x z"),
            ("<svg><text>y</text></svg>z", " z"),
            ("3 &lt; 4", "3 < 4"),
        ] {
            assert_eq!(words(html), expected, "{html}");
        }
    }
}
