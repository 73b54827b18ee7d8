//! Where signs stand in CSS, outside of quotation marks.

/// Where the first of `wanted` stands outside quotation marks and brackets.
pub(super) fn position(css: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, letter) in css.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[') => brackets += 1,
            (None, ')' | ']') if brackets > 0 => brackets -= 1,
            (None, letter) if brackets == 0 && wanted.contains(&letter) => return Some(at),
            (None, _) => {}
        }
    }
    None
}

/// Where the block ends whose opening brace stands just before.
pub(super) fn closing_brace(css: &str) -> usize {
    let (mut quote, mut braces) = (None, 0_usize);
    for (at, letter) in css.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => braces += 1,
            (None, '}') if braces == 0 => return at,
            (None, '}') => braces -= 1,
            (None, _) => {}
        }
    }
    css.len()
}
