//! What stands for the program itself among all that a site depends on.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::time::UNIX_EPOCH;

use anyhow::Context as _;

/// How much of the program's file is read at a time.
const BLOCK: usize = 4 << 10;
/// How far the blocks are apart that are read.
const STRIDE: u64 = 256 << 10;

/// Stands for this program: another version, or another build of it, gives another text.
///
/// Of the file one block in sixty-four counts, with its length and the time at which it was written: to read all of it
/// would take half as long as to build a small site, and what is compiled anew moves nearly all that stands behind it.
pub(super) fn program() -> anyhow::Result<String> {
    let path = std::env::current_exe().context("cannot find this program's own file")?;
    read(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn read(path: &std::path::Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    let written = about.modified().ok();
    let written = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{} {written:?}", about.len()).as_bytes());
    let mut block = vec![0; BLOCK];
    let mut at = 0;
    while at < about.len() {
        file.seek(SeekFrom::Start(at))?;
        let end = block.len().min((about.len() - at) as usize);
        file.read_exact(&mut block[..end])?;
        hasher.update(&block[..end]);
        at += STRIDE;
    }
    Ok(hasher.finalize().to_hex().to_string())
}
