//! What the system grants, and what it does not: memory, disks, threads, open files, and readers of
//! what is said.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::project::{PROGRAM, Project, Ran};

const PAGE: &str = "+++\ntitle = \"A\"\n+++\n\nText.\n";

/// A meeting, of which a build makes PDFs.
const MEETING: &str = "+++\ntitle = \"Rounds\"\nkind = \"agenda\"\nsummary = \"S.\"\nstart = \"19:00\"\n\
                       minutes = 10\n+++\n\n## Steps {.opening minutes=10}\n\nAll speak.\n";

/// A page that links to these files, each of two gigabytes that take no room on the disk.
fn with_recordings(linked: &[&str], others: &[&str]) -> Project {
    let links = linked.iter().map(|name| format!("[x]({name})\n"));
    let project = Project::new(&[(
        "content/a.md",
        &format!("{PAGE}\n{}", links.collect::<String>()),
    )]);
    for name in linked.iter().chain(others) {
        let file = fs::File::create(project.root().join("content").join(name)).unwrap();
        file.set_len(2 << 30).unwrap();
    }
    project
}

/// Runs the program, and gives with it the most memory that it held, in megabytes.
#[cfg(target_os = "linux")]
fn memory(project: &Project, args: &[&str]) -> (Ran, u64) {
    let mut command = project.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
        most = most.max(kilobytes.unwrap_or(0));
        sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let ran = Ran {
        status: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    (ran, most >> 10)
}

#[cfg(target_os = "linux")]
#[test]
fn recordings_that_nothing_links_to_take_no_memory() {
    let project = with_recordings(&[], &["one.mp4", "two.mp4"]);
    let (ran, megabytes) = memory(&project, &["check"]);
    ran.ends(0);
    assert!((1..500).contains(&megabytes), "{megabytes} MB");
}

#[cfg(target_os = "linux")]
#[test]
fn recordings_that_are_linked_are_published_without_being_held() {
    let project = with_recordings(&["one.mp4"], &[]);
    let (ran, megabytes) = memory(&project, &["build"]);
    ran.ends(0);
    assert!((1..500).contains(&megabytes), "{megabytes} MB");
    let assets = fs::read_dir(project.root().join("public/assets")).unwrap();
    let mut lengths = assets.map(|entry| entry.unwrap().metadata().unwrap().len());
    assert!(lengths.any(|length| length == 2 << 30));
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "writes twelve gigabytes"]
fn an_archive_of_more_than_four_gigabytes_can_be_read_and_is_never_held() {
    let project = with_recordings(&["one.mp4", "two.mp4"], &[]);
    let (ran, megabytes) = memory(&project, &["build", "--zip"]);
    ran.ends(0);
    assert!((1..500).contains(&megabytes), "{megabytes} MB");
    let file = fs::File::open(project.root().join("public/test.zip")).unwrap();
    assert!(file.metadata().unwrap().len() > 4 << 30);
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let recordings = (0..archive.len()).filter(|at| {
        let entry = archive.by_index(*at).unwrap();
        entry.size() == 2 << 30
    });
    assert_eq!(recordings.count(), 2);
}

#[test]
fn a_picture_of_more_than_a_hundred_megabytes_is_found_and_not_read() {
    let project = Project::new(&[("content/a.md", &format!("{PAGE}\n![x](big.png)\n"))]);
    let file = fs::File::create(project.root().join("content/big.png")).unwrap();
    file.set_len(101 << 20).unwrap();
    project.finds(&[("unusable-image", "content/a.md:7:1")]);
    project.run(&["check"]).ends(1).says("100 MB are the most");
}

/// Runs shell commands as root of a system of one's own, in which `small` is a disk of two megabytes;
/// none where the system allows no such thing.
#[cfg(target_os = "linux")]
fn on_a_small_disk(project: &Project, commands: &str) -> Option<Ran> {
    let is_allowed = Command::new("unshare").args(["-rm", "true"]).status();
    if !is_allowed.is_ok_and(|status| status.success()) {
        return None;
    }
    fs::create_dir_all(project.root().join("small")).unwrap();
    let script = format!("mount -t tmpfs -o size=2m none small && {commands}");
    let mut command = Command::new("unshare");
    command.args(["-rm", "bash", "-ec", &script, PROGRAM]);
    Some(Ran::of(command.current_dir(project.root())))
}

#[cfg(target_os = "linux")]
#[test]
fn a_site_that_is_larger_than_the_disk_is_refused_and_the_old_one_stays() {
    let project = Project::new(&[("content/a.md", PAGE)]);
    let script = "\"$0\" build --out small/site; cp -r small/site before
        head -c 3000000 /dev/urandom > content/talk.mp4; echo '[x](talk.mp4)' >> content/a.md
        status=0; \"$0\" build --out small/site || status=$?
        diff -r before small/site; ls -A small; exit $status";
    let Some(ran) = on_a_small_disk(&project, script) else {
        return;
    };
    assert!(
        ran.out.ends_with("site\n"),
        "nothing else is left: {}",
        ran.out
    );
    ran.ends(2)
        .says("the site does not fit: it needs 3.")
        .says("assets/talk-")
        .says("--out");
}

#[cfg(target_os = "linux")]
#[test]
fn pages_that_do_not_fit_are_counted_to_the_last() {
    let project = Project::new(&[]);
    for at in 0..900 {
        project.write(
            &format!("content/p{at}.md"),
            PAGE.replace('A', &format!("P{at}")),
        );
    }
    let Some(ran) = on_a_small_disk(&project, "\"$0\" build --out small/site") else {
        return;
    };
    ran.ends(2).says("the site does not fit: it needs");
}

/// The program, under what a shell sets before.
fn under(project: &Project, limit: &str, args: &str) -> Ran {
    let script = format!("{limit}; exec timeout 100 \"$0\" {args}");
    let mut command = Command::new("bash");
    command.args(["-c", &script, PROGRAM]);
    Ran::of(quiet(command.current_dir(project.root())))
}

/// With none of what programmers ask for when something panics.
fn quiet(command: &mut Command) -> &mut Command {
    command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE")
}

impl Ran {
    /// Asserts that it ended by itself, in plain words.
    #[track_caller]
    fn ends_plainly(self, of: &str) -> Self {
        let ends = matches!(self.status, Some(0..=2));
        assert!(ends, "{of}: {:?} {}{}", self.status, self.out, self.err);
        assert!(!self.err.contains("panicked"), "{of}: {}", self.err);
        self
    }
}

/// Every command that ends by itself.
fn commands() -> impl Iterator<Item = &'static str> {
    let commands = [
        "build",
        "build --zip --single-file --out other",
        "check",
        "print rounds -o paper",
        "new method Talk",
        "rename a b",
        "init other-project",
        "completions bash",
    ];
    let can_print = cfg!(feature = "pdf");
    commands
        .into_iter()
        .filter(move |command| can_print || !command.starts_with("print"))
}

