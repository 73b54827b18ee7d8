//! Answers as they are sent: status line, headers, body.
//!
//! tiny_http frames them. One thing it cannot say: that the connection is closed afterwards. A
//! program that is not told sends its next request into a connection that is gone, and fails.

use std::io::{self, Cursor};

use tiny_http::{HTTPVersion, Header, HeaderField, Response, StatusCode};

pub(crate) type Answer = Response<Cursor<Vec<u8>>>;

/// The media type of a stream of events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// What every answer says: it is not to be kept, nor guessed at, nor read by other sites.
const HEADERS: [(&str, &str); 5] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "SAMEORIGIN"),
];

/// Each connection carries one request (RFC 9112, section 9.6).
const CLOSE: &str = "Connection: close\r\n";

/// An answer with the status 200.
pub(crate) fn data(bytes: Vec<u8>, media_type: &str) -> Answer {
    let mut answer = Response::from_data(bytes);
    for (name, value) in HEADERS.iter().chain(&[("Content-Type", media_type)]) {
        answer.add_header(header(name, value));
    }
    answer
}

/// A line of text.
pub(crate) fn plain(status: u16, text: &str) -> Answer {
    data(text.as_bytes().to_vec(), "text/plain; charset=utf-8").with_status_code(StatusCode(status))
}

/// A header; what a header cannot hold leaves it empty.
pub(crate) fn header(name: &'static str, value: &str) -> Header {
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

/// An answer as it is sent.
#[derive(Debug, Default)]
pub(crate) struct Framed {
    pub(crate) head: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

/// Frames an answer; to a request with the method HEAD, without the body.
pub(crate) fn frame(answer: Answer, is_head: bool) -> Framed {
    let (status, headers) = (answer.status_code(), answer.headers().to_vec());
    let body = answer.into_reader().into_inner();
    // The body may be long, and is not copied for this.
    let only_head = Response::new(status, headers, io::empty(), Some(body.len()), None)
        .with_chunked_threshold(usize::MAX);
    let mut head = Vec::with_capacity(1 << 10);
    only_head
        .raw_print(&mut head, HTTPVersion(1, 1), &[], true, None)
        .expect("memory takes what is written to it");
    // Behind the status line.
    let at = memchr::memmem::find(&head, b"\r\n").map_or(0, |end| end + 2);
    head.splice(at..at, CLOSE.bytes());
    let has_body = !is_head && !matches!(status.0, 204 | 304);
    let body = if has_body { body } else { Vec::new() };
    Framed { head, body }
}

/// What a stream of events begins with. It has no length, and ends with its connection.
pub(crate) fn stream_head() -> Framed {
    let mut head = format!("HTTP/1.1 200 OK\r\nContent-Type: {EVENTS}\r\n{CLOSE}");
    for (name, value) in HEADERS {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\nretry: 500\n\n");
    Framed {
        head: head.into_bytes(),
        body: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{data, frame, header, plain};

    #[test]
    fn an_answer_says_its_length_and_that_it_is_the_last() {
        for (answer, is_head, end) in [
            (
                data(b"abc".to_vec(), "text/plain"),
                false,
                "Content-Length: 3\r\n\r\nabc",
            ),
            (
                data(b"abc".to_vec(), "text/plain"),
                true,
                "Content-Length: 3\r\n\r\n",
            ),
            (plain(404, "no"), false, "Content-Length: 2\r\n\r\nno"),
            (plain(204, ""), false, "\r\n\r\n"),
        ] {
            let framed = frame(answer, is_head);
            let bytes = [framed.head, framed.body].concat();
            let bytes = String::from_utf8(bytes).expect("it is text");
            assert!(bytes.ends_with(end), "{bytes}");
            assert_eq!(
                bytes.matches("\r\nConnection: close\r\n").count(),
                1,
                "{bytes}"
            );
        }
    }

    #[test]
    fn a_header_holds_one_line() {
        assert_eq!(header("Location", "/a\r\nX: y").value.as_str(), "");
        assert_eq!(header("Location", "/a").value.as_str(), "/a");
    }
}
