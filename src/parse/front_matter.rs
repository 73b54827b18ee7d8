//! Reads a page's front matter.
//!
//! 1. [`split`] finds the fences and the text between them.
//! 2. [`read`] reads TOML or YAML and turns it into [`Meta`].
//!
//! Takes the page's text and the schema; gives metadata whatever is wrong, and the findings.

use std::ops::Range;

use crate::agenda::Settings;
use crate::check::{data_syntax, ill_typed_field, invalid_front_matter, unknown_kind};
use crate::config::{Lang, Schema};
use crate::diagnostic::Diagnostic;
use crate::kind::FieldType;
use crate::page::{
    Adapted, Allow, Field, FieldValue, Meta, RelationKind, Reviewed, Status, TypedRelation, Updated,
};
use crate::parse::agenda;
use crate::parse::fields::{Fields, entry_span};
use crate::parse::publication::{self, Around};
use crate::parse::value;
use crate::source::{SourceId, Span, Spanned};
use crate::value::{Data, Table, Value};

/// Where the parts of a page's text are.
#[derive(Debug, PartialEq)]
pub(crate) struct Parts {
    pub(crate) notation: Option<Notation>,
    pub(crate) data: Range<usize>,
    pub(crate) body: Range<usize>,
}

#[derive(Debug, PartialEq, Clone, Copy)]
pub(crate) enum Notation {
    Toml,
    Yaml,
}

/// Finds front matter between `+++` or `---` lines at the head of `text`, after a byte order mark.
///
/// An opening fence that is never closed makes all that follows front matter, so that no field is
/// shown as text; the finding says so.
pub(crate) fn split(source: SourceId, text: &str) -> (Parts, Option<Diagnostic>) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = text[start..].split_inclusive('\n').next().unwrap_or("");
    let fence = first.trim_end();
    let notation = match fence {
        "+++" => Notation::Toml,
        "---" => Notation::Yaml,
        _ => {
            let parts = Parts {
                notation: None,
                data: start..start,
                body: start..text.len(),
            };
            return (parts, None);
        }
    };
    let data_start = start + first.len();
    let mut at = data_start;
    for line in text[data_start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let parts = Parts {
                notation: Some(notation),
                data: data_start..at,
                body: at + line.len()..text.len(),
            };
            return (parts, None);
        }
        at += line.len();
    }
    let parts = Parts {
        notation: Some(notation),
        data: data_start..text.len(),
        body: text.len()..text.len(),
    };
    let opening = Span::new(source, start..start + fence.len());
    (parts, Some(data_syntax::unclosed(opening, fence)))
}

/// Reads the metadata of the page at `path` (from the content folder), and what an agenda's says of
/// the meeting.
pub(crate) fn read(
    source: SourceId,
    path: &str,
    text: &str,
    parts: &Parts,
    schema: &Schema,
    findings: &mut Vec<Diagnostic>,
) -> (Meta, Option<Settings>) {
    let (table, faults) = table(source, text, parts);
    findings.extend(faults);
    Reader {
        source,
        notation: parts.notation,
        path,
        schema,
    }
    .meta(&table, findings)
}

/// What the front matter of a page says, in whichever notation.
pub(crate) fn table(source: SourceId, text: &str, parts: &Parts) -> (Table, Vec<Diagnostic>) {
    let data = &text[parts.data.clone()];
    match parts.notation {
        Some(Notation::Toml) => value::toml(source, data, parts.data.start),
        Some(Notation::Yaml) => value::yaml(source, data, parts.data.start),
        None => (Table::default(), Vec::new()),
    }
}

/// The id and language that a file's name gives: `methods/one-to-ones.fr.md`, `methods/index.md`.
pub(crate) fn named(path: &str, languages: &[String]) -> (String, Option<Lang>) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (stem, lang) = match stem.rsplit_once('.') {
        Some((rest, suffix)) => match position(languages, suffix) {
            Some(at) => (rest, Some(Lang(at as u16))),
            None => (stem, None),
        },
        None => (stem, None),
    };
    if stem != "index" {
        return (stem.to_owned(), lang);
    }
    let folder = folder.rsplit('/').next().unwrap_or("");
    let id = if folder.is_empty() { "index" } else { folder };
    (id.to_owned(), lang)
}

