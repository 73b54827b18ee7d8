//! Fills the templates of a theme of one's own within bounds.
//!
//! A template may be wrong in any way: it may write without end, or work without end and write nothing.
//! Nothing can stop it from outside, so it is filled on a thread of its own, which is left behind when its time
//! is up and ends with the program.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use tera::{Context, ErrorKind, Tera};

/// How much room a template has for templates within templates, in bytes; threads have less by themselves.
const STACK: usize = 64 << 20;

/// What one page may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) time: Duration,
    pub(crate) bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            time: Duration::from_secs(20),
            bytes: 128 << 20,
        }
    }
}

/// Why a template was not filled.
pub(crate) enum Unfilled {
    /// What Tera says.
    Error(tera::Error),
    /// It went on for longer than it may.
    Endless,
    /// It wrote more than it may.
    TooLong,
    /// Tera itself failed.
    Failed,
}

/// Fills a template; `None` where no thread could be had.
pub(crate) fn fill(
    tera: &Arc<Tera>,
    template: &str,
    context: &Context,
    bounds: Bounds,
) -> Option<Result<Vec<u8>, Unfilled>> {
    let (send, receive) = channel();
    let is_left = Arc::new(AtomicBool::new(false));
    let mut page = Page {
        bytes: Vec::new(),
        most: bounds.bytes,
        is_left: is_left.clone(),
    };
    let (tera, template, context) = (tera.clone(), template.to_owned(), context.clone());
    let fill = move || {
        let filled = tera.render_to(&template, &context, &mut page);
        // Nobody may be waiting any more.
        let _ = send.send((filled, page.bytes));
    };
    let thread = thread::Builder::new().stack_size(STACK);
    thread.spawn(fill).ok()?;
    Some(match receive.recv_timeout(bounds.time) {
        Ok((Ok(()), bytes)) => Ok(bytes),
        Ok((Err(error), bytes)) => match error.kind() {
            ErrorKind::Io(_) if bytes.len() >= bounds.bytes => Err(Unfilled::TooLong),
            _ => Err(Unfilled::Error(error)),
        },
        Err(RecvTimeoutError::Timeout) => {
            is_left.store(true, Ordering::Relaxed);
            Err(Unfilled::Endless)
        }
        Err(RecvTimeoutError::Disconnected) => Err(Unfilled::Failed),
    })
}

/// A page that is being written, up to a limit.
struct Page {
    bytes: Vec<u8>,
    most: usize,
    /// Whether nobody waits for it any more.
    is_left: Arc<AtomicBool>,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_left.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.most - self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..taken]);
        // Nothing taken is an error to who writes.
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
