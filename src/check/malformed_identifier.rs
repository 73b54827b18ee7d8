//! A DOI or an ISBN that cannot be one, so that its link leads nowhere and no library finds the work.

use hayagriva::Entry;

use crate::check::isbn;
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
            findings.extend(isbn::fault(isbn).map(|fault| of_isbn(record, isbn, &fault)));
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
    use super::is_doi;
    use crate::check::isbn;
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
            assert_eq!(isbn::fault(good), None, "{good}");
        }
        for bad in [
            "978-0-306-40615-8",
            "12345",
            "978-0-306-4O615-7",
            "0306406152, 0306406153",
        ] {
            assert!(isbn::fault(bad).is_some(), "{bad}");
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
