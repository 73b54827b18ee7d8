//! The threads that make answers, so that one that takes its time keeps nobody else waiting.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use mio::Waker;

use crate::serve::answer::{frame, plain};
use crate::serve::head::Head;
use crate::serve::request::{Asked, Refused};
use crate::serve::server::{Desk, Reply};

/// How many answers are made at a time.
const THREADS: usize = 4;

/// How many of them may be answers that take long, such as large files.
const HEAVY_THREADS: usize = 2;

pub(super) struct Workers {
    desk: Arc<Desk>,
    queue: Arc<Queue>,
    replies: Receiver<(usize, Reply)>,
}

/// A request that waits.
struct Job {
    /// The number of its connection.
    number: usize,
    asked: Result<Asked, Refused>,
    is_head: bool,
    range: Option<String>,
    is_heavy: bool,
}

/// The requests that wait. Who asks for a page does not wait for those who ask for large files.
#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    /// Woken when there may be something to do.
    has_changed: Condvar,
}

/// The oldest first.
#[derive(Default)]
struct Waiting {
    light: VecDeque<Job>,
    heavy: VecDeque<Job>,
    /// How many heavy ones are being answered.
    heavy_now: usize,
    /// How many were begun.
    heavy_begun: usize,
}

impl Workers {
    /// Starts the threads, or as many as the system allows. `waker` is used when a reply is there.
    ///
    /// # Errors
    /// When it allows none.
    pub(super) fn start(desk: &Arc<Desk>, waker: &Arc<Waker>) -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let (sender, replies) = channel();
        for count in 0..THREADS {
            let (queue, sender) = (queue.clone(), sender.clone());
            let (desk, waker) = (desk.clone(), waker.clone());
            let thread = thread::Builder::new().name(format!("answers {count}"));
            match thread.spawn(move || work(&queue, &sender, &desk, &waker)) {
                Ok(_) => {}
                Err(error) if count == 0 => return Err(error),
                Err(_) => break,
            }
        }
        let desk = desk.clone();
        Ok(Self {
            desk,
            queue,
            replies,
        })
    }

    /// Has a request of the connection `number` answered.
    pub(super) fn give(&self, number: usize, head: &Head) {
        let asked = self.desk.read(head);
        let is_heavy = !self.desk.is_light(&asked);
        let job = Job {
            number,
            asked,
            is_head: head.method == "HEAD",
            range: head.range.clone(),
            is_heavy,
        };
        let mut waiting = self.queue.lock();
        if is_heavy {
            waiting.heavy.push_back(job);
        } else {
            waiting.light.push_back(job);
        }
        self.queue.has_changed.notify_one();
    }

    /// Makes no answer for a connection that has ended.
    pub(super) fn forget(&self, number: usize) {
        let mut waiting = self.queue.lock();
        waiting.light.retain(|job| job.number != number);
        waiting.heavy.retain(|job| job.number != number);
    }

    /// A reply that is ready.
    pub(super) fn take(&self) -> Option<(usize, Reply)> {
        self.replies.try_recv().ok()
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing that is done with it can panic halfway.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a request that may be answered now.
    fn next(&self) -> Job {
        let mut waiting = self.lock();
        loop {
            if let Some(job) = waiting.next() {
                return job;
            }
            let woken = self.has_changed.wait(waiting);
            waiting = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn has_answered(&self, was_heavy: bool) {
        if was_heavy {
            self.lock().heavy_now -= 1;
            self.has_changed.notify_one();
        }
    }
}

impl Waiting {
    fn next(&mut self) -> Option<Job> {
        if let Some(job) = self.light.pop_front() {
            return Some(job);
        }
        if self.heavy_now >= HEAVY_THREADS {
            return None;
        }
        // By turns the newest and the oldest: nobody waits for ever, and who comes when hundreds
        // wait does not wait for all of them.
        let job = if self.heavy_begun.is_multiple_of(2) {
            self.heavy.pop_back()
        } else {
            self.heavy.pop_front()
        };
        if job.is_some() {
            self.heavy_now += 1;
            self.heavy_begun += 1;
        }
        job
    }
}

fn work(queue: &Queue, replies: &Sender<(usize, Reply)>, desk: &Desk, waker: &Waker) {
    loop {
        let job = queue.next();
        let (number, is_heavy) = (job.number, job.is_heavy);
        let reply = reply(desk, job);
        queue.has_answered(is_heavy);
        if replies.send((number, reply)).is_err() {
            return;
        }
        let _ = waker.wake();
    }
}

/// The reply to a request. A panic on the way to it is that request's alone.
fn reply(desk: &Desk, job: Job) -> Reply {
    let is_head = job.is_head;
    let reply = catch_unwind(AssertUnwindSafe(|| {
        desk.respond(job.asked, is_head, job.range.as_deref())
    }));
    reply.unwrap_or_else(|_| {
        let answer = plain(500, "The preview has failed to make this.\n");
        Reply::Answer(frame(answer, is_head))
    })
}

#[cfg(test)]
mod tests {
    use super::{HEAVY_THREADS, Job, Waiting};
    use crate::serve::request::Refused;

    fn job(number: usize, is_heavy: bool) -> Job {
        Job {
            number,
            asked: Err(Refused::Path),
            is_head: false,
            range: None,
            is_heavy,
        }
    }

    #[test]
    fn a_page_goes_before_files_of_which_few_are_made_at_a_time() {
        let mut waiting = Waiting::default();
        waiting.heavy.extend((0..6).map(|number| job(number, true)));
        waiting
            .light
            .extend([6, 7].map(|number| job(number, false)));
        let mut next = || waiting.next().map(|job| job.number);
        let order = [next(), next(), next(), next(), next()];
        assert_eq!(order, [Some(6), Some(7), Some(5), Some(0), None]);
        assert_eq!(waiting.heavy_now, HEAVY_THREADS);
        waiting.heavy_now -= 1;
        assert_eq!(waiting.next().map(|job| job.number), Some(4));
    }
}
