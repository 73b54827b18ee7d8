//! The examples of the CommonMark specification, through our own writer.
