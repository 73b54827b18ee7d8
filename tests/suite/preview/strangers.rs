//! Strangers, and what no browser of the writer's would send.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use super::{NEVER, Preview, apples, project};

#[test]
fn strangers_get_nothing_and_the_writers_page_stays_live() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let messages = preview.listen("/apples.html");
    messages.recv_timeout(NEVER).expect("it is told at once");

    // Connections that say nothing, or not enough.
    let silent: Vec<TcpStream> = (0..200)
        .map(|at| {
            let mut stream = preview.connect();
            if at % 2 == 0 {
                let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
            }
            stream
        })
        .collect();
    preview.shows("/apples.html", "They are round");
    // Readers who never go away.
    let greedy: Vec<Receiver<String>> = (0..150).map(|_| preview.listen("/index.html")).collect();
    for one in &greedy {
        // Each is told at once, or turned away.
        let told = one.recv_timeout(NEVER);
        assert_ne!(told, Err(RecvTimeoutError::Timeout));
    }
    preview.shows("/apples.html", "They are round");
    let messages = preview.listen("/apples.html");
    messages.recv_timeout(NEVER).expect("it is told at once");

    for at in 0..10_000 {
        let request = malformed(at, preview.address);
        let answer = preview.send(&request);
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).unwrap_or_default();
        let is_refused =
            answer.is_empty() || matches!(status, "400" | "403" | "404" | "405" | "413" | "431");
        assert!(
            is_refused,
            "{:?} got {answer}",
            String::from_utf8_lossy(&request)
        );
        assert!(
            !answer.contains("groundwork-secret") && !answer.contains("They are"),
            "{answer}"
        );
    }

    project.write("content/apples.md", apples("still there"));
    messages.recv_timeout(NEVER).expect("the page is told");
    preview.shows("/apples.html", "They are still there");
    drop((silent, greedy));
}

/// Requests that no browser of the writer's would send.
fn malformed(at: usize, address: SocketAddr) -> Vec<u8> {
    let good = format!("Host: {address}\r\n");
    let paths = [
        "/../Secret.txt",
        "/%2e%2e/Secret.txt",
        "/..%2fSecret.txt",
        "/%2e%2e%2f.env",
        "/..%5c.env",
        "/.env",
        "/%2eenv",
        "/a/../../.env",
        "//Secret.txt",
        "/\\..\\Secret.txt",
        "/%c0%ae%c0%ae/Secret.txt",
        "/%252e%252e/Secret.txt",
        "/Secret.txt",
        "/site.toml",
        "/content/apples.md",
        "/.preview/../.env",
        "/.preview/%2e%2e/.env",
        "/.groundwork.json",
        "/apples.html%00",
        "/apples.html%0d%0aX-A:b",
        "/%ff%fe",
        "/.preview/origins?page=/../Secret.txt",
        "/.preview/events?page=/.env&since=1",
    ];
    let hosts = [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "10.0.0.1",
        "169.254.169.254",
        "[::2]",
        "localhost:1",
        "",
        "localhost, evil.example",
    ];
    let path = paths[at / 8 % paths.len()];
    let host = hosts[at / 8 % hosts.len()];
    let noise: Vec<u8> = (0..40).map(|n| (at * 31 + n * n * 17) as u8).collect();
    match at % 8 {
        0 => format!("GET {path} HTTP/1.1\r\n{good}\r\n").into_bytes(),
        1 => format!("GET /apples.html HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
        2 => format!("GET /apples.html HTTP/1.1\r\n{good}Host: {host}\r\n\r\n").into_bytes(),
        3 => {
            format!("POST /apples.html HTTP/1.1\r\n{good}Content-Length: 3\r\n\r\nabc").into_bytes()
        }
        4 => format!(
            "GET /apples.html HTTP/1.1\r\n{good}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        )
        .into_bytes(),
        5 => format!("DELETE {path} HTTP/1.1\r\n{good}\r\n").into_bytes(),
        6 => format!(
            "GET /apples.html HTTP/1.1\r\n{good}X: {}\r\n\r\n",
            "y".repeat(17_000)
        )
        .into_bytes(),
        _ => [&noise, "\r\n\r\n".as_bytes()].concat(),
    }
}
