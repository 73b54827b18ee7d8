//! What findings suggest: followed, it mends what it is for, and what is sure brings no new finding.

use groundwork::diagnostic::{Diagnostic, fixes};
use groundwork::engine::{Engine, Options};
use groundwork::model::edit::applied;
use groundwork::model::source::Sources;
use groundwork::report;
use rayon::prelude::*;

use crate::cases;

/// Texts of a project by their paths.
type Files = Vec<(String, String)>;

/// The findings of a project of texts, and the sources they point into.
fn found(files: &Files, options: &Options) -> (Vec<Diagnostic>, Sources) {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let mut engine = Engine::default();
    let built = engine.build_texts(&files, options);
    (built.findings, engine.sources().clone())
}

/// The files with other texts at some paths.
fn changed(files: &Files, change: impl Fn(&str, &str) -> Option<String>) -> Files {
    let files = files.iter();
    files
        .map(|(path, text)| {
            let new = change(path, text).unwrap_or_else(|| text.clone());
            (path.clone(), new)
        })
        .collect()
}

/// How often a finding of this rule and message is among these.
fn count(findings: &[Diagnostic], one: &Diagnostic) -> usize {
    let same = findings.iter();
    same.filter(|found| found.rule.name == one.rule.name && found.message == one.message)
        .count()
}

/// What every sure suggestion of a site keeps to: its finding goes, no error comes, and no byte
/// outside the edits changes. Gives how many there were.
fn fixes_hold(name: &str, files: &Files, options: &Options) -> usize {
    let (before, sources) = found(files, options);
    let (changes, outcomes) = fixes::choose(&before, &sources);
    let after_files = changed(files, |path, text| {
        let change = changes.iter().find(|change| change.path == path)?;
        let after = change.applied(text);
        let mut rest = after.as_str();
        let mut at = 0;
        for edit in &change.edits {
            let kept = &text[at..edit.range.start];
            rest = rest
                .strip_prefix(kept)
                .expect("what is before an edit stays");
            rest = rest
                .strip_prefix(&*edit.text)
                .expect("the new text is there");
            at = edit.range.end;
        }
        assert_eq!(rest, &text[at..], "{name}");
        Some(after)
    });
    let (after, _) = found(&after_files, options);
    let done = outcomes.iter().filter(|outcome| outcome.left.is_none());
    for outcome in done.clone() {
        let finding = &outcome.finding;
        let message = &finding.message;
        assert!(
            count(&after, finding) < count(&before, finding),
            "{name}: {message}"
        );
    }
    let mut new = after.iter();
    let new = new.find(|new| count(&after, new) > count(&before, new));
    assert!(new.is_none(), "{name}: {new:?}");
    done.count()
}

/// What a single suggestion keeps to, sure or not: followed alone, its finding goes. Gives how many
/// there were, and those that do not.
fn suggestions_mend(name: &str, files: &Files, options: &Options) -> (usize, Vec<String>) {
    let (before, sources) = found(files, options);
    let suggested = before.iter().filter(|one| one.suggestion.is_some());
    let failing = suggested.clone().filter_map(|finding| {
        let suggestion = finding.suggestion.as_ref()?;
        let place = &*sources.get(suggestion.source).path;
        let after_files = changed(files, |path, text| {
            (path == place).then(|| applied(text, suggestion.edits.iter().cloned()))
        });
        let (after, _) = found(&after_files, options);
        let (message, rule) = (&finding.message, finding.rule.name);
        let is_mended = count(&after, finding) < count(&before, finding);
        (!is_mended).then(|| format!("{name}: {rule}: {message}\n{suggestion:?}"))
    });
    (suggested.clone().count(), failing.collect())
}

pub(crate) fn page(fields: &str, text: &str) -> String {
    format!("+++\ntitle = \"A\"\n{fields}+++\n\n{text}\n")
}

/// A rule, the fields of `content/a.md` and its text, and a stretch of it once it is mended.
type Suggested = (&'static str, &'static str, &'static str, &'static str);

const AGENDA: &str = "kind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\n";
const START: &str = "kind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\nstart = \"19.30\"\n";

