//! The invariants of the architecture that no compiler and no lint knows, read off the source.
//!
//! What breaks one is named with its file and line and what to do. A list of exceptions says why
//! each is one, and an exception that is no longer needed fails its test too, so lists only shrink.

mod disk_and_network;
mod faults;
mod imports;
mod layers;
mod line_numbers;
mod module_names;
mod names_used;
mod rings;
mod rust_version;
mod same_bytes;
mod source_files;
