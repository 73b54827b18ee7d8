//! What every format gets wrong in the same way on its way to hayagriva's entry, and the formatted
//! reference would show: an organization that no style prints, a DOI that holds a whole address.

use std::str::FromStr;

use hayagriva::Entry;
use hayagriva::types::{EntryType, Publisher, QualifiedUrl};

use super::people;
use crate::model::bibliography::AsWritten;

/// Whether `text` is a full http or https address.
pub(crate) fn is_web_address(text: &str) -> bool {
    let begins = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    (begins("https://") || begins("http://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && QualifiedUrl::from_str(text).is_ok()
}

/// Mends an entry in place, and what its record says beside it.
pub(super) fn normalize(entry: &mut Entry, written: &mut AsWritten) {
    let others = people::mend(entry);
    written.more_authors = others.authors;
    written.more_editors = others.editors;
    if let Some(doi) = entry.doi() {
        let doi = bare_doi(doi);
        entry.set_doi(doi);
    }
    match entry.entry_type() {
        EntryType::Web | EntryType::Post => name_site(entry),
        _ => name_publisher(entry),
    }
}

/// A DOI without the address or the label that people paste before it, and without the escapes of an
/// address.
pub(super) fn bare_doi(doi: &str) -> String {
    let doi = doi.trim();
    let lower = doi.to_ascii_lowercase();
    let bare = match lower.find("10.") {
        Some(start) if is_before_doi(&lower[..start]) => &doi[start..],
        _ => doi,
    };
    let bare = without_escapes(bare);
    match bare.split_once('/') {
        None => bare.replacen("%2F", "/", 1).replacen("%2f", "/", 1),
        Some(_) => bare,
    }
}

/// An address or a DOI without the backslashes of LaTeX, which exports of all formats carry along: `a_b` for `a\_b`.
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek();
        if c != '\\' || !next.is_some_and(|next| "_%&#$~{}".contains(*next)) {
            plain.push(c);
        }
    }
    plain
}

/// Whether a text is what people write before a DOI: `doi:`, `DOI `, `https://doi.org/`.
fn is_before_doi(text: &str) -> bool {
    text.contains(['/', ':']) || matches!(text.trim(), "doi" | "doi.org")
}

/// The entry under another key.
pub(super) fn renamed(entry: &Entry, key: &str) -> Entry {
    copied(entry, key, *entry.entry_type())
}

/// The entry under another key and of another type, neither of which can be changed in place.
pub(crate) fn copied(entry: &Entry, key: &str, kind: EntryType) -> Entry {
    let mut other = Entry::new(key, kind);
    other.set_parents(entry.parents().to_vec());
    macro_rules! copy {
        ($($get:ident $set:ident),*) => {$(
            if let Some(value) = entry.$get() {
                other.$set(value.to_owned());
            }
        )*};
    }
    copy!(
        title set_title, authors set_authors, date set_date, editors set_editors,
        affiliated set_affiliated, publisher set_publisher, location set_location,
        organization set_organization, issue set_issue, chapter set_chapter, volume set_volume,
        volume_total set_volume_total, edition set_edition, page_range set_page_range,
        page_total set_page_total, time_range set_time_range, runtime set_runtime, url set_url,
        serial_number set_serial_number, language set_language, archive set_archive,
        archive_location set_archive_location, call_number set_call_number, note set_note,
        abstract_ set_abstract_, genre set_genre
    );
    other
}

/// CSL knows no organization: of a web page it is the site, which is the page's container.
fn name_site(entry: &mut Entry) {
    let Some(site) = entry.organization().cloned() else {
        return;
    };
    let is_author = entry.authors().is_some_and(|authors| {
        authors
            .iter()
            .any(|author| author.given_name.is_none() && author.name == site.value.to_string())
    });
    if entry.parents().is_empty() && !is_author {
        let mut parent = Entry::new(entry.key(), EntryType::Web);
        parent.set_title(site);
        entry.set_parents(vec![parent]);
    }
}

/// CSL knows no organization: of a report or thesis it is the publisher, unless there is another.
fn name_publisher(entry: &mut Entry) {
    let printed = entry.map(|e| e.publisher()?.name());
    let Some(organization) = entry.map(Entry::organization).cloned() else {
        return;
    };
    if printed.is_none() {
        let place = entry.map(|e| e.publisher()?.location()).cloned();
        entry.set_publisher(Publisher::new(Some(organization), place));
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::Entry;
    use hayagriva::types::{EntryType, FormatString};

    use super::{AsWritten, bare_doi, is_web_address, normalize};

    #[test]
    fn only_full_http_addresses_are_web_addresses() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        assert!(is_web_address("HTTP://example.org"));
        for text in [
            "example.org",
            "javascript:alert(1)",
            "https://",
            "https://a b",
        ] {
            assert!(!is_web_address(text), "{text}");
        }
    }

    #[test]
    fn a_doi_loses_what_was_pasted_before_it() {
        assert_eq!(bare_doi("https://doi.org/10.1/a:b"), "10.1/a:b");
        assert_eq!(bare_doi("doi:10.1/x"), "10.1/x");
        assert_eq!(bare_doi(" 10.1/x "), "10.1/x");
        assert_eq!(bare_doi("DOI 10.1177/1"), "10.1177/1");
        assert_eq!(bare_doi("https://doi.org/10.1002%2Fa"), "10.1002/a");
        assert_eq!(bare_doi(r"10.1177/0\_1"), "10.1177/0_1");
    }

    #[test]
    fn an_organization_becomes_the_site_or_the_publisher() {
        let mut page = Entry::new("a", EntryType::Web);
        page.set_organization(FormatString::with_value("Jacobin"));
        normalize(&mut page, &mut AsWritten::default());
        let site = page.parents()[0].title().unwrap().value.to_string();
        assert_eq!(site, "Jacobin");
        let mut report = Entry::new("a", EntryType::Report);
        report.set_organization(FormatString::with_value("ILO"));
        normalize(&mut report, &mut AsWritten::default());
        let publisher = report.publisher().unwrap().name().unwrap();
        assert_eq!(publisher.value.to_string(), "ILO");
    }
}
