use crate::model::bibliography::BibEntry;
use crate::model::export::ExportFormat;
use crate::model::source::Sources;
use crate::parse::bibliography;

use super::{csl_item, entry};

const BIB: &str = r"
@book{han-2014,
  author = {Han, Hahrie}, title = {How Organizations Develop {Activists}}, subtitle = {100\% \& more},
  publisher = {Oxford University Press}, location = {Oxford}, date = {2014}, isbn = {978-0-19-933676-0},
  series = {Civic Studies}, number = {3}, edition = {2},
  annotation = {SECRET}, abstract = {SECRET}, file = {/home/ada/SECRET.pdf}, verified = {SECRET}
}
@article{van-dyke, author = {Van Dyke, Nella and de la Cruz, Ana and others}, title = {Coalitions}, journaltitle = {Sociology Compass},
  volume = {11}, number = {7}, pages = {e12489}, doi = {10.1111/soc4.12489}, date = {2017-05-17}}
@incollection{part, author = {{Seeds for Change}}, title = {Rounds}, booktitle = {Tools}, editor = {Li, Mei}, pages = {12--15}, date = {1999}, publisher = {P}}
@online{page, title = {Tools_and #tags}, organization = {Seeds}, url = {https://example.org/a_b?c=d&e=%20f}, urldate = {2026-11-02}}
@report{rep, author = {{ILO}}, title = {Wages}, institution = {ILO}, type = {Report}, number = {12-B}, date = {2020-03}}
@thesis{th, author = {Ö, Zoë}, title = {Macht}, type = {phdthesis}, institution = {Uni}, date = {2001}, langid = {german}}
@video{film, title = {Salt}, editor = {Biberman, Herbert}, date = {1954}}
@inproceedings{conf, author = {Roe, Jo}, title = {On}, booktitle = {Proc. of X}, date = {2011}, pages = {3}}
@misc{leaflet, title = {Strike!}, note = {Leaflet}, date = {1911~}}
@article{press, author = {Ng, Al}, title = {Soon}, journaltitle = {J}, pubstate = {forthcoming}}
@book{versioned, author = {Low, Jo}, title = {Handbook}, version = {2.1}, note = {Spiral bound}, date = {2020}}
@book{again, author = {Marx, Karl}, title = {Capital}, date = {1976}, origdate = {1867}, translator = {Fowkes, Ben}, publisher = {Penguin}}
";

fn read(path: &str, text: &str) -> Vec<BibEntry> {
    let source = Sources::default().insert(path, text);
    let (records, findings) = bibliography::parse(source, path, text);
    assert_eq!(findings, [], "{text}");
    records
}

fn exported(records: &[BibEntry], format: ExportFormat) -> String {
    let entries = records
        .iter()
        .map(|record| entry::entry(&csl_item::item(record), &record.written, format));
    entry::file(&entries.collect::<Vec<_>>(), format)
}

fn items(records: &[BibEntry]) -> Vec<csl_item::Item> {
    records.iter().map(csl_item::item).collect()
}

#[test]
fn what_was_exported_as_csl_json_is_read_as_it_was() {
    let records = read("s.bib", BIB);
    let first = items(&records);
    let again = items(&read("s.json", &exported(&records, ExportFormat::Csl)));
    for (one, other) in first.iter().zip(&again) {
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), again.len());
}

#[test]
fn what_was_exported_as_bibtex_is_read_as_it_was() {
    let records = read("s.bib", BIB);
    let first = items(&records);
    let bib = exported(&records, ExportFormat::Bibtex);
    let again = read("s.bib", &bib);
    for ((one, other), record) in first.iter().zip(&items(&again)).zip(&records) {
        assert_eq!(one, other, "{bib}");
        let more = again.iter().find(|other| other.id == record.id);
        assert_eq!(
            more.map(|more| more.written.more_authors),
            Some(record.written.more_authors)
        );
    }
}

#[test]
fn each_kind_of_work_has_its_type_and_its_fields() {
    let records = read("s.bib", BIB);
    let items = items(&records);
    let of = |id: &str| items.iter().find(|item| item["id"] == id).expect(id);
    let types: Vec<&str> = items
        .iter()
        .filter_map(|item| item["type"].as_str())
        .collect();
    assert_eq!(
        types,
        [
            "book",
            "article-journal",
            "chapter",
            "webpage",
            "report",
            "thesis",
            "motion_picture",
            "paper-conference",
            "document",
            "article-journal",
            "book",
            "book"
        ]
    );
    assert_eq!(of("han-2014")["collection-title"], "Civic Studies");
    assert_eq!(
        of("han-2014")["title"],
        "How Organizations Develop Activists: 100% & more"
    );
    assert_eq!(of("van-dyke")["container-title"], "Sociology Compass");
    assert_eq!(of("page")["URL"], "https://example.org/a_b?c=d&e=%20f");
    assert_eq!(of("rep")["number"], "12-B");
    let ris = exported(&records, ExportFormat::Ris);
    for line in [
        "TY  - BOOK",
        "AU  - Han, Hahrie",
        "T3  - Civic Studies",
        "SN  - 978-0-19-933676-0",
        "AU  - Seeds for Change",
        "A2  - Li, Mei",
        "SP  - 12",
        "EP  - 15",
        "DO  - 10.1111/soc4.12489",
        "DA  - 2017/05/17",
        "Y2  - 2026/11/02",
        "TY  - THES",
    ] {
        assert!(ris.lines().any(|found| found == line), "{line}\n{ris}");
    }
}

#[test]
fn what_is_kept_for_the_keepers_and_hostile_signs_go_nowhere() {
    let records = read("s.bib", BIB);
    for format in ExportFormat::ALL {
        assert!(!exported(&records, format).contains("SECRET"), "{format:?}");
    }
    let hostile = "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\\nER  - \\nTY  - X\\u202e<script>}\", \"author\": [{\"literal\": \"A, B\"}]}]";
    let source = Sources::default().insert("s.json", hostile);
    let (records, findings) = bibliography::parse(source, "s.json", hostile);
    let told: Vec<&str> = findings.iter().map(|one| &*one.message).collect();
    assert_eq!(
        told,
        ["a hidden sign would turn the text behind around, and is left out"]
    );
    let ris = exported(&records, ExportFormat::Ris);
    assert_eq!(
        ris.lines().filter(|line| line.starts_with("TY")).count(),
        1,
        "{ris}"
    );
    let bib = exported(&records, ExportFormat::Bibtex);
    assert_eq!(items(&read("s.bib", &bib)), items(&records), "{bib}");
}

#[test]
fn what_was_exported_as_ris_is_read_as_the_type_that_it_was() {
    let records = read("s.bib", BIB);
    let ris = exported(&records, ExportFormat::Ris);
    let (again, _) = bibliography::readable(&ris, bibliography::Pasted::Ris);
    let again = items(&read("s.json", &again));
    let types = |items: &[csl_item::Item]| -> Vec<_> {
        items.iter().map(|item| item["type"].clone()).collect()
    };
    assert_eq!(types(&again), types(&items(&records)), "{ris}");
}

#[test]
fn the_version_of_a_book_is_no_field_by_which_it_becomes_a_program() {
    let records = read("s.bib", BIB);
    let file = exported(&records, ExportFormat::Csl);
    let all: Vec<csl_item::Item> = serde_json::from_str(&file).expect("a list");
    let book = all.iter().find(|item| item["id"] == "versioned");
    let book = book.expect("the book with a version");
    assert!(!book.contains_key("version"));
    assert_eq!(book["note"], "version: 2.1\nSpiral bound");
}

/// Records with all that their types have.
const FULL: &str = r#"[
{"id": "interview", "type": "interview", "title": "On halls", "author": [{"family": "Able", "given": "Ann"}],
 "interviewer": [{"family": "Ivy", "given": "Ida"}], "translator": [{"family": "Clark", "given": "Cat"}], "medium": "radio",
 "issued": {"date-parts": [[2001, 5, 6]]}, "archive": "City archive", "archive_location": "Box 1", "URL": "https://example.org/x"},
{"id": "letter", "type": "personal_communication", "title": "To a friend", "author": [{"family": "Able", "given": "Ann"}],
 "recipient": [{"family": "Roe", "given": "Jo"}], "issued": {"date-parts": [[1911]]}},
{"id": "book", "type": "book", "title": "Halls", "author": [{"family": "Able", "given": "Ann"}], "title-short": "Halls",
 "translator": [{"family": "Clark", "given": "Cat"}], "volume": "II", "number-of-volumes": "3", "collection-title": "Rooms",
 "collection-number": "7", "edition": "2", "publisher": "Harbor", "publisher-place": "Leith", "ISBN": "9780306406157",
 "issued": {"date-parts": [[2001]]}, "original-date": {"date-parts": [[1950]]}},
{"id": "chapter", "type": "chapter", "title": "Doors", "author": [{"family": "Able", "given": "Ann"}],
 "editor": [{"family": "Baker", "given": "Bob"}], "container-title": "Halls", "volume": "2", "number-of-volumes": "3",
 "collection-title": "Rooms", "collection-number": "IV", "chapter-number": "4", "page": "1-5", "issued": {"date-parts": [[2001]]}},
{"id": "newspaper", "type": "article-newspaper", "title": "Hall opened", "container-title": "The Times", "section": "A",
 "page": "3", "issued": {"date-parts": [[2001, 5, 6]]}},
{"id": "journal", "type": "article-journal", "title": "Halls", "container-title": "Journal of Halls",
 "container-title-short": "J Halls", "volume": "XII", "issue": "4", "page": "1-5", "issued": {"date-parts": [[2001]]}},
{"id": "bill", "type": "bill", "title": "Halls Act", "number": "12", "section": "4", "issued": {"date-parts": [[2001]]}},
{"id": "film", "type": "motion_picture", "title": "Salt", "director": [{"family": "Biber", "given": "Herb"}],
 "composer": [{"family": "Low", "given": "Sol"}], "publisher": "IPC", "dimensions": "94 min", "issued": {"date-parts": [[1954]]}},
{"id": "broadcast", "type": "broadcast", "title": "Episode 3", "container-title": "Hall Radio", "number": "3",
 "host": [{"family": "Host", "given": "Hal"}], "guest": [{"family": "Guest", "given": "Gus"}], "issued": {"date-parts": [[2001]]}},
{"id": "report", "type": "report", "title": "Wages", "number": "12", "genre": "Report", "collection-title": "Papers",
 "collection-number": "5", "publisher": "ILO", "issued": {"date-parts": [[2001]]}},
{"id": "talk", "type": "speech", "title": "Talk", "event-title": "Congress", "event-place": "Leith", "issued": {"date-parts": [[2001]]}},
{"id": "program", "type": "software", "title": "Tool", "version": "2.1", "issued": {"date-parts": [[2001]]}},
{"id": "data", "type": "dataset", "title": "Counts", "version": "2.1", "issued": {"date-parts": [[2001]]}},
{"id": "blog", "type": "post-weblog", "title": "Post", "container-title": "Blog", "URL": "https://example.org/y", "issued": {"date-parts": [[2001]]}},
{"id": "case", "type": "legal_case", "title": "A v. B", "container-title": "Reports", "volume": "5", "page": "12", "authority": "High Court",
 "issued": {"date-parts": [[2001]]}},
{"id": "patent", "type": "patent", "title": "Door", "number": "US1", "authority": "Patent Office", "issued": {"date-parts": [[2001]]}}
]"#;

