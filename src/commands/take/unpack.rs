//! Unpacks a neighbor's archive into a folder of its own, as far as that is safe.
//!
//! All of its entries are looked at before anything is unpacked. One that names a place outside of it, a link, or more than
//! a handbook can be refuses the whole archive.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use groundwork::limits::{ARCHIVE, ARCHIVE_FILES};
use zip::ZipArchive;
use zip::read::ZipFile;

/// No handbook is larger than this once it is unpacked.
const MOST_BYTES: u64 = ARCHIVE.most as u64;

/// No handbook has more files.
const MOST_FILES: usize = ARCHIVE_FILES.most;

/// A folder that goes with it.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) folder: PathBuf,
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        // What is left in the folder for temporary files goes with the next start of the system.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Unpacks the archive at `path`.
///
/// # Errors
/// When it is no archive, is refused, or cannot be unpacked.
pub(super) fn unpack(path: &Path) -> anyhow::Result<Unpacked> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut archive = ZipArchive::new(io::BufReader::new(file)).with_context(|| {
        format!(
            "{} is no zip archive, or a part of it is missing; name a folder or a zip",
            path.display()
        )
    })?;
    refuse_unsafe(&mut archive)?;
    let unpacked = Unpacked {
        folder: new_folder()?,
    };
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).context("the archive is damaged")?;
        let name = name(&entry)?;
        if entry.is_dir() || !is_wanted(&name) {
            continue;
        }
        let to = unpacked.folder.join(&name);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot unpack {name}"))?;
        }
        let mut out = match OpenOptions::new().write(true).create_new(true).open(&to) {
            Ok(out) => out,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!("the archive holds {name} twice; nothing was taken")
            }
            Err(error) => return Err(error).with_context(|| format!("cannot unpack {name}")),
        };
        // What an entry says of its size need not be so.
        let written = io::copy(&mut entry.by_ref().take(left + 1), &mut out)
            .with_context(|| format!("cannot unpack {name}: the archive is damaged"))?;
        if written > left {
            bail!(too_large(None));
        }
        left -= written;
    }
    Ok(unpacked)
}

/// Whether a name leads out of the folder that it is unpacked into, on any system.
fn leads_outside(name: &str) -> bool {
    let is_absolute = name.starts_with('/') || name.as_bytes().get(1) == Some(&b':');
    let mut parts = name.split('/');
    is_absolute || parts.any(|part| part == ".." || part.contains('\0'))
}

/// Looks at all entries, of which none is unpacked yet.
fn refuse_unsafe<R: io::Read + io::Seek>(archive: &mut ZipArchive<R>) -> anyhow::Result<()> {
    if archive.len() > MOST_FILES {
        bail!(
            "the archive holds {} files, and no handbook has more than {MOST_FILES}; nothing was unpacked",
            archive.len()
        );
    }
    let mut size: u64 = 0;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).context("the archive is damaged")?;
        let name = name(&entry)?;
        if leads_outside(&name) {
            bail!(
                "the archive names a file outside of itself, {name:?}: it is damaged, or meant to do harm; nothing was unpacked"
            );
        }
        // A later entry could be written through a link to anywhere on the disk.
        if entry.is_symlink() {
            bail!(
                "the archive holds a link, {name:?}, which could lead anywhere; nothing was unpacked; ask for a zip without links"
            );
        }
        if entry.encrypted() {
            bail!("the archive is locked with a password; unpack it first, and name the folder");
        }
        size = size.saturating_add(entry.size());
    }
    if size > MOST_BYTES {
        bail!(too_large(Some(size)));
    }
    Ok(())
}

fn too_large(size: Option<u64>) -> String {
    let most = MOST_BYTES >> 30;
    let said = size.map_or("the archive would unpack to".to_owned(), |size| {
        let size = size as f64 / f64::from(1 << 30);
        format!("the archive would unpack to {size:.1} GB,")
    });
    format!("{said} more than the {most} GB that a handbook may take; nothing was taken")
}

/// The name of an entry, with `/` whatever packed it.
fn name<R: io::Read>(entry: &ZipFile<'_, R>) -> anyhow::Result<String> {
    let name = entry.name().context("the archive is damaged")?;
    let name = name.replace('\\', "/");
    Ok(name.strip_prefix("./").unwrap_or(&name).to_owned())
}

/// Files of a project, wherever in the archive that is, and none that systems add.
fn is_wanted(name: &str) -> bool {
    !name
        .split('/')
        .any(|part| part == "__MACOSX" || part == ".git" || part == "public" || part == ".DS_Store")
}

/// A new folder for temporary files.
fn new_folder() -> anyhow::Result<PathBuf> {
    let all = std::env::temp_dir();
    for number in 0..1000 {
        let folder = all.join(format!("groundwork-take-{}-{number}", std::process::id()));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot make {}", folder.display()));
            }
            Ok(()) => return folder.canonicalize().context("the folder is gone"),
        }
    }
    bail!("there is no room for a folder in {}", all.display())
}
