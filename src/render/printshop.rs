//! Sheets of paper as artifacts. A program that was compiled without printing lists none.

#[cfg(feature = "pdf")]
use std::sync::Arc;

use super::Renderer;
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
        let printed = self.gather(path, page, printing);
        let pictures = printed.pictures.iter();
        let pictures = pictures.map(|(name, path)| Ok((name.clone(), self.file(path)?)));
        let pictures = pictures.collect::<Result<_, Unmade>>()?;
        let date = self.site.config.date;
        let pdf = press.make(&printed, pictures, date, *build)?;
        Ok(Made {
            findings: pdf::findings(&printed, &pdf, path, &|picture| {
                asset::place(&self.site, page, picture)
            }),
            bytes: pdf.bytes.to_vec(),
        })
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
