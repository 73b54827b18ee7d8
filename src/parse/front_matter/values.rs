//! The typed values of a page's own fields.

use crate::diagnostic::{ill_typed_field, invalid_front_matter};
use crate::model::field_set::{ADAPTED, RANGE, RELATION, REVIEWED, TIME, UPDATED};
use crate::model::kind::{FieldType, Kind};
use crate::model::page::{
    Adapted, Field, FieldValue, RelationKind, Reviewed, Status, Suppression, TypedRelation, Updated,
};
use crate::model::source::Spanned;
use crate::model::value::{Data, Value};
use crate::parse::fields::{Fields, as_text, entry_span};

/// The values of the fields that pages of this kind have.
pub(super) fn own_fields<'a>(fields: &mut Fields<'a, '_>, kind: &'a Kind) -> Vec<Field> {
    let known = kind.fields.iter().filter_map(|field| {
        let value = field_value(fields, &field.id, &field.value)?;
        Some(Field {
            id: field.id.clone(),
            value,
        })
    });
    known.collect()
}

/// The page that this one changes; somebody may have typed the one name as a list.
pub(super) fn extends(fields: &mut Fields<'_, '_>) -> Option<Spanned<String>> {
    let entry = fields.entry("extends")?;
    if let Data::Array(items) = &entry.value.data
        && let [one] = items.as_slice()
        && let Some(value) = as_text(one)
    {
        let span = one.span;
        return Some(Spanned { value, span });
    }
    fields.text("extends")
}

pub(super) fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

pub(super) fn status(fields: &mut Fields<'_, '_>) -> Option<Status> {
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

pub(super) fn reviewed(fields: &mut Fields<'_, '_>) -> Option<Reviewed> {
    let table = fields.table("reviewed")?;
    fields
        .nested(&REVIEWED, table, |fields| Reviewed {
            on: fields.date("on").map(|date| date.value),
            by: fields.text("by").map(|by| by.value),
        })
        .into()
}

pub(super) fn updated(fields: &mut Fields<'_, '_>) -> Option<Updated> {
    let entry = fields.entry("updated")?;
    if !matches!(entry.value.data, Data::Table(_)) {
        let on = fields.date("updated")?.value;
        return Some(Updated { on, what: None });
    }
    let table = fields.table("updated")?;
    let (on, what) = fields.nested(&UPDATED, table, |fields| {
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

pub(super) fn adapted_from(fields: &mut Fields<'_, '_>) -> Option<Adapted> {
    let entry = fields.entry("adapted_from")?;
    let table = fields.table("adapted_from")?;
    let (title, url, licence, changes) = fields.nested(&ADAPTED, table, |fields| {
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

pub(super) fn relations(fields: &mut Fields<'_, '_>) -> Vec<TypedRelation> {
    let mut relations = Vec::new();
    for (name, kind) in RelationKind::ALL {
        for item in fields.items(name) {
            match relation(fields, kind, item) {
                Some(relation) => relations.push(relation),
                None => fields.mismatch(name, item, fields.relation_form()),
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
    let Data::Table(table) = &item.data else {
        let target = Spanned {
            value: as_text(item)?,
            span: item.span,
        };
        return Some(TypedRelation {
            kind,
            target,
            why: None,
            back_why: None,
        });
    };
    // A relation with reasons is a table; its page is asked for last, so that all its fields are read first.
    fields.nested(&RELATION, table, |fields| {
        let page = fields.text("page");
        let mut sentence = |name| fields.text(name).map(|text| text.value);
        let (why, back_why) = (sentence("why"), sentence("back_why"));
        Some(TypedRelation {
            kind,
            target: page?,
            why,
            back_why,
        })
    })
}

pub(super) fn allow(fields: &mut Fields<'_, '_>) -> Vec<Suppression> {
    let Some(table) = fields.table("allow") else {
        return Vec::new();
    };
    table
        .entries
        .iter()
        .map(|entry| Suppression {
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

/// The text of a field that is one of `names`; none where it is missing, or another, which is a finding.
fn one_of<'a>(fields: &mut Fields<'a, '_>, id: &'a str, names: &[&str]) -> Option<String> {
    let given = fields.text(id)?;
    if names.contains(&given.value.as_str()) {
        return Some(given.value);
    }
    fields.report(ill_typed_field::not_one_of(
        given.span,
        id,
        &given.value,
        names,
    ));
    None
}

/// The value of a field of this type; none where it is missing, or of another type, which is a finding.
pub(crate) fn field_value<'a>(
    fields: &mut Fields<'a, '_>,
    id: &'a str,
    field: &FieldType,
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
        // A value that is none of its type is a finding, and the field then counts as missing.
        FieldType::Choice(choices) => {
            let names: Vec<&str> = choices.iter().map(|(choice, _)| choice.as_str()).collect();
            FieldValue::Choice(one_of(fields, id, &names)?)
        }
        FieldType::Time => time(fields, id)?,
        FieldType::Range => range(fields, id)?,
        FieldType::Date => FieldValue::Date(fields.date(id)?.value),
        FieldType::Flag => FieldValue::Flag(fields.flag(id)?),
        FieldType::Table => FieldValue::Other(fields.entry(id)?.value.clone()),
    })
}

/// Text, or a number as its digits, since `sessions = 4` is as plain as `sessions = "four"`.
fn text_or_number<'a>(fields: &mut Fields<'a, '_>, id: &'a str) -> Option<FieldValue> {
    let entry = fields.entry(id)?;
    if let (Data::Integer(number), None) = (&entry.value.data, &entry.value.plain) {
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
    let table = fields.table_or(id, "a number of minutes")?;
    Some(fields.nested(&TIME, table, |fields| {
        let mut number = |name| fields.number(name).map(|number| number.value);
        FieldValue::Time {
            fixed: number("fixed"),
            up_to: number("up_to"),
            per_person: number("per_person"),
        }
    }))
}

/// As many as are expected: a number alone is that.
fn range<'a>(fields: &mut Fields<'a, '_>, id: &'a str) -> Option<FieldValue> {
    let entry = fields.entry(id)?;
    if let Data::Integer(_) | Data::Float(_) = entry.value.data {
        let expected = fields.number(id).map(|number| number.value);
        return Some(FieldValue::Range {
            min: None,
            expected,
            max: None,
        });
    }
    let table = fields.table_or(id, "a number, or a range")?;
    Some(fields.nested(&RANGE, table, |fields| {
        let mut number = |name| fields.number(name).map(|number| number.value);
        FieldValue::Range {
            min: number("min"),
            expected: number("expected"),
            max: number("max"),
        }
    }))
}
