//! Who is behind a path of the output, in words and by its place in the sources.

use crate::model::download::Download;
use crate::model::sheet::Sheet;
use crate::model::site::{Exported, FeedFile, Route, Site};
use crate::model::source::Span;

/// The place that a writer would change so that the path is another; `None` for what is made for
/// every site.
pub(crate) fn place(site: &Site, owner: &Route) -> Option<Span> {
    let page = |index: usize| &site.pages[index].page;
    Some(match owner {
        Route::Page(index)
        | Route::Sheet(index, _)
        | Route::Print(index, _)
        | Route::Export(Exported::Page(index), _) => page(*index).meta.id.span,
        Route::Redirect(index, alias) => page(*index).meta.redirect(*alias).span,
        Route::Work(_, work) => site.works[*work].record.span,
        Route::Tag(lang, tag) => {
            let tag = &site.tags[&(*lang, tag.clone())];
            let tags = &page(*tag.pages.first()?).meta.tags;
            tags.iter().find(|label| label.value == tag.label)?.span
        }
        Route::Kind(..)
        | Route::Builtin(..)
        | Route::Web(_)
        | Route::Download(_)
        | Route::Export(Exported::Site, _) => {
            return None;
        }
    })
}

pub(crate) fn words(site: &Site, owner: &Route) -> String {
    match owner {
        Route::Page(index) => format!("the page {}", site.pages[*index].page.path),
        Route::Redirect(index, alias) => {
            let page = &site.pages[*index].page;
            let alias = &page.meta.redirect(*alias).value;
            format!("the alias `{alias}` of {}", page.path)
        }
        Route::Work(_, work) => format!("the page of the source `{}`", site.works[*work].record.id),
        Route::Kind(_, kind) => format!("the list of the pages of kind `{kind}`"),
        Route::Tag(lang, tag) => {
            let label = &site.tags[&(*lang, tag.clone())].label;
            format!("the list of the pages with the tag `{label}`")
        }
        // The name of a file tells writers little: each is called by what they would look for.
        Route::Sheet(index, sheet) => {
            let sheet = match sheet {
                Sheet::Agenda => "agenda to hand out",
                _ => "run sheet",
            };
            format!("the {sheet} of {}", site.pages[*index].page.path)
        }
        Route::Print(index, printing) => {
            let sheet = printing.sheet.name();
            format!("the {sheet} to print of {}", site.pages[*index].page.path)
        }
        Route::Builtin(_, page) => page.label.to_owned(),
        Route::Web(FeedFile::Sitemap | FeedFile::SitemapPart(_)) => "the site map".to_owned(),
        Route::Web(FeedFile::Robots) => "the file for programs that search the web".to_owned(),
        Route::Web(FeedFile::Feed(_)) => "the feed of changes".to_owned(),
        Route::Export(Exported::Site, _) => "the file of all sources".to_owned(),
        Route::Export(Exported::Page(index), _) => {
            format!(
                "the file of the sources of {}",
                site.pages[*index].page.path
            )
        }
        Route::Download(Download::SingleFile) => "the site as one file".to_owned(),
        Route::Download(Download::Archive) => "the site as an archive".to_owned(),
    }
}
