//! Renamings that fail, and renamings that are stopped.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use groundwork::model::edit::Move;
use tempfile::TempDir;

use super::super::journal::{FOLDER, Journal, Purpose};
use super::super::recovery::finish_interrupted as recover;
use super::{Step, Steps, Writing, moving};

/// A project in a folder of its own.
struct Project {
    folder: TempDir,
}

impl Project {
    /// With these files in its content folder.
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = Project { folder };
        for (path, text) in files {
            project.put(path, text);
        }
        project
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join("content").join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    /// All that is in it: files with their text, folders with nothing.
    fn all(&self) -> BTreeMap<String, String> {
        let root = self.root();
        let entries = walkdir::WalkDir::new(&root).min_depth(1).into_iter();
        entries
            .map(|entry| {
                let path = entry.unwrap().into_path();
                let name = path.strip_prefix(&root).unwrap().to_string_lossy();
                let text = fs::read_to_string(&path).unwrap_or_default();
                (name.into_owned(), text)
            })
            .collect()
    }

    fn write(&self, path: &str, new: &str) -> Step {
        Step::Write(Writing {
            name: format!("content/{path}"),
            path: self.at(path),
            before: fs::read(self.at(path)).unwrap(),
            after: new.into(),
            permissions: fs::metadata(self.at(path)).unwrap().permissions(),
        })
    }

    fn move_file(&self, from: &str, to: &str) -> Step {
        Step::Move {
            from: self.at(from),
            to: self.at(to),
        }
    }

    fn steps(&self, steps: Vec<Step>) -> Steps {
        let purpose = Purpose::Rename("a/one.md".to_owned(), "new/two.md".to_owned());
        Steps {
            steps,
            ..Steps::new(&self.root(), purpose)
        }
    }

    fn journal(&self) -> Journal {
        Journal::begin(&self.root()).unwrap()
    }
}

fn before() -> Project {
    Project::new(&[
        ("a/one.md", "one"),
        ("b/index.md", "b"),
        ("b/more.md", "more"),
        ("c.md", "c"),
    ])
}

/// A page that moves to a folder that is not there yet, a folder, and a page that names them.
fn renaming(project: &Project) -> Steps {
    project.steps(vec![
        project.write("a/one.md", "two"),
        project.write("b/index.md", "d"),
        project.move_file("a/one.md", "new/two.md"),
        project.move_file("b", "d"),
        project.write("c.md", "[[two]]"),
    ])
}

/// Carries it out until the disk was changed so many times, as a kill would stop it: nothing is undone
/// and nothing is cleaned up. Whether it was stopped.
fn is_stopped(steps: &Steps, journal: Journal, at: usize) -> bool {
    let count = Cell::new(0);
    let reached = || {
        count.set(count.get() + 1);
        if count.get() > at {
            resume_unwind(Box::new("killed"));
        }
    };
    catch_unwind(AssertUnwindSafe(|| {
        drop(steps.carry_out(journal, &reached));
    }))
    .is_err()
}

fn after() -> BTreeMap<String, String> {
    let project = before();
    let steps = renaming(&project);
    steps.carry_out(project.journal(), &|| ()).unwrap();
    let all = project.all();
    assert!(all.contains_key("content/new/two.md") && all.contains_key("content/d/more.md"));
    assert!(!all.contains_key("content/a") && !all.contains_key(FOLDER));
    all
}

#[test]
fn a_renaming_stopped_at_any_step_is_finished_or_undone_by_the_next_command() {
    let (old, new) = (before().all(), after());
    let mut finished = 0;
    for at in 0.. {
        let project = before();
        let stopped = is_stopped(&renaming(&project), project.journal(), at);
        let said = recover(&project.root()).unwrap();
        let left = project.all();
        match said.first().map(String::as_str) {
            None => assert!(!stopped && left == new),
            Some(line) if line.ends_with("is finished now") => {
                assert_eq!(left, new, "stopped at {at}");
                finished += 1;
            }
            Some(_) => assert_eq!(left, old, "stopped at {at}"),
        }
        assert!(said.len() < 2, "{said:?}");
        assert!(
            recover(&project.root()).unwrap().is_empty(),
            "once is enough"
        );
        if !stopped {
            break;
        }
    }
    assert_eq!(
        finished, 9,
        "after the plan, each step, each folder for a move, and the last"
    );
}

