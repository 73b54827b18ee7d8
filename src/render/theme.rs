//! A theme's templates, compiled, and its words.
//!
//! Takes the theme's files; gives a [`Theme`] and a finding, with its place in the template, for
//! whatever cannot be compiled.

mod bounds;
mod fault;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use tera::{Context, Kwargs, State, Tera};

use crate::check::template_error;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::load::ThemeFiles;
use crate::parse;
use crate::render::theme::bounds::{Bounds, Unfilled};
use crate::render::words::{AllWords, Words};
use crate::site::Generated;
use crate::source::{SourceId, Sources, Span};
use crate::value::Table;

/// The words that every theme falls back on.
const ENGLISH: &str = include_str!("../../themes/default/i18n/en.toml");

/// The templates of pages that a theme may do without: the list of all sheets, and the map.
pub(crate) const SHELF: &str = "print.html";
pub(crate) const MAP: &str = "map.html";

/// How many templates may go on without end before no other is tried.
const MOST_ENDLESS: usize = 3;

pub(crate) struct Theme {
    tera: Arc<Tera>,
    /// For each language of the site.
    pub(crate) words: AllWords,
    templates: HashMap<String, SourceId>,
    /// Why the templates could not be compiled; then none is there.
    broken: Option<Box<Diagnostic>>,
    /// For templates that come from the project; those of the program itself are known to end.
    bounds: Option<Bounds>,
    /// The templates that went on without end, which nobody waits for again.
    endless: Mutex<BTreeMap<String, Box<Diagnostic>>>,
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
        let faults = compiled.err().map_or_else(Vec::new, |error| {
            fault::compiling(&error, &templates, sources, config)
        });
        findings.extend_from_slice(&faults);
        let broken = faults.into_iter().next();
        let theme = Theme {
            tera: Arc::new(tera),
            words,
            templates,
            broken: broken.map(Box::new),
            bounds: files.is_own.then(Bounds::default),
            endless: Mutex::default(),
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
        let filled = self
            .bounds
            .and_then(|bounds| self.bounded(template, context, bounds, config));
        filled.unwrap_or_else(|| {
            // Most pages fit in.
            let mut bytes = Vec::with_capacity(32 << 10);
            match self.tera.render_to(template, context, &mut bytes) {
                Ok(()) => Ok(bytes),
                Err(error) => Err(Box::new(fault::finding(
                    &error,
                    Some(template),
                    &self.templates,
                    config,
                ))),
            }
        })
    }

    /// Fills a template that may go on without end.
    fn bounded(
        &self,
        template: &str,
        context: &Context,
        bounds: Bounds,
        config: &Config,
    ) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        if let Some(finding) = self.known_endless(template) {
            return Some(Err(finding));
        }
        let unfilled = match bounds::fill(&self.tera, template, context, bounds)? {
            Ok(bytes) => return Some(Ok(bytes)),
            Err(unfilled) => unfilled,
        };
        let is_endless = matches!(unfilled, Unfilled::Endless);
        let cause = match unfilled {
            Unfilled::Error(error) => {
                return Some(Err(Box::new(fault::finding(
                    &error,
                    Some(template),
                    &self.templates,
                    config,
                ))));
            }
            Unfilled::Endless => {
                let seconds = bounds.time.as_secs();
                format!("a page is not finished after {seconds} seconds")
            }
            Unfilled::TooLong => format!("a page is longer than {} MB", bounds.bytes >> 20),
            Unfilled::Failed => "it cannot be filled".to_owned(),
        };
        let source = self.templates.get(template);
        let place = source.map_or(config.theme.span, |source| Span::whole(*source));
        let finding = Box::new(template_error::finding(place, &cause));
        if is_endless {
            let mut endless = self.endless();
            endless.insert(template.to_owned(), finding.clone());
        }
        Some(Err(finding))
    }

    /// What was found of a template that went on without end, or of another when too many did.
    fn known_endless(&self, template: &str) -> Option<Box<Diagnostic>> {
        let endless = self.endless();
        let own = endless.get(template);
        let any = || {
            endless
                .values()
                .next()
                .filter(|_| endless.len() >= MOST_ENDLESS)
        };
        own.or_else(any).cloned()
    }

    fn endless(&self) -> MutexGuard<'_, BTreeMap<String, Box<Diagnostic>>> {
        self.endless
            .lock()
            .expect("nothing fails while it is locked")
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tera::Context;

    use super::{Bounds, Theme};
    use crate::load;
    use crate::source::Sources;

    /// What comes of a template of a theme of one's own, and of another beside it.
    fn filled(text: &str) -> [Result<String, String>; 2] {
        let files = [
            ("site.toml", "title = \"Test\"\ntheme = \"own\"\n"),
            ("themes/own/templates/one.html", text),
            ("themes/own/templates/other.html", "well"),
        ];
        let mut sources = Sources::default();
        let (loaded, _) = load::texts(&files, &mut sources);
        let (mut theme, found) = Theme::new(&loaded.theme, &loaded.config, &sources);
        assert_eq!(found, [], "{text}");
        theme.bounds = Some(Bounds {
            time: Duration::from_secs(2),
            bytes: 1 << 20,
        });
        ["one.html", "other.html"].map(|template| {
            let filled = theme.fill(template, &Context::new(), &loaded.config);
            let text = filled.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            text.map_err(|finding| {
                let path = &sources.get(finding.span.source).path;
                format!("{path}: {}", finding.message)
            })
        })
    }

    #[test]
    fn a_template_without_end_is_left_and_others_are_filled() {
        let loops = "{% set r = range(end=100000) %}{% for a in r %}{% for b in r %}";
        let long = "long ".repeat(1000);
        for (text, cause) in [
            (
                format!("{loops}{{% endfor %}}{{% endfor %}}"),
                "a page is not finished after 2 seconds",
            ),
            (
                format!("{loops}{long}{{% endfor %}}{{% endfor %}}"),
                "a page is longer than 1 MB",
            ),
        ] {
            let [one, other] = filled(&text);
            let expected =
                format!("themes/own/templates/one.html: this template does not work: {cause}");
            assert_eq!(one, Err(expected));
            assert_eq!(other.as_deref(), Ok("well"));
        }
    }

    #[test]
    fn a_template_that_ends_is_filled_whatever_it_takes() {
        let [one, _] = filled("{% for a in range(end=100000) %}x{% endfor %}");
        assert_eq!(one.map(|text| text.len()), Ok(100_000));
    }
}
