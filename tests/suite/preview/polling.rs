//! Changes that are looked for.

use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;

use super::{Preview, apples, project};
#[cfg(target_os = "linux")]
use crate::project::PROGRAM;

fn pears(word: &str) -> String {
    format!("+++\ntitle = \"Pears\"\n+++\nThey are {word}.\n")
}

#[test]
fn a_preview_that_polls_follows_every_change() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0", "--poll"]);
    let expected = "note: changes are looked for every half second, as --poll asks\n";
    assert!(preview.said.contains(expected), "{}", preview.said);
    let root = project.root();
    // Two edits of one length, one right after the other.
    project.write("content/apples.md", apples("green"));
    preview.shows("/apples.html", "They are green.");
    project.write("content/apples.md", apples("brown"));
    preview.shows("/apples.html", "They are brown.");
    project.write("content/new/pears.md", pears("new"));
    preview.shows("/new/pears.html", "They are new.");
    fs::rename(root.join("content/new"), root.join("content/moved")).expect("it is there");
    preview.shows("/moved/pears.html", "They are new.");
    fs::remove_dir_all(root.join("content/moved")).expect("it is there");
    preview.shows("/moved/pears.html", "This page is not here");
    project.write("site.toml", "title = \"Another\"\n");
    preview.shows("/apples.html", "Another");
}

#[cfg(unix)]
#[test]
fn files_that_are_linked_to_are_followed() {
    use std::os::unix::fs::symlink;
    let project = project();
    let plums = |word: &str| format!("+++\ntitle = \"Plums\"\n+++\nThey are {word}.\n");
    project.write("elsewhere/pears.md", pears("old"));
    let link = project.root().join("content/pears.md");
    symlink("../elsewhere/pears.md", link).expect("there is room");
    for args in [&["--port", "0"][..], &["--port", "0", "--poll"]] {
        project.write("elsewhere/pears.md", pears("old"));
        let preview = Preview::of(&project, args);
        preview.shows("/pears.html", "They are old.");
        project.write("elsewhere/pears.md", pears("ripe"));
        preview.shows("/pears.html", "They are ripe.");
        // And folders that are linked to while it runs.
        project.write("elsewhere/folder/plums.md", plums("old"));
        let link = project.root().join("content/linked");
        symlink("../elsewhere/folder", &link).expect("there is room");
        preview.shows("/linked/plums.html", "They are old.");
        project.write("elsewhere/folder/plums.md", plums("ripe"));
        preview.shows("/linked/plums.html", "They are ripe.");
        fs::remove_file(link).expect("it is there");
    }
}

/// Runs a command of the shell that may watch so many folders, where a test may limit that.
#[cfg(target_os = "linux")]
fn limited(limit: usize, then: &str) -> Command {
    let script = format!("echo {limit} > /proc/sys/user/max_inotify_watches && {then}");
    let mut limited = Command::new("unshare");
    limited.args(["--user", "--map-root-user", "sh", "-c", &script, PROGRAM]);
    limited
}

#[cfg(target_os = "linux")]
#[test]
fn a_preview_that_may_watch_no_more_folders_says_so_and_goes_on() {
    if !limited(4, "true")
        .status()
        .is_ok_and(|status| status.success())
    {
        // The same is tested with a watcher made for that, beside the code.
        eprintln!("this system lets no test limit how many folders are watched");
        return;
    }
    for limit in [1, 2, 4] {
        let project = project();
        let mut command = limited(limit, "exec \"$0\" serve --port 0");
        let preview = Preview::started(command.current_dir(project.root()));
        let warning = "warning: changes are looked for every half second, since they cannot be \
                       watched: this system watches no more folders";
        // Of the project itself there are three folders.
        assert_eq!(
            preview.said.contains(warning),
            limit < 3,
            "{}",
            preview.said
        );
        for folder in ["one", "two", "three"] {
            for word in ["new", "old"] {
                project.write(&format!("content/{folder}/in-{folder}.md"), pears(word));
                let page = format!("/{folder}/in-{folder}.html");
                preview.shows(&page, &format!("They are {word}."));
            }
        }
        let messages = preview.listen("/apples.html");
        let message = messages.recv_timeout(super::NEVER).expect("it is told");
        assert!(message.contains("cannot be watched"), "{limit}: {message}");
    }
}
