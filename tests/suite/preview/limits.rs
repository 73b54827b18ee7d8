//! Systems that allow a program little.
#![cfg(unix)]

use std::fs;
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use super::{NEVER, Preview, apples, project};
use crate::project::{PROGRAM, Project};

/// The program, which may have `limit` of what the option of `ulimit` counts.
fn limited(project: &Project, option: &str, limit: u32) -> Command {
    let script = format!("ulimit {option} {limit} && exec \"$0\" serve --port 0");
    let mut command = Command::new("sh");
    command.args(["-c", &script, PROGRAM]);
    command.current_dir(project.root());
    command
}

/// A run of the program, and what it says on both of its ways out.
struct Run {
    child: Child,
    said: NamedTempFile,
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let said = NamedTempFile::new().expect("there is room");
        let out = || Stdio::from(said.as_file().try_clone().expect("it is open"));
        let child = command.stdout(out()).stderr(out()).spawn();
        Self {
            child: child.expect("there is a shell"),
            said,
        }
    }

    fn said(&self) -> String {
        fs::read_to_string(self.said.path()).expect("it says text")
    }

    /// Waits until it serves, or ends with a status.
    fn outcome(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < NEVER {
            if let Some(status) = self.child.try_wait().expect("it was started") {
                return Some(status);
            }
            if self.said().contains("Ctrl+C") {
                return None;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("it neither serves nor ends: {}", self.said());
    }
}

#[test]
fn it_serves_with_few_open_files() {
    let project = project();
    for limit in [64, 128] {
        let preview = Preview::started(&mut limited(&project, "-n", limit));
        // More clients than it can have files.
        let silent: Vec<TcpStream> = (0..150).map(|_| preview.connect()).collect();
        preview.shows("/apples.html", "They are");
        let word = format!("seen with {limit}");
        project.write("content/apples.md", apples(&word));
        preview.shows("/apples.html", &word);
        drop(silent);
    }
}

#[test]
fn with_too_few_open_files_it_says_so() {
    let project = project();
    for limit in [4, 6, 8, 10, 12, 14, 16, 20, 24, 32] {
        let mut run = Run::of(&mut limited(&project, "-n", limit));
        let status = run.outcome();
        let said = run.said();
        assert!(!said.contains("panicked"), "{limit}: {said}");
        if let Some(status) = status {
            assert!(said.contains("error"), "{limit}: {said}");
            // The shell, or the system's loader, may fail before there is a program.
            let is_known = matches!(status.code(), Some(2 | 126 | 127));
            assert!(is_known, "{limit}: {status}: {said}");
        }
    }
}
