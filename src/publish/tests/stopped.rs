//! Builds that fail, are killed or meet another leave the old site or the new.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;

use anyhow::{Result, anyhow};

use super::{Output, Project, after, before, contents, expected, output};
use crate::publish::build::{Build, ReplaceStrategy, STRATEGIES, Step};
use crate::publish::staging::Staging;
use crate::publish::{OutputDir, is_current, publish};

/// A build that ends at the given step as if killed there, or succeeds if it has fewer.
fn stopped(
    destination: &OutputDir,
    output: &Output,
    strategies: &[ReplaceStrategy],
    at: usize,
) -> Result<Step> {
    let (count, last) = (Cell::new(0), Cell::new(None));
    let reached = |step| {
        count.set(count.get() + 1);
        last.set(Some(step));
        if count.get() > at {
            Err(anyhow!("killed"))
        } else {
            Ok(())
        }
    };
    let staging = Staging::open(destination)?;
    let build = Build {
        destination,
        staging: &staging,
        fingerprint: "inputs",
        artifacts: output,
        made: &|| (),
        strategies,
        free: &|_| None,
        wait: &|_| Ok(()),
        reached: &reached,
    };
    match build.run() {
        Ok(_) => {
            staging.close(destination);
            Err(anyhow!("ran to its end"))
        }
        Err(_) => Ok(last.get().unwrap()),
    }
}

#[test]
fn a_failed_build_leaves_the_old_site_and_nothing_else() {
    let long = "x".repeat(300);
    for culprit in ["broken.html", &*long] {
        let project = Project::new();
        project.publish(&before()).unwrap();
        let mut site = after();
        let text = (culprit == long).then(|| "text".to_owned());
        site.0.insert(culprit.to_owned(), text);
        let error = project.publish(&site).unwrap_err();
        assert!(error.to_string().contains(culprit), "{error}");
        assert_eq!(contents(&project.public()).len(), 4);
        assert_eq!(is_current(&project.destination(), "inputs"), Some(4));
        assert!(project.leftovers().is_empty());
    }
}

#[test]
fn a_second_build_at_the_same_time_says_so() {
    let project = Project::new();
    let first = Staging::open(&project.destination()).unwrap();
    let error = project.publish(&before()).unwrap_err();
    let process = format!("another build (process {})", std::process::id());
    assert!(error.to_string().starts_with(&process), "{error}");
    first.close(&project.destination());
    project.publish(&before()).unwrap();
}

#[test]
fn builds_that_take_turns_never_meet_in_one_staging_folder() {
    let project = Project::new();
    let builds = || {
        for _ in 0..50 {
            match project.publish(&output([("a", "1")])) {
                Ok(_) => {}
                Err(error) => assert!(error.to_string().starts_with("another build"), "{error:#}"),
            }
        }
    };
    std::thread::scope(|threads| (0..4).for_each(|_| drop(threads.spawn(builds))));
    project.publish(&output([("a", "1")])).unwrap();
    assert!(project.leftovers().is_empty());
}

#[test]
fn a_build_stopped_at_any_step_leaves_the_old_site_or_the_new() {
    for first in 0..STRATEGIES.len() {
        let strategies = &STRATEGIES[first..];
        for at in 0.. {
            let project = Project::new();
            project.publish(&before()).unwrap();
            project.put("public/CNAME", "mine");
            let old = contents(&project.public());
            let stopped = stopped(&project.destination(), &after(), strategies, at);
            let mut new: BTreeMap<_, _> = after()
                .0
                .into_iter()
                .map(|(path, text)| (path, text.unwrap()))
                .collect();
            new.insert("CNAME".to_owned(), "mine".to_owned());
            let left = contents(&project.public());
            match stopped {
                Err(_) => assert_eq!(left, new),
                Ok(Step::Staged | Step::Completed) => assert_eq!(left, old),
                Ok(Step::Published) => assert_eq!(left, new),
                Ok(Step::Aside) => {
                    let aside = contents(&project.path(".public.staging/old"));
                    assert_eq!((left.len(), aside), (0, old));
                }
                Ok(Step::Moved) => {
                    let whole = |(path, text)| old.get(path) == Some(text) || new[path] == *text;
                    assert!(left.iter().all(whole), "{left:?}");
                }
            }
            let done = stopped.is_err();
            project.publish(&after()).unwrap();
            assert_eq!(
                contents(&project.public()),
                new,
                "strategy {first}, step {at}"
            );
            assert!(project.leftovers().is_empty());
            if done {
                break;
            }
        }
    }
}

#[test]
fn a_first_build_stopped_at_any_step_can_be_done_again() {
    for at in 0..3 {
        let project = Project::new();
        let _ = stopped(&project.destination(), &after(), &STRATEGIES, at);
        project.publish(&after()).unwrap();
        assert_eq!(contents(&project.public()).len(), 4);
        assert!(project.leftovers().is_empty());
    }
}

#[test]
fn an_old_site_set_aside_comes_back_even_if_an_empty_folder_took_its_place() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    project.put("public/CNAME", "mine");
    let stopped = stopped(&project.destination(), &after(), &STRATEGIES[1..], 2).unwrap();
    assert_eq!(stopped, Step::Aside);
    fs::create_dir(project.public()).unwrap();
    assert_eq!(project.publish(&after()).unwrap().preserved, 1);
    assert_eq!(
        fs::read_to_string(project.path("public/CNAME")).unwrap(),
        "mine"
    );
}

#[test]
fn without_a_place_beside_the_folder_the_site_is_staged_within() {
    let project = Project::new();
    // The name of a staging folder beside this one would be too long.
    let out = project.path(&"x".repeat(250));
    let build = |site: &Output| publish(&project.open(&out).unwrap(), "inputs", site, &|| ());
    build(&before()).unwrap();
    fs::write(out.join("CNAME"), "mine").unwrap();
    for at in 0..4 {
        build(&before()).unwrap();
        let destination = project.open(&out).unwrap();
        let _ = stopped(&destination, &after(), &STRATEGIES, at);
        assert_eq!(build(&after()).unwrap().preserved, 1);
        let new = [
            ("CNAME", "mine"),
            ("a.html", "new"),
            ("b/c.html", "same"),
            ("d/g.html", "in a folder"),
            ("e", "a file"),
        ];
        assert_eq!(contents(&out), expected(new));
    }
}

#[test]
fn a_first_build_stopped_within_an_empty_folder_can_be_done_again() {
    for at in 0..4 {
        let project = Project::new();
        let out = project.path(&"x".repeat(250));
        let _ = stopped(&project.open(&out).unwrap(), &after(), &STRATEGIES, at);
        publish(&project.open(&out).unwrap(), "inputs", &after(), &|| ()).unwrap();
        assert_eq!(contents(&out).len(), 4);
    }
}

#[test]
fn a_file_renamed_by_case_alone_survives_in_place() {
    let project = Project::new();
    project.publish(&output([("Page.html", "old")])).unwrap();
    let new = output([("page.html", "new")]);
    stopped(
        &project.destination(),
        &new,
        &[ReplaceStrategy::InPlace],
        usize::MAX,
    )
    .unwrap_err();
    assert_eq!(
        contents(&project.public()),
        expected([("page.html", "new")])
    );
}
