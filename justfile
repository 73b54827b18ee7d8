# The commands that one needs, for https://just.systems. Each is one line, to be typed without it as well.

# Names these.
[private]
default:
    @just --list

# Shows the handbook of this repository, and each change as you save it.
serve:
    cargo run --no-default-features -- serve --open

# Finds what is wrong with the handbook.
check:
    cargo run --no-default-features -- check --strict

# Tells of faults while you write code: seconds where tests take minutes.
lint:
    cargo clippy --locked --all-targets -- -D warnings

# Runs all tests, or parts of them: just test rust browser
test *PARTS:
    tests/run {{ PARTS }}

# Makes `groundwork` a command, with PDFs.
install:
    cargo install --locked --path .
