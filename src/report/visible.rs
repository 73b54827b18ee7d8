//! Makes text harmless to a terminal.
//!
//! Sources and messages hold whatever a writer, or a stranger, typed. A control character could
//! clear the screen or set a title, and a bidirectional override could show a line other than the
//! one that is there, so each is replaced by one visible character.

/// `text` with each dangerous character made visible; line feeds and tabs stay.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(visible_character).collect()
}

/// The same, on one line.
pub(crate) fn visible_line(text: &str) -> String {
    let on_one_line = |c| if matches!(c, '\n' | '\t') { ' ' } else { c };
    text.chars()
        .map(visible_character)
        .map(on_one_line)
        .collect()
}

fn visible_character(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        // The control pictures stand in the order of the characters that they depict.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        '\u{2028}' | '\u{2029}' => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_line};

    #[test]
    fn what_could_steer_a_terminal_is_replaced_and_the_rest_stays() {
        for (text, expected) in [
            ("plain é 日本 \u{1f600}", "plain é 日本 \u{1f600}"),
            ("\x1b[2Jgone\x07", "␛[2Jgone␇"),
            ("\0\r\x7f", "␀␍␡"),
            ("\u{9b}31m\u{85}", "\u{fffd}31m\u{fffd}"),
            (
                "a\u{202e}b\u{2066}c\u{2028}d",
                "a\u{fffd}b\u{fffd}c\u{fffd}d",
            ),
            ("one\n\ttwo", "one\n\ttwo"),
        ] {
            assert_eq!(visible(text), expected);
        }
        assert_eq!(visible_line("one\n\ttwo\x1b"), "one  two␛");
    }
}
