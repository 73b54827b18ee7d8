//! What is large, what does not fit, and what waits for the disk.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::{Output, Project, after, before, contents, expected};
use crate::publish::artifacts::{Artifacts, Stream};
use crate::publish::build::{Build, ReplaceStrategy, STRATEGIES};
use crate::publish::space::Free;
use crate::publish::staging::Staging;
use crate::publish::{Written, publish};

/// A page that is made, a copy of a file, and an archive that is written piece by piece.
struct Large {
    original: PathBuf,
    archive: &'static str,
}

impl Large {
    fn new(project: &Project, original: &str) -> Self {
        project.put("content/video.mp4", original);
        Self {
            original: project.path("content/video.mp4"),
            archive: "packed",
        }
    }
}

impl Artifacts for Large {
    fn paths(&self) -> Vec<&str> {
        vec!["a.html", "assets/video.mp4", "site.zip"]
    }

    fn bytes(&self, path: &str) -> Result<Option<Cow<'_, [u8]>>> {
        assert_eq!(path, "a.html", "what is written piece by piece is not made");
        Ok(Some(Cow::Borrowed(b"page")))
    }

    fn stream(&self, path: &str) -> Option<Stream<'_>> {
        match path {
            "assets/video.mp4" => Some(Stream {
                copy_of: Some(self.original.clone()),
                least: fs::metadata(&self.original).unwrap().len(),
                write: Box::new(|file| Ok(file.write_all(&fs::read(&self.original)?)?)),
            }),
            "site.zip" => Some(Stream {
                copy_of: None,
                least: 1,
                write: Box::new(|file| Ok(file.write_all(self.archive.as_bytes())?)),
            }),
            _ => None,
        }
    }
}

/// A build of `artifacts`, onto a disk with so much room, whose steps and waits are listed.
fn build(
    project: &Project,
    artifacts: &dyn Artifacts,
    free: Option<u64>,
    strategies: &[ReplaceStrategy],
) -> (Result<Written>, Vec<String>) {
    let trace = RefCell::new(Vec::new());
    let destination = project.destination();
    let staging = Staging::open(&destination).unwrap();
    let build = Build {
        destination: &destination,
        staging: &staging,
        fingerprint: "inputs",
        artifacts,
        made: &|| (),
        strategies,
        free: &|_| free.map(|bytes| Free { bytes, block: 1 }),
        wait: &|tree: &Path| {
            let name = tree.file_name().unwrap_or_default().to_string_lossy();
            trace.borrow_mut().push(format!("wait for {name}"));
            Ok(())
        },
        reached: &|step| {
            trace.borrow_mut().push(format!("{step:?}"));
            Ok(())
        },
    };
    let written = build.run();
    staging.close(&destination);
    (written, trace.into_inner())
}

#[test]
fn what_is_large_is_written_piece_by_piece_and_again_only_if_it_differs() {
    let project = Project::new();
    let mut site = Large::new(&project, "moving pictures");
    let build = |site: &Large| publish(&project.destination(), "inputs", site, &|| ()).unwrap();
    assert_eq!(build(&site).created, 3);
    let first = [
        ("a.html", "page"),
        ("assets/video.mp4", "moving pictures"),
        ("site.zip", "packed"),
    ];
    assert_eq!(contents(&project.public()), expected(first));
    assert_eq!(build(&site).unchanged, 3);

    project.put("content/video.mp4", "moving picturez");
    site.archive = "packed anew";
    let written = build(&site);
    assert_eq!((written.changed, written.unchanged), (2, 1));
    let second = [
        ("a.html", "page"),
        ("assets/video.mp4", "moving picturez"),
        ("site.zip", "packed anew"),
    ];
    assert_eq!(contents(&project.public()), expected(second));
    project.put("public/assets/video.mp4", "an edit of same");
    assert_eq!(build(&site).changed, 1);
    assert_eq!(contents(&project.public()), expected(second));
}

#[test]
fn a_site_that_does_not_fit_is_refused_with_all_that_it_needs() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    let old = contents(&project.public());
    let site = Large::new(&project, "moving pictures");
    // The copy alone is too large: nothing is made.
    let (refused, trace) = build(&project, &site, Some(14), &STRATEGIES);
    let error = format!("{:#}", refused.unwrap_err());
    assert!(error.contains("needs 0 KB more"), "{error}");
    assert!(error.contains("assets/video.mp4"), "{error}");
    assert_eq!(trace, Vec::<String>::new());
    // With the page, of 4 bytes, and the whole of the archive, of 6.
    let (refused, trace) = build(&project, &site, Some(24), &STRATEGIES);
    assert!(refused.is_err());
    assert_eq!(trace, Vec::<String>::new());
    assert_eq!(contents(&project.public()), old);
    assert!(project.leftovers().is_empty());
    let (written, _) = build(&project, &site, Some(25), &STRATEGIES);
    assert_eq!(written.unwrap().created, 2);
}

#[test]
fn what_is_on_the_disk_already_needs_no_room() {
    let project = Project::new();
    let site = Large::new(&project, "moving pictures");
    publish(&project.destination(), "inputs", &site, &|| ()).unwrap();
    let (written, _) = build(&project, &site, Some(6), &STRATEGIES);
    assert_eq!(written.unwrap().unchanged, 3);
}

#[test]
fn the_disk_has_the_new_site_before_it_takes_the_old_ones_place() {
    let traced = |site: &Output, strategies: &[ReplaceStrategy]| {
        let project = Project::new();
        project.publish(&before()).unwrap();
        build(&project, site, None, strategies).1
    };
    assert_eq!(
        traced(&after(), &[ReplaceStrategy::Exchange]),
        [
            "Staged",
            "Completed",
            "wait for tree",
            "Published",
            "wait for public"
        ]
    );
    assert_eq!(
        traced(&after(), &[ReplaceStrategy::Renames]),
        [
            "Staged",
            "Completed",
            "wait for tree",
            "Aside",
            "Published",
            "wait for public"
        ]
    );
    // Once more after the manifest of both, by which the next build knows what is ours.
    assert_eq!(
        traced(&after(), &[ReplaceStrategy::InPlace]),
        [
            "Staged",
            "Completed",
            "wait for tree",
            "wait for tree",
            "Moved",
            "Moved",
            "Moved",
            "Published",
            "wait for public"
        ]
    );
    // What an earlier build has written may still be on its way to the disk.
    assert_eq!(
        traced(&before(), &STRATEGIES),
        ["Staged", "wait for public"]
    );
}

#[test]
fn a_disk_that_does_not_take_the_new_site_keeps_the_old_one() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    let old = contents(&project.public());
    let destination = project.destination();
    let staging = Staging::open(&destination).unwrap();
    let site = after();
    let build = Build {
        destination: &destination,
        staging: &staging,
        fingerprint: "inputs",
        artifacts: &site,
        made: &|| (),
        strategies: &STRATEGIES,
        free: &|_| None,
        wait: &|_| Err(anyhow!("it was pulled")),
        reached: &|_| Ok(()),
    };
    assert!(build.run().is_err());
    staging.close(&destination);
    assert_eq!(contents(&project.public()), old);
    assert!(project.leftovers().is_empty());
}

#[test]
fn a_build_that_is_to_wait_waits_on_the_systems_own_disk_too() {
    let project = Project::new();
    assert!(!project.destination().is_forced);
    let destination = project.destination().force();
    assert!(destination.is_forced);
    let written = publish(&destination, "inputs", &after(), &|| ()).unwrap();
    assert_eq!(written.created, 4);
    crate::publish::settle(&destination).unwrap();
}
