//! What a preview says of files that somebody brought along.

use super::Preview;
use crate::project::Project;

#[test]
fn an_attached_page_is_served_as_it_is_and_runs_nothing() {
    let slides = "<!doctype html><html><head></head><body><script>alert(1)</script></body></html>";
    let project = Project::new(&[
        (
            "content/index.md",
            "+++\ntitle = \"Home\"\n+++\n[a](a.html) [b](b.xhtml) [c](c.svg) [d](d.xml)\n",
        ),
        ("content/a.html", slides),
        ("content/b.xhtml", slides),
        (
            "content/c.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path/><script>alert(1)</script></svg>",
        ),
        ("content/d.xml", "<a/>"),
    ]);
    let preview = Preview::of(&project, &["--port", "0"]);
    let home = preview.get("/index.html").text();
    let links: Vec<&str> = home
        .split("href=\"assets/")
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| {
            ["a-", "b-", "c-", "d-"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .collect();
    assert_eq!(links.len(), 4, "{home}");
    for name in links {
        let answer = preview.get(&format!("/assets/{name}"));
        assert_eq!(answer.status, 200, "{name}");
        let policy = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox";
        assert!(answer.head.contains(policy), "{name}: {}", answer.head);
        if name.ends_with("html") {
            assert_eq!(answer.text(), slides, "{name}");
        } else {
            assert!(!answer.text().contains("alert"), "{name}");
        }
    }
}
