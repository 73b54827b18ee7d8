//! Finds changes by looking: what is there, when it was written, how long it is.
//!
//! notify has such a watcher, which compares times in whole seconds, and so misses the second of two
//! quick edits and any file that comes with an older time, or reads every file each time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

/// How often to look.
const INTERVAL: Duration = Duration::from_millis(500);

/// Looking may take this part of the time; a project that needs more is looked at less often, down
/// to the longest interval.
const SHARE: u32 = 12;
const LONGEST_INTERVAL: Duration = Duration::from_secs(10);

/// How long a file that was written may be written again without its time showing it. Some file
/// systems count in steps of two seconds.
const COARSE: Duration = Duration::from_secs(3);

/// How far the clock of a file system may be from this machine's.
const SKEW: Duration = Duration::from_mins(1);

/// The longest file whose text is compared.
const LONGEST_READ: u64 = 4 << 20;

/// Looks at places over and over, for as long as it is kept.
pub(super) struct Poller {
    places: Arc<Mutex<Places>>,
}

/// Files and folders that are looked at, and what was seen there last.
type Places = BTreeMap<PathBuf, Seen>;
type Seen = BTreeMap<PathBuf, State>;

impl Poller {
    /// Begins to look; `tell` hears of each change what has changed.
    ///
    /// # Errors
    /// When the system allows no more threads.
    pub(super) fn start(tell: impl Fn(BTreeSet<PathBuf>) + Send + 'static) -> io::Result<Self> {
        let places = Arc::new(Mutex::new(Places::new()));
        let looked_at = Arc::downgrade(&places);
        let thread = thread::Builder::new().name("poller".to_owned());
        thread.spawn(move || run(&looked_at, &tell))?;
        Ok(Self { places })
    }

    /// Looks at `place` from now on, which need not be there.
    pub(super) fn add(&self, place: &Path) {
        let mut places = lock(&self.places);
        let is_known = places.keys().any(|known| place.starts_with(known));
        if !is_known {
            places.insert(place.to_owned(), look(place, None));
        }
    }
}

fn lock(places: &Mutex<Places>) -> MutexGuard<'_, Places> {
    // What was seen last is replaced whole.
    places.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run(places: &Weak<Mutex<Places>>, tell: &impl Fn(BTreeSet<PathBuf>)) {
    let mut interval = INTERVAL;
    loop {
        thread::sleep(interval);
        let Some(places) = places.upgrade() else {
            return;
        };
        let begun = Instant::now();
        let mut changed = BTreeSet::new();
        for (place, seen) in lock(&places).iter_mut() {
            let now = look(place, Some(seen));
            changed.extend(differences(seen, &now));
            *seen = now;
        }
        if !changed.is_empty() {
            tell(changed);
        }
        interval = (begun.elapsed() * SHARE).clamp(INTERVAL, LONGEST_INTERVAL);
    }
}

/// What is at a path.
#[derive(Clone, PartialEq)]
enum Found {
    Folder,
    File {
        written: Option<SystemTime>,
        /// When anything about it was changed, be it its name or its time.
        touched: (i64, i64),
        length: u64,
    },
}

#[derive(Clone)]
struct State {
    found: Found,
    /// Until when it may be written again without that showing.
    may_change_until: Instant,
    /// A hash of its text, where that was read for it.
    text: Option<blake3::Hash>,
}

impl State {
    fn is_same(&self, other: &Self) -> bool {
        let differ = matches!((self.text, other.text), (Some(one), Some(two)) if one != two);
        self.found == other.found && !differ
    }
}

/// What is at `place` and below; links are followed, and what begins with a dot is nothing.
fn look(place: &Path, before: Option<&Seen>) -> Seen {
    let is_hidden =
        |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".") && name != ".gitbook";
    let entries = WalkDir::new(place)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    // What cannot be read is not there; that it comes back is a change.
    entries
        .flatten()
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            let path = entry.into_path();
            let state = state(&path, &metadata, before.map(|before| before.get(&path)));
            Some((path, state))
        })
        .collect()
}

/// What is at `path`; `before` says what was there when it was looked at before, if it was.
fn state(path: &Path, metadata: &Metadata, before: Option<Option<&State>>) -> State {
    let now = Instant::now();
    let found = found(metadata);
    let known = before.flatten().filter(|before| before.found == found);
    let may_change_until = match (known, before) {
        (Some(known), _) => known.may_change_until,
        (None, None) if !is_recent(metadata) => now,
        (None, _) => now + COARSE,
    };
    let is_read = now < may_change_until && metadata.is_file() && metadata.len() <= LONGEST_READ;
    let text = if is_read { fs::read(path).ok() } else { None };
    let text = text.map(|text| blake3::hash(&text));
    let known_text = known.and_then(|known| known.text);
    let is_new = text.is_some() && known_text.is_some_and(|known| Some(known) != text);
    State {
        found,
        may_change_until: if is_new {
            now + COARSE
        } else {
            may_change_until
        },
        text: text.or(known_text),
    }
}

