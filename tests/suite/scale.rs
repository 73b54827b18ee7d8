//! How much the tests of what is random, raced or killed try: a little in every run, a lot where `FULL` is set.

/// `few`, or `many` where the environment has `FULL`.
pub(crate) fn scaled(few: usize, many: usize) -> usize {
    if std::env::var_os("FULL").is_some() {
        many
    } else {
        few
    }
}
