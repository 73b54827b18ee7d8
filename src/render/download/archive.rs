//! A site packed as a ZIP archive, in a folder that is named after it. The same site gives the same
//! bytes: no file has a time of its own.
//!
//! Pages are compressed on threads, some at a time, and joined. Files that are copied as they stand
//! are read piece by piece, so that an archive may be larger than memory (ZIP64 where it must be).

use std::io::{self, BufWriter, Cursor, Seek, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::only_made::if_made;
use crate::model::slug::slug;
use crate::render::artifact::RenderError;
use crate::render::artifact_set::ArtifactSet;

/// How many files a thread packs at a time, and how many are packed before they are joined.
const BATCH: usize = 64;
const AT_ONCE: usize = 8 * BATCH;

/// How much of files of the content folder is packed before it is joined: all of it is in memory.
const PICTURES_AT_ONCE: u64 = 64 << 20;

/// A longer file that is copied as it stands is a recording or an archive: compressed already, it
/// takes time to compress again and gets no smaller.
const STORED: u64 = 4 << 20;

/// From here on an entry needs the fields of ZIP64 (APPNOTE.TXT, section 4.3.9.2).
const ZIP64: u64 = u32::MAX as u64;

type Packed = Cursor<Vec<u8>>;

/// Writes the archive of `edition` into `out`, which is empty.
///
/// # Errors
/// When an artifact of the edition cannot be made, or `out` not be written.
pub(super) fn write(edition: &ArtifactSet, out: impl Write + Seek) -> Result<(), RenderError> {
    let folder = slug(&edition.site().config.title);
    let mut whole = ZipWriter::new(BufWriter::with_capacity(64 << 10, out));
    for batch in batches(edition) {
        match &batch[..] {
            [path] if edition.copied(path).is_some() => add(&mut whole, edition, &folder, path)?,
            _ => join(&mut whole, edition, &folder, &batch)?,
        }
    }
    let mut written = whole.finish().map_err(failure)?;
    written.flush().map_err(|error| failure(error.into()))
}

/// How long the archive is at least: what it stores as it stands.
pub(super) fn least(edition: &ArtifactSet) -> u64 {
    let paths = edition.paths().into_iter();
    let lengths = paths.filter_map(|path| Some(edition.copied(path)?.1));
    lengths.filter(|length| *length > STORED).sum()
}

/// All paths in their order: each that is copied by itself, the others some at a time.
fn batches(edition: &ArtifactSet) -> Vec<Vec<&str>> {
    let mut batches: Vec<Vec<&str>> = Vec::new();
    // What the last batch may still take; `None` once it is closed.
    let mut room: Option<u64> = None;
    for path in edition.paths() {
        let is_copied = edition.copied(path).is_some();
        let length = edition.file_length(path).unwrap_or(0);
        let left = room.and_then(|room| room.checked_sub(length));
        match (left, batches.last_mut()) {
            (Some(left), Some(batch)) if !is_copied && batch.len() < AT_ONCE => {
                room = Some(left);
                batch.push(path);
            }
            _ => {
                room = (!is_copied).then(|| PICTURES_AT_ONCE.saturating_sub(length));
                batches.push(vec![path]);
            }
        }
    }
    batches
}

/// Adds one file that is copied as it stands.
fn add(
    whole: &mut ZipWriter<impl Write + Seek>,
    edition: &ArtifactSet,
    folder: &str,
    path: &str,
) -> Result<(), RenderError> {
    let opened = edition.open(path).map(if_made).transpose()?.flatten();
    // One that is gone meanwhile is missed in the site itself.
    let Some(mut original) = opened else {
        return Ok(());
    };
    let length = edition.copied(path).map_or(0, |(_, length)| length);
    let method = if length > STORED {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = options(method).large_file(length >= ZIP64);
    whole
        .start_file(format!("{folder}/{path}"), options)
        .map_err(failure)?;
    io::copy(&mut original, whole).map_err(|error| failure(error.into()))?;
    Ok(())
}

/// Adds files that are made, on threads.
fn join(
    whole: &mut ZipWriter<impl Write + Seek>,
    edition: &ArtifactSet,
    folder: &str,
    paths: &[&str],
) -> Result<(), RenderError> {
    let packed: Vec<Result<Packed, RenderError>> = paths
        .par_chunks(BATCH)
        .map(|paths| pack(edition, folder, paths))
        .collect();
    for packed in packed {
        let part = ZipArchive::new(packed?).map_err(failure)?;
        whole.merge_archive(part).map_err(failure)?;
    }
    Ok(())
}

/// An archive of some files.
fn pack(edition: &ArtifactSet, folder: &str, paths: &[&str]) -> Result<Packed, RenderError> {
    let options = options(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Packed::default());
    for path in paths {
        let Some(bytes) = if_made(edition.bytes(path))? else {
            continue;
        };
        let name = format!("{folder}/{path}");
        archive.start_file(name, options).map_err(failure)?;
        archive
            .write_all(&bytes)
            .map_err(|error| failure(error.into()))?;
    }
    archive.finish().map_err(failure)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn failure(error: zip::result::ZipError) -> RenderError {
    RenderError::Failure(anyhow::Error::new(error).context("the site cannot be packed"))
}
