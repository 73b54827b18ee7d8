//! What programs on the web are shown of pictures.

use crate::project::Project;

/// A picture of one dot.
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"5\"/></svg>";

/// The lines of pages that name a picture for links.
fn pictures(base_url: &str) -> Vec<(&'static str, Option<String>)> {
    let page = |text: &str| format!("+++\ntitle = \"A\"\nkind = \"agenda\"\n+++\n\n{text}\n");
    let site = format!("title = \"T\"\n{base_url}[print]\nkinds = []\n");
    let project = Project::new(&[
        ("site.toml", &site),
        (
            "content/in/shown.md",
            &page("![One](a&b.gif) ![Two](two.gif)"),
        ),
        (
            "content/in/drawn.md",
            &page("![One](one.svg) ![Two](two.gif)"),
        ),
        (
            "content/in/hidden.md",
            &page("> [!SAY] ![One](secret.gif)\n\n![Two](two.gif)"),
        ),
        ("content/in/none.md", &page("![One](nowhere.gif)")),
        ("content/in/one.svg", SVG),
    ]);
    project.write("content/in/a&b.gif", GIF);
    project.write("content/in/two.gif", GIF);
    project.write("content/in/secret.gif", GIF);
    project.run(&["build", "--allow-errors"]).ends(0);
    let mut files = project.files("public");
    let names = ["shown", "drawn", "hidden", "none"];
    let found = names.map(|name| {
        let page = files.remove(&format!("in/{name}.html")).unwrap();
        let page = String::from_utf8(page).unwrap();
        let line = page.lines().find(|line| line.contains("og:image"));
        (name, line.map(str::to_owned))
    });
    found.into()
}

#[test]
fn the_first_picture_that_everyone_sees_is_shown_with_links_or_else_the_themes() {
    let found = pictures("base_url = \"https://example.org/kb\"\n");
    let starts: Vec<(&str, Option<&str>)> = found
        .iter()
        .map(|(name, line)| {
            (
                *name,
                line.as_deref().and_then(|line| line.split('-').next()),
            )
        })
        .collect();
    let start = "<meta property=\"og:image\" content=\"https://example.org/kb/assets/";
    assert_eq!(
        starts,
        [
            ("shown", Some(&*format!("{start}a&amp;b"))),
            ("drawn", Some(&*format!("{start}social"))),
            ("hidden", Some(&*format!("{start}two"))),
            ("none", Some(&*format!("{start}social"))),
        ]
    );
}

#[test]
fn no_picture_is_named_where_the_sites_address_is_not_known() {
    assert!(pictures("").iter().all(|(_, line)| line.is_none()));
}
