//! Stands between strangers and the server.
//!
//! tiny_http waits for ever for a request's end, reads headers without limit, takes any number of
//! connections, and stops for good when one cannot be accepted. So what comes from outside comes
//! here first: a connection is let through to the server, which listens on an address of its own,
//! once it has sent the whole head of one request, small enough, soon enough and without a body. It
//! carries that one request and is then closed. When too many are open, the one that has kept its
//! request back the longest has to go.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The most connections at a time. A browser opens six a host.
const MOST: usize = 96;

/// How long a connection may take to send its request.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a client may leave what is sent to it unread.
const STALLED: Duration = Duration::from_secs(30);

/// The most bytes of a request's head. Browsers and servers stay below 8 KiB.
const LONGEST_HEAD: usize = 16 << 10;

const TOO_MANY: &str = "503 Service Unavailable";
const TOO_SLOW: &str = "408 Request Timeout";
const TOO_LARGE: &str = "431 Request Header Fields Too Large";
const MALFORMED: &str = "400 Bad Request";
const HAS_BODY: &str = "413 Content Too Large";

/// Lets connections to `outside` through to the server at `inside`, on threads of its own.
pub(crate) fn open(outside: TcpListener, inside: SocketAddr) {
    let gate = Arc::new(Gate {
        inside,
        connections: Mutex::default(),
    });
    thread::spawn(move || {
        for (number, client) in outside.incoming().enumerate() {
            match client {
                Ok(client) => gate.clone().admit(number, client),
                // Out of file handles: those who came before need time to be done.
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    });
}

struct Gate {
    inside: SocketAddr,
    /// In the order in which they came.
    connections: Mutex<BTreeMap<usize, Connection>>,
}

struct Connection {
    client: TcpStream,
    /// Whether it has sent its request.
    has_asked: bool,
}

impl Gate {
    fn admit(self: Arc<Self>, number: usize, mut client: TcpStream) {
        let Ok(handle) = client.try_clone() else {
            return;
        };
        if !self.make_room() {
            // Who is turned away gets no time either.
            let _ = client.set_write_timeout(Some(Duration::from_millis(100)));
            refuse(&mut client, TOO_MANY);
            return;
        }
        let connection = Connection {
            client: handle,
            has_asked: false,
        };
        self.connections().insert(number, connection);
        let gate = self.clone();
        let thread = thread::Builder::new().stack_size(128 << 10);
        let started = thread.spawn(move || {
            // A client that goes away has no more to be told.
            let _ = gate.serve(number, &mut client);
            gate.connections().remove(&number);
            close(&mut client);
        });
        if started.is_err() {
            self.connections().remove(&number);
        }
    }

    /// Whether there is room for one more, for which another may have had to go.
    fn make_room(&self) -> bool {
        let mut connections = self.connections();
        if connections.len() < MOST {
            return true;
        }
        let mut silent = connections.iter().filter(|(_, one)| !one.has_asked);
        let Some((&number, _)) = silent.next() else {
            return false;
        };
        if let Some(silent) = connections.remove(&number) {
            let _ = silent.client.shutdown(Shutdown::Both);
        }
        true
    }

    fn serve(&self, number: usize, client: &mut TcpStream) -> io::Result<()> {
        let head = match read_head(client, Instant::now() + PATIENCE)? {
            Ok(head) => head,
            Err(status) => {
                refuse(client, status);
                return Ok(());
            }
        };
        if let Some(connection) = self.connections().get_mut(&number) {
            connection.has_asked = true;
        }
        let mut server = TcpStream::connect(self.inside)?;
        server.set_nodelay(true)?;
        client.set_nodelay(true)?;
        client.set_write_timeout(Some(STALLED))?;
        server.write_all(&head)?;
        pass_on(&mut server, client)
    }

    fn connections(&self) -> MutexGuard<'_, BTreeMap<usize, Connection>> {
        self.connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes on what the server says, each piece at once, since it may be an event that is awaited.
fn pass_on(server: &mut TcpStream, client: &mut TcpStream) -> io::Result<()> {
    let mut piece = [0; 16 << 10];
    loop {
        match server.read(&mut piece)? {
            0 => return Ok(()),
            length => client.write_all(&piece[..length])?,
        }
    }
}

fn refuse(client: &mut TcpStream, status: &str) {
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = client.write_all(response.as_bytes());
}

/// Closes a connection so that what was sent arrives: what is still unread would reset it.
fn close(client: &mut TcpStream) {
    let _ = client.shutdown(Shutdown::Write);
    let _ = client.set_read_timeout(Some(Duration::from_millis(100)));
    let mut rest = [0; 4 << 10];
    for _ in 0..16 {
        match client.read(&mut rest) {
            Ok(1..) => {}
            _ => return,
        }
    }
}

/// The head of a request as it is passed on, or the status to refuse it with.
type Head = Result<Vec<u8>, &'static str>;

/// Reads until the empty line that ends a head.
fn read_head(client: &mut TcpStream, deadline: Instant) -> io::Result<Head> {
    let mut head = Vec::with_capacity(1 << 10);
    let mut piece = [0; 2 << 10];
    loop {
        let Some(left) = deadline.checked_duration_since(Instant::now()) else {
            return Ok(Err(TOO_SLOW));
        };
        client.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let length = match client.read(&mut piece) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(length) => length,
            Err(error) if is_timeout(&error) => return Ok(Err(TOO_SLOW)),
            Err(error) => return Err(error),
        };
        head.extend_from_slice(&piece[..length]);
        let end = head.windows(4).position(|window| window == b"\r\n\r\n");
        match end {
            Some(end) if end <= LONGEST_HEAD => return Ok(passed(&head[..end])),
            None if head.len() <= LONGEST_HEAD => {}
            _ => return Ok(Err(TOO_LARGE)),
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// The head of one request without a body, after which the connection is closed.
fn passed(head: &[u8]) -> Head {
    let head = std::str::from_utf8(head).map_err(|_| MALFORMED)?;
    let mut lines = head.split("\r\n");
    let request = lines.next().unwrap_or_default();
    let is_plain = |line: &str| line.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t'));
    if !is_plain(request) || !is_request_line(request) {
        return Err(MALFORMED);
    }
    let mut passed = format!("{request}\r\nConnection: close\r\n");
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(MALFORMED)?;
        if name.is_empty() || !name.bytes().all(is_token) || !is_plain(value) {
            return Err(MALFORMED);
        }
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("content-length") && value.trim() != "0" || is("transfer-encoding") {
            return Err(HAS_BODY);
        }
        let is_of_connection = is("connection") || is("content-length");
        if !is_of_connection && !is("expect") && !is("upgrade") {
            passed.push_str(line);
            passed.push_str("\r\n");
        }
    }
    passed.push_str("\r\n");
    Ok(passed.into_bytes())
}

/// Whether this is `GET /path HTTP/1.1`: three parts, of a version we speak (RFC 9112, section 3).
fn is_request_line(line: &str) -> bool {
    let parts: Vec<&str> = line.split(' ').collect();
    match parts[..] {
        [method, target, version] => {
            !method.is_empty()
                && method.bytes().all(is_token)
                && !target.is_empty()
                && matches!(version, "HTTP/1.1" | "HTTP/1.0")
        }
        _ => false,
    }
}

/// Whether a byte may stand in a name (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::passed;

    fn of(head: &str) -> Result<String, &'static str> {
        let passed = passed(head.as_bytes())?;
        Ok(String::from_utf8(passed).expect("it was text"))
    }

    #[test]
    fn one_request_without_a_body_is_passed_on() {
        let head = "GET /a HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nUpgrade: h2c\r\n\
                    Content-Length: 0\r\nExpect: 100-continue\r\nAccept: */*";
        assert_eq!(
            of(head).as_deref(),
            Ok("GET /a HTTP/1.1\r\nConnection: close\r\nHost: x\r\nAccept: */*\r\n\r\n")
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for (head, status) in [
            ("", "400"),
            ("GET /", "400"),
            ("GET  / HTTP/1.1", "400"),
            ("GET / HTTP/2.0", "400"),
            ("GET / HTTP/1.1 x", "400"),
            ("GET /\u{e9} HTTP/1.1", "400"),
            ("G\u{0}T / HTTP/1.1", "400"),
            ("GET / HTTP/1.1\r\nno colon", "400"),
            ("GET / HTTP/1.1\r\n: x", "400"),
            ("GET / HTTP/1.1\r\nHost : x", "400"),
            ("GET / HTTP/1.1\r\n folded: x", "400"),
            ("GET / HTTP/1.1\r\nA: b\nC: d", "400"),
            ("GET / HTTP/1.1\r\nA: b\rC: d", "400"),
            ("POST / HTTP/1.1\r\nContent-Length: 5", "413"),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 0",
                "413",
            ),
        ] {
            let refused = of(head).expect_err(head);
            assert!(refused.starts_with(status), "{head:?}: {refused}");
        }
    }
}
