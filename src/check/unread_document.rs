//! A document of a writing program among the pages, which readers cannot reach.

use std::collections::BTreeSet;

use crate::check::unportable_name::users;
use crate::diagnostic::{Diagnostic, misnamed_file};
use crate::model::site::Site;
use crate::model::source::Span;

/// A document that a page links to is there to be fetched.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let documents = site
        .files
        .keys()
        .filter(|path| misnamed_file::is_document(path));
    let documents: Vec<&String> = documents.collect();
    if documents.is_empty() {
        return;
    }
    let used = users(site).into_iter().map(|(path, _)| path);
    let used: BTreeSet<&str> = used.collect();
    let place = Span::whole(site.config.source);
    let unread = documents
        .into_iter()
        .filter(|path| !used.contains(path.as_str()));
    findings.extend(unread.map(|path| misnamed_file::document(place, path)));
}
