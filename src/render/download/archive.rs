//! A site packed as a ZIP archive, in a folder that is named after it. The same site gives the same
//! bytes: no file has a time of its own.

use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::made;
use crate::output::{Output, Unmade};
use crate::parse::slug;

/// How many files a thread packs at a time, and how many are packed before they are joined.
const BATCH: usize = 64;
const AT_ONCE: usize = 8 * BATCH;

type Packed = Cursor<Vec<u8>>;

pub(super) fn bytes(copy: &Output) -> Result<Vec<u8>, Unmade> {
    let folder = slug(&copy.site().config.title);
    let mut whole = ZipWriter::new(Packed::default());
    for some in copy.paths().chunks(AT_ONCE) {
        let packed: Vec<Result<Packed, Unmade>> = some
            .par_chunks(BATCH)
            .map(|paths| pack(copy, &folder, paths))
            .collect();
        for packed in packed {
            let part = ZipArchive::new(packed?).map_err(failure)?;
            whole.merge_archive(part).map_err(failure)?;
        }
    }
    Ok(whole.finish().map_err(failure)?.into_inner())
}

/// An archive of some files.
fn pack(copy: &Output, folder: &str, paths: &[&str]) -> Result<Packed, Unmade> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Packed::default());
    for path in paths {
        let bytes = made(copy, path)?;
        let name = format!("{folder}/{path}");
        archive.start_file(name, options).map_err(failure)?;
        archive
            .write_all(&bytes)
            .map_err(|error| failure(error.into()))?;
    }
    archive.finish().map_err(failure)
}

fn failure(error: zip::result::ZipError) -> Unmade {
    Unmade::Failure(anyhow::Error::new(error).context("the site cannot be packed"))
}
