//! Answers requests from what is shown at this moment.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tiny_http::StatusCode;

use crate::manual;
use crate::model::failure;
use crate::model::site::BuiltinPage;
use crate::render::artifact::RenderError;
use crate::render::output::Output;
use crate::report::overlay;
use crate::serve::answer::{Answer, EVENTS, Framed, data, frame, header, plain};
use crate::serve::event;
use crate::serve::head::Head;
use crate::serve::inject::inject;
use crate::serve::published::{LatestPublished, Published, Shown};
use crate::serve::range::{self, Wanted};
use crate::serve::request::{self, Asked, Hosts, OWN, Refused};

/// What an address may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What answering needs to know.
pub(crate) struct Desk {
    pub(crate) published: Arc<LatestPublished>,
    pub(crate) hosts: Hosts,
    /// Tells this run of the preview from another, whose revisions mean nothing here.
    pub(crate) run: String,
    /// The manual, made when it is first asked for.
    pub(crate) manual: OnceLock<Output>,
}

/// What a request gets.
pub(crate) enum Reply {
    /// This, and nothing after it.
    Answer(Framed),
    /// News of `page` from the revision `since` on, for as long as its reader stays.
    Stream { page: String, since: String },
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
    /// What a request asks for, or why it may not.
    pub(crate) fn read(&self, head: &Head) -> Result<Asked, Refused> {
        let hosts: Vec<&str> = head.hosts.iter().map(String::as_str).collect();
        request::read(&head.method, &head.target, &hosts, &self.hosts)
    }

    /// Whether it takes little to answer.
    pub(crate) fn is_light(&self, asked: &Result<Asked, Refused>) -> bool {
        let path = match asked {
            Ok(Asked::Artifact(path)) => path,
            Ok(Asked::Manual(_)) => return false,
            _ => return true,
        };
        let published = self.published.latest();
        let shown = published.shown.as_ref();
        shown.is_none_or(|shown| shown.output.is_light(path))
    }

    /// `range` is the part of a file that is asked for.
    pub(crate) fn respond(
        &self,
        asked: Result<Asked, Refused>,
        is_head: bool,
        range: Option<&str>,
    ) -> Reply {
        let range = range.filter(|_| !is_head);
        let answer = match asked {
            Err(refused) => refusal(&refused),
            Ok(Asked::Client(file)) => data(file.bytes(), file.kind),
            Ok(Asked::Origins { page }) => self.origins(&page),
            Ok(Asked::Artifact(path)) => self.artifact(&path, range),
            Ok(Asked::Manual(path)) => self.manual(&path),
            Ok(Asked::Events { .. }) if is_head => data(Vec::new(), EVENTS),
            Ok(Asked::Events { page, since }) => return Reply::Stream { page, since },
        };
        Reply::Answer(frame(answer, is_head))
    }

    /// The artifact at `path`, a page with the preview's script in it.
    fn artifact(&self, path: &str, range: Option<&str>) -> Answer {
        let published = self.published.latest();
        let Some(shown) = &published.shown else {
            return self.page(&published, EMPTY, 503);
        };
        if !shown.output.contains(path) {
            return self.absent(&published, shown, path);
        }
        let copied = shown.output.copied(path).filter(|_| range.is_some());
        if let Some(answer) = copied.and_then(|(file, length)| part(path, &file, length, range)) {
            return answer;
        }
        match self.made(&published, path) {
            Some(bytes) => self.file(&published, path, bytes, 200),
            // Why is among the findings by now, which this page shows over itself.
            None if path.ends_with(".html") || path.ends_with(".pdf") => {
                self.page(&self.published.latest(), FAILED, 200)
            }
            None => plain(404, "This cannot be made; the preview says why.\n"),
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
    fn tell(&self, shown: &Shown, unmade: &RenderError) {
        self.published.publish(|latest| {
            // What is wrong with an output that is shown no more is of no interest.
            latest.shown.as_ref().filter(|now| now.is(shown))?;
            let mut next = latest.clone();
            match unmade {
                RenderError::Finding(finding) => {
                    if latest.findings.contains(finding) {
                        return None;
                    }
                    next.has_failed = true;
                    let first = std::iter::once(&**finding).chain(latest.findings.iter());
                    next.findings = first.cloned().collect();
                }
                RenderError::Failure(error) => {
                    let failure = Some(failure::reasons(error));
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
        let not_found = format!("{}.html", BuiltinPage::NOT_FOUND);
        match shown.output.make(&not_found) {
            Some(Ok(bytes)) if path.ends_with(".html") => {
                self.file(published, &not_found, bytes, 404)
            }
            _ => plain(404, "Nothing is here.\n"),
        }
    }

    /// A file of the manual. Its pages are as `groundwork manual` writes them, and no preview is on them.
    fn manual(&self, path: &str) -> Answer {
        let manual = self.manual.get_or_init(|| manual::build().output);
        match manual.make(path) {
            Some(Ok(bytes)) if path.ends_with(".html") => data(bytes, "text/html; charset=utf-8"),
            Some(Ok(bytes)) => attachment(path, bytes, 200),
            _ => plain(404, "The manual has no such page.\n"),
        }
    }

    fn file(&self, published: &Published, path: &str, bytes: Vec<u8>, status: u16) -> Answer {
        let attached = published.shown.as_ref();
        let attached = attached.is_some_and(|shown| shown.output.is_attachment(path));
        if path.ends_with(".html") && !attached {
            let html = String::from_utf8_lossy(&bytes);
            return self.page(published, &html, status);
        }
        attachment(path, bytes, status)
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
        let published = self.published.latest();
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
}

/// A part of the file that the artifact at `path` is a copy of; nothing where the whole is to be sent.
fn part(path: &str, file: &Path, length: u64, range: Option<&str>) -> Option<Answer> {
    match range::wanted(range, length) {
        Wanted::Whole => None,
        Wanted::Part(part) => {
            let bytes = range::read(file, &part).ok()?;
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            Some(attachment(path, bytes, 206).with_header(header("Content-Range", &place)))
        }
        Wanted::Nothing => {
            let place = format!("bytes */{length}");
            Some(plain(416, "").with_header(header("Content-Range", &place)))
        }
    }
}

/// A file as it is.
fn attachment(path: &str, bytes: Vec<u8>, status: u16) -> Answer {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let text = matches!(kind.type_().as_str(), "text") || kind.subtype() == "javascript";
    let charset = if text { "; charset=utf-8" } else { "" };
    let answer = data(bytes, &format!("{}{charset}", kind.essence_str()))
        .with_status_code(StatusCode(status))
        .with_header(header("Accept-Ranges", "bytes"));
    if kind == mime_guess::mime::APPLICATION_PDF {
        // A browser's own viewer does not run under the policy below.
        return answer;
    }
    // What is opened by itself, be it a drawing or a page that somebody attached, runs nothing.
    answer.with_header(header(
        POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; sandbox",
    ))
}

const POLICY: &str = "Content-Security-Policy";

/// What is shown where there is no page yet.
const EMPTY: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Preview</title></head><body><p>There is nothing to show yet.</p></body></html>";

/// What is shown in place of a page that cannot be made.
const FAILED: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Preview</title></head><body><p>This page cannot be made as it is. What is wrong is told \
    here.</p></body></html>";
