//! What the preview shows at this moment, and waiting for what it shows next.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::editor::Editor;
use crate::output::Output;
use crate::report;
use crate::serve::moves::Moves;
use crate::source::Sources;

/// What is shown. Never changes: something new is a new one with a greater revision.
#[derive(Clone, Default)]
pub(crate) struct Published {
    /// Counts up by one, from 0, when there is nothing yet.
    pub(crate) revision: u64,
    /// The last output without an error; before there was one, the last.
    pub(crate) shown: Option<Shown>,
    /// An older output, for pages that the one shown turns out to be unable to make.
    pub(crate) before: Option<Shown>,
    /// Whether it did.
    pub(crate) has_failed: bool,
    /// Of the last build, in order of place.
    pub(crate) findings: Arc<[Diagnostic]>,
    /// What the findings point into.
    pub(crate) sources: Arc<Sources>,
    /// Why the project cannot be read at all.
    pub(crate) failure: Option<String>,
    /// Where pages have gone since the preview began.
    pub(crate) moves: Moves,
    pub(crate) editor: Option<Editor>,
}

/// An output and the sources it was made from.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) output: Arc<Output>,
    pub(crate) sources: Arc<Sources>,
    /// Whether there was no error on the way to it.
    pub(crate) is_good: bool,
}

impl Shown {
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.output, &other.output)
    }
}

impl Published {
    /// Whether the project has changed since what is shown was made, but for its errors.
    pub(crate) fn is_stale(&self) -> bool {
        self.failure.is_some() || report::has_errors(&self.findings)
    }
}

/// Holds what is shown, and wakes those who wait for it.
#[derive(Default)]
pub(crate) struct Board {
    latest: Mutex<Arc<Published>>,
    changed: Condvar,
}

impl Board {
    pub(crate) fn latest(&self) -> Arc<Published> {
        self.lock().clone()
    }

    /// Shows what `next` makes of what is shown now, unless that is nothing.
    pub(crate) fn publish(&self, next: impl FnOnce(&Published) -> Option<Published>) {
        let mut latest = self.lock();
        let Some(mut next) = next(&latest) else {
            return;
        };
        next.revision = latest.revision + 1;
        let old = std::mem::replace(&mut *latest, Arc::new(next));
        self.changed.notify_all();
        // A large site takes its time to be dropped; nobody should wait for that.
        drop(latest);
        drop(old);
    }

    /// What is shown as soon as its revision is greater than `revision`; `None` after `patience`, or
    /// when all were woken.
    pub(crate) fn newer_than(&self, revision: u64, patience: Duration) -> Option<Arc<Published>> {
        let mut latest = self.lock();
        if latest.revision <= revision {
            let waited = self.changed.wait_timeout(latest, patience);
            latest = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        (latest.revision > revision).then(|| latest.clone())
    }

    /// Wakes all who wait, though there is nothing new.
    pub(crate) fn wake(&self) {
        self.changed.notify_all();
    }

    /// What is behind the lock is replaced whole, so that a panic elsewhere cannot have spoilt it.
    fn lock(&self) -> MutexGuard<'_, Arc<Published>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;
    use std::time::Duration;

    use super::{Board, Published};

    const LONG: Duration = Duration::from_secs(20);

    fn empty() -> Published {
        Published::default()
    }

    #[test]
    fn who_comes_late_misses_nothing_and_who_waits_is_woken() {
        let board = Arc::new(Board::default());
        board.publish(|_| Some(empty()));
        let late = board.newer_than(0, LONG);
        assert_eq!(late.map(|late| late.revision), Some(1));
        let waiting = thread::spawn({
            let board = board.clone();
            move || {
                let next = std::iter::repeat_with(|| board.newer_than(1, LONG));
                next.flatten().next().map(|next| next.revision)
            }
        });
        board.publish(|_| Some(empty()));
        assert_eq!(waiting.join().expect("it only waits"), Some(2));
    }

    #[test]
    fn nothing_new_is_nothing() {
        let board = Board::default();
        board.publish(|_| None);
        assert!(board.newer_than(0, Duration::from_millis(1)).is_none());
    }
}
