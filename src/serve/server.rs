//! Answers requests from what is shown at this moment.

use std::io::{self, Cursor, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tiny_http::{Header, HeaderField, Request, Response, Server, StatusCode};

use crate::output::Unmade;
use crate::report::overlay;
use crate::serve::board::{Board, Published, Shown};
use crate::serve::event;
use crate::serve::inject::inject;
use crate::serve::request::{self, Asked, Hosts, OWN, Refused};
use crate::site::Generated;

/// How many requests are answered at a time, streams aside.
const THREADS: usize = 4;

/// The most streams of events. The oldest ends when another comes, and its page asks again.
const STREAMS: usize = 32;

/// How often a stream shows that it is still there, so that one whose reader has gone ends.
const PULSE: Duration = Duration::from_secs(15);

/// What an address may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What answering needs to know.
pub(crate) struct Desk {
    pub(crate) board: Arc<Board>,
    pub(crate) hosts: Hosts,
    /// Tells this run of the preview from another, whose revisions mean nothing here.
    pub(crate) run: String,
    /// Counts the streams that were ever begun.
    pub(crate) streams: AtomicUsize,
}

type Answer = Response<Cursor<Vec<u8>>>;

/// Answers all requests that come to `server`, on threads.
pub(crate) fn answer(server: &Arc<Server>, desk: &Arc<Desk>) {
    for _ in 0..THREADS {
        let (server, desk) = (server.clone(), desk.clone());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                // A client that goes away has no more to be told.
                let _ = respond(request, &desk);
            }
        });
    }
}

fn respond(request: Request, desk: &Arc<Desk>) -> io::Result<()> {
    let hosts: Vec<&str> = request
        .headers()
        .iter()
        .filter(|header| header.field.equiv("Host"))
        .map(|header| header.value.as_str())
        .collect();
    let method = request.method().as_str();
    let asked = request::read(method, request.url(), &hosts, &desk.hosts);
    let is_head = method == "HEAD";
    let answer = match asked {
        Err(refused) => refusal(&refused),
        Ok(Asked::Client(file)) => data(file.bytes(), file.kind),
        Ok(Asked::Origins { page }) => desk.origins(&page),
        Ok(Asked::Artifact(path)) => desk.artifact(&path),
        Ok(Asked::Events { .. }) if is_head => data(Vec::new(), EVENTS),
        Ok(Asked::Events { page, since }) => {
            let desk = desk.clone();
            thread::spawn(move || {
                // It ends when its reader goes away.
                let _ = desk.stream(request, &page, &since);
            });
            return Ok(());
        }
    };
    request.respond(answer.with_chunked_threshold(usize::MAX))
}

const EVENTS: &str = "text/event-stream";

/// What every answer says: it is not to be kept, nor guessed at, nor read by other sites.
const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

fn data(bytes: Vec<u8>, kind: &str) -> Answer {
    let mut answer = Response::from_data(bytes);
    for (name, value) in HEADERS.iter().chain(&[("Content-Type", kind)]) {
        answer.add_header(header(name, value));
    }
    answer
}

/// A header; what a header cannot hold leaves it empty.
fn header(name: &'static str, value: &str) -> Header {
    let empty = || Header {
        field: HeaderField::from_bytes(name).expect("its name is plain"),
        value: Default::default(),
    };
    let is_plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    match Header::from_bytes(name, value) {
        Ok(header) if is_plain => header,
        _ => empty(),
    }
}

fn plain(status: u16, text: &str) -> Answer {
    data(text.as_bytes().to_vec(), "text/plain; charset=utf-8").with_status_code(StatusCode(status))
}

fn refusal(refused: &Refused) -> Answer {
    match refused {
        Refused::Host => plain(403, "This preview answers only to its own address.\n"),
        Refused::Method => {
            plain(405, "This preview can only be read.\n").with_header(header("Allow", "GET, HEAD"))
        }
        Refused::Path => plain(404, "Nothing is here.\n"),
    }
}

impl Desk {
    /// The artifact at `path`, a page with the preview's script in it.
    fn artifact(&self, path: &str) -> Answer {
        let published = self.board.latest();
        let Some(shown) = &published.shown else {
            return self.page(&published, EMPTY, 503);
        };
        if !shown.output.contains(path) {
            return self.absent(&published, shown, path);
        }
        match self.made(&published, path) {
            Some(bytes) => self.file(&published, path, bytes, 200),
            // Why is among the findings by now, which this page shows.
            None => self.page(&self.board.latest(), EMPTY, 500),
        }
    }

    /// The bytes of an artifact, or those it had before where it cannot be made any more.
    fn made(&self, published: &Published, path: &str) -> Option<Vec<u8>> {
        let shown = published.shown.as_ref()?;
        match shown.output.make(path)? {
            Ok(bytes) => return Some(bytes),
            Err(unmade) => self.tell(shown, &unmade),
        }
        let before = published.before.as_ref()?;
        before.output.make(path)?.ok()
    }

