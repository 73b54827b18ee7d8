//! The invariants of the architecture, read off the source text.
//!
//! What breaks one is named with its file and line and what to do. The lists of exceptions say why
//! each is one; an exception that is no longer needed fails its test too, so the lists only shrink.

use std::fs;
use std::path::{Path, PathBuf};

use groundwork::engine::{Engine, Options};
use groundwork::write::{self, Protected};

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 70;

#[test]
fn only_the_edges_touch_disk_or_network() {
    let edges = ["load", "write", "serve", "commands", "progress", "main"];
    let words = [
        "std::fs",
        "fs::",
        "TcpListener",
        "TcpStream",
        "UdpSocket",
        "ToSocketAddrs",
        "File::open",
        "File::create",
        "OpenOptions",
        "walkdir",
        "tiny_http",
        "rustix",
        ".exists()",
        ".is_file()",
        ".is_dir()",
        ".canonicalize()",
        ".read_dir()",
        ".metadata()",
    ];
    let found = sources().filter(|file| !edges.contains(&file.phase.as_str()));
    Faults::of(found, &words).all_but(
        &[],
        "only load, write, serve, progress and the commands may touch disk or network: take the \
         bytes as an argument",
    );
}

#[test]
fn only_reports_know_of_line_numbers() {
    let words = [
        "line_number",
        "line_no",
        "lineno",
        "line_index",
        "line_col",
        "column_number",
        ".lines().count()",
        ".lines().enumerate()",
        "error.line()",
        ".column()",
        ".col()",
    ];
    Faults::of(sources().filter(|file| file.phase != "report"), &words).all_but(
        &[
            // serde_json says where it failed by line and column only.
            ("parse/bibliography/csl_json.rs", "error.line()"),
            ("parse/bibliography/csl_json.rs", ".column()"),
        ],
        "keep a byte range in a Span; report/ alone makes lines and columns of it",
    );
}

#[test]
fn no_phase_knows_of_a_later_one() {
    let later: [(&str, &[&str]); 4] = [
        // Of the rules parse uses only what words their findings.
        (
            "parse",
            &[
                "resolve",
                "site",
                "check::check",
                "check::silence",
                "check::RULES",
                "render",
                "output",
                "write",
                "report",
                "engine",
                "load",
            ],
        ),
        (
            "resolve",
            &[
                "check", "render", "output", "write", "report", "engine", "load",
            ],
        ),
        ("check", &["render", "output", "write", "report", "engine"]),
        ("render", &["write", "report", "engine"]),
    ];
    let mut faults = Faults::default();
    for (phase, modules) in later {
        let words: Vec<String> = modules
            .iter()
            .map(|name| format!("crate::{name}"))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let own = Faults::of(sources().filter(|file| file.phase == phase), &words);
        faults.found.extend(own.found);
    }
    faults.all_but(
        &[],
        "a phase may not know of what comes after it: give it the data, or move the code",
    );
}

#[test]
fn nothing_panics_without_a_reason() {
    Faults::of(sources(), &[".unwrap()"]).all_but(
        &[],
        "return what is wrong, or say with .expect(…) why it cannot be",
    );
}

#[test]
fn what_is_said_to_nobody_stops_nothing() {
    Faults::of(sources(), &["println!", "eprintln!", "print!", "eprint!"]).all_but(
        &[],
        "these panic where the reader is gone or the disk is full: take those of commands/terminal",
    );
}

#[test]
fn no_module_is_a_bag() {
    let bags = ["utils", "util", "misc", "helpers", "helper", "common"];
    let named: Vec<String> = sources()
        .map(|file| file.path)
        .filter(|path| path.split(['/', '.']).any(|part| bags.contains(&part)))
        .collect();
    assert!(
        named.is_empty(),
        "name these after what they hold: {}",
        named.join(", ")
    );
}

#[test]
fn files_are_one_idea() {
    let mut faults = Faults::default();
    for folder in ["src", "tests", "benches", "examples"] {
        for path in rust_files(&root().join(folder)) {
            let lines = text(&path).lines().count();
            if lines > LONGEST_FILE {
                let name = relative(&path, &root());
                faults.add(name, LONGEST_FILE, format!("{lines} lines"));
            }
        }
    }
    faults.all_but(
        &[],
        &format!("a file holds one idea in at most {LONGEST_FILE} lines: move a part to its own"),
    );
}

#[test]
fn functions_fit_a_screen() {
    let mut faults = Faults::default();
    for file in sources() {
        for (name, line, length) in functions(&file.code) {
            if length > LONGEST_FUNCTION {
                let what = format!("{name} has {length} lines");
                faults.add(file.path.clone(), line, what);
            }
        }
    }
    faults.all_but(
        &[],
        &format!("a function has at most {LONGEST_FUNCTION} lines: name its steps"),
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("there is room for two sites");
    let folders = ["one", "two"].map(|name| folder.path().join(name));
    for out in &folders {
        let protected = Protected {
            root: root(),
            content: root().join("content"),
            themes: root().join("themes"),
        };
        let destination = write::claim(out, &protected).expect("the folder is new");
        let mut engine = Engine::new(&root());
        let options = Options::default();
        let input = engine.read(&options).expect("site.toml can be read");
        let built = engine.build(input, &options);
        write::write(&destination, "tidy", &built.output, &|| {})
            .expect("the shipped site has no errors");
    }
    let [one, two] = folders.map(|folder| tree(&folder));
    assert!(one.len() > 50, "the shipped site has {} files", one.len());
    let differing: Vec<&str> = one
        .iter()
        .zip(&two)
        .filter(|(one, two)| one != two)
        .map(|((path, _), _)| path.as_str())
        .collect();
    assert!(
        one.len() == two.len() && differing.is_empty(),
        "two builds of the same site differ in {differing:?}: look for a hash map, a clock or the \
         order of threads behind these"
    );
}

/// Every file below a folder, by its path from there, with its bytes.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walk(folder).into_iter();
    files
        .map(|path| {
            (
                relative(&path, folder),
                fs::read(&path).expect("it is there"),
            )
        })
        .collect()
}

