//! The forms in which a site is given to readers, each a view of the same pages.

use crate::model::download::Download;
use crate::model::site::Route;

/// Which of a site's routes a form of it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The folder that a build writes, with everything in it.
    Folder,
    /// What an archive of the site holds: all but files that hold the site themselves.
    Archive,
    /// What one file of HTML holds: pages alone.
    SingleFile,
}

impl Edition {
    /// The edition that a file to carry away is made of.
    pub fn of(download: Download) -> Self {
        match download {
            Download::SingleFile => Edition::SingleFile,
            Download::Archive => Edition::Archive,
        }
    }

    /// Whether sheets of paper are files of it.
    pub fn has_pdfs(self) -> bool {
        self != Edition::SingleFile
    }

    /// Whether files that hold the whole site are beside it.
    pub fn has_downloads(self) -> bool {
        self == Edition::Folder
    }

    /// Whether it has what is at a route, as far as the route alone can say.
    pub fn has(self, route: &Route) -> bool {
        match route {
            Route::Print(..) => self.has_pdfs(),
            Route::Download(_) => self.has_downloads(),
            // The one file has none beside it.
            Route::Export(..) => self != Edition::SingleFile,
            _ => true,
        }
    }
}
