//! Reads the menu of `site.toml`: names, and entries in braces with labels, groups and addresses.

use crate::diagnostic::{invalid_menu, over_limit};
use crate::limits;
use crate::model::field_set::MENU_ENTRY;
use crate::model::kind::Localized;
use crate::model::menu::{LeadsTo, MenuSetting};
use crate::model::source::{Span, Spanned};
use crate::model::value::{Data, Table, Value};
use crate::parse::fields::{Fields, as_text};

/// What an entry may be, for who has typed something else.
const FORM: &str =
    "ids of pages and lists, or entries such as { page = \"about\", label = \"About us\" }";

/// The entries of the menu, those that cannot be used aside.
pub(super) fn menu(fields: &mut Fields<'_, '_>) -> Vec<MenuSetting> {
    let items = fields.items("menu");
    let mut left = limits::MENU.most;
    let all = entries(fields, &items, true);
    let mut kept = Vec::new();
    let count = all.iter().map(size).sum();
    for entry in all {
        let size = size(&entry);
        if size > left {
            fields.report(over_limit::finding(entry.span, &limits::MENU, count));
            break;
        }
        left -= size;
        kept.push(entry);
    }
    kept
}

/// How many entries it counts as.
fn size(entry: &MenuSetting) -> usize {
    match &entry.leads_to {
        LeadsTo::Group(entries) => 1 + entries.len(),
        _ => 1,
    }
}

fn entries<'a>(
    fields: &mut Fields<'a, '_>,
    items: &[&'a Value],
    may_group: bool,
) -> Vec<MenuSetting> {
    let entries = items
        .iter()
        .filter_map(|item| entry(fields, item, may_group));
    entries.collect()
}

fn entry<'a>(fields: &mut Fields<'a, '_>, item: &'a Value, may_group: bool) -> Option<MenuSetting> {
    if let Some(name) = as_text(item) {
        let name = Spanned {
            value: name,
            span: item.span,
        };
        return Some(MenuSetting {
            label: None,
            span: item.span,
            leads_to: LeadsTo::Name(name),
        });
    }
    let Data::Table(table) = &item.data else {
        fields.mismatch("menu", item, FORM);
        return None;
    };
    fields.nested(&MENU_ENTRY, table, |fields| {
        of_table(fields, table, item.span, may_group)
    })
}

fn of_table<'a>(
    fields: &mut Fields<'a, '_>,
    table: &'a Table,
    span: Span,
    may_group: bool,
) -> Option<MenuSetting> {
    let label = label(fields);
    let page = fields.text("page");
    let url = fields.text("url");
    let items = fields.items("items");
    let given = ["page", "url", "items"];
    let given: Vec<&str> = given
        .into_iter()
        .filter(|key| table.get(key).is_some())
        .collect();
    // All three are read before it is judged which may stand, so that none of them is called unknown as well.
    let leads_to = match given[..] {
        [] => {
            fields.report(invalid_menu::leads_nowhere(span));
            return None;
        }
        [_, other, ..] => {
            let at = table.get(other).map_or(span, |entry| entry.key_span);
            fields.report(invalid_menu::leads_twice(at, given[0], other));
            return None;
        }
        ["page"] => LeadsTo::Name(page?),
        ["url"] => LeadsTo::Address(address(fields, url?)?),
        _ if !may_group => {
            fields.report(invalid_menu::group_in_group(span));
            return None;
        }
        _ => LeadsTo::Group(entries(fields, &items, false)),
    };
    let is_named = label.is_some() || matches!(leads_to, LeadsTo::Name(_));
    if !is_named {
        fields.report(invalid_menu::no_label(span));
        return None;
    }
    if matches!(&leads_to, LeadsTo::Group(entries) if entries.is_empty()) {
        fields.report(invalid_menu::empty_group(span));
        return None;
    }
    Some(MenuSetting {
        label,
        span,
        leads_to,
    })
}

/// A label: a text for all languages, or one for each.
fn label(fields: &mut Fields<'_, '_>) -> Option<Localized> {
    let value = &fields.entry("label")?.value;
    let label = match &value.data {
        Data::Table(table) => {
            let labels = table.entries.iter();
            let labels =
                labels.filter_map(|entry| Some((entry.key.clone(), as_text(&entry.value)?)));
            labels.collect()
        }
        _ => Localized::from([(String::new(), as_text(value).unwrap_or_default())]),
    };
    let is_text = as_text(value).is_some_and(|text| text.trim().is_empty());
    if is_text {
        fields.report(invalid_menu::empty_label(value.span));
        return None;
    }
    if label.is_empty() || label.values().any(|text| text.trim().is_empty()) {
        fields.mismatch(
            "label",
            value,
            "text, or a text for each language such as { en = \"About\", fr = \"À propos\" }",
        );
        return None;
    }
    Some(label)
}

/// An address that a browser or a mail program opens.
fn address(fields: &mut Fields<'_, '_>, url: Spanned<String>) -> Option<String> {
    let known = ["https://", "http://", "mailto:", "tel:"];
    let is_known = known.iter().any(|scheme| {
        let head = url.value.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme)) && url.value.len() > scheme.len()
    });
    if !is_known || url.value.contains(char::is_whitespace) {
        fields.report(invalid_menu::address(url.span, &url.value));
        return None;
    }
    Some(url.value)
}
