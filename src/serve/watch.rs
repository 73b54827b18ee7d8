//! Tells when files of the project change.
//!
//! Editors save in many ways: in place, in two writes, through a temporary file that takes the
//! other's name, with a backup beside it. What follows closely is one change, and a page that is
//! empty or gone for a moment is waited for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode, Watcher};

use crate::load::{CONTENT, Changes, SITE_TOML, THEMES};

/// How long nothing may happen for a change to be over.
const QUIET: Duration = Duration::from_millis(6);

/// How long to wait for a page that is empty or gone.
const UNFINISHED: Duration = Duration::from_millis(60);

/// How long a change may go on until what there is of it is shown.
const LONGEST: Duration = Duration::from_millis(300);

/// When to look again into a folder that was made: files may have come into it before it was
/// watched.
const AGAIN: Duration = Duration::from_millis(250);

/// How often to look where the system cannot tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// Watches a project's content, themes and configuration.
pub(crate) struct Watch {
    root: PathBuf,
    notify: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// Folders to look into again, and when.
    again: Option<(Instant, BTreeSet<PathBuf>)>,
    /// Why the project is looked at over and over instead of being watched.
    pub(crate) polls: Option<String>,
}

impl Watch {
    /// Begins to watch the project at `root`, which is an absolute path without links.
    ///
    /// # Errors
    /// When the system can watch nothing at all.
    pub(crate) fn new(root: &Path) -> anyhow::Result<Self> {
        let (sender, events) = channel();
        let told = sender.clone();
        let native = notify::recommended_watcher(move |event| drop(told.send(event)));
        let native = native.and_then(|mut watcher| {
            begin(&mut watcher, root)?;
            Ok(watcher)
        });
        let (notify, polls): (Box<dyn Watcher + Send>, _) = match native {
            Ok(watcher) => (Box::new(watcher), None),
            Err(error) => {
                let config = Config::default().with_poll_interval(POLL);
                let told = move |event| drop(sender.send(event));
                let watcher = PollWatcher::new(told, config).and_then(|mut watcher| {
                    begin(&mut watcher, root)?;
                    Ok(watcher)
                });
                let watcher = watcher.context("cannot watch the project's files")?;
                (Box::new(watcher), Some(error.to_string()))
            }
        };
        Ok(Self {
            root: root.to_owned(),
            notify,
            events,
            again: None,
            polls,
        })
    }

    /// Waits until something changes, and for that to be over; also gives when it began.
    ///
    /// # Errors
    /// When the system has stopped telling.
    pub(crate) fn next(&mut self) -> anyhow::Result<(Changes, Instant)> {
        loop {
            let mut change = Change::default();
            let first = self.first()?;
            let begun = Instant::now();
            if let Some(event) = first {
                self.add(&mut change, event);
                self.follow(&mut change, QUIET)?;
                if change.paths.iter().any(|path| is_unfinished(path)) {
                    self.follow(&mut change, UNFINISHED)?;
                }
            } else if let Some((_, folders)) = self.again.take() {
                change.paths = folders;
            }
            self.watch_anew(&change);
            if change.all {
                return Ok((Changes::All, begun));
            }
            if !change.paths.is_empty() {
                return Ok((Changes::Paths(change.paths), begun));
            }
        }
    }

    /// The next event; `None` when it is time to look into a folder again.
    fn first(&self) -> anyhow::Result<Option<notify::Result<Event>>> {
        let received = match &self.again {
            None => self
                .events
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some((due, _)) => {
                let left = due.saturating_duration_since(Instant::now());
                self.events.recv_timeout(left)
            }
        };
        match received {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(has_stopped()),
        }
    }

    /// Adds what follows, until nothing that matters has for `quiet`.
    fn follow(&mut self, change: &mut Change, quiet: Duration) -> anyhow::Result<()> {
        let begun = Instant::now();
        let mut last = begun;
        while begun.elapsed() < LONGEST {
            let left = (last + quiet).saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => {
                    if self.add(change, event) {
                        last = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(has_stopped()),
            }
        }
        Ok(())
    }

    /// Whether an event matters; what it tells of is added to the change.
    fn add(&mut self, change: &mut Change, event: notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            // Events were lost.
            change.all = true;
            return true;
        };
        if event.need_rescan() {
            change.all = true;
            return true;
        }
        let is_written = EventKind::Access(AccessKind::Close(AccessMode::Write)) == event.kind;
        if matches!(event.kind, EventKind::Access(_)) && !is_written {
            return false;
        }
        let paths = event.paths.into_iter();
        let known = change.paths.len();
        let mut matters = false;
        for path in paths.filter(|path| concerns(&self.root, path)) {
            matters = true;
            if path.is_dir() {
                let due = Instant::now() + AGAIN;
                let (_, folders) = self.again.get_or_insert_with(|| (due, BTreeSet::new()));
                folders.insert(path.clone());
            }
            change.paths.insert(path);
        }
        matters && (change.paths.len() > known || !is_written)
    }

    /// Watches the folders of the project again that were made again.
    fn watch_anew(&mut self, change: &Change) {
        for folder in [CONTENT, THEMES] {
            let folder = self.root.join(folder);
            if change.all || change.paths.contains(&folder) {
                let _ = self.notify.unwatch(&folder);
                // Where it is gone, the root tells when it comes back.
                let _ = self.notify.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

fn has_stopped() -> anyhow::Error {
    anyhow::anyhow!("the system stopped telling of changes")
}

/// What has happened, so far.
#[derive(Default)]
struct Change {
    all: bool,
    paths: BTreeSet<PathBuf>,
}

fn begin(watcher: &mut impl Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in [CONTENT, THEMES] {
        let folder = root.join(folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// Whether the project is made of what is at `path`, among other things.
fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else {
        return false;
    };
    let mut names = path.iter().map(|name| name.to_string_lossy());
    match names.next().as_deref() {
        Some(SITE_TOML) => names.next().is_none(),
        Some(CONTENT | THEMES) => !names.any(|name| name.starts_with('.')),
        _ => false,
    }
}

/// Whether a file looks as if its editor were not done with it.
fn is_unfinished(path: &Path) -> bool {
    let has_ending = path.extension().is_some();
    match fs::metadata(path) {
        Ok(found) => found.is_file() && found.len() == 0,
        Err(_) => has_ending,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::concerns;

    #[test]
    fn only_what_is_read_is_watched() {
        for (path, expected) in [
            ("/kb/site.toml", true),
            ("/kb/content", true),
            ("/kb/content/a/b.md", true),
            ("/kb/content/photo.png", true),
            ("/kb/themes/default/static/style.css", true),
            ("/kb/content/.a.md.swp", false),
            ("/kb/content/.git/x.md", false),
            ("/kb/public/index.html", false),
            ("/kb/site.toml/x", false),
            ("/kb", false),
            ("/other/content/a.md", false),
        ] {
            assert_eq!(
                concerns(Path::new("/kb"), Path::new(path)),
                expected,
                "{path}"
            );
        }
    }
}
