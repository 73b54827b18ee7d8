//! What a neighbor's copy of a handbook says otherwise than ours, and what becomes of our texts where some of it is taken.
//!
//! 1. [`differences`] compares the pages of two sites by their ids, section by section.
//!    [`dropped`] says what theirs lacks.
//! 2. [`Kept`] holds what the writers of ours have decided to leave as they have it.
//! 3. [`with_parts`] gives the text of a page with sections of theirs in it, [`with_parts_of_change`] that of a file which
//!    changes a page of a handbook beneath; [`credited`] names them in it.
//!
//! Takes two resolved sites; gives plain data and texts. Touches nothing.

mod changing_page;
mod credit;
mod difference;
mod kept;
mod section;

pub use changing_page::with_parts_of_change;
pub use credit::{Credit, credited};
pub use difference::{Difference, Dropped, Obstacle, differences, dropped};
pub use kept::{KEPT, Kept};
pub use section::{pictures_in, with_parts};
