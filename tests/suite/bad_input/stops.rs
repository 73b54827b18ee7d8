//! A build whose disk is full, or that meets another, leaves the old site or the new one. `kills` has
//! those that are stopped.

use std::process::{Command, Stdio};

use crate::kills::{built, write};
use crate::project::{PROGRAM, Project, Ran};

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
    ran.ends(2).says("cannot write").says("FAT32 ends at 4 GB");
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
