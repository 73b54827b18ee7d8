//! Who is behind a path of the output, in words and by its place in the sources.

use crate::download::Download;
use crate::print::Sheet;
use crate::site::{Generated, Owner, Site, WebFile};
use crate::source::Span;

/// The place that a writer would change so that the path is another; `None` for what is made for
/// every site.
pub(crate) fn place(site: &Site, owner: &Owner) -> Option<Span> {
    let page = |index: usize| &site.pages[index].page;
    Some(match owner {
        Owner::Page(index) | Owner::Sheet(index, _) | Owner::Print(index, _) => {
            page(*index).meta.id.span
        }
        Owner::Redirect(index, alias) => page(*index).meta.aliases[*alias].span,
        Owner::Work(_, work) => site.works[*work].record.span,
        Owner::Tag(lang, tag) => {
            let tag = &site.tags[&(*lang, tag.clone())];
            let tags = &page(*tag.pages.first()?).meta.tags;
            tags.iter().find(|label| label.value == tag.label)?.span
        }
        Owner::Kind(..) | Owner::Generated(..) | Owner::Web(_) | Owner::Download(_) => {
            return None;
        }
    })
}

pub(crate) fn words(site: &Site, owner: &Owner) -> String {
    match owner {
        Owner::Page(index) => format!("the page {}", site.pages[*index].page.path),
        Owner::Redirect(index, alias) => {
            let page = &site.pages[*index].page;
            let alias = &page.meta.aliases[*alias].value;
            format!("the alias `{alias}` of {}", page.path)
        }
        Owner::Work(_, work) => format!("the page of the source `{}`", site.works[*work].record.id),
        Owner::Kind(_, kind) => format!("the list of the pages of kind `{kind}`"),
        Owner::Tag(lang, tag) => {
            let label = &site.tags[&(*lang, tag.clone())].label;
            format!("the list of the pages with the tag `{label}`")
        }
        Owner::Sheet(index, sheet) => {
            let sheet = match sheet {
                Sheet::Agenda => "agenda to hand out",
                _ => "run sheet",
            };
            format!("the {sheet} of {}", site.pages[*index].page.path)
        }
        Owner::Print(index, printing) => {
            let sheet = printing.sheet.name();
            format!("the {sheet} to print of {}", site.pages[*index].page.path)
        }
        Owner::Generated(_, generated) => made(*generated).to_owned(),
        Owner::Web(WebFile::Sitemap | WebFile::SitemapPart(_)) => "the site map".to_owned(),
        Owner::Web(WebFile::Feed(_)) => "the feed of changes".to_owned(),
        Owner::Download(Download::SingleFile) => "the site as one file".to_owned(),
        Owner::Download(Download::Archive) => "the site as an archive".to_owned(),
    }
}

fn made(generated: Generated) -> &'static str {
    match generated {
        Generated::Home => "the site's home",
        Generated::Sources => "the list of all sources",
        Generated::AToZ => "the list of all pages from A to Z",
        Generated::OpenQuestions => "the list of open questions",
        Generated::Changes => "the list of changes",
        Generated::ByTime => "the list of pages by time",
        Generated::PrintShelf => "the list of all sheets to print",
        Generated::Map => "the map of what comes before what",
        Generated::NotFound => "the page for addresses that are not found",
    }
}
