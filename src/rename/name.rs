//! What a page may be called, and whether something is called so already.

use crate::check::route_label;
use crate::model::kind::Ability;
use crate::model::page::Page;
use crate::model::site::{Route, Site, SitePage};
use crate::model::slug::slug;
use crate::model::source::Span;
use crate::parse::is_id;
use crate::rename::refusal::{RULE, Refusal};
use crate::rename::renaming::Renaming;
use crate::resolve::names::folded;
use crate::resolve::routes;

/// A name as it was typed: `conversations`, `methods/conversations`, `/conversations`.
#[derive(Debug, PartialEq)]
pub(super) struct NewName {
    /// The folder that the page goes to, from the content folder; `None` for where it is.
    pub(super) folder: Option<String>,
    pub(super) id: String,
}

/// Characters that some file system refuses in names.
const REFUSED: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

pub(super) fn parse(typed: &str, languages: &[String]) -> Result<NewName, Refusal> {
    let path = typed.trim();
    let path = path.strip_suffix(".md").unwrap_or(path);
    if path.contains('\\') {
        return words(format!(
            "put / between folders: {}",
            path.replace('\\', "/")
        ));
    }
    let (folder, id) = match path.rsplit_once('/') {
        Some((folder, id)) => (Some(folder.trim_start_matches('/').to_owned()), id),
        None => (None, path),
    };
    // A name that begins with a slash stands at the root, which is an empty folder and may be meant.
    if let Some(name) = folder
        .iter()
        .flat_map(|folder| folder.split('/'))
        .find(|name| !is_folder(name) && folder.as_deref() != Some(""))
    {
        return words(format!("`{name}` cannot be a folder in `{typed}`"));
    }
    can_be_id(id, languages)?;
    Ok(NewName {
        folder,
        id: id.to_owned(),
    })
}

fn can_be_id(id: &str, languages: &[String]) -> Result<(), Refusal> {
    if !is_id(id) || id.ends_with('.') {
        let near = slug(id);
        let near = near.trim_matches('-');
        let example = if is_id(near) { near } else { "one-to-ones" };
        return words(format!(
            "`{id}` cannot be an id; use letters, digits, hyphens and underscores, as in `{example}`"
        ));
    }
    if id == "index" {
        return words("`index` is the name of a folder's own page, whose id is the folder's name");
    }
    if let Some((_, suffix)) = id.rsplit_once('.')
        && languages
            .iter()
            .any(|code| code.eq_ignore_ascii_case(suffix))
    {
        return words(format!(
            "`{id}` would be read as a page in the language `{suffix}`; leave `.{suffix}` out: all \
             its languages are renamed together"
        ));
    }
    Ok(())
}

fn is_folder(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with([' ', '.'])
        && !name.contains(|c: char| c.is_control() || REFUSED.contains(&c))
}

fn words<T>(words: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Words(words.into()))
}

/// Refuses a name or an address that something else has.
pub(super) fn is_free(site: &Site, renaming: &Renaming) -> Result<(), Refusal> {
    if renaming.new_id != renaming.old_id {
        is_free_name(site, renaming)?;
    }
    for page in &site.pages {
        let path = &*page.page.path;
        let new = renaming.path(path);
        if new == path || page.work.is_some() {
            continue;
        }
        let taken = site.pages.iter().find(|other| *other.page.path == *new);
        if let Some(other) = taken {
            let what = format!("the page {new} is there already");
            return refuse(Span::whole(other.page.source), what);
        }
        is_free_address(site, renaming, &new, page)?;
    }
    Ok(())
}

/// That nothing else has the address at which a page would be once its path is `new`.
fn is_free_address(
    site: &Site,
    renaming: &Renaming,
    new: &str,
    page: &SitePage,
) -> Result<(), Refusal> {
    let url = routes::page_url(new, page.page.meta.lang, &site.config);
    let owners = site.routes.get(&url).into_iter().flatten();
    let mut others = owners.filter(|owner| match owner {
        Route::Page(page) | Route::Redirect(page, _) => {
            renaming.path(&site.pages[*page].page.path) != new
        }
        Route::Work(_, work) => {
            site.works[*work].record.id != renaming.new_id || !is_prose(site, renaming)
        }
        _ => true,
    });
    // Lists and files have addresses as well as pages, so the message names what is there.
    if let Some(other) = others.next() {
        let what = format!(
            "{url} is the address of {}",
            route_label::words(site, other)
        );
        return match route_label::place(site, other) {
            Some(span) => refuse(span, what),
            None => words(format!("{what}; choose another name")),
        };
    }
    Ok(())
}

