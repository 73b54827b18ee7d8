//! What a page may be called, and whether something is called so already.

use crate::check::owner;
use crate::parse::{is_id, slug};
use crate::rename::{RULE, Refusal, Renaming};
use crate::resolve::names::folded;
use crate::resolve::urls;
use crate::site::{Owner, Site};
use crate::source::Span;

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
    if let Some(name) = folder
        .iter()
        .flat_map(|folder| folder.split('/'))
        .find(|name| !is_folder(name) && folder.as_deref() != Some(""))
    {
        return words(format!("`{name}` cannot be a folder in `{typed}`"));
    }
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
    Ok(NewName {
        folder,
        id: id.to_owned(),
    })
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
        let url = urls::of(&new, page.page.meta.lang, &site.config);
        let owners = site.urls.get(&url).into_iter().flatten();
        let mut others = owners.filter(|owner| match owner {
            Owner::Page(page) | Owner::Redirect(page, _) => {
                renaming.path(&site.pages[*page].page.path) != new
            }
            Owner::Work(_, work) => {
                site.works[*work].record.id != renaming.new_id || !is_prose(site, renaming)
            }
            _ => true,
        });
        if let Some(other) = others.next() {
            let what = format!("{url} is the address of {}", owner::words(site, other));
            return match owner::place(site, other) {
                Some(span) => refuse(span, what),
                None => words(format!("{what}; choose another name")),
            };
        }
    }
    Ok(())
}

/// Whoever has the new name already would lose the links by it, since an id goes before all else.
fn is_free_name(site: &Site, renaming: &Renaming) -> Result<(), Refusal> {
    let new = &renaming.new_id;
    let wanted = folded(new);
    let is = |name: &str| folded(name) == wanted;
    for page in &site.pages {
        let page = &*page.page;
        let meta = &page.meta;
        if meta.kind.value == "glossary" {
            let mut terms = page
                .body
                .headings
                .iter()
                .filter(|heading| heading.level == 2);
            if let Some(term) = terms.find(|term| is(&term.id) || is(&term.text)) {
                return refuse(term.span, format!("`{new}` is a term of the glossary"));
            }
        }
        if renaming.members.contains(&page.path) {
            continue;
        }
        if is(&meta.id.value) {
            return refuse(meta.id.span, format!("`{new}` is the id of {}", page.path));
        }
        if let Some(title) = meta.title.as_ref().filter(|title| is(&title.value)) {
            return refuse(title.span, format!("`{new}` is the title of {}", page.path));
        }
        if let Some(alias) = meta.aliases.iter().find(|alias| is(&alias.value)) {
            let finding = RULE.at(alias.span, format!("`{new}` is an alias of {}", page.path));
            let help = "choose another name, or delete the alias if no old link needs it";
            return Err(Refusal::Place(Box::new(finding.help(help))));
        }
        if is(urls::stem(&page.path, &site.config.languages)) {
            let what = format!("`{new}` is the path of {}", page.path);
            return refuse(Span::whole(page.source), what);
        }
    }
    let work = site.works.iter().find(|work| work.record.id == *new);
    match work {
        Some(work) if !is_prose(site, renaming) => {
            refuse(work.record.span, format!("`{new}` is the id of a source"))
        }
        _ => Ok(()),
    }
}

/// Whether the page adds prose to a source, whose id it is meant to have.
fn is_prose(site: &Site, renaming: &Renaming) -> bool {
    let pages = site.pages.iter().map(|page| &page.page);
    let mut members = pages.filter(|page| renaming.members.contains(&page.path));
    members.all(|page| page.meta.kind.value == "source")
}

fn refuse(span: Span, message: String) -> Result<(), Refusal> {
    let finding = RULE.at(span, message).help("choose another name");
    Err(Refusal::Place(Box::new(finding)))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::rename::Refusal;

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
