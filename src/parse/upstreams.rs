//! Reads the entries of `[[upstream]]`: the projects that lie beneath one.

use crate::diagnostic::{over_limit, unusable_upstream};
use crate::limits;
use crate::model::field_set::UPSTREAM;
use crate::model::layer::Upstream;
use crate::model::value::{Data, Value};
use crate::parse::fields::Fields;

/// The entries that name a folder, in order. One table, `[upstream]`, is an entry too.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<Upstream> {
    let mut entries = fields.items("upstream");
    let most = limits::UPSTREAMS.most;
    if let Some(first) = entries.get(most) {
        let count = entries.len();
        fields.report(over_limit::finding(first.span, &limits::UPSTREAMS, count));
        entries.truncate(most);
    }
    let read = entries.into_iter().filter_map(|entry| one(fields, entry));
    read.collect()
}

fn one<'a>(fields: &mut Fields<'a, '_>, entry: &'a Value) -> Option<Upstream> {
    let Data::Table(table) = &entry.data else {
        fields.report(unusable_upstream::no_table(entry.span, &entry.data));
        return None;
    };
    let (path, name, hide) = fields.nested(&UPSTREAM, table, |fields| {
        let path = fields.text("path");
        (path, fields.text("name"), fields.texts("hide"))
    });
    // A path of another type has been told already, where it was read.
    let Some(path) = path.filter(|path| !path.value.trim().is_empty()) else {
        if table
            .get("path")
            .is_none_or(|path| matches!(path.value.data, Data::String(_)))
        {
            fields.report(unusable_upstream::no_path(entry.span));
        }
        return None;
    };
    let name = name.map(|name| name.value.trim().to_owned());
    Some(Upstream {
        span: entry.span,
        path,
        name: name.filter(|name| !name.is_empty()),
        hide,
    })
}