/// What nobody could have meant otherwise.
const SURE: &[Suggested] = &[
    (
        "unused-allow",
        "",
        "One.\n\n<!-- allow dead-link: soon -->\n\nTwo.",
        "One.\n\n\n\nTwo.",
    ),
    (
        "unused-allow",
        "allow = { dead-link = \"soon\" }\n",
        "One.",
        "\"A\"\n+++",
    ),
    (
        "unknown-kind",
        "kind = \"Page\"\n",
        "Text.",
        "kind = \"page\"",
    ),
    (
        "ill-typed-field",
        "status = \"Draft\"\n",
        "Text.",
        "status = \"draft\"",
    ),
    ("ill-typed-field", "order = \"3\"\n", "Text.", "order = 3\n"),
    (
        "ill-typed-field",
        "tags = [2026]\n",
        "Text.",
        "tags = [\"2026\"]",
    ),
    (
        "ill-typed-field",
        "print = \"false\"\n",
        "Text.",
        "print = false\n",
    ),
    (
        "data-syntax",
        "licence = “CC-BY-4.0”\n",
        "Text.",
        "licence = \"CC-BY-4.0\"",
    ),
    ("dead-link", "", "[b](folder\\c.md#x)", "[b](folder/c.md#x)"),
    (
        "item-attribute",
        AGENDA,
        "## T {minutes = 5}\n\nText.",
        "{minutes=5}",
    ),
    (
        "item-attribute",
        AGENDA,
        "## T {minutes=\"5\"}\n\nText.",
        "{minutes=5}",
    ),
    (
        "item-attribute",
        AGENDA,
        "## T {minutes=5 uses=b,,b}\n\nText.",
        "uses=b,b}",
    ),
    (
        "item-attribute",
        AGENDA,
        "## T {minutes=5 priority=Must}\n\nText.",
        "priority=must}",
    ),
    (
        "item-attribute",
        AGENDA,
        "## T {minutes=5 .Opening}\n\nText.",
        ".opening}",
    ),
    (
        "agenda-field",
        START,
        "## T {minutes=5}\n\nText.",
        "start = \"19:30\"",
    ),
    (
        "swallowed-text",
        AGENDA,
        "## T {minutes=5}\n\n> [!SAY]: Hello.\n\nText.",
        "> [!SAY] Hello.",
    ),
];

/// What is likely, and for the writer to decide.
const MAYBE: &[Suggested] = &[
    ("dead-link", "", "[[bb]]", "[[b]]"),
    (
        "dead-link",
        "",
        "[[folder/cc#x|words]]",
        "[[folder/c#x|words]]",
    ),
    ("dead-link", "", "[b](folder/cc.md#x)", "(folder/c.md#x)"),
    (
        "dead-link",
        "",
        "[b](www.example.org/a)",
        "(https://www.example.org/a)",
    ),
    (
        "dead-link",
        "",
        "[ada](ada@example.org)",
        "(mailto:ada@example.org)",
    ),
    ("dead-link", "see_also = ['bb']\n", "Text.", "[\"b\"]"),
    ("dead-heading", "", "[c](folder/c.md#xx)", "folder/c.md#x)"),
    (
        "refused-address",
        "",
        "[b](//example.org)",
        "(https://example.org)",
    ),
    (
        "unknown-field",
        "sumary = \"S.\"\n",
        "Text.",
        "summary = \"S.\"",
    ),
    (
        "unknown-kind",
        "kind = \"pge\"\n",
        "Text.",
        "kind = \"page\"",
    ),
    (
        "invalid-front-matter",
        "id = \"a page\"\n",
        "Text.",
        "id = \"a-page\"",
    ),
    (
        "missing-footnote",
        "",
        "Text[^noet].\n\n[^note]: Words.",
        "Text[^note].",
    ),
    (
        "skipped-heading-level",
        "",
        "## B\n\n#### C\n\nText.",
        "## B\n\n### C",
    ),
    (
        "first-level-heading",
        "",
        "# B\n\nText.\n\n## C\n\nText.",
        "## B\n\nText.\n\n### C",
    ),
    ("unknown-marker", "", "> [!NOET] Words.", "> [!NOTE] Words."),
    (
        "invalid-allow",
        "",
        "<!-- allow dead-lnk: soon -->\n[[b]]",
        "allow dead-link: soon",
    ),
    (
        "item-attribute",
        AGENDA,
        "## T {minuts=5}\n\nText.",
        "{minutes=5}",
    ),
    ("swallowed-text", "", "[@a]: Start", "[@a] Start"),
];

