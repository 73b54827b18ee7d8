//! Changes to several files of a project at once: all of them are made, or none, whenever the program is
//! stopped and whatever the disk does.
//!
//! Takes [`Steps`] and a [`Journal`]; `recovery` is what the next command runs first.

mod files;
mod journal;
pub(crate) mod recovery;
mod steps;

pub(crate) use journal::{Journal, Purpose};
pub(crate) use steps::{Steps, Writing};
