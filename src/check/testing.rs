//! What the tests of the rules share: a small site in, its findings out as lines.

use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Options};
use crate::model::source::{Sources, Span};

/// Every finding of a site of these files, a line each:
/// `error[dead-link] content/a.md:3:5 message; help: what to type; note content/b.md:1:1 words`.
pub(crate) fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let mut engine = Engine::default();
    let built = engine.build_texts(files, &Options::default());
    let lines = built.findings.iter();
    lines.map(|found| line(found, engine.sources())).collect()
}

/// The findings of one rule.
pub(crate) fn of(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let mut found = findings(files);
    let label = format!("[{rule}]");
    found.retain(|line| line.contains(&label));
    found
}

/// The findings of one rule on a page `content/a.md` with a title and this text, which begins on
/// line 4.
pub(crate) fn of_text(rule: &str, text: &str) -> Vec<String> {
    of(rule, &[("content/a.md", &titled(text))])
}

/// What the first finding of one rule on such a page says to type.
pub(crate) fn help_of_text(rule: &str, text: &str) -> Option<String> {
    let found = of_text(rule, text);
    let help = found.first()?.split("help: ").nth(1);
    Some(help.expect("it says what to type").to_owned())
}

/// A page with a title and this text, which begins on line 4.
pub(crate) fn titled(text: &str) -> String {
    format!("+++\ntitle = \"A\"\n+++\n{text}\n")
}

fn line(found: &Diagnostic, sources: &Sources) -> String {
    let mut line = format!(
        "{}[{}] {} {}",
        found.severity.name(),
        found.rule.name,
        place(found.span, sources),
        found.message
    );
    if let Some(help) = &found.help {
        line.push_str(&format!("; help: {help}"));
    }
    for note in &found.notes {
        let place = place(note.span, sources);
        line.push_str(&format!("; note {place} {}", note.message));
    }
    line
}

fn place(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.source);
    let before = &source.text[..span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{}:{line}:{column}", source.path)
}

/// The findings of one rule on an agenda `content/a.md` with these fields, from line 5, and this
/// text; each begins with its weight and its place in the file.
pub(crate) fn of_agenda(rule: &str, fields: &str, text: &str) -> Vec<String> {
    let page =
        format!("+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\n{fields}\n+++\n{text}\n");
    let found = of(rule, &[("content/a.md", &page)]);
    let label = format!("[{rule}] content/a.md:");
    let short = found.iter().map(|line| line.replacen(&label, " ", 1));
    short.collect()
}