fn others() -> Files {
    let page = |title: &str, text: &str| format!("+++\ntitle = \"{title}\"\n+++\n\n{text}\n");
    vec![
        ("content/b.md".to_owned(), page("B", "Text.")),
        ("content/folder/c.md".to_owned(), page("C", "## X\n\nText.")),
    ]
}

#[test]
fn sure_suggestions_mend_their_findings_and_bring_none() {
    for (rule, fields, text, expected) in SURE {
        let text = page(fields, text);
        let files = [vec![("content/a.md".to_owned(), text.clone())], others()].concat();
        let (findings, sources) = found(&files, &Options::default());
        let of_rule = findings.iter().filter(|found| found.rule.name == *rule);
        let is_sure = of_rule.clone().count() > 0 && of_rule.clone().all(Diagnostic::is_fixable);
        assert!(is_sure, "{text}");
        let (changes, _) = fixes::choose(&findings, &sources);
        let after = changes[0].applied(&text);
        assert!(after.contains(expected), "{after}");
        assert!(fixes_hold(rule, &files, &Options::default()) > 0);
    }
}

#[test]
fn suggestions_that_are_not_sure_are_left_to_the_writer() {
    for (rule, fields, text, expected) in MAYBE {
        let text = page(fields, text);
        let files = [vec![("content/a.md".to_owned(), text.clone())], others()].concat();
        let (findings, sources) = found(&files, &Options::default());
        let finding = findings.iter().find(|found| found.rule.name == *rule);
        let finding = finding.unwrap_or_else(|| panic!("no {rule} in {text}"));
        let suggestion = finding.suggestion.as_ref();
        let suggestion = suggestion.unwrap_or_else(|| panic!("none for {text}"));
        assert!(!finding.is_fixable(), "{text}");
        let after = applied(&text, suggestion.edits.iter().cloned());
        assert!(after.contains(expected), "{after}");
        let (changes, _) = fixes::choose(std::slice::from_ref(finding), &sources);
        assert!(changes.is_empty(), "{text}");
    }
}

#[test]
fn a_page_without_a_title_is_shown_one() {
    let files = vec![("content/a.md".to_owned(), "Text.\n".to_owned())];
    assert_eq!(
        suggestions_mend("missing-title", &files, &Options::default()),
        (1, Vec::new())
    );
}

#[test]
fn suggestions_of_all_cases_mend_what_they_are_for() {
    let tried = cases::sites();
    let tried = tried.par_iter().map(|(name, files, drafts)| {
        let options = Options {
            drafts: *drafts,
            ..Options::default()
        };
        let sure = fixes_hold(name, files, &options);
        let (all, failing) = suggestions_mend(name, files, &options);
        (sure, all, failing)
    });
    let tried: Vec<(usize, usize, Vec<String>)> = tried.collect();
    let failing: Vec<&str> = tried
        .iter()
        .flat_map(|(.., failing)| failing.iter().map(String::as_str))
        .collect();
    assert!(failing.is_empty(), "{}", failing.join("\n"));
    let sure: usize = tried.iter().map(|(sure, ..)| sure).sum();
    let all: usize = tried.iter().map(|(_, all, _)| all).sum();
    assert!(sure > 0 && all > sure, "{sure} of {all}");
}

#[test]
fn a_report_draws_suggestions_of_any_text() {
    let text = page(
        "",
        &format!(
            "{} [[bb]] {}\n\n日本\t\u{1f600} [[bb]]",
            "long ".repeat(200),
            "word ".repeat(200)
        ),
    );
    let files = [vec![("content/a.md".to_owned(), text)], others()].concat();
    let (findings, sources) = found(&files, &Options::default());
    let mut out = Vec::new();
    report::draw_places(&findings, &sources, false, &mut out).expect("memory takes it");
    let out = String::from_utf8_lossy(&out);
    assert_eq!(out.matches("help: did you mean [[b]]?").count(), 2, "{out}");
    assert!(out.lines().all(|line| line.chars().count() < 200), "{out}");
}
