//! The numbers of an agenda's items: ours, or those that headings such as `5. Treasurer's report` bring.
//!
//! Minutes and motions cite the numbers of the headings, so a second number beside them would mislead.

/// One such heading may be any title, as in "3. Advent"; from two on the agenda is numbered.
const FEWEST: usize = 2;

/// How an item is called in the heads of columns, and the number to print before its title, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbering {
    pub(super) label: String,
    pub(super) nth: Option<usize>,
}

/// The numbering of items with these titles.
pub(super) fn numbering<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<Numbering> {
    let own: Vec<Option<&str>> = titles.map(own_number).collect();
    let is_numbered = own.iter().flatten().count() >= FEWEST;
    let all = own.into_iter().enumerate();
    all.map(|(at, own)| match own {
        Some(own) if is_numbered => Numbering {
            label: own.to_owned(),
            nth: None,
        },
        // A break among numbered items has no number.
        None if is_numbered => Numbering {
            label: "·".to_owned(),
            nth: None,
        },
        _ => Numbering {
            label: (at + 1).to_string(),
            nth: Some(at + 1),
        },
    })
    .collect()
}

/// `5` of `5. Treasurer's report`, `5.1` of `5.1. Accounts`, `3b` of `3b) Rent`.
fn own_number(title: &str) -> Option<&str> {
    let (first, rest) = title.trim_start().split_once(char::is_whitespace)?;
    let number = first.strip_suffix(['.', ')'])?;
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && number.len() <= digits.len() + 1
        && number.len() <= 6;
    (is_number && !rest.trim().is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{Numbering, numbering, own_number};

    #[test]
    fn headings_may_bring_numbers() {
        for (title, number) in [
            ("5. Treasurer's report", Some("5")),
            ("5.1. Accounts", Some("5.1")),
            ("3b) Rent", Some("3b")),
            ("10 minutes of silence", None),
            ("7.30 Doors", None),
            ("5.", None),
            ("Break", None),
        ] {
            assert_eq!(own_number(title), number, "{title}");
        }
    }

    #[test]
    fn numbers_of_headings_take_the_place_of_ours() {
        let labels = |titles: &[&str]| -> Vec<(String, Option<usize>)> {
            let all = numbering(titles.iter().copied()).into_iter();
            all.map(|Numbering { label, nth }| (label, nth)).collect()
        };
        let own = labels(&["5. Report", "Break", "6. Discharge"]);
        let expected = [("5", None), ("·", None), ("6", None)];
        assert_eq!(own, expected.map(|(label, nth)| (label.to_owned(), nth)));
        let ours = labels(&["Opening", "3. Advent"]);
        let expected = [("1", Some(1)), ("2", Some(2))];
        assert_eq!(ours, expected.map(|(label, nth)| (label.to_owned(), nth)));
    }
}
