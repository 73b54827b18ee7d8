//! Commands that are killed at random moments, as by a power switch, leave what was or what was to be.
//!
//! A few kills belong to every run of the tests, and hundreds to one with `FULL`.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::project::Project;
use crate::scale::scaled;

const PAGES: usize = 40;

type Files = BTreeMap<String, Vec<u8>>;

/// Gives every page this word, and one page this name.
pub(crate) fn write(project: &Project, word: &str) {
    for at in 0..PAGES {
        let text = format!(
            "+++\ntitle = \"Page {at}\"\n+++\n\n{word} {}\n",
            "text ".repeat(200)
        );
        project.write(&format!("content/page-{at}.md"), text);
    }
    let _ = fs::remove_dir_all(project.root().join("content/named"));
    project.write(
        &format!("content/named/{word}.md"),
        "+++\ntitle = \"Named\"\n+++\n",
    );
}

/// The site of a project that is written so, and how long it takes to build.
pub(crate) fn built(word: &str) -> (Files, Duration) {
    let project = Project::new(&[]);
    write(&project, word);
    let begun = Instant::now();
    project.run(&["build"]).ends(0);
    (project.files("public"), begun.elapsed())
}

/// Moments within a length of time, in an order that is the same each time.
struct Moments {
    seed: u64,
    length: Duration,
}

impl Moments {
    fn next(&mut self) -> Duration {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.length
            .mul_f64((self.seed >> 40) as f64 / (1u64 << 24) as f64)
    }
}

/// Runs a command and kills it after a while; whether it had ended before.
fn kill(project: &Project, args: &[&str], after: Duration) -> bool {
    let mut command = project.command(args);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    sleep(after);
    let _ = child.kill();
    child.wait().expect("it was started").success()
}

/// Kills builds into `out` and compares what they leave. Where the folder is updated in place, files of
/// both sites may stand in it, each whole.
fn kill_builds(times: usize, out: &str, is_in_place: bool) {
    let (one, length) = built("one");
    let (other, _) = built("other");
    let project = Project::new(&[]);
    let args = ["build", "--out", out];
    write(&project, "one");
    project.run(&args).ends(0);
    let mut moments = Moments { seed: 7, length };
    let mut stopped = 0;
    for turn in 0..times {
        write(&project, if turn % 2 == 0 { "other" } else { "one" });
        stopped += usize::from(!kill(&project, &args, moments.next()));
        let left = project.files(out);
        let of_both = |(path, bytes): (&String, &Vec<u8>)| {
            path.starts_with(".groundwork.")
                || one.get(path) == Some(bytes)
                || other.get(path) == Some(bytes)
        };
        assert!(
            left == one || left == other || (is_in_place && left.iter().all(of_both)),
            "turn {turn}: {:?}",
            left.keys()
        );
    }
    assert!(
        stopped * 4 > times,
        "only {stopped} of {times} were stopped"
    );
    write(&project, "one");
    project.run(&args).ends(0);
    assert!(project.files(out) == one);
    let names = fs::read_dir(project.root()).expect("it is there");
    let names = names.map(|entry| entry.expect("it is there").file_name());
    assert_eq!(
        names.count(),
        3,
        "nothing lies beside content, site.toml and the site"
    );
}

/// The name of a folder that nothing can stand beside, since its name would be too long: such a folder
/// cannot be exchanged, as a mount point cannot.
fn in_place() -> String {
    "x".repeat(250)
}

/// Kills a command that changes many files, time after time; the next command finishes or undoes it. Each
/// page begins with these bytes.
fn kill_changes(args: &[&str], head: &str, times: usize) {
    let project = Project::new(&[]);
    for at in 0..PAGES {
        let path = format!("content/methods/page-{at}.md");
        project.write(
            &path,
            format!("{head}+++\ntitle = \"P{at}\"\n+++\n\n[[talks]]\n"),
        );
    }
    project.write("content/talks/index.md", "+++\ntitle = \"Talks\"\n+++\n");
    project.write("content/talks/part.md", "+++\ntitle = \"Part\"\n+++\n");
    let before = project.files("");
    let begun = Instant::now();
    project.run(args).ends(0);
    let mut moments = Moments {
        seed: 5,
        length: begun.elapsed(),
    };
    let after = project.files("");
    assert!(before != after, "it has changed something");
    for turn in 0..times {
        fs::remove_dir_all(project.root().join("content")).expect("it is there");
        for (path, bytes) in &before {
            project.write(path, bytes);
        }
        kill(&project, args, moments.next());
        project.run(&["check"]).ends(0);
        let left = project.files("");
        assert!(
            left == before || left == after,
            "turn {turn}: {:?}",
            left.keys()
        );
    }
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    kill_builds(scaled(10, 400), "public", false);
}

#[test]
fn a_build_in_place_that_is_killed_leaves_whole_files_and_is_repaired_by_the_next() {
    kill_builds(scaled(8, 400), &in_place(), true);
}

#[test]
fn a_renaming_that_is_killed_is_finished_or_undone_by_the_next_command() {
    kill_changes(&["rename", "talks", "words"], "", scaled(8, 400));
}

#[test]
fn a_removal_that_is_killed_is_finished_or_undone_by_the_next_command() {
    kill_changes(&["remove", "talks"], "", scaled(8, 400));
}

#[test]
fn mending_that_is_killed_is_finished_or_undone_by_the_next_command() {
    kill_changes(&["check", "--fix"], "\u{feff}", scaled(8, 400));
}

/// Kills an import twice, and lets it go on to its end; how often it was stopped.
fn kill_import(project: &Project, args: &[&str], moments: &mut Moments) -> usize {
    for stopped in 0..2 {
        if kill(project, args, moments.next()) {
            return stopped;
        }
    }
    let manifest = project.root().join("new/.groundwork-import.json");
    let has_ended =
        fs::read_to_string(manifest).is_ok_and(|manifest| !manifest.contains("\"begun\""));
    // One that was killed when all was written has nothing left to do; only an update may be repeated.
    if !has_ended || args.contains(&"--update") {
        project.run(args).ends(0);
    }
    2
}

/// A handbook of another tool. Its pages have a picture without a description, so that an import writes them twice.
fn write_original(project: &Project, word: &str) {
    for at in 0..PAGES {
        let words = "text ".repeat(200);
        let text = format!("# Page {at}\n\n{word} {words}\n\n![](photo.png)\n");
        project.write(&format!("original/page-{at}.md"), text);
    }
    project.write("original/photo.png", crate::imports::PNG);
}

#[test]
fn an_import_that_is_killed_is_gone_on_with_by_the_same_command() {
    let first = ["import", "original", "--into", "new"];
    let update = [&first[..], &["--update"]].concat();
    let project = Project::bare(&[]);
    write_original(&project, "one");
    let begun = Instant::now();
    project.run(&first).ends(0);
    let length = begun.elapsed();
    let one = project.files("new");
    write_original(&project, "other");
    project.run(&update).ends(0);
    let other = project.files("new");
    let mut moments = Moments { seed: 3, length };
    let mut stopped = 0;
    for turn in 0..scaled(6, 200) {
        let project = Project::bare(&[]);
        write_original(&project, "one");
        stopped += kill_import(&project, &first, &mut moments);
        assert!(project.files("new") == one, "turn {turn}");
        write_original(&project, "other");
        stopped += kill_import(&project, &update, &mut moments);
        assert!(project.files("new") == other, "turn {turn}, updated");
    }
    assert!(stopped > 0, "none was stopped");
}
