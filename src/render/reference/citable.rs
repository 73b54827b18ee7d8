//! What hayagriva makes of marks and works in a style.

use citationberg::IndependentStyle;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry,
    LocatorPayload, Rendered, SpecificLocator,
};

use super::language::Language;
use super::text_mark::TextMark;

/// What hayagriva formats: entries, and the items of CSL JSON of which its test suite is made. Its own name for both is not
/// public.
pub(super) trait Citable: Sized {
    /// What hayagriva makes of the marks, each in its style, and of the list in another.
    fn rendered_in(
        style: &IndependentStyle,
        of_marks: &[&IndependentStyle],
        entries: &[&Self],
        marks: &[TextMark],
        language: &Language,
    ) -> Rendered;

    /// What hayagriva makes of the marks and the list.
    fn rendered(
        style: &IndependentStyle,
        entries: &[&Self],
        marks: &[TextMark],
        language: &Language,
    ) -> Rendered {
        Self::rendered_in(style, &vec![style; marks.len()], entries, marks, language)
    }
}

macro_rules! citable {
    ($entry:ty) => {
        impl Citable for $entry {
            fn rendered_in(
                style: &IndependentStyle,
                of_marks: &[&IndependentStyle],
                entries: &[&Self],
                marks: &[TextMark],
                language: &Language,
            ) -> Rendered {
                let code = Some(language.code.clone());
                let mut driver = BibliographyDriver::new();
                // All marks together and in order: whom a mark names depends on the works of the whole text,
                // and `ibid.` on the mark before.
                for (mark, of_mark) in marks.iter().zip(of_marks) {
                    let items = mark.sources.iter().map(|source| {
                        let place = source.locator.as_ref().map(|found| {
                            SpecificLocator(found.kind, LocatorPayload::Str(&found.value))
                        });
                        CitationItem::with_locator(entries[source.work], place)
                    });
                    driver.citation(CitationRequest::new(
                        items.collect(),
                        of_mark,
                        code.clone(),
                        &language.locales,
                        mark.note,
                    ));
                }
                driver.finish(BibliographyRequest::new(style, code, &language.locales))
            }
        }
    };
}

citable!(Entry);
#[cfg(feature = "csl-suite")]
citable!(citationberg::json::Item);

/// What the style makes of a work that is cited once, without a place.
pub(super) fn alone(style: &IndependentStyle, entry: &Entry, language: &Language) -> ElemChildren {
    let rendered = Entry::rendered(style, &[entry], &[TextMark::alone()], language);
    let made = rendered.citations.into_iter().next();
    made.map(|made| made.citation).unwrap_or_default()
}
