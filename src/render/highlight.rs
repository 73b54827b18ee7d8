//! Code in colours, as CSS classes.
//!
//! syntect's own writer of classes makes code 26 to 64 times longer; this one maps its scopes to
//! about a dozen classes and joins neighbours, which serves a reader as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

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

    /// The code as HTML; `None` for a language that is not known.
    pub(crate) fn html(&self, lang: &str, text: &str) -> Option<Arc<str>> {
        if lang.is_empty() {
            return None;
        }
        let key = (Box::from(lang), Box::from(text));
        if let Some(known) = self.cache().get(&key) {
            return known.clone();
        }
        let syntaxes = self.syntaxes.get_or_init(Syntaxes::load);
        let html = syntaxes.html(lang, text).map(Arc::from);
        self.cache().insert(key, html.clone());
        html
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

    fn html(&self, lang: &str, text: &str) -> Option<String> {
        let syntax = self.set.find_syntax_by_token(lang)?;
        if syntax.name == "Plain Text" {
            return None;
        }
        self.classed(syntax, text).ok()
    }

    fn classed(
        &self,
        syntax: &SyntaxReference,
        text: &str,
    ) -> Result<String, Box<dyn std::error::Error>> {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut runs = Runs::default();
        for line in text.split_inclusive('\n') {
            let mut done = 0;
            for (at, change) in state.parse_line(line, &self.set)? {
                runs.add(self.class(&stack), &line[done..at]);
                stack.apply(&change)?;
                done = at;
            }
            runs.add(self.class(&stack), &line[done..]);
        }
        Ok(runs.finish())
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
    use super::Highlighter;

    #[test]
    fn code_gets_a_few_classes_and_is_escaped() {
        let html = Highlighter::default()
            .html("rust", "let a = \"<b>\"; // c\n")
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
        assert!(highlighter.html("toml", "a = 1\n").is_some());
        assert_eq!(highlighter.html("no-such-language", "a"), None);
    }
}
