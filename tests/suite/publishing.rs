//! The files that publish a handbook from a repository: the manual shows them as they are, and what they run is there.

use std::fs;
use std::path::Path;

use crate::project::Project;

#[test]
fn the_manual_shows_the_files_as_they_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapter = fs::read_to_string(root.join("docs/content/guide/publishing.md")).unwrap();
    for name in [
        "_headers",
        "forgejo.yml",
        "github-pages.yml",
        "gitlab-ci.yml",
    ] {
        let text = fs::read_to_string(root.join("packaging/publish").join(name)).unwrap();
        let block = format!("```text\n{}\n```", text.trim_end());
        assert!(chapter.contains(&block), "{name} is another in the manual");
    }
}

#[test]
fn what_the_files_run_is_there_and_headers_survive_a_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::new(&[("content/a.md", "+++\ntitle = \"A\"\n+++\n\n[[gone]]\n")]);
    let ran = project.run(&["check", "--format", "gitlab"]).ends(1);
    let findings: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(findings[0]["check_name"], "dead-link");
    assert_eq!(findings[0]["location"]["path"], "content/a.md");
    project
        .run(&["check", "--format", "github"])
        .ends(1)
        .says("::error file=content/a.md");
    project.run(&["build", "--allow-errors"]).ends(0);
    let headers = fs::read(root.join("packaging/publish/_headers")).unwrap();
    project.write("public/_headers", &headers);
    project.write("content/a.md", "+++\ntitle = \"B\"\n+++\n\nText.\n");
    project.run(&["build"]).ends(0);
    assert_eq!(project.files("public")["_headers"], headers);
}