fn position(languages: &[String], code: &str) -> Option<usize> {
    languages
        .iter()
        .position(|known| known.eq_ignore_ascii_case(code))
}

/// Fields that are read wherever they stand, for "did you mean".
const KNOWN: [&str; 4] = ["draft", "publish", "published", "private"];

/// Reads one page's table.
struct Reader<'a> {
    source: SourceId,
    notation: Option<Notation>,
    path: &'a str,
    schema: &'a Schema,
}

impl<'a> Reader<'a> {
    fn meta(&self, table: &'a Table, findings: &mut Vec<Diagnostic>) -> (Meta, Option<Settings>) {
        let mut fields = Fields::new(table, findings);
        let (named_id, named_lang) = named(self.path, &self.schema.languages);
        let id = self.id(&mut fields, named_id);
        let lang = self.lang(&mut fields, named_lang);
        let kind = self.kind(&mut fields);
        let title = fields
            .text("title")
            .filter(|title| !title.value.trim().is_empty());
        let around = Around {
            source: self.source,
            notation: self.notation,
            path: self.path,
            kind: self.schema.kind(&kind.value),
            date: self.schema.date,
        };
        let publication = publication::read(&mut fields, around);
        let meta = Meta {
            id,
            lang,
            translation_of: fields.text("translation_of"),
            title,
            summary: fields.text("summary"),
            aliases: fields.texts("aliases"),
            status: status(&mut fields),
            reviewed: reviewed(&mut fields),
            updated: updated(&mut fields),
            tags: fields.texts("tags"),
            order: fields.number("order").map(|order| order.value),
            draft: publication.draft,
            withheld: publication.withheld,
            print: fields.flag("print"),
            authors: plain(fields.texts("authors")),
            licence: fields.text("licence").map(|licence| licence.value),
            adapted_from: adapted_from(&mut fields),
            relations: relations(&mut fields),
            fields: self.kind_fields(&mut fields, &kind.value),
            allow: allow(&mut fields),
            extra: fields.entry("extra").map(|entry| entry.value.clone()),
            kind,
        };
        let settings = (meta.kind.value == "agenda").then(|| agenda::settings(&mut fields));
        let whose = match self.schema.kind(&meta.kind.value) {
            Some(kind) => format!("a page of kind `{}`", kind.id),
            None => "a page".to_owned(),
        };
        KNOWN.iter().for_each(|name| fields.know(name));
        fields.finish(&whose);
        (meta, settings)
    }

    fn id(&self, fields: &mut Fields<'_, '_>, named: String) -> Spanned<String> {
        let given = fields.text("id");
        let whole = Span::whole(self.source);
        match given {
            Some(id) if is_id(&id.value) => id,
            Some(id) => {
                fields.report(invalid_front_matter::id(id.span, &id.value));
                Spanned {
                    value: named,
                    span: id.span,
                }
            }
            None => Spanned {
                value: named,
                span: whole,
            },
        }
    }

    fn lang(&self, fields: &mut Fields<'_, '_>, named: Option<Lang>) -> Lang {
        let given = fields.text("lang");
        let Some(given) = given else {
            return named.unwrap_or_default();
        };
        match position(&self.schema.languages, &given.value) {
            Some(at) => Lang(at as u16),
            None => {
                let known = &self.schema.languages;
                fields.report(invalid_front_matter::lang(given.span, &given.value, known));
                named.unwrap_or_default()
            }
        }
    }

    fn kind(&self, fields: &mut Fields<'_, '_>) -> Spanned<String> {
        let default = Spanned {
            value: "page".to_owned(),
            span: Span::whole(self.source),
        };
        let Some(kind) = fields.text("kind") else {
            return default;
        };
        if self.schema.kind(&kind.value).is_some() {
            return kind;
        }
        let known = self.schema.kinds.iter().map(|kind| kind.id.as_str());
        fields.report(unknown_kind::finding(kind.span, &kind.value, known));
        Spanned {
            span: kind.span,
            ..default
        }
    }

