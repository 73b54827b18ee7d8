//! groundwork turns a folder of Markdown pages into a knowledge base that works offline and cites
//! its sources claim by claim.
//!
//! The phases, in the order in which a build runs them, with plain data between them:
//!
//! 1. [`load`] reads the project's files: texts become [`source`]s, other files are listed.
//! 2. [`parse`] turns each text into data of its own: a [`page`], records of a [`bibliography`],
//!    the [`config`] of the site, its [`kind`]s of pages. It knows nothing of other files.
//! 3. [`resolve`] joins all of these into one immutable [`site`]: what each link leads to, what
//!    links back, what cites what.
//! 4. [`check`] judges the site by a table of rules.
//! 5. [`render`] names everything that a reader will get: an [`output`] of artifacts whose bytes
//!    are made when they are asked for.
//! 6. [`write`] makes a folder equal to that output.
//!
//! [`rename`] plans the one change that the program makes to a writer's own texts.
//!
//! [`engine`] runs the phases and remembers what need not be made again. Each phase gives its value
//! beside a list of [`diagnostic`]s, which [`report`] draws.

// Much that serves printing alone is small, and stays in a program that prints nothing.
#![cfg_attr(not(feature = "pdf"), allow(dead_code))]

pub mod agenda;
pub mod bibliography;
pub mod check;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod download;
pub mod editor;
pub mod engine;
pub mod format;
mod graph;
pub mod kind;
pub mod limits;
pub mod load;
mod memo;
pub mod output;
pub mod page;
pub mod parse;
pub mod print;
pub mod progress;
mod reach;
pub mod rename;
pub mod render;
pub mod report;
pub mod resolve;
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod value;
pub mod write;
