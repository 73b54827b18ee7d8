//! ISBNs, several of which may stand in one field: `978-0-19-953494-7 (hbk), 0-306-40615-2`.

/// What is wrong with the first faulty one of the ISBNs that a field holds, if one is.
pub(super) fn fault(field: &str) -> Option<String> {
    numbers(field).iter().find_map(|number| fault_of(number))
}

/// What names the same book in each of the ISBNs of a field, whether they have ten digits or thirteen. Faulty ones name none.
pub(super) fn books(field: &str) -> Vec<String> {
    let numbers = numbers(field).into_iter();
    let sound = numbers.filter(|number| fault_of(number).is_none());
    let books = sound.map(|number| {
        let digits: String = digits(&number).into_iter().collect();
        // The longer form stands for the shorter one with 978 before it, and has a check digit of its own.
        let whole = digits.strip_prefix("978").unwrap_or(&digits);
        whole[..whole.len().saturating_sub(1)].to_owned()
    });
    books.filter(|book| !book.is_empty()).collect()
}

/// The numbers that a field holds, as they are typed, without what stands in brackets.
fn numbers(field: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut depth = 0usize;
    for c in field.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let numbers = outside.split([',', ';', '/', '|']).flat_map(|number| {
        let number = number.trim();
        let number = number.strip_prefix("ISBN").unwrap_or(number);
        // Numbers that a blank alone tells apart.
        let words: Vec<&str> = number.split_whitespace().collect();
        let is_whole = |word: &&str| matches!(digits(word).len(), 10 | 13);
        if words.len() > 1 && words.iter().all(is_whole) {
            words
        } else {
            vec![number]
        }
    });
    numbers.map(str::to_owned).collect()
}

fn digits(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
        .collect()
}

fn fault_of(number: &str) -> Option<String> {
    let is_sign = |c: char| {
        c.is_ascii_digit() || matches!(c, 'x' | 'X' | '-' | '‐' | '‑' | '–' | ' ' | ':' | '.')
    };
    if number.is_empty() {
        return None;
    }
    if !number.chars().all(is_sign) {
        return Some("it holds other signs than digits and hyphens".to_owned());
    }
    let digits = digits(number);
    // The check digit makes the weighted sum a multiple of 11, or of 10 in the longer form (ISO 2108).
    let rest = match digits.len() {
        10 => weighted_sum(&digits, (1..=10).rev()) % 11,
        13 => weighted_sum(&digits, [1, 3].into_iter().cycle()) % 10,
        count => return Some(format!("it has {count} digits, and an ISBN has 10 or 13")),
    };
    (rest != 0)
        .then(|| "its last digit does not fit the others, so one of them is mistyped".to_owned())
}

/// The sum of the digits, each times its weight; an `X` counts ten.
fn weighted_sum(digits: &[char], weights: impl Iterator<Item = u32>) -> u32 {
    let value = |c: &char| c.to_digit(10).unwrap_or(10);
    let weighted = digits.iter().zip(weights);
    weighted.map(|(c, weight)| value(c) * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::books;

    #[test]
    fn both_forms_of_a_number_name_one_book() {
        let book = books("0-306-40615-2");
        assert_eq!(book, books("ISBN 978-0-306-40615-7 (hbk)"));
        assert_eq!(books("9780306406157 0306406152").len(), 2);
        assert_eq!(books("979-10-90636-07-1"), ["979109063607"]);
        for none in ["", "978-0-306-40615-8", "unknown"] {
            assert!(books(none).is_empty(), "{none}");
        }
    }
}
