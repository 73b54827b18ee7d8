//! Files that hold a whole site, each made of an edition of it.
//!
//! An edition is a view of the same site: the archive's is without downloads, that of the single file
//! without PDFs too. In the single file each page is a part; the theme's style shows the part that the
//! address names, so no script is needed to read it. Links that a text's own walk has made lead to parts
//! already; `rewrite` does the same for what templates write.

mod archive;
mod carried;
mod ids;
mod markup;
mod only_made;
mod players;
mod reference;
mod rewrite;
mod single_file;

use std::io::{Cursor, Seek, Write};

use crate::model::download::Download;
use crate::render::artifact::{RenderError, Rendered};
use crate::render::artifact_set::ArtifactSet;

/// The file, and what is to be said of it; `edition` is the output of the same site, without such files in it.
///
/// # Errors
/// When an artifact of the edition cannot be made.
pub(crate) fn make(download: Download, edition: &ArtifactSet) -> Result<Rendered, RenderError> {
    match download {
        Download::SingleFile => single_file::make(edition),
        Download::Archive => {
            let mut packed = Cursor::new(Vec::new());
            archive::write(edition, &mut packed)?;
            Ok(packed.into_inner().into())
        }
    }
}

/// Writes the archive of the site whose output is `edition`, which memory need not hold.
///
/// # Errors
/// When an artifact of the edition cannot be made, or `out` not be written.
pub(crate) fn pack(edition: &ArtifactSet, out: impl Write + Seek) -> Result<(), RenderError> {
    archive::write(edition, out)
}

/// How long that archive is at least.
pub(crate) fn packed_length(edition: &ArtifactSet) -> u64 {
    archive::least(edition)
}
