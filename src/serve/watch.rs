//! Tells when files of the project change.
//!
//! The system tells of changes, where it can; where it cannot, a poller looks for them. Editors save
//! in many ways: in place, in two writes, through a temporary file that takes the other's name, with
//! a backup beside it. What follows closely is one change, and a page that is empty or gone for a
//! moment is waited for; a file that nobody knew, such as a temporary one, is not missed.

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

use crate::load::{CONTENT, Changes, ORIGINALS, SITE_TOML, THEMES};
pub use crate::serve::watch::observer::Notice;
pub(crate) use crate::serve::watch::observer::System;
use crate::serve::watch::observer::{Observer, WatchEvent};

/// How long nothing may happen for a change to be over.
const QUIET: Duration = Duration::from_millis(6);

/// How long to wait for a page that is empty or gone.
const UNFINISHED: Duration = Duration::from_millis(60);

/// How long a change may go on before what has changed so far is shown.
const LONGEST: Duration = Duration::from_millis(300);

/// When to look again into a folder that was made: files may have come into it before it was
/// watched.
const AGAIN: Duration = Duration::from_millis(250);

/// Watches the content, themes and configuration of a project, and of those beneath it.
pub(crate) struct Watch {
    /// Ours first.
    roots: Vec<PathBuf>,
    observer: Observer,
    events: Receiver<WatchEvent>,
    /// One that came while nobody waited.
    waiting: Option<WatchEvent>,
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
        let (sender, events) = channel();
        Ok(Self {
            roots: vec![root.to_owned()],
            observer: Observer::start(root, polls, system, sender)?,
            events,
            waiting: None,
            again: None,
        })
    }

    /// Watches these projects beneath ours too, and those alone; whether any of them was not watched yet.
    pub(crate) fn watch_beneath(&mut self, roots: Vec<PathBuf>) -> bool {
        let own = self.roots.swap_remove(0);
        let known = std::mem::take(&mut self.roots);
        let mut is_new = false;
        for root in roots.iter().filter(|root| !known.contains(root)) {
            is_new = true;
            self.observer.add(root);
        }
        self.roots = std::iter::once(own).chain(roots).collect();
        is_new
    }

    /// What the writer should know, the first time that this is asked.
    pub(crate) fn take_notice(&mut self) -> Option<Notice> {
        self.observer.take_notice()
    }

    /// Waits until something changes, and for that to be over. `is_known` says whether the project had a
    /// file when it was last read.
    pub(crate) fn next(&mut self, is_known: &dyn Fn(&Path) -> bool) -> Woken {
        loop {
            let mut change = Change::default();
            let first = self.first();
            let begun = Instant::now();
            if let Some(event) = first {
                self.add(&mut change, event);
                self.follow(&mut change, QUIET);
                self.wait_for_files(&mut change, is_known);
            } else if let Some((_, folders)) = self.again.take() {
                change.paths = folders;
            }
            self.watch_anew(&mut change);
            // Something may have woken it that is no change, such as a file that is known and was only read.
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
            self.waiting = Some(event).filter(|event| matters(&self.roots, event));
        }
        let is_due = |(due, _): &(Instant, _)| *due <= Instant::now();
        self.waiting.is_some() || self.again.as_ref().is_some_and(is_due)
    }

    /// The next event; `None` when it is time to look into a folder again.
    fn first(&mut self) -> Option<WatchEvent> {
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

    /// Waits for known files that are gone or empty to come back, and no longer than they take.
    fn wait_for_files(&mut self, change: &mut Change, is_known: &dyn Fn(&Path) -> bool) {
        let until = Instant::now() + UNFINISHED;
        while change
            .paths
            .iter()
            .any(|path| is_unfinished(path) && is_known(path))
        {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(event) = self.events.recv_timeout(left) else {
                return;
            };
            if self.add(change, event) {
                self.follow(change, QUIET);
            }
        }
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
    fn add(&mut self, change: &mut Change, event: WatchEvent) -> bool {
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
        for path in paths.filter(|path| concerns_any(&self.roots, path)) {
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
        let folders = self.roots.iter();
        let folders: Vec<PathBuf> = folders
            .flat_map(|root| [CONTENT, THEMES].map(|folder| root.join(folder)))
            .collect();
        for folder in folders {
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
fn matters(roots: &[PathBuf], event: &WatchEvent) -> bool {
    let Ok(event) = event else {
        return true;
    };
    let is_read = matches!(event.kind, EventKind::Access(_)) && !is_written(event);
    event.need_rescan() || !is_read && event.paths.iter().any(|path| concerns_any(roots, path))
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

fn concerns_any(roots: &[PathBuf], path: &Path) -> bool {
    roots.iter().any(|root| concerns(root, path))
}

/// Whether the project at `root` is made of what is at `path`, among other things.
fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else {
        return false;
    };
    let mut names = path.iter().map(|name| name.to_string_lossy());
    match names.next().as_deref() {
        Some(SITE_TOML) => names.next().is_none(),
        Some(CONTENT | THEMES) => !names.any(|name| name.starts_with('.') && name != ORIGINALS),
        _ => false,
    }
}

/// Whether a file looks as if its editor were not done with it.
fn is_unfinished(path: &Path) -> bool {
    match fs::metadata(path) {
        Ok(found) => found.is_file() && found.len() == 0,
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{System, UNFINISHED, Watch, concerns};
    use crate::load::Changes;

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
            ("/kb/content/.originals/en/a.md", true),
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

    /// How long it takes at least until a change is told, and of which files it is. `save` makes it, in
    /// the content folder of a project that knows `page.md`.
    fn told(save: impl Fn(&Path)) -> (Duration, Vec<String>) {
        let folder = tempfile::tempdir().expect("there is room");
        let root = folder.path().canonicalize().expect("it is there");
        let content = root.join("content");
        let page = content.join("page.md");
        fs::create_dir(&content).expect("there is room");
        fs::write(&page, "one").expect("there is room");
        let mut watch = Watch::new(&root, false, System::own()).expect("it can watch");
        save(&content);
        let saved = Instant::now();
        let woken = watch.next(&|path| path == page);
        let took = saved.elapsed();
        let Changes::Paths(paths) = woken.changes else {
            panic!("events were lost");
        };
        let names = paths.iter().filter_map(|path| path.file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        (took, names.collect())
    }

    fn write(folder: &Path, name: &str, text: &str) {
        fs::write(folder.join(name), text).expect("there is room");
    }

    fn rename(folder: &Path, from: &str, to: &str) {
        fs::rename(folder.join(from), folder.join(to)).expect("it is there");
    }

    /// Of several tries the shortest counts: a machine may be busy.
    #[cfg(target_os = "linux")]
    #[test]
    fn no_way_of_saving_waits_for_a_file_that_nobody_misses() {
        type Way = (&'static str, fn(&Path));
        let ways: [Way; 5] = [
            ("in place", |folder| write(folder, "page.md", "two")),
            ("through another name", |folder| {
                write(folder, "page.md.tmp", "two");
                rename(folder, "page.md.tmp", "page.md");
            }),
            ("through a name of its own", |folder| {
                write(folder, "sed3kQ9x", "two");
                rename(folder, "sed3kQ9x", "page.md");
            }),
            ("with a trial file", |folder| {
                write(folder, "4913", "");
                fs::remove_file(folder.join("4913")).expect("it is there");
                write(folder, "page.md", "two");
            }),
            ("with a backup", |folder| {
                rename(folder, "page.md", "page.md~");
                write(folder, "page.md", "two");
                fs::remove_file(folder.join("page.md~")).expect("it is there");
            }),
        ];
        for (way, save) in ways {
            let tries = (0..5).map(|_| told(save));
            let (took, names) = tries.min().expect("there are some");
            assert!(took < UNFINISHED / 2, "{way}: {took:?}");
            assert!(names.contains(&"page.md".to_owned()), "{way}: {names:?}");
        }
    }

    #[test]
    fn a_page_that_is_gone_or_empty_for_a_moment_is_waited_for() {
        let ways: [fn(&Path); 2] = [
            |folder| write(folder, "page.md", ""),
            |folder| fs::remove_file(folder.join("page.md")).expect("it is there"),
        ];
        for save in ways {
            let (took, names) = told(save);
            assert!(took >= UNFINISHED / 2, "{took:?}");
            assert_eq!(names, ["page.md"]);
        }
    }
}
