//! Builds that succeed, and what they write.

use std::borrow::Cow;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use super::{Project, after, before, contents, expected, output};
use crate::publish::artifacts::{Artifacts, Withheld};
use crate::publish::{Written, is_current, publish};

#[test]
fn a_first_build_fills_a_missing_folder_and_an_empty_one() {
    for exists in [false, true] {
        let project = Project::new();
        if exists {
            fs::create_dir(project.public()).unwrap();
        }
        let made = AtomicUsize::new(0);
        let count = || {
            made.fetch_add(1, Ordering::Relaxed);
        };
        let site = output([("index.html", "home"), ("methods/a.html", "a")]);
        let written = publish(&project.destination(), "inputs", &site, &count).unwrap();
        assert_eq!(
            written,
            Written {
                created: 2,
                ..Written::default()
            }
        );
        assert_eq!(made.into_inner(), 2);
        let found = contents(&project.public());
        assert_eq!(
            found,
            expected([("index.html", "home"), ("methods/a.html", "a")])
        );
        assert!(project.leftovers().is_empty());
    }
}

#[test]
fn missing_folders_above_the_output_are_made() {
    let project = Project::new();
    let destination = project.open(project.path("a/b/public")).unwrap();
    publish(&destination, "inputs", &output([("a", "1")]), &|| ()).unwrap();
    assert_eq!(
        contents(&project.path("a/b/public")),
        expected([("a", "1")])
    );
}

#[test]
fn a_later_build_writes_what_differs_and_removes_what_is_stale() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    let written = project.publish(&after()).unwrap();
    let counts = Written {
        created: 2,
        changed: 1,
        unchanged: 1,
        removed: 2,
        preserved: 0,
    };
    assert_eq!(written, counts);
    let new = [
        ("a.html", "new"),
        ("b/c.html", "same"),
        ("d/g.html", "in a folder"),
        ("e", "a file"),
    ];
    assert_eq!(contents(&project.public()), expected(new));
    assert!(project.leftovers().is_empty());
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_is_linked_and_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let project = Project::new();
    let inode = || fs::metadata(project.path("public/b/c.html")).unwrap().ino();
    project.publish(&before()).unwrap();
    let first = inode();
    project.publish(&after()).unwrap();
    assert_eq!(inode(), first);
}

#[cfg(unix)]
#[test]
fn where_nothing_differs_only_a_new_fingerprint_is_written() {
    use std::os::unix::fs::MetadataExt;
    let project = Project::new();
    let inode = |path: &str| fs::metadata(project.path(path)).unwrap().ino();
    let inodes = || ["public", "public/a.html", "public/.groundwork.json"].map(inode);
    project.publish(&before()).unwrap();
    let first = inodes();

    let written = project.publish(&before()).unwrap();
    assert_eq!(
        written,
        Written {
            unchanged: 4,
            ..Written::default()
        }
    );
    assert_eq!(inodes(), first);

    publish(&project.destination(), "other inputs", &before(), &|| ()).unwrap();
    assert_eq!(inodes()[..2], first[..2]);
    assert_eq!(is_current(&project.destination(), "other inputs"), Some(4));
    assert!(project.leftovers().is_empty());
}

#[test]
fn the_same_output_has_the_same_manifest() {
    let manifests = [(); 2].map(|()| {
        let project = Project::new();
        project.publish(&after()).unwrap();
        fs::read_to_string(project.path("public/.groundwork.json")).unwrap()
    });
    assert_eq!(manifests[0], manifests[1]);
}

#[test]
fn a_folder_is_not_current_while_a_killed_build_has_left_something() {
    let project = Project::new();
    let current = || is_current(&project.destination(), "inputs");
    project.publish(&before()).unwrap();
    fs::create_dir(project.path(".public.staging")).unwrap();
    assert_eq!(current(), None);
    project.publish(&before()).unwrap();
    assert!(project.leftovers().is_empty());
    assert_eq!(current(), Some(4));
}

#[test]
fn a_folder_is_current_until_its_inputs_or_its_files_change() {
    let project = Project::new();
    let current = |inputs| is_current(&project.destination(), inputs);
    assert_eq!(current("inputs"), None);
    project.publish(&before()).unwrap();
    assert_eq!(current("inputs"), Some(4));
    assert_eq!(current("other inputs"), None);

    project.put("public/a.html", "longer");
    assert_eq!(current("inputs"), None);
    project.publish(&before()).unwrap();
    fs::remove_file(project.path("public/a.html")).unwrap();
    assert_eq!(current("inputs"), None);
    project.publish(&before()).unwrap();
    assert_eq!(current("inputs"), Some(4));
}

