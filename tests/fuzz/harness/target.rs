//! What is edited, and the project that it is put into.

use std::hash::{DefaultHasher, Hash, Hasher};

use groundwork::engine::Engine;

use super::data_tokens::{BIB_TOKENS, CSL_TOKENS, REQUEST_TOKENS, YAML_TOKENS};
use super::laws::Extent;
use super::requests::Server;
use super::seeds::{
    AGENDA, BIB, CSL, EVENTS, FIELDS_TOML, FIELDS_YAML, MARKDOWN, PROJECT, REQUEST, SITE, YAML,
};
use super::tokens::{AGENDA_TOKENS, FIELD_TOKENS, MARKDOWN_TOKENS};
use super::{Trial, laws};

/// One kind of input.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Where an input stands in the project; the empty path for requests.
    path: &'static str,
    /// Inputs of its own, beside those of the cases.
    pub(super) seeds: &'static [&'static str],
    /// What means something to the reader of such inputs.
    pub(super) tokens: &'static [&'static str],
}

pub(crate) const TARGETS: [Target; 8] = [
    Target {
        name: "front-matter",
        path: "content/fuzzed.md",
        seeds: &[FIELDS_TOML, FIELDS_YAML],
        tokens: FIELD_TOKENS,
    },
    Target {
        name: "markdown",
        path: "content/fuzzed.md",
        seeds: &[MARKDOWN],
        tokens: MARKDOWN_TOKENS,
    },
    Target {
        name: "agenda",
        path: "content/fuzzed.md",
        seeds: &[AGENDA],
        tokens: AGENDA_TOKENS,
    },
    Target {
        name: "site",
        path: "site.toml",
        seeds: &[SITE],
        tokens: FIELD_TOKENS,
    },
    Target {
        name: "bib",
        path: "content/fuzzed.bib",
        seeds: &[BIB],
        tokens: BIB_TOKENS,
    },
    Target {
        name: "yaml",
        path: "content/fuzzed.yaml",
        seeds: &[YAML],
        tokens: YAML_TOKENS,
    },
    Target {
        name: "csl",
        path: "content/fuzzed.json",
        seeds: &[CSL],
        tokens: CSL_TOKENS,
    },
    Target {
        name: "requests",
        path: "",
        seeds: &[REQUEST, EVENTS],
        tokens: REQUEST_TOKENS,
    },
];

impl Target {
    /// Whether a file of a case is an input of this target.
    pub(super) fn takes(&self, path: &str, text: &str) -> bool {
        let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        match self.name {
            "agenda" => text.contains("kind = \"agenda\""),
            "site" => path == "site.toml",
            "requests" => false,
            _ => path.starts_with("content/") && ending(path) == ending(self.path),
        }
    }

    pub(super) fn runner(&self) -> Runner {
        match self.path {
            "" => Runner::Requests(Box::new(Server::start())),
            path => Runner::Builds(Box::new(Builds {
                path,
                engine: Engine::default(),
                builds: 0,
            })),
        }
    }
}

/// What tries the inputs of a target, one after the other.
pub(super) enum Runner {
    Builds(Box<Builds>),
    Requests(Box<Server>),
}

impl Runner {
    pub(super) fn attempt(&mut self, input: &str) -> Trial {
        match self {
            Runner::Builds(builds) => builds.attempt(input),
            Runner::Requests(server) => server.attempt(input),
        }
    }
}

/// One engine that is given every input in turn, as a preview is given every edit.
pub(super) struct Builds {
    path: &'static str,
    engine: Engine,
    builds: usize,
}

/// One build in so many is of the whole site, and made by a fresh engine as well.
const FRESH: usize = 16;

impl Builds {
    fn attempt(&mut self, input: &str) -> Trial {
        let mut files: Vec<(&str, &str)> = PROJECT.to_vec();
        files.retain(|(path, _)| *path != self.path);
        files.push((self.path, input));
        let is_thorough = self.builds.is_multiple_of(FRESH);
        let extent = if is_thorough {
            Extent::All
        } else {
            Extent::Nearest
        };
        let (made, mut broken) = laws::build(&mut self.engine, &files, extent);
        self.builds += 1;
        if broken.is_none() && is_thorough {
            let (fresh, _) = laws::build(&mut Engine::default(), &files, extent);
            broken = made.differs(&fresh);
        }
        Trial {
            signature: signature(&made.rules()),
            broken,
        }
    }
}

/// Stands for which rules have found something, and how much of it.
fn signature(rules: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for at in rules.chunk_by(|one, other| one == other) {
        at[0].hash(&mut hasher);
        at.len().ilog2().hash(&mut hasher);
    }
    hasher.finish()
}
