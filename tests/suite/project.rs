//! A project in a folder of its own, which goes away with the test, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_groundwork");

pub(crate) struct Project {
    folder: TempDir,
}

/// How a run of the program went.
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A finding as `check --format json` gives it.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    /// `content/a.md:5:3`
    pub(crate) place: String,
    pub(crate) message: String,
}

impl Project {
    /// A project of these files, by their paths from its root. Where `site.toml` is not among them,
    /// one with a title and nothing else is added.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self::bare(files);
        if !project.root().join("site.toml").exists() {
            project.write("site.toml", "title = \"Test\"\n");
        }
        project
    }

    /// A folder of these files and nothing else.
    pub(crate) fn bare(files: &[(&str, &str)]) -> Self {
        let project = Project {
            folder: TempDir::new().unwrap(),
        };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The root, without symbolic links in its path.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs the program at the root.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_in("", args)
    }

    /// Runs the program in a folder below the root.
    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        Ran::of(self.command(args).current_dir(self.root().join(folder)))
    }

    /// The program at the root, in an environment that nothing here depends on.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.root());
        command
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("GROUNDWORK_EDITOR")
            .env("NO_COLOR", "1");
        command
    }

    /// The findings of `groundwork check`, which must be able to say them.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let ran = self.run(&["check", "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out)
            .unwrap_or_else(|error| panic!("{error}\n{}{}", ran.out, ran.err));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let findings = report["findings"].as_array().unwrap().iter();
        findings
            .map(|finding| Finding {
                rule: text(&finding["rule"]),
                place: format!(
                    "{}:{}:{}",
                    text(&finding["path"]),
                    finding["line"],
                    finding["column"]
                ),
                message: text(&finding["message"]),
            })
            .collect()
    }

    /// Asserts that rules have findings at places: `("dead-link", "content/a.md:5:3")`.
    #[track_caller]
    pub(crate) fn finds(&self, wanted: &[(&str, &str)]) {
        let findings = self.findings();
        for (rule, place) in wanted {
            let found = findings
                .iter()
                .any(|finding| finding.rule == *rule && finding.place == *place);
            assert!(found, "no {rule} at {place} among {findings:#?}");
        }
    }

    /// The files below a folder by their paths from there, with their bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.root().join(folder))
    }
}

/// The files below a folder by their paths from there, with their bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy();
                found.insert(name.into_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the program starts");
        Ran {
            status: status.code(),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// Asserts how the run ended: 0 fine, 1 with findings, 2 for usage and environment.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}{}", self.out, self.err);
        self
    }

    /// Asserts that something is said, on either stream.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        let said = self.out.contains(words) || self.err.contains(words);
        assert!(said, "`{words}` is not in\n{}{}", self.out, self.err);
        self
    }
}
