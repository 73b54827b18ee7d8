//! The bytes of a picture, read from head to end.

use crate::render::image::problem::{ImageProblem, damaged};

/// The unread part of a file. Reading past its end is a problem, never a panic.
pub(super) struct Unread<'a>(pub(super) &'a [u8]);

impl<'a> Unread<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], ImageProblem> {
        let (head, rest) = self
            .0
            .split_at_checked(count)
            .ok_or_else(|| damaged("it breaks off before its end"))?;
        self.0 = rest;
        Ok(head)
    }

    pub(super) fn byte(&mut self) -> Result<u8, ImageProblem> {
        Ok(self.take(1)?[0])
    }
}
