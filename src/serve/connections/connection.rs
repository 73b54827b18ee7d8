//! One connection: what it has asked, and what it has still to take.
//!
//! It goes through its stages in order and never back: one connection carries one request.

use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::net::{IpAddr, Shutdown};
use std::time::{Duration, Instant};

use mio::net::TcpStream;

use crate::serve::answer::{Framed, frame, plain};
use crate::serve::event;
use crate::serve::head::{self, Head, Status, TOO_SLOW};
use crate::serve::published::Published;

/// How long a connection may take to send its request.
const ASKING: Duration = Duration::from_secs(10);

/// How long a client may leave what is sent to it unread.
const STALLED: Duration = Duration::from_secs(30);

/// What a client has taken for certain, in bytes: systems keep less for one that reads nothing. And how
/// long one that has taken so much may pause and still count as reading, since its machine may be busy.
const READ: usize = 1 << 20;
const PAUSE: Duration = Duration::from_secs(5);

/// How often a stream shows that it is still there, so that one whose reader has gone ends.
const PULSE: Duration = Duration::from_secs(15);

/// How long and how much a client may still send when it has its answer. To close before it is done
/// could cost it the answer.
const LEAVING: Duration = Duration::from_millis(500);
const MOST_IGNORED: usize = 1 << 20;

pub(super) struct Connection {
    pub(super) stream: TcpStream,
    pub(super) peer: IpAddr,
    /// When it came, or last took some of what is sent to it.
    pub(super) moved: Instant,
    stage: Stage,
    outgoing: Outgoing,
}

enum Stage {
    /// The head of its request, as far as it has come.
    Asking(Vec<u8>),
    /// Its answer is being made.
    Waiting,
    /// It takes its answer.
    Taking,
    /// It takes news of a page until it goes away.
    Listening(Listener),
    /// All was sent; how many more bytes came and were ignored.
    Leaving(usize),
}

/// Who shows a page.
struct Listener {
    page: String,
    /// The name of the revision that it shows.
    shows: String,
    /// The revision that it was told of last.
    told: Option<u64>,
}

/// Bytes on their way.
#[derive(Default)]
struct Outgoing {
    framed: Framed,
    sent: usize,
}

