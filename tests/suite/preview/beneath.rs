//! A preview of a project that lies over another.

use super::{NEVER, Preview};
use crate::project::Project;

/// What the preview tells a browser of a page, once it holds these words.
fn message(preview: &Preview, page: &str, words: &str) -> String {
    let messages = preview.listen(page);
    let mut said = String::new();
    while !said.contains(words) {
        said = messages
            .recv_timeout(NEVER)
            .unwrap_or_else(|_| panic!("{words} is not in {said}"));
    }
    said
}

#[test]
fn a_change_of_the_original_is_shown_and_told_beside_the_page() {
    let project = Project::bare(&[
        ("base/site.toml", "title = \"Base\"\n"),
        (
            "base/content/a.md",
            "+++\ntitle = \"A\"\n+++\n\n## Steps\n\nOne. Two.\n\n## End\n\nThe end.\n",
        ),
        ("base/content/b.md", "+++\ntitle = \"B\"\n+++\n\nPears.\n"),
        (
            "ours/site.toml",
            "title = \"Ours\"\n[[upstream]]\npath = \"../base\"\n",
        ),
        (
            "ours/content/a.md",
            "+++\nextends = \"a\"\n+++\n\n## End\n\nOur end.\n",
        ),
    ]);
    project.run_in("ours", &["status", "--accept", "a"]).ends(0);
    let preview = Preview::started(
        project
            .command(&["serve", "ours", "--port", "0"])
            .current_dir(project.root()),
    );
    preview.shows("/b.html", "Pears.");
    project.write("base/content/b.md", "+++\ntitle = \"B\"\n+++\n\nPlums.\n");
    preview.shows("/b.html", "Plums.");
    project.write(
        "base/content/a.md",
        "+++\ntitle = \"A\"\n+++\n\n## Steps\n\nOne. Three.\n\n## End\n\nThe end.\n",
    );
    preview.shows("/a.html", "Three.");
    let said = message(&preview, "/a.html", "original-changed");
    for words in [
        "the original of this page has changed since: Steps",
        "Steps; gone: “Two.”; new: “Three.”",
        "../base/content/a.md",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}
