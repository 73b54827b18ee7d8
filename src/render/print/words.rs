//! The letters of a text for paper: which can be printed, and where words may be broken that are longer than several
//! lines. Where shorter ones may, the template decides, which knows how much room there is.

use unicode_segmentation::UnicodeSegmentation;

use super::surroundings::Surroundings;

/// The words without line ends and rows of spaces, which mean no more than one space.
pub(super) fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        let letter = if matches!(letter, '\n' | '\r' | '\t') {
            ' '
        } else {
            letter
        };
        if letter != ' ' || !out.ends_with(' ') {
            out.push(letter);
        }
    }
    out
}

/// The words with a mark in place of each character that has no letter.
pub(super) fn lettered(words: &str, around: &mut dyn Surroundings) -> String {
    let letters = words.chars();
    let shown = letters.map(|letter| match letter {
        // At the start of a file it is a mark of bytes; elsewhere it joins words, which this does too.
        // PDF/UA has no place for it.
        '\u{feff}' => '\u{2060}',
        letter if around.has_letter(letter) => letter,
        _ => char::REPLACEMENT_CHARACTER,
    });
    with_breaks(shown.collect())
}

/// Puts places to break into words that are longer than several lines, without which what no longer fits the page
/// would not be printed at all. The template breaks shorter ones, and addresses at their joints, and puts no sign into
/// them that is copied along: nobody copies a word of three hundred letters.
fn with_breaks(words: String) -> String {
    const LONGEST: usize = 300;
    const PIECE: usize = 10;
    let runs = || words.split_inclusive(may_break_behind);
    if runs().all(|run| run.len() <= LONGEST) {
        return words;
    }
    let mut broken = String::with_capacity(words.len() * 2);
    for run in runs() {
        let is_long = run.len() > LONGEST && run.graphemes(true).nth(LONGEST).is_some();
        for (at, letter) in run.graphemes(true).enumerate() {
            let is_space = letter.starts_with(char::is_whitespace);
            if is_long && at > 0 && at % PIECE == 0 && !is_space {
                broken.push('\u{200b}');
            }
            broken.push_str(letter);
        }
    }
    broken
}

/// Whether a line may break behind a letter: at white space, the joints of addresses, some dashes, and in scripts
/// that leave no space between words.
fn may_break_behind(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '/' | '.' | '?' | '&' | '=' | '_' | '#')
        || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2013}' | '\u{2014}')
        || matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
        || matches!(letter, '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::with_breaks;

    #[test]
    fn words_longer_than_several_lines_get_places_to_break() {
        let broken = |words: &str| with_breaks(words.to_owned());
        let long = broken(&format!("a {} b", "x".repeat(6_000)));
        assert_eq!(long.split('\u{200b}').count(), 600);
        assert_eq!(long.replace('\u{200b}', "").len(), 6_004);
        for words in [
            "x".repeat(300),
            format!("https://example.org/{}", "abc/".repeat(500)),
            "字".repeat(500),
            "word ".repeat(500),
        ] {
            assert_eq!(broken(&words), words);
        }
        // No letter is taken from its accent.
        assert!(!broken(&"e\u{301}".repeat(500)).contains("\u{200b}\u{301}"));
    }
}
