//! Threads to set paper on, with a limit to how long one is waited for.
//!
//! A template may work without end, and nothing stops Typst from outside. When the time of a sheet is up, its
//! thread is left behind: it ends as soon as it asks for a font (see `world`), or else with the program. A preview may run
//! for days, and then what remains is a busy thread for each template that asks for nothing and goes on: such a
//! template is not tried again before the theme's files change.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::model::sheet::THREAD;

/// How much room Typst has for texts within texts, in bytes; more than threads have by themselves.
const STACK: usize = 64 << 20;

/// Why some work was not done.
#[derive(Debug, PartialEq)]
pub(super) enum Undone {
    /// The system gives no thread.
    NoThread,
    /// It is not finished in its time.
    Late,
    /// It ended in a panic.
    Failed,
}

/// Threads, as many as there is work at a time. Each is a pool of its own, so that what Typst does in parts stays on
/// it, and one that is left behind takes none of the others' time to end.
#[derive(Default)]
pub(super) struct Threads {
    state: Mutex<State>,
    /// Woken when a busy one becomes idle, or is left behind.
    has_changed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<ThreadPool>,
    busy: usize,
}

impl Threads {
    /// Does some work on one of them, and waits for it without doing anything else: a thread that takes up
    /// other work while it waits does so on the same stack, again and again. The work is told when nobody waits for it any
    /// more.
    ///
    /// # Errors
    /// Why it is not done.
    pub(super) fn run<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl FnOnce(Arc<AtomicBool>) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let thread = self.take().ok_or(Undone::NoThread)?;
        let (send, receive) = channel();
        let is_left = Arc::new(AtomicBool::new(false));
        let told = is_left.clone();
        thread.spawn(move || {
            let done = panic::catch_unwind(AssertUnwindSafe(|| work(told)));
            // Nobody may be waiting any more.
            let _ = send.send(done);
        });
        let received = receive.recv_timeout(time);
        let mut state = self.state();
        state.busy -= 1;
        self.has_changed.notify_one();
        match received {
            Ok(done) => {
                state.idle.push(thread);
                done.map_err(|_| Undone::Failed)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Undone::Failed),
            Err(RecvTimeoutError::Timeout) => {
                is_left.store(true, Ordering::Relaxed);
                Err(Undone::Late)
            }
        }
    }

    /// One that is idle, or a new one; where the system gives no more, waits for one of the others.
    fn take(&self) -> Option<ThreadPool> {
        let mut state = self.state();
        loop {
            let thread = state.idle.pop().or_else(new);
            if thread.is_some() || state.busy == 0 {
                state.busy += usize::from(thread.is_some());
                return thread;
            }
            state = self
                .has_changed
                .wait(state)
                .expect("nothing fails while it is locked");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing fails while it is locked")
    }
}

fn new() -> Option<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
    pool.thread_name(|_| THREAD.to_owned()).build().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::{Threads, Undone};

    #[test]
    fn work_without_end_is_left_behind_and_told_so() {
        let threads = Threads::default();
        let (send, receive) = channel();
        let left = threads.run(Duration::from_millis(50), move |is_left| {
            while !is_left.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
            let _ = send.send("ended");
        });
        assert_eq!(left, Err(Undone::Late));
        assert_eq!(receive.recv(), Ok("ended"));
        assert_eq!(threads.run(Duration::from_mins(1), |_| 1), Ok(1));
    }

    #[test]
    fn a_panic_is_the_end_of_its_own_work_alone() {
        let threads = Threads::default();
        let time = Duration::from_mins(1);
        let failed = threads.run(time, |_| std::panic::resume_unwind(Box::new(())));
        assert_eq!(failed, Err::<(), _>(Undone::Failed));
        assert_eq!(threads.run(time, |_| 1), Ok(1));
        assert_eq!(threads.state().idle.len(), 1);
    }
}
