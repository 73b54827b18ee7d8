//! What tells of changes: the system, where it can, and a poller, where it cannot.
//!
//! The system may be unable from the start, or later, when there are more folders than it watches;
//! it tells nothing of what lies on some file systems, nor of files that are only linked to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use anyhow::Context as _;
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};
use walkdir::WalkDir;

use crate::load::{CONTENT, SITE_TOML, THEMES};
use crate::model::failure;
use crate::serve::watch::file_system;
use crate::serve::watch::poller::Poller;

/// A change, or that changes cannot be told of.
pub(super) type WatchEvent = notify::Result<Event>;

/// What the writer should know of how changes are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// A sentence.
    pub text: String,
    /// Whether the system should have told of changes, and cannot.
    pub is_warning: bool,
}

/// Tells of changes below the root of a project.
pub(super) struct Observer {
    root: PathBuf,
    system: System,
    sender: Sender<WatchEvent>,
    /// What the system tells by, unless it cannot, or nobody asks it.
    watcher: Option<Box<dyn Watcher + Send>>,
    /// Looks where the system does not tell.
    poller: Option<Poller>,
    /// Whether everything is looked at.
    polls_all: bool,
    /// What the writer was not told yet.
    notice: Option<Notice>,
}

/// What needs to be known of the system that this runs on.
pub(crate) struct System {
    /// Makes what tells of changes.
    watcher: fn(Sender<WatchEvent>) -> notify::Result<Box<dyn Watcher + Send>>,
    /// The kind of file system at a path, if it is one that tells nothing.
    silent: fn(&Path) -> Option<&'static str>,
}

impl System {
    /// The one that the program runs on.
    pub(crate) fn own() -> Self {
        Self {
            watcher: |sender| {
                // The watcher takes for granted that it gets the thread it needs.
                let thread = thread::Builder::new().spawn(|| ());
                let _ = thread.map_err(notify::Error::io)?.join();
                let watcher = notify::recommended_watcher(move |event| drop(sender.send(event)))?;
                Ok(Box::new(watcher))
            },
            silent: file_system::silent,
        }
    }
}

impl Observer {
    /// Begins to send changes to `sender`; it finds them only by looking if it `polls`.
    ///
    /// # Errors
    /// When the system allows neither to watch nor to look.
    pub(super) fn start(
        root: &Path,
        polls: bool,
        system: System,
        sender: Sender<WatchEvent>,
    ) -> anyhow::Result<Self> {
        let mut observer = Self {
            root: root.to_owned(),
            system,
            sender,
            watcher: None,
            poller: None,
            polls_all: false,
            notice: None,
        };
        if polls {
            observer.poll_all("as --poll asks")?;
            return Ok(observer);
        }
        // The system may allow too few watches: looking at times is slower, but misses nothing.
        match observer.watch() {
            Ok(watcher) => observer.watcher = Some(watcher),
            Err(error) => observer.give_up(&error)?,
        }
        if let Some(kind) = (observer.system.silent)(root) {
            observer.poll_all(&suppress("the project", kind))?;
        }
        for place in [SITE_TOML, CONTENT, THEMES] {
            observer.poll_silent(&root.join(place))?;
        }
        Ok(observer)
    }

    /// What the writer should know, the first time that this is asked.
    pub(super) fn take_notice(&mut self) -> Option<Notice> {
        self.notice.take()
    }

    fn watch(&self) -> notify::Result<Box<dyn Watcher + Send>> {
        let mut watcher = (self.system.watcher)(self.sender.clone())?;
        watch_project(&mut *watcher, &self.root)?;
        Ok(watcher)
    }

    /// Watches a project beneath ours as well.
    pub(super) fn add(&mut self, root: &Path) {
        let watched = match &mut self.watcher {
            Some(watcher) if !self.polls_all => watch_project(&mut **watcher, root),
            _ => Ok(()),
        };
        if let Err(error) = watched {
            self.fail(&error);
        }
        for place in [SITE_TOML, CONTENT, THEMES] {
            let place = root.join(place);
            let seen = if self.polls_all {
                self.poll(&place)
            } else {
                self.poll_silent(&place)
            };
            if let Err(error) = seen {
                self.say_blind(&error);
            }
        }
    }

    /// Watches a folder again that may have been made again; whether all went well.
    pub(super) fn watch_again(&mut self, folder: &Path) -> bool {
        let Some(watcher) = &mut self.watcher else {
            return true;
        };
        let _ = watcher.unwatch(folder);
        match watcher.watch(folder, RecursiveMode::Recursive) {
            Err(error) if folder.is_dir() => {
                self.fail(&error);
                false
            }
            // Where it is gone, the root tells when it comes back.
            _ => true,
        }
    }