/// Whoever has the new name already would lose the links by it, since an id goes before all else.
fn is_free_name(site: &Site, renaming: &Renaming) -> Result<(), Refusal> {
    let new = &renaming.new_id;
    let wanted = folded(new);
    let is = |name: &str| folded(name) == wanted;
    for page in &site.pages {
        is_free_of_page(&page.page, &is, site, renaming)?;
    }
    let record = site.records().find(|record| record.id == *new);
    match record {
        Some(record) if !is_prose(site, renaming) => {
            refuse(record.span, format!("`{new}` is the id of a source"))
        }
        _ => Ok(()),
    }
}

/// That a page which is not renamed has no name that `is` the new one, and no page a term that is.
fn is_free_of_page(
    page: &Page,
    is: &dyn Fn(&str) -> bool,
    site: &Site,
    renaming: &Renaming,
) -> Result<(), Refusal> {
    let (new, meta) = (&renaming.new_id, &page.meta);
    let mut terms = page.terms().map(|(_, term)| term);
    if let Some(term) = terms.find(|term| is(&term.id) || is(&term.text)) {
        return refuse(term.span, format!("`{new}` is a term of the glossary"));
    }
    // A page may take its own title or alias for a name, but no term: that would name two things.
    if renaming.members.contains(&page.path) {
        return Ok(());
    }
    if is(&meta.id.value) {
        return refuse(meta.id.span, format!("`{new}` is the id of {}", page.path));
    }
    if let Some(title) = meta.title.as_ref().filter(|title| is(&title.value)) {
        return refuse(title.span, format!("`{new}` is the title of {}", page.path));
    }
    if let Some(alias) = meta.aliases.iter().find(|alias| is(&alias.value)) {
        let finding = RULE.at(alias.span, format!("`{new}` is an alias of {}", page.path));
        let help = "choose another name, or take the alias out if no old link needs it";
        return Err(Refusal::Place(Box::new(finding.help(help))));
    }
    if is(routes::stem(&page.path, &site.config.languages)) {
        let what = format!("`{new}` is the path of {}", page.path);
        return refuse(Span::whole(page.source), what);
    }
    Ok(())
}

/// Whether the page adds prose to a source, whose id it is meant to have.
fn is_prose(site: &Site, renaming: &Renaming) -> bool {
    let pages = site.pages.iter().map(|page| &page.page);
    let mut members = pages.filter(|page| renaming.members.contains(&page.path));
    members.all(|page| page.meta.kind.value.can(Ability::ProseOfSource))
}

fn refuse(span: Span, message: String) -> Result<(), Refusal> {
    let finding = RULE.at(span, message).help("choose another name");
    Err(Refusal::Place(Box::new(finding)))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::rename::refusal::Refusal;

    #[test]
    fn a_name_may_say_a_folder() {
        for (typed, folder, id) in [
            ("talks", None, "talks"),
            ("talks.md", None, "talks"),
            ("/talks", Some(""), "talks"),
            ("a/our talks/Été-2", Some("a/our talks"), "Été-2"),
            ("/a/v1.2", Some("a"), "v1.2"),
        ] {
            let name = parse(typed, &["en".to_owned()]).unwrap();
            assert_eq!((name.folder.as_deref(), &*name.id), (folder, id), "{typed}");
        }
    }

    #[test]
    fn a_name_that_no_file_or_link_could_have_is_refused_with_what_to_type() {
        for (typed, said) in [
            ("", "`` cannot be an id"),
            ("Our talks!", "as in `our-talks`"),
            ("a/", "`` cannot be an id"),
            ("../talks", "`..` cannot be a folder"),
            ("a//b", "`` cannot be a folder"),
            (".a/b", "`.a` cannot be a folder"),
            ("a\\b", "put / between folders: a/b"),
            (".talks", "`.talks` cannot be an id"),
            ("talks.", "`talks.` cannot be an id"),
            ("a/index", "a folder's own page"),
            ("talks.FR", "would be read as a page in the language `FR`"),
        ] {
            let Err(Refusal::Words(words)) = parse(typed, &["fr".to_owned()]) else {
                panic!("{typed}");
            };
            assert!(words.contains(said), "{typed}: {words}");
        }
    }
}
