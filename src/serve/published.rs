//! What the preview shows at this moment, and telling when that is something new.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::diagnostic::{Diagnostic, has_errors};
use crate::model::editor::Editor;
use crate::model::source::Sources;
use crate::render::output::Output;
use crate::report;
use crate::serve::moved_pages::Moves;

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
    /// What the writer should know of the preview itself.
    pub(crate) notice: Option<String>,
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
        // What had errors from the beginning is shown with them.
        let is_older = self.shown.as_ref().is_none_or(|shown| shown.is_good);
        is_older && (self.failure.is_some() || has_errors(&self.findings))
    }
}

/// Holds what is shown, and tells when that changes.
#[derive(Default)]
pub(crate) struct LatestPublished {
    latest: Mutex<Arc<Published>>,
    on_change: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl LatestPublished {
    pub(crate) fn latest(&self) -> Arc<Published> {
        self.lock().clone()
    }

    /// Calls `told` after each change from now on. Only the first who asks is told.
    pub(crate) fn on_change(&self, told: impl Fn() + Send + Sync + 'static) {
        let _ = self.on_change.set(Box::new(told));
    }

    /// Shows what `next` makes of what is shown now, unless that is nothing.
    pub(crate) fn publish(&self, next: impl FnOnce(&Published) -> Option<Published>) {
        let mut latest = self.lock();
        let Some(mut next) = next(&latest) else {
            return;
        };
        next.revision = latest.revision + 1;
        let old = std::mem::replace(&mut *latest, Arc::new(next));
        // A large site takes its time to be dropped; nobody should wait for that.
        drop(latest);
        if let Some(told) = self.on_change.get() {
            told();
        }
        drop(old);
    }

    /// Adds what was found in making artifacts of `shown`, if that is still shown; gives what of it is
    /// new. Both are in order of place.
    pub(crate) fn add(&self, shown: &Shown, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut new = found;
        self.publish(|latest| {
            let is_shown = latest.shown.as_ref().is_some_and(|now| now.is(shown));
            new.retain(|finding| is_shown && !latest.findings.contains(finding));
            if new.is_empty() {
                return None;
            }
            let mut findings = [&latest.findings[..], &new].concat();
            report::sort(&mut findings, &latest.sources);
            let mut next = latest.clone();
            next.has_failed |= has_errors(&new);
            next.findings = findings.into();
            Some(next)
        });
        new
    }

    /// What is behind the lock is replaced whole, so that a panic elsewhere cannot have spoilt it.
    fn lock(&self) -> MutexGuard<'_, Arc<Published>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{LatestPublished, Published};

    #[test]
    fn each_change_is_told_and_nothing_else() {
        let published = LatestPublished::default();
        let told = Arc::new(AtomicUsize::new(0));
        published.publish(|_| Some(Published::default()));
        published.on_change({
            let told = told.clone();
            move || {
                told.fetch_add(1, Ordering::Relaxed);
            }
        });
        published.publish(|_| None);
        assert_eq!(told.load(Ordering::Relaxed), 0);
        published.publish(|_| Some(Published::default()));
        assert_eq!(told.load(Ordering::Relaxed), 1);
        assert_eq!(published.latest().revision, 2);
    }
}
