//! What holds of every build, whatever is in the project.
//!
//! - It ends, and nothing panics.
//! - Each place of a finding lies in its file, on boundaries between characters, and every format can draw it.
//! - An engine that has built other things before gives what a fresh one gives, byte for byte.
//! - Nothing that is held back is in an artifact.
//! - No page runs anything but the theme's own scripts, or loads anything from another host.

use std::collections::BTreeMap;

use groundwork::check::RULES;
use groundwork::diagnostic::Diagnostic;
use groundwork::engine::{Engine, Options};
use groundwork::model::config::Config;
use groundwork::model::source::{Sources, Span};
use groundwork::render::artifact::RenderError;
use groundwork::report::{self, Format};
use scraper::Html;

/// Stands in what may be in no artifact, in lower case.
pub(super) const SECRET: &str = "zqx";

/// What the facilitator alone reads.
const FOR_FACILITATORS: &str = "secret.run-sheet.html";

/// What came of a build.
pub(super) struct Rendered {
    findings: Vec<Diagnostic>,
    report: Vec<u8>,
    artifacts: BTreeMap<String, Vec<u8>>,
}

impl Rendered {
    /// The rules that have found something, in order.
    pub(super) fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<_> = self
            .findings
            .iter()
            .map(|finding| finding.rule.name)
            .collect();
        rules.sort_unstable();
        rules
    }

    /// How it differs from another build of the same project.
    pub(super) fn differs(&self, other: &Rendered) -> Option<String> {
        let paths = self.artifacts.keys().chain(other.artifacts.keys());
        let mut differing =
            paths.filter(|path| self.artifacts.get(*path) != other.artifacts.get(*path));
        if let Some(path) = differing.next() {
            return Some(format!("a fresh engine gives other bytes: {path}"));
        }
        let alike = self.report == other.report;
        (!alike).then(|| "a fresh engine finds something else".to_owned())
    }
}

/// How much of a project is made.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// What is likeliest to differ from one input to the next.
    Nearest,
    All,
}

/// Builds a project, makes what is asked for, and says which law is broken.
pub(super) fn build(
    engine: &mut Engine,
    files: &[(&str, &str)],
    extent: Extent,
) -> (Rendered, Option<String>) {
    let mut built = engine.build_texts(files, &Options::default());
    let paths = built.output.paths().into_iter();
    let wanted = paths.filter(|path| extent == Extent::All || is_near(path));
    let mut artifacts = BTreeMap::new();
    let mut unmade = Vec::new();
    for path in wanted {
        match built.output.make(path) {
            Some(Ok(bytes)) => drop(artifacts.insert(path.to_owned(), bytes)),
            Some(Err(RenderError::Finding(finding))) => unmade.push(*finding),
            Some(Err(RenderError::Failure(error))) => panic!("it reads from the disk: {error:#}"),
            None => panic!("nothing is at {path}"),
        }
    }
    unmade.extend(built.output.findings());
    engine.add(&mut built, unmade);
    let (findings, sources) = (&built.findings, engine.sources());
    let mut broken = findings
        .iter()
        .find_map(|finding| misplaced(finding, sources));
    let mut report = Vec::new();
    if broken.is_none() {
        for format in [Format::Text, Format::Json, Format::Github, Format::Sarif] {
            report::draw(format, findings, sources, RULES, true, &mut report)
                .expect("memory takes what is written");
        }
    }
    broken = broken.or_else(|| shown(&artifacts, &built.site.config));
    let made = Rendered {
        findings: built.findings,
        report,
        artifacts,
    };
    (made, broken)
}

/// Whether an artifact has the input in it, or what cites or embeds it.
fn is_near(path: &str) -> bool {
    let near = ["fuzzed", "other", "index", "secret", "sources/"];
    near.iter().any(|name| path.contains(name)) && !path.starts_with("search/")
}

/// What artifacts show or run that they may not.
fn shown(artifacts: &BTreeMap<String, Vec<u8>>, config: &Config) -> Option<String> {
    let mut all = artifacts.iter();
    let told = all.find_map(|(path, bytes)| told(path, bytes));
    if told.is_some() || config.trust_html {
        return told;
    }
    let mut pages = artifacts.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.find_map(|(path, bytes)| runs(path, bytes, config.base_url.as_deref()))
}

fn misplaced(finding: &Diagnostic, sources: &Sources) -> Option<String> {
    let is_right = |span: Span| {
        let text = &sources.get(span.source).text;
        text.get(span.range()).is_some()
    };
    let notes = finding.notes.iter().map(|note| note.span);
    let mut spans = std::iter::once(finding.span).chain(notes);
    let span = spans.find(|span| !is_right(*span))?;
    let path = &sources.get(span.source).path;
    Some(format!(
        "a finding has no place: {} at {path}, {:?}",
        finding.rule.name,
        span.range()
    ))
}