    /// Sees to what has come at `place` while this ran.
    pub(super) fn take_in(&mut self, place: &Path) {
        // The system tells of folders that were linked to when it began, and of no others.
        let is_linked_folder = place.is_symlink() && place.is_dir() && !self.polls_all;
        let seen = if is_linked_folder {
            self.poll(place)
        } else {
            self.poll_silent(place)
        };
        if let Err(error) = seen {
            self.say_blind(&error);
        }
    }

    /// Goes on by looking when the system fails to tell.
    pub(super) fn fail(&mut self, error: &notify::Error) {
        if let Err(error) = self.give_up(error) {
            self.say_blind(&error);
        }
    }

    fn give_up(&mut self, error: &notify::Error) -> anyhow::Result<()> {
        let why = format!("since they cannot be watched: {}", explain(error));
        if !self.polls_all {
            self.poll_all(&why)?;
            self.say(&why, true);
        }
        Ok(())
    }

    fn poll_all(&mut self, why: &str) -> anyhow::Result<()> {
        if !self.polls_all {
            for place in [SITE_TOML, CONTENT, THEMES] {
                self.poll(&self.root.join(place))?;
            }
            self.polls_all = true;
            self.say(why, false);
        }
        Ok(())
    }

    /// Looks for changes at `place`, and below.
    fn poll(&mut self, place: &Path) -> anyhow::Result<()> {
        if self.poller.is_none() {
            let sender = self.sender.clone();
            let tell = move |paths: BTreeSet<PathBuf>| {
                let event = Event::new(EventKind::Any);
                let event = paths.into_iter().fold(event, Event::add_path);
                let _ = sender.send(Ok(event));
            };
            let poller = Poller::start(tell)
                .context("cannot look for changes: the system allows no more threads")?;
            self.poller = Some(poller);
        }
        if let Some(poller) = &self.poller {
            poller.add(place);
        }
        Ok(())
    }

