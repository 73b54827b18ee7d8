//! The preview as a process: what it serves, how it follows editors, and what strangers get.

mod attachments;
mod beneath;
mod crowds;
mod editor;
mod limits;
mod manual;
mod polling;
mod requests;
mod strangers;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, str};

use qrcode::QrCode;
use qrcode::render::unicode;

use crate::project::{Project, files};

/// How long anything may take before it counts as never.
const NEVER: Duration = Duration::from_secs(30);

/// How long a good client may have to wait, whatever others do.
const SOON: Duration = Duration::from_secs(1);

/// A preview that runs, and ends with the test.
struct Preview {
    child: Child,
    address: SocketAddr,
    said: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    fn of(project: &Project, args: &[&str]) -> Self {
        Self::started(project.command(&["serve"]).args(args))
    }

    fn started(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut said = String::new();
        while !said.contains("Ctrl+C") {
            let length = lines.read_line(&mut said).expect("it says text");
            assert!(length > 0, "it has stopped: {said}");
        }
        // What it says later is thrown away, or it would wait for a reader.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let address = said
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        let address = address.and_then(|address| address.parse().ok());
        Preview {
            child,
            address: address.unwrap_or_else(|| panic!("no address in {said}")),
            said,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream
            .set_read_timeout(Some(NEVER))
            .expect("it is a socket");
        stream
    }

    /// Sends bytes as they are; what comes back until the connection is closed.
    fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // It may be closed before all is sent, with or without an answer.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        ))
    }

    fn ask(&self, request: &str) -> Answer {
        let bytes = self.send(request.as_bytes());
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer to {request:?}"));
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.expect("an answer has a status"),
            body: bytes[end + 4..].to_vec(),
            head,
        }
    }

    /// Waits until a page shows a text.
    #[track_caller]
    fn shows(&self, path: &str, text: &str) {
        let begun = Instant::now();
        loop {
            let page = self.get(path).text();
            if page.contains(text) {
                return;
            }
            assert!(
                begun.elapsed() < NEVER,
                "{path} never shows {text:?}: {page}"
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The messages of the stream of events that a page listens to.
    fn listen(&self, page: &str) -> Receiver<String> {
        let mut stream = self.connect();
        let request = format!(
            "GET /.preview/events?page={page}&since=x HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        let (sender, messages) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines() {
                let Ok(line) = line else { return };
                if let Some(message) = line.strip_prefix("data: ") {
                    let _ = sender.send(message.to_owned());
                }
            }
        });
        messages
    }
}

fn project() -> Project {
    Project::new(&[
        (
            "content/index.md",
            "+++\ntitle = \"Home\"\nsummary = \"Home.\"\n+++\n[[apples]]\n",
        ),
        (
            "content/apples.md",
            "+++\ntitle = \"Apples\"\n+++\nThey are round. ![A dot](dot.svg)\n",
        ),
        (
            "content/dot.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h2v2z\"/></svg>",
        ),
        (
            "content/old/name.md",
            "+++\ntitle = \"Old\"\naliases = [\"older/name\"]\n+++\nOld.\n",
        ),
        ("Secret.txt", "groundwork-secret"),
        (".env", "groundwork-secret"),
    ])
}

fn apples(word: &str) -> String {
    format!("+++\ntitle = \"Apples\"\n+++\nThey are {word}. ![A dot](dot.svg)\n")
}

/// A served page as it would be built.
fn as_built(html: &str) -> String {
    let start = html
        .find("<script src=\"/.preview/")
        .expect("the script is there");
    let end = html[start..].find("</head>").expect("a page has a head");
    format!("{}{}", &html[..start], &html[start + end..])
}

fn without_policy(html: &str) -> String {
    let start = html.find("<meta http-equiv=\"Content-Security-Policy\"");
    let start = start.expect("every page has a policy");
    let end = html[start..].find('>').expect("it ends");
    format!("{}{}", &html[..start], &html[start + end + 1..])
}

