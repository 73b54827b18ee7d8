//! The likeliest mistakes of who begins: `tests/mistakes.txt` has each with what is said of it and the
//! text that the writer should end with, which must pass.
//!
//! The file is read by people: whether each message would help somebody who has never programmed is for
//! them to judge. `UPDATE_CASES=1` writes anew what is said; read the difference before committing it.
//! A line `=== title` begins a mistake, and its files stand below `-- path --`; what is said stands below
//! `-- says --`, and each file as it should be below `-- mended: path --`. What stands before the first
//! mistake is beside each of them.

use std::collections::BTreeMap;

use groundwork::diagnostic::{Diagnostic, Severity};
use groundwork::engine::{Engine, Options};
use groundwork::model::edit::applied;
use groundwork::model::source::Sources;
use groundwork::report::{self, Format};
use rayon::prelude::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mistakes.txt");

type Files = BTreeMap<String, String>;

#[derive(Debug, Default)]
struct Mistake {
    title: String,
    files: Files,
    says: String,
    mended: Files,
}

#[test]
fn each_mistake_is_told_in_plain_words_and_the_mended_text_passes() {
    let text = std::fs::read_to_string(FILE).expect("it can be read");
    let (head, beside, mut mistakes) = parse(&text);
    assert!(mistakes.len() >= 30, "{}", mistakes.len());
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let failures = mistakes.par_iter_mut().filter_map(|mistake| {
        let failure = judge(&beside, mistake, update).err()?;
        Some(format!("{}: {failure}", mistake.title))
    });
    let failures: Vec<String> = failures.collect();
    let written = write(&head, &mistakes);
    if update {
        std::fs::write(FILE, &written).expect("it can be written");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let is_formed = update || written == text;
    assert!(is_formed, "UPDATE_CASES=1 writes it in its form");
}

fn judge(beside: &Files, mistake: &mut Mistake, update: bool) -> Result<(), String> {
    let (findings, sources) = found(beside, &[&mistake.files]);
    let said = drawn(&findings, &sources);
    if update {
        mistake.says.clone_from(&said);
    }
    if findings.is_empty() {
        return Err("nothing is said".to_owned());
    }
    if mistake.says != said {
        return Err(format!("now it says\n{said}"));
    }
    help_holds(beside, mistake, &findings, &sources)?;
    let (left, sources) = found(beside, &[&mistake.files, &mistake.mended]);
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!("still says\n{}", drawn(&left, &sources)))
    }
}

/// Words that no message has: they are those of who makes programs.
#[test]
fn no_message_speaks_of_programs() {
    let text = std::fs::read_to_string(FILE).expect("it can be read");
    for mistake in parse(&text).2 {
        for word in [
            "TOML",
            "YAML",
            "slug",
            "pars",
            "string",
            "literal",
            "array",
            "syntax error",
            "expected",
            "invalid",
            "os error",
            "delete",
        ] {
            let lines = mistake.says.lines();
            let mut said = lines.filter(|line| line.contains(": ") && !line.contains('|'));
            let said = said.find(|line| line.contains(word) && !line.contains(&format!("[{word}")));
            assert_eq!(said, None, "{}: {word}", mistake.title);
        }
    }
}

/// That what a help says to type does away with the finding that it is of.
fn help_holds(
    beside: &Files,
    mistake: &Mistake,
    findings: &[Diagnostic],
    sources: &Sources,
) -> Result<(), String> {
    for finding in findings {
        let Some(suggestion) = &finding.suggestion else {
            continue;
        };
        let source = sources.get(suggestion.source);
        let mended = applied(&source.text, suggestion.edits.clone());
        let path = source.path.to_string();
        let file = Files::from([(path, mended)]);
        let (left, _) = found(beside, &[&mistake.files, &file]);
        let count = |all: &[Diagnostic]| {
            let same = all.iter().filter(|one| one.message == finding.message);
            same.count()
        };
        if count(&left) >= count(findings) {
            return Err(format!("the help does not mend: {}", finding.message));
        }
    }
    Ok(())
}

/// What is found in files, of which later ones take the place of earlier ones; notes aside.
fn found(beside: &Files, files: &[&Files]) -> (Vec<Diagnostic>, Sources) {
    let mut all = beside.clone();
    for files in files {
        all.extend(
            files
                .iter()
                .map(|(path, text)| (path.clone(), text.clone())),
        );
    }
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let mut engine = Engine::default();
    let mut built = engine.build_texts(&all, &Options::default());
    engine
        .settle(&mut built, &|| {})
        .expect("every artifact can be made");
    built.findings.retain(|one| one.severity > Severity::Note);
    (built.findings, engine.sources().clone())
}

fn drawn(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut out = Vec::new();
    report::draw(Format::Text, findings, sources, &[], false, &mut out)
        .expect("memory takes what is written");
    let out = String::from_utf8_lossy(&out);
    format!("{}\n", out.trim_end())
}

/// What stands at the head, what is beside each mistake, and the mistakes.
fn parse(text: &str) -> (String, Files, Vec<Mistake>) {
    let mut parts = text.split("\n=== ");
    let head = parts.next().unwrap_or_default().to_owned();
    let beside = sections(&head).into_iter();
    let mistakes = parts.map(|part| {
        let (title, rest) = part.split_once('\n').unwrap_or((part, ""));
        let mut mistake = Mistake {
            title: title.to_owned(),
            ..Mistake::default()
        };
        for (heading, text) in sections(rest) {
            match heading.strip_prefix("mended: ") {
                Some(path) => drop(mistake.mended.insert(path.to_owned(), text)),
                None if heading == "says" => mistake.says = text,
                None => drop(mistake.files.insert(heading, text)),
            }
        }
        mistake
    });
    let mistakes = mistakes.collect();
    (head, beside.collect(), mistakes)
}

fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let heading = line.strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
        if let Some(heading) = heading {
            sections.push((heading.to_owned(), String::new()));
        } else if let Some((_, text)) = sections.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    for (_, text) in &mut sections {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    sections
}

fn write(head: &str, mistakes: &[Mistake]) -> String {
    let mut text = format!("{}\n", head.trim_end());
    for mistake in mistakes {
        text += &format!("\n=== {}\n", mistake.title);
        let files = mistake.files.iter();
        for (path, file) in files {
            text += &format!("-- {path} --\n{file}");
        }
        text += &format!("-- says --\n{}", mistake.says);
        for (path, file) in &mistake.mended {
            text += &format!("-- mended: {path} --\n{file}");
        }
    }
    text
}
