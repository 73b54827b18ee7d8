//! Code in colours, as CSS classes.
//!
//! syntect's own writer of classes makes code 26 to 64 times longer; this one maps its scopes to
//! about a dozen classes and joins neighbours, which serves a reader as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use pulldown_cmark_escape::escape_html_body_text;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The class of each scope, the most particular first; the first that is a prefix holds.
const CLASSES: [(&str, &str); 22] = [
    ("comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant.numeric", "hl-number"),
    ("constant.character", "hl-string"),
    ("constant", "hl-constant"),
    ("entity.name.function", "hl-function"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name", "hl-type"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("support.function", "hl-function"),
    ("support.constant", "hl-constant"),
    ("support", "hl-type"),
    ("storage", "hl-keyword"),
    ("keyword.operator", "hl-punctuation"),
    ("keyword", "hl-keyword"),
    ("variable.function", "hl-function"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("markup.heading", "hl-keyword"),
    ("punctuation.definition.comment", "hl-comment"),
    ("punctuation.definition.string", "hl-string"),
    ("invalid", "hl-invalid"),
];

/// How long the colours of all code in one text may take.
///
/// The grammars of some languages take seconds for a few kilobytes that nobody would write, and no number of bytes tells which.
/// What people write takes a hundredth of this.
const LONGEST: Duration = Duration::from_secs(2);

/// The time that is left for the code of one text.
#[derive(Debug)]
pub(crate) struct TimeLeft(Duration);

impl Default for TimeLeft {
    fn default() -> Self {
        TimeLeft(LONGEST)
    }
}

/// That the colours of some code would take longer than there is time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooSlow;

/// Highlights code and remembers it, by language and text.
#[derive(Debug, Default)]
pub(crate) struct Highlighter {
    syntaxes: Arc<OnceLock<Syntaxes>>,
    cache: Mutex<HighlightCache>,
}

/// Highlighted code by language and text; none where the language is not known.
type HighlightCache = HashMap<(Box<str>, Box<str>), Option<Arc<str>>>;

/// The grammars of all languages, loaded when they are first asked for.
#[derive(Debug)]
pub(crate) struct Syntaxes {
    set: SyntaxSet,
    scopes: Vec<(Scope, &'static str)>,
}

impl Highlighter {
    pub(crate) fn new(syntaxes: Arc<OnceLock<Syntaxes>>) -> Self {
        Highlighter {
            syntaxes,
            cache: Mutex::default(),
        }
    }

    /// The code as HTML; `None` for a language that is not known. What it takes is taken from the time that is left.
    ///
    /// # Errors
    /// Where it takes longer than that.
    pub(crate) fn html(
        &self,
        lang: &str,
        text: &str,
        left: &mut TimeLeft,
    ) -> Result<Option<Arc<str>>, TooSlow> {
        if lang.is_empty() {
            return Ok(None);
        }
        let key = (Box::from(lang), Box::from(text));
        if let Some(known) = self.cache().get(&key) {
            return Ok(known.clone());
        }
        let syntaxes = self.syntaxes.get_or_init(Syntaxes::load);
        let html = syntaxes.html(lang, text, left)?.map(Arc::from);
        self.cache().insert(key, html.clone());
        Ok(html)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HighlightCache> {
        // A panic elsewhere leaves the cache whole: entries are only ever added.
        self.cache
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Syntaxes {
    fn load() -> Self {
        let scopes = CLASSES
            .iter()
            .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)));
        Syntaxes {
            set: two_face::syntax::extra_newlines(),
            scopes: scopes.collect(),
        }
    }

    fn html(&self, lang: &str, text: &str, left: &mut TimeLeft) -> Result<Option<String>, TooSlow> {
        let syntax = self.set.find_syntax_by_token(lang);
        let Some(syntax) = syntax.filter(|syntax| syntax.name != "Plain Text") else {
            return Ok(None);
        };
        let begun = Instant::now();
        let html = self.classed(syntax, text, || begun.elapsed() <= left.0);
        left.0 = left.0.saturating_sub(begun.elapsed());
        html
    }

    /// The code in its classes, as long as `has_time`, which is asked before each line; `None` where the grammar fails.
    fn classed(
        &self,
        syntax: &SyntaxReference,
        text: &str,
        has_time: impl Fn() -> bool,
    ) -> Result<Option<String>, TooSlow> {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut runs = Runs::default();
        for line in text.split_inclusive('\n') {
            if !has_time() {
                return Err(TooSlow);
            }
            let Ok(changes) = state.parse_line(line, &self.set) else {
                return Ok(None);
            };
            let mut done = 0;
            for (at, change) in changes {
                runs.add(self.class(&stack), &line[done..at]);
                if stack.apply(&change).is_err() {
                    return Ok(None);
                }
                done = at;
            }
            runs.add(self.class(&stack), &line[done..]);
        }
        Ok(Some(runs.finish()))
    }

    /// The class of the innermost scope that has one.
    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        stack.as_slice().iter().rev().find_map(|scope| {
            let found = self
                .scopes
                .iter()
                .find(|(prefix, _)| prefix.is_prefix_of(*scope));
            found.map(|(_, class)| *class)
        })
    }
}

/// Text in runs of one class.
#[derive(Default)]
struct Runs {
    html: String,
    class: Option<&'static str>,
    run: String,
}

impl Runs {
    fn add(&mut self, class: Option<&'static str>, text: &str) {
        // White space looks the same in every class.
        if class != self.class && !text.trim().is_empty() {
            self.end();
            self.class = class;
        }
        self.run.push_str(text);
    }

    fn end(&mut self) {
        if self.run.is_empty() {
            return;
        }
        if let Some(class) = self.class {
            self.html.push_str("<span class=\"");
            self.html.push_str(class);
            self.html.push_str("\">");
        }
        let _ = escape_html_body_text(&mut self.html, &self.run);
        if self.class.is_some() {
            self.html.push_str("</span>");
        }
        self.run.clear();
    }

    fn finish(mut self) -> String {
        self.end();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Highlighter, Instant, TimeLeft, TooSlow};

    #[test]
    fn code_gets_a_few_classes_and_is_escaped() {
        let html = Highlighter::default()
            .html("rust", "let a = \"<b>\"; // c\n", &mut TimeLeft::default())
            .unwrap()
            .unwrap();
        assert_eq!(
            &*html,
            "<span class=\"hl-keyword\">let</span> a <span class=\"hl-punctuation\">= </span>\
             <span class=\"hl-string\">\"&lt;b&gt;\"</span>; <span class=\"hl-comment\">// c\n</span>"
        );
    }

    #[test]
    fn toml_is_known_and_an_unknown_language_is_left_alone() {
        let highlighter = Highlighter::default();
        let html = |lang, text| highlighter.html(lang, text, &mut TimeLeft::default());
        assert!(html("toml", "a = 1\n").is_ok_and(|html| html.is_some()));
        assert_eq!(html("no-such-language", "a"), Ok(None));
    }

    #[test]
    fn what_would_take_too_long_is_left_and_takes_the_time_of_what_follows() {
        let highlighter = Highlighter::default();
        let mut left = TimeLeft(Duration::from_millis(200));
        let slow = format!("{}\n", "m/".repeat(75)).repeat(2_000);
        let begun = Instant::now();
        assert_eq!(highlighter.html("perl", &slow, &mut left), Err(TooSlow));
        assert!(begun.elapsed() < Duration::from_mins(1));
        assert_eq!(highlighter.html("toml", "a = 1\n", &mut left), Err(TooSlow));
        let mut left = TimeLeft::default();
        assert!(highlighter.html("toml", "a = 1\n", &mut left).is_ok());
    }
}
