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
        let policy = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; sandbox";
        assert!(answer.head.contains(policy), "{name}: {}", answer.head);
        if name.ends_with("html") {
            assert_eq!(answer.text(), slides, "{name}");
        } else {
            assert!(!answer.text().contains("alert"), "{name}");
        }
    }
}

#[test]
fn a_recording_is_served_in_the_parts_that_players_ask_for() {
    let project = Project::new(&[
        (
            "content/index.md",
            "+++\ntitle = \"Home\"\n+++\n<audio controls src=\"call.wav\"></audio>\n",
        ),
        ("content/call.wav", "0123456789"),
    ]);
    let preview = Preview::of(&project, &["--port", "0"]);
    let answer = preview.get("/index.html");
    // The preview sends the policy of a page as a header.
    assert!(answer.head.contains("media-src 'self'"), "{}", answer.head);
    let home = answer.text();
    let name = home
        .split("<audio controls=\"\" src=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let name = name.unwrap_or_else(|| panic!("no recording in {home}"));
    let ask = |method: &str, range: &str| {
        preview.ask(&format!(
            "{method} /{name} HTTP/1.1\r\nHost: {}\r\n{range}\r\n",
            preview.address
        ))
    };
    for (range, status, place, body) in [
        ("", 200, "Accept-Ranges: bytes", "0123456789"),
        (
            "Range: bytes=2-4\r\n",
            206,
            "Content-Range: bytes 2-4/10",
            "234",
        ),
        (
            "Range: bytes=7-\r\n",
            206,
            "Content-Range: bytes 7-9/10",
            "789",
        ),
        (
            "Range: bytes=-2\r\n",
            206,
            "Content-Range: bytes 8-9/10",
            "89",
        ),
        (
            "Range: bytes=0-999\r\n",
            206,
            "Content-Range: bytes 0-9/10",
            "0123456789",
        ),
        ("Range: bytes=10-\r\n", 416, "Content-Range: bytes */10", ""),
        (
            "Range: bytes=0-1,4-5\r\n",
            200,
            "Accept-Ranges: bytes",
            "0123456789",
        ),
        (
            "Range: lines=1-2\r\n",
            200,
            "Accept-Ranges: bytes",
            "0123456789",
        ),
    ] {
        let answer = ask("GET", range);
        assert_eq!(answer.status, status, "{range}");
        assert!(answer.head.contains(place), "{range}: {}", answer.head);
        assert_eq!(answer.text(), body, "{range}");
        let length = format!("Content-Length: {}", body.len());
        assert!(answer.head.contains(&length), "{range}: {}", answer.head);
    }
    assert_eq!(ask("HEAD", "Range: bytes=2-4\r\n").status, 200);
}
