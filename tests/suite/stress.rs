//! Small inputs that ask for great work: each is read and built, and its work grows as its text does.
//!
//! The generators are those of `benches/stress`, here at a scale that a test can afford; `examples/stress.rs` runs
//! them at full scale. Work is counted in the time that the processor gives to one thread, which a busy
//! machine does not stretch as it does that of a clock.

use std::time::Duration;

use groundwork::engine::{Built, Engine, Options};
use groundwork::limits::{EMBEDDED_ON_PAGE, FINDINGS_OF_RULE};
use groundwork::report::{self, Format};
use rayon::ThreadPoolBuilder;
use rustix::time::{ClockId, clock_gettime};

#[path = "../../benches/stress/mod.rs"]
mod inputs;

use inputs::{Files, Generator, generators};

/// Of full scale; the longer text is that many times as long.
const SHORT: usize = 1_600;
const LONGER: usize = 8;

/// How many times faster than the text work may grow: far from the square, with room for caches and other work
/// of the processor.
const SLACK: f64 = 3.0;

/// Work below this is that of any site.
const ANY: Duration = Duration::from_millis(60);

/// Those that are exponential are as small as they are at full scale.
const EXPONENTIAL: usize = 50;

#[test]
fn work_grows_no_faster_than_a_hostile_text_does() {
    // What an engine does on threads, it does on this one.
    let pool = ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread is free").install(|| {
        let mut engine = Engine::default();
        for generator in generators() {
            let (short, long) = scales(generator);
            let (bytes, work) = measure(&mut engine, generator, short);
            let (more_bytes, more_work) = measure(&mut engine, generator, long);
            // What every site has counts for little: the thing itself is that many times there.
            let longer = (more_bytes as f64 / bytes as f64).max(LONGER as f64);
            let most = (work + ANY).mul_f64(longer * SLACK);
            assert!(
                more_work < most,
                "{} takes {work:?} for {short}, and {more_work:?} for {long}, which is {longer:.1} times as much",
                generator.name
            );
        }
    });
}

fn scales(generator: &Generator) -> (usize, usize) {
    if generator.full <= EXPONENTIAL {
        return (generator.full, generator.full);
    }
    let short = (generator.full / SHORT).max(4);
    (short, short * LONGER)
}

/// How long the files of a generator are, and the work for the whole site.
fn measure(engine: &mut Engine, generator: &Generator, times: usize) -> (usize, Duration) {
    let files = (generator.files)(times);
    let bytes = files.iter().map(|(_, text)| text.len()).sum();
    let begun = spent();
    let built = build(engine, &files);
    let mut drawn = Vec::new();
    let findings = &built.findings;
    report::draw(
        Format::Text,
        findings,
        engine.sources(),
        &[],
        false,
        &mut drawn,
    )
    .expect("memory takes all");
    (bytes, spent() - begun)
}

/// Builds a site of these texts and makes all its artifacts.
fn build(engine: &mut Engine, files: &Files) -> Built {
    let mut built = analyse(engine, files);
    let settled = engine.settle(&mut built, &|| {});
    settled.expect("nothing is read from the disk");
    built
}

/// Builds a site of these texts and makes nothing yet.
fn analyse(engine: &mut Engine, files: &Files) -> Built {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    engine.build_texts(&files, &Options::default())
}

/// What the processor has given to this thread.
fn spent() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    spent.try_into().expect("it only grows")
}

/// The files of a generator at full scale.
fn full(name: &str) -> Files {
    let generator = generators().find(|generator| generator.name == name);
    let generator = generator.expect("there is such a generator");
    (generator.files)(generator.full)
}

/// How often a rule is broken.
fn count(built: &Built, rule: &str) -> usize {
    let findings = built.findings.iter();
    findings.filter(|finding| finding.rule.name == rule).count()
}

#[test]
fn a_page_shows_of_others_what_fits_and_links_to_the_rest() {
    for name in [
        "embeds-doubled",
        "embeds-tenfold",
        "embeds-of-sections-doubled",
    ] {
        let built = build(&mut Engine::default(), &full(name));
        assert!(count(&built, "large-embed") > 0, "{name}");
        for path in built.output.paths() {
            let made = built.output.make(path).expect("it is there");
            let length = made.map_or(0, |bytes| bytes.len());
            assert!(
                length < 8 * EMBEDDED_ON_PAGE.most,
                "{name}: {path} is {length} bytes long"
            );
        }
    }
}

#[test]
fn what_is_beyond_a_limit_is_told() {
    for (name, rule) in [
        ("tags", "over-limit"),
        ("authors", "over-limit"),
        ("long-tag", "over-limit"),
        ("yaml-aliases", "data-syntax"),
        ("code-long-line", "plain-code"),
        ("works-in-a-mark", "over-limit"),
        ("menu", "over-limit"),
        ("agenda-items", "over-limit"),
    ] {
        let built = analyse(&mut Engine::default(), &full(name));
        assert!(count(&built, rule) > 0, "{name}");
    }
}

#[test]
fn a_report_of_many_findings_is_short() {
    let links = (0..20 * FINDINGS_OF_RULE.most).map(|at| format!("[[nowhere-{at}]]\n\n"));
    let files = vec![("content/a.md".to_owned(), links.collect())];
    let mut engine = Engine::default();
    let built = build(&mut engine, &files);
    let mut drawn = Vec::new();
    report::draw(
        Format::Text,
        &built.findings,
        engine.sources(),
        &[],
        false,
        &mut drawn,
    )
    .expect("memory takes all");
    let drawn = String::from_utf8(drawn).expect("reports are text");
    assert_eq!(
        drawn.matches("error[dead-link]").count(),
        FINDINGS_OF_RULE.most
    );
    assert!(drawn.contains("[dead-link]: and 570 more"), "{drawn}");
}
