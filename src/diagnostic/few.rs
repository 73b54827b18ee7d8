//! The first few of many: a finding names as many as a writer can look at, and says how many more there are.

use crate::limits::grouped;

/// How many a finding names, and how many other places it shows.
pub(crate) const FEW: usize = 10;

/// The first few with this between them, and how many more there are: `a → b and 2,990 more`.
pub(crate) fn few(names: impl ExactSizeIterator<Item = String>, between: &str) -> String {
    let more = names.len().saturating_sub(FEW);
    let mut first = names.take(FEW).collect::<Vec<_>>().join(between);
    if more > 0 {
        first += &format!(" and {} more", grouped(more as u64));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::few;

    #[test]
    fn more_than_a_few_are_counted() {
        let names = |count: usize| (0..count).map(|at| at.to_string());
        assert_eq!(few(names(2), " or "), "0 or 1");
        assert_eq!(
            few(names(3_000), ", "),
            "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2,990 more"
        );
    }
}
