//! Sheets of paper as artifacts. A program that was compiled without printing lists none.

#[cfg(feature = "pdf")]
use std::collections::BTreeMap;

#[cfg(feature = "pdf")]
use crate::diagnostic::Diagnostic;
use crate::model::sheet::Printing;
#[cfg(feature = "pdf")]
use crate::model::sheet::{Paper, Sheet, Size};
use crate::model::site::PageIndex;
use crate::render::artifact::{RenderError, Rendered};
#[cfg(feature = "pdf")]
use crate::render::print_setup::PrintSetup;
use crate::render::renderer::core::Renderer;
#[cfg(feature = "pdf")]
use crate::render::{asset, pdf, print};
use crate::resolve::prints;
use crate::resolve::tonight::TonightPart;

impl Renderer {
    /// What a sheet of paper is made from.
    #[cfg(feature = "pdf")]
    fn gather(&self, page: PageIndex, printing: Printing) -> print::Printed {
        let typesetter = &self.materials.printing.typesetter;
        let context = print::PrintContext {
            cx: self.cx_on(page, printing.paper),
            fonts: &typesetter.fonts.families,
            has_letter: &|letter| typesetter.fonts.has(letter),
            tokens: &self.materials.printing.tokens,
        };
        print::gather(context, page, printing)
    }

    /// A sheet of paper.
    #[cfg(feature = "pdf")]
    pub(crate) fn print(
        &self,
        path: &str,
        page: PageIndex,
        printing: Printing,
    ) -> Result<Rendered, RenderError> {
        let PrintSetup {
            typesetter, build, ..
        } = &self.materials.printing;
        let mut printed = self.gather(page, printing);
        let (pictures, unread) = self.pictures(&mut printed);
        let date = self.materials.site.config.date;
        let pdf = typesetter.make(&printed, path, pictures, date, *build)?;
        let place = |picture: &str| asset::place(&self.materials.site, page, picture);
        let mut findings = pdf::findings(&self.materials.site, &printed, &pdf, path, &place);
        findings.extend(unread);
        Ok(Rendered {
            findings,
            bytes: pdf.bytes.to_vec(),
        })
    }

    /// All that these parts show, on paper of one size, in one file behind a cover leaf. `elsewhere` are those that are in
    /// another file. Parts that cannot be made are left out, which is found where each is made by itself.
    #[cfg(feature = "pdf")]
    pub(crate) fn tonight(
        &self,
        path: &str,
        page: PageIndex,
        parts: &[&TonightPart],
        elsewhere: &[&TonightPart],
    ) -> Result<Rendered, RenderError> {
        let PrintSetup {
            typesetter, build, ..
        } = &self.materials.printing;
        let date = self.materials.site.config.date;
        let mut bound = Vec::new();
        let mut files = Vec::new();
        let mut needs_script = false;
        for part in parts {
            let sheet = part.printing.sheet;
            if sheet == Sheet::Script && !needs_script {
                continue;
            }
            let mut printed = self.gather(part.page, part.printing);
            let (pictures, _) = self.pictures(&mut printed);
            let made = typesetter.make(&printed, &part.name, pictures.clone(), date, *build);
            let Ok(pdf) = made else {
                continue;
            };
            needs_script |= sheet == Sheet::RunSheet && pdf.is_shortened;
            let file = format!("/part-{}.pdf", bound.len() + 1);
            let source = printed.imposed.is_none().then(|| pdf::BoundSource {
                template: printed.template,
                data: pdf.data.clone(),
                pictures,
            });
            files.push(pdf::BoundFile {
                name: file.clone(),
                bytes: pdf.bytes.clone(),
                source,
            });
            bound.push(print::tonight::Bound {
                part,
                file,
                pages: pdf.file_pages,
            });
        }
        let printing = parts.first().map(|part| part.printing);
        let (paper, size) = printing.map_or((Paper::default(), Size::Middle), |printing| {
            (printing.paper, printing.on())
        });
        let context = print::PrintContext {
            cx: self.cx_on(page, paper),
            fonts: &typesetter.fonts.families,
            has_letter: &|letter| typesetter.fonts.has(letter),
            tokens: &self.materials.printing.tokens,
        };
        // Last, since the cover says on which page each part begins, and only a part that is set has a number of pages.
        let cover = print::tonight::cover(context, page, paper, size, &bound, elsewhere);
        let pages = print::tonight::pages(&bound);
        let pdf = typesetter.bind(&cover, path, files, pages, date)?;
        Ok(Rendered {
            findings: Vec::new(),
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
        format!("{}{name}", prints::folder(&self.materials.site, page))
    }

    /// See [`crate::render::output::Output::input_fingerprint`].
    #[cfg(feature = "pdf")]
    pub(crate) fn printed_of(&self, page: PageIndex, printing: Printing) -> Option<String> {
        let printed = self.gather(page, printing);
        let key = self
            .materials
            .printing
            .typesetter
            .key(&printed, self.materials.site.config.date);
        printed
            .findings
            .is_empty()
            .then(|| key.to_hex()[..32].to_owned())
    }

    #[cfg(not(feature = "pdf"))]
    pub(crate) fn printed_of(&self, _: PageIndex, _: Printing) -> Option<String> {
        None
    }

    /// As in a program that prints.
    #[cfg(not(feature = "pdf"))]
    pub(crate) fn tonight(
        &self,
        path: &str,
        _: PageIndex,
        _: &[&TonightPart],
        _: &[&TonightPart],
    ) -> Result<Rendered, RenderError> {
        let failure = anyhow::anyhow!("this program was compiled without printing: {path}");
        Err(RenderError::Failure(failure))
    }

    /// No site of a program without printing lists a sheet of paper.
    #[cfg(not(feature = "pdf"))]
    pub(crate) fn print(
        &self,
        path: &str,
        _: PageIndex,
        _: Printing,
    ) -> Result<Rendered, RenderError> {
        let failure = anyhow::anyhow!("this program was compiled without printing: {path}");
        Err(RenderError::Failure(failure))
    }
}