/// What comes of looking after a connection.
pub(super) enum Progress {
    Stays,
    /// It has asked for something.
    Asks(Head),
    /// There is nothing more to do for it.
    Ends,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, peer: IpAddr) -> Self {
        Self {
            stream,
            peer,
            moved: Instant::now(),
            stage: Stage::Asking(Vec::new()),
            outgoing: Outgoing::default(),
        }
    }

    pub(super) fn is_listening(&self) -> bool {
        matches!(self.stage, Stage::Listening(_))
    }

    /// How little is lost if it ends now; least first.
    pub(super) fn worth(&self) -> u8 {
        match self.stage {
            // It has its answer.
            Stage::Leaving(_) => 0,
            // It is the client that is waited for.
            Stage::Taking if self.is_reading() => 2,
            Stage::Asking(_) | Stage::Taking => 1,
            Stage::Waiting | Stage::Listening(_) => 3,
        }
    }

    fn is_reading(&self) -> bool {
        self.outgoing.sent > READ && self.moved.elapsed() < PAUSE
    }

    /// How much memory its answer takes.
    pub(super) fn pending(&self) -> usize {
        self.outgoing.length()
    }

    /// Does what can be done without waiting.
    pub(super) fn proceed(&mut self) -> Progress {
        self.step().unwrap_or(Progress::Ends)
    }

    fn step(&mut self) -> io::Result<Progress> {
        if let Stage::Asking(_) = &self.stage
            && let Some(head) = self.read_head()?
        {
            match head {
                Ok(head) => {
                    self.stage = Stage::Waiting;
                    return Ok(Progress::Asks(head));
                }
                Err(status) => self.refuse(status),
            }
        }
        let is_sent = self.outgoing.send(&mut self.stream, &mut self.moved)?;
        if is_sent && matches!(self.stage, Stage::Taking) {
            self.stream.shutdown(Shutdown::Write)?;
            self.stage = Stage::Leaving(0);
        }
        let ends = match &mut self.stage {
            Stage::Leaving(ignored) => ignore(&mut self.stream, ignored)?,
            // It has nothing to say, but its end is seen here.
            Stage::Listening(_) => ignore(&mut self.stream, &mut 0)?,
            _ => false,
        };
        Ok(if ends {
            Progress::Ends
        } else {
            Progress::Stays
        })
    }

    fn read_head(&mut self) -> io::Result<Option<Result<Head, Status>>> {
        let Stage::Asking(bytes) = &mut self.stage else {
            return Ok(None);
        };
        let mut piece = [0; 4 << 10];
        loop {
            match receive(&mut self.stream, &mut piece)? {
                None => return Ok(None),
                Some(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Some(length) => {
                    let known = bytes.len();
                    bytes.extend_from_slice(&piece[..length]);
                    if let Some(head) = head::read(bytes, known) {
                        return Ok(Some(head));
                    }
                }
            }
        }
    }

    fn refuse(&mut self, status: Status) {
        self.answer(frame(plain(status.0, ""), false));
    }

    /// Gives it its answer.
    pub(super) fn answer(&mut self, framed: Framed) {
        self.stage = Stage::Taking;
        self.outgoing = Outgoing { framed, sent: 0 };
        self.moved = Instant::now();
    }

    /// Begins to tell it of `page`, which it shows in the revision called `shows`.
    pub(super) fn listen(&mut self, head: Framed, page: String, shows: String) {
        self.answer(head);
        let told = None;
        self.stage = Stage::Listening(Listener { page, shows, told });
    }

    /// Tells it of what is shown now, if it listens, has taken what was said before, and does not
    /// know; each time with the revision that its page would have to be of.
    pub(super) fn tell(&mut self, published: &Published, run: &str) -> bool {
        let Stage::Listening(listener) = &mut self.stage else {
            return false;
        };
        let is_told = listener.told == Some(published.revision);
        if is_told || !self.outgoing.is_empty() && listener.told.is_some() {
            return false;
        }
        let id = event::id(run, published.revision);
        let message = event::message(published, &listener.page, listener.shows != id);
        let text = format!("id: {id}\ndata: {message}\n\n");
        self.outgoing.add(text.as_bytes());
        listener.shows = id;
        listener.told = Some(published.revision);
        true
    }

    /// When something has to happen even if the client does nothing.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let timeout = match &self.stage {
            Stage::Asking(_) => ASKING,
            Stage::Waiting => return None,
            Stage::Taking => STALLED,
            Stage::Listening(_) if self.outgoing.is_empty() => PULSE,
            Stage::Listening(_) => STALLED,
            Stage::Leaving(_) => LEAVING,
        };
        Some(self.moved + timeout)
    }

    /// Does what is due at the deadline.
    pub(super) fn expire(&mut self) -> Progress {
        match &self.stage {
            Stage::Asking(_) => self.refuse(TOO_SLOW),
            Stage::Listening(_) if self.outgoing.is_empty() => {
                self.outgoing.add(b": still here\n\n");
            }
            _ => return Progress::Ends,
        }
        self.proceed()
    }
}

impl Outgoing {
    fn length(&self) -> usize {
        self.framed.head.len() + self.framed.body.len()
    }

    fn is_empty(&self) -> bool {
        self.length() == 0
    }

    fn add(&mut self, bytes: &[u8]) {
        self.framed.body.extend_from_slice(bytes);
    }

    /// What is still to be sent.
    fn rest(&self) -> [IoSlice<'_>; 2] {
        let Framed { head, body } = &self.framed;
        let of_body = self.sent.saturating_sub(head.len());
        [
            IoSlice::new(&head[self.sent.min(head.len())..]),
            IoSlice::new(&body[of_body..]),
        ]
    }

    /// Whether all has been sent.
    fn send(&mut self, stream: &mut TcpStream, moved: &mut Instant) -> io::Result<bool> {
        while self.sent < self.length() {
            match stream.write_vectored(&self.rest()) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(length) => {
                    self.sent += length;
                    *moved = Instant::now();
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        *self = Self::default();
        Ok(true)
    }
}

/// How many bytes have come: zero at the end, and `None` while more may still come.
fn receive(stream: &mut TcpStream, piece: &mut [u8]) -> io::Result<Option<usize>> {
    loop {
        match stream.read(piece) {
            Ok(length) => return Ok(Some(length)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

/// Throws away what comes; whether the client is done, or has sent too much.
fn ignore(stream: &mut TcpStream, ignored: &mut usize) -> io::Result<bool> {
    let mut piece = [0; 4 << 10];
    while let Some(length) = receive(stream, &mut piece)? {
        *ignored += length;
        if length == 0 || *ignored > MOST_IGNORED {
            return Ok(true);
        }
    }
    Ok(false)
}