    /// Finds what the system does not tell of at `place` and below, and looks at that: file systems
    /// that tell nothing, and files that are elsewhere and only linked to.
    fn poll_silent(&mut self, place: &Path) -> anyhow::Result<()> {
        if self.polls_all {
            return Ok(());
        }
        let mut devices = BTreeSet::new();
        for entry in WalkDir::new(place).follow_links(true).into_iter().flatten() {
            let is_linked = entry.path_is_symlink();
            let is_folder = entry.file_type().is_dir();
            if !is_folder && !is_linked && entry.depth() > 0 {
                continue;
            }
            let path = entry.path();
            // One question for each device is enough, and a network drive may be slow to answer.
            let is_known = device(path).is_some_and(|device| !devices.insert(device));
            if let Some(kind) = (self.system.silent)(path).filter(|_| !is_known) {
                let name = path.strip_prefix(&self.root).unwrap_or(place);
                self.poll(place)?;
                self.say(&suppress(&name.to_string_lossy(), kind), false);
                return Ok(());
            }
            if is_linked && !is_folder {
                self.poll(path)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, why: &str, is_warning: bool) {
        let text = format!("changes are looked for every half second, {why}");
        self.notice = Some(Notice { text, is_warning });
    }

    fn say_blind(&mut self, error: &anyhow::Error) {
        let why = failure::reasons(error);
        let text = format!("some changes may not be seen: {why}; start the preview again");
        self.notice = Some(Notice {
            text,
            is_warning: true,
        });
    }
}

/// Watches what a project at `root` is made of.
fn watch_project(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in [CONTENT, THEMES] {
        let folder = root.join(folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// Says that what is called `name` lies where changes are not told of.
fn suppress(name: &str, kind: &str) -> String {
    format!("since {name} is on a file system that does not tell of them ({kind})")
}

/// Why the system does not tell of changes, in words that can be looked up.
fn explain(error: &notify::Error) -> String {
    /// What systems like Linux say when a program or a user has opened as many files as allowed.
    const TOO_MANY_FILES: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "this system watches no more folders at a time (fs.inotify.max_user_watches)".to_owned()
        }
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_FILES) => {
            "this system watches for no more programs at a time (fs.inotify.max_user_instances)"
                .to_owned()
        }
        ErrorKind::Io(error) => failure::reason(error),
        ErrorKind::PathNotFound => "a folder of the project is gone".to_owned(),
        _ => "this system refuses it".to_owned(),
    }
}

/// The device that a path lies on, by its number.
#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Some(fs::metadata(path).ok()?.dev())
}

#[cfg(not(unix))]
fn device(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use notify::{Config, Error, ErrorKind, EventHandler, RecursiveMode, Watcher, WatcherKind};
    use tempfile::TempDir;

    use super::{Observer, System, WatchEvent};

    /// How long anything may take before it counts as never.
    const NEVER: Duration = Duration::from_secs(30);

    /// A watcher that has reached its limit, or finds later that it has.
    struct Limited {
        sender: Sender<WatchEvent>,
        is_reached: bool,
    }

    impl Watcher for Limited {
        fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Self> {
            Err(Error::new(ErrorKind::MaxFilesWatch))
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            if self.is_reached {
                return Err(Error::new(ErrorKind::MaxFilesWatch));
            }
            // As notify tells it, once a folder has come that it cannot watch.
            let _ = self.sender.send(Err(Error::new(ErrorKind::MaxFilesWatch)));
            Ok(())
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> WatcherKind {
            WatcherKind::NullWatcher
        }
    }

    fn project() -> TempDir {
        let root = tempfile::tempdir().expect("there is room");
        fs::create_dir(root.path().join("content")).expect("there is room");
        fs::write(root.path().join("site.toml"), "").expect("there is room");
        fs::write(root.path().join("content/a.md"), "one").expect("there is room");
        root
    }

    fn start(root: &Path, system: System) -> (Observer, Receiver<WatchEvent>) {
        let (sender, events) = channel();
        let observer = Observer::start(root, false, system, sender).expect("it can look");
        (observer, events)
    }

    /// That an edit is seen.
    fn sees_edits(root: &Path, events: &Receiver<WatchEvent>) {
        let page = root.join("content/a.md");
        fs::write(&page, "longer").expect("there is room");
        let event = events.recv_timeout(NEVER).expect("it is seen");
        assert_eq!(event.expect("nothing was lost").paths, [page]);
    }

    #[test]
    fn a_limit_at_the_start_is_told_and_changes_are_looked_for() {
        let root = project();
        let system = System {
            watcher: |sender| {
                let is_reached = true;
                Ok(Box::new(Limited { sender, is_reached }))
            },
            silent: |_| None,
        };
        let (mut observer, events) = start(root.path(), system);
        let notice = observer.take_notice().expect("the writer is told");
        assert!(
            notice.is_warning && notice.text.contains("max_user_watches"),
            "{notice:?}"
        );
        assert_eq!(observer.take_notice(), None);
        sees_edits(root.path(), &events);
    }

    #[test]
    fn a_limit_that_is_reached_later_is_told_once_and_changes_are_looked_for() {
        let root = project();
        let system = System {
            watcher: |sender| {
                let is_reached = false;
                Ok(Box::new(Limited { sender, is_reached }))
            },
            silent: |_| None,
        };
        let (mut observer, events) = start(root.path(), system);
        assert_eq!(observer.take_notice(), None);
        let mut failures: Vec<WatchEvent> = events.try_iter().collect();
        assert!(failures.len() > 1, "one for each folder that is watched");
        for failure in failures.drain(..) {
            observer.fail(&failure.expect_err("it is a failure"));
        }
        let notice = observer.take_notice().expect("the writer is told");
        assert!(
            notice.is_warning && notice.text.contains("half second"),
            "{notice:?}"
        );
        sees_edits(root.path(), &events);
        observer.fail(&Error::new(ErrorKind::MaxFilesWatch));
        assert_eq!(observer.take_notice(), None);
    }

    #[test]
    fn what_lies_on_a_file_system_that_tells_nothing_is_looked_at() {
        let nothing: fn(Sender<WatchEvent>) -> notify::Result<Box<dyn Watcher + Send>> =
            |_| Ok(Box::new(notify::NullWatcher));
        for (silent, name) in [
            (
                (|path| path.ends_with("content").then_some("NFS"))
                    as fn(&Path) -> Option<&'static str>,
                "content",
            ),
            (
                |path| (!path.ends_with("content")).then_some("9p"),
                "the project",
            ),
        ] {
            let root = project();
            let watcher = nothing;
            let (mut observer, events) = start(root.path(), System { watcher, silent });
            let notice = observer.take_notice().expect("the writer is told");
            let says = format!("since {name} is on a file system");
            assert!(
                !notice.is_warning && notice.text.contains(&says),
                "{notice:?}"
            );
            sees_edits(root.path(), &events);
        }
    }
}
