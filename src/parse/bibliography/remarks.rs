//! What stands in a record and in no style: notes, and the numbers of archives of articles.
//!
//! hayagriva keeps one note, which most styles do not print, and knows an eprint without its address
//! (hayagriva 0.10.1). A way to the work is never lost, so these are printed behind the reference.

use crate::model::bibliography::Remark;

/// A note as a remark; none for one that says nothing.
pub(super) fn note(text: &str) -> Option<Remark> {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    let remark = Remark {
        text: text.to_owned(),
        url: None,
    };
    Some(remark).filter(|remark| !remark.text.is_empty())
}

/// The lines of a note that are no fields of a reference manager, as Zotero keeps them in `Extra`.
pub(super) fn without_fields(note: &str) -> String {
    let lines = note.lines().map(str::trim);
    let kept: Vec<&str> = lines.filter(|line| !is_field(line)).collect();
    kept.join(" ").trim().to_owned()
}

/// The version that a line of a note tells: `version: 2.1`.
pub(super) fn version(note: &str) -> Option<&str> {
    let fields = note.lines().filter_map(|line| line.split_once(':'));
    let mut versions = fields.filter(|(name, _)| name.trim().eq_ignore_ascii_case("version"));
    let (_, version) = versions.next()?;
    Some(version.trim()).filter(|version| !version.is_empty())
}

/// Whether a line is `Citation Key: x`, `PMID: 12` or the like.
fn is_field(line: &str) -> bool {
    const NAMES: &str = "citation key|pmid|pmcid|qid|publisher|issue|volume|type|original-date|event-date|\
        event-place|number-of-pages|place|isbn|issn|doi|url|read_status|read_status_date|license|\
        arxiv|lccn|oclc|ads bibcode|bibcode|numpages|remark|page version id|event|status|\
        google-books-id|original-title|dimensions|version|medium|section|container-title|jstor";
    let Some((name, _)) = line.split_once(':') else {
        return false;
    };
    let name = name.trim().to_lowercase();
    name.starts_with("tex.")
        || name.starts_with('_')
        || NAMES.split('|').any(|known| known.trim() == name)
}

/// The number of a work in an archive, with its address where that is known.
pub(super) fn eprint(number: &str, archive: &str, class: Option<&str>) -> Option<Remark> {
    let number = number.trim();
    if number.is_empty() {
        return None;
    }
    if number.starts_with("http") {
        return note(number);
    }
    // Many type the archive before the number once more, as in `arXiv:2101.00001`: addresses have the bare number.
    let bare = number.rsplit_once(':').map_or(number, |(_, bare)| bare);
    let (text, url) = match archive.trim().to_lowercase().as_str() {
        "arxiv" => {
            let class = class.map(|class| format!(" [{class}]")).unwrap_or_default();
            (
                format!("arXiv:{bare}{class}"),
                format!("https://arxiv.org/abs/{bare}"),
            )
        }
        "pubmed" | "pmid" => (
            format!("PMID {bare}"),
            format!("https://pubmed.ncbi.nlm.nih.gov/{bare}/"),
        ),
        "pmcid" | "pmc" => (
            format!("PMCID {bare}"),
            format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{bare}/"),
        ),
        "jstor" => (
            format!("JSTOR {bare}"),
            format!("https://www.jstor.org/stable/{bare}"),
        ),
        "hdl" => (
            format!("hdl:{bare}"),
            format!("https://hdl.handle.net/{bare}"),
        ),
        "googlebooks" => (
            format!("Google Books {bare}"),
            format!("https://books.google.com/books?id={bare}"),
        ),
        "" => return note(number),
        _ => return note(&format!("{} {number}", archive.trim())),
    };
    Some(Remark {
        text,
        url: Some(url),
    })
}

#[cfg(test)]
mod tests {
    use super::{eprint, without_fields};

    #[test]
    fn an_eprint_leads_to_its_archive() {
        let arxiv = eprint("arXiv:2101.00001", "arXiv", Some("cs.CY")).unwrap();
        assert_eq!(arxiv.text, "arXiv:2101.00001 [cs.CY]");
        assert_eq!(arxiv.url.unwrap(), "https://arxiv.org/abs/2101.00001");
        assert_eq!(
            eprint("12", "Our shelf", None).unwrap().text,
            "Our shelf 12"
        );
        assert!(eprint(" ", "arxiv", None).is_none());
    }

    #[test]
    fn the_fields_of_a_reference_manager_are_no_note() {
        let note = "Citation Key: able\nSeen in the archive.\ntex.ids: a\nPMID: 3";
        assert_eq!(without_fields(note), "Seen in the archive.");
        assert_eq!(without_fields("Note: this holds"), "Note: this holds");
    }
}
