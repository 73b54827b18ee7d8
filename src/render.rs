//! Names everything a reader will get and makes the bytes of each when they are asked for.
//!
//! 1. [`render`] compiles the theme, names the files that pages show, and lists the artifacts of the site
//!    and of the downloads beside it.
//! 2. `renderer` makes one: gathers its data (`page`, `listing`), writes bodies (`html`) and fills the
//!    template; or the whole of what programs read (`web`).
//!
//! `artifact` is what stands at a path, `renderer` makes it, `artifact_set` lists those of one edition,
//! `download` makes one file of a set, `output` is all of it: each knows only those before it.
//!
//! Takes the site and the theme's files; gives an [`Output`]. Only what everyone may read reaches
//! any artifact.

mod agenda;
pub mod artifact;
mod artifact_set;
pub(crate) mod asset;
mod base_context;
pub mod builtin_pages;
mod by_duration;
mod cache;
mod callout;
mod citation_style;
mod citations;
mod collation;
mod download;
mod edition_routes;
mod encoded_path;
pub(crate) mod export;
mod extra;
mod feedback;
mod folders;
mod highlight;
mod html;
mod i18n;
pub mod image;
mod layered;
mod licence;
mod listing;
mod map;
mod meeting_words;
mod menu;
pub mod output;
mod page;
mod page_facts;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod print;
mod print_artifact;
mod print_index;
#[cfg(feature = "pdf")]
mod print_setup;
mod published_code;
mod reading_order;
pub mod reference;
mod references;
mod render_context;
mod renderer;
mod sanitize;
mod scripts;
mod search;
mod second_hand;
mod stylesheet;
mod theme;
mod tokens;
mod view;
mod web;
mod work_entry;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use self::cache::RenderCache;
pub use self::output::Output;
use crate::diagnostic::Diagnostic;
use crate::load::{ContentRoot, StaticFile, ThemeFiles};
use crate::model::edition::Edition;
use crate::model::site::Site;
use crate::model::source::Sources;
use crate::render::artifact_set::ArtifactSet;
use crate::render::asset::Assets;
use crate::render::highlight::Highlighter;
#[cfg(feature = "pdf")]
use crate::render::print_setup::PrintSetup;
use crate::render::renderer::core::Materials;
use crate::render::scripts::Feature;
use crate::render::search::Search;
use crate::render::theme::Theme;

/// Lists the artifacts of a site and makes ready what they share.
///
/// What cannot be used (a template, a picture, a citation style) is a finding, and the output goes
/// without it. `cache` spares what the last build has made
/// from the same, and changes nothing else.
pub fn render(
    site: Arc<Site>,
    files: &ThemeFiles,
    sources: &Sources,
    root: ContentRoot,
    cache: &mut RenderCache,
) -> (Output, Vec<Diagnostic>) {
    let (theme, mut findings) = Theme::new(files, &site.config, sources);
    let (references, own_references, found) = citation_style::find(&site, &root, cache);
    findings.extend(found);
    let read = |path: &str| root.read(path);
    let look = files.tokens.with_accent(site.config.look.accent.as_ref());
    let own = asset::clean_statics(&files.statics);
    let (own, found) =
        stylesheet::publish(own, &files.more_styles, &files.fonts, &tokens::css(&look));
    findings.extend(found);
    let (assets, found) = Assets::gather(&site, &own, &mut cache.pictures, &read);
    findings.extend(found);
    // The search is part of the theme: without its script no page could load an index.
    let languages = site.config.languages.len();
    let search = Feature::Search.is_in(&assets);
    #[cfg(feature = "pdf")]
    let printing = PrintSetup {
        typesetter: cache.typesetter(files, sources),
        build: cache.builds,
        tokens: tokens::for_paper(&look),
    };
    let materials = Materials {
        #[cfg(feature = "pdf")]
        printing,
        theme,
        reading_order: OnceLock::new(),
        references,
        own_references,
        highlighter: Highlighter::new(cache.syntaxes.clone()),
        assets,
        statics: statics(&own),
        search: search.then(|| Search::new(languages)),
        root,
        site,
    };
    (output(Arc::new(materials)), findings)
}

/// The site as a folder, and the files beside it that hold other editions of it.
fn output(materials: Arc<Materials>) -> Output {
    let config = &materials.site.config;
    let downloads = config.downloads.iter().map(|download| {
        let edition = ArtifactSet::new(materials.clone(), Edition::of(*download));
        (download.path(&config.title), (*download, edition))
    });
    let downloads = downloads.collect();
    let folder = ArtifactSet::new(materials.clone(), Edition::Folder);
    Output::new(folder, downloads)
}

fn statics(files: &[StaticFile]) -> BTreeMap<String, Arc<[u8]>> {
    let files = files.iter();
    files
        .map(|file| (file.path.clone(), file.bytes.clone()))
        .collect()
}
