//! What the phases hand to each other, as plain data with public fields.
//!
//! This is the ground floor: nothing here reads a file, judges a page or writes markup, and nothing
//! here knows of a module above it. A [`page`] is what one file says, a [`site`] is what all of them
//! say together; the other modules are what these two are made of.

pub mod adaptation;
pub(crate) mod address;
pub mod agenda;
pub(crate) mod allowed_html;
pub mod beside;
pub mod bibliography;
pub mod builtin_page;
pub mod citations;
pub mod colour;
pub mod config;
pub mod date;
pub mod download;
pub mod edit;
pub mod edition;
pub mod editor;
pub mod export;
pub mod failure;
pub mod field_set;
pub(crate) mod file_name;
pub mod format;
pub mod front_matter;
pub mod groups;
pub mod guarded;
pub mod kind;
pub mod lang;
pub mod layer;
pub(crate) mod licence_terms;
pub mod meeting_word;
pub mod menu;
pub mod origins;
pub mod own_fields;
pub mod page;
pub mod plurals;
pub mod print_request;
pub(crate) mod ris;
pub mod role;
pub mod sheet;
pub mod site;
mod site_licence;
pub mod site_original;
pub mod slug;
pub mod source;
pub mod span;
pub mod theme;
pub mod timing;
pub(crate) mod unicode;
pub mod value;
