//! README.md as a newcomer follows it: each command is copied and run, one after the other.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use walkdir::WalkDir;

use crate::project::{PROGRAM, Project};

/// What a release, a compiler or half an hour is needed for, by how it begins.
const NOT_HERE: [&str; 6] = [
    "cargo install ",
    "pipx install ",
    "pipx run ",
    "npm install ",
    "npx --package ",
    "tests/run",
];

/// The commands of a file in their order: lines of blocks of shell, and spans of code that begin as one.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut block = None;
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            block = if block.is_some() {
                None
            } else {
                Some(language)
            };
            continue;
        }
        match block {
            Some("sh") => commands.push(line.to_owned()),
            Some(_) => {}
            None => {
                let spans = line.split('`').skip(1).step_by(2);
                let of_shell = |span: &&str| {
                    span.starts_with("groundwork ")
                        || NOT_HERE.iter().any(|one| span.starts_with(one))
                };
                commands.extend(spans.filter(of_shell).map(str::to_owned));
            }
        }
    }
    commands
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).unwrap()
}

/// Runs a line as one types it, in a shell whose path has the program; `folder` is where it stands, and
/// moves with `cd`.
fn follow(line: &str, folder: &mut PathBuf) {
    if let Some(to) = line.strip_prefix("cd ") {
        folder.push(to);
        assert!(folder.is_dir(), "{line}");
        return;
    }
    let mut command = Command::new("sh");
    let bin = Path::new(PROGRAM).parent().unwrap();
    let path = std::env::join_paths([bin, Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    command
        .current_dir(&*folder)
        .env("PATH", path)
        .env("NO_COLOR", "1");
    if line.starts_with("groundwork serve") {
        return serve(line, &mut command);
    }
    let output = command.args(["-c", line]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if line.starts_with("groundwork print ") && cfg!(not(feature = "pdf")) {
        assert!(said.contains("compiled without"), "{line}: {said}");
        return;
    }
    assert!(output.status.success(), "{line}: {said}");
}

/// Follows a line that goes on until it is stopped: it listens, and opens no browser here.
fn serve(line: &str, command: &mut Command) {
    let line = line.replace(" --open", "");
    command
        .args(["-c", &format!("exec {line} --port 0")])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let listens = out
        .lines()
        .map_while(Result::ok)
        .any(|said| said.starts_with("  http://"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(listens, "{line}");
}

#[test]
fn each_command_of_the_readme_works_as_it_is_copied() {
    let empty = Project::bare(&[]);
    let mut folder = empty.root();
    let mut followed = 0;
    let commands = commands(&readme());
    // The two ways to get the command come first; from there on it is there.
    let is_here = |line: &&String| !NOT_HERE.iter().any(|one| line.starts_with(one));
    assert!(commands[0].starts_with("pipx install "), "{commands:?}");
    for line in commands.iter().filter(is_here) {
        follow(line, &mut folder);
        followed += 1;
    }
    assert!(followed >= 15, "{commands:#?}");
    assert!(folder.join("public/index.html").is_file());
}

#[test]
fn what_the_readme_speaks_of_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = readme();
    let pictures = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for target in pictures.filter(|target| !target.starts_with("https://")) {
        assert!(root.join(target).is_file(), "{target}");
    }
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(text.contains(&format!("(https://rustup.rs) {version} or later")));
}

#[test]
fn no_document_prints_an_install_command_by_name() {
    const WAYS: [&str; 9] = [
        "pip install",
        "pipx install",
        "pipx run",
        "npm install",
        "npm install --global",
        "npx",
        "uvx",
        "cargo install",
        "cargo binstall",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = env!("CARGO_PKG_NAME");
    let documents = [
        "docs/content",
        "packaging/publish",
        ".github",
        "themes",
        "benches",
        "src/scaffold",
    ];
    let documents = documents
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)));
    let documents = documents.map(|entry| entry.unwrap().into_path());
    let at_the_top = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "justfile",
    ];
    let at_the_top = at_the_top.map(|file| root.join(file));
    let mut read = 0;
    for path in at_the_top.iter().cloned().chain(documents) {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        read += 1;
        let file = path.display();
        for way in WAYS {
            for package in [name, "groundwork"] {
                // `groundwork-….whl` is a file.
                let command = format!("{way} {package}");
                let behind = text.split(&command).skip(1).map(|behind| {
                    let word = behind.split(|c: char| c.is_whitespace() || c == '`').next();
                    word.unwrap_or("").to_owned()
                });
                let named: Vec<String> = behind.filter(|word| !word.contains('.')).collect();
                assert!(named.is_empty(), "{file}: {command}");
            }
        }
        if at_the_top.contains(&path) {
            assert!(
                !text.contains(name),
                "{file} has the name of the packages, which stands in Cargo.toml"
            );
        }
    }
    assert!(read > 50, "{read}");
}
