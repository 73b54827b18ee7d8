//! Where signs stand in CSS, outside of quotation marks.

/// The letters outside of quotation marks, with their places.
fn unquoted(css: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    css.char_indices().filter(move |(_, letter)| match quote {
        Some(open) if *letter == open => {
            quote = None;
            false
        }
        Some(_) => false,
        None if matches!(letter, '"' | '\'') => {
            quote = Some(*letter);
            false
        }
        None => true,
    })
}

/// Where the first of `wanted` stands outside quotation marks and brackets.
pub(super) fn position(css: &str, wanted: &[char]) -> Option<usize> {
    let mut brackets = 0_usize;
    for (at, letter) in unquoted(css) {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' if brackets > 0 => brackets -= 1,
            letter if brackets == 0 && wanted.contains(&letter) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where the block ends whose opening brace stands just before.
pub(super) fn closing_brace(css: &str) -> usize {
    let mut braces = 0_usize;
    for (at, letter) in unquoted(css) {
        match letter {
            '{' => braces += 1,
            '}' if braces == 0 => return at,
            '}' => braces -= 1,
            _ => {}
        }
    }
    css.len()
}

/// The parts between signs that stand outside quotation marks and brackets; at least one, which may be empty.
pub(super) fn parts(css: &str, sign: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(css);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = position(text, &[sign]);
        rest = end.map(|end| &text[end + sign.len_utf8()..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The functions of a value, each with the place where its name begins and the name, which may be empty.
pub(super) fn functions(value: &str) -> impl Iterator<Item = (usize, &str)> {
    value.match_indices('(').map(|(open, _)| {
        let before = &value[..open];
        let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        (name.len(), &before[name.len()..])
    })
}

#[cfg(test)]
mod tests {
    use super::{functions, parts};

    #[test]
    fn signs_within_brackets_and_quotation_marks_part_nothing() {
        let parts: Vec<&str> = parts("a;b(;)[;]';';", ';').collect();
        assert_eq!(parts, ["a", "b(;)[;]';'", ""]);
    }

    #[test]
    fn names_of_functions_are_found_behind_any_letter() {
        let found: Vec<_> = functions("1px var(--a, \u{e9}hue-rotate(2))").collect();
        assert_eq!(found, [(4, "var"), (15, "hue-rotate")]);
        assert_eq!(functions("\u{e9}(").next(), Some((2, "")));
    }
}
