//! The words of a drawing, so that each can be set in the fonts that there are.

use std::collections::BTreeSet;

use quick_xml::escape::escape;
use unicode_script::{Script, UnicodeScript};

/// What is known of the fonts.
#[derive(Clone, Copy)]
pub(crate) struct Letters<'a> {
    /// Whether some font has a letter for a character, or it needs none.
    pub(crate) has: &'a dyn Fn(char) -> bool,
    /// The name of the font that has a character which the preferred one lacks.
    pub(crate) family: &'a dyn Fn(char) -> Option<&'a str>,
}

impl Letters<'_> {
    /// Words as XML, those in another font apart: one text in two is set only in part. What no font has
    /// is a mark, and goes to `missing`.
    pub(super) fn write(self, text: &str, missing: &mut BTreeSet<char>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut run = String::new();
        let mut family = None;
        for letter in text.chars() {
            let letter = self.shown(letter, missing);
            let is_shared = matches!(letter.script(), Script::Common | Script::Inherited);
            let wanted = (self.family)(letter);
            // A space or a figure between words of one script stays with them.
            if wanted != family && !(is_shared && wanted.is_none()) {
                write_run(&run, family, &mut out);
                run.clear();
                family = wanted;
            }
            run.push(letter);
        }
        write_run(&run, family, &mut out);
        out
    }

    fn shown(self, letter: char, missing: &mut BTreeSet<char>) -> char {
        if letter.is_whitespace() || (self.has)(letter) {
            return letter;
        }
        missing.insert(letter);
        if (self.has)(char::REPLACEMENT_CHARACTER) {
            char::REPLACEMENT_CHARACTER
        } else {
            '?'
        }
    }
}

fn write_run(run: &str, family: Option<&str>, out: &mut String) {
    let words = escape(run);
    match family {
        _ if run.is_empty() => {}
        None => out.push_str(&words),
        Some(family) => out.push_str(&format!(
            "<tspan style=\"font-family:&quot;{}&quot;\">{words}</tspan>",
            escape(family)
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Letters;

    #[test]
    fn words_in_another_script_are_set_in_a_font_of_it() {
        let letters = Letters {
            has: &|letter| letter != '→',
            family: &|letter| ('\u{600}'..'\u{700}').contains(&letter).then_some("Arabic"),
        };
        let mut missing = BTreeSet::new();
        let written = letters.write("a → سلام 12 عالم, b<", &mut missing);
        assert_eq!(
            written,
            "a \u{fffd} <tspan style=\"font-family:&quot;Arabic&quot;\">سلام 12 عالم, </tspan>b&lt;"
        );
        assert_eq!(missing, BTreeSet::from(['→']));
    }
}