#[cfg(unix)]
#[test]
fn with_few_open_files_every_command_works_or_says_so() {
    for files in [4, 6, 8, 16, 32] {
        for args in commands() {
            let project = Project::new(&[("content/a.md", PAGE), ("content/rounds.md", MEETING)]);
            let limit = format!("ulimit -n {files}");
            let ran = under(&project, &limit, args).ends_plainly(&format!("{limit} {args}"));
            if ran.status == Some(2) {
                assert!(ran.err.contains("ulimit -n"), "{limit} {args}: {}", ran.err);
            }
        }
    }
}

/// Runs the program with so many threads at most. Such a limit does not hold for an administrator, whose
/// tests become somebody else for it, within whose reach the program must be.
#[cfg(target_os = "linux")]
fn with_threads(project: &Project, threads: usize, args: &str) -> Ran {
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    let script = if id == b"0\n" {
        format!(
            "chmod -R a+rwX . && cp \"$0\" program && exec timeout 100 setpriv --reuid=6553{threads} \
         --clear-groups bash -c 'ulimit -u {threads}; exec ./program {args}'"
        )
    } else {
        format!("exec timeout 100 bash -c 'ulimit -u {threads}; exec \"$0\" {args}' \"$0\"")
    };
    let mut command = Command::new("bash");
    command.args(["-c", &script, PROGRAM]);
    Ran::of(quiet(command.current_dir(project.root())))
}

#[cfg(target_os = "linux")]
#[test]
fn with_few_threads_every_command_works_or_says_so() {
    for threads in [1, 2, 4] {
        for args in commands() {
            let project = Project::new(&[("content/a.md", PAGE), ("content/rounds.md", MEETING)]);
            let of = format!("{threads} threads, {args}");
            let ran = with_threads(&project, threads, args).ends_plainly(&of);
            if ran.status == Some(2) {
                assert!(ran.err.contains("thread"), "{of}: {}", ran.err);
            }
        }
    }
    let project = Project::new(&[("content/a.md", PAGE)]);
    with_threads(&project, 1, "serve --port 0")
        .ends(2)
        .says("thread");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure_and_a_full_disk_is_one() {
    let project = Project::new(&[("content/a.md", PAGE), ("content/rounds.md", MEETING)]);
    for args in commands() {
        // The reader is gone before anything is written.
        let script = format!("{{ sleep 0.2; \"$0\" {args}; }} | true; exit ${{PIPESTATUS[0]}}");
        let mut command = Command::new("bash");
        command.args(["-c", &script, PROGRAM]).stdin(Stdio::null());
        let ran = Ran::of(quiet(command.current_dir(project.root())));
        assert!(!ran.err.contains("error: "), "{args}: {}", ran.err);
        ran.ends_plainly(args);
    }
    for args in ["check", "check --format json", "build", "completions bash"] {
        let ran = under(&project, "exec >/dev/full", args);
        ran.ends(2).says("the disk is full");
        under(&project, "exec 2>/dev/full", args).ends_plainly(args);
        under(&project, "exec >&- 2>&-", args).ends_plainly(args);
    }
}
