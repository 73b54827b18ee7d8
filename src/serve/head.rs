//! Reads the head of a request, as a stranger may have written it.
//!
//! Takes what has come of it so far; gives what the preview needs to know of it, or the status to
//! refuse it with (RFC 9112, sections 2 to 6). Nothing is repaired or guessed: what a browser would
//! not send is refused, as soon as it is seen to be that.

use memchr::memmem;

/// The most bytes of a request's head. Browsers and servers stay below 8 KiB.
const LONGEST: usize = 16 << 10;

/// What a request without a body says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) target: String,
    /// The values of all its `Host` headers.
    pub(crate) hosts: Vec<String>,
    /// The part of a file that is asked for; none where the request has two minds about it.
    pub(crate) range: Option<String>,
}

/// The status of a request that is refused for its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Status(pub(crate) u16);

const MALFORMED: Status = Status(400);
pub(crate) const TOO_SLOW: Status = Status(408);
const HAS_BODY: Status = Status(413);
const TOO_LARGE: Status = Status(431);

/// Reads a head from the first bytes of a connection, of which those before `known` were looked at
/// before; nothing until it is complete or seen to be none.
pub(crate) fn read(bytes: &[u8], known: usize) -> Option<Result<Head, Status>> {
    // The end of the head may lie across what is known and what is new.
    let known = known.saturating_sub(3);
    let end = memmem::find(&bytes[known..], b"\r\n\r\n").map(|at| known + at);
    let head = &bytes[..end.unwrap_or(bytes.len())];
    if head.len() > LONGEST {
        return Some(Err(TOO_LARGE));
    }
    if !is_text(head, known) {
        return Some(Err(MALFORMED));
    }
    end.map(|_| complete(head))
}

/// Whether there are only characters in it that a head can have, and no other ends of lines.
fn is_text(head: &[u8], from: usize) -> bool {
    let mut before = from.checked_sub(1).map(|at| head[at]);
    head[from..].iter().all(|&byte| {
        let was = before.replace(byte);
        match byte {
            b'\n' => was == Some(b'\r'),
            _ if was == Some(b'\r') => false,
            b'\r' | b'\t' | b' '..=b'~' | 0x80.. => true,
            _ => false,
        }
    })
}

fn complete(head: &[u8]) -> Result<Head, Status> {
    // Values in other letters than ASCII's are of no use here, but may come: cookies that another
    // program has set for this machine's name.
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n");
    let (method, target) = request_line(lines.next().unwrap_or_default()).ok_or(MALFORMED)?;
    let (mut hosts, mut ranges, mut is_conditional) = (Vec::new(), Vec::new(), false);
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(MALFORMED)?;
        let value = value.trim_matches([' ', '\t']);
        if !is_token(name) {
            return Err(MALFORMED);
        }
        match name.to_ascii_lowercase().as_str() {
            "host" => hosts.push(value.to_owned()),
            "range" => ranges.push(value.to_owned()),
            "if-range" => is_conditional = true,
            "content-length" if value != "0" => return Err(HAS_BODY),
            "transfer-encoding" => return Err(HAS_BODY),
            _ => {}
        }
    }
    Ok(Head {
        method: method.to_owned(),
        target: target.to_owned(),
        hosts,
        range: ranges
            .pop()
            .filter(|_| ranges.is_empty() && !is_conditional),
    })
}

/// Method and target of `GET /path HTTP/1.1`: three parts, of a version that we speak.
fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut parts = line.split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = target.bytes().all(|byte| byte.is_ascii_graphic());
    let is_known = matches!(version, "HTTP/1.1" | "HTTP/1.0");
    let is_whole = is_token(method) && !target.is_empty() && parts.next().is_none();
    (is_whole && is_plain && is_known).then_some((method, target))
}

/// Whether this may be a name (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::{Head, LONGEST, Status, read};

    #[test]
    fn a_head_is_read_as_soon_as_it_is_there() {
        let text = "GET /a?b HTTP/1.1\r\nHost: \tx \r\nCookie: é\r\nContent-Length: 0\r\n\
                    Expect: 100-continue\r\nHOST:y\r\n\r\n";
        let head = Head {
            method: "GET".to_owned(),
            target: "/a?b".to_owned(),
            hosts: vec!["x".to_owned(), "y".to_owned()],
            range: None,
        };
        for known in 0..text.len() {
            assert_eq!(read(&text.as_bytes()[..known], 0), None, "{known}");
            assert_eq!(read(text.as_bytes(), known), Some(Ok(head.clone())));
        }
        let pipelined = format!("{text}\u{0}\n");
        assert_eq!(read(pipelined.as_bytes(), 0), Some(Ok(head)));
    }

    #[test]
    fn anything_else_is_refused() {
        for (head, status) in [
            ("\r\n", 400),
            ("GET /\r\n", 400),
            ("GET  / HTTP/1.1\r\n", 400),
            ("GET / HTTP/2.0\r\n", 400),
            ("GET / HTTP/1.1 x\r\n", 400),
            ("GET /\u{e9} HTTP/1.1\r\n", 400),
            ("G(T / HTTP/1.1\r\n", 400),
            ("GET / HTTP/1.1\r\nno colon\r\n", 400),
            ("GET / HTTP/1.1\r\n: x\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : x\r\n", 400),
            ("GET / HTTP/1.1\r\n folded: x\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\n", 413),
            ("POST / HTTP/1.1\r\nContent-Length: +0\r\n", 413),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n",
                413,
            ),
        ] {
            let whole = format!("{head}\r\n");
            let refused = read(whole.as_bytes(), 0);
            assert_eq!(refused, Some(Err(Status(status))), "{head:?}");
        }
    }

    #[test]
    fn what_can_become_no_head_is_refused_at_once() {
        for head in [
            "\u{16}\u{3}\u{1}",
            "GET / HTTP/1.1\n",
            "G\u{0}T",
            "GET /\rx",
            "GET \u{7f}",
        ] {
            let refused = read(head.as_bytes(), 0);
            assert_eq!(refused, Some(Err(Status(400))), "{head:?}");
        }
        let long = "x".repeat(LONGEST);
        assert_eq!(read(long.as_bytes(), 0), None);
        let longer = format!("{long}x");
        assert_eq!(read(longer.as_bytes(), LONGEST), Some(Err(Status(431))));
    }
}
