//! The elements of raw HTML that a page may hold beside those of plain text, which the sanitiser knows.

/// Our own markup, and what plays files of the project.
pub(crate) const ELEMENTS: [&str; 8] = [
    "audio", "input", "picture", "section", "source", "tfoot", "track", "video",
];
