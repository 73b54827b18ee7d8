//! Hostile nesting is read, and takes work that grows as the text does and no faster.
//!
//! Work is counted in the time that the processor gives to one thread, which a busy machine does not
//! stretch as it does that of a clock.

use std::time::Duration;

use groundwork::engine::{Engine, Options};
use rayon::ThreadPoolBuilder;
use rustix::time::{ClockId, clock_gettime};

use super::{FOUND_IN_WITNESS, page, project};

/// What stands again and again, and what follows the last of it as often, if anything does.
const NESTED: [(&str, &str); 9] = [
    ("[", ""),
    ("[", "]"),
    ("[@a", ""),
    ("![[", ""),
    ("> ", ""),
    ("> [!SAY] ", ""),
    ("- ", ""),
    ("*_", ""),
    ("[^1]", ""),
];

/// Read, but not measured: html5ever looks through all open elements at each that opens.
const NESTED_HTML: (&str, &str) = ("<div>", "");

const TIMES: usize = 4_000;
/// How many times as long the longer text is. Work that grew with the square of the length would be
/// the square of this.
const LONGER: u32 = 16;
/// How far the processor's caches and its other work may stretch that.
const SLACK: u32 = 2;

fn text((open, close): (&str, &str), times: usize) -> String {
    page(&format!(
        "{}deep{}",
        open.repeat(times),
        close.repeat(times)
    ))
}

/// The work for a site whose one page is this text.
fn work(engine: &mut Engine, text: &str) -> Duration {
    let files = [("site.toml", "title = \"Test\"\n"), ("content/a.md", text)];
    let begun = spent();
    let built = engine.build_texts(&files, &Options::default());
    let made = built.output.make("a.html");
    assert!(matches!(made, Some(Ok(_))), "it is made");
    spent() - begun
}

/// What the processor has given to this thread.
fn spent() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    spent.try_into().expect("it only grows")
}

#[test]
fn work_grows_no_faster_than_hostile_nesting_does() {
    // What an engine does on threads, it does on this one.
    let pool = ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread is free").install(|| {
        let mut engine = Engine::default();
        work(&mut engine, &page("What is made once is made."));
        for nested in NESTED {
            let short = work(&mut engine, &text(nested, TIMES));
            let long = work(&mut engine, &text(nested, TIMES * LONGER as usize));
            assert!(
                long < short * LONGER * SLACK,
                "{nested:?} takes {short:?}, and {LONGER} times as many take {long:?}"
            );
        }
    });
}

#[test]
fn hostile_nesting_is_read() {
    let project = project(&[]);
    for (at, nested) in NESTED.into_iter().chain([NESTED_HTML]).enumerate() {
        project.write(&format!("content/{at}.md"), text(nested, 10_000));
    }
    project.finds(&[FOUND_IN_WITNESS]);
    project.run(&["build", "--allow-errors"]).ends(0);
}
