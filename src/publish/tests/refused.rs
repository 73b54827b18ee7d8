//! Folders that no build may write to.

use std::fs;

use super::{Project, after, before, contents, expected, output};
use crate::publish::{OutputDir, Protected, is_current, publish};

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let project = Project::new();
    project.put("public/thesis.txt", "mine");
    let refusal = project.refusal(project.public());
    assert!(
        refusal.contains("name another folder with --out, or empty this one"),
        "{refusal}"
    );
    assert_eq!(
        contents(&project.public()),
        expected([("thesis.txt", "mine")])
    );
}

#[test]
fn a_damaged_manifest_is_refused_unless_nothing_else_is_there() {
    let newer = r#"{"format":2,"fingerprint":"","files":{}}"#;
    let stray = r#"{"format":1,"fingerprint":"","files":{"../../a":{"length":0}}}"#;
    for damaged in ["", "{", newer, stray] {
        let project = Project::new();
        project.publish(&before()).unwrap();
        project.put("public/.groundwork.json", damaged);
        let refusal = project.refusal(project.public());
        assert!(refusal.contains("or empty this one"), "{refusal}");
        assert_eq!(
            is_current(
                &OutputDir {
                    folder: project.public(),
                    is_forced: false,
                },
                ""
            ),
            None
        );

        let project = Project::new();
        project.put("public/.groundwork.json", damaged);
        project.publish(&after()).unwrap();
        assert_eq!(contents(&project.public()).len(), 4);
    }
}

#[test]
fn the_project_and_its_parts_are_refused() {
    let project = Project::new();
    project.put("content/methods/a.md", "a");
    let cases = [
        ("", "is the project itself"),
        ("content/..", "is the project itself"),
        ("..", "contains the project"),
        ("content", "lies in the project's content folder"),
        ("content/methods", "lies in the project's content folder"),
        (
            "content/not-yet/public",
            "lies in the project's content folder",
        ),
        ("themes", "lies in the project's themes folder"),
        ("themes/mine/public", "lies in the project's themes folder"),
        (
            "missing/../content",
            "leads through a folder that does not exist",
        ),
        (
            "content/methods/a.md",
            "lies in the project's content folder",
        ),
    ];
    for (out, reason) in cases {
        let refusal = project.refusal(project.path(out));
        assert!(refusal.contains(reason), "{out}: {refusal}");
    }
    assert!(project.open(project.path("content-public")).is_ok());
}

#[test]
fn a_folder_that_holds_content_from_elsewhere_is_refused() {
    let project = Project::new();
    let protected = Protected {
        root: project.path("root"),
        content: project.path("shared/content"),
        themes: project.path("root/themes"),
    };
    let refusal = OutputDir::open(&project.path("shared"), &protected).unwrap_err();
    assert!(
        refusal
            .to_string()
            .contains("contains the project's content folder"),
        "{refusal}"
    );
}

#[test]
fn a_file_is_refused() {
    let project = Project::new();
    project.put("public", "a file");
    assert!(
        project
            .refusal(project.public())
            .contains("is not a folder")
    );
    let below = project.open(project.path("public/below"));
    let error = below
        .and_then(|to| publish(&to, "", &before(), &|| ()))
        .unwrap_err();
    assert!(
        error.to_string().contains("cannot create the folder"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_stands_for_its_target() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    symlink("content", project.public()).unwrap();
    assert!(project.refusal(project.public()).contains("content folder"));
    assert!(
        project
            .refusal(project.path("public/site"))
            .contains("content folder")
    );

    fs::remove_file(project.public()).unwrap();
    symlink("target", project.public()).unwrap();
    assert!(
        project
            .refusal(project.public())
            .contains("a link that leads nowhere")
    );
    fs::create_dir(project.path("target")).unwrap();
    project.publish(&output([("a", "1")])).unwrap();
    assert_eq!(contents(&project.path("target")), expected([("a", "1")]));
    assert!(project.public().is_symlink());
}
