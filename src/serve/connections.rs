//! The connections to the preview, all of which one thread looks after.
//!
//! Strangers may open as many as they like, keep their requests back, and leave their answers
//! unread. So no connection has a thread of its own, none is waited for, and each is bounded in time
//! and size. There is always room for one more: the one that has kept the preview waiting the longest
//! goes, of those of the address that has the most.

mod connection;
mod workers;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use mio::{Events, Interest, Poll, Token, Waker};

use crate::limits::CONNECTIONS;
use crate::serve::answer::stream_head;
use crate::serve::connections::connection::{Connection, Progress};
use crate::serve::connections::workers::Workers;
use crate::serve::server::{Desk, Reply};

/// The most connections at a time. A browser opens six a host.
const MOST: usize = CONNECTIONS.most;

/// The most of them that take a stream of events. A page whose stream is ended asks again.
const MOST_LISTENING: usize = 32;

/// The most bytes of answers that may wait in memory for those who read them.
const MOST_PENDING: usize = 64 << 20;

/// When to try again what the system could not do.
const AGAIN: Duration = Duration::from_millis(20);

const NO_THREADS: &str = "the system allows no more threads";

const LISTENER: Token = Token(0);
const WAKER: Token = Token(1);

/// Takes connections from `listener` and answers what they ask at `desk`, on threads of its own.
///
/// # Errors
/// When the system has no room for that.
pub(crate) fn open(listener: TcpListener, desk: Arc<Desk>) -> anyhow::Result<()> {
    let (sender, connections) = channel::<Connections>();
    // Before the threads that make answers, of which there may be fewer.
    let thread = thread::Builder::new().name("connections".to_owned());
    let started = thread.spawn(move || connections.recv().map(Connections::run));
    started.context(NO_THREADS).context("cannot serve")?;
    let connections = Connections::new(listener, desk).context("cannot serve")?;
    let sent = sender.send(connections);
    sent.map_err(|_| anyhow::anyhow!("cannot serve"))
}

struct Connections {
    poll: Poll,
    listener: mio::net::TcpListener,
    /// Whether some wait to be let in.
    has_more: bool,
    /// By number, in the order in which they came.
    open: BTreeMap<usize, Connection>,
    next: usize,
    /// The most that there may be.
    most: usize,
    workers: Workers,
    desk: Arc<Desk>,
}

impl Connections {
    fn new(listener: TcpListener, desk: Arc<Desk>) -> anyhow::Result<Self> {
        prepare(&listener)?;
        let poll = Poll::new()?;
        let waker = Arc::new(Waker::new(poll.registry(), WAKER)?);
        let mut listener = mio::net::TcpListener::from_std(listener);
        poll.registry()
            .register(&mut listener, LISTENER, Interest::READABLE)?;
        let workers = Workers::start(&desk, &waker).context(NO_THREADS)?;
        desk.published.on_change(move || drop(waker.wake()));
        Ok(Self {
            poll,
            listener,
            has_more: false,
            open: BTreeMap::new(),
            next: WAKER.0 + 1,
            most: most(),
            workers,
            desk,
        })
    }

    fn run(mut self) {
        let mut events = Events::with_capacity(MOST);
        loop {
            if self.poll.poll(&mut events, self.timeout()).is_err() {
                // A signal, or no memory at this moment.
                thread::sleep(AGAIN);
            }
            for event in &events {
                match event.token() {
                    LISTENER => self.has_more = true,
                    WAKER => {}
                    Token(number) => self.attend(number),
                }
            }
            while let Some((number, reply)) = self.workers.take() {
                self.reply(number, reply);
            }
            self.tell();
            self.expire();
            if self.has_more {
                self.admit();
            }
        }
    }

    /// How long nothing needs to be done.
    fn timeout(&self) -> Option<Duration> {
        let deadlines = self.open.values().filter_map(Connection::deadline);
        let now = Instant::now();
        let again = self.has_more.then_some(now + AGAIN);
        let first = deadlines.chain(again).min()?;
        // Rounded up, or it would wake before it is time.
        Some(first.saturating_duration_since(now) + Duration::from_millis(1))
    }

    /// Lets in all who wait, for which others may have to go.
    fn admit(&mut self) {
        self.has_more = false;
        // Not more at once than fit, since those who are inside have to be seen to as well.
        for _ in 0..self.most {
            while self.open.len() >= self.most && self.dismiss(|_, one| !one.is_listening()) {}
            match self.listener.accept() {
                Ok((stream, peer)) => self.enter(stream, peer.ip()),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if is_passing(&error) => {}
                // Most likely there is no file handle left.
                Err(_) if self.dismiss(|_, one| !one.is_listening()) => {}
                Err(_) => break,
            }
        }
        self.has_more = true;
    }