#[test]
fn an_edit_that_keeps_the_length_is_seen_and_undone() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    for (age, current) in [(0, Some(4)), (60, None)] {
        let edited = project.path("public/a.html");
        fs::write(&edited, "odd").unwrap();
        let written = fs::metadata(project.path("public/.groundwork.json")).unwrap();
        let time = written.modified().unwrap() + Duration::from_secs(age);
        fs::File::options()
            .write(true)
            .open(&edited)
            .unwrap()
            .set_modified(time)
            .unwrap();
        assert_eq!(is_current(&project.destination(), "inputs"), current);
        assert_eq!(project.publish(&before()).unwrap().changed, 1);
        assert_eq!(fs::read_to_string(&edited).unwrap(), "old");
    }
}

#[test]
fn files_that_only_look_newer_are_compared_once() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    let file = fs::File::options()
        .write(true)
        .open(project.path("public/.groundwork.json"));
    file.unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(is_current(&project.destination(), "inputs"), None);
    assert_eq!(project.publish(&before()).unwrap().unchanged, 4);
    assert_eq!(is_current(&project.destination(), "inputs"), Some(4));
}

#[test]
fn an_empty_output_empties_the_folder() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    assert_eq!(project.publish(&output([])).unwrap().removed, 4);
    assert!(contents(&project.public()).is_empty());
    assert_eq!(is_current(&project.destination(), "inputs"), Some(0));
}

/// Artifacts that are dear to make, with what each is made of, and how many were.
struct Dear {
    files: Vec<(&'static str, &'static str, &'static str)>,
    warned: &'static str,
    made: AtomicUsize,
}

impl Artifacts for Dear {
    fn paths(&self) -> Vec<&str> {
        self.files.iter().map(|(path, _, _)| *path).collect()
    }

    fn bytes(&self, path: &str) -> anyhow::Result<Option<Cow<'_, [u8]>>> {
        self.made.fetch_add(1, Ordering::Relaxed);
        let (_, text, _) = self
            .files
            .iter()
            .find(|(known, _, _)| *known == path)
            .unwrap();
        Ok(Some(Cow::Borrowed(text.as_bytes())))
    }

    fn input_fingerprint(&self, path: &str) -> Option<String> {
        let (_, _, of) = self.files.iter().find(|(known, _, _)| *known == path)?;
        Some((*of).to_owned())
    }

    fn is_clean(&self, path: &str) -> bool {
        path != self.warned
    }
}

#[test]
fn what_is_dear_to_make_is_kept_while_it_is_made_of_the_same() {
    let project = Project::new();
    let build = |of: &'static str, warned: &'static str| {
        let site = Dear {
            files: vec![("a.pdf", "a", "1"), ("b.pdf", "b", of)],
            warned,
            made: AtomicUsize::new(0),
        };
        publish(&project.destination(), of, &site, &|| ()).unwrap();
        let all = expected([("a.pdf", "a"), ("b.pdf", "b")]);
        assert_eq!(contents(&project.public()), all);
        site.made.into_inner()
    };
    assert_eq!(build("1", ""), 2);
    assert_eq!(build("2", ""), 1, "b is made of something else");
    assert_eq!(build("2", ""), 0);
    fs::write(project.public().join("a.pdf"), "x").unwrap();
    assert_eq!(build("2", ""), 1, "an edit in the folder is undone");
    assert_eq!(build("3", "b.pdf"), 1);
    assert_eq!(build("3", "b.pdf"), 1, "a warning is given each time");
}

/// Artifacts of which one cannot be made, which is told elsewhere.
struct Lacking {
    may_be_published: bool,
}

impl Artifacts for Lacking {
    fn paths(&self) -> Vec<&str> {
        vec!["a.html", "print/a/sheet.pdf"]
    }

    fn bytes(&self, path: &str) -> anyhow::Result<Option<Cow<'_, [u8]>>> {
        Ok((path == "a.html").then_some(Cow::Borrowed(b"a")))
    }

    fn may_be_published(&self) -> bool {
        self.may_be_published
    }
}

#[test]
fn what_cannot_be_made_costs_itself_and_is_tried_again() {
    let project = Project::new();
    let site = Lacking {
        may_be_published: true,
    };
    for _ in 0..2 {
        publish(&project.destination(), "1", &site, &|| ()).unwrap();
        assert_eq!(contents(&project.public()), expected([("a.html", "a")]));
        assert_eq!(is_current(&project.destination(), "1"), None);
    }
}

#[test]
fn what_may_not_be_published_leaves_the_old_site() {
    let project = Project::new();
    publish(
        &project.destination(),
        "1",
        &output([("b.html", "b")]),
        &|| (),
    )
    .unwrap();
    let site = Lacking {
        may_be_published: false,
    };
    let error = publish(&project.destination(), "2", &site, &|| ()).unwrap_err();
    assert!(error.is::<Withheld>(), "{error:#}");
    assert_eq!(contents(&project.public()), expected([("b.html", "b")]));
}
