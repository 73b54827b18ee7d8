//! Where a page has gone that is at its address no more, so that a reader can be taken along.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::site::{Site, SitePage};

/// The addresses that pages have left, with the one that each has gone to.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Moves(Arc<HashMap<String, String>>);

impl Moves {
    /// These moves and those from one site to the next.
    pub(crate) fn and(&self, old: &Site, new: &Site) -> Self {
        let found = between(old, new);
        if found.is_empty() {
            return self.clone();
        }
        let mut all = (*self.0).clone();
        for (from, to) in found {
            // A page that is there again has not gone.
            all.remove(&to);
            all.insert(from, to);
        }
        Moves(Arc::new(all))
    }

    /// Where the page that was at `url` is now, for all one knows.
    pub(crate) fn follow<'a>(&'a self, url: &'a str) -> Option<&'a str> {
        let mut at = url;
        // Each move leads on from where a page is no more, so that no way is longer than all.
        for _ in 0..=self.0.len() {
            match self.0.get(at) {
                Some(next) => at = next,
                None => return (at != url).then_some(at),
            }
        }
        None
    }
}

/// The pages of `old` whose addresses are gone in `new`, and where they seem to be now.
fn between(old: &Site, new: &Site) -> Vec<(String, String)> {
    let same = old.pages.len() == new.pages.len()
        && old
            .pages
            .iter()
            .zip(&new.pages)
            .all(|(a, b)| a.url == b.url);
    if same {
        return Vec::new();
    }
    let is_page = |site: &Site, url: &str| site.routes.contains_key(url);
    let gone = old.pages.iter().filter(|page| !is_page(new, &page.url));
    let come: Vec<&SitePage> = new
        .pages
        .iter()
        .filter(|page| !is_page(old, &page.url))
        .collect();
    gone.filter_map(|gone| Some((gone.url.clone(), successor(gone, &come)?.url.clone())))
        .collect()
}

/// Of the pages that have come, the one that a page has become: by its id, its text, its title.
fn successor<'a>(gone: &SitePage, come: &[&'a SitePage]) -> Option<&'a SitePage> {
    let signs: [fn(&SitePage, &SitePage) -> bool; 3] = [
        |one, other| one.page.meta.id.value == other.page.meta.id.value,
        |one, other| one.page.text == other.page.text,
        |one, other| one.page.meta.title() == other.page.meta.title(),
    ];
    let same_lang = |page: &&&SitePage| page.page.meta.lang == gone.page.meta.lang;
    signs.iter().find_map(|sign| {
        let mut found = come.iter().filter(same_lang);
        found.find(|page| sign(gone, page)).copied()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Moves;
    use crate::engine::{Engine, Options};
    use crate::model::site::Site;

    fn site(pages: &[(&str, &str)]) -> Arc<Site> {
        let built = Engine::default().build_texts(pages, &Options::default());
        built.site
    }

    #[test]
    fn a_page_is_followed_by_its_id_its_text_or_its_title() {
        let text = |title: &str, rest: &str| format!("+++\ntitle = \"{title}\"\n+++\n{rest}\n");
        let (a, b, c) = (text("A", "one"), text("B", "two"), text("C", "three"));
        let changed = text("C", "more");
        let first = site(&[
            ("content/a.md", &a),
            ("content/b.md", &b),
            ("content/c.md", &c),
        ]);
        let second = site(&[
            ("content/d/a.md", &b),
            ("content/e.md", &b),
            ("content/f.md", &changed),
        ]);
        let moves = Moves::default().and(&first, &second);
        assert_eq!(moves.follow("a.html"), Some("d/a.html"));
        assert_eq!(moves.follow("b.html"), Some("d/a.html"));
        assert_eq!(moves.follow("c.html"), Some("f.html"));
        assert_eq!(moves.follow("index.html"), None);

        let third = site(&[("content/g/f.md", &changed), ("content/b.md", &b)]);
        let moves = moves.and(&second, &third);
        assert_eq!(moves.follow("c.html"), Some("g/f.html"));
        assert_eq!(moves.follow("e.html"), Some("b.html"));
        assert_eq!(moves.follow("b.html"), None);
    }
}
