//! A theme's templates, compiled, and its words.
//!
//! Takes the theme's files; gives a [`Theme`] and a finding, with its place in the template, for
//! whatever cannot be compiled.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::check::template_error;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::load::ThemeFiles;
use crate::parse;
use crate::render::words::{AllWords, Words};
use crate::site::Generated;
use crate::source::{SourceId, Sources, Span};
use crate::value::Table;

/// The words that every theme falls back on.
const ENGLISH: &str = include_str!("../../themes/default/i18n/en.toml");

/// The templates of pages that a theme may do without: the list of all sheets, and the map.
pub(crate) const SHELF: &str = "print.html";
pub(crate) const MAP: &str = "map.html";

pub(crate) struct Theme {
    tera: Tera,
    /// For each language of the site.
    pub(crate) words: AllWords,
    templates: HashMap<String, SourceId>,
    /// Why the templates could not be compiled; then none is there.
    broken: Option<Box<Diagnostic>>,
}

impl Theme {
    /// Compiles the templates and reads the words of each of the site's languages.
    pub(crate) fn new(
        files: &ThemeFiles,
        config: &Config,
        sources: &Sources,
    ) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let words = words(files, config, sources, &mut findings);
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        register(&mut tera, &words);
        let templates: HashMap<String, SourceId> = files.templates.iter().cloned().collect();
        let texts = files
            .templates
            .iter()
            .map(|(name, source)| (name.as_str(), sources.get(*source).text.to_string()));
        let compiled = tera.add_raw_templates(texts.collect::<Vec<_>>());
        let broken = compiled
            .err()
            .map(|error| finding(&error, &templates, config));
        findings.extend(broken.clone());
        let theme = Theme {
            tera,
            words,
            templates,
            broken: broken.map(Box::new),
        };
        (theme, findings)
    }

    pub(crate) fn has(&self, template: &str) -> bool {
        self.templates.contains_key(template)
    }

    /// Whether it has a template for a page that is made for every site; it may do without some.
    pub(crate) fn has_page(&self, generated: Generated) -> bool {
        match generated {
            Generated::PrintShelf => self.has(SHELF),
            Generated::Map => self.has(MAP),
            _ => true,
        }
    }

    /// Fills a template.
    ///
    /// # Errors
    /// A finding with the place in the template.
    pub(crate) fn fill(
        &self,
        template: &str,
        context: &Context,
        config: &Config,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(finding) = &self.broken {
            return Err(finding.clone());
        }
        // Most pages fit in.
        let mut bytes = Vec::with_capacity(32 << 10);
        match self.tera.render_to(template, context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(finding(&error, &self.templates, config))),
        }
    }
}

fn words(
    files: &ThemeFiles,
    config: &Config,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> AllWords {
    let nowhere = config.source;
    let english = Words::new("en", &parse::toml(nowhere, ENGLISH, 0).0, None);
    config
        .languages
        .iter()
        .map(|code| {
            let file = files
                .words
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(code));
            let table = match file {
                Some((_, source)) => {
                    let (table, faults) = parse::toml(*source, &sources.get(*source).text, 0);
                    findings.extend(faults);
                    table
                }
                None => Table::default(),
            };
            Arc::new(Words::new(code, &table, Some(&english)))
        })
        .collect()
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

/// What tera says, at its place in the template; in `site.toml`'s theme where it names none.
fn finding(
    error: &tera::Error,
    templates: &HashMap<String, SourceId>,
    config: &Config,
) -> Diagnostic {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind()
        && let Some(source) = templates.get(report.filename())
    {
        let span = Span::new(*source, report.span().range.clone());
        return template_error::finding(span, report.message());
    }
    template_error::finding(config.theme.span, &error.to_string())
}
