//! Files that no build has written are kept as they are.

use std::fs;
#[cfg(unix)]
use std::path::Path;

use super::{Project, after, before, contents, expected, output};
use crate::publish::publish;

#[test]
fn files_that_are_not_ours_are_carried_over() {
    let project = Project::new();
    project.publish(&before()).unwrap();
    project.put("public/CNAME", "example.org");
    project.put("public/e/notes/today.txt", "mine");
    fs::create_dir(project.path("public/empty")).unwrap();
    let written = project.publish(&output([("a.html", "new")])).unwrap();
    assert_eq!((written.preserved, written.removed), (2, 3));
    let found = contents(&project.public());
    let kept = [
        ("CNAME", "example.org"),
        ("a.html", "new"),
        ("e/notes/today.txt", "mine"),
        ("empty", "/"),
    ];
    assert_eq!(found, expected(kept));
}

#[cfg(unix)]
#[test]
fn links_odd_names_and_permissions_are_carried_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = Project::new();
    project.publish(&before()).unwrap();
    project.put("elsewhere/file", "far");
    symlink("../elsewhere", project.path("public/folder")).unwrap();
    symlink("nowhere", project.path("public/dangling")).unwrap();
    let odd = project.public().join(OsStr::from_bytes(b"\xff.txt"));
    fs::write(&odd, "odd").unwrap();
    project.put("public/locked/file", "kept");
    let locked = project.path("public/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(project.public(), fs::Permissions::from_mode(0o775)).unwrap();

    assert_eq!(project.publish(&after()).unwrap().preserved, 4);
    let target = |name| fs::read_link(project.path("public").join(name)).unwrap();
    assert_eq!(target("folder"), Path::new("../elsewhere"));
    assert_eq!(target("dangling"), Path::new("nowhere"));
    assert_eq!(fs::read_to_string(odd).unwrap(), "odd");
    assert_eq!(
        fs::read_to_string(project.path("elsewhere/file")).unwrap(),
        "far"
    );
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&locked), mode(&project.public())), (0o555, 0o775));
    assert!(project.leftovers().is_empty());
}

#[test]
fn a_file_that_is_not_ours_is_never_written_over() {
    let cases = [
        ("new.html", "new.html", "new.html"),
        ("folder", "folder/page.html", "folder"),
        ("page/notes.txt", "page", "page"),
    ];
    for (unmanaged, artifact, named) in cases {
        let project = Project::new();
        project.publish(&output([("a.html", "old")])).unwrap();
        project.put(&format!("public/{unmanaged}"), "mine");
        let new = output([("a.html", "new"), (artifact, "x")]);
        let error = project.publish(&new).unwrap_err().to_string();
        let reason = format!("public/{named} was not written by groundwork");
        assert!(error.contains(&reason), "{error}");
        let kept = expected([("a.html", "old"), (unmanaged, "mine")]);
        assert_eq!(contents(&project.public()), kept);
        assert!(project.leftovers().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_is_never_followed() {
    let project = Project::new();
    project.publish(&output([("b/c.html", "same")])).unwrap();
    fs::rename(project.path("public/b"), project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", project.path("public/b")).unwrap();
    let error = project.publish(&output([("b/c.html", "new")])).unwrap_err();
    assert!(
        error.to_string().contains("was not written by groundwork"),
        "{error}"
    );

    project.publish(&output([("a.html", "a")])).unwrap();
    assert_eq!(
        contents(&project.path("elsewhere")),
        expected([("c.html", "same")])
    );
}

#[test]
fn a_staging_folder_of_someone_else_is_kept() {
    let project = Project::new();
    project.put(".public.staging/tree/thesis.txt", "mine");
    let error = project.publish(&before()).unwrap_err();
    assert!(
        error.to_string().contains("groundwork did not make it"),
        "{error}"
    );
    assert_eq!(
        contents(&project.path(".public.staging")),
        expected([("tree/thesis.txt", "mine")])
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_of_ours_is_not_written_through() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    project.put("elsewhere", "mine");
    project.publish(&before()).unwrap();
    symlink("../elsewhere", project.path("public/.groundwork.new")).unwrap();
    publish(&project.destination(), "other inputs", &before(), &|| ()).unwrap();
    fs::create_dir(project.path(".public.staging")).unwrap();
    symlink(
        "../elsewhere",
        project.path(".public.staging/groundwork.lock"),
    )
    .unwrap();
    project.publish(&after()).unwrap_err();
    assert_eq!(
        fs::read_to_string(project.path("elsewhere")).unwrap(),
        "mine"
    );
}

#[test]
fn a_file_that_comes_while_artifacts_are_made_is_kept() {
    let project = Project::new();
    project.publish(&output([("a", "old")])).unwrap();
    let new = output([("a", "new")]);
    let visitor = || project.put("public/late.txt", "mine");
    publish(&project.destination(), "inputs", &new, &visitor).unwrap();
    let kept = expected([("a", "new"), ("late.txt", "mine")]);
    assert_eq!(contents(&project.public()), kept);
}
