//! The threads that all work is spread over.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::bail;
use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// How many threads a command may need beside those for its work: one to wait for the progress bar,
/// others to set paper on.
const BESIDE: usize = 3;

/// Starts one thread a core, or as many as the system allows.
///
/// # Errors
/// When it allows none.
pub(super) fn start() -> anyhow::Result<()> {
    let cores = wanted().unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    // Limits are of several kinds, and shared with other programs: trying is the way to know them. The
    // threads of the pool are those that were had, since one that ends is counted for a while.
    let mut waiting = Waiting::up_to(cores + BESIDE);
    if waiting.threads.is_empty() {
        bail!(
            "the system gives this program no thread to work on: close other programs, or allow more, in most \
             shells with `ulimit -u`"
        );
    }
    let count = waiting.threads.len().saturating_sub(BESIDE).clamp(1, cores);
    let pool = ThreadPoolBuilder::new().num_threads(count);
    let pool = pool.spawn_handler(|work| waiting.give(work));
    Ok(pool.build_global()?)
}

/// How many threads whoever measures the program asks for, in the words of rayon's manual.
fn wanted() -> Option<usize> {
    let wanted = std::env::var("RAYON_NUM_THREADS").ok()?.parse().ok()?;
    (wanted > 0).then_some(wanted)
}

/// Threads that wait for work, or end when they are let go.
struct Waiting {
    threads: Vec<Sender<ThreadBuilder>>,
}

impl Waiting {
    /// As many threads as the system allows, but not more than `wanted`.
    fn up_to(wanted: usize) -> Self {
        let start = || {
            let (sender, work) = channel::<ThreadBuilder>();
            let wait = move || work.recv().map_or((), ThreadBuilder::run);
            thread::Builder::new().spawn(wait).ok()?;
            Some(sender)
        };
        Self {
            threads: (0..wanted).map_while(|_| start()).collect(),
        }
    }

    /// Gives work to one of them.
    fn give(&mut self, work: ThreadBuilder) -> std::io::Result<()> {
        let out_of_threads = || std::io::Error::from(std::io::ErrorKind::WouldBlock);
        let sender = self.threads.pop().ok_or_else(out_of_threads)?;
        sender.send(work).map_err(|_| out_of_threads())
    }
}
