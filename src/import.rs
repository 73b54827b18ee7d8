//! Makes a project of a handbook that was made for another tool.
//!
//! 1. `recognise` tells the tool by its files; `tools` reads its settings, and says which files are pages, where
//!    they were found on the web, and in which order.
//! 2. `placing` gives each file a place; `navigation` makes an order, a menu and a page of contents.
//! 3. `text` translates each page, `draft` reads what came of it as any page is read here.
//! 4. `mend` makes links name what they meant, `fields` adds what the head of a page needs.
//! 5. `site` writes the settings, `report` what was done and what is left.
//!
//! Takes an [`Original`] and gives a [`Plan`] of files, or says why it can make none. The command reads the one
//! and writes the other. Whatever this program reads as it is stays as it is.

mod allow;
mod collect;
mod days;
mod draft;
mod fields;
mod handbook;
mod headings;
mod js_literal;
mod labels;
mod languages;
mod licence;
mod manifest;
mod mend;
mod names;
mod navigation;
mod notes;
mod original;
mod pages;
mod paths;
mod patterns;
mod placing;
mod plan;
mod recognise;
mod report;
mod routes;
mod settings;
mod site;
mod text;
mod tool;
mod tools;

pub use self::allow::allow;
pub use self::manifest::{MANIFEST, Manifest, Step, Written, step};
pub use self::original::{Original, OriginalFile};
pub use self::plan::{Content, Plan, Planned, plan};
pub use self::tool::Tool;
