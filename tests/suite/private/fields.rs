//! Fields that hide a page, and those that do not.

use groundwork::model::download::Download;

use super::hiding_fields::HIDING;
use super::{assert_secret, build, site};

#[test]
fn fields_that_hide_keep_a_page_back() {
    for (fence, is, title) in [
        ("+++", " = ", "title = \"Zqx\""),
        ("---", ": ", "title: Zqx"),
    ] {
        let pages = HIDING.map(|(fields, _)| {
            let fields = fields.replace(" = ", is);
            let text = "zqx [[alone]] [@hidden] ![zqx](zqx.svg)";
            format!("{fence}\n{title}\n{fields}\n{fence}\n\n{text}\n")
        });
        let mut files = site(pages.to_vec());
        files[0].1.insert_str(0, "date = 2026-11-22\n");
        let (built, made) = build(&files, vec![Download::SingleFile]);
        assert_secret(&built, &made);
        assert_eq!(built.site.pages.len(), 2);
        for (at, (fields, told)) in HIDING.iter().enumerate() {
            let draft = &built.site.drafts.iter();
            let source = draft
                .clone()
                .find(|page| *page.path == *format!("p{at}.md"))
                .unwrap()
                .source;
            let found = built
                .findings
                .iter()
                .filter(|one| one.span.source == source);
            let weights: Vec<&str> = found.map(|one| one.severity.name()).collect();
            let is_told = weights.iter().all(|weight| weight == told)
                && weights.is_empty() == told.is_empty();
            assert!(is_told, "{fields}: {weights:?}");
        }
    }
}

/// The status is a field of this program too, so that another tool's words for it are told twice: as none of ours, and
/// as what hides the page.
#[test]
fn a_status_of_other_tools_that_hides_a_page_keeps_it_back() {
    for (status, rule) in [
        ("private", "ill-typed-field"),
        ("internal", "withheld-page"),
        ("[draft]", "unclear-publishing"),
        ("Entwurf", "unclear-publishing"),
    ] {
        let page = format!("---\ntitle: Zqx\nsummary: S.\nstatus: {status}\n---\n\nzqx\n");
        let (built, made) = build(&site(vec![page]), Vec::new());
        assert_secret(&built, &made);
        let mut found = built.findings.iter();
        assert!(
            found.any(|one| one.rule.name == rule),
            "{status}: {:?}",
            built.findings
        );
    }
}

/// What plainly says that a page is for everyone, or speaks of something else.
#[test]
fn fields_that_hide_nothing_leave_a_page_where_it_is() {
    for field in [
        "status: published",
        "status: wip",
        "state: open",
        "access: public",
        "access: step-free entrance",
        "audience: members",
        "visibility: public",
        "publish_status: published",
        "post_status: publish",
        "hide: [toc]",
        "exclude: false",
        "web: https://example.org",
        "roles: [admin]",
        "meta: { access: public }",
        "style: { visibility: visible }",
    ] {
        let page = format!("---\ntitle: P\nsummary: S.\n{field}\n---\n\nShown.\n");
        let (built, _) = build(&site(vec![page]), Vec::new());
        let held = built.site.drafts.iter().any(|page| &*page.path == "p0.md");
        assert!(!held, "{field}: {:?}", built.findings);
    }
}
