//! Many clients at once that keep the preview waiting. `tests/attack/preview.py` has more of them.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;

use super::{Preview, SOON, project};
use crate::project::Project;

const BIG: usize = 8 << 20;

/// A project with a file of 8 MB, and the address of that.
fn big_project() -> (Project, Preview, String) {
    let project = project();
    project.write("content/big.zip", vec![7; BIG]);
    project.write(
        "content/big.md",
        "+++\ntitle = \"Big\"\n+++\n[All of it](big.zip)\n",
    );
    let preview = Preview::of(&project, &["--port", "0"]);
    let page = preview.get("/big.html").text();
    let end = page.find(".zip\"").expect("the page links to it");
    let start = page[..end]
        .rfind('"')
        .expect("its address stands in quotes");
    let address = format!("/{}.zip", page[start + 1..end].trim_start_matches("./"));
    assert_eq!(preview.get(&address).body.len(), BIG, "{address}");
    (project, preview, address)
}

/// Each of many quick requests is answered at once.
fn answers_at_once(preview: &Preview) {
    for at in 0..80 {
        let begun = Instant::now();
        let page = preview.get("/apples.html");
        assert_eq!(page.status, 200, "{at}");
        assert!(page.text().contains("They are round"), "{at}");
        assert!(begun.elapsed() < SOON, "{at}: {:?}", begun.elapsed());
    }
}

fn ask(preview: &Preview, path: &str) -> TcpStream {
    let mut stream = preview.connect();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address);
    stream.write_all(request.as_bytes()).expect("it listens");
    stream
}

#[test]
fn readers_who_never_read_keep_nobody_waiting() {
    let (_project, preview, big) = big_project();
    let slow: Vec<TcpStream> = (0..60).map(|_| ask(&preview, &big)).collect();
    answers_at_once(&preview);
    // One who does read gets all of it.
    assert_eq!(preview.get(&big).body.len(), BIG);
    drop(slow);
}

#[test]
fn who_keeps_a_request_back_keeps_nobody_waiting() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let starts: [&[u8]; 3] = [b"", b"G", b"GET / HTTP/1.1\r\nHost: "];
    let silent: Vec<TcpStream> = (0..300)
        .map(|at| {
            let mut stream = preview.connect();
            let _ = stream.write_all(starts[at % 3]);
            stream
        })
        .collect();
    answers_at_once(&preview);
    drop(silent);
}

#[test]
fn a_page_stays_live_whoever_else_listens() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let path = "/.preview/events?page=/apples.html&since=x";
    let greedy: Vec<TcpStream> = (0..100).map(|_| ask(&preview, path)).collect();
    answers_at_once(&preview);
    // The last who came is told, and whose stream has ended sees its end.
    let mut last = ask(&preview, path);
    let mut told = [0; 4096];
    let mut text = String::new();
    while !text.contains("data: ") {
        let length = last.read(&mut told).expect("it is told");
        assert!(length > 0, "{text}");
        text.push_str(&String::from_utf8_lossy(&told[..length]));
    }
    let mut first = &greedy[0];
    let mut all = Vec::new();
    first.read_to_end(&mut all).expect("it ends in order");
}

/// Nothing but the gate itself can be reached, by whoever else works on this machine.
#[cfg(target_os = "linux")]
#[test]
fn it_listens_at_one_port_alone() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let process = format!("/proc/{}", preview.child.id());
    let mut sockets = Vec::new();
    for handle in std::fs::read_dir(format!("{process}/fd")).expect("it runs") {
        let target = std::fs::read_link(handle.expect("it runs").path());
        let target = target.map(|target| target.to_string_lossy().into_owned());
        let name = target.unwrap_or_default();
        let inode = name
            .strip_prefix("socket:[")
            .and_then(|name| name.strip_suffix(']'));
        sockets.extend(inode.map(str::to_owned));
    }
    let table = std::fs::read_to_string(format!("{process}/net/tcp")).expect("it runs");
    // Of a socket's fields the second is its address, the fourth its state, the tenth its inode.
    let listening = table.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let is_own = fields.get(3) == Some(&"0A") && sockets.iter().any(|own| own == fields[9]);
        let port = fields.get(1)?.rsplit(':').next()?;
        is_own.then(|| u16::from_str_radix(port, 16).expect("it is a number"))
    });
    assert_eq!(listening.collect::<Vec<_>>(), [preview.address.port()]);
}
