//! A download goes without what cannot be made.

use crate::render::artifact::RenderError;

/// What was made; `None` for what the project is at fault for, which is found in the site itself, so
/// that this file goes without it.
pub(super) fn if_made<T>(made: Result<T, RenderError>) -> Result<Option<T>, RenderError> {
    match made {
        Ok(made) => Ok(Some(made)),
        Err(RenderError::Finding(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}
