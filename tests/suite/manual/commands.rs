//! The commands that the manual shows are those of the program.

use clap::Parser;
use clap::error::ErrorKind;

use super::blocks::chapters;
use super::cli::Cli;

#[test]
fn every_command_in_the_manual_can_be_typed() {
    let mut failures = Vec::new();
    for chapter in chapters() {
        let blocks = chapter
            .blocks
            .iter()
            .filter(|block| block.lang == "console");
        // A backslash at its end goes on with a line.
        let texts = blocks.map(|block| block.text.replace("\\\n", " "));
        let lines: Vec<String> = texts.flat_map(|text| lines(&text)).collect();
        for line in lines {
            if let Some(failure) = failure(&line) {
                failures.push(format!("{}: {line}: {failure}", chapter.name));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// What the program says of a line of a terminal; nothing of one that runs another program.
fn failure(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches("$ ");
    let line = line.split(" # ").next().unwrap_or(line);
    let line = line.split([';', '|', '>']).next().unwrap_or(line);
    line.strip_prefix("groundwork")?;
    let error = Cli::try_parse_from(words(line)).err()?;
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    (!is_help).then(|| error.to_string())
}

/// The words of a line as a shell divides them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = None;
    for letter in line.chars() {
        let word = words.last_mut().unwrap();
        match quoted {
            Some(quote) if letter == quote => quoted = None,
            None if matches!(letter, '"' | '\'') => quoted = Some(letter),
            None if letter == ' ' => words.push(String::new()),
            _ => word.push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn a_command_that_there_is_not_is_found() {
    assert_eq!(failure("groundwork build --out \"my site\""), None);
    assert_eq!(failure("cd our-handbook"), None);
    assert!(failure("groundwork bulid").is_some());
    assert!(failure("groundwork build --no-such-option").is_some());
}