fn found(metadata: &Metadata) -> Found {
    if metadata.is_dir() {
        return Found::Folder;
    }
    Found::File {
        written: metadata.modified().ok(),
        touched: touched(metadata),
        length: metadata.len(),
    }
}

#[cfg(unix)]
fn touched(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn touched(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// Whether a file may have been written just now. One that was not is not read for it.
fn is_recent(metadata: &Metadata) -> bool {
    let Ok(written) = metadata.modified() else {
        return true;
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the age of a file is told from now"
    )]
    let now = SystemTime::now();
    let age = now.duration_since(written);
    age.unwrap_or_else(|ahead| ahead.duration()) < SKEW
}

/// The paths at which something else is seen now.
fn differences<'a>(before: &'a Seen, now: &'a Seen) -> impl Iterator<Item = PathBuf> + 'a {
    let changed = now.iter().filter(|(path, state)| {
        let before = before.get(*path);
        !before.is_some_and(|before| before.is_same(state))
    });
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.chain(gone).map(|(path, _)| path.clone())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{Seen, differences, look};

    /// What a second look finds, by its path from the folder.
    fn changes(folder: &Path, seen: &mut Seen) -> Vec<String> {
        let now = look(folder, Some(seen));
        let found = differences(seen, &now)
            .map(|path| path.strip_prefix(folder).expect("it is below").to_owned());
        let mut found: Vec<String> = found.map(|path| path.to_string_lossy().into()).collect();
        found.sort();
        *seen = now;
        found
    }

    fn set_time(path: &Path, time: SystemTime) {
        let file = File::options().write(true).open(path).expect("it is there");
        file.set_modified(time).expect("it is a file");
    }

    #[test]
    fn every_way_to_change_a_file_is_seen() {
        let folder = tempfile::tempdir().expect("there is room");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("sub")).expect("there is room");
        fs::write(at("sub/a.md"), "one").expect("there is room");
        fs::write(at("b.md"), "one").expect("there is room");
        let mut seen = look(folder.path(), None);
        let mut changes = || changes(folder.path(), &mut seen);
        assert_eq!(changes(), [""; 0]);

        fs::write(at("sub/a.md"), "longer").expect("there is room");
        assert_eq!(changes(), ["sub/a.md"]);
        fs::write(at("c.md"), "new").expect("there is room");
        assert_eq!(changes(), ["c.md"]);
        fs::rename(at("c.md"), at("d.md")).expect("it is there");
        assert_eq!(changes(), ["c.md", "d.md"]);
        fs::rename(at("sub"), at("moved")).expect("it is there");
        assert_eq!(changes(), ["moved", "moved/a.md", "sub", "sub/a.md"]);
        fs::remove_dir_all(at("moved")).expect("it is there");
        assert_eq!(changes(), ["moved", "moved/a.md"]);
        // An older file takes the place of one.
        fs::write(at(".old"), "old").expect("there is room");
        set_time(&at(".old"), SystemTime::UNIX_EPOCH + Duration::from_secs(9));
        assert_eq!(changes(), [""; 0]);
        fs::rename(at(".old"), at("b.md")).expect("it is there");
        assert_eq!(changes(), ["b.md"]);
        assert_eq!(changes(), [""; 0]);
    }

    #[test]
    fn an_edit_that_no_time_shows_is_seen_by_its_text() {
        let folder = tempfile::tempdir().expect("there is room");
        let page = folder.path().join("a.md");
        #[expect(clippy::disallowed_methods, reason = "the file is to be new")]
        let time = SystemTime::now();
        let write = |text: &str| {
            fs::write(&page, text).expect("there is room");
            set_time(&page, time);
        };
        write("one");
        let mut seen = look(folder.path(), None);
        write("two");
        // As a file system without a time of its own for changes would have it.
        let now = look(folder.path(), None);
        let [old, new] = [&seen, &now].map(|seen| seen[&page].clone());
        assert!(old.text.is_some() && old.text != new.text);
        let mut same = new.clone();
        same.found = old.found.clone();
        assert!(!old.is_same(&same));
        assert_eq!(changes(folder.path(), &mut seen), ["a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_links_lead_to_is_seen_and_circles_end() {
        use std::os::unix::fs::symlink;
        let elsewhere = tempfile::tempdir().expect("there is room");
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(elsewhere.path().join("a.md"), "one").expect("there is room");
        for (to, name) in [(elsewhere.path(), "linked"), (folder.path(), "circle")] {
            symlink(to, folder.path().join(name)).expect("there is room");
        }
        symlink("nowhere", folder.path().join("dead")).expect("there is room");
        let mut seen = look(folder.path(), None);
        fs::write(elsewhere.path().join("a.md"), "longer").expect("there is room");
        assert_eq!(changes(folder.path(), &mut seen), ["linked/a.md"]);
    }
}
