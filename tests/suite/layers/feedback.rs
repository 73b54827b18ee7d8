//! Where readers write of pages from beneath.

use super::built;
use crate::project::Project;

#[test]
fn an_address_with_a_file_names_one_that_is_there_or_is_left_out() {
    let page = |title: &str| format!("+++\ntitle = \"{title}\"\ntags = [\"t\"]\n+++\n\nText.\n");
    for (theirs, expected) in [
        (
            "feedback = \"https://theirs.example/{file}\"\n",
            Some("https://theirs.example/c.md"),
        ),
        ("", None),
    ] {
        let project = Project::bare(&[
            ("base/site.toml", &format!("title = \"Base\"\n{theirs}")),
            ("base/content/a.md", &page("A")),
            ("base/content/c.md", &page("C")),
            (
                "ours/site.toml",
                "title = \"Ours\"\nfeedback = \"https://ours.example/{file}\"\n[[upstream]]\npath = \"../base\"\n",
            ),
            ("ours/content/index.md", &page("Home")),
            (
                "ours/content/own/a.md",
                "+++\nextends = \"a\"\n+++\n\n## More\n\nText.\n",
            ),
        ]);
        let file = built(&project);
        assert!(file("index.html").contains("https://ours.example/index.md"));
        assert!(file("a.html").contains("https://ours.example/own/a.md"));
        match expected {
            Some(address) => assert!(file("c.html").contains(address)),
            None => assert!(!file("c.html").contains("class=\"feedback\"")),
        }
        assert!(!file("tags/t.html").contains("class=\"feedback\""));
    }
}