    fn kind_fields(&self, fields: &mut Fields<'a, '_>, kind: &str) -> Vec<Field> {
        let Some(kind) = self.schema.kind(kind) else {
            return Vec::new();
        };
        kind.fields
            .iter()
            .filter_map(|field| {
                let value = field_value(fields, &field.id, &field.value)?;
                Some(Field {
                    id: field.id.clone(),
                    value,
                })
            })
            .collect()
    }
}

/// Whether this can name a page in links and in the output.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('.')
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn status(fields: &mut Fields<'_, '_>) -> Option<Status> {
    let given = fields.text("status")?;
    let found = Status::ALL.iter().find(|(name, _)| *name == given.value);
    if found.is_none() {
        let names = Status::ALL.map(|(name, _)| name);
        fields.report(ill_typed_field::not_one_of(
            given.span,
            "status",
            &given.value,
            &names,
        ));
    }
    found.map(|(_, status)| *status)
}

fn reviewed(fields: &mut Fields<'_, '_>) -> Option<Reviewed> {
    let table = fields.table("reviewed")?;
    fields
        .nested("`reviewed`", table, |fields| Reviewed {
            on: fields.date("on").map(|date| date.value),
            by: fields.text("by").map(|by| by.value),
        })
        .into()
}

fn updated(fields: &mut Fields<'_, '_>) -> Option<Updated> {
    let entry = fields.entry("updated")?;
    if !matches!(entry.value.data, Data::Table(_)) {
        let on = fields.date("updated")?.value;
        return Some(Updated { on, what: None });
    }
    let table = fields.table("updated")?;
    let (on, what) = fields.nested("`updated`", table, |fields| {
        let what = fields.text("what").map(|what| what.value);
        (fields.date("on"), what)
    });
    if on.is_none() && table.get("on").is_none() {
        fields.report(invalid_front_matter::no_date(entry_span(entry)));
    }
    Some(Updated {
        on: on?.value,
        what,
    })
}

fn adapted_from(fields: &mut Fields<'_, '_>) -> Option<Adapted> {
    let entry = fields.entry("adapted_from")?;
    let table = fields.table("adapted_from")?;
    let (title, url, licence, changes) = fields.nested("`adapted_from`", table, |fields| {
        let mut text = |name| fields.text(name).map(|text| text.value);
        (text("title"), text("url"), text("licence"), text("changes"))
    });
    if title.is_none() {
        fields.report(invalid_front_matter::no_title_adapted(entry_span(entry)));
    }
    Some(Adapted {
        title: title?,
        url,
        licence,
        changes,
    })
}

fn relations(fields: &mut Fields<'_, '_>) -> Vec<TypedRelation> {
    let mut relations = Vec::new();
    for (name, kind) in RelationKind::ALL {
        for item in fields.items(name) {
            match relation(fields, kind, item) {
                Some(relation) => relations.push(relation),
                None => fields.mismatch(
                    name,
                    item,
                    "ids of pages, or { page = \"id\", why = \"…\" }",
                ),
            }
        }
    }
    relations
}

fn relation<'a>(
    fields: &mut Fields<'a, '_>,
    kind: RelationKind,
    item: &'a Value,
) -> Option<TypedRelation> {
    let (target, why) = match &item.data {
        Data::String(id) => (
            Spanned {
                value: id.clone(),
                span: item.span,
            },
            None,
        ),
        Data::Table(table) => {
            let (page, why) = fields.nested("a relation", table, |fields| {
                (fields.text("page"), fields.text("why"))
            });
            (page?, why.map(|why| why.value))
        }
        _ => return None,
    };
    Some(TypedRelation { kind, target, why })
}

fn allow(fields: &mut Fields<'_, '_>) -> Vec<Allow> {
    let Some(table) = fields.table("allow") else {
        return Vec::new();
    };
    table
        .entries
        .iter()
        .map(|entry| Allow {
            rule: Spanned {
                value: entry.key.clone(),
                span: entry.key_span,
            },
            reason: match &entry.value.data {
                Data::String(reason) if !reason.trim().is_empty() => Some(reason.clone()),
                _ => None,
            },
            place: None,
        })
        .collect()
}

