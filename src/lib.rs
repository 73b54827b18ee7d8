//! groundwork turns a folder of Markdown pages into a knowledge base that works offline and cites
//! its sources claim by claim.
//!
//! The phases, in the order in which a build runs them, with plain data between them:
//!
//! 1. [`load`] reads the project's files: texts become [`source`]s, other files are listed.
//! 2. [`parse`] turns each text into data of its own: a [`page`], records of a [`bibliography`],
//!    the [`config`] of the site, its [`kind`]s of pages. It knows nothing of other files.
//! 3. [`compose`] decides which page stands where projects lie over each other, before pages are parsed.
//! 4. [`resolve`] joins all of these into one immutable [`site`]: what each link leads to, what
//!    links back, what cites what.
//! 5. [`check`] judges the site by a table of rules.
//! 6. [`document`] walks through the text of a page with all that was resolved, and hands it to whatever
//!    writes it.
//! 7. [`render`] names everything that a reader will get: an [`output`](render::output) of artifacts whose
//!    bytes
//!    are made when they are asked for.
//! 8. [`publish`] makes a folder equal to that output.
//!
//! [`rename`] plans the one change that the program makes to a writer's own texts.
//!
//! [`status`] lists what writers have left open.
//!
//! [`take`] compares a neighbor's copy with ours, and puts sections of it into our texts.
//!
//! [`import`] makes a project of a handbook that was made for another tool.
//!
//! [`engine`] runs the phases and remembers what need not be made again. Each phase gives its value
//! beside a list of [`diagnostic`]s, which [`report`] draws.

#![cfg_attr(
    not(feature = "pdf"),
    allow(
        dead_code,
        reason = "much that serves printing alone is small, and stays in a program that prints nothing"
    )
)]

pub mod check;
pub mod compose;
pub mod diagnostic;
mod document;
pub mod engine;
pub mod import;
pub mod limits;
pub mod load;
pub mod manual;
pub mod model;
pub mod parse;
pub mod publish;

pub mod rename;
pub mod render;
pub mod report;
pub mod resolve;
pub mod scaffold;
pub mod serve;
pub mod status;
pub mod take;