    /// Puts why an artifact cannot be made among the findings.
    fn tell(&self, shown: &Shown, unmade: &Unmade) {
        self.board.publish(|latest| {
            // What is wrong with an output that is shown no more is of no interest.
            latest.shown.as_ref().filter(|now| now.is(shown))?;
            let mut next = latest.clone();
            match unmade {
                Unmade::Finding(finding) => {
                    if latest.findings.contains(finding) {
                        return None;
                    }
                    next.has_failed = true;
                    let first = std::iter::once(&**finding).chain(latest.findings.iter());
                    next.findings = first.cloned().collect();
                }
                Unmade::Failure(error) => {
                    let failure = Some(format!("{error:#}"));
                    if latest.failure == failure {
                        return None;
                    }
                    next.failure = failure;
                }
            }
            Some(next)
        });
    }

    fn absent(&self, published: &Published, shown: &Shown, path: &str) -> Answer {
        if let Some(to) = published.moves.follow(path) {
            let to = format!("/{}", utf8_percent_encode(to, PATH));
            return plain(302, "").with_header(header("Location", &to));
        }
        if path == "favicon.ico" {
            // Browsers ask for it unasked.
            return plain(204, "");
        }
        let not_found = format!("{}.html", Generated::NotFound.name());
        match shown.output.make(&not_found) {
            Some(Ok(bytes)) if path.ends_with(".html") => {
                self.file(published, &not_found, bytes, 404)
            }
            _ => plain(404, "Nothing is here.\n"),
        }
    }

    fn file(&self, published: &Published, path: &str, bytes: Vec<u8>, status: u16) -> Answer {
        if path.ends_with(".html") {
            let html = String::from_utf8_lossy(&bytes);
            return self.page(published, &html, status);
        }
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        let text = matches!(kind.type_().as_str(), "text") || kind.subtype() == "javascript";
        let charset = if text { "; charset=utf-8" } else { "" };
        let answer = data(bytes, &format!("{}{charset}", kind.essence_str()))
            .with_status_code(StatusCode(status));
        if kind == mime_guess::mime::APPLICATION_PDF {
            // A browser's own viewer does not run under the policy below.
            return answer;
        }
        // A picture or a drawing that is opened by itself runs nothing.
        answer.with_header(header(
            POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox",
        ))
    }

    fn page(&self, published: &Published, html: &str, status: u16) -> Answer {
        let element = format!(
            "<script src=\"/{OWN}idiomorph.js\" defer></script>\
             <script src=\"/{OWN}preview.js\" defer data-preview=\"{}\"></script>",
            event::id(&self.run, published.revision)
        );
        let injected = inject(html, &element);
        let mut answer = data(injected.html.into_bytes(), "text/html; charset=utf-8");
        for policy in injected.policies {
            answer.add_header(header(POLICY, &policy));
        }
        answer.with_status_code(StatusCode(status))
    }

    /// The page with the origin of each of its blocks in attributes, and these origins.
    fn origins(&self, path: &str) -> Answer {
        let published = self.board.latest();
        let Some(shown) = &published.shown else {
            return plain(404, "");
        };
        let made = shown.output.make_with_origins(path);
        let Some(Ok(traced)) = made else {
            return plain(404, "");
        };
        let html = String::from_utf8_lossy(&traced.html);
        let origins = overlay::locate(&traced.origins, &shown.sources, published.editor.as_ref());
        let json = serde_json::json!({ "html": html, "origins": origins });
        data(json.to_string().into_bytes(), "application/json")
    }

    /// Tells a reader of `page` at once of what is shown, and then of every change, each with the
    /// revision that its page would have to be of.
    fn stream(&self, request: Request, page: &str, since: &str) -> io::Result<()> {
        let number = self.streams.fetch_add(1, Ordering::Relaxed);
        // The oldest may have to end for it.
        self.board.wake();
        let mut out = request.into_writer();
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: {EVENTS}\r\nConnection: close\r\n"
        )?;
        for (name, value) in HEADERS {
            write!(out, "{name}: {value}\r\n")?;
        }
        write!(out, "\r\nretry: 500\n\n")?;
        let mut published = self.board.latest();
        let mut known = since.to_owned();
        loop {
            let id = event::id(&self.run, published.revision);
            let message = event::message(&published, page, known != id);
            write!(out, "id: {id}\ndata: {message}\n\n")?;
            out.flush()?;
            known = id;
            published = loop {
                if self.streams.load(Ordering::Relaxed) > number + STREAMS {
                    return Ok(());
                }
                match self.board.newer_than(published.revision, PULSE) {
                    Some(newer) => break newer,
                    None => {
                        write!(out, ": still here\n\n")?;
                        out.flush()?;
                    }
                }
            };
        }
    }
}

const POLICY: &str = "Content-Security-Policy";

/// What is shown where there is no page yet.
const EMPTY: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Preview</title></head><body><p>There is nothing to show yet.</p></body></html>";
