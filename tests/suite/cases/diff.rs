//! Draws what differs between two texts.

/// How many lines that are alike stand around those that differ.
const AROUND: usize = 3;

/// The lines from the first that differs to the last, `-` before those expected and `+` before those
/// found, with a few that are alike around them.
pub(super) fn lines(expected: &str, found: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    let shorter = expected.len().min(found.len());
    let head = (0..shorter)
        .take_while(|at| expected[*at] == found[*at])
        .count();
    let (e, f) = (expected.len(), found.len());
    let tail = (1..=shorter - head)
        .take_while(|back| expected[e - back] == found[f - back])
        .count();
    let mut drawn = String::new();
    let mut draw = |sign: char, lines: &[&str]| {
        for line in lines {
            drawn.push_str(&format!("  {sign} {line}\n"));
        }
    };
    draw(' ', &expected[head.saturating_sub(AROUND)..head]);
    draw('-', &expected[head..e - tail]);
    draw('+', &found[head..f - tail]);
    draw(' ', &expected[e - tail..(e - tail + AROUND).min(e)]);
    drawn
}

#[test]
fn only_what_differs_is_drawn_with_a_little_around_it() {
    let drawn = lines("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n");
    assert_eq!(
        drawn,
        "    2\n    3\n    4\n  - 5\n  + X\n    6\n    7\n    8\n"
    );
}
