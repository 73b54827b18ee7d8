//! Compiles the templates of a theme's layers together.
//!
//! Tera finds a template by its plain name in the uppermost layer that has it, and a component likewise. A template of
//! one layer that cannot be compiled is left out, and those beneath it are used in its place.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use super::fault;
use crate::diagnostic::Diagnostic;
use crate::load::LayeredFile;
use crate::model::config::Config;
use crate::model::source::{SourceId, Sources};
use crate::render::i18n::{AllWords, Words};
use crate::render::layered;

/// Templates, ready to be filled.
pub(super) struct Compiled {
    pub(super) tera: Tera,
    /// Where each stands, by its name, and by the name of its layer and its own.
    pub(super) templates: HashMap<String, SourceId>,
    /// Why none of them can be used.
    pub(super) broken: Option<Box<Diagnostic>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Compiles all that can be compiled.
pub(super) fn compile(
    files: &[LayeredFile],
    words: &AllWords,
    sources: &Sources,
    config: &Config,
) -> Compiled {
    let lowest = files.iter().map(|file| file.layer).max().unwrap_or(0);
    let mut kept: Vec<LayeredFile> = files.to_vec();
    let mut left_out: HashSet<SourceId> = HashSet::new();
    let mut findings = Vec::new();
    loop {
        let templates = names(&kept);
        let (tera, error) = compile_once(&kept, lowest, words, sources);
        let Some(error) = error else {
            return Compiled {
                tera,
                templates,
                broken: None,
                findings,
            };
        };
        let faults = fault::compiling(&error, &templates, sources, config);
        let guilty: HashSet<SourceId> = faults.iter().map(|fault| fault.span.source).collect();
        let is_replaceable =
            |file: &&LayeredFile| file.layer < lowest && guilty.contains(&file.source);
        let replaceable: HashSet<SourceId> = kept
            .iter()
            .filter(is_replaceable)
            .map(|file| file.source)
            .collect();
        let first = faults.first().cloned();
        // What lacks a template that was left out is not at fault itself.
        let is_news = left_out.is_empty() || replaceable.is_empty();
        findings.extend(
            faults
                .into_iter()
                .filter(|fault| is_news || !is_echo(fault, files, &left_out)),
        );
        if replaceable.is_empty() && lowest > 0 && kept.iter().any(|file| file.layer < lowest) {
            // Nothing says which it is.
            kept.retain(|file| file.layer == lowest);
            continue;
        }
        if replaceable.is_empty() {
            return Compiled {
                tera,
                templates,
                broken: first.map(Box::new),
                findings,
            };
        }
        kept.retain(|file| !replaceable.contains(&file.source));
        left_out.extend(replaceable);
    }
}

/// Whether a finding is about a name that is gone with what was left out.
fn is_echo(finding: &Diagnostic, files: &[LayeredFile], left_out: &HashSet<SourceId>) -> bool {
    let mut gone = files.iter().filter(|file| left_out.contains(&file.source));
    let is_unknown = finding.message.contains("Unknown ") || finding.message.contains("not there");
    is_unknown
        && (gone.any(|file| finding.message.contains(&file.name))
            || finding.message.contains("Unknown component"))
}

fn compile_once(
    files: &[LayeredFile],
    lowest: usize,
    words: &AllWords,
    sources: &Sources,
) -> (Tera, Option<tera::Error>) {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    register(&mut tera, words);
    let prefixes = (1..=lowest).map(|layer| format!("{}:", layered::label(layer)));
    let set = tera.set_fallback_prefixes(prefixes.collect::<Vec<_>>());
    let texts = files.iter().map(|file| {
        let text = &sources.get(file.source).text;
        let text = layered::resolved(text, file.layer, files, ':');
        (name(file), text.into_owned())
    });
    let added = set.and_then(|()| tera.add_raw_templates(texts.collect::<Vec<_>>()));
    let error = added.err();
    (tera, error)
}

/// What Tera knows a template by.
fn name(file: &LayeredFile) -> String {
    if file.layer == 0 {
        return file.name.clone();
    }
    format!("{}:{}", layered::label(file.layer), file.name)
}

/// The uppermost come first, so that a plain name is theirs.
fn names(files: &[LayeredFile]) -> HashMap<String, SourceId> {
    let mut names = HashMap::new();
    for file in files {
        names.insert(name(file), file.source);
        names.entry(file.name.clone()).or_insert(file.source);
    }
    names
}

/// Makes `count(word="pages", n=3)` known to templates.
fn register(tera: &mut Tera, words: &AllWords) {
    let words: HashMap<String, Arc<Words>> = words
        .iter()
        .map(|words| (words.code.clone(), words.clone()))
        .collect();
    tera.register_function("count", move |args: Kwargs, state: &State<'_>| {
        let word: String = args.must_get("word")?;
        let n: u64 = args.must_get("n")?;
        let lang: String = state.get("lang")?.unwrap_or_default();
        let counted = words.get(&lang).map(|words| words.count(&word, n as usize));
        Ok::<String, tera::Error>(counted.unwrap_or_else(|| n.to_string()))
    });
}
