//! Decides which page stands where several projects lie over each other.
//!
//! 1. `brief` reads of each page its id and its language, as its own project has them.
//! 2. From the lowest project upwards, a page takes the place of the one beneath that has its id and its
//!    language.
//!    One that `extends` another is made one text with it (`extend`).
//! 3. Pages that `hide` names are marked; those in languages that ours does not list are left out.
//!
//! Takes what was loaded; gives the files to parse, each with where it stands. A project that lies on no
//! other is passed through.

mod attributes;
mod beside;
mod brief;
mod changes;
mod copied;
mod copy;
mod extend;
mod extended;
mod fields;
mod page_file;
mod placed;
mod records;
mod sections;
mod stack;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::compose::brief::Briefs;
use crate::compose::extended::ExtendedPages;
pub use crate::compose::page_file::PageFile;
pub use crate::compose::records::second_records;
pub(crate) use crate::compose::sections::{Section, sections};
use crate::compose::stack::Stack;
use crate::diagnostic::{Diagnostic, unusable_upstream};
use crate::load::{Loaded, TextFile};
use crate::model::config::Schema;
use crate::model::layer::{Layer, LayerIndex};
use crate::model::page::Standing;
use crate::model::source::{SourceId, Sources};
use crate::parse;

/// The pages of all projects, as far as they stand.
#[derive(Debug)]
pub struct Composed {
    /// By path, and of one path those of the uppermost project first.
    pub pages: Vec<PageFile>,
    /// The projects, ours first.
    pub layers: Arc<[Layer]>,
    /// What pages are called that are in languages which ours does not list.
    pub unlisted: Arc<[(String, Arc<str>)]>,
}

/// What composing one project leaves to the next time.
#[derive(Debug, Default)]
pub struct ComposeCache {
    briefs: Briefs,
    extended: ExtendedPages,
}

/// Finds which pages stand. Takes the pages out of `loaded`.
pub fn compose(
    loaded: &mut Loaded,
    schema: &Schema,
    sources: &mut Sources,
    cache: &mut ComposeCache,
) -> (Composed, Vec<Diagnostic>) {
    let own = std::mem::take(&mut loaded.pages);
    if loaded.beneath.is_empty() {
        return (alone(own, loaded, schema), Vec::new());
    }
    let layers = layers(loaded);
    let beneath = loaded.beneath.iter_mut();
    let files: Vec<Vec<TextFile>> = std::iter::once(own)
        .chain(beneath.map(|layer| std::mem::take(&mut layer.pages)))
        .collect();
    cache.briefs.read(files.iter().flatten(), sources);
    cache.extended.begin(schema);
    let mut stack = Stack::new(hidden(loaded, layers.len()), kept(loaded, sources));
    let mut unlisted = Vec::new();
    // From the lowest layer up: a page can extend only what lies beneath it.
    for (at, files) in files.into_iter().enumerate().rev() {
        let layer = at as LayerIndex;
        let languages = &layers[at].languages;
        let placed = placed::place(layer, files, languages, schema, &cache.briefs);
        unlisted.extend(placed.unlisted);
        stack.lay(placed.pages, &mut cache.extended, schema, sources);
    }
    cache.extended.end();
    let mut findings = unknown_hidden(loaded, &stack);
    findings.append(&mut stack.findings);
    let composed = Composed {
        pages: stack.finish(),
        layers: layers.into(),
        unlisted: unlisted.into(),
    };
    (composed, findings)
}

/// The copies of what our pages were made from, by the language and the id of the page.
fn kept(loaded: &Loaded, sources: &Sources) -> HashMap<(String, String), (SourceId, Arc<str>)> {
    let kept = loaded.originals.iter().filter_map(|file| {
        let (lang, id) = file.path.strip_suffix(".md")?.split_once('/')?;
        let text = sources.get(file.source).text.clone();
        Some(((lang.to_owned(), placed::normal(id)), (file.source, text)))
    });
    kept.collect()
}

/// A project that lies on no other.
fn alone(files: Vec<TextFile>, loaded: &Loaded, schema: &Schema) -> Composed {
    let paths = files.iter().map(|file| file.path.as_str());
    let places = parse::places(paths, &schema.languages);
    let places: Vec<String> = places.into_iter().map(Into::into).collect();
    let standing: Arc<Standing> = Arc::default();
    let pages = files.into_iter().zip(places);
    let pages = pages.map(|(file, place)| PageFile {
        source: file.source,
        path: file.path,
        place,
        is_hidden: false,
        is_faulty: false,
        standing: standing.clone(),
    });
    Composed {
        pages: pages.collect(),
        layers: layers(loaded).into(),
        unlisted: Arc::new([]),
    }
}

fn layers(loaded: &Loaded) -> Vec<Layer> {
    let config = &loaded.config;
    let own = Layer {
        name: config.title.clone(),
        base_url: config.base_url.clone(),
        feedback: config.feedback.clone(),
        licence: config.licence.clone(),
        languages: config.languages.clone(),
        ..Layer::default()
    };
    let beneath = loaded.beneath.iter().map(|one| one.layer.clone());
    std::iter::once(own).chain(beneath).collect()
}

/// The ids that are hidden, for each layer.
fn hidden(loaded: &Loaded, layers: usize) -> Vec<HashSet<String>> {
    let mut hidden = vec![HashSet::new(); layers];
    for hiding in &loaded.hidings {
        for layer in &hiding.of {
            let ids = hiding.ids.iter().map(|id| placed::normal(&id.value));
            hidden[usize::from(*layer)].extend(ids);
        }
    }
    hidden
}

/// Says which names of `hide` are no pages.
fn unknown_hidden(loaded: &Loaded, stack: &Stack) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for hiding in &loaded.hidings {
        let known: BTreeSet<&str> = stack.ids(&hiding.of).collect();
        for id in &hiding.ids {
            if !known.contains(&*placed::normal(&id.value)) {
                let renamed = stack.renamed(&hiding.of, &placed::normal(&id.value));
                let known = known.iter().copied();
                findings.push(match renamed {
                    Some(now) => unusable_upstream::hidden_renamed(id, hiding, now),
                    None => unusable_upstream::unknown_hidden(id, hiding, known),
                });
            }
        }
    }
    findings
}