fn field_value<'a>(
    fields: &mut Fields<'a, '_>,
    id: &'a str,
    field: &'a FieldType,
) -> Option<FieldValue> {
    Some(match field {
        FieldType::Text => text_or_number(fields, id)?,
        FieldType::List => {
            let list = plain(fields.texts(id));
            if list.is_empty() {
                return None;
            }
            FieldValue::List(list)
        }
        FieldType::Number => FieldValue::Number(fields.number(id)?.value),
        FieldType::Choice(choices) => {
            let given = fields.text(id)?;
            if !choices.iter().any(|(choice, _)| *choice == given.value) {
                let names: Vec<&str> = choices.iter().map(|(choice, _)| choice.as_str()).collect();
                let finding = ill_typed_field::not_one_of(given.span, id, &given.value, &names);
                fields.report(finding);
                return None;
            }
            FieldValue::Choice(given.value)
        }
        FieldType::Time => time(fields, id)?,
        FieldType::Range => range(fields, id)?,
        FieldType::Date => FieldValue::Date(fields.date(id)?.value),
        FieldType::Table => FieldValue::Other(fields.entry(id)?.value.clone()),
    })
}

/// Text, or a number as its digits, since `sessions = 4` is as plain as `sessions = "four"`.
fn text_or_number<'a>(fields: &mut Fields<'a, '_>, id: &'a str) -> Option<FieldValue> {
    let entry = fields.entry(id)?;
    if let Data::Integer(number) = entry.value.data {
        return Some(FieldValue::Text(number.to_string()));
    }
    Some(FieldValue::Text(fields.text(id)?.value))
}

/// Minutes: a number alone is a fixed time.
fn time<'a>(fields: &mut Fields<'a, '_>, id: &'a str) -> Option<FieldValue> {
    let entry = fields.entry(id)?;
    if let Data::Integer(_) | Data::Float(_) = entry.value.data {
        let fixed = fields.number(id).map(|number| number.value);
        return Some(FieldValue::Time {
            fixed,
            up_to: None,
            per_person: None,
        });
    }
    let table = fields.table(id)?;
    Some(fields.nested("a time", table, |fields| {
        let mut number = |name| fields.number(name).map(|number| number.value);
        FieldValue::Time {
            fixed: number("fixed"),
            up_to: number("up_to"),
            per_person: number("per_person"),
        }
    }))
}

fn range<'a>(fields: &mut Fields<'a, '_>, id: &'a str) -> Option<FieldValue> {
    let table = fields.table(id)?;
    Some(fields.nested("a range", table, |fields| {
        let mut number = |name| fields.number(name).map(|number| number.value);
        FieldValue::Range {
            min: number("min"),
            expected: number("expected"),
            max: number("max"),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::{Notation, named, split};
    use crate::config::Lang;
    use crate::source::Sources;

    #[test]
    fn fences_are_found_after_a_byte_order_mark_and_with_any_line_ends() {
        let source = Sources::default().insert("a.md", "");
        for (text, notation, data, body) in [
            (
                "+++\na = 1\n+++\nText",
                Some(Notation::Toml),
                "a = 1\n",
                "Text",
            ),
            (
                "\u{feff}---\r\na: 1\r\n---\r\nText",
                Some(Notation::Yaml),
                "a: 1\r\n",
                "Text",
            ),
            ("Text\n---\n", None, "", "Text\n---\n"),
            ("", None, "", ""),
        ] {
            let (parts, finding) = split(source, text);
            assert_eq!(parts.notation, notation);
            assert_eq!(&text[parts.data], data);
            assert_eq!(&text[parts.body], body);
            assert_eq!(finding, None);
        }
        let (parts, finding) = split(source, "+++\ntitle = 1\nText");
        assert_eq!(
            finding.unwrap().message,
            "this front matter is never closed"
        );
        assert!(parts.body.is_empty());
    }

    #[test]
    fn a_file_names_its_id_and_its_language() {
        let languages = ["en".to_owned(), "fr".to_owned()];
        for (path, id, lang) in [
            ("methods/one-to-ones.md", "one-to-ones", None),
            ("methods/one-to-ones.fr.md", "one-to-ones", Some(Lang(1))),
            ("methods/v1.2.md", "v1.2", None),
            ("methods/index.md", "methods", None),
            ("index.fr.md", "index", Some(Lang(1))),
        ] {
            assert_eq!(named(path, &languages), (id.to_owned(), lang), "{path}");
        }
    }
}
