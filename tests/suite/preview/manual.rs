//! The manual, which a preview has below its own addresses.

use super::Preview;
use crate::project::Project;

#[test]
fn a_preview_has_the_manual_with_a_heading_for_each_rule() {
    let project = Project::new(&[("content/index.md", "# Home\n\n[[nowhere]]\n")]);
    let preview = Preview::of(&project, &["--port", "0"]);
    let rules = preview.get("/.preview/manual/reference/rules.html");
    assert_eq!(rules.status, 200);
    let html = rules.text();
    assert!(html.contains("id=\"dead-link\""), "{html}");
    assert!(!html.contains("data-preview"), "no preview is on it");
    let style = html.split("href=\"../").find_map(|rest| {
        let path = rest.split('"').next()?;
        path.ends_with(".css").then_some(path)
    });
    let style = style.expect("a page has a style");
    let answer = preview.get(&format!("/.preview/manual/{style}"));
    assert_eq!(answer.status, 200, "{style}");
    assert_eq!(preview.get("/.preview/manual/").status, 200);
    assert_eq!(
        preview.get("/.preview/manual/no-such-page.html").status,
        404
    );
}
