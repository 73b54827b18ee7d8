//! The Rust that is needed is said alike in each place.

use super::source_files::{crate_root, text_of};

#[test]
fn readers_are_told_of_the_rust_that_cargo_asks_for() {
    let readme = text_of(&crate_root().join("README.md"));
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(
        readme.contains(&format!("[Rust](https://rustup.rs) {version} or later")),
        "README.md names another Rust than {version}, which stands in Cargo.toml"
    );
}
