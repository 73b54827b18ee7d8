//! COinS: a reference in the attribute of an empty element, by which Zotero offers the works of a list one by one
//! (NISO Z39.88, in the key-encoded values that Zotero reads).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::csl_item::Item;

/// What stands as it is in a value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The value of the attribute for a work.
pub(crate) fn of_item(item: &Item) -> String {
    let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type");
    // Z39.88 has formats for journals, books, dissertations and patents; all else goes as Dublin Core.
    let (format, genre, title) = match kind {
        "article-journal" | "article-newspaper" | "article-magazine" => {
            ("journal", "article", "rft.atitle")
        }
        "paper-conference" => ("book", "proceeding", "rft.atitle"),
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => ("book", "bookitem", "rft.atitle"),
        "book" | "collection" => ("book", "book", "rft.btitle"),
        "report" => ("book", "report", "rft.btitle"),
        "thesis" => ("dissertation", "", "rft.title"),
        "patent" => ("patent", "", "rft.title"),
        _ => ("dc", "", "rft.title"),
    };
    let mut keys = Keys::new(format);
    keys.add("rft.genre", genre);
    if format == "dc" {
        keys.add("rft.type", zotero_type(kind));
    }
    keys.add(title, text("title"));
    let container = if format == "journal" {
        "rft.jtitle"
    } else if format == "dc" {
        "rft.source"
    } else {
        "rft.btitle"
    };
    keys.add(container, text("container-title"));
    people(&mut keys, item, format);
    let publisher = if format == "dissertation" {
        "rft.inst"
    } else {
        "rft.publisher"
    };
    keys.add(publisher, text("publisher"));
    keys.add("rft.date", &date(item));
    for (key, field) in [
        ("rft.place", "publisher-place"),
        ("rft.series", "collection-title"),
        ("rft.volume", "volume"),
        ("rft.issue", "issue"),
        ("rft.edition", "edition"),
        ("rft.pages", "page"),
        ("rft.isbn", "ISBN"),
        ("rft.issn", "ISSN"),
        ("rft.language", "language"),
    ] {
        keys.add(key, text(field));
    }
    match (text("DOI"), text("URL")) {
        ("", url) if format == "dc" => keys.add("rft.identifier", url),
        ("", url) => keys.add("rft_id", url),
        (doi, _) => keys.add("rft_id", &format!("info:doi/{doi}")),
    }
    keys.0
}

/// The value of the attribute for a page of ours.
pub(crate) fn of_page(
    title: &str,
    authors: &[String],
    date: &str,
    rights: &str,
    publisher: &str,
    url: &str,
) -> String {
    let mut keys = Keys::new("dc");
    keys.add("rft.type", "webpage");
    keys.add("rft.title", title);
    for author in authors {
        keys.add("rft.creator", author);
    }
    for (key, text) in [
        ("rft.date", date),
        ("rft.rights", rights),
        ("rft.publisher", publisher),
        ("rft.identifier", url),
    ] {
        keys.add(key, text);
    }
    keys.0
}

/// Zotero's type for what has no format of its own.
fn zotero_type(kind: &str) -> &'static str {
    match kind {
        "post-weblog" => "blogPost",
        "post" => "forumPost",
        "motion_picture" => "film",
        "song" => "audioRecording",
        "legislation" => "statute",
        "legal_case" => "case",
        "manuscript" => "manuscript",
        "software" => "computerProgram",
        "graphic" => "artwork",
        "performance" | "event" => "presentation",
        "document" => "document",
        _ => "webpage",
    }
}

fn people(keys: &mut Keys, item: &Item, format: &str) {
    let people = item
        .get("author")
        .or_else(|| item.get("editor"))
        .and_then(Value::as_array);
    for (at, person) in people.into_iter().flatten().enumerate() {
        let part = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default();
        let family = format!("{} {}", part("non-dropping-particle"), part("family"));
        let (family, given, literal) = (family.trim(), part("given"), part("literal"));
        let name = if literal.is_empty() {
            format!("{family}, {given}")
        } else {
            format!("{literal},")
        };
        match (format, at, literal) {
            ("dc", ..) => keys.add("rft.creator", &name),
            (_, 0, "") => {
                keys.add("rft.aulast", family);
                keys.add("rft.aufirst", given);
                keys.add("rft.au", &name);
            }
            (_, 0, body) => keys.add("rft.aucorp", body),
            _ => keys.add("rft.au", &name),
        }
    }
}

fn date(item: &Item) -> String {
    let parts = item
        .get("issued")
        .and_then(|issued| issued.pointer("/date-parts/0"));
    let parts = parts.and_then(Value::as_array).into_iter().flatten();
    let parts: Vec<String> = parts
        .filter_map(Value::as_i64)
        .map(|part| format!("{part:02}"))
        .collect();
    parts.join("-")
}

struct Keys(String);

impl Keys {
    fn new(format: &str) -> Self {
        Keys(format!(
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3A{format}"
        ))
    }

    fn add(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.0.push('&');
            self.0.push_str(key);
            self.0.push('=');
            self.0.extend(utf8_percent_encode(text, PLAIN));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of_item;

    #[test]
    fn a_work_is_said_in_keys_and_values() {
        let item = json!({"type": "article-journal", "title": "A & B", "container-title": "J", "DOI": "10.1/x",
            "author": [{"family": "Han", "given": "H."}, {"literal": "ILO"}], "issued": {"date-parts": [[2014, 5]]}});
        let item = item.as_object().expect("it is one");
        assert_eq!(
            of_item(item),
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rft.genre=article&rft.atitle=A%20%26%20B&\
             rft.jtitle=J&rft.aulast=Han&rft.aufirst=H.&rft.au=Han%2C%20H.&rft.au=ILO%2C&rft.date=2014-05&rft_id=info%3Adoi%2F10.1%2Fx"
        );
    }
}
