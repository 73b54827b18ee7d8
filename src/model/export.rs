//! The formats in which readers take sources with them.

/// A format of records that reference managers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportFormat {
    /// BibLaTeX, which is BibTeX with more fields.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL JSON.
    Csl,
}

impl ExportFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [ExportFormat; 3] = [ExportFormat::Bibtex, ExportFormat::Ris, ExportFormat::Csl];

    /// What readers know it by.
    pub fn name(self) -> &'static str {
        match self {
            ExportFormat::Bibtex => "BibTeX",
            ExportFormat::Ris => "RIS",
            ExportFormat::Csl => "CSL JSON",
        }
    }

    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Bibtex => "bib",
            ExportFormat::Ris => "ris",
            ExportFormat::Csl => "csl.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Bibtex => "application/x-bibtex",
            ExportFormat::Ris => "application/x-research-info-systems",
            ExportFormat::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// The address of the file beside a page of HTML.
    pub fn beside(self, url: &str) -> String {
        let stem = url.strip_suffix(".html").unwrap_or(url);
        format!("{stem}.{}", self.ending())
    }
}
