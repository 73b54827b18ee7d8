//! A build that is stopped, or whose disk is full, leaves the old site or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::project::{PROGRAM, Project, Ran};

const PAGES: usize = 40;

type Files = BTreeMap<String, Vec<u8>>;

/// Gives every page this word, and one page this name.
fn write(project: &Project, word: &str) {
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

fn built(word: &str) -> (Files, Duration) {
    let project = Project::new(&[]);
    write(&project, word);
    let begun = Instant::now();
    project.run(&["build"]).ends(0);
    (project.files("public"), begun.elapsed())
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let (one, length) = built("one");
    let (other, _) = built("other");
    let project = Project::new(&[]);
    write(&project, "one");
    project.run(&["build"]).ends(0);
    let mut seed = 7u64;
    for turn in 0..30 {
        write(&project, if turn % 2 == 0 { "other" } else { "one" });
        let mut command = project.command(&["build"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        sleep(length.mul_f64((seed >> 40) as f64 / (1u64 << 24) as f64));
        let _ = child.kill();
        child.wait().unwrap();
        let left = project.files("public");
        assert!(
            left == one || left == other,
            "turn {turn}: {:?}",
            left.keys()
        );
    }
    write(&project, "one");
    project.run(&["build"]).ends(0);
    assert!(project.files("public") == one);
    let beside: Vec<String> = fs::read_dir(project.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("staging"))
        .collect();
    assert_eq!(beside, Vec::<String>::new());
}

#[test]
fn a_full_disk_is_a_failure_and_leaves_the_old_site() {
    let project = Project::new(&[]);
    write(&project, "one");
    project.run(&["build"]).ends(0);
    let before = project.files("public");
    write(&project, "other");
    // A limit on the length of files fails writes as a full disk does.
    let mut command = Command::new("bash");
    command.args([
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec \"$0\" build",
        PROGRAM,
    ]);
    let ran = Ran::of(command.current_dir(project.root()));
    ran.ends(2).says("cannot write");
    assert!(project.files("public") == before);
    project.run(&["build"]).ends(0);
    assert!(project.files("public").contains_key("named/other.html"));
}

#[test]
fn an_output_folder_that_cannot_be_written_is_a_failure() {
    let project = Project::new(&[("content/a.md", "+++\ntitle = \"A\"\n+++\n")]);
    project
        .run(&["build", "--out", "/proc/nothing/site"])
        .ends(2)
        .says("/proc/nothing");
}

#[test]
fn two_builds_into_one_folder_leave_it_whole() {
    let (one, _) = built("one");
    let project = Project::new(&[]);
    write(&project, "one");
    let start = || {
        let mut command = project.command(&["build"]);
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let (mut first, mut second) = (start(), start());
    let ended = [first.wait().unwrap().code(), second.wait().unwrap().code()];
    assert!(
        ended.contains(&Some(0)) && !ended.contains(&Some(1)),
        "{ended:?}"
    );
    assert!(project.files("public") == one);
}