/// A page that goes, with its folder and its translation, and a page that named it.
fn removal(project: &Project) -> Steps {
    let mut steps = Steps::new(
        &project.root(),
        Purpose::Remove("content/b/index.md".to_owned()),
    );
    steps.steps.push(project.write("c.md", "words"));
    for name in ["b/index.md", "b/more.md"] {
        steps.remove(&format!("content/{name}")).unwrap();
    }
    steps
}

#[test]
fn a_removal_stopped_at_any_step_is_finished_or_undone_by_the_next_command() {
    let old = before().all();
    let done = before();
    removal(&done).carry_out(done.journal(), &|| ()).unwrap();
    let new = done.all();
    assert!(!new.contains_key("content/b") && new["content/c.md"] == "words");
    let mut finished = 0;
    for at in 0.. {
        let project = before();
        let stopped = is_stopped(&removal(&project), project.journal(), at);
        let said = recover(&project.root()).unwrap();
        let is_finished = said.first().is_some_and(|line| {
            line == "the removal of content/b/index.md was interrupted, and is finished now"
        });
        finished += usize::from(is_finished);
        let expected = if is_finished || !stopped { &new } else { &old };
        assert_eq!(&project.all(), expected, "stopped at {at}: {said:?}");
        assert!(said.len() < 2, "{said:?}");
        if !stopped {
            break;
        }
    }
    assert_eq!(finished, 5, "after the plan, each step, and the last");
}

#[test]
fn a_removal_that_fails_brings_back_what_went() {
    for at in 0.. {
        let project = before();
        let old = project.all();
        let mut steps = removal(&project);
        let gone = project.move_file("gone.md", "c2.md");
        steps.steps.push(gone);
        let is_over = !is_stopped(&steps, project.journal(), at);
        let said = recover(&project.root()).unwrap();
        if !said
            .first()
            .is_some_and(|line| line.ends_with("finished now"))
        {
            assert_eq!(project.all(), old, "stopped at {at}: {said:?}");
        }
        if is_over {
            return;
        }
    }
}

#[test]
fn a_file_that_was_edited_after_a_stop_does_not_go() {
    let project = before();
    assert!(is_stopped(&removal(&project), project.journal(), 3));
    project.put("b/more.md", "more, and more");
    let said = recover(&project.root()).unwrap();
    assert_eq!(said[1], "content/b/more.md was changed meanwhile and stays");
    let all = project.all();
    assert_eq!(all["content/b/more.md"], "more, and more");
    assert!(!all.contains_key("content/b/index.md") && !all.contains_key(FOLDER));
}

#[test]
fn of_files_that_need_no_other_one_that_cannot_be_written_stops_none() {
    let project = before();
    let mut steps = project.steps(vec![
        project.write("a/one.md", "two"),
        project.write("c.md", "d"),
    ]);
    steps.purpose = Purpose::Mend;
    project.put("a/one.md", "somebody's");
    let failed = steps.carry_out_each(project.journal(), &|| ()).unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].0, 0);
    let all = project.all();
    assert_eq!(
        (
            all["content/a/one.md"].as_str(),
            all["content/c.md"].as_str()
        ),
        ("somebody's", "d")
    );
    assert!(!all.contains_key(FOLDER));
}

#[test]
fn what_was_edited_meanwhile_is_left_and_told() {
    let project = before();
    assert!(is_stopped(&renaming(&project), project.journal(), 5));
    project.put("c.md", "c, and more");
    let said = recover(&project.root()).unwrap();
    assert!(
        said[1].starts_with("content/c.md was changed meanwhile"),
        "{said:?}"
    );
    let mut expected = after();
    expected.insert("content/c.md".to_owned(), "c, and more".to_owned());
    assert_eq!(project.all(), expected);
}

#[test]
fn what_came_to_the_new_path_meanwhile_is_not_written_over() {
    let project = before();
    assert!(is_stopped(&renaming(&project), project.journal(), 5));
    project.put("new/two.md", "somebody's");
    let said = recover(&project.root()).unwrap();
    assert!(
        said[1].starts_with("content/a/one.md could not move"),
        "{said:?}"
    );
    let all = project.all();
    assert_eq!(all["content/new/two.md"], "somebody's");
    assert_eq!(all["content/a/one.md"], "two");
    assert!(!all.contains_key(FOLDER));
}

/// The renaming, with a step at its end that cannot be taken.
fn failing(project: &Project) -> Steps {
    let mut steps = renaming(project);
    let gone = project.move_file("gone.md", "other/gone.md");
    steps.steps.push(gone);
    steps
}

