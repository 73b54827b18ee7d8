//! Tells when files of the project change.
//!
//! The system tells of changes, where it can; where it cannot, a poller looks for them. Editors save
//! in many ways: in place, in two writes, through a temporary file that takes the other's name, with
//! a backup beside it. What follows closely is one change, and a page that is empty or gone for a
//! moment is waited for.

mod file_system;
mod observer;
mod poller;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind};

use crate::load::{CONTENT, Changes, SITE_TOML, THEMES};
pub use crate::serve::watch::observer::Notice;
pub(crate) use crate::serve::watch::observer::System;
use crate::serve::watch::observer::{Observer, Told};

/// How long nothing may happen for a change to be over.
const QUIET: Duration = Duration::from_millis(6);

/// How long to wait for a page that is empty or gone.
const UNFINISHED: Duration = Duration::from_millis(60);

/// How long a change may go on until what there is of it is shown.
const LONGEST: Duration = Duration::from_millis(300);

/// When to look again into a folder that was made: files may have come into it before it was
/// watched.
const AGAIN: Duration = Duration::from_millis(250);

/// Watches a project's content, themes and configuration.
pub(crate) struct Watch {
    root: PathBuf,
    observer: Observer,
    events: Receiver<Told>,
    /// One that came while nobody waited.
    waiting: Option<Told>,
    /// Folders to look into again, and when.
    again: Option<(Instant, BTreeSet<PathBuf>)>,
}

/// A change, when it began, and what the writer should know since.
pub(crate) struct Woken {
    pub(crate) changes: Changes,
    pub(crate) begun: Instant,
    pub(crate) notice: Option<Notice>,
}

impl Watch {
    /// Begins to watch the project at `root`, which is an absolute path without links; only by looking
    /// if it `polls`.
    ///
    /// # Errors
    /// When the system allows neither to watch nor to look.
    pub(crate) fn new(root: &Path, polls: bool, system: System) -> anyhow::Result<Self> {
        let (told, events) = channel();
        Ok(Self {
            root: root.to_owned(),
            observer: Observer::start(root, polls, system, told)?,
            events,
            waiting: None,
            again: None,
        })
    }

    /// What the writer should know, the first time that this is asked.
    pub(crate) fn take_notice(&mut self) -> Option<Notice> {
        self.observer.take_notice()
    }

    /// Waits until something changes, and for that to be over.
    pub(crate) fn next(&mut self) -> Woken {
        loop {
            let mut change = Change::default();
            let first = self.first();
            let begun = Instant::now();
            if let Some(event) = first {
                self.add(&mut change, event);
                self.follow(&mut change, QUIET);
                if change.paths.iter().any(|path| is_unfinished(path)) {
                    self.follow(&mut change, UNFINISHED);
                }
            } else if let Some((_, folders)) = self.again.take() {
                change.paths = folders;
            }
            self.watch_anew(&mut change);
            let changes = match change {
                Change { all: true, .. } => Changes::All,
                Change { paths, .. } if !paths.is_empty() => Changes::Paths(paths),
                Change { .. } => continue,
            };
            let notice = self.take_notice();
            return Woken {
                changes,
                begun,
                notice,
            };
        }
    }

    /// Whether something has changed for which [`Watch::next`] would not wait.
    pub(crate) fn has_news(&mut self) -> bool {
        while self.waiting.is_none() {
            let Ok(event) = self.events.try_recv() else {
                break;
            };
            self.waiting = Some(event).filter(|event| matters(&self.root, event));
        }
        let is_due = |(due, _): &(Instant, _)| *due <= Instant::now();
        self.waiting.is_some() || self.again.as_ref().is_some_and(is_due)
    }

    /// The next event; `None` when it is time to look into a folder again.
    fn first(&mut self) -> Option<Told> {
        if let Some(event) = self.waiting.take() {
            return Some(event);
        }
        let due = self.again.as_ref().map(|(due, _)| *due);
        let Some(due) = due else {
            // The observer keeps the other end.
            return self.events.recv().ok();
        };
        let left = due.saturating_duration_since(Instant::now());
        self.events.recv_timeout(left).ok()
    }

    /// Adds what follows, until nothing that matters has for `quiet`.
    fn follow(&mut self, change: &mut Change, quiet: Duration) {
        let begun = Instant::now();
        let mut last = begun;
        while begun.elapsed() < LONGEST {
            let left = (last + quiet).saturating_duration_since(Instant::now());
            let Ok(event) = self.events.recv_timeout(left) else {
                return;
            };
            if self.add(change, event) {
                last = Instant::now();
            }
        }
    }

    /// Whether an event matters; what it tells of is added to the change.
    fn add(&mut self, change: &mut Change, event: Told) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                // Events were lost, and more will be where there are folders that cannot be watched.
                change.all = true;
                self.observer.fail(&error);
                return true;
            }
        };
        if event.need_rescan() {
            change.all = true;
            return true;
        }
        let is_written = is_written(&event);
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

    /// Watches the folders of the project again that were made again, and sees to what came with them.
    fn watch_anew(&mut self, change: &mut Change) {
        for folder in [CONTENT, THEMES] {
            let folder = self.root.join(folder);
            if change.all || change.paths.contains(&folder) {
                change.all |= !self.observer.watch_again(&folder);
            }
        }
        let came = change.paths.iter();
        for place in came.filter(|path| path.is_dir() || path.is_symlink()) {
            self.observer.take_in(place);
        }
    }
}

/// Whether an event may tell of a change. Reading a file is an event too.
fn matters(root: &Path, event: &Told) -> bool {
    let Ok(event) = event else {
        return true;
    };
    let is_read = matches!(event.kind, EventKind::Access(_)) && !is_written(event);
    event.need_rescan() || !is_read && event.paths.iter().any(|path| concerns(root, path))
}

fn is_written(event: &Event) -> bool {
    event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

/// What has happened, so far.
#[derive(Default)]
struct Change {
    all: bool,
    paths: BTreeSet<PathBuf>,
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