    fn enter(&mut self, mut stream: mio::net::TcpStream, peer: IpAddr) {
        let number = self.next;
        self.next += 1;
        let interest = Interest::READABLE | Interest::WRITABLE;
        let registered = self
            .poll
            .registry()
            .register(&mut stream, Token(number), interest);
        if registered.is_ok() {
            let _ = stream.set_nodelay(true);
            self.open.insert(number, Connection::new(stream, peer));
            // Its request has most likely arrived already.
            self.attend(number);
        }
    }

    /// Does for a connection what can be done.
    fn attend(&mut self, number: usize) {
        if let Some(connection) = self.open.get_mut(&number) {
            let progress = connection.proceed();
            self.follow(number, progress);
        }
    }

    fn follow(&mut self, number: usize, progress: Progress) {
        match progress {
            Progress::Stays => {}
            Progress::Asks(head) => self.workers.give(number, &head),
            Progress::Ends => self.end(number),
        }
    }

    fn end(&mut self, number: usize) {
        self.open.remove(&number);
        self.workers.forget(number);
    }

    /// Gives a connection what it has asked for, if it is still there.
    fn reply(&mut self, number: usize, reply: Reply) {
        if let Reply::Stream { .. } = reply {
            let most = MOST_LISTENING.min(self.most / 2);
            while self.open.values().filter(|one| one.is_listening()).count() >= most
                && self.dismiss(|_, one| one.is_listening())
            {}
        }
        let Some(connection) = self.open.get_mut(&number) else {
            return;
        };
        match reply {
            Reply::Answer(framed) => connection.answer(framed),
            Reply::Stream { page, since } => connection.listen(stream_head(), page, since),
        }
        self.attend(number);
        while self.open.values().map(Connection::pending).sum::<usize>() > MOST_PENDING
            && self.dismiss(|other, one| other != number && one.pending() > 0)
        {}
    }

    /// Tells all who listen of what is new.
    fn tell(&mut self) {
        let published = self.desk.published.latest();
        let listening = self.open.iter_mut().filter(|(_, one)| one.is_listening());
        let told: Vec<usize> = listening
            .filter_map(|(number, one)| one.tell(&published, &self.desk.run).then_some(*number))
            .collect();
        for number in told {
            self.attend(number);
        }
    }

    /// Does what is due.
    fn expire(&mut self) {
        let now = Instant::now();
        let is_due = |one: &Connection| one.deadline().is_some_and(|deadline| deadline <= now);
        let open = self.open.iter();
        let due: Vec<usize> = open
            .filter_map(|(number, one)| is_due(one).then_some(*number))
            .collect();
        for number in due {
            if let Some(connection) = self.open.get_mut(&number) {
                let progress = connection.expire();
                self.follow(number, progress);
            }
        }
    }

    /// Ends one of the connections that `may_go`; whether there was one.
    ///
    /// It goes as the last: what it has sent, or can take, at this moment counts for it.
    fn dismiss(&mut self, may_go: impl Fn(usize, &Connection) -> bool) -> bool {
        loop {
            let Some((number, moved)) = self.laziest(&may_go) else {
                return false;
            };
            self.attend(number);
            match self.open.get(&number) {
                None => return true,
                Some(one) if one.moved == moved && may_go(number, one) => {
                    self.end(number);
                    return true;
                }
                Some(_) => {}
            }
        }
    }

    /// Who has kept the preview waiting the longest, of the address with the most connections; those
    /// for whom the preview has nothing to do before all others.
    fn laziest(&self, may_go: impl Fn(usize, &Connection) -> bool) -> Option<(usize, Instant)> {
        let mut counts: BTreeMap<IpAddr, usize> = BTreeMap::new();
        for connection in self.open.values() {
            *counts.entry(connection.peer).or_default() += 1;
        }
        self.open
            .iter()
            .filter(|(number, one)| may_go(**number, one))
            .min_by_key(|(_, one)| (one.worth(), Reverse(counts[&one.peer]), one.moved))
            .map(|(number, one)| (*number, one.moved))
    }
}

/// Whether an error in taking a connection is that connection's own.
fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Interrupted | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// Readies a socket for taking many connections at once that read slowly.
fn prepare(listener: &TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    #[cfg(unix)]
    {
        // Who finds the queue full tries again after a second. 128 is the standard library's.
        rustix::net::listen(listener, 1024)?;
        // What the system holds for a client that does not read counts for nobody; connections have
        // this size from the listener.
        rustix::net::sockopt::set_socket_send_buffer_size(listener, 256 << 10)?;
    }
    Ok(())
}

/// How many connections there may be: a quarter of the files that may be open, for the rest are
/// needed to read the project.
fn most() -> usize {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
        let files = limit.current.map_or(MOST, |files| files as usize);
        (files / 4).clamp(8, MOST)
    }
    #[cfg(not(unix))]
    MOST
}
