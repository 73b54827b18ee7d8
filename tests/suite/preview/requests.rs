//! Requests in every unusual form, and programs that send many.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr};
use std::time::Instant;

use super::{Preview, SOON, project};

/// What a request is made of, the usual first.
struct Parts {
    methods: Vec<&'static str>,
    targets: Vec<String>,
    hosts: Vec<String>,
    versions: Vec<&'static str>,
    headers: Vec<String>,
}

impl Parts {
    fn unusual(address: SocketAddr) -> Self {
        Self {
            methods: vec![
                "GET", "HEAD", "POST", "get", "OPTIONS", "CONNECT", "TRACE", "", "G\u{0}T",
            ],
            targets: Self::targets(address),
            hosts: Self::hosts(address),
            versions: vec![
                "HTTP/1.1",
                "HTTP/1.0",
                "HTTP/2.0",
                "HTTP/0.9",
                "http/1.1",
                "",
                "HTTP/1.1 x",
            ],
            headers: Self::headers(),
        }
    }

    fn targets(address: SocketAddr) -> Vec<String> {
        let mut targets = texts(&[
            "/apples.html",
            "/",
            "",
            "*",
            "apples.html",
            "/../Secret.txt",
            "/%2e%2e/Secret.txt",
            "/..%5c.env",
            "/.env",
            "/apples.html#x",
            "/apples.html?x",
            "/apples.html%0d%0aX: y",
            "/\u{e9}",
            "file:///etc/passwd",
        ]);
        targets.push(format!("http://{address}/apples.html"));
        targets.push(format!("http://user@{address}/.env"));
        targets.push(format!("/{}", "a".repeat(17_000)));
        targets
    }

    fn hosts(address: SocketAddr) -> Vec<String> {
        let port = address.port();
        let ports = ["+8", "08", "", "\u{668}", "-8", "0x8", "8:8", "8x"];
        let ports = ports.map(|text| format!("127.0.0.1:{}", text.replace('8', &port.to_string())));
        let names = [
            "localhost.",
            "127.1",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "2130706433",
            "[127.0.0.1]",
            "::1",
            "[::1",
            "[::ffff:127.0.0.1]",
            "user@127.0.0.1",
            "127.0.0.1, evil.example",
            "127.0.0.1 ",
            "0.0.0.0",
            "localhost.evil.example",
            "\u{ff11}27.0.0.1",
        ];
        let names = names.map(|name| format!("{name}:{port}"));
        let mut hosts = vec![
            address.to_string(),
            String::new(),
            "evil.example".to_owned(),
        ];
        hosts.extend(ports.into_iter().chain(names));
        hosts.push(format!("{address}\r\nHost: {address}"));
        hosts
    }

    fn headers() -> Vec<String> {
        let mut headers = texts(&[
            "",
            "Connection: keep-alive\r\n",
            "Expect: 100-continue\r\n",
            "Content-Length: 0\r\n",
            "Content-Length: 3\r\n",
            "Content-Length: +0\r\n",
            "Content-Length: 0\r\nContent-Length: 3\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Upgrade: h2c\r\n",
            "Range: bytes=0-1\r\n",
            "Cookie: \u{e9}\r\n",
            "X\r\n",
            "X : y\r\n",
            " folded\r\n",
            "X: \u{0}\r\n",
            "X: y\nZ: z\r\n",
        ]);
        headers.push(format!("X: {}\r\n", "y".repeat(17_000)));
        headers
    }

    /// A request of the parts with these numbers.
    fn request(&self, [method, target, host, version, header]: [usize; 5]) -> String {
        format!(
            "{} {} {}\r\nHost: {}\r\n{}\r\n",
            self.methods[method],
            self.targets[target],
            self.versions[version],
            self.hosts[host],
            self.headers[header]
        )
    }

    /// Requests in which one part is unusual, or two.
    fn requests(&self) -> Vec<String> {
        let lengths = [
            self.methods.len(),
            self.targets.len(),
            self.hosts.len(),
            self.versions.len(),
            self.headers.len(),
        ];
        let mut requests = vec![self.request([0; 5])];
        for one in 0..lengths.len() {
            for other in 0..one {
                for at in 0..lengths[one] {
                    // Not all pairs: as many as there are in the longer list.
                    let mut parts = [0; 5];
                    parts[one] = at;
                    parts[other] = (at * 7 + 1) % lengths[other];
                    requests.push(self.request(parts));
                    parts[other] = 0;
                    requests.push(self.request(parts));
                }
            }
        }
        requests
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn every_unusual_request_is_answered_or_refused_and_the_next_is_answered_at_once() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let requests = Parts::unusual(preview.address).requests();
    assert!(requests.len() > 300, "{}", requests.len());
    for request in &requests {
        let answer = preview.send(request.as_bytes());
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).unwrap_or_default();
        let is_expected = matches!(status, "200" | "304") || status.starts_with('4');
        assert!(is_expected, "{request:?} got {answer:?}");
        let closes = answer.matches("\r\nConnection: close\r\n").count();
        assert_eq!(closes, 1, "{request:?} got {answer:?}");
        assert!(!answer.contains("groundwork-secret"), "{request:?}");
        let is_head = request.starts_with("HEAD");
        let shows = answer.contains("They are round");
        assert!(!(is_head && shows), "{request:?} got {answer:?}");
    }
    let begun = Instant::now();
    assert_eq!(preview.get("/apples.html").status, 200);
    assert!(begun.elapsed() < SOON);
}

#[test]
fn only_the_names_that_browsers_write_are_its_own() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let parts = Parts::unusual(preview.address);
    for (at, host) in parts.hosts.iter().enumerate() {
        let status = preview.ask(&parts.request([0, 0, at, 0, 0])).status;
        let expected = if at == 0 { 200 } else { 403 };
        assert_eq!(status, expected, "{host:?}");
    }
}

#[test]
fn a_program_that_sends_many_requests_gets_an_answer_to_each() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let request = format!(
        "GET /apples.html HTTP/1.1\r\nHost: {}\r\nConnection: keep-alive\r\n\r\n",
        preview.address
    );
    for at in 0..400 {
        // Every answer says that it is the last of its connection, so that none is asked there again.
        let answer = preview.ask(&request);
        assert_eq!(answer.status, 200, "{at}");
        assert!(
            answer.head.contains("\r\nConnection: close"),
            "{}",
            answer.head
        );
        let length = format!("\r\nContent-Length: {}", answer.body.len());
        assert!(answer.head.contains(&length), "{}", answer.head);
    }
    // So does the first of several that are sent at once.
    let several = preview.send(request.repeat(3).as_bytes());
    let several = String::from_utf8_lossy(&several);
    assert_eq!(several.matches("HTTP/1.1 200 ").count(), 1, "{several}");
    assert!(several.contains("\r\nConnection: close\r\n"), "{several}");
}

#[test]
fn an_answer_arrives_though_its_client_still_sends() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let mut stream = preview.connect();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 500000\r\n\r\n",
        preview.address
    );
    stream.write_all(head.as_bytes()).expect("it listens");
    stream
        .write_all(&vec![b'x'; 500_000])
        .expect("it takes what it ignores");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("it was not cut off");
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");

    // Nor does one that has said that it sends no more lose it.
    let mut stream = preview.connect();
    let request = format!(
        "GET /apples.html HTTP/1.0\r\nHost: {}\r\n\r\n",
        preview.address
    );
    stream.write_all(request.as_bytes()).expect("it listens");
    stream.shutdown(Shutdown::Write).expect("it is open");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is answered");
    assert!(answer.contains("They are round"), "{answer}");
}
