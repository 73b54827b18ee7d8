//! Finished PDFs, each kept with the last build that asked for it.

use std::collections::HashMap;
use std::sync::Mutex;

use super::result::Pdf;

#[derive(Default)]
pub(super) struct PdfCache {
    pdfs: Mutex<HashMap<blake3::Hash, Kept>>,
}

struct Kept {
    pdf: Pdf,
    build: usize,
}

impl PdfCache {
    /// The PDF that `key` stands for, which `make` makes if it is not known yet.
    ///
    /// # Errors
    /// Those of `make`.
    pub(super) fn get<E>(
        &self,
        key: blake3::Hash,
        build: usize,
        make: impl FnOnce() -> Result<Pdf, E>,
    ) -> Result<Pdf, E> {
        let pdfs = || self.pdfs.lock().expect("nothing fails while it is locked");
        if let Some(known) = pdfs().get_mut(&key) {
            known.build = build;
            return Ok(known.pdf.clone());
        }
        // Others may be made meanwhile.
        let pdf = make()?;
        let kept = Kept {
            pdf: pdf.clone(),
            build,
        };
        pdfs().insert(key, kept);
        Ok(pdf)
    }

    /// Forgets what neither build `build` nor the one before has asked for.
    pub(super) fn prune(&self, build: usize) {
        let mut pdfs = self.pdfs.lock().expect("nothing fails while it is locked");
        pdfs.retain(|_, kept| kept.build + 1 >= build);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{Pdf, PdfCache};

    #[test]
    fn a_pdf_is_made_once_and_forgotten_when_two_builds_have_not_asked_for_it() {
        let finished = PdfCache::default();
        let made = Cell::new(0);
        let ask = |text: &str, build| {
            let pdf = || {
                made.set(made.get() + 1);
                Ok::<_, ()>(Pdf {
                    bytes: text.as_bytes().into(),
                    pages: 1,
                    file_pages: 1,
                    sides: 1,
                    ..Pdf::default()
                })
            };
            let found = finished.get(blake3::hash(text.as_bytes()), build, pdf);
            assert_eq!(&*found.expect("it can be made").bytes, text.as_bytes());
            made.replace(0)
        };
        assert_eq!([ask("a", 1), ask("a", 1), ask("b", 1)], [1, 0, 1]);
        finished.prune(2);
        assert_eq!(ask("a", 2), 0);
        finished.prune(3);
        assert_eq!([ask("a", 3), ask("b", 3)], [0, 1]);
    }
}
