//! What stands at a path of the output, and what comes of making it.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::model::export::ExportFormat;
use crate::model::failure;
use crate::model::format::ImageFormat;
use crate::model::lang::Lang;
use crate::model::sheet::{Printing, Sheet};
use crate::model::site::{BuiltinPage, Exported, FeedFile, PageIndex, Route, WorkIndex};
use crate::model::source::Span;

/// One file of an edition, by what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Artifact {
    /// A page of content.
    Page(PageIndex),
    /// An old address of a page.
    Redirect(PageIndex),
    /// The page of a source.
    Work(Lang, WorkIndex),
    /// The list of a kind's pages.
    Kind(Lang, String),
    /// The list of a tag's pages.
    Tag(Lang, String),
    /// A page that is made for every site.
    Builtin(Lang, &'static BuiltinPage),
    /// A sheet that is made of an agenda, as a page of HTML.
    Sheet(PageIndex, Sheet),
    /// A sheet of paper.
    Print(PageIndex, Printing),
    /// A file for programs that search or follow a site.
    Feed(FeedFile),
    /// A file of the content folder, by its path from there.
    File(String),
    /// A picture of the content folder, by its path from there, so many pixels wide and in a format.
    Resized(String, u32, ImageFormat),
    /// A file of the theme, by its path from the `static` folder.
    Static(String),
    /// A script that search in a language loads.
    Search(Lang),
    /// Sources as a file for reference managers.
    Export(Exported, ExportFormat),
}

impl Artifact {
    /// What stands at a route; `None` for a download, which is made of other artifacts.
    pub(crate) fn at(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Page(page) => Artifact::Page(*page),
            Route::Redirect(page, _) => Artifact::Redirect(*page),
            Route::Work(lang, work) => Artifact::Work(*lang, *work),
            Route::Kind(lang, kind) => Artifact::Kind(*lang, kind.clone()),
            Route::Tag(lang, tag) => Artifact::Tag(*lang, tag.clone()),
            Route::Builtin(lang, page) => Artifact::Builtin(*lang, page),
            Route::Sheet(page, sheet) => Artifact::Sheet(*page, *sheet),
            Route::Print(page, printing) => Artifact::Print(*page, *printing),
            Route::Web(file) => Artifact::Feed(*file),
            Route::Export(of, format) => Artifact::Export(*of, *format),
            Route::Download(_) => return None,
        })
    }

    /// Whether it takes little to make: HTML, or a file of the theme.
    pub(crate) fn is_light(&self) -> bool {
        !matches!(
            self,
            Artifact::File(_)
                | Artifact::Resized(..)
                | Artifact::Search(_)
                | Artifact::Print(..)
                | Artifact::Feed(_)
        )
    }

    /// Whether it can always be made, and nothing is ever to be said of it.
    pub(crate) fn is_sure(&self) -> bool {
        matches!(self, Artifact::Static(_) | Artifact::Search(_))
    }
}

/// An artifact's bytes, and what was found in making them.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) bytes: Vec<u8>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl From<Vec<u8>> for Rendered {
    fn from(bytes: Vec<u8>) -> Self {
        Rendered {
            bytes,
            findings: Vec::new(),
        }
    }
}

/// A page whose blocks tell where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct PageWithOrigins {
    /// The page's markup, with the attribute `data-origin` on each block.
    pub html: Vec<u8>,
    /// What the attributes count.
    pub origins: Vec<Span>,
}

/// Why an artifact has no bytes.
#[derive(Debug)]
pub enum RenderError {
    /// The project is at fault.
    Finding(Box<Diagnostic>),
    /// The environment is.
    Failure(anyhow::Error),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Finding(finding) => f.write_str(&finding.message),
            RenderError::Failure(error) => f.write_str(&failure::reasons(error)),
        }
    }
}

impl std::error::Error for RenderError {}
