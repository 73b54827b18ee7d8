//! A theme's templates, compiled, and its words.
//!
//! Takes the theme's files; gives a [`Theme`] and a finding, with its place in the template, for
//! whatever cannot be compiled.

mod bounds;
mod compile;
mod fault;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use tera::{Context, Tera};

use crate::check::interface_words;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::template_error;
use crate::load::{ENGLISH_WORDS, ThemeFiles};
use crate::model::config::Config;
use crate::model::sheet::Paper;
use crate::model::source::{SourceId, Sources, Span};
use crate::parse;
use crate::render::i18n::{AllWords, Words};
use crate::render::theme::bounds::{Bounds, Unfilled};

/// How many templates may go on without end before no other is tried.
const MOST_ENDLESS: usize = 3;

pub(crate) struct Theme {
    tera: Arc<Tera>,
    /// For each language of the site.
    pub(crate) words: AllWords,
    /// The same for sheets of each family of paper, on which times of the day may be written otherwise.
    #[cfg(feature = "pdf")]
    paper_words: [AllWords; 2],
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
    ///
    /// A template that cannot be compiled is left out where the same theme lies over others, which have what pages
    /// need without it.
    pub(crate) fn new(
        files: &ThemeFiles,
        config: &Config,
        sources: &Sources,
    ) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let paper_words = words(files, config, sources, &mut findings);
        interface_words::judge_words(config, files, sources, &mut findings);
        let words = paper_words[config.print.papers[0] as usize].clone();
        let compiled = compile::compile(&files.templates, &words, sources, config);
        findings.extend(compiled.findings);
        let theme = Theme {
            tera: Arc::new(compiled.tera),
            words,
            #[cfg(feature = "pdf")]
            paper_words,
            templates: compiled.templates,
            broken: compiled.broken,
            bounds: files.is_own.then(Bounds::default),
            endless: Mutex::default(),
        };
        (theme, findings)
    }

    /// The words of each language for sheets of a family of paper.
    #[cfg(feature = "pdf")]
    pub(crate) fn words_on(&self, paper: Paper) -> &AllWords {
        &self.paper_words[paper as usize]
    }

    pub(crate) fn has(&self, template: &str) -> bool {
        self.templates.contains_key(template)
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
        // The first page tells of it and the others are not tried: each would take the whole time again.
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
) -> [AllWords; 2] {
    let nowhere = config.source;
    let english = Words::new("en", &parse::toml(nowhere, ENGLISH_WORDS, 0).0, None);
    let languages = config.languages.iter();
    let all = languages.map(|code| {
        let mut tables = Vec::new();
        for file in files.words_of(code) {
            let (table, faults) = parse::toml(file.source, &sources.get(file.source).text, 0);
            findings.extend(faults);
            tables.push(table);
        }
        Words::layered(code, &tables, Some(&english))
    });
    let all: Vec<Words> = all.collect();
    Paper::ALL.map(|paper| {
        let of_paper = all.iter().map(|words| words.for_paper(paper, config.clock));
        of_paper.map(Arc::new).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tera::Context;

    use super::{Bounds, Theme};
    use crate::load;
    use crate::model::source::Sources;

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