#[test]
fn a_step_that_fails_undoes_those_before_it() {
    let project = before();
    let old = project.all();
    let steps = failing(&project);
    let error = steps.carry_out(project.journal(), &|| ()).unwrap_err();
    let error = format!("{error:#}");
    assert!(
        error.starts_with("nothing was changed: cannot move"),
        "{error}"
    );
    assert_eq!(project.all(), old);
}

#[test]
fn undoing_that_is_stopped_is_brought_to_its_end_too() {
    let (old, new) = (before().all(), after());
    let mut undone = 0;
    for at in 0.. {
        let project = before();
        let is_over = !is_stopped(&failing(&project), project.journal(), at);
        let said = recover(&project.root()).unwrap();
        let is_finished = said
            .first()
            .is_some_and(|line| line.ends_with("finished now"));
        undone += usize::from(
            said.first()
                .is_some_and(|line| line.ends_with("undone now")),
        );
        let mut expected = if is_finished {
            new.clone()
        } else {
            old.clone()
        };
        // The folder for what could not be moved there was made.
        expected.retain(|path, _| path != "content/other");
        let mut left = project.all();
        left.retain(|path, _| path != "content/other");
        assert_eq!(left, expected, "stopped at {at}: {said:?}");
        if is_over {
            break;
        }
    }
    assert!(undone > 5, "{undone}");
}

#[test]
fn a_file_that_cannot_be_kept_changes_nothing() {
    let project = before();
    let journal = project.journal();
    let old = project.all();
    // A folder stands where the text of the last step is to be kept.
    fs::create_dir_all(journal.text(4).join("x")).unwrap();
    let steps = renaming(&project);
    assert!(steps.carry_out(journal, &|| ()).is_err());
    for (path, text) in old.iter().filter(|(path, _)| path.starts_with("content")) {
        assert_eq!(project.all().get(path), Some(text));
    }
}

#[test]
fn a_plan_from_a_stranger_touches_nothing_but_pages() {
    for stray in [
        "../x.md",
        "content/../../x.md",
        "/x.md",
        ".git/config",
        "content.md",
    ] {
        let project = before();
        fs::create_dir(project.root().join(FOLDER)).unwrap();
        let plan = format!(
            r#"{{"purpose":{{"rename":["a","b"]}},"undoes":false,"steps":[{{"move":{{"from":"content/c.md","to":"{stray}"}}}}]}}"#
        );
        fs::write(project.root().join(FOLDER).join("plan.json"), plan).unwrap();
        fs::write(project.root().join(FOLDER).join("lock"), "").unwrap();
        let error = recover(&project.root()).unwrap_err().to_string();
        assert!(error.contains("which is no page"), "{stray}: {error}");
        assert_eq!(fs::read_to_string(project.at("c.md")).unwrap(), "c");
    }
}

#[test]
fn renamings_that_take_turns_never_meet() {
    let project = before();
    let root = project.root();
    let one = |_: usize| {
        for _ in 0..20 {
            let journal = Journal::begin(&root).unwrap();
            let path = root.join("content/c.md");
            let text = fs::read(&path).unwrap();
            let steps = Steps {
                steps: vec![Step::Write(Writing {
                    name: "content/c.md".to_owned(),
                    permissions: fs::metadata(&path).unwrap().permissions(),
                    path,
                    after: [&text[..], b"+"].concat(),
                    before: text,
                })],
                ..Steps::new(&root, Purpose::Mend)
            };
            steps.carry_out(journal, &|| ()).unwrap();
        }
    };
    std::thread::scope(|threads| {
        for thread in 0..3 {
            threads.spawn(move || one(thread));
        }
    });
    let text = fs::read_to_string(project.at("c.md")).unwrap();
    assert_eq!(text.len(), 61, "{text}");
    assert!(!Path::new(&root.join(FOLDER)).exists());
}

/// On such a system both names lead to one file, as a link does here.
#[cfg(unix)]
#[test]
fn capital_letters_change_where_they_do_not_count() {
    let project = Project::new(&[("Talks.md", "text")]);
    std::os::unix::fs::symlink(project.at("Talks.md"), project.at("talks.md")).unwrap();
    let one = Move {
        from: "content/Talks.md".to_owned(),
        to: "content/talks.md".to_owned(),
    };
    let steps = project.steps(vec![moving(&project.root(), &one).unwrap()]);
    steps.carry_out(project.journal(), &|| ()).unwrap();
    let (old, new) = (project.at("Talks.md"), project.at("talks.md"));
    assert!(!old.exists() && !new.is_symlink());
    assert_eq!(fs::read_to_string(new).unwrap(), "text");
}
