//! Ends the process when an input takes too long, since a thread that never ends cannot be stopped.

use std::fs;
use std::process;
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// Watches one input at a time, for as long as it lives.
pub(super) struct Watchdog {
    watched: Arc<Mutex<Option<(Instant, String)>>>,
}

impl Watchdog {
    pub(super) fn start(target: &'static str, longest: Duration) -> Self {
        let watched = Arc::default();
        let seen = Arc::downgrade(&watched);
        thread::spawn(move || look(target, longest, &seen));
        Watchdog { watched }
    }

    /// Begins to watch an input in place of the one before.
    pub(super) fn watch(&self, input: &str) {
        self.set(Some((Instant::now(), input.to_owned())));
    }

    pub(super) fn rest(&self) {
        self.set(None);
    }

    fn set(&self, watched: Option<(Instant, String)>) {
        *self
            .watched
            .lock()
            .expect("nothing fails while it is locked") = watched;
    }
}

fn look(target: &str, longest: Duration, watched: &Weak<Mutex<Option<(Instant, String)>>>) {
    while let Some(watched) = watched.upgrade() {
        let locked = watched.lock().expect("nothing fails while it is locked");
        if let Some((since, input)) = &*locked
            && since.elapsed() > longest
        {
            let path = std::env::temp_dir().join(format!("fuzz-{target}-hangs.txt"));
            let _ = fs::write(&path, input);
            eprintln!("{target}: no end after {longest:?}: {}", path.display());
            #[expect(
                clippy::disallowed_methods,
                reason = "the thread that hangs can be ended by nothing else"
            )]
            process::exit(101);
        }
        drop(locked);
        drop(watched);
        thread::sleep(Duration::from_millis(100));
    }
}
