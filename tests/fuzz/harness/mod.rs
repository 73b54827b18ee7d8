//! Looks for inputs that break the program, by random edits of small good ones.
//!
//! 1. [`corpus`] gathers small inputs: those of the cases, and each that once broke something.
//! 2. [`mutate`] edits one of them at random; the same seed gives the same edits in every run.
//! 3. [`target`] says what the result is: a page, a bibliography, a request; and puts it into a small project.
//! 4. [`laws`] builds the project and checks what holds for every input whatever.
//! 5. [`shrink`] makes an input that broke a law as short as it can be.
//!
//! An input whose findings are new joins the corpus, so that later edits start from more unusual places.

mod corpus;
mod data_tokens;
mod laws;
mod mutate;
mod requests;
mod seeds;
mod shrink;
mod target;
mod tokens;
mod watchdog;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use corpus::Corpus;
use watchdog::Watchdog;

pub(crate) use corpus::found;
pub(crate) use target::{TARGETS, Target};

/// Longer inputs only cost time.
const LONGEST_INPUT: usize = 24 << 10;

/// How many inputs a target keeps to start from.
const LARGEST_CORPUS: usize = 4_000;

/// When a run of one target ends; it does so at the first of these.
pub(crate) struct Budget {
    pub(crate) inputs: usize,
    pub(crate) time: Duration,
    /// An input that takes longer than this counts as one that never ends.
    pub(crate) longest: Duration,
}

/// How a run of one target went.
pub(crate) struct Outcome {
    pub(crate) inputs: usize,
    /// How long the slowest input took, and the input.
    pub(crate) slowest: (Duration, String),
    pub(crate) broken: Option<Broken>,
}

/// An input that breaks a law.
pub(crate) struct Broken {
    pub(crate) law: String,
    /// As short as it could be made.
    pub(crate) input: String,
}

/// What came of one input.
struct Trial {
    /// Alike for inputs with the same findings.
    signature: u64,
    broken: Option<String>,
}

/// Tries inputs until the budget is spent or a law is broken.
pub(crate) fn run(target: &Target, seed: u64, budget: &Budget) -> Outcome {
    let began = Instant::now();
    let mut corpus = Corpus::of(target);
    let mut runner = target.runner();
    let mut seen = HashSet::new();
    let mut outcome = Outcome {
        inputs: 0,
        slowest: (Duration::ZERO, String::new()),
        broken: None,
    };
    let watchdog = Watchdog::start(target.name, budget.longest);
    while outcome.inputs < budget.inputs && began.elapsed() < budget.time {
        // Each of the corpus is tried as it is too, between the edited ones.
        let (round, is_given) = (outcome.inputs / 2, outcome.inputs.is_multiple_of(2));
        let input = match corpus.inputs.get(round) {
            Some(input) if is_given && round < corpus.given => input.clone(),
            _ => mutate::mutate(&corpus.inputs, target.tokens, (seed, outcome.inputs)),
        };
        let started = Instant::now();
        watchdog.watch(&input);
        let trial = attempt(&mut runner, &input);
        watchdog.rest();
        outcome.inputs += 1;
        if started.elapsed() > outcome.slowest.0 {
            outcome.slowest = (started.elapsed(), input.clone());
        }
        if let Some(law) = trial.broken {
            let input = shrink::shrink(&input, |shorter| {
                watchdog.watch(shorter);
                let mut runner = target.runner();
                let trial = attempt(&mut runner, shorter);
                trial.broken.is_some_and(|other| is_alike(&law, &other))
            });
            outcome.broken = Some(Broken { law, input });
            return outcome;
        }
        if seen.insert(trial.signature) && corpus.inputs.len() < LARGEST_CORPUS {
            corpus.inputs.push(input);
        }
    }
    outcome
}

/// Tries one input as it is.
pub(crate) fn replay(target: &Target, input: &str) -> Option<String> {
    attempt(&mut target.runner(), input).broken
}

fn attempt(runner: &mut target::Runner, input: &str) -> Trial {
    let tried = catch_unwind(AssertUnwindSafe(|| runner.attempt(input)));
    tried.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        Trial {
            signature: 0,
            broken: Some(format!("panic: {}", text.unwrap_or_default())),
        }
    })
}

/// Whether two breaches are of one kind: alike up to their first number, name or quotation.
fn is_alike(one: &str, other: &str) -> bool {
    let kind = |text: &str| {
        let end = text.find(|c: char| c.is_ascii_digit() || "`'\"".contains(c));
        text[..end.unwrap_or(text.len())].to_owned()
    };
    kind(one) == kind(other)
}
