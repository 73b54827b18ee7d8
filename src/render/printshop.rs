//! Sheets of paper as artifacts. A program that was compiled without printing lists none.

#[cfg(feature = "pdf")]
use std::collections::BTreeMap;
#[cfg(feature = "pdf")]
use std::sync::Arc;

use super::Renderer;
#[cfg(feature = "pdf")]
use crate::diagnostic::Diagnostic;
use crate::output::{Made, Unmade};
#[cfg(feature = "pdf")]
use crate::print::Meeting;
use crate::print::Printing;
#[cfg(feature = "pdf")]
use crate::render::{asset, pdf, print};
use crate::resolve::prints;
use crate::site::PageIndex;

/// What printing needs beside the site.
#[cfg(feature = "pdf")]
pub(super) struct Printshop {
    pub(super) press: Arc<pdf::Press>,
    pub(super) meeting: Meeting,
    pub(super) build: usize,
}

impl Renderer {
    /// What a sheet of paper is made from.
    #[cfg(feature = "pdf")]
    fn gather(&self, path: &str, page: PageIndex, printing: Printing) -> print::Printed {
        let press = &self.printing.press;
        let paperwork = print::Paperwork {
            writing: self.writing_of(page),
            fonts: &press.fonts.families,
            has_letter: &|letter| press.fonts.has(letter),
            meeting: &self.printing.meeting,
        };
        print::gather(paperwork, page, printing, path)
    }

    /// A sheet of paper.
    #[cfg(feature = "pdf")]
    pub(super) fn print(
        &self,
        path: &str,
        page: PageIndex,
        printing: Printing,
    ) -> Result<Made, Unmade> {
        let Printshop { press, build, .. } = &self.printing;
        let mut printed = self.gather(path, page, printing);
        let (pictures, unread) = self.pictures(&mut printed);
        let date = self.site.config.date;
        let pdf = press.make(&printed, pictures, date, *build)?;
        let place = |picture: &str| asset::place(&self.site, page, picture);
        let mut findings = pdf::findings(&self.site, &printed, &pdf, path, &place);
        findings.extend(unread);
        Ok(Made {
            findings,
            bytes: pdf.bytes.to_vec(),
        })
    }

    /// The bytes of a sheet's pictures by name. One that cannot be read any more is taken out of the
    /// sheet, and found.
    #[cfg(feature = "pdf")]
    fn pictures(
        &self,
        printed: &mut print::Printed,
    ) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let mut pictures = BTreeMap::new();
        let mut unread = Vec::new();
        let mut missing = Vec::new();
        for (name, path) in &printed.pictures {
            match self.file(path) {
                Ok(bytes) => drop(pictures.insert(name.clone(), bytes)),
                Err(finding) => {
                    missing.push(name.clone());
                    unread.push(*finding);
                }
            }
        }
        if !missing.is_empty() {
            printed.data = pdf::without_pictures(&printed.data, &missing);
        }
        (pictures, unread)
    }

    /// The path at which a sheet of a page goes, by the name of its file.
    pub(crate) fn print_path(&self, page: PageIndex, name: &str) -> String {
        format!("{}{name}", prints::folder(&self.site, page))
    }

    /// See [`Output::made_of`].
    #[cfg(feature = "pdf")]
    pub(crate) fn printed_of(
        &self,
        path: &str,
        page: PageIndex,
        printing: Printing,
    ) -> Option<String> {
        let printed = self.gather(path, page, printing);
        let key = self.printing.press.key(&printed, self.site.config.date);
        printed
            .findings
            .is_empty()
            .then(|| key.to_hex()[..32].to_owned())
    }

    #[cfg(not(feature = "pdf"))]
    pub(crate) fn printed_of(&self, _: &str, _: PageIndex, _: Printing) -> Option<String> {
        None
    }

    /// No site of a program without printing lists a sheet of paper.
    #[cfg(not(feature = "pdf"))]
    pub(super) fn print(&self, path: &str, _: PageIndex, _: Printing) -> Result<Made, Unmade> {
        let failure = anyhow::anyhow!("this program was compiled without printing: {path}");
        Err(Unmade::Failure(failure))
    }
}
