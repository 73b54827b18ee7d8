//! Roman numerals: the numbers that they are.

/// The numerals from the greatest, with their values and how often each may stand in a row.
const NUMERALS: [(&str, u32, usize); 13] = [
    ("m", 1000, 4),
    ("cm", 900, 1),
    ("d", 500, 1),
    ("cd", 400, 1),
    ("c", 100, 3),
    ("xc", 90, 1),
    ("l", 50, 1),
    ("xl", 40, 1),
    ("x", 10, 3),
    ("ix", 9, 1),
    ("v", 5, 1),
    ("iv", 4, 1),
    ("i", 1, 3),
];

/// The number that a text is in its usual spelling, in small or in capital letters alone; `None` for all other texts.
pub(crate) fn roman(text: &str) -> Option<u32> {
    let has_one_case = text.chars().all(|c| c.is_ascii_lowercase())
        || text.chars().all(|c| c.is_ascii_uppercase());
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 0;
    for (numeral, worth, most) in NUMERALS {
        for _ in 0..most {
            if let Some(behind) = rest.strip_prefix(numeral) {
                rest = behind;
                value += worth;
            }
        }
    }
    (has_one_case && !text.is_empty() && rest.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numerals_in_their_usual_spelling_are_numbers() {
        for (text, value) in [
            ("II", 2),
            ("iv", 4),
            ("XLIX", 49),
            ("mcmxcix", 1999),
            ("MMMM", 4000),
        ] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "IIII", "Ii", "VX", "A", "II ", "2"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }
}