/// A file of the crate.
struct Source {
    /// From `src`.
    path: String,
    /// The first name of its path.
    phase: String,
    /// What is compiled into the program: no comments, no texts, no tests; its lines as they were.
    code: String,
}

/// The files of `src`, but those of tests.
fn sources() -> impl Iterator<Item = Source> {
    let src = root().join("src");
    rust_files(&src).into_iter().filter_map(move |file| {
        let path = relative(&file, &src);
        if is_test(&file) || path.split('/').any(|part| part == "tests") {
            return None;
        }
        let phase = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let code = without_tests(&bare(&text(&file)));
        Some(Source { path, phase, code })
    })
}

/// Whether the module above declares this file as a test.
fn is_test(file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let above = file.parent().expect("it is in src").with_extension("rs");
    above.is_file() && text(&above).contains(&format!("#[cfg(test)]\nmod {stem};"))
}

/// The code without its modules of tests, which come last.
fn without_tests(code: &str) -> String {
    let end = code.find("#[cfg(test)]\nmod ").unwrap_or(code.len());
    code[..end].to_owned()
}

#[derive(Default)]
struct Faults {
    /// File, line, and what stands there.
    found: Vec<(String, usize, String)>,
}

impl Faults {
    /// Where one of `words` stands in these files, as whole words.
    fn of(files: impl Iterator<Item = Source>, words: &[&str]) -> Self {
        let mut faults = Faults::default();
        for file in files {
            for (at, line) in file.code.lines().enumerate() {
                for word in words.iter().filter(|word| has_word(line, word)) {
                    faults.add(file.path.clone(), at + 1, (*word).to_owned());
                }
            }
        }
        faults
    }

    fn add(&mut self, file: String, line: usize, what: String) {
        self.found.push((file, line, what));
    }

    /// Fails for every fault but the exceptions, each a file and how what stands there begins, and
    /// for every exception that is none any more.
    fn all_but(&self, exceptions: &[(&str, &str)], advice: &str) {
        let matches = |(file, _, what): &(String, usize, String), (path, start): &(&str, &str)| {
            file == path && what.starts_with(start)
        };
        let mut message = String::new();
        for fault in &self.found {
            if !exceptions.iter().any(|exception| matches(fault, exception)) {
                let (file, line, what) = fault;
                message += &format!("{file}:{line}: {what}\n");
            }
        }
        assert!(message.is_empty(), "{advice}\n{message}");
        for exception in exceptions {
            let needed = self.found.iter().any(|fault| matches(fault, exception));
            assert!(needed, "{exception:?} is mended: take it off the list");
        }
    }
}

/// Whether `word` stands in `line` and is not a part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let begins = !word.starts_with(is_name) || !before.is_some_and(is_name);
        begins && (!word.ends_with(is_name) || !after.is_some_and(is_name))
    })
}

/// Each function's name, its first line and its length in lines, from code without texts.
fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let Some((_, after)) = line.split_once("fn ") else {
            continue;
        };
        let name: String = after
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if !name.is_empty()
            && has_word(line, "fn")
            && let Some(length) = length_of(&lines[first..])
        {
            functions.push((name, first + 1, length));
        }
    }
    functions
}

/// How many of the lines belong to what begins at the first; `None` for what has no body.
fn length_of(lines: &[&str]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, line) in lines.iter().enumerate() {
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => return Some(at + 1),
                '}' => depth = depth.checked_sub(1)?,
                ';' if depth == 0 && !line.contains('[') => return None,
                _ => {}
            }
        }
    }
    None
}

/// Code without what stands in comments and between quotation marks; its lines as they were.
fn bare(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest, '"'),
            'r' if !bare.ends_with(|c: char| c.is_alphanumeric() || c == '_') => raw(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped == 0 {
            bare.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            bare.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
            rest = &rest[skipped..];
        }
    }
    bare
}

/// The length of a text with escapes, quotation marks included.
fn quoted(code: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The length of a raw text, `r"…"` or `r#"…"#`; 0 where there is none.
fn raw(code: &str) -> usize {
    let hashes = code[1..].bytes().take_while(|byte| *byte == b'#').count();
    if !code[1 + hashes..].starts_with('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let start = 2 + hashes;
    code[start..]
        .find(&end)
        .map_or(code.len(), |at| start + at + end.len())
}

/// The length of a character; 0 for a lifetime.
fn character(code: &str) -> usize {
    let mut characters = code[1..].chars();
    match (characters.next(), characters.next()) {
        (Some('\\'), _) => quoted(code, '\''),
        (Some(c), Some('\'')) => c.len_utf8() + 2,
        _ => 0,
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("the crate's own files can be read")
}

fn relative(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).expect("it is below the folder");
    path.to_string_lossy().replace('\\', "/")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = walk(folder);
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files
}

/// The files below a folder, in order.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    entries
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.is_file())
        .collect()
}

#[test]
fn what_is_read_of_the_source_is_its_code() {
    assert!(sources().count() > 50);
    let code = "fn a(x: &'a str) {\n    // {\n    let b = (\"}\\\"\", '{', r#\"{\"}\"#);\n}\n";
    let bare = bare(code);
    assert_eq!(bare, "fn a(x: &'a str) {\n    \n    let b = (, , );\n}\n");
    assert_eq!(functions(&bare), [("a".to_owned(), 1, 4)]);
    assert!(has_word("use std::fs;", "std::fs") && !has_word("let offs::x", "fs::"));
}
