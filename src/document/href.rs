//! The address of whatever a link leads to, as it is seen from where the link is read.

use std::borrow::Cow;

use crate::document::address;
use crate::document::context::Context;
use crate::document::target::Target;
use crate::model::site::Site;

/// From where something is seen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum View<'a> {
    /// From the page at this path of the output.
    Page(&'a str),
    /// From the same page where it is a part of the one file that holds all pages. Files have no address
    /// there until their bytes are put in, so they keep the one that they have from the page.
    Part(&'a str),
    /// From paper, where nobody can follow a link: its whole address where the site's own is known, else
    /// the path from the output's root.
    Paper,
}

impl View<'_> {
    /// Whether the address of a target in the one file is said here, and not when the file is put
    /// together: that of every page of content.
    pub(crate) fn settles(self, target: Target<'_>) -> bool {
        let is_page = matches!(
            target,
            Target::Page { .. } | Target::Anchor { .. } | Target::Work(..)
        );
        is_page && matches!(self, View::Part(_))
    }
}

/// The id that a place in the page at `path` has in the one file. An id has no spaces;
/// `search-results.js` makes the same of a path.
pub(crate) fn part_id(path: &str, fragment: &str) -> String {
    let part = path.replace(char::is_whitespace, "\u{2423}");
    match fragment {
        "" => part,
        fragment => format!("{part}/{fragment}"),
    }
}

/// The address of a target in a view, not yet escaped for what it is written into.
pub(crate) fn href(cx: Context<'_>, target: Target<'_>, view: View<'_>) -> String {
    let path = match target {
        Target::External(address) => return address.to_owned(),
        Target::Page { page, .. } | Target::Anchor { page, .. } => {
            Cow::Borrowed(cx.site.pages[page].url.as_str())
        }
        Target::Work(lang, work) => Cow::Owned(cx.site.work_url(lang, work)),
        Target::File(path) => Cow::Owned(cx.files.url(path)),
        Target::Builtin(path) => Cow::Borrowed(path),
    };
    let fragment = fragment(cx.site, target);
    // The single file holds its pages as parts: what it has is named by an id, and all else is on the site.
    let mut href = match view {
        View::Part(_) if view.settles(target) => {
            let id = part_id(&path, fragment.unwrap_or_default());
            return format!("#{}", address::encode(&id));
        }
        View::Page(from) | View::Part(from) if *path == *from && fragment.is_some() => {
            String::new()
        }
        View::Page(from) | View::Part(from) => address::href(from, &path),
        View::Paper => match &cx.site.config.base_url {
            Some(base) => address::absolute(base, &path),
            None => address::encode(&path).into_owned(),
        },
    };
    if let Some(fragment) = fragment {
        href.push('#');
        href.push_str(fragment);
    }
    href
}

/// The place within its page that a target is.
fn fragment<'a>(site: &'a Site, target: Target<'_>) -> Option<&'a str> {
    match target {
        Target::Page {
            page,
            heading: Some(heading),
        } => Some(&site.pages[page].page.body.headings[heading as usize].id),
        Target::Anchor { page, anchor } => {
            Some(&site.pages[page].page.body.anchors[anchor as usize])
        }
        _ => None,
    }
}
