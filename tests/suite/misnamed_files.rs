//! Files and folders whose names keep them from being read.

use std::fs;

use crate::project::Project;

const PAGE: (&str, &str) = ("content/a.md", "+++\ntitle = \"A\"\n+++\n\nHello.\n");

#[test]
fn a_project_without_a_content_folder_leaves_the_old_site_as_it_is() {
    let project = Project::new(&[PAGE]);
    project.run(&["build"]).ends(0).says("1 page,");
    let before = project.files("public");
    let root = project.root();
    for name in ["Contents", "pages"] {
        fs::rename(root.join("content"), root.join(name)).unwrap();
        let help = &format!("rename the folder `{name}` to `content`");
        for args in [&["build"][..], &["build", "--allow-errors"]] {
            project.run(args).ends(1).says(help);
            assert_eq!(project.files("public"), before);
        }
        project.run(&["check"]).ends(1).says("misnamed-file");
        fs::rename(root.join(name), root.join("content")).unwrap();
    }
    fs::remove_dir_all(root.join("content")).unwrap();
    project.run(&["build"]).ends(1).says("nothing was written");
    assert_eq!(project.files("public"), before);
}

#[test]
fn a_page_with_an_ending_of_another_program_is_told_with_the_name_to_give_it() {
    let project = Project::new(&[
        ("content/a.md", "+++\ntitle = \"A\"\n+++\n\nSee [[page]].\n"),
        ("content/page.md.txt", "Hello."),
        ("content/other.markdown", "Hello."),
        ("content/flyer.docx", "Hello."),
        ("content/linked.odt", "Hello."),
        (
            "content/b.md",
            "+++\ntitle = \"B\"\n+++\n\n[x](linked.odt)\n",
        ),
    ]);
    let ran = project.run(&["check", "--notes"]);
    for words in [
        "rename content/page.md.txt to page.md",
        "rename it to other.md",
        "content/flyer.docx` is not read as a page",
    ] {
        assert!(
            ran.err.contains(words) || ran.out.contains(words),
            "{words}: {}",
            ran.out
        );
    }
    assert!(!ran.out.contains("linked.odt"), "{}", ran.out);
}

#[test]
fn settings_with_an_ending_of_another_program_are_found() {
    let project = Project::bare(&[PAGE, ("site.toml.txt", "title = \"T\"\n")]);
    project
        .run(&["check"])
        .ends(2)
        .says("there is site.toml.txt; rename it to site.toml");
}