/// What is other in the second of two lists, as `id: field`.
fn lost(first: &[csl_item::Item], again: &[csl_item::Item]) -> Vec<String> {
    assert_eq!(first.len(), again.len());
    let pairs = first.iter().zip(again);
    pairs
        .flat_map(|(one, other)| {
            let fields = one.keys().chain(other.keys());
            let differ = fields.filter(|name| one.get(*name) != other.get(*name));
            let mut differ: Vec<_> = differ.collect();
            differ.sort();
            differ.dedup();
            let id = one["id"].as_str().unwrap_or_default();
            differ.into_iter().map(move |name| format!("{id}: {name}"))
        })
        .collect()
}

#[test]
fn each_format_keeps_what_a_record_has() {
    let records = read("s.json", FULL);
    let typed: Vec<csl_item::Item> = serde_json::from_str(FULL).expect("a list");
    let first = items(&records);
    assert_eq!(lost(&typed, &first), [""; 0]);
    let csl = exported(&records, ExportFormat::Csl);
    assert_eq!(lost(&first, &items(&read("s.json", &csl))), [""; 0]);
    let bib = exported(&records, ExportFormat::Bibtex);
    assert_eq!(lost(&first, &items(&read("s.bib", &bib))), [""; 0], "{bib}");
    let ris = exported(&records, ExportFormat::Ris);
    let (again, _) = bibliography::readable(&ris, bibliography::Pasted::Ris);
    // RIS has one type for letters and interviews, one tag for numbers, and none for the rest.
    let no_tag = [
        "interview: genre",
        "interview: interviewer",
        "interview: medium",
        "interview: recipient",
        "interview: type",
        "film: composer",
        "film: dimensions",
        "broadcast: guest",
        "broadcast: host",
        "report: collection-number",
    ];
    let again = items(&read("s.json", &again));
    assert_eq!(lost(&first, &again), no_tag, "{ris}");
    assert!(ris.contains("A2  - Ivy, Ida"), "{ris}");
}