fn told(path: &str, bytes: &[u8]) -> Option<String> {
    // Sheets of paper are compressed, so that any three letters may stand in one.
    let text = if path.ends_with(".pdf") {
        String::new()
    } else {
        String::from_utf8_lossy(bytes).to_lowercase()
    };
    let is_secret = text.contains(SECRET) || path.contains(SECRET);
    (is_secret && path != FOR_FACILITATORS).then(|| format!("it tells what is held back: {path}"))
}

/// What of a page would run, or be asked for from another host.
fn runs(path: &str, bytes: &[u8], base_url: Option<&str>) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let page = Html::parse_document(&text);
    let nodes = page.tree.values();
    let mut elements = nodes.filter_map(|node| node.as_element());
    elements.find_map(|element| {
        let name = element.name();
        let fault = |what: &str| Some(format!("a page runs something: <{name} {what}> in {path}"));
        if matches!(
            name,
            "iframe" | "object" | "embed" | "base" | "frame" | "applet" | "style"
        ) {
            return fault("");
        }
        if name == "script" && !is_ours(element, base_url) {
            return fault("without an address of the theme");
        }
        element.attrs().find_map(|(key, value)| {
            let is_handler = key.starts_with("on") || key == "srcdoc";
            let is_loaded = matches!(
                key,
                "src"
                    | "srcset"
                    | "poster"
                    | "data"
                    | "background"
                    | "action"
                    | "formaction"
                    | "ping"
            );
            let is_link = matches!(key, "href" | "xlink:href" | "cite" | "longdesc");
            let is_wrong = is_handler
                || is_loaded && !is_here(value, base_url)
                || is_link && !leads(value) && !is_saved(element, value);
            if is_wrong {
                fault(&format!("{key}={value:?}"))
            } else {
                None
            }
        })
    })
}

/// Whether a script is a file of the site, or data.
fn is_ours(script: &scraper::node::Element, base_url: Option<&str>) -> bool {
    match script.attr("src") {
        Some(src) => is_here(src, base_url),
        None => script
            .attr("type")
            .is_some_and(|kind| kind.ends_with("json")),
    }
}

/// Whether a link holds what is saved when it is followed.
fn is_saved(element: &scraper::node::Element, address: &str) -> bool {
    let is_data = ["data:text/plain", "data:application/"]
        .iter()
        .any(|kind| address.starts_with(kind));
    is_data && element.attr("download").is_some()
}

/// Whether an address leads to a file of the site, as a browser reads it.
fn is_here(address: &str, base_url: Option<&str>) -> bool {
    // The page for what is not there is shown at any path, so that its addresses are whole.
    if base_url.is_some_and(|base_url| address.starts_with(base_url)) {
        return true;
    }
    let address = plain(address).replace('\\', "/");
    scheme(&address).is_none() && !address.starts_with("//")
}

/// Whether an address runs nothing.
fn leads(address: &str) -> bool {
    let address = plain(address);
    scheme(&address).is_none_or(|scheme| matches!(&*scheme, "http" | "https" | "mailto" | "tel"))
}

/// An address without what browsers leave out.
fn plain(address: &str) -> String {
    let address = address.trim_matches(|c: char| c <= ' ');
    address.replace(['\t', '\n', '\r'], "")
}

fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{runs, told};

    #[test]
    fn what_runs_or_is_loaded_from_elsewhere_is_seen() {
        for html in [
            "<p onclick=\"x()\">",
            "<script>x()</script>",
            "<script src=\"//host/x.js\"></script>",
            "<img src=\"\\\\host\\x.png\">",
            "<img src=\"https:host/x\">",
            "<a href=\"java\tscript:x()\">",
            "<a href=\"data:text/html,x\" download>",
            "<iframe srcdoc=\"x\"></iframe>",
            "<base href=\"x\">",
        ] {
            assert!(runs("a.html", html.as_bytes(), None).is_some(), "{html}");
        }
        let fine = "<script src=\"assets/x.js\"></script><a href=\"https://example.org/?a=javascript:x\">\
                    <img src=\"a.png\"><script type=\"application/ld+json\">{}</script>";
        assert_eq!(runs("a.html", fine.as_bytes(), None), None);
    }

    #[test]
    fn what_is_held_back_is_seen_wherever_it_is_told() {
        assert!(told("a.html", b"a ZQX").is_some());
        assert!(told("zqx-four.html", b"").is_some());
        assert_eq!(told("secret.run-sheet.html", b"zqx"), None);
    }
}
