//! Nothing is written unless all is well, and nothing is lost.

use std::fs;

use super::{FRENCH, GONE, TALKS, page, refuses, renames, talks, texts};
use crate::project::Project;

#[test]
fn what_would_be_worse_afterwards_is_shown_and_not_done() {
    let french = ("content/p.fr.md", "+++\ntitle = \"P\"\n+++\n\n[[talks]]\n");
    let project = Project::new(&[FRENCH, ("content/methods/talks.md", TALKS), french]);
    let before = texts(&project);
    let ran = project.run(&["rename", "talks", "con"]);
    ran.ends(1)
        .says("warning[unportable-name]")
        .says("content/methods/con.md")
        .says("nothing was changed");
    assert_eq!(texts(&project), before);
}

#[test]
fn a_name_that_would_take_the_menus_place_is_found() {
    let site = "title = \"T\"\nmenu = [\"sources\"]\n";
    let project = Project::new(&[("site.toml", site), ("content/methods/talks.md", TALKS)]);
    project
        .run(&["rename", "talks", "sources"])
        .ends(1)
        .says("the menu would lead elsewhere");
}

#[test]
fn mistakes_that_are_there_already_stand_in_no_ones_way() {
    let other = page("[[nowhere]] [x](nowhere.md) [[talks]] [@nobody] ![[talks#nothing]]");
    let after = other.replace("talks", "words");
    let broken = "+++\ntitle = [[talks]]\nuses = [\"talks\"\n";
    renames(
        &[
            ("content/talks.md", TALKS),
            ("content/p.md", &other),
            ("content/broken.md", broken),
        ],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
            ("content/p.md", &after),
            // What can be read of front matter follows.
            ("content/broken.md", &broken.replace("\"talks", "\"words")),
        ],
    );
}

#[test]
fn front_matter_that_cannot_be_read_is_not_touched() {
    for broken in [
        "+++\ntitle = \"Talks\"\nkind = page\n+++\n",
        "+++\ntitle = \"Talks\"\n",
        "---\ntitle: \"Talks\n---\n",
    ] {
        refuses(
            &[("content/talks.md", broken)],
            ["content/talks.md", "words"],
            "mend the front matter",
        );
    }
    refuses(
        &[(
            "content/talks.md",
            "+++\ntitle = \"T\"\naliases = { a = 1 }\n+++\n",
        )],
        ["talks", "words"],
        "cannot be added to these aliases",
    );
    refuses(
        &[("content/talks.md", "---\n{title: T}\n---\n")],
        ["talks", "words"],
        "write each field on a line of its own",
    );
    let escaped = "+++\ntitle = \"P\"\nuses = [\"\\u0074alks\"]\n+++\n";
    refuses(
        &[("content/talks.md", TALKS), ("content/p.md", escaped)],
        ["talks", "words"],
        "cannot be typed anew",
    )
    .says("content/p.md:3:9");
}

#[test]
fn a_file_that_no_page_knows_of_is_not_written_over() {
    let project = Project::new(&[("content/talks.md", TALKS)]);
    fs::create_dir(project.root().join("content/words.md")).unwrap();
    let before = texts(&project);
    project
        .run(&["rename", "talks", "words"])
        .ends(2)
        .says("content/words.md is there already");
    assert_eq!(texts(&project), before);
    refuses(
        &[("content/talks.md", TALKS), ("content/a", "x")],
        ["talks", "a/words"],
        "nothing was changed",
    );
}

#[test]
fn a_page_that_is_not_all_utf8_is_not_changed() {
    let project = Project::new(&[("content/talks.md", TALKS)]);
    project.write("content/p.md", b"+++\ntitle = \"P\"\n+++\n\xff [[talks]]\n");
    let before = project.files("");
    project
        .run(&["rename", "talks", "words"])
        .ends(2)
        .says("content/p.md is not all UTF-8");
    assert_eq!(project.files(""), before);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_of_files_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let project = Project::new(&[
        ("content/talks.md", TALKS),
        ("shared/p.md", &page("[[talks]]")),
    ]);
    let root = project.root();
    symlink("../shared/p.md", root.join("content/p.md")).unwrap();
    fs::set_permissions(root.join("shared/p.md"), fs::Permissions::from_mode(0o640)).unwrap();
    project.run(&["rename", "talks", "words"]).ends(0);
    assert!(root.join("content/p.md").is_symlink());
    assert_eq!(
        fs::read_to_string(root.join("shared/p.md")).unwrap(),
        page("[[words]]")
    );
    let mode = fs::metadata(root.join("shared/p.md"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    project
        .run(&["rename", "p", "folder/q"])
        .ends(2)
        .says("move it by hand");
    symlink("../shared/p.md", root.join("content/twin.md")).unwrap();
    project
        .run(&["rename", "words", "talks"])
        .ends(2)
        .says("two pages are links to");
}

#[test]
fn html_that_moves_to_another_folder_is_pointed_out() {
    let own = format!("{TALKS}\n<img src=\"photo.png\" alt=\"x\">\n");
    let project = Project::new(&[("content/methods/talks.md", &own)]);
    project
        .run(&["rename", "talks", "guides/words"])
        .ends(0)
        .says("content/guides/words.md holds HTML");
}

#[test]
fn an_allowance_still_holds() {
    let allowed = "+++\ntitle = \"P\"\nallow = { line-ends = \"ours\" }\n+++\r\n\r\n<!-- allow dead-link: soon -->\r\n[[nowhere]] [[talks]]\r\n";
    renames(
        &[("content/talks.md", TALKS), ("content/p.md", allowed)],
        ["talks", "words"],
        &[
            ("content/talks.md", GONE),
            ("content/words.md", &talks("\"talks\", \"/talks\"")),
            ("content/p.md", &allowed.replace("talks", "words")),
        ],
    );
}
