//! The fields of `sources.toml`.

use super::field::{FieldSet, field};

/// Those below the id of a source. Records of bibliographies take them too.
pub static OWN_FIELDS: FieldSet = FieldSet {
    place: "`sources.toml`",
    fields: &[
        field(
            "verified",
            "text, or `{ on = 2026-11-01, by = \"Ada\", how = \"the printed book\" }`",
            "Who has seen the work, when, and what of it. Text that begins with `Partial`, or `partial = true`, says: only a part \
             of it.",
        ),
        field(
            "archived",
            "an address that begins with https:// or http://",
            "A copy of the work in an archive. It stands behind the reference.",
        ),
        field(
            "access",
            "text, such as `open` or `book`",
            "How readers get at it.",
        ),
        field(
            "superseded_by",
            "the id of another source, or text",
            "What has taken its place: a later edition, a new law. Readers are told wherever the work is cited.",
        ),
        field(
            "correction",
            "text",
            "What is wrong in it, or was corrected later. Readers are told wherever the work is cited.",
        ),
        field("level", "text, such as `easy`", "How hard it is to read."),
        field("format", "text, such as `print`", "What it comes as."),
        field(
            "annotation",
            "text",
            "A remark for those who keep the bibliography. No reader sees it.",
        ),
    ],
};
