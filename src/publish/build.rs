//! One build as its steps see it: what it is given, the ways to publish, and the moments between
//! two changes to the disk.

use std::path::Path;

use anyhow::Result;

use super::artifacts::Artifacts;
use super::output_dir::OutputDir;
use super::space::Free;
use super::staging::Staging;

/// The ways to replace a tree, the best first.
#[derive(Debug, Clone, Copy)]
pub(super) enum ReplaceStrategy {
    Exchange,
    Renames,
    InPlace,
}

pub(super) const STRATEGIES: [ReplaceStrategy; 3] = [
    ReplaceStrategy::Exchange,
    ReplaceStrategy::Renames,
    ReplaceStrategy::InPlace,
];

/// One build with all it needs.
pub(super) struct Build<'a> {
    pub(super) destination: &'a OutputDir,
    pub(super) staging: &'a Staging,
    pub(super) fingerprint: &'a str,
    pub(super) artifacts: &'a dyn Artifacts,
    pub(super) made: &'a (dyn Fn() + Sync),
    /// The ways to publish, in the order to try; tests leave out the first.
    pub(super) strategies: &'a [ReplaceStrategy],
    /// What is free on the disk of a folder.
    pub(super) free: &'a (dyn Fn(&Path) -> Option<Free> + Sync),
    /// Waits until the disk has all that was written, where that is called for.
    pub(super) wait: &'a dyn Fn(&Path) -> Result<()>,
    /// Told of each step done; tests stop a build here as a kill would.
    pub(super) reached: &'a dyn Fn(Step) -> Result<()>,
}

/// A moment between two changes to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The new and changed artifacts are in the staging folder.
    Staged,
    /// The tree is whole, with its manifest.
    Completed,
    /// The old tree is aside and the new one not yet in.
    Aside,
    /// In place, one more file has taken its place.
    Moved,
    /// The folder holds the new site; the old tree is still to be removed.
    Published,
}
