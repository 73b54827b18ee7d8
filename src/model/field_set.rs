//! The fields that may stand in a table, in braces or at the head of a quotation: what each is called, what it
//! takes and what it does. Whoever reads one of these places reads it by its set, and the manual prints the
//! sets, so that neither knows a name that the other does not.

mod attributes;
mod field;
mod kinds;
mod markers;
mod page;
mod settings;
mod sources;
mod theme;

pub use attributes::{CHANGE, ITEM, ITEM_PRIORITIES, ITEM_TYPES, PICTURE};
pub use field::{FieldSet, KnownField};
pub use kinds::{ABILITIES, FIELD_OF_KIND, FIELD_TYPES, KIND, SECTION_OF_KIND, SHEETS};
pub use markers::MARKERS;
pub use page::{ADAPTED, FOREIGN, PAGE, RANGE, RELATION, REVIEWED, TIME, UPDATED};
pub use settings::{CITATIONS, LOOK, MENU_ENTRY, PREVIEW, PRINT, SITE, UPSTREAM};
pub use sources::OWN_FIELDS;
pub use theme::THEME;

#[cfg(test)]
mod tests {
    use super::{ABILITIES, FIELD_TYPES, ITEM_PRIORITIES, ITEM_TYPES, OWN_FIELDS, SHEETS};
    use crate::model::agenda::{ItemKind, Priority};
    use crate::model::kind::Ability;
    use crate::model::own_fields::OwnFields;
    use crate::model::sheet::Sheet;

    #[test]
    fn sets_of_words_are_those_that_the_program_knows() {
        assert!(OWN_FIELDS.names().eq(OwnFields::NAMES));
        assert!(ITEM_TYPES.names().eq(ItemKind::ALL.map(|(name, _)| name)));
        assert!(
            ITEM_PRIORITIES
                .names()
                .eq(Priority::ALL.map(|(name, _)| name))
        );
        assert!(ABILITIES.names().eq(Ability::ALL.map(|(name, _)| name)));
        assert!(SHEETS.names().eq(Sheet::ALL.map(Sheet::name)));
        assert_eq!(FIELD_TYPES.fields.len(), 9);
    }
}