/// Every artifact is served as `build` writes it.
fn is_as_built(preview: &Preview, project: &Project) {
    let ran = project.run(&["build", "--out", "built"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let built = files(&project.root().join("built"));
    assert!(built.len() > 10);
    for (path, bytes) in built {
        if path.starts_with('.') {
            continue;
        }
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        if path.ends_with(".html") {
            let built = String::from_utf8(bytes).expect("a page is text");
            assert_eq!(as_built(&answer.text()), without_policy(&built), "{path}");
            assert!(!built.contains(".preview"), "{path}");
        } else {
            assert!(answer.body == bytes, "{path}");
        }
    }
}

#[test]
fn what_is_served_is_what_is_built() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    is_as_built(&preview, &project);
    let head = preview.ask(&format!(
        "HEAD /apples.html HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    ));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.head.contains("script-src 'self'"), "{}", head.head);
}

#[test]
fn a_taken_port_moves_to_the_next_and_says_so() {
    let project = project();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has one").port();
    let preview = Preview::of(&project, &["--port", &port.to_string()]);
    assert!(preview.address.port() > port);
    assert!(
        preview.said.contains(&format!("port {port} is taken")),
        "{}",
        preview.said
    );
    preview.shows("/apples.html", "They are round");
}

#[test]
fn others_in_the_network_are_let_in_only_when_asked_and_with_a_warning() {
    let project = project();
    let alone = Preview::of(&project, &["--port", "0"]);
    assert!(alone.address.ip().is_loopback());
    assert!(!alone.said.contains("warning"), "{}", alone.said);
    let open = Preview::of(&project, &["--port", "0", "--host", "0.0.0.0"]);
    let addresses = addresses(&open.said);
    assert_eq!(addresses[0], open.address.to_string(), "for this machine");
    let Some(first) = addresses.get(1) else {
        let warning = "warning: this machine seems to be in no network";
        assert!(open.said.contains(warning), "{}", open.said);
        return;
    };
    let url = format!("http://{first}/");
    let warning = format!("warning: everyone in this network can read along at {url}");
    assert!(open.said.contains(&warning), "{}", open.said);
    let code = QrCode::new(&url).expect("it is short");
    let code = code.render::<unicode::Dense1x2>().build();
    assert!(
        open.said.contains(&code),
        "{code}\nis not in\n{}",
        open.said
    );
    for address in &addresses {
        let request = format!("GET /apples.html HTTP/1.1\r\nHost: {address}\r\n\r\n");
        assert_eq!(open.ask(&request).status, 200, "{address}");
    }
    // The same name is a stranger's to a preview for this machine alone.
    let (ip, _) = first.rsplit_once(':').expect("it has a port");
    let request = format!(
        "GET /apples.html HTTP/1.1\r\nHost: {ip}:{}\r\n\r\n",
        alone.address.port()
    );
    assert_eq!(alone.ask(&request).status, 403, "{ip}");
}

/// The addresses that stand on lines of their own, with their ports.
fn addresses(said: &str) -> Vec<&str> {
    let lines = said.lines().filter_map(|line| {
        let address = line.strip_prefix("  http://")?;
        address.strip_suffix('/')
    });
    lines.collect()
}

#[test]
fn drafts_are_shown_only_when_asked() {
    let project = project();
    project.write(
        "content/plums.md",
        "+++\ntitle = \"Plums\"\ndraft = true\n+++\nNot ripe.\n",
    );
    for (args, status) in [(&["--drafts"][..], 200), (&[], 404)] {
        let preview = Preview::of(&project, &[&["--port", "0"], args].concat());
        let page = preview.get("/plums.html");
        assert_eq!(page.status, status, "{args:?}");
        assert_eq!(page.text().contains("Not ripe"), status == 200, "{args:?}");
        let list = preview.get("/a-z.html").text();
        assert_eq!(list.contains("Plums"), status == 200, "{args:?}: {list}");
        assert!(list.contains("Apples"), "{list}");
    }
}

#[test]
fn an_editors_habits_are_followed() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let root = project.root();
    let page = root.join("content/apples.md");
    let shows = |word: &str| preview.shows("/apples.html", &format!("They are {word}."));

    // In place, in two writes.
    let text = apples("two-fold");
    let mut file = fs::File::create(&page).expect("it is there");
    file.write_all(&text.as_bytes()[..10])
        .expect("there is room");
    thread::sleep(Duration::from_millis(30));
    file.write_all(&text.as_bytes()[10..])
        .expect("there is room");
    drop(file);
    shows("two-fold");

    // Through a temporary file.
    fs::write(root.join("content/.apples.md.tmp"), apples("exchanged")).expect("there is room");
    fs::rename(root.join("content/.apples.md.tmp"), &page).expect("it is there");
    shows("exchanged");

    // With a backup and a swap file, as vim does.
    fs::write(root.join("content/4913"), "").expect("there is room");
    fs::remove_file(root.join("content/4913")).expect("it is there");
    fs::write(root.join("content/.apples.md.swp"), [0, 159, 146, 150]).expect("there is room");
    fs::rename(&page, root.join("content/apples.md~")).expect("it is there");
    fs::write(&page, apples("backed up")).expect("there is room");
    fs::remove_file(root.join("content/apples.md~")).expect("it is there");
    shows("backed up");

    // Deleted and made again, with its folder.
    fs::remove_dir_all(root.join("content")).expect("it is there");
    thread::sleep(Duration::from_millis(150));
    project.write(
        "content/index.md",
        "+++\ntitle = \"Home\"\nsummary = \"Home.\"\n+++\n",
    );
    project.write(
        "content/dot.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h2v2z\"/></svg>",
    );
    project.write("content/apples.md", apples("back"));
    shows("back");
    project.write(
        "content/deep/er/pears.md",
        "+++\ntitle = \"Pears\"\n+++\nDeep.\n",
    );
    preview.shows("/deep/er/pears.html", "Deep.");
    project.write(
        "content/deep/er/pears.md",
        "+++\ntitle = \"Pears\"\n+++\nDeeper.\n",
    );
    preview.shows("/deep/er/pears.html", "Deeper.");
    is_as_built(&preview, &project);
}

#[test]
fn a_change_of_five_hundred_files_is_followed() {
    let project = project();
    let text = |at: usize, word: &str| {
        format!(
            "+++\ntitle = \"Page {at}\"\n+++\nIt is {word}, see [[p{}]].\n",
            (at + 1) % 500
        )
    };
    for at in 0..500 {
        project.write(&format!("content/f{}/p{at}.md", at % 7), text(at, "old"));
    }
    let preview = Preview::of(&project, &["--port", "0"]);
    let messages = preview.listen("/f0/p0.html");
    for at in 0..500 {
        project.write(&format!("content/f{}/p{at}.md", at % 7), text(at, "new"));
    }
    for at in [0, 250, 499] {
        preview.shows(&format!("/f{}/p{at}.html", at % 7), "It is new");
    }
    fs::rename(
        project.root().join("content/f3"),
        project.root().join("content/moved"),
    )
    .expect("it is there");
    preview.shows("/moved/p3.html", "It is new");
    is_as_built(&preview, &project);
    assert!(messages.try_iter().count() > 1);
}

#[test]
fn a_page_that_listens_is_told_of_every_change_and_where_its_page_went() {
    let project = project();
    let preview = Preview::of(&project, &["--port", "0"]);
    let messages = preview.listen("/old/name.html");
    let first = messages.recv_timeout(NEVER).expect("it is told at once");
    assert!(
        first.contains("\"is_new\":true") && first.contains("content/old/name.md"),
        "{first}"
    );
    project.write(
        "content/apples.md",
        "+++\ntitle = \"Apples\"\n+++\n[[nowhere]]\n",
    );
    let second = messages.recv_timeout(NEVER).expect("it is told");
    assert!(
        second.contains("\"is_stale\":true") && second.contains("dead-link"),
        "{second}"
    );
    project.write("content/apples.md", apples("mended"));
    while !messages
        .recv_timeout(NEVER)
        .expect("it is told")
        .contains("\"errors\":0")
    {}
    fs::create_dir(project.root().join("content/new")).expect("there is room");
    fs::rename(
        project.root().join("content/old/name.md"),
        project.root().join("content/new/name.md"),
    )
    .expect("it is there");
    while !messages
        .recv_timeout(NEVER)
        .expect("it is told")
        .contains("\"moved_to\":\"new/name.html\"")
    {}
    let answer = preview.get("/old/name.html");
    assert_eq!(answer.status, 302);
    assert!(
        answer.head.contains("Location: /new/name.html"),
        "{}",
        answer.head
    );
}

#[test]
fn a_broken_project_is_served_with_what_is_wrong() {
    for (path, text) in [
        ("site.toml", "title = \"broken\n"),
        ("themes/default/templates/page.html", "{{ title }"),
        ("content/apples.md", "[[nowhere]]"),
    ] {
        let project = project();
        project.write(path, text);
        let preview = Preview::of(&project, &["--port", "0"]);
        let messages = preview.listen("/apples.html");
        let message = messages.recv_timeout(NEVER).expect("it is told at once");
        assert!(
            message.contains(path) && message.contains("\"severity\":\"error\""),
            "{message}"
        );
        // Whatever there is to show, the page that listens is there.
        assert!(
            preview
                .get("/apples.html")
                .text()
                .contains("/.preview/preview.js")
        );
    }
}
