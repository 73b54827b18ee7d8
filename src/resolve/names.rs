//! What each name that links use stands for.
//!
//! An id stands for its page before anything else. Titles, aliases, paths without ending and the
//! words and ids of glossary terms come after, all alike and without regard to case; two things of
//! one such name make it ambiguous. A name is looked for in the page's own language, then in the
//! others in their order.

use std::collections::HashMap;

use crate::config::Lang;
use crate::resolve::urls;
use crate::site::{Missing, PageIndex, Resolution, Site, in_lang};

/// A page, or one of its headings where it is a term.
pub(crate) type Named = (PageIndex, Option<u32>);

/// What has a name.
pub(crate) enum Holders<'a> {
    None,
    One(Named),
    Several(&'a [Named]),
}

pub(crate) struct Names {
    ids: HashMap<(Lang, String), PageIndex>,
    others: HashMap<(Lang, String), Vec<Named>>,
    /// Ids and titles of drafts that are left out.
    drafts: HashMap<String, ()>,
    works: HashMap<String, usize>,
    paths: HashMap<String, PageIndex>,
}

impl Names {
    pub(crate) fn of(site: &Site) -> Self {
        let mut names = Names {
            ids: HashMap::new(),
            others: HashMap::new(),
            drafts: HashMap::new(),
            works: HashMap::new(),
            paths: HashMap::new(),
        };
        for index in 0..site.pages.len() {
            names.add_page(site, index);
        }
        for draft in &site.drafts {
            let meta = &draft.meta;
            names.drafts.insert(folded(&meta.id.value), ());
            names.drafts.insert(folded(meta.title()), ());
            let stem = urls::stem(&draft.path, &site.config.languages);
            names.drafts.insert(folded(stem), ());
        }
        for (index, work) in site.works.iter().enumerate() {
            names.works.insert(work.record.id.clone(), index);
        }
        names
    }

    fn add_page(&mut self, site: &Site, index: PageIndex) {
        let page = &site.pages[index].page;
        let meta = &page.meta;
        let lang = meta.lang;
        self.ids
            .entry((lang, meta.id.value.clone()))
            .or_insert(index);
        self.paths.insert(page.path.to_string(), index);
        let stem = urls::stem(&page.path, &site.config.languages);
        let stem = stem.strip_suffix("/index").unwrap_or(stem);
        let mut own = vec![folded(&meta.id.value), folded(stem)];
        own.extend(meta.title.as_ref().map(|title| folded(&title.value)));
        own.extend(meta.aliases.iter().map(|alias| folded(&alias.value)));
        if let Some((folder, _)) = stem.rsplit_once('/') {
            let folder = folder.rsplit('/').next().unwrap_or(folder);
            own.push(folded(&format!("{folder}/{}", meta.id.value)));
        }
        for name in own {
            self.add(lang, name, (index, None));
        }
        if meta.kind.value == "glossary" {
            for (at, heading) in page.body.headings.iter().enumerate() {
                if heading.level == 2 && heading.public {
                    self.add(lang, folded(&heading.id), (index, Some(at as u32)));
                    self.add(lang, folded(&heading.text), (index, Some(at as u32)));
                }
            }
        }
    }

    fn add(&mut self, lang: Lang, name: String, named: Named) {
        let all = self.others.entry((lang, name)).or_default();
        if !all.contains(&named) {
            all.push(named);
        }
    }

    /// What `name` stands for on a page in `lang`.
    pub(super) fn find(&self, site: &Site, name: &str, lang: Lang) -> Resolution {
        match self.holders(site, name, lang) {
            Holders::One(named) => return self.found(site, named, lang),
            Holders::Several(several) => {
                return Resolution::Missing(Missing::Ambiguous(several.to_vec()));
            }
            Holders::None => {}
        }
        if let Some(&work) = self.works.get(name) {
            return Resolution::Work(work);
        }
        Resolution::Missing(match self.drafts.contains_key(&folded(name)) {
            true => Missing::Draft,
            false => Missing::Nothing,
        })
    }

    /// Which pages and terms have a name, for a page in `lang`: themselves, not their versions in
    /// that language.
    pub(crate) fn holders(&self, site: &Site, name: &str, lang: Lang) -> Holders<'_> {
        let langs = || std::iter::once(lang).chain(site.config.langs().filter(move |l| *l != lang));
        for other in langs() {
            if let Some(&page) = self.ids.get(&(other, name.to_owned())) {
                return Holders::One((page, None));
            }
        }
        let folded_name = folded(name);
        for other in langs() {
            let named = self.others.get(&(other, folded_name.clone()));
            match named.map(Vec::as_slice) {
                None | Some([]) => {}
                Some([one]) => return Holders::One(*one),
                Some(several) => return Holders::Several(several),
            }
        }
        Holders::None
    }

    /// What was found, in the version of the language that asks where there is one.
    fn found(&self, site: &Site, (page, heading): Named, lang: Lang) -> Resolution {
        let local = in_lang(&site.pages, page, lang);
        let heading = heading.filter(|_| local == page);
        Resolution::Page {
            page: local,
            heading,
        }
    }

    /// What a path of the content folder leads to from a page in `lang`.
    pub(super) fn at_path(&self, site: &Site, path: &str, lang: Lang) -> Option<PageIndex> {
        let page = self.file_at(site, path, lang)?;
        Some(in_lang(&site.pages, page, lang))
    }

    /// The page at a path of the content folder, with or without its ending, or a folder's index.
    pub(crate) fn file_at(&self, site: &Site, path: &str, lang: Lang) -> Option<PageIndex> {
        let code = site.config.code(lang);
        let candidates = [
            path.to_owned(),
            format!("{path}.md"),
            format!("{path}.{code}.md"),
            if path.is_empty() {
                "index.md".to_owned()
            } else {
                format!("{path}/index.md")
            },
        ];
        let found = candidates.iter().find_map(|path| self.paths.get(path));
        found.copied()
    }

    pub(super) fn is_draft(&self, path: &str) -> bool {
        self.drafts
            .contains_key(&folded(path.strip_suffix(".md").unwrap_or(path)))
    }
}

/// A name without regard to case and to how white space is written.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}
