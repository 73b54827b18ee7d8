//! How a case is written: a paragraph that says what it shows, then sections, each below a line
//! `-- heading --`.
//!
//! First come the site's files, by their paths: `site.toml` (where it is left out, one with a title
//! is used), `content/…`, `themes/…`. A line `-- with: drafts --` among them builds drafts too.
//! What is expected comes after them:
//!
//! - `-- findings --`: the report of `groundwork check`. Every case has it.
//! - `-- files --`: the paths of the output, those aside that every site has.
//! - `-- shows: a.html --`: what an artifact has in `<main>`; `-- shows: a.html | .text --` only the
//!   elements of a class, `| #id` of an id, `| h2` of a name, `| ~words` only the lines that hold
//!   these words.
//! - `-- lacks: a.html | words --`: words that an artifact does not hold; with `*`, that none does.

use std::path::Path;

pub(super) struct Case {
    about: String,
    pub(super) files: Vec<(String, String)>,
    pub(super) drafts: bool,
    pub(super) expectations: Vec<(Expectation, String)>,
}

pub(super) enum Expectation {
    Findings,
    Files,
    Shows { path: String, part: String },
    Lacks { path: String, words: String },
}

/// Whether a file's name is words with hyphens and the ending of cases.
pub(super) fn is_named(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.strip_suffix(".case"))
        .is_some_and(|stem| {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            path.is_file() && stem.contains('-') && stem.chars().all(plain)
        })
}

impl Case {
    /// Reads a case, or says what is wrong in it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut case = Case {
            about: String::new(),
            files: Vec::new(),
            drafts: false,
            expectations: Vec::new(),
        };
        let mut sections: Vec<(&str, String)> = Vec::new();
        for line in text.lines() {
            let heading = line.strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
            let open = match (heading, sections.last_mut()) {
                (Some(heading), _) => {
                    sections.push((heading, String::new()));
                    continue;
                }
                (None, Some((_, text))) => text,
                (None, None) => &mut case.about,
            };
            open.push_str(line);
            open.push('\n');
        }
        for (heading, text) in sections {
            case.section(heading, &text)?;
        }
        case.complete()
    }

    fn section(&mut self, heading: &str, text: &str) -> Result<(), String> {
        let text = closed(text);
        if let Some(expectation) = Expectation::parse(heading) {
            if matches!(expectation, Expectation::Lacks { .. }) && !text.is_empty() {
                return Err(format!("`{heading}` has text below it"));
            }
            self.expectations.push((expectation, text));
        } else if !self.expectations.is_empty() {
            return Err(format!(
                "`{heading}` is no expectation, but comes after one"
            ));
        } else if heading == "with: drafts" && text.is_empty() {
            self.drafts = true;
        } else if heading == "site.toml"
            || heading.starts_with("content/")
            || heading.starts_with("themes/")
        {
            self.files.push((heading.to_owned(), text));
        } else {
            return Err(format!("`{heading}` is no section of a case"));
        }
        Ok(())
    }

    fn complete(self) -> Result<Self, String> {
        if self.about.trim().is_empty() {
            return Err("does not begin with what it shows".to_owned());
        }
        let mut headings: Vec<String> = self.expectations.iter().map(|e| e.0.heading()).collect();
        headings.extend(self.files.iter().map(|file| file.0.clone()));
        headings.sort();
        if let Some(twice) = headings.windows(2).find(|two| two[0] == two[1]) {
            return Err(format!("has `{}` twice", twice[0]));
        }
        if !headings.iter().any(|heading| heading == "findings") {
            return Err("does not say which findings it expects".to_owned());
        }
        Ok(self)
    }

    /// The case as a text that [`Case::parse`] reads.
    pub(super) fn write(&self) -> String {
        let mut text = closed(&self.about);
        let mut add = |heading: &str, body: &str| {
            let gap = if body.is_empty() && heading.contains(": ") {
                ""
            } else {
                "\n"
            };
            text.push_str(&format!("{gap}-- {heading} --\n{body}"));
        };
        for (path, body) in &self.files {
            add(path, body);
        }
        if self.drafts {
            add("with: drafts", "");
        }
        for (expectation, body) in &self.expectations {
            add(&expectation.heading(), body);
        }
        text
    }
}

/// A text without empty lines at its end.
fn closed(text: &str) -> String {
    match text.trim_end() {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

impl Expectation {
    fn parse(heading: &str) -> Option<Self> {
        let (word, rest) = heading.split_once(": ").unwrap_or((heading, ""));
        let (path, part) = rest.split_once(" | ").unwrap_or((rest, ""));
        let (path, part) = (path.to_owned(), part.to_owned());
        match word {
            "findings" => Some(Self::Findings),
            "files" => Some(Self::Files),
            "shows" if !path.is_empty() => Some(Self::Shows { path, part }),
            "lacks" if !part.is_empty() => Some(Self::Lacks { path, words: part }),
            _ => None,
        }
    }

    pub(super) fn heading(&self) -> String {
        match self {
            Self::Findings => "findings".to_owned(),
            Self::Files => "files".to_owned(),
            Self::Shows { path, part } if part.is_empty() => format!("shows: {path}"),
            Self::Shows { path, part } => format!("shows: {path} | {part}"),
            Self::Lacks { path, words } => format!("lacks: {path} | {words}"),
        }
    }
}

#[test]
fn what_is_wrong_in_a_case_is_said() {
    for (text, fault) in [
        ("-- findings --\n", "does not begin with"),
        ("It.\n-- content/a.md --\n", "does not say which findings"),
        (
            "It.\n-- contents/a.md --\n-- findings --\n",
            "is no section",
        ),
        (
            "It.\n-- findings --\n-- shown: a.html --\n",
            "is no expectation",
        ),
        ("It.\n-- findings --\n-- findings --\n", "twice"),
        (
            "It.\n-- findings --\n-- lacks: a.html --\n",
            "is no expectation",
        ),
        (
            "It.\n-- findings --\n-- lacks: * | a --\nb\n",
            "has text below",
        ),
    ] {
        let said = Case::parse(text).err().unwrap_or_default();
        assert!(said.contains(fault), "{text}: {said}");
    }
}

#[test]
fn a_case_is_written_as_it_is_read() {
    let text = "It.\n\n-- site.toml --\ntitle = \"T\"\n-- with: drafts --\n\n-- findings --\nno findings\n-- lacks: * | b --\n";
    assert_eq!(Case::parse(text).unwrap().write(), text);
}
