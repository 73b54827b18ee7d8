//! Gives a file of the project a new text at once, so that whoever reads it sees the old or the new.
//!
//! The new text is written to a hidden file beside it, which then takes its name. A link stays a link:
//! the file behind it is changed.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The file behind a path from the project's root, which is none outside of it.
///
/// # Errors
/// When nothing is there, or a link leads out of the project.
pub(super) fn behind(root: &Path, path: &str) -> io::Result<PathBuf> {
    let found = root.join(path).canonicalize()?;
    if !found.starts_with(root) {
        let words = "it is a link that leads out of the project";
        return Err(io::Error::new(ErrorKind::InvalidInput, words));
    }
    Ok(found)
}

/// Gives the file at `path` a new text and these permissions, if `is_still` says so once the text is
/// on the disk; `false` where it does not.
///
/// # Errors
/// When the disk or its permissions are against it; nothing has changed then.
pub(super) fn replace(
    path: &Path,
    text: &[u8],
    permissions: Permissions,
    is_still: impl FnOnce() -> io::Result<bool>,
) -> io::Result<bool> {
    let beside = beside(path);
    let replaced = fill(&beside, text, permissions).and_then(|()| {
        let is_still = is_still()?;
        if is_still {
            fs::rename(&beside, path)?;
        }
        Ok(is_still)
    });
    if !matches!(replaced, Ok(true)) {
        // What is beside it has a name that only this process gives.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

fn fill(beside: &Path, text: &[u8], permissions: Permissions) -> io::Result<()> {
    let mut file = new_file(beside)?;
    file.write_all(text)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

/// A file that was not there, or was left by a process that was stopped.
fn new_file(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()
        }
        made => made,
    }
}

/// No other process writes there, and nothing reads hidden files as pages.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.groundwork-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{behind, replace};

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("there is room");
        let permissions = || fs::metadata(&path).expect("it is there").permissions();
        for (is_still, expected) in [(false, "old"), (true, "new")] {
            let done = replace(&path, b"new", permissions(), || Ok(is_still));
            assert_eq!(done.expect("there is room"), is_still);
            assert_eq!(fs::read_to_string(&path).expect("it is there"), expected);
            assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 1);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_within_the_project_and_refused_beyond() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("there is room");
        let folder = folder.path().canonicalize().expect("it is there");
        let root = folder.join("project");
        fs::create_dir(&root).expect("there is room");
        fs::write(root.join("a.md"), "").expect("there is room");
        fs::write(folder.join("b.md"), "").expect("there is room");
        symlink("a.md", root.join("in.md")).expect("there is room");
        symlink("../b.md", root.join("out.md")).expect("there is room");
        assert_eq!(
            behind(&root, "in.md").expect("it is there"),
            root.join("a.md")
        );
        assert!(behind(&root, "out.md").is_err());
    }
}
