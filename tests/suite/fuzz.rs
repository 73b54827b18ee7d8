//! A few random inputs for each target, the same in every run; `cargo run --release --example fuzz` tries as many
//! as one likes.

#[path = "../fuzz/harness/mod.rs"]
mod harness;

use std::time::Duration;

use harness::{Budget, TARGETS};

use crate::scale::scaled;

#[test]
fn what_once_broke_a_law_breaks_none() {
    for target in &TARGETS {
        for (name, input) in harness::found(target) {
            assert_eq!(harness::replay(target, &input), None, "{name}");
        }
    }
}

#[test]
fn random_inputs_break_no_law() {
    let budget = Budget {
        inputs: scaled(8, 240),
        time: Duration::from_mins(10),
        longest: Duration::from_mins(2),
    };
    let broken: Vec<String> = TARGETS
        .iter()
        .filter_map(|target| {
            let broken = harness::run(target, 1, &budget).broken?;
            Some(format!("{}: {}\n{}", target.name, broken.law, broken.input))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
