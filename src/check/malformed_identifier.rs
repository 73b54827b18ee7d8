//! A DOI or an ISBN that cannot be one, so that its link leads nowhere and no library finds the work.

use hayagriva::Entry;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::BibEntry;
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "malformed-identifier",
    severity: Severity::Warning,
    about: "A DOI that does not have the form of one, or an ISBN whose digits do not fit each other. The link of the reference \
            leads nowhere, and no library or bookshop finds the work by it.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for record in site.records() {
        if let Some(doi) = identifier(&record.entry, "doi").filter(|doi| !is_doi(doi)) {
            findings.push(of_doi(record, doi));
        }
        if let Some(isbn) = identifier(&record.entry, "isbn") {
            findings.extend(isbn_fault(isbn).map(|fault| of_isbn(record, isbn, &fault)));
        }
    }
}

/// A number of a work, or else of what it stands in.
fn identifier<'e>(entry: &'e Entry, name: &str) -> Option<&'e str> {
    let own = entry.serial_number().and_then(|all| all.0.get(name));
    match own {
        Some(own) => Some(own.trim()).filter(|own| !own.is_empty()),
        None => entry
            .parents()
            .iter()
            .find_map(|parent| identifier(parent, name)),
    }
}

/// Whether a text has the form of a DOI: `10.`, the number of who gave it, a slash and anything without spaces.
fn is_doi(doi: &str) -> bool {
    let Some((prefix, suffix)) = doi
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let digits = prefix
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    digits && !suffix.is_empty() && !suffix.contains(char::is_whitespace)
}

/// What is wrong with the first faulty one of the ISBNs that a field holds, if one is: `978-0-19-953494-7 (hbk)`.
fn isbn_fault(field: &str) -> Option<String> {
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
    let numbers = outside.split([',', ';', '/', '|']);
    let faults = numbers.filter_map(|number| {
        let number = number.trim();
        let number = number.strip_prefix("ISBN").unwrap_or(number);
        // Numbers that a blank alone tells apart.
        let words: Vec<&str> = number.split_whitespace().collect();
        if words.len() > 1
            && words
                .iter()
                .all(|word| matches!(digits(word).len(), 10 | 13))
        {
            return words.iter().find_map(|word| fault(word));
        }
        fault(number)
    });
    faults.into_iter().next()
}

fn digits(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
        .collect()
}

fn fault(number: &str) -> Option<String> {
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

fn of_doi(record: &BibEntry, doi: &str) -> Diagnostic {
    let message = format!("the DOI of `{}` is none: `{doi}`", record.id);
    RULE.at(record.span, message)
        .fact("a DOI that is none")
        .help("type what stands behind https://doi.org/, such as 10.1177/0001; take an address as url")
}

fn of_isbn(record: &BibEntry, isbn: &str, fault: &str) -> Diagnostic {
    let message = format!("the ISBN of `{}` is none: `{isbn}`", record.id);
    RULE.at(record.span, message)
        .fact("an ISBN that is none")
        .help(format!(
            "{fault}; compare it with the one printed in the book"
        ))
}

#[cfg(test)]
mod tests {
    use super::{is_doi, isbn_fault};
    use crate::check::testing::of;

    #[test]
    fn dois_and_isbns_are_known_by_their_form() {
        for good in ["10.1177/0001", "10.1000.10/a(b)<c>", "10.1/x"] {
            assert!(is_doi(good), "{good}");
        }
        for bad in [
            "11.1177/0001",
            "10.1177",
            "10.1177/",
            "10.x/1",
            "10.1/a b",
            "example.org",
        ] {
            assert!(!is_doi(bad), "{bad}");
        }
        for good in [
            "978-0-306-40615-7",
            "0306406152",
            "0-8044-2957-X",
            "9780306406157 (pbk.), 0306406152",
            "9780306406157 0306406152",
            "ISBN 978 0 306 40615 7",
            "",
        ] {
            assert_eq!(isbn_fault(good), None, "{good}");
        }
        for bad in [
            "978-0-306-40615-8",
            "12345",
            "978-0-306-4O615-7",
            "0306406152, 0306406153",
        ] {
            assert!(isbn_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_fault_is_told_at_the_record() {
        let bib = "@book{a,\n  title = {A},\n  isbn = {978-0-306-40615-8},\n}\n@article{b,\n  title = {B},\n  doi = {see web},\n}\n";
        let found = of("malformed-identifier", &[("content/s.bib", bib)]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].contains("s.bib:1:7 the ISBN of `a` is none"),
            "{found:?}"
        );
        assert!(
            found[1].contains("s.bib:5:10 the DOI of `b` is none"),
            "{found:?}"
        );
    }
}
