//! The manual that the program carries, and what it says of one topic.
//!
//! The manual is a project like any other, in `docs/`. [`build`] makes its site; a [`Manual`] finds what it
//! says of a rule, a command, a field or whatever else has a page, a heading or a row of its own, and writes
//! that as plain text. `load` holds the files.

mod plain_text;
mod row;
mod topics;

use crate::engine::{Built, Engine, Options};

pub use crate::load::manual_size;
pub use topics::{Explained, Manual};

/// The site of the manual, and what was found in building it.
pub fn build() -> Built {
    Engine::default().build_manual(&Options::default())
}
