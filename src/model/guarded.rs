//! Work that may end in a panic through no fault of this program: a library that is given a file from anywhere.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    // Whoever explains panics is called from within them, and gets to know no more than the thread.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does some work; `None` where it ends in a panic, which is then for the caller to explain.
///
/// What the work has changed may be half done, so it should change nothing that outlives it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    done.ok()
}

/// Whether what this thread does is guarded, so that nobody need be told of its panics.
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::{guarded, is_guarded};

    #[test]
    fn a_panic_is_the_end_of_the_guarded_work_alone() {
        let failed = guarded(|| {
            assert!(is_guarded());
            std::panic::resume_unwind(Box::new(()))
        });
        assert_eq!(failed, None::<()>);
        assert!(!is_guarded());
        assert_eq!(guarded(|| 1), Some(1));
    }
}
