//! Lays the pages of one project over those of the projects beneath.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::compose::extend::Text;
use crate::compose::extended::{Asked, ExtendedPages};
use crate::compose::page_file::PageFile;
use crate::compose::placed::{Placed, normal};
use crate::diagnostic::{Diagnostic, extended_page};
use crate::model::config::Schema;
use crate::model::lang::Lang;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::page::{Original, Standing};
use crate::model::source::{SourceId, Sources, Span};

/// Copies of what pages were made from, by the language and the id of the page.
pub(super) type Kept = HashMap<(String, String), (SourceId, Arc<str>)>;

/// The pages of the projects that were laid over each other so far.
pub(super) struct Stack {
    /// For each layer.
    hidden: Vec<HashSet<String>>,
    kept: Kept,
    /// Those that stand, and those in whose place others do.
    all: Vec<Placed>,
    /// By id and language; several only of one project, which is a finding there.
    standing: HashMap<(String, Lang), Vec<usize>>,
    /// By what pages were called before, in their language: the last that was laid.
    former: HashMap<String, BTreeMap<Lang, usize>>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Stack {
    /// No pages yet. `hidden` are the ids that are hidden, for each layer.
    pub(super) fn new(hidden: Vec<HashSet<String>>, kept: Kept) -> Self {
        Stack {
            hidden,
            kept,
            all: Vec::new(),
            standing: HashMap::new(),
            former: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// The ids of all pages of these layers.
    pub(super) fn ids(&self, layers: &[LayerIndex]) -> impl Iterator<Item = &str> {
        let pages = self.all.iter();
        let pages = pages.filter(move |page| layers.contains(&page.layer));
        pages.map(|page| page.id.as_str())
    }

    /// The id that a page of these layers has now which had this one before.
    pub(super) fn renamed(&self, layers: &[LayerIndex], id: &str) -> Option<&str> {
        let mut pages = self.former.get(id)?.values();
        let page = pages.find(|page| layers.contains(&self.all[**page].layer))?;
        Some(&self.all[*page].id)
    }

    /// Whether a page is hidden: by its id, or by one that it had before and that no other page has now.
    fn is_hidden(&self, page: &Placed, ids: &HashSet<String>) -> bool {
        let hidden = &self.hidden[usize::from(page.layer)];
        let by_former = |alias: &String| hidden.contains(alias) && !ids.contains(alias);
        hidden.contains(&page.id) || page.aliases.iter().any(by_former)
    }

    /// Lays the pages of a project over those beneath.
    pub(super) fn lay(
        &mut self,
        pages: Vec<Placed>,
        extended: &mut ExtendedPages,
        schema: &Schema,
        sources: &mut Sources,
    ) {
        let mut of_layer: HashMap<(String, Lang), Vec<usize>> = HashMap::new();
        let mut former = Vec::new();
        let ids: HashSet<String> = pages.iter().map(|page| page.id.clone()).collect();
        for mut page in pages {
            if let Some(base) = self.extended_by(&page) {
                self.extend(&mut page, base, extended, schema, sources);
            }
            let key = (page.id.clone(), page.lang);
            if let Some(beneath) = self.standing.get(&key).cloned() {
                self.replace(&mut page, &beneath, extended, schema, sources);
            } else {
                self.findings.extend(self.left_alone(&page));
            }
            page.is_hidden = self.is_hidden(&page, &ids);
            let aliases = page.aliases.iter();
            former.extend(aliases.map(|alias| (alias.clone(), page.lang, self.all.len())));
            of_layer.entry(key).or_default().push(self.all.len());
            self.all.push(page);
        }
        self.standing.extend(of_layer);
        for (alias, lang, at) in former {
            self.former.entry(alias).or_default().insert(lang, at);
        }
    }

    /// What to say of a page of ours where one beneath had its id before: it may have been written to stand in its place.
    fn left_alone(&self, page: &Placed) -> Option<Diagnostic> {
        let now = *self.former.get(&page.id)?.get(&page.lang)?;
        let now = &self.all[now];
        let is_ours = page.layer == OURS && page.extends.is_none();
        let both_stand = is_ours && !now.is_hidden && !now.is_replaced;
        both_stand
            .then(|| extended_page::renamed_beneath(Span::whole(page.source), &page.id, &now.id))
    }

    /// The page beneath that a page extends.
    fn extended_by(&self, page: &Placed) -> Option<usize> {
        let key = (normal(&page.extends.as_ref()?.value), page.lang);
        let standing = self.standing.get(&key);
        let by_id = standing.and_then(|pages| pages.first().copied());
        by_id.or_else(|| self.former.get(&key.0)?.get(&page.lang).copied())
    }

    fn extend(
        &mut self,
        page: &mut Placed,
        base: usize,
        extended: &mut ExtendedPages,
        schema: &Schema,
        sources: &mut Sources,
    ) {
        let key = (self.all[base].id.clone(), page.lang);
        let named = page.extends.as_ref();
        if let Some(extends) = named.filter(|named| normal(&named.value) != key.0) {
            self.findings.push(extended_page::renamed(extends, &key.0));
        }
        let candidates = self.standing.get(&key).map_or(&[][..], Vec::as_slice);
        if let (Some(extends), [first, second, ..]) = (&page.extends, candidates) {
            let paths = [first, second].map(|at| self.all[*at].path.as_str());
            let finding = extended_page::two(extends, paths);
            self.findings.push(finding);
        }
        let base = &self.all[base];
        // A page without an id of its own takes the place of the original; one with an id stands beside it.
        let keeps_id = !page.says_id;
        if keeps_id {
            page.id.clone_from(&base.id);
        }
        let at = if keeps_id { base } else { &*page };
        let (path, place) = (at.path.clone(), at.place.clone());
        let kept = self.kept(page, schema).filter(|_| page.layer == OURS);
        let asked = Asked {
            layer: page.layer,
            own: text(page, sources),
            base: text(base, sources),
            path: path.clone(),
            kept: kept.cloned(),
        };
        let made = extended.make(&asked, schema, sources);
        page.original = Some(original(base, extended, schema, sources));
        page.source = made.source;
        if page.path != path {
            page.file = Some(std::mem::replace(&mut page.path, path));
        }
        page.place = place;
        page.inherited = made.inherited;
        page.extended = page.extends.as_ref().map(|extends| extends.span);
        page.is_faulty = made.is_faulty;
        self.findings.extend_from_slice(&made.findings);
    }

    /// The copy of what a page was made from, under the id that it has or the one that its original had.
    fn kept(&self, page: &Placed, schema: &Schema) -> Option<&(SourceId, Arc<str>)> {
        let lang = &schema.languages[usize::from(page.lang.0)];
        let of = |id: &str| self.kept.get(&(lang.clone(), id.to_owned()));
        of(&page.id).or_else(|| of(&normal(&page.extends.as_ref()?.value)))
    }

    /// Puts a page in the place of those beneath. One that a project above hides is no original of it.
    fn replace(
        &mut self,
        page: &mut Placed,
        beneath: &[usize],
        extended: &mut ExtendedPages,
        schema: &Schema,
        sources: &Sources,
    ) {
        for &at in beneath {
            let other = &mut self.all[at];
            other.is_replaced = true;
            let places = std::iter::once(&other.place).chain(&other.instead_of);
            let others = places.filter(|place| **place != page.place);
            page.instead_of.extend(others.cloned());
            if page.original.is_none() && !other.is_hidden {
                page.original = Some(original(&self.all[at], extended, schema, sources));
            }
        }
    }

    /// The files of all pages that stand.
    pub(super) fn finish(self) -> Vec<PageFile> {
        let standing = self.all.into_iter().filter(|page| !page.is_replaced);
        let mut pages: Vec<(LayerIndex, PageFile)> = standing.map(file).collect();
        pages.sort_by(|(one_layer, one), (other_layer, other)| {
            (&one.path, one_layer).cmp(&(&other.path, other_layer))
        });
        pages.into_iter().map(|(_, file)| file).collect()
    }
}

fn file(page: Placed) -> (LayerIndex, PageFile) {
    let standing = Standing {
        layer: page.layer,
        file: page.file,
        instead_of: page.instead_of,
        inherited: page.inherited,
        extends: page.extended,
        original: page.original,
    };
    let file = PageFile {
        source: page.source,
        path: page.path,
        place: page.place,
        is_hidden: page.is_hidden && page.layer != OURS,
        is_faulty: page.is_faulty,
        standing: Arc::new(standing),
    };
    (page.layer, file)
}

fn text(page: &Placed, sources: &Sources) -> Text {
    Text {
        source: page.source,
        text: sources.get(page.source).text.clone(),
        path: page.path.clone(),
        place: page.place.clone(),
    }
}

fn original(
    page: &Placed,
    extended: &mut ExtendedPages,
    schema: &Schema,
    sources: &Sources,
) -> Original {
    Original {
        layer: page.layer,
        page: extended.page(&text(page, sources), schema),
        place: page.own_place.clone(),
        lang: page.code.clone(),
    }
}
